//! The list of where the coders differ.

use std::ops::Range;

use thematica::coding::merge::Policy;
use thematica::report::{Cell, Column, Table};

use super::super::rows::{shortened, turn};
use super::Arguments;
use super::transcripts::{OfTranscript, span};
use crate::messages::counted;

pub fn columns() -> Vec<Column> {
    vec![
        Column::text("transcript", "Transcript"),
        Column::count("turn", "Turn"),
        Column::text("code", "Code"),
        Column::count("start", "Start").gives_way(),
        Column::count("end", "End").gives_way(),
        Column::text("coded_by", "Coded by"),
        Column::text("not_by", "Not by"),
        Column::text("result", "Result"),
        Column::text("quote", "Quote"),
    ]
}

pub fn rows(result: &OfTranscript, eyes: bool, table: &mut Table) {
    for conflict in &result.merged.conflicts {
        let Some(span) = span(&result.transcript, &conflict.points) else {
            continue;
        };
        let quote = result.transcript.source.slice(span);
        let range = |points: &Range<usize>| format!("{}..{}", points.start, points.end);
        let by = conflict.by.iter();
        let by = by.map(|(coder, points)| format!("{coder} {}", range(points)));
        let outcome = if conflict.is_open {
            "open".to_owned()
        } else if conflict.result.is_empty() {
            "not coded".to_owned()
        } else {
            let parts = conflict.result.iter().map(range);
            parts.collect::<Vec<_>>().join(", ")
        };
        table.push(vec![
            Cell::text(&result.id),
            turn(&result.transcript, span).map_or(Cell::Empty, Cell::count),
            Cell::text(&conflict.code),
            Cell::count(conflict.points.start),
            Cell::count(conflict.points.end),
            Cell::text(by.collect::<Vec<_>>().join(", ")),
            Cell::text(conflict.not_by.join(", ")),
            Cell::text(outcome),
            Cell::text(if eyes {
                shortened(quote)
            } else {
                quote.to_owned()
            }),
        ]);
    }
}

/// What the counts of the list are of. `in_study` is how many transcripts the study has.
pub fn notes(
    arguments: &Arguments,
    policy: &Policy,
    (results, in_study): (&[OfTranscript], usize),
    table: &mut Table,
) {
    table.note(made(arguments, results, in_study));
    table.note(differences(policy, results));
    let wordless: usize = results.iter().map(|it| it.wordless).sum();
    if wordless > 0 {
        let stretches = if wordless == 1 {
            "1 stretch without a word in it was".to_owned()
        } else {
            format!("{wordless} stretches without a word in them were")
        };
        table.note(format!(
            "{stretches} left out: coders agree on white space or punctuation alone."
        ));
    }
    let only = results.iter();
    let only = only.filter_map(|it| Some(format!("{} ({})", it.id, it.only.as_ref()?)));
    let only: Vec<String> = only.collect();
    if !only.is_empty() {
        let taken = match policy {
            Policy::Adjudicator(name) => {
                format!("whose codings were taken as they are where {name} said nothing")
            }
            Policy::Union | Policy::Majority => "whose codings were taken as they are".to_owned(),
        };
        table.note(format!(
            "{} of {} finished by one coder alone, {taken}: {}.",
            only.len(),
            counted(results.len(), "transcript"),
            only.join(", ")
        ));
    }
    if let Some(unheard) = unheard(results) {
        table.note(format!(
            "Not counted, because their coders have not finished the transcript: {unheard}."
        ));
    }
}

/// How many codings were not counted, because their coders have not finished the transcript.
pub fn unheard(results: &[OfTranscript]) -> Option<String> {
    let unheard: usize = results.iter().map(|it| it.unheard).sum();
    let all: usize = results.iter().map(|it| it.standing).sum();
    (unheard > 0).then(|| format!("{unheard} of {}", counted(all, "coding")))
}

fn made(arguments: &Arguments, results: &[OfTranscript], in_study: usize) -> String {
    let would = if arguments.dry_run {
        "would have"
    } else {
        "has"
    };
    let made: usize = results.iter().map(|it| it.records.len()).sum();
    let with = results.iter().filter(|it| !it.records.is_empty()).count();
    let finished = results.iter().filter(|it| it.is_finished).count();
    format!(
        "{} {would} {} in {with} of {} that these coders coded or finished, of {in_study} in the study; {finished} of {} count as finished. Places are code points of the text.",
        arguments.into,
        counted(made, "coding"),
        counted(results.len(), "transcript"),
        results.len(),
    )
}

fn differences(policy: &Policy, results: &[OfTranscript]) -> String {
    let conflicts = || results.iter().flat_map(|it| &it.merged.conflicts);
    let all = conflicts().count();
    let open = conflicts().filter(|it| it.is_open).count();
    let who = match policy {
        Policy::Union => "all".to_owned(),
        Policy::Majority => "all who have finished the transcript".to_owned(),
        Policy::Adjudicator(name) => format!("{name} and all who have finished the transcript"),
    };
    let said = format!(
        "{}: a code on text that overlaps, which not {who} coded to the same extent.",
        counted(all, "difference")
    );
    match policy {
        Policy::Majority => said,
        Policy::Union => format!(
            "{said} Who has not finished a transcript differs in what they coded, and not in what they left out."
        ),
        Policy::Adjudicator(name) if open > 0 => format!(
            "{said} Open are {open} of {all}: {name} did not decide them, and not all coded them who have finished the transcript."
        ),
        Policy::Adjudicator(_) => format!("{said} Open are 0 of {all}."),
    }
}
