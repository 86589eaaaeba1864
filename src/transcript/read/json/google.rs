//! Google Cloud Speech-to-Text: a list `results`; IBM Watson writes such a list too.
//!
//! - Each result has `alternatives` of a `transcript` and perhaps `words`: `word`, `startTime`, `endTime`, and
//!   `speakerTag` or `speakerLabel`. `channelTag` tells channels apart. Keys may be in snake case.
//! - Where speakers are told apart, the last result repeats the words of all others, with speakers: it is read alone.
//! - Watson: `timestamps` of words in an alternative, and `speaker_labels` beside the results, of `from` and `speaker`.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Result, from_str};

use super::list::List;
use super::scalar::{Scalar, Unit};
use super::segment::Segment;
use super::segments::timed_words;
use super::speech::{Cut, Speech};
use super::words::{self, Word};
use crate::transcript::Time;

#[derive(Deserialize)]
struct Answer<'a> {
    #[serde(borrow, default)]
    alternatives: List<Alternative<'a>>,
    #[serde(borrow, default, alias = "channel_tag", rename = "channelTag")]
    channel: Scalar<'a>,
}

#[derive(Deserialize)]
struct Alternative<'a> {
    #[serde(borrow, default)]
    transcript: Scalar<'a>,
    #[serde(borrow, default)]
    words: List<Segment<'a>>,
    #[serde(borrow, default)]
    timestamps: List<(Scalar<'a>, Scalar<'a>, Scalar<'a>)>,
}

/// A result: its channel, its text and its words.
struct Found<'a> {
    channel: Option<String>,
    text: Scalar<'a>,
    words: Vec<Word<'a>>,
}

/// Reads the list `results`, and what Watson writes beside it.
pub(super) fn read<'a>(results: &'a RawValue, labels: Option<&'a RawValue>) -> Result<Speech<'a>> {
    let List(results) = from_str::<List<Answer>>(results.get())?;
    let mut found: Vec<Found> = Vec::with_capacity(results.len());
    let mut empty = 0;
    for result in results {
        let channel = result.channel.channel();
        match result.alternatives.first() {
            Some(first) => found.push(Found {
                channel,
                text: first.transcript,
                words: said(first.words, first.timestamps),
            }),
            None => empty += 1,
        }
    }
    if let Some(labels) = labels {
        watson(&mut found, labels)?;
    }
    if repeats_all(&found) {
        found.drain(..found.len() - 1);
    }
    let tells = found
        .iter()
        .flat_map(|result| &result.words)
        .any(|word| word.speaker.is_some());
    let mut speech = Speech::default();
    speech.empty = empty;
    let mut channels: Vec<_> = found.iter().map(|result| result.channel.clone()).collect();
    channels.sort();
    channels.dedup();
    let several = channels.len() > 1;
    if tells {
        let mut all = Vec::new();
        for result in found {
            all.extend(result.words);
        }
        words::push_runs(all, &mut speech);
        return Ok(speech);
    }
    if !several {
        speech.cut = Cut::Pieces;
    }
    for Found {
        channel,
        text,
        words,
    } in found
    {
        let time = words::time(&words);
        let text = match text {
            Scalar::Text(text) => text,
            _ => words::joined(words.iter().map(|word| word.text.as_ref())).into(),
        };
        speech.push(channel.filter(|_| several), time, text);
    }
    if several {
        speech.sort();
    }
    Ok(speech)
}

fn said<'a>(
    words: List<Segment<'a>>,
    timestamps: List<(Scalar<'a>, Scalar<'a>, Scalar<'a>)>,
) -> Vec<Word<'a>> {
    if !words.0.is_empty() {
        return timed_words(words.0, Unit::Seconds);
    }
    let milliseconds = |scalar: &Scalar| scalar.moment()?.milliseconds(Unit::Seconds);
    let words = timestamps.0.into_iter().filter_map(|(word, start, end)| {
        Some(Word {
            speaker: None,
            time: milliseconds(&start).map(|start| Time {
                start,
                end: milliseconds(&end),
            }),
            text: word.text()?,
            attached: false,
            stretch: 0,
        })
    });
    words.collect()
}

/// Whether the last result holds the words of all results, with speakers.
fn repeats_all(found: &[Found]) -> bool {
    let Some((last, others)) = found.split_last() else {
        return false;
    };
    let tagged = |result: &Found| result.words.iter().any(|word| word.speaker.is_some());
    let count = |result: &Found| match &result.text {
        Scalar::Text(text) if result.words.is_empty() => text.split_whitespace().count(),
        _ => result.words.len(),
    };
    let before: usize = others.iter().map(count).sum();
    // A word may be cut otherwise than before.
    before > 0 && tagged(last) && !others.iter().any(tagged) && last.words.len() * 10 >= before * 9
}

/// Watson tells speakers apart by when a word begins.
fn watson(found: &mut [Found], labels: &RawValue) -> Result<()> {
    #[derive(Deserialize)]
    struct Label<'a> {
        #[serde(borrow, default)]
        from: Scalar<'a>,
        #[serde(borrow, default)]
        speaker: Scalar<'a>,
    }
    let List(labels) = from_str::<List<Label>>(labels.get())?;
    let start = |label: &Label| label.from.moment()?.milliseconds(Unit::Seconds);
    let at: HashMap<i64, String> = labels
        .iter()
        .filter_map(|label| Some((start(label)?, label.speaker.label()?)))
        .collect();
    for (stretch, result) in found.iter_mut().enumerate() {
        for word in &mut result.words {
            word.speaker = word.time.and_then(|time| at.get(&time.start).cloned());
            word.stretch = stretch;
        }
    }
    Ok(())
}
