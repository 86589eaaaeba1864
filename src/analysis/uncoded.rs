//! What no code reached: which stretches of talk, and how much of it.
//!
//! A segment is uncoded where no hit that counts has one of its words in it. How much is uncoded is told in two ways, because
//! they answer different questions: the words of uncoded segments (what would have to be read again), and the words outside of
//! every coded stretch, which with rules are nearly all of them, as a rule marks a word or two. Both are unions: a word in two
//! coded stretches is coded once.

use super::coded::{self, Coded};
use super::evaluation::{Segment, segments};
use super::frequency::Group;
use super::people::People;
use crate::codebook::{CodeIndex, RuleIndex, Unit};
use crate::coding::{Coding, Hit, Maker};
use crate::matcher::Segments;
use crate::text::Span;
use crate::transcript::{Transcript, Turn, Units};

/// Segments in a row, of one turn, that no code reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The turn: an index into the transcript's turns.
    pub turn: u32,
    /// From the first to the last segment.
    pub span: Span,
    /// How many segments with a word in them.
    pub segments: u64,
    /// How many words.
    pub words: u64,
}

/// One transcript's talk, by whether a code reached it.
#[derive(Debug, Default)]
pub struct Uncoded {
    /// What none did, in order.
    pub stretches: Vec<Stretch>,
    /// What one did, for [`count_found`](super::frequency::count_found): [`MARKED`] are the stretches that were coded,
    /// [`REACHED`] the segments that they lie in.
    pub reached: coded::Found,
}

/// The ids of the codes that stand for what was reached, for a codebook that has these two.
pub const CODES: [&str; 2] = ["marked", "reached"];

/// The code that stands for coded stretches.
pub const MARKED: CodeIndex = CodeIndex(0);

/// The code that stands for segments with a code.
pub const REACHED: CodeIndex = CodeIndex(1);

/// How much of a group's talk no code reached, and out of how much.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Segments without a code.
    pub segments: u64,
    /// Out of these.
    pub of_segments: u64,
    /// Words in segments without a code.
    pub words: u64,
    /// Words outside of every coded stretch, those in coded segments among them.
    pub unmarked: u64,
    /// Out of these words.
    pub of_words: u64,
    /// Persons in whose talk nothing is coded.
    pub persons: u64,
    /// Out of these.
    pub of_persons: u64,
}

impl Share {
    /// The share of a group that was counted with the codes of [`CODES`].
    #[must_use]
    pub fn of(group: &Group) -> Self {
        let spoken = &group.spoken;
        let marked = group.codes.get(&MARKED.0);
        let reached = group.codes.get(&REACHED.0);
        let left = |of: u64, taken: Option<u64>| of.saturating_sub(taken.unwrap_or(0));
        let persons = spoken.persons.count();
        Self {
            segments: left(spoken.segments, reached.map(|it| it.segments)),
            of_segments: spoken.segments,
            words: left(spoken.words, reached.map(|it| it.words)),
            unmarked: left(spoken.words, marked.map(|it| it.words)),
            of_words: spoken.words,
            persons: left(persons, reached.map(|it| People::count(&it.persons))),
            of_persons: persons,
        }
    }
}

impl Uncoded {
    /// Looks at one transcript. Codes that are not `asked` for, by their index, count as none.
    #[must_use]
    pub fn of(coded: &Coded<'_>, units: &Units, unit: Unit, asked: &[bool]) -> Self {
        let transcript = &coded.transcript;
        let speaking = segments(transcript, units, unit, |turn| coded.counts(turn));
        let is_asked = |code: CodeIndex| asked.get(code.0 as usize) == Some(&true);
        let codings = coded.segments.codings.iter();
        // In order, and each once for each of its codes.
        let mut reached: Vec<Span> = codings
            .filter(|coding| is_asked(coding.code))
            .map(|coding| coding.segment)
            .collect();
        reached.dedup();
        let mut uncoded = Self::default();
        let mut last = None;
        for segment in &speaking {
            if reached.binary_search(&segment.span).is_ok() {
                uncoded.reach(transcript, segment);
                last = None;
            } else {
                uncoded.leave(segment, words(transcript, units, segment), &mut last);
            }
        }
        let hits = coded.hits.iter().filter(|hit| hit.stopped.is_none());
        for hit in hits.filter(|hit| is_asked(hit.code)) {
            let turn = &transcript.turns[hit.turn as usize];
            for part in speech(transcript, turn, hit.span) {
                uncoded.reached.hits.push(marked(MARKED, hit.turn, part));
            }
        }
        uncoded.reached.hits.sort_by_key(|hit| (hit.turn, hit.span));
        uncoded
    }

    fn reach(&mut self, transcript: &Transcript, segment: &Segment) {
        let turn = &transcript.turns[segment.turn as usize];
        for part in speech(transcript, turn, segment.span) {
            let hit = marked(REACHED, segment.turn, part);
            self.reached.hits.push(hit);
        }
        let Segments { codings, .. } = &mut self.reached.segments;
        codings.push(Coding {
            code: REACHED,
            segment: segment.span,
            turn: segment.turn,
            hits: 0..0,
        });
    }

    /// Adds a segment to the stretch before, where that goes on.
    fn leave(&mut self, segment: &Segment, words: u64, last: &mut Option<u32>) {
        match self.stretches.last_mut() {
            Some(stretch) if *last == Some(segment.turn) => {
                stretch.span = stretch.span.cover(segment.span);
                stretch.segments += 1;
                stretch.words += words;
            }
            _ => self.stretches.push(Stretch {
                turn: segment.turn,
                span: segment.span,
                segments: 1,
                words,
            }),
        }
        *last = Some(segment.turn);
    }
}

fn marked(code: CodeIndex, turn: u32, span: Span) -> Hit {
    Hit {
        code,
        made_by: Maker::Rule(RuleIndex(0)),
        span,
        parts: Box::default(),
        turn,
        negated: None,
        stopped: None,
    }
}

fn words(transcript: &Transcript, units: &Units, segment: &Segment) -> u64 {
    let turn = &transcript.turns[segment.turn as usize];
    let parts = speech(transcript, turn, segment.span);
    parts.map(|part| units.word_count(part) as u64).sum()
}

/// The speech in a stretch of a turn: what stands between its paragraphs, such as labels, is none.
pub fn speech<'t>(
    transcript: &'t Transcript,
    turn: &Turn,
    stretch: Span,
) -> impl Iterator<Item = Span> + 't {
    let paragraphs = transcript.paragraphs_of(turn).iter();
    let inside = paragraphs.filter(move |paragraph| paragraph.span.overlaps(stretch));
    inside.map(move |paragraph| {
        let span = paragraph.span;
        Span::new(span.start.max(stretch.start), span.end.min(stretch.end))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::PathBuf;
    use std::sync::Arc;

    use super::*;
    use crate::analysis::coded::{Coder, Digests, Hands, Scratch};
    use crate::analysis::frequency::{By, Counting, count_found};
    use crate::analysis::selection::Filter;
    use crate::codebook::{Codebook, parse};
    use crate::matcher::Matcher;
    use crate::study::{Document, Study};
    use crate::text::Source;
    use crate::transcript::read::ReadOptions;

    const TALK: &str = "\
Moderator: Do they trust you?

P1: They trust us. It takes weeks. It is far. [laughs] And it rains.

P1: We go on. Trust me.

P2: No.
";

    fn codebook(text: &str) -> Codebook {
        parse(Arc::new(Source::new("t", text))).codebook.unwrap()
    }

    /// The uncoded stretches with their segments and words, and the share of all.
    fn uncoded(asked: &[bool], unit: Unit) -> (Vec<(String, u64, u64)>, Share) {
        let book = codebook(
            "codebook: t\ncodes: [{id: a, match: [trust us, us]}, {id: b, match: [weeks]}]\n",
        );
        let study = Study::default();
        let document = Document {
            id: "t".to_owned(),
            path: PathBuf::new(),
            name: "t.txt".to_owned(),
            attributes: BTreeMap::new(),
            options: ReadOptions::default(),
            moderators: Vec::new(),
        };
        let selection = Filter::default().resolve(&study, None).unwrap();
        let matcher = Matcher::new(&book, unit);
        let coder = Coder {
            study: &study,
            matcher: &matcher,
            hands: Hands::Rules,
            unit,
            selection: &selection,
            digests: Digests::Left,
        };
        let mut scratch = Scratch::default();
        let coded = coder.code_bytes(&document, TALK.into(), &mut scratch);
        let coded = coded.unwrap();
        let uncoded = Uncoded::of(&coded, &scratch.units, unit, asked);
        let source = &coded.transcript.source;
        let shown = |it: &Stretch| {
            let text = source.slice(it.span);
            (
                text.split_whitespace().collect::<Vec<_>>().join(" "),
                it.segments,
                it.words,
            )
        };
        let codes = codebook("codebook: u\ncodes: [{id: marked}, {id: reached}]\n");
        let counting = Counting {
            study: &study,
            codebook: &codes,
            unit,
            by: &By::All,
        };
        let counted = count_found(&counting, &coded, &scratch.units, &uncoded.reached);
        let group = counted.groups.values().next().unwrap();
        (
            uncoded.stretches.iter().map(shown).collect(),
            Share::of(group),
        )
    }

    #[test]
    fn neighbours_without_a_code_are_one_stretch() {
        let (stretches, share) = uncoded(&[true, true], Unit::Sentence);
        let told: Vec<(&str, u64, u64)> = stretches
            .iter()
            .map(|(text, segments, words)| (text.as_str(), *segments, *words))
            .collect();
        assert_eq!(
            told,
            [
                (
                    "It is far. [laughs] And it rains. P1: We go on. Trust me.",
                    4,
                    11
                ),
                ("No.", 1, 1)
            ]
        );
        // They trust us, it takes weeks: 6 words in 2 sentences; three of them in hits, `us` in two hits once.
        assert_eq!((share.segments, share.of_segments), (5, 7));
        assert_eq!((share.words, share.unmarked, share.of_words), (12, 15, 18));
        assert_eq!((share.persons, share.of_persons), (1, 2));
    }

    #[test]
    fn codes_that_are_not_asked_for_reach_nothing() {
        let (_, share) = uncoded(&[false, true], Unit::Sentence);
        assert_eq!((share.segments, share.words, share.unmarked), (6, 15, 17));
        let (stretches, share) = uncoded(&[false, false], Unit::Sentence);
        assert_eq!((share.words, share.of_words), (18, 18));
        assert_eq!(stretches.len(), 2);
    }

    #[test]
    fn labels_between_paragraphs_are_no_words() {
        let (stretches, share) = uncoded(&[true, true], Unit::Turn);
        assert_eq!(stretches.len(), 1);
        assert_eq!((share.segments, share.of_segments), (1, 2));
        assert_eq!((share.words, share.of_words), (1, 18));
    }
}
