//! `codings merge`: the codings of several coders, made into those of one.

use std::collections::{BTreeMap, BTreeSet};

use clap::Args;
use thematica::coding::merge::Policy;
use thematica::coding::record::{Record, State};
use thematica::coding::store::CodingFile;
use thematica::report::Table;

use super::StudyArguments;
use super::desk::{Desk, no_such_coder};
use crate::args::{Global, OutputArguments};
use crate::commands::called::for_eyes;
use crate::commands::made_by;
use crate::failure::Failure;
use crate::messages;
use crate::status::Status;

mod table;
mod transcripts;
mod write;

use table::{columns, notes, rows, unheard};
use transcripts::results;
use write::write;

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
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of the command line"
)]
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

/// Merges coders.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let output = arguments.output.output(global)?;
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
    let in_study = desk.study.documents.len();
    notes(arguments, &policy, (&results, in_study), &mut table);
    let mut made_by = made_by("codings merge", desk.codebook.as_ref());
    let coders = names.iter().map(|it| ("coder".to_owned(), it.clone()));
    made_by.options = coders.collect();
    made_by
        .options
        .push(("policy".to_owned(), policy_name(&policy)));
    output.table(&table, &made_by)?;
    if let Some(unheard) = unheard(&results) {
        let message = format!(
            "not counted, because their coders have not finished the transcript: {unheard}; see `thematica codings finish`"
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
                let help = "`thematica codings rename` lays them under what it is called now";
                return Err(Failure::new(message).help(help));
            };
            records.entry(document.id.clone()).or_default().extend(kept);
        }
        let mut faults = Vec::new();
        let roster = desk.store.roster(name, &mut faults);
        messages::briefly(&faults, desk.global);
        let finished = roster.finished(|name| desk.study.id_of(name));
        coders.push(Whose {
            name: name.clone(),
            records,
            finished: finished.into_keys().collect(),
        });
    }
    Ok(coders)
}
