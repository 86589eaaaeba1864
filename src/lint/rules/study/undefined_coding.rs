//! `undefined-coding`.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::{Place, nearest};
use crate::lint::{Check, Group, Level, Rule, StudyLook};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "undefined-coding",
    group: Group::Study,
    level: Level::Error,
    what: "A coding by a person whose code is not in the codebook.",
    why: "It is somebody's work, and no table would show it: the code was renamed or taken out.",
    example: r#"
==> thematica.yaml <==
study: example
==> transcripts/a.txt <==
Int: How was it?
Ann: They trust me.
Int: And then?
Ann: Then I was trusted.
==> codebook.yaml <==
codebook: example
version: 1.0.0
codes:
  - id: trust
==> codings/ann/a.jsonl <==
{"code": "turst", "quote": "They trust me."}
"#,
    instead: r#"
==> thematica.yaml, as before <==
==> transcripts/a.txt, as before <==
==> codebook.yaml, as before <==
==> codings/ann/a.jsonl <==
{"code": "trust", "quote": "They trust me."}
"#,
    check: Check::Study(check),
};

fn check(look: &StudyLook<'_>, found: &mut Vec<Diagnostic>) {
    let Some(book) = look.look else { return };
    for file in look.codings {
        for coding in file.ledger.standing() {
            if book.codebook.find(&coding.code).is_some() {
                continue;
            }
            let place = Place::Line(file.name.clone(), file.line(&coding.id));
            let message = format!(
                "the code `{}` of this coding is not in the codebook",
                coding.code
            );
            let ids = book.codebook.codes.iter().map(|code| code.id.as_str());
            let fault = RULE.at(place, message);
            if let Some(hint) = book.codebook.id_of_label(&coding.code) {
                found.push(fault.help(hint));
                continue;
            }
            found.push(match nearest(&coding.code, ids) {
                Some(near) => fault.help(format!("did you mean `{near}`?")),
                None => fault.help("put the code back; `retired: true` keeps it for old codings"),
            });
        }
    }
}
