//! Speechmatics: a list `results` of words and marks.
//!
//! - `type` (`word`, `punctuation`, `entity`), `start_time`, `end_time`, `channel`, `attaches_to`.
//! - `alternatives` of `content` and `speaker`: `S1`, `M1`; `UU` is nobody.

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Result, from_str};

use super::family::Object;
use super::list::List;
use super::scalar::{Scalar, Unit};
use super::speech::Speech;
use super::words::{self, Word};
use crate::transcript::Time;

#[derive(Deserialize)]
struct Entry<'a> {
    #[serde(borrow, default)]
    r#type: Scalar<'a>,
    #[serde(borrow, default)]
    attaches_to: Scalar<'a>,
    #[serde(borrow, default)]
    start_time: Scalar<'a>,
    #[serde(borrow, default)]
    end_time: Scalar<'a>,
    #[serde(borrow, default)]
    channel: Scalar<'a>,
    #[serde(borrow, default)]
    alternatives: List<Alternative<'a>>,
}

#[derive(Deserialize)]
struct Alternative<'a> {
    #[serde(borrow, default)]
    content: Scalar<'a>,
    #[serde(borrow, default)]
    speaker: Scalar<'a>,
}

/// Whether the list `results` is one of words.
pub(super) fn wrote(results: &[Object]) -> bool {
    let is_word = |result: &Object| {
        result.contains_key("type")
            && result
                .get("alternatives")
                .is_some_and(|it| it.get().contains("\"content\""))
    };
    results.iter().any(is_word)
}

/// Reads the list `results`.
pub(super) fn read(results: &RawValue) -> Result<Speech<'_>> {
    let List(entries) = from_str::<List<Entry>>(results.get())?;
    let milliseconds = |time: &Scalar| time.moment()?.milliseconds(Unit::Seconds);
    let mut words: Vec<Word> = Vec::with_capacity(entries.len());
    for entry in entries {
        let is = |scalar: &Scalar, name: &str| matches!(scalar, Scalar::Text(text) if text == name);
        let attached = is(&entry.attaches_to, "previous") || is(&entry.r#type, "punctuation");
        let Some(first) = entry.alternatives.first() else {
            continue;
        };
        let Some(text) = first.content.text() else {
            continue;
        };
        let own = first.speaker.label().or_else(|| entry.channel.channel());
        let before = words.last().and_then(|last| last.speaker.clone());
        words.push(Word {
            // A mark belongs to the word before it, whoever it is said to be of.
            speaker: if attached { before.or(own) } else { own },
            time: milliseconds(&entry.start_time).map(|start| Time {
                start,
                end: milliseconds(&entry.end_time),
            }),
            text,
            attached,
            stretch: 0,
        });
    }
    let mut speech = Speech::default();
    words::push_runs(words, &mut speech);
    Ok(speech)
}
