//! `--disagreements`: the units on which coders differ.

use thematica::analysis::agreement::rated::Difference;
use thematica::analysis::coded::Coded;
use thematica::report::{Cell, Column, Table};
use thematica::text::one_line;

use super::Task;
use super::compared::Compared;
use super::notes;
use crate::commands::called::{for_eyes, title};
use crate::commands::place::{Place, Ruler};

/// The rows of one transcript.
pub fn rows(task: &Task<'_>, coded: &Coded<'_>, differences: &[Difference]) -> Vec<Vec<Cell>> {
    let job = task.job;
    let source = &coded.transcript.source;
    let mut ruler = Ruler::new(source.text());
    let eyes = for_eyes(task.format);
    let short_id = job.short_id(coded.document);
    let row = |difference: &Difference| {
        let place = (difference.turn, difference.span);
        let place = Place::of(&job.study, coded, short_id, place, &mut ruler);
        let code = job.codebook.code(difference.code);
        let who = |says: Option<bool>| names(task, difference, says);
        let mut row = if eyes {
            place.for_eyes()
        } else {
            place.cells()
        };
        row.push(Cell::text(if eyes { &code.label } else { &code.id }));
        row.extend([Some(true), Some(false)].map(who));
        let text = source.slice(difference.span);
        if eyes {
            row.push(Cell::text(one_line(text)));
        } else {
            row.push(who(None));
            row.push(Cell::text(text));
        }
        row
    };
    differences.iter().map(row).collect()
}

/// The coders who say the same of a unit.
fn names(task: &Task<'_>, difference: &Difference, says: Option<bool>) -> Cell {
    let said = difference.coders.iter().zip(&task.coders.names);
    let names: Vec<&str> = said
        .filter(|(said, _)| **said == says)
        .map(|(_, name)| name.as_str())
        .collect();
    if names.is_empty() {
        return Cell::Empty;
    }
    Cell::text(names.join("; "))
}

/// All rows.
pub fn table(task: &Task<'_>, compared: &Compared) -> Table {
    let columns = if for_eyes(task.format) {
        let columns = [
            ("transcript", "Transcript"),
            ("turn", "Turn"),
            ("speaker", "Speaker"),
            ("code", "Code"),
            ("coded_by", "Coded by"),
            ("not_coded_by", "Not by"),
            ("text", "Text"),
        ];
        columns
            .map(|(name, heading)| Column::text(name, heading))
            .to_vec()
    } else {
        let mut columns = Place::columns();
        let more = ["code", "coded_by", "not_coded_by", "not_rated_by", "text"];
        columns.extend(more.map(|name| Column::text(name, name)));
        columns
    };
    let title = format!("{}: where coders differ", title(task.job));
    let mut table = Table::new(title, columns);
    table.rows.clone_from(&compared.differences);
    notes::about_differences(task, compared, &mut table);
    table
}
