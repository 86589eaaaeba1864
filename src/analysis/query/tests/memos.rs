//! Queries that ask what people wrote on their codings.

use super::*;

/// A person who coded these words, with a memo on some.
#[derive(Debug)]
struct Bea;

const CODED: [(&str, &str, &str); 4] = [
    ("trust", "They trust us", "Ask Helen: is this time?"),
    ("time", "takes weeks", ""),
    ("waiting", "The waiting list is long", "NHS Trust meant?"),
    ("time", "Weeks go by", "P1: asks again"),
];

impl Bea {
    fn marks(codebook: &Codebook, transcript: &Transcript) -> Vec<(Mark, String)> {
        let mark = |(code, words, memo): &(&str, &str, &str)| {
            let start = transcript.source.text().find(words).unwrap();
            let mark = Mark {
                code: codebook.find(code).unwrap(),
                span: Span::new(start, start + words.len()),
            };
            (mark, (*memo).to_owned())
        };
        CODED.iter().map(mark).collect()
    }
}

impl Codings for Bea {
    fn of(&self, codebook: &Codebook, _: &Document, transcript: &Transcript) -> Option<Vec<Mark>> {
        let marks = Self::marks(codebook, transcript).into_iter();
        Some(marks.map(|(mark, _)| mark).collect())
    }

    fn memos(
        &self,
        codebook: &Codebook,
        _: &Document,
        transcript: &Transcript,
    ) -> Vec<(Mark, String)> {
        let mut marks = Self::marks(codebook, transcript);
        marks.retain(|(_, memo)| !memo.is_empty());
        marks
    }
}

fn asked(query: &str) -> Vec<String> {
    let cut = |it: String| it.split(": ").next().unwrap_or_default().to_owned();
    let found = found_by(query, Unit::Sentence, &Bea);
    found.into_iter().map(cut).collect()
}

#[test]
fn a_memo_belongs_to_the_coding_it_is_on() {
    assert_eq!(asked("memo"), ["They trust", "The waiting", "Weeks go"]);
    assert_eq!(asked("time and memo"), ["Weeks go"]);
    assert_eq!(
        asked("time and not memo"),
        ["They trust", "Rapport takes", "Weeks go"],
        "the rules found time there too, and wrote no memo"
    );
    assert_eq!(asked("time and not memo and coder=ann"), ["Rapport takes"]);
    assert_eq!(asked("trust followed by (time and memo)"), ["I do"]);
    assert_eq!(asked("\"long\" and memo"), ["The waiting"]);
    assert_eq!(asked("MEMO and phase=2 and waiting"), ["The waiting"]);
}

#[test]
fn words_of_a_memo_are_terms_of_a_codebook() {
    assert_eq!(asked("memo=\"ask*\""), ["They trust", "Weeks go"]);
    assert_eq!(asked("memo=\"ask helen\""), ["They trust"]);
    assert_eq!(
        asked("memo={helen, \"nhs trust\"}"),
        ["They trust", "The waiting"]
    );
    assert_eq!(
        asked("memo=p1"),
        ["Weeks go"],
        "a label is a part of a memo"
    );
    assert_eq!(asked("waiting and memo!=\"ask*\""), ["The waiting"]);
    assert_eq!(asked("memo=\"helen\" and time"), Vec::<String>::new());
    assert_eq!(asked("trust and memo=\"trust\""), Vec::<String>::new());
}

#[test]
fn memos_that_cannot_be_asked_for_are_refused_at_their_place() {
    assert_eq!(refused("memo=\"a}\"").0, "}");
    assert_eq!(refused("memo={ask, \"{a\"}").0, "{");
    assert_eq!(refused("trust and memo=").0, "");
    let (codebook, study) = (codebook(), study());
    let names = Names {
        study: &study,
        codebook: &codebook,
        people: &[],
        has_rules: true,
        codes: &every(&codebook),
    };
    let query = Query::parse("trust and memo").unwrap();
    let faults = query.resolve(&names).unwrap_err();
    let Place::Span(source, span) = &faults[0].place else {
        panic!("{faults:?}")
    };
    assert_eq!(source.slice(*span), "memo");
    assert!(faults[0].help.as_ref().unwrap().contains("--coder NAME"));
}
