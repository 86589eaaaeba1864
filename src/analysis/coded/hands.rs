//! Whose codings are counted: those of the rules, of people, or of both.

use std::fmt;

use super::super::agreement::rated::{Mark, Spoken};
use crate::codebook::{Codebook, Unit};
use crate::coding::{Hit, Maker};
use crate::study::Document;
use crate::text::Span;
use crate::transcript::{Transcript, Turn, Units};

/// The codings of one person.
pub trait Codings: fmt::Debug + Sync {
    /// What the person coded in a transcript; `None` where they have not finished it, so that what is not coded there is
    /// not known to be absent.
    fn of(
        &self,
        codebook: &Codebook,
        document: &Document,
        transcript: &Transcript,
    ) -> Option<Vec<Mark>>;
}

/// Whose codings are counted.
#[derive(Clone, Copy, Debug)]
pub enum Hands<'a> {
    /// Those of the rules.
    Rules,
    /// Those of people, and of the rules too where they are one of the coders.
    People {
        /// The codebook that their codes are looked up in.
        codebook: &'a Codebook,
        /// The people, as [`Maker::Person`] counts them.
        people: &'a [&'a dyn Codings],
        /// Whether the rules are one more of the coders.
        and_rules: bool,
    },
}

impl Hands<'_> {
    /// Whether the rules are among the coders.
    pub(super) fn has_rules(self) -> bool {
        match self {
            Hands::Rules => true,
            Hands::People { and_rules, .. } => and_rules,
        }
    }

    /// What each person coded in a transcript; `None` for one who has not finished it.
    pub(super) fn marks(
        self,
        document: &Document,
        transcript: &Transcript,
    ) -> Vec<Option<Vec<Mark>>> {
        match self {
            Hands::Rules => Vec::new(),
            Hands::People {
                codebook, people, ..
            } => {
                let people = people.iter();
                people
                    .map(|it| it.of(codebook, document, transcript))
                    .collect()
            }
        }
    }
}

/// People's codings as hits, one in each turn that counts: the words that lie wholly in the coding, as where coders are
/// compared ([agreement's ratings](crate::analysis::agreement::rated)). Ordered by place, code and person. How many
/// codings lie on nothing that counts is the second.
pub(super) fn hits(
    (transcript, units): (&Transcript, &Units),
    unit: Unit,
    counts: impl Fn(&Turn) -> bool,
    marks: &[Option<Vec<Mark>>],
) -> (Vec<Hit>, usize) {
    let spoken = Spoken::of(transcript, units, unit, counts);
    let (mut hits, mut beside) = (Vec::new(), 0);
    for (person, marks) in (0..).zip(marks) {
        for mark in marks.iter().flatten() {
            let before = hits.len();
            let stretches = spoken.stretches_of(mark.span);
            hits.extend(stretches.map(|(turn, span)| by_person(person, *mark, turn, span)));
            beside += usize::from(hits.len() == before);
        }
    }
    hits.sort_by_key(|hit| (hit.turn, hit.span, hit.code, hit.made_by));
    hits.dedup();
    (hits, beside)
}

fn by_person(person: u16, mark: Mark, turn: u32, span: Span) -> Hit {
    Hit {
        code: mark.code,
        made_by: Maker::Person(person),
        span,
        parts: Box::default(),
        turn,
        negated: None,
        stopped: None,
    }
}
