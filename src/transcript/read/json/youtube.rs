//! `YouTube` captions, `json3`: the list `events`.
//!
//! - `segs` of `utf8`, put together as they are; `tStartMs` and `dDurationMs`. Events without `segs` set the window up and
//!   say nothing; those of a line break alone scroll it.
//! - Nobody is named; `>>` marks another speaker.

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Result, from_str};

use super::list::List;
use super::scalar::{Scalar, Unit};
use super::speech::{Cut, Speech};
use crate::transcript::Time;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Event<'a> {
    #[serde(borrow, default)]
    t_start_ms: Scalar<'a>,
    #[serde(borrow, default)]
    d_duration_ms: Scalar<'a>,
    #[serde(borrow, default)]
    segs: List<Seg<'a>>,
}

#[derive(Deserialize)]
struct Seg<'a> {
    #[serde(borrow, default)]
    utf8: Scalar<'a>,
}

/// Reads the list `events`.
pub(super) fn read(events: &RawValue) -> Result<Speech<'_>> {
    let List(events) = from_str::<List<Event>>(events.get())?;
    let milliseconds = |time: &Scalar| time.moment()?.milliseconds(Unit::Milliseconds);
    let mut speech = Speech::of(Cut::Pieces);
    for event in events {
        let texts = event.segs.0.iter().filter_map(|seg| match &seg.utf8 {
            Scalar::Text(text) => Some(text.as_ref()),
            _ => None,
        });
        let words: String = texts.collect();
        if words.trim().is_empty() {
            continue;
        }
        let time = milliseconds(&event.t_start_ms).map(|start| Time {
            start,
            end: milliseconds(&event.d_duration_ms).map(|length| start + length),
        });
        speech.push(None, time, words.into());
    }
    Ok(speech)
}
