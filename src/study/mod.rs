//! A study: its transcripts, who speaks in them, and what is known of both.
//!
//! Person, speaker, group, transcript and phase are five different things. A speaker is a label in one transcript; a
//! participant is a person, who may speak in several transcripts under several labels; everything else (group, phase,
//! format, site, ...) is an attribute of a transcript or of a person.
//!
//! `docs/study.md` is the reference of the files that say all this.
//!
//! This is the only room, with the binary, that opens files.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

mod bare;
mod cache;
mod documents;
mod find;
mod init;
mod load;
mod manifest;
mod names;
mod open;
mod participants;
mod passed_over;
pub mod path_pattern;
mod shapes;
mod table;
#[cfg(test)]
mod tests;
mod text_file;
mod voices;
mod whole;

pub use cache::{Cache, Kept, Owner};
pub use find::ENDINGS;
pub use init::{Beginning, Draft, InitError};
pub use load::LoadError;
pub use manifest::{Checks, GivenLevel};
pub use names::{is_id, stands_for};
pub use open::{MANIFEST, OpenError, Target, codebook_of_bytes, codebook_text};
pub use path_pattern::PathPattern;
pub use shapes::MANIFEST as SHAPE;
pub use voices::is_moderators_label;
pub use whole::{Access, UNFINISHED, replace};

use crate::codebook::Unit;
use crate::diagnostic::{Diagnostic, Place};
use crate::transcript::SpeakerIndex;
use crate::transcript::read::ReadOptions;

pub mod stream;

/// A study, found and described, its transcripts not yet read.
#[derive(Debug, Default)]
pub struct Study {
    /// The folder that paths are relative to.
    pub root: PathBuf,
    /// Its name.
    pub name: Option<String>,
    /// The codebook's file, where the manifest or the command line names one.
    pub codebook: Option<PathBuf>,
    /// What a code is laid on.
    pub unit: Unit,
    /// The transcripts, in the order of their ids.
    pub documents: Vec<Document>,
    /// The people of the participants' table, in its order.
    pub participants: Vec<Participant>,
    /// Labels of moderators, wherever they speak, compared without case.
    pub moderators: Vec<String>,
    /// How quotes are labelled, where the manifest says it.
    pub quote: Option<String>,
    /// How the study is to be checked.
    pub checks: Checks,
    /// What is wrong with the manifest, the tables, or the folder; files that were passed over.
    pub diagnostics: Vec<Diagnostic>,
    /// Where what costs much to read is kept; `None` for nowhere.
    pub cache: Option<Cache>,
    /// What is never a transcript; `None` without a manifest.
    own: Option<find::Own>,
    /// Labels by person, computed when the first voice is asked for.
    labels: OnceLock<voices::LabelIndex>,
}

/// A transcript's file, before it is read.
#[derive(Clone, Debug)]
pub struct Document {
    /// The transcript's name: its path below the study without the ending, and without the folder `transcripts/` where
    /// that is the first, because nearly all of them lie there: `phase-1/groups/fg1`.
    pub id: String,
    /// The file.
    pub path: PathBuf,
    /// The file's path as people know it.
    pub name: String,
    /// What is known of the transcript from its path, the manifest and the documents' table: `phase`, `group`, ...
    pub attributes: BTreeMap<String, String>,
    /// How to read it.
    pub options: ReadOptions,
    /// Labels of moderators in this transcript, besides the study's.
    pub moderators: Vec<String>,
}

/// A person.
#[derive(Clone, Debug)]
pub struct Participant {
    /// The id that outputs show.
    pub id: String,
    /// What they are in the study.
    pub role: Role,
    /// The labels they speak under.
    pub labels: Vec<Label>,
    /// Anything else the table says of them.
    pub attributes: BTreeMap<String, String>,
    /// Where their id is written.
    pub place: Option<Place>,
}

/// A label that a person speaks under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// As it stands in the transcript; compared without case.
    pub label: String,
    /// The one transcript in which it is theirs: an id, or the end of one; `None` for every transcript.
    pub transcript: Option<String>,
}

/// What a person is in the study.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Whose talk is studied.
    Participant,
    /// Who asks: an interviewer, a moderator, a facilitator.
    Moderator,
    /// Anyone else, as the table names them.
    Other(String),
}

/// Which person: a row of the participants' table, or a speaker that no row names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Person {
    /// An index into [`Study::participants`].
    Declared(u32),
    /// A speaker of this transcript, who counts as one person of their own.
    Undeclared(SpeakerIndex),
    /// No single person: a label such as `ALL` or `UNKNOWN SPEAKER` that no row names. It counts among no persons.
    Nobody,
}

/// A speaker of one transcript, with who that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// The person.
    pub person: Person,
    /// What they are in the study.
    pub role: Role,
    /// Whether the role was guessed from the label, because nobody declared it.
    pub guessed: bool,
}

impl Role {
    /// Whether a codebook or a filter that names a role means this one. Case does not count.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        self.as_str().eq_ignore_ascii_case(name)
    }

    /// The name that is printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Role::Participant => "participant",
            Role::Moderator => "moderator",
            Role::Other(name) => name,
        }
    }
}
