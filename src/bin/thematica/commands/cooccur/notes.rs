//! What has to be known to read figures of codes that stand together.

use thematica::analysis::cooccurrence::strength::c_coefficient;
use thematica::report::Table;
use thematica::text::grouped;

use super::{Arguments, Cells, Counted, Where};
use crate::commands::job::Job;
use crate::commands::pairs::Layout;
use crate::drawing::Kind;

/// Says what was counted, what was left out, and what the figures are.
pub fn notes(job: &Job<'_>, counted: &Counted<'_>, asked: &Arguments, table: &mut Table) {
    let unit = job.study.unit.as_str();
    table.note(match counted.within {
        Where::Overlap => "Counted are pairs of stretches that share text; a stretch is what a rule found or a person coded, the same words once. One that overlaps several is in several pairs, so that there can be more pairs than stretches of either code.".to_owned(),
        Where::Segment => format!("Counted are {unit}s with a word: two codes stand together in each that both are on."),
        Where::Turn | Where::Turns(1) => "Counted are turns with a word: two codes stand together in each that both are in.".to_owned(),
        Where::Turns(turns) => format!("Counted are windows of {turns} turns, one beginning with each turn; a shorter transcript is one window. Two codes stand together in each window that both are in, so that one place where they do is in several windows. Turns of moderators who do not count are passed over; those that a filter leaves out take room."),
    });
    if asked.pairs.chart.is_none() && asked.pairs.layout == Layout::Matrix {
        about_matrix(counted, asked.cells(), table);
    }
    about_strength(counted, asked, table);
    about_related(counted, table);
    if job.whose.has_rules() {
        table.note("The rules propose: read the passages before you report a number.");
    }
}

fn about_matrix(counted: &Counted<'_>, cells: Cells, table: &mut Table) {
    let what = match (cells, counted.within) {
        (Cells::Count, Where::Overlap) => "the number of pairs",
        (Cells::Count, _) => "how many both are in",
        (Cells::C, _) => "c-coefficients",
        (Cells::Jaccard, _) => "Jaccard's coefficients",
        (Cells::Pmi, _) => "PMI",
    };
    let of = |units: u64| format!(" of {}", grouped(units));
    let units: Vec<String> = counted
        .found
        .tallies
        .iter()
        .map(|it| of(it.units))
        .collect();
    let units = match (counted.within, units.as_slice()) {
        (Where::Overlap, _) | (_, []) => String::new(),
        (_, [one]) => one.clone(),
        (_, several) => format!(
            " ({})",
            counted
                .frame
                .names
                .iter()
                .zip(several)
                .map(|(name, units)| format!("{name}{units}"))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    };
    table.note(format!(
        "Cells are {what}; `Found` is how many each code is in{units}. Columns have the numbers of rows."
    ));
}

fn about_strength(counted: &Counted<'_>, asked: &Arguments, table: &mut Table) {
    let shows = |cells: Cells| match asked.pairs.chart {
        Some(Kind::Network) => cells == Cells::C,
        _ => asked.pairs.layout() == Layout::Pairs || asked.cells() == cells,
    };
    if counted.within == Where::Overlap {
        if shows(Cells::C) {
            table.note("c is ATLAS.ti's coefficient: pairs / (first + second - pairs). It has no value where there are as many pairs as stretches of both codes together.");
            about_more_than_one(counted, table);
        }
        return;
    }
    if asked.pairs.chart == Some(Kind::Network) {
        table.note("The c-coefficient is both / (first + second - both): of the units that one of the codes is in, the share that both are in.");
        return;
    }
    if shows(Cells::Jaccard) || shows(Cells::C) {
        table.note("Jaccard is both / (first + second - both): of the units that one of the codes is in, the share that both are in. Of units, it is also ATLAS.ti's c-coefficient.");
    }
    if shows(Cells::Pmi) {
        table.note("PMI is pointwise mutual information to the base 2, log2(both × all / (first × second)): 0 where codes stand together as often as by chance, 1 where twice as often; empty where they never do. It is high for rare codes: look at the counts.");
    }
}

fn about_more_than_one(counted: &Counted<'_>, table: &mut Table) {
    let tallies = counted.found.tallies.iter();
    let exceed = |it: &f64| *it > 1.0;
    let more = tallies
        .flat_map(|tally| {
            let meetings = counted.shown();
            meetings.map(|(first, second)| c_coefficient(tally.meeting(first, second)))
        })
        .flatten()
        .filter(exceed)
        .count();
    if more > 0 {
        table.note(format!(
            "c exceeds 1 for {more} of the pairs, because their stretches overlap several of the other code: it is no share there."
        ));
    }
}

fn about_related(counted: &Counted<'_>, table: &mut Table) {
    let codes = counted.frame.codes.len();
    let left_out = codes * (codes - 1) / 2 - counted.shown().count();
    let union = "A theme's figures are the union of its codes'.";
    table.note(if counted.frame.related {
        format!("{union} Pairs of a code and one above it, which are always together, are shown as well.")
    } else if left_out > 0 {
        format!("{union} Left out are the {left_out} pairs of a code and one above it, which are always together; --related shows them.")
    } else {
        return;
    });
}
