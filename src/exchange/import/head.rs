//! What a table says of the codebook as a whole: rows above the names of the columns, or a sheet of its own.

use super::super::draft::Draft;
use super::super::flow::Flow;
use super::super::sheet::{Row, Sheet};
use super::columns::words;
use super::values::Form;
use crate::diagnostic::Diagnostic;

/// The sheet of a workbook, and the rows of a text, that we write the head in.
pub const SHEET: &str = "codebook";
/// What the first cell of our first row begins with.
pub const MARK: &str = "# codebook";

/// Takes what a row says of the codebook; false where it says nothing of it.
pub(super) fn take(
    draft: &mut Draft,
    sheet: &Sheet,
    row: &Row,
    form: Form,
    faults: &mut Vec<Diagnostic>,
) -> bool {
    let key = row.text(0).trim_start_matches('#').trim();
    let value = match form {
        Form::Ours => row.exact(1),
        Form::Foreign => row.text(1),
    };
    match words(key).as_str() {
        "codebook" | "name" | "title" | "codebook name" | "project" if draft.name.is_empty() => {
            value.clone_into(&mut draft.name);
        }
        "version" => extend(&mut draft.version, value),
        "language" | "lang" => extend(&mut draft.language, value),
        "description" | "comments" | "comment" | "notes" | "purpose" | "about" => {
            extend(&mut draft.description, value);
        }
        "negation" if form == Form::Ours => {
            draft.negation = Flow::read(value);
            if draft.negation.is_none() {
                let message = "this is not the mapping of negating words, and was left out";
                faults.push(Diagnostic::error(
                    "unreadable-cell",
                    sheet.place(row, 1),
                    message,
                ));
            }
        }
        _ => return false,
    }
    true
}

/// A text that stands in several rows has a line in each.
fn extend(text: &mut Option<String>, line: &str) {
    match text {
        Some(text) => {
            text.push('\n');
            text.push_str(line);
        }
        None => *text = Some(line.to_owned()),
    }
}

/// Keeps what the head of a codebook has no key for as a comment, and says so.
pub(super) fn remark(draft: &mut Draft, sheet: &Sheet, row: &Row, faults: &mut Vec<Diagnostic>) {
    let cells: Vec<&str> = row.filled().map(|(_, text)| text).collect();
    let text = match cells.as_slice() {
        [key, rest @ ..] if !rest.is_empty() => format!("{key}: {}", rest.join(" | ")),
        _ => cells.concat(),
    };
    let column = row.filled().next().map_or(0, |(column, _)| column);
    let text = text.trim_start_matches('#').trim().to_owned();
    let shown: String = text
        .lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(60)
        .collect();
    let message = format!("a codebook has no place for `{shown}`; it was kept as a comment");
    faults.push(Diagnostic::advice(
        "kept-as-comment",
        sheet.place(row, column),
        message,
    ));
    draft.remarks.push(text);
}

/// Whether a sheet is about the codebook: pairs of a key and a value, at least one of which we know.
pub(super) fn is_head(sheet: &Sheet) -> bool {
    let names = [
        "metadata", "codebook", "info", "about", "head", "read me", "readme", "project",
    ];
    let is_pair = |row: &Row| row.filled().all(|(column, _)| column < 2);
    let mut draft = Draft::default();
    let mut nothing = Vec::new();
    let knows = sheet.rows.iter().any(|row| {
        !row.text(1).is_empty() && take(&mut draft, sheet, row, Form::Foreign, &mut nothing)
    });
    let is_named = names.contains(&words(&sheet.name).as_str());
    sheet.rows.iter().all(is_pair) && knows && (is_named || is_keyed(sheet))
}

/// Whether the first row names the columns of keys and of values.
pub(super) fn is_keyed(sheet: &Sheet) -> bool {
    let Some(row) = sheet.rows.first() else {
        return false;
    };
    let is = |column, names: &[&str]| names.contains(&words(row.text(column)).as_str());
    is(
        0,
        &["field", "key", "property", "item", "name", "attribute"],
    ) && is(1, &["content", "value", "text", "description"])
}
