//! What the linter says of rules is true of every text: random codebooks and random texts try to prove it wrong.
//!
//! Codebooks and texts are made of few letters, so that rules overlap, hide and stop one another all the time.
//! `THEMATICA_CASES` sets how many of each are tried.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use thematica::codebook::{self, Codebook, RuleIndex};
use thematica::coding::{Hit, Stop};
use thematica::diagnostic::{Diagnostic, Place, Severity, mend};
use thematica::lint::trial::{self, Teller};
use thematica::lint::{self, Level, Levels, Look, Settings};
use thematica::text::{Source, Span};

fn cases() -> ProptestConfig {
    let given = std::env::var("THEMATICA_CASES").ok();
    let cases = given.and_then(|it| it.parse().ok()).unwrap_or(300);
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(cases)
    }
}

const WORDS: &[&str] = &[
    "a", "b", "ab", "ba", "aab", "bar's", "A", "not", "x", "abs", "[laughs]",
];

fn words() -> impl Strategy<Value = String> {
    select(
        &[
            "a",
            "b",
            "ab",
            "aab",
            "a*",
            "*b",
            "b?",
            "*",
            "not",
            "b's",
            "bar",
            "{a,b}",
            "{a,a b}",
            "{a,A,b*}",
            r"\b",
            "[laughs]",
            "{a b,[laughs]}",
        ][..],
    )
    .prop_map(str::to_owned)
}

fn term() -> impl Strategy<Value = String> {
    let words = prop::collection::vec((words(), select(&[" ", "-"][..])), 1..3);
    words.prop_map(|words| {
        let text: String = words
            .into_iter()
            .flat_map(|(word, gap)| [word, gap.to_owned()])
            .collect();
        format!(
            "'{}'",
            text.trim_end_matches([' ', '-']).replace('\'', "''")
        )
    })
}

fn keyed() -> impl Strategy<Value = String> {
    let regex = select(
        &[
            "a",
            "a b",
            "[ab]+",
            "a?b",
            "(a|a b)",
            r"a\w*",
            "[Aa]b",
            r"a\-b",
            "b( a)?",
            "(?i)a",
            r"\[laughs\]",
            r"a( \[)?",
        ][..],
    );
    let stem = select(&["abs", "a", "bar's", "bars"][..]);
    let code = select(&["one", "two", "three", "empty"][..]);
    prop_oneof![
        4 => term().prop_map(|term| format!("term: {term}")),
        2 => regex.prop_map(|regex| format!("regex: '{regex}'")),
        1 => stem.prop_map(|stem| format!("stem: \"{stem}\"")),
        1 => code.prop_map(|code| format!("code: {code}")),
    ]
}

fn exclusion() -> impl Strategy<Value = String> {
    let reach = select(
        &[
            "",
            "",
            "",
            ", within: 0",
            ", within: 1",
            ", in: sentence",
            ", in: turn",
        ][..],
    );
    prop_oneof![
        term(),
        (keyed(), reach).prop_map(|(keyed, reach)| format!("{{{keyed}{reach}}}"))
    ]
}

fn unless() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(String::new()),
        1 => prop::collection::vec(exclusion(), 1..3).prop_map(|it| format!(", unless: [{}]", it.join(", "))),
    ]
}

fn rule() -> impl Strategy<Value = String> {
    let several = (
        prop::collection::vec(keyed(), 2..4),
        select(
            &[
                "all: [T]",
                "near: {terms: [T], within: 0}",
                "near: {terms: [T], within: 2}",
                "near: {terms: [T], within: 1, ordered: true}",
            ][..],
        ),
    )
        .prop_map(|(terms, form)| {
            let terms: Vec<String> = terms.iter().map(|it| format!("{{{it}}}")).collect();
            form.replace('T', &terms.join(", "))
        });
    let test = prop_oneof![4 => keyed(), 1 => several];
    let whose = select(
        &[
            "",
            "",
            "",
            ", negated: stop",
            ", negated: only",
            ", negated: keep",
            ", roles: [moderator]",
            ", speakers: [Ann]",
        ][..],
    );
    prop_oneof![
        2 => term(),
        2 => (test, unless(), whose).prop_map(|(test, unless, whose)| format!("{{{test}{unless}{whose}}}")),
    ]
}

/// A codebook of three codes, the second below the first, with a comment on every other line.
fn book() -> impl Strategy<Value = String> {
    let code = (
        prop::collection::vec(rule(), 1..5),
        prop::collection::vec(exclusion(), 0..2),
        any::<bool>(),
    );
    let negation = select(
        &[
            "",
            "negation: {words: [], before: 5}\n",
            "negation: {before: 0, after: 2}\n",
            "negation: {words: [x], after: 1}\n",
        ][..],
    );
    (negation, prop::collection::vec(code, 3), any::<bool>()).prop_map(|(negation, codes, crlf)| {
        let head = format!("codebook: c\nversion: 1.0.0\n{negation}codes:");
        let mut lines = vec![head];
        let mut number = 0;
        let mut comment = || {
            number += 1;
            format!("# remark {number}.")
        };
        let places = [("one", ""), ("two", "    "), ("three", "")];
        for ((id, indent), (rules, exclusions, flow)) in places.into_iter().zip(&codes) {
            lines.push(format!("{indent}  {}", comment()));
            lines.push(format!("{indent}  - id: {id}"));
            if *flow {
                let rules = rules.join(", ");
                lines.push(format!("{indent}    match: [{rules}] {}", comment()));
            } else {
                lines.push(format!("{indent}    match:"));
                for rule in rules {
                    lines.push(format!("{indent}      {}", comment()));
                    // A rule with a comment behind it is not taken out.
                    let behind = if rule.len() % 2 == 0 {
                        comment()
                    } else {
                        String::new()
                    };
                    lines.push(format!("{indent}      - {rule} {behind}"));
                }
            }
            if !exclusions.is_empty() {
                lines.push(format!("{indent}    unless: [{}]", exclusions.join(", ")));
            }
            if id == "one" {
                lines.push("    codes:".to_owned());
            }
        }
        lines.push("  - id: empty\n".to_owned());
        let text = lines.join("\n");
        if crlf {
            text.replace('\n', "\r\n")
        } else {
            text
        }
    })
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    let gap = select(&[" ", " ", " ", "-", ", ", ". ", "  ", "; "][..]);
    let text = prop::collection::vec((select(WORDS), gap), 1..8).prop_map(|words| {
        words
            .into_iter()
            .flat_map(|(word, gap)| [word, gap])
            .collect::<String>()
    });
    prop::collection::vec(text, 12)
}

fn parse(text: &str) -> Option<Codebook> {
    let parsed = codebook::parse(Arc::new(Source::new("c.yaml", text)));
    let is_sound = !parsed
        .diagnostics
        .iter()
        .any(|it| it.severity == Severity::Error);
    parsed.codebook.filter(|_| is_sound)
}

fn levels() -> Levels {
    let mut levels = Levels::default();
    for name in ["unsorted-patterns", "needless-variant", "needless-escape"] {
        levels.set(name, Level::Warning).unwrap();
    }
    levels
}

/// Every text as said by all for whom a rule may hold.
fn hits(look: &Look<'_>, texts: &[String]) -> Vec<Vec<Hit>> {
    let mut tellers: Vec<Teller> = vec![trial::ANYONE];
    for number in 0..look.codebook.rules.len() {
        let teller = trial::teller(look.codebook, RuleIndex(u32::try_from(number).unwrap()));
        if !tellers.contains(&teller) {
            tellers.push(teller);
        }
    }
    let said: Vec<(&str, Teller)> = tellers
        .iter()
        .flat_map(|teller| texts.iter().map(|text| (&text[..], teller.clone())))
        .collect();
    look.hits(&said)
}

fn span(fault: &Diagnostic) -> Span {
    match &fault.place {
        Place::Span(_, span) => *span,
        _ => panic!("a finding in a codebook has a span"),
    }
}

fn rule_at(book: &Codebook, fault: &Diagnostic) -> Option<RuleIndex> {
    let at = book
        .rules
        .iter()
        .position(|rule| rule.span == span(fault))?;
    Some(RuleIndex(u32::try_from(at).unwrap()))
}

/// The bytes that hits which count have of a code, those of a rule left out.
fn coded<'h>(
    hits: impl IntoIterator<Item = &'h Hit>,
    code: u32,
    without: Option<RuleIndex>,
) -> BTreeSet<usize> {
    hits.into_iter()
        .filter(|hit| hit.stopped.is_none() && hit.code.0 == code && hit.rule() != without)
        .flat_map(|hit| {
            hit.matched()
                .iter()
                .flat_map(|span| span.range())
                .collect::<Vec<_>>()
        })
        .collect()
}

/// What each code finds in each text.
fn coding(book: &Codebook, texts: &[String]) -> BTreeMap<(usize, String), BTreeSet<usize>> {
    let look = Look::new(book, Settings::default());
    let said = [trial::ANYONE].map(|teller| {
        texts
            .iter()
            .map(|it| (&it[..], teller.clone()))
            .collect::<Vec<_>>()
    });
    let mut coding = BTreeMap::new();
    for (number, hits) in look.hits(&said[0]).iter().enumerate() {
        for (code, written) in (0..).zip(&book.codes) {
            coding.insert((number, written.id.clone()), coded(hits, code, None));
        }
    }
    coding
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_is_said_of_rules_holds_in_every_text(text in book(), texts in texts()) {
        let Some(book) = parse(&text) else { return Ok(()) };
        let look = Look::new(&book, Settings::default());
        let found = lint::codebook(&look, &levels());
        let hits = hits(&look, &texts);
        for fault in &found {
            let told = || format!("{}\n{text}\n{texts:?}", fault.message);
            match (fault.rule, rule_at(&book, fault)) {
                ("never-matches", Some(rule)) => {
                    let counts = |hit: &&Hit| hit.rule() == Some(rule) && hit.stopped.is_none();
                    prop_assert_eq!(hits.iter().flatten().find(counts), None, "{}", told());
                }
                ("shadowed-pattern" | "duplicate-pattern", Some(rule)) => {
                    let code = book.rule(rule).code.0;
                    for hits in &hits {
                        prop_assert_eq!(coded(hits, code, None), coded(hits, code, Some(rule)), "{}", told());
                    }
                }
                ("needless-variant", Some(rule)) if fault.fix.is_some() => {
                    let code = book.rule(rule).code.0;
                    for hits in &hits {
                        prop_assert_eq!(coded(hits, code, None), coded(hits, code, Some(rule)), "{}", told());
                    }
                }
                ("idle-exclusion", _) => {
                    let exclusion = book.exclusions.iter().position(|it| it.span == span(fault)).unwrap();
                    let stops = |hit: &&Hit| matches!(hit.stopped, Some(Stop::Exclusion(of, _)) if of.0 as usize == exclusion);
                    prop_assert_eq!(hits.iter().flatten().find(stops), None, "{}", told());
                }
                _ => {}
            }
        }
    }

    #[test]
    fn mending_changes_no_coding_and_loses_no_comment(text in book(), texts in texts()) {
        let Some(book) = parse(&text) else { return Ok(()) };
        let before = coding(&book, &texts);
        let mut newest = text.clone();
        for round in 0.. {
            prop_assert!(round < 30, "mending never ends\n{text}\n{newest}");
            let book = parse(&newest);
            prop_assert!(book.is_some(), "it cannot be read any more\n{text}\n{newest}");
            let book = book.unwrap();
            let found = lint::codebook(&Look::new(&book, Settings::default()), &levels());
            let mended = mend(&book.source, &found);
            prop_assert_eq!(&before, &coding(&book, &texts), "{}\n{}", text, newest);
            if mended.text == newest {
                break;
            }
            newest = mended.text;
        }
        for remark in text.split('#').skip(1).filter_map(|it| it.split_inclusive('.').next()) {
            prop_assert!(newest.contains(remark), "lost:{remark}\n{text}\n{newest}");
        }
        prop_assert_eq!(text.contains('\r'), newest.contains('\r'));
        prop_assert_eq!(newest.matches('\r').count() % 2 , newest.matches("\r\n").count() % 2);
    }

    #[test]
    fn an_expression_that_is_only_words_finds_what_the_term_finds(
        regex in "[abA' _–-]{1,6}",
        texts in prop::collection::vec("[abA' _–.-]{1,12}", 12),
    ) {
        let quoted = format!("'{}'", regex.replace('\'', "''"));
        let text = format!("codebook: c\ncodes:\n  - id: one\n    match: [{{regex: {quoted}}}]\n  - id: two\n    match: [{quoted}]\n");
        let Some(book) = parse(&text) else { return Ok(()) };
        let look = Look::new(&book, Settings::default());
        if lint::codebook(&look, &levels()).iter().any(|it| it.rule == "literal-regex") {
            for hits in hits(&look, &texts) {
                prop_assert_eq!(coded(&hits, 0, None), coded(&hits, 1, None), "{}\n{:?}", &regex, &texts);
            }
        }
    }

    #[test]
    fn a_needless_class_finds_what_one_of_its_characters_finds(
        class in "[aAáb'’ –ßẞ-]{2,3}",
        texts in prop::collection::vec("[abAá'’ ßs.-]{1,12}", 12),
    ) {
        for c in class.chars() {
            let c = c.to_string().replace('\'', "''");
            let quoted = class.replace('\'', "''");
            let text = format!("codebook: c\ncodes:\n  - id: one\n    match: [{{regex: 'a[{quoted}]b'}}]\n  - id: two\n    match: [{{regex: 'a{c}b'}}]\n");
            let Some(book) = parse(&text) else { return Ok(()) };
            let look = Look::new(&book, Settings::default());
            if lint::codebook(&look, &levels()).iter().any(|it| it.message.starts_with("`[")) {
                for hits in hits(&look, &texts) {
                    prop_assert_eq!(coded(&hits, 0, None), coded(&hits, 1, None), "{}\n{:?}", &text, &texts);
                }
            }
        }
    }
}

#[test]
fn random_codebooks_have_everything_that_is_claimed() {
    let mut runner = TestRunner::deterministic();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut mended = 0;
    for _ in 0..600 {
        let text = book().new_tree(&mut runner).unwrap().current();
        let Some(book) = parse(&text) else { continue };
        let found = lint::codebook(&Look::new(&book, Settings::default()), &levels());
        mended += found.iter().filter(|it| it.fix.is_some()).count();
        seen.extend(found.iter().map(|it| it.rule));
    }
    for rule in [
        "never-matches",
        "shadowed-pattern",
        "duplicate-pattern",
        "needless-variant",
        "needless-escape",
        "idle-exclusion",
        "unsorted-patterns",
    ] {
        assert!(seen.contains(rule), "{rule} is not in {seen:?}");
    }
    assert!(mended > 100, "{mended}");
}

#[test]
fn a_rule_that_needs_a_letter_does_not_fire_on_any_words() {
    for (regex, is_any) in [
        (r"\w+", true),
        (r"\w*q\w*", false),
        (r"\w*z\w*", false),
        (r"\w*[aeiou]\w*", false),
    ] {
        let text = format!("codebook: c\ncodes:\n  - id: one\n    match: [{{regex: '{regex}'}}]\n");
        let book = parse(&text).unwrap();
        let found = lint::codebook(&Look::new(&book, Settings::default()), &levels());
        assert_eq!(
            found.iter().any(|it| it.rule == "matches-everything"),
            is_any,
            "{regex}"
        );
    }
}
