//! The report: what became of each name, and which capitalised words remain.

use thematica::exchange::pseudonym::Key;
use thematica::report::{Cell, Column, Table};

use super::plan::Plan;
use crate::messages::counted;

/// One row for each name of the key.
pub fn names(key: &Key, plan: &Plan) -> Table {
    let mut table = Table::new(
        "Names",
        vec![
            Column::text("name", "Name"),
            Column::text("pseudonym", "Pseudonym"),
            Column::count("transcripts", "Transcripts"),
            Column::count("replacements", "Replaced"),
            Column::count("fewer_capitals", "Fewer capitals, left"),
        ],
    );
    for (entry, tally) in key.entries().iter().zip(&plan.tallies) {
        table.push(vec![
            Cell::text(&entry.name),
            Cell::text(&entry.pseudonym),
            Cell::count(tally.transcripts),
            Cell::count(tally.replacements),
            Cell::count(tally.passed),
        ]);
    }
    notes(&mut table, plan);
    table
}

fn notes(table: &mut Table, plan: &Plan) {
    let replaced = plan.tallies.iter().map(|it| it.replacements).sum();
    table.note(format!(
        "{}, {} in them and {} in codings and the study's own files.",
        counted(plan.transcripts, "transcript"),
        counted(replaced, "replacement"),
        plan.elsewhere
    ));
    if plan.as_text > 0 {
        table.note(format!(
            "{} of another format than text or Markdown: written as plain text, without comments, tracked changes and properties.",
            counted(plan.as_text, "transcript")
        ));
    }
    if plan.tallies.iter().any(|it| it.passed > 0) {
        table.note(
            "Names with fewer capitals than in the key were left: add them to the key as they stand if they are names.",
        );
    }
    if plan.unread > 0 {
        table.note(format!(
            "{} could not be read and are not in the copy.",
            counted(plan.unread, "file")
        ));
    }
}

/// One row for each capitalised word that is not in the key.
pub fn remaining(plan: &Plan) -> Table {
    let mut table = Table::new(
        "Capitalised words that remain",
        vec![
            Column::text("word", "Word"),
            Column::count("count", "Count"),
            Column::count("transcripts", "Transcripts"),
            Column::text("first", "First in"),
            Column::count("line", "Line"),
        ],
    );
    for word in plan.remaining.words() {
        table.push(vec![
            Cell::text(&word.word),
            Cell::count(word.count),
            Cell::count(word.transcripts),
            Cell::text(&word.first.0),
            Cell::count(word.first.1.line),
        ]);
    }
    table.note(
        "Not in the list: words that also stand in small letters, or only at the start of sentences. Read before you share.",
    );
    table
}
