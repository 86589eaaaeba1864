//! Texts made up for a rule, which it should match: where the matcher finds nothing in any of them, and none was left out,
//! the rule can never fire.
//!
//! A pattern's texts are all that its braces stand for, with a few endings for each `*`; a regular expression's are samples;
//! a stem's is the stem as written. The matcher itself is asked, so that what it can find is never taken for impossible.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::words::terms;
use crate::codebook::pattern::{Part, Word};
use crate::codebook::{CodeIndex, Codebook, Negated, Pattern, Rule, Term, Test};
use crate::text::fold;

/// What `*` is replaced by, in turn.
const ENDINGS: [&str; 4] = ["", "s", "ed", "qzx"];
/// How many texts are tried of a term that is not finite, and of one with many alternatives.
const SAMPLES: usize = 12;
const MOST: usize = 400;
/// How far references are followed; circles are refused by the parser.
const MOST_STEPS: usize = 50;

/// All texts that are tried for a rule.
#[must_use]
pub fn all(codebook: &Codebook, rule: &Rule) -> Vec<String> {
    let count = terms(&rule.test).iter().map(variety).max().unwrap_or(1);
    let mut texts: Vec<String> = (0..count.min(MOST))
        .filter_map(|choice| text(codebook, rule, choice, 0))
        .collect();
    texts.dedup();
    texts
}

/// What keeps a rule from having any text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// The code that its term of this number refers to has no rules, nor have the codes below it.
    Rules(usize, CodeIndex),
    /// It wants negated hits, and no word negates.
    Negation,
}

/// What keeps a rule from having any text, where that is sure.
#[must_use]
pub fn lack(codebook: &Codebook, rule: &Rule) -> Option<Lack> {
    let empty = |(number, term): (usize, &Term)| match term {
        Term::Code(code) if rules_of(codebook, *code).is_empty() => {
            Some(Lack::Rules(number, *code))
        }
        _ => None,
    };
    let negation = || {
        let is_lacking = rule.negated == Negated::Only && negating(codebook).is_none();
        is_lacking.then_some(Lack::Negation)
    };
    terms(&rule.test)
        .iter()
        .enumerate()
        .find_map(empty)
        .or_else(negation)
}

/// Whether a rule's terms are made of nothing but letters, so that the matcher need not be asked whether it finds them.
#[must_use]
pub fn is_ordinary(rule: &Rule) -> bool {
    let is_letters = |text: &str| text.chars().all(fold::is_word);
    let is_ordinary = |term: &Term| match term {
        Term::Pattern(pattern) => {
            pattern
                .alternatives
                .iter()
                .flatten()
                .flatten()
                .all(|part| match part {
                    Part::Text(text) => is_letters(text),
                    Part::One | Part::Any => true,
                })
        }
        Term::Stem(words) => words.iter().all(|word| is_letters(word)),
        Term::Regex(_) | Term::Code(_) => false,
    };
    terms(&rule.test).iter().all(is_ordinary)
}

/// Whether [`all`] leaves out no alternative, so that a rule of which nothing is found in its texts is found nowhere.
///
/// Of several terms only one alternative each is tried with those of the others, and their order and distance are ours.
#[must_use]
pub fn is_sure(rule: &Rule) -> bool {
    match &rule.test {
        Test::Term(Term::Pattern(pattern)) => pattern_variety(pattern) <= MOST,
        Test::Term(Term::Stem(_)) => true,
        _ => false,
    }
}

fn variety(term: &Term) -> usize {
    match term {
        Term::Pattern(pattern) => pattern_variety(pattern),
        Term::Stem(_) => 1,
        Term::Regex(_) | Term::Code(_) => SAMPLES,
    }
}

fn pattern_variety(pattern: &Pattern) -> usize {
    pattern.alternatives.len() * ENDINGS.len()
}

fn text(codebook: &Codebook, rule: &Rule, choice: usize, steps: usize) -> Option<String> {
    let parts: Option<Vec<String>> = terms(&rule.test)
        .iter()
        .map(|term| term_text(codebook, term, choice, steps))
        .collect();
    let text = parts?.join(" ");
    if rule.negated != Negated::Only {
        return Some(text);
    }
    let word = negating(codebook)?;
    // A codebook may have its negating words behind what they negate, and only there.
    Some(match codebook.negation.before {
        0 => format!("{text} {word}"),
        _ => format!("{word} {text}"),
    })
}

fn negating(codebook: &Codebook) -> Option<String> {
    match &codebook.negation.words {
        Some(words) => words
            .first()
            .map(|word| row_text(&word.alternatives[0], "")),
        None => codebook
            .language
            .negating_words()
            .first()
            .map(|word| (*word).to_owned()),
    }
}

fn term_text(codebook: &Codebook, term: &Term, choice: usize, steps: usize) -> Option<String> {
    match term {
        Term::Pattern(pattern) => {
            let count = pattern.alternatives.len();
            let ending = ENDINGS[choice / count % ENDINGS.len()];
            Some(row_text(&pattern.alternatives[choice % count], ending))
        }
        Term::Regex(regex) => {
            let hir = regex_syntax::parse(regex).ok()?;
            let mut text = String::new();
            sample(&hir, choice, &mut text);
            Some(text)
        }
        Term::Stem(words) => Some(words.join(" ")),
        Term::Code(code) => {
            let rules = rules_of(codebook, *code);
            let rule = rules.get(choice % rules.len().max(1))?;
            // Nothing is known of what is not followed so far; that is not to say that it has no text.
            if steps == MOST_STEPS {
                return Some(String::new());
            }
            text(codebook, rule, choice, steps + 1)
        }
    }
}

/// The rules of a code and of the codes below it.
fn rules_of(codebook: &Codebook, code: CodeIndex) -> &[Rule] {
    let subtree = &codebook.code(code).subtree;
    let first = codebook
        .rules
        .partition_point(|rule| rule.code.0 < subtree.start);
    let last = codebook
        .rules
        .partition_point(|rule| rule.code.0 < subtree.end);
    &codebook.rules[first..last]
}

fn row_text(row: &[Word], ending: &str) -> String {
    let word = |word: &Word| -> String {
        // `*` alone is any one word.
        if matches!(word[..], [Part::Any]) {
            return format!("x{ending}");
        }
        let part = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::One => "x".to_owned(),
            Part::Any => ending.to_owned(),
        };
        word.iter().map(part).collect()
    };
    row.iter().map(word).collect::<Vec<_>>().join(" ")
}

/// One of the texts that a regular expression matches; other choices give others.
fn sample(hir: &Hir, choice: usize, out: &mut String) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => out.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => out.push(a_char_of(class, choice)),
        HirKind::Repetition(repetition) => {
            let more = u32::try_from(choice % 2).unwrap_or(0);
            let times = (repetition.min + more).min(repetition.max.unwrap_or(u32::MAX));
            for _ in 0..times {
                sample(&repetition.sub, choice, out);
            }
        }
        HirKind::Capture(capture) => sample(&capture.sub, choice, out),
        HirKind::Concat(parts) => parts.iter().for_each(|part| sample(part, choice, out)),
        HirKind::Alternation(parts) => sample(&parts[choice % parts.len()], choice, out),
    }
}

/// A letter where the class has one, else a digit, a space, or its first character.
fn a_char_of(class: &Class, choice: usize) -> char {
    let Class::Unicode(class) = class else {
        return 'x';
    };
    let has = |c: &char| {
        class
            .ranges()
            .iter()
            .any(|range| range.start() <= *c && *c <= range.end())
    };
    let letters: Vec<char> = ('a'..='z').filter(has).collect();
    let liked = letters.get(choice % letters.len().max(1)).copied();
    liked
        .or_else(|| ('0'..='9').chain([' ']).find(has))
        .or_else(|| {
            class
                .ranges()
                .first()
                .map(regex_syntax::hir::ClassUnicodeRange::start)
        })
        .unwrap_or('x')
}
