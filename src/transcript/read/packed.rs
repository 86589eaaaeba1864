//! Lines as they are kept: most are a paragraph of their own that follows the one before, and take a few bytes.
//!
//! Spelt out with the names of its fields, a line takes a hundred: a file of short lines would be kept in thirty times its
//! size.

use std::fmt;

use serde::de::{SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::transcript::Time;
use crate::transcript::speakers::Line;

/// A line after another.
#[derive(Clone, Copy, Debug)]
enum Packed {
    /// A paragraph of so many bytes, one byte and one number after the line before.
    Plain(usize),
    /// Any other.
    Full(Full),
}

/// How far after the line before it starts and how long it is; by how much its number is greater; the rest.
type Full = (i64, usize, i64, u32, u32, [bool; 3], Option<Time>);

impl Packed {
    fn after(before: Option<&Line>, line: &Line) -> Self {
        let (end, number) = place(before);
        let gap = signed(line.start) - end;
        let step = i64::from(line.number) - number;
        let length = line.end - line.start;
        let rest = line.bold == 0
            && line.given == 0
            && !line.heading
            && !line.anonymous
            && line.time.is_none();
        if rest && line.starts_paragraph && (gap, step) == (1, 1) {
            return Packed::Plain(length);
        }
        let Line {
            bold,
            given,
            starts_paragraph,
            heading,
            anonymous,
            ..
        } = *line;
        Packed::Full((
            gap,
            length,
            step,
            bold,
            given,
            [starts_paragraph, heading, anonymous],
            line.time(),
        ))
    }

    /// The line, if its places are none that no text has.
    fn line(self, before: Option<&Line>) -> Option<Line> {
        let (end, number) = place(before);
        let (gap, length, step, bold, given, marks, time) = match self {
            Packed::Plain(length) => (1, length, 1, 0, 0, [true, false, false], None),
            Packed::Full(full) => full,
        };
        let [starts_paragraph, heading, anonymous] = marks;
        let start = usize::try_from(end.checked_add(gap)?).ok()?;
        Some(Line {
            start,
            end: start.checked_add(length)?,
            number: u32::try_from(number.checked_add(step)?).ok()?,
            bold,
            given,
            time: time.map(Box::new),
            starts_paragraph,
            comment: false,
            heading,
            anonymous,
            stamp: 0,
        })
    }
}

/// Where the line before ends, and its number.
fn place(before: Option<&Line>) -> (i64, i64) {
    before.map_or((-1, 0), |line| (signed(line.end), i64::from(line.number)))
}

fn signed(at: usize) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX)
}

impl Serialize for Packed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Packed::Plain(length) => length.serialize(serializer),
            Packed::Full(full) => full.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Packed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct One;
        impl<'de> Visitor<'de> for One {
            type Value = Packed;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a packed line")
            }

            fn visit_u64<E: serde::de::Error>(self, length: u64) -> Result<Packed, E> {
                usize::try_from(length)
                    .map(Packed::Plain)
                    .map_err(E::custom)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Packed, A::Error> {
                let full = serde::de::value::SeqAccessDeserializer::new(seq);
                Full::deserialize(full).map(Packed::Full)
            }
        }
        deserializer.deserialize_any(One)
    }
}

/// Writes lines.
pub(super) fn serialize<S: Serializer>(lines: &[Line], serializer: S) -> Result<S::Ok, S::Error> {
    let mut seq = serializer.serialize_seq(Some(lines.len()))?;
    let mut before = None;
    for line in lines {
        seq.serialize_element(&Packed::after(before, line))?;
        before = Some(line);
    }
    seq.end()
}

/// Reads lines.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Line>, D::Error> {
    struct All;
    impl<'de> Visitor<'de> for All {
        type Value = Vec<Line>;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("packed lines")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<Line>, A::Error> {
            let mut lines: Vec<Line> = Vec::new();
            while let Some(packed) = seq.next_element::<Packed>()? {
                let line = packed.line(lines.last());
                let beyond = || serde::de::Error::custom("a line beyond all texts");
                lines.push(line.ok_or_else(beyond)?);
            }
            Ok(lines)
        }
    }
    deserializer.deserialize_seq(All)
}

#[cfg(test)]
mod tests {
    use super::super::layout::Lines;
    use super::*;

    #[test]
    fn lines_come_back_as_they_were_and_plain_ones_take_little() {
        let plain = |number| Line {
            number,
            starts_paragraph: true,
            ..Line::default()
        };
        let mut lines = Lines::default();
        for number in 1..100 {
            lines.push("a", plain(number));
        }
        let small = serde_json::to_string(&lines).unwrap();
        assert!(small.len() < 99 * 6, "{}", small.len());
        lines.push(
            "Ann: Yes.",
            Line {
                bold: 4,
                heading: true,
                ..plain(7)
            },
        );
        let time = Some(Time {
            start: 5,
            end: Some(-2),
        });
        lines.push_given(
            "Bo",
            "No.",
            Line {
                time: time.map(Box::new),
                ..Line::default()
            },
        );
        let kept = serde_json::to_string(&lines).unwrap();
        let read: Lines = serde_json::from_str(&kept).unwrap();
        assert_eq!(format!("{read:?}"), format!("{lines:?}"));
    }

    #[test]
    fn places_that_no_text_has_are_refused() {
        for lines in [
            "[-1]",
            "[[-5,1,1,0,0,true,false,null]]",
            "[[1,1,-1,0,0,true,false,null]]",
            "[\"a\"]",
        ] {
            let kept = format!("{{\"text\":\"a\",\"lines\":{lines}}}");
            assert!(serde_json::from_str::<Lines>(&kept).is_err(), "{lines}");
        }
    }
}
