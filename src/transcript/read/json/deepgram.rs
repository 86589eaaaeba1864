//! Deepgram: `results`.
//!
//! - `utterances`: `transcript`, `speaker`, `channel`, `start`, `end`; read where they are.
//! - `channels`, of which each has `alternatives`: the first one's `paragraphs.paragraphs` (`speaker`, `sentences` of
//!   `text`), else its `words` (`punctuated_word`, `speaker`), else its `transcript`. Several channels are speakers, where
//!   no speakers are told apart, and are put in one order by time.

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Result, from_str};

use super::list::List;
use super::scalar::{Scalar, Unit};
use super::segment::Segment;
use super::segments::timed_words;
use super::speech::{Cut, Speech};
use super::words;

#[derive(Deserialize)]
struct Results<'a> {
    #[serde(borrow, default)]
    utterances: List<Segment<'a>>,
    #[serde(borrow, default)]
    channels: List<Channel<'a>>,
}

#[derive(Deserialize)]
struct Channel<'a> {
    #[serde(borrow, default)]
    alternatives: List<Alternative<'a>>,
}

#[derive(Deserialize)]
struct Alternative<'a> {
    #[serde(borrow, default)]
    transcript: Scalar<'a>,
    #[serde(borrow, default)]
    words: List<Segment<'a>>,
    #[serde(borrow, default)]
    paragraphs: Option<Paragraphs<'a>>,
}

#[derive(Deserialize)]
struct Paragraphs<'a> {
    #[serde(borrow, default)]
    paragraphs: List<Paragraph<'a>>,
}

#[derive(Deserialize)]
struct Paragraph<'a> {
    #[serde(borrow, default)]
    speaker: Scalar<'a>,
    #[serde(borrow, default)]
    sentences: List<Segment<'a>>,
}

/// Reads the object `results`.
pub(super) fn read(results: &RawValue) -> Result<Speech<'_>> {
    let results: Results = from_str(results.get())?;
    let mut speech = Speech::default();
    let channels = results.channels.0;
    let several = channels.len() > 1;
    if !results.utterances.0.is_empty() {
        for mut utterance in results.utterances.0 {
            if several && utterance.speaker.is_none() {
                utterance.speaker = utterance.channel.take();
            }
            speech.push_segment(utterance, Unit::Seconds);
        }
        return Ok(speech);
    }
    for (at, channel) in channels.into_iter().enumerate() {
        let label = several.then(|| format!("Channel {at}"));
        match channel.alternatives.first() {
            Some(first) => alternative(first, label.as_deref(), &mut speech),
            None => speech.empty += 1,
        }
    }
    if several {
        speech.sort();
    }
    Ok(speech)
}

fn alternative<'a>(first: Alternative<'a>, channel: Option<&str>, speech: &mut Speech<'a>) {
    let paragraphs = first
        .paragraphs
        .map_or_else(Vec::new, |inside| inside.paragraphs.0);
    if !paragraphs.is_empty() {
        for paragraph in paragraphs {
            push_paragraph(paragraph, channel, speech);
        }
        return;
    }
    let words = timed_words(first.words.0, Unit::Seconds);
    let channel = channel.map(str::to_owned);
    if words.is_empty() {
        let text = first.transcript.text().unwrap_or_default();
        return speech.push(channel, None, text);
    }
    if channel.is_some() {
        return words::push_channels([(channel, words)].into_iter(), speech);
    }
    if words.iter().all(|word| word.speaker.is_none()) {
        speech.cut = Cut::Pieces;
    }
    words::push_runs(words, speech);
}

fn push_paragraph<'a>(paragraph: Paragraph<'a>, channel: Option<&str>, speech: &mut Speech<'a>) {
    // Several channels may number their speakers alike.
    let channel = channel.map(str::to_owned);
    let speaker = channel.or_else(|| paragraph.speaker.label());
    let sentences = timed_words(paragraph.sentences.0, Unit::Seconds);
    let text = words::joined(sentences.iter().map(|word| word.text.as_ref()));
    speech.push(speaker, words::time(&sentences), text.into());
}
