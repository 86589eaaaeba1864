//! Otter: the list `transcripts`, at the top or inside `speech`, and a table `speakers`.
//!
//! - `transcript`, `speaker_id`, `start_offset` and `end_offset` in samples (16,000 a second).
//! - `speakers`: `id` or `speaker_id`, and `speaker_name`. A stretch without an id may have a `speaker_model_label`, which is
//!   the program's own number.

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Result, from_str};

use super::family::Names;
use super::list::List;
use super::scalar::{Scalar, Unit};
use super::speech::Speech;
use crate::transcript::Time;

#[derive(Deserialize)]
struct Stretch<'a> {
    #[serde(borrow, default, alias = "text")]
    transcript: Scalar<'a>,
    #[serde(borrow, default)]
    speaker_name: Scalar<'a>,
    #[serde(borrow, default)]
    speaker_id: Scalar<'a>,
    #[serde(borrow, default)]
    speaker_model_label: Scalar<'a>,
    #[serde(borrow, default)]
    start_offset: Scalar<'a>,
    #[serde(borrow, default)]
    end_offset: Scalar<'a>,
}

/// Reads the list `transcripts` and the table `speakers`.
pub(super) fn read<'a>(
    transcripts: &'a RawValue,
    speakers: Option<&'a RawValue>,
) -> Result<Speech<'a>> {
    let List(stretches) = from_str::<List<Stretch>>(transcripts.get())?;
    let names = Names::read(speakers)?;
    let milliseconds = |offset: &Scalar| offset.moment()?.milliseconds(Unit::Samples);
    let mut speech = Speech::default();
    for stretch in stretches {
        let speaker = stretch
            .speaker_name
            .label()
            .or_else(|| names.of(&stretch.speaker_id))
            .or_else(|| stretch.speaker_model_label.label());
        let time = milliseconds(&stretch.start_offset).map(|start| Time {
            start,
            end: milliseconds(&stretch.end_offset),
        });
        speech.push(speaker, time, stretch.transcript.text().unwrap_or_default());
    }
    Ok(speech)
}
