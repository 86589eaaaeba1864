//! The report as a document: the same content as the page, for those who go on writing.

use super::StudyReport;
use super::agreement::READING;
use super::method::{COREQ, KIND, paragraph};
use super::together::{ABOUT_CURVE, NO_CURVE, PAIRS, about_pairs, coverage, pairs};
use super::words::{coders, counting, facts, only};
use crate::report::document::{Block, Document, Look, Run};
use crate::text::grouped;

mod codes;
mod pictures;
mod tables;

/// How many quotes of each code a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotes {
    /// All.
    All,
    /// At most so many, spread over people and groups.
    Most(usize),
}

/// Whether a document has charts. A format of text alone leaves them out, and they take time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charts {
    /// They are drawn, where the program was built with PNG.
    Drawn,
    /// They are left out.
    Left,
}

/// Lays a report out as a document.
#[must_use]
pub fn document(report: &StudyReport<'_>, quotes: Quotes, charts: Charts) -> Document {
    let made_by = &report.made_by;
    let mut blocks = Vec::new();
    summary(report, charts, &mut blocks);
    codes::section(report, quotes, &mut blocks);
    crossings(report, &mut blocks);
    together(report, charts, &mut blocks);
    agreement(report, &mut blocks);
    read(report, charts, &mut blocks);
    method(report, &mut blocks);
    made_from(report, &mut blocks);
    Document {
        title: report.title.clone(),
        facts: head(report),
        language: report.codebook.language.code().to_owned(),
        made_by: format!("{} {}", made_by.program, made_by.version),
        blocks,
    }
}

fn head(report: &StudyReport<'_>) -> Vec<String> {
    let codebook = report.codebook;
    let version = codebook.version.as_ref();
    let version = version.map_or_else(String::new, |it| format!(" {}", it.text));
    let mut facts = vec![
        "Thematic report".to_owned(),
        format!("Codebook {}{version}", codebook.name),
        format!("Coded by {}", coders(report)),
    ];
    if !report.filters.is_empty() {
        facts.push(format!("Only a part of the study: {}", only(report)));
    }
    facts
}

fn summary(report: &StudyReport<'_>, charts: Charts, blocks: &mut Vec<Block>) {
    blocks.push(Block::heading(1, "Summary"));
    let facts = facts(report).into_iter();
    let points = facts
        .map(|(count, what)| vec![Run::strong(grouped(count)), Run::plain(format!(" {what}"))]);
    blocks.push(Block::List(points.collect()));
    blocks.push(Block::paragraph(counting(report)));
    blocks.push(Block::heading(2, "How many speak of what"));
    if charts == Charts::Drawn {
        blocks.push(pictures::frequencies(report));
    }
    let mut table = tables::frequencies(report);
    table.notes.clone_from(&report.notes);
    blocks.push(Block::table(table));
}

fn crossings(report: &StudyReport<'_>, blocks: &mut Vec<Block>) {
    blocks.push(Block::heading(1, "Who speaks of what"));
    for crossing in &report.crossings {
        tables::crossing(report, crossing, blocks);
    }
}

fn together(report: &StudyReport<'_>, charts: Charts, blocks: &mut Vec<Block>) {
    blocks.push(Block::heading(1, "What stands together"));
    let pairs = pairs(report);
    blocks.push(Block::paragraph(about_pairs(report, pairs.len())));
    if pairs.is_empty() {
        blocks.push(Block::paragraph("No two codes meet twice."));
    } else {
        let shown = &pairs[..pairs.len().min(PAIRS)];
        blocks.push(Block::table(tables::pairs(report, shown)));
    }
    blocks.push(Block::heading(2, "How soon the codebook is covered"));
    match coverage(report) {
        Some(coverage) => {
            let text = format!("{} {ABOUT_CURVE}", coverage.verdict);
            blocks.push(Block::paragraph(text));
            if charts == Charts::Drawn {
                blocks.push(pictures::coverage(report, &coverage));
            }
            blocks.push(Block::table(tables::coverage(report, &coverage)));
        }
        None => blocks.push(Block::paragraph(NO_CURVE)),
    }
}

fn agreement(report: &StudyReport<'_>, blocks: &mut Vec<Block>) {
    let Some(agreement) = &report.agreement else {
        return;
    };
    blocks.push(Block::heading(1, "Agreement"));
    blocks.push(Block::paragraph(agreement.about(report)));
    if let Some(table) = &agreement.table {
        blocks.push(Block::paragraph(READING));
        blocks.push(Block::Table(table.clone(), Look::Plain));
    }
}

fn read(report: &StudyReport<'_>, charts: Charts, blocks: &mut Vec<Block>) {
    blocks.push(Block::heading(1, "What was read"));
    let heard = report.heard().count();
    if heard < report.transcripts.len() {
        blocks.push(Block::paragraph(super::words::unheard(report, heard)));
    }
    if charts == Charts::Drawn {
        blocks.push(pictures::portraits(report));
    }
    blocks.push(Block::table(tables::transcripts(report)));
}

fn method(report: &StudyReport<'_>, blocks: &mut Vec<Block>) {
    blocks.push(Block::heading(1, "Method"));
    blocks.push(Block::paragraph(paragraph(report)));
    blocks.push(Block::paragraph(KIND));
    blocks.push(Block::heading(2, "COREQ"));
    blocks.push(Block::paragraph(COREQ));
    blocks.push(Block::table(tables::coreq(report)));
}

fn made_from(report: &StudyReport<'_>, blocks: &mut Vec<Block>) {
    let made_by = &report.made_by;
    blocks.push(Block::heading(1, "Made from"));
    blocks.push(Block::paragraph(
        "The same files, options and version give this document again, byte for byte.",
    ));
    blocks.push(Block::table(tables::provenance(made_by)));
    if !made_by.inputs.is_empty() {
        blocks.push(Block::heading(2, "Files that were read"));
        blocks.push(Block::table(tables::files(made_by)));
    }
}
