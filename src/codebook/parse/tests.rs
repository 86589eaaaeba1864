use super::*;
use crate::codebook::{Codebook, Negated, Reach, Term, Test, Unit};
use proptest::prelude::*;

fn parsed(text: &str) -> Parsed {
    parse(Arc::new(Source::new("book.yaml", text)))
}

/// The codebook of a text without faults.
fn book(text: &str) -> Codebook {
    let parsed = parsed(text);
    assert!(parsed.diagnostics.is_empty(), "{:#?}", parsed.diagnostics);
    parsed.codebook.expect("a book without faults is there")
}

fn rules(text: &str) -> Codebook {
    let indented = text.replace('\n', "\n      ");
    book(&format!(
        "codebook: t\ncodes:\n  - id: money\n    match: [debt*]\n  - id: a\n    match:\n      {indented}\n"
    ))
}

#[test]
fn every_kind_of_rule_is_written_on_one_line() {
    let book = rules(
        "- trust*\n- term: 'build* {a,the,} rapport'\n- regex: 'felt (safe|listened to)'\n- stem: refer client\n\
         - near: {terms: [open*, {stem: up}, client*], within: 5}\n- near: {terms: [time, trust*], within: 1, ordered: true}\n\
         - all: [referr*, {code: money}]\n- code: money",
    );
    let written: Vec<&str> = book.rules[1..]
        .iter()
        .map(|it| it.written.as_str())
        .collect();
    assert_eq!(
        written,
        [
            "trust*",
            "build* {a,the,} rapport",
            "regex: felt (safe|listened to)",
            "stem: refer client",
            "near: open*, stem: up, client* (within 5)",
            "near: time, trust* (within 1, in order)",
            "all: referr*, code: money",
            "code: money"
        ]
    );
    assert!(matches!(&book.rules[4].test, Test::Term(Term::Stem(words)) if words.len() == 2));
}

#[test]
fn exclusions_say_how_near_they_reach() {
    let book = rules(
        "- term: trust*\n  unless: [NHS trust, {term: NHS, within: 3}, {regex: 'no\\w*', within: 1}, {term: hospital, in: sentence}]",
    );
    let written: Vec<&str> = book
        .exclusions
        .iter()
        .map(|it| it.written.as_str())
        .collect();
    assert_eq!(
        written,
        [
            "NHS trust",
            "NHS within 3 words",
            r"regex: no\w* within 1 word",
            "hospital in the same sentence"
        ]
    );
    assert_eq!(book.exclusions[1].reach, Reach::Words(3));
    assert_eq!(book.exclusions[3].reach, Reach::Same(Unit::Sentence));
}

const TREE: &str = "\
codebook: tree
version: 1.10
language: en-GB
codes:
  - id: a
    unless: [x]
    codes:
      - id: b
        match: [one, {term: two, unless: [y, z]}]
        unless: [q]
        codes:
          - id: c
            match: [three]
    match: [{code: a.b.c}, four]
  - id: d
    retired: true
    match: [five]
    unless: [w]
  - id: e
    match: [six]
";

#[test]
fn parents_stand_before_their_children_and_ranges_are_in_a_row() {
    let book = book(TREE);
    assert_eq!(book.version.as_deref(), Some("1.10"));
    let paths: Vec<&str> = book.codes.iter().map(|code| code.path.as_str()).collect();
    assert_eq!(paths, ["a", "a.b", "a.b.c", "d", "e"]);
    let subtrees: Vec<_> = book.codes.iter().map(|code| code.subtree.clone()).collect();
    assert_eq!(subtrees, [0..3, 1..3, 2..3, 3..4, 4..5]);
    for code in &book.codes {
        for rule in &book.rules[code.rules.start as usize..code.rules.end as usize] {
            assert_eq!(book.code(rule.code).id, code.id);
        }
    }
    let written = |code: usize| -> Vec<&str> {
        let range = book.codes[code].rules.clone();
        let rules = &book.rules[range.start as usize..range.end as usize];
        rules.iter().map(|rule| rule.written.as_str()).collect()
    };
    assert_eq!(written(0), ["code: a.b.c", "four"]);
    assert_eq!(written(1), ["one", "two"]);
    assert_eq!(written(3), [""; 0]);
    assert_eq!(written(4), ["six"]);
}

#[test]
fn a_rule_has_its_own_exclusions_beside_those_of_its_code() {
    let book = book(TREE);
    let of = |range: &std::ops::Range<u32>| -> Vec<&str> {
        let exclusions = &book.exclusions[range.start as usize..range.end as usize];
        exclusions.iter().map(|it| it.written.as_str()).collect()
    };
    assert_eq!(of(&book.codes[0].exclusions), ["x"]);
    assert_eq!(of(&book.codes[1].exclusions), ["q"]);
    assert_eq!(of(&book.rules[3].exclusions), ["y", "z"]);
    assert_eq!(
        book.exclusions.len(),
        4,
        "a retired code's exclusion is gone"
    );
}

#[test]
fn a_rule_says_more_than_its_code() {
    let book = book(
        "codebook: t\ncodes:\n  - id: a\n    speakers: [P1]\n    roles: [moderator]\n    negated: stop\n    match:\n      - x\n      - {term: y, speakers: [P2, P3], negated: only}\n",
    );
    assert_eq!(book.rules[0].speakers, ["P1"]);
    assert_eq!(book.rules[0].negated, Negated::Stop);
    assert_eq!(book.rules[1].speakers, ["P2", "P3"]);
    assert_eq!(book.rules[1].roles, ["moderator"]);
    assert_eq!(book.rules[1].negated, Negated::Only);
}

#[test]
fn words_that_look_like_other_things_are_words() {
    let book = rules("- no\n- on\n- 012\n- 1.10\n- true\n- 2024-01-01");
    let written: Vec<&str> = book.rules[1..]
        .iter()
        .map(|it| it.written.as_str())
        .collect();
    assert_eq!(written, ["no", "on", "012", "1.10", "true", "2024-01-01"]);
}

#[test]
fn an_empty_list_of_negating_words_turns_negation_off() {
    let book = book("codebook: t\nnegation: {words: [], before: 3}\ncodes: [{id: a}]\n");
    assert_eq!(book.negation.words.as_deref(), Some(&[][..]));
    assert_eq!((book.negation.before, book.negation.after), (3, 0));
}

#[test]
fn long_chains_of_references_are_followed() {
    use std::fmt::Write as _;
    let mut text = "codebook: t\ncodes:\n".to_owned();
    for i in 0..20_000 {
        let _ = writeln!(text, "  - {{id: c{i}, match: [{{code: c{}}}]}}", i + 1);
    }
    assert!(
        parsed(&(text.clone() + "  - {id: c20000, match: [x]}\n"))
            .diagnostics
            .is_empty()
    );
    let circle = parsed(&(text + "  - {id: c20000, match: [{code: c19999}]}\n"));
    assert_eq!(circle.diagnostics.len(), 1);
    assert!(
        circle.diagnostics[0]
            .message
            .ends_with("c19999 → c20000 → c19999")
    );
}

#[test]
fn a_large_circle_is_told_in_short() {
    use std::fmt::Write as _;
    let mut text = "codebook: t\ncodes:\n".to_owned();
    for i in 0..500 {
        let to = (i + 1) % 500;
        let _ = writeln!(
            text,
            "  - {{id: c{i}, match: [{{code: c0}}, {{code: c{to}}}]}}"
        );
    }
    let faults = parsed(&text).diagnostics;
    assert!(faults.len() <= 20);
    assert!(faults.iter().all(|fault| fault.message.len() < 200));
}

proptest! {
    #[test]
    fn a_mutated_codebook_never_panics(at in 0..TREE.len(), cut in 0usize..6, put in "[-a-c:#&*!|'\"{}\\[\\], \n\té—(?]{0,4}") {
        let end = (at + cut).min(TREE.len());
        let text = format!("{}{put}{}", &TREE[..at], &TREE[end..]);
        let parsed = parsed(&text);
        for fault in &parsed.diagnostics {
            let mut out = Vec::new();
            crate::diagnostic::render::human(fault, &mut out).unwrap();
        }
        if let Some(book) = parsed.codebook {
            for code in &book.codes {
                prop_assert!(code.rules.end as usize <= book.rules.len());
                prop_assert!(code.exclusions.end as usize <= book.exclusions.len());
                prop_assert!(code.subtree.end as usize <= book.codes.len());
            }
        }
    }

    #[test]
    fn any_rule_never_panics(rule in "[-a-c:*?|()+\\\\'\"{}\\[\\],^$.0-9 é—]{0,16}") {
        for key in ["term", "regex", "stem", "code"] {
            parsed(&format!("codebook: t\ncodes: [{{id: a, match: [{{{key}: {}}}]}}]\n", yaml::scalar(&rule)));
        }
    }
}
