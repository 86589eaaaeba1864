//! The rules on whole texts, and what must hold for every text.

use proptest::prelude::*;

use super::line::{Line, split};
use super::{Hints, Origin, Script, find};
use crate::transcript::{Confidence, LabelPattern, LabelStyle, Labelling};

fn script_with(text: &str, declared: &[&str]) -> Script {
    script_as(text, declared, &Labelling::Found)
}

fn script_as(text: &str, declared: &[&str], labelling: &Labelling) -> Script {
    let declared: Vec<String> = declared.iter().map(|label| (*label).to_owned()).collect();
    let hints = Hints {
        declared: &declared,
        same: &[],
        labelling,
        origin: Origin::Document,
    };
    find(text, &split(text), hints)
}

/// Each turn as `label|utterances|paragraphs joined by /`.
fn turns_with(text: &str, declared: &[&str]) -> Vec<String> {
    let script = script_with(text, declared);
    let turns = script.turns.iter().map(|turn| {
        let label = turn
            .speaker
            .map_or("-", |speaker| &script.speakers[speaker.0 as usize]);
        let paragraphs =
            &script.paragraphs[turn.paragraphs.start as usize..turn.paragraphs.end as usize];
        let words: Vec<&str> = paragraphs
            .iter()
            .map(|paragraph| &text[paragraph.span.range()])
            .collect();
        format!("{label}|{}|{}", turn.utterances, words.join(" / "))
    });
    turns.collect()
}

fn turns(text: &str) -> Vec<String> {
    turns_with(text, &[])
}

fn rules(text: &str) -> Vec<&'static str> {
    script_with(text, &[])
        .notices
        .iter()
        .map(|notice| notice.rule)
        .collect()
}

#[test]
fn neighbours_of_one_speaker_are_one_turn_with_several_utterances() {
    assert_eq!(
        turns("I: So?\n\nP1: Yes.\n\nP1: And no.\n\nI: Ah.\n"),
        ["I|1|So?", "P1|2|Yes. / And no.", "I|1|Ah."]
    );
}

#[test]
fn paragraphs_without_a_label_go_on_with_the_speaker() {
    assert_eq!(
        turns("Title\n\nAnn: One.\n\nStill Ann.\n\nBo: Two.\n\nAnn: Three.\n\nBo: Four.\n"),
        [
            "Ann|1|One. / Still Ann.",
            "Bo|1|Two.",
            "Ann|1|Three.",
            "Bo|1|Four."
        ]
    );
}

#[test]
fn labels_that_differ_in_case_are_one_and_numbers_are_not_cut_off() {
    assert_eq!(
        turns("p1: a\nP1: b\nP2: c\nP1: d\nInterviewer 1: e\ninterviewer: f\n"),
        [
            "P1|2|a / b",
            "P2|1|c",
            "P1|1|d",
            "Interviewer 1|1|e",
            "interviewer|1|f"
        ]
    );
}

#[test]
fn a_hanging_indent_is_one_paragraph() {
    let text = "MSM:  When?\n\nCondon:     I don't\n           know.\n\nMSM:  Ah.\n\nCondon:     Yes.\n\nMcIlroy:  No.\n";
    assert_eq!(turns(text)[1], "Condon|1|I don't\n           know.");
    assert_eq!(turns(text)[4], "McIlroy|1|No.");
}

#[test]
fn words_before_a_colon_are_not_speakers() {
    let text = "I: One?\n\nP1: Two.\n\nNote: this was long.\n\nI: Three?\n\nP1: I got up at 2:00 and\nsaid: enough.\n\nhttps://example.org\n\nRemember: we remember.\n\nP1: Four.\n";
    let script = script_with(text, &[]);
    assert_eq!(script.speakers, ["I", "P1"]);
}

#[test]
fn a_label_that_does_not_return_is_left_as_speech_with_a_warning() {
    let text = "Interviewer: One?\n\nP1: Two.\n\nInterviewer: Three?\n\nP1: Four.\n\nSusan: Tea?\n\nP1: Five.\n";
    assert_eq!(script_with(text, &[]).speakers, ["Interviewer", "P1"]);
    assert_eq!(rules(text), ["maybe-speaker"]);
    assert_eq!(turns_with(text, &["susan:"])[4], "Susan|1|Tea?");
}

#[test]
fn stray_blanks_and_semicolons_are_forgiven() {
    assert_eq!(
        turns("Q: One?\nA: Two.\nQ : Three?\nA; Four.\nQ: Five?\n"),
        [
            "Q|1|One?",
            "A|1|Two.",
            "Q|1|Three?",
            "A|1|Four.",
            "Q|1|Five?"
        ]
    );
}

#[test]
fn labels_on_their_own_lines_are_found_with_times() {
    let text = "Talk\n\nAnn Lee  0:00\nHello.\n\nAgain.\n\nBo  0:12\nYes.\n\n[0:20]\n\nAnd so.\n\nAnn Lee  1:02:03\nBye.\n";
    assert_eq!(
        turns(text),
        [
            "Ann Lee|1|Hello. / Again.",
            "Bo|1|Yes. / And so.",
            "Ann Lee|1|Bye."
        ]
    );
    let script = script_with(text, &[]);
    assert_eq!(script.turns[2].time.map(|time| time.start), Some(3_723_000));
}

#[test]
fn short_lines_that_return_are_labels_and_that_is_said() {
    let text = "Mary\nHow was it?\n\nTom\nFine, thank you very much.\n\nMary\nGood.\n\nTom\nAnd you?\n\nMary\nWell.\n";
    assert_eq!(turns(text)[1], "Tom|1|Fine, thank you very much.");
    assert_eq!(rules(text), ["short-lines-as-labels"]);
    let declared = turns_with("Mary\nHow was it?\n\nTom\nFine.\n", &["Mary", "Tom"]);
    assert_eq!(declared, ["Mary|1|How was it?", "Tom|1|Fine."]);
}

#[test]
fn how_words_are_said_is_set_apart_from_a_label_that_is_known_without_it() {
    let text = "INT: So?\n\nP1: Good.\n\nP2: No.\n\nP1 [interrupting]: Wait.\n\nP2 (quietly): Fine.\n\nP1 (nurse): Hm.\n\nINT: Ah.\n\nMULTIPLE SPEAKERS: Yes!\n";
    let script = script_with(text, &[]);
    assert_eq!(
        turns(text)[..6],
        [
            "INT|1|So?",
            "P1|1|Good.",
            "P2|1|No.",
            "P1|1|Wait.",
            "P2|1|Fine.",
            "P1 (nurse)|1|Hm."
        ]
    );
    assert_eq!(turns(text)[7], "MULTIPLE SPEAKERS|1|Yes!");
    let skipped: Vec<(&str, &str)> = script
        .skipped
        .iter()
        .map(|it| (it.what, &text[it.span.range()]))
        .collect();
    assert_eq!(
        skipped,
        [
            ("stage directions", "[interrupting]"),
            ("stage directions", "(quietly)")
        ]
    );
}

#[test]
fn stage_directions_and_page_numbers_are_left_out() {
    let text = "A1: One.\n\n(CROSSTALK)\n\nB1: Two.\n\nPage 3 of 12\n\n* * *\n\nA1: [laughs]\n\nB1: Three. #00:01:02-3#\n";
    assert_eq!(
        turns(text),
        ["A1|1|One.", "B1|1|Two.", "A1|1|[laughs]", "B1|1|Three."]
    );
    let skipped: Vec<&str> = script_with(text, &[])
        .skipped
        .iter()
        .map(|skipped| skipped.what)
        .collect();
    assert_eq!(
        skipped,
        ["stage directions", "page numbers", "dividers", "time marks"]
    );
}

#[test]
fn heads_and_legends_are_no_speech() {
    let text = "Interview 4\nDate: 3 May 2021\nInterviewer: Ann Lee\nParticipant: P04\n\nInterviewer: So?\n\nP04: Yes.\n\nInterviewer: Why?\n\nP04: Well.\n";
    assert_eq!(turns(text)[0], "Interviewer|1|So?");
    let legend = "LB: Lucy Brown\nMK: Mark King\n\nLB: So?\n\nMK: Yes.\n\nLB: Why?\n\nMK: Well.\n";
    assert_eq!(turns(legend).len(), 4);
}

#[test]
fn speech_before_the_first_label_is_kept_when_it_is_a_sentence() {
    assert_eq!(
        turns("…and then it began.\n\nP1: Yes.\n\nI: So?\n\nP1: No.\n")[0],
        "-|0|…and then it began."
    );
}

#[test]
fn nobody_labelled_is_said() {
    assert_eq!(
        turns("I was born here.\n\nThat is all.\n"),
        ["-|0|I was born here. / That is all."]
    );
    assert_eq!(rules("I was born here.\n\nThat is all.\n"), ["no-speakers"]);
}

#[test]
fn words_without_a_label_are_not_given_to_the_moderator() {
    let text =
        "MODERATOR: So?\n\nWell, I think so.\n\nMODERATOR: Why?\n\nBecause of that.\n\nAnd this.\n";
    assert_eq!(
        turns(text),
        [
            "MODERATOR|1|So?",
            "-|0|Well, I think so.",
            "MODERATOR|1|Why?",
            "-|0|Because of that. / And this."
        ]
    );
    assert_eq!(rules(text), ["one-speaker"]);
}

#[test]
fn an_interview_on_one_line_is_warned_of() {
    let text = format!(
        "It began. {}\n",
        "1946.Q: And then we went there. A: Yes, we went and it was long. ".repeat(40)
    );
    assert!(rules(&text).contains(&"labels-inside-paragraph"));
}

#[test]
fn possible_aliases_are_warned_of_and_not_merged() {
    let text = "Vic Lee: One.\n\nBo: Two.\n\nVic: Three.\n\nBo: Four.\n\nVic: Five.\n";
    assert_eq!(script_with(text, &[]).speakers, ["Vic Lee", "Bo", "Vic"]);
    assert_eq!(rules(text), ["speaker-alias"]);
    let told = |declared: &[&str]| script_with(text, declared).notices.len();
    // That both are declared does not say that they are two people.
    assert_eq!((told(&["Vic"]), told(&["vic", "Vic Lee", "Bo"])), (1, 1));
}

#[test]
fn line_endings_and_wrapping_change_nothing() {
    let text = "I: One\nand more?\n\nP1: Two.\n\nI: Three?\n\nP1: Four.\n";
    let crlf = text.replace('\n', "\r\n");
    let cr = text.replace('\n', "\r");
    let back = |turns: Vec<String>, ending: &str| {
        turns
            .iter()
            .map(|turn| turn.replace(ending, "\n"))
            .collect::<Vec<_>>()
    };
    assert_eq!(back(turns(&crlf), "\r\n"), turns(text));
    assert_eq!(back(turns(&cr), "\r"), turns(text));
}

#[test]
fn rarer_forms_of_labels_are_found() {
    assert_eq!(turns("Q. One?\nA. Two.\nQ. Three?\nA. Four.\n").len(), 4);
    let hearing =
        turns("Mr. LEAHY. I rise.\nThe CHAIR. So ordered.\nMr. LEAHY. Thanks.\nThe CHAIR. Next.\n");
    assert_eq!(hearing[0], "Mr. LEAHY|1|I rise.");
    assert_eq!(
        turns("P01\t00:00:10\tI do\nINT\t00:00:15\tWhy\nP01\t00:00:17\tSo\n")[1],
        "INT|1|Why"
    );
    let first = turns("0:03 Ann Lee\nHello.\n\n0:09 Bo\nYes.\n\n0:14 Ann Lee\nSo?\n");
    assert_eq!(first, ["Ann Lee|1|Hello.", "Bo|1|Yes.", "Ann Lee|1|So?"]);
    assert_eq!(
        turns("李明：你好。\nAnn: Hi.\n李明：再见。\nAnn: Bye.\n")[0],
        "李明|1|你好。"
    );
    assert_eq!(
        turns("[id1] One.\n\n[id2] Two.\n\n[id1] Three.\n\n[id2] Four.\n")[1],
        "id2|1|Two."
    );
    assert_eq!(
        turns("[00:00:01] SPEAKER_00: Hi.\n[00:00:05] SPEAKER_01: Hey.\n[00:00:09] And so.\n")
            .len(),
        2
    );
}

#[test]
fn points_of_a_list_are_not_speakers() {
    let text = "There are points:\n\nFirst: money.\n\nSecond: time.\n\nResult: nothing.\n\nHe said: go home.\n";
    assert_eq!(script_with(text, &[]).speakers, [""; 0]);
    let text = "INT: So?\nLW07: Two things: time and trust.\nTime: never enough.\nINT: Ah.\nLW07: Yes.\nTime: again.\n";
    assert_eq!(script_with(text, &[]).speakers, ["INT", "LW07"]);
}

/// Whether all that has letters or digits is in a paragraph, a label, or counted as left out; once.
fn is_accounted_for(text: &str, script: &Script) -> Result<(), TestCaseError> {
    let mut spans: Vec<_> = script
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.span)
        .collect();
    let mut last = 0;
    for span in &spans {
        prop_assert!(
            last <= span.start && !span.is_empty(),
            "paragraphs are in order"
        );
        prop_assert!(text.get(span.range()).is_some(), "spans lie on characters");
        last = span.end;
    }
    spans.extend(
        script
            .label_spans
            .iter()
            .chain(script.skipped.iter().map(|skipped| &skipped.span))
            .copied(),
    );
    spans.sort_unstable();
    let mut at = 0;
    for span in spans {
        if at < span.start {
            let gap = &text[at..span.start];
            prop_assert!(!gap.contains(char::is_alphanumeric), "lost: {gap:?}");
        }
        at = at.max(span.end);
    }
    prop_assert!(
        !text[at..].contains(char::is_alphanumeric),
        "lost: {:?}",
        &text[at..]
    );
    let mut next = 0;
    for (at, turn) in script.turns.iter().enumerate() {
        prop_assert_eq!(turn.paragraphs.start, next);
        prop_assert!(turn.paragraphs.end > next);
        next = turn.paragraphs.end;
        prop_assert!(at == 0 || script.turns[at - 1].speaker != turn.speaker);
    }
    prop_assert_eq!(next as usize, script.paragraphs.len());
    Ok(())
}

fn piece() -> impl Strategy<Value = String> {
    let fixed = proptest::sample::select(vec![
        "P1:",
        "P2: ",
        "I: ",
        "Ann Lee  0:12\n",
        "[00:12:31] ",
        "(00:01:46):",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        "Yes.",
        "and so on",
        "**Bo:** ",
        "**",
        "#00:12-5#",
        "[laughs]",
        "(a",
        "https://x.org",
        "12:30",
        "Note: ",
        "A; ",
        "[id1] ",
        "é",
        "\u{A0}",
        "\u{FEFF}",
        "\u{200B}",
        "…",
        "---\n",
        "Date: ",
        "SPEAKERS\n",
        "Page 3\n",
        "Mary\n",
        "Tom\n",
        ":",
        "\\[1:02\\]",
        "x = y\n",
        "日本:",
        "🙂",
        "e\u{301}",
        "# ",
    ]);
    prop_oneof![4 => fixed.prop_map(str::to_owned), 1 => "\\PC{0,12}"]
}

proptest! {
    #[test]
    fn every_letter_is_accounted_for(pieces in proptest::collection::vec(piece(), 0..60)) {
        let text = pieces.concat();
        is_accounted_for(&text, &script_with(&text, &[]))?;
        is_accounted_for(&text, &script_with(&text, &["Mary", "P1"]))?;
    }

    #[test]
    fn lines_lie_in_the_text(text in "\\PC*[\r\n\u{A0} ]{0,4}\\PC*") {
        for Line { start, end, .. } in split(&text) {
            prop_assert!(text.get(start..end).is_some());
        }
    }
}

/// `Ann` asks and `Bo` answers, three times each.
const TWO: &str = "Ann: So?\nBo: Well.\nAnn: And?\nBo: Yes.\nAnn: Why?\nBo: Time.\n";

#[test]
fn labels_that_return_and_take_turns_are_sure() {
    let labels = script_with(TWO, &[]).labels;
    assert_eq!(labels.confidence, Confidence::High);
    assert_eq!(labels.reason, "2 labels before 6 utterances");
}

#[test]
fn what_is_not_sure_says_why() {
    let reason = |text: &str| {
        let labels = script_with(text, &[]).labels;
        format!("{}: {}", labels.confidence.as_str(), labels.reason)
    };
    assert_eq!(
        reason("So it goes.\n"),
        "high: no line begins with what may be a label"
    );
    assert_eq!(
        reason("So it goes, on and on.\n\nAnna: she was the one.\n\nAnd on.\n\nAnd on.\n"),
        "low: one line begins with what may be a label, `Anna`, which does not return"
    );
    assert_eq!(
        reason("Ann: So?\n\nI went.\n\nAnn: And?\n\nI came.\n"),
        "low: only `Ann` is labelled, before 2 utterances"
    );
    assert_eq!(
        reason("Ann: So?\nBo: Well.\n"),
        "fair: 2 labels before 2 utterances; 2 of them fewer than 3 times"
    );
}

#[test]
fn a_declared_pattern_is_taken_as_it_stands() {
    let pattern = LabelPattern::new(r"(?<time>[\d:]+)?\s*(?<speaker>\w+) > ").unwrap();
    let text = "Title: x\n\n0:01 ANN > So: well?\nmore\nBO > Note: fine.\nAnn: no label.\n";
    let script = script_as(text, &[], &Labelling::Pattern(pattern));
    assert_eq!(script.speakers, ["ANN", "BO"]);
    assert_eq!(script.turns.len(), 2);
    assert_eq!(script.turns[0].time.unwrap().start, 1000);
    assert_eq!(
        &text[script.paragraphs[1].span.range()],
        "Note: fine.\nAnn: no label."
    );
    assert_eq!(script.labels.confidence, Confidence::Certain);
    assert!(script.notices.is_empty(), "{:?}", script.notices);
}

#[test]
fn a_time_that_a_declared_pattern_finds_and_nobody_can_read_is_warned_of() {
    let pattern = LabelPattern::new(r"(?<time>\S*)\s*<(?<speaker>\w+)> ").unwrap();
    let text = "0:01 <ANN> So?\n14h22 <BO> Well.\n <ANN> Yes.\n14h25 <BO> Oh.\n";
    let script = script_as(text, &[], &Labelling::Pattern(pattern));
    assert_eq!(script.turns[0].time.unwrap().start, 1000);
    let [notice] = &script.notices[..] else {
        panic!("{:?}", script.notices);
    };
    assert_eq!(
        (notice.rule, notice.line, &text[notice.span.range()]),
        ("doubtful-times", 1, "14h22")
    );
    assert!(
        notice
            .message
            .ends_with("the turn has none (2 such places)"),
        "{}",
        notice.message
    );
}

#[test]
fn listed_labels_of_a_declared_style_are_the_only_ones() {
    let listed = |style| {
        let labelling = Labelling::Exactly(style, vec!["Ann".to_owned(), "Bo".to_owned()]);
        let text = "Ann: So?\nBo: Well.\nCy: Yes.\nCy: No.\nCy: Oh.\nBo\nAnd.\n";
        script_as(text, &[], &labelling).counts
    };
    assert_eq!(listed(LabelStyle::Prefix), [1, 1]);
    assert_eq!(listed(LabelStyle::OwnLine), [1]);
}

#[test]
fn a_declared_style_leaves_the_others_as_speech() {
    let style = |style| script_as(TWO, &[], &Labelling::Style(style)).speakers;
    assert_eq!(style(LabelStyle::Prefix), ["Ann", "Bo"]);
    assert!(style(LabelStyle::None).is_empty());
    assert!(style(LabelStyle::Bold).is_empty());
}

#[test]
fn an_interview_on_one_line_is_warned_of_whatever_its_labels() {
    let line = "Anna: And how was that for you, after all these years in the town? Tom: Well, it was hard. ".repeat(30);
    for text in [
        line.clone(),
        line.replace("Anna", "Q").replace("Tom", "A"),
        format!("{line}\n"),
    ] {
        let rules: Vec<&str> = script_with(&text, &[])
            .notices
            .iter()
            .map(|it| it.rule)
            .collect();
        assert!(rules.contains(&"labels-inside-paragraph"), "{rules:?}");
    }
}
