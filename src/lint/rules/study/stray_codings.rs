//! `stray-codings`.

use crate::coding::record::State;
use crate::coding::store::CodingFile;
use crate::coding::stray;
use crate::diagnostic::{Diagnostic, Place};
use crate::lint::{Check, Group, Level, Rule, StudyLook};
use crate::text::counted;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "stray-codings",
    group: Group::Study,
    level: Level::Error,
    what: "Codings by a person whose transcript is not in the study under their name.",
    why: "They are somebody's work, and no table would show it: the transcript was renamed, moved to \
           another folder or taken out. `thematica codings rename` lays them under its new name.",
    example: r#"
==> thematica.yaml <==
study: example
==> transcripts/b.txt <==
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
{"code": "trust", "quote": "They trust me."}
"#,
    instead: r#"
==> thematica.yaml, as before <==
==> transcripts/b.txt, as before <==
==> codebook.yaml, as before <==
==> codings/ann/b.jsonl <==
{"code": "trust", "quote": "They trust me."}
"#,
    check: Check::Study(check),
};

fn check(look: &StudyLook<'_>, found: &mut Vec<Diagnostic>) {
    let kept = |file: &CodingFile| {
        let all = file.ledger.all().iter();
        all.filter(|it| it.state != State::Removed).count()
    };
    let strays = look.codings.iter();
    let strays = strays.filter(|file| kept(file) > 0 && stray::is_stray(look.study, file));
    let strays: Vec<&CodingFile> = strays.collect();
    let homes = stray::homes(look.study, &strays);
    for (file, home) in strays.into_iter().zip(homes) {
        let message = format!(
            "{}, for which {} has {}",
            stray::reason(look.study, file),
            file.coder,
            counted(kept(file) as u64, "coding")
        );
        let old = &file.transcript;
        let help = match home {
            Some(home) => format!(
                "{} of {} are found in `{}`: `{}` lays them there",
                home.found,
                counted(home.of as u64, "coding"),
                home.transcript,
                stray::command(old, &home.transcript)
            ),
            None => format!(
                "give the transcript its name back, or say what it is called now: `{}`",
                stray::command(old, "NEW")
            ),
        };
        found.push(RULE.at(Place::File(file.name.clone()), message).help(help));
    }
}
