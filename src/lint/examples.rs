//! `example-not-coded` and `counterexample-coded`: the examples of a codebook are its unit tests.
//!
//! Each text under `examples` must be coded by the rules of its own code, and no text under `counterexamples` may be. A
//! code below or beside it does not help. A code without rules is for people to apply: its examples are for them as well.
//!
//! An example is one paragraph, said by nobody in particular. Where a rule holds for some speakers or roles only, the
//! example is tried as said by one of them too. A retired code is not tried.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::codebook::{Code, CodeIndex, Codebook, Negated, RuleIndex, Unit, Written};
use crate::coding::{Hit, Stop};
use crate::diagnostic::Diagnostic;
use crate::matcher::{Matcher, Scratch};
use crate::study::{Person, Role, Voice};
use crate::text::{Source, Span};
use crate::transcript::{
    Format, LabelStyle, Paragraph, Reading, SpeakerIndex, Transcript, Turn, Units,
};

/// Runs all examples and counterexamples of a codebook, in its order. `unit` is the segment that `all` speaks of.
#[must_use]
pub fn examples(codebook: &Codebook, unit: Unit) -> Vec<Diagnostic> {
    let mut trial = Trial {
        codebook,
        matcher: Matcher::new(codebook, unit),
        scratch: Scratch::default(),
    };
    let mut faults = Vec::new();
    for (index, code) in (0..).map(CodeIndex).zip(&codebook.codes) {
        if code.retired || code.rules.is_empty() {
            continue;
        }
        let examples = code.examples.iter();
        faults.extend(examples.filter_map(|example| trial.example(index, code, example)));
        let counterexamples = code.counterexamples.iter();
        faults.extend(
            counterexamples.filter_map(|example| trial.counterexample(index, code, example)),
        );
    }
    faults
}

struct Trial<'c> {
    codebook: &'c Codebook,
    matcher: Matcher<'c>,
    scratch: Scratch,
}

/// Who says an example: a label and a role.
type Teller<'c> = (Option<&'c str>, Role);

const ANYONE: Teller<'static> = (None, Role::Participant);

impl<'c> Trial<'c> {
    fn example(&mut self, index: CodeIndex, code: &Code, example: &Written) -> Option<Diagnostic> {
        let mut all = Vec::new();
        for teller in self.tellers(code) {
            let hits = self.hits(&example.text, &teller);
            if hits
                .iter()
                .any(|hit| hit.code == index && hit.stopped.is_none())
            {
                return None;
            }
            all.extend(hits);
        }
        let place = self.codebook.place(example.span);
        let message = format!("this example is not coded with `{}`", code.id);
        let fault = Diagnostic::error("example-not-coded", place, message);
        let mine = |hit: &&Hit| hit.code == index;
        Some(match all.iter().find(mine) {
            Some(hit) => self.stopped(fault, example, hit),
            None => self.unmatched(fault, code, &all),
        })
    }

    fn counterexample(
        &mut self,
        index: CodeIndex,
        code: &Code,
        example: &Written,
    ) -> Option<Diagnostic> {
        let hits = self.hits(&example.text, &ANYONE);
        let counts = |hit: &&Hit| hit.code == index && hit.stopped.is_none();
        let hit = hits.iter().find(counts)?;
        let place = self.codebook.place(example.span);
        let message = format!("this counterexample is coded with `{}`", code.id);
        let rule = self.codebook.rule(hit.rule);
        let negated = match hit.negated {
            Some(word) => format!(" (negated by `{}`)", &example.text[word.range()]),
            None => String::new(),
        };
        let why = format!(
            "the rule `{}` fired on `{}`{negated}",
            rule.written,
            matched(example, hit)
        );
        let mut fault = Diagnostic::error("counterexample-coded", place, message)
            .related(self.codebook.place(rule.span), why);
        fault = if hit.negated.is_some() && rule.negated == Negated::Flag {
            fault.help("a negated hit counts and is only marked; `negated: stop` makes the rule pass over it")
        } else {
            fault.help("make the rule narrower, or add what tells the two apart under `unless`")
        };
        Some(fault)
    }

    /// Those who are tried: nobody in particular, and for each rule with a wish of its own someone who meets it.
    fn tellers(&self, code: &Code) -> Vec<Teller<'c>> {
        let mut tellers = vec![ANYONE];
        for index in code.rules.clone() {
            let rule = self.codebook.rule(RuleIndex(index));
            let label = rule.speakers.first().map(String::as_str);
            let teller = (
                label,
                rule.roles.first().map_or(Role::Participant, |it| role(it)),
            );
            if !tellers.contains(&teller) {
                tellers.push(teller);
            }
        }
        tellers
    }

    fn hits(&mut self, text: &str, (label, role): &Teller<'_>) -> Vec<Hit> {
        let transcript = said(text, label.unwrap_or_default());
        let units = Units::of(&transcript);
        let voice = Voice {
            person: Person::Undeclared(SpeakerIndex(0)),
            role: role.clone(),
            guessed: false,
        };
        self.matcher
            .hits(&transcript, &units, &[voice], |_| true, &mut self.scratch)
    }

    fn stopped(&self, fault: Diagnostic, example: &Written, hit: &Hit) -> Diagnostic {
        let rule = self.codebook.rule(hit.rule);
        let fired = format!(
            "the rule `{}` matched `{}`",
            rule.written,
            matched(example, hit)
        );
        let place = self.codebook.place(rule.span);
        match hit.stopped {
            Some(Stop::Exclusion(index, at)) => {
                let exclusion = self.codebook.exclusion(index);
                let what = format!(
                    "and the exclusion `{}` stopped it at `{}`",
                    exclusion.written,
                    &example.text[at.range()]
                );
                fault
                    .related(place, fired)
                    .related(self.codebook.place(exclusion.span), what)
                    .help("make the exclusion narrower, or choose another example")
            }
            Some(Stop::Negated) => {
                let word = hit.negated.map_or("", |word| &example.text[word.range()]);
                fault
                    .related(
                        place,
                        format!(
                            "{fired}, but `{word}` negates it, and the rule wants no negated hits"
                        ),
                    )
                    .help("leave `negated: stop` out of the rule, or choose another example")
            }
            Some(Stop::NotNegated) => fault
                .related(
                    place,
                    format!(
                        "{fired}, but nothing negates it, and the rule wants negated hits only"
                    ),
                )
                .help("leave `negated: only` out of the rule, or choose another example"),
            None => fault.related(place, fired),
        }
    }

    fn unmatched(&self, fault: Diagnostic, code: &Code, hits: &[Hit]) -> Diagnostic {
        let rules = match code.rules.len() {
            1 => "its rule does not match".to_owned(),
            count => format!("none of its {count} rules matches"),
        };
        let counts = hits.iter().filter(|hit| hit.stopped.is_none());
        let others: BTreeSet<CodeIndex> = counts.map(|hit| hit.code).collect();
        let others: Vec<String> = others
            .into_iter()
            .map(|code| format!("`{}`", self.codebook.code(code).id))
            .collect();
        let fault = fault.label(rules);
        if others.is_empty() {
            return fault.help("add a rule for these words, or choose another example");
        }
        fault.help(format!(
            "it is coded with {} and not with the code it stands under; add a rule for these words, or choose another example",
            others.join(", ")
        ))
    }
}

/// The matched words, with dots for what lies between them.
fn matched(example: &Written, hit: &Hit) -> String {
    let words = hit.matched().iter().map(|part| &example.text[part.range()]);
    words.collect::<Vec<_>>().join(" … ")
}

fn role(name: &str) -> Role {
    [Role::Participant, Role::Moderator]
        .into_iter()
        .find(|role| role.is_called(name))
        .unwrap_or_else(|| Role::Other(name.to_owned()))
}

/// A text as one paragraph of one speaker.
fn said(text: &str, label: &str) -> Transcript {
    let span = Span::new(0, text.len());
    Transcript {
        id: String::new(),
        source: Arc::new(Source::new("example", text)),
        reading: Reading {
            format: Format::Text,
            encoding: String::new(),
            labels: LabelStyle::None,
            warnings: Vec::new(),
            left_out: Vec::new(),
        },
        speakers: vec![label.to_owned()],
        turns: vec![Turn {
            speaker: Some(SpeakerIndex(0)),
            paragraphs: 0..1,
            utterances: 1,
            time: None,
        }],
        paragraphs: vec![Paragraph { span, turn: 0 }],
        attributes: std::collections::BTreeMap::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook;
    use crate::diagnostic::render::human;

    fn told(code: &str) -> String {
        let lines: Vec<String> = code.lines().map(|line| format!("    {line}")).collect();
        let text = format!("codebook: c\ncodes:\n  - id: trust\n{}\n", lines.join("\n"));
        let parsed = codebook::parse(Arc::new(Source::new("c.yaml", text)));
        assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
        let mut out = Vec::new();
        for fault in examples(&parsed.codebook.unwrap(), Unit::Sentence) {
            human(&fault, &mut out).unwrap();
        }
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn examples_that_hold_are_not_mentioned() {
        let code = "match: [trust*]\nunless: [NHS trust]\nexamples: [They trusted me.]\ncounterexamples: [The NHS Trust sent it., No word of it.]";
        assert_eq!(told(code), "");
    }

    #[test]
    fn an_example_that_no_rule_matches_is_told() {
        assert_eq!(
            told("match: [trust*, rapport]\nexamples: [They believed me.]"),
            "\
c.yaml:5:16: error[example-not-coded]: this example is not coded with `trust`
  5 |     examples: [They believed me.]
    |                ^^^^^^^^^^^^^^^^^ none of its 2 rules matches
  help: add a rule for these words, or choose another example
"
        );
    }

    #[test]
    fn an_exclusion_that_stops_an_example_is_shown() {
        assert_eq!(
            told("match: [trust]\nunless: [NHS trust]\nexamples: [I trust the NHS Trust.]\ncounterexamples: []").lines().count(),
            0,
            "the first hit counts"
        );
        assert_eq!(
            told("match: [trust]\nunless: [NHS trust]\nexamples: [It is the NHS Trust.]"),
            "\
c.yaml:6:16: error[example-not-coded]: this example is not coded with `trust`
  6 |     examples: [It is the NHS Trust.]
    |                ^^^^^^^^^^^^^^^^^^^^
  c.yaml:4:13: the rule `trust` matched `Trust`
  4 |     match: [trust]
    |             ^^^^^
  c.yaml:5:14: and the exclusion `NHS trust` stopped it at `NHS Trust`
  5 |     unless: [NHS trust]
    |              ^^^^^^^^^
  help: make the exclusion narrower, or choose another example
"
        );
    }

    #[test]
    fn a_negation_that_stops_an_example_is_shown() {
        let shown =
            told("match:\n  - {term: trust, negated: stop}\nexamples: [They never trust me.]");
        assert!(
            shown.contains("matched `trust`, but `never` negates it"),
            "{shown}"
        );
        let shown = told("match:\n  - {term: trust, negated: only}\nexamples: [They trust me.]");
        assert!(shown.contains("but nothing negates it"), "{shown}");
    }

    #[test]
    fn a_counterexample_that_is_coded_is_told_with_its_rule() {
        assert_eq!(
            told("match: [trust]\ncounterexamples: [They do not trust me.]"),
            "\
c.yaml:5:23: error[counterexample-coded]: this counterexample is coded with `trust`
  5 |     counterexamples: [They do not trust me.]
    |                       ^^^^^^^^^^^^^^^^^^^^^
  c.yaml:4:13: the rule `trust` fired on `trust` (negated by `not`)
  4 |     match: [trust]
    |             ^^^^^
  help: a negated hit counts and is only marked; `negated: stop` makes the rule pass over it
"
        );
    }

    #[test]
    fn a_rule_for_some_speakers_is_tried_on_one_of_them() {
        assert_eq!(
            told(
                "match:\n  - {term: trust, roles: [moderator]}\nexamples: [Do they trust you?]\ncounterexamples: [They trust me.]"
            ),
            ""
        );
    }

    #[test]
    fn a_code_without_rules_is_for_people() {
        assert_eq!(told("examples: [They believed me.]"), "");
        assert_eq!(
            told("retired: true\nmatch: [x]\nexamples: [They believed me.]"),
            ""
        );
    }
}
