//! Finding codings again after their transcript was edited.
//!
//! # How a place is found
//! 1. **By position.** Where the text is the one that was coded (its hash says so), nothing moved.
//! 2. **By the quote with its context.** All places where the quote stands are compared with the words before and after it.
//!    White space, the kind of quotation marks and of dashes do not count here, so that a text that was wrapped anew or
//!    saved by another program is the same. One place has to fit clearly better than all others
//!    ([`LEAD`]) and on one side nearly perfectly ([`SIDE`]): a quote that stands in another surrounding was perhaps never
//!    this one.
//! 3. **By its neighbours.** Where several places fit alike (a repeated answer), and the codings before and after were
//!    found at the same distance from where they were, the place at that distance is it.
//! 4. **By the nearest words**, of which at least [`SIMILAR`] of the letters have to be the same: the text was changed
//!    inside of the quote. This is always told as [`Finding::Changed`].
//!
//! A coding that began and ended with whole words does so wherever it is found. One that now reaches over another speaker's
//! words, or that so much was put into that its first and last words alone are near each other, is told as ambiguous: whether
//! it is still one coding, a person says.
//!
//! What is not found is told as lost, and what may be at several places with all of them. Nothing is guessed.

use std::ops::Range;
use std::sync::Arc;

use super::record::{Anchor, hash};
use crate::text::{Source, Span};
use crate::transcript::{SpeakerIndex, Transcript};

mod changed;
mod context;
mod difference;
mod near;
mod plain;
mod split;
mod whole;

pub use difference::difference;

use context::{Context, Fit};
use plain::Plain;
use whole::Ends;

/// How much of the quote's letters has to be found again for it to be the same, changed.
pub const SIMILAR: f64 = 0.7;

/// How much of the context on the better side has to be the same for a place to be accepted.
pub const SIDE: f64 = 0.8;

/// How much of the context on both sides together (at most 2).
pub const BOTH: f64 = 1.0;

/// By how much of the context (at most 2) one place has to be better than the next.
pub const LEAD: f64 = 0.2;

/// How many places of a quote are told.
const TOLD: usize = 5;

/// How many places of a quote are compared closely; the others fit their context worse at first sight.
const COMPARED: usize = 50;

/// What became of a coding's place.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// It is where it was.
    Kept(Span),
    /// Its words are at another place, or are laid out otherwise.
    Moved(Span),
    /// Its words were changed; these are nearest.
    Changed {
        /// Where they are.
        span: Span,
        /// How much of the quote's letters is the same, from [`SIMILAR`] to 1.
        similarity: f64,
    },
    /// Several places may be it, or one whose surroundings are others. Never empty.
    Ambiguous(Vec<Span>),
    /// It is nowhere.
    Lost,
}

impl Finding {
    /// Where it is, as far as that is certain enough to be used without a person.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Kept(span) | Self::Moved(span) | Self::Changed { span, .. } => Some(*span),
            Self::Ambiguous(_) | Self::Lost => None,
        }
    }

    /// One word for it.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Kept(_) => "kept",
            Self::Moved(_) => "moved",
            Self::Changed { .. } => "changed",
            Self::Ambiguous(_) => "ambiguous",
            Self::Lost => "lost",
        }
    }
}

/// A transcript's text, ready to be searched for quotes.
#[derive(Debug)]
pub struct Finder {
    source: Arc<Source>,
    hash: String,
    plain: Plain,
    /// Who says what, where that is known.
    said: Vec<(Span, Option<SpeakerIndex>)>,
    labels: Vec<String>,
}

impl Finder {
    /// Takes the text as it is now.
    #[must_use]
    pub fn new(source: &Arc<Source>) -> Self {
        Self {
            hash: hash(source.text()),
            plain: Plain::of(source.text()),
            source: Arc::clone(source),
            said: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// Takes a transcript as it is now, so that it is known who says what.
    #[must_use]
    pub fn of(transcript: &Transcript) -> Self {
        let paragraphs = transcript.paragraphs.iter();
        let said = paragraphs.map(|it| (it.span, transcript.turns[it.turn as usize].speaker));
        Self {
            said: said.collect(),
            labels: transcript.speakers.clone(),
            ..Self::new(&transcript.source)
        }
    }

    /// The hash of the text.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Finds the places of all codings of a transcript, each by itself and then by its neighbours.
    #[must_use]
    pub fn find_all(&self, anchors: &[&Anchor]) -> Vec<Finding> {
        let found: Vec<Search> = anchors.iter().map(|anchor| self.search(anchor)).collect();
        let mut shifts: Vec<(usize, i64)> = anchors
            .iter()
            .zip(&found)
            .filter_map(|(anchor, search)| Some((anchor.points.as_ref()?.start, search.shift?)))
            .collect();
        shifts.sort_unstable();
        let all = anchors.iter().zip(found);
        all.map(|(anchor, search)| self.settle(anchor, search, &shifts))
            .collect()
    }

    /// Finds one place.
    #[must_use]
    pub fn find(&self, anchor: &Anchor) -> Finding {
        self.search(anchor).finding
    }

    /// All places where words stand, as they are compared: layout and typography do not count.
    #[must_use]
    pub fn places(&self, words: &str) -> Vec<Span> {
        let words = Plain::of(words);
        if words.text().is_empty() {
            return Vec::new();
        }
        let places = self.plain.places(words.text());
        places.iter().map(|place| self.plain.span(place)).collect()
    }

    fn search(&self, anchor: &Anchor) -> Search {
        if let Some(span) = self.unchanged(anchor) {
            return Search::sure(Finding::Kept(span), Some(0));
        }
        let quote = Plain::of(&anchor.quote);
        if quote.text().is_empty() {
            return Search::sure(Finding::Lost, None);
        }
        let context = Context::of(anchor);
        let ends = Ends::of(anchor);
        let mut places = self.plain.places(quote.text());
        let is_whole = |place: &Range<usize>| ends.fit(self.plain.text(), place);
        // A line that was written by hand does not say whether its words are whole ones.
        if !is_by_hand(anchor) || places.iter().any(is_whole) {
            places.retain(is_whole);
        }
        if places.is_empty() {
            return Search::sure(self.changed(anchor, &quote, &context), None);
        }
        let mut fits: Vec<Fit> = places
            .into_iter()
            .map(|place| context.at_first_sight(&self.plain, place))
            .collect();
        fits.sort_by(Fit::better_first);
        fits.truncate(COMPARED);
        if fits[0].both() < 2.0 || fits.get(1).is_some_and(|second| second.both() >= 2.0) {
            for fit in &mut fits {
                *fit = context.closely(&self.plain, fit.place.clone());
            }
            fits.sort_by(Fit::better_first);
        }
        self.decide(anchor, &context, &fits)
    }

    /// Where the text is the one that was coded, and says what was coded.
    fn unchanged(&self, anchor: &Anchor) -> Option<Span> {
        if anchor.hash != self.hash {
            return None;
        }
        let span = anchor.span(&self.source)?;
        (self.source.slice(span) == anchor.quote).then_some(span)
    }

    fn decide(&self, anchor: &Anchor, context: &Context, fits: &[Fit]) -> Search {
        // A line that was written by hand says nothing but the words.
        if is_by_hand(anchor) {
            return Search::sure(self.by_words_alone(fits), None);
        }
        let best = &fits[0];
        let second = fits.get(1).map_or(0.0, Fit::both);
        let fits_well =
            best.side() >= SIDE && best.both() >= BOTH && context.is_beside(&self.plain, best);
        if fits_well && best.both() - second >= LEAD {
            return self.at(anchor, self.plain.span(&best.place));
        }
        if !fits_well && best.side() < SIDE / 2.0 {
            return Search::sure(Finding::Lost, None);
        }
        let alike = fits
            .iter()
            .take_while(|fit| best.both() - fit.both() < LEAD);
        let alike: Vec<Span> = alike.map(|fit| self.plain.span(&fit.place)).collect();
        Search {
            finding: Finding::Ambiguous(alike.iter().copied().take(TOLD).collect()),
            shift: None,
            alike: if fits_well { alike } else { Vec::new() },
        }
    }

    fn by_words_alone(&self, fits: &[Fit]) -> Finding {
        let spans = fits.iter().map(|fit| self.plain.span(&fit.place));
        match fits {
            [only] => Finding::Moved(self.plain.span(&only.place)),
            _ => Finding::Ambiguous(spans.take(TOLD).collect()),
        }
    }

    fn at(&self, anchor: &Anchor, span: Span) -> Search {
        let start = self.source.code_points_before(span.start);
        let was = anchor.points.as_ref();
        let is_same = self.source.slice(span) == anchor.quote;
        let finding = if is_same && was.is_some_and(|points| points.start == start) {
            Finding::Kept(span)
        } else {
            Finding::Moved(span)
        };
        let shift = was.map(|points| distance(start, points.start));
        Search::sure(finding, shift)
    }

    /// Decides between places that fit alike, where the neighbours on both sides moved by the same distance.
    fn settle(&self, anchor: &Anchor, search: Search, shifts: &[(usize, i64)]) -> Finding {
        let Some(points) = anchor.points.as_ref().filter(|_| !search.alike.is_empty()) else {
            return search.finding;
        };
        let after = shifts.partition_point(|(start, _)| *start < points.start);
        let before = after.checked_sub(1).map(|before| shifts[before].1);
        let after = shifts[after..]
            .iter()
            .find(|(start, _)| *start > points.start);
        let (Some(before), Some((_, after))) = (before, after) else {
            return search.finding;
        };
        let here = search.alike.iter().find(|span| {
            let start = self.source.code_points_before(span.start);
            before == *after && distance(start, points.start) == before
        });
        match here {
            Some(span) => self.at(anchor, *span).finding,
            None => search.finding,
        }
    }
}

/// What a search for one place gave.
struct Search {
    finding: Finding,
    /// By how many code points it moved, where that is certain.
    shift: Option<i64>,
    /// Places that fit well, and alike.
    alike: Vec<Span>,
}

impl Search {
    fn sure(finding: Finding, shift: Option<i64>) -> Self {
        Self {
            finding,
            shift,
            alike: Vec::new(),
        }
    }
}

fn is_by_hand(anchor: &Anchor) -> bool {
    anchor.points.is_none() && anchor.prefix.is_empty() && anchor.suffix.is_empty()
}

fn distance(now: usize, was: usize) -> i64 {
    let whole = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    whole(now) - whole(was)
}

#[cfg(test)]
mod tests;
