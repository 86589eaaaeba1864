use encoding_rs::{Encoding, WINDOWS_1251};

use super::*;

/// A text in UTF-8 that is read in another encoding.
fn misread(text: &str, encoding: &'static Encoding) -> String {
    encoding
        .decode_without_bom_handling(text.as_bytes())
        .0
        .into_owned()
}

fn found(text: &str) -> Option<(String, String, usize)> {
    look(text).map(|it| (it.written, it.original, it.places))
}

fn same(written: &str, original: &str, places: usize) -> (String, String, usize) {
    (written.to_owned(), original.to_owned(), places)
}

#[test]
fn one_character_that_was_another_is_enough() {
    for (written, original) in [
        ("I donâ€™t know.", "’"),
        ("I donâ\u{80}\u{99}t know.", "’"),
        ("It was Â£50.", "£"),
        ("Yes.Â\u{A0} And then?", "\u{A0}"),
        ("The cafÃ© there.", "é"),
        ("VoilÃ\u{A0} tout.", "à"),
        ("Ã‰tat", "É"),
        ("niÃ±o", "ñ"),
        ("perÃ² no", "ò"),
        ("ï»¿Int: So?", "\u{FEFF}"),
        ("ðŸ˜€", "😀"),
        ("20 â‚¬", "€"),
        ("e\u{CC}\u{81}tat cafeÌ\u{81}", "\u{301}"),
        ("caf√©", "é"),
        ("I don‚Äôt know.", "’"),
        ("cafĂ©", "é"),
        ("gĹ‚os", "ł"),
        ("I donвЂ™t know.", "’"),
    ] {
        let told = look(written).unwrap_or_else(|| panic!("{written} is not found"));
        assert_eq!(told.original, original, "{written}");
    }
}

#[test]
fn the_first_place_and_the_number_of_all_are_told() {
    let text = "It’s a cafÃ©, the other cafÃ©, lÃ\u{A0}-bas.";
    let told = look(text).unwrap();
    assert_eq!(text[told.at..].chars().next(), Some('Ã'));
    assert_eq!((told.places, told.read_as), (3, "windows-1252"));
}

#[test]
fn what_happened_twice_is_read_back_twice() {
    let twice = misread(&misread("I don’t know.", WINDOWS_1252), WINDOWS_1252);
    assert_eq!(found(&twice), Some(same("Ã¢â‚¬â„¢", "’", 1)));
    assert!(look(&twice).unwrap().repeated);
}

#[test]
fn every_script_is_found_where_all_of_it_was_misread() {
    for text in [
        "Я думаю, что это важно.",
        "Το νόμισα σημαντικό.",
        "זה היה חשוב לי.",
        "كان هذا مهما.",
        "これは大切です。",
        "我觉得很重要。",
        "나는 중요하다고 생각했다.",
        "मुझे यह ज़रूरी लगा।",
        "ฉันคิดว่าสำคัญ",
        "Tôi nghĩ điều đó quan trọng.",
        "Myślałem, że to ważne.",
        "Bu çok önemliydi, değil mi?",
        "Das wäre größer gewesen.",
    ] {
        let told = look(&misread(text, WINDOWS_1252));
        assert!(told.is_some(), "{text}");
    }
    for text in [
        "Das wäre größer gewesen.",
        "I don’t know – “well”.",
        "Ça a été là.",
    ] {
        let told = look(&misread(text, MACINTOSH)).unwrap();
        assert_eq!(told.read_as, "macintosh", "{text}");
    }
    let told = look(&misread("«Я думаю» — сказал он.", WINDOWS_1251)).unwrap();
    assert_eq!(told.read_as, "windows-1251");
}

#[test]
fn honest_texts_are_left_alone() {
    for text in [
        "« Là ? » dit-elle… « Voilà\u{A0}! » Le café\u{A0}» et l’été\u{A0}: « É… » DÉJÀ\u{A0}? L’ÂGE\u{A0}»",
        "Il dit « café\u{A0}»… puis « là\u{A0}»… à 20\u{A0}€, côté²\u{A0}», n°\u{A0}5, œuvre, Où\u{A0}?",
        "„Spaß“, sagte er… „groß“ – Straße“, MENÜ“ JÄ… ‚Äußerung‘ ‚Ähm…‘ ‚Ä, Ö und Ü‘ Maß… weiß–",
        "NÃO! AMANHÃ… AMANHÃ” IRMÃ’ MAÇû AMANHÃ—disse ele — «manhã» não… está»… olá”…",
        "Tôi nghĩ… “Ồ! Ã…” ĐƯỜNG ĐÂU Â… ‘đấy’… «ừ» ế… ă… Ắ”",
        "Mów głośniej… „Łódź” – ŁÓDŹ” ÓŚ… „Źle”, mówił. Ćma, Ń…",
        "Příliš žluťoučký kůň… „ČÁST“ DĹŽKA VĹŠ Dĺžka vŕba… Ä” MÄSO ‚Ľúbim‘",
        "På gården: GÅ… SÅ” Å… Ä… Ö… 5 Å² IKEÄ™ BLÅ– ÆÆ\u{A0}Ø…",
        "Ăştia nu ştiu. ĂŞTIA! SĂ… urâ… urâ…” Î… coborî… ÎN",
        "¿Qué? «está»… ESPAÑ… Ñ… ¡Sí!… años ½ 3º 2ª",
        "Що? Різне, рік, РІЗНЕ, Сіль… „Він“ – РІС, СІРІ, ДОВІДКА. В’ять",
        "Это «важно»… Ёлка – РЁВ, С… ВЂ. вЧера",
        "Ђорђе је рекао: „Ђ… Љубав“ и ВЂ",
        "Õnne! õhtu… NÕU JÕUD’ Õ",
        "2√3 √π ≈ 1,77 und √µ, n≈5 ‚ok‘",
        "これは…「大切」です。我觉得……很重要。나는…",
        "naïve, Zoë… coöperate™ Nestlé®… piñata’s café’s “é”…",
    ] {
        assert_eq!(found(text), None, "{text}");
    }
}

#[test]
fn an_apostrophe_of_an_old_mac_is_found_inside_words_alone() {
    assert_eq!(found("IÕm here. I donÕt."), Some(same("Õ", "’", 2)));
    assert_eq!(found("NÕUD Õhtu õ"), None);
}

#[test]
fn a_long_run_that_is_not_sure_is_looked_at_once() {
    assert_eq!(found(&"Å…".repeat(100_000)), None);
    assert_eq!(found(&"Ñ…".repeat(2)), None);
}
