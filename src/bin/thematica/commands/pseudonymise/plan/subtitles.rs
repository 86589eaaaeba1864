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
    /// What is not read as words, and stays: the head, comments, the names of cues.
    pub fn aside(&self) -> Vec<Span> {
        let text = self.source.text();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let (mut aside, mut at, mut is_block) = (Vec::new(), 0, false);
        for (nth, line) in lines.iter().enumerate() {
            let is_blank = |line: &str| line.trim().is_empty();
            let begins = nth == 0 || is_blank(lines[nth - 1]);
            let word = ["WEBVTT", "NOTE"].iter().find(|it| line.starts_with(**it));
            let word = word.filter(|_| begins);
            is_block = !is_blank(line) && (is_block || word.is_some());
            let is_name = lines.get(nth + 1).is_some_and(|next| next.contains("-->"));
            if is_block || is_name {
                let start = at + word.map_or(0, |it| it.len());
                aside.push(Span::new(start, at + line.len()));
            }
            at += line.len();
        }
        aside
    }
}
