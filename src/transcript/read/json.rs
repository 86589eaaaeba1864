//! TODO.

use super::{How, Input, ReadError, Reader};
use crate::transcript::{Format, Transcript};

pub(super) const READER: Reader = Reader {
    format: Format::Json,
    endings: &["json"],
    how: How::AtOnce(read),
};

fn read(input: Input) -> Result<Transcript, ReadError> {
    Err(ReadError::NotReadYet {
        name: input.name.to_owned(),
        what: "of a format",
    })
}
