//! Which character a code of a simple font is: the base encodings and the names of glyphs.

use std::collections::HashMap;
use std::sync::OnceLock;

/// The names of the Adobe Glyph List that texts use, one a line with its code point.
const NAMES: &str = include_str!("glyph_names.txt");

/// An encoding that a font names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Standard,
    WinAnsi,
    MacRoman,
    /// The font Symbol's own: Greek letters and bullets.
    Symbol,
}

impl Base {
    pub fn named(name: &[u8]) -> Option<Self> {
        match name {
            b"StandardEncoding" => Some(Self::Standard),
            b"WinAnsiEncoding" | b"PDFDocEncoding" => Some(Self::WinAnsi),
            b"MacRomanEncoding" => Some(Self::MacRoman),
            _ => None,
        }
    }

    /// The character of a code.
    pub fn character(self, code: u8) -> Option<char> {
        let found = match self {
            Self::Standard => standard(code),
            Self::Symbol => symbol(code),
            Self::WinAnsi => decoded(encoding_rs::WINDOWS_1252, code),
            Self::MacRoman => decoded(encoding_rs::MACINTOSH, code),
        };
        found.filter(|c| !c.is_control())
    }
}

fn decoded(encoding: &'static encoding_rs::Encoding, code: u8) -> Option<char> {
    encoding
        .decode_without_bom_handling(&[code])
        .0
        .chars()
        .next()
}

fn standard(code: u8) -> Option<char> {
    const HIGH: [&str; 6] = [
        // From A0 on, sixteen codes a row; a space where there is no character.
        " ¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ",
        " –†‡· ¶•‚„”»…‰ ¿",
        " `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ",
        "—               ",
        " Æ ª    ŁØŒº    ",
        " æ   ı  łøœß    ",
    ];
    match code {
        b'\'' => Some('’'),
        b'`' => Some('‘'),
        0x20..=0x7E => Some(char::from(code)),
        0xA0.. => HIGH[usize::from(code - 0xA0) / 16]
            .chars()
            .nth(usize::from(code % 16))
            .filter(|c| *c != ' '),
        _ => None,
    }
}

fn symbol(code: u8) -> Option<char> {
    const GREEK: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    match code {
        0x41..=0x7A => GREEK.chars().nth(usize::from(code - 0x41)),
        0x20..=0x3F => Some(char::from(code)),
        0xB7 => Some('•'),
        0xA7 => Some('▪'),
        0xD8 => Some('➢'),
        0xFC => Some('✓'),
        0xBE => Some('—'),
        0xAE => Some('→'),
        0xB0 => Some('°'),
        _ => None,
    }
}

/// The character or characters that a glyph's name stands for.
pub(super) fn named(name: &str, into: &mut String) -> bool {
    // What follows a dot is a variant: `a.small`.
    let stem = name.split('.').next().unwrap_or_default();
    let before = into.len();
    for part in stem.split('_') {
        match one(part) {
            Some(c) => into.push(c),
            None if many(part, into) => {}
            None => {
                into.truncate(before);
                return false;
            }
        }
    }
    into.len() > before
}

fn one(name: &str) -> Option<char> {
    if let Some(c) = names().get(name) {
        return Some(*c);
    }
    let digits = name.strip_prefix('u')?;
    if !(4..=6).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

/// `uni00410042`: groups of four digits.
fn many(name: &str, into: &mut String) -> bool {
    let Some(digits) = name.strip_prefix("uni") else {
        return false;
    };
    if digits.is_empty() || digits.len() % 4 != 0 || digits.len() > 32 || !digits.is_ascii() {
        return false;
    }
    (0..digits.len()).step_by(4).all(|at| {
        let code = u32::from_str_radix(&digits[at..at + 4], 16).ok();
        let c = code.and_then(char::from_u32);
        into.extend(c);
        c.is_some()
    })
}

fn names() -> &'static HashMap<&'static str, char> {
    static TABLE: OnceLock<HashMap<&'static str, char>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let line = |line: &'static str| {
            let (name, code) = line.split_once(' ')?;
            Some((name, char::from_u32(u32::from_str_radix(code, 16).ok()?)?))
        };
        NAMES.lines().filter_map(line).collect()
    })
}

/// The letters of a ligature that has a code point of its own.
pub(super) fn letters(ligature: char) -> Option<&'static str> {
    Some(match ligature {
        '\u{FB00}' => "ff",
        '\u{FB01}' => "fi",
        '\u{FB02}' => "fl",
        '\u{FB03}' => "ffi",
        '\u{FB04}' => "ffl",
        '\u{FB05}' | '\u{FB06}' => "st",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_encodings_differ_where_they_should() {
        assert_eq!(Base::Standard.character(b'\''), Some('’'));
        assert_eq!(Base::WinAnsi.character(b'\''), Some('\''));
        assert_eq!(Base::WinAnsi.character(0x92), Some('’'));
        assert_eq!(Base::MacRoman.character(0xD5), Some('’'));
        assert_eq!(Base::Standard.character(0xAA), Some('“'));
        assert_eq!(Base::Standard.character(0xFB), Some('ß'));
        assert_eq!(Base::Standard.character(0xD0), Some('—'));
        assert_eq!(Base::Symbol.character(b'a'), Some('α'));
        assert_eq!(Base::Symbol.character(0x7A), Some('ζ'));
        assert_eq!(Base::WinAnsi.character(7), None);
    }

    #[test]
    fn glyphs_are_known_by_name() {
        let text = |name: &str| {
            let mut text = String::new();
            named(name, &mut text).then_some(text)
        };
        assert_eq!(text("quoteright").as_deref(), Some("’"));
        assert_eq!(text("f_f_i").as_deref(), Some("ffi"));
        assert_eq!(text("uni00E4").as_deref(), Some("ä"));
        assert_eq!(text("u1F600").as_deref(), Some("😀"));
        assert_eq!(text("a.small").as_deref(), Some("a"));
        assert_eq!(text("g123"), None);
        assert_eq!(text(".notdef"), None);
    }
}
