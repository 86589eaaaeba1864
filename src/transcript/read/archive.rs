//! Documents that are zip archives: those of Word and `OpenDocument`.
//!
//! What an archive says of its sizes may be a lie, so what comes out of it is limited as well.

use std::io::{Cursor, Read};

use super::ReadError;
use super::decode::Kindred;

/// The text of a transcript is smaller than this when it is unpacked: a book has 5 MiB.
const MOST_MIB: u64 = 256;

/// An archive with more entries than this is no document.
const MOST_ENTRIES: usize = 10_000;

/// An opened archive.
pub(super) struct Archive<'a> {
    name: &'a str,
    zip: zip::ZipArchive<Cursor<Vec<u8>>>,
    entries: Vec<String>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens the bytes of a file; `name` is its path as people know it.
    pub fn open(name: &'a str, bytes: Vec<u8>) -> Result<Self, ReadError> {
        if bytes.trim_ascii().is_empty() {
            return Err(ReadError::Empty {
                name: name.to_owned(),
            });
        }
        // What an archive misses in its own words helps nobody who wrote a document.
        let zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken(name))?;
        if zip.len() > MOST_ENTRIES {
            return Err(broken(name));
        }
        let entries = zip
            .file_names()
            .filter_map(|entry| Some(entry.ok()?.into_owned()))
            .collect();
        Ok(Self {
            name,
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
        let broken = || broken(self.name);
        let too_large = || ReadError::TooLargeUnpacked {
            name: self.name.to_owned(),
            limit_mib: MOST_MIB,
        };
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
            return Err(too_large());
        }
        let mut bytes = Vec::with_capacity(usize::try_from(file.size().min(1 << 24)).unwrap_or(0));
        file.take(self.left + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| broken())?;
        if bytes.len() as u64 > self.left {
            return Err(too_large());
        }
        self.left -= bytes.len() as u64;
        let decoded =
            super::decode::decode(self.name, bytes, None, Kindred::Markup).map_err(|_| broken())?;
        Ok(decoded.text)
    }
}

fn broken(name: &str) -> ReadError {
    ReadError::BrokenZip {
        name: name.to_owned(),
    }
}
