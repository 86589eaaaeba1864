//! A workbook: a sheet for each table, with typed cells, a frozen header and filters, and one for their notes.
//!
//! Text is written as text and never as a formula, whatever it begins with. The same table gives the same bytes.

use std::io::{self, Write};

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::super::table::{Cell, Head};
use super::super::{Provenance, Table};
use super::{Sink, of_undefined};

mod sheet;

use sheet::Sheet;

/// The sheet that says what the figures count.
const ABOUT: &str = "About";

/// A workbook of one table.
pub(super) struct Xlsx<'w> {
    head: &'w Head,
    made_by: &'w Provenance,
    sheet: Sheet<'w>,
    out: &'w mut dyn Write,
}

impl<'w> Xlsx<'w> {
    pub(super) fn begin(
        head: &'w Head,
        made_by: &'w Provenance,
        out: &'w mut dyn Write,
    ) -> io::Result<Self> {
        let name = Names::default().free(head);
        Ok(Self {
            head,
            made_by,
            sheet: Sheet::new(head, &name)?,
            out,
        })
    }
}

impl Sink for Xlsx<'_> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        self.sheet.row(cells)
    }

    fn finish(self: Box<Self>, notes: &[String]) -> io::Result<()> {
        let mut notes = notes.to_vec();
        let sheet = self.sheet.finish(&mut notes)?;
        let about = [(self.head, notes)];
        save(vec![sheet], &about, self.made_by, self.out)
    }
}

/// Writes a workbook with a sheet for each table.
pub(in crate::report) fn write_all(
    tables: &[&Table],
    made_by: &Provenance,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut names = Names::default();
    let (mut sheets, mut about) = (Vec::new(), Vec::new());
    for table in tables {
        let mut sheet = Sheet::new(&table.head, &names.free(&table.head))?;
        for row in &table.rows {
            sheet.row(row)?;
        }
        let mut notes = table.notes.clone();
        notes.extend(of_undefined(table.rows.iter().flatten()));
        sheets.push(sheet.finish(&mut notes)?);
        about.push((&table.head, notes));
    }
    save(sheets, &about, made_by, out)
}

fn save(
    sheets: Vec<Worksheet>,
    about: &[(&Head, Vec<String>)],
    made_by: &Provenance,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut workbook = Workbook::new();
    // A time of its own would give other bytes each time.
    let epoch = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
    let title = about.first().map_or("", |(head, _)| head.title.as_str());
    let properties = DocProperties::new()
        .set_title(title)
        .set_comment(made_by.line())
        .set_creation_datetime(&epoch);
    workbook.set_properties(&properties);
    for sheet in sheets {
        workbook.push_worksheet(sheet);
    }
    workbook.push_worksheet(said(about, made_by)?);
    let bytes = workbook.save_to_buffer().map_err(failed)?;
    out.write_all(&bytes)
}

/// The sheet that says what the figures count and what they were made from.
fn said(about: &[(&Head, Vec<String>)], made_by: &Provenance) -> io::Result<Worksheet> {
    let mut sheet = Worksheet::new();
    sheet.set_name(ABOUT).map_err(failed)?;
    sheet.set_column_width(0, 100).map_err(failed)?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let bold = wrapped.clone().set_bold();
    let mut row = 0;
    let mut line = |text: &str, look: &Format| {
        let written = sheet.write_string_with_format(row, 0, text, look);
        row += 1;
        written.map(drop).map_err(failed)
    };
    let is_one = about.len() == 1;
    for (head, notes) in about {
        line(&head.title, if is_one { &wrapped } else { &bold })?;
        for note in notes {
            line(note, &wrapped)?;
        }
    }
    line(&format!("{}.", made_by.line()), &wrapped)?;
    Ok(sheet)
}

/// The names of sheets, each once, in any case.
#[derive(Default)]
struct Names {
    taken: Vec<String>,
}

impl Names {
    /// A name for the sheet of a table: 31 characters, none of those that Excel keeps for itself.
    fn free(&mut self, head: &Head) -> String {
        let wanted = head.sheet.as_ref().unwrap_or(&head.title);
        let mut name = sheet_name(wanted, 31);
        let mut number = 1;
        while self.taken.contains(&name.to_lowercase()) {
            number += 1;
            let tail = format!(" ({number})");
            name = format!("{}{tail}", sheet_name(wanted, 31 - tail.len()));
        }
        self.taken.push(name.to_lowercase());
        name
    }
}

fn sheet_name(title: &str, longest: usize) -> String {
    let allowed =
        |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') && !c.is_control();
    let name: String = title.chars().filter(allowed).collect();
    let name = name.trim_matches(['\'', ' ']);
    let mut units = 0;
    let short = name.chars().take_while(|c| {
        units += c.len_utf16();
        units <= longest
    });
    let mut short: String = short.collect();
    if short.len() < name.len() && !name[short.len()..].starts_with(' ') {
        // A word that is cut is none; where half the name would go with it, there is one long word.
        if let Some(end) = short.rfind(' ').filter(|end| 2 * end > short.len()) {
            short.truncate(end);
        }
    }
    let short = short.trim_end_matches([' ', '(', ',', ';', '-', '–', '|']);
    let short = short.trim_matches(['\'', ' ']);
    let kept = |it: &str| ["", "about", "history"].contains(&it.to_lowercase().as_str());
    if kept(short) {
        "Table".to_owned()
    } else {
        short.to_owned()
    }
}

fn failed(error: XlsxError) -> io::Error {
    io::Error::other(error)
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader as _, Xlsx as Read};

    use super::super::tests::{awkward, bytes};
    use super::sheet::LONGEST;
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

    #[test]
    fn each_table_has_a_sheet_of_its_own_name() {
        let mut tables = ["Codes: helen", "Codes: imran", "codes imran"].map(|title| {
            let mut table = Table::new(title, vec![Column::number("rate", "Rate", 2)]);
            table.push(vec![crate::report::Cell::Number(f64::NAN)]);
            table.note(format!("Of {title}."));
            table
        });
        tables[0].head.sheet = Some("helen".to_owned());
        let mut out = Vec::new();
        crate::report::write_all(
            &tables.iter().collect::<Vec<_>>(),
            &super::super::tests::made_by(),
            Written::Xlsx,
            &Options::default(),
            &mut out,
        )
        .unwrap();
        let mut book: Read<_> = calamine::open_workbook_from_rs(io::Cursor::new(out)).unwrap();
        assert_eq!(
            book.sheet_names(),
            ["helen", "Codes imran", "codes imran (2)", "About"]
        );
        let about = book.worksheet_range("About").unwrap();
        let lines: Vec<String> = about.rows().map(|row| row[0].to_string()).collect();
        assert_eq!(
            lines[..4],
            [
                "Codes: helen",
                "Of Codes: helen.",
                "A number that is not defined is left empty.",
                "Codes: imran"
            ]
        );
        assert!(lines[9].starts_with("Made by thematica 1.2.3"), "{lines:?}");
    }

    #[test]
    fn the_name_of_a_sheet_is_cut_between_words() {
        let cut = |name: &str| sheet_name(name, 31);
        assert_eq!(
            cut("Transcripts of Link workers (invented)"),
            "Transcripts of Link workers"
        );
        assert_eq!(
            cut("Enablers of client engagement here"),
            "Enablers of client engagement"
        );
        assert_eq!(
            cut("Threats and challenges at all x"),
            "Threats and challenges at all x"
        );
        assert_eq!(
            cut("a Donaudampfschifffahrtsgesellschaft"),
            "a Donaudampfschifffahrtsgesells"
        );
    }
}
