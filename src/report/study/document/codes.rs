//! Each code with its definition, its figures and its quotes.

use std::fmt::Write as _;

use super::super::words::{self, shown_codes};
use super::super::{Quote, StudyReport};
use super::Quotes;
use crate::analysis::frequency::Key;
use crate::analysis::quotes::{Candidate, choose};
use crate::report::document::{Block, Quoted, Run, Style};
use crate::text::{counted, grouped};

pub(super) fn section(report: &StudyReport<'_>, quotes: Quotes, blocks: &mut Vec<Block>) {
    blocks.push(Block::heading(1, "Codes"));
    let chosen = chosen(report, quotes);
    let mut by_code: Vec<Vec<&Quote>> = vec![Vec::new(); report.codebook.codes.len()];
    let mut all = vec![0; report.codebook.codes.len()];
    for (quote, is_chosen) in report.quotes.iter().zip(chosen) {
        all[quote.code as usize] += 1;
        if is_chosen {
            by_code[quote.code as usize].push(quote);
        }
    }
    for code in shown_codes(report) {
        self::code(report, code, blocks);
        let (own, all) = (&by_code[code as usize], all[code as usize]);
        if own.len() < all {
            let contrary = if own.iter().any(|quote| quote.negated) {
                ", with what is said to the contrary"
            } else {
                ""
            };
            blocks.push(Block::paragraph(format!(
                "{} of {} quotes, spread over people and groups{contrary}.",
                grouped(own.len() as u64),
                grouped(all as u64)
            )));
        }
        blocks.extend(own.iter().map(|quote| Block::Quote(quoted(report, quote))));
    }
}

fn code(report: &StudyReport<'_>, code: u32, blocks: &mut Vec<Block>) {
    let written = &report.codebook.codes[code as usize];
    let level = if written.depth == 0 { 2 } else { 3 };
    blocks.push(Block::heading(level, words::label(written)));
    if written.retired {
        blocks.push(Block::paragraph(words::RETIRED));
    }
    let definition = written.definition.as_ref().or(written.brief.as_ref());
    let definition = definition.map(|it| vec![Run::plain(&it.text)]);
    blocks.extend(definition.map(Block::Definition));
    let uses = [
        ("Use it for:", &written.include),
        ("Do not use it for:", &written.exclude),
    ];
    for (what, text) in uses {
        let text = text.as_ref();
        let text = text.map(|text| vec![Run::strong(what), Run::plain(format!(" {}", text.text))]);
        blocks.extend(text.map(Block::Definition));
    }
    blocks.push(Block::paragraph(figures(report, code)));
}

fn figures(report: &StudyReport<'_>, code: u32) -> String {
    let spoken = &report.all.spoken;
    let counts = report.all.of(code);
    let of = |count: u64, all: u64, what: &str| {
        format!("{} of {} {what}s", grouped(count), grouped(all))
    };
    let (people, all) = (counts.persons.count(), spoken.persons.count());
    let mut parts = vec![of(people, all, words::who(report))];
    if !spoken.groups.is_empty() {
        let (groups, all) = (counts.groups.len(), spoken.groups.len());
        parts.push(of(groups as u64, all as u64, "group"));
    }
    parts.push(of(counts.transcripts, spoken.transcripts, "transcript"));
    parts.push(of(counts.segments, spoken.segments, report.unit.as_str()));
    if !report.has_hits() {
        return parts.join(" · ");
    }
    let mut hits = counted(counts.hits, "hit");
    if counts.negated > 0 {
        let _ = write!(hits, ", {} negated", grouped(counts.negated));
    }
    if counts.stopped > 0 {
        let _ = write!(hits, "; {} stopped", grouped(counts.stopped));
    }
    parts.push(hits);
    parts.join(" · ")
}

/// Beside the chosen quotes so many are shown that are negated: what somebody says to the contrary.
const CONTRARY: usize = 1;

/// By quote, whether it is shown.
fn chosen(report: &StudyReport<'_>, quotes: Quotes) -> Vec<bool> {
    let all = || vec![true; report.quotes.len()];
    let (Quotes::Most(most), Some(candidates)) = (quotes, candidates(report)) else {
        return all();
    };
    let codes: Vec<u32> = shown_codes(report).collect();
    let mut shown = vec![false; candidates.len()];
    for choice in choose(&candidates, &codes, most, CONTRARY) {
        for at in choice.plain.into_iter().chain(choice.contrary) {
            shown[at] = true;
        }
    }
    shown
}

/// The quotes with who says them, and in which group.
fn candidates(report: &StudyReport<'_>) -> Option<Vec<Candidate>> {
    let people = report.crossings.first()?.frequencies.groups.keys();
    let people: Vec<&Key> = people.collect();
    let quotes = report.quotes.iter();
    quotes
        .map(|quote| {
            let overview = &report.transcripts[quote.transcript as usize].overview;
            let person = people.get(*quote.of.first()? as usize)?;
            let group = overview.attributes.get("group");
            Some(Candidate {
                quote: quote.clone(),
                person: (*person).clone(),
                group: group.filter(|group| !group.is_empty()).cloned(),
            })
        })
        .collect()
}

fn quoted(report: &StudyReport<'_>, quote: &Quote) -> Quoted {
    let transcript = &report.transcripts[quote.transcript as usize].overview.id;
    let mut label = format!(
        "{} · {transcript}, turn {}, line {}",
        words::speaker(quote),
        grouped(u64::from(quote.turn)),
        grouped(quote.line as u64)
    );
    if let Some(time) = &quote.time {
        let _ = write!(label, ", {time}");
    }
    if quote.negated {
        label += " · negated";
    }
    Quoted {
        before: quote.before.clone(),
        words: marked(quote),
        after: quote.after.clone(),
        label,
    }
}

/// The segment, with the words that were coded marked; where that is all of it, a mark says nothing.
fn marked(quote: &Quote) -> Vec<Run> {
    let pieces = words::pieces(quote).into_iter();
    let runs = pieces.map(|(is_marked, text)| Run {
        text: text.to_owned(),
        style: if is_marked {
            Style::Marked
        } else {
            Style::Plain
        },
    });
    runs.filter(|run| !run.text.is_empty()).collect()
}
