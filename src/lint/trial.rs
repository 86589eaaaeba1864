//! Trying a codebook on texts: its examples and counterexamples, and texts made up to see what a rule can match.
//!
//! A text is one paragraph, said by nobody in particular. Where a rule holds for some speakers or roles only, the text is
//! tried as said by one of them too. A code without rules is for people to apply: its examples are for them as well. A
//! retired code is not tried.

use crate::codebook::{Code, CodeIndex, Codebook, RuleIndex, Unit, Written};
use crate::coding::{Hit, Stop};
use crate::matcher::{Matcher, Scratch};
use crate::study::{Person, Role, Voice};
use crate::text::Span;
use crate::transcript::{SpeakerIndex, Transcript, Units};

/// An example or counterexample, and what the rules of all codes found in it.
#[derive(Debug)]
pub struct Tried {
    /// The code that it stands under.
    pub code: CodeIndex,
    /// What it is to show.
    pub kind: Kind,
    /// Its number under that code, from 0.
    pub number: usize,
    /// What was found when anyone says it; those hits that do not count are among them.
    pub hits: Vec<Hit>,
    /// What was found when those say it for whom the code's rules are meant, where there are such.
    pub hits_of_others: Vec<Hit>,
}

/// What an example is to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It must be coded.
    Example,
    /// It must not be.
    Counterexample,
}

impl Tried {
    /// The text and its place.
    #[must_use]
    pub fn written<'c>(&self, codebook: &'c Codebook) -> &'c Written {
        let code = codebook.code(self.code);
        match self.kind {
            Kind::Example => &code.examples[self.number],
            Kind::Counterexample => &code.counterexamples[self.number],
        }
    }

    /// All hits of one code, whoever says it.
    pub fn hits_of(&self, code: CodeIndex) -> impl Iterator<Item = &Hit> {
        let all = self.hits.iter().chain(&self.hits_of_others);
        all.filter(move |hit| hit.code == code)
    }

    /// Whether its own code is laid on it.
    #[must_use]
    pub fn is_coded(&self) -> bool {
        self.hits_of(self.code).any(|hit| hit.stopped.is_none())
    }
}

/// Tries all examples and counterexamples, in the order of the codebook.
#[must_use]
pub fn run(codebook: &Codebook, trial: &mut Trial<'_>) -> Vec<Tried> {
    let mut tried: Vec<Tried> = Vec::new();
    let mut texts: Vec<(&str, Teller)> = Vec::new();
    // By text, the number of the example that it is.
    let mut examples: Vec<usize> = Vec::new();
    for (index, code) in (0..).map(CodeIndex).zip(&codebook.codes) {
        if code.retired || code.rules.is_empty() {
            continue;
        }
        let others = tellers(codebook, code);
        for (kind, written) in [
            (Kind::Example, &code.examples),
            (Kind::Counterexample, &code.counterexamples),
        ] {
            for (number, written) in written.iter().enumerate() {
                // A counterexample is what nobody in particular says.
                let others = others.iter().filter(|_| kind == Kind::Example).cloned();
                texts.extend(
                    [ANYONE]
                        .into_iter()
                        .chain(others)
                        .map(|it| (&written[..], it)),
                );
                examples.resize(texts.len(), tried.len());
                tried.push(Tried {
                    code: index,
                    kind,
                    number,
                    hits: Vec::new(),
                    hits_of_others: Vec::new(),
                });
            }
        }
    }
    for ((hits, example), (_, teller)) in trial.hits(&texts).into_iter().zip(examples).zip(&texts) {
        if *teller == ANYONE {
            tried[example].hits = hits;
        } else {
            tried[example].hits_of_others.extend(hits);
        }
    }
    tried
}

/// Who says a text: a label and a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Teller {
    label: String,
    role: Role,
}

/// Nobody in particular.
pub const ANYONE: Teller = Teller {
    label: String::new(),
    role: Role::Participant,
};

/// Somebody for whom a rule is meant.
#[must_use]
pub fn teller(codebook: &Codebook, rule: RuleIndex) -> Teller {
    let rule = codebook.rule(rule);
    Teller {
        label: rule.speakers.first().cloned().unwrap_or_default(),
        role: rule
            .roles
            .first()
            .map_or(Role::Participant, |name| role(name)),
    }
}

/// For each rule with a wish of its own somebody who meets it.
fn tellers(codebook: &Codebook, code: &Code) -> Vec<Teller> {
    let mut tellers = Vec::new();
    for rule in code.rules.clone().map(RuleIndex) {
        let teller = teller(codebook, rule);
        if teller != ANYONE && !tellers.contains(&teller) {
            tellers.push(teller);
        }
    }
    tellers
}

fn role(name: &str) -> Role {
    [Role::Participant, Role::Moderator]
        .into_iter()
        .find(|role| role.is_called(name))
        .unwrap_or_else(|| Role::Other(name.to_owned()))
}

/// A codebook's rules, ready to be tried on texts.
#[derive(Debug)]
pub struct Trial<'c> {
    matcher: Matcher<'c>,
    scratch: Scratch,
}

impl<'c> Trial<'c> {
    /// Compiles the rules.
    #[must_use]
    pub fn new(codebook: &'c Codebook, unit: Unit) -> Self {
        Self {
            matcher: Matcher::new(codebook, unit),
            scratch: Scratch::default(),
        }
    }

    /// What all rules find in each of some texts. Places count in the text in which they are found.
    pub fn hits(&mut self, texts: &[(&str, Teller)]) -> Vec<Vec<Hit>> {
        let mut tellers: Vec<&Teller> = Vec::new();
        let said: Vec<(&str, SpeakerIndex)> = texts
            .iter()
            .map(|(text, teller)| {
                let known = tellers.iter().position(|known| *known == teller);
                let speaker = known.unwrap_or_else(|| {
                    tellers.push(teller);
                    tellers.len() - 1
                });
                (*text, SpeakerIndex(u32_from(speaker)))
            })
            .collect();
        let labels = tellers.iter().map(|it| it.label.clone()).collect();
        let (transcript, starts) = Transcript::of_texts("examples", said, labels);
        let voice = |teller: &&Teller| Voice {
            person: Person::Undeclared(SpeakerIndex(0)),
            role: teller.role.clone(),
            guessed: false,
        };
        let voices: Vec<Voice> = tellers.iter().map(voice).collect();
        let units = Units::of(&transcript);
        let hits = self
            .matcher
            .hits(&transcript, &units, &voices, |_| true, &mut self.scratch);
        let mut by_text: Vec<Vec<Hit>> = vec![Vec::new(); texts.len()];
        for hit in hits {
            let text = hit.turn as usize;
            by_text[text].push(moved(&hit, starts[text]));
        }
        by_text
    }
}

/// A hit with its places moved from a transcript into one of its texts.
fn moved(hit: &Hit, start: usize) -> Hit {
    let back = |span: Span| Span::new(span.start - start, span.end - start);
    Hit {
        span: back(hit.span),
        parts: hit.parts.iter().copied().map(back).collect(),
        negated: hit.negated.map(back),
        stopped: hit.stopped.map(|stop| match stop {
            Stop::Exclusion(exclusion, at) => Stop::Exclusion(exclusion, back(at)),
            other => other,
        }),
        ..hit.clone()
    }
}

fn u32_from(number: usize) -> u32 {
    u32::try_from(number).expect("a codebook has fewer than 2^32 examples")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::codebook;
    use crate::text::Source;

    #[test]
    fn texts_that_are_tried_together_are_coded_as_each_by_itself() {
        let text = include_str!("../../codebooks/link-workers.yaml");
        let book = codebook::parse(Arc::new(Source::new("c.yaml", text)))
            .codebook
            .unwrap();
        let mut trial = Trial::new(&book, Unit::Sentence);
        let examples = book
            .codes
            .iter()
            .flat_map(|code| code.examples.iter().chain(&code.counterexamples));
        let hostile = [
            "[laughs",
            "so] trust",
            "((",
            "",
            "  ",
            " trust ",
            "a trust: \"",
            "))",
        ]
        .into_iter();
        let texts: Vec<(&str, Teller)> = examples
            .map(|it| &it[..])
            .chain(hostile)
            .map(|it| (it, ANYONE))
            .collect();
        let together = trial.hits(&texts);
        assert!(together.iter().filter(|hits| !hits.is_empty()).count() > 60);
        for ((text, teller), mut hits) in texts.into_iter().zip(together) {
            let mut alone = trial.hits(&[(text, teller)]).remove(0);
            alone
                .iter_mut()
                .chain(&mut hits)
                .for_each(|hit| hit.turn = 0);
            assert_eq!(alone, hits, "{text}");
        }
    }
}
