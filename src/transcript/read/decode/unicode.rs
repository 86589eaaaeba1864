//! The encodings of Unicode, which are told by their bytes.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// An encoding of Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unicode {
    Utf8,
    Utf16Le,
    Utf16Be,
    Utf32Le,
    Utf32Be,
}

/// The encoding that the first bytes announce, and how many they are.
pub(super) fn byte_order_mark(bytes: &[u8]) -> Option<(Unicode, usize)> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some((Unicode::Utf8, 3)),
        // The mark of UTF-32 begins like that of UTF-16: the longer one first.
        [0xFF, 0xFE, 0, 0, ..] => Some((Unicode::Utf32Le, 4)),
        [0, 0, 0xFE, 0xFF, ..] => Some((Unicode::Utf32Be, 4)),
        [0xFF, 0xFE, ..] => Some((Unicode::Utf16Le, 2)),
        [0xFE, 0xFF, ..] => Some((Unicode::Utf16Be, 2)),
        _ => None,
    }
}

impl Unicode {
    pub fn name(self) -> &'static str {
        match self {
            Unicode::Utf8 => "UTF-8",
            Unicode::Utf16Le => "UTF-16LE",
            Unicode::Utf16Be => "UTF-16BE",
            Unicode::Utf32Le => "UTF-32LE",
            Unicode::Utf32Be => "UTF-32BE",
        }
    }

    /// Guesses from where the NULs stand: text in UTF-16 has them in every second byte only.
    pub fn guess(bytes: &[u8]) -> Option<Self> {
        let sample = &bytes[..bytes.len().min(4096) / 4 * 4];
        let mut nuls = [0_usize; 4];
        for (at, byte) in sample.iter().enumerate() {
            nuls[at % 4] += usize::from(*byte == 0);
        }
        let units = (sample.len() / 4).max(1);
        let many = |at: usize| nuls[at] * 10 >= units * 9;
        if many(2) && many(3) && nuls[0] == 0 {
            return Some(Unicode::Utf32Le);
        }
        if many(0) && many(1) && nuls[3] == 0 {
            return Some(Unicode::Utf32Be);
        }
        let (even, odd) = (nuls[0] + nuls[2], nuls[1] + nuls[3]);
        let enough = |nuls: usize| nuls * 20 >= units * 2;
        match (even, odd) {
            (0, odd) if enough(odd) => Some(Unicode::Utf16Le),
            (even, 0) if enough(even) => Some(Unicode::Utf16Be),
            _ => None,
        }
    }

    /// The text, or `None` where the bytes are not of this encoding. A broken last unit is forgiven.
    pub fn decode(self, bytes: &[u8]) -> Option<String> {
        let whole = |encoding: &'static Encoding, bytes: &[u8]| {
            let bytes = &bytes[..bytes.len() / 2 * 2];
            encoding
                .decode_without_bom_handling_and_without_replacement(bytes)
                .map(std::borrow::Cow::into_owned)
        };
        let wide = |unit: fn([u8; 4]) -> u32| {
            let units = bytes
                .chunks_exact(4)
                .map(|four| unit([four[0], four[1], four[2], four[3]]));
            units.map(char::from_u32).collect()
        };
        match self {
            Unicode::Utf8 => std::str::from_utf8(bytes).ok().map(str::to_owned),
            Unicode::Utf16Le => whole(UTF_16LE, bytes),
            Unicode::Utf16Be => whole(UTF_16BE, bytes),
            Unicode::Utf32Le => wide(u32::from_le_bytes),
            Unicode::Utf32Be => wide(u32::from_be_bytes),
        }
    }
}
