//! What `WebVTT` and `SubRip` share: cues with times, tags inside them, and names before a colon.
//!
//! Both are read line by line and leniently: a cue with a bad time keeps its words and is warned of, a missing number or
//! a missing blank line hurts nobody.

use super::layout::{self, Lines};
use super::{Input, ReadError};
use crate::text::{Source, counted};
use crate::transcript::speakers::aside::what;
use crate::transcript::speakers::mark::{Kind, find_in_cue};
use crate::transcript::speakers::{Line, Origin, line};
use crate::transcript::{Confidence, Format, LeftOut, Reading, Time, Transcript};
use issue::{Fault, Issue};
use pieces::pieces;
use times::{Times, is_times, parse_times};

mod issue;
mod pieces;
pub(super) mod srt;
mod times;
pub(super) mod vtt;

pub(super) use times::parse_time;

/// Reads all cues of a subtitle file.
fn read(input: &Input, source: &Source, mut reading: Reading) -> Result<Transcript, ReadError> {
    let text = source.text();
    let lines = line::split(text);
    let mut reader = Reader::new(text.len());
    reader.vtt = reading.format == Format::Vtt;
    for (at, line) in lines.iter().enumerate() {
        let next = lines.get(at + 1).map(|next| &text[next.start..next.end]);
        let follows_blank = at == 0 || lines[at - 1].is_blank();
        reader.line(&text[line.start..line.end], next, at + 1, follows_blank);
    }
    reader.end_cue();
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
    let mut transcript = layout::transcript(input, reader.lines, Origin::Cues, reading);
    // Where nobody is labelled, nobody's words are missing.
    if let Some(dashes) = reader.dashes.filter(|_| !transcript.speakers.is_empty()) {
        let Reading {
            labels, warnings, ..
        } = &mut transcript.reading;
        labels.confidence = labels.confidence.min(Confidence::Fair);
        let cues = counted(dashes.count as u64, "cue");
        labels.reason = format!(
            "{}; in {cues} several people speak after dashes, unlabelled",
            labels.reason
        );
        warnings.push(dashes.diagnostic(input.name));
    }
    Ok(transcript)
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
    /// The lines of this cue that begin with a dash.
    dashed: Vec<usize>,
    /// Cues in which several people speak after dashes.
    dashes: Option<Issue>,
}

/// What the lines up to the next blank line are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Between,
    Head,
    Comment,
    Cue,
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
            comments: LeftOut::none(what::COMMENTS),
            waiting: None,
            has_voices: false,
            is_voiced: None,
            dashed: Vec::new(),
            dashes: None,
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
        if self.block == Block::Comment {
            return self.comments.go_on(content);
        }
        if self.block == Block::Head {
            return;
        }
        let is_number = content.bytes().all(|byte| byte.is_ascii_digit());
        if (follows_blank || is_number) && next.is_some_and(is_times) {
            // The cue's number or name stands above its times.
            return;
        }
        if self.vtt && follows_blank && is_comment(content) {
            self.block = Block::Comment;
            self.comments.add(Some(number), content);
            return;
        }
        if self.block == Block::Between {
            // The number of a cue whose times are missing. Any other is an answer: how old, how many.
            if is_number && content.parse() == Ok(self.cues + 1) {
                return;
            }
            self.issue(Fault::StrayText, number);
            self.block = Block::Cue;
        }
        self.words(content, number);
    }

    /// Two lines that begin with a dash are two people's.
    fn end_cue(&mut self) {
        let dashed = std::mem::take(&mut self.dashed);
        let lines = &mut self.lines;
        // What has a name before a colon may have a label.
        let is_named = |at: &usize| {
            let line = &lines.lines[*at];
            find_in_cue(&lines.text, line).is_some_and(|mark| mark.kind == Kind::Colon)
        };
        if dashed.len() < 2 || dashed.iter().all(is_named) {
            return;
        }
        for at in &dashed {
            let line = &mut lines.lines[*at];
            line.anonymous = true;
            line.starts_paragraph = true;
        }
        let number = lines.lines[dashed[0]].number as usize;
        let issue = self.dashes.get_or_insert(Issue {
            fault: Fault::Dashes,
            count: 0,
            line: number,
        });
        issue.count += 1;
    }

    fn times(&mut self, content: &str, number: usize) {
        self.end_cue();
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
        let dash = |words: &str| words.starts_with(['-', '–', '—', '‐', '‑']);
        let begins = self.lines.lines.len();
        let is_dashed = dash(content);
        let content = content.strip_prefix("- ").filter(names).unwrap_or(content);
        let mut line = Line {
            number: u32::try_from(number).unwrap_or(u32::MAX),
            time: self.time.map(Box::new),
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
                let this = line.clone();
                match voice.take() {
                    Some(voice) => self.lines.push_given(&voice, &piece.words, this),
                    None => self.lines.push(&piece.words, this),
                }
                line.starts_paragraph = false;
            }
            self.waiting = voice;
        }
        let is_given = |line: &Line| line.given > 0;
        if let Some(first) = self.lines.lines.get(begins).filter(|it| !is_given(it))
            && (is_dashed || dash(&self.lines.text[first.start..first.end]))
        {
            self.dashed.push(begins);
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

fn is_comment(content: &str) -> bool {
    ["NOTE", "STYLE", "REGION"].iter().any(|word| {
        content
            .strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', ':']))
    })
}
