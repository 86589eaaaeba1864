//! Keeping extracts from one run to the next.
//!
//! The key of an extract is a digest of everything that it depends on: the file's bytes, the format and the encoding that
//! were asked for, and the version of the readers. So what is found under a key is never stale.

use std::fmt::Debug;

use super::extract::{Extract, Extractor, File};
use super::{Encoding, Format, ReadError};
use crate::text::sha256;

/// A place where extracts are kept.
///
/// It may lose anything at any time, and must not give back anything but what was put under the same key.
pub trait Keep: Debug + Send + Sync {
    /// What was put under a key.
    fn get(&self, key: &str) -> Option<Vec<u8>>;
    /// Keeps something, if it can.
    fn put(&self, key: &str, extract: &[u8]);
    /// Whether it keeps anything at all: where not, no key is made and nothing is written for it.
    fn keeps(&self) -> bool {
        true
    }
}

/// A place where nothing is kept.
#[derive(Clone, Copy, Debug)]
pub struct Nowhere;

impl Keep for Nowhere {
    fn get(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn put(&self, _: &str, _: &[u8]) {}

    fn keeps(&self) -> bool {
        false
    }
}

/// A digest of the readers' source and of the libraries they are built with, made by the build script.
const READERS: &str = env!("THEMATICA_READERS");

/// The extract of a file: the kept one, or a new one, which is kept.
pub(super) fn extract(
    extractor: Extractor,
    format: Format,
    file: File,
    keep: &dyn Keep,
) -> Result<Extract, ReadError> {
    if !keep.keeps() {
        return extractor(file);
    }
    let key = key(format, &file);
    let kept = keep.get(&key);
    if let Some(extract) = kept.and_then(|kept| serde_json::from_slice(&kept).ok()) {
        return Ok(extract);
    }
    let extract = extractor(file)?;
    if let Ok(written) = serde_json::to_vec(&extract) {
        keep.put(&key, &written);
    }
    Ok(extract)
}

fn key(format: Format, file: &File) -> String {
    let bytes = sha256(&file.bytes);
    let encoding = file.encoding.map_or("", Encoding::name);
    sha256(format!("{READERS} {} {encoding:?} {bytes}", format.as_str()).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key_of(bytes: &[u8], encoding: Option<Encoding>, format: Format) -> String {
        let file = File {
            name: "t",
            bytes: bytes.to_vec(),
            encoding,
        };
        key(format, &file)
    }

    #[test]
    fn whatever_an_extract_depends_on_is_in_its_key() {
        let keys = [
            key_of(b"a", None, Format::Docx),
            key_of(b"b", None, Format::Docx),
            key_of(b"a", Some("utf-8".parse().unwrap()), Format::Docx),
            key_of(b"a", None, Format::Odt),
        ];
        let distinct: std::collections::BTreeSet<&String> = keys.iter().collect();
        assert_eq!(distinct.len(), keys.len());
        assert_eq!(keys[0], key_of(b"a", None, Format::Docx));
    }
}
