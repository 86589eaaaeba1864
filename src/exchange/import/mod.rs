//! Tables of codes as codebooks, whoever made them.
//!
//! What is known of such tables stands in [`columns`] (how columns are called), [`header`] (where they are named),
//! [`naming`] (how rows name codes and those above them) and [`values`] (how cells hold lists). Nothing is dropped in
//! silence: a column that no codebook knows becomes an attribute or a note, and what cannot be kept is told at its cell.

mod columns;
mod filling;
pub(super) mod head;
mod header;
pub(super) mod ids;
mod naming;
mod plan;
#[cfg(test)]
mod tests;
mod tree;
pub(super) mod values;

use super::draft::Draft;
use super::sheet::{Row, Sheet};
use crate::diagnostic::Diagnostic;
use columns::{Role, words};
use filling::Filling;
pub(super) use header::score;
use header::{Section, sections};
use naming::Naming;
use plan::Plan;
use tree::{Above, Tree};
use values::Form;

/// Makes a draft of the sheets of one file; `None` where none of them has a table of codes.
pub(super) fn draft(sheets: &[Sheet], faults: &mut Vec<Diagnostic>) -> Option<Draft> {
    let mut draft = Draft::default();
    let form = form(sheets);
    let mut plans = Vec::new();
    let mut relations = Vec::new();
    for sheet in sheets {
        if is_our_head(sheet, form) || form == Form::Foreign && head::is_head(sheet) {
            read_head(&mut draft, sheet, form, faults);
            continue;
        }
        let found = sections(sheet);
        above_table(&mut draft, sheet, found.first(), form, faults);
        for section in found {
            if section.roles.contains(&Role::From) && section.roles.contains(&Role::To) {
                relations.push((sheet, section));
            } else {
                plans.push(Plan::new(sheet, section, form, faults));
            }
        }
    }
    // What codes mean comes before the examples that other sheets give of them.
    plans.sort_by_key(|plan| !plan.describes());
    let mut tree = Tree::default();
    for plan in &plans {
        read_rows(plan, &mut tree, faults);
    }
    for (sheet, section) in relations {
        relate(sheet, &section, &mut tree, faults);
    }
    if tree.entries.is_empty() {
        return None;
    }
    draft.codes = tree.finish(faults);
    Some(draft)
}

/// Our tables begin with the name of the codebook, and our workbooks have a sheet for it.
fn form(sheets: &[Sheet]) -> Form {
    let begins = |sheet: &Sheet| {
        sheet
            .rows
            .first()
            .is_some_and(|row| row.text(0) == head::MARK)
    };
    if sheets
        .iter()
        .any(|sheet| begins(sheet) || is_our_head(sheet, Form::Ours))
    {
        Form::Ours
    } else {
        Form::Foreign
    }
}

fn is_our_head(sheet: &Sheet, form: Form) -> bool {
    let says = |row: usize, key: &str| sheet.rows.get(row).is_some_and(|row| row.text(0) == key);
    form == Form::Ours && sheet.name == head::SHEET && says(0, "key") && says(1, "codebook")
}

fn read_head(draft: &mut Draft, sheet: &Sheet, form: Form, faults: &mut Vec<Diagnostic>) {
    let keyed = usize::from(head::is_keyed(sheet));
    for row in sheet.rows.iter().skip(keyed) {
        if !head::take(draft, sheet, row, form, faults) {
            head::remark(draft, sheet, row, faults);
        }
    }
}

/// The rows above the names of the columns; all rows of a sheet that has none.
fn above_table(
    draft: &mut Draft,
    sheet: &Sheet,
    first: Option<&Section>,
    form: Form,
    faults: &mut Vec<Diagnostic>,
) {
    let Some(first) = first else {
        // A file that is one table is told as a whole.
        if !sheet.name.is_empty() {
            let message = "no row of this sheet names columns of codes, so it was left out";
            faults.push(Diagnostic::error("no-columns", sheet.whole(), message));
        }
        return;
    };
    for row in &sheet.rows[..first.header] {
        let is_pair = row.filled().all(|(column, _)| column < 2) && row.filled().count() == 2;
        let is_ours = form == Form::Ours && row.text(0).starts_with('#');
        if !((is_pair || is_ours) && head::take(draft, sheet, row, form, faults)) {
            head::remark(draft, sheet, row, faults);
        }
    }
}

fn read_rows(plan: &Plan<'_>, tree: &mut Tree, faults: &mut Vec<Diagnostic>) {
    let mut naming = Naming::new(plan);
    let filling = Filling { plan };
    let mut last = None;
    let mut unnamed: Vec<&Row> = Vec::new();
    for row in plan.rows {
        let named = naming.code(row, tree, faults);
        if named.is_none() && last.is_some() {
            unnamed.push(row);
        }
        let Some(code) = named.or(last) else {
            let message = "this row names no code, and was left out";
            faults.push(Diagnostic::error("unnamed-row", place(plan, row), message));
            continue;
        };
        last = Some(code);
        filling.row(&mut tree.entries[code].code, row, faults);
    }
    tell_unnamed(plan, &unnamed, faults);
}

fn place(plan: &Plan<'_>, row: &Row) -> crate::diagnostic::Place {
    let first = row.filled().next().map_or(0, |(column, _)| column);
    plan.sheet.place(row, first)
}

/// Rows without a name go on with the code above them: a name that stands once, over several rows, is common.
fn tell_unnamed(plan: &Plan<'_>, unnamed: &[&Row], faults: &mut Vec<Diagnostic>) {
    let Some(first) = unnamed.first() else {
        return;
    };
    let more = match unnamed.len() - 1 {
        0 => String::new(),
        1 => " (and 1 more such row)".to_owned(),
        more => format!(" (and {more} more such rows)"),
    };
    let message = format!("this row names no code of its own; it goes on with the one above{more}");
    faults.push(Diagnostic::warning(
        "unnamed-row",
        place(plan, first),
        message,
    ));
}

/// A table of which code stands above which.
fn relate(sheet: &Sheet, section: &Section, tree: &mut Tree, faults: &mut Vec<Diagnostic>) {
    let column = |role: &Role| section.roles.iter().position(|it| it == role);
    let (Some(from), Some(to)) = (column(&Role::From), column(&Role::To)) else {
        return;
    };
    let relation = column(&Role::Relation);
    for row in &sheet.rows[section.rows.clone()] {
        let kind = relation.map_or("parent to child", |column| row.text(column));
        let (parent, child) = match words(kind).as_str() {
            "parent to child" | "parent" | "parent of" | "is parent of" | "has child"
            | "broader" => (from, to),
            "child to parent" | "child" | "child of" | "is child of" | "subcode of" | "is a"
            | "part of" => (to, from),
            _ => {
                let message =
                    format!("a codebook cannot hold the relation `{kind}`; it was left out");
                let place = sheet.place(row, relation.unwrap_or(from));
                faults.push(Diagnostic::error("unknown-relation", place, message));
                continue;
            }
        };
        if let Some(code) = tree.find(row.text(child)) {
            let place = sheet.place(row, parent);
            tree.entries[code].above = Above::Named(row.text(parent).to_owned(), place);
        } else {
            let name = row.text(child);
            let message = format!("there is no code `{name}`; the relation was left out");
            let place = sheet.place(row, child);
            faults.push(Diagnostic::error("unknown-relation", place, message));
        }
    }
}
