//! The codes of all rows, and which stands above which.
//!
//! Rows name the code above by its id, its name, its path or its number, and may do so before its own row comes. So
//! codes are gathered first, and the tree is made of them in the end.

use std::collections::HashMap;

use super::super::draft::DraftCode;
use super::columns::words;
use super::ids::{self, Change, Ids};
use crate::diagnostic::{Diagnostic, Place};

/// How many codes may stand above a code: YAML is not nested without end.
const MOST_LEVELS: usize = 64;

/// A code as far as the rows have told.
#[derive(Debug)]
pub(super) struct Entry {
    /// The id that was given.
    pub id: Option<String>,
    /// The name.
    pub name: String,
    /// Its number in the table.
    pub number: Option<String>,
    /// What stands above.
    pub above: Above,
    /// Where it was first named.
    pub place: Place,
    /// What is written of it, without the codes under it.
    pub code: DraftCode,
}

/// What stands above a code.
#[derive(Clone, Debug)]
pub(super) enum Above {
    /// Nothing.
    Nothing,
    /// A code that was found already.
    Entry(usize),
    /// A code that goes by this name, wherever it comes.
    Named(String, Place),
}

/// All codes, in the order in which they were first named.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub entries: Vec<Entry>,
    /// Codes by the ids that were given.
    by_id: HashMap<String, usize>,
    /// Codes by id and name, the first of each.
    by_name: HashMap<String, usize>,
    /// Codes under a code by their names.
    by_place: HashMap<(Option<usize>, String), usize>,
}

impl Tree {
    /// Adds a code.
    pub fn add(&mut self, id: Option<&str>, name: &str, above: Above, place: Place) -> usize {
        let index = self.entries.len();
        if let Above::Entry(_) | Above::Nothing = above {
            let parent = above.entry();
            for key in id.into_iter().chain([name]) {
                self.by_place
                    .entry((parent, words_or(key)))
                    .or_insert(index);
            }
        }
        for key in id.into_iter().chain([name]) {
            self.by_name.entry(words_or(key)).or_insert(index);
        }
        if let Some(id) = id {
            self.by_id.entry(id.to_owned()).or_insert(index);
        }
        self.entries.push(Entry {
            id: id.map(str::to_owned),
            name: name.to_owned(),
            number: None,
            above,
            place,
            code: DraftCode::default(),
        });
        index
    }

    /// The code that was given an id.
    pub fn find_id(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The code that has an id or, nearly, a name.
    pub fn find(&self, name: &str) -> Option<usize> {
        let by_name = || self.by_name.get(&words_or(name)).copied();
        self.find_id(name).or_else(by_name)
    }

    /// The code that has an id or a name under another.
    pub fn find_under(&self, above: Option<usize>, name: &str) -> Option<usize> {
        self.by_place.get(&(above, words_or(name))).copied()
    }

    /// Names a code anew: its own row says more than those that named it as something above them.
    pub fn rename(&mut self, index: usize, id: Option<&str>, name: Option<&str>) {
        let entry = &mut self.entries[index];
        let parent = entry.above.entry();
        if let Some(id) = id {
            entry.id = Some(id.to_owned());
            self.by_id.entry(id.to_owned()).or_insert(index);
        }
        if let Some(name) = name {
            name.clone_into(&mut entry.name);
        }
        for key in id.into_iter().chain(name) {
            self.by_name.entry(words_or(key)).or_insert(index);
            self.by_place
                .entry((parent, words_or(key)))
                .or_insert(index);
        }
    }

    /// The codes as a tree with ids.
    pub fn finish(mut self, faults: &mut Vec<Diagnostic>) -> Vec<DraftCode> {
        self.settle_parents(faults);
        self.break_circles(faults);
        let mut children: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
        for (index, entry) in self.entries.iter().enumerate() {
            children.entry(entry.above.entry()).or_default().push(index);
        }
        let mut ids = Ids::default();
        for entry in &mut self.entries {
            let given = entry.id.as_deref();
            if given.is_some_and(|id| ids::is_id(id) && ids.reserve(id)) {
                entry.code.id = given.unwrap_or_default().to_owned();
            }
        }
        let mut entries: Vec<Option<Entry>> = self.entries.into_iter().map(Some).collect();
        let mut maker = Maker {
            entries: &mut entries,
            children: &children,
            ids,
            faults,
        };
        maker.under(None, None)
    }

    /// Finds the codes that were named as parents; those that have no row become themes.
    fn settle_parents(&mut self, faults: &mut Vec<Diagnostic>) {
        let numbered = self.entries.iter().enumerate();
        let numbers: HashMap<String, usize> = numbered
            .rev()
            .filter_map(|(index, entry)| Some((entry.number.clone()?, index)))
            .collect();
        for index in 0..self.entries.len() {
            let Above::Named(name, place) = self.entries[index].above.clone() else {
                continue;
            };
            let by_number = || numbers.get(&name).copied();
            let last = || {
                name.rsplit(['.', '>', '/', ':', '\\', '|'])
                    .next()
                    .map(str::trim)
            };
            let found = self.find(&name).or_else(by_number);
            let found = found.or_else(|| self.find(last()?));
            let above = found.unwrap_or_else(|| {
                let message =
                    format!("the parent `{name}` has no row of its own; it became a theme");
                faults.push(Diagnostic::warning(
                    "parent-without-row",
                    place.clone(),
                    message,
                ));
                self.add(None, &name, Above::Nothing, place.clone())
            });
            self.entries[index].above = Above::Entry(above);
        }
    }

    /// Makes a theme of each code that would stand above itself, or so deep that no codebook holds it.
    fn break_circles(&mut self, faults: &mut Vec<Diagnostic>) {
        for index in 0..self.entries.len() {
            let mut levels = 0;
            let mut at = self.entries[index].above.entry();
            while let Some(above) = at.filter(|above| *above != index && levels < MOST_LEVELS) {
                at = self.entries[above].above.entry();
                levels += 1;
            }
            let Some(above) = at else {
                continue;
            };
            let entry = &mut self.entries[index];
            entry.above = Above::Nothing;
            let name = &entry.name;
            let message = if above == index {
                format!("`{name}` would stand above itself; it became a theme")
            } else {
                format!("`{name}` has more than {MOST_LEVELS} codes above it; it became a theme")
            };
            faults.push(Diagnostic::warning(
                "misplaced-code",
                entry.place.clone(),
                message,
            ));
        }
    }
}

/// Makes drafts of entries, from the themes down.
struct Maker<'m> {
    entries: &'m mut [Option<Entry>],
    children: &'m HashMap<Option<usize>, Vec<usize>>,
    ids: Ids,
    faults: &'m mut Vec<Diagnostic>,
}

impl Maker<'_> {
    fn under(&mut self, above: Option<usize>, above_id: Option<&str>) -> Vec<DraftCode> {
        let children = self.children.get(&above).cloned().unwrap_or_default();
        let codes = children.into_iter();
        codes.map(|index| self.code(index, above_id)).collect()
    }

    fn code(&mut self, index: usize, above_id: Option<&str>) -> DraftCode {
        let entry = self.entries[index].take().expect("each code has one place");
        let Entry {
            id,
            name,
            place,
            mut code,
            ..
        } = entry;
        if code.id.is_empty() {
            let given = id.as_deref().filter(|it| !it.is_empty());
            let (made, change) = self.ids.make(given.unwrap_or(&name), above_id);
            let change = change.or(given.map(|_| Change::Altered));
            if let Some(change) = change {
                let message = ids::told(given.unwrap_or(&name), &made, &change);
                self.faults
                    .push(Diagnostic::advice("id-made", place, message));
            }
            code.id = made;
        }
        code.label = ids::label(&name, &code);
        code.codes = self.under(Some(index), Some(&code.id.clone()));
        code
    }
}

impl Above {
    /// The code above that is known.
    pub fn entry(&self) -> Option<usize> {
        match self {
            Self::Entry(index) => Some(*index),
            Self::Nothing | Self::Named(..) => None,
        }
    }
}

/// Names are compared by their words, and what has no words as it stands.
fn words_or(name: &str) -> String {
    let words = words(name);
    if words.is_empty() {
        name.trim().to_owned()
    } else {
        words
    }
}
