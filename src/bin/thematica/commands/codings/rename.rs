//! `codings rename`: the codings of a transcript that is called something else now.

use clap::Args;
use thematica::coding::record::State;
use thematica::coding::store::{CodingFile, Pen, Renamed, Roster};
use thematica::study::{Document, is_id};
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

mod memo;
mod names;

use names::Names;

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

Exit status: 0 they were laid under the new name, 2 nothing was, or not all of it.")]
pub struct Arguments {
    /// What the transcript was called: the name that its codings lie under, or the end of it
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
    let (files, unread) = desk.files(&[])?;
    if unread > 0 {
        return Err(
            Failure::new("nothing was renamed, because some codings cannot be read")
                .help("`thematica check` says which lines; mend or delete them first"),
        );
    }
    let names = Names::of(&desk, &files);
    let old = &names.meant(&desk, arguments.old.trim_end_matches(".jsonl"))?;
    let documents = &desk.study.documents;
    if documents.iter().any(|document| is_id(old, &document.id)) {
        let message = format!("there is a transcript `{old}`, and its codings lie under its name");
        return Err(Failure::new(message)
            .help("`thematica codings move` lays single codings on another place"));
    }
    let new = desk.document(&arguments.new)?;
    let transcript = desk.transcript(new)?;
    let is_old = |name: &str| names.is_old(&desk, name, old);
    let coders = coders(&desk, &is_old, &files)?;
    let memo = memos::of_transcript(&desk.study.root, old);
    if coders.is_empty() && memo.is_empty() {
        return Err(names.nothing(old));
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
    if !memo.is_empty() {
        let said = memo::lay(&desk.study.root, old, &new.id)?;
        Destination::Standard.say(&said)?;
    }
    for whose in coders {
        let renaming = Renaming {
            desk: &desk,
            old,
            is_old: &is_old,
            new,
        };
        let said = renaming.rename(&transcript, whose)?;
        Destination::Standard.say(&said)?;
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
fn coders(
    desk: &Desk<'_>,
    is_old: &dyn Fn(&str) -> bool,
    files: &[CodingFile],
) -> Result<Vec<Whose>, Failure> {
    let mut coders = Vec::new();
    for coder in desk.store.coders(&mut Vec::new()) {
        let of_coder = files.iter().filter(|file| file.coder == coder);
        let meant = of_coder.filter(|file| is_old(&file.transcript));
        let files: Vec<CodingFile> = meant.cloned().collect();
        let mut told = Vec::new();
        let roster = desk.store.roster(&coder, &mut told);
        if !told.is_empty() {
            messages::briefly(&told, desk.global);
            let message =
                format!("nothing was renamed, because the roster of {coder} cannot be read");
            return Err(Failure::new(message).help("mend the row first"));
        }
        let known = roster.finished(|name| is_old(name).then(|| name.to_owned()));
        if !files.is_empty() || !known.is_empty() {
            let pen = desk.pen(&coder, "codings rename")?;
            coders.push(Whose { pen, files, roster });
        }
    }
    Ok(coders)
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

/// From which name to which.
struct Renaming<'r> {
    desk: &'r Desk<'r>,
    old: &'r str,
    /// Which names that something is kept under are the old one.
    is_old: &'r dyn Fn(&str) -> bool,
    new: &'r Document,
}

impl Renaming<'_> {
    /// Lays what one coder has under the new name, and says what was done. Where that fails half way, what was done is told.
    fn rename(&self, transcript: &Transcript, whose: Whose) -> Result<String, Failure> {
        let Whose {
            pen,
            files,
            mut roster,
        } = whose;
        let mut done: Vec<&str> = Vec::new();
        let half_way = |failure: Failure, done: &[&str]| {
            let message = match done {
                [] => format!("nothing of {} was renamed", pen.coder()),
                done => format!(
                    "of {} only these were renamed: {}",
                    pen.coder(),
                    done.join(", ")
                ),
            };
            let help = "when it is mended, the same command renames the rest";
            messages::error(&message, Some(help));
            failure
        };
        let name = self.desk.kept_as(&pen, self.new);
        for file in &files {
            let renamed = pen.rename(&file.transcript, &name);
            renamed.map_err(|error| half_way(pen_failure(&error), &done))?;
            done.push(&file.name);
        }
        let is_new = |name: &str| self.desk.study.is_of(name, &self.new.id);
        let said = roster.rename(self.is_old, (&self.new.id, is_new), &clock::now());
        if said != Renamed::Nothing {
            let written = pen.write_roster(&roster);
            written.map_err(|error| half_way(pen_failure(&error), &done))?;
        }
        let finished = match said {
            Renamed::Nothing => "",
            Renamed::Taken => ", with who has finished it",
            Renamed::There => ", which is finished already",
            Renamed::TakenBack => {
                ", which is not finished, because that was taken back under this name"
            }
        };
        let (found, all) = found(transcript, files.iter());
        let removed = files.iter().flat_map(|file| file.ledger.all());
        let removed = removed.filter(|it| it.state == State::Removed).count();
        let removed = match removed {
            0 => String::new(),
            removed => format!(" ({removed} removed)"),
        };
        Ok(format!(
            "{}: {}{removed} of {} laid under {}{finished}; {found} of {all} found there",
            pen.coder(),
            counted(all, "coding"),
            self.old,
            self.new.id
        ))
    }
}
