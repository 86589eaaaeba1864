use std::path::PathBuf;
use std::sync::Arc;

use super::*;
use crate::analysis::coded::{Coder, Digests, Hands, Scratch};
use crate::analysis::frequency::By;
use crate::analysis::selection::Filter;
use crate::codebook::{Unit, parse};
use crate::matcher::Matcher;
use crate::study::{Document, Study};
use crate::text::Source;
use crate::transcript::read::ReadOptions;

/// Two transcripts, by speaker; `only` is the part of each that is looked at.
fn vocabulary(by: &By, only: Option<&[Span]>) -> Vocabulary {
    let source = Source::new("t", "codebook: t\ncodes: [{id: a}]\n");
    let codebook = parse(Arc::new(source)).codebook.unwrap();
    let study = Study::default();
    let selection = Filter::default().resolve(&study, None).unwrap();
    let matcher = Matcher::new(&codebook, Unit::Sentence);
    let coder = Coder {
        study: &study,
        matcher: &matcher,
        hands: Hands::Rules,
        unit: Unit::Sentence,
        selection: &selection,
        digests: Digests::Left,
    };
    let counting = Counting {
        study: &study,
        codebook: &codebook,
        unit: Unit::Sentence,
        by,
    };
    let texts = [
        (
            "a",
            "Moderator: Trust?\n\nP1: Trust, trust! I don’t.\n\nP2: I don't trust.\n",
        ),
        (
            "b",
            "P1: TRUST the bus.\n\nModerator: Bus?\n\nP2: [laughs]\n",
        ),
    ];
    let mut all = Vocabulary::default();
    for (id, text) in texts {
        let document = Document {
            id: id.to_owned(),
            path: PathBuf::new(),
            name: format!("{id}.txt"),
            attributes: BTreeMap::new(),
            options: ReadOptions::default(),
            moderators: Vec::new(),
        };
        let mut scratch = Scratch::default();
        let coded = coder.code_bytes(&document, text.into(), &mut scratch);
        let coded = coded.unwrap();
        all.add(Vocabulary::of(&counting, &coded, &scratch.units, only));
    }
    all
}

fn most(said: &Said, stops: &[&str], least: u64) -> Vec<(String, u64, u64)> {
    let stops = stops.iter().map(|it| (*it).to_owned()).collect();
    let words = said.most(&stops, least).into_iter();
    words
        .map(|it| (it.written, it.count, it.transcripts))
        .collect()
}

#[test]
fn words_are_counted_with_their_range() {
    let all = vocabulary(&By::All, None);
    let said = all.groups.values().next().unwrap();
    assert_eq!((said.words, said.transcripts), (10, 2));
    let word = |word: &str, count, range| (word.to_owned(), count, range);
    assert_eq!(
        most(said, &["the"], 1),
        [
            word("trust", 4, 2),
            word("don’t", 2, 1),
            word("i", 2, 1),
            word("bus", 1, 1)
        ]
    );
    assert_eq!(most(said, &["i"], 2).len(), 2);
    // Without a table of participants, each label is a person of one transcript.
    assert_eq!(said.persons.count(), 3);
    let found = said.word("trust").unwrap();
    assert_eq!((found.persons, found.most_by_one), (3, 2));
    assert_eq!(said.word("never"), None);
    let trust = &said.most(&HashSet::new(), 1)[0];
    assert!((said.per_thousand(trust) - 400.0).abs() < 1e-9);
}

#[test]
fn each_group_has_its_own_words() {
    let all = vocabulary(&By::Speaker, None);
    let names: Vec<&str> = all.groups.keys().map(|key| key.name.as_str()).collect();
    // Who only laughs says no word.
    assert_eq!(names, ["P1@a", "P1@b", "P2@a"]);
    let words: Vec<u64> = all.groups.values().map(|said| said.words).collect();
    assert_eq!(words, [4, 3, 3]);
}

#[test]
fn only_the_stretches_that_are_asked_for_are_counted() {
    // In the first `P1: Trust, t`; in the second nothing that counts.
    let only = [Span::new(19, 31)];
    let all = vocabulary(&By::All, Some(&only));
    let said = all.groups.values().next().unwrap();
    assert_eq!((said.words, said.transcripts), (2, 1));
    assert_eq!(most(said, &[], 1), [("trust".to_owned(), 2, 1)]);
}
