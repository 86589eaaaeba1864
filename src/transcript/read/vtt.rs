//! `WebVTT` subtitles.

use super::{How, Input, ReadError, Reader, cues, decode};
use crate::transcript::{Format, Transcript};

pub(super) const READER: Reader = Reader {
    format: Format::Vtt,
    endings: &["vtt"],
    how: How::AtOnce(read),
};

fn read(mut input: Input) -> Result<Transcript, ReadError> {
    let bytes = std::mem::take(&mut input.bytes);
    let (source, reading) = decode::source(input.name, bytes, input.options, Format::Vtt)?;
    cues::read(&input, &source, reading)
}
