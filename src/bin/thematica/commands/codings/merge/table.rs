//! The list of where the coders differ.

use std::ops::Range;

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

pub fn notes(arguments: &Arguments, results: &[OfTranscript], table: &mut Table) {
    let made: usize = results.iter().map(|it| it.records.len()).sum();
    let finished = results.iter().filter(|it| it.is_finished).count();
    let would = if arguments.dry_run {
        "would have"
    } else {
        "has"
    };
    table.note(format!(
        "{} {would} {} in {}, of which {finished} count as finished. Places are code points of the text.",
        arguments.into,
        counted(made, "coding"),
        counted(results.len(), "transcript")
    ));
    table.note(format!(
        "{}: a code on text that overlaps, which not all coded to the same extent.",
        counted(table.rows.len(), "difference")
    ));
    let wordless: usize = results.iter().map(|it| it.wordless).sum();
    if wordless > 0 {
        table.note(format!(
            "{} without a word in it was left out: coders agree on white space or punctuation alone.",
            counted(wordless, "stretch").replace("stretchs", "stretches")
        ));
    }
    let only = results.iter();
    let only = only.filter_map(|it| Some(format!("{} ({})", it.id, it.only.as_ref()?)));
    let only: Vec<String> = only.collect();
    if !only.is_empty() {
        table.note(format!(
            "Finished by one coder alone, whose codings nobody could differ from: {}.",
            only.join(", ")
        ));
    }
    let unheard: usize = results.iter().map(|it| it.unheard).sum();
    if unheard > 0 {
        table.note(format!(
            "Not counted, because their coders have not finished the transcript: {}.",
            counted(unheard, "coding")
        ));
    }
}
