//! `pseudonymise`: copies of transcripts with pseudonyms in the place of names, and the way back.

mod folder;
mod plan;
mod report;
mod undo;

use std::path::{Path, PathBuf};

use clap::Args;
use thematica::exchange::pseudonym::{Key, Log};
use thematica::report::{self as tables, Format, Options};
use thematica::study::{Access, Study, Target, codebook_text, replace};
use thematica::text::sha256;

use crate::args::{self, Global, Input};
use crate::failure::Failure;
use crate::messages::{self, counted};
use crate::output::{self, Destination};
use crate::status::Status;

use folder::Folder;
use plan::Plan;

/// Replace names by pseudonyms in a copy of the transcripts, the codings and the study.
///
/// The key is a table with the columns `name` and `pseudonym`. The longest name is taken first, in whole words, also in
/// CAPITALS, with 's and the like, and over a line break. What is not in the key is not found: read the list of capitalised
/// words that remain. A name in small letters, in a longer word or split by marks is counted and not replaced, because
/// `will` and `rose` are words and `Annual` is no Ann.
///
/// Nothing that is there is changed. Text, Markdown and subtitles keep their form, as UTF-8. All other formats are written
/// as plain text, because their hidden parts (comments, tracked changes, the author) would keep names. Recordings, memos and
/// other files are not copied, and files are not renamed.
///
/// The log leads back from the copy to the names. Keep it with the key, apart from the data.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica pseudonymise --key ../key.csv --dry-run            What would be replaced, and what remains
  thematica pseudonymise --key ../key.csv --remaining          Only the capitalised words that remain
  thematica pseudonymise --key ../key.csv --output ../shared   Write the copy
  thematica pseudonymise --undo ../key.csv.replacements.jsonl ../shared --output ../restored")]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    /// The names and their pseudonyms: a CSV or TSV with the columns `name` and `pseudonym`
    #[arg(long, value_name = "FILE", required_unless_present = "undo")]
    key: Option<PathBuf>,
    /// Write the copy into this folder, which is new or empty
    #[arg(short, long, value_name = "FOLDER", required_unless_present_any = ["dry_run", "remaining"])]
    output: Option<PathBuf>,
    /// Write what was replaced to this file; without it, beside the key: KEY.replacements.jsonl
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
    /// Write nothing, print the report
    #[arg(long)]
    dry_run: bool,
    /// Write nothing, print the capitalised words that are not in the key
    #[arg(long)]
    remaining: bool,
    /// Put the names back into files that were not changed since
    #[arg(long, value_name = "LOG", conflicts_with_all = ["key", "log", "dry_run", "remaining"])]
    undo: Option<PathBuf>,
    /// How to print the report
    #[arg(short, long, value_name = "FORMAT", value_parser = args::formats(), default_value = "table")]
    format: Format,
}

/// Replaces names, or puts them back.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    if let Some(log) = &arguments.undo {
        let output = arguments.output.as_deref();
        let output = output.expect("without a dry run there is an output");
        return undo::run(log, &arguments.input.paths, output, global);
    }
    let key_path = arguments
        .key
        .as_deref()
        .expect("without --undo there is a key");
    let key = key(key_path, global)?;
    let study = super::open_sound(&arguments.input, global)?;
    let target = match &arguments.output {
        Some(output) if !arguments.writes_nothing() => {
            let log = arguments.log.clone().unwrap_or_else(|| beside(key_path));
            let own = (!study.own_files().is_empty()).then_some(study.root.as_path());
            let sources = study.documents.iter().map(|it| it.path.as_path());
            let given = arguments.input.paths.iter().map(PathBuf::as_path);
            folder::apart(output, sources.chain(given).chain(own))?;
            Some((Folder::at(output)?, sound_log(log, output)?))
        }
        _ => None,
    };
    let plan = Plan::make(&study, &key, global);
    if let Some((folder, log)) = target {
        let output = folder.path().to_path_buf();
        write(&plan, folder, &log)?;
        look_at_copy(&study, &plan, &output, global);
        let files = counted(plan.files.len(), "file");
        let message = format!(
            "{files} written to {}; keep {} with the key, apart from the data",
            output.display(),
            log.display()
        );
        messages::remark(&message, global);
    }
    print(arguments, &key, &plan, global)?;
    for unlooked in plan.unlooked() {
        messages::remark(&unlooked, global);
    }
    messages::remark(&numbers(arguments), global);
    Ok(if plan.is_whole() {
        Status::Clean
    } else {
        Status::NotDone
    })
}

impl Arguments {
    fn writes_nothing(&self) -> bool {
        self.dry_run || self.remaining
    }
}

/// What is not looked for here, and what looks for it.
fn numbers(arguments: &Arguments) -> String {
    let shown = match (&arguments.output, &arguments.input.paths[..]) {
        (Some(output), _) if !arguments.writes_nothing() => format!(" {}", output.display()),
        (_, [one]) => format!(" {}", one.display()),
        _ => String::new(),
    };
    format!(
        "Numbers and addresses (telephone, NHS, e-mail, postcodes) are not looked for here; `thematica check{shown} --deny privacy` looks for them."
    )
}

/// Refuses a key that is no text, before any of it is shown.
fn refuse_foreign(path: &Path) -> Result<(), Failure> {
    use std::io::Read as _;
    const ENDINGS: &[&str] = &["xlsx", "xlsm", "xls", "ods"];
    let mut head = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(4096).read_to_end(&mut head));
    // What cannot be opened is told when it is read.
    let is_text_like = read.is_err()
        || !head.contains(&0)
        || head.starts_with(b"\xFF\xFE")
        || head.starts_with(b"\xFE\xFF");
    let is_packed = head.starts_with(b"PK\x03\x04") || head.starts_with(b"\xD0\xCF\x11\xE0");
    if is_text_like && !is_packed {
        return Ok(());
    }
    let ending = path
        .extension()
        .map(|it| it.to_string_lossy().to_lowercase());
    let what = match ending {
        Some(ending) if is_packed && ending == "ods" => "is an OpenDocument spreadsheet",
        Some(ending) if is_packed && ENDINGS.contains(&&*ending) => "is an Excel file",
        _ if is_packed => "is a Word or Excel file, or another archive",
        _ => "is no text",
    };
    let message = format!(
        "{} {what}, and a key is a table in plain text",
        path.display()
    );
    Err(Failure::new(message).help(
        "save it as CSV with the columns `name` and `pseudonym`; in Excel, choose \"CSV UTF-8\"",
    ))
}

fn key(path: &Path, global: &Global) -> Result<Key, Failure> {
    refuse_foreign(path)?;
    let mut faults = Vec::new();
    let source = codebook_text(path, &mut faults).map_err(|error| super::opening(&error))?;
    let key = Key::read(&source, &mut faults);
    super::sound(&faults, global)?;
    if key.entries().is_empty() {
        let message = format!("{} has no names", path.display());
        return Err(Failure::new(message).help("write one name with its pseudonym in each row"));
    }
    Ok(key)
}

/// The log of a key.
fn beside(key: &Path) -> PathBuf {
    let mut log = key.as_os_str().to_owned();
    log.push(".replacements.jsonl");
    log.into()
}

/// Refuses a log that is there, which may be the only way back from another copy, and one that would lie in the copy.
fn sound_log(log: PathBuf, output: &Path) -> Result<PathBuf, Failure> {
    if log.exists() {
        let message = format!("{} is there already", log.display());
        return Err(Failure::new(message).help(
            "it may be the only way back from another copy: name another file with --log, or remove it if that copy is gone",
        ));
    }
    if folder::real(&log).starts_with(folder::real(output)) {
        let message = format!("{} would lie in the copy", log.display());
        return Err(Failure::new(message)
            .help("the log has the names in it: name a file in another folder with --log"));
    }
    Ok(log)
}

/// Writes all files and the log, and puts the copy in its place.
fn write(plan: &Plan, folder: Folder, log: &Path) -> Result<(), Failure> {
    for file in &plan.files {
        folder.write(&file.logged.written, &file.after)?;
    }
    let files = plan.files.iter().map(|file| file.logged.clone());
    let record = Log {
        files: files.collect(),
    };
    finish(folder, log, &record)
}

/// Puts the copy in its place when its log is whole: whenever this stops, no copy is without its way back. A log whose copy
/// is not there claims what is not, and goes.
fn finish(folder: Folder, log: &Path, record: &Log) -> Result<(), Failure> {
    replace(log, Access::OwnerAlone, |out| record.write(out))
        .map_err(|error| Failure::writing(log, &error))?;
    folder.finish().inspect_err(|_| {
        let _ = std::fs::remove_file(log);
    })
}

/// Opens the copy of a study as anybody would, and says what is not found in it any more, or is read as another text than
/// its codings count in.
fn look_at_copy(study: &Study, plan: &Plan, output: &Path, global: &Global) {
    if study.own_files().is_empty() {
        return;
    }
    let target = Target {
        paths: vec![output.to_path_buf()],
        ..Target::default()
    };
    let copy = match Study::open(&target) {
        Ok(copy) => copy,
        Err(error) => {
            messages::warning(&format!("the copy is no study any more: {error}"), global);
            return;
        }
    };
    if copy.has_errors() {
        messages::briefly(&copy.diagnostics, global);
    }
    for document in &study.documents {
        let found = copy.documents.iter().find(|it| it.id == document.id);
        if let (Some(found), Some(expected)) = (found, plan.coded.get(&document.id)) {
            let text = copy
                .load(found)
                .map(|it| sha256(it.source.text().as_bytes()));
            if text.is_ok_and(|it| it != *expected) {
                let message = format!(
                    "the copy's transcript {} is read as another text than its codings count in: look at `encoding` and `format` in its thematica.yaml",
                    document.id
                );
                messages::warning(&message, global);
            }
        }
        if found.is_none() && !plan.unread_documents.contains(&document.id) {
            let message = format!(
                "the copy does not find the transcript {}: look at `transcripts` in its thematica.yaml",
                document.id
            );
            messages::warning(&message, global);
        }
    }
}

fn print(arguments: &Arguments, key: &Key, plan: &Plan, global: &Global) -> Result<(), Failure> {
    let destination = Destination::Standard;
    let options = Options {
        width: output::width(&destination),
        ..Options::default()
    };
    let remaining = report::remaining(key, plan);
    let made_by = super::made_by("pseudonymise", None);
    let format = arguments.format;
    let names = report::names(key, plan);
    let left = report::left(key, plan);
    let mut all = if arguments.remaining {
        vec![&remaining]
    } else {
        vec![&names, &remaining]
    };
    if !left.rows.is_empty() {
        // The first one is what was asked for, also where a format holds no other.
        let at = if format.holds_several() {
            all.len() - 1
        } else {
            all.len()
        };
        all.insert(at, &left);
    }
    let (shown, left_out) = output::split(&all, format);
    destination.write(|out| tables::write_all(shown, &made_by, format, &options, out))?;
    output::tell_left_out(left_out, format, global);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_copy_that_cannot_be_put_in_its_place_leaves_neither_log_nor_draft() {
        let own = std::env::temp_dir().join(format!("thematica-finish-{}", std::process::id()));
        fs::create_dir_all(&own).unwrap();
        let (output, log) = (own.join("out"), own.join("log.jsonl"));
        let folder = Folder::at(&output).unwrap();
        folder.write("a.txt", "Beth").unwrap();
        fs::create_dir(&output).unwrap();
        fs::write(output.join("b.txt"), "of another run").unwrap();
        assert!(finish(folder, &log, &Log::default()).is_err());
        let left: Vec<_> = fs::read_dir(&own)
            .unwrap()
            .map(|it| it.unwrap().file_name())
            .collect();
        assert_eq!(left, ["out"]);
        fs::remove_dir_all(&own).unwrap();
    }
}
