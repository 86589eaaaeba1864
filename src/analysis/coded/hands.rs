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

    /// The memos on the codings that count, with what they are on. Who keeps none has none.
    fn memos(&self, _: &Codebook, _: &Document, _: &Transcript) -> Vec<(Mark, String)> {
        Vec::new()
    }
}

/// What somebody wrote on a coding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memo {
    /// A hit that the coding became: its turn, its span, its code and whose it is are those of one in [`Coded::hits`].
    ///
    /// [`Coded::hits`]: super::Coded::hits
    pub hit: Hit,
    /// The memo.
    pub text: String,
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
        /// Whether a transcript counts only where all of these people have finished it, and not where one has: what one of
        /// them left uncoded is asked for.
        all: bool,
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

    /// Whether a transcript counts, from what each person coded in it.
    pub(super) fn have_looked(self, marks: &[Option<Vec<Mark>>]) -> bool {
        match self {
            Hands::People { all: true, .. } => marks.iter().all(Option::is_some),
            _ => self.has_rules() || marks.iter().any(Option::is_some),
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

/// The memos of people on codings in the turns that count, one for each hit that the coding is.
pub(super) fn memos(
    hands: Hands<'_>,
    document: &Document,
    (transcript, units): (&Transcript, &Units),
    unit: Unit,
    counts: impl Fn(&Turn) -> bool,
) -> Vec<Memo> {
    let Hands::People {
        codebook, people, ..
    } = hands
    else {
        return Vec::new();
    };
    let mut spoken = None;
    let text = transcript.source.text();
    let mut all = Vec::new();
    for (person, codings) in (0..).zip(people) {
        for (mark, memo) in codings.memos(codebook, document, transcript) {
            let spoken = spoken.get_or_insert_with(|| Spoken::of(transcript, units, unit, &counts));
            all.extend(spoken.stretches_of(mark.span).map(|(turn, span)| Memo {
                hit: by_person(person, mark, turn, span.trimmed(text)),
                text: memo.clone(),
            }));
        }
    }
    all
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
    let text = transcript.source.text();
    let (mut hits, mut beside) = (Vec::new(), 0);
    for (person, marks) in (0..).zip(marks) {
        for mark in marks.iter().flatten() {
            let before = hits.len();
            let stretches = spoken.stretches_of(mark.span);
            hits.extend(
                stretches.map(|(turn, span)| by_person(person, *mark, turn, span.trimmed(text))),
            );
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::CodeIndex;
    use crate::transcript::read::{ReadOptions, read};

    const TALK: &str = "Ann: It takes weeks. They \"trust\" you.\n\nBo: Never.\n\nAnn: So it is.\n";

    /// The words that a coding of a stretch of the talk lays its code on, turn by turn.
    fn laid(coding: &str) -> Vec<(u32, String)> {
        let transcript = read("t", "t.txt", TALK.into(), &ReadOptions::default()).unwrap();
        let mut units = Units::default();
        units.fill(&transcript, |_| true);
        let start = TALK.find(coding).unwrap();
        let mark = Mark {
            code: CodeIndex(0),
            span: Span::new(start, start + coding.len()),
        };
        let marks = [None, Some(vec![mark])];
        let (hits, beside) = hits(
            (&transcript, &units),
            Unit::Sentence,
            |turn| transcript.label(turn) != Some("Bo"),
            &marks,
        );
        assert_eq!(beside, usize::from(hits.is_empty()));
        hits.iter()
            .map(|hit| (hit.turn, transcript.source.slice(hit.span).to_owned()))
            .collect()
    }

    #[test]
    fn a_coding_is_laid_on_the_words_that_lie_wholly_in_it() {
        let one = |text: &str| vec![(0, text.to_owned())];
        assert_eq!(laid("It takes weeks. "), one("It takes weeks."));
        assert_eq!(
            laid(" \"trust\" y"),
            one("\"trust\""),
            "half a word more is none"
        );
        assert_eq!(
            laid("eek"),
            one("weeks"),
            "no whole word: the one that it touches"
        );
    }

    #[test]
    fn a_coding_over_several_turns_is_one_in_each_that_counts() {
        let laid_on = laid("you.\n\nBo: Never.\n\nAnn: So it");
        assert_eq!(laid_on, [(0, "you.".to_owned()), (2, "So it".to_owned())]);
        assert_eq!(laid("Never."), []);
    }
}
