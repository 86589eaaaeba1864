//! Where the files of the copy lie.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use thematica::study::{Document, Study};

use super::Plan;

impl Plan<'_> {
    /// Where a transcript is written below the copy's folder: where it lay, with the ending of what it is now.
    pub(super) fn place(
        &mut self,
        study: &Study,
        document: &Document,
        keeps: bool,
        taken: &mut BTreeSet<String>,
    ) -> String {
        self.as_text += usize::from(!keeps);
        let place = below(&study.root, &document.path);
        let mut place = place.unwrap_or_else(|| named(document));
        if !keeps {
            let whole = place.clone();
            let end = place.rfind('.').filter(|&at| !place[at..].contains('/'));
            place.truncate(end.unwrap_or(place.len()));
            place.push_str(".txt");
            let is_there =
                || study.root.join(&place) != document.path && study.root.join(&place).exists();
            if taken.contains(&place) || is_there() {
                place = format!("{whole}.txt");
            }
        }
        let place = free(&place, taken);
        taken.insert(place.clone());
        place
    }
}

/// A file's path below a folder, with `/` between its parts; `None` where it lies elsewhere.
pub(super) fn below(root: &Path, path: &Path) -> Option<String> {
    if root.as_os_str().is_empty() {
        return None;
    }
    let parts = path.strip_prefix(root).ok()?.components();
    let parts = parts.filter(|part| *part != Component::CurDir);
    let parts: Option<Vec<_>> = parts
        .map(|part| match part {
            Component::Normal(part) => Some(part.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect();
    parts.map(|parts| parts.join("/"))
}

/// A path that no other file has: two folders may both have an `int1.txt`.
fn free(place: &str, taken: &BTreeSet<String>) -> String {
    let name = place.rfind('/').map_or(0, |at| at + 1);
    let end = place[name..].rfind('.').map_or(place.len(), |at| name + at);
    let numbered = |number: usize| format!("{}-{number}{}", &place[..end], &place[end..]);
    let mut places = (1..).map(|number| match number {
        1 => place.to_owned(),
        _ => numbered(number),
    });
    places
        .find(|it| !taken.contains(it))
        .expect("not all numbers are taken")
}

/// A place of its own for a file that was named by itself. The folders of this machine are nobody's business.
fn named(document: &Document) -> String {
    let ending = document.path.extension().unwrap_or_default();
    let ending = ending.to_string_lossy();
    let id = match document.path.file_stem() {
        Some(stem) if document.path.is_absolute() => stem.to_string_lossy().into_owned(),
        _ => document.id.clone(),
    };
    let id = id
        .split('/')
        .filter(|part| !matches!(*part, "" | "." | ".."));
    let id = id.collect::<Vec<_>>().join("/");
    if id.ends_with(&format!(".{ending}")) {
        id
    } else {
        format!("{id}.{ending}")
    }
}
