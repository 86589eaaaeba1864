//! The report of a study: what was read, who speaks of what, and the words behind every number.
//!
//! A [`Collector`] takes from each coded transcript what the report needs of it ([`Collector::one`], on any thread), and
//! [`StudyReport::add`] puts them together in the order of the study. The result is typed and knows no format;
//! [`html()`] lays it out as one page that needs no other file.
//!
//! # Counting
//! All counts are those of [`frequency`](crate::analysis::frequency): a theme's are the union of its codes', each is out of
//! what was said by those who count, and zeros are kept. A quote is a segment with a code: a segment with two codes is a
//! quote of each.

use std::collections::{BTreeMap, BTreeSet};

use super::Provenance;
use crate::analysis::coded::{Coded, Whom};
use crate::analysis::cooccurrence::{self, Cooccurrence, Within};
use crate::analysis::frequency::{By, Counting, Frequencies, Group, Key, about_silent, count, key};
use crate::analysis::overview::Overview;
use crate::analysis::portrait::{Along, along};
use crate::analysis::quotes::quotes;
use crate::codebook::{CodeIndex, Codebook, Unit};
use crate::study::Study;
use crate::transcript::Units;

mod agreement;
mod crossing;
mod document;
mod html;
mod method;
mod together;
mod words;

pub use crate::analysis::quotes::Quote;
pub use agreement::Agreement;
pub use crossing::Crossing;
pub use document::{Charts, Quotes, document};
pub use html::html;

/// Takes what the report needs from coded transcripts.
#[derive(Clone, Copy, Debug)]
pub struct Collector<'a> {
    /// The study.
    pub study: &'a Study,
    /// Its codebook.
    pub codebook: &'a Codebook,
    /// What a segment is.
    pub unit: Unit,
    /// What codes are crossed with; the first is [`By::Participant`].
    pub crossings: &'a [By],
    /// The codes that are asked for, in order.
    pub codes: &'a [CodeIndex],
    /// How many characters of what is said before and after a segment are kept.
    pub context: usize,
}

/// What the report needs of one transcript.
#[derive(Debug)]
pub struct OneTranscript {
    all: Frequencies,
    crossings: Vec<Frequencies>,
    transcript: ReadTranscript,
    quotes: Vec<Quote>,
    /// By quote and crossing: the value that it is of.
    keys: Vec<Vec<Key>>,
    together: Cooccurrence,
    laid: Option<BTreeSet<u32>>,
}

/// The report.
#[derive(Debug)]
pub struct StudyReport<'a> {
    /// The codebook.
    pub codebook: &'a Codebook,
    /// The name of the study.
    pub title: String,
    /// What a segment is.
    pub unit: Unit,
    /// Who coded: `rules`, or people; empty where only the rules did.
    pub coders: Vec<String>,
    /// How far they agree; `None` of one alone.
    pub agreement: Option<Agreement>,
    /// What was left out of the study by filters, each as a name and a value; empty for all of it.
    pub filters: Vec<(String, String)>,
    /// By code, whether it is asked for.
    pub asked: Vec<bool>,
    /// The codes that are asked for, in order.
    pub codes: Vec<CodeIndex>,
    /// Which codes stand in the same segments, of all coders together.
    pub together: Cooccurrence,
    /// By transcript, the codes that are laid themselves; `None` where nobody who counts says anything.
    pub laid: Vec<Option<BTreeSet<u32>>>,
    /// Everything: what counts are out of, and the counts of each code.
    pub all: Group,
    /// Codes crossed with people and attributes.
    pub crossings: Vec<Crossing>,
    /// What was read, in the order of the study.
    pub transcripts: Vec<ReadTranscript>,
    /// The quotes, in the order of the study and of the text.
    pub quotes: Vec<Quote>,
    /// By quote and crossing: the value that it is of, until [`StudyReport::finish`] numbers the values.
    keys: Vec<Vec<Key>>,
    /// What has to be known to read the figures: one sentence each.
    pub notes: Vec<String>,
    /// What the report was made from.
    pub made_by: Provenance,
}

/// A transcript that was read.
#[derive(Debug)]
pub struct ReadTranscript {
    /// How it was understood.
    pub overview: Overview,
    /// Where each theme stands in it.
    pub portrait: Along,
}

impl Collector<'_> {
    /// What the report needs of a transcript.
    #[must_use]
    pub fn one(&self, coded: &Coded<'_>, units: &Units, asked: &[bool]) -> OneTranscript {
        let counted = |by: &By| count(&self.counting(by), coded, units);
        let quotes = quotes(self.study, coded, asked, self.context);
        let all = counted(&By::All);
        let speaks = all.groups.values().any(|group| group.spoken.words > 0);
        let together = cooccurrence::Counting {
            codebook: self.codebook,
            codes: self.codes,
            unit: self.unit,
            within: Within::Segment,
        };
        let keys = |quote: &Quote| {
            let turn = &coded.transcript.turns[quote.turn as usize - 1];
            let crossings = self.crossings.iter();
            crossings
                .map(|by| key(&self.counting(by), coded, turn))
                .collect()
        };
        OneTranscript {
            all,
            together: cooccurrence::count(&together, &[Whom::Anyone], coded, units),
            laid: speaks.then(|| quotes.iter().map(|quote| quote.code).collect()),
            crossings: self.crossings.iter().map(counted).collect(),
            transcript: ReadTranscript {
                overview: Overview::of(
                    self.study,
                    coded.document,
                    &coded.transcript,
                    &coded.voices,
                    units.landmarks(),
                ),
                portrait: along(self.codebook, coded, asked),
            },
            keys: quotes.iter().map(keys).collect(),
            quotes,
        }
    }

    fn counting<'b>(&'b self, by: &'b By) -> Counting<'b> {
        Counting {
            study: self.study,
            codebook: self.codebook,
            unit: self.unit,
            by,
        }
    }
}

impl<'a> StudyReport<'a> {
    /// A report without a transcript.
    #[must_use]
    pub fn new(collector: &Collector<'a>, title: String, asked: Vec<bool>) -> Self {
        let crossings = collector.crossings.iter().map(|by| Crossing {
            name: by.name().to_owned(),
            by: by.clone(),
            frequencies: Frequencies::default(),
        });
        Self {
            codebook: collector.codebook,
            title,
            unit: collector.unit,
            coders: Vec::new(),
            agreement: None,
            filters: Vec::new(),
            asked,
            codes: collector.codes.to_vec(),
            together: Cooccurrence::default(),
            laid: Vec::new(),
            all: Group::default(),
            crossings: crossings.collect(),
            transcripts: Vec::new(),
            quotes: Vec::new(),
            keys: Vec::new(),
            notes: Vec::new(),
            made_by: Provenance::default(),
        }
    }

    /// Adds a transcript.
    pub fn add(&mut self, one: OneTranscript) {
        let transcript = u32::try_from(self.transcripts.len()).unwrap_or(u32::MAX);
        for group in one.all.groups.into_values() {
            self.all.add(group);
        }
        for (crossing, frequencies) in self.crossings.iter_mut().zip(one.crossings) {
            crossing.frequencies.add(frequencies);
        }
        self.transcripts.push(one.transcript);
        self.together.add(one.together);
        self.laid.push(one.laid);
        self.keys.extend(one.keys);
        self.quotes
            .extend(one.quotes.into_iter().map(|quote| Quote {
                transcript,
                ..quote
            }));
    }

    /// The transcripts in which somebody who counts says something.
    pub fn heard(&self) -> impl Iterator<Item = &ReadTranscript> {
        let transcripts = self.transcripts.iter().zip(&self.laid);
        transcripts
            .filter(|(_, laid)| laid.is_some())
            .map(|(transcript, _)| transcript)
    }

    /// How many segments the quotes are: one with two codes is two quotes.
    #[must_use]
    pub fn segments_quoted(&self) -> usize {
        let segments = self
            .quotes
            .iter()
            .map(|quote| (quote.transcript, quote.start));
        segments.collect::<BTreeSet<_>>().len()
    }

    /// Whether a role was asked for, so that more or others than the participants may be counted.
    fn has_roles(&self) -> bool {
        self.filters.iter().any(|(name, _)| name == "role")
    }

    /// Whether hits are counted: two coders who agree and draw the line a word apart make two, which says nothing.
    fn has_hits(&self) -> bool {
        self.coders.len() < 2
    }

    /// Once all transcripts are added: leaves out who says nothing, and says of each quote which value of each crossing it
    /// is of.
    pub fn finish(&mut self) {
        let mut silent = Vec::new();
        for crossing in &mut self.crossings {
            let names = crossing.frequencies.take_silent();
            // A value by itself could be a name: `a`.
            silent.extend(names.into_iter().map(|name| match crossing.by {
                By::Participant => name,
                _ => format!("{} {name}", crossing.name),
            }));
        }
        self.notes.extend(about_silent(&silent));
        let numbers: Vec<BTreeMap<&Key, u32>> = self
            .crossings
            .iter()
            .map(|crossing| crossing.frequencies.groups.keys().zip(0..).collect())
            .collect();
        for (quote, keys) in self.quotes.iter_mut().zip(std::mem::take(&mut self.keys)) {
            let numbered = keys.iter().zip(&numbers);
            quote.of = numbered
                .map(|(key, numbers)| numbers.get(key).copied().unwrap_or(u32::MAX))
                .collect();
        }
    }
}
