//! How much each rule matters: its own level, unless a manifest or the command line says otherwise.

use std::collections::BTreeMap;

use super::rule::{Group, Level, Rule};
use super::rules::{self, RULES};
use crate::diagnostic::{Diagnostic, nearest};

/// The levels that somebody has given.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    /// For all rules that have this level of their own, or one between it and the new one: `--deny warning`.
    floors: Vec<(Level, Level)>,
    groups: BTreeMap<Group, Level>,
    rules: BTreeMap<&'static str, Level>,
}

/// Why a name cannot be given a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoLevel {
    /// There is no such rule, group or level; the nearest that there is.
    Unknown(Option<&'static str>),
    /// It finds what cannot be used as it stands, and stays an error.
    Fixed,
}

impl Levels {
    /// Gives a level to what a name stands for: a rule (`short-stem`), a group of rules (`patterns`), or all rules that
    /// have a level by themselves (`warning`, `advice`). What matters more than that is raised with them, and never
    /// lowered: without advice there are still warnings.
    ///
    /// Of a rule's own name, its group and its level, the first that is given counts; of two levels given to one name the
    /// last.
    pub fn set(&mut self, name: &str, level: Level) -> Result<(), NoLevel> {
        let word = Level::WORDS.iter().find(|(word, _)| *word == name);
        if let Some(&(_, least)) = word.filter(|(_, least)| *least != Level::Off) {
            self.floors.push((least, level));
        } else if let Some(group) = Group::ALL.into_iter().find(|it| it.as_str() == name) {
            self.groups.insert(group, level);
        } else if let Some(rule) = rules::find(name) {
            if rule.is_fixed() && level != Level::Error {
                return Err(NoLevel::Fixed);
            }
            self.rules.insert(rule.name, level);
        } else {
            return Err(NoLevel::Unknown(nearest(name, names())));
        }
        Ok(())
    }

    /// Adds levels that are said later and so win over these, name by name.
    pub fn extend(&mut self, later: Levels) {
        self.floors.extend(later.floors);
        self.groups.extend(later.groups);
        self.rules.extend(later.rules);
    }

    /// The level of a rule.
    #[must_use]
    pub fn of(&self, rule: &Rule) -> Level {
        self.changed(rule, rule.level).unwrap_or(rule.level)
    }

    /// Gives each finding the severity that its rule has here, and leaves out those of rules that are off.
    #[must_use]
    pub fn apply(&self, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let apply = |mut fault: Diagnostic| {
            // Somebody who reads a file may know that a finding matters more or less than its rule says.
            let own = Level::from(fault.severity);
            let changed = rules::find(fault.rule).and_then(|rule| self.changed(rule, own));
            fault.severity = changed.unwrap_or(own).severity()?;
            Some(fault)
        };
        found.into_iter().filter_map(apply).collect()
    }

    fn changed(&self, rule: &Rule, own: Level) -> Option<Level> {
        if rule.is_fixed() {
            return None;
        }
        let by_name = self.rules.get(rule.name).copied();
        let by_group = || self.groups.get(&rule.group).copied();
        let reaches = |&&(least, level): &&(Level, Level)| {
            own != Level::Off && (own == least || own > least && own < level)
        };
        let by_level = || {
            self.floors
                .iter()
                .rev()
                .find(reaches)
                .map(|(_, level)| *level)
        };
        by_name.or_else(by_group).or_else(by_level)
    }
}

/// Everything that can be given a level.
pub fn names() -> impl Iterator<Item = &'static str> {
    let groups = Group::ALL.into_iter().map(Group::as_str);
    let words = Level::WORDS.iter().map(|(word, _)| *word);
    let words = words.filter(|word| *word != Level::Off.as_str());
    RULES
        .iter()
        .map(|rule| rule.name)
        .chain(groups)
        .chain(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(given: &[(&str, Level)]) -> Levels {
        let mut levels = Levels::default();
        for (name, level) in given {
            levels.set(name, *level).unwrap();
        }
        levels
    }

    fn of(levels: &Levels, name: &str) -> Level {
        levels.of(rules::find(name).unwrap())
    }

    #[test]
    fn a_name_says_more_than_a_group_and_a_group_more_than_a_level() {
        let levels = levels(&[
            ("short-stem", Level::Off),
            ("warning", Level::Error),
            ("definitions", Level::Advice),
        ]);
        assert_eq!(of(&levels, "short-stem"), Level::Off);
        assert_eq!(of(&levels, "never-matches"), Level::Error);
        assert_eq!(of(&levels, "missing-definition"), Level::Advice);
        assert_eq!(of(&levels, "unsorted-patterns"), Level::Off);
        assert_eq!(of(&levels, "leading-wildcard"), Level::Advice);
    }

    #[test]
    fn what_is_said_later_wins() {
        let mut manifest = levels(&[("short-stem", Level::Error), ("warning", Level::Off)]);
        manifest.extend(levels(&[
            ("short-stem", Level::Advice),
            ("advice", Level::Error),
        ]));
        assert_eq!(of(&manifest, "short-stem"), Level::Advice);
        assert_eq!(of(&manifest, "never-matches"), Level::Error);
    }

    #[test]
    fn a_level_takes_along_what_it_raises_and_never_lowers_what_matters_more() {
        let without_advice = levels(&[("advice", Level::Off)]);
        assert_eq!(of(&without_advice, "leading-wildcard"), Level::Off);
        assert_eq!(of(&without_advice, "short-stem"), Level::Warning);
        assert_eq!(of(&without_advice, "example-not-coded"), Level::Error);
        let all_errors = levels(&[("advice", Level::Error)]);
        assert_eq!(of(&all_errors, "short-stem"), Level::Error);
        let warnings = levels(&[("advice", Level::Warning)]);
        assert_eq!(of(&warnings, "example-not-coded"), Level::Error);
        assert_eq!(of(&warnings, "unsorted-patterns"), Level::Off);
    }

    #[test]
    fn what_cannot_be_used_stays_an_error() {
        let mut levels = Levels::default();
        assert_eq!(levels.set("unknown-rule", Level::Off), Err(NoLevel::Fixed));
        assert_eq!(
            levels.set("short-stems", Level::Off),
            Err(NoLevel::Unknown(Some("short-stem")))
        );
        levels.set("error", Level::Off).unwrap();
        assert_eq!(of(&levels, "unknown-rule"), Level::Error);
    }
}
