//! Cues in which several people speak after dashes.

use super::{rules, transcript, turns};
use crate::transcript::Confidence;

const ASKED: &str = "1\n00:00:00,000 --> 00:00:03,000\nINT: What is your role?\n\n2\n00:00:03,200 --> 00:00:07,000\nNURSE: I am a nurse.\n\n3\n00:00:10,500 --> 00:00:12,000\n";
const END: &str = "\n4\n00:00:12,000 --> 00:00:15,000\nINT: That is long.\n\n5\n00:00:15,000 --> 00:00:17,000\nNURSE: Very long.\n";

#[test]
fn words_after_dashes_are_not_those_of_the_speaker_before() {
    for cue in [
        "- Since when?\n- Since 2011.\n",
        "<i>– Since when?</i>\n<i>– Since 2011.</i>\n",
    ] {
        let read = transcript("t.srt", format!("{ASKED}{cue}{END}"));
        let dashed = turns(&read)[2].replace('–', "-");
        assert_eq!(dashed, "-|0|- Since when? / - Since 2011.");
        assert_eq!(read.turns.len(), 5);
        assert_eq!(rules(&read), ["cue-without-voice"]);
        let place = read.reading.warnings[0].place.position().unwrap();
        assert_eq!(place.line, 11);
        assert_eq!(read.reading.labels.confidence, Confidence::Fair);
        assert!(
            read.reading
                .labels
                .reason
                .ends_with("in 1 cue several people speak after dashes, unlabelled")
        );
    }
}

#[test]
fn labels_after_dashes_are_labels_and_one_dash_is_none() {
    let read = transcript(
        "t.srt",
        format!("{ASKED}- INT: Since when?\n- NURSE: Since 2011.\n{END}"),
    );
    assert_eq!(turns(&read)[3], "NURSE|1|Since 2011.");
    assert_eq!(rules(&read), [""; 0]);
    let read = transcript(
        "t.srt",
        format!("{ASKED}- since 2011\n  and before.\n{END}"),
    );
    assert_eq!(read.turns.len(), 4);
    assert_eq!(rules(&read), [""; 0]);
}

#[test]
fn where_nobody_is_labelled_dashes_are_no_doubt() {
    let read = transcript("t.srt", "1\n00:00:00,000 --> 00:00:03,000\n- So?\n- Yes.\n");
    assert_eq!(read.source.text(), "- So?\n\n- Yes.");
    assert_eq!(rules(&read), ["no-speakers"]);
}
