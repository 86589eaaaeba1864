//! Which program wrote a file: found by its keys.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Result, from_str};

use super::scalar::Scalar;
use super::speech::{Cut, Speech};
use super::{aws, azure, deepgram, google, otter, rev, segments, speechmatics, table, youtube};

/// The values of an object by their keys, unread.
pub(super) type Object<'a> = HashMap<Cow<'a, str>, &'a RawValue>;

/// What is said in a file, or `None` where no program is known that writes such.
pub(super) fn speech<'a>(values: &[&'a RawValue]) -> Result<Option<Speech<'a>>> {
    match values {
        [only] if is_list(only) => {
            let list: Vec<&RawValue> = from_str(only.get())?;
            list_of(&list)
        }
        [only] if is_object(only) => object(only, NESTED),
        [] | [_] => Ok(None),
        several => list_of(several),
    }
}

/// The keys at the top of a file, for messages.
pub(super) fn keys(values: &[&RawValue]) -> Vec<String> {
    /// More than these help nobody.
    const MOST: usize = 12;
    let Some(first) = values.first() else {
        return Vec::new();
    };
    let first = first.get();
    let object = if first.starts_with('[') {
        let list: Result<Vec<&RawValue>> = from_str(first);
        list.ok()
            .and_then(|list| from_str(list.first()?.get()).ok())
    } else {
        from_str(first).ok()
    };
    let object: Object = object.unwrap_or_default();
    // In the order of the file.
    let mut keys: Vec<_> = object.iter().collect();
    keys.sort_by_key(|(_, value)| value.get().as_ptr());
    let keys = keys.iter().take(MOST);
    keys.map(|(key, _)| super::super::shortened(key)).collect()
}

/// In how many objects the results may be wrapped.
const NESTED: usize = 3;

/// What results are wrapped in.
const WRAPPERS: &[&str] = &[
    "result",
    "output",
    "response",
    "data",
    "transcription",
    "transcript",
];

fn object(value: &RawValue, nested: usize) -> Result<Option<Speech<'_>>> {
    let top = Top(from_str(value.get())?);
    if top.0.contains_key(MADE_BY) {
        return Ok(None);
    }
    for find in [Top::results, Top::of_one_program, Top::segments] {
        if let Some(speech) = find(&top)? {
            return Ok(Some(speech));
        }
    }
    if let Some(speech) = top.wrapped(nested)? {
        return Ok(Some(speech));
    }
    match top.any_list()? {
        Some(speech) => Ok(Some(speech)),
        None => segments::text_alone(&top.0),
    }
}

/// An object whose keys tell what it is.
struct Top<'a>(Object<'a>);

type Found<'a> = Result<Option<Speech<'a>>>;

impl<'a> Top<'a> {
    fn get(&self, key: &str) -> Option<&'a RawValue> {
        self.0.get(key).copied()
    }

    fn list(&self, key: &str) -> Option<&'a RawValue> {
        self.get(key).filter(|value| is_list(value))
    }

    fn object(&self, key: &str) -> Option<&'a RawValue> {
        self.get(key).filter(|value| is_object(value))
    }

    /// Several programs write `results`: what is in them tells which.
    fn results(&self) -> Found<'a> {
        if let Some(results) = self.object("results") {
            let inner: Object = from_str(results.get())?;
            let has = |names: &[&str]| names.iter().any(|name| inner.contains_key(*name));
            if has(&["items", "audio_segments", "transcripts"]) {
                return aws::read(results).map(Some);
            }
            if has(&["channels", "utterances"]) {
                return deepgram::read(results).map(Some);
            }
        }
        let Some(results) = self.list("results") else {
            return Ok(None);
        };
        let inner = sketch(results)?;
        if speechmatics::wrote(&inner) {
            return speechmatics::read(results).map(Some);
        }
        let mut keys = inner.iter().flat_map(Object::keys);
        if keys.any(|key| key == "alternatives") {
            return google::read(results, self.get("speaker_labels")).map(Some);
        }
        Ok(None)
    }

    /// Keys that one program alone has.
    fn of_one_program(&self) -> Found<'a> {
        let speakers = self.get("speakers");
        if let Some(monologues) = self.list("monologues") {
            return rev::read(monologues, speakers).map(Some);
        }
        let phrases = self.list("recognizedPhrases");
        if let Some(phrases) = phrases.or_else(|| self.list("phrases")) {
            return azure::read(phrases).map(Some);
        }
        if let Some(speech) = self.object("speech") {
            let inner = Top(from_str(speech.get())?);
            if let Some(transcripts) = inner.list("transcripts") {
                return otter::read(transcripts, inner.get("speakers").or(speakers)).map(Some);
            }
        }
        if let Some(transcripts) = self.list("transcripts") {
            return otter::read(transcripts, speakers).map(Some);
        }
        if let Some(events) = self.list("events") {
            let inner = sketch(events)?;
            if inner.iter().flat_map(Object::keys).any(|key| key == "segs") {
                return youtube::read(events).map(Some);
            }
        }
        Ok(None)
    }

    fn segments(&self) -> Found<'a> {
        for (list, cut) in segments::lists(&self.0) {
            let first: Vec<&RawValue> = from_str(list.get())?;
            let first = first.first().filter(|first| is_object(first));
            if first.is_some_and(|first| is_coded(first).unwrap_or(true)) {
                return Ok(None);
            }
            if let Some(speech) = segments::read(list, cut) {
                return Ok(Some(speech));
            }
        }
        segments::words(&self.0)
    }

    fn wrapped(&self, nested: usize) -> Found<'a> {
        let inside = WRAPPERS.iter().filter_map(|wrapper| self.object(wrapper));
        for inner in inside.filter(|_| nested > 0) {
            if let Some(speech) = object(inner, nested - 1)? {
                return Ok(Some(speech));
            }
        }
        Ok(None)
    }

    fn any_list(&self) -> Found<'a> {
        // Single words say less than the whole text does.
        let lists = self
            .0
            .iter()
            .filter(|(key, list)| *key != "words" && is_list(list));
        let mut lists: Vec<&RawValue> = lists.map(|(_, list)| *list).collect();
        lists.sort_by_key(|list| list.get().as_ptr());
        for list in lists {
            let list: Vec<&RawValue> = from_str(list.get())?;
            if let Some(speech) = list_of(&list)? {
                return Ok(Some(speech));
            }
        }
        Ok(None)
    }
}

/// Speech in a list of objects.
fn list_of<'a>(list: &[&'a RawValue]) -> Result<Option<Speech<'a>>> {
    if list.is_empty() || !list.iter().all(|value| is_object(value)) {
        return Ok(None);
    }
    if is_coded(list[0])? {
        return Ok(None);
    }
    if let Some(speech) = segments::list(list, Cut::Pieces)? {
        return Ok(Some(speech));
    }
    table::read(list)
}

/// Whether an object is a coded segment: it has words and a speaker too, and is of no transcript.
fn is_coded(object: &RawValue) -> Result<bool> {
    let keys: Object = from_str(object.get())?;
    Ok(CODED.iter().any(|key| keys.contains_key(*key)))
}

const CODED: &[&str] = &[
    "code", "codes", "coder", "theme", "themes", "rule", "quote", MADE_BY,
];

/// What Thematica's own results begin with.
const MADE_BY: &str = "made_by";

/// The first objects of a list, unread.
fn sketch(list: &RawValue) -> Result<Vec<Object<'_>>> {
    /// Those before a program's own may be headings of its.
    const ENOUGH: usize = 8;
    let list: Vec<&RawValue> = from_str(list.get())?;
    let objects = list.iter().filter(|value| is_object(value)).take(ENOUGH);
    objects.map(|value| from_str(value.get())).collect()
}

fn is_list(value: &RawValue) -> bool {
    value.get().starts_with('[')
}

fn is_object(value: &RawValue) -> bool {
    value.get().starts_with('{')
}

/// Names by the numbers that a table of speakers gives them.
pub(super) struct Names(HashMap<String, String>);

impl Names {
    /// Reads a table of speakers: a list of objects with an `id` and a `name`.
    pub fn read(table: Option<&RawValue>) -> Result<Self> {
        #[derive(Deserialize)]
        struct Entry<'a> {
            #[serde(borrow, default, alias = "speaker_id")]
            id: Scalar<'a>,
            #[serde(borrow, default, alias = "speaker_name", alias = "display_name")]
            name: Scalar<'a>,
        }
        let mut names = HashMap::new();
        for entry in table
            .map(|table| from_str::<super::list::List<Entry>>(table.get()))
            .transpose()?
            .unwrap_or_default()
            .0
        {
            if let (Some(id), Some(name)) = (entry.id.label(), entry.name.label()) {
                names.insert(id, name);
            }
        }
        Ok(Self(names))
    }

    /// The name of a speaker, or what stands for it.
    pub fn of(&self, speaker: &Scalar) -> Option<String> {
        let label = speaker.label()?;
        Some(self.0.get(&label).cloned().unwrap_or(label))
    }
}
