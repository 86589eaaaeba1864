//! Whether a transcript is still on the disk as it is shown.

use std::fs;
use std::time::SystemTime;

use thematica::coding::record::hash;
use thematica::study::{Document, Study};

/// What the system says of a file without reading it: when it was changed, and how many bytes it has. `None` where it is not
/// there.
pub type Stamp = Option<(Option<SystemTime>, u64)>;

/// What the system says of a transcript's file now.
pub fn stamp(document: &Document) -> Stamp {
    let known = fs::metadata(&document.path).ok()?;
    Some((known.modified().ok(), known.len()))
}

/// Looks after a transcript while it is open.
pub struct Watch<'r> {
    study: &'r Study,
    document: &'r Document,
    /// The file when it was looked at last.
    seen: Stamp,
    /// The text that is shown, as codings know it.
    hash: String,
    is_changed: bool,
}

impl<'r> Watch<'r> {
    /// Begins with a text that was read from a file which was so before.
    pub fn new(study: &'r Study, document: &'r Document, seen: Stamp, hash: &str) -> Self {
        Self {
            study,
            document,
            seen,
            hash: hash.to_owned(),
            is_changed: false,
        }
    }

    /// Whether its text is another, where that is not so any more as it was at the last look. The file is read only where
    /// the system says that it was written.
    pub fn look(&mut self) -> Option<bool> {
        let now = stamp(self.document);
        if now == self.seen {
            return None;
        }
        self.seen = now;
        // What cannot be read is not what is shown.
        let text = self.study.load(self.document);
        let is_same = text.is_ok_and(|it| hash(it.source.text()) == self.hash);
        let before = std::mem::replace(&mut self.is_changed, !is_same);
        (before == is_same).then_some(!is_same)
    }
}
