//! The segments on which the rules and a coder differ.

use thematica::analysis::coded::Coded;
use thematica::analysis::evaluation::{Segment, Segmented, Verdict};
use thematica::codebook::CodeIndex;
use thematica::coding::Hit;
use thematica::report::{Cell, Column, Table};
use thematica::text::one_line;

use super::Evaluation;
use crate::commands::called::title;
use crate::commands::place::{Place, Ruler, reason};
use crate::messages::counted;

/// The table without its rows.
pub fn table(evaluation: &Evaluation<'_>) -> Table {
    let mut columns = vec![Column::text("what", "What")];
    if evaluation.who(0).is_some() {
        columns.push(Column::text("coder", "Coder"));
    }
    if evaluation.eyes {
        columns.push(Column::text("transcript", "Transcript"));
        columns.push(Column::text("turn", "Turn"));
        columns.push(Column::text("speaker", "Speaker").gives_way());
    } else {
        columns.extend(Place::columns());
    }
    columns.extend([
        Column::text("code", "Code"),
        Column::text("rule", "Rule"),
        Column::text("matched", "Matched"),
        Column::text("stopped_by", "Stopped by"),
        Column::text("text", "Text"),
    ]);
    Table::new(title(evaluation.job), columns)
}

/// Says what the rows are.
pub fn note(evaluation: &Evaluation<'_>, table: &mut Table) {
    let unit = evaluation.unit.as_str();
    let rows = counted(table.rows.len(), "row");
    table.note(format!(
        "{rows}, one for each {unit} and code. `missed`: {} coded it and no rule of the code or below it did; a hit that was stopped is shown. `false`: rules coded it and {} did not.",
        evaluation.whose(),
        evaluation.whose()
    ));
}

/// The rows of one transcript.
pub fn of(
    evaluation: &Evaluation<'_>,
    coded: &Coded<'_>,
    coder: &str,
    segmented: &Segmented,
) -> Vec<Vec<Cell>> {
    let job = evaluation.job;
    let mut ruler = Ruler::new(coded.transcript.source.text());
    let mut rows = Vec::new();
    for segment in &segmented.segments {
        for (what, code) in differences(evaluation, segment) {
            let short_id = job.short_id(coded.document);
            let at = (segment.turn, segment.span);
            let place = Place::of(&job.study, coded, short_id, at, &mut ruler);
            let mut row = vec![Cell::text(what.as_str())];
            if evaluation.who(0).is_some() {
                row.push(Cell::text(coder));
            }
            if evaluation.eyes {
                row.extend(place.for_eyes());
            } else {
                row.extend(place.cells());
            }
            row.push(Cell::text(&job.codebook.code(code).id));
            row.extend(hits(evaluation, coded, (segment, code), what));
            let text = coded.transcript.source.slice(segment.span);
            row.push(Cell::text(if evaluation.eyes {
                one_line(text)
            } else {
                text.to_owned()
            }));
            rows.push(row);
        }
    }
    rows
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Missed,
    False,
}

impl What {
    fn as_str(self) -> &'static str {
        match self {
            What::Missed => "missed",
            What::False => "false",
        }
    }
}

/// The codes that only one of both laid on a segment, each where it was laid and not again above it.
fn differences(evaluation: &Evaluation<'_>, segment: &Segment) -> Vec<(What, CodeIndex)> {
    let codebook = &evaluation.job.codebook;
    let asked = |code: &CodeIndex| evaluation.asked[code.0 as usize];
    let mut found = Vec::new();
    if evaluation.missed {
        let coded = segment.coder.iter().copied().filter(asked);
        let missed = coded.filter(|it| segment.verdict(codebook, *it) == Verdict::CoderOnly);
        found.extend(missed.map(|code| (What::Missed, code)));
    }
    if evaluation.false_ {
        let coded = segment.rules.keys().copied().filter(asked);
        let wrong = coded.filter(|it| segment.verdict(codebook, *it) == Verdict::RulesOnly);
        found.extend(wrong.map(|code| (What::False, code)));
    }
    found
}

/// Rules, matched words, and what stopped them: of the hits that count where the rules are wrong, and of those that do not
/// where they missed it.
fn hits(
    evaluation: &Evaluation<'_>,
    coded: &Coded<'_>,
    (segment, code): (&Segment, CodeIndex),
    what: What,
) -> [Cell; 3] {
    let codebook = &evaluation.job.codebook;
    let below = &codebook.code(code).subtree;
    let is_here = |hit: &&Hit| {
        let is_wanted = hit.stopped.is_some() == (what == What::Missed);
        is_wanted
            && below.contains(&hit.code.0)
            && hit.turn == segment.turn
            && hit.matched().iter().any(|it| it.overlaps(segment.span))
    };
    let found: Vec<&Hit> = coded.hits.iter().filter(is_here).collect();
    let joined = |texts: Vec<String>| {
        let mut texts = texts;
        texts.dedup();
        Cell::maybe((!texts.is_empty()).then(|| texts.join("; ")))
    };
    let rules = found.iter();
    let rules = rules.filter_map(|hit| Some(codebook.rule(hit.rule()?).written.clone()));
    let source = &coded.transcript.source;
    let matched = found.iter().map(|hit| {
        let parts = hit.matched().iter();
        let parts: Vec<String> = parts.map(|it| one_line(source.slice(*it))).collect();
        parts.join(" … ")
    });
    let stopped = found.iter().filter_map(|hit| hit.stopped);
    let stopped = stopped.map(|stop| reason(codebook, coded, stop));
    [
        joined(rules.collect()),
        joined(matched.collect()),
        joined(stopped.collect()),
    ]
}
