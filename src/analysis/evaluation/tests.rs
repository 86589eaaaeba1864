use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::*;
use crate::analysis::coded::{Coder, Digests, Hands, Scratch};
use crate::analysis::selection::Filter;
use crate::codebook::{CodeIndex, Codebook, RuleIndex, Unit, parse};
use crate::matcher::Matcher;
use crate::study::{Document, Study};
use crate::text::{Source, Span};
use crate::transcript::read::ReadOptions;

const CODES: &str = "\
codebook: t
codes:
  - id: help
    codes:
      - id: trust
        match: [trust*, open*]
        unless: [NHS trust]
      - id: time
        match: [time, weeks]
  - id: silence
";

const TALK: &str = "\
Moderator: Do they trust you?

P1: They trust us. It takes weeks. They open up in time.

P2: I trust the bus. The NHS Trust is open on time. Nothing is said.
";

fn codebook() -> Codebook {
    let parsed = parse(Arc::new(Source::new("t.yaml", CODES)));
    assert!(!parsed.has_errors(), "{:?}", parsed.diagnostics);
    parsed.codebook.expect("it has codes")
}

/// The talk in segments with codes on these words, each of which stands in it once.
fn segmented(codebook: &Codebook, unit: Unit, marks: &[(&str, &str)]) -> Segmented {
    let study = Study::default();
    let document = Document {
        id: "t".to_owned(),
        path: PathBuf::new(),
        name: "t.txt".to_owned(),
        attributes: BTreeMap::new(),
        options: ReadOptions::default(),
        moderators: Vec::new(),
    };
    let selection = Filter::default().resolve(&study, None).unwrap();
    let matcher = Matcher::new(codebook, Unit::Sentence);
    let coder = Coder {
        study: &study,
        matcher: &matcher,
        hands: Hands::Rules,
        unit: Unit::Sentence,
        selection: &selection,
        digests: Digests::Left,
    };
    let mut scratch = Scratch::default();
    let coded = coder
        .code_bytes(&document, TALK.into(), &mut scratch)
        .unwrap();
    let text = coded.transcript.source.text();
    let mark = |&(code, words): &(&str, &str)| {
        let start = text.find(words).expect("the words are there");
        Mark {
            span: Span::new(start, start + words.len()),
            code: codebook.find(code).expect("the code is there"),
        }
    };
    let marks: Vec<Mark> = marks.iter().map(mark).collect();
    Segmented::of(&coded, &scratch.units, unit, &marks)
}

const MARKS: &[(&str, &str)] = &[
    ("trust", "They trust us."),
    ("time", "weeks. They open"),
    ("help", "The NHS Trust is open"),
    ("silence", "Nothing is said."),
    ("trust", "Do they trust you?"),
];

fn counts(both: u64, rules_only: u64, coder_only: u64) -> Confusion {
    Confusion {
        both,
        rules_only,
        coder_only,
    }
}

#[test]
fn sentences_are_counted_as_by_hand() {
    let codebook = codebook();
    let tally = Tally::of(&codebook, &segmented(&codebook, Unit::Sentence, MARKS));
    // The moderator's sentence is none of them.
    assert_eq!(tally.segments, 6);
    // trust: sentences 1, 3 (open), 4 (bus), and 5 (open) by rules; 1 by the coder.
    assert_eq!(tally.unions[1], counts(1, 3, 0));
    // time: 2, 3, 5 by rules; 2 and 3 by the coder, whose mark reaches over two sentences.
    assert_eq!(tally.unions[2], counts(2, 1, 0));
    // help, with those below it: 1 to 5 by rules; 1, 2, 3, 5 by the coder.
    assert_eq!(tally.unions[0], counts(4, 1, 0));
    // By itself it has no rule.
    assert_eq!(tally.own[0], counts(0, 0, 1));
    assert_eq!(tally.unions[3], counts(0, 0, 1));
}

#[test]
fn a_letter_too_many_does_not_code_the_next_sentence() {
    let codebook = codebook();
    let marks = &[("silence", "us. It takes weeks. T")];
    let coded = |segmented: &Segmented| -> Vec<bool> {
        let segments = segmented.segments.iter();
        segments.map(|it| !it.coder.is_empty()).collect()
    };
    let found = segmented(&codebook, Unit::Sentence, marks);
    assert_eq!(coded(&found), [true, true, false, false, false, false]);
    // A mark that holds no whole word is on the word that it touches.
    let part = segmented(&codebook, Unit::Sentence, &[("silence", "othin")]);
    assert_eq!(coded(&part), [false, false, false, false, false, true]);
}

#[test]
fn turns_are_counted_as_by_hand() {
    let codebook = codebook();
    let segmented = segmented(&codebook, Unit::Turn, MARKS);
    assert_eq!((segmented.segments.len(), segmented.beside), (2, 1));
    let tally = Tally::of(&codebook, &segmented);
    assert_eq!(tally.unions[1], counts(1, 1, 0));
    assert_eq!(tally.unions[0], counts(2, 0, 0));
}

#[test]
fn a_figure_that_does_not_exist_says_why() {
    let silence = counts(0, 0, 1);
    assert_eq!(
        silence.figure(Figure::Precision),
        Err(Undefined::RulesCodedNothing)
    );
    assert_eq!(silence.figure(Figure::Recall), Ok(0.0));
    assert_eq!(silence.figure(Figure::F1), Ok(0.0));
    let noise = counts(0, 2, 0);
    assert_eq!(
        noise.figure(Figure::Recall),
        Err(Undefined::CoderCodedNothing)
    );
    let nothing = counts(0, 0, 0);
    assert_eq!(nothing.figure(Figure::F1), Err(Undefined::NobodyCoded));
}

#[test]
fn averages_over_codes_are_of_sums_or_of_figures() {
    let overall = Overall::of([
        counts(1, 3, 0),
        counts(2, 1, 0),
        counts(0, 0, 1),
        counts(0, 0, 0),
    ]);
    assert_eq!(overall.used(), 3);
    assert_eq!(overall.micro(), counts(3, 4, 1));
    // (1/4 + 2/3) / 2: precision exists for two codes. Recall is 1, 1 and 0, F1 .4, .8 and 0.
    let (precision, codes) = overall.mean(Figure::Precision).unwrap();
    assert!((precision - 11.0 / 24.0).abs() < 1e-12 && codes == 2);
    let (recall, codes) = overall.mean(Figure::Recall).unwrap();
    assert!((recall - 2.0 / 3.0).abs() < 1e-12 && codes == 3);
    let (f1, codes) = overall.mean(Figure::F1).unwrap();
    assert!((f1 - 0.4).abs() < 1e-12 && codes == 3);
    let none = Overall::of([]);
    assert_eq!(none.mean(Figure::F1), Err(Undefined::NoCodeDefined));
}

#[test]
fn the_rule_to_drop_is_the_one_without_which_the_code_does_best() {
    let codebook = codebook();
    let tally = Tally::of(&codebook, &segmented(&codebook, Unit::Sentence, MARKS));
    // trust* is right in 1 and wrong in 4; open* is wrong in 3 and 5, each time alone.
    let of = |rule: u32| tally.rules[rule as usize];
    assert_eq!((of(0).right, of(0).wrong), (1, 1));
    assert_eq!((of(1).right, of(1).only_wrong), (0, 2));
    assert_eq!(tally.without(&codebook, RuleIndex(1)), counts(1, 1, 0));
    let (rule, f1) = tally.to_drop(&codebook, CodeIndex(1)).unwrap();
    assert!(rule == RuleIndex(1) && (f1 - 2.0 / 3.0).abs() < 1e-12);
    // Both rules of time are needed: without `time` F1 falls from .8 to 2/3.
    assert_eq!(tally.to_drop(&codebook, CodeIndex(2)), None);
}

#[test]
fn transcripts_add_up() {
    let codebook = codebook();
    let one = Tally::of(&codebook, &segmented(&codebook, Unit::Sentence, MARKS));
    let mut two = Tally::default();
    two.add(one.clone());
    two.add(one.clone());
    assert_eq!((two.segments, two.transcripts), (12, 2));
    assert_eq!(two.unions[1], counts(2, 6, 0));
    assert_eq!(two.rules[1].only_wrong, 4);
}

#[test]
fn weights_say_what_a_sample_stands_for() {
    let codebook = codebook();
    let mut segmented = segmented(
        &codebook,
        Unit::Sentence,
        &[("trust", "They trust us."), ("trust", "Nothing is said.")],
    );
    // The rules found the first and missed the last, which stands for nine like it.
    segmented.segments[5].weight = 9.0;
    let tally = Tally::of(&codebook, &segmented);
    assert_eq!(tally.unions[1], counts(1, 3, 1));
    let estimate = tally.estimates[1];
    assert_eq!(
        (estimate.both, estimate.rules_only, estimate.coder_only),
        (1.0, 3.0, 9.0)
    );
    assert_eq!(
        (estimate.precision(), estimate.recall()),
        (Some(0.25), Some(0.1))
    );
    assert_eq!(tally.estimates[3].recall(), None);
}
