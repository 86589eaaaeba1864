//! The documents' table: what is known of each transcript.
//!
//! `docs/study.md` tells researchers of its columns, and of which value wins.

use std::collections::{BTreeMap, HashMap};

use super::Document;
use super::names::below_folder;
use super::table::Table;
use crate::diagnostic::Diagnostic;
use crate::text::Span;

/// Transcripts by their ids and by the ends of their ids: `fg1` for `phase-1/groups/fg1`.
pub(super) struct Ids<'d> {
    by_end: HashMap<&'d str, Vec<usize>>,
}

impl<'d> Ids<'d> {
    pub fn new(documents: &'d [Document]) -> Self {
        let mut by_end: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, document) in documents.iter().enumerate() {
            for end in ends(&document.id) {
                by_end.entry(end).or_default().push(index);
            }
        }
        Self { by_end }
    }

    /// All transcripts that a name stands for: the one with this id, or all whose ids end in it.
    pub fn named(&self, documents: &[Document], name: &str) -> &[usize] {
        let ending = |name| self.by_end.get(name).map_or(&[][..], Vec::as_slice);
        for id in [name, below_folder(name)] {
            let found = ending(id);
            if let Some(exact) = found.iter().position(|&index| documents[index].id == id) {
                return &found[exact..=exact];
            }
        }
        ending(name)
    }

    /// A help for a name that stands for none.
    pub fn help(&self, name: &str) -> String {
        match crate::diagnostic::nearest(below_folder(name), self.by_end.keys().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "a transcript is named by its path without the ending, or by the end of that"
                .to_owned(),
        }
    }
}

fn ends(id: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(id), |end| end.split_once('/').map(|(_, rest)| rest))
}

/// Adds the table's attributes to the documents; they win over all others.
pub(super) fn apply(table: &Table, documents: &mut [Document], faults: &mut Vec<Diagnostic>) {
    let Some(column) = table.required("transcript", faults) else {
        return;
    };
    let mut rows: Vec<(usize, BTreeMap<String, String>)> = Vec::new();
    let mut described: HashMap<usize, Span> = HashMap::new();
    let ids = Ids::new(documents);
    for row in &table.rows {
        let name = &row[column];
        let found = ids.named(documents, &name.text);
        let place = table.place(name.span);
        let fault = match found {
            [] => {
                let message = format!("there is no transcript `{}`", name.text);
                Diagnostic::warning("undefined-transcript", place, message)
                    .help(ids.help(&name.text))
            }
            [index] => {
                if let Some(first) = described.insert(*index, name.span) {
                    let message = format!("the transcript `{}` is described twice", name.text);
                    Diagnostic::error("duplicate-transcript", place, message)
                        .related(table.place(first), "first described here")
                        .help("put what is known of it into one row")
                } else {
                    let pairs = table.header.iter().zip(row).enumerate();
                    let attributes = pairs
                        .filter(|(at, (name, value))| {
                            *at != column && !name.text.is_empty() && !value.text.is_empty()
                        })
                        .map(|(_, (name, value))| (name.text.to_string(), value.text.to_string()));
                    rows.push((*index, attributes.collect()));
                    continue;
                }
            }
            [first, second, ..] => {
                let message = format!("`{}` stands for more than one transcript", name.text);
                let (first, second) = (&documents[*first].id, &documents[*second].id);
                Diagnostic::error("ambiguous-transcript", place, message)
                    .help(format!("write more of the path: `{first}` or `{second}`"))
            }
        };
        faults.push(fault);
    }
    for (index, attributes) in rows {
        documents[index].attributes.extend(attributes);
    }
}
