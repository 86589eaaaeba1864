//! One transcript with everything that the rules found in it.

use crate::codebook::Unit;
use crate::coding::Hit;
use crate::matcher::{self, Matcher, Segments};
use crate::study::{Document, LoadError, Study, Voice};
use crate::transcript::{Transcript, Turn, Units};

/// A transcript with its hits and codings.
#[derive(Debug)]
pub struct Coded<'s> {
    /// The file.
    pub document: &'s Document,
    /// What was said.
    pub transcript: Transcript,
    /// Who the speakers are, by [`crate::transcript::SpeakerIndex`].
    pub voices: Vec<Voice>,
    /// What the rules found, those hits that do not count among them.
    pub hits: Vec<Hit>,
    /// Which segments the counting hits code.
    pub segments: Segments,
}

/// Memory that is used again from transcript to transcript: one for each thread.
#[derive(Debug, Default)]
pub struct Scratch {
    /// The words and sentences of the transcript at hand.
    pub units: Units,
    matcher: matcher::Scratch,
}

/// Reads a transcript and applies all rules to it.
pub fn code<'s>(
    study: &'s Study,
    matcher: &Matcher<'_>,
    unit: Unit,
    document: &'s Document,
    scratch: &mut Scratch,
) -> Result<Coded<'s>, LoadError> {
    let transcript = study.load(document)?;
    let voices = study.voices(&transcript);
    scratch.units.fill(&transcript);
    let hits = matcher.hits(&transcript, &scratch.units, &voices, &mut scratch.matcher);
    let segments = matcher::codings(&transcript, &scratch.units, unit, &hits);
    Ok(Coded {
        document,
        transcript,
        voices,
        hits,
        segments,
    })
}

impl Coded<'_> {
    /// Who speaks in a turn; `None` where no label says it.
    #[must_use]
    pub fn voice(&self, turn: &Turn) -> Option<&Voice> {
        turn.speaker
            .and_then(|speaker| self.voices.get(speaker.0 as usize))
    }
}
