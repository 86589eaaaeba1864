//! Tables of codings: CSV with a header.
//!
//! | column | is |
//! |---|---|
//! | `transcript` | its id, the end of it, or its path |
//! | `code` | the code, by id or path |
//! | `coder` | who coded |
//! | `start`, `end` | code points of the text as it is read, from 0, the end not included |
//! | `quote` | the words; with `start` and `end`, what should be there |
//! | `occurrence` | which of several places of the quote, from 1 |
//! | `turn` | all of this turn, from 1 |
//! | `line` | all that is said in this line of the text as it is read, from 1; with `quote`, the line that it has to be in |
//! | `text` | with `line` alone, words that have to be in the line |
//! | `weight`, `memo`, `state`, `made`, `with` | as in the store |
//!
//! A place is `start` and `end`, or `quote`, or `turn`, or `line`: the first of them that the row has. Lines are those of the
//! text as it is read, which only for plain text and Markdown are those of the file. Other columns are not read: a table that
//! people made may hold anything.

use std::collections::HashMap;

use super::{Fault, Read, Seen, Wanted, Where};
use crate::coding::record::State;
use crate::diagnostic::nearest;

/// The columns that are read.
pub const COLUMNS: &[&str] = &[
    "transcript",
    "code",
    "coder",
    "start",
    "end",
    "quote",
    "occurrence",
    "turn",
    "line",
    "text",
    "weight",
    "memo",
    "state",
    "made",
    "with",
];

/// Reads a table with a header. `only` is the transcript where the rows do not name one.
#[must_use]
pub fn of_table(text: &str, only: Option<&str>) -> Read {
    let mut read = Read::default();
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            read.faults
                .push(Fault::new(1, format!("this is no table: {error}")));
            return read;
        }
    };
    let at: HashMap<String, usize> = header
        .iter()
        .enumerate()
        .map(|(at, name)| (name.trim().to_ascii_lowercase(), at))
        .collect();
    if let Some(fault) = missing(&at, only) {
        read.faults.push(fault);
        return read;
    }
    let mut ruler = Ruler::new(text);
    for row in reader.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let line = error.position().map_or(1, |at| ruler.line(at));
                read.faults.push(Fault::new(
                    line,
                    format!("this row cannot be read: {error}"),
                ));
                continue;
            }
        };
        let cells = Cells {
            at: &at,
            line: row.position().map_or(1, |at| ruler.line(at)),
            row: &row,
        };
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let surplus = row.iter().skip(header.len());
        if let Some(first) = surplus.clone().find(|cell| !cell.trim().is_empty()) {
            let (has, wanted) = (row.len(), header.len());
            let message = format!(
                "this row has {has} cells, and the header {wanted}: `{first}` has no column"
            );
            let fault = Fault::new(cells.line, message);
            read.faults
                .push(fault.help("put text with a comma in it into quotes: \"Oh, Ian.\""));
            continue;
        }
        match cells.wanted(only) {
            Ok(wanted) => read.wanted.push(wanted),
            Err(fault) => read.faults.push(fault),
        }
    }
    read
}

/// Counts lines from where it counted last. The position of a row may lie on the line end before it, where that is CR LF.
struct Ruler<'t> {
    text: &'t [u8],
    byte: usize,
    line: usize,
}

impl<'t> Ruler<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text: text.as_bytes(),
            byte: 0,
            line: 1,
        }
    }

    fn line(&mut self, position: &csv::Position) -> usize {
        let byte = usize::try_from(position.byte()).unwrap_or(usize::MAX);
        let byte = byte.min(self.text.len());
        let rest = self.text[byte..].iter();
        let ends = rest.take_while(|it| matches!(it, b'\r' | b'\n')).count();
        let byte = byte + ends;
        if let Some(between) = self.text.get(self.byte..byte) {
            self.line += memchr::memchr_iter(b'\n', between).count();
            self.byte = byte;
        }
        self.line
    }
}

/// What separates the cells: spreadsheets of half of Europe write semicolons.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |c: char| header.matches(c).count();
    let (comma, semicolon, tab) = (count(','), count(';'), count('\t'));
    if tab > comma && tab >= semicolon {
        b'\t'
    } else if semicolon > comma {
        b';'
    } else {
        b','
    }
}

fn missing(at: &HashMap<String, usize>, only: Option<&str>) -> Option<Fault> {
    let has = |name: &str| at.contains_key(name);
    let told = |message: &str, wanted: &str| {
        let fault = Fault::new(1, message);
        match nearest(wanted, at.keys().map(String::as_str)) {
            Some(near) => fault.help(format!("rename the column `{near}` to `{wanted}`")),
            None => fault.help(format!(
                "the columns that are read are {}",
                COLUMNS.join(", ")
            )),
        }
    };
    if only.is_none() && !has("transcript") {
        return Some(told("this table has no column `transcript`", "transcript"));
    }
    let has_place = ["quote", "start", "turn", "line"]
        .iter()
        .any(|name| has(name));
    (!has_place).then(|| told("this table has no column that says where: `quote`, `start` and `end`, `turn`, or `line`", "quote"))
}

/// One row.
struct Cells<'r> {
    at: &'r HashMap<String, usize>,
    row: &'r csv::StringRecord,
    line: usize,
}

impl Cells<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        let cell = self.row.get(*self.at.get(name)?)?;
        Some(cell).filter(|cell| !cell.trim().is_empty())
    }

    fn text(&self, name: &str) -> Option<String> {
        self.get(name).map(|cell| cell.trim().to_owned())
    }

    fn number(&self, name: &str) -> Result<Option<usize>, Fault> {
        let Some(cell) = self.get(name) else {
            return Ok(None);
        };
        let number = cell.trim().parse();
        number.map(Some).map_err(|_| {
            Fault::new(
                self.line,
                format!("`{name}` is `{}`, which is no whole number", cell.trim()),
            )
        })
    }

    fn wanted(&self, only: Option<&str>) -> Result<Wanted, Fault> {
        let transcript = self.text("transcript").or_else(|| only.map(str::to_owned));
        let transcript =
            transcript.ok_or_else(|| Fault::new(self.line, "this row names no transcript"))?;
        let weight = self.get("weight").map(|cell| {
            cell.trim().parse().map_err(|_| {
                Fault::new(
                    self.line,
                    format!("`weight` is `{}`, which is no number", cell.trim()),
                )
            })
        });
        let state = match self.get("state").map(str::trim) {
            None | Some("coded") => State::Coded,
            Some("rejected") => State::Rejected,
            Some("removed") => State::Removed,
            Some(other) => {
                let message = format!("`state` is `{other}`");
                return Err(Fault::new(self.line, message).help("write coded, rejected or removed"));
            }
        };
        Ok(Wanted {
            line: self.line,
            transcript,
            coder: self.text("coder"),
            code: self.text("code"),
            place: self.place()?,
            weight: weight.transpose()?,
            memo: self.get("memo").map(str::to_owned),
            state,
            made: self.text("made"),
            with: self.text("with"),
            record: None,
        })
    }

    fn place(&self) -> Result<Where, Fault> {
        let quote = self.get("quote").map(str::to_owned);
        match (self.number("start")?, self.number("end")?) {
            (Some(start), Some(end)) if start < end => return Ok(Where::Points(start..end, quote)),
            (Some(_), Some(_)) => return Err(Fault::new(self.line, "`end` is not behind `start`")),
            (None, None) => {}
            _ => return Err(Fault::new(self.line, "`start` and `end` go together")),
        }
        if let Some(quote) = quote {
            let which = self.number("occurrence")?;
            return Ok(match self.number("line")? {
                Some(line) => Where::InLine {
                    words: quote,
                    line,
                    which,
                },
                None => Where::Quote(quote, which),
            });
        }
        if let Some(turn) = self.number("turn")? {
            return Ok(Where::Turn(turn));
        }
        if let Some(line) = self.number("line")? {
            let seen = self.get("text").map(str::to_owned);
            return Ok(Where::Line(line, seen.map_or(Seen::Nothing, Seen::Some)));
        }
        Err(
            Fault::new(self.line, "this row does not say where its coding is")
                .help("give it a `quote`, `start` and `end`, a `turn`, or a `line`"),
        )
    }
}
