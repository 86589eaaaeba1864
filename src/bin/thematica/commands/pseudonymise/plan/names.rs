//! What stays as it is named, and what nobody looks through.

use std::collections::{BTreeMap, BTreeSet};

use thematica::exchange::pseudonym::{Folded, Key, Why};

use super::Plan;
use crate::args::Global;
use crate::messages;

impl Plan<'_> {
    /// Files are not renamed, so that the study's own files still find them: names in their names are told.
    pub(super) fn warn_of_file_names(&self, global: &Global) {
        let mut found: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for file in &self.files {
            for entry in names_in(self.key, &file.logged.written) {
                found.entry(entry).or_default().push(&file.logged.written);
            }
        }
        for (entry, files) in found {
            let name = &self.key.entries()[entry].name;
            let message = format!(
                "files are not renamed, and the name `{name}` stands in {}: {}; rename in the study, and pseudonymise again",
                messages::counted(files.len(), "file name"),
                some(&files)
            );
            messages::warning(&message, global);
        }
    }

    /// What a person has to look at without the list of what remains.
    pub fn unlooked(&self) -> Vec<String> {
        let mut told = Vec::new();
        if !self.unlisted.is_empty() {
            let files: Vec<&str> = self.unlisted.iter().map(String::as_str).collect();
            told.push(format!(
                "Read before you share, because their capitalised words are not in the list of what remains: {}.",
                some(&files)
            ));
        }
        if !self.coders.is_empty() {
            let coders: Vec<&str> = self.coders.iter().map(String::as_str).collect();
            told.push(format!(
                "The folders of codings keep the names of their coders: {}.",
                some(&coders)
            ));
        }
        told
    }
}

/// Which names of the key a file's path may have in it, in any spelling.
fn names_in(key: &Key, path: &str) -> BTreeSet<usize> {
    let mut entries = BTreeSet::new();
    for part in path.split('/') {
        let folded = Folded::of(part);
        let replaced = key.replace_in(&folded);
        entries.extend(replaced.replacements.iter().map(|it| it.entry));
        let left = key.left(&folded, &replaced);
        let left = left.iter().filter(|it| {
            // `interviewanna` may be Anna's, `planning` is hardly Ann's.
            let letter = |c: char| c.is_alphabetic();
            let ends_word = !part[..it.span.start].ends_with(letter)
                || !part[it.span.end..].starts_with(letter);
            it.why != Why::InSmallWord || ends_word && it.span.len() > 3
        });
        entries.extend(left.map(|it| it.entry));
    }
    entries
}

/// A few of many.
fn some(files: &[&str]) -> String {
    const MOST: usize = 5;
    let shown = files[..files.len().min(MOST)].join(", ");
    match files.len().saturating_sub(MOST) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
