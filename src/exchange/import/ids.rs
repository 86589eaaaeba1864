//! Ids: the ones that were given where they can be ids, else the names as words joined by `-`, each once.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;

use super::super::draft::DraftCode;
use crate::codebook::slug;

/// A longer id is shortened at a word: ids are typed.
const LONGEST: usize = 60;

/// What became of a name when it was made an id.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) enum Change {
    /// It was given and cannot be one.
    Altered,
    /// Another code has it already.
    Taken,
    /// It was too long.
    Shortened,
    /// There were no letters in it.
    Numbered,
}

/// The ids that are given away.
#[derive(Debug, Default)]
pub(in super::super) struct Ids {
    taken: BTreeSet<String>,
}

/// Whether a text can be an id as it stands.
pub(in super::super) fn is_id(text: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    !text.is_empty() && text.chars().all(fits)
}

impl Ids {
    /// Gives away an id that somebody chose; false where it is gone.
    pub fn reserve(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_owned())
    }

    /// Makes an id of a name. `above` is the id of the code above, which tells two of one name apart.
    pub fn make(&mut self, name: &str, above: Option<&str>) -> (String, Option<Change>) {
        let whole = slug(&name.nfc().collect::<String>());
        let mut change = None;
        let base = if whole.is_empty() {
            change = Some(Change::Numbered);
            "code".to_owned()
        } else {
            let short = shortened(&whole);
            if short.len() < whole.len() {
                change = Some(Change::Shortened);
            }
            short
        };
        let is_free = !whole.is_empty() && self.reserve(&base);
        if is_free {
            return (base, change);
        }
        change.get_or_insert(Change::Taken);
        let below = above.map(|above| shortened(&format!("{above}-{base}")));
        if let Some(below) = below.filter(|id| self.reserve(id)) {
            return (below, change);
        }
        let first = if whole.is_empty() { 1 } else { 2 };
        let id = (first..=u32::MAX)
            .map(|number| format!("{base}-{number}"))
            .find(|id| self.reserve(id))
            .expect("there are fewer codes than numbers");
        (id, change)
    }
}

fn shortened(id: &str) -> String {
    let Some((cut, _)) = id.char_indices().nth(LONGEST) else {
        return id.to_owned();
    };
    let short = &id[..cut];
    let end = short.rfind('-').filter(|end| *end > cut / 2);
    short[..end.unwrap_or(cut)].to_owned()
}

/// What is said of an id that is not the name's own.
pub(in super::super) fn told(name: &str, id: &str, change: &Change) -> String {
    match change {
        Change::Altered => {
            format!(
                "`{name}` cannot be an id, which has letters, digits, `-` and `_`: it became `{id}`"
            )
        }
        Change::Taken => {
            format!("another code has the id that `{name}` would have: this one became `{id}`")
        }
        Change::Shortened => format!("`{name}` is long for an id: it became `{id}`"),
        Change::Numbered => format!("`{name}` has no letters for an id: it became `{id}`"),
    }
}

/// The label to write beside an id: none where it says the same.
pub(in super::super) fn label(name: &str, code: &DraftCode) -> Option<String> {
    (!name.trim().is_empty() && name != code.id).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids_each_once() {
        let mut ids = Ids::default();
        assert!(ids.reserve("other"));
        assert_eq!(
            ids.make("Trust & rapport", None),
            ("trust-rapport".to_owned(), None)
        );
        assert_eq!(
            ids.make("Other", Some("staff")),
            ("staff-other".to_owned(), Some(Change::Taken))
        );
        assert_eq!(
            ids.make("Other", Some("staff")),
            ("other-2".to_owned(), Some(Change::Taken))
        );
        assert_eq!(
            ids.make("???", None),
            ("code-1".to_owned(), Some(Change::Numbered))
        );
        assert_eq!(ids.make("Gro\u{308}ße", None), ("größe".to_owned(), None));
    }

    #[test]
    fn a_long_name_is_cut_at_a_word() {
        let (id, change) = Ids::default().make(&"support ".repeat(20), None);
        assert_eq!(
            (id.as_str(), change),
            (
                "support-support-support-support-support-support-support",
                Some(Change::Shortened)
            )
        );
    }
}
