//! TODO.

use super::extract::{Extract, File};
use super::{How, ReadError, Reader};
use crate::transcript::Format;

pub(super) const READER: Reader = Reader {
    format: Format::Odt,
    endings: &["odt", "ott", "fodt"],
    how: How::Extract(extract),
};

fn extract(file: File) -> Result<Extract, ReadError> {
    Err(ReadError::NotReadYet {
        name: file.name.to_owned(),
        what: "of a format",
    })
}
