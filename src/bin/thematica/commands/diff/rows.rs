//! The rows that `diff` writes.

use serde::Serialize;
use thematica::analysis::change::{Cause, Change, Row, Versions};
use thematica::analysis::coded::Coded;
use thematica::codebook::{Code, Codebook};
use thematica::report::{Cell, Column};
use thematica::text::{Span, one_line};

use crate::commands::job::Job;
use crate::commands::place::{Place, Ruler, reason};

/// The rows of one transcript.
pub struct Rows<'a> {
    job: &'a Job<'a>,
    versions: &'a Versions<'a>,
    coded: &'a Coded<'a>,
}

/// A segment that gained or lost a code.
#[derive(Serialize)]
pub struct ChangeRow<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    /// `gained` or `lost`.
    change: &'static str,
    /// The code's id, in the new codebook where it has the code.
    code: &'a str,
    path: &'a str,
    label: &'a str,
    /// Its id in the old codebook, where it had another.
    was: Option<&'a str>,
    /// The rules that code it in the codebook that does.
    rules: Vec<&'a str>,
    /// The matched words, as they stand in the text.
    matched: Vec<&'a str>,
    /// Why the other codebook does not code it.
    why: String,
    text: &'a str,
    /// Where the matched words stand in the segment, in bytes.
    #[serde(skip)]
    marks: Vec<Span>,
}

impl<'a> Rows<'a> {
    pub fn new(job: &'a Job<'_>, versions: &'a Versions<'_>, coded: &'a Coded<'_>) -> Self {
        Self {
            job,
            versions,
            coded,
        }
    }

    pub fn of<'r>(&'r self, rows: &'r [Row]) -> impl Iterator<Item = ChangeRow<'r>> {
        let mut ruler = Ruler::new(self.coded.transcript.source.text());
        rows.iter().map(move |row| self.row(row, &mut ruler))
    }

    fn row<'r>(&'r self, row: &'r Row, ruler: &mut Ruler<'_>) -> ChangeRow<'r> {
        let Versions { old, new, .. } = self.versions;
        let slice = |span: Span| self.coded.transcript.source.slice(span);
        let (code, was) = named(self.versions, row.pair);
        let short_id = self.job.short_id(self.coded.document);
        let at = (row.turn, row.segment);
        let has_it = match row.change {
            Change::Gained => new,
            Change::Lost => old,
        };
        let rules = row
            .rules
            .iter()
            .map(|&rule| has_it.rule(rule).written.as_str());
        ChangeRow {
            place: Place::of(&self.job.study, self.coded, short_id, at, ruler),
            change: word(row.change),
            code: &code.id,
            path: &code.path,
            label: &code.label,
            was,
            rules: rules.collect(),
            matched: row.matched.iter().map(|&span| slice(span)).collect(),
            why: self.why(row),
            text: slice(row.segment),
            marks: marks(row),
        }
    }

    fn why(&self, row: &Row) -> String {
        let gained = row.change == Change::Gained;
        let stopped = |codebook: &Codebook, stop| reason(codebook, self.coded, stop);
        let why = match (row.cause, gained) {
            (Cause::Stopped(stop), true) => {
                return format!("before: {}", stopped(self.versions.old, stop));
            }
            (Cause::Stopped(stop), false) => return stopped(self.versions.new, stop),
            (Cause::NoCode, true) => "the code is new",
            (Cause::NoCode, false) => "the code is gone",
            (Cause::Retired, true) => "the code was retired",
            (Cause::Retired, false) => "the code is retired",
            (Cause::NoRule, true) => "the rule is new",
            (Cause::NoRule, false) => "the rule is gone",
            (Cause::OtherConditions, _) => "the rule has other conditions",
            (Cause::SameRule, _) => "what the rule rests on has changed",
        };
        why.to_owned()
    }
}

/// What a code is called now, or was called last, and its other id where it had one.
pub fn named<'v>(versions: &'v Versions<'_>, pair: usize) -> (&'v Code, Option<&'v str>) {
    let Versions {
        old, new, pairs, ..
    } = versions;
    let pair = pairs.all[pair];
    let before = pair.old.map(|code| old.code(code));
    let after = pair.new.map(|code| new.code(code));
    let code = after.or(before).expect("a pair has one code at least");
    let was = before.map(|code| code.id.as_str());
    (code, was.filter(|was| *was != code.id))
}

fn word(change: Change) -> &'static str {
    match change {
        Change::Gained => "gained",
        Change::Lost => "lost",
    }
}

/// The matched words inside the segment, counted from its start; those that touch are one.
fn marks(row: &Row) -> Vec<Span> {
    let segment = row.segment;
    let mut marks: Vec<Span> = Vec::new();
    for part in &row.matched {
        let start = part.start.max(segment.start) - segment.start;
        let end = part.end.min(segment.end) - segment.start;
        match marks.last_mut() {
            Some(last) if last.end >= start => last.end = last.end.max(end),
            _ => marks.push(Span::new(start, end)),
        }
    }
    marks
}

impl ChangeRow<'_> {
    pub fn columns() -> Vec<Column> {
        let mut columns = Place::columns();
        let names = [
            "change", "code", "path", "label", "was", "rules", "matched", "why", "text",
        ];
        columns.extend(names.map(|name| Column::text(name, name)));
        columns
    }

    pub fn cells(&self) -> Vec<Cell> {
        let mut cells = self.place.cells();
        cells.extend([self.change, self.code, self.path, self.label].map(Cell::text));
        cells.push(Cell::maybe(self.was));
        cells.extend([self.rules.join("; "), self.matched.join("; ")].map(Cell::text));
        cells.extend([Cell::text(&self.why), Cell::text(self.text)]);
        cells
    }

    pub fn columns_for_eyes() -> Vec<Column> {
        let names = [
            ("transcript", "Transcript"),
            ("turn", "Turn"),
            ("speaker", "Speaker"),
            ("change", "Change"),
            ("code", "Code"),
            ("rules", "Rule"),
            ("why", "Why"),
            ("text", "Segment"),
        ];
        let column = |(name, heading): (&str, &str)| {
            let column = Column::text(name, heading);
            // What changed and why says more, where there is room for few columns.
            if name == "turn" {
                column.gives_way()
            } else {
                column
            }
        };
        names.map(column).to_vec()
    }

    pub fn for_eyes(&self) -> Vec<Cell> {
        let mut cells = self.place.for_eyes();
        let code = match self.was {
            Some(was) => format!("{} (was {was})", self.code),
            None => self.code.to_owned(),
        };
        let texts = [
            self.change.to_owned(),
            code,
            self.rules.join("; "),
            one_line(&self.why),
            one_line(&self.marked()),
        ];
        cells.extend(texts.map(Cell::text));
        cells
    }

    fn marked(&self) -> String {
        let mut marked = String::with_capacity(self.text.len() + 4 * self.marks.len());
        let mut at = 0;
        for mark in &self.marks {
            let (before, words) = (&self.text[at..mark.start], &self.text[mark.range()]);
            marked.extend([before, "»", words, "«"]);
            at = mark.end;
        }
        marked + &self.text[at..]
    }
}
