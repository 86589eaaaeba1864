//! LIWC dictionaries as tables (`.dicx`, from 2022): a row for each entry, a column for each category, `X` where it belongs.

use super::super::draft::{Draft, DraftCode};
use super::super::import::ids::Ids;
use super::super::sheet::Sheet;
use super::{Wildcards, add, category, tell_hyphens, term, without_words};
use crate::diagnostic::Diagnostic;

/// Reads a dictionary; `None` where the first row names no categories.
pub(in super::super) fn read(sheet: &Sheet, faults: &mut Vec<Diagnostic>) -> Option<Draft> {
    let head = sheet
        .rows
        .first()
        .filter(|row| is_head(sheet) && row.cells.len() > 1)?;
    let mut ids = Ids::default();
    let columns = head.filled().filter(|(column, _)| *column > 0);
    let mut codes: Vec<(usize, DraftCode)> = columns
        .map(|(column, name)| {
            let place = sheet.place(head, column);
            (column, category(name, None, &mut ids, place, faults))
        })
        .collect();
    let mut weights = None;
    for row in &sheet.rows[1..] {
        let written = row.text(0);
        let Some(term) = term(written, Wildcards::AtTheEnd) else {
            faults.push(without_words(written, sheet.place(row, 0)));
            continue;
        };
        for (column, mark) in row.filled().filter(|(column, _)| *column > 0) {
            let Some((_, code)) = codes.iter_mut().find(|(it, _)| *it == column) else {
                let message = format!("no category is named in this column; `{mark}` was left out");
                faults.push(Diagnostic::error(
                    "unknown-category",
                    sheet.place(row, column),
                    message,
                ));
                continue;
            };
            match mark.parse::<f64>() {
                Ok(0.0) => continue,
                Ok(weight) if weight.to_bits() != 1.0_f64.to_bits() => {
                    weights.get_or_insert_with(|| sheet.place(row, column));
                }
                _ => {}
            }
            add(code, term.clone());
        }
    }
    if let Some(place) = weights {
        let message = "words have weights here, which terms have not; the weights were left out";
        faults.push(Diagnostic::error("weights", place, message));
    }
    let codes: Vec<DraftCode> = codes.into_iter().map(|(_, code)| code).collect();
    tell_hyphens(&codes, sheet.whole(), faults);
    Some(Draft {
        codes,
        ..Draft::default()
    })
}

/// Whether the first row is that of such a table.
pub(in super::super) fn is_head(sheet: &Sheet) -> bool {
    let first = sheet.rows.first().map(|row| row.text(0).to_lowercase());
    first.is_some_and(|first| matches!(first.as_str(), "dicterm" | "term" | "entry" | "word"))
}

#[cfg(test)]
mod tests {
    use super::super::super::sheet::separated;
    use super::*;
    use crate::text::Source;
    use std::sync::Arc;

    fn read_text(text: &str) -> (Option<Draft>, Vec<&'static str>) {
        let mut faults = Vec::new();
        let sheet = separated::read(&Arc::new(Source::new("d.dicx", text)), |_| 0, &mut faults);
        let draft = read(&sheet, &mut faults);
        (draft, faults.iter().map(|it| it.rule).collect())
    }

    #[test]
    fn marks_put_words_into_categories() {
        let (draft, told) = read_text("DicTerm,Joy,Sad mood\nhapp*,X,\n\"so, so\",x,X\ncry,,X\n");
        let draft = draft.unwrap();
        let terms = |at: usize| -> Vec<_> {
            draft.codes[at]
                .rules
                .iter()
                .filter_map(|it| it.as_text())
                .collect()
        };
        assert_eq!(terms(0), ["happ*", "so, so"]);
        assert_eq!(terms(1), ["so, so", "cry"]);
        assert_eq!(draft.codes[1].id, "sad-mood");
        assert_eq!(told, [""; 0]);
    }

    #[test]
    fn weights_are_told() {
        let (draft, told) = read_text("DicTerm,Joy\nhapp*,0.5\nsad,0\n");
        assert_eq!(draft.unwrap().codes[0].rules.len(), 1);
        assert_eq!(told, ["weights"]);
    }
}
