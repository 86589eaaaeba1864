//! Charts of the Framework Method that people filled in: the summaries in them, found by case and code.
//!
//! A chart is written by `thematica chart`, filled in with a spreadsheet or an editor, and made anew when the study has grown.
//! So what people wrote is found by the ids of cases and codes, wherever rows and columns were moved to, and nothing of it
//! may be dropped in silence: what is there twice, what belongs to no case, and what is no chart at all is an error, and
//! whoever reads it writes nothing.
//!
//! | form | a summary stands |
//! |---|---|
//! | workbook | on the sheet of a theme, in the row of the case, in the column `LABEL [CODE]: summary`; see [`header`] |
//! | CSV, JSON, JSON lines | in `summary` of the row with the `case` and the `code` |
//!
//! Columns that people added are theirs, and are read as text: in a workbook they belong to a case and a theme, in the
//! others to a case and a code.

use std::collections::{HashMap, HashSet};

use super::sheet::workbook::WorkbookError;
use super::sheet::{Row, Sheet};
use crate::diagnostic::{Diagnostic, Place, Severity};
use header::Heading;

mod beside;
mod encoding;
pub mod header;
mod json;
#[cfg(test)]
mod tests;
mod tidy;
mod workbook;

pub use tidy::separated_text;

/// The forms of a chart that can be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A workbook with a sheet for each theme.
    Workbook,
    /// Separated values, one row for each case and code; one `'` before what looks like a formula is taken away.
    Separated,
    /// One JSON object with `rows`.
    Json,
    /// JSON lines.
    JsonLines,
}

/// What people wrote into a chart.
#[derive(Debug, Default)]
pub struct Filled {
    /// What the cases are: `participant`, `transcript`, an attribute.
    pub cases: String,
    /// Summaries and cells of their own, none empty, each place once.
    pub notes: Vec<Note>,
    /// Columns that people added, in order.
    pub own: Vec<OwnColumn>,
    /// What else is in the file and in no cell of a chart, such as sheets of their own: it would be lost in another chart.
    pub beside: Vec<String>,
    /// Links whose address stands in no text, each with its place: another chart would lose the address.
    pub links: Vec<Diagnostic>,
    /// What the file does with cells, such as drop-down lists: no text is in it, and another chart has none of it.
    pub formats: Vec<&'static str>,
    /// How separated values are written, so that they may be written so again.
    pub text: Option<TextForm>,
    /// What was read with doubts.
    pub warnings: Vec<Diagnostic>,
    /// Whether letters are guessed that may be others, so that they should not be written back.
    pub is_doubtful: bool,
}

/// How separated values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextForm {
    /// What parts the cells.
    pub separator: char,
    /// Whether a spreadsheet needs a byte order mark to read the letters: it has one, or it is in no UTF-8, which is what is
    /// written.
    pub needs_mark: bool,
}

/// Something that was written for a case.
#[derive(Clone, Debug)]
pub struct Note {
    /// The id of the case.
    pub case: String,
    /// The id of the code; for a column of their own in a workbook, of the theme.
    pub code: String,
    /// The column of their own; `None` for the summary.
    pub column: Option<String>,
    /// What was written, without white space around it.
    pub text: String,
    /// Where.
    pub place: Place,
}

/// A column that people added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnColumn {
    /// The theme on whose sheet it is; `None` where a chart is one table.
    pub theme: Option<String>,
    /// Its name.
    pub name: String,
}

/// Why a chart is not read.
#[derive(Debug, thiserror::Error)]
pub enum FilledError {
    /// It is no workbook, or a dangerous one.
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
    /// It is no chart, or what is written in it cannot be kept. Never empty.
    #[error("the chart cannot be read")]
    Faults(Vec<Diagnostic>),
}

/// Reads a chart. `name` is the path as people know it.
pub fn read(name: &str, bytes: Vec<u8>, form: Form) -> Result<Filled, FilledError> {
    let mut reader = Reader::default();
    match form {
        Form::Workbook => workbook::read(name, &bytes, &mut reader)?,
        Form::Separated => tidy::separated(name, bytes, &mut reader),
        Form::Json => json::whole(name, &bytes, &mut reader),
        Form::JsonLines => json::lines(name, &bytes, &mut reader),
    }
    let Reader {
        filled,
        cases,
        mut faults,
        ..
    } = reader;
    if cases.is_none() && faults.iter().all(|it| it.severity != Severity::Error) {
        faults.push(no_chart(Place::File(name.to_owned())));
    }
    if faults.iter().any(|it| it.severity == Severity::Error) {
        return Err(FilledError::Faults(faults));
    }
    Ok(Filled {
        cases: cases.unwrap_or_default(),
        warnings: faults,
        ..filled
    })
}

fn no_chart(place: Place) -> Diagnostic {
    let message = "this file is no chart that `thematica chart` wrote";
    Diagnostic::error("no-chart", place, message)
        .help("name another file with --output; or, if it was one, put its headings back")
}

/// What is read so far.
#[derive(Default)]
struct Reader {
    filled: Filled,
    cases: Option<String>,
    seen: HashMap<(String, String, Option<String>), usize>,
    faults: Vec<Diagnostic>,
    /// The sheets and columns of text below no heading, each told once.
    nameless: HashSet<(String, usize)>,
}

impl Reader {
    /// Takes what the cases are, which is the same in the whole file.
    fn cases(&mut self, kind: &str, place: &Place) {
        match &self.cases {
            None => self.cases = Some(kind.to_owned()),
            Some(known) if known == kind => {}
            Some(known) => {
                let message = format!("the cases are `{kind}` here and `{known}` before");
                let fault = Diagnostic::error("mixed-cases", place.clone(), message);
                self.faults.push(
                    fault.help("a chart has cases of one kind: keep two charts in two files"),
                );
            }
        }
    }

    /// Takes something that was written. The same text twice is no loss; another one is.
    fn note(&mut self, mut note: Note) {
        // White space around a text is none: a form that drops it gives the same chart as one that keeps it.
        note.text = String::from(note.text.trim());
        if note.text.is_empty() {
            return;
        }
        let what = match &note.column {
            None => "a summary".to_owned(),
            Some(column) => format!("something in `{column}`"),
        };
        let missing = match (note.case.is_empty(), note.code.is_empty()) {
            (true, _) => Some("case"),
            (_, true) => Some("code"),
            _ => None,
        };
        if let Some(missing) = missing {
            let message = format!("this row has {what} and no {missing}");
            let fault = Diagnostic::error("no-case", note.place, message);
            self.faults.push(fault.help(format!(
                "write the {missing} into it, also one of your own such as `all`: what is in no chart is kept apart"
            )));
            return;
        }
        let key = (note.case.clone(), note.code.clone(), note.column.clone());
        let Some(&first) = self.seen.get(&key) else {
            self.seen.insert(key, self.filled.notes.len());
            self.filled.notes.push(note);
            return;
        };
        let first = &self.filled.notes[first];
        if first.text != note.text {
            let message = format!(
                "the case `{}` has {what} for `{}` twice, and they differ",
                note.case, note.code
            );
            let fault = Diagnostic::error("summary-twice", note.place, message)
                .related(first.place.clone(), "the first one")
                .help("make one of the two, or empty one of the cells");
            self.faults.push(fault);
        }
    }

    /// Takes a column that people added.
    fn own(&mut self, theme: Option<&str>, name: &str, place: &Place) {
        let column = OwnColumn {
            theme: theme.map(str::to_owned),
            name: name.to_owned(),
        };
        if self.filled.own.contains(&column) {
            self.twice(name, place.clone());
            return;
        }
        if theme.is_some() {
            self.may_be_own(name, place);
        } else {
            self.is_no_summary(name, place);
        }
        self.filled.own.push(column);
    }

    /// Whether a column of people may be called so on a sheet; says why not. With a name of ours it would be taken for one of
    /// ours the next time.
    fn may_be_own(&mut self, name: &str, place: &Place) -> bool {
        if !matches!(Heading::of(name), Heading::Own(_)) {
            self.like_ours(name, place.clone());
            return false;
        }
        self.is_no_summary(name, place)
    }

    fn is_no_summary(&mut self, name: &str, place: &Place) -> bool {
        if !name.eq_ignore_ascii_case(header::SUMMARY) {
            return true;
        }
        let message =
            format!("this column is called `{name}` and says of no code that it is its summary");
        let fault = Diagnostic::error("column-name", place.clone(), message);
        self.faults.push(fault.help(
            "give it another name; or, if it has the summaries of a code, the heading of its quotes with `summary` at the end: `LABEL [CODE]: summary`",
        ));
        false
    }

    /// Says that a heading has the form of ours and stands where ours does not.
    fn like_ours(&mut self, name: &str, place: Place) {
        let message = format!(
            "the heading `{name}` has the form of those that the program writes, and is none of them here"
        );
        let fault = Diagnostic::error("column-name", place, message);
        self.faults.push(fault.help(
            "call a column of your own something else; remove a copy, or quotes without their column of summaries",
        ));
    }

    /// Says that two columns have one name, so that one of them would be lost.
    fn twice(&mut self, name: &str, place: Place) {
        let message = format!("two columns are called `{name}`");
        let fault = Diagnostic::error("column-twice", place, message);
        self.faults
            .push(fault.help("give one of them another name"));
    }

    /// Says that a column has no name, so that it could not be found again: once, however many rows it has.
    fn nameless(&mut self, sheet: &Sheet, row: &Row, column: usize) {
        if !self.nameless.insert((sheet.name.clone(), column)) {
            return;
        }
        let message = "this text stands below no heading, and could not be found again";
        let fault = Diagnostic::error("no-heading", sheet.place(row, column), message);
        self.faults
            .push(fault.help("give its column a heading, or remove the text"));
    }
}
