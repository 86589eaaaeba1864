use proptest::prelude::*;

use super::*;

fn asked(name: &str) -> Encoding {
    name.parse().unwrap()
}

fn plain(bytes: &[u8], encoding: Option<Encoding>) -> Result<Decoded, ReadError> {
    decode("t.txt", bytes.to_vec(), encoding, Kindred::Plain)
}

fn decoded(bytes: &[u8]) -> (String, String) {
    let decoded = plain(bytes, None).unwrap();
    (decoded.text, decoded.encoding)
}

/// What a person is told of a file, each with its rule.
fn told(bytes: &[u8], encoding: Option<Encoding>, kindred: Kindred) -> Vec<String> {
    let options = ReadOptions {
        encoding,
        ..ReadOptions::default()
    };
    let format = (Format::Text, kindred);
    let (_, reading) = begin("t.txt", bytes.to_vec(), &options, format).unwrap();
    let warnings = reading.warnings.iter();
    warnings
        .map(|it| {
            let at = it.place.position().unwrap();
            format!("{}:{} {}: {}", at.line, at.column, it.rule, it.message)
        })
        .collect()
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

fn utf32(text: &str, unit: fn(u32) -> [u8; 4]) -> Vec<u8> {
    text.chars().flat_map(|c| unit(u32::from(c))).collect()
}

/// A text in every encoding of Unicode.
fn unicode(text: &str) -> [(&'static str, Vec<u8>); 5] {
    [
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-16LE", utf16(text, u16::to_le_bytes)),
        ("UTF-16BE", utf16(text, u16::to_be_bytes)),
        ("UTF-32LE", utf32(text, u32::to_le_bytes)),
        ("UTF-32BE", utf32(text, u32::to_be_bytes)),
    ]
}

#[test]
fn every_unicode_encoding_is_found_with_and_without_its_mark() {
    let text = "P1: Só, “well”.\n";
    for (encoding, bytes) in unicode(text) {
        let how = if encoding == "UTF-8" {
            ""
        } else {
            " (guessed)"
        };
        let expected = (text.to_owned(), format!("{encoding}{how}"));
        assert_eq!(decoded(&bytes), expected);
    }
    for (encoding, bytes) in unicode(&format!("\u{FEFF}{text}")) {
        let expected = (text.to_owned(), format!("{encoding} (BOM)"));
        assert_eq!(decoded(&bytes), expected);
    }
}

#[test]
fn a_name_without_an_order_takes_it_from_the_mark_or_the_bytes() {
    for text in ["P1: Só.\n", "\u{FEFF}P1: Só.\n"] {
        for (encoding, bytes) in &unicode(text)[1..] {
            let name = &encoding[..6];
            let decoded = plain(bytes, Some(asked(name))).unwrap();
            assert_eq!(decoded.text, "P1: Só.\n", "{encoding}");
            assert_eq!(decoded.encoding, *encoding);
        }
    }
}

#[test]
fn an_encoding_of_one_country_is_guessed_and_doubted() {
    let bytes = b"P1: Je suis \xE0 Paris, o\xF9 j\x92ai v\xE9cu.\n";
    assert_eq!(
        decoded(bytes),
        (
            "P1: Je suis à Paris, où j’ai vécu.\n".to_owned(),
            "windows-1252 (guessed)".to_owned()
        )
    );
    assert_eq!(
        told(b"P1: The caf\xE9, then.\n", None, Kindred::Plain),
        [
            "1:12 guessed-encoding: the file does not say its encoding, which was guessed from 1 character to be \
             windows-1252: the word there reads `café`"
        ]
    );
}

#[test]
fn one_bad_byte_does_not_spoil_a_utf8_file() {
    let mut bytes = "é".repeat(40).into_bytes();
    bytes.push(0xFF);
    let decoded = plain(&bytes, None).unwrap();
    assert!(decoded.text.starts_with("éé") && decoded.text.ends_with('\u{FFFD}'));
    let lost = Doubt::Lost {
        at: 80,
        characters: 1,
    };
    assert_eq!(decoded.doubts, [lost]);
}

#[test]
fn characters_that_were_lost_before_are_told() {
    let text = "P1: Je suis \u{FFFD} Paris, o\u{FFFD}?";
    assert_eq!(
        told(text.as_bytes(), None, Kindred::Plain),
        [
            "1:13 unreadable-characters: 2 characters of this file were lost before it was saved, and \u{FFFD} stands \
             there"
        ]
    );
}

#[test]
fn many_nuls_mean_that_it_is_no_text() {
    let binary = Err(ReadError::Binary {
        name: "t.txt".into(),
    });
    assert_eq!(plain(b"ab\0\0c\0d\0\0\0\x01", None), binary);
    let header = b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3E\0\x01\0\0\0\x50\x10\0\0";
    assert_eq!(plain(header, None), binary);
    assert_eq!(plain(header, Some(asked("windows-1252"))), binary);
}

#[test]
fn a_few_nuls_in_a_text_are_counted_and_the_text_is_read() {
    let bytes = b"P1: They tru\0st me.\nInt: And?\nP1: Yes.\n\0\0\0\0\0\0\0\0\0\0\0\0";
    assert_eq!(
        decoded(bytes).0,
        "P1: They tru\u{FFFD}st me.\nInt: And?\nP1: Yes.\n\u{FFFD}"
    );
    assert_eq!(
        told(bytes, None, Kindred::Plain),
        [
            "1:13 unreadable-characters: NUL bytes, which no text has, stand in 2 places; \u{FFFD} stands there"
        ]
    );
}

#[test]
fn a_doubt_behind_a_nul_is_told_at_its_place() {
    let text = "Ann: So it was all the time.\n".repeat(4);
    let bytes = [text.as_bytes(), b"\0Bo: caf\xE9 then.\n"].concat();
    let told = told(&bytes, None, Kindred::Plain);
    assert!(
        told.iter()
            .any(|it| it.contains("the word there reads `café`")),
        "{told:?}"
    );
    assert!(told[0].starts_with("5:9 guessed-encoding"), "{told:?}");
}

#[test]
fn an_asked_encoding_is_used_or_refused() {
    assert_eq!(plain(b"\xE9", Some(asked("latin1"))).unwrap().text, "é");
    assert!(matches!(
        plain(b"\xFF", Some(asked("utf-8"))),
        Err(ReadError::Undecodable { .. })
    ));
}

#[test]
fn a_wrong_encoding_that_is_asked_for_is_noticed() {
    let bytes = "P1: I don’t know.\n".as_bytes();
    let [told] = &told(bytes, Some(asked("windows-1252")), Kindred::Plain)[..] else {
        panic!("one warning");
    };
    assert!(
        told.starts_with("1:10 mojibake: `â€™` is probably `’`"),
        "{told}"
    );
}

#[test]
fn what_a_page_declares_is_honoured_unless_its_bytes_say_otherwise() {
    let markup = |bytes: &[u8]| {
        let decoded = decode("a.html", bytes.to_vec(), None, Kindred::Markup).unwrap();
        (decoded.encoding, told(bytes, None, Kindred::Markup))
    };
    let doubt = |declared: &str, encoding: &str, word: &str| {
        format!(
            "guessed-encoding: the file says that it is {declared}, which its bytes are not; it was read as {encoding}, \
             in which the first word that depends on it reads `{word}`"
        )
    };
    let polish = b"<meta charset=iso-8859-2><p>m\xF3w g\xB3o\xB6niej";
    assert_eq!(markup(polish), ("ISO-8859-2 (declared)".to_owned(), vec![]));
    for (page, encoding, declared, word) in [
        (
            &b"\xEF\xBB\xBF<meta charset=latin1><p> caf\xC3\xA9"[..],
            "UTF-8 (BOM)",
            "windows-1252",
            "café",
        ),
        (
            b"<meta charset=latin1><p> caf\xC3\xA9",
            "UTF-8",
            "windows-1252",
            "café",
        ),
        (
            b"<meta charset=utf-8><p> caf\xE9 l\xE0",
            "windows-1252 (guessed)",
            "UTF-8",
            "café",
        ),
        (
            b"<meta charset=shift_jis><p> caf\xE9 l\xE0",
            "windows-1252 (guessed)",
            "Shift_JIS",
            "café",
        ),
    ] {
        let (read_as, told) = markup(page);
        assert_eq!(read_as, encoding);
        let plain = encoding.split(' ').next().unwrap();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].ends_with(&doubt(declared, plain, word)), "{told:?}");
    }
    let ascii = b"<meta charset=latin1><p>well";
    assert_eq!(markup(ascii).1, Vec::<String>::new());
}

proptest! {
    #[test]
    fn every_text_comes_back_from_each_encoding_with_a_mark(text in "[^\0\u{FEFF}][^\0]{0,40}") {
        for (encoding, bytes) in unicode(&format!("\u{FEFF}{text}")) {
            prop_assert_eq!(decoded(&bytes), (text.clone(), format!("{encoding} (BOM)")));
        }
    }

    #[test]
    fn what_an_encoding_can_write_comes_back_from_it(text in "[ -~À-ÿŁłąćжЖωה。か好국]{1,40}") {
        for name in ["windows-1252", "iso-8859-2", "macintosh", "koi8-u", "shift_jis", "gb18030", "euc-kr", "big5"] {
            let encoding = asked(name);
            let Encoding(Kind::Standard(standard)) = encoding else {
                panic!("{name} is of the standard");
            };
            let (bytes, _, is_lossy) = standard.encode(&text);
            if !is_lossy {
                prop_assert_eq!(plain(&bytes, Some(encoding)).unwrap().text, text.clone());
            }
        }
    }

    #[test]
    fn any_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..80), which in 0_usize..6) {
        let names = [None, Some(asked("utf-16")), Some(asked("utf-32")), Some(asked("shift_jis")), Some(asked("latin1")), Some(asked("utf-8"))];
        for kindred in [Kindred::Plain, Kindred::Markup] {
            let options = ReadOptions { encoding: names[which], ..ReadOptions::default() };
            if let Ok((source, _)) = begin("t.txt", bytes.clone(), &options, (Format::Text, kindred)) {
                prop_assert!(!source.text().contains('\0'));
            }
        }
    }

    #[test]
    fn any_characters_that_were_misread_are_looked_at(text in "[a-zA-Z ÂÃÄÅâäéð€™œž“”…‚√≈ĂĹвРЂ\u{80}-\u{BF}]{0,40}") {
        if let Some(found) = mojibake::look(&text) {
            prop_assert!(text[found.at..].starts_with(&found.written));
        }
    }
}
