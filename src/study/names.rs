//! Which names a study knows, so that a filter that names another can be refused.

use std::collections::{BTreeMap, BTreeSet};

use super::{Document, Study};

impl Study {
    /// The document with this id, or the only one whose id or path ends in it.
    #[must_use]
    pub fn document(&self, name: &str) -> Option<&Document> {
        let exact = self
            .documents
            .binary_search_by(|document| document.id.as_str().cmp(name));
        if let Ok(at) = exact {
            return Some(&self.documents[at]);
        }
        let is_end = |whole: &str| {
            whole
                .strip_suffix(name)
                .is_some_and(|before| before.is_empty() || before.ends_with('/'))
        };
        let mut found = self
            .documents
            .iter()
            .filter(|document| is_end(&document.id) || is_end(&document.name));
        found.next().filter(|_| found.next().is_none())
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
