//! What `grep -n` and ripgrep print: `path:line:text`, one line of a transcript each.

use super::{Fault, Read, Seen, Wanted, Where};
use crate::coding::record::State;

/// Reads lines as `grep -n` prints them. `only` is the transcript where the paths are left out, because one file was
/// searched.
#[must_use]
pub fn of_grep(text: &str, only: Option<&str>) -> Read {
    let mut read = Read::default();
    for (line, written) in (1..).zip(text.lines()) {
        // `--` stands between groups of context.
        if written.trim().is_empty() || written == "--" {
            continue;
        }
        match parts(written, only) {
            Some((transcript, number, seen)) => read.wanted.push(Wanted {
                line,
                transcript: transcript.to_owned(),
                coder: None,
                code: None,
                place: Where::Line(number, Seen::Whole(seen.to_owned())),
                weight: None,
                memo: None,
                state: State::Coded,
                made: None,
                with: None,
                record: None,
            }),
            None if only.is_none() && numbered(written).is_some() => read.faults.push(
                Fault::new(line, "this line does not say in which file it was found")
                    .help("use `grep -Hn`, or say the transcript with --transcript"),
            ),
            None => read
                .faults
                .push(Fault::new(line, "this is no line of `grep -n`").help(
                    "it has to be PATH:LINE:TEXT: use `grep -Hn` without colours or context",
                )),
        }
    }
    read
}

/// The path, the number of the line, and its text. A path may hold colons; the number is the first that stands between two.
fn parts<'l>(written: &'l str, only: Option<&'l str>) -> Option<(&'l str, usize, &'l str)> {
    if let (Some(only), Some((number, seen))) = (only, numbered(written)) {
        return Some((only, number, seen));
    }
    let mut from = 0;
    while let Some(at) = written[from..].find(':').map(|at| from + at) {
        let rest = &written[at + 1..];
        let parts = rest.split_once(':');
        let parts = parts.and_then(|(number, seen)| Some((number.parse().ok()?, seen)));
        if let (Some((number, seen)), false) = (parts, at == 0) {
            return Some((&written[..at], number, seen));
        }
        from = at + 1;
    }
    None
}

/// The number of a line and its text, where no path stands before them.
fn numbered(written: &str) -> Option<(usize, &str)> {
    let (number, seen) = written.split_once(':')?;
    Some((number.parse().ok()?, seen))
}
