//! What the rules find in a whole study, counted for the linter: one pass over each transcript, added up.

use std::collections::{BTreeMap, BTreeSet};

use crate::codebook::{Codebook, Unit};
use crate::coding::Hit;
use crate::matcher::{self, Matcher};
use crate::study::{Person, Role, Study};
use crate::text::Span;
use crate::transcript::{Transcript, Turn, Units};

/// Counts of one transcript, or of all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// How many transcripts.
    pub transcripts: usize,
    /// How many segments with a word in them, of those who are not moderators.
    pub segments: u64,
    /// Distinct stretches that count, by rule, whoever speaks.
    pub hits_of_rules: Vec<u64>,
    /// Distinct stretches that a code's own rules found, by code, whoever speaks.
    pub hits_of_codes: Vec<u64>,
    /// Segments that a code's own rules coded, by code; moderators' are left out.
    pub segments_of_codes: Vec<u64>,
    /// Segments that two codes have in common, by the numbers of both, the smaller first; moderators' are left out.
    pub together: BTreeMap<(u32, u32), u64>,
    /// The rows of the participants' table who speak.
    pub persons: BTreeSet<u32>,
    /// All labels as they were first written, by themselves in lower case.
    pub labels: BTreeMap<String, String>,
    /// All roles, in the same way.
    pub roles: BTreeMap<String, String>,
}

/// Memory that is used again from transcript to transcript: one for each thread.
#[derive(Debug, Default)]
pub struct Scratch {
    units: Units,
    matcher: matcher::Scratch,
}

impl Survey {
    /// Looks through one transcript. Without a matcher only people are counted.
    #[must_use]
    pub fn of(
        study: &Study,
        transcript: &Transcript,
        matcher: Option<&Matcher<'_>>,
        scratch: &mut Scratch,
    ) -> Self {
        let voices = study.voices(transcript);
        let mut survey = Self {
            transcripts: 1,
            labels: lowered(transcript.speakers.iter().map(String::as_str)),
            roles: lowered(voices.iter().map(|voice| voice.role.as_str())),
            ..Self::default()
        };
        for voice in &voices {
            if let Person::Declared(row) = voice.person {
                survey.persons.insert(row);
            }
        }
        let Some(matcher) = matcher else {
            return survey;
        };
        scratch.units.fill(transcript, |_| true);
        let hits = matcher.hits(
            transcript,
            &scratch.units,
            &voices,
            |_| true,
            &mut scratch.matcher,
        );
        let is_studied = |turn: &Turn| {
            let voice = turn.speaker.and_then(|it| voices.get(it.0 as usize));
            voice.is_none_or(|voice| voice.role != Role::Moderator)
        };
        survey.count_hits(matcher.codebook(), &hits);
        let studied: Vec<Hit> = hits
            .into_iter()
            .filter(|hit| is_studied(&transcript.turns[hit.turn as usize]))
            .collect();
        survey.count_segments(
            study.unit,
            matcher.codebook(),
            transcript,
            scratch,
            &studied,
        );
        let turns = transcript.turns.iter().filter(|turn| is_studied(turn));
        survey.segments = turns
            .map(|turn| matcher::segments_spoken(study.unit, transcript, &scratch.units, turn))
            .sum();
        survey
    }

    fn count_hits(&mut self, codebook: &Codebook, hits: &[Hit]) {
        self.hits_of_rules = vec![0; codebook.rules.len()];
        self.hits_of_codes = vec![0; codebook.codes.len()];
        // Two rules on the same words are one hit of their code, as they are in every report.
        let mut of_codes: BTreeSet<(u32, Span)> = BTreeSet::new();
        let mut of_rules: BTreeSet<(u32, Span)> = BTreeSet::new();
        for hit in hits.iter().filter(|hit| hit.stopped.is_none()) {
            if let Some(rule) = hit.rule()
                && of_rules.insert((rule.0, hit.span))
            {
                self.hits_of_rules[rule.0 as usize] += 1;
            }
            if of_codes.insert((hit.code.0, hit.span)) {
                self.hits_of_codes[hit.code.0 as usize] += 1;
            }
        }
    }

    fn count_segments(
        &mut self,
        unit: Unit,
        codebook: &Codebook,
        transcript: &Transcript,
        scratch: &Scratch,
        hits: &[Hit],
    ) {
        self.segments_of_codes = vec![0; codebook.codes.len()];
        let segments = matcher::codings(transcript, &scratch.units, unit, hits);
        for coded in segments.codings.chunk_by(|a, b| a.segment == b.segment) {
            for (number, coding) in coded.iter().enumerate() {
                self.segments_of_codes[coding.code.0 as usize] += 1;
                for other in &coded[number + 1..] {
                    let pair = (coding.code.0, other.code.0);
                    *self.together.entry(pair).or_default() += 1;
                }
            }
        }
    }

    /// Adds what was found in other transcripts.
    pub fn add(&mut self, other: Survey) {
        self.transcripts += other.transcripts;
        self.segments += other.segments;
        add(&mut self.hits_of_rules, &other.hits_of_rules);
        add(&mut self.hits_of_codes, &other.hits_of_codes);
        add(&mut self.segments_of_codes, &other.segments_of_codes);
        for (pair, count) in other.together {
            *self.together.entry(pair).or_default() += count;
        }
        self.persons.extend(other.persons);
        for (word, written) in other.labels {
            self.labels.entry(word).or_insert(written);
        }
        for (word, written) in other.roles {
            self.roles.entry(word).or_insert(written);
        }
    }
}

fn lowered<'s>(words: impl Iterator<Item = &'s str>) -> BTreeMap<String, String> {
    let mut lowered = BTreeMap::new();
    for word in words {
        lowered
            .entry(word.to_lowercase())
            .or_insert_with(|| word.to_owned());
    }
    lowered
}

fn add(sums: &mut Vec<u64>, more: &[u64]) {
    if sums.len() < more.len() {
        sums.resize(more.len(), 0);
    }
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum += more;
    }
}
