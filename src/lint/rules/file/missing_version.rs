//! `missing-version`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Look, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "missing-version",
    group: Group::File,
    level: Level::Advice,
    what: "A codebook without a version.",
    why: "Results carry the version of the codebook that made them. Without one, nobody can say \
           later which rules a table came from.",
    example: "
codebook: example
codes:
  - id: trust
    match: [trust*]
",
    instead: "
codebook: example
version: 1.0.0
codes:
  - id: trust
    match: [trust*]
",
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    if look.codebook.version.is_none() {
        let place = look.place(look.codebook.name_span);
        found.push(
            RULE.at(place, "the codebook has no version")
                .help("write `version: 1.0.0` below its name, and raise it when codes change"),
        );
    }
}
