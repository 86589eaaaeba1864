//! From a line to its coding.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Anchor, Record, Stamp, State};

/// Why a line is no coding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineError {
    /// One clause without a full stop: `` `start` is no whole number ``.
    pub reason: String,
    /// Bytes of the line before what is wrong.
    pub at: usize,
}

/// Reads one line.
pub fn parse(line: &str) -> Result<Record, LineError> {
    let fields: Fields<'_> = serde_json::from_str(line).map_err(|error| {
        // Its line is ours, and its place is told by the caller.
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or(&reason);
        LineError {
            reason: reason.to_owned(),
            at: error.column().saturating_sub(1),
        }
    })?;
    let mut fields = Taking {
        line,
        fields: fields.0,
    };
    fields.no_twins()?;
    let record = Record {
        id: fields.take("id", TEXT)?.unwrap_or_default(),
        code: fields.required("code")?,
        anchor: Anchor {
            points: fields.points()?,
            quote: fields.required("quote")?,
            prefix: fields.take("prefix", TEXT)?.unwrap_or_default(),
            suffix: fields.take("suffix", TEXT)?.unwrap_or_default(),
            hash: fields.take("hash", TEXT)?.unwrap_or_default(),
        },
        state: fields.state()?,
        weight: fields.take("weight", "a number")?,
        memo: fields.take("memo", TEXT)?,
        was: fields.take("was", TEXT)?,
        from: fields.take("from", TEXTS)?.unwrap_or_default(),
        by: fields.take("by", TEXT)?,
        made: Stamp {
            time: fields.take("made", TEXT)?.unwrap_or_default(),
            with: fields.take("with", TEXT)?.unwrap_or_default(),
        },
        changed: fields.take("changed", TEXTS)?.unwrap_or_default(),
        other: Vec::new(),
    };
    let other = fields.fields.into_iter();
    Ok(Record {
        other: other
            .map(|(name, value)| (name, value.to_owned()))
            .collect(),
        ..record
    })
}

const TEXT: &str = "a text";
const TEXTS: &str = "a list of texts";
const WHOLE: &str = "a whole number";

/// The fields of a line that nobody took yet.
struct Taking<'l> {
    line: &'l str,
    fields: Vec<(String, &'l RawValue)>,
}

impl<'l> Taking<'l> {
    fn no_twins(&self) -> Result<(), LineError> {
        for (at, (name, value)) in self.fields.iter().enumerate() {
            if self.fields[..at].iter().any(|(before, _)| before == name) {
                return Err(self.wrong(format!("`{name}` is there twice"), value));
            }
        }
        Ok(())
    }

    /// The value of a field. `null` is no value.
    fn take<T: DeserializeOwned>(
        &mut self,
        name: &str,
        what: &str,
    ) -> Result<Option<T>, LineError> {
        let Some(at) = self.fields.iter().position(|(field, _)| field == name) else {
            return Ok(None);
        };
        let (_, value) = self.fields.remove(at);
        serde_json::from_str(value.get())
            .map_err(|_| self.wrong(format!("`{name}` is not {what}"), value))
    }

    fn required(&mut self, name: &str) -> Result<String, LineError> {
        self.take(name, TEXT)?.ok_or_else(|| LineError {
            reason: format!("missing field `{name}`"),
            at: self.line.len().saturating_sub(1),
        })
    }

    fn points(&mut self) -> Result<Option<std::ops::Range<usize>>, LineError> {
        let place = self.fields.iter().find(|(name, _)| name == "start");
        let place = place.map(|(_, value)| *value);
        let (start, end) = (self.take("start", WHOLE)?, self.take("end", WHOLE)?);
        let Some(place) = place else { return Ok(None) };
        match (start, end) {
            (None, None) => Ok(None),
            (Some(start), Some(end)) if start <= end => Ok(Some(start..end)),
            (Some(_), Some(_)) => Err(self.wrong("`end` is before `start`".to_owned(), place)),
            _ => Err(self.wrong("`start` and `end` go together".to_owned(), place)),
        }
    }

    fn state(&mut self) -> Result<State, LineError> {
        let value = self.fields.iter().find(|(name, _)| name == "state");
        let value = value.map(|(_, value)| *value);
        let written: Option<String> = self.take("state", TEXT)?;
        match (written.as_deref(), value) {
            (Some("rejected"), _) => Ok(State::Rejected),
            (Some("removed"), _) => Ok(State::Removed),
            (Some("coded") | None, _) | (_, None) => Ok(State::Coded),
            (Some(other), Some(value)) => {
                let reason = format!(
                    "`state` is `{other}`, which this version does not know; it knows `rejected` and `removed`"
                );
                Err(self.wrong(reason, value))
            }
        }
    }

    fn wrong(&self, reason: String, value: &'l RawValue) -> LineError {
        // What was read is a slice of the line.
        let at = value.get().as_ptr() as usize - self.line.as_ptr() as usize;
        LineError { reason, at }
    }
}

/// All fields of a line in their order, twins among them.
struct Fields<'l>(Vec<(String, &'l RawValue)>);

impl<'de: 'l, 'l> Deserialize<'de> for Fields<'l> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a coding in braces")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::with_capacity(12);
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(All)
    }
}
