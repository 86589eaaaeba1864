//! Subtitles keep their form: times, cues and their names stay, and only names of the key change.

use std::sync::Arc;

use thematica::exchange::pseudonym::{Folded, Key, Replaced};
use thematica::study::{Document, Study};
use thematica::text::{Source, Span};
use thematica::transcript::{Format, Transcript};

/// A subtitle file with its replacements.
pub struct Subtitles {
    /// The file's text.
    pub source: Arc<Source>,
    /// The same with pseudonyms.
    pub replaced: Replaced,
}

/// Replaces names in subtitles, where that gives the text that replacing them in the text as it is read gives; `None` where
/// not: a name may reach over two cues, or be written with entities.
pub fn replaced(
    key: &Key,
    (study, document): (&Study, &Document),
    bytes: &[u8],
    (transcript, reading): (&Transcript, &Replaced),
) -> Option<Subtitles> {
    let format = transcript.reading.format;
    let source = Study::decoded(document, bytes.to_vec(), format).ok()?;
    let replaced = key.replace_in(&Folded::of(source.text()));
    let renamed = |label: &str| key.replace(label).text;
    let again = study.understand_renamed(document, &replaced.text, renamed);
    let again = again.ok()?;
    let is_same = again.reading.format == format && again.source.text() == reading.text;
    is_same.then_some(Subtitles { source, replaced })
}

/// Whether a format is one of subtitles.
pub fn are(format: Format) -> bool {
    matches!(format, Format::Vtt | Format::Srt)
}

impl Subtitles {
    /// What is not read as words, and stays: the head, comments, styles, regions, the names and settings of cues, what is in tags.
    pub fn aside(&self) -> Vec<Span> {
        aside(self.source.text())
    }
}

fn aside(text: &str) -> Vec<Span> {
    const BLOCKS: &[&str] = &["WEBVTT", "NOTE", "STYLE", "REGION"];
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (mut aside, mut at, mut is_block) = (Vec::new(), 0, false);
    for (nth, line) in lines.iter().enumerate() {
        let is_blank = |line: &str| line.trim().is_empty();
        let begins = nth == 0 || is_blank(lines[nth - 1]);
        let word = BLOCKS.iter().find(|it| line.starts_with(**it));
        let word = word.filter(|_| begins);
        is_block = !is_blank(line) && (is_block || word.is_some());
        let is_name = lines.get(nth + 1).is_some_and(|next| next.contains("-->"));
        if is_block || is_name {
            let start = at + word.map_or(0, |it| it.len());
            aside.push(Span::new(start, at + line.len()));
        } else if let Some(arrow) = line.find("-->") {
            aside.push(Span::new(at + arrow, at + line.len()));
        } else {
            aside.extend(in_tags(line).map(|it| Span::new(at + it.start, at + it.end)));
        }
        at += line.len();
    }
    aside
}

/// What stands behind the names of the tags of a line: `Rose` of `<c.Rose>`. The name of a voice is a label, and what is no tag
/// of subtitles is somebody's words: both are in the text.
fn in_tags(line: &str) -> impl Iterator<Item = Span> {
    const TAGS: &[&str] = &[
        "b", "br", "c", "em", "font", "i", "lang", "p", "rt", "ruby", "s", "span", "strong", "u",
        "v",
    ];
    line.match_indices('<').filter_map(|(at, _)| {
        let start = at + 1;
        let inside = &line[start..start + line[start..].find('>')?];
        let end = inside.find(|c: char| !c.is_ascii_alphanumeric())?;
        let (name, rest) = inside.split_at(end);
        if !TAGS.iter().any(|it| it.eq_ignore_ascii_case(name)) {
            return None;
        }
        let classes = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let is_voice = name == "v";
        let length = if is_voice { classes } else { rest.len() };
        Some(Span::new(start + end, start + end + length))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_as_no_words_is_aside() {
        let text = "WEBVTT - A\n\nSTYLE\n::cue(.B) { }\n\nREGION\nid:C\n\nNOTE D\n\nE\n00:01.000 --> 00:02.000 region:F\n<v.G Xaver>Yara <c.H>Zoe</c> <lang I>NHS</lang> <Well> <i>No\n";
        let aside: String = aside(text).iter().map(|it| &text[it.range()]).collect();
        let mut capitals: Vec<&str> = aside
            .split(|c: char| !c.is_alphabetic())
            .filter(|it| it.starts_with(char::is_uppercase))
            .collect();
        capitals.sort_unstable();
        assert_eq!(capitals, ["A", "B", "C", "D", "E", "F", "G", "H", "I"]);
    }
}
