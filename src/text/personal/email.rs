//! E-mail addresses: what stands before and behind an `@`.
//!
//! The local part is a dot-atom of RFC 5322, 3.2.3, as people have it (no quoted strings), with letters of all scripts (RFC
//! 6531); the domain is labels of letters, digits and hyphens of which the last is letters alone (RFC 1123, 2.1). Lengths are
//! those of RFC 5321, 4.5.3.1, which also keep the search short.

use super::numbers::{head, tail};
use super::{Found, Kind};

const LONGEST_LOCAL: usize = 64;
const LONGEST_DOMAIN: usize = 255;

/// Endings of files, which are no domains: `logo@2x.png`.
const FILES: [&str; 8] = ["css", "gif", "jpeg", "jpg", "pdf", "png", "svg", "webp"];

/// Finds the address of an `@`. A space on both sides of it is let pass.
pub(super) fn find(text: &str, at: usize, found: &mut Vec<Found>) {
    let (mut end_of_local, mut start_of_domain) = (at, at + 1);
    if text[..at].ends_with(' ') && text[at + 1..].starts_with(' ') {
        (end_of_local, start_of_domain) = (at - 1, at + 2);
    }
    let local = local(tail(text, end_of_local, LONGEST_LOCAL + 1));
    let Some(domain) = domain(head(text, start_of_domain, LONGEST_DOMAIN + 1)) else {
        return;
    };
    let is_spaced = end_of_local < at;
    if local > 0
        && local <= LONGEST_LOCAL
        && !(is_spaced && text[start_of_domain..].starts_with("www."))
    {
        let start = end_of_local - local;
        found.push(Found::new(
            Kind::EmailAddress,
            start,
            start_of_domain + domain,
        ));
    }
}

/// How many bytes at the end of a text are a local part.
fn local(before: &str) -> usize {
    let is_atom = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let rest = before.trim_end_matches(is_atom);
    let atoms = &before[rest.len()..];
    // Quotes, brackets and list marks around an address are none of it.
    let is_wrapping = |c: char| !c.is_alphanumeric() && c != '_' && c != '+';
    atoms.trim_start_matches(is_wrapping).len()
}

/// How many bytes at the beginning of a text are a domain with at least one dot.
fn domain(after: &str) -> Option<usize> {
    let is_of_domain = |c: char| c.is_alphanumeric() || c == '-' || c == '.';
    let end = after.find(|c| !is_of_domain(c)).unwrap_or(after.len());
    let domain = after[..end].trim_end_matches(['.', '-']);
    let labels: Vec<&str> = domain.split('.').collect();
    let last = labels.last()?;
    let is_whole = labels.len() > 1 && labels.iter().all(|label| !label.is_empty());
    let is_top = last.chars().count() >= 2 && last.chars().all(char::is_alphabetic);
    let is_file = FILES.contains(&last.to_ascii_lowercase().as_str());
    (is_whole && is_top && !is_file).then_some(domain.len())
}
