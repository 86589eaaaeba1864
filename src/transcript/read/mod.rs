//! Reading files as transcripts: one file for each format.
//!
//! [`read`] takes the bytes of a file and gives a [`Transcript`]. It opens nothing itself. The format is found from the
//! file's ending, and from its first bytes where the ending lies. Adding a format takes a file with a `Reader` and a
//! line in `READERS`.
//!
//! # The reading text
//! Plain text and Markdown are read in place: the source is the decoded file, without a byte order mark. The other
//! formats are laid out as a reading text: paragraphs separated by a blank line, and before the first paragraph of an
//! utterance its label: `Label: words`. Line breaks inside a paragraph of the original stay. Offsets count in it.

use std::sync::Arc;

use extract::{Extractor, File};
pub use keep::{Keep, Nowhere};

use super::speakers::{Hints, Notice, Script, Skipped};
use super::{Format, Labelling, LeftOut, Reading, Transcript};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Source, Span};

mod archive;
mod aside;
mod columns;
mod csv;
mod cues;
mod decode;
mod document;
mod docx;
mod encoding;
mod entities;
mod error;
mod extract;
mod html;
mod json;
mod keep;
mod layout;
mod magic;
mod md;
mod odt;
mod packed;
mod pages;
mod pdf;
mod rtf;
mod sniff;
mod tables;
mod txt;
mod xlsx;
mod xml;

pub use encoding::{Encoding, UnknownEncoding};
pub use error::ReadError;

/// How a file is read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The format, whatever the name and the content say.
    pub format: Option<Format>,
    /// The encoding, whatever the bytes look like.
    pub encoding: Option<Encoding>,
    /// Labels that the researcher declares: they are speakers however rare they are.
    pub speakers: Vec<String>,
    /// What the researcher declares of the labels.
    pub labelling: Labelling,
    /// Labels that are one person's, person by person: nobody need be asked whether they are.
    pub same: Vec<Vec<String>>,
}

impl ReadOptions {
    /// Adds labels that somebody declares: they are speakers, also where the labels are listed.
    pub fn declare(&mut self, labels: &[String]) {
        self.speakers.extend_from_slice(labels);
        if let Labelling::Exactly(_, listed) = &mut self.labelling {
            listed.extend_from_slice(labels);
        }
    }
}

impl ReadOptions {
    /// Gives all labels that are declared other names.
    pub fn rename(&mut self, renamed: impl Fn(&str) -> String) {
        let rename = |labels: &mut Vec<String>| {
            for label in labels {
                *label = renamed(label);
            }
        };
        rename(&mut self.speakers);
        if let Labelling::Exactly(_, listed) = &mut self.labelling {
            rename(listed);
        }
        self.same.iter_mut().for_each(rename);
    }
}

/// Reads the bytes of a file as a transcript. `id` is its name in the study, `name` its path as people know it.
pub fn read(
    id: &str,
    name: &str,
    bytes: Vec<u8>,
    options: &ReadOptions,
) -> Result<Transcript, ReadError> {
    read_kept(id, name, bytes, options, &Nowhere)
}

/// The same, where what costs much to read is kept from one run to the next.
pub fn read_kept(
    id: &str,
    name: &str,
    bytes: Vec<u8>,
    options: &ReadOptions,
    keep: &dyn Keep,
) -> Result<Transcript, ReadError> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(ReadError::TooLarge {
            name: name.to_owned(),
        });
    }
    let format = match options.format {
        Some(format) => format,
        None => sniff::format(name, &bytes)?,
    };
    let reader = READERS
        .iter()
        .find(|reader| reader.format == format)
        .ok_or_else(|| ReadError::NotReadYet {
            name: name.to_owned(),
            what: format.as_str(),
        })?;
    let mut input = Input {
        id,
        name,
        bytes,
        options,
    };
    match reader.how {
        How::AtOnce(read) => read(input),
        How::Extract(extract) => {
            let file = File {
                name,
                bytes: std::mem::take(&mut input.bytes),
                encoding: options.encoding,
            };
            let extract = keep::extract(extract, format, file, keep)?;
            Ok(extract.transcript(&input, format))
        }
    }
}

/// The text of a file of mere text, such as subtitles with their times and tags, decoded as [`read`] decodes it.
pub fn decoded(
    name: &str,
    bytes: Vec<u8>,
    options: &ReadOptions,
    format: Format,
) -> Result<Arc<Source>, ReadError> {
    decode::source(name, bytes, options, format).map(|(source, _)| source)
}

/// A format and how it is read.
#[derive(Clone, Copy)]
struct Reader {
    format: Format,
    /// The endings of its files, without the dot.
    endings: &'static [&'static str],
    how: How,
}

/// How a format is read.
#[derive(Clone, Copy)]
enum How {
    /// At once, speakers and all: cheap formats.
    AtOnce(fn(Input) -> Result<Transcript, ReadError>),
    /// As an extract, which can be kept.
    Extract(Extractor),
}

/// All formats. The first that claims an ending has it.
const READERS: &[Reader] = &[
    txt::READER,
    md::READER,
    docx::READER,
    cues::vtt::READER,
    cues::srt::READER,
    csv::READER,
    odt::READER,
    rtf::READER,
    pdf::READER,
    html::READER,
    xlsx::READER,
    json::READER,
];

/// The formats that are read, for messages.
fn supported() -> String {
    let endings = READERS.iter().filter_map(|reader| reader.endings.first());
    endings
        .map(|ending| format!(".{ending}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// What a reader gets.
struct Input<'a> {
    id: &'a str,
    name: &'a str,
    bytes: Vec<u8>,
    options: &'a ReadOptions,
}

/// Makes a transcript of a text that is its own source.
fn in_place(id: &str, source: Arc<Source>, script: Script, mut reading: Reading) -> Transcript {
    reading.labels = script.labels;
    reading
        .left_out
        .extend(left_out(source.text(), &script.skipped, Lined::Yes));
    let place = |_: usize, span: Span| Place::Span(Arc::clone(&source), span);
    reading.warnings.extend(diagnostics(script.notices, place));
    Transcript {
        id: id.to_owned(),
        source,
        reading,
        speakers: script.speakers,
        turns: script.turns,
        paragraphs: script.paragraphs,
        passages: script.passages,
        attributes: std::collections::BTreeMap::new(),
    }
}

fn diagnostics(
    notices: Vec<Notice>,
    place: impl Fn(usize, Span) -> Place,
) -> impl Iterator<Item = Diagnostic> {
    notices
        .into_iter()
        .map(move |notice| notice.diagnostic(&place))
}

/// Whether the lines of a text are those of its file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lined {
    Yes,
    No,
}

/// Counts what was skipped, each kind with its texts.
fn left_out(text: &str, skipped: &[Skipped], lined: Lined) -> Vec<LeftOut> {
    let mut all: Vec<LeftOut> = Vec::new();
    // The line breaks before a place are counted from the place before, which lies close.
    let (mut seen, mut breaks) = (0, 0);
    for Skipped { span, what } in skipped {
        let line = (lined == Lined::Yes).then(|| {
            if span.start < seen {
                (seen, breaks) = (0, 0);
            }
            breaks += memchr::memchr_iter(b'\n', &text.as_bytes()[seen..span.start]).count();
            seen = span.start;
            breaks + 1
        });
        document::leave_out(&mut all, what, line, &text[span.range()]);
    }
    all
}

/// As much of a text as is told of it.
pub(super) fn shortened(text: &str) -> String {
    crate::text::shortened(text, 60)
}

#[cfg(test)]
mod tests;
