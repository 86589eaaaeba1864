//! Tables whose columns have other names than usual, or titles above them.

use super::docx::left_out;
use super::{error, transcript, turns};
use crate::transcript::Confidence;
use crate::transcript::read::ReadError;

const TALK: &str = "0:00:00,Mod,Hello all.\n0:00:05,Ann,\"Hi, we are late.\"\n0:00:09,Bob,So am I.\n0:00:15,Mod,Shall we?\n0:00:20,Ann,We shall.\n0:00:25,Bob,Yes.\n";
const TURNS: [&str; 6] = [
    "Mod|1|Hello all.",
    "Ann|1|Hi, we are late.",
    "Bob|1|So am I.",
    "Mod|1|Shall we?",
    "Ann|1|We shall.",
    "Bob|1|Yes.",
];

#[test]
fn known_names_below_a_title_are_sure() {
    for header in [
        "Start,Who,What was said",
        "Time,Name(s),Comment",
        "Zeit,Sprecher*in,Inhalt",
        "Start,Interviewee,Answer",
    ] {
        let read = transcript("t.csv", format!("Focus group 9,,\n,,\n{header}\n{TALK}"));
        assert_eq!(turns(&read), TURNS, "{header}");
        assert_eq!(read.reading.labels.confidence, Confidence::Certain);
        let above = ["1 rows above the names of the columns: Focus group 9"];
        assert_eq!(left_out(&read), above);
        assert_eq!(read.turns[5].time.unwrap().start, 25_000);
    }
}

#[test]
fn a_title_may_hide_the_separator() {
    let read = transcript(
        "t.csv",
        "Group 9, May\nSpeaker;Text\nAnn;So?\nBo;Yes, so.\n",
    );
    assert_eq!(turns(&read), ["Ann|1|So?", "Bo|1|Yes, so."]);
}

#[test]
fn columns_that_were_guessed_are_not_certain() {
    for header in ["", "Alpha,Beta,Gamma\n", "Start,Beta,Gamma\n"] {
        let read = transcript("t.csv", format!("{header}{TALK}"));
        assert_eq!(turns(&read), TURNS, "{header}");
        assert_eq!(read.reading.labels.confidence, Confidence::Fair, "{header}");
        assert!(read.reading.labels.reason.contains("columns"), "{header}");
        assert_eq!(left_out(&read), [""; 0]);
    }
}

#[test]
fn columns_that_nobody_used_are_counted() {
    let table = "No,Who,Said,Note\n1,Ann,So?,late\n2,Bo,Yes.,\n";
    assert_eq!(
        left_out(&transcript("t.csv", table)),
        ["2 columns that were not used: No"]
    );
}

#[test]
fn answers_of_a_survey_are_no_transcript_by_their_name_alone() {
    assert!(matches!(
        error("t.csv", "id,comment\n1,I like it.\n2,I do not.\n"),
        ReadError::NoColumns { .. }
    ));
}
