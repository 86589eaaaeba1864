//! Texts made up for a rule, which it should match: where the matcher finds none of them, the rule can never fire.
//!
//! A pattern's texts are all that its braces stand for, with a few endings for each `*`; a regular expression's are samples;
//! a stem's is the stem as written. The matcher itself is asked, so that what it can find is never taken for impossible.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::words::terms;
use crate::codebook::pattern::{Part, Word};
use crate::codebook::{CodeIndex, Codebook, Negated, Rule, Term};

/// What `*` is replaced by, in turn.
const ENDINGS: [&str; 4] = ["", "s", "ed", "qzx"];
/// How many texts are tried of a term that is not finite, and of one with many alternatives.
const SAMPLES: usize = 12;
const MOST: usize = 400;
/// How far references are followed; circles are refused by the parser.
const MOST_STEPS: usize = 50;

/// The most likely text for a rule; `None` where nothing can be said of one of its terms.
#[must_use]
pub fn first(codebook: &Codebook, rule: &Rule) -> Option<String> {
    text(codebook, rule, 0, 0)
}

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

/// Whether [`all`] leaves out no alternative, so that a rule that matches none of its texts matches nothing.
#[must_use]
pub fn is_sure(rule: &Rule) -> bool {
    let sure = |term: &Term| match term {
        Term::Pattern(_) => variety(term) <= MOST,
        Term::Stem(_) => true,
        Term::Regex(_) | Term::Code(_) => false,
    };
    terms(&rule.test).iter().all(sure)
}

fn variety(term: &Term) -> usize {
    match term {
        Term::Pattern(pattern) => pattern.alternatives.len() * ENDINGS.len(),
        Term::Stem(_) => 1,
        Term::Regex(_) | Term::Code(_) => SAMPLES,
    }
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
            let rule = a_rule_of(codebook, *code, choice)?;
            (steps < MOST_STEPS)
                .then(|| text(codebook, rule, choice, steps + 1))
                .flatten()
        }
    }
}

/// One of the rules of a code or of the codes below it.
fn a_rule_of(codebook: &Codebook, code: CodeIndex, choice: usize) -> Option<&Rule> {
    let subtree = &codebook.code(code).subtree;
    let first = codebook
        .rules
        .partition_point(|rule| rule.code.0 < subtree.start);
    let last = codebook
        .rules
        .partition_point(|rule| rule.code.0 < subtree.end);
    let rules = &codebook.rules[first..last];
    rules.get(choice % rules.len().max(1))
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
