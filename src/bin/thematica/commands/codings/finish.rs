//! `codings finish`: who has coded which transcript to its end.

use std::collections::BTreeSet;

use clap::Args;
use thematica::coding::record::hash;
use thematica::coding::store::Finished;
use thematica::report::{Cell, Column, Table};

use super::desk::{Desk, pen_failure};
use super::{StudyArguments, desk};
use crate::args::{Global, OutputArguments};
use crate::clock;
use crate::commands::made_by;
use crate::failure::Failure;
use crate::messages::{self, counted};
use crate::output::Destination;
use crate::status::Status;

/// Say that a coder has coded transcripts to their end; without any, show who has finished what.
///
/// A transcript without codings may hold nothing of interest, or may not have been read. Only where a coder has finished it
/// does the absence of a code count as "not there" when coders are compared.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica codings finish                               Who has finished what
  thematica codings finish --coder ann fg1 fg2
  thematica codings finish --coder ann --all
  thematica codings finish --coder ann --undo fg2")]
pub struct Arguments {
    /// Which transcripts, by id or the end of it
    #[arg(value_name = "TRANSCRIPT", requires = "coder")]
    transcripts: Vec<String>,
    /// Who has coded them
    #[arg(
        long,
        value_name = "NAME",
        env = "THEMATICA_CODER",
        hide_env_values = true
    )]
    coder: Option<String>,
    /// All transcripts in which the coder has codings
    #[arg(long, requires = "coder", conflicts_with = "transcripts")]
    all: bool,
    /// They are not finished after all
    #[arg(long, requires = "coder")]
    undo: bool,
    #[command(flatten)]
    study: StudyArguments,
    #[command(flatten)]
    output: OutputArguments,
}

/// Writes or shows the roster.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let desk = Desk::open(&arguments.study, global)?;
    match &arguments.coder {
        Some(coder) if arguments.all || !arguments.transcripts.is_empty() => {
            write(&desk, coder, arguments)
        }
        // Asked to take something back, nothing may look as if it had been.
        Some(_) if arguments.undo => {
            let failure = Failure::new("no transcript is named that is not finished after all");
            Err(failure.help("name it, or take all back with --all"))
        }
        _ => show(&desk, arguments, global),
    }
}

fn write(desk: &Desk<'_>, coder: &str, arguments: &Arguments) -> Result<Status, Failure> {
    let pen = desk.pen(coder, "codings finish")?;
    let mut ids = Vec::new();
    if arguments.all {
        let (files, _) = desk.files(&[coder.to_owned()])?;
        let documents = files.iter().filter_map(|file| desk.document_of(file));
        ids.extend(documents.map(|document| document.id.clone()));
    }
    for name in &arguments.transcripts {
        ids.push(desk.document(name)?.id.clone());
    }
    // A transcript whose codings are in two files is one.
    let mut seen = BTreeSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    let mut faults = Vec::new();
    let mut roster = pen.roster(&mut faults);
    messages::briefly(&faults, desk.global);
    for id in &ids {
        let stands = |name: &str| desk.study.is_of(name, id);
        if arguments.undo {
            roster.reopen(id, stands, &clock::now());
            continue;
        }
        let transcript = desk.transcript(desk.document(id)?)?;
        let finished = Finished {
            time: clock::now(),
            hash: hash(transcript.source.text()),
            other: Vec::new(),
        };
        roster.finish(id, stands, finished);
    }
    pen.write_roster(&roster)
        .map_err(|error| pen_failure(&error))?;
    let what = if arguments.undo {
        "not finished"
    } else {
        "finished"
    };
    let said = format!("{coder}: {} {what}", counted(ids.len(), "transcript"));
    Destination::Standard.say(&said)?;
    Ok(Status::Clean)
}

fn show(desk: &Desk<'_>, arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let output = arguments.output.output(global)?;
    let mut faults = Vec::new();
    // What is wrong with folders is told where the codings are read.
    let coders = desk.store.coders(&mut Vec::new());
    let coders = coders.into_iter().filter(|coder| {
        arguments
            .coder
            .as_ref()
            .is_none_or(|wanted| wanted == coder)
    });
    let (files, _) = desk.files(&[])?;
    let columns = vec![
        Column::text("coder", "Coder"),
        Column::text("transcript", "Transcript"),
        Column::count("codings", "Codings"),
        Column::text("finished", "Finished"),
        Column::text("remarks", "Remarks").gives_way(),
    ];
    let mut table = Table::new("Who has finished what", columns);
    for coder in coders {
        let roster = desk.store.roster(&coder, &mut faults);
        let id_of = |name: &str| desk.study.id_of(name).or_else(|| Some(name.to_owned()));
        let finished = roster.finished(id_of);
        let mut rows: desk::ByTranscript<(usize, Option<&Finished>)> = desk::ByTranscript::new();
        for file in files.iter().filter(|file| file.coder == coder) {
            let document = desk.document_of(file);
            let id = document.map_or(&file.transcript, |document| &document.id);
            rows.entry(id.clone()).or_default().0 += file.ledger.standing().count();
        }
        for (id, finished) in &finished {
            rows.entry(id.clone()).or_default().1 = Some(finished);
        }
        for (id, (codings, finished)) in rows {
            table.push(vec![
                Cell::text(&coder),
                Cell::text(&id),
                Cell::count(codings),
                finished.map_or(Cell::Empty, |it| Cell::text(&it.time)),
                remark(desk, &id, finished).map_or(Cell::Empty, Cell::text),
            ]);
        }
    }
    messages::briefly(&faults, desk.global);
    let documents = desk.study.documents.len();
    table.note(format!(
        "Codings that stand; the study has {}. Where a transcript is not finished, a code that is not there says nothing.",
        counted(documents, "transcript")
    ));
    output.table(&table, &made_by("codings", desk.codebook.as_ref()))?;
    Ok(Status::Clean)
}

fn remark(desk: &Desk<'_>, id: &str, finished: Option<&Finished>) -> Option<&'static str> {
    let Some(document) = desk.study.document(id) else {
        return Some("there is no such transcript");
    };
    let finished = finished?;
    let transcript = desk.study.load(document).ok()?;
    let is_changed = !finished.hash.is_empty() && finished.hash != hash(transcript.source.text());
    is_changed.then_some("the transcript was changed since")
}
