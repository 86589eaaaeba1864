//! The rows in which it is said what became of codings.

use thematica::coding::anchor::{Finding, difference};
use thematica::coding::record::Record;
use thematica::coding::store::CodingFile;
use thematica::coding::stray::Home;
use thematica::report::{Cell, Column};
use thematica::text::{Span, around};
use thematica::transcript::Transcript;

use super::super::rows::{LONGEST, shortened};
use crate::messages::counted;

pub fn columns() -> Vec<Column> {
    vec![
        Column::text("transcript", "Transcript"),
        Column::text("coder", "Coder"),
        Column::text("id", "ID"),
        Column::text("code", "Code"),
        Column::text("place", "Place"),
        Column::text("quote", "Was"),
        Column::text("now", "Is now"),
        Column::count("turns", "Turns"),
        Column::text("speakers", "Speakers").gives_way(),
        Column::number("similarity", "Similar", 3).gives_way(),
    ]
}

/// The turns that a stretch lies in, from 0.
pub fn turns(transcript: &Transcript, span: Span) -> Vec<usize> {
    let paragraphs = transcript.paragraphs.iter();
    let inside = paragraphs.filter(|it| it.span.overlaps(span));
    let mut turns: Vec<usize> = inside.map(|it| it.turn as usize).collect();
    turns.dedup();
    turns
}

/// Who speaks in some turns, each once.
pub fn speakers<'t>(transcript: &'t Transcript, turns: &[usize]) -> Vec<&'t str> {
    let mut speakers = Vec::new();
    for turn in turns {
        let label = transcript.label(&transcript.turns[*turn]);
        let label = label.unwrap_or("(no label)");
        if !speakers.contains(&label) {
            speakers.push(label);
        }
    }
    speakers
}

pub fn row(
    file: &CodingFile,
    (transcript, turns): (&Transcript, &[usize]),
    (record, finding): (&Record, &Finding),
    eyes: bool,
) -> Vec<Cell> {
    let source = &transcript.source;
    let line = |span: &Span| source.line_number(span.start);
    let quote = &record.anchor.quote;
    let short = |text: &str| {
        if eyes {
            shortened(text)
        } else {
            text.to_owned()
        }
    };
    let mut was = short(quote);
    let mut changed = |span: &Span| {
        let there = source.slice(*span);
        let mut words = short(there);
        // Where a long quote is shortened, what was changed in it is what has to be seen.
        if let Some((old, new)) = difference(quote, there).filter(|_| eyes) {
            was = around(quote, old, LONGEST);
            words = around(there, new, LONGEST);
        }
        format!("line {}: {words}", line(span))
    };
    let now = match finding {
        Finding::Kept(span) | Finding::Moved(span) => format!("line {}", line(span)),
        Finding::Changed { span, .. } => changed(span),
        Finding::Ambiguous(places) if places.len() == 1 => {
            format!("perhaps {}", changed(&places[0]))
        }
        Finding::Ambiguous(places) => {
            let lines = places.iter().map(|span| line(span).to_string());
            format!("perhaps line {}", lines.collect::<Vec<_>>().join(", "))
        }
        Finding::Lost => String::new(),
    };
    let speakers = speakers(transcript, turns);
    vec![
        Cell::text(&transcript.id),
        Cell::text(&file.coder),
        Cell::text(&record.id),
        Cell::text(&record.code),
        Cell::text(finding.as_str()),
        Cell::text(was),
        if now.is_empty() {
            Cell::Empty
        } else {
            Cell::text(now)
        },
        if turns.is_empty() {
            Cell::Empty
        } else {
            Cell::count(turns.len())
        },
        if speakers.is_empty() {
            Cell::Empty
        } else {
            Cell::text(speakers.join(", "))
        },
        match finding {
            Finding::Changed { similarity, .. } => Cell::Number(*similarity),
            _ => Cell::Empty,
        },
    ]
}

/// The row of a file whose transcript is probably called otherwise now.
pub fn renamed(file: &CodingFile, codings: usize, home: &Home) -> Vec<Cell> {
    vec![
        Cell::text(&file.transcript),
        Cell::text(&file.coder),
        Cell::Empty,
        Cell::Empty,
        Cell::text("renamed"),
        Cell::text(counted(codings, "coding")),
        Cell::text(format!("perhaps `{}`", home.transcript)),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
    ]
}

pub fn no_transcript(file: &CodingFile, record: &Record, reason: &str, eyes: bool) -> Vec<Cell> {
    let quote = &record.anchor.quote;
    vec![
        Cell::text(&file.transcript),
        Cell::text(&file.coder),
        Cell::text(&record.id),
        Cell::text(&record.code),
        Cell::text("lost"),
        Cell::text(if eyes {
            shortened(quote)
        } else {
            quote.to_owned()
        }),
        Cell::text(reason),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
    ]
}
