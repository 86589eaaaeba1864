//! A stretch of speech, or a word of one, as most programs write it: an object with words, times and perhaps a speaker.
//!
//! Keys count by what they say, however they are spelled: `startTime`, `start_time` and `start-time` are one. Where an
//! object has several keys for one thing, the best one has it: `punctuated_word` before `word`, a name before a number.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::list::List;
use super::scalar::{Moment, Scalar, Unit};
use crate::transcript::Time;

/// A stretch of speech or a word.
#[derive(Debug, Default)]
pub(super) struct Segment<'a> {
    /// Who speaks.
    pub speaker: Option<String>,
    /// On which channel of the recording.
    pub channel: Option<String>,
    /// What is said.
    pub text: Option<Cow<'a, str>>,
    /// The same word by word.
    pub words: Vec<Segment<'a>>,
    start: Option<Moment>,
    end: Option<Moment>,
    duration: Option<Moment>,
}

impl Segment<'_> {
    /// From when to when.
    pub fn time(&self, unit: Unit) -> Option<Time> {
        let of = |moment: Option<Moment>| moment?.milliseconds(unit);
        let start = of(self.start)?;
        let end = of(self.end).or_else(|| Some(start + of(self.duration)?));
        Some(Time { start, end })
    }

    /// Whether its times are whole numbers, as milliseconds are.
    pub fn has_whole_times(&self) -> bool {
        let times = [self.start, self.end];
        times.iter().flatten().all(|moment| match moment {
            Moment::Number(number) => number.fract() == 0.0,
            Moment::Exact(_) => false,
        })
    }
}

/// What a key says; smaller ranks are better.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Text(u8),
    Speaker(u8),
    Start(Option<Unit>),
    End(Option<Unit>),
    Duration(Option<Unit>),
    Range(Unit),
    Channel,
    Words,
    Other,
}

fn key(written: &str) -> Key {
    const LONGEST: usize = 20;
    let mut name = [0; LONGEST];
    let mut len = 0;
    for byte in written.bytes().filter(|byte| !b"_- ".contains(byte)) {
        if len == LONGEST {
            return Key::Other;
        }
        name[len] = byte.to_ascii_lowercase();
        len += 1;
    }
    let milliseconds = Some(Unit::Milliseconds);
    match &name[..len] {
        b"punctuatedword" => Key::Text(0),
        b"text" => Key::Text(1),
        b"transcript" => Key::Text(2),
        b"body" => Key::Text(3),
        b"sentence" => Key::Text(4),
        b"utterance" => Key::Text(5),
        b"display" => Key::Text(6),
        b"word" => Key::Text(7),
        b"speakerdisplayname" | b"speakername" => Key::Speaker(0),
        b"speaker" | b"participant" => Key::Speaker(1),
        b"speakerlabel" => Key::Speaker(2),
        b"speakerid" => Key::Speaker(3),
        b"speakertag" => Key::Speaker(4),
        b"start" | b"starttime" | b"startoffset" | b"begin" | b"starttimestamp" => Key::Start(None),
        b"startms" | b"starttimems" | b"offsetmilliseconds" | b"starttimeinmillis" => {
            Key::Start(milliseconds)
        }
        b"offsetinticks" => Key::Start(Some(Unit::Ticks)),
        b"end" | b"endtime" | b"endoffset" | b"endtimestamp" | b"resultendtime" => Key::End(None),
        b"endms" | b"endtimems" | b"endtimeinmillis" => Key::End(milliseconds),
        b"duration" => Key::Duration(None),
        b"durationmilliseconds" | b"durationms" => Key::Duration(milliseconds),
        b"durationinticks" => Key::Duration(Some(Unit::Ticks)),
        b"timestamp" => Key::Range(Unit::Seconds),
        b"offsets" | b"timestamps" => Key::Range(Unit::Milliseconds),
        b"channel" | b"channeltag" => Key::Channel,
        b"words" => Key::Words,
        _ => Key::Other,
    }
}

/// A key of an object.
struct Written(Key);

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_identifier(WrittenVisitor)
    }
}

struct WrittenVisitor;

impl Visitor<'_> for WrittenVisitor {
    type Value = Written;

    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("a key")
    }

    fn visit_str<E>(self, written: &str) -> Result<Self::Value, E> {
        Ok(Written(key(written)))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Segment<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(SegmentVisitor)
    }
}

struct SegmentVisitor;

impl<'de> Visitor<'de> for SegmentVisitor {
    type Value = Segment<'de>;

    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("a segment")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut segment = Segment::default();
        let (mut best_text, mut best_speaker) = (u8::MAX, u8::MAX);
        while let Some(Written(key)) = map.next_key()? {
            if key == Key::Other {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            if key == Key::Words {
                segment.words = map.next_value::<List<Segment>>()?.0;
                continue;
            }
            let value: Scalar = map.next_value()?;
            match key {
                Key::Text(rank) if rank < best_text => {
                    if let Scalar::Text(text) = value {
                        (segment.text, best_text) = (Some(text), rank);
                    }
                }
                Key::Speaker(rank) if rank < best_speaker => {
                    if let Some(label) = value.label() {
                        (segment.speaker, best_speaker) = (Some(label), rank);
                    }
                }
                Key::Channel => segment.channel = value.channel(),
                Key::Start(unit) => keep(&mut segment.start, &value, unit),
                Key::End(unit) => keep(&mut segment.end, &value, unit),
                Key::Duration(unit) => keep(&mut segment.duration, &value, unit),
                Key::Range(unit) => {
                    if let Scalar::Range(start, end) = value {
                        let of = |number| Moment::Number(number).milliseconds(unit);
                        segment.start = start.and_then(of).map(Moment::Exact);
                        segment.end = end.and_then(of).map(Moment::Exact);
                    }
                }
                _ => {}
            }
        }
        Ok(segment)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
        Ok(Segment::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Segment::default())
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Segment::default())
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Segment::default())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Segment::default())
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Segment::default())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Segment::default())
    }
}

/// Keeps a point of time; one whose unit is written with its key is the better one.
fn keep(kept: &mut Option<Moment>, value: &Scalar, unit: Option<Unit>) {
    let Some(moment) = value.moment() else {
        return;
    };
    match unit {
        Some(unit) => *kept = moment.milliseconds(unit).map(Moment::Exact),
        None if kept.is_none() => *kept = Some(moment),
        None => {}
    }
}
