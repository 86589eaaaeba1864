//! Two versions of a codebook side by side: what was added, taken away, renamed, moved and reworded.
//!
//! A code is known by its id. Where an id is gone and another is new, the two may be one code under a new name: [`Pairs`]
//! decides, and says how alike they are. Comments, layout and the order of rules and examples are no changes. The order of
//! codes is noted and changes nothing.
//!
//! The parser keeps no rules and exclusions of a retired code, because they do not fire. So those of a code that is
//! retired in either version are not compared, and [`CodeChange::compares_rules`] says so.

use serde::Serialize;

use super::{Code, CodeIndex, Codebook};

mod codes;
mod file;
mod keys;
mod likeness;
mod order;
mod pairs;
mod rules;
#[cfg(test)]
mod tests;
mod version;

pub use likeness::LEAST_ALIKE;
pub use pairs::{Pair, Pairs};
pub use rules::{RulePairs, RuleText};
pub use version::version_order;

/// Everything that differs between two codebooks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// What changed of the codebook itself, in the order of its keys: `name`, `version`, `language`,
    /// `description`, `negation words`, `negation before`, `negation after`.
    pub codebook: Vec<TextChange>,
    /// The codes that differ, in the order of the new codebook; one that is gone stands where it stood.
    pub codes: Vec<CodeChange>,
    /// How many codes do not differ.
    pub unchanged: usize,
}

/// What changed of one code. Of a code that was added or removed, everything that is written of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodeChange {
    /// What became of it.
    pub change: Change,
    /// What it was called; `None` where it was added.
    pub old: Option<Name>,
    /// What it is called; `None` where it was removed.
    pub new: Option<Name>,
    /// How alike the two of a renamed code are, in hundredths: 100 where nothing but the id differs.
    pub likeness: Option<u8>,
    /// The ids of the codes above it, where they are two codes; `None` inside stands for no code, above a theme.
    pub moved: Option<Moved>,
    /// Whether it was taken out of use or back into use.
    pub retired: Option<Retirement>,
    /// Whether it stands elsewhere among the codes beside it. It changes nothing.
    pub reordered: bool,
    /// Changes of `label`, `brief`, `definition`, `include`, `exclude` and `notes`.
    pub texts: Vec<TextChange>,
    /// Changes of attributes, by their names.
    pub attributes: Vec<TextChange>,
    /// Whether its rules and exclusions are compared: not where it is retired in either version.
    pub compares_rules: bool,
    /// Its rules.
    pub rules: RuleChanges,
    /// What stops any of its rules.
    pub exclusions: ListChanges<String>,
    /// What must be coded with it.
    pub examples: ListChanges<String>,
    /// What must not be coded with it.
    pub counterexamples: ListChanges<String>,
}

/// What became of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It has the same id in both.
    Kept,
    /// It is in the new codebook alone.
    Added,
    /// It was in the old codebook alone.
    Removed,
    /// It has another id.
    Renamed,
}

/// Out of use or back in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Retirement {
    /// Its rules do not fire any more.
    Retired,
    /// Its rules fire again.
    TakenBack,
}

/// What a code is called in one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Name {
    /// Its id.
    pub id: String,
    /// The ids from its theme down to itself, joined by `.`.
    pub path: String,
    /// Its name for people.
    pub label: String,
}

/// The code above, before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// Its id; `None` where the code was a theme.
    pub old: Option<String>,
    /// Its id; `None` where the code is a theme.
    pub new: Option<String>,
}

/// A text before and after; `None` where there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TextChange {
    /// Which text.
    pub what: String,
    /// As it was.
    pub old: Option<String>,
    /// As it is.
    pub new: Option<String>,
}

/// What came into a list and what went out of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListChanges<T> {
    /// Only in the new codebook, in its order.
    pub added: Vec<T>,
    /// Only in the old codebook, in its order.
    pub removed: Vec<T>,
}

/// Rules that came, went, or look for the same under other conditions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RuleChanges {
    /// Only in the new codebook, in its order.
    pub added: Vec<RuleText>,
    /// Only in the old codebook, in its order.
    pub removed: Vec<RuleText>,
    /// Those that look for the same words, and whose `unless`, `speakers`, `roles`, `negated`, `within` or `ordered` differs.
    pub changed: Vec<RuleChange>,
}

/// A rule before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleChange {
    /// As it was.
    pub old: RuleText,
    /// As it is.
    pub new: RuleText,
}

/// Compares two versions of a codebook.
#[must_use]
pub fn compare(old: &Codebook, new: &Codebook) -> Comparison {
    let pairs = &Pairs::of(old, new);
    let reordered = order::reordered(old, new, pairs);
    let sides = codes::Sides { old, new, pairs };
    let all = pairs.all.iter().zip(reordered);
    let codes: Vec<CodeChange> = all
        .map(|(pair, reordered)| sides.change(pair, reordered))
        .filter(CodeChange::is_change)
        .collect();
    Comparison {
        codebook: file::changes(old, new),
        unchanged: pairs.all.len() - codes.len(),
        codes,
    }
}

impl Comparison {
    /// Whether nothing differs, comments and layout aside.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.codebook.is_empty() && self.codes.is_empty()
    }

    /// Whether what codes mean or find has changed, so that the two must not go under the same version.
    ///
    /// What codes mean is said by their labels and definitions (`brief`, `definition`, `include`, `exclude`) and by the tree;
    /// what they find, by rules, exclusions, negation, language and retirement. Examples test this, notes, attributes and
    /// the codebook's name and description stand beside it, order is layout: none of them asks for a new version.
    #[must_use]
    pub fn needs_new_version(&self) -> bool {
        let finds = |change: &TextChange| {
            change.what == "language" || change.what.starts_with(file::NEGATION)
        };
        self.codebook.iter().any(finds) || self.codes.iter().any(CodeChange::is_of_substance)
    }

    /// The version before and after, where it changed.
    #[must_use]
    pub fn version(&self) -> Option<&TextChange> {
        self.codebook.iter().find(|change| change.what == "version")
    }
}

impl CodeChange {
    /// Its name in the new codebook, or in the old one where it is gone.
    #[must_use]
    pub fn name(&self) -> &Name {
        let either = self.new.as_ref().or(self.old.as_ref());
        either.expect("a code is in one of the two codebooks")
    }

    fn is_change(&self) -> bool {
        self.is_of_substance()
            || self.reordered
            || !self.texts.is_empty()
            || !self.attributes.is_empty()
            || !self.examples.is_empty()
            || !self.counterexamples.is_empty()
    }

    /// Whether what it means or finds has changed.
    fn is_of_substance(&self) -> bool {
        self.change != Change::Kept
            || self.moved.is_some()
            || self.retired.is_some()
            || self.texts.iter().any(|text| text.what != "notes")
            || !self.rules.is_empty()
            || !self.exclusions.is_empty()
    }
}

impl Name {
    fn of(code: &Code) -> Self {
        Self {
            id: code.id.clone(),
            path: code.path.clone(),
            label: code.label.clone(),
        }
    }
}

impl<T> ListChanges<T> {
    /// Whether the list is the same, its order aside.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }
}

impl RuleChanges {
    /// Whether the rules are the same, their order aside.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

/// The texts, where they differ in more than white space: how a text is broken into lines is layout.
fn text_change(what: &str, old: Option<&str>, new: Option<&str>) -> Option<TextChange> {
    let words = |text: Option<&str>| -> Vec<String> {
        let text = text.unwrap_or_default();
        text.split_whitespace().map(str::to_owned).collect()
    };
    let filled = |text: Option<&str>| {
        text.filter(|text| !text.trim().is_empty())
            .map(str::to_owned)
    };
    (words(old) != words(new)).then(|| TextChange {
        what: what.to_owned(),
        old: filled(old),
        new: filled(new),
    })
}

fn index(number: usize) -> CodeIndex {
    CodeIndex(u32::try_from(number).expect("a codebook has fewer than 2^32 codes"))
}
