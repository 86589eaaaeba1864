//! Codebooks as tables: a row for each code, for spreadsheets and for programs that read tables.
//!
//! The form is documented in `docs/codebook-tables.md`. What is written here is read back by [`super::import`] as the
//! same codebook.

mod separated;
mod workbook;

pub use separated::{Formulas, Separated, Separator};
pub(super) use separated::{restored, write as write_separated};
pub use workbook::WriteError;
pub(super) use workbook::write as write_workbook;

use super::draft::{Draft, DraftCode, Visit};
use super::lines;

/// The columns before the attributes.
const BEFORE: &[&str] = &[
    "id",
    "path",
    "parent",
    "label",
    "brief",
    "definition",
    "include",
    "exclude",
    "notes",
];
/// The columns behind the attributes.
const AFTER: &[&str] = &[
    "match",
    "unless",
    "speakers",
    "roles",
    "negated",
    "examples",
    "counterexamples",
    "retired",
];

/// What is written of a draft, cell by cell.
struct Table {
    /// What holds for the whole: `codebook`, `version`, …
    head: Vec<(&'static str, String)>,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn of(draft: &Draft) -> Self {
        let visits = draft.visits();
        let mut attributes: Vec<&str> = Vec::new();
        for visit in &visits {
            for (name, _) in &visit.code.attributes {
                if !attributes.contains(&name.as_str()) {
                    attributes.push(name);
                }
            }
        }
        let named = attributes
            .iter()
            .map(|name| format!("attribute:{}", lines::of_text(name)));
        let before = BEFORE.iter().map(|name| (*name).to_owned());
        let after = AFTER.iter().map(|name| (*name).to_owned());
        let mut paths: Vec<String> = Vec::new();
        let mut rows = Vec::with_capacity(visits.len());
        for visit in &visits {
            paths.truncate(visit.depth);
            let path = match paths.last() {
                Some(above) => format!("{above}.{}", visit.code.id),
                None => visit.code.id.clone(),
            };
            rows.push(row(visit, &path, &attributes));
            paths.push(path);
        }
        Self {
            head: head(draft),
            columns: before.chain(named).chain(after).collect(),
            rows,
        }
    }
}

fn head(draft: &Draft) -> Vec<(&'static str, String)> {
    let negation = draft.negation.as_ref().map(super::Flow::written);
    let rows = [
        ("codebook", Some(draft.name.clone())),
        ("version", draft.version.clone()),
        ("language", draft.language.clone()),
        ("description", draft.description.clone()),
        ("negation", negation),
    ];
    let rows = rows.into_iter();
    rows.filter_map(|(key, value)| Some((key, value?)))
        .collect()
}

fn row(visit: &Visit<'_>, path: &str, attributes: &[&str]) -> Vec<String> {
    let code: &DraftCode = visit.code;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let attribute = |name: &&str| {
        let mut pairs = code.attributes.iter();
        let pair = pairs.find(|(known, _)| known == name);
        pair.map_or_else(String::new, |(_, value)| lines::of_text(value))
    };
    let mut cells = vec![
        code.id.clone(),
        path.to_owned(),
        visit.parent.map(|it| it.id.clone()).unwrap_or_default(),
        text(&code.label),
        text(&code.brief),
        text(&code.definition),
        text(&code.include),
        text(&code.exclude),
        text(&code.notes),
    ];
    cells.extend(attributes.iter().map(attribute));
    cells.extend([
        lines::of_rules(&code.rules),
        lines::of_rules(&code.unless),
        lines::of_texts(&code.speakers),
        lines::of_texts(&code.roles),
        text(&code.negated),
        lines::of_texts(&code.examples),
        lines::of_texts(&code.counterexamples),
        if code.retired { "true" } else { "" }.to_owned(),
    ]);
    cells
}
