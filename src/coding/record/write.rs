//! From a coding to its line.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::Record;

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut line = serializer.serialize_map(None)?;
        if !self.id.is_empty() {
            line.serialize_entry("id", &self.id)?;
        }
        line.serialize_entry("code", &self.code)?;
        if let Some(points) = &self.anchor.points {
            line.serialize_entry("start", &points.start)?;
            line.serialize_entry("end", &points.end)?;
        }
        line.serialize_entry("quote", &self.anchor.quote)?;
        for (name, text) in [
            ("prefix", &self.anchor.prefix),
            ("suffix", &self.anchor.suffix),
            ("hash", &self.anchor.hash),
        ] {
            if !text.is_empty() {
                line.serialize_entry(name, text)?;
            }
        }
        if let Some(state) = self.state.as_str() {
            line.serialize_entry("state", state)?;
        }
        if let Some(weight) = &self.weight {
            line.serialize_entry("weight", weight)?;
        }
        for (name, text) in [("memo", &self.memo), ("was", &self.was)] {
            if let Some(text) = text {
                line.serialize_entry(name, text)?;
            }
        }
        if !self.from.is_empty() {
            line.serialize_entry("from", &self.from)?;
        }
        if let Some(by) = &self.by {
            line.serialize_entry("by", by)?;
        }
        for (name, text) in [("made", &self.made.time), ("with", &self.made.with)] {
            if !text.is_empty() {
                line.serialize_entry(name, text)?;
            }
        }
        if !self.changed.is_empty() {
            line.serialize_entry("changed", &self.changed)?;
        }
        for (name, value) in &self.other {
            line.serialize_entry(name, value)?;
        }
        line.end()
    }
}
