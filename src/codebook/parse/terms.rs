//! What rules look for: patterns, regular expressions, stems, other codes.

use regex::RegexBuilder;
use regex_syntax::hir::Hir;

use super::super::label::id_of_label;
use super::super::pattern::{Part, Word};
use super::super::{Pattern, Term};
use super::references::Reference;
use super::rules::RuleReader;
use crate::diagnostic::Diagnostic;
use crate::text::{Span, fold};
use crate::yaml::{Checker, Node, Text};

/// How large a regular expression may become when it is compiled, in bytes.
pub const REGEX_SIZE_LIMIT: usize = 1 << 21;

/// Parses a pattern; a fault is told at its own character.
pub(super) fn pattern(checker: &mut Checker, text: Text<'_>) -> Option<Pattern> {
    match Pattern::parse(text.text.trim_end()) {
        Ok(pattern) => Some(pattern),
        Err(fault) => {
            let place = checker.place(checker.locate(text, fault.at));
            let diagnostic = Diagnostic::error("invalid-term", place, fault.message);
            checker.report(diagnostic.help(fault.help));
            None
        }
    }
}

/// Parses a negating word, which is looked for where words begin.
pub(super) fn negating_word(checker: &mut Checker, text: Text<'_>) -> Option<Pattern> {
    let pattern = pattern(checker, text)?;
    let begins = |part: &Part| matches!(part, Part::Text(text) if text.starts_with(fold::is_word));
    let has_bracket = |part: &Part| matches!(part, Part::Text(text) if text.contains(['[', '(']));
    let is_word = |row: &Vec<Word>| {
        row.first()
            .and_then(|word| word.first())
            .is_some_and(begins)
            && !row.iter().flatten().any(has_bracket)
    };
    if pattern.alternatives.iter().all(is_word) {
        return Some(pattern);
    }
    let message = "a negating word begins with a letter and has no bracket";
    let fault = Diagnostic::error("invalid-term", checker.place(text.span), message);
    checker.report(
        fault.help("write each word from its first letter on; transcriber's marks negate nothing"),
    );
    None
}

/// A term, as people read it, and where it is written.
pub(super) struct ReadTerm {
    pub term: Term,
    pub written: String,
    pub span: Span,
}

impl RuleReader<'_> {
    /// A term that is written as a text.
    pub fn plain_term(&mut self, node: &Node, what: &str) -> Option<ReadTerm> {
        let text = self.checker.text(node, what)?;
        let pattern = pattern(self.checker, text)?;
        Some(ReadTerm {
            written: on_one_line(&pattern.written),
            term: Term::Pattern(pattern),
            span: text.span,
        })
    }

    /// A term that is written with a key that says its kind.
    pub fn keyed_term(&mut self, key: &str, node: &Node) -> Option<ReadTerm> {
        if key == "term" {
            return self.plain_term(node, "`term`");
        }
        let text = self.checker.text(node, &format!("`{key}`"))?;
        let term = match key {
            "regex" => regex(self.checker, text)?,
            "stem" => stem(self.checker, text)?,
            "code" => self.reference(text)?,
            key => unreachable!("`{key}` says no kind of term"),
        };
        Some(ReadTerm {
            term,
            written: format!("{key}: {}", on_one_line(text.text)),
            span: text.span,
        })
    }

    fn reference(&mut self, text: Text<'_>) -> Option<Term> {
        let Some(&to) = self.names.get(text.text) else {
            let message = format!("there is no code `{}`", text.text);
            let fault = Diagnostic::error("undefined-code", self.checker.place(text.span), message);
            let ids: Vec<&str> = self.names.keys().map(String::as_str).collect();
            let label = id_of_label(
                self.labels.iter().map(|(id, label)| (&**id, &**label)),
                text.text,
            );
            let near = crate::diagnostic::nearest(text.text, ids);
            let help = match (label, near) {
                (Some(label), _) => label,
                (None, Some(id)) => format!("did you mean `{id}`?"),
                (None, None) => {
                    "a code is named by its `id`, or by the ids down to it, joined by `.`"
                        .to_owned()
                }
            };
            self.checker.report(fault.help(help));
            return None;
        };
        if self.retired[to.0 as usize] {
            let message = format!("the code `{}` is retired, so this never fires", text.text);
            let place = self.checker.place(text.span);
            let fault = Diagnostic::warning("retired-reference", place, message);
            self.checker
                .report(fault.help("remove the reference, or take the code back into use"));
        }
        self.references.push(Reference {
            from: self.code,
            to,
            span: text.span,
        });
        Some(Term::Code(to))
    }
}

fn regex(checker: &mut Checker, text: Text<'_>) -> Option<Term> {
    let written = text.text.trim_end_matches('\n');
    let hir = match syntax(written) {
        Ok(hir) => hir,
        Err((range, message)) => {
            let place = checker.place(checker.locate(text, range));
            let message = format!("this regular expression is not valid: {message}");
            let fault = Diagnostic::error("invalid-regex", place, message);
            checker.report(fault.help("see https://docs.rs/regex/latest/regex/#syntax"));
            return None;
        }
    };
    let place = checker.place(text.span);
    let fault = match hir.properties().minimum_len() {
        Some(0) => {
            let message = "this regular expression can match nothing, so it would fire everywhere";
            Diagnostic::error("regex-matches-nothing", place, message)
                .help("write at least one character that must be there")
        }
        None => {
            let message = "this regular expression can never match";
            Diagnostic::error("regex-never-matches", place, message)
                .help("no character is in these square brackets; write those that are meant")
        }
        Some(_) if is_too_large(written, &hir) => {
            let message = "this regular expression becomes too large";
            Diagnostic::error("invalid-regex", place, message)
                .help("repeat less often, or make it several rules")
        }
        Some(_) => return Some(Term::Regex(written.to_owned())),
    };
    checker.report(fault);
    None
}

/// Parses a regular expression as the matcher will; a fault comes with its range in the text.
fn syntax(written: &str) -> Result<Hir, (std::ops::Range<usize>, String)> {
    let mut parser = regex_syntax::ParserBuilder::new()
        .case_insensitive(true)
        .unicode(true)
        .build();
    parser.parse(written).map_err(|error| match error {
        regex_syntax::Error::Parse(error) => {
            let span = error.span();
            (span.start.offset..span.end.offset, error.kind().to_string())
        }
        regex_syntax::Error::Translate(error) => {
            let span = error.span();
            (span.start.offset..span.end.offset, error.kind().to_string())
        }
        other => (0..written.len(), other.to_string()),
    })
}

/// Whether compiling needs more than [`REGEX_SIZE_LIMIT`].
///
/// Only repetition and Unicode classes make a short text large, so the others are not compiled here.
fn is_too_large(written: &str, hir: &Hir) -> bool {
    const SURELY_SMALL: usize = 2_000;
    weight(hir) > SURELY_SMALL
        && RegexBuilder::new(written)
            .case_insensitive(true)
            .size_limit(REGEX_SIZE_LIMIT)
            .build()
            .is_err()
}

/// About how many states a regular expression has.
fn weight(hir: &Hir) -> usize {
    use regex_syntax::hir::HirKind;
    let sum = |parts: &[Hir]| parts.iter().map(weight).fold(1, usize::saturating_add);
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(class) => match class {
            regex_syntax::hir::Class::Unicode(class) => 4 * class.ranges().len(),
            regex_syntax::hir::Class::Bytes(class) => class.ranges().len(),
        },
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min + 1).max(1) as usize;
            weight(&repetition.sub).saturating_mul(times)
        }
        HirKind::Capture(capture) => weight(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => sum(parts),
    }
}

fn stem(checker: &mut Checker, text: Text<'_>) -> Option<Term> {
    if let Some((at, c)) = text.text.char_indices().find(|(_, c)| "*?{}".contains(*c)) {
        let place = checker.place(checker.locate(text, at..at + c.len_utf8()));
        let fault = Diagnostic::error("invalid-term", place, "a stem has no wildcards");
        checker.report(
            fault.help("write the whole word, such as `confide`, or use a term: `confid*`"),
        );
        return None;
    }
    // A mark or a full stop would be part of no word of a transcript, and the stem would never be found.
    let is_of_words = |c: char| {
        fold::is_word(c)
            || fold::is_apostrophe(c)
            || fold::is_ignorable(c)
            || fold::is_hyphen(c)
            || c.is_whitespace()
    };
    if let Some((at, c)) = text.text.char_indices().find(|&(_, c)| !is_of_words(c)) {
        let place = checker.place(checker.locate(text, at..at + c.len_utf8()));
        let message = format!("a stem is made of words, and `{c}` is in none");
        let help = "leave it out; for signs and for marks such as `[laughs]` write a term";
        checker.report(Diagnostic::error("invalid-term", place, message).help(help));
        return None;
    }
    let words: Vec<String> = text
        .text
        .split(|c: char| c.is_whitespace() || fold::is_hyphen(c))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let is_word = |word: &String| word.chars().any(fold::is_word);
    if words.is_empty() || !words.iter().all(is_word) {
        let place = checker.place(text.span);
        let fault = Diagnostic::error("invalid-term", place, "a stem is made of words");
        checker.report(fault.help("write the word, such as `confide`; for signs use a `regex`"));
        return None;
    }
    Some(Term::Stem(words))
}

fn on_one_line(text: &str) -> String {
    if text.contains(['\n', '\r', '\t']) {
        crate::text::one_line(text)
    } else {
        text.trim().to_owned()
    }
}
