//! `SubRip` subtitles.

use crate::transcript::read::{How, Input, ReadError, Reader, decode};
use crate::transcript::{Format, Transcript};

pub(in crate::transcript::read) const READER: Reader = Reader {
    format: Format::Srt,
    endings: &["srt"],
    how: How::AtOnce(read),
};

fn read(mut input: Input) -> Result<Transcript, ReadError> {
    let bytes = std::mem::take(&mut input.bytes);
    let (source, reading) = decode::source(input.name, bytes, input.options, Format::Srt)?;
    super::read(&input, &source, reading)
}
