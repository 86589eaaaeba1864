//! `needless-variant`.

use crate::codebook::Term;
use crate::diagnostic::Diagnostic;
use crate::lint::words::terms;
use crate::lint::{Check, Group, Level, Look, Rule};
use crate::lint::{mend, same};
use crate::text::{Span, fold};
use std::collections::BTreeSet;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "needless-variant",
    group: Group::Patterns,
    level: Level::Advice,
    what: "A spelling that needs no pattern of its own, because the matcher takes it for the same: \
           upper case, curly quotes, a hyphen for a space.",
    why: "Case, straight and curly quotes, a hyphen and a space are equal for matching. Variants \
           of them make a codebook long, and suggest that the others are not found.",
    example: r#"
- id: buy-in
  match:
    - buy-in
    - buy in
    - "{don't,don’t} believe in it"
"#,
    instead: "
- id: buy-in
  match:
    - buy-in
    - don't believe in it
",
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    for (first, second) in same::twins(look) {
        if first.written != second.written {
            let message = format!(
                "`{}` and `{}` are the same to the matcher",
                first.written, second.written
            );
            found.push(
                RULE.at(look.place(second.span), message)
                    .related(look.place(first.span), "this finds the same")
                    .help("keep one of them: case, quotes and hyphens need no variants")
                    .fix(mend::removed(look, second.span)),
            );
        }
    }
    for rule in &look.codebook.rules {
        for (term, &span) in terms(&rule.test).iter().zip(&rule.term_spans) {
            found.extend(inside(look, term, span));
        }
    }
    for exclusion in &look.codebook.exclusions {
        found.extend(inside(look, &exclusion.term, exclusion.term_span));
    }
}

/// Variants inside one term.
fn inside(look: &Look<'_>, term: &Term, span: Span) -> Option<Diagnostic> {
    let place = look.place(span);
    match term {
        Term::Pattern(pattern) if pattern.repeated > 0 => {
            let message = "two of the alternatives in these braces are the same to the matcher";
            Some(RULE.at(place, message).help(
                "keep one of them: case, straight and curly quotes, and a hyphen and a space are equal",
            ))
        }
        Term::Regex(regex) => {
            let needless = needless_in_regex(regex)?;
            if needless == CASE {
                let message = format!("`{CASE}` changes nothing: upper and lower case are equal");
                return Some(RULE.at(place, message).help("leave it out"));
            }
            let message = format!("`{needless}` says no more than one of its characters");
            Some(RULE.at(place, message).help(
                "write one of them: case, straight and curly quotes, and a hyphen and a space are equal",
            ))
        }
        _ => None,
    }
}

/// The flag with which other programs pass over case.
const CASE: &str = "(?i)";

/// A class such as `['’]`, or the flag `(?i)`, that folding makes needless.
fn needless_in_regex(regex: &str) -> Option<&str> {
    if regex.starts_with(CASE) {
        return Some(CASE);
    }
    let mut classes = regex
        .match_indices('[')
        .filter(|(at, _)| !regex[..*at].ends_with('\\'));
    classes.find_map(|(at, _)| {
        let class = &regex[at..=at + regex[at..].find(']')?];
        let inside = &class[1..class.len() - 1];
        let chars: Vec<char> = inside.chars().collect();
        // A range or a negation is no list of variants. A hyphen that stands first or last is itself.
        let is_range = chars.len() > 2 && chars[1..chars.len() - 1].contains(&'-');
        let listed = !is_range && !inside.contains(['\\', '[', '^', ':', '&']);
        let folded: BTreeSet<String> = inside
            .chars()
            .map(|c| {
                // A hyphen in a class stands for a space only beside one.
                if inside.contains(' ') && fold::is_hyphen(c) {
                    " ".to_owned()
                } else {
                    fold::folded(c.encode_utf8(&mut [0; 4]))
                }
            })
            .collect();
        (listed && chars.len() > 1 && folded.len() == 1).then_some(class)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_of_variants_is_told_from_a_class_of_letters() {
        for (regex, needless) in [
            ("don['’]t", Some("['’]")),
            ("[Tt]rust", Some("[Tt]")),
            ("buy[- ]in", Some("[- ]")),
            ("buy[ -]in", Some("[ -]")),
            ("(?i)trust", Some("(?i)")),
            ("[ab]c", None),
            ("[a-z]+", None),
            ("buy[–-]in", None),
            ("[^']", None),
            (r"\[Tt]", None),
            ("[']", None),
            ("[]", None),
        ] {
            assert_eq!(needless_in_regex(regex), needless, "{regex}");
        }
    }
}
