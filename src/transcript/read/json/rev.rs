//! Rev: the list `monologues`, each an utterance, and a table `speakers`.
//!
//! - `speaker`: a number that `speakers` (`id`, `name`) may name; `speaker_info.display_name` names it too.
//! - `elements`: `type` (`text`, `punct`, `unknown`), `value`, `ts` and `end_ts` in seconds or as clock times. Punctuation
//!   brings the spaces with it.

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Result, from_str};

use super::family::Names;
use super::list::List;
use super::scalar::{Scalar, Unit};
use super::speech::Speech;
use crate::transcript::Time;

#[derive(Deserialize)]
struct Monologue<'a> {
    #[serde(borrow, default)]
    speaker: Scalar<'a>,
    #[serde(borrow, default)]
    speaker_name: Scalar<'a>,
    #[serde(borrow, default)]
    speaker_info: Scalar<'a>,
    #[serde(borrow, default)]
    elements: List<Element<'a>>,
}

#[derive(Deserialize)]
struct Element<'a> {
    #[serde(borrow, default)]
    value: Scalar<'a>,
    #[serde(borrow, default, alias = "timestamp")]
    ts: Scalar<'a>,
    #[serde(borrow, default, alias = "end_timestamp")]
    end_ts: Scalar<'a>,
}

/// Reads the list `monologues` and the table `speakers`.
pub(super) fn read<'a>(
    monologues: &'a RawValue,
    speakers: Option<&'a RawValue>,
) -> Result<Speech<'a>> {
    let List(monologues) = from_str::<List<Monologue>>(monologues.get())?;
    let names = Names::read(speakers)?;
    let milliseconds = |time: &Scalar| time.moment()?.milliseconds(Unit::Seconds);
    let mut speech = Speech::default();
    for monologue in monologues {
        let info = [&monologue.speaker_name, &monologue.speaker_info];
        let mut named = info
            .into_iter()
            .filter(|info| matches!(info, Scalar::Text(_)));
        let speaker = named.find_map(Scalar::label);
        let elements = &monologue.elements.0;
        let values = elements.iter().filter_map(|element| match &element.value {
            Scalar::Text(text) => Some(text.as_ref()),
            _ => None,
        });
        let start = elements
            .iter()
            .find_map(|element| milliseconds(&element.ts));
        let end = elements
            .iter()
            .rev()
            .find_map(|element| milliseconds(&element.end_ts));
        let time = start.map(|start| Time { start, end });
        let words: String = values.collect();
        speech.push(
            speaker.or_else(|| names.of(&monologue.speaker)),
            time,
            words.into(),
        );
    }
    Ok(speech)
}
