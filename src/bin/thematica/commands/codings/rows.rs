//! The rows in which codings are shown and exported.

use serde::Serialize;
use serde_json::Number;
use thematica::coding::anchor::Finding;
use thematica::coding::record::Record;
use thematica::coding::store::CodingFile;
use thematica::report::{Cell, Column};
use thematica::text::{Span, both_ends, one_line};
use thematica::transcript::Transcript;

/// One coding, with where it is now.
#[derive(Serialize)]
pub struct Row<'a> {
    pub transcript: &'a str,
    pub coder: &'a str,
    /// From 1; of the text as it is read. Nothing where the place was not found.
    pub turn: Option<usize>,
    pub line: Option<usize>,
    pub speaker: Option<&'a str>,
    /// What became of the place.
    pub place: &'static str,
    #[serde(flatten)]
    pub record: &'a Record,
    #[serde(skip)]
    code_label: Option<&'a str>,
}

impl<'a> Row<'a> {
    /// The row of a coding. `found` is nothing where there is no such transcript.
    pub fn of(
        file: &'a CodingFile,
        id: &'a str,
        record: &'a Record,
        found: Option<(&'a Transcript, &Finding)>,
        code_label: Option<&'a str>,
    ) -> Self {
        let span = found.and_then(|(transcript, finding)| Some((transcript, finding.span()?)));
        Self {
            transcript: id,
            coder: &file.coder,
            turn: span.and_then(|(transcript, span)| turn(transcript, span)),
            line: span.map(|(transcript, span)| transcript.source.line_number(span.start)),
            speaker: span.and_then(|(transcript, span)| {
                let turn = turn(transcript, span)?;
                transcript.label(&transcript.turns[turn - 1])
            }),
            place: found.map_or("no transcript", |(_, finding)| finding.as_str()),
            record,
            code_label,
        }
    }

    fn state(&self) -> &'static str {
        self.record.state.as_str().unwrap_or("coded")
    }

    /// Columns for programs. `codings import` reads them again.
    pub fn columns() -> Vec<Column> {
        let text = |name: &str| Column::text(name, name);
        let count = |name: &str| Column::count(name, name);
        vec![
            text("transcript"),
            text("coder"),
            text("id"),
            text("code"),
            text("label"),
            count("start"),
            count("end"),
            count("turn"),
            count("line"),
            text("speaker"),
            text("quote"),
            Column::text("weight", "Weight"),
            text("memo"),
            text("state"),
            text("place"),
            text("made"),
            text("with"),
            text("was"),
        ]
    }

    pub fn cells(&self) -> Vec<Cell> {
        let Record {
            anchor, memo, made, ..
        } = self.record;
        let maybe = |text: Option<&str>| text.map_or(Cell::Empty, Cell::text);
        let number = |number: Option<usize>| number.map_or(Cell::Empty, Cell::count);
        let points = anchor.points.as_ref();
        let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        vec![
            Cell::text(self.transcript),
            Cell::text(self.coder),
            Cell::text(&self.record.id),
            Cell::text(&self.record.code),
            maybe(self.code_label),
            number(points.map(|points| points.start)),
            number(points.map(|points| points.end)),
            number(self.turn),
            number(self.line),
            maybe(self.speaker),
            Cell::text(&anchor.quote),
            maybe(
                self.record
                    .weight
                    .as_ref()
                    .map(Number::to_string)
                    .as_deref(),
            ),
            maybe(memo.as_deref()),
            Cell::text(self.state()),
            Cell::text(self.place),
            maybe(filled(&made.time).as_deref()),
            maybe(filled(&made.with).as_deref()),
            maybe(self.record.was.as_deref()),
        ]
    }

    /// Columns for eyes.
    pub fn eyes() -> Vec<Column> {
        vec![
            Column::text("id", "ID").gives_way(),
            Column::text("transcript", "Transcript"),
            Column::text("coder", "Coder"),
            Column::count("turn", "Turn"),
            Column::text("code", "Code"),
            Column::text("quote", "Quote"),
            Column::text("remarks", "Remarks").gives_way(),
        ]
    }

    pub fn for_eyes(&self, short_id: &str) -> Vec<Cell> {
        let mut remarks = Vec::new();
        remarks.extend(self.record.state.as_str().map(str::to_owned));
        if !matches!(self.place, "kept" | "moved") {
            remarks.push(format!("place {}", self.place));
        }
        if self.record.was.is_some() {
            remarks.push("words changed".to_owned());
        }
        remarks.extend(self.record.weight.as_ref().map(|it| format!("weight {it}")));
        remarks.extend(self.record.memo.as_deref().map(one_line));
        vec![
            Cell::text(&self.record.id),
            Cell::text(short_id),
            Cell::text(self.coder),
            self.turn.map_or(Cell::Empty, Cell::count),
            Cell::text(&self.record.code),
            Cell::text(shortened(&self.record.anchor.quote)),
            Cell::text(remarks.join("; ")),
        ]
    }
}

/// The number of the turn that a place begins in, from 1; of the next one where it begins outside of speech.
pub fn turn(transcript: &Transcript, span: Span) -> Option<usize> {
    let paragraphs = &transcript.paragraphs;
    let at = paragraphs.partition_point(|paragraph| paragraph.span.end <= span.start);
    paragraphs
        .get(at)
        .map(|paragraph| paragraph.turn as usize + 1)
}

/// A quote for a table for eyes: enough of it to know it, its beginning and its end.
pub fn shortened(quote: &str) -> String {
    both_ends(quote, LONGEST)
}

/// How many characters of a quote a table for eyes shows.
pub const LONGEST: usize = 160;
