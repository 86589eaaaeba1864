//! Whether a text that is not Unicode was rightly taken for Windows-1252.
//!
//! Spreadsheets of western Europe write that, and reading it is no loss. Other encodings give other letters for the same
//! bytes, and what people wrote would be written back with wrong ones.

/// Whether a text that was decoded as Windows-1252 has what no language is written with there.
pub(super) fn is_doubtful(text: &str) -> bool {
    // In Windows-1252 hardly anything is written with these; their bytes are letters in DOS and Mac encodings.
    let is_rare = |c: char| c.is_control() && !c.is_ascii() || "‚ƒ†‡ˆ‰‹›˜ŠšŽžŸ".contains(c);
    let chars: Vec<char> = text.chars().collect();
    if chars.iter().copied().any(is_rare) {
        return true;
    }
    let inside = chars.windows(3).any(|three| {
        let [before, c, after] = three else {
            return false;
        };
        let is_between = before.is_lowercase() && after.is_lowercase();
        // `don’t` and `a–b` are written so; a letter of another encoding looks like a sign or a capital inside a word.
        let is_sign = !c.is_ascii() && !c.is_lowercase() && !"’‘–—…·\u{ad}".contains(*c);
        is_between && is_sign
    });
    let mut words = text.split(|c: char| !c.is_alphabetic());
    inside || words.any(|word| word.chars().count() > 3 && word.chars().all(|c| !c.is_ascii()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_other_encodings_are_doubted() {
        let decoded = |bytes: &[u8]| encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned();
        for sound in [
            "Zo\u{eb} a dit: «\u{a0}où\u{a0}» – l’œuvre",
            "„größer“, £5, 20 °C, don’t, É.",
        ] {
            let bytes = encoding_rs::WINDOWS_1252.encode(sound).0;
            assert!(!is_doubtful(&decoded(&bytes)), "{sound}");
        }
        for (bytes, why) in [
            (&b"caf\x82"[..], "code page 437"),
            (b"k\x94nnen", "code page 437"),
            (b"caf\x8E", "Mac"),
            (b"don\xD5t", "Mac"),
            (b"\xCF\xF0\xE8\xE2\xE5\xF2", "Windows-1251"),
            (b"mog\xB9c", "Windows-1250"),
        ] {
            assert!(is_doubtful(&decoded(bytes)), "{why}");
        }
    }
}
