//! Which names a study knows, so that a filter that names another can be refused.

use std::collections::{BTreeMap, BTreeSet};

use super::{Document, Study};
use crate::diagnostic::nearest;

/// The conventional folder of transcripts. It says nothing of any of them, so ids leave it out where they would begin
/// with it.
const FOLDER: &str = "transcripts/";

/// The path, or what someone wrote for it, below the conventional folder.
pub(super) fn below_folder(path: &str) -> &str {
    path.strip_prefix(FOLDER).unwrap_or(path)
}

/// Whether a name is this id, with or without the conventional folder before it.
#[must_use]
pub fn is_id(name: &str, id: &str) -> bool {
    name == id || name.strip_prefix(FOLDER) == Some(id)
}

/// Whether a name stands for this id: it is the id or the end of it, in whole parts of the path.
#[must_use]
pub fn stands_for(name: &str, id: &str) -> bool {
    let is_end = |before: &str| before.is_empty() || before.ends_with('/');
    id.strip_suffix(name).is_some_and(is_end) || is_id(name, id)
}

impl Study {
    /// A transcript's file as results name it: its path from the manifest's folder, which is the same wherever the study lies
    /// and whoever works on it. Without a manifest it is the path that was given.
    #[must_use]
    pub fn path_in_results<'d>(&self, document: &'d Document) -> &'d str {
        let below = self.own.as_ref().and_then(|_| {
            let prefix = self.prefix();
            document.name.strip_prefix(&*prefix)
        });
        below.unwrap_or(&document.name)
    }

    /// The document with this id, or the only one whose id or path ends in it.
    #[must_use]
    pub fn document(&self, name: &str) -> Option<&Document> {
        if let Some(exact) = self.with_id(name) {
            return Some(exact);
        }
        let mut found = self
            .documents
            .iter()
            .filter(|document| stands_for(name, &document.id) || stands_for(name, &document.name));
        found.next().filter(|_| found.next().is_none())
    }

    /// The id of the document that a name stands for.
    #[must_use]
    pub fn id_of(&self, name: &str) -> Option<String> {
        self.document(name).map(|document| document.id.clone())
    }

    /// The document with this id, with or without the conventional folder before it.
    pub(super) fn with_id(&self, name: &str) -> Option<&Document> {
        let ids = [name, below_folder(name)].into_iter();
        let mut exact = ids.filter_map(|id| {
            let by_id = |document: &Document| document.id.as_str().cmp(id);
            self.documents.binary_search_by(by_id).ok()
        });
        exact.next().map(|at| &self.documents[at])
    }

    /// Whether what is kept under a name (a file of codings, a row of a roster) belongs to the document with this id. An id
    /// that is written whole means itself, also where others end in it.
    #[must_use]
    pub fn is_of(&self, name: &str, id: &str) -> bool {
        self.document(name).is_some_and(|it| it.id == id)
    }

    /// The transcript that was perhaps meant by a name that stands for none: capitals may be others, or a letter.
    #[must_use]
    pub fn like(&self, name: &str) -> Option<&str> {
        let folded = name.to_lowercase();
        let ids = || self.documents.iter().map(|document| document.id.as_str());
        let mut same = ids().filter(|id| stands_for(&folded, &id.to_lowercase()));
        let only = same.next().filter(|_| same.next().is_none());
        let by_end = || {
            let end = |id: &'_ str| id.rsplit('/').next().map_or(0, str::len);
            let ends = nearest(name, ids().map(|id| &id[id.len() - end(id)..]))?;
            let mut of = ids().filter(|id| id.ends_with(ends));
            of.next().filter(|_| of.next().is_none())
        };
        only.or_else(|| nearest(name, ids())).or_else(by_end)
    }

    /// The ids of the people of the participants' table, in its order.
    pub fn participant_ids(&self) -> impl Iterator<Item = &str> {
        self.participants.iter().map(|person| person.id.as_str())
    }

    /// The attributes of documents with all their values. Front matter is not among them: it is not read yet.
    #[must_use]
    pub fn document_attributes(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        values(self.documents.iter().map(|document| &document.attributes))
    }

    /// The attributes of people with all their values.
    #[must_use]
    pub fn participant_attributes(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        values(self.participants.iter().map(|person| &person.attributes))
    }
}

fn values<'a>(
    all: impl Iterator<Item = &'a BTreeMap<String, String>>,
) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let mut values: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (name, value) in all.flatten() {
        values.entry(name).or_default().insert(value);
    }
    values
}
