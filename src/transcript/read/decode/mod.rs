//! From bytes to text: which encoding, and how we know.
//!
//! What a person asks for counts before the byte order mark, that before what a page declares, that before UTF-8, and a
//! guess comes last. Whatever was not certain is a [`Doubt`], of which the person is told at its place.

use std::sync::Arc;

use encoding_rs::UTF_8;

use super::encoding::Kind;
use super::{Encoding, Format, ReadError, ReadOptions, Reading};
use crate::text::Source;
use crate::transcript::Labels;

mod declared;
mod doubt;
mod guess;
pub(super) mod mojibake;
#[cfg(test)]
mod tests;
mod unicode;

pub(super) use declared::declared_in_markup;
use doubt::Doubt;
use unicode::{Unicode, byte_order_mark};

/// A decoded text without a byte order mark, and how it was decoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text.
    pub text: String,
    /// The encoding, with ` (BOM)`, ` (declared)` or ` (guessed)`.
    pub encoding: String,
    /// What may be wrong with it.
    pub doubts: Vec<Doubt>,
}

/// What a file may say of its encoding besides its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kindred {
    /// Nothing: it is mere text.
    Plain,
    /// What a web page or XML declares at its beginning.
    Markup,
}

/// Decodes a file of mere text into a source, and begins its reading.
pub(super) fn source(
    name: &str,
    bytes: Vec<u8>,
    options: &ReadOptions,
    format: Format,
) -> Result<(Arc<Source>, Reading), ReadError> {
    begin(name, bytes, options, (format, Kindred::Plain))
}

/// Decodes a file into a source, and begins its reading.
fn begin(
    name: &str,
    bytes: Vec<u8>,
    options: &ReadOptions,
    (format, kindred): (Format, Kindred),
) -> Result<(Arc<Source>, Reading), ReadError> {
    let asked = options.encoding;
    let is_utf8_after_all =
        asked.is_some_and(|it| it.0 != Kind::Standard(UTF_8)) && is_utf8(&bytes);
    let mut decoded = decode(name, bytes, asked, kindred)?;
    doubt_characters(&mut decoded, is_utf8_after_all);
    let Decoded {
        text,
        encoding,
        doubts,
    } = decoded;
    if text.trim().is_empty() {
        return Err(ReadError::Empty {
            name: name.to_owned(),
        });
    }
    let source = Arc::new(Source::new(name, text));
    let doubts = doubts.into_iter().map(|doubt| doubt.tell(&source));
    let reading = Reading {
        format,
        encoding,
        labels: Labels::unknown(),
        warnings: doubts.collect(),
        left_out: Vec::new(),
    };
    Ok((source, reading))
}

/// Decodes bytes.
pub(super) fn decode(
    name: &str,
    bytes: Vec<u8>,
    asked: Option<Encoding>,
    kindred: Kindred,
) -> Result<Decoded, ReadError> {
    let mut decoded = match asked {
        Some(asked) => decode_as(name, &bytes, asked)?,
        None => decode_unasked(name, bytes, kindred)?,
    };
    without_nuls(name, &mut decoded)?;
    Ok(decoded)
}

/// Replaces NULs that stray in a text, and refuses what has many: that is none.
fn without_nuls(name: &str, decoded: &mut Decoded) -> Result<(), ReadError> {
    let Some(at) = memchr::memchr(0, decoded.text.as_bytes()) else {
        return Ok(());
    };
    // Disks that lose a block and programs that end in the middle leave many in one place.
    let mut text = String::with_capacity(decoded.text.len());
    let mut places = 0;
    // Where each piece began and begins: U+FFFD is longer than a NUL, so what is known of the text behind it moves.
    let mut moved: Vec<(usize, usize)> = Vec::new();
    let mut began = 0;
    for piece in decoded.text.split_inclusive('\0') {
        moved.push((began, text.len()));
        began += piece.len();
        match piece.strip_suffix('\0') {
            Some("") if places > 0 && text.ends_with('\u{FFFD}') => {}
            Some(words) => {
                text.push_str(words);
                text.push('\u{FFFD}');
                places += 1;
            }
            None => text.push_str(piece),
        }
    }
    if places > 2 + text.len() / 200 || guess::has_controls(text.as_bytes()) {
        return Err(ReadError::Binary {
            name: name.to_owned(),
        });
    }
    for doubt in &mut decoded.doubts {
        let at = doubt.at_mut();
        let piece = moved
            .partition_point(|(old, _)| old <= at)
            .saturating_sub(1);
        let (old, new) = moved[piece];
        *at = *at - old + new;
    }
    decoded.text = text;
    decoded.doubts.push(Doubt::Nuls { at, places });
    Ok(())
}

/// Looks for characters that were lost or misread before the file was saved.
fn doubt_characters(decoded: &mut Decoded, is_asked: bool) {
    let text = decoded.text.as_str();
    let is_lost = |it: &Doubt| matches!(it, Doubt::Lost { .. } | Doubt::Nuls { .. });
    if !decoded.doubts.iter().any(is_lost)
        && let Some(at) = memchr::memmem::find(text.as_bytes(), "\u{FFFD}".as_bytes())
    {
        let characters = text[at..].matches('\u{FFFD}').count();
        decoded.doubts.push(Doubt::LostBefore { at, characters });
    }
    if let Some(found) = mojibake::look(text) {
        decoded.doubts.push(Doubt::Mojibake { found, is_asked });
    }
}

/// Decodes by the byte order mark, by what is declared, as UTF-8, or by a guess.
fn decode_unasked(name: &str, bytes: Vec<u8>, kindred: Kindred) -> Result<Decoded, ReadError> {
    let declared = match kindred {
        Kindred::Plain => None,
        Kindred::Markup => declared_in_markup(&bytes),
    };
    if let Some((encoding, len)) = byte_order_mark(&bytes) {
        return Ok(by_mark(name, bytes, encoding, len)?.against(declared));
    }
    if memchr::memchr(0, &bytes).is_some()
        && let Some(encoding) = Unicode::guess(&bytes)
        && let Some(text) = encoding.decode(&bytes)
    {
        return Ok(Decoded::new(text, encoding.name(), " (guessed)"));
    }
    if let Some(decoded) = declared.and_then(|encoding| by_declaration(&bytes, encoding)) {
        return Ok(decoded);
    }
    let decoded = match String::from_utf8(bytes) {
        Ok(text) => Decoded::new(text, UTF_8.name(), ""),
        Err(error) => guessed(name, error.as_bytes(), error.utf8_error().valid_up_to())?,
    };
    Ok(decoded.against(declared))
}

fn by_mark(
    name: &str,
    mut bytes: Vec<u8>,
    encoding: Unicode,
    len: usize,
) -> Result<Decoded, ReadError> {
    let text = if encoding == Unicode::Utf8 {
        bytes.drain(..len);
        String::from_utf8(bytes).ok()
    } else {
        encoding.decode(&bytes[len..])
    };
    let text = text.ok_or_else(|| undecodable(name, encoding.name()))?;
    Ok(Decoded::new(text, encoding.name(), " (BOM)"))
}

/// Decodes by what is declared, where the bytes bear it out.
fn by_declaration(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> Option<Decoded> {
    // Letters of one byte each are hardly ever UTF-8 by chance: pages are often saved anew by a program that leaves the
    // declaration as it was.
    if encoding == UTF_8 || encoding.is_single_byte() && is_utf8(bytes) {
        return None;
    }
    let (text, errors) = encoding.decode_without_bom_handling(bytes);
    (!errors).then(|| Decoded::new(text.into_owned(), encoding.name(), " (declared)"))
}

fn decode_as(name: &str, bytes: &[u8], asked: Encoding) -> Result<Decoded, ReadError> {
    let mark = byte_order_mark(bytes);
    let marked = |wanted: Unicode| mark.filter(|(it, _)| *it == wanted);
    let of_two = |little: Unicode, big: Unicode| {
        let mark = marked(little).or(marked(big)).map(|(it, _)| it);
        let guess = || Unicode::guess(bytes).filter(|it| *it == little || *it == big);
        mark.or_else(guess).unwrap_or(little)
    };
    let unicode = match asked.0 {
        Kind::Standard(encoding) => {
            let (text, errors) = encoding.decode_with_bom_removal(bytes);
            return if errors {
                Err(undecodable(name, encoding.name()))
            } else {
                Ok(Decoded::new(text.into_owned(), encoding.name(), ""))
            };
        }
        Kind::Utf16 => of_two(Unicode::Utf16Le, Unicode::Utf16Be),
        Kind::Utf32 => of_two(Unicode::Utf32Le, Unicode::Utf32Be),
        Kind::Utf32Le => Unicode::Utf32Le,
        Kind::Utf32Be => Unicode::Utf32Be,
    };
    let start = marked(unicode).map_or(0, |(_, len)| len);
    let text = unicode.decode(&bytes[start..]);
    let text = text.ok_or_else(|| undecodable(name, unicode.name()))?;
    Ok(Decoded::new(text, unicode.name(), ""))
}

/// Neither UTF-8 nor marked: a slip in UTF-8, or an encoding of one country.
fn guessed(name: &str, bytes: &[u8], first: usize) -> Result<Decoded, ReadError> {
    if guess::has_controls(bytes) {
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
        let text = String::from_utf8_lossy(bytes).into_owned();
        return Ok(
            Decoded::new(text, UTF_8.name(), " (guessed)").with(Doubt::Lost {
                at: first,
                characters: broken,
            }),
        );
    }
    let encoding = guess::guess(bytes);
    let (text, errors) = encoding.decode_without_bom_handling(bytes);
    if errors {
        return Err(undecodable(name, encoding.name()));
    }
    // The bytes before were other ones: the place is looked for in the text.
    let at = first_odd(&text).unwrap_or(0);
    let characters = text.chars().filter(|c| !c.is_ascii()).count();
    Ok(
        Decoded::new(text.into_owned(), encoding.name(), " (guessed)").with(Doubt::Guessed {
            at,
            encoding: encoding.name(),
            characters,
        }),
    )
}

impl Decoded {
    fn new(text: String, encoding: &str, how: &str) -> Self {
        Self {
            text,
            encoding: format!("{encoding}{how}"),
            doubts: Vec::new(),
        }
    }

    fn with(mut self, doubt: Doubt) -> Self {
        self.doubts.push(doubt);
        self
    }

    /// Doubts a declaration by which it was not read. What is ASCII reads the same in all.
    fn against(mut self, declared: Option<&'static encoding_rs::Encoding>) -> Self {
        let Some((declared, at)) = declared.zip(first_odd(&self.text)) else {
            return self;
        };
        let read_as = self.encoding.split(' ').next().unwrap_or_default();
        if read_as == declared.name() {
            return self;
        }
        let doubt = Doubt::Contradicted {
            at,
            declared: declared.name(),
            encoding: read_as.to_owned(),
        };
        self.doubts
            .retain(|it| !matches!(it, Doubt::Guessed { .. }));
        self.with(doubt)
    }
}

/// The byte of the first character that is no ASCII.
fn first_odd(text: &str) -> Option<usize> {
    text.bytes().position(|byte| !byte.is_ascii())
}

/// Whether bytes are UTF-8 and more than ASCII.
fn is_utf8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| !text.is_ascii())
}

fn undecodable(name: &str, encoding: &str) -> ReadError {
    ReadError::Undecodable {
        name: name.to_owned(),
        encoding: encoding.to_owned(),
    }
}
