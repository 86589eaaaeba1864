//! `shadowed-pattern`.

use crate::codebook::pattern::Part;
use crate::codebook::{ExclusionIndex, Reach, Rule as Rule_, RuleIndex, Term, Test};
use crate::diagnostic::Diagnostic;
use crate::lint::words::{Row, covers};
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
                .filter(|&outer| takes_no_more(look, outer, row))
                .filter(|&outer| fires_wherever(look, outer, inner))
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

/// Whether what stops a hit by a word of it stops no longer match of the outer rule at the place of a row: of `hope` and
/// `hope for` the longer one is taken, and an exclusion `for` stops that alone.
fn takes_no_more(look: &Look<'_>, outer: RuleIndex, row: &Row) -> bool {
    let rows = look.terms().of_rule(outer).unwrap_or_default();
    let mut stops = look.exclusions_of(look.codebook.rule(outer));
    rows.iter().all(|it| it.len() <= row.len())
        || !stops.any(|(_, stop)| stop.reach == Reach::Overlap)
}

/// Whether nothing keeps the outer rule from firing where the inner one does.
fn fires_wherever(look: &Look<'_>, outer: RuleIndex, inner: RuleIndex) -> bool {
    let (outer, inner) = (look.codebook.rule(outer), look.codebook.rule(inner));
    let includes = |outer: &[String], inner: &[String]| {
        outer.is_empty() || !inner.is_empty() && inner.iter().all(|it| outer.contains(it))
    };
    let stops = |rule: &Rule_| -> BTreeSet<&str> {
        let own = rule.exclusions.clone().map(ExclusionIndex);
        own.map(|it| &look.codebook.exclusion(it).written[..])
            .collect()
    };
    outer.negated == inner.negated
        && includes(&outer.speakers, &inner.speakers)
        && includes(&outer.roles, &inner.roles)
        && stops(outer).is_subset(&stops(inner))
}
