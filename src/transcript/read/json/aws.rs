//! Amazon Transcribe: `results`.
//!
//! - `items`: words (`type: pronunciation`, with `start_time`, `end_time`) and marks (`type: punctuation`, without times),
//!   each with `alternatives` of `content`; newer ones have a `speaker_label`.
//! - `speaker_labels.segments`: `speaker_label` and `items` with the `start_time` of each word. A segment is an utterance;
//!   those without words are counted as left out, whoever they are said to be of. An empty label names nobody.
//! - `channel_labels.channels`: `channel_label` and its own `items`; the channels are put in one order by time.
//! - `audio_segments`: `transcript`, `start_time`, `end_time`, `speaker_label`.
//! - `transcripts`: the whole text, read where there is nothing else.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Result, from_str};

use super::list::List;
use super::scalar::{Scalar, Unit};
use super::segment::Segment;
use super::speech::{Cut, Speech};
use super::words::{self, Word};
use crate::transcript::Time;

#[derive(Deserialize)]
struct Results<'a> {
    #[serde(borrow, default)]
    items: List<Item<'a>>,
    #[serde(borrow, default)]
    speaker_labels: Option<SpeakerLabels<'a>>,
    #[serde(borrow, default)]
    channel_labels: Option<ChannelLabels<'a>>,
    #[serde(borrow, default)]
    audio_segments: List<Segment<'a>>,
    #[serde(borrow, default)]
    transcripts: List<Segment<'a>>,
}

#[derive(Deserialize)]
struct Item<'a> {
    #[serde(borrow, default)]
    start_time: Scalar<'a>,
    #[serde(borrow, default)]
    end_time: Scalar<'a>,
    #[serde(borrow, default)]
    alternatives: List<Alternative<'a>>,
    #[serde(borrow, default)]
    r#type: Scalar<'a>,
    #[serde(borrow, default)]
    speaker_label: Scalar<'a>,
}

#[derive(Deserialize)]
struct Alternative<'a> {
    #[serde(borrow, default)]
    content: Scalar<'a>,
}

#[derive(Deserialize)]
struct SpeakerLabels<'a> {
    #[serde(borrow, default)]
    segments: List<Labelled<'a>>,
}

#[derive(Deserialize)]
struct Labelled<'a> {
    #[serde(borrow, default)]
    speaker_label: Scalar<'a>,
    #[serde(borrow, default)]
    items: List<LabelledItem<'a>>,
}

#[derive(Deserialize)]
struct LabelledItem<'a> {
    #[serde(borrow, default)]
    start_time: Scalar<'a>,
}

#[derive(Deserialize)]
struct ChannelLabels<'a> {
    #[serde(borrow, default)]
    channels: List<Channel<'a>>,
}

#[derive(Deserialize)]
struct Channel<'a> {
    #[serde(borrow, default)]
    channel_label: Scalar<'a>,
    #[serde(borrow, default)]
    items: List<Item<'a>>,
}

/// Reads the object `results`.
pub(super) fn read(results: &RawValue) -> Result<Speech<'_>> {
    let results: Results = from_str(results.get())?;
    let mut speech = Speech::default();
    let channels = results.channel_labels.unwrap_or(ChannelLabels {
        channels: List::default(),
    });
    let channels = channels.channels.0;
    if channels.len() > 1 && channels.iter().any(|channel| !channel.items.0.is_empty()) {
        let channels = channels.into_iter().map(|channel| {
            (
                channel.channel_label.channel(),
                said(channel.items.0, &Labels::default()),
            )
        });
        words::push_channels(channels, &mut speech);
        return Ok(speech);
    }
    let segments = results
        .speaker_labels
        .map_or_else(Vec::new, |labels| labels.segments.0);
    let tells = results
        .items
        .0
        .iter()
        .any(|item| item.speaker_label.label().is_some());
    if segments.is_empty() && !tells && !results.audio_segments.0.is_empty() {
        for segment in results.audio_segments.0 {
            speech.push_segment(segment, Unit::Seconds);
        }
    } else if results.items.0.is_empty() {
        speech.cut = Cut::Pieces;
        for whole in results.transcripts.0 {
            speech.push(None, None, whole.text.unwrap_or_default());
        }
    } else {
        speech.empty = segments
            .iter()
            .filter(|segment| segment.items.0.is_empty())
            .count();
        let words = said(results.items.0, &Labels::of(&segments));
        words::push_runs(words, &mut speech);
    }
    Ok(speech)
}

/// Which segment a word belongs to, by when it begins.
#[derive(Default)]
struct Labels {
    at: HashMap<i64, usize>,
    speakers: Vec<Option<String>>,
}

impl Labels {
    fn of(segments: &[Labelled]) -> Self {
        let mut labels = Labels::default();
        for (index, segment) in segments.iter().enumerate() {
            labels.speakers.push(segment.speaker_label.label());
            for item in &segment.items.0 {
                if let Some(start) = milliseconds(&item.start_time) {
                    labels.at.entry(start).or_insert(index);
                }
            }
        }
        labels
    }
}

/// The words of items.
fn said<'a>(items: Vec<Item<'a>>, labels: &Labels) -> Vec<Word<'a>> {
    let mut words = Vec::with_capacity(items.len());
    let (mut speaker, mut stretch) = (None, 0);
    for item in items {
        let start = milliseconds(&item.start_time);
        if let Some(found) = start.and_then(|start| labels.at.get(&start)) {
            stretch = *found;
            speaker.clone_from(&labels.speakers[stretch]);
        }
        let attached = matches!(&item.r#type, Scalar::Text(text) if text == "punctuation");
        if let (false, Some(label)) = (attached, item.speaker_label.label()) {
            speaker = Some(label);
        }
        let first = item.alternatives.first().map(|first| first.content);
        let text = match first {
            Some(Scalar::Text(text)) => text,
            Some(Scalar::Number(number)) => Cow::Owned(number.to_string()),
            _ => continue,
        };
        words.push(Word {
            speaker: speaker.clone(),
            time: start.map(|start| Time {
                start,
                end: milliseconds(&item.end_time),
            }),
            text,
            attached,
            stretch,
        });
    }
    words
}

fn milliseconds(time: &Scalar) -> Option<i64> {
    time.moment()?.milliseconds(Unit::Seconds)
}
