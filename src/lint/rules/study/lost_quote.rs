//! `lost-quote`.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Place;
use crate::lint::{Check, Group, Level, Rule, TranscriptLook};
use crate::study::stands_for;
use std::cell::OnceCell;

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
    let text = look.transcript.source.text();
    let spaced = OnceCell::new();
    let files = look.codings.iter();
    for file in files.filter(|file| stands_for(&file.transcript, &look.transcript.id)) {
        for coding in &file.codings {
            let is_there = text.contains(&coding.quote)
                || spaced
                    .get_or_init(|| single_spaced(text))
                    .contains(&single_spaced(&coding.quote));
            if is_there {
                continue;
            }
            let place = Place::Line(file.name.clone(), coding.line);
            let message = format!(
                "the quote of this coding is not in `{}`",
                look.transcript.id
            );
            found.push(RULE.at(place, message).help(format!(
                "find where it went and code it again: {}",
                shortened(&coding.quote)
            )));
        }
    }
}

/// A line that was broken elsewhere is the same text.
fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shortened(quote: &str) -> String {
    const MOST: usize = 60;
    let quote = single_spaced(quote);
    if quote.chars().count() <= MOST {
        return format!("\"{quote}\"");
    }
    let start: String = quote.chars().take(MOST).collect();
    format!("\"{start}…\"")
}
