//! The chart as one table for programs, and as tables to read.

use thematica::codebook::CodeIndex;
use thematica::exchange::framework::header::TIDY;
use thematica::exchange::framework::separated_text;
use thematica::report::{Cell, Column, Table};

use super::Chart;
use crate::commands::called::title;

/// One row for each case and code, then what has no place.
pub fn tidy(chart: &Chart<'_>) -> Table {
    let codebook = &chart.job.codebook;
    let columns = TIDY.iter().filter_map(|&name| match name {
        "segments" => Some(Column::count_of(name, name)),
        // The column before it is written as two.
        "segments_of" => None,
        "negated" => Some(Column::count(name, name)),
        _ => Some(Column::text(name, name)),
    });
    let mut columns: Vec<Column> = columns.collect();
    let own = chart.laid.own_columns.iter().map(|(_, name)| name);
    let own: Vec<&String> = own.collect();
    columns.extend(own.iter().map(|name| Column::text(*name, *name)));
    let mut table = Table::new(title(chart.job), columns);
    let cases = chart.by.name();
    for (case, row) in chart.framework.cases.iter().enumerate() {
        for theme in &chart.framework.themes {
            for &code in &theme.columns {
                let named = codebook.code(CodeIndex(code));
                let cell = chart.framework.cell(case, code);
                let (segments, negated) = cell.map_or((0, 0), |it| (it.segments, it.negated));
                let mut cells = [
                    cases,
                    &row.key.name,
                    &codebook.code(CodeIndex(theme.code)).id,
                    &named.id,
                    &named.label,
                ]
                .map(Cell::text)
                .to_vec();
                cells.extend([
                    Cell::Of {
                        count: segments as u64,
                        of: row.segments,
                    },
                    Cell::count(negated),
                    Cell::maybe(chart.as_text(case, code, false)),
                    Cell::maybe(chart.laid.summary(case, code)),
                    Cell::text("yes"),
                ]);
                let own = own.iter().map(|name| chart.laid.own(case, code, name));
                cells.extend(own.map(Cell::maybe));
                table.push(cells);
            }
        }
    }
    for ((case, code), texts) in &chart.laid.kept {
        let text = |column: Option<&String>| texts.get(&column.cloned()).map(String::as_str);
        let mut cells = vec![
            Cell::text(cases),
            Cell::text(case),
            Cell::Empty,
            Cell::text(code),
        ];
        cells.extend([const { Cell::Empty }; 4]);
        cells.push(Cell::maybe(text(None)));
        cells.push(Cell::text("no"));
        cells.extend(own.iter().map(|name| Cell::maybe(text(Some(name)))));
        table.push(cells);
    }
    table
}

/// The same for a CSV, from which it is read back.
pub fn separated(chart: &Chart<'_>) -> Table {
    let mut table = tidy(chart);
    for column in &mut table.head.columns {
        column.name = separated_text(std::mem::take(&mut column.name));
    }
    for cell in table.rows.iter_mut().flatten() {
        if let Cell::Text(text) = cell {
            *text = separated_text(std::mem::take(text));
        }
    }
    table
}

/// A table for each theme: the quotes of each case and code one below the other.
pub fn for_eyes(chart: &Chart<'_>) -> Vec<Table> {
    let themes = 0..chart.framework.themes.len();
    themes.map(|theme| of_theme(chart, theme)).collect()
}

fn of_theme(chart: &Chart<'_>, theme: usize) -> Table {
    let codebook = &chart.job.codebook;
    let theme = &chart.framework.themes[theme];
    let has_summaries = chart.laid.count() > 0;
    let mut columns = vec![
        Column::text("case", chart.by.name()),
        Column::text("code", "Code"),
        Column::count_of("segments", "Segments"),
        Column::text("quote", "Quote"),
        Column::text("who", "Who, where"),
    ];
    columns.extend(has_summaries.then(|| Column::text("summary", "Summary")));
    let label = &codebook.code(CodeIndex(theme.code)).label;
    let mut table = Table::new(format!("{}: {label}", title(chart.job)), columns);
    for (case, row) in chart.framework.cases.iter().enumerate() {
        let mut name = row.key.name.as_str();
        let mut push = |cells: [Cell; 4], summary: Option<&str>| {
            let mut all = vec![Cell::text(std::mem::take(&mut name))];
            all.extend(cells);
            all.extend(has_summaries.then(|| Cell::maybe(summary)));
            table.push(all);
        };
        let mut is_silent = true;
        for &code in &theme.columns {
            let cell = chart.framework.cell(case, code);
            let summary = chart.laid.summary(case, code);
            if cell.is_none() && summary.is_none() {
                continue;
            }
            is_silent = false;
            let cell = cell.cloned().unwrap_or_default();
            let segments = Cell::Of {
                count: cell.segments as u64,
                of: row.segments,
            };
            let quotes = cell.quotes.iter().map(|at| (at, ""));
            let contrary = cell.contrary.iter().map(|at| (at, "Contrary: "));
            let mut quotes = quotes.chain(contrary).map(|(at, before)| {
                let (text, who) = chart.quote(*at);
                [Cell::text(format!("{before}{text}")), Cell::text(who)]
            });
            let [quote, who] = quotes.next().unwrap_or([Cell::Empty, Cell::Empty]);
            let label = &codebook.code(CodeIndex(code)).label;
            push([Cell::text(label), segments, quote, who], summary);
            for [quote, who] in quotes {
                push([Cell::text(""), Cell::Empty, quote, who], None);
            }
        }
        if is_silent {
            let none = Cell::Of {
                count: 0,
                of: row.segments,
            };
            push([Cell::text("(none)"), none, Cell::Empty, Cell::Empty], None);
        }
    }
    table
}
