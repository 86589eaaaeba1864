//! Reading a transcript of a study.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::sync::Arc;

use thiserror::Error;

use super::{Document, Person, Study};
use crate::text::Source;
use crate::transcript::read::{self, Keep, Nowhere, ReadError, ReadOptions};
use crate::transcript::{Format, Transcript};

/// Why a transcript cannot be loaded.
#[derive(Debug, Error)]
pub enum LoadError {
    /// The system does not let us read the file.
    #[error("{name} cannot be read: {source}")]
    Unreadable {
        /// The file's path as people know it.
        name: String,
        /// The system's reason.
        source: io::Error,
    },
    /// The file is not what its format wants. The reader's reason names it.
    #[error("{source}")]
    NotUnderstood {
        /// The file's path as people know it.
        name: String,
        /// The reader's reason.
        source: ReadError,
    },
}

impl Study {
    /// Reads one document.
    pub fn load(&self, document: &Document) -> Result<Transcript, LoadError> {
        self.understand(document, self.bytes(document)?)
    }

    /// The bytes of a document's file.
    pub fn bytes(&self, document: &Document) -> Result<Vec<u8>, LoadError> {
        fs::read(&document.path).map_err(|source| LoadError::Unreadable {
            name: document.name.clone(),
            source,
        })
    }

    /// Reads the bytes of a document. The labels that the study knows are speakers to the reader however rare they are.
    pub fn understand(&self, document: &Document, bytes: Vec<u8>) -> Result<Transcript, LoadError> {
        let options = self.read_options(document);
        let keep: &dyn Keep = match &self.cache {
            Some(cache) => cache,
            None => &Nowhere,
        };
        Self::with_name(document, |name| {
            read::read_kept(&document.id, name, bytes, &options, keep)
        })
    }

    /// Reads a text in the place of a document's, where labels have other names: as a copy of the study would read it.
    pub fn understand_renamed(
        &self,
        document: &Document,
        text: &str,
        renamed: impl Fn(&str) -> String,
    ) -> Result<Transcript, LoadError> {
        let mut options = self.read_options(document);
        options.encoding = None;
        options.rename(renamed);
        let bytes = text.as_bytes().to_vec();
        Self::with_name(document, |name| {
            read::read(&document.id, name, bytes, &options)
        })
    }

    /// The text of a document's file, such as subtitles with their times and tags, decoded and not understood.
    pub fn decoded(
        document: &Document,
        bytes: Vec<u8>,
        format: Format,
    ) -> Result<Arc<Source>, LoadError> {
        Self::with_name(document, |name| {
            read::decoded(name, bytes, &document.options, format)
        })
    }

    fn read_options(&self, document: &Document) -> ReadOptions {
        let mut options = document.options.clone();
        options.declare(&self.known_labels(&document.id));
        options.same = self.same_labels(&document.id);
        options
    }

    fn with_name<T>(
        document: &Document,
        read: impl FnOnce(&str) -> Result<T, ReadError>,
    ) -> Result<T, LoadError> {
        let name = document.name.clone();
        read(&name).map_err(|source| LoadError::NotUnderstood { name, source })
    }
}

impl Study {
    /// An attribute of what a person says in a transcript: of the transcript where it has it, else of the person.
    #[must_use]
    pub fn attribute<'a>(
        &'a self,
        document: &'a Document,
        transcript: &'a Transcript,
        person: Option<Person>,
        name: &str,
    ) -> Option<&'a str> {
        let person = match person {
            Some(Person::Declared(row)) => self.participants.get(row as usize),
            _ => None,
        };
        let of_transcript = document.attribute(transcript, name);
        of_transcript.or_else(|| person?.attributes.get(name).map(String::as_str))
    }
}

impl Document {
    /// An attribute of the transcript: what the study says of it, else what it says of itself.
    #[must_use]
    pub fn attribute<'a>(&'a self, transcript: &'a Transcript, name: &str) -> Option<&'a str> {
        self.attributes
            .get(name)
            .or_else(|| transcript.attributes.get(name))
            .map(String::as_str)
    }

    /// Whether the transcript may say of itself what the study does not know: text and Markdown may have front matter.
    #[must_use]
    pub fn may_say_more(&self) -> bool {
        let ending = self
            .path
            .extension()
            .map(|ending| ending.to_string_lossy().to_lowercase());
        matches!(ending.as_deref(), Some("md" | "markdown" | "txt" | "text"))
    }

    /// What is known of the transcript: what it says of itself, unless the path, the manifest or the documents' table
    /// say otherwise.
    #[must_use]
    pub fn attributes_with(&self, transcript: &Transcript) -> BTreeMap<String, String> {
        let mut attributes = transcript.attributes.clone();
        attributes.extend(self.attributes.clone());
        attributes
    }
}
