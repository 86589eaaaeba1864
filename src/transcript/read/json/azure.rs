//! Azure Speech: the list `recognizedPhrases` of batch transcription, or `phrases` of fast transcription.
//!
//! - `nBest` of `display`, or `text`; `speaker` as a number, `channel` as a number.
//! - `offsetInTicks` and `durationInTicks`, `offset` and `duration` as `PT1.5S`, or `offsetMilliseconds`.
//! - Speakers of a phrase are counted; where none is told, the channels are the speakers if there are several.

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Result, from_str};

use super::list::List;
use super::scalar::{Moment, Scalar, Unit};
use super::speech::Speech;
use crate::transcript::Time;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Phrase<'a> {
    #[serde(borrow, default)]
    channel: Scalar<'a>,
    #[serde(borrow, default)]
    speaker: Scalar<'a>,
    #[serde(borrow, default)]
    offset: Scalar<'a>,
    #[serde(borrow, default)]
    duration: Scalar<'a>,
    #[serde(borrow, default)]
    offset_in_ticks: Scalar<'a>,
    #[serde(borrow, default)]
    duration_in_ticks: Scalar<'a>,
    #[serde(borrow, default)]
    offset_milliseconds: Scalar<'a>,
    #[serde(borrow, default)]
    duration_milliseconds: Scalar<'a>,
    #[serde(borrow, default)]
    n_best: List<Best<'a>>,
    #[serde(borrow, default)]
    text: Scalar<'a>,
}

#[derive(Deserialize)]
struct Best<'a> {
    #[serde(borrow, default)]
    display: Scalar<'a>,
    #[serde(borrow, default)]
    lexical: Scalar<'a>,
}

impl Phrase<'_> {
    fn time(&self) -> Option<Time> {
        let first = |ticks: &Scalar, milliseconds: &Scalar, duration: &Scalar| {
            let of = |scalar: &Scalar, unit| {
                scalar.moment().and_then(|it: Moment| it.milliseconds(unit))
            };
            of(ticks, Unit::Ticks)
                .or_else(|| of(milliseconds, Unit::Milliseconds))
                .or_else(|| of(duration, Unit::Ticks))
        };
        let start = first(
            &self.offset_in_ticks,
            &self.offset_milliseconds,
            &self.offset,
        )?;
        let length = first(
            &self.duration_in_ticks,
            &self.duration_milliseconds,
            &self.duration,
        );
        Some(Time {
            start,
            end: length.map(|length| start + length),
        })
    }
}

/// Reads the list of phrases.
pub(super) fn read(phrases: &RawValue) -> Result<Speech<'_>> {
    let List(phrases) = from_str::<List<Phrase>>(phrases.get())?;
    let tells = phrases
        .iter()
        .any(|phrase| phrase.speaker.label().is_some());
    let mut channels: Vec<_> = phrases
        .iter()
        .map(|phrase| phrase.channel.channel())
        .collect();
    channels.sort();
    channels.dedup();
    let several = channels.len() > 1;
    let mut speech = Speech::default();
    for phrase in phrases {
        let time = phrase.time();
        let speaker = if tells {
            phrase.speaker.label()
        } else {
            phrase.channel.channel().filter(|_| several)
        };
        let best = phrase.n_best.first();
        let best = best.and_then(|best| best.display.text().or_else(|| best.lexical.text()));
        let words = best.or_else(|| phrase.text.text());
        speech.push(speaker, time, words.unwrap_or_default());
    }
    if several {
        speech.sort();
    }
    Ok(speech)
}
