//! `regex-like-term`.

use crate::codebook::Term;
use crate::diagnostic::Diagnostic;
use crate::lint::words::terms;
use crate::lint::{Check, Group, Level, Look, Rule};
use crate::yaml;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "regex-like-term",
    group: Group::Patterns,
    level: Level::Warning,
    what: "A term that is written like a regular expression, or like a query with AND and OR.",
    why: "A term knows `*`, `?` and `{a,b}`. Anything else in it is looked for as it stands: \
           `foo|bar` finds that text with its bar, which nobody says, and `\\\\bfoo` finds *bfoo*.",
    example: "
- id: money
  match:
    - debt|arrears
    - waiting OR delay
",
    instead: r#"
- id: money
  match:
    - regex: debt|arrears
    - "{waiting,delay}"
    - and/or
    - C++
"#,
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    let rules = look.codebook.rules.iter();
    let of_rules = rules.flat_map(|rule| terms(&rule.test).iter().zip(&rule.term_spans));
    let exclusions = look.codebook.exclusions.iter();
    let of_exclusions = exclusions.map(|exclusion| (&exclusion.term, &exclusion.term_span));
    for (term, &span) in of_rules.chain(of_exclusions) {
        let Term::Pattern(pattern) = term else {
            continue;
        };
        let written = &pattern.written;
        if let Some(word) = query_word(written) {
            let message = format!("`{word}` is looked for like any other word");
            found.push(RULE.at(look.place(span), message).help(match word {
                "OR" => "write two rules, or alternatives in braces: `{waiting,delay}`",
                "AND" => "write `all: [waiting, delay]`",
                _ => "write the rest as the rule, and the word under `unless`",
            }));
        } else if let Some(piece) = piece_of_regex(written) {
            let message =
                format!("`{piece}` means nothing in a term: it is looked for as it stands");
            let help = format!(
                "write it as a regular expression: `regex: {}`",
                yaml::scalar(written)
            );
            found.push(RULE.at(look.place(span), message).help(help));
        }
    }
}

/// `OR`, `AND` or `NOT` in capitals between other words.
fn query_word(written: &str) -> Option<&'static str> {
    let words: Vec<&str> = written.split_whitespace().collect();
    let has_other = words
        .iter()
        .any(|word| word.chars().any(char::is_lowercase));
    let is_between = |known: &str| {
        let places = words.iter().enumerate().filter(|(_, word)| **word == known);
        let mut inside =
            places.filter(|(at, _)| *at + 1 < words.len() && (*at > 0 || known == "NOT"));
        inside.next().is_some()
    };
    ["OR", "AND", "NOT"]
        .into_iter()
        .find(|known| has_other && is_between(known))
}

/// The first piece that only a regular expression has. What stands behind a backslash is meant as it is, but for letters.
fn piece_of_regex(written: &str) -> Option<&str> {
    let chars: Vec<(usize, char)> = written.char_indices().collect();
    let end = |at: usize| chars.get(at).map_or(written.len(), |(byte, _)| *byte);
    let mut number = 0;
    while let Some(&(byte, c)) = chars.get(number) {
        let next = chars.get(number + 1).map(|(_, c)| *c);
        let two = &written[byte..end(number + 2)];
        match c {
            '\\' if next.is_some_and(char::is_alphanumeric) => return Some(two),
            '\\' => number += 1,
            '.' if next == Some('*') => return Some(two),
            '|' => return Some("|"),
            '^' if number == 0 && next.is_some() => return Some("^"),
            '$' if number > 0 && next.is_none() => return Some("$"),
            ')' if matches!(next, Some('*' | '+' | '?')) => return Some(two),
            '[' => {
                if let Some(class) = class_at(written, byte) {
                    return Some(class);
                }
            }
            _ => {}
        }
        number += 1;
    }
    None
}

/// The class that opens at a bracket: it has letters beside it, or a range in it. `[laughs]` is a transcriber's mark.
fn class_at(written: &str, open: usize) -> Option<&str> {
    let close = open + written[open..].find(']')?;
    let class = &written[open..=close];
    let is_beside = written[..open].ends_with(char::is_alphanumeric)
        || written[close + 1..].starts_with(|c: char| c.is_alphanumeric() || c == '+');
    let has_range = ["a-z", "A-Z", "0-9"]
        .iter()
        .any(|range| class.contains(range));
    (is_beside || has_range).then_some(class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_a_regular_expression_has_is_told_from_punctuation() {
        for (written, piece) in [
            (r"\bfoo\b", Some(r"\b")),
            (r"transport\s home", Some(r"\s")),
            ("foo.*", Some(".*")),
            ("^foo", Some("^")),
            ("foo$", Some("$")),
            ("[fb]oo", Some("[fb]")),
            ("[a-z]+", Some("[a-z]")),
            ("(foo|bar)", Some("|")),
            ("(foo)+", Some(")+")),
            ("C++", None),
            ("and/or", None),
            ("what?", None),
            ("(sic)", None),
            ("£20", None),
            ("U.S.", None),
            ("[laughs]", None),
            ("trust*", None),
            ("etc.", None),
            (r"back\\slash", None),
            (r"a\|b", None),
            (r"what\?", None),
        ] {
            assert_eq!(piece_of_regex(written), piece, "{written}");
        }
    }

    #[test]
    fn words_of_a_query_stand_in_capitals_between_others() {
        for (written, word) in [
            ("foo OR bar", Some("OR")),
            ("foo AND bar", Some("AND")),
            ("NOT foo", Some("NOT")),
            ("foo or bar", None),
            ("OR", None),
            ("A AND E", None),
            ("the OR", None),
        ] {
            assert_eq!(query_word(written), word, "{written}");
        }
    }
}
