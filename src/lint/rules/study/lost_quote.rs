//! `lost-quote`.

use crate::coding::anchor::{Finder, Finding};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Place;
use crate::lint::{Check, Group, Level, Rule, TranscriptLook};
use crate::text::shortened;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "lost-quote",
    group: Group::Study,
    level: Level::Error,
    what: "A coding by a person whose quote is no longer in the transcript.",
    why: "The transcript was edited after it was coded, so that the coding points at other words \
           than those that were chosen.",
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
{"code": "trust", "quote": "They trusted me."}
"#,
    instead: r#"
==> thematica.yaml, as before <==
==> transcripts/a.txt, as before <==
==> codebook.yaml, as before <==
==> codings/ann/a.jsonl <==
{"code": "trust", "quote": "They trust me."}
"#,
    check: Check::Transcript(check),
};

fn check(look: &TranscriptLook<'_>, found: &mut Vec<Diagnostic>) {
    let id = &look.transcript.id;
    let files = look.codings.iter();
    let files: Vec<_> = files
        .filter(|file| look.study.is_of(&file.transcript, id))
        .collect();
    if files.is_empty() {
        return;
    }
    let standing = files
        .iter()
        .flat_map(|file| file.ledger.standing().map(move |coding| (file, coding)));
    let (places, anchors): (Vec<_>, Vec<_>) = standing
        .map(|(file, coding)| ((file, &coding.id), &coding.anchor))
        .unzip();
    let findings = Finder::of(look.transcript).find_all(&anchors);
    for (((file, coding), anchor), finding) in places.into_iter().zip(anchors).zip(findings) {
        let Some((message, help)) = told(&finding, id, &anchor.quote) else {
            continue;
        };
        let place = Place::Line(file.name.clone(), file.line(coding));
        found.push(RULE.at(place, message).help(help));
    }
}

fn told(finding: &Finding, id: &str, quote: &str) -> Option<(String, String)> {
    let quote = format!("\"{}\"", shortened(quote, 60));
    let (message, help) = match finding {
        Finding::Kept(_) | Finding::Moved(_) => return None,
        Finding::Changed { .. } => (
            "of this coding was changed in",
            format!("look with `thematica codings check` whether it still holds: {quote}"),
        ),
        Finding::Ambiguous(_) => (
            "of this coding may be at another place or at several in",
            format!("choose one with `thematica codings check`: {quote}"),
        ),
        Finding::Lost => (
            "of this coding is not in",
            format!("find where it went and code it again: {quote}"),
        ),
    };
    Some((format!("the quote {message} `{id}`"), help))
}
