//! What may be a speaker's label at the start of a line. Whether it is one is found out later, from the whole text.

use crate::transcript::speakers::{clock, shape};

/// The longest label, in bytes.
pub(in crate::transcript::read) const LONGEST: usize = 60;

/// What may be a label at the start of a line: a name or role with a colon, perhaps after a time.
pub(in crate::transcript::read) fn of(text: &str) -> Option<&str> {
    let text = after_clock(text.trim_start());
    let colon = text.bytes().take(LONGEST).position(|b| b == b':')?;
    let rest = &text[colon + 1..];
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let label = text[..colon].trim_end();
    shape::of(label).map(|_| label)
}

/// The text without a time at its start.
pub(in crate::transcript::read) fn after_clock(text: &str) -> &str {
    let inner = text.strip_prefix(['[', '(']).unwrap_or(text);
    let Some(clock) = clock::any(inner.as_bytes()) else {
        return text;
    };
    let rest = inner.get(clock.len..).unwrap_or_default();
    rest.trim_start_matches([']', ')', ' ', '\t', '-', '–'])
}
