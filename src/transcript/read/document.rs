//! What word processors, web pages and PDFs have in common: paragraphs and tables, one after the other.
//!
//! A reader of such a format makes a [`Document`]; here it becomes the lines in which speakers are looked for.

use super::ReadError;
use super::columns;
use super::csv;
use super::extract::{Extract, Flaw, Warning};
use super::layout::Lines;
use super::xml::Break;
use crate::transcript::LeftOut;
use crate::transcript::speakers::{Line, Origin};

/// The content of a file, in its order.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// Paragraphs and tables in order.
    pub blocks: Vec<Block>,
    /// What is in the file and is no speech.
    pub left_out: Vec<LeftOut>,
    /// What may have been misunderstood.
    pub warnings: Vec<Warning>,
}

/// A paragraph, or a table.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A paragraph outside of tables.
    Paragraph(Paragraph),
    /// The cells of a table, row by row; the paragraphs of a cell are separated by line breaks.
    Table {
        /// Rows of cells.
        rows: Vec<Vec<String>>,
        /// The number of its first paragraph.
        number: u32,
    },
}

/// A paragraph of a document.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its text; soft line breaks are line breaks in it.
    pub text: String,
    /// The ranges of it that are bold, in order.
    pub bold: Vec<(usize, usize)>,
    /// Whether its style is that of a heading or title.
    pub heading: bool,
    /// Its number from 1, or that of its page or line, as the format's warnings name places.
    pub number: u32,
}

impl Paragraph {
    /// How many bytes from `at` on are bold; white space is as bold as what surrounds it.
    pub fn bold_at(&self, at: usize) -> u32 {
        let mut end = at;
        for (from, to) in &self.bold {
            if *to <= end {
                continue;
            }
            if self
                .text
                .get(end..(*from).max(end))
                .is_none_or(|gap| !gap.trim().is_empty())
            {
                break;
            }
            end = *to;
        }
        u32::try_from(end - at).unwrap_or(u32::MAX)
    }

    fn push_lines(&self, lines: &mut Lines) {
        let mut at = 0;
        for (index, content) in self.text.split('\n').enumerate() {
            let line = Line {
                number: self.number,
                bold: self.bold_at(at),
                starts_paragraph: index == 0,
                heading: self.heading,
                ..Line::default()
            };
            lines.push(content, line);
            at += content.len() + 1;
        }
    }
}

impl Document {
    /// Adds a paragraph. A blank one after a blank one says nothing.
    pub fn push(&mut self, paragraph: Paragraph) {
        let is_blank = |paragraph: &Paragraph| paragraph.text.trim().is_empty();
        let after_blank =
            matches!(self.blocks.last(), Some(Block::Paragraph(last)) if is_blank(last));
        if !(after_blank && is_blank(&paragraph)) {
            self.blocks.push(Block::Paragraph(paragraph));
        }
    }

    /// Warns of XML that breaks off after so many paragraphs.
    pub fn warn_of_damage(&mut self, broken: &Break, paragraphs: u32) {
        let Break { byte, reason } = broken;
        self.warnings.push(Warning {
            flaw: Flaw::DamagedDocument,
            number: paragraphs,
            message: format!(
                "the document is damaged at byte {byte} ({reason}); only what stands before that is read"
            ),
            help: "open it in Word or LibreOffice and save it again".to_owned(),
        });
    }

    /// Counts something that was left out, with its first example.
    pub fn leave_out(&mut self, what: &'static str, example: &str) {
        leave_out(&mut self.left_out, what, None, example);
    }

    /// Counts what was left out so many times, where no example says more.
    pub fn leave_out_times(&mut self, what: &'static str, times: usize) {
        if times > 0 {
            leave_out(&mut self.left_out, what, None, "");
            let known = self.left_out.iter_mut().find(|known| known.what == what);
            known.expect("it was just counted").count += times - 1;
        }
    }

    /// The lines of the document, in which speakers are looked for. A blank paragraph is a blank line.
    pub fn extract(self, name: &str, encoding: &str) -> Result<Extract, ReadError> {
        let mut lines = Lines::default();
        let mut left_out = self.left_out;
        // Each block goes as soon as its lines are there: a long document is not held twice.
        for block in self.blocks {
            match block {
                Block::Paragraph(paragraph) => paragraph.push_lines(&mut lines),
                Block::Table { rows, number } => {
                    push_table(&mut lines, &rows, number, &mut left_out);
                }
            }
        }
        if lines.lines.iter().all(Line::is_blank) {
            return Err(ReadError::Empty {
                name: name.to_owned(),
            });
        }
        Ok(Extract {
            encoding: encoding.to_owned(),
            origin: Origin::Document,
            lines,
            left_out,
            warnings: self.warnings,
        })
    }
}

/// Counts something that was left out, with its text.
pub(super) fn leave_out(
    left_out: &mut Vec<LeftOut>,
    what: &'static str,
    line: Option<usize>,
    text: &str,
) {
    let at = left_out.iter().position(|known| known.what == what);
    let at = at.unwrap_or_else(|| {
        left_out.push(LeftOut::none(what));
        left_out.len() - 1
    });
    left_out[at].add(line, text);
}

/// Whether a style of this name is that of headings or titles, in some of the languages that programs name styles in.
pub(super) fn is_heading(style: &str) -> bool {
    let style = style.to_lowercase();
    let stem = style.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    matches!(
        stem,
        "heading"
            | "title"
            | "subtitle"
            | "berschrift"
            | "überschrift"
            | "titre"
            | "titel"
            | "título"
            | "ttulo"
            | "titolo"
    )
}

/// The rows of a table: utterances where it has a column of speakers, else one line a cell.
fn push_table(lines: &mut Lines, rows: &[Vec<String>], number: u32, left_out: &mut Vec<LeftOut>) {
    let columns = columns::find(rows).filter(|columns| columns.speaker.is_some() || columns.header);
    let row_number = |at: usize| number + u32::try_from(at).unwrap_or(0);
    if let Some(columns) = columns {
        lines.guessed |= columns.guessed;
        columns.leave_out_others(rows, left_out);
        let is_blank = |row: &[String]| row.iter().all(|cell| cell.trim().is_empty());
        for (at, row) in rows.iter().enumerate().filter(|(_, row)| !is_blank(row)) {
            if at < columns.first() {
                let line = Line {
                    number,
                    heading: true,
                    starts_paragraph: true,
                    ..Line::default()
                };
                lines.push(&row.join(" | "), line);
            } else {
                csv::push_row(lines, &columns, row, row_number(at));
            }
        }
        return;
    }
    for (at, row) in rows.iter().enumerate() {
        push_other_row(lines, row, row_number(at));
    }
}

/// A row of a table that holds no utterances.
fn push_other_row(lines: &mut Lines, row: &[String], number: u32) {
    let cells: Vec<&str> = row
        .iter()
        .map(|cell| cell.trim())
        .filter(|cell| !cell.is_empty())
        .collect();
    let line = Line {
        number,
        starts_paragraph: true,
        ..Line::default()
    };
    // `Date | 3 May` is a line of the head.
    if let [key, value] = cells.as_slice()
        && key.len() < 40
        && !key.ends_with(['.', '?', '!', ':'])
    {
        lines.push(&format!("{key}: {value}"), line);
        return;
    }
    for cell in cells {
        for (index, content) in cell.split('\n').enumerate() {
            let starts_paragraph = index == 0;
            lines.push(
                content,
                Line {
                    starts_paragraph,
                    ..line.clone()
                },
            );
        }
    }
}
