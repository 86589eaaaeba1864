//! What a rule of the linter is: a name, a level, its documentation and the function that looks.

use super::look::{Look, StudyLook, TranscriptLook};
use crate::diagnostic::{Diagnostic, Place, Severity};

/// One thing that is looked for. Each has a file of its own under `rules/`.
#[derive(Debug)]
pub struct Rule {
    /// Its stable name, in kebab case; it reads well after "allow": `allow short-stem`.
    pub name: &'static str,
    /// What it is about.
    pub group: Group,
    /// How much a finding matters, unless somebody says otherwise.
    pub level: Level,
    /// What it finds, in one sentence.
    pub what: &'static str,
    /// Why that matters to somebody who codes interviews.
    pub why: &'static str,
    /// What it finds: a codebook, a list of codes, or files headed `==> name <==`. A test checks that it is found there.
    /// Empty where no few lines of text can show it.
    pub example: &'static str,
    /// What to write in its place; a test checks that nothing is found there. A file that stays the same is headed
    /// `==> name, as before <==`, and a file that is not named is not there. Empty where no text can show it.
    pub instead: &'static str,
    /// How it looks.
    pub check: Check,
}

/// What rules are about; the folders under `rules/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The tree of codes and how codes refer to each other.
    Structure,
    /// What a code means, to people.
    Definitions,
    /// What makes a code fire, and what stops it.
    Patterns,
    /// The examples that a code has to hold to.
    Tests,
    /// The codebook against the transcripts and the people of a study.
    Study,
    /// The files themselves: syntax, keys, versions, allowances.
    File,
    /// How transcripts were understood.
    Transcripts,
    /// Personal data in the transcripts.
    Privacy,
}

/// How much a finding matters, or that nobody wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It is not looked for.
    Off,
    /// Something to consider.
    Advice,
    /// Something is probably not meant.
    Warning,
    /// Something is wrong.
    Error,
}

/// How a rule looks.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// It is found by whoever reads the file; here it has its documentation and its level.
    Reading,
    /// At a codebook.
    Codebook(fn(&Look<'_>, &mut Vec<Diagnostic>)),
    /// At each transcript of a study.
    Transcript(fn(&TranscriptLook<'_>, &mut Vec<Diagnostic>)),
    /// At a study, when all its transcripts have been coded.
    Study(fn(&StudyLook<'_>, &mut Vec<Diagnostic>)),
}

impl Rule {
    /// Makes a finding: one sentence without a full stop.
    #[must_use]
    pub fn at(&self, place: Place, message: impl Into<String>) -> Diagnostic {
        match self.level.severity() {
            Some(Severity::Error) => Diagnostic::error(self.name, place, message),
            Some(Severity::Warning) => Diagnostic::warning(self.name, place, message),
            // Who asks for a rule that is off by default has given it a level.
            Some(Severity::Advice) | None => Diagnostic::advice(self.name, place, message),
        }
    }

    /// Whether it stays an error whatever is said: what could not be read cannot be used, and no allowance changes that.
    #[must_use]
    pub fn is_fixed(&self) -> bool {
        matches!(self.check, Check::Reading) && self.level == Level::Error
    }
}

impl Group {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 8] = [
        Group::Structure,
        Group::Definitions,
        Group::Patterns,
        Group::Tests,
        Group::Study,
        Group::File,
        Group::Transcripts,
        Group::Privacy,
    ];

    /// Its name, which stands for all its rules where levels are given.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Group::Structure => "structure",
            Group::Definitions => "definitions",
            Group::Patterns => "patterns",
            Group::Tests => "tests",
            Group::Study => "study",
            Group::File => "file",
            Group::Transcripts => "transcripts",
            Group::Privacy => "privacy",
        }
    }

    /// What its rules are about, in a sentence.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Group::Structure => "The tree of codes, and how codes refer to each other.",
            Group::Definitions => {
                "What a code means to the people who use it: MacQueen's parts of a definition."
            }
            Group::Patterns => "What makes a code fire, and what stops it.",
            Group::Tests => "The examples and counterexamples that a code has to hold to.",
            Group::Study => "The codebook against the transcripts and the people of a study.",
            Group::File => "The files themselves: syntax, keys, versions, allowances.",
            Group::Transcripts => "How the transcripts were understood.",
            Group::Privacy => {
                "What looks like personal data in the transcripts; it is never printed whole."
            }
        }
    }
}

impl Level {
    /// All of them by the words that a manifest and the command line use.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("error", Level::Error),
        ("warning", Level::Warning),
        ("advice", Level::Advice),
        ("off", Level::Off),
    ];

    /// The word that is written and printed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::Advice => "advice",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }

    /// The severity of a finding; `None` where there is to be none.
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Off => None,
            Level::Advice => Some(Severity::Advice),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}

impl From<Severity> for Level {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Advice => Level::Advice,
            Severity::Warning => Level::Warning,
            Severity::Error => Level::Error,
        }
    }
}
