//! What `WebVTT` and `SubRip` share: cues with times, tags inside them, and names before a colon.
//!
//! Both are read line by line and leniently: a cue with a bad time keeps its words and is warned of, a missing number or
//! a missing blank line hurts nobody.

use super::entities;
use super::layout::{self, Lines};
use super::{Input, ReadError};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::Source;
use crate::transcript::speakers::aside::what;
use crate::transcript::speakers::{Line, Origin, line};
use crate::transcript::{Format, LeftOut, Reading, Time, Transcript};

/// Reads all cues of a subtitle file.
pub(super) fn read(
    input: &Input,
    source: &Source,
    mut reading: Reading,
) -> Result<Transcript, ReadError> {
    let text = source.text();
    let lines = line::split(text);
    let mut reader = Reader::new(text.len());
    reader.vtt = reading.format == Format::Vtt;
    for (at, line) in lines.iter().enumerate() {
        let next = lines.get(at + 1).map(|next| &text[next.start..next.end]);
        let follows_blank = at == 0 || lines[at - 1].is_blank();
        reader.line(&text[line.start..line.end], next, at + 1, follows_blank);
    }
    if reader.cues == 0 {
        let reason = if reader.vtt {
            "it has a head and no cues"
        } else {
            "no line of times was found"
        };
        return Err(ReadError::NoCues {
            name: input.name.to_owned(),
            reason: reason.to_owned(),
            example: if reader.vtt {
                "00:00:01.000 --> 00:00:04.000"
            } else {
                "00:00:01,000 --> 00:00:04,000"
            },
        });
    }
    let has_voices = reader.has_voices;
    let matters = |issue: &&Issue| has_voices || !issue.fault.is_about_voices();
    reading.warnings.extend(
        reader
            .issues
            .iter()
            .filter(matters)
            .map(|issue| issue.diagnostic(input.name)),
    );
    if reader.comments.count > 0 {
        reading.left_out.push(reader.comments);
    }
    Ok(layout::transcript(
        input,
        reader.lines,
        Origin::Cues,
        reading,
    ))
}

struct Reader {
    vtt: bool,
    lines: Lines,
    block: Block,
    cues: usize,
    /// The time of the cue being read, until its first line is written.
    time: Option<Time>,
    /// When the last cue began and ended.
    last: Option<Time>,
    /// Whether the next words start a paragraph.
    apart: bool,
    issues: Vec<Issue>,
    comments: LeftOut,
    /// A voice tag of this cue with nothing behind it on its line.
    waiting: Option<String>,
    /// Whether some cue has a voice tag.
    has_voices: bool,
    /// Whether this cue's words have a voice, once they are read.
    is_voiced: Option<bool>,
}

/// What the lines up to the next blank line are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Between,
    Head,
    Comment,
    Cue,
}

/// Something wrong with times, counted, with its first line.
struct Issue {
    fault: Fault,
    count: usize,
    line: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    BadTime,
    NoMilliseconds,
    EndsBeforeItBegins,
    OutOfOrder,
    StrayText,
    /// No voice tag, and one in a cue before.
    GoesOn,
    /// No voice tag, and none before.
    Nobody,
}

impl Reader {
    fn new(bytes: usize) -> Self {
        Self {
            vtt: false,
            lines: Lines::with_capacity(bytes),
            block: Block::Between,
            cues: 0,
            time: None,
            last: None,
            apart: false,
            issues: Vec::new(),
            comments: LeftOut {
                what: what::COMMENTS.into(),
                count: 0,
                example: String::new(),
            },
            waiting: None,
            has_voices: false,
            is_voiced: None,
        }
    }

    fn line(&mut self, content: &str, next: Option<&str>, number: usize, follows_blank: bool) {
        if content.is_empty() {
            self.block = Block::Between;
            return;
        }
        if self.vtt && number == 1 && content.starts_with("WEBVTT") {
            self.block = Block::Head;
            return;
        }
        if is_times(content) {
            return self.times(content, number);
        }
        if matches!(self.block, Block::Head | Block::Comment) {
            return;
        }
        let is_number = content.bytes().all(|byte| byte.is_ascii_digit());
        if (follows_blank || is_number) && next.is_some_and(is_times) {
            // The cue's number or name stands above its times.
            return;
        }
        if self.vtt && follows_blank && is_comment(content) {
            self.block = Block::Comment;
            self.comments.count += 1;
            if self.comments.count == 1 {
                self.comments.example = super::shortened(content);
            }
            return;
        }
        if self.block == Block::Between {
            if is_number {
                return;
            }
            self.issue(Fault::StrayText, number);
            self.block = Block::Cue;
        }
        self.words(content, number);
    }

    fn times(&mut self, content: &str, number: usize) {
        self.block = Block::Cue;
        self.cues += 1;
        self.apart = false;
        self.waiting = None;
        self.is_voiced = None;
        let Some(times) = parse_times(content) else {
            self.time = None;
            return self.issue(Fault::BadTime, number);
        };
        let Times {
            start,
            end,
            whole_seconds,
        } = times;
        if whole_seconds {
            self.issue(Fault::NoMilliseconds, number);
        }
        if end < start {
            self.issue(Fault::EndsBeforeItBegins, number);
        }
        if let Some(last) = self.last {
            if start < last.start {
                self.issue(Fault::OutOfOrder, number);
            }
            let pause = start - last.end.unwrap_or(last.start);
            self.apart = ends_paragraph(pause, &self.lines.text);
        }
        let time = Time {
            start,
            end: Some(end),
        };
        self.time = Some(time);
        self.last = Some(time);
    }

    /// One line of words: voices and tags are taken out of it.
    fn words(&mut self, content: &str, number: usize) {
        let content = content.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{200B}');
        let speaker_changes = content.starts_with(">>");
        let content = content.trim_start_matches(">>").trim_start();
        let names =
            |words: &&str| memchr::memchr(b':', &words.as_bytes()[..words.len().min(40)]).is_some();
        let content = content.strip_prefix("- ").filter(names).unwrap_or(content);
        let mut line = Line {
            number: u32::try_from(number).unwrap_or(u32::MAX),
            time: self.time,
            starts_paragraph: self.apart || speaker_changes,
            ..Line::default()
        };
        let waiting = self.waiting.take();
        let has_tags = memchr::memchr3(b'<', b'&', b'{', content.as_bytes()).is_some();
        if !has_tags && waiting.is_none() {
            self.voiced(false, number);
            self.lines.push(content, line);
        } else {
            let mut voice = waiting;
            for piece in pieces(content) {
                voice = piece.voice.or(voice);
                if piece.words.trim().is_empty() {
                    continue;
                }
                self.voiced(voice.is_some(), number);
                match voice.take() {
                    Some(voice) => self.lines.push_given(&voice, &piece.words, line),
                    None => self.lines.push(&piece.words, line),
                }
                line.starts_paragraph = false;
            }
            self.waiting = voice;
        }
        self.time = None;
        self.apart = false;
    }

    /// Remembers whether the first words of a cue have a voice: those below them go on with it.
    fn voiced(&mut self, is_voiced: bool, number: usize) {
        if self.is_voiced.replace(is_voiced).is_none() && !is_voiced && self.vtt {
            self.issue(
                if self.has_voices {
                    Fault::GoesOn
                } else {
                    Fault::Nobody
                },
                number,
            );
        }
        self.has_voices |= is_voiced;
    }

    fn issue(&mut self, fault: Fault, line: usize) {
        match self.issues.iter_mut().find(|issue| issue.fault == fault) {
            Some(issue) => issue.count += 1,
            None => self.issues.push(Issue {
                fault,
                count: 1,
                line,
            }),
        }
    }
}

/// Whether a pause of so many milliseconds ends the paragraph that a text ends with.
pub(super) fn ends_paragraph(pause: i64, text: &str) -> bool {
    let sentence = || {
        text.trim_end()
            .ends_with(['.', '?', '!', '…', '"', '”', '»'])
    };
    pause >= LONG_PAUSE || (pause >= PAUSE && sentence())
}

/// A pause that ends a paragraph where a sentence ended, in milliseconds.
const PAUSE: i64 = 2_000;
/// A pause that ends a paragraph anywhere.
const LONG_PAUSE: i64 = 6_000;

impl Fault {
    fn rule(self) -> &'static str {
        match self {
            Fault::GoesOn | Fault::Nobody => "cue-without-voice",
            Fault::StrayText => "stray-words",
            Fault::BadTime
            | Fault::NoMilliseconds
            | Fault::EndsBeforeItBegins
            | Fault::OutOfOrder => "doubtful-times",
        }
    }

    fn is_about_voices(self) -> bool {
        matches!(self, Fault::GoesOn | Fault::Nobody)
    }
}

impl Issue {
    fn diagnostic(&self, name: &str) -> Diagnostic {
        let (message, help) = match self.fault {
            Fault::BadTime => (
                "the times of a cue cannot be read; its words are kept",
                "times look like 00:00:01.000 --> 00:00:04.000",
            ),
            Fault::NoMilliseconds => (
                "the times of a cue have no milliseconds",
                "export the file again, or check that its times are right",
            ),
            Fault::EndsBeforeItBegins => (
                "a cue ends before it begins",
                "check the times; the words are kept",
            ),
            Fault::OutOfOrder => (
                "a cue begins before the one above it; cues are kept in the order of the file",
                "sort the cues if that is wrong",
            ),
            Fault::StrayText => (
                "words stand outside of any cue; they go on with the cue above",
                "remove the blank line above them",
            ),
            Fault::GoesOn => (
                "a cue has no voice tag; unless it begins with a label, its words go on with the speaker above",
                "write `<v Name>` before its words where somebody else speaks",
            ),
            Fault::Nobody => (
                "a cue before the first voice tag has none; unless it begins with a label, its words are nobody's",
                "write `<v Name>` before its words",
            ),
        };
        let count = if self.count > 1 {
            format!(" ({} such places)", self.count)
        } else {
            String::new()
        };
        Diagnostic::warning(
            self.fault.rule(),
            Place::Line(name.to_owned(), self.line),
            format!("{message}{count}"),
        )
        .help(help)
    }
}

fn is_comment(content: &str) -> bool {
    ["NOTE", "STYLE", "REGION"].iter().any(|word| {
        content
            .strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', ':']))
    })
}

struct Times {
    start: i64,
    end: i64,
    whole_seconds: bool,
}

/// Whether a line can only be a cue's times: an arrow with a clock on one side at least.
fn is_times(content: &str) -> bool {
    let first = content.as_bytes().first();
    if !first
        .is_some_and(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b' ' | b'\t' | b':'))
    {
        return false;
    }
    around_arrow(content).is_some_and(|(before, after)| {
        let times =
            |text: &str| text.bytes().any(|byte| byte.is_ascii_digit()) && text.contains(':');
        // One side is enough: the other may be what is wrong with it.
        before.len() < 24 && (times(before) || times(after))
    })
}

/// What stands before and after the arrow.
fn around_arrow(content: &str) -> Option<(&str, &str)> {
    let arrow = memchr::memchr(b'>', content.as_bytes())?;
    let before = content[..arrow].strip_suffix("--")?;
    Some((before, &content[arrow + 1..]))
}

fn parse_times(content: &str) -> Option<Times> {
    let (start, end) = around_arrow(content)?;
    let (start, start_whole) = parse_time(start.trim())?;
    let (end, end_whole) = parse_time(end.split_whitespace().next()?)?;
    Some(Times {
        start,
        end,
        whole_seconds: start_whole || end_whole,
    })
}

/// A time in milliseconds, and whether it has whole seconds only. Parts may be unpadded, hours missing, the sign negative.
pub(super) fn parse_time(text: &str) -> Option<(i64, bool)> {
    if let Some(milliseconds) = parse_usual_time(text.as_bytes()) {
        return Some((milliseconds, false));
    }
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (clock, fraction) = match text.split_once(['.', ',']) {
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (text, None),
    };
    let number = |part: &str| -> Option<i64> {
        let part = part.trim();
        (part.len() < 8 && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse().ok())?
    };
    let mut seconds = 0;
    let mut parts = 0;
    for part in clock.split(':') {
        seconds = seconds * 60 + number(part)?;
        parts += 1;
    }
    if !(2..=3).contains(&parts) {
        return None;
    }
    let milliseconds = match fraction {
        None => 0,
        Some(fraction) => {
            let digits = u32::try_from(fraction.trim().len()).ok()?;
            number(fraction)? * 1000 / 10_i64.checked_pow(digits)?
        }
    };
    Some((sign * (seconds * 1000 + milliseconds), fraction.is_none()))
}

/// `00:00:01.500` or `00:00:01,500`, as nearly all times are.
fn parse_usual_time(text: &[u8]) -> Option<i64> {
    let form = b"00:00:00.000";
    let fits = |(byte, form): (&u8, &u8)| match form {
        b'0' => byte.is_ascii_digit(),
        b'.' => matches!(byte, b'.' | b','),
        _ => byte == form,
    };
    if text.len() != form.len() || !text.iter().zip(form).all(fits) {
        return None;
    }
    let two = |at: usize| i64::from(text[at] - b'0') * 10 + i64::from(text[at + 1] - b'0');
    let seconds = (two(0) * 60 + two(3)) * 60 + two(6);
    Some(seconds * 1000 + two(9) * 10 + i64::from(text[11] - b'0'))
}

/// Words of one voice; without one they go on with the voice before.
#[derive(Debug, PartialEq, Eq)]
struct Piece {
    voice: Option<String>,
    words: String,
}

/// Cuts a line of a cue at its voice tags, drops all other tags and decodes entities.
fn pieces(content: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut piece = Piece {
        voice: None,
        words: String::with_capacity(content.len()),
    };
    let mut rest = content;
    while let Some(at) = memchr::memchr2(b'<', b'{', rest.as_bytes()) {
        piece.words.push_str(&entities::decoded(&rest[..at]));
        rest = &rest[at..];
        let Some(len) = tag(rest) else {
            piece.words.push_str(&rest[..1]);
            rest = &rest[1..];
            continue;
        };
        if let Some(voice) = voice(&rest[..len]) {
            pieces.push(std::mem::replace(
                &mut piece,
                Piece {
                    voice: Some(voice),
                    words: String::new(),
                },
            ));
        }
        rest = &rest[len..];
    }
    piece.words.push_str(&entities::decoded(rest));
    pieces.push(piece);
    pieces
}

/// The length of a tag at the start of a text: `<b>`, `</c>`, `<00:17.500>`, `{\an8}`.
fn tag(text: &str) -> Option<usize> {
    let second = *text.as_bytes().get(1)?;
    let close = match (text.as_bytes()[0], second) {
        (b'<', b'/' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9') => b'>',
        (b'{', b'\\') => b'}',
        _ => return None,
    };
    memchr::memchr(close, text.as_bytes()).map(|at| at + 1)
}

/// The name in a voice tag: `<v Name>`, `<v.loud Name>`.
fn voice(tag: &str) -> Option<String> {
    let inside = tag.strip_prefix("<v")?.strip_suffix('>')?;
    let name = match inside.strip_prefix('.') {
        Some(classes) => classes.split_once(char::is_whitespace)?.1,
        None => inside.strip_prefix([' ', '\t'])?,
    };
    let name = entities::decoded(name);
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_leniently() {
        assert_eq!(parse_time("00:00:01.500"), Some((1_500, false)));
        assert_eq!(parse_time("00:01,5"), Some((1_500, false)));
        assert_eq!(parse_time("0:0:7.51"), Some((7_510, false)));
        assert_eq!(parse_time("-00:00:00.120"), Some((-120, false)));
        assert_eq!(parse_time("00:00:10"), Some((10_000, true)));
        assert_eq!(parse_time("1"), None);
        assert_eq!(parse_time("00:00:xx"), None);
        assert_eq!(parse_time("99999999999999:00:00"), None);
    }

    #[test]
    fn voices_cut_a_line_and_other_tags_vanish() {
        let piece = |voice: Option<&str>, words: &str| Piece {
            voice: voice.map(str::to_owned),
            words: words.to_owned(),
        };
        assert_eq!(
            pieces("<v Ann Lee>Q&amp;A <b>no</b>w.</v> <v.loud Bo>Oh <00:01.000>3 < 4"),
            [
                piece(None, ""),
                piece(Some("Ann Lee"), "Q&A now. "),
                piece(Some("Bo"), "Oh 3 < 4")
            ]
        );
    }
}
