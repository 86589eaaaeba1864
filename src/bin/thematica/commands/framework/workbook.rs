//! The chart as a workbook to fill in: a sheet for each theme, two columns for each code.

use thematica::codebook::CodeIndex;
use thematica::exchange::framework::header::{self, KEPT, KEPT_COLUMNS, SUMMARY};
use thematica::report::{Cell, Column, Table};

use super::Chart;
use crate::commands::called::title;
use crate::failure::Failure;

/// How wide the columns are, in characters.
const CASE: u16 = 14;
const QUOTES: u16 = 46;
const WRITTEN: u16 = 36;

/// Excel has no longer text in a cell, in UTF-16 units.
const LONGEST: usize = 32_767;

/// A sheet for each theme, and one for what has no place.
pub fn tables(chart: &Chart<'_>) -> Result<Vec<Table>, Failure> {
    let themes = 0..chart.framework.themes.len();
    let mut tables: Vec<Table> = themes.map(|theme| sheet(chart, theme)).collect();
    if !chart.laid.kept.is_empty() {
        tables.push(kept(chart));
    }
    tables.iter().try_for_each(refuse_long)?;
    Ok(tables)
}

fn sheet(chart: &Chart<'_>, theme: usize) -> Table {
    let codebook = &chart.job.codebook;
    let theme = &chart.framework.themes[theme];
    let named = codebook.code(CodeIndex(theme.code));
    let head = header::case(chart.by.name(), &named.id);
    let mut columns = vec![Column::text(head, "Case").room(CASE)];
    for &code in &theme.columns {
        let code = codebook.code(CodeIndex(code));
        let quotes = header::quotes(&code.label, &code.id);
        let summary = header::summary(&code.label, &code.id);
        columns.push(Column::text(quotes, "Quotes").room(QUOTES));
        columns.push(Column::text(summary, "Summary").room(WRITTEN));
    }
    let own = chart.laid.own_columns.iter();
    let own: Vec<&str> = own
        .filter(|(of, _)| *of == Some(theme.code))
        .map(|(_, name)| name.as_str())
        .collect();
    columns.extend(
        own.iter()
            .map(|name| Column::text(*name, *name).room(WRITTEN)),
    );
    let mut table = Table::new(format!("{}: {}", title(chart.job), named.label), columns);
    table.head.sheet = Some(named.label.clone());
    table.head.frozen = 1;
    for (case, row) in chart.framework.cases.iter().enumerate() {
        let mut cells = vec![Cell::text(&row.key.name)];
        for &code in &theme.columns {
            cells.push(Cell::maybe(chart.as_text(case, code, true)));
            cells.push(Cell::maybe(chart.laid.summary(case, code)));
        }
        let own = own
            .iter()
            .map(|name| chart.laid.own(case, theme.code, name));
        cells.extend(own.map(Cell::maybe));
        table.push(cells);
    }
    table
}

/// What has no place: case, code, column, text.
fn kept(chart: &Chart<'_>) -> Table {
    let widths = [CASE, CASE, CASE, QUOTES];
    let columns = KEPT_COLUMNS.iter().zip(widths);
    let columns = columns.map(|(name, width)| Column::text(*name, *name).room(width));
    let mut table = Table::new(KEPT, columns.collect());
    table.head.sheet = Some(KEPT.to_owned());
    for ((case, code), texts) in &chart.laid.kept {
        for (column, text) in texts {
            let column = column.as_deref().unwrap_or(SUMMARY);
            table.push([case, code, column, text].map(Cell::text).to_vec());
        }
    }
    table.note("What was written for cases or codes that are not in this chart. It goes back to its cell when they are in it again.");
    table
}

/// Refuses what would be cut: it is people's, or a quote.
fn refuse_long(table: &Table) -> Result<(), Failure> {
    for row in &table.rows {
        for (cell, column) in row.iter().zip(&table.head.columns) {
            let Cell::Text(text) = cell else { continue };
            if text.encode_utf16().count() <= LONGEST {
                continue;
            }
            let case = match row.first() {
                Some(Cell::Text(case)) => case.as_str(),
                _ => "",
            };
            let message = format!(
                "what stands in `{}` for the case `{case}` is longer than a cell of Excel (32,767 characters)",
                column.name
            );
            return Err(Failure::new(message)
                .help("write .csv; or shorten it, or have fewer quotes with -n and --contrary"));
        }
    }
    Ok(())
}
