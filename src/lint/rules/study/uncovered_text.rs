//! `uncovered-text`.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Place;
use crate::lint::{Check, Group, Level, Rule, TranscriptLook};
use crate::text::{Span, counted, fold};
use std::sync::Arc;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "uncovered-text",
    group: Group::Study,
    level: Level::Advice,
    what: "A long line of a transcript that belongs to no turn.",
    why: "What stands in no turn is coded by nothing and counted nowhere. It may be a heading or a \
           note, or speech whose label was not understood.",
    example: "
==> transcripts/a.md <==
# This interview was held in the back room of the library on a wet day in March, after the group had left

Int: How was it?
Ann: They trust me.
Int: And then?
Ann: Then I was trusted.
",
    instead: "
==> transcripts/a.md <==
Int: How was it?
Ann: They trust me.
Int: And then?
Ann: Then I was trusted.
",
    check: Check::Transcript(check),
};

/// A line with fewer words outside of turns is a label, a heading or a mark.
const LEAST_WORDS: usize = 12;

fn check(look: &TranscriptLook<'_>, found: &mut Vec<Diagnostic>) {
    let source = &look.transcript.source;
    let mut lines = 0_u64;
    let mut first: Option<Span> = None;
    let mut at = 0;
    let ends = [Span::new(source.text().len(), source.text().len())];
    let covered = look
        .transcript
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.span);
    for span in covered.chain(ends) {
        let gap = &source.text()[at.min(span.start)..span.start];
        for line in gap.split_inclusive('\n') {
            if words(line) >= LEAST_WORDS {
                lines += 1;
                first.get_or_insert(Span::new(at, at + line.trim_end().len()));
            }
            at += line.len();
        }
        at = span.end;
    }
    if let Some(first) = first {
        let message = format!(
            "{} of this transcript {} to no turn",
            counted(lines, "long line"),
            if lines == 1 { "belongs" } else { "belong" }
        );
        let place = Place::Span(Arc::clone(source), first);
        found.push(RULE.at(place, message).label("the first of them").help(
            "look at `thematica transcripts --show`; speech needs a label that is understood",
        ));
    }
}

fn words(text: &str) -> usize {
    text.split(|c: char| !fold::is_word(c))
        .filter(|word| !word.is_empty())
        .count()
}
