//! Lines of a source as they are shown: cut around what is marked in them, with nothing in them that steers a terminal.

use std::ops::RangeInclusive;

use crate::text::{Source, Span, visible};

/// The longest piece of a line that is shown, in characters: transcripts have lines of many thousand.
const WIDEST: usize = 100;
/// The shortest piece that is shown around one mark of several.
const NARROWEST: usize = 30;
/// What stands for what is left out.
const CUT: char = '…';

/// Neighbouring lines, copied out of a source.
pub(super) struct Excerpt<'s> {
    source: &'s Source,
    text: String,
    /// In order; there is one at least for each line.
    pieces: Vec<Piece>,
}

/// A stretch of a line that is shown.
struct Piece {
    /// Where it is in the source.
    span: Span,
    /// Where the line ends in the source.
    line_end: usize,
    /// Where it starts in the excerpt.
    at: usize,
}

impl<'s> Excerpt<'s> {
    /// Copies lines, numbered from 1. Long ones are cut to what stands around the given bytes.
    pub(super) fn cut(source: &'s Source, lines: RangeInclusive<usize>, around: &[usize]) -> Self {
        Self::of(source, lines, |line| {
            let inside = |&&byte: &&usize| line.start <= byte && byte <= line.end;
            let points = around.iter().filter(inside).map(|byte| byte - line.start);
            windows(source.slice(line), points.collect())
        })
    }

    /// Copies whole lines, numbered from 1.
    pub(super) fn whole(source: &'s Source, lines: RangeInclusive<usize>) -> Self {
        Self::of(source, lines, |line| vec![Span::new(0, line.len())])
    }

    fn of(
        source: &'s Source,
        lines: RangeInclusive<usize>,
        windows: impl Fn(Span) -> Vec<Span>,
    ) -> Self {
        let (mut text, mut pieces) = (String::new(), Vec::new());
        for line in lines.filter_map(|number| source.line(number)) {
            if !pieces.is_empty() {
                text.push('\n');
            }
            let mut shown = line.start;
            for window in windows(line) {
                let span = Span::new(line.start + window.start, line.start + window.end);
                if span.start > shown {
                    text.push(CUT);
                }
                pieces.push(Piece {
                    span,
                    line_end: line.end,
                    at: text.len(),
                });
                text.extend(source.slice(span).chars().map(visible));
                shown = span.end;
            }
            if shown < line.end {
                text.push(CUT);
            }
        }
        Self {
            source,
            text,
            pieces,
        }
    }

    /// The lines, with `\n` between them.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where a byte of the source is in the excerpt. What was cut out is at the end of what stands for it, and the end of
    /// a line is one place, however it is written.
    pub(super) fn place(&self, byte: usize) -> usize {
        let after = self
            .pieces
            .partition_point(|piece| piece.span.start <= byte);
        let Some(piece) = after.checked_sub(1).map(|at| &self.pieces[at]) else {
            return 0;
        };
        let byte = byte.min(piece.line_end);
        let inside = Span::new(piece.span.start, byte.min(piece.span.end));
        let characters = self.source.slice(inside).chars();
        let end = piece.at + characters.map(|c| visible(c).len_utf8()).sum::<usize>();
        if byte > piece.span.end {
            end + CUT.len_utf8()
        } else {
            end
        }
    }
}

/// The pieces of a line that are shown: all of it where it is short, else what stands around the given bytes.
fn windows(line: &str, mut around: Vec<usize>) -> Vec<Span> {
    if line.chars().nth(WIDEST).is_none() {
        return vec![Span::new(0, line.len())];
    }
    if around.is_empty() {
        around.push(0);
    }
    around.sort_unstable();
    around.dedup();
    let width = (WIDEST / around.len()).max(NARROWEST);
    let mut windows: Vec<Span> = Vec::new();
    for byte in around {
        // Near its end as much of the line is shown as elsewhere.
        let start = back(line, byte, width / 2).min(back(line, line.len(), width));
        let end = ahead(line, start, width);
        match windows.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => windows.push(Span::new(start, end)),
        }
    }
    windows
}

/// The byte that stands so many characters before another.
fn back(line: &str, byte: usize, characters: usize) -> usize {
    let before = line[..byte].char_indices().rev().take(characters);
    before.last().map_or(byte, |(at, _)| at)
}

/// The byte that stands so many characters behind another, or the end.
fn ahead(line: &str, byte: usize, characters: usize) -> usize {
    let mut behind = line[byte..].char_indices();
    behind
        .nth(characters)
        .map_or(line.len(), |(at, _)| byte + at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_long_line_is_cut_around_each_place() {
        let text = format!("{}A{}B{}", "x".repeat(900), "y".repeat(900), "z".repeat(10));
        let source = Source::new("t", text);
        let excerpt = Excerpt::cut(&source, 1..=1, &[900, 1801]);
        let expected = format!(
            "…{}A{}…{}B{}",
            "x".repeat(25),
            "y".repeat(24),
            "y".repeat(39),
            "z".repeat(10)
        );
        assert_eq!(excerpt.text(), expected);
        for (byte, letter) in [(900, "A"), (1801, "B")] {
            assert!(excerpt.text()[excerpt.place(byte)..].starts_with(letter));
        }
    }

    #[test]
    fn what_is_cut_out_is_where_its_sign_is() {
        let source = Source::new("t", format!("é{}\r\nnext", "x".repeat(500)));
        let excerpt = Excerpt::cut(&source, 1..=2, &[0]);
        assert_eq!(excerpt.text(), format!("é{}…\nnext", "x".repeat(99)));
        let end = excerpt.text().find('\n').unwrap();
        for byte in [300, 502, 503] {
            assert_eq!(excerpt.place(byte), end);
        }
        assert_eq!(excerpt.place(504), end + 1);
    }

    proptest! {
        #[test]
        fn every_byte_keeps_its_character_or_is_cut(text in "[a-c é日\u{1b}\u{202e}\u{61c}\t\r\n]{0,300}", pick in any::<prop::sample::Index>()) {
            let source = Source::new("t", text.clone());
            let lines = 1..=source.line_count();
            let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            prop_assume!(!bytes.is_empty());
            let byte = bytes[pick.index(bytes.len())];
            let excerpt = Excerpt::cut(&source, lines, &[byte]);
            let c = text[byte..].chars().next().expect("a byte of the text");
            if !matches!(c, '\r' | '\n') {
                prop_assert_eq!(excerpt.text()[excerpt.place(byte)..].chars().next(), Some(visible(c)));
            }
            for byte in bytes {
                prop_assert!(excerpt.text().is_char_boundary(excerpt.place(byte)));
            }
        }
    }
}
