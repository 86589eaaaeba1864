//! Rules applied to transcripts: from a codebook and a transcript to hits, in one pass over the text.
//!
//! # How it works
//! A codebook has one property that general search tools cannot use: **a match starts at the start of a word.**
//!
//! ```text
//!  Codebook ──compile──▶ atoms: everything that can be found by itself (a term, a regex, a stem), each with a number
//!                          │
//!                          ├─▶ Trie     all literal beginnings of all atoms of all codes, once        (trie.rs)
//!                          ├─▶ Filter   the first letters of each, as bits                            (filter.rs)
//!                          └─▶ rest     what no trie can say: `*ness`, real regexes, other stems      (floating.rs, regexes.rs, stems.rs)
//!
//!  Transcript ──Landmarks──▶ word starts ──Filter──▶ a few candidates ──Trie──▶ found atoms       (scan.rs)
//!                                                                                 │
//!             hits ◀── negation, exclusions, near, all, references ◀── turn by turn┘              (evaluate.rs)
//! ```
//! - The text is never folded. [`fold`](crate::text::fold) works on the few characters at a candidate, so offsets are
//!   those of the text all along.
//! - A candidate costs a walk down the trie, whatever the number of codes: cost grows with matches, hardly with patterns.
//! - A finite regular expression, or one with `\w+` between words, is written out into the trie. Others run on the
//!   paragraph in which their beginning was found, and are compiled when that happens first.
//!
//! What a rule means is told in `codebooks/README.md`. A plain matcher, which tries one pattern at a time, stands beside this one
//! in the tests, and a property test holds them equal.

use crate::codebook::pattern::Word;
use crate::codebook::{CodeIndex, Codebook, RuleIndex, Unit};
use crate::coding::Hit;
use crate::study::{Role, Voice};
use crate::transcript::{Transcript, Turn, Units};

mod compile;
mod evaluate;
mod filter;
mod floating;
mod ground;
mod negation;
mod regexes;
mod scan;
mod segments;
mod stems;
mod trie;

use compile::Program;
use ground::Ground;
use scan::Found;

pub use segments::{Segments, codings, for_each_segment, segments_spoken};

/// All rules of a codebook, compiled once.
#[derive(Debug)]
pub struct Matcher<'c> {
    codebook: &'c Codebook,
    unit: Unit,
    program: Program,
}

/// Memory that is used again from transcript to transcript: one for each thread.
#[derive(Debug, Default)]
pub struct Scratch {
    scan: scan::Scratch,
    found: Vec<Found>,
}

impl<'c> Matcher<'c> {
    /// Compiles a codebook. `unit` is the segment that `all` speaks of.
    #[must_use]
    pub fn new(codebook: &'c Codebook, unit: Unit) -> Self {
        Self {
            codebook,
            unit,
            program: Program::compile(codebook),
        }
    }

    /// The codebook whose rules these are.
    #[must_use]
    pub fn codebook(&self) -> &'c Codebook {
        self.codebook
    }

    /// Every hit of every rule in a transcript, those that something stopped among them, ordered by place, code, rule.
    ///
    /// `units` are those of the transcript; `voices` has one entry for each of its speakers. Turns for which `wanted` does
    /// not hold are passed over.
    #[must_use]
    pub fn hits(
        &self,
        transcript: &Transcript,
        units: &Units,
        voices: &[Voice],
        wanted: impl Fn(&Turn) -> bool,
        scratch: &mut Scratch,
    ) -> Vec<Hit> {
        let text = transcript.source.text();
        let mut hits = Vec::new();
        scratch.scan.begin(&self.program);
        for (number, turn) in transcript
            .turns
            .iter()
            .enumerate()
            .filter(|(_, turn)| wanted(turn))
        {
            scratch.found.clear();
            for paragraph in transcript.paragraphs_of(turn) {
                let ground = Ground::new(text, units.landmarks(), paragraph.span);
                scan::paragraph(
                    &self.program,
                    &ground,
                    &mut scratch.scan,
                    &mut scratch.found,
                );
            }
            if scratch.found.is_empty() {
                continue;
            }
            let number = u32::try_from(number).expect("a transcript has fewer than 2^32 turns");
            let said = Said {
                transcript,
                units,
                turn,
                number,
                voice: voice(turn, voices),
            };
            let first = hits.len();
            evaluate::turn(self, &said, &scratch.found, &mut hits);
            hits[first..].sort_by_key(|hit| (hit.span, hit.code, hit.made_by));
        }
        hits
    }

    fn fires_for(&self, rule: RuleIndex, said: &Said<'_>) -> bool {
        let rule = self.codebook.rule(rule);
        let speaker = || said.transcript.label(said.turn).map(str::to_lowercase);
        let role = || said.voice.map_or(&Role::Participant, |voice| &voice.role);
        (rule.speakers.is_empty()
            || speaker()
                .is_some_and(|label| rule.speakers.iter().any(|s| s.to_lowercase() == label)))
            && (rule.roles.is_empty() || rule.roles.iter().any(|name| role().is_called(name)))
    }
}

/// One turn of a transcript, with who speaks.
struct Said<'a> {
    transcript: &'a Transcript,
    units: &'a Units,
    turn: &'a Turn,
    number: u32,
    voice: Option<&'a Voice>,
}

fn voice<'v>(turn: &Turn, voices: &'v [Voice]) -> Option<&'v Voice> {
    turn.speaker
        .and_then(|speaker| voices.get(speaker.0 as usize))
}

/// The rows of words that a regular expression stands for; `None` where it says more than words, gaps and `\w` can say, or
/// stands for too many.
#[must_use]
pub fn rows_of_regex(regex: &str) -> Option<Vec<Vec<Word>>> {
    let alternatives = regexes::written_out(&regexes::parse(regex))?;
    Some(
        alternatives
            .iter()
            .map(|row| floating::words(row))
            .collect(),
    )
}

fn code_of(codebook: &Codebook, rule: RuleIndex) -> CodeIndex {
    codebook.rule(rule).code
}
