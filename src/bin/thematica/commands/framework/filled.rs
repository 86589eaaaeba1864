//! The charts that are there already: what people wrote into them.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use thematica::codebook::Codebook;
use thematica::diagnostic::{Diagnostic, Place};
use thematica::exchange::framework::{Filled, FilledError, Form, OwnColumn, read};
use thematica::report::{ByteOrderMark, Format, Options};

use crate::args::Global;
use crate::failure::Failure;
use crate::messages::{self, counted};
use crate::output::{Destination, Output};

/// What was written into charts before.
#[derive(Default)]
pub struct Before {
    /// By file; that of the output comes first, if it is there.
    charts: Vec<(PathBuf, Filled)>,
    /// The bytes of the output as it was read, if it was there.
    bytes: Option<Vec<u8>>,
}

/// Something that was written for a case and a code.
pub struct Written<'b> {
    pub case: &'b str,
    pub code: &'b str,
    pub column: Option<&'b str>,
    pub text: &'b str,
    /// The file.
    pub file: &'b Path,
    /// Where in it.
    pub place: &'b Place,
}

impl Before {
    /// Reads the chart that is to be written over, and those that are named. Codes are called by their ids from here on,
    /// also where a file has their paths.
    pub fn read(
        output: &Output,
        named: &[PathBuf],
        cases: &str,
        codebook: &Codebook,
        global: &Global,
    ) -> Result<Self, Failure> {
        let mut before = Self::default();
        if let Some((path, bytes)) = there(output)? {
            locked(&path)?;
            let form = form(output.format).ok_or_else(|| {
                let format = output.format.as_str();
                Failure::new(format!(
                    "{} is there already, and summaries in the format `{format}` are not read back",
                    path.display()
                ))
                .help(
                    "fill in .xlsx, .csv, .json or .jsonl; to make this file anew, remove it first",
                )
            })?;
            let filled = one(&path, bytes.clone(), form, cases, global)?;
            if filled.is_doubtful {
                return Err(guessed_letters(&path));
            }
            if let Some(first) = filled.beside.first() {
                return Err(would_be_lost(&path, first, filled.beside.len()));
            }
            if !filled.links.is_empty() {
                return Err(Failure::Written(filled.links));
            }
            if !filled.formats.is_empty() {
                let what = filled.formats.join(" and ");
                let message = format!(
                    "{} has {what}, which are not kept: only what stands in the cells is",
                    path.display()
                );
                messages::warning(&message, global);
            }
            before.charts.push((path, filled));
            before.bytes = Some(bytes);
        }
        for path in named {
            if before.charts.iter().any(|(known, _)| same(known, path)) {
                continue;
            }
            let format = Format::of_file(path).map_err(|error| Failure::new(error.to_string()))?;
            let form = form(format).ok_or_else(|| {
                Failure::new(format!("{} is no chart that can be read", path.display()))
                    .help("summaries are read from .xlsx, .csv, .json and .jsonl")
            })?;
            let bytes = fs::read(path).map_err(|error| {
                Failure::new(format!("{} cannot be read: {error}", path.display()))
            })?;
            let filled = one(path, bytes, form, cases, global)?;
            not_taken(path, &filled, global);
            before.charts.push((path.clone(), filled));
        }
        for (_, filled) in &mut before.charts {
            by_id(filled, codebook);
        }
        before.twice()?;
        Ok(before)
    }

    /// Refuses different texts for one place, of several files or of one that calls a code by its id and by its path.
    fn twice(&self) -> Result<(), Failure> {
        let mut seen: HashMap<_, Written<'_>> = HashMap::new();
        for written in self.summaries().chain(self.own()) {
            let key = (written.case, written.code, written.column);
            let Some(first) = seen.get(&key) else {
                seen.insert(key, written);
                continue;
            };
            if first.text != written.text {
                return Err(differ(first, &written));
            }
        }
        Ok(())
    }

    /// The summaries of all files.
    pub fn summaries(&self) -> impl Iterator<Item = Written<'_>> {
        self.written().filter(|it| it.column.is_none())
    }

    /// What stands in columns that people added to the file of the output.
    pub fn own(&self) -> impl Iterator<Item = Written<'_>> {
        let is_output = |it: &Written<'_>| self.output().is_some_and(|(path, _)| path == it.file);
        self.written()
            .filter(move |it| it.column.is_some() && is_output(it))
    }

    fn written(&self) -> impl Iterator<Item = Written<'_>> {
        self.charts.iter().flat_map(|(file, filled)| {
            filled.notes.iter().map(move |note| Written {
                case: &note.case,
                code: &note.code,
                column: note.column.as_deref(),
                text: &note.text,
                file,
                place: &note.place,
            })
        })
    }

    /// The columns that people added to the file of the output.
    pub fn own_columns(&self) -> &[OwnColumn] {
        self.output().map_or(&[], |(_, filled)| &filled.own)
    }

    fn output(&self) -> Option<&(PathBuf, Filled)> {
        self.charts.first().filter(|_| self.bytes.is_some())
    }

    /// Whether something is written for a code.
    pub fn names(&self, code: &str) -> bool {
        self.summaries().any(|it| it.code == code)
    }

    /// The names of the files beside that of the output, without their folders.
    pub fn files(&self) -> impl Iterator<Item = String> {
        let own = usize::from(self.bytes.is_some());
        let files = self.charts.iter().skip(own);
        files.filter_map(|(path, _)| Some(path.file_name()?.to_string_lossy().into_owned()))
    }

    /// Has separated values written as they were: a spreadsheet that reads `;` shows commas in one column.
    pub fn keep_form(&self, options: &mut Options) {
        let Some(text) = self.output().and_then(|(_, filled)| filled.text) else {
            return;
        };
        options.separator = u8::try_from(text.separator).unwrap_or(options.separator);
        if text.needs_mark {
            options.mark = ByteOrderMark::With;
        }
    }

    /// Refuses to write over a file that somebody saved in the meantime.
    pub fn is_as_it_was(&self, output: &Output) -> Result<(), Failure> {
        let there = there(output)?;
        match there {
            Some((path, _)) if open_in(&path).is_some() => locked(&path),
            Some((path, bytes)) if Some(&bytes) != self.bytes.as_ref() => {
                let message = format!(
                    "{} was changed while the chart was made, and is not written over",
                    path.display()
                );
                Err(Failure::new(message).help("run the command again"))
            }
            _ => Ok(()),
        }
    }
}

/// Calls codes by their ids; what is in no codebook stays as it is written.
fn by_id(filled: &mut Filled, codebook: &Codebook) {
    let of_notes = filled.notes.iter_mut().map(|note| &mut note.code);
    let of_columns = filled.own.iter_mut().filter_map(|it| it.theme.as_mut());
    for name in of_notes.chain(of_columns) {
        if let Some(code) = codebook.find(name) {
            name.clone_from(&codebook.code(code).id);
        }
    }
}

fn differ(first: &Written<'_>, second: &Written<'_>) -> Failure {
    let (code, case) = (second.code, second.case);
    if first.file != second.file {
        let message = format!(
            "{} and {} have different summaries of `{code}` for the case `{case}`",
            first.file.display(),
            second.file.display(),
        );
        return Failure::new(message).help("make one of the two, in one of the files");
    }
    let what = match second.column {
        None => "a summary".to_owned(),
        Some(column) => format!("something in `{column}`"),
    };
    let message = format!(
        "the case `{case}` has {what} for `{code}` twice, by its id and by its path, and they differ"
    );
    Failure::from(
        Diagnostic::error("summary-twice", second.place.clone(), message)
            .related(first.place.clone(), "the first one")
            .help("make one of the two, or empty one of the cells"),
    )
}

/// The file of the output where it is one that was filled in, or may have been. Other formats are only read.
fn there(output: &Output) -> Result<Option<(PathBuf, Vec<u8>)>, Failure> {
    let Destination::File(path) = &output.destination else {
        return Ok(None);
    };
    let is_only_read = output.format.is_for_eyes() || output.format == Format::Parquet;
    // Whoever writes a page over a workbook has its name wrong.
    let ends_as_filled = Format::of_file(path).is_ok_and(|it| form(it).is_some());
    let is_only_read = is_only_read && !ends_as_filled;
    let is_file = fs::metadata(path).is_ok_and(|it| it.is_file() && it.len() > 0);
    if is_only_read || !is_file {
        return Ok(None);
    }
    let bytes = fs::read(path).map_err(|error| {
        Failure::new(format!("{} cannot be read: {error}", path.display()))
            .help("summaries in it would be lost; name another file with --output")
    })?;
    Ok(Some((path.clone(), bytes)))
}

/// Refuses a file that a spreadsheet has open.
fn locked(path: &Path) -> Result<(), Failure> {
    let Some((lock, program)) = open_in(path) else {
        return Ok(());
    };
    let message = format!(
        "{} is open in {program}, whose next save would undo what is written now",
        path.display()
    );
    Err(Failure::new(message).help(format!(
        "save and close it there, and run the command again; if it is open nowhere, remove {}",
        lock.display()
    )))
}

/// The file beside another one by which a spreadsheet says that it has it open, and which one does so.
fn open_in(path: &Path) -> Option<(PathBuf, &'static str)> {
    let name = path.file_name()?.to_string_lossy();
    let locks = [
        (format!("~${name}"), "Excel"),
        (format!(".~lock.{name}#"), "LibreOffice"),
    ];
    let mut locks = locks.map(|(lock, program)| (path.with_file_name(lock), program));
    let at = locks.iter().position(|(lock, _)| lock.exists())?;
    Some(std::mem::take(&mut locks[at]))
}

fn form(format: Format) -> Option<Form> {
    match format {
        Format::Xlsx => Some(Form::Workbook),
        Format::Csv => Some(Form::Separated),
        Format::Json => Some(Form::Json),
        Format::Jsonl => Some(Form::JsonLines),
        Format::Table | Format::Tsv | Format::Markdown | Format::Html | Format::Parquet => None,
    }
}

fn one(
    path: &Path,
    bytes: Vec<u8>,
    form: Form,
    cases: &str,
    global: &Global,
) -> Result<Filled, Failure> {
    let name = path.display().to_string();
    let filled = read(&name, bytes, form).map_err(|error| match error {
        FilledError::Workbook(error) => Failure::new(error.to_string())
            .help("it is left as it is; name another file with --output"),
        FilledError::Faults(faults) => Failure::Written(faults),
    })?;
    messages::briefly(&filled.warnings, global);
    if filled.cases != cases {
        let message = format!(
            "the cases of {name} are `{}`, and those that are asked for are `{cases}`",
            filled.cases
        );
        return Err(Failure::new(message).help(format!(
            "--cases {}, or name another file with --output",
            filled.cases
        )));
    }
    Ok(filled)
}

fn guessed_letters(path: &Path) -> Failure {
    let path = path.display();
    let message = format!(
        "{path} is not UTF-8, its letters are guessed and may be wrong, and so it is not written over"
    );
    Failure::new(message).help(format!(
        "save it as UTF-8 (in a spreadsheet \"CSV UTF-8\"); if its letters are right in a new file, go on with that: --summaries {path} --output NEW.csv"
    ))
}

fn would_be_lost(path: &Path, first: &str, all: usize) -> Failure {
    let more = match all - 1 {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!(
        "{} has what a chart made anew would lose: {first}{more}",
        path.display()
    );
    let path = path.display();
    Failure::new(message).help(format!(
        "write another file with the summaries of this one: --summaries {path} --output NEW.xlsx"
    ))
}

/// Says what of a file beside the output is not taken over; it stays in that file.
fn not_taken(path: &Path, filled: &Filled, global: &Global) {
    let own = filled.notes.iter().filter(|it| it.column.is_some()).count();
    let mut left: Vec<String> = filled.beside.clone();
    if own > 0 {
        left.insert(
            0,
            format!("{} in columns of your own", counted(own, "cell")),
        );
    }
    if !filled.links.is_empty() {
        left.push(counted(filled.links.len(), "link"));
    }
    if !left.is_empty() {
        let message = format!(
            "only the summaries of {} were taken over, and not: {}",
            path.display(),
            left.join(", ")
        );
        messages::warning(&message, global);
    }
}

fn same(a: &Path, b: &Path) -> bool {
    match (fs::canonicalize(a), fs::canonicalize(b)) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}
