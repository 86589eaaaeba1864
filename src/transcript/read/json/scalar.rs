//! Single values, as leniently as programs write them.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::super::{columns, cues};

/// A text, a number, or what an object or a list of two numbers comes to; anything else is nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Scalar<'a> {
    /// Null, a list, or an object without a name.
    #[default]
    Nothing,
    /// A text, or the name in an object: `{"name": "Ann"}`.
    Text(Cow<'a, str>),
    /// A number.
    Number(f64),
    /// A duration in an object: `{"seconds": 3, "nanos": 500000000}`.
    Seconds(f64),
    /// From and to: `[0.0, 3.2]`, `{"from": 0, "to": 3200}`.
    Range(Option<f64>, Option<f64>),
}

/// A point of time as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Moment {
    /// A number whose unit the program knows.
    Number(f64),
    /// Milliseconds, because the unit is written with it.
    Exact(i64),
}

/// The unit of numbers that stand for times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Seconds,
    Milliseconds,
    /// A ten-millionth of a second.
    Ticks,
    /// A sixteen-thousandth of a second.
    Samples,
}

impl Moment {
    /// Milliseconds; nothing where they are longer than any recording.
    pub fn milliseconds(self, unit: Unit) -> Option<i64> {
        let number = match self {
            Moment::Exact(milliseconds) => return Some(milliseconds),
            Moment::Number(number) => number,
        };
        let milliseconds = match unit {
            Unit::Seconds => number * 1000.0,
            Unit::Milliseconds => number,
            Unit::Ticks => number / 10_000.0,
            Unit::Samples => number / 16.0,
        };
        #[expect(clippy::cast_possible_truncation, reason = "the value is below a year")]
        (milliseconds.abs() < 3.2e10).then(|| milliseconds.round() as i64)
    }
}

impl<'a> Scalar<'a> {
    /// A text that is more than white space.
    pub fn text(self) -> Option<Cow<'a, str>> {
        match self {
            Scalar::Text(text) if !text.trim().is_empty() => Some(text),
            _ => None,
        }
    }

    /// The label of a speaker: as written, and `Speaker 0` for a bare number.
    pub fn label(&self) -> Option<String> {
        self.numbered("Speaker")
    }

    /// The label of a channel: as written, and `Channel 0` for a bare number.
    pub fn channel(&self) -> Option<String> {
        self.numbered("Channel")
    }

    fn numbered(&self, what: &str) -> Option<String> {
        let written = match self {
            Scalar::Text(text) => Cow::Borrowed(text.as_ref()),
            Scalar::Number(number) => Cow::Owned(number.to_string()),
            _ => return None,
        };
        let label = columns::label(&written);
        if label.is_empty() || NOBODY.contains(&label.as_str()) {
            return None;
        }
        let is_number = label.bytes().all(|byte| byte.is_ascii_digit());
        Some(if is_number {
            format!("{what} {label}")
        } else {
            label
        })
    }

    /// A point of time: `12.3`, `"12.3"`, `"12.3s"`, `"PT12.3S"`, `"00:00:12,300"`.
    pub fn moment(&self) -> Option<Moment> {
        match self {
            Scalar::Number(number) => Some(Moment::Number(*number)),
            Scalar::Seconds(seconds) => exact(*seconds),
            Scalar::Text(text) => moment(text.trim()),
            Scalar::Nothing | Scalar::Range(..) => None,
        }
    }
}

/// What programs write for a speaker that they did not find.
const NOBODY: &[&str] = &["?", "UU", "UNKNOWN", "unknown", "null", "None"];

fn exact(seconds: f64) -> Option<Moment> {
    let milliseconds = Moment::Number(seconds).milliseconds(Unit::Seconds);
    milliseconds.map(Moment::Exact)
}

fn moment(text: &str) -> Option<Moment> {
    if text.contains(':') {
        return cues::parse_time(text).map(|(milliseconds, _)| Moment::Exact(milliseconds));
    }
    if let Some(seconds) = text.strip_suffix('s') {
        return seconds.trim().parse().ok().and_then(exact);
    }
    if let Some(duration) = text.strip_prefix("PT") {
        return iso_duration(duration).and_then(exact);
    }
    text.parse().ok().map(Moment::Number)
}

/// `1H2M3.5S` in seconds.
fn iso_duration(text: &str) -> Option<f64> {
    let mut seconds = 0.0;
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_alphabetic()) {
        let number: f64 = rest[..at].parse().ok()?;
        seconds += number
            * match &rest[at..=at] {
                "H" => 3600.0,
                "M" => 60.0,
                "S" => 1.0,
                _ => return None,
            };
        rest = &rest[at + 1..];
    }
    rest.is_empty().then_some(seconds)
}

impl<'de: 'a, 'a> Deserialize<'de> for Scalar<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar<'de>;

    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Scalar::Nothing)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Scalar::Nothing)
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Scalar::Number(number as f64))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Scalar::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Scalar::Number(number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut number = || -> Result<Option<f64>, A::Error> {
            Ok(match seq.next_element::<Scalar>()? {
                Some(Scalar::Number(number)) => Some(number),
                _ => None,
            })
        };
        let (start, end) = (number()?, number()?);
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::Range(start, end))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut name, mut id) = (None, None);
        let (mut seconds, mut from, mut to) = (None, None, None);
        while let Some(Scalar::Text(key)) = map.next_key::<Scalar>()? {
            let value: Scalar = map.next_value()?;
            match (key.as_ref(), value) {
                ("name" | "display_name" | "displayName", value @ Scalar::Text(_)) => {
                    name = Some(value);
                }
                ("id", value @ (Scalar::Text(_) | Scalar::Number(_))) => id = Some(value),
                ("seconds" | "relative", value) => {
                    let Some(Moment::Number(number)) = value.moment() else {
                        continue;
                    };
                    *seconds.get_or_insert(0.0) += number;
                }
                ("nanos", Scalar::Number(number)) => {
                    *seconds.get_or_insert(0.0) += number / 1e9;
                }
                ("from", value) => from = value.moment().map(in_milliseconds),
                ("to", value) => to = value.moment().map(in_milliseconds),
                _ => {}
            }
        }
        Ok(match (name.or(id), seconds) {
            (Some(name), _) => name,
            (None, Some(seconds)) => Scalar::Seconds(seconds),
            (None, None) => Scalar::Range(from, to),
        })
    }
}

/// The number of a moment, which is one of milliseconds where it is exact.
fn in_milliseconds(moment: Moment) -> f64 {
    match moment {
        Moment::Number(number) => number,
        Moment::Exact(milliseconds) => milliseconds as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn milliseconds(json: &str) -> Option<i64> {
        let scalar: Scalar = serde_json::from_str(json).unwrap();
        scalar.moment()?.milliseconds(Unit::Seconds)
    }

    #[test]
    fn times_are_read_however_they_are_written() {
        for written in [
            "72.5",
            r#""72.5""#,
            r#""72.500s""#,
            r#""PT1M12.5S""#,
            r#""00:01:12,500""#,
            r#""0:01:12.5000000""#,
            r#"{"seconds": 72, "nanos": 500000000}"#,
            r#"{"seconds": "72", "nanos": 500000000}"#,
            r#"{"relative": 72.5}"#,
        ] {
            assert_eq!(milliseconds(written), Some(72_500), "{written}");
        }
        for none in ["null", "[]", "1e300", r#""soon""#, r#""PT5""#] {
            assert_eq!(milliseconds(none), None, "{none}");
        }
    }

    #[test]
    fn bare_numbers_become_labels_and_others_stay_as_written() {
        let label = |json: &str| serde_json::from_str::<Scalar>(json).unwrap().label();
        assert_eq!(label("0").as_deref(), Some("Speaker 0"));
        assert_eq!(label(r#""1""#).as_deref(), Some("Speaker 1"));
        assert_eq!(label(r#""SPEAKER_00""#).as_deref(), Some("SPEAKER_00"));
        assert_eq!(
            label(r#"{"id": 3, "name": " Ann  Lee:"}"#).as_deref(),
            Some("Ann Lee")
        );
        assert_eq!(label(r#"{"id": 3}"#).as_deref(), Some("Speaker 3"));
        assert_eq!(label(r#""""#), None);
        assert_eq!(label("null"), None);
    }
}
