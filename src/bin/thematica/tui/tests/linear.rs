//! The same work in words.

use std::fmt::Write as _;

use super::super::linear::{WORDS, hear};
use super::*;

fn say(app: &mut App, line: &str) -> String {
    let answer = hear(app, line);
    let mut said = answer.lines.join("\n");
    for effect in answer.effects {
        if !matches!(effect, Effect::Save(..)) {
            let _ = write!(said, "{effect:?}");
        }
    }
    said
}

#[test]
fn a_transcript_is_read_and_coded_in_words() {
    let mut app = app();
    assert_eq!(
        app.greeting(),
        "t, coder ann: 5 turns, 0 codings, 3 proposals"
    );
    assert_eq!(
        say(&mut app, "turn 2"),
        "turn 2 Ann\n  1 It took weeks.\n  2 She would not open the door at first.  [ben: Trusting relationship]\n  3 Then she did.  [proposed Trusting relationship]"
    );
    assert_eq!(
        say(&mut app, "sentence 3"),
        "turn 2 Ann: Then she did.\n  1 proposed Trusting relationship: “Then she did.”"
    );
    assert_eq!(say(&mut app, "accept"), "accepted “Trusting relationship”");
    assert_eq!(
        say(&mut app, "undo"),
        "undone: accepted “Trusting relationship”"
    );
    assert_eq!(
        say(&mut app, "sentence 1 2"),
        "turn 2 Ann: It took weeks. She would not open the door at first.\n  1 ben: Trusting relationship: “She would not open the door at first.”"
    );
    assert_eq!(
        say(&mut app, "words 2 3"),
        "turn 2 Ann: took weeks\n  nothing is coded here"
    );
    assert_eq!(
        say(&mut app, "code wait"),
        "coded “Long waiting lists”\n  “took weeks”"
    );
    assert_eq!(say(&mut app, "memo a slow start"), "wrote a memo");
    assert_eq!(say(&mut app, "memo"), "a slow start");
    assert_eq!(say(&mut app, "remove 1"), "took “Long waiting lists” away");
    assert_eq!(
        say(&mut app, "next turn"),
        "turn 3 Interviewer: And then?\n  nothing is coded here"
    );
    assert!(say(&mut app, "new Then what under trust").contains("id: \"then-what\""));
    assert_eq!(
        say(&mut app, "find rang her"),
        "1 of 2: “rang her”\nturn 4 Ann: rang her\n  1 proposed Trusting relationship: “The waiting list was long. Eight months it was, and nobody …”"
    );
    assert!(say(&mut app, "quit").contains("Leave(Program)"));
}

#[test]
fn what_is_not_understood_is_said() {
    let mut app = app();
    assert_eq!(
        say(&mut app, "nxt"),
        "there is no command `nxt`; did you mean `next`? `help` lists them"
    );
    assert_eq!(
        say(&mut app, "next book"),
        "`book` is none of word, sentence, paragraph, turn"
    );
    assert_eq!(say(&mut app, "turn 9"), "write a number from 1 to 5");
    assert_eq!(
        say(&mut app, "sentence x"),
        "write a number, or two; there are 1 sentence here"
    );
    assert_eq!(say(&mut app, "accept"), "nothing is coded or proposed here");
    assert_eq!(
        say(&mut app, "code e"),
        "several codes fit: enablers, trust"
    );
    assert_eq!(
        say(&mut app, "code zzz"),
        "no code is called “zzz”; `codes` lists them"
    );
    assert_eq!(say(&mut app, "code old"), "this code is retired");
    assert_eq!(
        say(&mut app, "new Trusting relationship"),
        "the codebook has “Trusting relationship” already; `code trust` codes with it"
    );
    assert_eq!(say(&mut app, ""), "");
}

#[test]
fn a_second_code_of_one_name_is_made_only_by_who_asks_again() {
    let mut app = app();
    let doubt = "“Long waiting lists” is the name of the code `waiting` already: `code waiting` codes with it; the same line again makes a second one";
    let line = "new Long waiting lists under trust";
    assert_eq!(say(&mut app, line), doubt);
    assert!(app.coming.is_none());
    assert!(say(&mut app, line).contains("id: \"long-waiting-lists\""));
}

#[test]
fn what_is_refused_says_whose_it_was() {
    let mut app = app();
    say(&mut app, "disagreement");
    assert_eq!(
        say(&mut app, "reject"),
        "rejected “Trusting relationship” of ben"
    );
    say(&mut app, "proposal");
    let said = say(&mut app, "reject");
    assert!(said.ends_with(" of the rules"), "{said}");
}

#[test]
fn that_a_question_does_not_count_is_said_once() {
    let counts = vec![false, true, false, true, false];
    let mut app = App {
        script: script(TEXT).counting(counts),
        ..blank()
    }
    .begun(80, 24);
    say(&mut app, "turn 1");
    let first = say(&mut app, "code trust");
    assert!(
        first.contains("what interviewers say counts only with --role all"),
        "{first}"
    );
    let second = say(&mut app, "code waiting");
    assert!(
        second.starts_with("coded “Long waiting lists”\n"),
        "{second}"
    );
}

#[test]
fn no_answer_speaks_of_keys() {
    let mut app = app();
    say(&mut app, "proposal");
    let said = say(&mut app, "next");
    assert!(
        said.starts_with("`move` lays the proposal “Trusting relationship” here"),
        "{said}"
    );
    assert_eq!(say(&mut app, "move"), "accepted “Trusting relationship”");
    assert_eq!(coded(&app), [("trust", "And then?")]);
    assert_eq!(
        say(&mut app, "reject"),
        "this coding is yours; `remove` takes it away"
    );
    say(&mut app, "turn 2");
    say(&mut app, "sentence 2");
    let told = "this coding is ben's: `accept` takes it over, `reject` refuses it";
    assert_eq!(say(&mut app, "remove"), told);
    assert_eq!(say(&mut app, "memo hm"), told);
    assert_eq!(
        say(&mut app, "split"),
        "it is one sentence; `accept` takes it over"
    );
}

#[test]
fn another_transcript_is_opened_from_a_transcript() {
    let mut app = app();
    assert_eq!(say(&mut app, "open 2"), "Open(\"2\")");
    assert_eq!(
        say(&mut app, "open"),
        "write a number of the list, or a name: open 2"
    );
    let listed = super::super::linear::help_in_list().join("\n");
    assert!(
        listed.contains("open NUMBER") && !listed.contains("accept"),
        "{listed}"
    );
    let told = super::super::linear::not_in_list("turn 2");
    assert!(told.starts_with("`turn` works in a transcript; `open NUMBER`"));
}

#[test]
fn every_command_of_the_help_is_understood() {
    for word in WORDS {
        let mut app = app();
        let typed = word.usage.split_whitespace().next().unwrap();
        let said = say(&mut app, typed);
        assert!(!said.contains("there is no command"), "{typed}: {said}");
    }
}
