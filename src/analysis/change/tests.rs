use std::path::PathBuf;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::analysis::coded::{Coder, Digests, Hands, Scratch};
use crate::analysis::frequency::{By, Counting, count};
use crate::analysis::selection::Filter;
use crate::codebook::{ExclusionIndex, parse};
use crate::matcher::Matcher;
use crate::study::{Document, Study};
use crate::text::Source;
use crate::transcript::read::ReadOptions;

fn codes(lines: &str) -> Codebook {
    let yaml = format!("codebook: t\ncodes:\n{lines}\n");
    let parsed = parse(Arc::new(Source::new("t.yaml", yaml.as_str())));
    assert!(!parsed.has_errors(), "{yaml}\n{:?}", parsed.diagnostics);
    parsed.codebook.expect("it has codes")
}

/// What changed in a text, and what both codebooks count in it by themselves.
fn between(old: &Codebook, new: &Codebook, text: &str) -> (Changed, [BTreeMap<u32, u64>; 2]) {
    let study = Study::default();
    let document = Document {
        id: "t".to_owned(),
        path: PathBuf::new(),
        name: "t.txt".to_owned(),
        attributes: BTreeMap::new(),
        options: ReadOptions::default(),
        moderators: Vec::new(),
    };
    let selection = Filter::default().resolve(&study, None).unwrap();
    let versions = Versions::new(old, new);
    let [old_matcher, new_matcher] = [old, new].map(|it| Matcher::new(it, Unit::Sentence));
    let coder = Coder {
        study: &study,
        matcher: &new_matcher,
        hands: Hands::Rules,
        unit: Unit::Sentence,
        selection: &selection,
        digests: Digests::Left,
    };
    let mut scratch = Scratch::default();
    let coded = coder
        .code_bytes(&document, text.into(), &mut scratch)
        .unwrap();
    let before = coder.code_again(&old_matcher, &coded, &mut scratch);
    let asked = versions.asked(&[]).unwrap();
    let changed = versions.changed(&coded, &before, &scratch.units, Unit::Sentence, &asked);
    let counted = [(old, &old_matcher), (new, &new_matcher)].map(|(codebook, matcher)| {
        let coder = Coder { matcher, ..coder };
        let coded = coder
            .code_bytes(&document, text.into(), &mut scratch)
            .unwrap();
        let counting = Counting {
            study: &study,
            codebook,
            unit: Unit::Sentence,
            by: &By::All,
        };
        let groups = count(&counting, &coded, &scratch.units).groups;
        let segments = groups.values().flat_map(|group| &group.codes);
        segments
            .map(|(&code, counts)| (code, counts.segments))
            .collect()
    });
    (changed, counted)
}

/// The only row, with the code's id in the codebook that has it, and its tally.
fn only_row(old: &str, new: &str, text: &str) -> (Row, Tally) {
    let (old, new) = (codes(old), codes(new));
    let (changed, _) = between(&old, &new, text);
    assert_eq!(changed.rows.len(), 1, "{changed:#?}");
    let row = changed.rows[0].clone();
    (row.clone(), changed.counts.codes[&row.pair])
}

const TALK: &str =
    "A: I trust her. They never trust us.\n\nB: There was no time to trust. Nobody waits.\n";

#[test]
fn a_segment_that_only_the_new_codebook_codes_is_gained() {
    let (row, tally) = only_row(
        "- {id: a, match: [her]}",
        "- {id: a, match: [her, time]}",
        TALK,
    );
    assert_eq!((row.change, row.turn), (Change::Gained, 1));
    assert_eq!(
        (row.rows_text(TALK), row.cause),
        (("There was no time to trust.", vec!["time"]), Cause::NoRule)
    );
    assert_eq!(
        (
            tally.before,
            tally.after,
            tally.gained,
            tally.lost,
            tally.kept
        ),
        (1, 2, 1, 0, 1)
    );
}

impl Row {
    fn rows_text<'t>(&self, text: &'t str) -> (&'t str, Vec<&'t str>) {
        let matched = self.matched.iter().map(|span| &text[span.range()]);
        (&text[self.segment.range()], matched.collect())
    }
}

#[test]
fn the_reason_of_a_loss_is_the_new_codebooks() {
    let old = "- {id: z}\n- {id: a, match: [I trust]}";
    for (new, cause) in [
        ("- {id: z}", Cause::NoCode),
        (
            "- {id: z}\n- {id: a, match: [I trust], retired: true}",
            Cause::Retired,
        ),
        ("- {id: z}\n- {id: a, match: [We trust]}", Cause::NoRule),
        (
            "- {id: z}\n- {id: a, match: [I trust], unless: [{term: her, within: 1}]}",
            Cause::Stopped(Stop::Exclusion(ExclusionIndex(0), Span::new(11, 14))),
        ),
        (
            "- {id: z}\n- {id: a, match: [{term: I trust, negated: only}]}",
            Cause::Stopped(Stop::NotNegated),
        ),
        (
            "- {id: z}\n- {id: a, match: [{term: I trust, speakers: [B]}]}",
            Cause::OtherConditions,
        ),
    ] {
        let (row, tally) = only_row(old, new, TALK);
        assert_eq!((row.change, row.cause), (Change::Lost, cause), "{new}");
        assert_eq!((tally.before, tally.after, tally.lost), (1, 0, 1), "{new}");
    }
}

#[test]
fn a_rule_that_is_as_it_was_may_find_something_else() {
    let book = |found: &str| {
        let all = "- {id: a, match: [{all: [{code: z}, trust]}]}";
        codes(&format!("- {{id: z, match: [{found}]}}\n{all}"))
    };
    let (changed, _) = between(&book("her"), &book("time"), TALK);
    let causes: Vec<_> = changed
        .rows
        .iter()
        .map(|row| (row.change, row.cause))
        .collect();
    assert_eq!(
        causes,
        [
            (Change::Lost, Cause::NoRule),
            (Change::Lost, Cause::SameRule),
            (Change::Gained, Cause::NoRule),
            (Change::Gained, Cause::SameRule),
        ]
    );
}

#[test]
fn a_renamed_code_loses_nothing_and_a_moved_one_changes_the_counts_of_themes() {
    let (old, new) = (
        codes("- {id: p, codes: [{id: a, label: Trust, match: [trust]}]}\n- {id: q}"),
        codes("- {id: p}\n- {id: q, codes: [{id: b, label: Trust, match: [trust]}]}"),
    );
    let (changed, _) = between(&old, &new, TALK);
    assert_eq!(changed.rows, []);
    let tallies: Vec<Tally> = changed.counts.codes.values().copied().collect();
    let figures = |tally: &Tally| {
        (
            tally.before,
            tally.after,
            tally.kept,
            tally.lost,
            tally.gained,
        )
    };
    assert_eq!(
        tallies.iter().map(figures).collect::<Vec<_>>(),
        [(3, 0, 0, 3, 0), (0, 3, 0, 0, 3), (3, 3, 3, 0, 0)]
    );
    assert_eq!(changed.counts.segments, 4);
}

#[test]
fn what_another_rule_keeps_is_counted() {
    let (old, new) = (
        codes("- {id: a, match: [trust, time]}\n- {id: z, match: [her]}"),
        codes("- {id: a, match: [trust*, time]}\n- {id: z, match: [{term: her, negated: keep}]}"),
    );
    let (changed, _) = between(&old, &new, TALK);
    assert_eq!(changed.rows, []);
    let kept: Vec<_> = changed
        .counts
        .codes
        .values()
        .map(|it| (it.kept, it.kept_by_other_rules))
        .collect();
    assert_eq!(kept, [(3, 2), (1, 0)]);
}

#[test]
fn codes_are_asked_for_by_their_names_in_either_codebook() {
    let (old, new) = (
        codes("- {id: a, label: Trust, match: [trust]}\n- {id: t, codes: [{id: gone}, {id: x}]}"),
        codes("- {id: b, label: Trust, match: [trust]}\n- {id: t, codes: [{id: x}, {id: y}]}"),
    );
    let versions = Versions::new(&old, &new);
    let asked = |name: &str| versions.asked(&[name.to_owned()]);
    assert_eq!(asked("a").unwrap(), asked("b").unwrap());
    assert_eq!(asked("t").unwrap(), [false, true, true, true, true]);
    let faults = asked("goone").unwrap_err();
    assert_eq!(faults[0].help.as_deref(), Some("did you mean `gone`?"));
}

/// Codes under themes, with rules on a few words.
fn any_codes() -> impl Strategy<Value = String> {
    let rule = prop_oneof![
        "(x|y|z)\\*?",
        "\\{term: (x|y), negated: (stop|only|keep)\\}",
        "\\{term: (x|y|z), unless: \\[\\{term: (x|y|z), within: 1\\}\\]\\}",
        "\\{all: \\[x, y\\]\\}",
        "\\{near: \\{terms: \\[x, z\\], within: [0-2]\\}\\}",
    ];
    let code = (
        0..5_u8,
        proptest::collection::vec(rule, 1..3),
        any::<bool>(),
        any::<bool>(),
    );
    proptest::collection::vec(code, 1..6).prop_map(|codes| {
        let mut seen = [false; 5];
        let mut themes = [
            "- {id: p, match: [w], codes: [".to_owned(),
            "- {id: q, codes: [".to_owned(),
        ];
        for (id, rules, retired, theme) in codes {
            if !std::mem::replace(&mut seen[usize::from(id)], true) {
                let code = format!(
                    "{{id: c{id}, retired: {}, match: [{}]}}, ",
                    retired && id == 0,
                    rules.join(", ")
                );
                themes[usize::from(theme)] += &code;
            }
        }
        themes
            .map(|theme| theme + "]}\n")
            .concat()
            .replace(", codes: []", "")
    })
}

proptest! {
    #[test]
    fn before_is_kept_and_lost_and_after_is_kept_and_gained(
        old in any_codes(),
        new in any_codes(),
        text in "([AB]: ([wxyz]|not|xy)( [wxyz]| not|, [xy]|\\. [XYZ]){0,12}\\.\n\n){2,6}",
    ) {
        let (old, new) = (codes(&old), codes(&new));
        let versions = Versions::new(&old, &new);
        let (changed, [counted_old, counted_new]) = between(&old, &new, &text);
        for (pair, tally) in &changed.counts.codes {
            prop_assert_eq!(tally.before, tally.kept + tally.lost);
            prop_assert_eq!(tally.after, tally.kept + tally.gained);
            prop_assert!(tally.kept_by_other_rules <= tally.kept);
            prop_assert!(tally.before.max(tally.after) <= changed.counts.segments);
            // The same figures that every other report gives.
            let here = versions.pairs.all[*pair];
            let figure = |counted: &BTreeMap<u32, u64>, code: Option<CodeIndex>| {
                code.and_then(|code| counted.get(&code.0)).copied().unwrap_or(0)
            };
            prop_assert_eq!(tally.before, figure(&counted_old, here.old));
            prop_assert_eq!(tally.after, figure(&counted_new, here.new));
        }
        for row in &changed.rows {
            prop_assert!(!row.rules.is_empty() && !row.matched.is_empty());
            prop_assert!(row.matched.iter().all(|part| part.overlaps(row.segment)));
        }
    }

    #[test]
    fn the_other_way_round_what_was_gained_is_lost(
        old in any_codes(),
        new in any_codes(),
        text in "(A: [wxyz]( [wxyz]| not|\\. [XYZ]){0,12}\\.\n\n){1,4}",
    ) {
        // Codes that likeness pairs may be paired otherwise the other way round, so all keep their ids here.
        let (old, new) = (codes(&format!("{old}- {{id: z}}")), codes(&format!("{new}- {{id: z}}")));
        let renamed = |pairs: &Pairs| pairs.all.iter().any(|pair| pair.likeness.is_some());
        prop_assume!(!renamed(&Pairs::of(&old, &new)) && !renamed(&Pairs::of(&new, &old)));
        let count = |changed: &Changed, change| changed.rows.iter().filter(|row| row.change == change).count();
        let (there, _) = between(&old, &new, &text);
        let (back, _) = between(&new, &old, &text);
        prop_assert_eq!(count(&there, Change::Gained), count(&back, Change::Lost));
        prop_assert_eq!(count(&there, Change::Lost), count(&back, Change::Gained));
    }

    #[test]
    fn a_codebook_changes_nothing_against_itself(
        lines in any_codes(),
        text in "(A: [wxyz]( [wxyz]| not|\\. [XYZ]){0,12}\\.\n\n){1,4}",
    ) {
        let codebook = codes(&lines);
        let (changed, _) = between(&codebook, &codebook, &text);
        prop_assert_eq!(&changed.rows, &[]);
        for tally in changed.counts.codes.values() {
            prop_assert_eq!((tally.lost, tally.gained, tally.kept_by_other_rules), (0, 0, 0));
        }
    }
}
