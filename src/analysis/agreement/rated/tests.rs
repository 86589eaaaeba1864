use std::sync::Arc;

use super::super::figure::Figure;
use super::*;
use crate::codebook::parse;
use crate::coding::anchor::Finder;
use crate::coding::ledger::Ledger;
use crate::coding::record::{Anchor, Record, Stamp, State, hash};
use crate::text::Source;
use crate::transcript::read::{ReadOptions, read};

mod naive;
mod spans;

/// Seven sentences of participants: two, one, three, one. 👍 is one character of four bytes.
const TALK: &str = "\
Mod: What helps? And what else?

Ann: It takes time. They trust us 👍.

Ben: Oh, waiting lists.

Mod: Go on.

Ann: Targets. Always targets. No more.

Ben: Yes.
";

struct Room {
    codebook: Codebook,
    transcript: Transcript,
    units: Units,
}

fn room() -> Room {
    let yaml =
        "codebook: t\ncodes:\n- id: help\n  codes:\n  - id: trust\n  - id: time\n- id: threat\n";
    let parsed = parse(Arc::new(Source::new("t.yaml", yaml)));
    let transcript = read("t", "t.txt", TALK.into(), &ReadOptions::default()).unwrap();
    Room {
        codebook: parsed.codebook.unwrap(),
        units: Units::of(&transcript),
        transcript,
    }
}

const HELP: CodeIndex = CodeIndex(0);
const TRUST: CodeIndex = CodeIndex(1);
const TIME: CodeIndex = CodeIndex(2);
const THREAT: CodeIndex = CodeIndex(3);
const CODES: [CodeIndex; 4] = [HELP, TRUST, TIME, THREAT];

impl Room {
    fn mark(&self, code: CodeIndex, quote: &str) -> Mark {
        let text = self.transcript.source.text();
        let start = text.find(quote).unwrap_or_else(|| panic!("no {quote}"));
        Mark {
            code,
            span: Span::new(start, start + quote.len()),
        }
    }

    fn plan(&self, grain: Grain) -> Plan<'_> {
        Plan {
            codebook: &self.codebook,
            codes: &CODES,
            grain,
            universe: Universe::All,
            overlap: 0,
        }
    }

    fn ratings(&self, plan: &Plan<'_>, coders: &[Option<Vec<Mark>>]) -> RatedText {
        let is_said = |turn: &Turn| self.transcript.label(turn) != Some("Mod");
        RatedText::of(plan, (&self.transcript, &self.units), is_said, coders)
    }
}

/// Units that both coded, only the first, only the second, neither.
fn four(tally: &Tally) -> [u64; 4] {
    let margins = tally.pair(0, 1);
    let both = margins.agreed[1];
    [
        both,
        margins.first[1] - both,
        margins.second[1] - both,
        margins.agreed[0],
    ]
}

const SENTENCES: Grain = Grain::Segment(Unit::Sentence);

#[test]
fn a_code_is_on_every_unit_of_which_it_covers_a_word() {
    let room = room();
    let first = vec![room.mark(TRUST, "time. They trust us")];
    let second = vec![room.mark(TRUST, "They trust")];
    let ratings = room.ratings(&room.plan(SENTENCES), &[Some(first), Some(second)]);
    assert_eq!(ratings.units, 7);
    assert_eq!(four(&ratings.codes[1]), [1, 1, 0, 5]);
    assert_eq!(four(&ratings.codes[3]), [0, 0, 0, 7]);
    assert_eq!(ratings.outside, 0);
}

#[test]
fn paragraphs_and_turns_are_units_too() {
    let room = room();
    let coders = [
        Some(vec![room.mark(THREAT, "Targets")]),
        Some(vec![room.mark(THREAT, "Always targets")]),
    ];
    for unit in [Unit::Paragraph, Unit::Turn] {
        let ratings = room.ratings(&room.plan(Grain::Segment(unit)), &coders);
        assert_eq!(four(&ratings.codes[3]), [1, 0, 0, 3]);
    }
    let ratings = room.ratings(&room.plan(SENTENCES), &coders);
    assert_eq!(four(&ratings.codes[3]), [0, 1, 1, 5]);
}

#[test]
fn a_letter_too_many_at_the_border_of_a_unit_codes_nothing_there() {
    let room = room();
    let sloppy = vec![room.mark(TIME, "takes time. Th")];
    let within_a_word = vec![room.mark(TIME, "im")];
    let ratings = room.ratings(&room.plan(SENTENCES), &[Some(sloppy), Some(within_a_word)]);
    assert_eq!(four(&ratings.codes[2]), [1, 0, 0, 6]);
}

#[test]
fn a_share_of_the_words_can_be_asked_for() {
    let room = room();
    // "They trust us" has three words.
    let one = vec![room.mark(TRUST, "trust")];
    let two_of_which_one_twice = vec![room.mark(TRUST, "trust"), room.mark(TRUST, "trust us")];
    let coders = [Some(one), Some(two_of_which_one_twice)];
    for (overlap, expected) in [(33, [1, 0, 0, 6]), (66, [0, 0, 1, 6]), (67, [0, 0, 0, 7])] {
        let plan = Plan {
            overlap,
            ..room.plan(SENTENCES)
        };
        let ratings = room.ratings(&plan, &coders);
        assert_eq!(four(&ratings.codes[1]), expected, "{overlap}");
    }
}

#[test]
fn a_theme_is_where_any_of_its_codes_is_and_counts_once() {
    let room = room();
    let first = vec![
        room.mark(TRUST, "They trust"),
        room.mark(HELP, "trust us"),
        room.mark(TRUST, "trust us"),
    ];
    let second = vec![room.mark(TIME, "They trust us")];
    let ratings = room.ratings(&room.plan(SENTENCES), &[Some(first), Some(second)]);
    assert_eq!(four(&ratings.codes[0]), [1, 0, 0, 6]);
    assert_eq!(four(&ratings.codes[1]), [0, 1, 0, 6]);
    assert_eq!(four(&ratings.codes[2]), [0, 0, 1, 6]);
    let laid = |codes: &[CodeIndex]| Some(codes.iter().map(|it| it.0).collect::<LabelSet>());
    assert_eq!(ratings.sets[1], [laid(&[HELP, TRUST]), laid(&[TIME])]);
    assert_eq!(ratings.sets[0], [laid(&[]), laid(&[])]);
    let differing: Vec<_> = ratings.differences.iter().map(|it| it.code).collect();
    assert_eq!(differing, [HELP, TRUST, TIME]);
}

#[test]
fn who_has_not_rated_a_transcript_does_not_say_that_a_code_is_absent() {
    let room = room();
    let coded = vec![room.mark(TRUST, "trust")];
    let coders = [Some(coded.clone()), None, Some(Vec::new())];
    let ratings = room.ratings(&room.plan(SENTENCES), &coders);
    let tally = &ratings.codes[1];
    assert_eq!(tally.comparable_units(), 7);
    assert_eq!(tally.ratings_of(1), [0, 0]);
    assert_eq!(tally.ratings_of(2), [7, 0]);
    assert_eq!(tally.pair(0, 1).total(), 0);
    assert_eq!(tally.pair(0, 2).total(), 7);
    assert_eq!(
        ratings.differences[0].coders,
        [Some(true), None, Some(false)]
    );
    assert_eq!(ratings.sets[0][1], None);
    let alone = room.ratings(&room.plan(SENTENCES), &[Some(coded), None]);
    assert_eq!(alone.codes[1].comparable_units(), 0);
    assert!(alone.differences.is_empty());
    assert!(Figure::Alpha.of(&alone.codes[1]).is_err());
}

#[test]
fn the_universe_may_be_what_somebody_coded() {
    let room = room();
    let first = vec![room.mark(TRUST, "They trust"), room.mark(THREAT, "Targets")];
    let second = vec![room.mark(THREAT, "Targets. Always")];
    let plan = Plan {
        universe: Universe::Coded,
        ..room.plan(SENTENCES)
    };
    let ratings = room.ratings(&plan, &[Some(first), Some(second)]);
    assert_eq!(ratings.units, 3);
    assert_eq!(four(&ratings.codes[3]), [1, 0, 1, 1]);
    assert_eq!(four(&ratings.codes[1]), [0, 1, 0, 2]);
    assert_eq!(ratings.sets.len(), 3);
}

#[test]
fn codes_that_are_not_compared_are_no_part_of_what_somebody_coded() {
    let room = room();
    let first = vec![room.mark(TRUST, "They trust"), room.mark(THREAT, "Targets")];
    let plan = Plan {
        universe: Universe::Coded,
        codes: &[THREAT],
        ..room.plan(SENTENCES)
    };
    let ratings = room.ratings(&plan, &[Some(first), Some(Vec::new())]);
    assert_eq!(ratings.units, 1);
    assert_eq!(ratings.codes.len(), 1);
    assert_eq!(four(&ratings.codes[0]), [0, 1, 0, 0]);
}

#[test]
fn characters_are_code_points_of_speech_that_counts() {
    let room = room();
    let first = vec![room.mark(TRUST, "us 👍."), room.mark(TRUST, "trust us 👍")];
    let second = vec![room.mark(TRUST, "👍.")];
    let ratings = room.ratings(&room.plan(Grain::Character), &[Some(first), Some(second)]);
    let said = [
        "It takes time. They trust us 👍.",
        "Oh, waiting lists.",
        "Targets. Always targets. No more.",
        "Yes.",
    ];
    let all: usize = said.iter().map(|it| it.chars().count()).sum();
    assert_eq!(ratings.units, all as u64);
    // "trust us 👍." has eleven characters.
    assert_eq!(four(&ratings.codes[1]), [2, 9, 0, all as u64 - 11]);
    let text = room.transcript.source.text();
    assert_eq!(ratings.differences.len(), 1);
    assert_eq!(&text[ratings.differences[0].span.range()], "trust us ");
    assert!(ratings.sets.is_empty());
}

#[test]
fn a_coding_over_several_turns_leaves_out_what_does_not_count() {
    let room = room();
    let over = "lists.\n\nMod: Go on.\n\nAnn: Targets";
    let coders = [Some(vec![room.mark(THREAT, over)]), Some(Vec::new())];
    let ratings = room.ratings(&room.plan(SENTENCES), &coders);
    assert_eq!(four(&ratings.codes[3]), [0, 2, 0, 5]);
    let ratings = room.ratings(&room.plan(Grain::Character), &coders);
    assert_eq!(four(&ratings.codes[3])[1], "lists.Targets".len() as u64);
    let text = room.transcript.source.text();
    let spans = ratings.differences.iter().map(|it| &text[it.span.range()]);
    assert_eq!(spans.collect::<Vec<_>>(), ["lists.", "Targets"]);
}

#[test]
fn a_coding_of_a_moderator_alone_is_outside() {
    let room = room();
    let coders = [Some(vec![room.mark(HELP, "What helps")]), Some(Vec::new())];
    for grain in [SENTENCES, Grain::Character] {
        let ratings = room.ratings(&room.plan(grain), &coders);
        assert_eq!(ratings.outside, 1);
        assert_eq!(four(&ratings.codes[0])[..3], [0, 0, 0]);
    }
}

#[test]
fn what_does_not_stand_or_was_not_found_is_left_out_and_counted() {
    let room = room();
    let source = &room.transcript.source;
    let hash = hash(source.text());
    let anchor = |quote: &str| Anchor::of(source, room.mark(TRUST, quote).span, &hash);
    let record = |code: &str, quote: &str| Record::new(code, anchor(quote), Stamp::default());
    let by_hand = |quote: &str| {
        let anchor = Anchor {
            quote: quote.to_owned(),
            ..Anchor::default()
        };
        Record::new("trust", anchor, Stamp::default())
    };
    let mut ledger = Ledger::default();
    ledger.add(record("trust", "us 👍"));
    ledger.add(Record {
        state: State::Rejected,
        ..record("time", "time")
    });
    ledger.add(Record {
        state: State::Removed,
        ..record("time", "Oh")
    });
    ledger.add(record("courage", "Oh"));
    ledger.add(by_hand("And nobody ever said anything like it."));
    ledger.add(by_hand("argets"));
    let marked = Marked::of(&ledger, &Finder::new(source), &room.codebook);
    assert_eq!(marked.marks, [room.mark(TRUST, "us 👍")]);
    assert_eq!((marked.left_out.rejected, marked.left_out.removed), (1, 1));
    assert_eq!((marked.left_out.unknown, marked.left_out.lost), (1, 1));
    assert_eq!(marked.left_out.ambiguous, 1);
}

impl Room {
    fn spans(&self, coders: &[Option<Vec<Mark>>]) -> Spans {
        let is_said = |turn: &Turn| self.transcript.label(turn) != Some("Mod");
        Spans::of(
            &self.plan(Grain::Character),
            &self.transcript,
            is_said,
            coders,
        )
    }
}
