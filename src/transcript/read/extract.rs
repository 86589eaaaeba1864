//! What a costly reader finds in a file, before anybody asks who speaks in it.
//!
//! Unpacking a Word document or laying out a PDF takes far longer than finding its speakers. So those readers stop at an
//! [`Extract`], which depends on the file's bytes alone and can be kept; the speakers are found anew each time, because
//! they depend on what the study declares.

use serde::{Deserialize, Serialize};

use super::layout::{self, Lines};
use super::{Encoding, Input, ReadError};
use crate::diagnostic::{Diagnostic, Place};
use crate::transcript::speakers::Origin;
use crate::transcript::{Format, Labels, LeftOut, Reading, Transcript};

/// The lines of a file and what was noticed on the way.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Extract {
    /// The encoding that it was decoded from.
    pub encoding: String,
    /// What the lines are.
    pub origin: Origin,
    /// The lines.
    pub lines: Lines,
    /// What is in the file and is no speech.
    pub left_out: Vec<LeftOut>,
    /// What may have been misunderstood.
    pub warnings: Vec<Warning>,
}

/// What may have been misunderstood in a file, at one of its numbered places.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Warning {
    /// What may be wrong.
    pub flaw: Flaw,
    /// The number of the paragraph, page or row; 0 for the whole file.
    pub number: u32,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// What may be wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Flaw {
    /// It breaks off, and what stands before that was read.
    DamagedDocument,
    /// It does not say its encoding, or another than that of its bytes.
    GuessedEncoding,
    /// Some of its characters are lost.
    UnreadableCharacters,
    /// Some of its characters were others once.
    Mojibake,
    /// Several of its sheets look like transcripts, and one was read.
    SeveralSheets,
    /// Some of its pages are pictures without text.
    ScannedPages,
    /// Some of its fonts do not say which letters they hold.
    UnknownLetters,
}

impl Flaw {
    /// The rule's name.
    fn rule(self) -> &'static str {
        match self {
            Flaw::DamagedDocument => "damaged-document",
            Flaw::GuessedEncoding => "guessed-encoding",
            Flaw::UnreadableCharacters => "unreadable-characters",
            Flaw::Mojibake => "mojibake",
            Flaw::SeveralSheets => "several-sheets",
            Flaw::ScannedPages => "scanned-pages",
            Flaw::UnknownLetters => "unknown-letters",
        }
    }
}

/// A file that is to be extracted.
pub(super) struct File<'a> {
    /// Its path as people know it.
    pub name: &'a str,
    /// Its content.
    pub bytes: Vec<u8>,
    /// The encoding that it is to be decoded from, whatever it says itself.
    pub encoding: Option<Encoding>,
}

/// A reader that stops before the speakers.
pub(super) type Extractor = fn(File) -> Result<Extract, ReadError>;

impl Extract {
    /// Finds who speaks.
    pub fn transcript(self, input: &Input, format: Format) -> Transcript {
        let warnings = self.warnings.into_iter();
        let mut reading = Reading {
            format,
            encoding: self.encoding,
            labels: Labels::unknown(),
            warnings: warnings
                .map(|warning| warning.diagnostic(input.name))
                .collect(),
            left_out: self.left_out,
        };
        reading
            .warnings
            .extend(layout::mojibake(input.name, &self.lines));
        layout::transcript(input, self.lines, self.origin, reading)
    }
}

impl Warning {
    fn diagnostic(self, name: &str) -> Diagnostic {
        let place = match self.number {
            0 => Place::File(name.to_owned()),
            number => Place::Line(name.to_owned(), number as usize),
        };
        Diagnostic::warning(self.flaw.rule(), place, self.message).help(self.help)
    }
}
