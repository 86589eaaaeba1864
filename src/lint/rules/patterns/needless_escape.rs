//! `needless-escape`.

use crate::codebook::Term;
use crate::diagnostic::Diagnostic;
use crate::lint::mend;
use crate::lint::words::terms;
use crate::lint::{Check, Group, Level, Look, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "needless-escape",
    group: Group::Patterns,
    level: Level::Advice,
    what: "A backslash before a character that means itself anyway.",
    why: "It makes a pattern hard to read, and in double quotes YAML wants each backslash twice.",
    example: r"
- id: money
  match:
    - can\'t afford
    - regex: 'rent\-free'
",
    instead: "
- id: money
  match:
    - can't afford
    - regex: 'rent-free'
",
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    let rules = look.codebook.rules.iter();
    let of_rules = rules.flat_map(|rule| terms(&rule.test).iter().zip(&rule.term_spans));
    let exclusions = look.codebook.exclusions.iter();
    let of_exclusions = exclusions.map(|exclusion| (&exclusion.term, &exclusion.term_span));
    for (term, &span) in of_rules.chain(of_exclusions) {
        let (written, bare) = match term {
            Term::Pattern(pattern) => (&pattern.written, unescaped_term(&pattern.written)),
            Term::Regex(regex) => (regex, unescaped_regex(regex)),
            Term::Stem(_) | Term::Code(_) => continue,
        };
        if *written != bare {
            let message = format!("`{written}` needs fewer backslashes");
            found.push(
                RULE.at(look.place(span), message)
                    .help(format!("write `{bare}`"))
                    .fix(mend::rewritten(look, span, &bare)),
            );
        }
    }
}

/// A term without the backslashes that change nothing.
///
/// What braces and wildcards are made of is kept behind its backslash, and so are commas, which part alternatives inside
/// braces, and spaces, which at the end of a term would be lost to the eye.
fn unescaped_term(written: &str) -> String {
    without_needless(written, |c| {
        // A letter behind a backslash was meant for a regular expression, and so may be the bare character of these.
        !c.is_alphanumeric() && !"*?{},\\|^$[]()+.".contains(c) && !c.is_whitespace()
    })
}

/// A regular expression without the backslashes that change nothing. Inside `[...]` they may, and are left.
fn unescaped_regex(written: &str) -> String {
    if written.contains('[') || written.contains("(?x") {
        return written.to_owned();
    }
    without_needless(written, |c| {
        matches!(
            c,
            '\'' | '"' | '-' | ',' | ':' | ';' | '/' | '=' | '!' | '%' | '@' | '_' | '’'
        )
    })
}

fn without_needless(written: &str, is_needless: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(written.len());
    let mut chars = written.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let escaped = chars.next();
        if !escaped.is_some_and(&is_needless) {
            out.push(c);
        }
        out.extend(escaped);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::Pattern;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_term_finds_the_same_without_them(written in r"[a-c\\\\'{},*? .-]{0,12}") {
            if let Ok(pattern) = Pattern::parse(&written) {
                let bare = Pattern::parse(&unescaped_term(&written)).unwrap();
                prop_assert_eq!(bare.alternatives, pattern.alternatives);
            }
        }

        #[test]
        fn a_regular_expression_means_the_same_without_them(written in r"[a-c\\\\'()|:;/=!,.-]{0,12}") {
            if let Ok(hir) = regex_syntax::parse(&written) {
                prop_assert_eq!(regex_syntax::parse(&unescaped_regex(&written)).unwrap(), hir);
            }
        }
    }
}
