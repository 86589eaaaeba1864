//! `codings merge`: the codings of several coders, made into those of one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use clap::Args;
use thematica::coding::ledger::Ledger;
use thematica::coding::merge::{Merged, Policy, Side, Stretch, merge};
use thematica::coding::record::{Record, Stamp, State, hash};
use thematica::coding::store::{CodingFile, Finished, Pen, Roster};
use thematica::report::{Cell, Column, Table};
use thematica::study::Document;
use thematica::text::Span;
use thematica::transcript::Transcript;

use super::desk::{Desk, anchor, no_such_coder, pen_failure};
use super::rows::{shortened, turn};
use super::{StudyArguments, add};
use crate::args::{Global, OutputArguments};
use crate::clock;
use crate::commands::made_by;
use crate::commands::themes::for_eyes;
use crate::failure::Failure;
use crate::messages::{self, counted};
use crate::status::Status;

/// Make the codings of several coders into those of one new coder, and list where they differ.
///
/// --union             what anyone coded, as far as anyone coded it
/// --majority          the stretches that more than half of those cover who have finished the transcript
/// --adjudicator NAME  what NAME says where NAME coded, rejected, or has finished the transcript; elsewhere what all coded
///                     who have finished it, and the rest stays open
///
/// Each coding of the result says what it was made of. All have to be coded in the text as it is now: `thematica codings
/// check --write` lays them on it. A transcript counts as finished by the new coder where all have finished it and nothing
/// is open.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  thematica codings merge ann ben --union --into team --dry-run     Only list where they differ
  thematica codings merge ann ben cat --majority --into team
  thematica codings merge ann ben --adjudicator eve --into final
  thematica evaluate --coder final

Exit status: 0 they were merged, 1 something is open because the adjudicator did not decide it,
2 nothing was written."
)]
#[command(group = clap::ArgGroup::new("policy").required(true))]
pub struct Arguments {
    /// Whose codings
    #[arg(value_name = "CODER", required = true)]
    coders: Vec<String>,
    /// Who is to have the result
    #[arg(long, value_name = "NAME")]
    into: String,
    /// Take what anyone coded
    #[arg(long, group = "policy")]
    union: bool,
    /// Take what more than half coded
    #[arg(long, group = "policy")]
    majority: bool,
    /// Take what this coder decided
    #[arg(long, value_name = "NAME", group = "policy")]
    adjudicator: Option<String>,
    /// Write nothing
    #[arg(long)]
    dry_run: bool,
    /// Put the result in the place of what the new coder has in these transcripts; what was there stays as removed
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    study: StudyArguments,
    #[command(flatten)]
    output: OutputArguments,
}

/// One coder with all that they coded and finished.
struct Whose {
    name: String,
    /// By the transcript's id.
    records: BTreeMap<String, Vec<Record>>,
    finished: BTreeSet<String>,
}

/// What came of one transcript.
struct OfTranscript {
    id: String,
    transcript: Transcript,
    merged: Merged,
    /// What is to be written.
    records: Vec<Record>,
    is_finished: bool,
    /// Codings of those who have not finished the transcript.
    unheard: usize,
    /// Stretches without a word.
    wordless: usize,
    /// Who has finished it, where that is one coder alone and the policy asks those who have.
    only: Option<String>,
}

/// Merges coders.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let output = arguments.output.output()?;
    let desk = Desk::open(&arguments.study, global)?;
    let policy = policy(arguments);
    let names = names(arguments, &desk)?;
    let (files, unread) = desk.files(&names)?;
    if unread > 0 {
        return Err(
            Failure::new("nothing was merged, because some codings cannot be read")
                .help("`thematica check` says which lines; mend or delete them first"),
        );
    }
    let coders = coders(&desk, &names, &files)?;
    let results = results(&desk, &coders, &policy)?;
    if !arguments.dry_run {
        write(&desk, arguments, &results)?;
    }
    let eyes = for_eyes(output.format);
    let mut table = Table::new("Where the coders differ", columns());
    for result in &results {
        rows(result, eyes, &mut table);
    }
    notes(arguments, &results, &mut table);
    let mut made_by = made_by("codings merge", desk.codebook.as_ref());
    let coders = names.iter().map(|it| ("coder".to_owned(), it.clone()));
    made_by.options = coders.collect();
    made_by
        .options
        .push(("policy".to_owned(), policy_name(&policy)));
    output.table(&table, &made_by)?;
    let unheard: usize = results.iter().map(|it| it.unheard).sum();
    if unheard > 0 {
        let message = format!(
            "{} were not counted, because their coders have not finished the transcript: `thematica codings finish`",
            counted(unheard, "coding")
        );
        messages::warning(&message, global);
    }
    let mut conflicts = results.iter().flat_map(|it| &it.merged.conflicts);
    Ok(if conflicts.any(|it| it.is_open) {
        Status::Findings
    } else {
        Status::Clean
    })
}

fn policy(arguments: &Arguments) -> Policy {
    match &arguments.adjudicator {
        Some(name) => Policy::Adjudicator(name.clone()),
        None if arguments.union => Policy::Union,
        None => Policy::Majority,
    }
}

fn policy_name(policy: &Policy) -> String {
    match policy {
        Policy::Union => "union".to_owned(),
        Policy::Majority => "majority".to_owned(),
        Policy::Adjudicator(name) => format!("adjudicator {name}"),
    }
}

/// All who are read, each once.
fn names(arguments: &Arguments, desk: &Desk<'_>) -> Result<Vec<String>, Failure> {
    let all = arguments.coders.iter().chain(&arguments.adjudicator);
    let mut names: Vec<String> = Vec::new();
    for name in all {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    let mut faults = Vec::new();
    let known = desk.store.coders(&mut faults);
    if let Some(unknown) = names.iter().find(|name| !known.contains(name)) {
        return Err(no_such_coder(unknown, &known));
    }
    if names.contains(&arguments.into) {
        let message = format!("{} is one of those that are merged", arguments.into);
        return Err(Failure::new(message).help("name a new coder with --into"));
    }
    if names.len() < 2 {
        return Err(Failure::new("one coder has nobody to be merged with")
            .help("name at least two: thematica codings merge ann ben --union --into team"));
    }
    Ok(names)
}

fn coders(desk: &Desk<'_>, names: &[String], files: &[CodingFile]) -> Result<Vec<Whose>, Failure> {
    let mut coders = Vec::new();
    for name in names {
        let mut records: BTreeMap<String, Vec<Record>> = BTreeMap::new();
        for file in files.iter().filter(|file| file.coder == *name) {
            let kept = file.ledger.all().iter();
            let kept = kept.filter(|record| record.state != State::Removed);
            let kept: Vec<Record> = kept.cloned().collect();
            let Some(document) = desk.document_of(file) else {
                if kept.is_empty() {
                    continue;
                }
                let message = format!(
                    "{}: there is no transcript `{}` in this study",
                    file.name, file.transcript
                );
                return Err(Failure::new(message)
                    .help("rename the file after the transcript, or remove its codings"));
            };
            records.entry(document.id.clone()).or_default().extend(kept);
        }
        let mut faults = Vec::new();
        let roster = desk.store.roster(name, &mut faults);
        messages::briefly(&faults, desk.global);
        let finished = roster.finished.keys();
        let finished = finished.filter_map(|id| desk.study.document(id));
        coders.push(Whose {
            name: name.clone(),
            records,
            finished: finished.map(|document| document.id.clone()).collect(),
        });
    }
    Ok(coders)
}

/// Merges transcript by transcript, or says of all of them why not.
fn results(
    desk: &Desk<'_>,
    coders: &[Whose],
    policy: &Policy,
) -> Result<Vec<OfTranscript>, Failure> {
    let mut results = Vec::new();
    let mut refused = Vec::new();
    for document in &desk.study.documents {
        let is_touched = |it: &Whose| {
            it.records.contains_key(&document.id) || it.finished.contains(&document.id)
        };
        if !coders.iter().any(is_touched) {
            continue;
        }
        let transcript = desk.transcript(document)?;
        let hash = hash(transcript.source.text());
        for coder in coders {
            let records = coder.records.get(&document.id).into_iter().flatten();
            let others = records.filter(|it| it.anchor.hash != hash || it.anchor.points.is_none());
            let count = others.count();
            if count > 0 {
                refused.push(format!(
                    "{} of {} in {}",
                    counted(count, "coding"),
                    coder.name,
                    document.id
                ));
            }
        }
        if refused.is_empty() {
            results.push(of_transcript(document, transcript, coders, policy));
        }
    }
    if refused.is_empty() {
        return Ok(results);
    }
    let message = format!(
        "nothing was merged, because these were coded in another version of the text: {}",
        refused.join(", ")
    );
    Err(Failure::new(message)
        .help("`thematica codings check --write` lays them on the text as it is now"))
}

fn of_transcript(
    document: &Document,
    transcript: Transcript,
    coders: &[Whose],
    policy: &Policy,
) -> OfTranscript {
    let id = &document.id;
    let sides = coders.iter().map(|coder| Side {
        coder: &coder.name,
        records: coder.records.get(id).map_or(&[], Vec::as_slice),
        finished: coder.finished.contains(id),
    });
    let sides: Vec<Side<'_>> = sides.collect();
    let merged = merge(&sides, policy);
    let is_heard = |side: &&Side<'_>| {
        let judges = matches!(policy, Policy::Adjudicator(name) if name == side.coder);
        *policy == Policy::Union || side.finished || judges
    };
    let unheard = sides.iter().filter(|side| !is_heard(side));
    let standing = |side: &Side<'_>| {
        let records = side.records.iter();
        records.filter(|it| it.state == State::Coded).count()
    };
    let unheard = unheard.map(standing).sum();
    let codings = merged.codings.iter();
    let records: Vec<Record> = codings
        .filter_map(|it| record(it, &transcript, &sides, policy))
        .collect();
    let is_open = merged.conflicts.iter().any(|it| it.is_open);
    let mut voters = sides.iter().filter(|side| {
        let judges = matches!(policy, Policy::Adjudicator(name) if name == side.coder);
        side.finished && !judges
    });
    let only = match (voters.next(), voters.next()) {
        (Some(only), None) if *policy != Policy::Union => Some(only.coder.to_owned()),
        _ => None,
    };
    OfTranscript {
        only,
        id: id.clone(),
        wordless: merged.codings.len() - records.len(),
        is_finished: sides.iter().all(|side| side.finished) && !is_open,
        transcript,
        merged,
        records,
        unheard,
    }
}

/// The coding of a stretch, without white space at its ends; nothing where it has no word.
fn record(
    stretch: &Stretch,
    transcript: &Transcript,
    sides: &[Side<'_>],
    policy: &Policy,
) -> Option<Record> {
    let span = trimmed(transcript, span(transcript, &stretch.points)?)?;
    let made = Stamp {
        time: clock::now(),
        with: format!("codings merge {}", policy_name(policy)),
    };
    let mut record = Record::new(stretch.code.clone(), anchor(transcript, span), made);
    record.from.clone_from(&stretch.from);
    record.by.clone_from(&stretch.by);
    let all = sides
        .iter()
        .flat_map(|side| side.records.iter().map(move |it| (side.coder, it)));
    let made_of: Vec<(&str, &Record)> = all
        .filter(|(coder, it)| stretch.from.contains(&format!("{coder}/{}", it.id)))
        .collect();
    let memos = made_of
        .iter()
        .filter_map(|(coder, it)| Some((coder, it.memo.as_ref()?)));
    let memos: Vec<String> = memos
        .map(|(coder, memo)| format!("{coder}: {memo}"))
        .collect();
    record.memo = (!memos.is_empty()).then(|| memos.join("\n"));
    if let Some((_, first)) = made_of.first() {
        let is_same = made_of.iter().all(|(_, it)| it.weight == first.weight);
        record.weight = first.weight.clone().filter(|_| is_same);
    }
    Some(record)
}

fn span(transcript: &Transcript, points: &Range<usize>) -> Option<Span> {
    let source = &transcript.source;
    let start = source.byte_of_code_point(points.start)?;
    let end = source.byte_of_code_point(points.end)?;
    Some(Span::new(start, end))
}

fn trimmed(transcript: &Transcript, span: Span) -> Option<Span> {
    let text = transcript.source.slice(span);
    let start = span.start + text.len() - text.trim_start().len();
    let has_word = text.chars().any(char::is_alphanumeric);
    has_word.then(|| Span::new(start, start + text.trim().len()))
}

/// Writes the result; nothing of it where something would be overwritten.
fn write(desk: &Desk<'_>, arguments: &Arguments, results: &[OfTranscript]) -> Result<(), Failure> {
    let pen = desk.pen(&arguments.into, "codings merge")?;
    let mut changes: Vec<(String, Ledger, Ledger)> = Vec::new();
    for result in results {
        let name = desk.kept_as(&pen, desk.document(&result.id)?);
        let base = add::read(&pen, &name, desk)?.ledger;
        if !base.is_empty() && !arguments.force {
            let message = format!(
                "{} has codings in {} already; nothing was written",
                arguments.into, result.id
            );
            return Err(Failure::new(message).help(
                "choose another name with --into, or put the result in their place with --force",
            ));
        }
        let ledger = replaced(&base, &result.records);
        changes.push((name, base, ledger));
    }
    for (name, base, ledger) in &changes {
        let written = pen.write(name, base, ledger);
        written.map_err(|error| pen_failure(&error))?;
    }
    finish(&pen, desk, results)
}

/// The ledger with the new codings alone standing; those that were there stay as removed.
fn replaced(base: &Ledger, records: &[Record]) -> Ledger {
    let is_new = |old: &Record| {
        records.iter().any(|new| {
            new.code == old.code
                && new.anchor.points == old.anchor.points
                && new.anchor.quote == old.anchor.quote
        })
    };
    let mut ledger = base.clone();
    let now = clock::now();
    for old in base.all().iter().filter(|it| !is_new(it)) {
        ledger.remove(&old.id, &now);
    }
    for record in records {
        let id = ledger.add(record.clone()).id().to_owned();
        // One that was there before is made of other codings now.
        ledger.change(&id, &now, |kept| {
            kept.from.clone_from(&record.from);
            kept.by.clone_from(&record.by);
            kept.memo.clone_from(&record.memo);
            kept.weight.clone_from(&record.weight);
        });
    }
    ledger
}

fn finish(pen: &Pen, desk: &Desk<'_>, results: &[OfTranscript]) -> Result<(), Failure> {
    let mut faults = Vec::new();
    let mut roster: Roster = pen.roster(&mut faults);
    messages::briefly(&faults, desk.global);
    for result in results {
        if result.is_finished {
            let finished = Finished {
                time: clock::now(),
                hash: hash(result.transcript.source.text()),
                other: Vec::new(),
            };
            roster.finished.insert(result.id.clone(), finished);
        } else {
            roster.finished.remove(&result.id);
        }
    }
    pen.write_roster(&roster)
        .map_err(|error| pen_failure(&error))
}

fn columns() -> Vec<Column> {
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

fn rows(result: &OfTranscript, eyes: bool, table: &mut Table) {
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

fn notes(arguments: &Arguments, results: &[OfTranscript], table: &mut Table) {
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
