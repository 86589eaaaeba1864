use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::*;
use crate::analysis::agreement::rated::Mark;
use crate::analysis::coded::{Coder, Codings, Digests, Hands, Scratch};
use crate::analysis::selection::Filter;
use crate::codebook::{CodeIndex, Codebook, Unit};
use crate::matcher::Matcher;
use crate::study::{Document, Participant, Role, Study};
use crate::transcript::Transcript;
use crate::transcript::read::ReadOptions;

mod memos;
mod refused;

use refused::refused;

const CODES: &str = "\
codebook: t
codes:
  - id: help
    match: [help*]
    codes:
      - id: trust
        match: [trust*, rapport]
        unless: [NHS trust]
      - id: time
        match: [time, weeks]
  - id: waiting
    match: [waiting list*]
";

/// One sentence a line; what is found is told by its first words.
const TALK: &str = "\
Moderator: Do they trust you?

P1: They trust us in time. Rapport takes weeks. It is far away.

Moderator: And what else?

P2: I do not trust the bus. The waiting list is long.

P1: Weeks go by. [laughs]

P3: Nobody helps.
";

fn codebook() -> Codebook {
    let parsed = crate::codebook::parse(Arc::new(Source::new("t.yaml", CODES)));
    parsed.codebook.expect("it has codes")
}

fn study() -> Study {
    let person = |id: &str, host: &str| Participant {
        id: id.to_owned(),
        role: Role::Participant,
        labels: vec![crate::study::Label {
            label: id.to_owned(),
            transcript: None,
        }],
        attributes: [("host".to_owned(), host.to_owned())].into(),
        place: None,
    };
    let mut study = Study::default();
    study.participants = vec![person("P1", "Anchor"), person("P2", "Keel House")];
    study.documents = vec![document()];
    study
}

fn document() -> Document {
    Document {
        id: "groups/fg1".to_owned(),
        path: PathBuf::from("groups/fg1.docx"),
        name: "t.txt".to_owned(),
        attributes: BTreeMap::from([("phase".to_owned(), "2".to_owned())]),
        options: ReadOptions::default(),
        moderators: Vec::new(),
    }
}

/// A person who coded these words, which stand in the talk.
#[derive(Debug)]
struct Ann(Vec<(&'static str, &'static str)>);

impl Codings for Ann {
    fn of(&self, codebook: &Codebook, _: &Document, transcript: &Transcript) -> Option<Vec<Mark>> {
        let text = transcript.source.text();
        let mark = |(code, words): &(&str, &str)| {
            let start = text.find(words)?;
            Some(Mark {
                code: codebook.find(code)?,
                span: Span::new(start, start + words.len()),
            })
        };
        self.0.iter().map(mark).collect()
    }
}

/// What a query finds: the first two words of each segment, and behind a colon what it found there.
fn found(query: &str) -> Vec<String> {
    found_by(query, Unit::Sentence, &Ann(Vec::new()))
}

fn every(codebook: &Codebook) -> Vec<CodeIndex> {
    let all = u32::try_from(codebook.codes.len()).unwrap();
    (0..all).map(CodeIndex).collect()
}

fn found_by(query: &str, unit: Unit, ann: &dyn Codings) -> Vec<String> {
    let (codebook, study) = (codebook(), study());
    let selection = Filter::default().resolve(&study, Some(&codebook)).unwrap();
    let matcher = Matcher::new(&codebook, unit);
    let people: Vec<&dyn Codings> = vec![ann];
    let hands = Hands::People {
        codebook: &codebook,
        people: &people,
        and_rules: true,
        all: false,
    };
    let coder = Coder {
        study: &study,
        matcher: &matcher,
        hands,
        unit,
        selection: &selection,
        digests: Digests::Left,
    };
    let mut scratch = Scratch::default();
    let document = document();
    let coded = coder
        .code_bytes(&document, TALK.into(), &mut scratch)
        .unwrap();
    let names = Names {
        study: &study,
        codebook: &codebook,
        people: &["ann"],
        has_rules: true,
        codes: &every(&codebook),
    };
    let retrieval = Query::parse(query).unwrap().resolve(&names);
    let retrieval = retrieval.unwrap_or_else(|faults| panic!("{query}: {faults:?}"));
    let work = retrieval.ready(unit, &selection.codes());
    let source = &coded.transcript.source;
    let shown = |it: &Found| {
        let mut words = source.slice(it.segment).split_whitespace();
        let first = [words.next().unwrap_or(""), words.next().unwrap_or("")].join(" ");
        let stretches: Vec<&str> = it
            .stretches
            .iter()
            .map(|span| source.slice(*span))
            .collect();
        format!("{first}: {}", stretches.join(", "))
    };
    let found = work.find(&coder, &coded, &mut scratch);
    found.iter().map(shown).collect()
}

/// The segments alone.
fn segments(query: &str) -> Vec<String> {
    let cut = |it: String| it.split(": ").next().unwrap_or_default().to_owned();
    found(query).into_iter().map(cut).collect()
}

#[test]
fn a_code_stands_for_those_below_it() {
    assert_eq!(
        found("help"),
        [
            "They trust: trust, time",
            "Rapport takes: Rapport, weeks",
            "I do: trust",
            "Weeks go: Weeks",
            "Nobody helps.: helps"
        ]
    );
    assert_eq!(segments("help.*").len(), 4);
    assert_eq!(found("help.trust"), found("code:trust"));
    assert_eq!(segments("*").len(), 6);
}

#[test]
fn and_or_and_not_are_about_segments() {
    assert_eq!(
        found("trust and time"),
        ["They trust: trust, time", "Rapport takes: Rapport, weeks"]
    );
    assert_eq!(segments("trust and not time"), ["I do"]);
    assert_eq!(
        segments("{time, waiting} and not trust"),
        ["The waiting", "Weeks go"]
    );
    // What counts and says something, and is not coded: neither moderators nor laughter.
    assert_eq!(segments("not *"), ["It is"]);
}

#[test]
fn positions_bind_closer_than_not_and_than_or() {
    let same = |a: &str, b: &str| assert_eq!(found(a), found(b), "{a}");
    same("time or trust and waiting", "time or (trust and waiting)");
    same("not trust and time", "(not trust) and time");
    same(
        "not trust same turn waiting",
        "not (trust same turn waiting)",
    );
    same(
        "time and trust near 1 turn waiting",
        "time and (trust near 1 turn waiting)",
    );
    same("NOT trust AND time", "not trust and time");
    assert_ne!(
        found("time or trust and waiting"),
        found("(time or trust) and waiting")
    );
}

#[test]
fn positions_are_about_stretches() {
    assert_eq!(found("trust same turn waiting"), ["I do: trust"]);
    assert_eq!(
        segments("trust same sentence time"),
        ["They trust", "Rapport takes"]
    );
    assert_eq!(segments("trust overlaps time"), [""; 0]);
    assert_eq!(segments("trust overlaps \"trust us\""), ["They trust"]);
    assert_eq!(segments("trust within \"trust us\""), ["They trust"]);
    assert_eq!(segments("\"trust us\" contains trust"), ["They trust"]);
    assert_eq!(segments("trust contains \"trust us\""), [""; 0]);
    // `us in` stand between.
    assert_eq!(segments("trust near 1 word time"), ["Rapport takes"]);
    assert_eq!(
        segments("trust within 2 words of time"),
        ["They trust", "Rapport takes"]
    );
    assert_eq!(
        segments("time near 2 words of trust"),
        ["They trust", "Rapport takes"]
    );
}

#[test]
fn turns_are_counted_with_those_of_moderators() {
    // P1, moderator, P2, P1: two turns, and one.
    assert_eq!(segments("waiting near 1 turns time"), ["The waiting"]);
    assert_eq!(segments("time near 1 turn waiting"), ["Weeks go"]);
    assert_eq!(
        segments("time near 2 turns waiting"),
        ["They trust", "Rapport takes", "Weeks go"]
    );
}

#[test]
fn what_follows_begins_behind_it_and_what_precedes_ends_before() {
    assert_eq!(
        segments("trust followed by waiting"),
        ["They trust", "Rapport takes", "I do"]
    );
    assert_eq!(
        segments("trust followed within 0 turns by waiting"),
        ["I do"]
    );
    assert_eq!(segments("time preceded by waiting"), ["Weeks go"]);
    assert_eq!(segments("waiting followed by trust"), [""; 0]);
    assert_eq!(
        segments("waiting preceded within 0 turns by trust"),
        ["The waiting"]
    );
}

#[test]
fn fields_are_of_who_speaks_and_where() {
    assert_eq!(
        segments("time and speaker=p1"),
        ["They trust", "Rapport takes", "Weeks go"]
    );
    assert_eq!(segments("trust and host=\"Keel House\""), ["I do"]);
    assert_eq!(
        segments("trust and host!=\"Keel House\""),
        ["They trust", "Rapport takes"]
    );
    assert_eq!(
        segments("participant={P2, P3@groups/fg1}"),
        ["I do", "The waiting", "Nobody helps."]
    );
    assert_eq!(
        segments("waiting and transcript=fg1 and phase={2}"),
        ["The waiting"]
    );
    // Nobody says where P3 works: that is not Anchor.
    assert_eq!(segments("help and host!=Anchor"), ["I do", "Nobody helps."]);
    assert_eq!(segments("role=moderator"), [""; 0]);
}

#[test]
fn negated_speaks_of_the_codes_beside_it() {
    assert_eq!(found("trust and negated"), ["I do: trust"]);
    assert_eq!(
        segments("trust and not negated"),
        ["They trust", "Rapport takes"]
    );
    // `Nobody` negates as well.
    assert_eq!(segments("negated"), ["I do", "Nobody helps."]);
    assert_eq!(segments("not trust and negated"), ["Nobody helps."]);
    assert_eq!(segments("\"trust\" and negated"), ["I do"]);
    assert_eq!(segments("(trust or waiting) and not negated").len(), 3);
    assert_eq!(
        segments("(trust and negated) near 0 turns waiting"),
        ["I do"]
    );
}

#[test]
fn coder_speaks_of_who_laid_the_codes_beside_it() {
    let ann = Ann(vec![
        ("trust", "They trust us"),
        ("waiting", "It is far away."),
    ]);
    let found = |query: &str| found_by(query, Unit::Sentence, &ann);
    assert_eq!(found("trust and coder=ann"), ["They trust: They trust us"]);
    assert_eq!(found("* and coder=ann").len(), 2);
    assert_eq!(found("coder=ann"), found("* and coder=ann"));
    assert_eq!(found("trust and coder!=ann").len(), 3);
    assert_eq!(
        found("(trust and coder=ann) and (trust and coder=rules)").len(),
        1
    );
    assert_eq!(
        found("(trust and coder=rules) and not (trust and coder=ann)").len(),
        2
    );
    // Nobody coded words of the talk: something is coded where they stand.
    assert_eq!(
        found("\"far\" and coder=ann"),
        ["It is: It is far away., far"]
    );
    assert_eq!(found("(\"far\" or trust) and coder=ann").len(), 2);
}

#[test]
fn segments_are_what_the_study_says() {
    let none = Ann(Vec::new());
    let turns = found_by("trust and waiting", Unit::Turn, &none);
    assert_eq!(turns, ["I do: trust, waiting list"]);
    assert_eq!(found_by("*", Unit::Turn, &none).len(), 4);
}

#[test]
fn words_of_the_talk_are_what_a_codebook_says() {
    assert_eq!(
        found("\"{waiting,long} list*\""),
        ["The waiting: waiting list"]
    );
    assert_eq!(found("regex:\"w(eek|ait)\\w+\"").len(), 3);
    assert_eq!(found("stem:\"trusted\"").len(), 2);
    assert_eq!(found("\"[laughs]\""), ["[laughs] : [laughs]"]);
    assert_eq!(refused("trust and \"a}\"").0, "}");
    assert_eq!(refused("regex:\"(\"").0, "regex:\"(\"");
}
