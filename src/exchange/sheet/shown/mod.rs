//! What a spreadsheet shows of a number, by the cell's number format.
//!
//! A person who types `50%` or `10:30` sees that, while the file holds 0.5 and 0.4375. Dates are read as ISO 8601, because
//! the file does not say in which order its readers see day and month. Digits that a format hides are kept. What is not
//! known to be shown so is told and not guessed: the formats are those of ECMA-376 part 1, 18.8.31.

mod number;
mod time;

pub(super) use number::number;
pub(super) use time::time;

/// The parts of a format between `;`: for what is positive, negative, zero.
fn sections(format: &str) -> Vec<&str> {
    let (mut sections, mut start) = (Vec::new(), 0);
    for (at, token) in tokens(format) {
        if matches!(token, Token::Char(';')) {
            sections.push(&format[start..at]);
            start = at + 1;
        }
    }
    sections.push(&format[start..]);
    sections
}

/// A piece of a format.
enum Token<'f> {
    /// Text that is shown as it is.
    Literal(&'f str),
    /// What stands in brackets.
    Bracketed(&'f str),
    /// Room of the width of a character, or a character that fills the cell.
    Room,
    /// Anything else.
    Char(char),
}

fn tokens(format: &str) -> Vec<(usize, Token<'_>)> {
    let (mut tokens, mut at) = (Vec::new(), 0);
    while let Some(first) = format[at..].chars().next() {
        let inner = &format[at + first.len_utf8()..];
        let until = |end: char| inner.find(end).unwrap_or(inner.len());
        let next = inner.chars().next().map_or(0, char::len_utf8);
        let (token, length) = match first {
            '"' => (Token::Literal(&inner[..until('"')]), until('"') + 2),
            '[' => (Token::Bracketed(&inner[..until(']')]), until(']') + 2),
            '\\' => (Token::Literal(&inner[..next]), 1 + next),
            '_' | '*' => (Token::Room, 1 + next),
            other => (Token::Char(other), other.len_utf8()),
        };
        tokens.push((at, token));
        at = (at + length).min(format.len());
    }
    tokens
}
