//! Coded segments with their words and what stands around them, and a choice of them for a paper.

use std::ops::Range;

use super::coded::Coded;
use crate::coding::Hit;
use crate::study::{Person, Study};
use crate::text::{Span, one_line};
use crate::transcript::{Hours, clock};

mod choice;
mod label;

pub use choice::{Candidate, Choice, best, choose};
pub use label::{LabelError, QuoteLabel};

/// A segment with a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The code: an index into the codebook's codes.
    pub code: u32,
    /// The transcript: an index into a list of them, which whoever collects quotes sets.
    pub transcript: u32,
    /// Where the segment begins, in bytes of the text as it is read: which segment of the transcript it is.
    pub start: usize,
    /// The turn, from 1.
    pub turn: u32,
    /// The line of the text as it is read, from 1.
    pub line: usize,
    /// When it was said, as a clock time.
    pub time: Option<String>,
    /// The speaker's label.
    pub speaker: Option<String>,
    /// The person's id, where the table of people has them.
    pub participant: Option<String>,
    /// What is said before it, of the same turn.
    pub before: String,
    /// The segment, on one line.
    pub text: String,
    /// What is said after it, of the same turn.
    pub after: String,
    /// The words that were coded, in bytes of `text`.
    pub matched: Vec<Range<usize>>,
    /// Its hits that count, each once, in bytes of the text as it is read. One over several segments is a hit of each.
    pub hits: Vec<Span>,
    /// Whether all of its hits stand under a negation.
    pub negated: bool,
    /// By crossing: which of its values.
    pub of: Vec<u32>,
}

impl Quote {
    /// Keeps only so many characters of what is said before and after.
    pub fn shorten(&mut self, context: usize) {
        self.before = end_of(&self.before, context);
        self.after = start_of(&self.after, context);
    }
}

/// The segments of a transcript that have one of the codes that are asked for, code by code in the order of the text. So
/// many characters of what is said before and after are kept.
#[must_use]
pub fn quotes(study: &Study, coded: &Coded<'_>, asked: &[bool], context: usize) -> Vec<Quote> {
    let Coded {
        transcript,
        segments,
        hits,
        ..
    } = coded;
    let text = transcript.source.text();
    let codings = segments.codings.iter();
    codings
        .filter(|coding| asked[coding.code.0 as usize])
        .map(|coding| {
            let turn = &transcript.turns[coding.turn as usize];
            let whole = transcript.span_of(turn);
            let range = coding.hits.start as usize..coding.hits.end as usize;
            let of: Vec<&Hit> = segments.hits[range]
                .iter()
                .map(|&hit| &hits[hit as usize])
                .collect();
            let parts = of.iter().flat_map(|hit| hit.matched().iter().copied());
            let (segment, matched) =
                on_one_line(text, coding.segment, joined(parts, coding.segment));
            let person = coded.voice(turn).map(|voice| voice.person);
            let participant = match person {
                Some(Person::Declared(row)) => Some(study.participants[row as usize].id.clone()),
                _ => None,
            };
            Quote {
                code: coding.code.0,
                transcript: 0,
                start: coding.segment.start,
                turn: coding.turn + 1,
                line: transcript.source.line_number(coding.segment.start),
                time: turn.time.map(|time| clock(time.start, Hours::Padded)),
                speaker: transcript.label(turn).map(str::to_owned),
                participant,
                before: end_of(&text[whole.start..coding.segment.start], context),
                text: segment,
                after: start_of(&text[coding.segment.end..whole.end], context),
                matched,
                hits: {
                    let mut hits: Vec<Span> = of.iter().map(|hit| hit.span).collect();
                    hits.sort_unstable();
                    hits.dedup();
                    hits
                },
                negated: of.iter().all(|hit| hit.negated.is_some()),
                of: Vec::new(),
            }
        })
        .collect()
}

/// The stretches of a segment that were coded, in order, those that overlap joined.
fn joined(parts: impl Iterator<Item = Span>, segment: Span) -> Vec<Span> {
    let mut parts: Vec<Span> = parts
        .filter(|part| part.overlaps(segment))
        .map(|part| Span::new(part.start.max(segment.start), part.end.min(segment.end)))
        .collect();
    parts.sort_unstable();
    let mut all: Vec<Span> = Vec::with_capacity(parts.len());
    for part in parts {
        match all.last_mut() {
            Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
            _ => all.push(part),
        }
    }
    all
}

/// A stretch of text with its white space collapsed, and where the parts stand in it.
fn on_one_line(text: &str, span: Span, parts: Vec<Span>) -> (String, Vec<Range<usize>>) {
    let mut line = String::with_capacity(span.len());
    let mut ranges = Vec::with_capacity(parts.len());
    let mut at = span.start;
    for part in parts {
        push(&mut line, &text[at..part.start]);
        let start = line.len();
        push(&mut line, &text[part.range()]);
        ranges.push(start..line.len());
        at = part.end;
    }
    push(&mut line, &text[at..span.end]);
    let kept = line.trim_end().len();
    line.truncate(kept);
    for range in &mut ranges {
        range.end = range.end.min(kept);
        range.start = range.start.min(range.end);
    }
    (line, ranges)
}

/// Adds text with its white space collapsed to what ends with other text.
fn push(line: &mut String, text: &str) {
    for c in text.chars() {
        if !c.is_whitespace() {
            line.push(c);
        } else if !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
    }
}

/// The last characters of a text, from the beginning of a word.
fn end_of(text: &str, most: usize) -> String {
    let text = one_line(text);
    let Some((cut, _)) = text.char_indices().rev().nth(most) else {
        return text;
    };
    let kept = &text[cut..];
    let word = kept.find(' ').map_or(kept, |space| &kept[space + 1..]);
    if word.is_empty() {
        String::new()
    } else {
        format!("… {word}")
    }
}

/// The first characters of a text, to the end of a word.
fn start_of(text: &str, most: usize) -> String {
    let mut kept = String::new();
    let mut words = text.split_whitespace();
    for word in words.by_ref() {
        if kept.chars().count() + word.chars().count() > most {
            return if kept.is_empty() { kept } else { kept + " …" };
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_is_one_line_and_its_parts_stay_where_they_were() {
        let text = "So  they\ntrust   her now.\n";
        let part = Span::new(text.find("trust").unwrap(), text.find(" now").unwrap());
        let (line, parts) = on_one_line(text, Span::new(0, text.len()), vec![part]);
        assert_eq!(line, "So they trust her now.");
        assert_eq!(&line[parts[0].clone()], "trust her");
    }

    #[test]
    fn context_is_cut_between_words() {
        assert_eq!(end_of("one two three", 9), "… two three");
        assert_eq!(end_of("one two three", 8), "… three");
        assert_eq!(end_of("one two", 9), "one two");
        assert_eq!(start_of("one two three", 8), "one two …");
        assert_eq!(start_of(" one\ntwo", 8), "one two");
        assert_eq!(end_of("… one two three", 8), "… three");
        assert_eq!(start_of("one two three …", 8), "one two …");
        assert_eq!(
            (end_of("", 5), start_of("", 5)),
            (String::new(), String::new())
        );
    }

    #[test]
    fn parts_that_overlap_are_one_and_stay_in_the_segment() {
        let parts = [
            Span::new(0, 4),
            Span::new(3, 8),
            Span::new(12, 30),
            Span::new(40, 50),
        ];
        let joined = joined(parts.into_iter(), Span::new(2, 20));
        assert_eq!(joined, [Span::new(2, 8), Span::new(12, 20)]);
    }
}
