//! Any list of objects whose keys are the names of columns that tables of utterances have.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::value::RawValue;
use serde_json::{Result, from_str};

use super::super::columns::{self, Count};
use super::scalar::{Scalar, Unit};
use super::speech::Speech;
use crate::transcript::Time;

/// Reads a list of objects; `None` where it is no table of utterances.
pub(super) fn read<'a>(list: &[&'a RawValue]) -> Result<Option<Speech<'a>>> {
    let rows = list
        .iter()
        .map(|value| from_str::<HashMap<Cow<str>, Scalar>>(value.get()));
    let rows: Vec<HashMap<Cow<str>, Scalar>> = rows.collect::<Result<_>>()?;
    let mut keys: Vec<String> = rows
        .iter()
        .flat_map(HashMap::keys)
        .map(ToString::to_string)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let names: Vec<String> = keys.iter().map(|key| spaced(key)).collect();
    let Some(columns) = columns::by_name::<Vec<String>>(&names, &[]) else {
        return Ok(None);
    };
    if columns.speaker.is_none() && columns.start.is_none() {
        return Ok(None);
    }
    let mut speech = Speech::default();
    for mut row in rows {
        let cell = |at: Option<usize>| row.get(keys[at?].as_str());
        let time = |at| cell(at).and_then(milliseconds);
        let speaker = cell(columns.speaker).and_then(Scalar::label);
        let time = time(columns.start).map(|start| Time {
            start,
            end: time(columns.end),
        });
        let words = row
            .remove(keys[columns.words].as_str())
            .and_then(Scalar::text);
        speech.push(speaker, time, words.unwrap_or_default());
    }
    Ok(Some(speech))
}

fn milliseconds(time: &Scalar) -> Option<i64> {
    let seconds = || time.moment()?.milliseconds(Unit::Seconds);
    match time {
        Scalar::Text(text) => columns::milliseconds(text, Count::Seconds).or_else(seconds),
        _ => seconds(),
    }
}

/// `speakerName` as `speaker name`.
fn spaced(key: &str) -> String {
    let mut name = String::with_capacity(key.len() + 4);
    let mut small = false;
    for c in key.chars() {
        if small && c.is_uppercase() {
            name.push(' ');
        }
        small = c.is_lowercase();
        name.extend(c.to_lowercase());
    }
    name.replace(['_', '-'], " ")
}
