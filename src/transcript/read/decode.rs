//! From bytes to text: which encoding, and how we know.

use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{Format, ReadError, ReadOptions, Reading};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Source, Span, counted};
use crate::transcript::Labels;

/// A decoded text without a byte order mark, and how it was decoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text.
    pub text: String,
    /// The encoding, with ` (BOM)` or ` (guessed)`.
    pub encoding: String,
    /// What may be wrong with it.
    pub doubt: Option<Doubt>,
}

/// What may be wrong with a decoded text, and the byte of it that shows it first.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// The file does not say its encoding.
    Guessed(usize, &'static str),
    /// So many characters are not UTF-8, in a file that is otherwise, and are lost.
    Lost(usize, usize),
}

/// Decodes a file into a source, and begins its reading.
pub(super) fn source(
    name: &str,
    bytes: Vec<u8>,
    options: &ReadOptions,
    format: Format,
) -> Result<(Arc<Source>, Reading), ReadError> {
    let Decoded {
        text,
        encoding,
        doubt,
    } = decode(name, bytes, options.encoding.as_deref())?;
    if text.trim().is_empty() {
        return Err(ReadError::Empty {
            name: name.to_owned(),
        });
    }
    let source = Arc::new(Source::new(name, text));
    let doubt = doubt.map(|doubt| doubt.tell(&source));
    let reading = Reading {
        format,
        encoding,
        labels: Labels::unknown(),
        warnings: doubt.into_iter().collect(),
        left_out: Vec::new(),
    };
    Ok((source, reading))
}

impl Doubt {
    fn tell(self, source: &Arc<Source>) -> Diagnostic {
        let place = |at| Place::Span(Arc::clone(source), Span::new(at, at));
        match self {
            Doubt::Guessed(at, encoding) => {
                let message = format!(
                    "the file does not say its encoding, which was guessed to be {encoding}"
                );
                Diagnostic::warning("guessed-encoding", place(at), message)
            }
            Doubt::Lost(at, places) => {
                let characters = counted(places as u64, "character");
                let message =
                    format!("{characters} could not be read as UTF-8, and \u{FFFD} stands there");
                Diagnostic::warning("unreadable-characters", place(at), message)
            }
        }
        .help("name the file's `encoding` in the manifest, or save it as UTF-8")
    }
}

/// Decodes bytes: by the encoding that was asked for, by their byte order mark, as UTF-8, or by a guess.
pub(super) fn decode(
    name: &str,
    mut bytes: Vec<u8>,
    asked: Option<&str>,
) -> Result<Decoded, ReadError> {
    if let Some(asked) = asked {
        return decode_as(name, &bytes, asked);
    }
    if let Some((encoding, len)) = byte_order_mark(&bytes) {
        if encoding == Unicode::Utf8 {
            bytes.drain(..len);
            let text = String::from_utf8(bytes).map_err(|_| undecodable(name, "UTF-8"))?;
            return without_nul(name, text, "UTF-8 (BOM)");
        }
        let text = encoding
            .decode(&bytes[len..])
            .ok_or_else(|| undecodable(name, encoding.name()))?;
        return without_nul(name, text, &format!("{} (BOM)", encoding.name()));
    }
    if memchr::memchr(0, &bytes).is_some() {
        let encoding = Unicode::guess(&bytes).ok_or_else(|| ReadError::Binary {
            name: name.to_owned(),
        })?;
        let text = encoding.decode(&bytes).ok_or_else(|| ReadError::Binary {
            name: name.to_owned(),
        })?;
        return without_nul(name, text, &format!("{} (guessed)", encoding.name()));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded {
            text,
            encoding: UTF_8.name().to_owned(),
            doubt: None,
        }),
        Err(error) => guess(name, error.as_bytes(), error.utf8_error().valid_up_to()),
    }
}

/// The encodings of Unicode that are told by their bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unicode {
    Utf8,
    Utf16Le,
    Utf16Be,
    Utf32Le,
    Utf32Be,
}

fn byte_order_mark(bytes: &[u8]) -> Option<(Unicode, usize)> {
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
    fn name(self) -> &'static str {
        match self {
            Unicode::Utf8 => "UTF-8",
            Unicode::Utf16Le => "UTF-16LE",
            Unicode::Utf16Be => "UTF-16BE",
            Unicode::Utf32Le => "UTF-32LE",
            Unicode::Utf32Be => "UTF-32BE",
        }
    }

    /// Guesses from where the NULs stand: text in UTF-16 has them in every second byte only.
    fn guess(bytes: &[u8]) -> Option<Self> {
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
    fn decode(self, bytes: &[u8]) -> Option<String> {
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

fn decode_as(name: &str, bytes: &[u8], asked: &str) -> Result<Decoded, ReadError> {
    let wide = match asked.to_ascii_lowercase().as_str() {
        "utf-32" | "utf-32le" | "utf32" => Some(Unicode::Utf32Le),
        "utf-32be" => Some(Unicode::Utf32Be),
        _ => None,
    };
    if let Some(wide) = wide {
        let bom = byte_order_mark(bytes)
            .filter(|(encoding, _)| *encoding == wide)
            .map_or(0, |(_, len)| len);
        let text = wide
            .decode(&bytes[bom..])
            .ok_or_else(|| undecodable(name, wide.name()))?;
        return without_nul(name, text, wide.name());
    }
    let encoding =
        Encoding::for_label(asked.as_bytes()).ok_or_else(|| ReadError::UnknownEncoding {
            name: name.to_owned(),
            encoding: asked.to_owned(),
        })?;
    let (text, errors) = encoding.decode_with_bom_removal(bytes);
    if errors {
        return Err(undecodable(name, encoding.name()));
    }
    without_nul(name, text.into_owned(), encoding.name())
}

/// Neither UTF-8 nor marked: a slip in UTF-8, or an encoding of one country.
fn guess(name: &str, bytes: &[u8], first: usize) -> Result<Decoded, ReadError> {
    let controls = bytes
        .iter()
        .filter(|byte| matches!(byte, 0x01..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F))
        .count();
    if controls * 50 > bytes.len() {
        return Err(ReadError::Binary {
            name: name.to_owned(),
        });
    }
    let (mut broken, mut whole) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if whole > broken * 10 {
        return Ok(Decoded {
            text: String::from_utf8_lossy(bytes).into_owned(),
            encoding: format!("{} (guessed)", UTF_8.name()),
            doubt: Some(Doubt::Lost(first, broken)),
        });
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    let (text, errors) = encoding.decode_without_bom_handling(bytes);
    if errors {
        return Err(undecodable(name, encoding.name()));
    }
    // The bytes before were other ones: the place is looked for in the text.
    let first = text
        .char_indices()
        .find(|(_, c)| !c.is_ascii())
        .map_or(0, |(at, _)| at);
    Ok(Decoded {
        text: text.into_owned(),
        encoding: format!("{} (guessed)", encoding.name()),
        doubt: Some(Doubt::Guessed(first, encoding.name())),
    })
}

fn without_nul(name: &str, text: String, encoding: &str) -> Result<Decoded, ReadError> {
    if memchr::memchr(0, text.as_bytes()).is_some() {
        return Err(ReadError::Binary {
            name: name.to_owned(),
        });
    }
    Ok(Decoded {
        text,
        encoding: encoding.to_owned(),
        doubt: None,
    })
}

fn undecodable(name: &str, encoding: &str) -> ReadError {
    ReadError::Undecodable {
        name: name.to_owned(),
        encoding: encoding.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, String) {
        let decoded = decode("t.txt", bytes.to_vec(), None).unwrap();
        (decoded.text, decoded.encoding)
    }

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn every_unicode_encoding_is_found_with_and_without_its_mark() {
        let text = "P1: Só, “well”.\n";
        for (encoding, bytes) in [
            ("UTF-8", text.as_bytes().to_vec()),
            ("UTF-16LE (guessed)", utf16(text, u16::to_le_bytes)),
            ("UTF-16BE (guessed)", utf16(text, u16::to_be_bytes)),
            (
                "UTF-32LE (guessed)",
                text.chars()
                    .flat_map(|c| u32::from(c).to_le_bytes())
                    .collect(),
            ),
        ] {
            assert_eq!(decoded(&bytes), (text.to_owned(), encoding.to_owned()));
        }
        let marked = format!("\u{FEFF}{text}");
        for (encoding, bytes) in [
            ("UTF-8 (BOM)", marked.as_bytes().to_vec()),
            ("UTF-16LE (BOM)", utf16(&marked, u16::to_le_bytes)),
            ("UTF-16BE (BOM)", utf16(&marked, u16::to_be_bytes)),
            (
                "UTF-32LE (BOM)",
                marked
                    .chars()
                    .flat_map(|c| u32::from(c).to_le_bytes())
                    .collect(),
            ),
            (
                "UTF-32BE (BOM)",
                marked
                    .chars()
                    .flat_map(|c| u32::from(c).to_be_bytes())
                    .collect(),
            ),
        ] {
            assert_eq!(decoded(&bytes), (text.to_owned(), encoding.to_owned()));
        }
    }

    #[test]
    fn an_encoding_of_one_country_is_guessed_and_doubted() {
        let bytes = b"P1: Je suis \xE0 Paris, o\xF9 j\x92ai v\xE9cu.\n";
        let decoded = decode("t.txt", bytes.to_vec(), None).unwrap();
        assert_eq!(decoded.encoding, "windows-1252 (guessed)");
        assert_eq!(decoded.text, "P1: Je suis à Paris, où j’ai vécu.\n");
        assert_eq!(decoded.doubt, Some(Doubt::Guessed(12, "windows-1252")));
    }

    #[test]
    fn one_bad_byte_does_not_spoil_a_utf8_file() {
        let mut bytes = "é".repeat(40).into_bytes();
        bytes.push(0xFF);
        let decoded = decode("t.txt", bytes, None).unwrap();
        assert!(decoded.text.starts_with("éé") && decoded.text.ends_with('\u{FFFD}'));
        assert_eq!(decoded.doubt, Some(Doubt::Lost(80, 1)));
    }

    #[test]
    fn nuls_in_text_mean_that_it_is_none() {
        let binary = decode("t.txt", b"ab\0\0c\0d\0\0\0\x01".to_vec(), None);
        assert_eq!(
            binary,
            Err(ReadError::Binary {
                name: "t.txt".into()
            })
        );
    }

    #[test]
    fn an_asked_encoding_is_used_or_refused() {
        let text = decode("t", b"\xE9".to_vec(), Some("latin1")).unwrap().text;
        assert_eq!(text, "é");
        assert!(matches!(
            decode("t", b"\xFF".to_vec(), Some("utf-8")),
            Err(ReadError::Undecodable { .. })
        ));
        assert!(matches!(
            decode("t", b"a".to_vec(), Some("nope")),
            Err(ReadError::UnknownEncoding { .. })
        ));
    }
}
