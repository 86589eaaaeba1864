//! Whose of the counted codings a figure is about.

use super::Coded;
use crate::coding::{Hit, Maker};

/// One of those whose codings are counted, or all of them taken together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// What any of them coded.
    Anyone,
    /// What the rules found.
    Rules,
    /// What a person coded, as [`Maker::Person`] counts them.
    Person(u16),
}

impl Whom {
    /// Whether something is theirs.
    #[must_use]
    pub fn made(self, made_by: Maker) -> bool {
        match self {
            Whom::Anyone => true,
            Whom::Rules => matches!(made_by, Maker::Rule(_)),
            Whom::Person(person) => made_by == Maker::Person(person),
        }
    }

    /// Whether what is not coded in a transcript is known to be absent for them.
    #[must_use]
    pub fn has_looked_at(self, coded: &Coded<'_>) -> bool {
        match self {
            // Where nobody has looked, no turn counts.
            Whom::Anyone | Whom::Rules => true,
            Whom::Person(person) => coded.finished.get(usize::from(person)) == Some(&true),
        }
    }

    /// Their hits that count.
    pub fn hits(self, hits: &[Hit]) -> impl Iterator<Item = &Hit> {
        let counting = hits.iter().filter(|hit| hit.stopped.is_none());
        counting.filter(move |hit| self.made(hit.made_by))
    }
}
