//! `short-stem`.

use crate::codebook::pattern::{Part, Word};
use crate::codebook::{Term, Test};
use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Look, Rule};
use unicode_normalization::UnicodeNormalization;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "short-stem",
    group: Group::Patterns,
    level: Level::Warning,
    what: "One or two letters with `*`.",
    why: "Thousands of words begin with two letters: `no*` finds *not*, *note* and *November*.",
    example: "
- id: refusal
  match: [no*]
",
    instead: r#"
- id: refusal
  match: ["{no,none,nope}"]
"#,
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    for rule in &look.codebook.rules {
        // Words beside it make a short beginning narrow.
        let Test::Term(Term::Pattern(pattern)) = &rule.test else {
            continue;
        };
        let mut rows = pattern.alternatives.iter();
        if let Some(letters) = rows.find_map(|row| short(row)) {
            let message = format!("`{letters}*` finds every word that begins with `{letters}`");
            found.push(
                RULE.at(look.place(rule.term_spans[0]), message)
                    .help("write more letters, or list the words that are meant in braces"),
            );
        }
    }
}

/// The letters before a `*`, where they are few. A folded accent is a character of its own, and no letter.
fn short(row: &[Word]) -> Option<String> {
    let [word] = row else { return None };
    match &word[..] {
        [Part::Text(text), Part::Any] => {
            let letters: String = text.nfc().collect();
            (letters.chars().count() <= 2 && is_spelt(&letters)).then_some(letters)
        }
        _ => None,
    }
}

/// Whether it is written in letters: a Chinese character, a kana or a syllable of hangul (all above `⺀`) says as much as
/// several of them.
fn is_spelt(text: &str) -> bool {
    text.chars().all(|c| c < '⺀')
}
