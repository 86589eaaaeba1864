//! What may be wrong in a file of cues, told once for each kind.

use crate::diagnostic::{Diagnostic, Place};

/// Something wrong with times, counted, with its first line.
pub(super) struct Issue {
    /// What it is.
    pub fault: Fault,
    /// In how many places.
    pub count: usize,
    /// The line of the first.
    pub line: usize,
}

/// What may be wrong in a file of cues.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    BadTime,
    NoMilliseconds,
    EndsBeforeItBegins,
    OutOfOrder,
    StrayText,
    /// No voice tag, and one in a cue before.
    GoesOn,
    /// No voice tag, and none before.
    Nobody,
    /// Several people speak, after dashes, and not all are labelled.
    Dashes,
}

impl Fault {
    fn rule(self) -> &'static str {
        match self {
            Fault::GoesOn | Fault::Nobody | Fault::Dashes => "cue-without-voice",
            Fault::StrayText => "stray-words",
            Fault::BadTime
            | Fault::NoMilliseconds
            | Fault::EndsBeforeItBegins
            | Fault::OutOfOrder => "doubtful-times",
        }
    }

    /// Whether it matters only where there are voices.
    pub fn is_about_voices(self) -> bool {
        matches!(self, Fault::GoesOn | Fault::Nobody)
    }
}

impl Issue {
    /// As it is told of the file with this name.
    pub fn diagnostic(&self, name: &str) -> Diagnostic {
        let (message, help) = match self.fault {
            Fault::BadTime => (
                "the times of a cue cannot be read; its words are kept",
                "times look like 00:00:01.000 --> 00:00:04.000",
            ),
            Fault::NoMilliseconds => (
                "the times of a cue have no milliseconds",
                "export the file again, or check that its times are right",
            ),
            Fault::EndsBeforeItBegins => (
                "a cue ends before it begins",
                "check the times; the words are kept",
            ),
            Fault::OutOfOrder => (
                "a cue begins before the one above it; cues are kept in the order of the file",
                "sort the cues if that is wrong",
            ),
            Fault::StrayText => (
                "words stand outside of any cue; they go on with the cue above",
                "remove the blank line above them",
            ),
            Fault::GoesOn => (
                "a cue has no voice tag; unless it begins with a label, its words go on with the speaker above",
                "write `<v Name>` before its words where somebody else speaks",
            ),
            Fault::Nobody => (
                "a cue before the first voice tag has none; unless it begins with a label, its words are nobody's",
                "write `<v Name>` before its words",
            ),
            Fault::Dashes => (
                "several people speak in a cue, after dashes, and it does not say who; their words are nobody's up to the next label",
                "write `Name: ` before the words of each",
            ),
        };
        let count = if self.count > 1 {
            format!(" ({} such places)", self.count)
        } else {
            String::new()
        };
        Diagnostic::warning(
            self.fault.rule(),
            Place::Line(name.to_owned(), self.line),
            format!("{message}{count}"),
        )
        .help(help)
    }
}
