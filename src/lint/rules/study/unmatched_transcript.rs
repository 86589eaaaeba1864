//! `unmatched-transcript`.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Place;
use crate::lint::{Check, Group, Level, Rule, StudyLook};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unmatched-transcript",
    group: Group::Study,
    level: Level::Warning,
    what: "A file that looks like a transcript and that nothing in the manifest names.",
    why: "It is in no count. A pattern that was written for `.docx` passes over the one interview \
           that came as `.txt`.",
    example: "
==> thematica.yaml <==
transcripts: [interviews/*.txt]
==> interviews/a.txt <==
Int: How was it?
Ann: They trust me.
==> interviews/b.vtt <==
WEBVTT

00:01.000 --> 00:02.000
<v Ben>They trust me.
",
    instead: "
==> thematica.yaml <==
transcripts: [interviews/*]
==> interviews/a.txt, as before <==
==> interviews/b.vtt, as before <==
",
    check: Check::Study(check),
};

fn check(look: &StudyLook<'_>, found: &mut Vec<Diagnostic>) {
    for name in look.study.unmatched_files() {
        let place = Place::File(name);
        found.push(
            RULE.at(
                place,
                "this looks like a transcript, and no pattern of the manifest matches it",
            )
            .help("add it to `transcripts` in thematica.yaml, or move it out of the study"),
        );
    }
}
