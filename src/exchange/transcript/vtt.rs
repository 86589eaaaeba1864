//! `WebVTT`: a cue for each passage that has a time, with a voice tag before the words of each speaker.
//!
//! No time is made up. What has none stands in the cue of what was said before it, on a line of its own. A cue whose end
//! nobody knows ends where the next begins; where that does not come later, it lasts [`SHORTEST`], which nobody takes for
//! measured.

use std::fmt::Write as _;

use super::WriteError;
use super::piece::{self, Piece};
use crate::text::counted;
use crate::transcript::{self, Hours, Passage, Time, Transcript};

/// How long a cue lasts that has no end and none after it, in milliseconds.
const SHORTEST: i64 = 1;

/// A piece for each passage. What has a time begins a cue; its end is known or set.
pub(super) fn pieces(transcript: &Transcript) -> Result<Vec<Piece<'_>>, WriteError> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(transcript.passages.len());
    let mut last = None;
    for passage in &transcript.passages {
        let words = piece::folded(transcript.source.slice(passage.span));
        if words.is_empty() {
            continue;
        }
        let number = transcript.paragraphs[passage.paragraph as usize].turn;
        let turn = &transcript.turns[number as usize];
        // Who looks at one cue sees who speaks in it.
        let opens = passage.time.is_some() || last != Some(number);
        last = Some(number);
        pieces.push(Piece {
            turn: number,
            label: piece::label(transcript, turn, Some(passage), opens),
            time: passage.time,
            words,
        });
    }
    timed_from_the_first(transcript, &pieces)?;
    set_ends(&mut pieces);
    Ok(pieces)
}

/// How many cues have no end of their own.
pub(super) fn without_end(passages: &[Passage]) -> usize {
    let times = passages.iter().filter_map(|passage| passage.time);
    times.filter(|time| time.end.is_none()).count()
}

fn timed_from_the_first(transcript: &Transcript, pieces: &[Piece]) -> Result<(), WriteError> {
    let name = || transcript.source.name().to_owned();
    match pieces.iter().position(|piece| piece.time.is_some()) {
        Some(0) => Ok(()),
        None if pieces.is_empty() => Ok(()),
        None => Err(WriteError::NoTimes { name: name() }),
        Some(before) => Err(WriteError::LateTimes {
            name: name(),
            paragraphs: counted(before as u64, "paragraph"),
            example: pieces[0].words.chars().take(40).collect(),
        }),
    }
}

fn set_ends(pieces: &mut [Piece]) {
    let mut next: Option<i64> = None;
    for piece in pieces.iter_mut().rev() {
        let Some(time) = &mut piece.time else {
            continue;
        };
        time.start = time.start.max(0);
        let shortest = time.start + SHORTEST;
        let end = time.end.or(next).unwrap_or(shortest);
        time.end = Some(match time.end {
            Some(end) => end.max(time.start),
            None => end.max(shortest),
        });
        next = Some(time.start);
    }
}

pub(super) fn write(pieces: &[Piece]) -> String {
    let mut out = "WEBVTT\n".to_owned();
    for piece in pieces {
        if let Some(Time { start, end }) = piece.time {
            let end = end.unwrap_or(start);
            // Writing to a text cannot fail.
            let _ = writeln!(out, "\n{} --> {}", clock(start), clock(end));
        }
        match piece.label {
            Some(label) => {
                let _ = write!(out, "<v {}>", escaped(label));
            }
            // A dash before a name is taken for the mark of another speaker.
            None if piece.words.starts_with("- ") => {
                let _ = writeln!(out, "&#45;{}", escaped(&piece.words[1..]));
                continue;
            }
            None => {}
        }
        out.push_str(&escaped(&piece.words));
        out.push('\n');
    }
    out
}

fn clock(milliseconds: i64) -> String {
    let seconds = transcript::clock(milliseconds, Hours::Padded);
    format!("{seconds}.{:03}", milliseconds % 1000)
}

fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for (at, c) in words.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // `{\an8}` is a mark of subtitles.
            '{' if words[at + 1..].starts_with('\\') => out.push_str("&#123;"),
            c => out.push(c),
        }
    }
    out
}
