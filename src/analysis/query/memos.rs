//! Memos of people on their codings, as a query asks for them.

use std::collections::{BTreeSet, HashMap};

use crate::analysis::coded::Memo;
use crate::codebook::CodeIndex;
use crate::coding::{Hit, Maker};
use crate::matcher::{Matcher, Scratch};
use crate::study::{Person, Role, Voice};
use crate::text::Span;
use crate::transcript::{SpeakerIndex, Transcript, Units};

/// The memos of one transcript, found by the hits that their codings are.
#[derive(Debug, Default)]
pub(super) struct Memos {
    of: HashMap<Place, Vec<Written>>,
}

/// What tells a person's hit from all others of a transcript.
type Place = (u32, Span, CodeIndex, Maker);

/// A memo, and which of the query's texts are found in it.
#[derive(Debug)]
struct Written {
    text: String,
    found: BTreeSet<u32>,
}

impl Memos {
    /// Looks for the texts of a query in memos; without texts there is nothing to look for.
    pub fn new(memos: Vec<Memo>, matcher: Option<&Matcher<'_>>) -> Self {
        let mut found = vec![BTreeSet::new(); memos.len()];
        if let Some(matcher) = matcher.filter(|_| !memos.is_empty()) {
            let somebody = SpeakerIndex(0);
            let texts = memos.iter().map(|memo| (memo.text.as_str(), somebody));
            let (transcript, _) = Transcript::of_texts("memos", texts, vec![String::new()]);
            let voices = [Voice {
                person: Person::Undeclared(somebody),
                role: Role::Participant,
                guessed: false,
            }];
            let units = Units::of(&transcript);
            let all = |_: &_| true;
            let hits = matcher.hits(&transcript, &units, &voices, all, &mut Scratch::default());
            for hit in hits.iter().filter(|hit| hit.stopped.is_none()) {
                found[hit.turn as usize].insert(hit.code.0);
            }
        }
        let mut of: HashMap<Place, Vec<Written>> = HashMap::new();
        for (Memo { hit, text }, found) in memos.into_iter().zip(found) {
            of.entry(place(&hit))
                .or_default()
                .push(Written { text, found });
        }
        Self { of }
    }

    /// Whether a hit has a memo, with one of these texts in it where some are asked for.
    pub fn has(&self, hit: &Hit, texts: Option<&[u32]>) -> bool {
        let of = self.of.get(&place(hit)).map_or(&[][..], Vec::as_slice);
        match texts {
            None => !of.is_empty(),
            Some(texts) => of
                .iter()
                .any(|memo| texts.iter().any(|text| memo.found.contains(text))),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// The memos on a hit.
    pub fn on(&self, hit: &Hit) -> impl Iterator<Item = &str> {
        let of = self.of.get(&place(hit)).into_iter().flatten();
        of.map(|memo| memo.text.as_str())
    }
}

fn place(hit: &Hit) -> Place {
    (hit.turn, hit.span, hit.code, hit.made_by)
}
