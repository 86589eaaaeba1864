//! Characters that were others once: UTF-8 that some program read in another encoding and saved again, as in `donâ€™t`.
//!
//! No list of such strings is kept. A run of characters is read back: it is written in an encoding that it may have been
//! misread in, and where those bytes are a character of UTF-8 that people write, it was probably that one. Honest texts
//! have such runs too, at the ends of words in capitals (`AMANHÃ…` would be `Å`, `café »` a Chinese character), so a run
//! convicts a text only where no spelling puts these characters together: a capital behind a small letter (`dÃ©jÃ`), a
//! sign that follows no letter (`â€`), or three characters of a foreign script in a row. One such run is enough, because
//! chance makes none, and a transcript may have a single pasted sentence; then all others are counted as well.

use encoding_rs::{MACINTOSH, WINDOWS_1252};

mod kind;
mod misreading;
mod suspects;
#[cfg(test)]
mod tests;

use misreading::MISREADINGS;

/// What is wrong with a text, and where it shows first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::transcript::read) struct Mojibake {
    /// The byte at which the first sure run begins.
    pub at: usize,
    /// The run as it stands.
    pub written: String,
    /// What it was.
    pub original: String,
    /// What the text was taken for.
    pub read_as: &'static str,
    /// What it was.
    pub was: &'static str,
    /// Whether it happened more than once.
    pub repeated: bool,
    /// How many runs there are, sure and not.
    pub places: usize,
}

/// What to do about it.
pub(in crate::transcript::read) const HELP: &str = "nothing was changed: save the transcript again from where it came from, \
                                                    or replace these characters in an editor";

/// Looks for characters that were others once.
pub(in crate::transcript::read) fn look(text: &str) -> Option<Mojibake> {
    if text.is_ascii() {
        return None;
    }
    // A run is looked at once, however many suspects stand in it.
    let mut done = [0; 4];
    for at in suspects::suspects(text.as_bytes()) {
        for (misreading, done) in MISREADINGS.iter().zip(&mut done) {
            let Some(run) = (at >= *done).then(|| misreading.run(text, at)).flatten() else {
                continue;
            };
            if run.is_sure {
                return surveyed(text);
            }
            *done = run.end;
        }
    }
    apostrophes(text)
}

/// All runs of the encoding that explains most of them.
fn surveyed(text: &str) -> Option<Mojibake> {
    let mut best: Option<Mojibake> = None;
    for found in MISREADINGS.iter().filter_map(|it| it.survey(text)) {
        if best.as_ref().is_none_or(|best| found.places > best.places) {
            best = Some(found);
        }
    }
    best
}

/// Whether an `Õ` stands inside a word of small letters: what an apostrophe of an old Mac becomes on Windows.
fn is_apostrophe(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let before = at.checked_sub(1).map_or(0, |before| bytes[before]);
    bytes[at..].starts_with("Õ".as_bytes())
        && before.is_ascii_alphabetic()
        && bytes.get(at + 2).is_some_and(u8::is_ascii_lowercase)
}

fn apostrophes(text: &str) -> Option<Mojibake> {
    let places = memchr::memmem::find_iter(text.as_bytes(), "Õ".as_bytes());
    let mut places = places.filter(|at| is_apostrophe(text, *at));
    let at = places.next()?;
    Some(Mojibake {
        at,
        written: "Õ".to_owned(),
        original: "’".to_owned(),
        read_as: WINDOWS_1252.name(),
        was: MACINTOSH.name(),
        repeated: false,
        places: 1 + places.count(),
    })
}
