//! UTF-8 that was read in another encoding, read back.

use std::sync::LazyLock;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};

use super::kind::{Script, Trail};
use super::{Mojibake, look};

/// An encoding in which UTF-8 may have been misread.
pub(super) struct Misreading {
    encoding: &'static Encoding,
    /// What its bytes from 0x80 stand for.
    characters: [char; 128],
}

/// The encodings that UTF-8 is misread in.
pub(super) static MISREADINGS: LazyLock<[Misreading; 4]> =
    LazyLock::new(|| [WINDOWS_1252, WINDOWS_1250, MACINTOSH, WINDOWS_1251].map(Misreading::new));

/// One or more characters in a row that were others.
pub(super) struct Run {
    /// The byte behind it.
    pub end: usize,
    /// What they were.
    pub original: String,
    /// Whether chance does not make it.
    pub is_sure: bool,
}

/// One character that was misread as two to four.
struct Hit {
    end: usize,
    was: char,
    /// Whether no spelling puts these characters together.
    is_sure: bool,
    is_foreign: bool,
    /// Whether all but the first are such as may follow any word.
    is_punctuated: bool,
}

impl Misreading {
    fn new(encoding: &'static Encoding) -> Self {
        let bytes: Vec<u8> = (0x80..=0xFF).collect();
        let text = encoding.decode_without_bom_handling(&bytes).0;
        let mut all = text.chars();
        Self {
            encoding,
            characters: std::array::from_fn(|_| {
                all.next().expect("each byte stands for one character")
            }),
        }
    }

    /// The byte that stands for a character. Programs that know Latin-1 alone leave the bytes 0x80 to 0x9F as controls.
    fn byte(&self, c: char) -> Option<u8> {
        let control = || matches!(c, '\u{80}'..='\u{9F}').then_some(c as u8);
        let place = self.characters.iter().position(|it| *it == c);
        let place = place.and_then(|place| u8::try_from(place).ok());
        place.map(|place| 0x80 + place).or_else(control)
    }

    /// The character that one to four of the text were at this place.
    fn hit(&self, text: &str, at: usize) -> Option<Hit> {
        let mut chars = text[at..].chars();
        let lead = chars.next()?;
        let first = self.byte(lead)?;
        let len = match first {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => return None,
        };
        let mut bytes = [first, 0, 0, 0];
        let mut end = at + lead.len_utf8();
        let mut trail = ['\0'; 3];
        for (byte, place) in bytes[1..len].iter_mut().zip(&mut trail) {
            let c = chars.next()?;
            *byte = self.byte(c)?;
            *place = c;
            end += c.len_utf8();
        }
        let was = std::str::from_utf8(&bytes[..len]).ok()?.chars().next()?;
        let script = Script::of(was)?;
        let trail = &trail[..len - 1];
        let before = text[..at].chars().next_back();
        let is_sure = script == Script::Near
            && (self.is_impossible(before, lead, trail, chars.next())
                || self.is_quote(lead, was)
                || matches!(was, '\u{FEFF}' | '\u{FFFD}'));
        Some(Hit {
            end,
            was,
            is_sure,
            is_foreign: script == Script::Foreign,
            is_punctuated: trail.iter().all(|c| Trail::of(*c) == Trail::Punctuation),
        })
    }

    /// Whether no spelling puts these characters together.
    fn is_impossible(
        &self,
        before: Option<char>,
        lead: char,
        trail: &[char],
        after: Option<char>,
    ) -> bool {
        let is_small = |c: Option<char>| c.is_some_and(char::is_lowercase);
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let kinds = || trail.iter().map(|c| Trail::of(*c));
        if kinds().any(|kind| kind == Trail::Sign) {
            return true;
        }
        if lead.is_lowercase() {
            return false;
        }
        // `Â` is no word by itself: it is what a space that does not break, `«` or `°` leave behind.
        let is_alone = lead == 'Â' && self.encoding != MACINTOSH && !is_letter(before);
        let is_capital_within = is_small(after)
            && kinds().all(|it| it == Trail::Mark)
            && !is_small(trail.last().copied());
        is_small(before) || is_alone || is_capital_within
    }

    /// `‚Äô` begins no word in any language, though a German quotation may begin with `‚Ä`; nor does `вЂ™`.
    fn is_quote(&self, lead: char, was: char) -> bool {
        let is_lead = self.encoding == MACINTOSH && lead == '‚'
            || self.encoding == WINDOWS_1251 && lead == 'в';
        is_lead && matches!(was, '\u{2010}'..='\u{2026}')
    }

    /// The run of misread characters that begins at this byte.
    pub fn run(&self, text: &str, start: usize) -> Option<Run> {
        let first = self.hit(text, start)?;
        let mut run = Run {
            end: start,
            original: String::new(),
            is_sure: false,
        };
        let (mut foreign, mut bare) = (0, false);
        let mut next = Some(first);
        while let Some(hit) = next {
            run.end = hit.end;
            run.original.push(hit.was);
            run.is_sure |= hit.is_sure;
            foreign += usize::from(hit.is_foreign);
            bare |= !hit.is_punctuated;
            next = self.hit(text, hit.end);
        }
        run.is_sure |= foreign >= ENOUGH_FOREIGN && bare;
        Some(run)
    }

    /// All runs of a text, where one of them is sure.
    pub fn survey(&self, text: &str) -> Option<Mojibake> {
        let (mut first, mut places, mut at) = (None, 0, 0);
        while let Some(c) = text[at..].chars().next() {
            let run = if c.is_ascii() {
                None
            } else {
                self.run(text, at)
            };
            let Some(run) = run else {
                at += c.len_utf8();
                continue;
            };
            places += 1;
            let end = run.end;
            if run.is_sure && first.is_none() {
                first = Some((at, run));
            }
            at = end;
        }
        let (at, run) = first?;
        let written = text[at..run.end].to_owned();
        let (original, repeated) = match look(&run.original) {
            Some(deeper) => {
                let before = &run.original[..deeper.at];
                (format!("{before}{}", deeper.original), true)
            }
            None => (run.original, false),
        };
        Some(Mojibake {
            at,
            written,
            original,
            read_as: self.encoding.name(),
            was: "UTF-8",
            repeated,
            places,
        })
    }
}

/// How many characters of a foreign script in a row are no chance.
const ENOUGH_FOREIGN: usize = 3;
