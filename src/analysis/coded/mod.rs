//! One transcript with everything that was coded in it, by the rules or by people.

use super::agreement::rated::Mark;
use super::selection::Selection;
use crate::codebook::Unit;
use crate::coding::Hit;
use crate::matcher::{self, Matcher, Segments};
use crate::study::{Document, LoadError, Person, Study, Voice};
use crate::text::sha256;
use crate::transcript::{Transcript, Turn, Units};

mod hands;
#[cfg(test)]
pub(crate) mod trial;
mod whom;

pub use hands::{Codings, Hands, Memo};
pub use whom::Whom;

/// A transcript with its hits and codings.
#[derive(Debug)]
pub struct Coded<'s> {
    /// The file.
    pub document: &'s Document,
    /// The digest of the file's bytes, where it was asked for.
    pub sha256: Option<String>,
    /// What was said.
    pub transcript: Transcript,
    /// Who the speakers are, by [`crate::transcript::SpeakerIndex`].
    pub voices: Vec<Voice>,
    /// What the coders found in the turns that count, those hits that do not count among them.
    pub hits: Vec<Hit>,
    /// Which segments the counting hits code.
    pub segments: Segments,
    /// By person whose codings are counted: whether they have finished this transcript.
    pub finished: Vec<bool>,
    /// Codings of people that lie on nothing that counts, such as the words of moderators.
    pub beside: usize,
    /// Whether the turns of each speaker count; the last is for turns without a label.
    counts: Vec<bool>,
}

/// What the rules of another codebook found in a transcript.
#[derive(Debug, Default)]
pub struct Found {
    /// Like [`Coded::hits`].
    pub hits: Vec<Hit>,
    /// Like [`Coded::segments`].
    pub segments: Segments,
}

/// How transcripts are read and coded.
#[derive(Clone, Copy, Debug)]
pub struct Coder<'a> {
    /// The study.
    pub study: &'a Study,
    /// Its rules.
    pub matcher: &'a Matcher<'a>,
    /// Whose codings are counted.
    pub hands: Hands<'a>,
    /// What a segment is.
    pub unit: Unit,
    /// Whose speech counts.
    pub selection: &'a Selection,
    /// Whether the files' digests are wanted.
    pub digests: Digests,
}

/// Whether the digests of files are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digests {
    /// For results that say what was read.
    Taken,
    /// For the others: taking them costs about what reading costs.
    Left,
}

/// Memory that is used again from transcript to transcript: one for each thread.
#[derive(Debug, Default)]
pub struct Scratch {
    /// The words and sentences of the transcript at hand.
    pub units: Units,
    matcher: matcher::Scratch,
    /// What [`Coder::code_again`] remembers is of other rules.
    again: matcher::Scratch,
}

impl Coder<'_> {
    /// Reads a transcript and applies all rules to the turns that count.
    pub fn code<'s>(
        &self,
        document: &'s Document,
        scratch: &mut Scratch,
    ) -> Result<Coded<'s>, LoadError> {
        let bytes = self.study.bytes(document)?;
        self.code_bytes(document, bytes, scratch)
    }

    /// Applies the rules of another codebook to a transcript that was just coded with this memory.
    #[must_use]
    pub fn code_again(
        &self,
        matcher: &Matcher<'_>,
        coded: &Coded<'_>,
        scratch: &mut Scratch,
    ) -> Found {
        let Coded {
            transcript, voices, ..
        } = coded;
        let wanted = |turn: &Turn| coded.counts(turn);
        let Scratch { units, again, .. } = scratch;
        let hits = matcher.hits(transcript, units, voices, wanted, again);
        let segments = matcher::codings(transcript, units, self.unit, &hits);
        Found { hits, segments }
    }

    /// The memos of people on codings of a transcript, of those who have finished it.
    #[must_use]
    pub fn memos(&self, coded: &Coded<'_>, units: &Units) -> Vec<Memo> {
        let talk = (&coded.transcript, units);
        let counts = |turn: &Turn| coded.counts(turn);
        hands::memos(self.hands, coded.document, talk, self.unit, counts)
    }

    pub(super) fn code_bytes<'s>(
        &self,
        document: &'s Document,
        bytes: Vec<u8>,
        scratch: &mut Scratch,
    ) -> Result<Coded<'s>, LoadError> {
        let sha256 = (self.digests == Digests::Taken).then(|| sha256(&bytes));
        let transcript = self.study.understand(document, bytes)?;
        let voices = self.study.voices(&transcript);
        let marks = self.hands.marks(document, &transcript);
        let is_rated = self.hands.have_looked(&marks);
        let counts = self.counts(document, &transcript, &voices, is_rated);
        let wanted = |turn: &Turn| counts[speaker(&transcript, turn)];
        scratch.units.fill(&transcript, wanted);
        let mut hits = if self.hands.has_rules() {
            let Scratch { units, matcher, .. } = &mut *scratch;
            self.matcher
                .hits(&transcript, units, &voices, wanted, matcher)
        } else {
            Vec::new()
        };
        let finished: Vec<bool> = marks.iter().map(Option::is_some).collect();
        let beside = self.lay(&transcript, &scratch.units, wanted, &marks, &mut hits);
        let segments = matcher::codings(&transcript, &scratch.units, self.unit, &hits);
        Ok(Coded {
            document,
            sha256,
            transcript,
            voices,
            hits,
            segments,
            finished,
            beside,
            counts,
        })
    }

    /// Adds what people coded, and says how many codings lie on nothing that counts.
    fn lay(
        &self,
        transcript: &Transcript,
        units: &Units,
        counts: impl Fn(&Turn) -> bool,
        marks: &[Option<Vec<Mark>>],
        hits: &mut Vec<Hit>,
    ) -> usize {
        if marks.iter().flatten().all(Vec::is_empty) {
            return 0;
        }
        let (laid, beside) = hands::hits((transcript, units), self.unit, counts, marks);
        hits.extend(laid);
        // Turn by turn, as those of the rules are.
        hits.sort_by_key(|hit| (hit.turn, hit.span, hit.code, hit.made_by));
        beside
    }

    /// By speaker, whether their speech counts. Where nobody has looked, nothing does.
    fn counts(
        &self,
        document: &Document,
        transcript: &Transcript,
        voices: &[Voice],
        is_rated: bool,
    ) -> Vec<bool> {
        let holds = |label, voice| {
            is_rated
                && self
                    .selection
                    .speaker(self.study, document, transcript, label, voice)
        };
        let labelled = transcript.speakers.iter().zip(voices);
        labelled
            .map(|(label, voice)| holds(Some(label.as_str()), Some(voice)))
            .chain(std::iter::once_with(|| holds(None, None)))
            .collect()
    }
}

impl Coded<'_> {
    /// Who speaks in a turn; `None` where no label says it.
    #[must_use]
    pub fn voice(&self, turn: &Turn) -> Option<&Voice> {
        turn.speaker
            .and_then(|speaker| self.voices.get(speaker.0 as usize))
    }

    /// Whether a turn counts.
    #[must_use]
    pub fn counts(&self, turn: &Turn) -> bool {
        self.counts[speaker(&self.transcript, turn)]
    }

    /// The labels whose speech counts and whom no row of the participants' table names.
    pub fn strangers(&self) -> impl Iterator<Item = &str> {
        self.heard(|person| matches!(person, Person::Undeclared(_)))
    }

    /// The labels whose speech counts and that are of several people or of somebody unknown.
    pub fn nobodys(&self) -> impl Iterator<Item = &str> {
        self.heard(|person| person == Person::Nobody)
    }

    /// The labels whose speech counts, of those persons.
    fn heard(&self, which: impl Fn(Person) -> bool) -> impl Iterator<Item = &str> {
        let voices = self.voices.iter().zip(&self.counts);
        let speakers = self.transcript.speakers.iter().zip(voices);
        let heard = speakers.filter(move |(_, (voice, counts))| **counts && which(voice.person));
        heard.map(|(label, _)| label.as_str())
    }

    /// Where a turn's speaker stands in a list of all speakers with a last place for none.
    #[must_use]
    pub fn speaker(&self, turn: &Turn) -> usize {
        speaker(&self.transcript, turn)
    }
}

fn speaker(transcript: &Transcript, turn: &Turn) -> usize {
    turn.speaker
        .map_or(transcript.speakers.len(), |speaker| speaker.0 as usize)
}
