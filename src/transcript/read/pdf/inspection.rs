//! What a file would unpack to, found before anything of it is unpacked.
//!
//! The objects of a file may be packed in streams, which the library unpacks whole when it needs one of them. A few
//! kilobytes can hold gigabytes there. So every stream that can hold objects (or the table of where they are) is unpacked
//! here first, into nothing, and counted. What the content of pages unpacks to is counted when it is read.

use std::borrow::Cow;

use memchr::memmem;

use super::stream::{End, MOST_RATIO, inflate};

/// The most that all streams of objects of a file may unpack to.
const MOST_OBJECT_MIB: usize = 64;

/// The most that they might unpack to where that cannot be found out: in encrypted files.
const MOST_UNKNOWN_MIB: usize = 512;

/// So many dictionaries may be in any file.
const FEW_OBJECTS: usize = 100_000;

/// Beyond that, there must be so many bytes for each: an empty dictionary that stands for a page costs a kilobyte.
const BYTES_OF_AN_OBJECT: usize = 20;

/// So many objects may lack an end: each of them is read to where it breaks off, with all that stands in it.
const MOST_UNENDED: usize = 20_000;

/// What a byte of the table of objects costs more than another: an entry may be one byte long.
const TABLE_WEIGHT: usize = 32;

/// How many bytes may be searched for the ends of streams and strings, beyond once through the file: the library looks
/// for the end of each, and where many have none it would search without end.
const MOST_SEARCHED: usize = 4 << 30;

/// Why a file is better not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Too much would come out of it.
    TooLarge {
        /// How much is allowed.
        limit_mib: usize,
    },
    /// It has more objects than its size allows for.
    TooManyObjects,
    /// It is damaged beyond reading.
    Broken,
}

/// Looks a file through.
pub(super) fn inspect(data: &[u8]) -> Result<(), Refusal> {
    let mut inspection = Inspection {
        data,
        encrypted: memmem::find(data, b"/Encrypt").is_some(),
        unpacked: 0,
        unknown: 0,
        objects: memmem::find_iter(data, b"<<").count(),
    };
    let mut open = 0_usize;
    let mut before = 0;
    for at in memmem::find_iter(data, b"stream") {
        if data[..at].ends_with(b"end") {
            open = open.saturating_sub(1);
            before = at;
            continue;
        }
        // The word alone, as in a comment, starts no stream.
        if !matches!(data.get(at + b"stream".len()), Some(b'\r' | b'\n')) {
            continue;
        }
        open += 1;
        if open.saturating_mul(data.len()) > MOST_SEARCHED && open > 2 {
            return Err(Refusal::Broken);
        }
        inspection.stream(at, before)?;
    }
    strings(data)?;
    inspection.count()
}

/// Follows the strings and comments of all objects to their ends.
fn strings(data: &[u8]) -> Result<(), Refusal> {
    let ends = memmem::find_iter(data, b"endobj").count();
    let all = memmem::find_iter(data, b"obj").count();
    if all > 2 * ends + MOST_UNENDED {
        return Err(Refusal::Broken);
    }
    let mut searched = 0_usize;
    let starts = memmem::Finder::new(b"obj");
    let mut next = starts.find(data);
    while let Some(start) = next {
        let from = start + b"obj".len();
        next = starts.find(&data[from..]).map(|found| from + found);
        let object = &data[from..next.unwrap_or(data.len())];
        // What follows is packed, or no longer the object.
        let length = memmem::find(object, b"stream").unwrap_or(object.len());
        let mut at = from;
        while let Some(found) = data
            .get(at..from + length)
            .and_then(|rest| memchr::memchr3(b'(', b'<', b'%', rest))
        {
            at += found + 1;
            let rest = &data[at..];
            let end = match data[at - 1] {
                b'(' => string_end(rest),
                b'%' => memchr::memchr2(b'\n', b'\r', rest),
                _ if rest.first() == Some(&b'<') => Some(0),
                _ => memchr::memchr(b'>', rest),
            };
            let end = end.unwrap_or(rest.len());
            searched += end;
            if searched > data.len() && searched - data.len() > MOST_SEARCHED / 16 {
                return Err(Refusal::Broken);
            }
            at += end + 1;
        }
    }
    Ok(())
}

/// Where a string ends whose first parenthesis is open.
fn string_end(data: &[u8]) -> Option<usize> {
    let mut depth = 1_u32;
    let mut at = 0;
    loop {
        let found = at + memchr::memchr3(b'(', b')', b'\\', data.get(at..)?)?;
        at = found + 1;
        match data[found] {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => at += 1,
        }
        if depth == 0 {
            return Some(found);
        }
    }
}

fn too_large(limit_mib: usize) -> Refusal {
    Refusal::TooLarge { limit_mib }
}

struct Inspection<'a> {
    data: &'a [u8],
    encrypted: bool,
    unpacked: usize,
    /// What streams whose size cannot be found out might unpack to.
    unknown: usize,
    objects: usize,
}

/// How a stream is packed, as far as that can be told from its dictionary's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    /// Not at all, or it can hold no objects.
    Harmless,
    /// By deflate, so many times at the most, and what a byte of it weighs.
    Deflate(u8, usize),
    /// By deflate and letters around it, by LZW or by run lengths.
    Once,
    /// In a way that hides what comes out.
    Hidden,
}

impl Inspection<'_> {
    /// Counts what the stream whose keyword is at `at` unpacks to.
    fn stream(&mut self, at: usize, before: usize) -> Result<(), Refusal> {
        let packing = packing(self.data, at, before);
        if packing == Packing::Harmless {
            return Ok(());
        }
        let rest = &self.data[at + b"stream".len()..];
        let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        let rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        if let Packing::Deflate(times, weight) = packing
            && !self.encrypted
            && self.deflate(rest, times, weight)?
        {
            return Ok(());
        }
        let length = memmem::find(rest, b"endstream").unwrap_or(rest.len());
        let ratio = match packing {
            Packing::Hidden => MOST_RATIO.saturating_mul(MOST_RATIO),
            _ => MOST_RATIO,
        };
        self.unknown = self.unknown.saturating_add(length.saturating_mul(ratio));
        if self.unknown > MOST_UNKNOWN_MIB << 20 {
            return Err(too_large(MOST_UNKNOWN_MIB));
        }
        Ok(())
    }

    /// Unpacks and throws away. Whether the data came to the end that it marks.
    fn deflate(&mut self, data: &[u8], times: u8, weight: usize) -> Result<bool, Refusal> {
        let left = (MOST_OBJECT_MIB << 20).saturating_sub(self.unpacked) / weight;
        let (bytes, end) = inflate(data, left);
        self.unpacked += bytes.len() * weight;
        self.objects += memmem::find_iter(&bytes, b"<<").count();
        if end == End::Limit {
            return Err(too_large(MOST_OBJECT_MIB));
        }
        self.count()?;
        if times > 1 {
            self.deflate(&bytes, times - 1, weight)?;
        }
        Ok(end == End::Marked)
    }

    /// Whether there are not too many dictionaries.
    fn count(&self) -> Result<(), Refusal> {
        let enough = (self.data.len() + self.unpacked) / BYTES_OF_AN_OBJECT;
        if self.objects > enough.max(FEW_OBJECTS) {
            return Err(Refusal::TooManyObjects);
        }
        Ok(())
    }
}

/// How the stream whose keyword is at `at` is packed. Nothing before `before` is of its dictionary.
fn packing(data: &[u8], at: usize, before: usize) -> Packing {
    /// Dictionaries of streams are shorter.
    const LONGEST: usize = 16 << 10;
    let near = unescaped(&data[at.saturating_sub(LONGEST).max(before)..at]);
    let dict = memmem::rfind(&near, b"obj").map_or(&near[..], |found| &near[found + 3..]);
    let dict = dict.trim_ascii();
    // Comments and strings could hide what the dictionary says.
    let plain = dict.starts_with(b"<<")
        && dict.ends_with(b">>")
        && memchr::memchr2(b'%', b'(', dict).is_none();
    let text = if plain { dict } else { &near };
    let has = |word: &[u8]| memmem::find(text, word).is_some();
    if !has_key(text, b"/First") && !has_key(text, b"/W") {
        return Packing::Harmless;
    }
    let count = |names: &[&[u8]]| -> usize {
        let names = names.iter();
        names
            .map(|name| memmem::find_iter(text, name).count())
            .sum()
    };
    let deflate = count(&[b"/Fl"]);
    let other = count(&[b"/LZW", b"/RunLength", b"/RL"]);
    let letters = has(b"/A85") || has(b"/ASCII") || has(b"/AHx");
    let referred = refers(text, b"/Filter") || refers(text, b"/F");
    let weight = if has_key(text, b"/W") {
        TABLE_WEIGHT
    } else {
        1
    };
    match (deflate, other) {
        _ if referred || memchr::memchr(b'%', dict).is_some() => Packing::Hidden,
        (0, 0) => Packing::Harmless,
        (1, 0) if !letters && plain => Packing::Deflate(1, weight),
        (_, 0) if !letters => Packing::Deflate(3, weight),
        (1, 0) | (0, 1) => Packing::Once,
        _ => Packing::Hidden,
    }
}

/// A dictionary's text with the escapes of its names (`#46`) undone.
fn unescaped(text: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(b'#', text).is_none() {
        return Cow::Borrowed(text);
    }
    let digit = |at: usize| char::from(*text.get(at)?).to_digit(16);
    let mut plain = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        let code = (*byte == b'#')
            .then(|| Some(digit(at + 1)? * 16 + digit(at + 2)?))
            .flatten();
        plain.push(code.map_or(*byte, |code| code.to_le_bytes()[0]));
        at += if code.is_some() { 3 } else { 1 };
    }
    Cow::Owned(plain)
}

/// Whether a key stands in a dictionary, and not only as the start of a longer one.
fn has_key(dict: &[u8], key: &[u8]) -> bool {
    memmem::find_iter(dict, key).any(|at| {
        let next = dict.get(at + key.len());
        next.is_none_or(|next| !next.is_ascii_alphanumeric())
    })
}

/// Whether the value of a key is a reference to another object.
fn refers(dict: &[u8], key: &[u8]) -> bool {
    memmem::find_iter(dict, key).any(|at| {
        let value = dict[at + key.len()..].trim_ascii_start();
        value.first().is_some_and(u8::is_ascii_digit) && has_key(&dict[at..], key)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_about_streams_are_no_streams() {
        let file = b"2 0 obj\n<< /Type /ObjStm /N 1 /First 5 /Length 99 >>\nstream\n\
            %% Object stream: object 7 /First 8 0 R /Filter 9 0 R (Streams)\n<< /Count 29 >>\nendstream\nendobj";
        assert_eq!(inspect(file), Ok(()));
    }

    #[test]
    fn how_a_stream_is_packed_is_read_from_its_dictionary() {
        let of = |dict: &str| {
            let text = format!("1 0 obj\n{dict}\nstream\n");
            packing(text.as_bytes(), text.len() - b"stream\n".len(), 0)
        };
        assert_eq!(of("<< /Filter /FlateDecode /Width 9 >>"), Packing::Harmless);
        assert_eq!(
            of("<< /N 1 /First 5 /Filter /FlateDecode >>"),
            Packing::Deflate(1, 1)
        );
        assert_eq!(
            of("<< /W [1 2 1] /Filter /FlateDecode >>"),
            Packing::Deflate(1, TABLE_WEIGHT)
        );
        assert_eq!(
            of("<< /First 5 /Filter [/FlateDecode /Fl] >>"),
            Packing::Deflate(3, 1)
        );
        assert_eq!(
            of("<< /First 5 /Filter [/ASCII85Decode /FlateDecode] >>"),
            Packing::Once
        );
        assert_eq!(of("<< /First 5 /Filter 7 0 R >>"), Packing::Hidden);
        assert_eq!(of("<< /First 5 /X (>>) >>"), Packing::Harmless);
    }
}
