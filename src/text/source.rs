use std::sync::OnceLock;

use super::Span;

/// One decoded text with a name: a transcript as it is read, a codebook, a manifest.
///
/// The text is decoded once and never changes. Lines and code points are indexed on first use.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    line_starts: OnceLock<Vec<usize>>,
    /// How many code points start before each [`BLOCK`] of bytes.
    code_points: OnceLock<Vec<usize>>,
}

/// How many bytes are counted at most to find a code point: codings of a long text ask for thousands.
const BLOCK: usize = 256;

/// A place for people: line and column, both from 1. Columns count Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1. A line ends at LF, at CR LF or at a lone CR.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
}

impl Source {
    /// Takes a decoded text. `name` is the path as people know it.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            line_starts: OnceLock::new(),
            code_points: OnceLock::new(),
        }
    }

    /// The path as people know it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text inside a span.
    ///
    /// # Panics
    /// When the span was made for another source and does not fit this one.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// Line and column of a byte offset; the end of the text is a valid offset.
    #[must_use]
    pub fn position(&self, byte: usize) -> Position {
        let starts = self.line_starts();
        let line = starts.partition_point(|&start| start <= byte);
        let start = starts[line - 1];
        Position {
            line,
            column: self.text[start..byte].chars().count() + 1,
        }
    }

    /// The number of the line that a byte offset stands in, from 1.
    #[must_use]
    pub fn line_number(&self, byte: usize) -> usize {
        self.line_starts().partition_point(|&start| start <= byte)
    }

    /// The number of lines; an empty text has one.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.line_starts().len()
    }

    /// The span of a line (from 1) without its line ending; `None` when there is no such line.
    #[must_use]
    pub fn line(&self, number: usize) -> Option<Span> {
        let starts = self.line_starts();
        let start = *starts.get(number.checked_sub(1)?)?;
        let end = starts.get(number).copied().unwrap_or(self.text.len());
        let content = self.text[start..end].trim_end_matches(['\r', '\n']);
        Some(Span::new(start, start + content.len()))
    }

    /// How many Unicode code points stand before a byte offset.
    #[must_use]
    pub fn code_points_before(&self, byte: usize) -> usize {
        let block = byte / BLOCK;
        let before = self.code_points_before_blocks()[block];
        before + count_code_points(&self.text.as_bytes()[block * BLOCK..byte])
    }

    /// How many UTF-16 units stand before a byte offset.
    #[must_use]
    pub fn utf16_units_before(&self, byte: usize) -> usize {
        self.text[..byte].chars().map(char::len_utf16).sum()
    }

    /// The byte offset of the code point with this number, from 0; `None` past the end of the text.
    ///
    /// The number of code points of the whole text gives its length in bytes.
    #[must_use]
    pub fn byte_of_code_point(&self, number: usize) -> Option<usize> {
        let blocks = self.code_points_before_blocks();
        // The first block has none before it.
        let block = blocks.partition_point(|&before| before <= number) - 1;
        let from = block * BLOCK;
        let bytes = &self.text.as_bytes()[from..];
        let mut starts = (from..).zip(bytes).filter(|(_, byte)| starts_one(**byte));
        match starts.nth(number - blocks[block]) {
            Some((at, _)) => Some(at),
            None => (number == self.code_points_before(self.text.len())).then_some(self.text.len()),
        }
    }

    fn code_points_before_blocks(&self) -> &[usize] {
        self.code_points.get_or_init(|| {
            let mut before = vec![0];
            let mut count = 0;
            for block in self.text.as_bytes().chunks_exact(BLOCK) {
                count += count_code_points(block);
                before.push(count);
            }
            before
        })
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let mut starts = vec![0];
            for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
                // CR LF is one ending: it is counted at its LF.
                if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                    starts.push(at + 1);
                }
            }
            starts
        })
    }
}

/// Counts the code points of valid UTF-8: every byte that does not continue another one starts one.
#[must_use]
pub fn count_code_points(utf8: &[u8]) -> usize {
    utf8.iter().filter(|&&byte| starts_one(byte)).count()
}

fn starts_one(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_line_ending_counts_once() {
        let source = Source::new("t", "a\nb\r\nc\rd");
        assert_eq!(source.line_count(), 4);
        assert_eq!(source.position(6), Position { line: 3, column: 2 });
        assert_eq!(source.slice(source.line(2).unwrap()), "b");
        assert_eq!(source.line(5), None);
    }

    #[test]
    fn columns_count_code_points() {
        let source = Source::new("t", "é👩\u{200D}👧x");
        let x = source.text().find('x').unwrap();
        assert_eq!(source.position(x).column, 5);
        assert_eq!(source.utf16_units_before(x), 6);
        assert_eq!(source.code_points_before(x), 4);
    }

    /// Text with what makes offsets go wrong: emoji, joiners, combining marks, CR LF, right-to-left script.
    fn awkward() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("a"),
            Just("é"),
            Just("e\u{301}"),
            Just("👩\u{200D}👧"),
            Just("\r\n"),
            Just("\n"),
            Just("\r"),
            Just("שלום"),
            Just("سلام"),
            Just("\u{AD}"),
            Just("\u{202E}"),
            Just("𝒳"),
            Just("\u{FEFF}"),
            Just(" "),
        ];
        proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn code_points_and_bytes_are_inverse(text in awkward(), times in 0..60usize) {
            // Of more than one block, too.
            let text = text.repeat(times);
            let source = Source::new("t", text.clone());
            for (number, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(source.code_points_before(byte), number);
                prop_assert_eq!(source.byte_of_code_point(number), Some(byte));
                prop_assert_eq!(source.utf16_units_before(byte), text[..byte].encode_utf16().count());
            }
            let count = text.chars().count();
            prop_assert_eq!(source.byte_of_code_point(count), Some(text.len()));
            prop_assert_eq!(source.byte_of_code_point(count + 1), None);
        }

        #[test]
        fn a_position_leads_back_to_its_byte(text in awkward()) {
            let source = Source::new("t", text.clone());
            for (byte, _) in text.char_indices() {
                let Position { line, column } = source.position(byte);
                let start = source.line(line).expect("the line exists").start;
                let back: usize = text[start..].chars().take(column - 1).map(char::len_utf8).sum();
                prop_assert_eq!(start + back, byte);
            }
        }
    }
}
