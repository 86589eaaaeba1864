use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::codebook::{RuleIndex, parse};
use crate::text::Source;

fn book(yaml: &str) -> Codebook {
    let parsed = parse(Arc::new(Source::new("t.yaml", yaml)));
    assert!(!parsed.has_errors(), "{yaml}\n{:?}", parsed.diagnostics);
    parsed.codebook.expect("it has codes")
}

/// Codes, each on a line of its own, without what stands around them.
fn codes(lines: &str) -> Codebook {
    book(&format!("codebook: t\ncodes:\n{lines}\n"))
}

fn compared(old: &str, new: &str) -> Comparison {
    compare(&codes(old), &codes(new))
}

/// The only code that changed.
fn only(old: &str, new: &str) -> CodeChange {
    let mut comparison = compared(old, new);
    assert_eq!(comparison.codes.len(), 1, "{:#?}", comparison.codes);
    comparison.codes.remove(0)
}

fn written(rules: &[RuleText]) -> Vec<String> {
    rules.iter().map(RuleText::to_string).collect()
}

#[test]
fn comments_layout_and_the_order_of_lists_are_no_changes() {
    let comparison = compared(
        "- {id: a, definition: one two, match: [x*, y, {all: [p, q]}], unless: [m, n], examples: [e, f]}",
        "# A comment.\n- id: a\n  definition: >\n    one\n    two\n  match: [Y, {all: [q, p]}, 'x*']\n  unless: [n, m]\n  examples: [f, e]",
    );
    assert!(comparison.is_empty(), "{comparison:#?}");
    assert!(!comparison.needs_new_version());
    assert_eq!(comparison.unchanged, 1);
}

#[test]
fn a_code_that_is_gone_and_one_that_is_new_are_two_where_they_share_too_little() {
    let comparison = compared(
        "- {id: a, match: [x, y], definition: about money}\n- {id: b}",
        "- {id: b}\n- {id: c, match: [z], definition: about time}",
    );
    let changes: Vec<_> = comparison
        .codes
        .iter()
        .map(|it| (it.name().id.as_str(), it.change))
        .collect();
    assert_eq!(changes, [("a", Change::Removed), ("c", Change::Added)]);
    assert_eq!(comparison.codes[1].rules.added.len(), 1);
    assert_eq!(comparison.unchanged, 1);
}

#[test]
fn a_code_with_nothing_but_another_id_is_renamed_for_certain() {
    let change = only(
        "- {id: a}\n- {id: trust, label: Trust, match: [trust*], examples: [I trust her.]}",
        "- {id: a}\n- {id: faith, label: Trust, match: [trust*], examples: [I trust her.]}",
    );
    assert_eq!(
        (change.change, change.likeness),
        (Change::Renamed, Some(100))
    );
    assert_eq!(
        change.old.as_ref().map(|name| name.id.as_str()),
        Some("trust")
    );
    assert!(change.texts.is_empty() && change.rules.is_empty());
}

#[test]
fn a_renamed_code_may_differ_in_half_of_what_it_has() {
    let old = "- {id: a, label: Money, match: [debt*, rent, benefit*]}";
    let change = only(old, "- {id: b, label: Means, match: [debt*, rent, grant]}");
    // Rules 2 * 2 of 6, weight 4; label 0 of 8 pairs of letters, weight 2; the same place, weight 1.
    // (4 * 666 + 2 * 0 + 1 * 1000) / 7 thousandths.
    assert_eq!(change.likeness, Some(52));
    assert_eq!(written(&change.rules.added), ["grant"]);
    assert_eq!(written(&change.rules.removed), ["benefit*"]);
    let two = compared(old, "- {id: b, label: Means, match: [debt*, grant, loan]}");
    assert_eq!(two.codes.len(), 2, "{two:#?}");
}

#[test]
fn of_several_the_likest_are_one_and_of_equals_the_first() {
    let old = "- {id: a, match: [x, y]}\n- {id: b, match: [x, y, z]}";
    let new = "- {id: c, match: [x, y, z]}\n- {id: d, match: [x, y]}";
    let pairs = Pairs::of(&codes(old), &codes(new));
    let ends: Vec<_> = pairs
        .all
        .iter()
        .map(|pair| (pair.old.unwrap().0, pair.new.unwrap().0))
        .collect();
    assert_eq!(ends, [(1, 0), (0, 1)]);
    let twins = "- {id: p, label: L, match: [x]}\n- {id: q, label: L, match: [x]}";
    let new = "- {id: r, label: L, match: [x]}";
    let gone: Vec<_> = compared(twins, new)
        .codes
        .into_iter()
        .map(|it| (it.change, it.name().id.clone()))
        .collect();
    assert_eq!(
        gone,
        [
            (Change::Renamed, "r".to_owned()),
            (Change::Removed, "q".to_owned())
        ]
    );
}

#[test]
fn a_theme_is_known_by_the_codes_below_it_and_they_have_not_moved() {
    let change = only(
        "- {id: enablers, codes: [{id: trust}, {id: time}]}",
        "- {id: helps, codes: [{id: trust}, {id: time}]}",
    );
    assert_eq!(
        (change.change, change.name().id.as_str()),
        (Change::Renamed, "helps")
    );
}

#[test]
fn a_whole_branch_may_be_renamed() {
    let comparison = compared(
        "- {id: a, label: Ways in, codes: [{id: b, match: [x]}]}",
        "- {id: c, label: Ways in, codes: [{id: d, match: [x]}]}",
    );
    let changes: Vec<_> = comparison
        .codes
        .iter()
        .map(|it| (it.change, it.moved.is_some()))
        .collect();
    assert_eq!(
        changes,
        [(Change::Renamed, false), (Change::Renamed, false)]
    );
}

#[test]
fn a_code_under_another_parent_has_moved() {
    let change = only("- {id: a, codes: [{id: b}]}", "- {id: a}\n- {id: b}");
    let moved = change.moved.expect("it moved");
    assert_eq!((moved.old.as_deref(), moved.new), (Some("a"), None));
}

#[test]
fn another_order_is_noted_and_asks_for_no_new_version() {
    let comparison = compared(
        "- {id: a}\n- {id: b}\n- {id: c}",
        "- {id: c}\n- {id: a}\n- {id: b}",
    );
    let reordered: Vec<_> = comparison
        .codes
        .iter()
        .map(|it| (it.name().id.as_str(), it.reordered))
        .collect();
    assert_eq!(reordered, [("c", true)]);
    assert!(!comparison.needs_new_version());
}

#[test]
fn rules_of_a_retired_code_are_not_compared() {
    let change = only(
        "- {id: a, match: [x], unless: [y]}",
        "- {id: a, match: [z], retired: true}",
    );
    assert_eq!(change.retired, Some(Retirement::Retired));
    assert!(!change.compares_rules && change.rules.is_empty() && change.exclusions.is_empty());
    let back = only("- {id: a, retired: true}", "- {id: a, match: [z]}");
    assert_eq!(back.retired, Some(Retirement::TakenBack));
}

#[test]
fn a_rule_under_other_conditions_is_changed_and_one_in_other_words_is_another() {
    let rules = |old: &str, new: &str| {
        only(
            &format!("- {{id: a, match: [{old}, k]}}"),
            &format!("- {{id: a, match: [k, {new}]}}"),
        )
        .rules
    };
    for (old, new) in [
        ("x", "{term: x, unless: [y]}"),
        (
            "{term: x, unless: [y]}",
            "{term: x, unless: [{term: y, within: 2}]}",
        ),
        ("x", "{term: x, negated: stop}"),
        ("{term: x, speakers: [P1]}", "{term: x, speakers: [P2]}"),
        ("x", "{term: x, roles: [moderator]}"),
        (
            "{near: {terms: [x, y], within: 2}}",
            "{near: {terms: [x, y], within: 3}}",
        ),
        (
            "{near: {terms: [x, y], within: 2}}",
            "{near: {terms: [x, y], within: 2, ordered: true}}",
        ),
        (
            "{near: {terms: [x, y], within: 2, ordered: true}}",
            "{near: {terms: [y, x], within: 2, ordered: true}}",
        ),
    ] {
        let changes = rules(old, new);
        assert_eq!(
            (
                changes.changed.len(),
                changes.added.len(),
                changes.removed.len()
            ),
            (1, 0, 0),
            "{old} {new}"
        );
    }
    for (old, new) in [
        ("x", "x*"),
        ("x", "{stem: x}"),
        ("{all: [x, y]}", "{all: [x, z]}"),
        ("{regex: a b}", "{regex: 'a  b'}"),
    ] {
        let changes = rules(old, new);
        assert_eq!(
            (
                changes.changed.len(),
                changes.added.len(),
                changes.removed.len()
            ),
            (0, 1, 1),
            "{old} {new}"
        );
    }
}

#[test]
fn terms_that_only_look_alike_are_told_apart() {
    let change = only(
        "- {id: a, match: [{all: ['p, q', r]}]}",
        "- {id: a, match: [{all: [p, 'q, r']}]}",
    );
    assert_eq!(
        (change.rules.added.len(), change.rules.removed.len()),
        (1, 1)
    );
}

#[test]
fn a_rule_that_was_there_twice_is_removed_once() {
    let change = only("- {id: a, match: [x, x]}", "- {id: a, match: [x]}");
    assert_eq!(written(&change.rules.removed), ["x"]);
}

#[test]
fn a_reference_to_a_renamed_code_is_the_same_rule() {
    let comparison = compared(
        "- {id: a, label: A, match: [x]}\n- {id: b, match: [{code: a}]}",
        "- {id: c, label: A, match: [x]}\n- {id: b, match: [{code: c}]}",
    );
    assert_eq!(comparison.codes.len(), 1, "{comparison:#?}");
}

#[test]
fn what_codes_mean_or_find_asks_for_a_new_version_and_the_rest_does_not() {
    let base = "codebook: t\nversion: 1.0\ncodes:\n- {id: a, label: L, definition: D, match: [x], examples: [e], attributes: {k: v}}\n- {id: b}\n";
    let old = book(base);
    for (what, with, asks) in [
        ("[x]", "[y]", true),
        ("[x]", "[x], unless: [y]", true),
        ("[x]", "[x], negated: stop", true),
        ("definition: D", "definition: E", true),
        ("definition: D", "definition: D, include: I", true),
        ("label: L", "label: M", true),
        ("{id: b}", "{id: b, retired: true}", true),
        ("{id: b}", "{id: b}\n- {id: new}", true),
        ("codes:", "language: de\ncodes:", true),
        ("codes:", "negation: {after: 2}\ncodes:", true),
        ("codes:", "negation: {words: []}\ncodes:", true),
        ("[e]", "[f]", false),
        ("definition: D", "definition: D, notes: N", false),
        ("{k: v}", "{k: w}", false),
        ("codebook: t", "codebook: u", false),
        ("version: 1.0", "version: 1.1", false),
        ("codes:", "description: for us\ncodes:", false),
    ] {
        let new = book(&base.replacen(what, with, 1));
        let comparison = compare(&old, &new);
        assert!(!comparison.is_empty(), "{with}");
        assert_eq!(comparison.needs_new_version(), asks, "{with}");
    }
}

/// Codes with rules, themes and codes under them, in any order.
fn any_codes() -> impl Strategy<Value = String> {
    let rule = prop_oneof!["[a-d]", "[a-d]\\*", "\\{term: [a-d], negated: stop\\}"];
    let code = (
        0..8_u8,
        proptest::collection::vec(rule, 0..4),
        any::<bool>(),
        any::<bool>(),
    );
    proptest::collection::vec(code, 1..8).prop_map(|codes| {
        let mut seen = [false; 8];
        let mut lines = String::new();
        for (id, rules, retired, below) in codes {
            if std::mem::replace(&mut seen[id as usize], true) {
                continue;
            }
            let rules = if rules.is_empty() {
                String::new()
            } else {
                format!(", match: [{}]", rules.join(", "))
            };
            let child = format!("{{id: c{id}, retired: {retired}{rules}}}");
            let line = if below {
                format!("- {{id: t{id}, codes: [{child}]}}\n")
            } else {
                format!("- {child}\n")
            };
            lines.push_str(&line);
        }
        lines
    })
}

proptest! {
    #[test]
    fn a_codebook_does_not_differ_from_itself(lines in any_codes()) {
        let comparison = compared(&lines, &lines);
        prop_assert!(comparison.is_empty(), "{comparison:#?}");
    }

    #[test]
    fn every_code_is_in_one_pair(old in any_codes(), new in any_codes()) {
        let (old, new) = (codes(&old), codes(&new));
        let pairs = Pairs::of(&old, &new);
        let mut before: Vec<u32> = pairs.all.iter().filter_map(|pair| pair.old).map(|code| code.0).collect();
        let after: Vec<u32> = pairs.all.iter().filter_map(|pair| pair.new).map(|code| code.0).collect();
        before.sort_unstable();
        prop_assert!(before.into_iter().eq(0..u32::try_from(old.codes.len()).unwrap()));
        prop_assert!(after.into_iter().eq(0..u32::try_from(new.codes.len()).unwrap()));
        for (at, pair) in pairs.all.iter().enumerate() {
            prop_assert!(pair.old.is_none_or(|code| pairs.of_old(code) == at));
            prop_assert!(pair.new.is_none_or(|code| pairs.of_new(code) == at));
        }
        prop_assert_eq!(compare(&old, &new), compare(&old, &new));
    }

    #[test]
    fn rules_that_come_and_go_add_up(old in any_codes(), new in any_codes()) {
        let (old, new) = (codes(&old), codes(&new));
        let (mut came, mut went) = (0, 0);
        for code in compare(&old, &new).codes {
            came += code.rules.added.len();
            went += code.rules.removed.len();
        }
        let pairs = Pairs::of(&old, &new);
        let rules = RulePairs::of(&old, &new, &pairs);
        let all = 0..u32::try_from(old.rules.len()).unwrap();
        let kept = all.filter(|&rule| rules.after(RuleIndex(rule)).is_some()).count();
        let unseen = |pair: &Pair, side: &Codebook, code: Option<CodeIndex>| {
            let is_retired = pair.old.is_some_and(|code| old.code(code).retired) || pair.new.is_some_and(|code| new.code(code).retired);
            code.filter(|_| is_retired).map_or(0, |code| side.code(code).rules.len())
        };
        let unseen_old: usize = pairs.all.iter().map(|pair| unseen(pair, &old, pair.old)).sum();
        let unseen_new: usize = pairs.all.iter().map(|pair| unseen(pair, &new, pair.new)).sum();
        prop_assert_eq!(old.rules.len(), kept + went + unseen_old);
        prop_assert_eq!(new.rules.len(), kept + came + unseen_new);
    }
}
