//! What has to be known to read the figures.

use std::fmt::Write as _;

use thematica::analysis::agreement::Undefined;
use thematica::analysis::agreement::bootstrap::Bootstrapped;
use thematica::analysis::agreement::rated::Universe;
use thematica::analysis::agreement::summary::{Row, What};
use thematica::codebook::Codebook;
use thematica::report::Table;
use thematica::text::{capital, grouped};

use super::Task;
use super::compared::Compared;
use super::figures::meaning;
use super::left_out;
use super::table::Block;
use crate::messages::counted;

/// How many codes are named before the rest is only counted.
const NAMED: usize = 8;

/// Samples of fewer transcripts than so many are too much alike for an interval.
const FEW: usize = 10;

/// The notes of the table of figures.
pub fn about_figures(
    task: &Task<'_>,
    compared: &Compared,
    blocks: &[Block],
    pooled: &[usize],
    table: &mut Table,
) {
    table.note(units(task, compared));
    table.note(who(task, compared));
    table.note(rule(task));
    let meanings: Vec<&str> = task.figures.iter().map(|it| meaning(*it)).collect();
    table.note(format!("{}.", capital(&meanings.join("; "))));
    intervals(task, compared, blocks, table);
    poolings(task, compared, pooled, blocks, table);
    for block in blocks {
        unused(task, compared, block, table);
        undefined(task, compared, block, table);
    }
    table.notes.extend(task.job.about_retired());
    left_out::about(task, compared, table);
}

/// The notes of the list of units on which coders differ.
pub fn about_differences(task: &Task<'_>, compared: &Compared, table: &mut Table) {
    let rows = counted(table.rows.len(), "row");
    table.note(match task.unit() {
        "span" => format!("{rows}, one for each coding that not all other coders have too."),
        unit => {
            let unit = if unit == "character" { "stretch" } else { unit };
            format!("{rows}, one for each {unit} and code that some coders coded and others did not: a {unit} may be in several. Codes are as they were laid.")
        }
    });
    table.note(units(task, compared));
    table.note(who(task, compared));
    table.note(rule(task));
    left_out::about(task, compared, table);
}

pub fn units(task: &Task<'_>, compared: &Compared) -> String {
    let units = thematica::text::counted(compared.units, task.unit());
    let transcripts = counted(compared.transcripts, "transcript");
    if task.of_spans {
        return format!(
            "Spans are codings as they were drawn, in {transcripts} that at least two coders have finished."
        );
    }
    match task.universe {
        Universe::All => format!(
            "Units are {units} in {transcripts}: all that was said by those who count and was rated by at least two coders."
        ),
        Universe::Coded if task.comparison.pairs => format!(
            "Units of two coders are only those that at least one of the two coded with one of these codes, so that `neither` and all that rests on it say little; all coders together have {units} in {transcripts}."
        ),
        Universe::Coded => format!(
            "Units are {units} in {transcripts}: only what at least one of the coders coded with one of these codes, so that `neither` and all that rests on it say little."
        ),
    }
}

pub fn who(task: &Task<'_>, compared: &Compared) -> String {
    let all = compared.transcripts;
    let coders = task.coders.names.iter().zip(&compared.rated);
    let coders: Vec<String> = coders
        .map(|(name, count)| format!("{name} ({count} of {all})"))
        .collect();
    let how = if task.comparison.assume_finished {
        "finished, or has codings in (--assume-finished)"
    } else {
        "finished"
    };
    format!(
        "Coders, with the transcripts that each has {how}: {}. What a coder has not finished is missing and not absent.{}",
        coders.join(", "),
        merged(task)
    )
}

/// What is said of coders who were made of others: they agree with their sources because they are made of them.
fn merged(task: &Task<'_>) -> String {
    let names = task.coders.merged.join(", ");
    match (&task.coders.merged[..], &task.comparison.coders[..]) {
        ([], _) => String::new(),
        (_, []) => format!(
            " Left out, because `codings merge` made them of others: {names}; --coder compares them all the same."
        ),
        _ => format!(
            " Made of others by `codings merge`: {names}; what they share with those is no agreement."
        ),
    }
}

pub fn rule(task: &Task<'_>) -> String {
    let unit = task.unit();
    let below = "A coding of a code below a code is one of it too.";
    if task.of_spans {
        let much = match task.overlap() {
            0 => "a character".to_owned(),
            percent => format!("at least {percent} % of what both cover, counted in characters"),
        };
        return format!("Two spans are the same where they share {much}. {below}");
    }
    if unit == "character" {
        return format!(
            "A coder codes the characters of speech from the first to the last of a coding. {below}"
        );
    }
    match task.overlap() {
        0 => {
            format!("A coder codes a {unit} where a coding covers at least one word of it. {below}")
        }
        percent => format!(
            "A coder codes a {unit} where codings cover at least {percent} % of its words. {below}"
        ),
    }
}

fn intervals(task: &Task<'_>, compared: &Compared, blocks: &[Block], table: &mut Table) {
    let rows = blocks.iter().flat_map(|block| &block.rows);
    let found = rows
        .flat_map(|row| &row.figures)
        .filter_map(|it| it.interval);
    about_intervals(task, compared, found, table);
}

/// How intervals were made, and of how many samples.
pub fn about_intervals(
    task: &Task<'_>,
    compared: &Compared,
    found: impl Iterator<Item = Bootstrapped>,
    table: &mut Table,
) {
    let Some(options) = task.bootstrap() else {
        return;
    };
    if compared.transcripts < 2 {
        table.note(
            "There are no intervals: they come from drawing whole transcripts anew, and there is one transcript alone. CSV and JSON have that of kappa by formula, which takes units for independent of each other.",
        );
        return;
    }
    let found: Vec<Bootstrapped> = found.collect();
    let alone = Err(Undefined::FewerThanTwoClusters);
    let missing = found.iter().filter(|it| it.interval == alone).count();
    let counts: Vec<usize> = found
        .iter()
        .map(|it| it.degenerate)
        .filter(|count| *count > 0)
        .collect();
    let degenerate = counts.len();
    let worst = counts.into_iter().max().unwrap_or(0);
    let mut note = format!(
        "Intervals of {}% are percentiles of {} samples of whole transcripts, drawn with replacement (seed {}).",
        super::table::percent(task),
        grouped(options.replicates as u64),
        options.seed
    );
    if degenerate > 0 {
        let intervals = counted(degenerate, "interval");
        let _ = write!(
            note,
            " In some samples a figure does not exist, as when a rare code was not drawn: they are left out of {intervals}, up to {} samples of one, which makes these too narrow.",
            grouped(worst as u64)
        );
    }
    if missing > 0 {
        let _ = write!(
            note,
            " Where two coders have fewer than two transcripts in common there is none: {} of {} do not exist.",
            grouped(missing as u64),
            counted(found.len(), "interval")
        );
    }
    if compared.transcripts < FEW {
        let _ = write!(
            note,
            " Of {} transcripts they say little.",
            compared.transcripts
        );
    }
    table.note(note);
}

fn poolings(
    task: &Task<'_>,
    compared: &Compared,
    pooled: &[usize],
    blocks: &[Block],
    table: &mut Table,
) {
    if pooled.len() < 2 {
        return;
    }
    let codes = counted(pooled.len(), "code");
    let rows = blocks.iter().flat_map(|block| &block.rows);
    let mut of_codes =
        rows.filter(|row| matches!(row.what, What::Code(code) if pooled.contains(&code)));
    let idle = if of_codes.any(|row| row.is_unused) {
        " Codes that nobody used are in none of them."
    } else {
        ""
    };
    table.note(format!(
        "For all {codes} without codes below them: stacked takes each code's units for units of one variable; averaged is De Vries' pooled kappa, agreement and chance averaged over codes before the correction; the mean is that of the codes' own figures, those that do not exist left out.{idle} They are three numbers: say which."
    ));
    if blocks.iter().any(|block| block.sets.is_some()) {
        table.note("Sets of codes is Krippendorff's alpha of all codes of a unit at once, as they were laid, with the distance MASI.");
    }
    let themes: Vec<&str> = (0..compared.codes.len())
        .filter(|code| !pooled.contains(code))
        .map(|code| id(&task.job.codebook, compared, code))
        .collect();
    if !themes.is_empty() {
        table.note(format!(
            "Not pooled, because it would count the codes below again: {}.",
            named(&themes)
        ));
    }
}

/// Codes that nobody used: their figures would be perfect by formula, and are none.
fn unused(task: &Task<'_>, compared: &Compared, block: &Block, table: &mut Table) {
    let codebook = &task.job.codebook;
    let codes = block.rows.iter().filter_map(|row| match row.what {
        What::Code(code) if row.is_unused => Some(id(codebook, compared, code)),
        _ => None,
    });
    let codes: Vec<&str> = codes.collect();
    if !codes.is_empty() {
        table.note(format!(
            "{} used {}, which is no evidence of agreement: percent, AC1 and BP would be 1 by their formulas. Such codes have no figure of agreement here, and are in no row about all codes and behind no --min.",
            if task.comparison.pairs {
                format!("Neither of {}", between(task, block))
            } else {
                "Nobody".to_owned()
            },
            named(&codes)
        ));
    }
}

fn between(task: &Task<'_>, block: &Block) -> String {
    let names = block
        .coders
        .iter()
        .map(|it| task.coders.names[*it].as_str());
    names.collect::<Vec<_>>().join(" and ")
}

/// Why cells are empty, reason by reason.
fn undefined(task: &Task<'_>, compared: &Compared, block: &Block, table: &mut Table) {
    let mut reasons: Vec<(Undefined, Vec<&str>, Vec<&str>)> = Vec::new();
    for row in &block.rows {
        for (figure, measured) in task.figures.iter().zip(&row.figures) {
            let Some(Err(reason)) = measured.value else {
                continue;
            };
            if row.is_unused && matches!(row.what, What::Code(_)) {
                continue;
            }
            let at = reasons.iter().position(|it| it.0 == reason);
            let at = at.unwrap_or_else(|| {
                reasons.push((reason, Vec::new(), Vec::new()));
                reasons.len() - 1
            });
            once(&mut reasons[at].1, figure.as_str());
            once(&mut reasons[at].2, name(&task.job.codebook, compared, row));
        }
    }
    let who = if task.comparison.pairs {
        format!(" of {}", between(task, block))
    } else {
        String::new()
    };
    for (reason, figures, codes) in reasons {
        table.note(format!(
            "There is no {}{who} for {}: {reason}.",
            figures.join(", "),
            self::named(&codes)
        ));
    }
}

fn once<'a>(names: &mut Vec<&'a str>, name: &'a str) {
    if !names.contains(&name) {
        names.push(name);
    }
}

fn name<'a>(codebook: &'a Codebook, compared: &Compared, row: &Row) -> &'a str {
    match row.what {
        What::Code(code) => id(codebook, compared, code),
        What::Stacked => "all codes, stacked",
        What::Averaged => "all codes, averaged",
        What::MeanOfCodes => "the mean of the codes",
    }
}

pub fn id<'a>(codebook: &'a Codebook, compared: &Compared, code: usize) -> &'a str {
    &codebook.code(compared.codes[code]).id
}

/// Some names, and how many more there are.
pub fn named(names: &[&str]) -> String {
    let first = names[..names.len().min(NAMED)].join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}
