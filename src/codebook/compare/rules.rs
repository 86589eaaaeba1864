//! Which rule of one codebook is which of the other.
//!
//! Two rules are the same when they look for the same and hold under the same conditions, however they are written: the order
//! of a list, upper and lower case of a term, and the new id of a renamed code make no difference.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::ops::Range;

use serde::Serialize;

use super::super::{Code, Codebook, Rule, RuleIndex};
use super::keys::{Side, exclusion_key, negated, whole_key, words_key};
use super::{ListChanges, Pairs, RuleChange, RuleChanges};

/// A rule for people: what it looks for and under which conditions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleText {
    /// What it looks for, as it is written, on one line.
    pub written: String,
    /// Its own exclusions.
    pub unless: Vec<String>,
    /// The speakers that it, or its code, holds for; all when empty.
    pub speakers: Vec<String>,
    /// The roles that it, or its code, holds for; all when empty.
    pub roles: Vec<String>,
    /// What a negated hit means: `flag`, `keep`, `stop` or `only`.
    pub negated: &'static str,
}

/// How the rules of one code go together.
#[derive(Debug, Default)]
struct Matched {
    /// The same, or under other conditions.
    pairs: Vec<(RuleIndex, RuleIndex, Same)>,
    removed: Vec<RuleIndex>,
    added: Vec<RuleIndex>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Same {
    Wholly,
    /// It looks for the same words under other conditions.
    InWords,
}

/// Which rule of one codebook is which of the other, where they look for the same words for the same code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulePairs {
    after: Vec<Option<(RuleIndex, Same)>>,
    before: Vec<Option<RuleIndex>>,
}

impl RulePairs {
    /// Pairs the rules of codes that are paired.
    #[must_use]
    pub fn of(old: &Codebook, new: &Codebook, pairs: &Pairs) -> Self {
        let (of_old, of_new) = (|code| pairs.of_old(code), |code| pairs.of_new(code));
        let before = Side {
            codebook: old,
            number: &of_old,
        };
        let after = Side {
            codebook: new,
            number: &of_new,
        };
        let mut rules = Self {
            after: vec![None; old.rules.len()],
            before: vec![None; new.rules.len()],
        };
        for pair in &pairs.all {
            if let (Some(one), Some(other)) = (pair.old, pair.new) {
                for (one, other, same) in
                    matched(before, old.code(one), after, new.code(other)).pairs
                {
                    rules.after[one.0 as usize] = Some((other, same));
                    rules.before[other.0 as usize] = Some(one);
                }
            }
        }
        rules
    }

    /// The rule of the new codebook that a rule of the old one became.
    #[must_use]
    pub fn after(&self, old: RuleIndex) -> Option<RuleIndex> {
        self.after[old.0 as usize].map(|(rule, _)| rule)
    }

    /// The rule of the old codebook that a rule of the new one was.
    #[must_use]
    pub fn before(&self, new: RuleIndex) -> Option<RuleIndex> {
        self.before[new.0 as usize]
    }

    /// Whether a rule of the old codebook is there under the same conditions in the new one.
    #[must_use]
    pub fn is_the_same(&self, old: RuleIndex) -> bool {
        matches!(self.after[old.0 as usize], Some((_, Same::Wholly)))
    }
}

/// What changed of the rules of a code. A side without the code has none.
pub(super) fn rule_changes(
    old: Side<'_>,
    before: Option<&Code>,
    new: Side<'_>,
    after: Option<&Code>,
) -> RuleChanges {
    let text = |side: Side<'_>, rules: Vec<RuleIndex>| -> Vec<RuleText> {
        rules
            .into_iter()
            .map(|rule| RuleText::of(side.codebook, rule))
            .collect()
    };
    let all = |code: &Code| -> Vec<RuleIndex> { code.rules.clone().map(RuleIndex).collect() };
    let matched = match (before, after) {
        (Some(before), Some(after)) => matched(old, before, new, after),
        (Some(before), None) => Matched {
            removed: all(before),
            ..Matched::default()
        },
        (None, Some(after)) => Matched {
            added: all(after),
            ..Matched::default()
        },
        (None, None) => Matched::default(),
    };
    let changed = matched
        .pairs
        .into_iter()
        .filter(|(.., same)| *same == Same::InWords);
    RuleChanges {
        changed: changed
            .map(|(before, after, _)| RuleChange {
                old: RuleText::of(old.codebook, before),
                new: RuleText::of(new.codebook, after),
            })
            .collect(),
        removed: text(old, matched.removed),
        added: text(new, matched.added),
    }
}

/// What changed of the exclusions of a code itself.
pub(super) fn exclusion_changes(
    old: Side<'_>,
    before: Range<u32>,
    new: Side<'_>,
    after: Range<u32>,
) -> ListChanges<String> {
    let of = |side: Side<'_>, range: Range<u32>| -> Vec<(String, String)> {
        let exclusions = range.map(|at| &side.codebook.exclusions[at as usize]);
        exclusions
            .map(|it| (exclusion_key(side, it), it.written.clone()))
            .collect()
    };
    let (removed, added, _) = matched_up(of(old, before), of(new, after));
    ListChanges {
        added: without_keys(added),
        removed: without_keys(removed),
    }
}

/// What changed of a list of texts.
pub(super) fn text_list_changes(before: Vec<String>, after: Vec<String>) -> ListChanges<String> {
    let keyed = |texts: Vec<String>| texts.into_iter().map(|text| (text.clone(), text)).collect();
    let (removed, added, _) = matched_up(keyed(before), keyed(after));
    ListChanges {
        added: without_keys(added),
        removed: without_keys(removed),
    }
}

fn matched(old: Side<'_>, before: &Code, new: Side<'_>, after: &Code) -> Matched {
    let keyed = |side: Side<'_>,
                 code: &Code,
                 key: fn(Side<'_>, &Rule) -> String|
     -> Vec<(String, RuleIndex)> {
        let rules = code.rules.clone().map(RuleIndex);
        rules
            .map(|rule| (key(side, side.codebook.rule(rule)), rule))
            .collect()
    };
    let (before, after, same) =
        matched_up(keyed(old, before, whole_key), keyed(new, after, whole_key));
    let by_words = |side: Side<'_>, left: Vec<(String, RuleIndex)>| {
        let left = left.into_iter();
        left.map(|(_, rule)| (words_key(side, &side.codebook.rule(rule).test), rule))
            .collect()
    };
    let (removed, added, like) = matched_up(by_words(old, before), by_words(new, after));
    let same = same
        .into_iter()
        .map(|(one, other)| (one, other, Same::Wholly));
    let like = like
        .into_iter()
        .map(|(one, other)| (one, other, Same::InWords));
    Matched {
        pairs: same.chain(like).collect(),
        removed: without_keys(removed),
        added: without_keys(added),
    }
}

type Keyed<T> = Vec<(String, T)>;

/// Takes out of two lists what has the same key, each thing once, in order; gives what is left of both, and the pairs.
fn matched_up<T>(before: Keyed<T>, after: Keyed<T>) -> (Keyed<T>, Keyed<T>, Vec<(T, T)>) {
    let mut places: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
    for (at, (key, _)) in after.iter().enumerate() {
        places.entry(key.clone()).or_default().push_back(at);
    }
    let mut after: Vec<Option<(String, T)>> = after.into_iter().map(Some).collect();
    let (mut left, mut pairs) = (Vec::new(), Vec::new());
    for (key, thing) in before {
        let there = places.get_mut(&key).and_then(VecDeque::pop_front);
        match there.and_then(|at| after[at].take()) {
            Some((_, same)) => pairs.push((thing, same)),
            None => left.push((key, thing)),
        }
    }
    (left, after.into_iter().flatten().collect(), pairs)
}

fn without_keys<T>(keyed: Keyed<T>) -> Vec<T> {
    keyed.into_iter().map(|(_, thing)| thing).collect()
}

impl RuleText {
    fn of(codebook: &Codebook, rule: RuleIndex) -> Self {
        let rule = codebook.rule(rule);
        let unless = rule
            .exclusions
            .clone()
            .map(|at| codebook.exclusions[at as usize].written.clone());
        Self {
            written: rule.written.clone(),
            unless: unless.collect(),
            speakers: rule.speakers.clone(),
            roles: rule.roles.clone(),
            negated: negated(rule.negated),
        }
    }

    /// The conditions in words; nothing where it holds for everyone and a negated hit is only flagged.
    #[must_use]
    pub fn conditions(&self) -> Vec<String> {
        let lists = [
            ("unless", &self.unless),
            ("speakers", &self.speakers),
            ("roles", &self.roles),
        ];
        let lists = lists.iter().filter(|(_, list)| !list.is_empty());
        let mut conditions: Vec<String> = lists
            .map(|(name, list)| format!("{name}: {}", list.join(", ")))
            .collect();
        if self.negated != "flag" {
            conditions.push(format!("negated: {}", self.negated));
        }
        conditions
    }
}

impl fmt::Display for RuleText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)?;
        match self.conditions() {
            conditions if conditions.is_empty() => Ok(()),
            conditions => write!(f, " ({})", conditions.join("; ")),
        }
    }
}
