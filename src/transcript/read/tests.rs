//! Whole files of every format, made by hand or at random.

use std::io::{Cursor, Write};

use proptest::prelude::*;

use super::{ReadError, ReadOptions, read};
use crate::diagnostic::Place;
use crate::transcript::{Format, LabelStyle, Transcript};

mod chats;
mod dashes;
mod docx;
mod odt;
mod tables;
mod xlsx;

fn transcript(name: &str, bytes: impl Into<Vec<u8>>) -> Transcript {
    read("t", name, bytes.into(), &ReadOptions::default()).unwrap()
}

fn error(name: &str, bytes: impl Into<Vec<u8>>) -> ReadError {
    read("t", name, bytes.into(), &ReadOptions::default()).unwrap_err()
}

/// Each turn as `label|utterances|paragraphs joined by /`.
fn turns(transcript: &Transcript) -> Vec<String> {
    let turns = transcript.turns.iter().map(|turn| {
        let words = transcript
            .paragraphs_of(turn)
            .iter()
            .map(|paragraph| transcript.source.slice(paragraph.span));
        let words: Vec<&str> = words.collect();
        format!(
            "{}|{}|{}",
            transcript.label(turn).unwrap_or("-"),
            turn.utterances,
            words.join(" / ")
        )
    });
    turns.collect()
}

fn rules(transcript: &Transcript) -> Vec<&'static str> {
    transcript
        .reading
        .warnings
        .iter()
        .map(|warning| warning.rule)
        .collect()
}

/// A Word document with this body.
fn docx(body: &str) -> Vec<u8> {
    let xml = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w" xmlns:mc="mc"><w:body>{body}</w:body></w:document>"#
    );
    zipped("word/document.xml", xml.as_bytes())
}

fn zipped(name: &str, content: &[u8]) -> Vec<u8> {
    archive(&[(name, content)])
}

/// An archive with these texts in it.
fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, text)| (*name, text.as_bytes()))
        .collect();
    archive(&parts)
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        // What announces the format stands in an archive as it is.
        let method = match *name {
            "mimetype" => zip::CompressionMethod::Stored,
            _ => zip::CompressionMethod::Deflated,
        };
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        archive.start_file(*name, options).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn words_under_times_that_cannot_be_read_are_kept_and_told() {
    let text = "WEBVTT\n\n00:99 --> xx\n<v Bo>hello there</v>\n\n00:00:01.000 --> 00:00:02.000\n<v Ann>I am here</v>\n";
    let transcript = super::read(
        "t",
        "t.vtt",
        text.as_bytes().to_vec(),
        &ReadOptions::default(),
    )
    .unwrap();
    assert_eq!(transcript.speakers, ["Bo", "Ann"]);
    assert_eq!(
        transcript.source.slice(transcript.paragraphs[0].span),
        "hello there"
    );
    assert_eq!(transcript.reading.warnings.len(), 1);
    assert_eq!(
        transcript.reading.warnings[0]
            .place
            .position()
            .unwrap()
            .line,
        3
    );
}

#[test]
fn plain_text_is_its_own_source_without_a_byte_order_mark() {
    let transcript = transcript("a/b.txt", "\u{FEFF}P1: Yes.\r\nI: So?\r\n");
    assert_eq!(transcript.source.text(), "P1: Yes.\r\nI: So?\r\n");
    assert_eq!(turns(&transcript), ["P1|1|Yes.", "I|1|So?"]);
    assert_eq!(transcript.reading.encoding, "UTF-8 (BOM)");
    assert_eq!(
        (transcript.id.as_str(), transcript.source.name()),
        ("t", "a/b.txt")
    );
}

#[test]
fn front_matter_becomes_attributes() {
    let transcript = transcript(
        "t.md",
        "---\ntitle: 'A: talk'\ndate: 2022-09-27\nspeakers:\n  - 'Ann'\n  - 'Bo'\ndeep:\n  a: 1\n---\n# Talk\n\n**Ann:** Hello.\n\n**Bo:** Hi.\n\n## Part 2\n\n**Ann:** So?\n",
    );
    assert_eq!(transcript.attributes["title"], "A: talk");
    assert_eq!(transcript.attributes["speakers"], "Ann, Bo");
    assert!(!transcript.attributes.contains_key("deep"));
    assert_eq!(
        turns(&transcript),
        ["Ann|1|Hello.", "Bo|1|Hi.", "Ann|1|So?"]
    );
    assert_eq!(transcript.reading.labels.style, LabelStyle::Bold);
}

#[test]
fn voices_of_webvtt_are_speakers_and_cues_of_one_are_joined() {
    let transcript = transcript(
        "t.vtt",
        "WEBVTT - a\n\nNOTE about\nthis\n\nid-1\n00:01.000 --> 00:02.000\n<v Ann Lee>It's so</v>\n\n2\n00:00:02.000 --> 00:00:03.000\n<v Ann Lee>\ngood, Q&amp;A.</v>\n\n00:00:03.000 --> 00:00:04.000\n<v Bo>Yes.\n",
    );
    assert_eq!(turns(&transcript)[1], "Bo|1|Yes.");
    assert_eq!(
        transcript.source.text(),
        "Ann Lee: It's so\ngood, Q&A.\n\nBo: Yes."
    );
    assert_eq!(transcript.turns[1].time.unwrap().end, Some(4_000));
    let left_out = &transcript.reading.left_out[0];
    assert_eq!(left_out.what, "comments and styles");
    let passages = left_out.passages.iter();
    let passages: Vec<_> = passages.map(|it| (it.line, it.text.as_str())).collect();
    assert_eq!(passages, [(Some(3), "NOTE about this")]);
}

#[test]
fn all_that_is_left_out_is_kept_with_its_lines_up_to_a_limit() {
    let mut text = "# One\n\nInt: So?\n\nAnn: Yes.\n\n".to_owned();
    for _ in 0..1_200 {
        text += "(coughs)\n\nInt: So?\n\nAnn: Yes.\n\n";
    }
    let read = transcript("t.md", &text[..]);
    let left_out = read.reading.left_out.iter();
    let kinds: Vec<_> = left_out
        .map(|it| (it.what.as_ref(), it.count, it.passages.len()))
        .collect();
    assert_eq!(
        kinds,
        [
            ("lines before the first speaker", 1, 1),
            ("stage directions", 1_200, 1_000)
        ]
    );
    let second = &read.reading.left_out[1].passages[1];
    assert_eq!((second.line, second.text.as_str()), (Some(13), "(coughs)"));
}

#[test]
fn cues_without_a_voice_among_voices_go_on_and_are_warned_of() {
    let read = transcript(
        "t.vtt",
        "WEBVTT\n\n00:01.000 --> 00:02.000\nWelcome.\n\n00:02.000 --> 00:03.000\n<v Ann>So?\nAnd?</v>\n\n00:03.000 --> 00:04.000\nYes.\n\n00:04.000 --> 00:05.000\n<i>No.</i>\n\n00:05.000 --> 00:06.000\n<v Bo>\nWell.</v>\n",
    );
    assert_eq!(
        turns(&read),
        ["-|0|Welcome.", "Ann|1|So?\nAnd?\nYes.\nNo.", "Bo|1|Well."]
    );
    let told: Vec<(&str, usize)> = read
        .reading
        .warnings
        .iter()
        .map(|it| (it.rule, it.place.position().unwrap().line))
        .collect();
    assert_eq!(told, [("cue-without-voice", 4), ("cue-without-voice", 11)]);
    assert!(
        read.reading.warnings[1]
            .message
            .ends_with("(2 such places)")
    );
}

#[test]
fn two_voices_in_one_cue_are_no_soft_line_break() {
    let read = transcript(
        "t.vtt",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>So? <v Bo>Yes.\n\n00:02.000 --> 00:03.000\n<v Ann>Ah.\n",
    );
    assert_eq!(turns(&read), ["Ann|1|So?", "Bo|1|Yes.", "Ann|1|Ah."]);
    assert_eq!(rules(&read), [""; 0]);
}

#[test]
fn items_of_a_markdown_list_may_be_turns() {
    for bullets in [["- ", "- "], ["* ", "  + "], ["1. ", "2) "]] {
        let [ann, bo] = bullets;
        let read = transcript(
            "t.md",
            format!(
                "{ann}**Ann:** So?\n{bo}**Bo:** Two things:\n  and more.\n{ann}**Ann:** Ah.\n{bo}**Bo:** Yes.\n"
            ),
        );
        assert_eq!(
            turns(&read),
            [
                "Ann|1|So?",
                "Bo|1|Two things:\n  and more.",
                "Ann|1|Ah.",
                "Bo|1|Yes."
            ]
        );
    }
}

#[test]
fn lists_inside_speech_stay_as_they_are() {
    let read = transcript(
        "t.md",
        "**Ann:** So?\n\n**Bo:** Two:\n\n- one, 1. or\n- -2\n\n**Ann:** Ah.\n\n**Bo:** Yes.\n",
    );
    assert_eq!(turns(&read)[1], "Bo|1|Two: / - one, 1. or\n- -2");
}

#[test]
fn names_in_cues_are_speakers_and_cues_without_go_on() {
    let transcript = transcript(
        "t.vtt",
        "WEBVTT\r\n\r\n1\r\n00:00:01.000 --> 00:00:02.000\r\nAnn Lee: This is: so\r\n\r\n2\r\n00:00:02.000 --> 00:00:03.000\r\nfine.\r\n\r\n3\r\n00:00:03.000 --> 00:00:04.000\r\nBo: Yes.\r\n\r\n4\r\n00:00:04.000 --> 00:00:05.000\r\nAnn Lee: Good.\r\n\r\n5\r\n00:00:05.000 --> 00:00:06.000\r\nBo: Well.\r\n",
    );
    assert_eq!(
        turns(&transcript),
        [
            "Ann Lee|1|This is: so\nfine.",
            "Bo|1|Yes.",
            "Ann Lee|1|Good.",
            "Bo|1|Well."
        ]
    );
}

#[test]
fn bad_times_keep_the_words_and_are_warned_of_with_their_line() {
    let transcript = transcript(
        "t.vtt",
        "WEBVTT\n\n0:0:7.1 --> 0:0:8.2\nP1: One.\n\n-00:00:01.000 --> 00:xx\nP2: Two.\n\n00:00:09.000 --> 00:00:08.000\nP1: Three.\n\n00:00:01.000 --> 00:00:02.000\nP2: Four.\n",
    );
    assert_eq!(transcript.turns.len(), 4);
    let lines: Vec<usize> = transcript
        .reading
        .warnings
        .iter()
        .map(|warning| warning.place.position().unwrap().line)
        .collect();
    assert_eq!(lines, [6, 9, 12]);
    assert!(matches!(
        transcript.reading.warnings[0].place,
        Place::Line(..)
    ));
}

#[test]
fn subrip_is_read_without_numbers_and_without_blank_lines() {
    let transcript = transcript(
        "t.srt",
        "1\n00:00:01,000 --> 00:00:02,000\nAnn: One\n2\n00:00:02.000 --> 00:00:03.000\n<i>and</i> {\\an8}two.\n\n00:00:03,000 --> 00:00:04,000\nBo: Three.\n\n00:00:04,000 --> 00:00:05,000\nAnn: Four.\n\n00:00:05,000 --> 00:00:06,000\nBo: Five.\n",
    );
    assert_eq!(turns(&transcript)[0], "Ann|1|One\nand two.");
    assert_eq!(transcript.turns.len(), 4);
}

#[test]
fn subtitles_without_times_are_refused_and_whole_seconds_warned_of() {
    assert!(matches!(
        error("t.srt", "Hello.\n"),
        ReadError::NoCues { .. }
    ));
    assert!(matches!(
        error("t.vtt", "WEBVTT\n"),
        ReadError::NoCues { .. }
    ));
    assert!(
        rules(&transcript("t.srt", "1\n00:00:01 --> 00:00:02\nHello.\n"))
            .contains(&"doubtful-times")
    );
}

#[test]
fn a_table_has_columns_of_speakers_and_words() {
    let transcript = transcript(
        "t.csv",
        "time;Speaker;text\n0:01;RA:;\"Well, &#8212; so\nit is\"\n;;And more.\n0:09;P1;Yes.\n0:12;ra;Good.\n",
    );
    assert_eq!(
        turns(&transcript),
        [
            "RA|1|Well, — so\nit is / And more.",
            "P1|1|Yes.",
            "RA|1|Good."
        ]
    );
    assert_eq!(transcript.reading.labels.style, LabelStyle::Column);
    assert_eq!(transcript.turns[1].time.unwrap().start, 9_000);
    assert!(matches!(
        error("t.csv", "a,b\n1,2\n"),
        ReadError::NoColumns { .. }
    ));
}

#[test]
fn front_matter_that_cannot_be_read_is_told_on_its_line() {
    let read = transcript(
        "t.md",
        "---\nsite: North\nphase: [1\n---\n**Ann:** One.\n\n**Bo:** Two.\n\n**Ann:** So.\n",
    );
    assert_eq!(rules(&read), ["unreadable-front-matter"]);
    let warning = &read.reading.warnings[0];
    assert_eq!(warning.place.position().unwrap().line, 3);
    assert!(!warning.message.contains(" at line "), "{warning:?}");
}

#[test]
fn words_with_a_separator_in_them_are_put_together_again() {
    let transcript = transcript(
        "t.csv",
        "speaker,text\nAnn,I had debt, and was ashamed\nBo,\"Yes, \",  well , \"so\"\nAnn,Good,,\nBo,So,so\n",
    );
    assert_eq!(
        turns(&transcript),
        [
            "Ann|1|I had debt, and was ashamed",
            "Bo|1|Yes,,  well , so",
            "Ann|1|Good",
            "Bo|1|So,so"
        ]
    );
    let [warning] = &transcript.reading.warnings[..] else {
        panic!("{:?}", transcript.reading.warnings)
    };
    assert_eq!(warning.rule, "ragged-transcript-row");
    assert_eq!(warning.place.position().unwrap().line, 2);
    assert!(
        warning.message.ends_with("(and 2 more such rows)"),
        "{warning:?}"
    );
}

#[test]
fn rows_that_are_too_short_or_cannot_be_put_together_are_warned_of() {
    let read = transcript(
        "t.csv",
        "speaker,text,site\nAnn,One,North\nBo\nAnn,Two, and three,North\n",
    );
    assert_eq!(
        rules(&read),
        ["ragged-transcript-row", "ragged-transcript-row"]
    );
    let lines = |at: usize| read.reading.warnings[at].place.position().unwrap().line;
    assert_eq!((lines(0), lines(1)), (4, 3));
    assert_eq!(
        read.reading.warnings[0].message,
        "this row has 4 cells where 3 are wanted; `Two` alone was read as the words, and not `and three,North` behind it"
    );
}

#[test]
fn words_that_a_line_break_cut_in_two_go_on_with_the_row_above() {
    let read = transcript(
        "t.csv",
        "speaker,text\nAnn,I had debt\nand was ashamed\nBo\nAnn,Yes\nBo,Ah\n",
    );
    assert_eq!(
        turns(&read),
        ["Ann|2|I had debt / and was ashamed / Yes", "Bo|1|Ah"]
    );
    assert_eq!(
        read.reading.warnings[0].message,
        "this row has 1 cell where 2 are wanted; words without a speaker go on with the row above (and 1 more such row)"
    );
}

#[test]
fn rows_of_a_table_without_a_header_are_as_long_as_most_are() {
    let read = transcript(
        "t.csv",
        "Ann,How was it for you?\nBo,It was good, all in all.\nAnn,And after that?\nBo,So it went.\n",
    );
    assert_eq!(turns(&read)[1], "Bo|1|It was good, all in all.");
    assert_eq!(rules(&read), ["ragged-transcript-row"]);
}

#[test]
fn an_unclosed_quote_is_warned_of_where_it_opens() {
    let read = transcript("t.csv", "speaker,text\nAnn,One\nBo,\"Two\nAnn,Three\n");
    assert_eq!(turns(&read)[1], "Bo|1|Two\nAnn,Three");
    assert_eq!(rules(&read), ["unclosed-transcript-quote"]);
    let place = read.reading.warnings[0].place.position().unwrap();
    assert_eq!((place.line, place.column), (3, 4));
}

#[test]
fn word_runs_breaks_and_entities_are_put_together() {
    let body = concat!(
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>An</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>n:</w:t></w:r><w:r><w:t xml:space=\"preserve\"> Q&amp;A</w:t><w:tab/><w:t>x</w:t><w:br/><w:t>y</w:t></w:r>",
        "<w:del w:id=\"1\"><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins w:id=\"2\"><w:r><w:t> new</w:t></w:r></w:ins>",
        "<w:hyperlink><w:r><w:t> link</w:t></w:r></w:hyperlink><w:r><w:instrText>HYPERLINK</w:instrText></w:r>",
        "<mc:AlternateContent><mc:Choice><w:r><w:t> choice</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>fallback</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>",
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Bo:</w:t></w:r><w:r><w:t> Hi.</w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Ann:</w:t></w:r><w:r><w:t> So?</w:t></w:r></w:p>",
    );
    let transcript = transcript("t.docx", docx(body));
    assert_eq!(
        turns(&transcript),
        ["Ann|1|Q&A\tx\ny new link choice", "Bo|1|Hi.", "Ann|1|So?"]
    );
    assert_eq!(transcript.reading.labels.style, LabelStyle::Bold);
    assert_eq!(transcript.reading.left_out[0].example, "gone");
}

#[test]
fn a_word_table_of_time_speaker_and_text_is_read_row_by_row() {
    let row = |cells: &[&str]| {
        let cells: Vec<String> = cells.iter().map(|cell| paragraph(cell)).collect();
        let cells = cells.join("</w:tc><w:tc>");
        format!("<w:tr><w:tc>{cells}</w:tc></w:tr>")
    };
    let rows = [
        row(&["Time", "Speaker", "Text"]),
        row(&["00:01", "Ann", "One?"]),
        row(&["00:03", "Bo", "Two."]),
        row(&["", "", "Three."]),
        row(&["00:09", "Ann", "Four?"]),
    ];
    let transcript = transcript(
        "t.docx",
        docx(&format!(
            "{}<w:tbl>{}</w:tbl>",
            paragraph("A title"),
            rows.concat()
        )),
    );
    assert_eq!(
        turns(&transcript),
        ["Ann|1|One?", "Bo|1|Two. / Three.", "Ann|1|Four?"]
    );
    assert_eq!(transcript.reading.labels.style, LabelStyle::Column);
}

#[test]
fn broken_xml_keeps_what_stands_before_and_says_so() {
    let xml = format!(
        "<w:document><w:body>{}{}<w:p><w:r><w:t>Ann: Th",
        paragraph("Ann: One."),
        paragraph("Bo: Two.")
    );
    let whole = zipped("word/document.xml", xml.as_bytes());
    let transcript = transcript("t.docx", whole);
    assert_eq!(turns(&transcript), ["Ann|1|One.", "Bo|1|Two.", "Ann|1|Th"]);
    assert_eq!(rules(&transcript), ["damaged-document"]);
}

#[test]
fn deep_nesting_overflows_nothing() {
    let deep = format!(
        "{}{}{}",
        "<w:tbl><w:tr><w:tc>".repeat(50_000),
        paragraph("Ann: x"),
        "</w:tc></w:tr></w:tbl>".repeat(50_000)
    );
    assert_eq!(transcript("t.docx", docx(&deep)).turns.len(), 1);
    let deep = format!(
        "{}x{}",
        "<w:p><w:r><w:t>".repeat(50_000),
        "</w:t></w:r></w:p>".repeat(50_000)
    );
    assert_eq!(transcript("t.docx", docx(&deep)).turns.len(), 1);
}

#[test]
fn what_cannot_be_read_is_refused_with_what_to_do() {
    let ole = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on".to_vec();
    assert!(matches!(
        error("t.doc", ole.clone()),
        ReadError::LegacyWord { .. }
    ));
    let mut encrypted = ole;
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(matches!(
        error("t.docx", encrypted),
        ReadError::Encrypted { .. }
    ));
    assert!(matches!(
        error("t.docx", "PK\u{3}\u{4}broken"),
        ReadError::BrokenZip { .. }
    ));
    assert!(matches!(
        error("t.docx", "no zip at all"),
        ReadError::BrokenZip { .. }
    ));
    assert!(matches!(
        error("t.docx", zipped("a.txt", b"x")),
        ReadError::NoDocument { .. }
    ));
    assert_eq!(
        error("t.docx", "no zip at all").to_string(),
        "t.docx is damaged, or is not a Word document; open it in Word or LibreOffice and save it again as .docx"
    );
    assert!(matches!(error("t.txt", ""), ReadError::Empty { .. }));
    assert!(matches!(error("t.docx", ""), ReadError::Empty { .. }));
    assert!(matches!(error("t.docx", docx("")), ReadError::Empty { .. }));
}

#[test]
fn a_document_that_unpacks_to_too_much_is_refused() {
    let bomb = zipped("word/document.xml", &vec![b' '; 257 << 20]);
    assert!(matches!(
        error("t.docx", bomb),
        ReadError::TooLargeUnpacked { .. }
    ));
}

#[test]
fn the_content_decides_where_the_ending_lies() {
    assert_eq!(
        transcript("t.txt", "WEBVTT\n\n00:01.000 --> 00:02.000\nHi.\n")
            .reading
            .format,
        Format::Vtt
    );
    assert_eq!(
        transcript("t.txt", "1\n00:00:01,000 --> 00:00:02,000\nHi.\n")
            .reading
            .format,
        Format::Srt
    );
    assert_eq!(
        transcript("t.txt", docx(&paragraph("Hi."))).reading.format,
        Format::Docx
    );
    let options = ReadOptions {
        format: Some(Format::Text),
        ..ReadOptions::default()
    };
    let text = read("t", "t.vtt", b"WEBVTT is a format.".to_vec(), &options).unwrap();
    assert_eq!(text.reading.format, Format::Text);
}

#[test]
fn every_format_has_one_reader() {
    for reader in super::READERS {
        let same = super::READERS
            .iter()
            .filter(|other| other.format == reader.format)
            .count();
        assert_eq!(same, 1, "{:?}", reader.format);
        assert_eq!(reader.endings[0], reader.format.as_str());
    }
}

/// Spans lie on characters, in order; turns hold all paragraphs; neighbours differ.
fn holds_together(transcript: &Transcript) {
    let mut last = 0;
    for paragraph in &transcript.paragraphs {
        assert!(paragraph.span.start >= last && !paragraph.span.is_empty());
        assert!(
            transcript
                .source
                .text()
                .get(paragraph.span.range())
                .is_some()
        );
        last = paragraph.span.end;
    }
    let mut next = 0;
    for (at, turn) in transcript.turns.iter().enumerate() {
        assert!(turn.paragraphs.start == next && turn.paragraphs.end > next);
        next = turn.paragraphs.end;
        assert!(at == 0 || transcript.turns[at - 1].speaker != turn.speaker);
        assert!(
            transcript
                .paragraphs_of(turn)
                .iter()
                .all(|paragraph| paragraph.turn as usize == at)
        );
    }
    assert_eq!(next as usize, transcript.paragraphs.len());
    for warning in &transcript.reading.warnings {
        let _ = warning.place.position();
    }
}

const SEEDS: &[(&str, &str)] = &[
    (
        "t.txt",
        "Ann (00:12): Hi.\n\nBo: [laughs] é\n\nAnn  0:12\nSo\n\n#00:12-5#\n",
    ),
    (
        "t.md",
        "---\na: 1\n---\n**Ann:** Hi\n\n# H\n\n**Bo:** \\[01:02\\] Yes\n",
    ),
    (
        "t.vtt",
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n<v Ann>Hi &amp; <b>é</b></v>\n\nNOTE x\n\n00:02.000 --> 00:03.000\nBo: so\n",
    ),
    (
        "t.srt",
        "1\n00:00:01,000 --> 00:00:02,000\nAnn: Hi\n\n2\n00:00:02,000 --> 00:00:03,000\n{\\an8}Yes\n",
    ),
    (
        "t.csv",
        "speaker,text,start\nAnn:,\"Hi, é\n\"\"x\"\"\",0:01\n,more,\nBo,Yes,2.5\n",
    ),
    (
        "t.xml",
        "<w:p><w:r><w:rPr><w:b w:val=\"0\"/></w:rPr><w:t>Ann: é</w:t><w:br/></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>&amp;",
    ),
    (
        "t.fodt",
        "<office:document office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:automatic-styles><style:style style:name=\"T1\" style:family=\"text\"/></office:automatic-styles><office:text><text:p>Ann: <text:span text:style-name=\"T1\">é<text:s text:c=\"2\"/></text:span></text:p><table:table><table:table-row><table:table-cell table:number-columns-repeated=\"2\"><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:text></office:document>",
    ),
    (
        "t.fods",
        "<office:document office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:spreadsheet><table:table><table:table-row><table:table-cell><text:p>who</text:p></table:table-cell><table:table-cell><text:p>text</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated=\"2\"><table:table-cell office:value-type=\"float\" office:value=\"0.5\"/><table:table-cell><text:p>é</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:document>",
    ),
];

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(
        seed in 0..SEEDS.len(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 0..12),
    ) {
        let (name, text) = SEEDS[seed];
        let mut bytes = text.as_bytes().to_vec();
        for (at, byte, kind) in changes {
            if bytes.is_empty() { break; }
            let at = at.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => { bytes.remove(at); }
            }
        }
        let (name, bytes) = if name == "t.xml" { ("t.docx", zipped("word/document.xml", &bytes)) } else { (name, bytes) };
        if let Ok(transcript) = read("t", name, bytes, &ReadOptions::default()) {
            holds_together(&transcript);
        }
    }

    #[test]
    fn arbitrary_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300), at in 0..8_usize) {
        let name = ["t.txt", "t.md", "t.vtt", "t.srt", "t.csv", "t.docx", "t.odt", "t.xlsx"][at];
        if let Ok(transcript) = read("t", name, bytes, &ReadOptions::default()) {
            holds_together(&transcript);
        }
    }
}

#[test]
fn an_escaped_bracket_of_markdown_is_a_note_as_any_other() {
    let text = "**Ann:** So \\[laughs\\] well.\n\n\\[Crosstalk continues\\]\n\n**Bo:** Yes.\n\n**Ann:** Oh.\n\n**Bo:** No.\n";
    let read = transcript("t.md", text);
    assert_eq!(
        turns(&read),
        [
            "Ann|1|So \\[laughs\\] well.",
            "Bo|1|Yes.",
            "Ann|1|Oh.",
            "Bo|1|No."
        ]
    );
    assert_eq!(read.reading.left_out[0].what, "stage directions");
    let landmarks = crate::text::Landmarks::of(text);
    let first = read.paragraphs[0].span;
    assert_eq!(landmarks.word_count(first), 2);
    assert_eq!(landmarks.marks_in(first).len(), 1);
}

#[test]
fn a_comment_of_markdown_over_several_lines_is_no_speech() {
    let transcript = transcript(
        "t.md",
        "**Ann:** I trust them.\n\n<!-- Ann trusts.\n\nBo: trusts too -->\n\n**Bo:** No.\n\n<!-- never closed\n\n**Ann:** Well.\n",
    );
    assert_eq!(
        turns(&transcript),
        [
            "Ann|1|I trust them.",
            "Bo|1|No. / <!-- never closed",
            "Ann|1|Well."
        ]
    );
}

#[test]
fn an_answer_that_is_a_number_is_kept() {
    let transcript = transcript(
        "t.vtt",
        "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v Ann>How old were you?\n\n12\n\n2\n00:03.000 --> 00:04.000\n<v Bo>So old.\n\n3\n",
    );
    let text = transcript.source.text();
    assert!(text.contains("12"), "{text}");
    assert!(!text.contains('3'), "{text}");
}

#[test]
fn times_in_milliseconds_are_known_by_how_fast_people_would_speak() {
    let rows = |step: usize, name: &str| {
        let mut text = format!("{name},speaker,text\n");
        for row in 0..20 {
            let speaker = ["Ann", "Bo"][row % 2];
            let line = format!(
                "{},{speaker},Nine words are said here in this very row.\n",
                row * step
            );
            text.push_str(&line);
        }
        text
    };
    let starts = |text: String| -> Vec<i64> {
        let transcript = transcript("t.csv", text);
        let times = transcript.turns.iter().filter_map(|turn| turn.time);
        times.map(|time| time.start).take(3).collect()
    };
    assert_eq!(starts(rows(3, "start")), [0, 3000, 6000]);
    assert_eq!(starts(rows(2500, "start")), [0, 2500, 5000]);
    assert_eq!(starts(rows(90, "start (ms)")), [0, 90, 180]);
}

#[test]
fn cells_of_times_that_are_none_are_told() {
    let transcript = transcript(
        "t.csv",
        "start,speaker,text\n0:01,Ann,I said so.\nlater,Bo,You did not.\nsoon,Ann,Well then.\n0:09,Bo,Fine with me.\n",
    );
    let warnings = transcript.reading.warnings.iter();
    let told: Vec<_> = warnings.map(|it| (it.rule, it.message.as_str())).collect();
    let message = "2 cells of the columns of times cannot be read as a time";
    assert!(told.contains(&("doubtful-times", message)), "{told:?}");
}
