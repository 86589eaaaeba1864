//! The tables of the document.

use super::super::method::{ITEMS, evidence};
use super::super::together::{Coverage, Pair};
use super::super::words::{label, named, shown_codes, too_many, who};
use super::super::{Crossing, StudyReport};
use crate::analysis::frequency::By;
use crate::report::document::{Block, Look};
use crate::report::{Cell, Column, Provenance, Table};
use crate::text::{capital, counted};

/// How many speak of what.
pub(super) fn frequencies(report: &StudyReport<'_>) -> Table {
    let spoken = &report.all.spoken;
    let groups = spoken.groups.len() as u64;
    let people = format!("{}s", capital(who(report)));
    let segments = format!("{}s", capital(report.unit.as_str()));
    let mut columns = vec![
        Column::text("code", "Code"),
        Column::count("participants", people).out_of(spoken.persons.count()),
    ];
    if groups > 0 {
        columns.push(Column::count("groups", "Groups").out_of(groups));
    }
    columns.extend([
        Column::count("transcripts", "Transcripts").out_of(spoken.transcripts),
        Column::count("segments", segments).out_of(spoken.segments),
    ]);
    if report.has_hits() {
        columns.extend([
            Column::count("hits", "Hits"),
            Column::number("hits_per_1000_words", "Hits per 1,000 words", 2),
        ]);
    }
    let mut table = Table::new("", columns);
    for code in shown_codes(report) {
        let counts = report.all.of(code);
        let mut row = vec![name(report, code), Cell::Count(counts.persons.count())];
        if groups > 0 {
            row.push(Cell::count(counts.groups.len()));
        }
        row.extend([counts.transcripts, counts.segments].map(Cell::Count));
        if report.has_hits() {
            let rate = counts.hits_per_1000_words(spoken);
            row.extend([
                Cell::Count(counts.hits),
                rate.map_or(Cell::Empty, Cell::Number),
            ]);
        }
        table.push(row);
    }
    table
}

/// A table with more columns than this is divided.
const MOST_COLUMNS: usize = 22;

/// Codes crossed with the values of one thing, in as many tables as it takes.
pub(super) fn crossing(report: &StudyReport<'_>, crossing: &Crossing, blocks: &mut Vec<Block>) {
    let persons = crossing.by == By::Participant;
    let unit = report.unit.as_str();
    blocks.push(Block::heading(2, format!("By {}", named(&crossing.name))));
    if let Some(said) = too_many(crossing) {
        blocks.push(Block::paragraph(said));
        return;
    }
    blocks.push(Block::paragraph(if persons {
        format!("Cells are {unit}s with the code; what they are out of, all {unit}s of the person, stands with the name.")
    } else {
        format!("Cells are people with at least one {unit} of the code, of those who speak there.")
    }));
    let groups: Vec<_> = crossing.frequencies.groups.iter().collect();
    let most = crossing.most_segments(report);
    let parts = groups.len().div_ceil(MOST_COLUMNS).max(1);
    for part in groups.chunks(groups.len().div_ceil(parts).max(1)) {
        let mut columns = vec![Column::text("code", "Code")];
        columns.extend(part.iter().map(|(key, group)| {
            let all = if persons {
                group.spoken.segments
            } else {
                group.spoken.persons.count()
            };
            Column::count(&key.name, &key.name).out_of(all)
        }));
        let mut table = Table::new("", columns);
        for code in shown_codes(report) {
            let cells = part.iter().map(|(_, group)| {
                let counts = group.of(code);
                Cell::Count(if persons {
                    counts.segments
                } else {
                    counts.persons.count()
                })
            });
            let row = std::iter::once(name(report, code)).chain(cells);
            table.push(row.collect());
        }
        let look = if persons {
            Look::Heat(most)
        } else {
            Look::Shares
        };
        blocks.push(Block::Table(table, look));
    }
}

/// The pairs of codes that stand together.
pub(super) fn pairs(report: &StudyReport<'_>, pairs: &[Pair]) -> Table {
    let unit = format!("{}s", report.unit.as_str());
    let columns = vec![
        Column::text("first", "Code"),
        Column::text("second", "and"),
        Column::count("both", format!("{} with both", capital(&unit))),
        Column::count("of_first", "With the first"),
        Column::count("of_second", "With the second"),
        Column::count("transcripts", "Transcripts"),
        Column::number("c", "c", 3),
    ];
    let mut table = Table::new("", columns);
    for pair in pairs {
        let text = |code| Cell::text(report.codebook.code(code).name_for_eyes());
        table.push(vec![
            text(pair.first),
            text(pair.second),
            Cell::Count(pair.both),
            Cell::Count(pair.of[0]),
            Cell::Count(pair.of[1]),
            Cell::Count(pair.transcripts),
            Cell::Number(pair.strength),
        ]);
    }
    table
}

/// The codes that each transcript adds.
pub(super) fn coverage(report: &StudyReport<'_>, coverage: &Coverage) -> Table {
    let Coverage {
        accumulation,
        expected,
        ..
    } = coverage;
    let columns = vec![
        Column::text("transcript", "Transcript, in the study's order"),
        Column::count("new", "New codes"),
        Column::count("found", "Codes so far").out_of(accumulation.total() as u64),
        Column::number("mean", "Mean of all orders", 1),
        Column::text("band", "95 % of random orders"),
    ];
    let mut table = Table::new("", columns);
    let found = accumulation.new.iter().zip(&accumulation.cumulative);
    let orders = expected.mean.iter().zip(&expected.band);
    let heard = report.heard().map(|it| &it.overview.id);
    for ((id, (new, found)), (mean, band)) in heard.zip(found).zip(orders) {
        table.push(vec![
            Cell::text(id),
            Cell::count(*new),
            Cell::count(*found),
            Cell::Number(*mean),
            Cell::text(format!("{} to {}", band.low, band.high)),
        ]);
    }
    table
}

/// What was read.
pub(super) fn transcripts(report: &StudyReport<'_>) -> Table {
    let columns = vec![
        Column::text("transcript", "Transcript"),
        Column::text("format", "Format"),
        Column::text("speakers", "Speakers"),
        Column::count("words", "Words"),
        Column::number("moderators", "Moderators' share, %", 0),
    ];
    let mut table = Table::new("", columns);
    for transcript in report.heard() {
        let overview = &transcript.overview;
        let speakers = overview.speakers.iter().map(|speaker| {
            if speaker.is_moderator() {
                format!("{} (moderator)", speaker.label)
            } else {
                speaker.label.clone()
            }
        });
        let speakers: Vec<String> = speakers.collect();
        let warnings = overview.warnings.len() as u64;
        let warnings = if warnings == 0 {
            String::new()
        } else {
            format!(", {}", counted(warnings, "warning"))
        };
        let share = overview.moderators_words() as f64 / overview.words.max(1) as f64;
        table.push(vec![
            Cell::text(&overview.id),
            Cell::text(format!("{}{warnings}", overview.format)),
            Cell::text(speakers.join(", ")),
            Cell::count(overview.words),
            Cell::Number(share * 100.0),
        ]);
    }
    table
}

/// The items of COREQ, with blanks for what only a person knows.
pub(super) fn coreq(report: &StudyReport<'_>) -> Table {
    let columns = vec![
        Column::count("number", "No."),
        Column::text("item", "Item"),
        Column::text("answer", "In this study"),
    ];
    let mut table = Table::new("", columns);
    for (number, item) in (1..).zip(ITEMS) {
        table.push(vec![
            Cell::Count(u64::from(number)),
            Cell::text(item),
            Cell::maybe(evidence(report, number)),
        ]);
    }
    table
}

/// Program, codebook and options.
pub(super) fn provenance(made_by: &Provenance) -> Table {
    let columns = vec![Column::text("what", "What"), Column::text("value", "Value")];
    let mut table = Table::new("", columns);
    let program = format!("{} {}", made_by.program, made_by.version);
    table.push(vec![Cell::text("Program"), Cell::text(program)]);
    if let Some(codebook) = &made_by.codebook {
        let version = codebook.version.as_ref();
        let version = version.map_or_else(String::new, |it| format!(" {it}"));
        let text = format!("{}{version}, SHA-256 {}", codebook.name, codebook.sha256);
        table.push(vec![Cell::text("Codebook"), Cell::text(text)]);
    }
    for (name, value) in &made_by.options {
        table.push(vec![Cell::text(name), Cell::text(value)]);
    }
    table
}

/// The files that were read.
pub(super) fn files(made_by: &Provenance) -> Table {
    let columns = vec![
        Column::text("file", "File"),
        Column::text("sha256", "SHA-256"),
    ];
    let mut table = Table::new("", columns);
    for input in &made_by.inputs {
        table.push(vec![Cell::text(&input.path), Cell::text(&input.sha256)]);
    }
    table
}

/// A code's name, moved in below the code above it.
fn name(report: &StudyReport<'_>, code: u32) -> Cell {
    let code = &report.codebook.codes[code as usize];
    // No-break spaces, because a table trims the others.
    Cell::text(format!(
        "{}{}",
        "\u{A0}\u{A0}".repeat(code.depth as usize),
        label(code)
    ))
}
