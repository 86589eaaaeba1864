//! The `'` before text that a spreadsheet would take for a formula and run, put there and taken away again.
//!
//! Whether a table was written with it cannot be seen from the table, so the rule needs no knowing: what begins with `'` and
//! then looks like a formula always has one `'` too many in a file.

use super::Sheet;

const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Whether a spreadsheet would take a text for a formula.
pub(in super::super) fn is_formula(text: &str) -> bool {
    text.starts_with(FORMULA)
}

/// Whether a text looks as if a `'` had been put before a formula, and so needs another one in a file.
pub(in super::super) fn is_like_defused(text: &str) -> bool {
    text.starts_with('\'') && is_formula(text.trim_start_matches('\''))
}

/// Takes the `'` away again from all cells of a table.
pub(in super::super) fn restore(sheet: &mut Sheet) {
    for cell in sheet.rows.iter_mut().flat_map(|row| &mut row.cells) {
        if is_like_defused(&cell.text) {
            cell.text.remove(0);
        }
    }
}
