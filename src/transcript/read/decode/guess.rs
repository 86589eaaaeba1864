//! What bytes are that are neither UTF-8 nor marked: an encoding of one country, or of an old Mac.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1250, WINDOWS_1252};

/// Guesses an encoding from bytes that are not UTF-8.
pub(super) fn guess(bytes: &[u8]) -> &'static Encoding {
    if says_nothing(bytes) {
        return WINDOWS_1252;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    if encoding.is_single_byte() && is_of_a_mac(bytes) {
        return MACINTOSH;
    }
    encoding
}

/// Whether there are more control characters than in any text.
pub(super) fn has_controls(bytes: &[u8]) -> bool {
    let controls = bytes
        .iter()
        .filter(|byte| matches!(byte, 0x01..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F))
        .count();
    controls * 50 > bytes.len()
}

/// Whether there are only quotes, dashes and amounts (`£50`), which tell of no language. The detector would take a pound
/// before a number for the Polish letter that has the same byte.
fn says_nothing(bytes: &[u8]) -> bool {
    let odd = bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| !byte.is_ascii());
    let mut letters = odd.filter(|(at, byte)| {
        let is_pound = **byte == 0xA3 && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        !is_pound && (is_letter(WINDOWS_1252, **byte) || is_letter(WINDOWS_1250, **byte))
    });
    letters.next().is_none()
}

fn is_letter(encoding: &'static Encoding, byte: u8) -> bool {
    let text = encoding.decode_without_bom_handling(&[byte]).0.into_owned();
    // A byte without a character is no quote.
    text.chars().any(|c| c.is_alphabetic() || c.is_control())
}

/// Whether more bytes stand inside words that are letters and apostrophes on an old Mac than letters on Windows.
fn is_of_a_mac(bytes: &[u8]) -> bool {
    let (mut mac, mut windows) = (0_usize, 0_usize);
    for three in bytes.windows(3) {
        let &[before, byte, after] = three else {
            continue;
        };
        if !before.is_ascii_alphabetic() || !after.is_ascii_lowercase() {
            continue;
        }
        match byte {
            // Quotes, dashes and letters inside words on Windows as well.
            0x91..=0x97 | 0x99 | 0x9A | 0x9C | 0x9E => {}
            0x87..=0x9F | 0xD5 => mac += 1,
            0xDF..=0xF6 | 0xF8..=0xFF => windows += 1,
            _ => {}
        }
    }
    mac > windows
}

#[cfg(test)]
mod tests {
    use encoding_rs::{
        BIG5, EUC_JP, EUC_KR, GBK, ISO_8859_2, KOI8_U, SHIFT_JIS, WINDOWS_874, WINDOWS_1251,
        WINDOWS_1253, WINDOWS_1255,
    };

    use super::*;

    #[test]
    fn a_sentence_is_enough() {
        for (encoding, text) in [
            (WINDOWS_1252, "P1: I went to a café.\n"),
            (WINDOWS_1252, "P1: It’s fine.\n"),
            (WINDOWS_1252, "P1: “Well,” she said – no…\n"),
            (WINDOWS_1252, "P1: Où?\n"),
            (WINDOWS_1252, "P1: Straße, größer, müde\n"),
            (WINDOWS_1252, "P1: £50 a week.\n"),
            (WINDOWS_1252, "P1: 37°C, 50€.\n"),
            (WINDOWS_1250, "P1: Mów głośniej.\n"),
            (WINDOWS_1250, "P1: Dobrý den, příště.\n"),
            (ISO_8859_2, "P1: Mów głośniej, śmiało.\n"),
            (WINDOWS_1251, "П1: Да, конечно.\n"),
            (KOI8_U, "П1: Да, конечно.\n"),
            (WINDOWS_1253, "Ναι, βέβαια.\n"),
            (WINDOWS_1255, "כן, בטח\n"),
            (WINDOWS_874, "ครับ ใช่\n"),
            (SHIFT_JIS, "P1: はい、そうです。\n"),
            (EUC_JP, "P1: はい、そうです。\n"),
            (GBK, "P1: 是的,我同意。\n"),
            (BIG5, "P1: 是的,我同意。\n"),
            (EUC_KR, "P1: 네, 그렇습니다.\n"),
            (MACINTOSH, "P1: I don’t know, it’s a café.\n"),
            (MACINTOSH, "P1: Il a déjà été là où c’était.\n"),
        ] {
            let bytes = encoding.encode(text).0;
            let guessed = guess(&bytes);
            let read = guessed.decode_without_bom_handling(&bytes).0;
            assert_eq!(read, text, "{} for {}", guessed.name(), encoding.name());
        }
    }
}
