//! Codings that move with their text.
//!
//! A line of `codings/<coder>/<transcript>.jsonl` stays what it is but for the texts that it quotes and its place. Of what it
//! holds, `quote`, `prefix`, `suffix`, `memo` and `was` are texts, and `start` and `end` count code points of the transcript; all
//! else is kept as it is written, whatever a later version puts there.

use std::ops::Range;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::key::Key;
use super::replace::{Moved, Replaced};
use crate::text::{Source, Span, count_code_points};

/// A line that moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The new line.
    pub text: String,
    /// How many names were replaced in it.
    pub replaced: usize,
    /// What a person should look at, one sentence without a full stop each.
    pub doubts: Vec<String>,
}

#[derive(Deserialize)]
struct Written<'l> {
    #[serde(borrow)]
    quote: Option<&'l RawValue>,
    #[serde(borrow)]
    prefix: Option<&'l RawValue>,
    #[serde(borrow)]
    suffix: Option<&'l RawValue>,
    #[serde(borrow)]
    memo: Option<&'l RawValue>,
    #[serde(borrow)]
    was: Option<&'l RawValue>,
    #[serde(borrow)]
    start: Option<&'l RawValue>,
    #[serde(borrow)]
    end: Option<&'l RawValue>,
}

/// Moves one line. `transcript` is its old text with what was replaced in it; `None` where there is none.
#[must_use]
pub fn moved_line(key: &Key, line: &str, transcript: Option<(&Source, &Replaced)>) -> Line {
    let Ok(written) = serde_json::from_str::<Written<'_>>(line) else {
        let replaced = key.replace(line);
        let doubt =
            "this line is no coding that can be read; names in it were replaced as in any text";
        return Line {
            replaced: replaced.replacements.len(),
            text: replaced.text,
            doubts: vec![doubt.to_owned()],
        };
    };
    let moving = Moving {
        key,
        line,
        edits: Vec::new(),
        replaced: 0,
        doubts: Vec::new(),
    };
    moving.run(&written, transcript)
}

struct Moving<'l> {
    key: &'l Key,
    line: &'l str,
    /// What stands in the place of which bytes of the line.
    edits: Vec<(Range<usize>, String)>,
    replaced: usize,
    doubts: Vec<String>,
}

impl<'l> Moving<'l> {
    fn run(mut self, written: &Written<'l>, transcript: Option<(&Source, &Replaced)>) -> Line {
        let place = transcript.and_then(|(source, replaced)| {
            let span = place(written, source)?;
            Some((source.text(), replaced, span))
        });
        if let Some((old, replaced, span)) = place {
            self.placed(written, old, (replaced, span));
        } else {
            self.unplaced(written);
        }
        self.text(written.memo);
        self.text(written.was);
        self.end()
    }

    fn placed(&mut self, written: &Written<'l>, old: &str, (replaced, span): (&Replaced, Span)) {
        let moved = self.moved(replaced, span);
        let points = |byte: usize| count_code_points(&replaced.text.as_bytes()[..byte]);
        self.put(written.start, points(moved.start).to_string());
        self.put(written.end, points(moved.end).to_string());
        self.quoted(written.quote, old, replaced, |_| Some(span));
        self.quoted(written.prefix, old, replaced, |text| {
            Some(Span::new(span.start.checked_sub(text.len())?, span.start))
        });
        self.quoted(written.suffix, old, replaced, |text| {
            Some(Span::new(span.end, span.end + text.len()))
        });
    }

    fn unplaced(&mut self, written: &Written<'l>) {
        for text in [written.quote, written.prefix, written.suffix] {
            self.text(text);
        }
        if written.start.is_some() || written.end.is_some() {
            let doubt = "the place of this coding does not fit its transcript and stays as it was; names in its texts were replaced";
            self.doubts.push(doubt.to_owned());
        }
    }

    fn moved(&mut self, replaced: &Replaced, span: Span) -> Span {
        match replaced.moved(span) {
            Moved::Whole(moved) => moved,
            Moved::Widened(moved) => {
                self.doubts.push(
                    "this coding begins or ends inside a name; it now takes in the whole pseudonym"
                        .to_owned(),
                );
                moved
            }
        }
    }

    /// Puts what stands in the new transcript in the place of what stood in the old one, so that a name that the text was
    /// cut in goes too; where it stands elsewhere, its own names are replaced.
    fn quoted(
        &mut self,
        raw: Option<&'l RawValue>,
        old: &str,
        replaced: &Replaced,
        span: impl Fn(&str) -> Option<Span>,
    ) {
        let Some(text) = raw.and_then(string) else {
            return;
        };
        let span = span(&text).filter(|span| old.get(span.range()) == Some(&text));
        let Some(span) = span else {
            return self.text(raw);
        };
        let (Moved::Whole(moved) | Moved::Widened(moved)) = replaced.moved(span);
        let names = replaced.replacements.iter();
        let names = names.filter(|it| it.from.overlaps(span)).count();
        if names > 0 {
            self.replaced += names;
            self.put_text(raw, &replaced.text[moved.range()]);
        }
    }

    /// Replaces the names in a text of the line.
    fn text(&mut self, raw: Option<&'l RawValue>) {
        let Some(text) = raw.and_then(string) else {
            return;
        };
        let replaced = self.key.replace(&text);
        if !replaced.replacements.is_empty() {
            self.replaced += replaced.replacements.len();
            self.put_text(raw, &replaced.text);
        }
    }

    fn put_text(&mut self, raw: Option<&'l RawValue>, text: &str) {
        let text = serde_json::to_string(text).expect("a text is JSON");
        self.put(raw, text);
    }

    fn put(&mut self, raw: Option<&'l RawValue>, text: String) {
        let Some(raw) = raw.map(RawValue::get).filter(|raw| *raw != text) else {
            return;
        };
        // What was read is a slice of the line.
        let start = raw.as_ptr() as usize - self.line.as_ptr() as usize;
        self.edits.push((start..start + raw.len(), text));
    }

    fn end(mut self) -> Line {
        self.edits.sort_by_key(|(range, _)| range.start);
        let mut text = String::with_capacity(self.line.len());
        let mut at = 0;
        for (range, put) in &self.edits {
            text.push_str(&self.line[at..range.start]);
            text.push_str(put);
            at = range.end;
        }
        text.push_str(&self.line[at..]);
        // As it is read: a name may be written with escapes.
        let has_name = |text: &String| !self.key.replace(text).replacements.is_empty();
        if texts_of_line(&text).iter().any(has_name) {
            self.doubts.push(
                "this coding has a name of the key in a field that is not replaced".to_owned(),
            );
        }
        Line {
            text,
            replaced: self.replaced,
            doubts: self.doubts,
        }
    }
}

/// The place that a line tells, where its quote stands there.
fn place(written: &Written<'_>, source: &Source) -> Option<Span> {
    let number = |raw: Option<&RawValue>| raw?.get().parse::<usize>().ok();
    let start = source.byte_of_code_point(number(written.start)?)?;
    let end = source.byte_of_code_point(number(written.end)?)?;
    let span = (start <= end).then(|| Span::new(start, end))?;
    let quote = written.quote.and_then(string);
    quote
        .is_none_or(|quote| quote == source.slice(span))
        .then_some(span)
}

fn string(raw: &RawValue) -> Option<String> {
    serde_json::from_str(raw.get()).ok()
}

/// What somebody wrote about a coding.
pub(super) fn memo_of_line(line: &str) -> Option<String> {
    let written: Written<'_> = serde_json::from_str(line).ok()?;
    written.memo.and_then(string)
}

/// All texts of a line, with the names of its fields; of one that is no JSON, the line.
#[must_use]
pub fn texts_of_line(line: &str) -> Vec<String> {
    let Ok(value) = serde_json::from_str::<serde_json::Value>(line) else {
        return vec![line.to_owned()];
    };
    let (mut texts, mut values) = (Vec::new(), vec![value]);
    while let Some(value) = values.pop() {
        match value {
            serde_json::Value::String(text) => texts.push(text),
            serde_json::Value::Array(inner) => values.extend(inner),
            serde_json::Value::Object(inner) => {
                for (name, value) in inner {
                    texts.push(name);
                    values.push(value);
                }
            }
            _ => {}
        }
    }
    texts
}
