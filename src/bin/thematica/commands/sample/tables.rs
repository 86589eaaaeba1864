//! What is written: the sample without what the rules found, and its weights.

use thematica::report::{Cell, Column, Table};
use thematica::text::grouped;

use super::{Item, Sampling, Strata, Stratum};
use crate::commands::called::title;
use crate::messages::counted;

impl Sampling<'_> {
    /// The sample without what the rules found, and the strata and weights of its segments.
    pub(super) fn tables(&self, strata: Strata, shares: &[u64]) -> (Table, Table) {
        let mut table = Table::new(format!("Sample of {}", title(self.job)), columns());
        let mut weights = Table::new("Weights", weight_columns());
        let mut drawn: Vec<(Item, usize)> = Vec::new();
        let mut about = Vec::new();
        for (at, ((stratum, lowest), share)) in strata.into_iter().zip(shares).enumerate() {
            let population = lowest.population;
            about.push((self.name(&stratum), population, *share));
            let share = usize::try_from(*share).unwrap_or(usize::MAX);
            drawn.extend(lowest.drawn(share).map(|item| (item, at)));
        }
        drawn.sort_by_key(|(item, _)| item.at);
        for (item, at) in drawn {
            let (name, population, share) = &about[at];
            let mut row = vec![Cell::text(&item.id)];
            row.extend(item.place);
            row.extend([
                Cell::text(name),
                Cell::Count(*population),
                Cell::Count(*share),
                Cell::Number(*population as f64 / *share as f64),
            ]);
            weights.push(row);
            table.push(item.cells);
        }
        self.notes(&mut table, &about);
        (table, weights)
    }

    fn notes(&self, table: &mut Table, about: &[(String, u64, u64)]) {
        let all: u64 = about.iter().map(|(_, population, _)| population).sum();
        let unit = self.unit.as_str();
        table.note(format!(
            "{} of {} {unit}s, drawn with the seed {} from {}.",
            grouped(table.rows.len() as u64),
            grouped(all),
            self.arguments.seed,
            counted(about.len(), "stratum").replace("stratums", "strata")
        ));
        let strata = about.iter().map(|(name, population, share)| {
            format!("{name} {} of {}", grouped(*share), grouped(*population))
        });
        table.note(format!(
            "Drawn by {}: {}. A drawn {unit} stands for as many as its stratum has for each that was drawn (--weights).",
            self.arguments.by,
            strata.collect::<Vec<_>>().join(", ")
        ));
        let none = about.iter().filter(|(_, _, share)| *share == 0);
        let none: Vec<&str> = none.map(|(name, _, _)| name.as_str()).collect();
        if !none.is_empty() {
            table.note(format!(
                "Nothing was drawn of these, so that the sample says nothing of them: {}. Draw more (-n), or fewer codes (--code).",
                none.join(", ")
            ));
        }
        if self.arguments.number > all {
            table.note(format!("There are no more than {} {unit}s.", grouped(all)));
        }
    }

    /// Says which codes cannot be drawn on purpose.
    pub(super) fn note_missing(&self, table: &mut Table, frequency: &[u64]) {
        if self.by.is_some() {
            return;
        }
        let codes = self.job.selection.codes().into_iter();
        let codes = codes.map(|code| self.job.codebook.code(code));
        let missing = codes.filter(|code| {
            let mut below = code.subtree.clone();
            below.all(|it| frequency[it as usize] == 0)
        });
        let missing: Vec<&str> = missing.map(|code| code.id.as_str()).collect();
        if !missing.is_empty() {
            table.note(format!(
                "No rule finds these codes, so that only the uncoded text can hold them: {}.",
                missing.join(", ")
            ));
        }
    }

    fn name(&self, stratum: &Stratum) -> String {
        match stratum {
            Stratum::Code(_, code) => self.job.codebook.codes[*code as usize].id.clone(),
            Stratum::Group(key) => key.name.clone(),
            Stratum::Uncoded => "(uncoded)".to_owned(),
        }
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("id", "ID"),
        Column::text("transcript", "Transcript"),
        Column::count("turn", "Turn"),
        Column::text("speaker", "Speaker"),
        Column::count("start", "Start").gives_way(),
        Column::count("end", "End").gives_way(),
        Column::text("quote", "Quote"),
        Column::text("code", "Code"),
    ]
}

fn weight_columns() -> Vec<Column> {
    vec![
        Column::text("id", "ID"),
        Column::text("transcript", "Transcript"),
        Column::count("start", "Start"),
        Column::count("end", "End"),
        Column::text("stratum", "Stratum"),
        Column::count("segments", "Segments"),
        Column::count("drawn", "Drawn"),
        Column::number("weight", "Weight", 6),
    ]
}
