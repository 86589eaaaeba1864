//! The reading text of formats that are not plain text.
//!
//! Paragraphs are separated by a blank line. Before the first paragraph of an utterance stands its label: `Label: words`.
//! Neighbouring cues or rows of subtitles by one speaker are one paragraph, their lines kept; it ends at a pause.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::decode::mojibake;
use super::{Input, diagnostics, left_out, packed};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Source, Span};
use crate::transcript::speakers::{self, Hints, Line, Origin};
use crate::transcript::{Confidence, LabelStyle, Paragraph, Passage, Reading, Transcript};

/// The lines of a file whose format is not plain text, one after the other.
#[derive(Debug, Default, Serialize, Deserialize)]
#[expect(
    clippy::struct_field_names,
    reason = "it is what lines are: a text and its lines"
)]
pub(super) struct Lines {
    /// The text that the lines point into.
    pub text: String,
    /// In order.
    #[serde(with = "packed")]
    pub lines: Vec<Line>,
    /// Whether the columns of a table that they come from were told by what stands in them.
    #[serde(default)]
    pub guessed: bool,
}

impl Lines {
    /// Makes room for a text of so many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self {
            text: String::with_capacity(bytes),
            lines: Vec::with_capacity(bytes / 64 + 4),
            guessed: false,
        }
    }

    /// Adds a line; `line` brings everything but its place.
    pub fn push(&mut self, content: &str, line: Line) {
        let start = self.text.len();
        self.text.push_str(content.trim_end());
        self.end(start, line);
    }

    /// Adds a line with the label that the format gives.
    pub fn push_given(&mut self, label: &str, content: &str, line: Line) {
        let start = self.text.len();
        self.text.push_str(label);
        self.text.push_str(": ");
        self.text.push_str(content.trim());
        let given = u32::try_from(label.len()).unwrap_or(0);
        self.end(start, Line { given, ..line });
    }

    fn end(&mut self, start: usize, line: Line) {
        let end = self.text.len();
        self.lines.push(Line { start, end, ..line });
        self.text.push('\n');
    }
}

/// Finds the speakers of a file's lines and lays the reading text out.
pub(super) fn transcript(
    input: &Input,
    lines: Lines,
    origin: Origin,
    mut reading: Reading,
) -> Transcript {
    let hints = Hints {
        declared: &input.options.speakers,
        same: &input.options.same,
        labelling: &input.options.labelling,
        origin,
    };
    let mut script = speakers::find(&lines.text, &lines.lines, hints);
    let place = |line: usize, _: Span| {
        Place::Line(input.name.to_owned(), lines.lines[line].number as usize)
    };
    let notices: Vec<Diagnostic> =
        diagnostics(std::mem::take(&mut script.notices), place).collect();
    // What is laid out takes as much room as the lines: both are not held.
    let Lines {
        text,
        lines,
        guessed,
    } = lines;
    drop(lines);
    let mut page = Page {
        text: String::with_capacity(text.len() + text.len() / 8),
        paragraphs: Vec::with_capacity(script.paragraphs.len()),
    };
    let mut turns = script.turns.clone();
    // Each of them stays one, at another place: they are not held twice.
    let mut passages = script.passages.iter_mut().peekable();
    for (at, paragraph) in script.paragraphs.iter().enumerate() {
        let unit = script.units[at];
        let turn = &mut turns[paragraph.turn as usize];
        let first = script.turns[paragraph.turn as usize].paragraphs.start as usize == at;
        let words = paragraph.span.trimmed(&text);
        let of_this = |passage: &&mut Passage| passage.paragraph as usize == at;
        let of_this = std::iter::from_fn(|| passages.next_if(of_this));
        if first {
            let next = u32::try_from(page.paragraphs.len())
                .expect("a file of less than 4 GiB has fewer paragraphs");
            turn.paragraphs = next..next;
        }
        if origin == Origin::Cues && !first && !unit.apart {
            page.join(&text[words.range()]);
            page.place(of_this, words);
            continue;
        }
        let labelled = unit.labelled && (first || origin != Origin::Cues);
        let label = turn
            .speaker
            .filter(|_| labelled)
            .map(|speaker| script.speakers[speaker.0 as usize].as_str());
        page.paragraph(label, &text[words.range()], paragraph.turn);
        page.place(of_this, words);
        turn.paragraphs.end += 1;
    }
    reading.labels = script.labels;
    if guessed && reading.labels.confidence == Confidence::Certain {
        reading.labels.confidence = Confidence::Fair;
        GUESSED.clone_into(&mut reading.labels.reason);
    }
    reading.labels.style = match (origin, script.style) {
        (_, None) => LabelStyle::None,
        (Origin::Table, Some(_)) | (Origin::Document, Some(LabelStyle::Voice)) => {
            // What a document gives as a label stands in a column of one of its tables.
            LabelStyle::Column
        }
        (_, Some(style)) => style,
    };
    reading
        .left_out
        .extend(left_out(&text, &script.skipped, super::Lined::No));
    reading.warnings.extend(notices);
    Transcript {
        id: input.id.to_owned(),
        source: Arc::new(Source::new(input.name, page.text)),
        reading,
        speakers: script.speakers,
        turns,
        paragraphs: page.paragraphs,
        passages: script.passages,
        attributes: BTreeMap::new(),
    }
}

/// Why it is not sure who speaks in a table whose columns have other names than the known ones, or none.
const GUESSED: &str =
    "who speaks and what was said were told by what stands in the columns, not by their names";

/// Warns of characters that were others once, in a format whose file is no text itself.
pub(super) fn mojibake(name: &str, lines: &Lines) -> Option<Diagnostic> {
    let found = mojibake::look(&lines.text)?;
    let line = lines.lines.partition_point(|line| line.end < found.at);
    let number = lines.lines.get(line).map_or(1, |line| line.number as usize);
    let place = Place::Line(name.to_owned(), number);
    Some(Diagnostic::warning("mojibake", place, found.message()).help(mojibake::HELP))
}

/// The reading text as it grows.
struct Page {
    text: String,
    paragraphs: Vec<Paragraph>,
}

impl Page {
    fn paragraph(&mut self, label: Option<&str>, words: &str, turn: u32) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        if let Some(label) = label {
            self.text.push_str(label);
            self.text.push_str(": ");
        }
        let start = self.text.len();
        self.text.push_str(words);
        self.paragraphs.push(Paragraph {
            span: Span::new(start, self.text.len()),
            turn,
        });
    }

    /// Moves the passages of the words that the page ends in; in their text the words stand at `words`.
    fn place<'p>(&self, passages: impl Iterator<Item = &'p mut Passage>, words: Span) {
        let moved = self.text.len() - words.len();
        let paragraph = u32::try_from(self.paragraphs.len() - 1)
            .expect("a file of less than 4 GiB has fewer paragraphs");
        for passage in passages {
            let start = passage.span.start.clamp(words.start, words.end);
            let end = passage.span.end.clamp(start, words.end);
            passage.span = Span::new(start - words.start + moved, end - words.start + moved);
            passage.paragraph = paragraph;
        }
    }

    /// Goes on with the last paragraph.
    fn join(&mut self, words: &str) {
        self.text.push('\n');
        self.text.push_str(words);
        if let Some(last) = self.paragraphs.last_mut() {
            last.span.end = self.text.len();
        }
    }
}
