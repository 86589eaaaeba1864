//! Fonts: which text a code stands for, how wide it is, and whether it is bold.

use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::cmap::CMap;
use super::encoding::{self, Base};
use super::sparse::Sparse;
use super::stream::Budget;
use super::widths::Standard;

/// A font of a file.
#[derive(Debug)]
pub(super) struct Font {
    pub bold: bool,
    codes: Codes,
    to_unicode: Option<CMap>,
}

#[derive(Debug)]
enum Codes {
    /// One byte each.
    Simple {
        texts: Box<[Option<char>; 256]>,
        /// Texts of several letters, by their code.
        long: Vec<(u8, String)>,
        /// In parts of the size.
        widths: Box<[f32; 256]>,
    },
    /// Several bytes each.
    Composite {
        reading: Reading,
        widths: Sparse<u16>,
        /// The width of all that have none in `widths`.
        other: u16,
        vertical: bool,
    },
}

/// How the codes of a composite font are read.
#[derive(Debug)]
enum Reading {
    /// Two bytes each, by a map in the file or by none.
    Map(CMap),
    /// Two bytes each, in UTF-16.
    Utf16,
    /// One or two bytes each, in an encoding of East Asia.
    Legacy(&'static encoding_rs::Encoding),
}

/// A code of a string.
#[derive(Debug)]
pub(super) struct Glyph<'a> {
    /// Its text; `None` where nobody knows.
    pub text: Option<Text<'a>>,
    /// How far it moves on, in parts of the size.
    pub width: f32,
    /// Whether it is the one-byte code of a space, to which word spacing applies.
    pub space: bool,
}

/// The text of a code.
#[derive(Clone, Copy, Debug)]
pub(super) enum Text<'a> {
    Letter(char),
    Letters(&'a str),
}

impl Text<'_> {
    /// The text as such; a single letter is written to `buffer`.
    pub fn as_str<'b>(&'b self, buffer: &'b mut [u8; 4]) -> &'b str {
        match self {
            Text::Letter(letter) => letter.encode_utf8(buffer),
            Text::Letters(letters) => letters,
        }
    }
}

impl Font {
    /// A font for text that names none that exists.
    pub fn fallback() -> Self {
        Self {
            bold: false,
            codes: simple(&Dict::default(), "", false, &mut Vec::new()),
            to_unicode: None,
        }
    }

    /// Reads a font. `mappings` is how much the character maps of the file may still map.
    pub fn read(dict: &Dict, budget: &mut Budget, mappings: &mut u32) -> Self {
        let name = dict.get::<Name>(b"BaseFont");
        let name = name.map_or_else(String::new, |name| {
            String::from_utf8_lossy(name.as_ref()).to_lowercase()
        });
        // Subsets of fonts are named `ABCDEF+Name`.
        let name = name.split_once('+').map_or(&*name, |(_, name)| name);
        let descendant = dict
            .get::<Array>(b"DescendantFonts")
            .and_then(|fonts| fonts.iter::<Dict>().next());
        let descriptor = descendant
            .as_ref()
            .unwrap_or(dict)
            .get::<Dict>(b"FontDescriptor");
        let bold = is_bold(name, descriptor.as_ref());
        let mut map = |stream: &Stream| {
            let program = budget.unpack(stream).ok()?;
            Some(CMap::read(&program, mappings))
        };
        let to_unicode = dict.get::<Stream>(b"ToUnicode").and_then(|s| map(&s));
        let codes = match &descendant {
            Some(descendant) => composite(dict, descendant, &mut map),
            None => simple(dict, name, bold, &mut Vec::new()),
        };
        Self {
            bold,
            codes,
            to_unicode,
        }
    }

    /// Whether lines run from top to bottom.
    pub fn vertical(&self) -> bool {
        matches!(self.codes, Codes::Composite { vertical: true, .. })
    }

    /// Takes the next code from the start of a string.
    pub fn next<'a>(&'a self, bytes: &mut &[u8]) -> Option<Glyph<'a>> {
        let (first, rest) = bytes.split_first()?;
        match &self.codes {
            Codes::Simple {
                texts,
                long,
                widths,
            } => {
                *bytes = rest;
                let code = usize::from(*first);
                Some(Glyph {
                    text: self
                        .mapped(u16::from(*first))
                        .or_else(|| simple_text(texts, long, *first)),
                    width: widths[code],
                    space: *first == b' ',
                })
            }
            Codes::Composite {
                reading,
                widths,
                other,
                ..
            } => {
                let one = match reading {
                    Reading::Map(map) => map.one_byte(),
                    Reading::Utf16 => false,
                    Reading::Legacy(encoding) => !leads(encoding, *first),
                };
                let (code, length) = match rest.first().filter(|_| !one) {
                    Some(second) => (u16::from_be_bytes([*first, *second]), 2),
                    None => (u16::from(*first), 1),
                };
                let taken = &bytes[..length];
                let own = || match reading {
                    Reading::Map(_) => None,
                    Reading::Utf16 => char::from_u32(code.into()),
                    Reading::Legacy(encoding) => encoding
                        .decode_without_bom_handling_and_without_replacement(taken)
                        .and_then(|text| text.chars().next()),
                };
                let text = self.mapped(code).or_else(|| own().map(Text::Letter));
                let number = match reading {
                    Reading::Map(map) => map.number(code),
                    _ => code,
                };
                let width = widths.get(number).filter(|width| *width > 0);
                *bytes = &bytes[length..];
                Some(Glyph {
                    text,
                    width: width.map_or(f32::from(*other), |width| f32::from(width - 1)) / 1000.0,
                    space: length == 1 && *first == b' ',
                })
            }
        }
    }

    fn mapped(&self, code: u16) -> Option<Text<'_>> {
        let text = self.to_unicode.as_ref()?.text(code)?;
        Some(Text::Letters(text))
    }
}

fn simple_text<'a>(
    texts: &[Option<char>; 256],
    long: &'a [(u8, String)],
    code: u8,
) -> Option<Text<'a>> {
    if let Some((_, text)) = long.iter().find(|(of, _)| *of == code) {
        return Some(Text::Letters(text));
    }
    let c = texts[usize::from(code)]?;
    Some(encoding::letters(c).map_or(Text::Letter(c), Text::Letters))
}

fn is_bold(name: &str, descriptor: Option<&Dict>) -> bool {
    const FORCE_BOLD: u32 = 1 << 18;
    let named = ["bold", "black", "heavy", "demi"]
        .iter()
        .any(|weight| name.contains(weight));
    let described = descriptor.is_some_and(|descriptor| {
        let flags = descriptor.get::<u32>(b"Flags").unwrap_or(0);
        let weight = descriptor.get::<f32>(b"FontWeight").unwrap_or(0.0);
        flags & FORCE_BOLD != 0 || weight >= 600.0
    });
    named || described
}

fn simple(dict: &Dict, name: &str, bold: bool, long: &mut Vec<(u8, String)>) -> Codes {
    let mut texts = Box::new([None; 256]);
    let encoding = dict.get::<Object>(b"Encoding");
    let named = |name: &Name| Base::named(name.as_ref());
    let (base, differences) = match &encoding {
        Some(Object::Name(name)) => (named(name), None),
        Some(Object::Dict(encoding)) => (
            encoding
                .get::<Name>(b"BaseEncoding")
                .as_ref()
                .and_then(named),
            encoding.get::<Array>(b"Differences"),
        ),
        _ => (None, None),
    };
    let true_type = dict
        .get::<Name>(b"Subtype")
        .is_some_and(|kind| kind.as_ref() == b"TrueType");
    let base = base.unwrap_or_else(|| {
        if name.contains("symbol") || name.contains("wingdings") || name.contains("dingbats") {
            Base::Symbol
        } else if true_type {
            Base::WinAnsi
        } else {
            Base::Standard
        }
    });
    for code in 0..=255_u8 {
        texts[usize::from(code)] = base.character(code);
    }
    if let Some(differences) = differences {
        differ(&differences, &mut texts, long);
    }
    let widths = simple_widths(dict, name, bold, &texts);
    Codes::Simple {
        texts,
        long: std::mem::take(long),
        widths,
    }
}

/// `[39 /quotesingle 96 /grave]`: from a code on, the names of the glyphs.
fn differ(differences: &Array, texts: &mut [Option<char>; 256], long: &mut Vec<(u8, String)>) {
    let mut code = 0_usize;
    for object in differences.iter::<Object>() {
        match object {
            Object::Number(number) => {
                code = usize::try_from(number.as_i64()).unwrap_or(usize::MAX);
            }
            Object::Name(name) => {
                if let Some(text) = texts.get_mut(code) {
                    let mut letters = String::new();
                    encoding::named(&String::from_utf8_lossy(name.as_ref()), &mut letters);
                    let mut characters = letters.chars();
                    *text = characters.next();
                    if characters.next().is_some() {
                        long.push((u8::try_from(code).unwrap_or(0), letters));
                    }
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
}

fn simple_widths(
    dict: &Dict,
    name: &str,
    bold: bool,
    texts: &[Option<char>; 256],
) -> Box<[f32; 256]> {
    let mut widths = Box::new([0.0; 256]);
    let scale = scale(dict);
    if let Some(given) = dict.get::<Array>(b"Widths") {
        let missing = dict
            .get::<Dict>(b"FontDescriptor")
            .and_then(|descriptor| descriptor.get::<f32>(b"MissingWidth"));
        widths.fill(missing.unwrap_or(0.0) / 1000.0);
        let first = dict.get::<u32>(b"FirstChar").unwrap_or(0) as usize;
        for (at, width) in given.iter::<f32>().take(256).enumerate() {
            if let Some(place) = widths.get_mut(first.saturating_add(at)) {
                *place = bounded(width * scale);
            }
        }
        return widths;
    }
    let standard = Standard::nearest(name, bold);
    for (width, text) in widths.iter_mut().zip(texts) {
        *width = standard.width(text.unwrap_or('n')) / 1000.0;
    }
    widths
}

/// How widths are counted: in thousandths, or as a Type 3 font says.
fn scale(dict: &Dict) -> f32 {
    let matrix = dict.get::<Array>(b"FontMatrix");
    let x = matrix.and_then(|matrix| matrix.iter::<f32>().next());
    x.filter(|x| x.is_finite() && *x != 0.0)
        .map_or(0.001, f32::abs)
}

fn bounded(width: f32) -> f32 {
    if width.is_finite() {
        width.clamp(-10.0, 10.0)
    } else {
        0.0
    }
}

fn composite(
    dict: &Dict,
    descendant: &Dict,
    map: &mut impl FnMut(&Stream) -> Option<CMap>,
) -> Codes {
    let mut vertical = false;
    let reading = match dict.get::<Object>(b"Encoding") {
        Some(Object::Stream(stream)) => Reading::Map(map(&stream).unwrap_or_default()),
        Some(Object::Name(name)) => {
            vertical = name.as_ref().ends_with(b"-V");
            predefined(name.as_ref())
        }
        _ => Reading::Map(CMap::default()),
    };
    let mut widths = Sparse::default();
    if let Some(given) = descendant.get::<Array>(b"W") {
        composite_widths(&given, &mut widths);
    }
    let other = descendant.get::<f32>(b"DW").unwrap_or(1000.0);
    Codes::Composite {
        reading,
        widths,
        other: thousandths(other),
        vertical,
    }
}

/// `[1 [500 600] 10 20 700]`: widths from a number on, or one for a range.
fn composite_widths(given: &Array, widths: &mut Sparse<u16>) {
    // Ranges may overlap, but nobody needs to say each width twice.
    let mut left = 2 << 16;
    let mut set = |number: usize, width: f32| {
        if left == 0 {
            return;
        }
        left -= 1;
        if let Ok(number) = u16::try_from(number) {
            widths.set(number, thousandths(width).saturating_add(1));
        }
    };
    let mut numbers: Vec<f32> = Vec::new();
    for object in given.iter::<Object>() {
        match object {
            Object::Number(number) => {
                numbers.push(number.as_f32());
                if let [first, last, width] = numbers[..] {
                    let (first, last) = (thousandths(first), thousandths(last));
                    (first..=last).for_each(|number| set(number.into(), width));
                    numbers.clear();
                }
            }
            Object::Array(array) => {
                if let Some(first) = numbers.pop() {
                    let first = usize::from(thousandths(first));
                    for (at, width) in array.iter::<f32>().take(1 << 16).enumerate() {
                        set(first + at, width);
                    }
                }
                numbers.clear();
            }
            _ => {}
        }
    }
}

/// A whole number of up to sixteen bits.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast of a float stops at the ends of its range"
)]
fn thousandths(number: f32) -> u16 {
    number as u16
}

/// The maps that every program knows by name.
fn predefined(name: &[u8]) -> Reading {
    let has = |part: &[u8]| memchr::memmem::find(name, part).is_some();
    if has(b"UCS2") || has(b"UTF16") {
        Reading::Utf16
    } else if has(b"RKSJ") {
        Reading::Legacy(encoding_rs::SHIFT_JIS)
    } else if has(b"GBK") || has(b"GB-EUC") {
        Reading::Legacy(encoding_rs::GBK)
    } else if has(b"B5") || has(b"ETen") {
        Reading::Legacy(encoding_rs::BIG5)
    } else if has(b"KSC") {
        Reading::Legacy(encoding_rs::EUC_KR)
    } else if name == b"EUC-H" || name == b"EUC-V" {
        Reading::Legacy(encoding_rs::EUC_JP)
    } else {
        Reading::Map(CMap::default())
    }
}

/// Whether a byte is the first of two.
fn leads(encoding: &'static encoding_rs::Encoding, byte: u8) -> bool {
    match byte {
        0..0x80 => false,
        0xA0..0xE0 if encoding == encoding_rs::SHIFT_JIS => false,
        _ => true,
    }
}
