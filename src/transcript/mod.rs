//! What was said, by whom, in which order.
//!
//! A [`Transcript`] is one document as it was understood: the text that is read ([`Transcript::source`]), cut into
//! [`Paragraph`]s of speech that belong to [`Turn`]s of speakers. Everything that is not speech (labels, headings, time
//! marks, metadata) lies outside the paragraphs and is accounted for in the [`Reading`].
//!
//! For plain text and Markdown the source is the decoded file itself, byte for byte. For the other formats it is the
//! reading text that the reader laid out, one `Label: words` paragraph for each utterance; its layout is part of the
//! reader's documentation, because offsets in our output count in it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::text::{Source, Span};

pub(crate) mod cells;
mod clock;
mod labels;
pub mod read;
mod said;
pub(crate) mod speakers;
mod units;

pub use clock::{Hours, clock};
pub use labels::{Confidence, LabelPattern, LabelPatternError, LabelStyle, Labelling, Labels};
pub use units::Units;

/// One document, as it was understood.
#[derive(Debug)]
pub struct Transcript {
    /// The name that everything refers to it by: its path below the study, `/`-separated, without the file's ending
    /// and without a leading `transcripts/`.
    pub id: String,
    /// The text that all spans point into.
    pub source: Arc<Source>,
    /// How the file was understood.
    pub reading: Reading,
    /// The speakers' labels as they are counted, in order of first appearance. [`SpeakerIndex`] points in here.
    pub speakers: Vec<String>,
    /// Turns in order. Neighbours never have the same speaker.
    pub turns: Vec<Turn>,
    /// Paragraphs of speech in order, without overlap.
    pub paragraphs: Vec<Paragraph>,
    /// What the document itself sets apart inside of paragraphs: labelled utterances, cues. In order, without overlap;
    /// every paragraph begins one and ends one.
    pub passages: Vec<Passage>,
    /// What the document says about itself (front matter): `date`, `title`, ...
    pub attributes: BTreeMap<String, String>,
}

/// Which of a transcript's speakers: an index into [`Transcript::speakers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpeakerIndex(pub u32);

/// One stretch of one speaker.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// Who speaks; `None` where no label says it.
    pub speaker: Option<SpeakerIndex>,
    /// Which paragraphs, as indices into [`Transcript::paragraphs`]; never empty.
    pub paragraphs: Range<u32>,
    /// How many units of it carry a label of their own (a labelled paragraph, cue or row). Several where a transcriber
    /// labelled each paragraph of one stretch; none where no label is written.
    pub utterances: u32,
    /// From when to when, where the document says so.
    pub time: Option<Time>,
}

/// One contiguous stretch of speech: a match never reaches over its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The speech, without its label.
    pub span: Span,
    /// Which turn it belongs to: an index into [`Transcript::turns`].
    pub turn: u32,
}

/// A stretch of a paragraph that the document sets apart with a label or a time: a paragraph, or one of the cues that were
/// joined to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The speech, without its label.
    pub span: Span,
    /// Which paragraph it lies in: an index into [`Transcript::paragraphs`].
    pub paragraph: u32,
    /// Whether it carries a label of its own.
    pub labelled: bool,
    /// From when to when, where the document says so of this passage.
    pub time: Option<Time>,
}

/// When something was said, in milliseconds from the start of the recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// When it begins.
    pub start: i64,
    /// When it ends, where the document says so.
    pub end: Option<i64>,
}

/// How a file was understood: what a person needs to see a misreading before it becomes a number.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The format that it was read as.
    pub format: Format,
    /// The encoding that it was decoded from, by its WHATWG name, with ` (BOM)` or ` (guessed)` where that decided it.
    pub encoding: String,
    /// How speakers are labelled.
    pub labels: Labels,
    /// What may have been misunderstood, each with its place.
    pub warnings: Vec<Diagnostic>,
    /// What is in the file and was not taken for speech.
    pub left_out: Vec<LeftOut>,
}

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// Word, Office Open XML.
    Docx,
    /// `WebVTT`.
    Vtt,
    /// `SubRip`.
    Srt,
    /// A table with a column of speakers and one of words, separated by comma, semicolon or tab.
    Csv,
    /// `OpenDocument` text, as LibreOffice writes it.
    Odt,
    /// Rich text.
    Rtf,
    /// Portable Document Format.
    Pdf,
    /// A web page.
    Html,
    /// A workbook with a column of speakers and one of words.
    Xlsx,
    /// What a program for speech recognition writes.
    Json,
}

/// Something that stands in the file and is not speech.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// What it is, in the plural: `time marks`, `headings`, `comments`.
    pub what: Cow<'static, str>,
    /// How many of them.
    pub count: usize,
    /// The first of them, shortened, so that a person recognises it.
    pub example: String,
    /// Their texts in order, each shortened to 200 characters; not all where there are more than 1,000, or where they have no
    /// text.
    #[serde(default)]
    pub passages: Vec<LeftOutPassage>,
}

/// One of the things that are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOutPassage {
    /// The line of the file that it begins on; `None` where a file is no text in lines.
    pub line: Option<usize>,
    /// The text on one line.
    pub text: String,
}

impl LeftOut {
    const MOST: usize = 1_000;
    const LONGEST: usize = 200;

    /// A kind of which nothing was found yet; `what` is in the plural.
    pub(crate) fn none(what: &'static str) -> Self {
        Self {
            what: what.into(),
            count: 0,
            example: String::new(),
            passages: Vec::new(),
        }
    }

    /// Adds text to the last one.
    pub(crate) fn go_on(&mut self, text: &str) {
        if let Some(last) = self.passages.last_mut() {
            last.text = crate::text::shortened(&format!("{} {text}", last.text), Self::LONGEST);
        }
    }

    /// Counts one more.
    pub(crate) fn add(&mut self, line: Option<usize>, text: &str) {
        if self.count == 0 {
            self.example = read::shortened(text);
        }
        self.count += 1;
        if self.passages.len() < Self::MOST && !text.trim().is_empty() {
            self.passages.push(LeftOutPassage {
                line,
                text: crate::text::shortened(text, Self::LONGEST),
            });
        }
    }
}

impl Transcript {
    /// The label of a turn's speaker; `None` where no label says who speaks.
    #[must_use]
    pub fn label(&self, turn: &Turn) -> Option<&str> {
        turn.speaker
            .map(|speaker| self.speakers[speaker.0 as usize].as_str())
    }

    /// The paragraphs of a turn.
    #[must_use]
    pub fn paragraphs_of(&self, turn: &Turn) -> &[Paragraph] {
        &self.paragraphs[turn.paragraphs.start as usize..turn.paragraphs.end as usize]
    }

    /// From the first to the last byte of a turn's speech. Labels and marks between its paragraphs lie inside.
    #[must_use]
    pub fn span_of(&self, turn: &Turn) -> Span {
        let paragraphs = self.paragraphs_of(turn);
        paragraphs[0]
            .span
            .cover(paragraphs[paragraphs.len() - 1].span)
    }
}

impl Format {
    /// Whether the text as it is read is the file itself, so that its lines are those that editors and `grep` count.
    #[must_use]
    pub fn is_its_own_text(self) -> bool {
        matches!(self, Format::Text | Format::Markdown)
    }

    /// The name that is printed and that `--from` takes.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Text => "txt",
            Format::Markdown => "md",
            Format::Docx => "docx",
            Format::Vtt => "vtt",
            Format::Srt => "srt",
            Format::Csv => "csv",
            Format::Odt => "odt",
            Format::Rtf => "rtf",
            Format::Pdf => "pdf",
            Format::Html => "html",
            Format::Xlsx => "xlsx",
            Format::Json => "json",
        }
    }
}
