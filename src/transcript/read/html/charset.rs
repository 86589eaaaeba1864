//! From the bytes of a web page to its text.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memmem;

use super::super::ReadError;
use super::super::decode::{self, Doubt};
use super::super::extract::{RuleName, Warning};
use crate::text::counted;

/// The text of a page.
pub(super) struct Decoded {
    pub text: String,
    pub encoding: String,
    /// What may be wrong with it.
    pub warning: Option<Warning>,
}

/// Decodes a page: by the encoding that was asked for, a byte order mark, what it declares, or a guess.
///
/// A page in good UTF-8 is in UTF-8, whatever it declares: people save pages anew and leave the declaration as it was.
pub(super) fn decode(
    name: &str,
    bytes: Vec<u8>,
    asked: Option<&str>,
) -> Result<Decoded, ReadError> {
    let marked = Encoding::for_bom(&bytes).is_some();
    if asked.is_none()
        && !marked
        && std::str::from_utf8(&bytes).is_err()
        && let Some(encoding) = declared(&bytes)
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(&bytes)
        && !text.contains('\0')
    {
        return Ok(Decoded {
            text: text.into_owned(),
            encoding: encoding.name().to_owned(),
            warning: None,
        });
    }
    let decoded = decode::decode(name, bytes, asked)?;
    Ok(Decoded {
        text: decoded.text,
        encoding: decoded.encoding,
        warning: decoded.doubt.as_ref().map(warning),
    })
}

fn warning(doubt: &Doubt) -> Warning {
    let (rule, message) = match doubt {
        Doubt::Guessed(_, encoding) => (
            "guessed-encoding",
            format!("the file does not say its encoding, which was guessed to be {encoding}"),
        ),
        Doubt::Lost(_, places) => (
            "unreadable-characters",
            format!(
                "{} could not be read as UTF-8, and \u{FFFD} stands there",
                counted(*places as u64, "character")
            ),
        ),
    };
    Warning {
        rule: RuleName(rule),
        number: 0,
        message,
        help: "name the file's `encoding` in the manifest, or save it as UTF-8".to_owned(),
    }
}

/// Where a declaration stands if there is one: browsers look no further than the first KiB, Word needs more.
const DECLARED_WITHIN: usize = 4096;

/// The encoding that a page declares in its first bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes[..bytes.len().min(DECLARED_WITHIN)].to_ascii_lowercase();
    let found = memmem::find_iter(&start, b"charset").find_map(|at| {
        let before = &start[..at];
        let tag = before.iter().rposition(|byte| *byte == b'<')?;
        before[tag..]
            .starts_with(b"<meta")
            .then(|| label(&start[at + b"charset".len()..]))
            .flatten()
    });
    let xml = || {
        let end = memmem::find(&start, b"?>").filter(|_| start.starts_with(b"<?xml"))?;
        let at = memmem::find(&start[..end], b"encoding")?;
        label(&start[at + b"encoding".len()..end])
    };
    // What can be read byte by byte is no UTF-16, whatever it says.
    found.or_else(xml).map(|encoding| {
        if [UTF_16LE, UTF_16BE].contains(&encoding) {
            UTF_8
        } else {
            encoding
        }
    })
}

/// The encoding after `charset`: `="utf-8"`.
fn label(after: &[u8]) -> Option<&'static Encoding> {
    let value = after
        .trim_ascii_start()
        .strip_prefix(b"=")?
        .trim_ascii_start();
    let value = value
        .strip_prefix(b"\"")
        .or_else(|| value.strip_prefix(b"'"))
        .unwrap_or(value);
    let end = value
        .iter()
        .position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)));
    Encoding::for_label(&value[..end.unwrap_or(value.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, String) {
        let decoded = decode("t.html", bytes.to_vec(), None).unwrap();
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn a_declared_encoding_is_taken_where_the_page_is_no_utf8() {
        for head in [
            "<meta charset=iso-8859-2>",
            "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=ISO-8859-2'>",
        ] {
            let mut page = head.as_bytes().to_vec();
            page.push(0xB9);
            assert_eq!(
                decoded(&page),
                (format!("{head}š"), "ISO-8859-2".to_owned())
            );
        }
        let saved_anew = "<meta charset=windows-1252>é";
        assert_eq!(
            decoded(saved_anew.as_bytes()),
            (saved_anew.to_owned(), "UTF-8".to_owned())
        );
        let (text, encoding) =
            decoded(b"<?xml version='1.0' encoding='windows-1251'?><p>\xC4\xE0</p>");
        assert!(text.ends_with("<p>Да</p>"), "{text}");
        assert_eq!(encoding, "windows-1251");
    }
}
