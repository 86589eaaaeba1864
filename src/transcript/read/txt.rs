//! Plain text. The source is the file itself.

use std::sync::Arc;

use super::{How, Input, ReadError, Reader, decode, in_place};
use crate::text::Source;
use crate::transcript::speakers::{self, Origin, line};
use crate::transcript::{Format, Transcript};

pub(super) const READER: Reader = Reader {
    format: Format::Text,
    endings: &["txt", "text"],
    how: How::AtOnce(read),
};

fn read(input: Input) -> Result<Transcript, ReadError> {
    let (source, reading) = decode::source(input.name, input.bytes, input.options, Format::Text)?;
    let lines = line::split(source.text());
    let hints = super::Hints {
        declared: &input.options.speakers,
        same: &input.options.same,
        labelling: &input.options.labelling,
        origin: Origin::Document,
    };
    let script = speakers::find(source.text(), &lines, hints);
    Ok(in_place(
        input.id,
        Arc::<Source>::clone(&source),
        script,
        reading,
    ))
}
