//! What tables of several commands call things: the study, codes, and the people who were told apart.

use thematica::codebook::{Code, Codebook};
use thematica::report::{Cell, Format, Table};

use super::job::{Done, Job};
use crate::messages::counted;

/// Whether a format is for people to look at.
pub fn for_eyes(format: Format) -> bool {
    format.is_for_eyes()
}

pub fn title(job: &Job<'_>) -> String {
    job.study
        .name
        .clone()
        .unwrap_or_else(|| job.codebook.name.clone())
}

/// The cells that name a code: its label, moved in below its parent, for eyes; everything for programs.
pub fn named(codebook: &Codebook, code: &Code, eyes: bool) -> Vec<Cell> {
    if eyes {
        // No-break spaces, because a table trims the others.
        return vec![Cell::text(format!(
            "{}{}",
            "\u{A0}\u{A0}".repeat(code.depth as usize),
            code.name_for_eyes()
        ))];
    }
    let theme = std::iter::successors(Some(code), |code| {
        code.parent.map(|parent| codebook.code(parent))
    });
    let theme = theme.last().map_or("", |theme| theme.id.as_str());
    vec![
        Cell::text(&code.id),
        Cell::text(&code.path),
        Cell::text(&code.label),
        Cell::text(theme),
        Cell::Count(u64::from(code.depth)),
    ]
}

/// How people were told apart.
pub fn about_people(job: &Job<'_>, done: &Done, table: &mut Table) {
    table
        .notes
        .extend(crate::messages::no_persons(done.nobodys.iter()));
    if done.strangers == 0 {
        return;
    }
    let speakers = counted(done.strangers, "speaker");
    table.note(if job.study.participants.is_empty() {
        let speakers = if done.strangers == 1 { "the one speaker".to_owned() } else { format!("each of {speakers}") };
        format!("There is no participants.csv: {speakers} counts as one person of one transcript.")
    } else {
        format!("In no row of participants.csv, so that each counts as one person of one transcript: {}.", done.names_of_strangers())
    });
}
