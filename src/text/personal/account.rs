//! Names of accounts in social networks: `@name`, which names a person as an address does.
//!
//! A name is 3 to 30 letters, digits, `_` and dots, the widest of what the networks allow (X: 4 to 15; Instagram: up to 30).
//! Addresses such as `instagram.com/name` are looked for by [`spoken`](super::spoken).

use super::numbers::head;
use super::{Found, Kind};

const SHORTEST: usize = 3;
const LONGEST: usize = 30;

/// Finds the name behind an `@` that is no e-mail address.
pub(super) fn find(text: &str, at: usize, found: &mut Vec<Found>) {
    let is_inside = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '@' | '/' | '=');
    let start = at + 1;
    if text[..at].ends_with(is_inside) {
        return;
    }
    if let Some(length) = name(&text[start..]) {
        found.push(Found::new(Kind::Account, at, start + length));
    }
}

/// How many bytes at the beginning of a text are an account's name.
pub(super) fn name(after: &str) -> Option<usize> {
    let after = head(after, 0, LONGEST + 1);
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    let end = after.find(|c| !is_of_name(c)).unwrap_or(after.len());
    let name = after[..end].trim_end_matches('.');
    let has_letter = name.bytes().any(|it| it.is_ascii_alphabetic());
    let goes_on = after[end..].starts_with(|c: char| c.is_alphanumeric() || c == '@');
    let is_long_enough = (SHORTEST..=LONGEST).contains(&name.len());
    (has_letter && is_long_enough && !goes_on).then_some(name.len())
}
