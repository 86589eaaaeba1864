//! Whole RTF files, from bytes to turns.

use crate::transcript::Transcript;
use crate::transcript::read::{ReadError, ReadOptions, read};

fn try_rtf(bytes: impl AsRef<[u8]>, options: &ReadOptions) -> Result<Transcript, ReadError> {
    read("t", "t.rtf", bytes.as_ref().to_vec(), options)
}

fn rtf(body: impl AsRef<[u8]>) -> Transcript {
    let mut bytes = b"{\\rtf1\\ansi\\ansicpg1252\\deff0".to_vec();
    bytes.extend_from_slice(body.as_ref());
    bytes.push(b'}');
    try_rtf(bytes, &ReadOptions::default()).unwrap()
}

/// The reading text.
fn text(body: impl AsRef<[u8]>) -> String {
    rtf(body).source.text().to_owned()
}

fn left_out(transcript: &Transcript) -> Vec<(&str, usize, &str)> {
    let all = transcript.reading.left_out.iter();
    all.map(|left| (left.what.as_ref(), left.count, left.example.as_str()))
        .collect()
}

#[test]
fn bold_labels_quotes_and_breaks_are_read() {
    let transcript = rtf(
        "{\\fonttbl{\\f0\\fswiss Arial;}}{\\colortbl;\\red0\\green0\\blue0;}\n\
         \\pard {\\b Interviewer:} Where did you \\line live then?\\par\n\
         {\\b Ada:\\b0  By the sea\\rquote s edge \\emdash  she\\'92d gone\\~there.}\\par\n",
    );
    assert_eq!(
        transcript.source.text(),
        "Interviewer: Where did you\nlive then?\n\nAda: By the sea’s edge — she’d gone\u{A0}there."
    );
    assert_eq!(transcript.speakers.len(), 2);
    assert_eq!(transcript.reading.encoding, "windows-1252");
    assert!(transcript.reading.warnings.is_empty());
}

#[test]
fn a_unicode_character_takes_the_place_of_what_follows_it() {
    assert_eq!(
        text(
            "\\uc1 \\u8364?5 \\u-10179?\\u-8704? \\uc2\\u233\\'c3\\'a9 \\uc0\\u252 ber {\\uc3\\u65 xyz}b\\u66 c"
        ),
        "€5 😀 é über AbBc"
    );
    assert_eq!(
        text("a\\u55357 x b"),
        "a b",
        "half of a pair is no character"
    );
    assert_eq!(text("\\u8220\\'93well\\u8221\\'94 \\u128512?"), "“well” 😀");
}

#[test]
fn bytes_are_of_the_font_or_of_the_code_page() {
    let fonts = "{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}{\\f2\\fcharset128 C;}{\\f3\\fcharset238 D;}{\\f4\\fcharset2 Symbol;}}";
    assert_eq!(
        text(format!(
            "{fonts}\\f0 \\'e9 \\f1 \\'e4\\'e0 {{\\f2\\'82\\'b1\\'83A}} \\f3\\'b9 {{\\f4\\'b7}} \\plain\\'e9"
        )),
        "é да こア ą • é"
    );
    let bytes =
        b"{\\rtf1\\ansi\\ansicpg1251\\deff0{\\fonttbl{\\f0 Arial;}}\\'c4\\'e0 \xC4\xE0\\par}";
    assert_eq!(
        try_rtf(bytes, &ReadOptions::default())
            .unwrap()
            .source
            .text(),
        "Да Да"
    );
    assert_eq!(
        try_rtf(b"{\\rtf1\\mac \\'8e\\par}", &ReadOptions::default())
            .unwrap()
            .source
            .text(),
        "é"
    );
}

#[test]
fn an_asked_encoding_is_used_whatever_the_file_says() {
    let options = ReadOptions {
        encoding: Some("windows-1251".parse().unwrap()),
        ..ReadOptions::default()
    };
    let bytes = b"{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}}\\pard\\f0\\'c4\\'e0\\par}";
    let transcript = try_rtf(bytes, &options).unwrap();
    assert_eq!(
        (
            transcript.source.text(),
            transcript.reading.encoding.as_str()
        ),
        ("Да", "windows-1251")
    );
}

#[test]
fn what_is_no_speech_is_left_out_and_counted() {
    let transcript = rtf(
        "{\\info{\\author Nobody}}{\\header Study 7, page {\\field{\\*\\fldinst PAGE}{\\fldrslt 1}}\\par}\
         {\\footerf\\par}{\\*\\generator Word;}{\\*\\themedata 0ff}\
         {\\b Ann:} We went{\\super\\chftn}{\\footnote\\pard\\plain {\\super\\chftn} To the fair.} early\
         {\\*\\atnid AB}{\\*\\atnauthor Boss}{\\*\\annotation{\\*\\atndate 1}Ask again.} {\\deleted and }{\\deleted late }{\\v secret}home\
         {\\pict\\wmetafile8 0102ffab}{\\field{\\*\\fldinst HYPERLINK \"http://x\"}{\\fldrslt there}}.\\par\
         {\\pntext 1.\\tab}{\\b Bo:} Yes.\\par",
    );
    assert_eq!(
        transcript.source.text(),
        "Ann: We went early homethere.\n\nBo: Yes."
    );
    assert_eq!(
        left_out(&transcript),
        [
            ("headers and footers", 1, "Study 7, page 1"),
            ("footnotes", 1, "To the fair."),
            ("comments", 1, "Ask again."),
            ("passages deleted with tracked changes", 1, "and late"),
            ("hidden passages", 1, "secret"),
            ("numbers of lists", 1, "1."),
        ]
    );
}

#[test]
fn rows_of_a_table_are_utterances() {
    let row = |speaker: &str, words: &str| {
        format!("\\trowd\\cellx2000\\cellx9000\\pard\\intbl {speaker}\\cell {words}\\cell\\row")
    };
    let table = [
        row("Speaker", "Text"),
        row("Ines", "Where was it?"),
        row("Ole", "Up north.\\par Far up."),
        row(
            "Ines",
            "{\\*\\nesttableprops\\trowd\\nestrow}I see.{\\nonesttables\\par}",
        ),
    ];
    let transcript = rtf(format!(
        "\\pard Before.\\par{}\\pard After.\\par",
        table.concat()
    ));
    assert!(
        transcript
            .source
            .text()
            .contains("Ines: Where was it?\n\nOle: Up north.\nFar up.\n\nInes: I see."),
        "{}",
        transcript.source.text()
    );
    assert_eq!(transcript.speakers.len(), 2);
}

#[test]
fn headings_are_known_by_the_names_of_their_styles() {
    let transcript = rtf(
        "{\\stylesheet{\\ql Normal;}{\\s1\\b heading 1;}{\\s15 Quote;}}\
         \\pard {\\b Ann:} Tell me.\\par\\pard\\s1 Childhood\\par\\pard {\\b Bo:} Well.\\par\\pard\\s15 {\\b Ann:} Go on.\\par",
    );
    assert!(
        left_out(&transcript).contains(&("headings", 1, "Childhood")),
        "{:?}",
        left_out(&transcript)
    );
    assert_eq!(transcript.turns.len(), 3);
}

#[test]
fn a_text_box_does_not_cut_the_paragraph_around_it() {
    let shape = "{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn shapeType}{\\sv 202}}{\\shptxt \\pard In the box.\\par}}{\\shprslt{\\*\\do twice}}}";
    assert_eq!(
        text(format!("Ann: Before {shape}and after.\\par")),
        "In the box.\n\nAnn: Before and after."
    );
}

#[test]
fn mail_that_was_wrapped_is_read_as_it_would_be_shown() {
    let mail = "\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Ann: Hello.\\htmlrtf\\par}\\htmlrtf0 {\\*\\htmltag72 </p>}";
    assert_eq!(text(mail), "Ann: Hello.");
}

#[test]
fn bytes_of_pictures_are_passed_over() {
    let mut body = b"Ann: One {\\pict\\bin4 ".to_vec();
    body.extend_from_slice(b"}}{\\");
    body.extend_from_slice(b"}two.\\par");
    assert_eq!(text(body), "Ann: One two.");
}

#[test]
fn of_a_file_that_breaks_off_the_start_is_read_and_the_end_missed() {
    let transcript = try_rtf(
        "{\\rtf1\\ansi {\\b Ann:} One.\\par {\\b Bo:} Two and",
        &ReadOptions::default(),
    )
    .unwrap();
    assert_eq!(transcript.source.text(), "Ann: One.\n\nBo: Two and");
    let [warning] = transcript.reading.warnings.as_slice() else {
        panic!("{:?}", transcript.reading.warnings);
    };
    assert_eq!(warning.rule, "damaged-document");
    let whole =
        "{\\rtf1\\ansi{\\fonttbl{\\f0 A;}}{\\b Ann:} \\'e9\\u8364?\\par{\\trowd\\cell\\row}}";
    for end in 0..whole.len() {
        try_rtf(&whole[..end], &ReadOptions::default()).ok();
    }
}

#[test]
fn any_depth_of_groups_is_read() {
    let deep = format!(
        "{{\\rtf1 {}Ann: Deep.{}\\par}}",
        "{\\b ".repeat(200_000),
        "}".repeat(200_000)
    );
    assert_eq!(
        try_rtf(deep, &ReadOptions::default())
            .unwrap()
            .source
            .text(),
        "Ann: Deep."
    );
}

#[test]
fn the_content_decides_whatever_the_ending_says() {
    let named = |name: &str, bytes: &[u8]| read("t", name, bytes.to_vec(), &ReadOptions::default());
    assert_eq!(
        named("t.doc", b"{\\rtf1 Ann: Hi.\\par}")
            .unwrap()
            .source
            .text(),
        "Ann: Hi."
    );
    assert_eq!(
        named("t.rtf", b"Ann: Hi.\n").unwrap().source.text(),
        "Ann: Hi.\n"
    );
    assert!(matches!(
        named("t.rtf", b"{\\rtf1 \\par}"),
        Err(ReadError::Empty { .. })
    ));
}

#[test]
fn what_stands_behind_a_brace_too_many_is_read_and_told() {
    let transcript =
        rtf("\\ansicpg1250 Ann: So?\\par {\\b Bo:}} Yes\\'ea.\\par Ann: Why?\\par Bo: Well.\\par ");
    assert_eq!(
        transcript.source.text(),
        "Ann: So?\n\nBo: Yesę.\n\nAnn: Why?\n\nBo: Well."
    );
    let [warning] = &transcript.reading.warnings[..] else {
        panic!("{:?}", transcript.reading.warnings);
    };
    assert_eq!(warning.rule, "damaged-document");
    assert!(warning.message.contains("a brace too many"), "{warning:?}");
    // Blanks and further braces say nothing.
    let bytes = b"{\\rtf1 Ann: So?\\par Bo: Yes.\\par}}\r\n\0\x1A";
    let blank = try_rtf(bytes, &ReadOptions::default()).unwrap();
    assert!(
        !blank
            .reading
            .warnings
            .iter()
            .any(|it| it.rule == "damaged-document")
    );
}

#[test]
fn a_control_word_is_one_character_of_what_stands_for_another_and_a_brace_ends_it() {
    assert_eq!(
        text("\\uc2 \\u233\\'65?x {\\uc3\\u8364 a}b \\uc1\\u8364\\emdash c"),
        "éx €b €c"
    );
}
