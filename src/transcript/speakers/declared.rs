//! What a researcher declares of the labels: it is taken as it stands.

use super::clock;
use super::line::Line;
use super::mark::{Kind, Mark};
use super::notice::Notice;
use crate::text::Span;
use crate::transcript::{LabelPattern, LabelStyle, Labelling};

/// The label that a pattern finds at the start of a line.
pub(crate) fn find(pattern: &LabelPattern, text: &str, line: &Line) -> Option<Mark> {
    let content = &text[line.start..line.end];
    let found = pattern.regex().captures(content)?;
    let speaker = found.name("speaker")?;
    let label = trimmed(content, speaker.start(), speaker.end());
    let time = found.name("time");
    let time = time.and_then(|time| milliseconds(time.as_str()));
    let behind = found.get(0)?.end();
    let words = content.len() - content[behind..].trim_start().len();
    (label.0 < label.1).then_some(Mark {
        kind: Kind::Declared,
        label: (line.start + label.0, line.start + label.1),
        words: line.start + words,
        unlabelled_words: line.start,
        time,
        bold: false,
    })
}

/// Times that the researcher's own pattern finds and that nobody can read.
pub(crate) fn unread_times(pattern: &LabelPattern, text: &str, lines: &[Line]) -> Option<Notice> {
    let unread = |(at, line)| Some((at, unread_time(pattern, text, line)?));
    let mut unread = lines.iter().enumerate().filter_map(unread);
    let (line, span) = unread.next()?;
    let more = match unread.count() {
        0 => String::new(),
        more => format!(" ({} such places)", more + 1),
    };
    Some(Notice {
        rule: "doubtful-times",
        message: format!(
            "the group `time` of the manifest's pattern finds `{}`, which is no time; the turn has none{more}",
            &text[span.range()]
        ),
        line,
        span,
        related: None,
        help: "times look like 12:31 or 0:12:31; let the group `time` find such, or leave it out",
    })
}

/// What a pattern takes for a time at the start of a line, and is none.
fn unread_time(pattern: &LabelPattern, text: &str, line: &Line) -> Option<Span> {
    let found = pattern.regex().captures(&text[line.start..line.end])?;
    let time = found.name("time")?;
    let is_unread = !time.as_str().trim().is_empty() && milliseconds(time.as_str()).is_none();
    is_unread.then(|| Span::new(line.start + time.start(), line.start + time.end()))
}

fn milliseconds(time: &str) -> Option<i64> {
    Some(clock::any(time.trim().as_bytes())?.at)
}

fn trimmed(content: &str, start: usize, end: usize) -> (usize, usize) {
    let label = &content[start..end];
    let start = start + (label.len() - label.trim_start().len());
    (start, start + label.trim().len())
}

/// A mark as far as the declared style admits it: of another style, at most its time stays.
pub(crate) fn admit(labelling: &Labelling, mark: Mark, line: &Line) -> Option<Mark> {
    let (Labelling::Style(style) | Labelling::Exactly(style, _)) = labelling else {
        return Some(mark);
    };
    if mark.kind == Kind::Time || is_of(*style, &mark, line) {
        return Some(mark);
    }
    // `[00:12:31] And: words` where labels are written otherwise: the time is still none of the words.
    (mark.unlabelled_words > line.start).then_some(Mark {
        kind: Kind::Time,
        label: (mark.unlabelled_words, mark.unlabelled_words),
        words: mark.unlabelled_words,
        ..mark
    })
}

fn is_of(style: LabelStyle, mark: &Mark, line: &Line) -> bool {
    let alone = mark.words >= line.end;
    match style {
        LabelStyle::Prefix => matches!(mark.kind, Kind::Colon | Kind::Timed | Kind::Semicolon),
        LabelStyle::OwnLine => {
            alone
                && matches!(
                    mark.kind,
                    Kind::Colon | Kind::Timed | Kind::TimeFirst | Kind::Bare
                )
        }
        LabelStyle::Bold => {
            mark.bold
                && matches!(
                    mark.kind,
                    Kind::Colon | Kind::Timed | Kind::TimeFirst | Kind::Bare
                )
        }
        LabelStyle::Bracket => mark.kind == Kind::Bracket,
        LabelStyle::Stop => mark.kind == Kind::Stop,
        LabelStyle::Voice | LabelStyle::Column => mark.kind == Kind::Given,
        LabelStyle::None => false,
    }
}
