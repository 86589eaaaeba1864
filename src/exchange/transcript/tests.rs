use proptest::prelude::*;

use super::*;
use crate::text::Span;
use crate::transcript::read::{self, ReadOptions};

fn transcript(name: &str, text: &str) -> Transcript {
    read::read("t", name, text.as_bytes().to_vec(), &ReadOptions::default()).expect("it is read")
}

fn written(name: &str, text: &str, form: Canonical) -> String {
    write(&transcript(name, text), form).expect("it is written")
}

const TALK: &str =
    "[0:01] Int: So?\n\nAnn: Well.\nYes.\n\nMore.\n\n[0:09] Ann: Again.\n\nInt: Ah.\n";

#[test]
fn a_text_has_a_line_for_each_paragraph() {
    assert_eq!(
        written("t.txt", TALK, Canonical::Text),
        "[0:00:01] Int: So?\n\nAnn: Well. Yes.\n\nMore.\n\n[0:00:09] Ann: Again.\n\nInt: Ah.\n"
    );
}

#[test]
fn markdown_has_bold_labels_and_keeps_attributes() {
    let text = "---\nsite: \"No: 5\"\ndate: 2021-05-03\n---\n\nInt: So?\n\nAnn: Yes.\n\nInt: A.\n\nAnn: B.\n";
    assert_eq!(
        written("t.md", text, Canonical::Markdown),
        "---\ndate: \"2021-05-03\"\nsite: \"No: 5\"\n---\n\n**Int:** So?\n\n**Ann:** Yes.\n\n**Int:** A.\n\n**Ann:** B.\n"
    );
}

#[test]
fn a_cue_begins_where_a_time_is_and_ends_where_the_next_begins() {
    assert_eq!(
        written("t.txt", TALK, Canonical::Vtt),
        "WEBVTT\n\n00:00:01.000 --> 00:00:09.000\n<v Int>So?\n<v Ann>Well. Yes.\nMore.\n\n\
         00:00:09.000 --> 00:00:09.001\n<v Ann>Again.\n<v Int>Ah.\n"
    );
}

#[test]
fn subtitles_stay_cues_and_their_signs_are_escaped() {
    let srt = "1\n00:00:01,500 --> 00:00:02,000\nAnn: Q&A <b>--></b>\nwas\n\n2\n00:00:02,000 --> 00:00:03,250\nfun.\n\n\
               3\n00:00:03,300 --> 00:00:04,000\nBo: 3 < 4\n";
    assert_eq!(
        written("t.srt", srt, Canonical::Vtt),
        "WEBVTT\n\n00:00:01.500 --> 00:00:02.000\n<v Ann>Q&amp;A --&gt; was\n\n00:00:02.000 --> 00:00:03.250\n<v Ann>fun.\n\n\
         00:00:03.300 --> 00:00:04.000\n<v Bo>3 &lt; 4\n"
    );
}

#[test]
fn a_dash_behind_a_time_stays_a_word() {
    let srt = "1\n00:00:01,500 --> 00:00:02,000\n- Yes.\n\n2\n00:00:12,000 --> 00:00:13,000\nNo.\n";
    let talk = transcript("t.srt", srt);
    let text = write(&talk, Canonical::Text).unwrap();
    assert_eq!(text, "[0:00:01]\n- Yes.\n\n[0:00:12] No.\n");
    let again = read_again(&talk, Canonical::Text, &text).unwrap();
    assert_eq!(again.certainty, Certainty::ByItself);
}

#[test]
fn subtitles_need_times_from_the_first_words_on() {
    let refused = |text| write(&transcript("t.txt", text), Canonical::Vtt).unwrap_err();
    assert!(matches!(
        refused("Int: So?\n\nAnn: Yes.\n\nInt: A.\n"),
        WriteError::NoTimes { .. }
    ));
    assert!(matches!(
        refused("Int: So?\n\n[0:09] Ann: Yes.\n\nInt: A.\n\n[0:12] Ann: B.\n"),
        WriteError::LateTimes { .. }
    ));
}

#[test]
fn what_a_manifest_must_say_is_told() {
    let csv = "speaker,text\nInt,So?\nAnn,Note: no.\nInt,Ah\nnobody at all here,Once.\nAnn,Yes.\n";
    let talk = transcript("t.csv", csv);
    let text = write(&talk, Canonical::Text).unwrap();
    let again = read_again(&talk, Canonical::Text, &text).unwrap();
    let Certainty::Declared(declaration, difference) = again.certainty else {
        panic!("{:?}", again.certainty);
    };
    assert_eq!(
        difference,
        Difference::Missing("nobody at all here".to_owned())
    );
    assert_eq!(
        declaration.yaml("a.txt"),
        "  - path: a.txt\n    labels: prefix\n    speakers: [Int, Ann, nobody at all here]\n"
    );
}

#[test]
fn a_time_at_the_start_of_words_needs_a_pattern() {
    let csv = "speaker,text\nInt,[00:12] is when?\nIt's,So.\nInt,Ah\nIt's,Yes.\n";
    let talk = transcript("t.csv", csv);
    let text = write(&talk, Canonical::Text).unwrap();
    let again = read_again(&talk, Canonical::Text, &text).unwrap();
    let Certainty::Declared(declaration, _) = again.certainty else {
        panic!("{:?}", again.certainty);
    };
    assert_eq!(
        declaration.yaml("a.txt"),
        "  - path: a.txt\n    label_pattern: '(?:\\[(?<time>[\\d:]+)\\] )?(?<speaker>It''s|Int): '\n"
    );
}

#[test]
fn what_no_declaration_can_say_is_said() {
    let talk = transcript(
        "t.vtt",
        "WEBVTT\n\n00:01.000 --> 00:02.000\nNobody yet.\n\n00:09.000 --> 00:10.000\nStill.\n\n\
         00:19.000 --> 00:20.000\n<v Int>So?\n\n00:21.000 --> 00:22.000\n<v Ann>No.\n",
    );
    let text = write(&talk, Canonical::Text).unwrap();
    let again = read_again(&talk, Canonical::Text, &text).unwrap();
    assert!(
        matches!(again.certainty, Certainty::Never(_)),
        "{:?}",
        again.certainty
    );
}

#[test]
fn rows_count_code_points_of_both_sides() {
    let talk = transcript(
        "t.srt",
        "1\n00:00:01,000 --> 00:00:02,000\nÄnn: é &amp;\nü\n\n2\n00:00:03,000 --> 00:00:04,000\nBo: Hm.\n",
    );
    let text = write(&talk, Canonical::Text).unwrap();
    let again = read_again(&talk, Canonical::Text, &text).unwrap();
    let again = again.transcript.unwrap();
    let rows = OffsetMap::between(&talk, &again)
        .unwrap()
        .rows(&talk, &again);
    assert_eq!(text, "[0:00:01] Änn: é & ü\n\n[0:00:03] Bo: Hm.\n");
    assert_eq!(rows[0].from, (5, 10));
    assert_eq!(rows[0].to, (15, 20));
    assert_eq!(rows[1].to, (36, 39));
    assert_eq!((rows[1].turn, rows[1].paragraph), (2, 2));
}

const LABELS: [&str; 9] = [
    "P1",
    "Interviewer",
    "Speaker, First (Student)",
    "Zoë",
    "nobody at all",
    "Dr: Who",
    "O'Neil & Sons",
    "a*b",
    "Note",
];

const WORDS: [&str; 16] = [
    "Yes.",
    "Note: this is it",
    "[00:12] was when",
    "[00:12]",
    "P1: he said",
    "3 < 4 && 5 --> 6",
    "<v Ann>x",
    "{\\an8}",
    "one\ntwo",
    "one\n\n \u{200B}\nInterviewer: two",
    "- Zoë: no",
    ">> so",
    "a  b\u{A0}c",
    "--- # x",
    "e\u{301} 👩\u{200D}👧",
    "**No** and &amp;",
];

/// Rows of a table with awkward labels and words, and with times or without.
fn table(timed: bool) -> impl Strategy<Value = Transcript> {
    let row = (
        proptest::sample::select(&LABELS[..]),
        proptest::collection::vec(proptest::sample::select(&WORDS[..]), 1..4),
        0..20_000_i64,
    );
    proptest::collection::vec(row, 1..12).prop_filter_map("nothing is said", move |rows| {
        let mut csv = "speaker,text,start,end\n".to_owned();
        let mut now = 0;
        for (label, words, lasts) in rows {
            let words = words.join(" ");
            let end = now + lasts;
            let clock = |at: i64| {
                let (seconds, rest) = (at / 1000, at % 1000);
                format!("0:{:02}:{:02}.{rest:03}", seconds / 60, seconds % 60)
            };
            let times = if timed {
                format!("{},{}", clock(now), clock(end))
            } else {
                ",".to_owned()
            };
            csv.extend([format!("\"{label}\",\"{words}\",{times}\n")]);
            now = end;
        }
        let read = read::read("t", "t.csv", csv.into_bytes(), &ReadOptions::default());
        read.ok().filter(|talk| !talk.paragraphs.is_empty())
    })
}

/// Who says what, without what a form may fold.
fn said(transcript: &Transcript) -> Vec<(Option<String>, Vec<String>)> {
    let turns = transcript.turns.iter().map(|turn| {
        let paragraphs = transcript.paragraphs_of(turn).iter();
        let words = paragraphs.flat_map(|it| {
            let words = transcript.source.slice(it.span).split(piece::is_space);
            words.filter(|it| !it.is_empty()).map(str::to_owned)
        });
        (transcript.label(turn).map(str::to_owned), words.collect())
    });
    turns.collect()
}

fn starts(transcript: &Transcript) -> Vec<i64> {
    let times = transcript.passages.iter().filter_map(|it| it.time);
    times.map(|time| time.start).collect()
}

/// Writes, reads again, and holds what is read against what was written.
fn comes_back(transcript: &Transcript, form: Canonical) -> Result<(), TestCaseError> {
    let text = write(transcript, form).expect("it is written");
    let again = read_again(transcript, form, &text).expect("it was written");
    if let Certainty::Never(_) = again.certainty {
        prop_assert!(false, "{:?}\n{text}", again.certainty);
    }
    let again = again.transcript.expect("it was read");
    prop_assert_eq!(said(transcript), said(&again));
    let times = starts(transcript).into_iter();
    let exact = form == Canonical::Vtt;
    let times: Vec<i64> = times
        .map(|at| if exact { at } else { at / 1000 * 1000 })
        .collect();
    prop_assert_eq!(times, starts(&again));
    let map = OffsetMap::between(transcript, &again).expect("the words are the same");
    for paragraph in &transcript.paragraphs {
        for (at, c) in transcript.source.slice(paragraph.span).char_indices() {
            let start = paragraph.span.start + at;
            let here = Span::new(start, start + c.len_utf8());
            match map.map(here) {
                Some(there) => {
                    prop_assert_eq!(again.source.slice(there), transcript.source.slice(here));
                }
                None => prop_assert!(piece::is_space(c), "{c:?} is nowhere"),
            }
        }
    }
    let rows = map.rows(transcript, &again);
    prop_assert_eq!(rows.len(), transcript.paragraphs.len());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn what_is_written_is_read_again(talk in table(false), text in any::<bool>()) {
        comes_back(&talk, if text { Canonical::Text } else { Canonical::Markdown })?;
    }

    #[test]
    fn what_is_written_with_times_is_read_again(talk in table(true), form in 0..3_usize) {
        comes_back(&talk, Canonical::ALL[form])?;
    }

    #[test]
    fn attributes_come_back_from_front_matter(
        attributes in proptest::collection::btree_map("[a-zé:#-][^\u{0}]{0,8}", ".{0,20}", 0..4),
    ) {
        let mut talk = transcript("t.csv", "speaker,text\nInt,So?\nAnn,No.\nInt,Ah\nAnn,Yes.\n");
        talk.attributes = attributes;
        comes_back(&talk, Canonical::Markdown)?;
        let text = write(&talk, Canonical::Markdown).unwrap();
        let again = transcript("t.md", &text);
        prop_assert_eq!(talk.attributes, again.attributes);
    }
}
