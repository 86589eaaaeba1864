//! A chart as one table, one row for each case and code: JSON, JSON lines.
//!
//! Objects are read as pairs: a map would keep one of two summaries with the same key, and nobody would know.

use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::header::TIDY;
use super::tidy::NEEDED;
use super::{Note, Reader, no_chart};
use crate::diagnostic::{Diagnostic, Place};

/// What stands around the rows.
const AROUND: [&str; 4] = ["made_by", "title", "rows", "notes"];

pub(super) fn whole(name: &str, bytes: &[u8], reader: &mut Reader) {
    let bytes = without_mark(bytes);
    let whole: Pairs<&RawValue> = match serde_json::from_slice(bytes) {
        Ok(whole) => whole,
        Err(error) => {
            reader.faults.push(no_json(name, error.line(), &error));
            return;
        }
    };
    let place = Place::File(name.to_owned());
    let Some(rows) = whole.get("rows") else {
        reader.faults.push(no_chart(place));
        return;
    };
    twice(&whole, &place, reader);
    beside(&whole, reader);
    let Ok(rows) = serde_json::from_str::<Vec<&RawValue>>(rows.get()) else {
        reader.faults.push(no_chart(place));
        return;
    };
    let (mut line, mut counted) = (1, 0);
    for row in rows {
        let start = row.get().as_ptr().addr() - bytes.as_ptr().addr();
        let between = &bytes[counted..start];
        line += between.split(|byte| *byte == b'\n').count() - 1;
        counted = start;
        let place = Place::Line(name.to_owned(), line);
        match serde_json::from_str::<Pairs<&RawValue>>(row.get()) {
            Ok(row) => object(&row, &place, reader),
            Err(_) => reader.faults.push(no_chart(place)),
        }
    }
}

pub(super) fn lines(name: &str, bytes: &[u8], reader: &mut Reader) {
    for (number, line) in (1..).zip(without_mark(bytes).split(|byte| *byte == b'\n')) {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let place = Place::Line(name.to_owned(), number);
        match serde_json::from_slice::<Pairs<&RawValue>>(line) {
            Ok(row) if row.get("made_by").is_some() && row.get("case").is_none() => {
                twice(&row, &place, reader);
                beside(&row, reader);
            }
            Ok(row) => object(&row, &place, reader),
            Err(error) => reader.faults.push(no_json(name, number, &error)),
        }
    }
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

fn no_json(name: &str, line: usize, error: &serde_json::Error) -> Diagnostic {
    let place = Place::Line(name.to_owned(), line);
    Diagnostic::error("no-chart", place, format!("this is no JSON: {error}"))
        .help("mend it, or name another file with --output")
}

/// Refuses a key that an object has twice.
fn twice(pairs: &Pairs<&RawValue>, place: &Place, reader: &mut Reader) {
    let mut seen = HashSet::new();
    for (key, _) in &pairs.0 {
        if !seen.insert(key.as_str()) {
            let message = format!("this object has the key `{key}` twice");
            let fault = Diagnostic::error("key-twice", place.clone(), message);
            reader
                .faults
                .push(fault.help("remove one of the two, or give it another name"));
        }
    }
}

/// Takes what people added around the rows, which no chart made anew has.
fn beside(pairs: &Pairs<&RawValue>, reader: &mut Reader) {
    let keys = pairs.0.iter().map(|(key, _)| key.as_str());
    let added = keys.filter(|key| !AROUND.contains(key));
    let added = added.map(|key| format!("the key `{key}` outside of the rows"));
    reader.filled.beside.extend(added);
}

fn object(row: &Pairs<&RawValue>, place: &Place, reader: &mut Reader) {
    if !NEEDED.iter().all(|name| row.get(name).is_some()) {
        reader.faults.push(no_chart(place.clone()));
        return;
    }
    twice(row, place, reader);
    let value = |name: &str| row.get(name).map(plain).unwrap_or_default();
    reader.cases(&value("cases"), place);
    for (name, written) in &row.0 {
        let is_own = !TIDY.contains(&name.as_str());
        if is_own && !reader.filled.own.iter().any(|it| it.name == *name) {
            reader.own(None, name, place);
        }
        if is_own || name == "summary" {
            reader.note(Note {
                case: value("case"),
                code: value("code"),
                column: is_own.then(|| name.clone()),
                text: plain(written),
                place: place.clone(),
            });
        }
    }
}

/// A value as text: what is no text as it is written.
fn plain(value: &RawValue) -> String {
    match serde_json::from_str::<Option<String>>(value.get()) {
        Ok(text) => text.unwrap_or_default(),
        Err(_) => value.get().to_owned(),
    }
}

/// An object as it is written: its keys in order, also those that are there twice.
struct Pairs<V>(Vec<(String, V)>);

impl<V: Copy> Pairs<V> {
    fn get(&self, name: &str) -> Option<V> {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| *value)
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Pairs<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OfPairs(PhantomData))
    }
}

struct OfPairs<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for OfPairs<V> {
    type Value = Pairs<V>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Pairs(pairs))
    }
}
