//! A chart as a workbook: a sheet for each theme, one for what has no place any more, and the one that says how it was made.

use super::super::sheet::workbook::{self, WorkbookError};
use super::super::sheet::{Row, Sheet};
use super::header::{Heading, KEPT_COLUMNS, SUMMARY};
use super::{Note, Reader, beside};
use crate::diagnostic::Diagnostic;

/// The sheet that says what the figures count; it is made anew each time.
const ABOUT: &str = "About";

pub(super) fn read(file: &str, bytes: &[u8], reader: &mut Reader) -> Result<(), WorkbookError> {
    let sheets = workbook::read(file, bytes)?;
    for sheet in &sheets {
        let Some((header, rows)) = sheet.rows.split_first() else {
            if sheet.name != ABOUT {
                reader
                    .filled
                    .beside
                    .push(format!("the sheet `{}`", sheet.name));
            }
            continue;
        };
        if let Some(row) = headings_below(sheet) {
            let message = format!(
                "the first row is not that of the headings, which stand in row {}",
                row.number
            );
            let fault = Diagnostic::error("no-heading", sheet.place(header, 0), message);
            reader
                .faults
                .push(fault.help("remove what stands above the headings"));
            continue;
        }
        let columns: Vec<Heading<'_>> = (0..header.cells.len())
            .map(|column| Heading::of(header.text(column)))
            .collect();
        let case = columns.iter().enumerate().find_map(|(at, it)| match it {
            Heading::Case { cases, theme } => Some((at, *cases, *theme)),
            _ => None,
        });
        if let Some((at, cases, theme)) = case {
            reader.cases(cases, &sheet.place(header, at));
            let is_ours = |column: usize| matches!(columns.get(column), Some(Heading::Quotes(_)));
            unread(sheet, is_ours, reader);
            theme_sheet(sheet, (header, rows), &columns, (at, theme), reader);
        } else if KEPT_COLUMNS.iter().all(|it| find(header, it).is_some()) {
            unread(sheet, |_| false, reader);
            kept_sheet(sheet, (header, rows), reader);
        } else if columns.iter().any(|it| matches!(it, Heading::Summary(_))) {
            let message = "this sheet has summaries and no column with the cases";
            let fault = Diagnostic::error("no-case", sheet.place(header, 0), message);
            reader.faults.push(fault.help(
                "put the first heading back: `Case: participant [THEME]`, with what the cases are and the id of the theme",
            ));
        } else if sheet.name != ABOUT {
            let beside = format!("the sheet `{}`", sheet.name);
            reader.filled.beside.push(beside);
        }
    }
    reader.filled.beside.extend(beside::parts(bytes));
    reader.filled.links = beside::links(file, bytes, &sheets);
    reader.filled.formats = beside::formats(bytes);
    Ok(())
}

/// The row with the headings of a chart where it is not the first one.
fn headings_below(sheet: &Sheet) -> Option<&Row> {
    let is_heading = |row: &&Row| {
        let mut texts = row.filled().map(|(_, text)| Heading::of(text));
        texts.any(|it| matches!(it, Heading::Case { .. } | Heading::Summary(_)))
    };
    let row = sheet.rows.iter().find(is_heading)?;
    (row.number != sheet.rows[0].number).then_some(row)
}

/// Refuses cells that people filled in and that are not read; what the program writes is made anew.
fn unread(sheet: &Sheet, is_ours: impl Fn(usize) -> bool, reader: &mut Reader) {
    for cell in sheet.unread.iter().filter(|cell| !is_ours(cell.column)) {
        let message = format!("this cell holds {}, and would be lost", cell.what);
        let place = sheet.at(cell.row, cell.column);
        let fault = Diagnostic::error("cell-error", place, message);
        reader.faults.push(fault.help(cell.way_out));
    }
}

fn theme_sheet(
    sheet: &Sheet,
    (header, rows): (&Row, &[Row]),
    columns: &[Heading<'_>],
    (at, theme): (usize, &str),
    reader: &mut Reader,
) {
    for (column, heading) in columns.iter().enumerate() {
        match heading {
            Heading::Own(name) if !name.is_empty() => {
                reader.own(Some(theme), name, &sheet.place(header, column));
            }
            Heading::Nameless => {
                let name = header.text(column);
                let message = format!(
                    "the heading `{name}` names no code, and what stands below it could not be found again"
                );
                let fault = Diagnostic::error("no-code", sheet.place(header, column), message);
                reader.faults.push(fault.help(
                    "put the id of the code back in brackets: `LABEL [CODE]: summary`; a heading of your own must not end like that",
                ));
            }
            // What is made anew is dropped, so it has to be ours without a doubt.
            Heading::Case { .. } if column != at => {
                reader.like_ours(header.text(column), sheet.place(header, column));
            }
            Heading::Quotes(code)
                if columns[..column].contains(heading)
                    || !columns.contains(&Heading::Summary(code)) =>
            {
                reader.like_ours(header.text(column), sheet.place(header, column));
            }
            _ => {}
        }
    }
    for row in rows {
        for (column, _) in row.filled() {
            let (code, own) = match columns.get(column) {
                Some(Heading::Summary(code)) => (*code, None),
                Some(Heading::Own(name)) if !name.is_empty() => (theme, Some(*name)),
                Some(Heading::Case { .. } | Heading::Quotes(_) | Heading::Nameless) => continue,
                Some(Heading::Own(_)) | None => {
                    reader.nameless(sheet, row, column);
                    continue;
                }
            };
            reader.note(Note {
                case: row.text(at).to_owned(),
                code: code.to_owned(),
                column: own.map(str::to_owned),
                text: text(row, column),
                place: sheet.place(row, column),
            });
        }
    }
}

fn kept_sheet(sheet: &Sheet, (header, rows): (&Row, &[Row]), reader: &mut Reader) {
    let [case, code, column, at] =
        KEPT_COLUMNS.map(|name| find(header, name).unwrap_or(usize::MAX));
    for row in rows {
        for (other, _) in row.filled() {
            if ![case, code, column, at].contains(&other) {
                reader.nameless(sheet, row, other);
            }
        }
        let is_own = |it: &&str| !it.is_empty() && !it.eq_ignore_ascii_case(SUMMARY);
        let at_name = sheet.place(row, column);
        let column = Some(row.text(column)).filter(is_own);
        if column.is_some_and(|name| !reader.may_be_own(name, &at_name)) {
            continue;
        }
        reader.note(Note {
            case: row.text(case).to_owned(),
            code: row.text(code).to_owned(),
            column: column.map(str::to_owned),
            text: text(row, at),
            place: sheet.place(row, at),
        });
    }
}

fn find(header: &Row, name: &str) -> Option<usize> {
    (0..header.cells.len()).find(|column| header.text(*column).eq_ignore_ascii_case(name))
}

/// What stands in a cell, with the line ends of one system.
pub(super) fn text(row: &Row, column: usize) -> String {
    row.exact(column).replace("\r\n", "\n")
}
