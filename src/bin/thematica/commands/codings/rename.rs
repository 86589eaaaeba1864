//! `codings rename`: the codings of a transcript that is called something else now.

use std::fs;

use clap::Args;
use thematica::coding::record::State;
use thematica::coding::store::{CodingFile, Pen, Roster};
use thematica::diagnostic::nearest;
use thematica::study::{Document, is_id, stands_for};
use thematica::transcript::Transcript;

use super::StudyArguments;
use super::desk::{Desk, pen_failure, places};
use crate::args::Global;
use crate::clock;
use crate::commands::annotate::memos;
use crate::failure::Failure;
use crate::messages::{self, counted};
use crate::output::Destination;
use crate::status::Status;
use crate::tui::history::MemoOf;

/// Lay the codings of a transcript that was renamed or moved under its new name.
///
/// Codings, who has finished the transcript, and the memo on it are kept under the transcript's name. This lays them under
/// the new one for all coders, with their history and what was removed; where the new name has codings already, both stay.
/// `thematica check` says which codings have no transcript, and what it is probably called now.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica codings rename fg1 phase-1/groups/fg1
  thematica codings check                               What became of each

Exit status: 0 they were laid under the new name, 2 nothing was.")]
pub struct Arguments {
    /// What the transcript was called: the name that its codings lie under
    #[arg(value_name = "OLD")]
    old: String,
    /// The transcript, by id or the end of it
    #[arg(value_name = "NEW")]
    new: String,
    /// Even where none of the codings is found in the transcript
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    study: StudyArguments,
}

/// What one coder has under the old name.
struct Whose {
    pen: Pen,
    files: Vec<CodingFile>,
    roster: Roster,
}

/// Lays codings under another name.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let desk = Desk::open(&arguments.study, global)?;
    let old = arguments.old.trim_end_matches(".jsonl");
    let documents = &desk.study.documents;
    if documents.iter().any(|document| is_id(old, &document.id)) {
        let message = format!("there is a transcript `{old}`, and its codings lie under its name");
        return Err(Failure::new(message)
            .help("`thematica codings move` lays single codings on another place"));
    }
    let new = desk.document(&arguments.new)?;
    let transcript = desk.transcript(new)?;
    let (files, unread) = desk.files(&[])?;
    if unread > 0 {
        return Err(
            Failure::new("nothing was renamed, because some codings cannot be read")
                .help("`thematica check` says which lines; mend or delete them first"),
        );
    }
    let coders = coders(&desk, old, &files)?;
    let memo = memos::of_transcript(&desk.study.root, old);
    if coders.is_empty() && memo.is_empty() {
        return Err(nothing(&desk, old, &files));
    }
    let found = found(&transcript, coders.iter().flat_map(|it| &it.files));
    if found.0 == 0 && found.1 > 0 && !arguments.force {
        let message = format!(
            "of {} of `{old}` none is found in {}; nothing was renamed",
            counted(found.1, "coding"),
            new.id
        );
        return Err(
            Failure::new(message).help("look whether it is the right one; --force renames them")
        );
    }
    for whose in coders {
        let said = rename(&desk, old, new, &transcript, whose)?;
        Destination::Standard.write(|out| writeln!(out, "{said}"))?;
    }
    if !memo.is_empty() {
        let said = rename_memo(&desk, old, &new.id, &memo)?;
        Destination::Standard.write(|out| writeln!(out, "{said}"))?;
    }
    if found.0 < found.1 {
        let message = format!(
            "{} of {} not found there as they were; `thematica codings check` says what became of them",
            found.1 - found.0,
            counted(found.1, "coding")
        );
        messages::warning(&message, global);
    }
    Ok(Status::Clean)
}

/// Who has something under the old name, each with the right to write.
fn coders(desk: &Desk<'_>, old: &str, files: &[CodingFile]) -> Result<Vec<Whose>, Failure> {
    let mut faults = Vec::new();
    let mut coders = Vec::new();
    for coder in desk.store.coders(&mut faults) {
        let of_coder = files.iter().filter(|file| file.coder == coder);
        let meant = of_coder.filter(|file| is_meant(desk, &file.transcript, old));
        let files: Vec<CodingFile> = meant.cloned().collect();
        let mut told = Vec::new();
        let roster = desk.store.roster(&coder, &mut told);
        if !told.is_empty() {
            messages::briefly(&told, desk.global);
            let message =
                format!("nothing was renamed, because the roster of {coder} cannot be read");
            return Err(Failure::new(message).help("mend the row first"));
        }
        let known = roster.finished(|name| is_meant(desk, name, old).then(|| old.to_owned()));
        if !files.is_empty() || !known.is_empty() {
            let pen = desk.pen(&coder, "codings rename")?;
            coders.push(Whose { pen, files, roster });
        }
    }
    Ok(coders)
}

/// Whether a name that something is kept under is the old one or the end of it, and no transcript's that is there.
fn is_meant(desk: &Desk<'_>, name: &str, old: &str) -> bool {
    name == old || stands_for(name, old) && desk.study.document(name).is_none()
}

/// How many codings are found where they were or with their words, and how many there are.
fn found<'f>(
    transcript: &Transcript,
    files: impl Iterator<Item = &'f CodingFile>,
) -> (usize, usize) {
    let (mut found, mut all) = (0, 0);
    for file in files {
        let places = places(transcript, file);
        all += places.len();
        let is_found = places.iter().filter(|(_, it)| it.span().is_some());
        found += is_found.count();
    }
    (found, all)
}

fn rename(
    desk: &Desk<'_>,
    old: &str,
    new: &Document,
    transcript: &Transcript,
    whose: Whose,
) -> Result<String, Failure> {
    let Whose {
        pen,
        files,
        mut roster,
    } = whose;
    let name = desk.kept_as(&pen, new);
    for file in &files {
        let renamed = pen.rename(&file.transcript, &name);
        renamed.map_err(|error| pen_failure(&error))?;
    }
    let is_new = |name: &str| desk.study.id_of(name).as_ref() == Some(&new.id);
    let is_old = |name: &str| is_meant(desk, name, old);
    let was_finished = roster.rename(is_old, (&new.id, is_new), &clock::now());
    if was_finished {
        let written = pen.write_roster(&roster);
        written.map_err(|error| pen_failure(&error))?;
    }
    let (found, all) = found(transcript, files.iter());
    let finished = if was_finished {
        ", with who has finished it"
    } else {
        ""
    };
    let removed = files.iter().flat_map(|file| file.ledger.all());
    let removed = removed.filter(|it| it.state == State::Removed).count();
    let removed = match removed {
        0 => String::new(),
        removed => format!(" ({removed} removed)"),
    };
    Ok(format!(
        "{}: {}{removed} of {old} laid under {}{finished}; {found} of {all} found there",
        pen.coder(),
        counted(all, "coding"),
        new.id
    ))
}

fn rename_memo(desk: &Desk<'_>, old: &str, new: &str, memo: &str) -> Result<String, Failure> {
    let root = &desk.study.root;
    let path = |id: &str| memos::path(root, id, &MemoOf::Transcript);
    let (Some(from), Some(to)) = (path(old), path(new)) else {
        return Err(Failure::new(format!("no memo can be kept under `{new}`")));
    };
    let there = memos::of_transcript(root, new);
    let both = match there.trim_end() {
        "" => memo.to_owned(),
        there if there == memo.trim_end() => memo.to_owned(),
        there => format!("{there}\n\n{memo}"),
    };
    memos::write(&to, &there, &both).map_err(Failure::new)?;
    fs::remove_file(&from).map_err(|error| Failure::writing(&from, &error))?;
    Ok(format!("the memo on {old} laid under {new}"))
}

fn nothing(desk: &Desk<'_>, old: &str, files: &[CodingFile]) -> Failure {
    let failure = Failure::new(format!("nobody has codings of `{old}`"));
    let strays = files.iter().filter(|file| desk.document_of(file).is_none());
    let mut names: Vec<&str> = strays.map(|file| file.transcript.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    match nearest(old, names.iter().copied()) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None if names.is_empty() => failure.help("all codings have their transcripts"),
        None => failure.help(format!("without a transcript are: {}", names.join(", "))),
    }
}
