//! Reading a transcript of a study.

use std::collections::BTreeMap;
use std::fs;
use std::io;

use thiserror::Error;

use super::{Document, Study};
use crate::transcript::Transcript;
use crate::transcript::read::{self, ReadError};

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
        let name = document.name.clone();
        let mut options = document.options.clone();
        options.speakers.extend(self.known_labels(&document.id));
        read::read(&document.id, &name, bytes, &options)
            .map_err(|source| LoadError::NotUnderstood { name, source })
    }
}

impl Document {
    /// What is known of the transcript: what it says of itself, unless the path, the manifest or the documents' table
    /// say otherwise.
    #[must_use]
    pub fn attributes_with(&self, transcript: &Transcript) -> BTreeMap<String, String> {
        let mut attributes = transcript.attributes.clone();
        attributes.extend(self.attributes.clone());
        attributes
    }
}
