//! `shadowed-pattern`.

use crate::codebook::pattern::Part;
use crate::codebook::{ExclusionIndex, Negated, Rule as Rule_, RuleIndex, Term, Test};
use crate::diagnostic::Diagnostic;
use crate::lint::same::stop_key;
use crate::lint::words::{Cover, Row, cover, covers};
use crate::lint::{Check, Group, Level, Look, Rule};
use std::collections::{BTreeSet, HashMap};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "shadowed-pattern",
    group: Group::Patterns,
    level: Level::Warning,
    what: "A pattern whose every match another pattern of the same code finds too.",
    why: "It adds nothing, and whoever narrows the wider pattern later is fooled: the words go on \
           being coded.",
    example: "
- id: trust
  match:
    - trust*
    - trusting
",
    instead: "
- id: trust
  match:
    - trust*
",
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    for (_, code) in look.codes() {
        let rows: Vec<(RuleIndex, &[Row])> = look
            .rules_of(code)
            .filter_map(|(index, _)| Some((index, look.terms().of_rule(index)?)))
            .collect();
        let wide = Wide::of(look, &rows);
        for &(index, inner) in &rows {
            if let Some(outer) = wide.covering(look, index, inner) {
                found.push(told(look, index, outer));
            }
        }
    }
}

fn told(look: &Look<'_>, inner: RuleIndex, outer: RuleIndex) -> Diagnostic {
    let (inner, outer) = (look.codebook.rule(inner), look.codebook.rule(outer));
    let message = format!(
        "`{}` finds nothing that `{}` does not find",
        inner.written, outer.written
    );
    RULE.at(look.place(inner.span), message)
        .related(look.place(outer.span), "this finds it all")
        .help("remove it, or make the wider one narrower")
}

/// The patterns of a code by the letters that their first words begin with, because a codebook may have thousands.
struct Wide<'r> {
    by_beginning: HashMap<&'r str, Vec<(RuleIndex, &'r Row)>>,
}

impl<'r> Wide<'r> {
    fn of(look: &Look<'_>, rows: &[(RuleIndex, &'r [Row])]) -> Self {
        let mut by_beginning: HashMap<&str, Vec<(RuleIndex, &Row)>> = HashMap::new();
        for &(index, rows) in rows {
            // Which alternative of a regular expression is taken depends on their order.
            if !matches!(look.codebook.rule(index).test, Test::Term(Term::Pattern(_))) {
                continue;
            }
            for row in rows {
                by_beginning
                    .entry(beginning(row))
                    .or_default()
                    .push((index, row));
            }
        }
        Self { by_beginning }
    }

    /// The first other rule that covers every row of a rule.
    fn covering(&self, look: &Look<'_>, inner: RuleIndex, rows: &[Row]) -> Option<RuleIndex> {
        let mut common: Option<BTreeSet<RuleIndex>> = None;
        for row in rows {
            let covering: BTreeSet<RuleIndex> = self
                .candidates(row)
                .filter(|&(outer, wide)| outer != inner && covers(wide, row))
                .map(|(outer, _)| outer)
                .filter(|&outer| fires_wherever(look, outer, inner) && takes(look, outer, row))
                .collect();
            let left = match common {
                Some(common) => common.intersection(&covering).copied().collect(),
                None => covering,
            };
            if left.is_empty() {
                return None;
            }
            common = Some(left);
        }
        // Of two that find the same only the later one is told, by another rule of the linter.
        common?
            .into_iter()
            .find(|&outer| look.key(outer) != look.key(inner))
    }

    fn candidates<'s>(&'s self, row: &'s Row) -> impl Iterator<Item = (RuleIndex, &'r Row)> + 's {
        let text = beginning(row);
        let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        let lists = ends.filter_map(move |end| self.by_beginning.get(&text[..end]));
        lists.flatten().copied()
    }
}

fn beginning(row: &Row) -> &str {
    match row.first().and_then(|word| word.first()) {
        Some(Part::Text(text)) => text,
        _ => "",
    }
}

/// Whether nothing keeps the outer rule from firing where the inner one does.
fn fires_wherever(look: &Look<'_>, outer: RuleIndex, inner: RuleIndex) -> bool {
    let (outer, inner) = (look.codebook.rule(outer), look.codebook.rule(inner));
    let includes = |outer: &[String], inner: &[String]| {
        outer.is_empty() || !inner.is_empty() && inner.iter().all(|it| outer.contains(it))
    };
    let stops = |rule: &Rule_| -> BTreeSet<String> {
        let own = rule.exclusions.clone().map(ExclusionIndex);
        own.map(|it| stop_key(look.codebook, it)).collect()
    };
    outer.negated == inner.negated
        && includes(&outer.speakers, &inner.speakers)
        && includes(&outer.roles, &inner.roles)
        && stops(outer).is_subset(&stops(inner))
}

/// Whether the outer rule, one of whose rows covers `inner`, finds all its words wherever it stands.
///
/// A rule's matches do not overlap. One that begins earlier may take the first words of `inner` and leave the rest: `a *`
/// finds `a a` in "a a b", and not `a b`. A longer match may be stopped, or kept, by what stands behind `inner`.
fn takes(look: &Look<'_>, outer: RuleIndex, inner: &Row) -> bool {
    let rule = look.codebook.rule(outer);
    let of_code = &look.codebook.code(rule.code).exclusions;
    let may_be_stopped = !rule.exclusions.is_empty()
        || !of_code.is_empty()
        || matches!(rule.negated, Negated::Stop | Negated::Only);
    let rows = look.terms().of_rule(outer).unwrap_or_default();
    rows.iter().all(|row| match cover(row, inner) {
        Cover::Same => true,
        Cover::Longer => !may_be_stopped,
        Cover::Cut => false,
    })
}
