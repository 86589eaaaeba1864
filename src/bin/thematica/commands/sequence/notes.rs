//! What has to be known to read what follows what.

use thematica::analysis::sequence::Reach;
use thematica::report::Table;
use thematica::text::grouped;

use super::{Arguments, Cells, Counted};
use crate::commands::job::Job;
use crate::commands::pairs::Layout;

/// Says what was counted, what was left out, and what the figures are.
pub fn notes(job: &Job<'_>, counted: &Counted<'_>, asked: &Arguments, table: &mut Table) {
    let reach = match counted.reach {
        Reach::Within(1) | Reach::Lag(1) => "in the next turn (lag 1)".to_owned(),
        Reach::Within(turns) => {
            format!("in any of the next {turns} turns, once however often it comes")
        }
        Reach::Lag(turns) => format!("exactly {turns} turns later (lag {turns})"),
    };
    table.note(format!(
        "Counted are turns after which a code comes {reach}, whoever speaks. Turns of moderators who do not count are passed over, so that in an interview it is the same person's next answer; those that a filter leaves out take room. No step goes beyond a transcript."
    ));
    match asked.pairs.layout() {
        _ if asked.pairs.chart.is_some() => {}
        Layout::Pairs => table.note("`Times` (followed) is out of the turns with the first code that are followed by any turn, `After any` (then_turns) out of all turns that are. Expected is how often the second would come after the first if it came as often after everything. Listed are first those that are most above it."),
        Layout::Matrix => about_matrix(counted, asked.cells(), table),
    }
    let is_shown = asked.pairs.layout == Layout::Pairs || asked.cells() == Cells::Residual;
    if counted.reach.is_one_lag() && is_shown && asked.pairs.chart.is_none() {
        table.note("The residual is the adjusted one: how many standard deviations the count is from what is expected (Haberman 1973; Bakeman and Quera 2011). It describes: turns of one talk are not independent, with many codes some residuals are large by chance, and where few are expected it is no guide.");
    }
    let codes = counted.frame.codes.len();
    let left_out = codes * codes - counted.shown().count();
    if left_out > 0 {
        table.note(format!(
            "A theme is in each turn that one of its codes is in. Left out are the {left_out} pairs of a code and one above it; --related shows them."
        ));
    }
    if job.whose.has_rules() {
        table.note("The rules propose: read the passages before you report a number.");
    }
}

fn about_matrix(counted: &Counted<'_>, cells: Cells, table: &mut Table) {
    let what = match cells {
        Cells::Count => "turns with the code of the row after which that of the column comes",
        Cells::Share => {
            "the turns with the code of the row after which that of the column comes, in per cent of `Turns`"
        }
        Cells::Residual => {
            "adjusted residuals: above 0 where the code of the column comes more often after that of the row than after any"
        }
    };
    let all: Vec<String> = counted
        .frame
        .names
        .iter()
        .zip(&counted.found.tallies)
        .map(|(name, tally)| match counted.frame.names.len() {
            1 => grouped(tally.turns),
            _ => format!("{} ({name})", grouped(tally.turns)),
        })
        .collect();
    table.note(format!(
        "Cells are {what}. `Turns` is how many each code is in, of {} that are followed by any turn. Columns have the numbers of rows.",
        all.join(", ")
    ));
}
