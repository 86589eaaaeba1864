//! The transcript in rows of a width: what a screen shows below each other.

use thematica::text::Span;

use super::cells::cells;
use super::script::Script;

/// A row of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// What is in it.
    pub what: What,
    /// The turn.
    pub turn: usize,
    /// The words in it, with the white space after them; empty at the turn's start for other rows.
    pub span: Span,
}

/// What is in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Nothing, between two turns.
    Gap,
    /// Who speaks.
    Head,
    /// Words.
    Words,
}

/// All rows of a transcript, in order.
#[derive(Debug, Default)]
pub struct Rows {
    rows: Vec<Row>,
}

impl Rows {
    /// Breaks a transcript into rows of at most so many columns.
    pub fn new(script: &Script, columns: usize) -> Self {
        let mut rows = Vec::new();
        let transcript = &script.transcript;
        for (number, turn) in transcript.turns.iter().enumerate() {
            let paragraphs = transcript.paragraphs_of(turn);
            let start = paragraphs[0].span.start;
            let row = |what, span| Row {
                what,
                turn: number,
                span,
            };
            let empty = Span::new(start, start);
            if number > 0 {
                rows.push(row(What::Gap, empty));
            }
            rows.push(row(What::Head, empty));
            for paragraph in paragraphs {
                let broken = lines(script.text(), paragraph.span, columns);
                rows.extend(broken.into_iter().map(|span| row(What::Words, span)));
            }
        }
        Self { rows }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// A row.
    pub fn get(&self, at: usize) -> Option<&Row> {
        self.rows.get(at)
    }

    /// The row that a byte is shown in.
    pub fn row_of(&self, byte: usize) -> usize {
        let after = self.rows.partition_point(|row| row.span.start <= byte);
        let words = |at: &usize| self.rows[*at].what == What::Words;
        let before = (0..after).rev().find(words);
        before.unwrap_or_else(|| (0..self.len()).find(words).unwrap_or(0))
    }

    /// The byte that is shown in a row at a column, else the last one of the row; `None` where no words are.
    pub fn byte_at(&self, script: &Script, row: usize, column: usize) -> Option<usize> {
        let row = self.get(row).filter(|row| row.what == What::Words)?;
        let mut taken = 0;
        let mut last = row.span.start;
        for cell in cells(script.source().slice(row.span), row.span.start) {
            if cell.is_space() && cell.end == row.span.end {
                break;
            }
            last = cell.start;
            taken += cell.width;
            if taken > column {
                break;
            }
        }
        Some(last)
    }

    /// The column that a byte is shown at in its row.
    pub fn column_of(&self, script: &Script, byte: usize) -> usize {
        let row = self.rows[self.row_of(byte)];
        let words = cells(script.source().slice(row.span), row.span.start);
        words
            .take_while(|cell| cell.end <= byte)
            .map(|cell| cell.width)
            .sum()
    }
}

/// Breaks a paragraph after white space, and inside of a word only where it is wider than a row.
fn lines(text: &str, paragraph: Span, columns: usize) -> Vec<Span> {
    let mut lines = Vec::new();
    let (mut start, mut taken) = (paragraph.start, 0);
    // Where the row can be broken, and how much of it stands before that.
    let mut space: Option<(usize, usize)> = None;
    for cell in cells(&text[paragraph.range()], paragraph.start) {
        if cell.is_space() {
            taken += 1;
            space = Some((cell.end, taken));
            continue;
        }
        if taken + cell.width > columns && cell.start > start {
            let (end, before) = space.take().unwrap_or((cell.start, taken));
            lines.push(Span::new(start, end));
            start = end;
            taken -= before.min(taken);
        }
        taken += cell.width;
    }
    lines.push(Span::new(start, paragraph.end));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, columns: usize) -> Vec<&str> {
        let spans = lines(text, Span::new(0, text.len()), columns);
        spans.into_iter().map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn rows_end_after_white_space_and_long_words_are_cut() {
        assert_eq!(broken("one two\nthree", 7), ["one two\n", "three"]);
        assert_eq!(broken("one two three", 5), ["one ", "two ", "three"]);
        assert_eq!(broken("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(broken("a bcdefgh", 3), ["a ", "bcd", "efg", "h"]);
        assert_eq!(broken("日本語文", 5), ["日本", "語文"]);
        assert_eq!(broken("日本", 1), ["日", "本"]);
        assert_eq!(broken("", 3), [""]);
    }

    #[test]
    fn no_byte_is_lost() {
        let text = "Well,  I'd \t say\r\nnöthing — שלום עולם, 日本語 and e\u{301}\u{301}!";
        for columns in 1..20 {
            assert_eq!(broken(text, columns).concat(), text);
        }
    }
}
