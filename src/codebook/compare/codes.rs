//! What changed of one code.

use std::collections::BTreeSet;

use super::super::{Code, Codebook, Written};
use super::keys::Side;
use super::pairs::{Pair, Pairs};
use super::rules::{exclusion_changes, rule_changes, text_list_changes};
use super::{
    Change, CodeChange, ListChanges, Moved, Name, Retirement, RuleChanges, TextChange, text_change,
};

/// Two codebooks, and which code is which.
#[derive(Clone, Copy)]
pub(super) struct Sides<'c> {
    pub old: &'c Codebook,
    pub new: &'c Codebook,
    pub pairs: &'c Pairs,
}

/// A code before and after.
type Both<'c> = (Option<&'c Code>, Option<&'c Code>);

impl Sides<'_> {
    /// Everything that changed of a code, nothing perhaps.
    pub fn change(&self, pair: &Pair, reordered: bool) -> CodeChange {
        let old = pair.old.map(|code| self.old.code(code));
        let new = pair.new.map(|code| self.new.code(code));
        let both = (old, new);
        let is_retired = |code: Option<&Code>| code.is_some_and(|code| code.retired);
        let compares_rules = !is_retired(old) && !is_retired(new);
        let (rules, exclusions) = if compares_rules {
            self.rules(both)
        } else {
            (
                RuleChanges::default(),
                text_list_changes(Vec::new(), Vec::new()),
            )
        };
        CodeChange {
            change: what_became(both),
            old: old.map(Name::of),
            new: new.map(Name::of),
            likeness: pair.likeness,
            moved: self.moved(both),
            retired: retirement(both),
            reordered,
            texts: texts(both),
            attributes: attributes(both),
            compares_rules,
            rules,
            exclusions,
            examples: list(both, |code| &code.examples),
            counterexamples: list(both, |code| &code.counterexamples),
        }
    }

    fn rules(&self, (old, new): Both<'_>) -> (RuleChanges, ListChanges<String>) {
        let (of_old, of_new) = (
            |code| self.pairs.of_old(code),
            |code| self.pairs.of_new(code),
        );
        let before = Side {
            codebook: self.old,
            number: &of_old,
        };
        let after = Side {
            codebook: self.new,
            number: &of_new,
        };
        let range = |code: Option<&Code>| code.map_or(0..0, |code| code.exclusions.clone());
        (
            rule_changes(before, old, after, new),
            exclusion_changes(before, range(old), after, range(new)),
        )
    }

    fn moved(&self, both: Both<'_>) -> Option<Moved> {
        let (Some(old), Some(new)) = both else {
            return None;
        };
        let parent =
            |codebook: &Codebook, code: &Code| code.parent.map(|it| codebook.code(it).id.clone());
        (!self.pairs.same_parent(old, new)).then(|| Moved {
            old: parent(self.old, old),
            new: parent(self.new, new),
        })
    }
}

fn what_became(both: Both<'_>) -> Change {
    match both {
        (Some(old), Some(new)) if old.id == new.id => Change::Kept,
        (Some(_), Some(_)) => Change::Renamed,
        (None, _) => Change::Added,
        (_, None) => Change::Removed,
    }
}

fn retirement(both: Both<'_>) -> Option<Retirement> {
    match both {
        (Some(Code { retired: false, .. }) | None, Some(Code { retired: true, .. })) => {
            Some(Retirement::Retired)
        }
        (Some(Code { retired: true, .. }), Some(Code { retired: false, .. })) => {
            Some(Retirement::TakenBack)
        }
        _ => None,
    }
}

fn texts(both: Both<'_>) -> Vec<TextChange> {
    let text = |text: &Option<Written>| text.as_ref().map(|it| it.text.clone());
    let change = |what, of: &dyn Fn(&Code) -> Option<String>| {
        let (old, new) = (both.0.and_then(of), both.1.and_then(of));
        text_change(what, old.as_deref(), new.as_deref())
    };
    let changes = [
        change("label", &|code| code.label_span.map(|_| code.label.clone())),
        change("brief", &|code| text(&code.brief)),
        change("definition", &|code| text(&code.definition)),
        change("include", &|code| text(&code.include)),
        change("exclude", &|code| text(&code.exclude)),
        change("notes", &|code| text(&code.notes)),
    ];
    changes.into_iter().flatten().collect()
}

fn attributes(both: Both<'_>) -> Vec<TextChange> {
    let of =
        |code: Option<&Code>, name: &str| code.and_then(|code| code.attributes.get(name)).cloned();
    let names = [both.0, both.1].into_iter().flatten();
    let names: BTreeSet<&String> = names.flat_map(|code| code.attributes.keys()).collect();
    let changes = names.into_iter().filter_map(|name| {
        let (old, new) = (of(both.0, name), of(both.1, name));
        text_change(name, old.as_deref(), new.as_deref())
    });
    changes.collect()
}

fn list(both: Both<'_>, of: fn(&Code) -> &Vec<Written>) -> ListChanges<String> {
    let texts = |code: Option<&Code>| -> Vec<String> {
        let list = code.map(of).into_iter().flatten();
        list.map(|it| it.text.trim().to_owned()).collect()
    };
    text_list_changes(texts(both.0), texts(both.1))
}
