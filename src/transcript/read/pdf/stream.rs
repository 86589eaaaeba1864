//! Unpacking the streams of a file within limits.

use std::borrow::Cow;
use std::io::Read;

use hayro_syntax::Filter;
use hayro_syntax::object::{Dict, Stream};

/// What may still be unpacked of a file.
#[derive(Debug)]
pub(super) struct Budget {
    /// Bytes of all content, those that are drawn twice counted twice.
    pub content: usize,
    /// Bytes of a single page's.
    pub page: usize,
}

/// More than the limit came out of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooMuch;

/// The most that one byte becomes by any one of PDF's ways of packing.
pub(super) const MOST_RATIO: usize = 1400;

impl Budget {
    /// The unpacked content of a stream, taken off the budget. What is damaged gives what stands before the damage.
    pub fn unpack<'a>(&mut self, stream: &Stream<'a>) -> Result<Cow<'a, [u8]>, TooMuch> {
        let most = self.content.min(self.page);
        let raw = stream.raw_data();
        let filters = stream.filters();
        let unpacked = match filters.as_slice() {
            [] => raw,
            [Filter::FlateDecode] if !predicts(stream.dict()) => {
                let (bytes, end) = inflate(&raw, most);
                if end == End::Limit {
                    return Err(TooMuch);
                }
                Cow::Owned(bytes)
            }
            filters => {
                let packs = |filter: &&Filter| {
                    matches!(
                        filter,
                        Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode
                    )
                };
                let ratio = match filters.iter().filter(packs).count() {
                    0 => 1,
                    1 => MOST_RATIO,
                    _ => return Err(TooMuch),
                };
                if raw.len().saturating_mul(ratio) > self.content.max(most) {
                    return Err(TooMuch);
                }
                stream.decoded_data().unwrap_or_default()
            }
        };
        self.spend(unpacked.len())?;
        Ok(unpacked)
    }

    /// Takes so many bytes off.
    pub fn spend(&mut self, bytes: usize) -> Result<(), TooMuch> {
        self.content = self.content.checked_sub(bytes).ok_or(TooMuch)?;
        self.page = self.page.checked_sub(bytes).ok_or(TooMuch)?;
        Ok(())
    }
}

/// Whether what comes out of the stream is differences, as in pictures.
fn predicts(dict: &Dict) -> bool {
    [&b"DecodeParms"[..], b"DP"]
        .iter()
        .any(|key| dict.contains_key(key))
}

/// How unpacking ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// At the end that the packed data marks.
    Marked,
    /// In data that is damaged or breaks off.
    Damaged,
    /// At the limit.
    Limit,
}

/// Unpacks up to `most` bytes of zlib or bare deflate data.
pub(super) fn inflate(data: &[u8], most: usize) -> (Vec<u8>, End) {
    let (bytes, end) = drain(flate2::bufread::ZlibDecoder::new(data), data.len(), most);
    if end != End::Damaged || !bytes.is_empty() {
        return (bytes, end);
    }
    drain(flate2::bufread::DeflateDecoder::new(data), data.len(), most)
}

fn drain(decoder: impl Read, packed: usize, most: usize) -> (Vec<u8>, End) {
    let likely = packed.saturating_mul(4).min(most).min(1 << 20);
    let mut bytes = Vec::with_capacity(likely);
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    // What was unpacked before the damage stays in `bytes`.
    let end = match decoder.take(limit).read_to_end(&mut bytes) {
        Ok(_) => End::Marked,
        Err(_) => End::Damaged,
    };
    if bytes.len() > most {
        bytes.truncate(most);
        return (bytes, End::Limit);
    }
    (bytes, end)
}
