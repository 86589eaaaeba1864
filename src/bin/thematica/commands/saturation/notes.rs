//! The verdict, and what has to be known to read it.

use std::collections::BTreeSet;

use thematica::analysis::saturation::verdict;
use thematica::report::Table;

use super::{Arguments, Series, setting};
use crate::commands::hand::listed;
use crate::commands::job::Job;
use crate::messages::counted;

/// The verdicts, and what has to be known to read them.
pub fn notes(
    job: &Job<'_>,
    arguments: &Arguments,
    all: &[Series],
    asked: &[bool],
    table: &mut Table,
) {
    if !arguments.all_settings {
        for series in all {
            let name = match &arguments.by {
                Some(by) => format!("{by} {}: ", series.group.name),
                None => String::new(),
            };
            let verdict = verdict(&series.accumulation, setting(arguments));
            table.note(format!("{name}{verdict}"));
        }
        if arguments.chart.is_none() {
            table.note("A run begins at its own row, so that the rows of the base have none, nor have the last rows, behind which there are too few transcripts.");
        }
    }
    let order = arguments.order.as_ref().map_or_else(
        || "the study's order".to_owned(),
        |by| format!("the order of `{by}`"),
    );
    table.note(format!(
        "Transcripts are in {order}, and another order gives other figures. `6+2` is reached after 6 transcripts and confirmed by the next 2. Codes are those that are laid themselves on a segment, not the themes above them. The mean is that of all orders, the band from {} random ones.",
        thematica::text::grouped(arguments.orders)
    ));
    let mut found: BTreeSet<u32> = BTreeSet::new();
    for series in all {
        found.extend(series.accumulation.codes.iter().flatten());
    }
    let leaf = |at: usize| {
        let code = &job.codebook.codes[at];
        code.subtree.len() == 1 && !code.retired
    };
    let leaves = (0..asked.len()).filter(|at| asked[*at] && leaf(*at));
    let never: Vec<&str> = leaves
        .filter(|at| !found.contains(&u32::try_from(*at).unwrap_or(u32::MAX)))
        .map(|at| job.codebook.codes[at].id.as_str())
        .collect();
    if !never.is_empty() {
        table.note(format!(
            "Never found: {} ({}).",
            counted(never.len(), "code"),
            listed(&never)
        ));
    }
    table.note("The codes were there before the transcripts were read. With such a deductive codebook this measures how soon the codebook is covered; it cannot show that nothing new would be found.");
}
