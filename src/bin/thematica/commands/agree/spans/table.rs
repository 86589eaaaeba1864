//! The table of figures of spans.

use thematica::analysis::agreement::Undefined;
use thematica::analysis::agreement::rated::Neighbours;
use thematica::report::{Cell, Column, Table, decimal};

use super::super::Task;
use super::super::compared::Compared;
use super::super::table::percent;
use super::super::{left_out, notes};
use super::{Block, Row, What, names, share};
use crate::commands::called::{for_eyes, named, title};
use crate::messages::counted;

/// Lays all figures out.
pub fn table(task: &Task<'_>, compared: &Compared, blocks: &[Block]) -> Table {
    let layout = Layout {
        task,
        compared,
        eyes: for_eyes(task.format),
        all: !for_eyes(task.format) || task.wanted.all,
        is_of_two: task.comparison.pairs || task.coders.names.len() == 2,
    };
    let mut table = Table::new(
        format!("{}: agreement on spans", title(task.job)),
        layout.columns(),
    );
    for block in blocks {
        for row in &block.rows {
            table.push(layout.row(block, row));
        }
    }
    table.note(notes::units(task, compared));
    table.note(notes::who(task, compared));
    table.note(notes::rule(task));
    table.note("Share: the spans that another coder has too, of all spans of each two coders; it is not corrected for chance. Alpha is u-alpha of 2016 over characters: for a code, where it is; for all codes, where and which. |u| is where, whatever the code; cu is which, where two marked something.");
    if layout.all {
        table.note("alpha_u_2004 compares the ends of spans by their squares, on the transcripts that all have finished, one behind the other. ku_alpha says how well a code is told from the others where two marked something, ku_coverage of how much of the code that speaks.");
    }
    neighbours(task, compared, &mut table);
    let rows = blocks.iter().flat_map(|block| &block.rows);
    notes::about_intervals(
        task,
        compared,
        rows.filter_map(|row| row.interval),
        &mut table,
    );
    undefined(&layout, blocks, &mut table);
    left_out::about(task, compared, &mut table);
    table
}

/// Says where codings of one coder and code stood side by side.
fn neighbours(task: &Task<'_>, compared: &Compared, table: &mut Table) {
    let coders: Vec<usize> = (0..task.coders.names.len()).collect();
    let mut found = Neighbours::default();
    for text in &compared.spans {
        found.add(text.neighbours(&coders));
    }
    if found.joined > 0 {
        let them = counted(found.joined, "coding");
        table.note(format!(
            "Overlapping another one of the same coder and code: {them}. For alpha what overlaps is one stretch, because units of one code do not overlap; spans are counted and matched as they were drawn."
        ));
    }
    if found.touching > 0 {
        let them = counted(found.touching, "coding");
        table.note(format!(
            "Ending where the next one of the same coder and code begins: {them}. What only touches stays two spans, each held by itself against what the others drew."
        ));
    }
}

struct Layout<'a> {
    task: &'a Task<'a>,
    compared: &'a Compared,
    eyes: bool,
    all: bool,
    is_of_two: bool,
}

impl Layout<'_> {
    fn columns(&self) -> Vec<Column> {
        let decimals = if self.eyes { 3 } else { 6 };
        let head = |name: &str, heading: &str| (if self.eyes { heading } else { name }).to_owned();
        let count = |name: &str, heading: &str| Column::count(name, head(name, heading));
        let number =
            |name: &str, heading: &str| Column::number(name, head(name, heading), decimals);
        let mut columns = if self.eyes {
            vec![Column::text("code", "Code")]
        } else {
            let mut columns: Vec<Column> = ["row", "code", "path", "label", "theme"]
                .map(|name| Column::text(name, name))
                .to_vec();
            columns.push(Column::count("depth", "depth"));
            columns
        };
        let pairs = self.task.comparison.pairs;
        if self.is_of_two && !self.eyes {
            columns.extend(["coder_a", "coder_b"].map(|name| Column::text(name, name)));
        } else if pairs {
            columns.push(Column::text("coders", "Coders"));
        }
        if self.is_of_two {
            let names = &self.task.coders.names;
            let (first, second) = if pairs {
                ("First", "Second")
            } else {
                (names[0].as_str(), names[1].as_str())
            };
            columns.push(count("spans_a", first));
            columns.push(count("matched_a", "matched"));
            columns.push(count("spans_b", second));
            columns.push(count("matched_b", "matched"));
        } else {
            let names = self.task.coders.names.iter();
            columns.extend(names.map(|name| count(&format!("spans_{name}"), name)));
        }
        columns.push(number("matched_share", "Share"));
        columns.push(number("alpha", "Alpha"));
        if self.eyes && self.has_intervals() {
            let heading = format!("Alpha, {}%", percent(self.task));
            columns.push(Column::text("alpha_interval", heading));
        } else if self.has_intervals() {
            columns.push(number("alpha_low", ""));
            columns.push(number("alpha_high", ""));
            columns.push(count("alpha_degenerate", ""));
        }
        if self.all {
            columns.push(number("alpha_u_2004", "Alpha 2004"));
            columns.push(number("ku_alpha", "(k)u-alpha"));
            columns.push(number("ku_coverage", "Coverage"));
        }
        if !self.eyes {
            columns.push(Column::text("undefined", "undefined"));
        }
        columns
    }

    fn has_intervals(&self) -> bool {
        self.task.bootstrap().is_some() && (self.compared.transcripts > 1 || !self.eyes)
    }

    fn row(&self, block: &Block, row: &Row) -> Vec<Cell> {
        let mut cells = self.name(row.what);
        let names = names(self.task, block);
        if self.is_of_two && !self.eyes {
            cells.extend(names.iter().map(|name| Cell::text(*name)));
        } else if self.task.comparison.pairs {
            cells.push(Cell::text(names.join(", ")));
        }
        if self.is_of_two {
            cells.extend(match row.matches {
                None => vec![Cell::Empty; 4],
                Some(found) => [
                    found.first,
                    found.first_matched,
                    found.second,
                    found.second_matched,
                ]
                .map(Cell::Count)
                .to_vec(),
            });
        } else {
            let spans = (0..block.coders.len()).map(|at| row.spans.get(at));
            cells.extend(spans.map(|it| it.map_or(Cell::Empty, |count| Cell::count(*count))));
        }
        cells.push(number(share(row).and_then(Result::ok)));
        cells.push(number(row.alpha.ok()));
        cells.extend(self.interval(row));
        if self.all {
            let code = row.code.and_then(Result::ok);
            cells.push(number(row.squared.and_then(Result::ok)));
            cells.push(number(code.map(|it| it.value)));
            cells.push(number(code.map(|it| it.coverage)));
        }
        if !self.eyes {
            let reasons: Vec<String> = reasons(row)
                .iter()
                .map(|(figure, reason)| format!("{figure}: {reason}"))
                .collect();
            cells.push(Cell::maybe(
                (!reasons.is_empty()).then(|| reasons.join("; ")),
            ));
        }
        cells
    }

    fn interval(&self, row: &Row) -> Vec<Cell> {
        if !self.has_intervals() {
            return Vec::new();
        }
        let ends = row.interval.and_then(|it| it.interval.ok());
        if self.eyes {
            let written = |end: f64| decimal(end, 3).unwrap_or_default();
            return vec![Cell::maybe(ends.map(|ends| {
                format!("{} to {}", written(ends.lower), written(ends.upper))
            }))];
        }
        vec![
            number(ends.map(|it| it.lower)),
            number(ends.map(|it| it.upper)),
            row.interval
                .map_or(Cell::Empty, |it| Cell::count(it.degenerate)),
        ]
    }

    fn name(&self, what: What) -> Vec<Cell> {
        let (kind, label) = match what {
            What::Code(code) => {
                let code = self.task.job.codebook.code(self.compared.codes[code]);
                let kind = (!self.eyes).then(|| Cell::text("code"));
                let named = named(&self.task.job.codebook, code, self.eyes);
                return kind.into_iter().chain(named).collect();
            }
            What::Both => ("u", "All codes: u-alpha"),
            What::Where => ("binary_u", "All codes: |u|-alpha"),
            What::Which => ("cu", "All codes: cu-alpha"),
        };
        if self.eyes {
            return vec![Cell::text(label)];
        }
        let none = || Cell::Empty;
        vec![
            Cell::text(kind),
            none(),
            none(),
            Cell::text(label),
            none(),
            none(),
        ]
    }
}

fn number(value: Option<f64>) -> Cell {
    value.map_or(Cell::Empty, Cell::Number)
}

/// Which figures of a row do not exist, and why.
fn reasons(row: &Row) -> Vec<(&'static str, Undefined)> {
    let interval = row.interval.and_then(|it| it.interval.err());
    let found = [
        ("matched_share", share(row).and_then(Result::err)),
        ("alpha", row.alpha.err()),
        ("interval of alpha", interval),
        ("alpha_u_2004", row.squared.and_then(Result::err)),
        ("ku_alpha", row.code.and_then(Result::err)),
    ];
    let found = found.into_iter();
    found
        .filter_map(|(figure, reason)| Some((figure, reason?)))
        .collect()
}

/// Why cells are empty, reason by reason.
fn undefined(layout: &Layout<'_>, blocks: &[Block], table: &mut Table) {
    let mut told: Vec<(&str, Undefined, Vec<String>)> = Vec::new();
    for row in blocks.iter().flat_map(|block| &block.rows) {
        for (figure, reason) in reasons(row) {
            let is_shown = layout.all || matches!(figure, "matched_share" | "alpha");
            if !is_shown || figure.starts_with("interval") {
                continue;
            }
            let name = match row.what {
                What::Code(code) => {
                    notes::id(&layout.task.job.codebook, layout.compared, code).to_owned()
                }
                What::Both => "all codes (u)".to_owned(),
                What::Where => "all codes (|u|)".to_owned(),
                What::Which => "all codes (cu)".to_owned(),
            };
            match told.iter_mut().find(|it| (it.0, it.1) == (figure, reason)) {
                Some((_, _, names)) if names.contains(&name) => {}
                Some((_, _, names)) => names.push(name),
                None => told.push((figure, reason, vec![name])),
            }
        }
    }
    for (figure, reason, names) in told {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let names = notes::named(&names);
        table.note(format!("There is no {figure} for {names}: {reason}."));
    }
}
