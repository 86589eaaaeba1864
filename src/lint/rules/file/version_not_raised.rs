//! `version-not-raised`.

use crate::codebook::compare::{compare, version_order};
use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Look, Rule};
use std::cmp::Ordering;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "version-not-raised",
    group: Group::File,
    level: Level::Error,
    what: "A codebook whose codes have changed since an earlier version, and whose own version is \
           missing or not higher.",
    why: "Two tables that carry the same version are taken to be made by the same rules. Raise the \
           version with every change to what codes mean or find. It is looked for with `--since`.",
    example: "
==> earlier.yaml <==
codebook: example
version: 1.0.0
codes:
  - id: trust
    match: [trust*]
==> codebook.yaml <==
codebook: example
version: 1.0.0
codes:
  - id: trust
    match: [trust*, rapport]
",
    instead: "
==> earlier.yaml, as before <==
==> codebook.yaml <==
codebook: example
version: 1.1.0
codes:
  - id: trust
    match: [trust*, rapport]
",
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    let Some(earlier) = look.earlier else { return };
    if !compare(earlier, look.codebook).needs_new_version() {
        return;
    }
    let before = earlier.version.as_deref().unwrap_or("none");
    let Some(version) = &look.codebook.version else {
        let message = format!("codes have changed since version {before}, and there is no version");
        let place = look.place(look.codebook.name_span);
        found.push(
            RULE.at(place, message)
                .help("write `version: …` below the codebook's name"),
        );
        return;
    };
    let Some(written) = &earlier.version else {
        return;
    };
    let message = match version_order(written, version) {
        Some(Ordering::Greater) => return,
        Some(Ordering::Equal) => {
            format!("codes have changed since version {before}, and the version has not")
        }
        Some(Ordering::Less) => format!(
            "codes have changed since version {before}, and the version is lower: {}",
            &version[..]
        ),
        None => format!(
            "codes have changed since version `{before}`, and `{}` cannot be compared with it",
            &version[..]
        ),
    };
    found.push(
        RULE.at(look.place(version.span), message)
            .help("raise it; `thematica codebook compare` shows what has changed"),
    );
}
