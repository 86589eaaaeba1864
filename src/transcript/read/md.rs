//! Markdown. The source is the file itself; front matter becomes attributes, headings are left out. A label may stand
//! behind the bullet or the number of a list.

use std::collections::BTreeMap;

use super::{How, Input, ReadError, Reader, decode, in_place};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::Span;
use crate::transcript::speakers::mark::{self, Kind};
use crate::transcript::speakers::{self, Line, Origin, line};
use crate::transcript::{Format, LeftOut, Transcript};

pub(super) const READER: Reader = Reader {
    format: Format::Markdown,
    endings: &["md", "markdown"],
    how: How::AtOnce(read),
};

fn read(input: Input) -> Result<Transcript, ReadError> {
    let (source, mut reading) =
        decode::source(input.name, input.bytes, input.options, Format::Markdown)?;
    let text = source.text();
    let mut lines = line::split(text);
    let mut attributes = BTreeMap::new();
    let body = front_matter(text, &lines);
    if body > 0 {
        let inside = Span::new(lines[0].end, lines[body - 1].start);
        match scalars(&text[inside.range()]) {
            Ok(found) => attributes = found,
            Err(Misread { line, reason }) => {
                let at = lines[line.clamp(1, body - 2)].span();
                let message = format!("the front matter cannot be read: {reason}");
                let place = Place::Span(source.clone(), at);
                reading.warnings.push(
                    Diagnostic::warning("unreadable-front-matter", place, message)
                        .help("write one `key: value` a line between the two lines of dashes"),
                );
            }
        }
        let mut left_out = LeftOut::none("lines of front matter");
        for (at, line) in lines[..body].iter().enumerate() {
            left_out.add(Some(at + 1), &text[line.start..line.end]);
        }
        left_out.example = super::shortened(&text[inside.range()]);
        reading.left_out.push(left_out);
        for line in &mut lines[..body] {
            // What is attributes already is no line of the transcript.
            line.end = line.start;
        }
    }
    mark_headings(text, &mut lines);
    skip_bullets(text, &mut lines);
    let hints = super::Hints {
        declared: &input.options.speakers,
        same: &input.options.same,
        labelling: &input.options.labelling,
        origin: Origin::Document,
    };
    let script = speakers::find(text, &lines, hints);
    let mut transcript = in_place(input.id, source.clone(), script, reading);
    transcript.attributes = attributes;
    Ok(transcript)
}

/// How many lines the front matter takes, with both lines of dashes; 0 where there is none.
fn front_matter(text: &str, lines: &[Line]) -> usize {
    let is = |line: &Line, mark: &str| &text[line.start..line.end] == mark;
    if !lines.first().is_some_and(|line| is(line, "---")) {
        return 0;
    }
    let end = lines
        .iter()
        .skip(1)
        .take(400)
        .position(|line| is(line, "---") || is(line, "..."));
    end.map_or(0, |end| end + 2)
}

/// Why a front matter cannot be read.
struct Misread {
    /// The line, counted from the first line of dashes, which is 0.
    line: usize,
    reason: String,
}

/// The simple values of a front matter; lists are joined by commas, deeper ones left out.
fn scalars(yaml: &str) -> Result<BTreeMap<String, String>, Misread> {
    use serde_json::Value;
    if yaml.trim().is_empty() {
        return Ok(BTreeMap::new());
    }
    let values: BTreeMap<String, Value> = serde_yaml::from_str(yaml).map_err(|error| {
        let error = error.without_snippet();
        // It begins with the end of the line of dashes.
        let place = error.location().map(|at| at.line().saturating_sub(1));
        let reason = error.to_string();
        let reason = reason.lines().next().unwrap_or_default();
        Misread {
            line: place.and_then(|line| line.try_into().ok()).unwrap_or(1),
            reason: reason
                .split(" at line ")
                .next()
                .unwrap_or(reason)
                .to_owned(),
        }
    })?;
    let scalar = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
        _ => None,
    };
    let text = |value: &Value| match value {
        Value::Array(items) => {
            let items: Option<Vec<String>> = items.iter().map(scalar).collect();
            items.map(|items| items.join(", "))
        }
        value => scalar(value),
    };
    Ok(values
        .iter()
        .filter_map(|(key, value)| Some((key.clone(), text(value)?)))
        .collect())
}

/// Headings and comments of Markdown are not speech. A comment that begins a line goes on to the line that its end ends.
fn mark_headings(text: &str, lines: &mut [Line]) {
    let mut comment_ends = 0;
    // Where one comment has no end, none behind it has.
    let mut has_ends = true;
    for line in lines {
        if line.start < comment_ends {
            line.comment = true;
            continue;
        }
        let content = &text[line.start..line.end];
        let hashes = content.bytes().take_while(|byte| *byte == b'#').count();
        line.heading = (1..=6).contains(&hashes)
            && matches!(content.as_bytes().get(hashes), None | Some(b' ' | b'\t'));
        if has_ends && content.starts_with("<!--") {
            let Some(length) = text[line.start..].find("-->") else {
                has_ends = false;
                continue;
            };
            let end = line.start + length + "-->".len();
            let is_alone = text[end..]
                .lines()
                .next()
                .is_none_or(|rest| rest.trim().is_empty());
            if is_alone {
                line.comment = true;
                comment_ends = end;
            }
        }
    }
}

/// Where a list has an utterance in each item (`- **Ann:** words`), the lines begin behind the bullets.
fn skip_bullets(text: &str, lines: &mut [Line]) {
    for line in lines {
        let bullet = bullet(&text[line.start..line.end]);
        let behind = Line {
            start: line.start + bullet,
            ..line.clone()
        };
        let is_label = |mark: mark::Mark| matches!(mark.kind, Kind::Colon | Kind::Timed);
        // Show notes list people as `- Ann: her page`: without emphasis it is no label.
        let emphasised = ["**", "__"]
            .iter()
            .any(|mark| text[behind.start..].starts_with(mark));
        if bullet > 0 && emphasised && mark::find(text, &behind).is_some_and(is_label) {
            *line = behind;
        }
    }
}

/// The length of `- `, `* `, `+ `, `1. ` or `1) ` at the start of a line, with the white space around it; 0 where there
/// is none.
fn bullet(content: &str) -> usize {
    let item = content.trim_start();
    let digits = item.bytes().take_while(u8::is_ascii_digit).count();
    let mark = match item.as_bytes().get(digits) {
        Some(b'-' | b'*' | b'+') if digits == 0 => 1,
        Some(b'.' | b')') if (1..=9).contains(&digits) => digits + 1,
        _ => return 0,
    };
    let behind = item[mark..].trim_start();
    if behind.len() == item.len() - mark {
        return 0;
    }
    content.len() - behind.len()
}
