//! Documents and workbooks that are zip archives: Office Open XML and `OpenDocument`.
//!
//! What an archive says of its sizes may be a lie, so what comes out of it is limited as well.

use std::io::{self, Cursor, Read as _};

use super::ReadError;
use super::decode::Kindred;
use super::xml::Break;

/// The text of a transcript is smaller than this when it is unpacked: a book has 5 MiB.
const MOST_MIB: u64 = 256;

/// An archive with more entries than this is no document.
const MOST_ENTRIES: usize = 10_000;

/// What an archive is to hold, for messages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    /// The document, with its article: `a Word document`.
    pub what: &'static str,
    /// The part that has its text.
    pub part: &'static str,
    /// What writes such documents: `Word or LibreOffice`.
    pub program: &'static str,
    /// The ending, with its dot.
    pub ending: &'static str,
}

/// An opened archive.
pub(super) struct Archive<'a> {
    name: &'a str,
    /// What it is to hold.
    pub kind: Kind,
    zip: zip::ZipArchive<Cursor<Vec<u8>>>,
    entries: Vec<String>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens the bytes of a file; `name` is its path as people know it.
    pub fn open(name: &'a str, bytes: Vec<u8>, kind: Kind) -> Result<Self, ReadError> {
        if bytes.trim_ascii().is_empty() {
            return Err(ReadError::Empty {
                name: name.to_owned(),
            });
        }
        // What an archive misses in its own words helps nobody who wrote a document.
        let zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| kind.broken(name))?;
        if zip.len() > MOST_ENTRIES {
            return Err(kind.broken(name));
        }
        let entries = zip
            .file_names()
            .filter_map(|entry| Some(entry.ok()?.into_owned()))
            .collect();
        Ok(Self {
            name,
            kind,
            zip,
            entries,
            left: MOST_MIB << 20,
        })
    }

    /// The names of the entries, in the archive's order.
    pub fn entries(&self) -> &[String] {
        &self.entries
    }

    /// The text of an entry.
    pub fn text(&mut self, entry: &str) -> Result<String, ReadError> {
        let (name, kind) = (self.name, self.kind);
        let broken = || kind.broken(name);
        let index = self.zip.index_for_name(entry).ok_or_else(broken)?;
        let file = self.zip.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(reason)
                if reason.to_lowercase().contains("password") =>
            {
                ReadError::Encrypted {
                    name: self.name.to_owned(),
                }
            }
            _ => broken(),
        })?;
        if file.size() > self.left {
            return Err(too_large(name));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(file.size().min(1 << 24)).unwrap_or(0));
        file.take(self.left + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| broken())?;
        if bytes.len() as u64 > self.left {
            return Err(self.too_large());
        }
        self.left -= bytes.len() as u64;
        let decoded =
            super::decode::decode(self.name, bytes, None, Kindred::Markup).map_err(|_| broken())?;
        Ok(decoded.text)
    }

    /// Whether an `OpenDocument` package is encrypted: its manifest says so.
    pub fn is_encrypted(&mut self) -> bool {
        let manifest = self.text("META-INF/manifest.xml");
        manifest.is_ok_and(|manifest| manifest.contains("encryption-data"))
    }

    /// Unpacks everything and keeps nothing, to know that it is not too much; gives the file back.
    pub fn weighed(mut self) -> Result<Vec<u8>, ReadError> {
        for entry in 0..self.zip.len() {
            let broken = || self.kind.broken(self.name);
            let entry = self.zip.by_index(entry).map_err(|_| broken())?;
            let mut entry = entry.take(self.left + 1);
            let unpacked = io::copy(&mut entry, &mut io::sink()).map_err(|_| broken())?;
            if unpacked > self.left {
                return Err(too_large(self.name));
            }
            self.left -= unpacked;
        }
        Ok(self.zip.into_inner().into_inner())
    }

    /// That it holds no such document.
    pub fn no_document(&self) -> ReadError {
        self.kind.no_document(self.name)
    }

    /// That it becomes too large.
    pub fn too_large(&self) -> ReadError {
        too_large(self.name)
    }
}

fn too_large(name: &str) -> ReadError {
    ReadError::TooLargeUnpacked {
        name: name.to_owned(),
        limit_mib: MOST_MIB,
    }
}

impl Kind {
    /// That a file is damaged or something else.
    pub fn broken(self, name: &str) -> ReadError {
        ReadError::BrokenZip {
            name: name.to_owned(),
            what: self.what,
            program: self.program,
            ending: self.ending,
        }
    }

    /// That a file is damaged before its text begins.
    pub fn broken_at(self, name: &str, broken: &Break) -> ReadError {
        ReadError::BrokenXml {
            name: name.to_owned(),
            what: self.what,
            damage: format!("byte {} of its text ({})", broken.byte, broken.reason).into(),
            program: self.program,
            ending: self.ending,
        }
    }

    /// That an archive holds no such document.
    pub fn no_document(self, name: &str) -> ReadError {
        ReadError::NoDocument {
            name: name.to_owned(),
            what: self.what,
            part: self.part,
            ending: self.ending,
        }
    }
}
