//! A workbook: a sheet for the table, with typed cells, a frozen header and filters, and one for its notes.
//!
//! Text is written as text and never as a formula, whatever it begins with. The same table gives the same bytes.

use std::io::{self, Write};

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::super::table::{Cell, Head};
use super::super::{Provenance, grouped};
use super::Sink;
use super::typed::{self, Type, Value};

/// Excel has no more rows than this, the header among them.
const MOST_ROWS: u32 = 1_048_576;
/// Nor more columns.
const MOST_COLUMNS: usize = 16_384;
/// Excel has no longer text in a cell, in UTF-16 units.
const LONGEST: usize = 32_767;
/// Wider columns are wrapped.
const WIDEST: usize = 60;

pub(super) struct Xlsx<'w> {
    head: &'w Head,
    made_by: &'w Provenance,
    fields: Vec<(String, Type)>,
    looks: Vec<Format>,
    widths: Vec<usize>,
    sheet: Worksheet,
    row: u32,
    cut: u64,
    out: &'w mut dyn Write,
}

impl<'w> Xlsx<'w> {
    pub(super) fn begin(
        head: &'w Head,
        made_by: &'w Provenance,
        out: &'w mut dyn Write,
    ) -> io::Result<Self> {
        let fields = typed::fields(head);
        if fields.len() > MOST_COLUMNS {
            return Err(io::Error::other(format!(
                "a sheet of Excel holds {} columns, and there are {}; write .csv, or rows with --tidy",
                grouped(MOST_COLUMNS as u64),
                grouped(fields.len() as u64)
            )));
        }
        let mut sheet = Worksheet::new();
        sheet.set_name(sheet_name(&head.title)).map_err(failed)?;
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
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        Ok(Self {
            head,
            made_by,
            looks: fields.iter().map(|(_, it)| look(*it)).collect(),
            widths: fields.iter().map(|(name, _)| width(name) + 2).collect(),
            fields,
            sheet,
            row: 0,
            cut: 0,
            out,
        })
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
}

impl Sink for Xlsx<'_> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        self.row += 1;
        if self.row >= MOST_ROWS {
            return Err(io::Error::other(format!(
                "a sheet of Excel holds {} rows, and there are more; write .csv or .parquet",
                grouped(u64::from(MOST_ROWS - 1))
            )));
        }
        let head = self.head;
        for (at, value) in (0_u16..).zip(typed::values(head, cells)) {
            let column = usize::from(at);
            let shown = match value {
                Value::Text(text) => {
                    let text = self.fitting(text);
                    let look = &self.looks[column];
                    self.sheet
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
            self.widths[column] = self.widths[column].max(shown);
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, notes: &[String]) -> io::Result<()> {
        for (at, wanted) in (0..).zip(&self.widths) {
            let width = (*wanted).min(WIDEST) as f64 + 1.0;
            self.sheet.set_column_width(at, width).map_err(failed)?;
        }
        if let (Some(last), true) = (self.fields.len().checked_sub(1), self.row > 0) {
            let last = u16::try_from(last).unwrap_or(u16::MAX);
            self.sheet
                .autofilter(0, 0, self.row, last)
                .map_err(failed)?;
        }
        let mut notes = notes.to_vec();
        if self.cut > 0 {
            let cells = crate::text::counted(self.cut, "cell");
            notes.push(format!(
                "{cells} held more text than Excel takes (32,767 characters) and end with what was cut off; .csv has all of it."
            ));
        }
        let mut workbook = Workbook::new();
        // A time of its own would give other bytes each time.
        let epoch = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
        let properties = DocProperties::new()
            .set_title(&self.head.title)
            .set_comment(self.made_by.line())
            .set_creation_datetime(&epoch);
        workbook.set_properties(&properties);
        workbook.push_worksheet(self.sheet);
        workbook.push_worksheet(about(self.head, &notes, self.made_by)?);
        let bytes = workbook.save_to_buffer().map_err(failed)?;
        self.out.write_all(&bytes)
    }
}

impl Xlsx<'_> {
    fn number(&mut self, at: u16, number: f64) -> io::Result<()> {
        let look = &self.looks[usize::from(at)];
        let written = self
            .sheet
            .write_number_with_format(self.row, at, number, look);
        written.map(drop).map_err(failed)
    }
}

/// The sheet that says what the figures count and what they were made from.
fn about(head: &Head, notes: &[String], made_by: &Provenance) -> io::Result<Worksheet> {
    let mut sheet = Worksheet::new();
    sheet.set_name("About").map_err(failed)?;
    sheet.set_column_width(0, 100).map_err(failed)?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let made_by = format!("{}.", made_by.line());
    let lines = std::iter::once(&head.title)
        .chain(notes)
        .chain(std::iter::once(&made_by));
    for (row, line) in (0..).zip(lines) {
        sheet
            .write_string_with_format(row, 0, line, &wrapped)
            .map_err(failed)?;
    }
    Ok(sheet)
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

/// What a sheet may be called: 31 characters, none of those that Excel keeps for itself.
fn sheet_name(title: &str) -> String {
    let allowed =
        |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') && !c.is_control();
    let name: String = title.chars().filter(allowed).collect();
    let name = name.trim_matches(['\'', ' ']);
    let mut units = 0;
    let short = name.chars().take_while(|c| {
        units += c.len_utf16();
        units <= 31
    });
    let short: String = short.collect();
    let short = short.trim_matches(['\'', ' ']);
    let taken = |it: &str| ["", "about", "history"].contains(&it.to_lowercase().as_str());
    if taken(short) {
        "Table".to_owned()
    } else {
        short.to_owned()
    }
}

fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

fn failed(error: XlsxError) -> io::Error {
    io::Error::other(error)
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader as _, Xlsx as Read};

    use super::super::tests::{awkward, bytes};
    use super::*;
    use crate::report::{Column, Format as Written, Options, Table};

    fn read(table: &Table) -> (Vec<String>, Vec<Vec<Data>>) {
        let bytes = bytes(table, Written::Xlsx, Options::default());
        let mut book: Read<_> = calamine::open_workbook_from_rs(io::Cursor::new(bytes)).unwrap();
        let names = book.sheet_names().clone();
        let range = book.worksheet_range(&names[0]).unwrap();
        (names, range.rows().map(<[Data]>::to_vec).collect())
    }

    #[test]
    fn cells_are_typed_and_no_text_is_a_formula() {
        let (names, rows) = read(&awkward());
        assert_eq!(names, ["Themes | by phase", "About"]);
        let text = |text: &str| Data::String(text.to_owned());
        assert_eq!(
            rows[0],
            [
                "code",
                "segments",
                "participants",
                "participants_of",
                "per_1000"
            ]
            .map(text)
        );
        assert_eq!(
            rows[1][1..4],
            [Data::Float(0.0), Data::Float(7.0), Data::Float(15.0)]
        );
        assert_eq!(rows[2][0], text("=1+1\tand\nmore \\ \u{1b}[31m"));
        assert_eq!(rows[2][4], Data::Empty);
        let bytes = bytes(&awkward(), Written::Xlsx, Options::default());
        let mut archive = zip::ZipArchive::new(io::Cursor::new(bytes)).unwrap();
        let mut xml = String::new();
        let mut sheet = archive.by_name("xl/worksheets/sheet1.xml").unwrap();
        io::Read::read_to_string(&mut sheet, &mut xml).unwrap();
        assert!(!xml.contains("<f>"), "{xml}");
        assert!(
            xml.contains("state=\"frozen\"") && xml.contains("<autoFilter"),
            "{xml}"
        );
    }

    #[test]
    fn text_that_is_too_long_says_what_was_cut() {
        let mut table = Table::new("a/b:c", vec![Column::text("text", "Text")]);
        table.push(vec![Cell::text("😀".repeat(20_000))]);
        let (names, rows) = read(&table);
        assert_eq!(names[0], "abc");
        let Data::String(text) = &rows[1][0] else {
            panic!("{rows:?}")
        };
        assert!(text.encode_utf16().count() <= LONGEST);
        assert!(
            text.ends_with("… [cut: 3,647 more characters]"),
            "{}",
            &text[text.len() - 60..]
        );
    }
}
