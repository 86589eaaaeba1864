//! `deep-code`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Look, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "deep-code",
    group: Group::Structure,
    level: Level::Warning,
    what: "A code deeper than the study allows: `check: {deepest: 2}` in the manifest.",
    why: "Deep trees are hard to code with and hard to report; two or three levels serve most \
           studies. Without a number in the manifest nothing is looked for.",
    example: "
==> thematica.yaml <==
check: {deepest: 2}
==> codebook.yaml <==
codebook: example
version: 1.0.0
codes:
  - id: enablers
    codes:
      - id: trust
        codes:
          - id: first-meeting
            match: [first visit]
",
    instead: "
==> thematica.yaml, as before <==
==> codebook.yaml <==
codebook: example
version: 1.0.0
codes:
  - id: enablers
    codes:
      - id: first-meeting
        match: [first visit]
",
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    let Some(deepest) = look.settings.deepest else {
        return;
    };
    for (_, code) in look.codes().filter(|(_, code)| code.depth + 1 > deepest) {
        let message = format!(
            "the code `{}` is on level {}, and this study allows {deepest}",
            code.path,
            code.depth + 1
        );
        found.push(
            RULE.at(look.place(code.span), message)
                .help("move it up, or change `deepest` in the manifest"),
        );
    }
}
