//! One sheet: the rows of a table below its frozen header.

use std::io;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet};

use super::super::super::grouped;
use super::super::super::table::{Cell, Head};
use super::super::typed::{self, Type, Value};
use super::failed;

/// Excel has no more rows than this, the header among them.
const MOST_ROWS: u32 = 1_048_576;
/// Nor more columns.
const MOST_COLUMNS: usize = 16_384;
/// Excel has no longer text in a cell, in UTF-16 units.
pub(super) const LONGEST: usize = 32_767;
/// Wider columns are wrapped.
const WIDEST: usize = 60;

pub(super) struct Sheet<'w> {
    head: &'w Head,
    fields: Vec<(String, Type)>,
    looks: Vec<Format>,
    widths: Vec<usize>,
    made: Worksheet,
    row: u32,
    cut: u64,
}

impl<'w> Sheet<'w> {
    pub(super) fn new(head: &'w Head, name: &str) -> io::Result<Self> {
        let fields = typed::fields(head);
        if fields.len() > MOST_COLUMNS {
            return Err(io::Error::other(format!(
                "a sheet of Excel holds {} columns, and there are {}; write .csv, or rows with --tidy",
                grouped(MOST_COLUMNS as u64),
                grouped(fields.len() as u64)
            )));
        }
        let mut sheet = Worksheet::new();
        sheet.set_name(name).map_err(failed)?;
        let bold = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border_bottom(FormatBorder::Thin);
        for (at, (name, _)) in (0..).zip(&fields) {
            sheet
                .write_string_with_format(0, at, name, &bold)
                .map_err(failed)?;
        }
        sheet.set_freeze_panes(1, head.frozen).map_err(failed)?;
        let room = typed::rooms(head);
        let widths = fields.iter().zip(room);
        Ok(Self {
            head,
            looks: fields.iter().map(|(_, it)| look(*it)).collect(),
            widths: widths
                .map(|((name, _), room)| room.map_or(width(name) + 2, usize::from))
                .collect(),
            fields,
            made: sheet,
            row: 0,
            cut: 0,
        })
    }

    pub(super) fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        self.row += 1;
        if self.row >= MOST_ROWS {
            return Err(io::Error::other(format!(
                "a sheet of Excel holds {} rows, and there are more; write .csv or .parquet",
                grouped(u64::from(MOST_ROWS - 1))
            )));
        }
        let head = self.head;
        let rooms = typed::rooms(head);
        for ((at, value), room) in (0_u16..).zip(typed::values(head, cells)).zip(rooms) {
            let column = usize::from(at);
            let shown = match value {
                Value::Text(text) => {
                    let text = self.fitting(text);
                    let look = &self.looks[column];
                    self.made
                        .write_string_with_format(self.row, at, &*text, look)
                        .map_err(failed)?;
                    text.lines().map(width).max().unwrap_or(0)
                }
                Value::Count(count) => {
                    self.number(at, count as f64)?;
                    grouped(count).len()
                }
                Value::Number(number) => {
                    self.number(at, number)?;
                    10
                }
                Value::Nothing => 0,
            };
            if room.is_none() {
                self.widths[column] = self.widths[column].max(shown);
            }
        }
        Ok(())
    }

    /// The sheet; what was cut is said in a note.
    pub(super) fn finish(mut self, notes: &mut Vec<String>) -> io::Result<Worksheet> {
        for (at, wanted) in (0..).zip(&self.widths) {
            let width = (*wanted).min(WIDEST) as f64 + 1.0;
            self.made.set_column_width(at, width).map_err(failed)?;
        }
        if let (Some(last), true) = (self.fields.len().checked_sub(1), self.row > 0) {
            let last = u16::try_from(last).unwrap_or(u16::MAX);
            self.made.autofilter(0, 0, self.row, last).map_err(failed)?;
        }
        if self.cut > 0 {
            let cells = crate::text::counted(self.cut, "cell");
            notes.push(format!(
                "{cells} held more text than Excel takes (32,767 characters) and end with what was cut off; .csv has all of it."
            ));
        }
        Ok(self.made)
    }

    /// The text, cut to what a cell holds; what was cut off is said in it.
    fn fitting<'t>(&mut self, text: &'t str) -> std::borrow::Cow<'t, str> {
        let length = text.chars().map(char::len_utf16).sum::<usize>();
        if length <= LONGEST {
            return text.into();
        }
        self.cut += 1;
        let room = LONGEST - 60;
        let mut units = 0;
        let end = text.char_indices().find(|(_, c)| {
            units += c.len_utf16();
            units > room
        });
        let (kept, rest) = text.split_at(end.map_or(text.len(), |(at, _)| at));
        let left = grouped(rest.chars().count() as u64);
        format!("{kept} … [cut: {left} more characters]").into()
    }

    fn number(&mut self, at: u16, number: f64) -> io::Result<()> {
        let look = &self.looks[usize::from(at)];
        let written = self
            .made
            .write_number_with_format(self.row, at, number, look);
        written.map(drop).map_err(failed)
    }
}

fn look(of: Type) -> Format {
    let look = Format::new().set_align(FormatAlign::Top);
    match of {
        Type::Text => look.set_text_wrap(),
        Type::Count => look.set_num_format("#,##0"),
        Type::Number(0) => look.set_num_format("0"),
        Type::Number(decimals) => {
            look.set_num_format(format!("0.{}", "0".repeat(usize::from(decimals))))
        }
    }
}

fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}
