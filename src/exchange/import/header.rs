//! Where the columns of a sheet are named.
//!
//! Titles may stand above the names, the names may stand in two rows (`Criteria` over `Include` and `Exclude`), and they
//! may be repeated further down, for other columns even.

use super::super::sheet::{Row, Sheet};
use super::columns::{self, Role};

/// The rows of a sheet under one row of names.
#[derive(Debug)]
pub(super) struct Section {
    /// The row of the names.
    pub header: usize,
    /// The rows under it.
    pub rows: std::ops::Range<usize>,
    /// The names as they are written, one a column.
    pub names: Vec<String>,
    /// What the columns hold.
    pub roles: Vec<Role>,
}

/// How far down the names may stand.
const DEEPEST: usize = 40;
/// Longer than this is no name of a column.
const LONGEST: usize = 60;

/// How many columns of a sheet are known.
pub(in super::super) fn score(sheet: &Sheet) -> usize {
    let rows = sheet.rows.iter().take(DEEPEST);
    rows.map(known).max().unwrap_or(0)
}

/// The sections of a sheet; none where no row names columns.
pub(super) fn sections(sheet: &Sheet) -> Vec<Section> {
    let Some(first) = first(sheet) else {
        return Vec::new();
    };
    let mut sections: Vec<Section> = Vec::new();
    let mut at = first;
    while at < sheet.rows.len() {
        let is_header = at == first || is_header_again(&sheet.rows[at], &sections);
        if !is_header {
            if let Some(section) = sections.last_mut() {
                section.rows.end = at + 1;
            }
            at += 1;
            continue;
        }
        let below = sheet
            .rows
            .get(at + 1)
            .filter(|row| is_second_header(&sheet.rows[at], row));
        let names = names(&sheet.rows[at], below);
        let header = at;
        at += 1 + usize::from(below.is_some());
        sections.push(Section {
            header,
            rows: at..at,
            roles: columns::settled(names.iter().map(|name| columns::role(name)).collect()),
            names,
        });
    }
    sections
}

/// The row that names the most columns; the first of equals.
fn first(sheet: &Sheet) -> Option<usize> {
    let rows = sheet.rows.iter().take(DEEPEST).enumerate();
    let scored = rows.map(|(at, row)| (at, known(row)));
    let (at, known) = scored.rev().max_by_key(|(_, known)| *known)?;
    let above = at.checked_sub(1).map(|at| &sheet.rows[at]);
    // The upper of two rows of names may know less than the lower.
    if let Some(above) = above
        && is_second_header(above, &sheet.rows[at])
    {
        return Some(at - 1);
    }
    (known >= 2 || known == 1 && at == 0).then_some(at)
}

/// How many of a row's cells name columns, where it looks like a row of names at all.
fn known(row: &Row) -> usize {
    let filled: Vec<(usize, &str)> = row.filled().collect();
    let is_known = |text: &str| columns::role(text) != Role::Unknown;
    let known = filled.iter().filter(|(_, text)| is_known(text)).count();
    let is_short = filled
        .iter()
        .all(|(_, text)| text.chars().count() <= LONGEST);
    let names_codes = filled.iter().any(|(_, text)| {
        columns::names_codes(&[columns::role(text)])
            || matches!(columns::role(text), Role::From | Role::To)
    });
    if is_short && names_codes && known * 3 >= filled.len() {
        known
    } else {
        0
    }
}

/// Whether a row further down names columns: the same again, or at least three known ones.
fn is_header_again(row: &Row, sections: &[Section]) -> bool {
    let same = sections.iter().any(|section| {
        row.filled().count() > 1
            && row.filled().all(|(column, text)| {
                let name = section.names.get(column);
                name.is_some_and(|name| columns::words(name) == columns::words(text))
            })
    });
    same || known(row) >= 3 && known(row) == row.filled().count()
}

/// Whether two rows name the columns together: the lower has nothing but names, and each has some where the other has
/// none. A title above a row that names every column is none of the names.
fn is_second_header(upper: &Row, lower: &Row) -> bool {
    let is_name =
        |text: &str| columns::role(text) != Role::Unknown && text.chars().count() <= LONGEST;
    let adds = |one: &Row, other: &Row| {
        one.filled()
            .any(|(column, _)| other.text(column).is_empty())
    };
    lower.filled().count() >= 2
        && upper.filled().count() >= 2
        && lower.filled().all(|(_, text)| is_name(text))
        && adds(lower, upper)
        && adds(upper, lower)
}

fn names(upper: &Row, lower: Option<&Row>) -> Vec<String> {
    let width = upper
        .cells
        .len()
        .max(lower.map_or(0, |row| row.cells.len()));
    let name = |column: usize| {
        let below = lower.map_or("", |row| row.text(column));
        if below.is_empty() {
            upper.text(column).to_owned()
        } else {
            below.to_owned()
        }
    };
    (0..width).map(name).collect()
}
