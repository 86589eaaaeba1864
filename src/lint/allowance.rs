//! Allowances: a comment in a codebook that lets one rule pass for one code, with a reason.
//!
//! ```yaml
//! - id: refusal
//!   # thematica: allow short-stem: "no" is the word that this code is about
//!   match: [no*]
//! ```
//! It holds for the code that it stands in; a comment right above a code is that code's, unless it is indented like what the
//! code before it says. What it lets pass is what points into that code, its children left out. It must say why, and one
//! that lets nothing pass is itself told.

use std::ops::Range;
use std::sync::Arc;

use super::rule::Rule;
use super::rules;
use super::rules::file::{allowance_without_reason, unknown_allowance, unused_allowance};
use crate::codebook::{Code, Codebook};
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::text::{Source, Span};
use crate::yaml::{Node, Value};

/// What an allowance begins with, after its `#`.
const MARK: &str = "thematica: allow";

/// A comment that lets a rule pass.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Allowance {
    rule: &'static str,
    /// The code that it stands in, by its number.
    code: Option<usize>,
    span: Span,
}

/// What is left of the findings, and how many were allowed.
#[derive(Debug)]
pub struct Sifted {
    /// Those that no comment allows, and what is wrong with the allowances themselves.
    pub left: Vec<Diagnostic>,
    /// How many were allowed.
    pub allowed: usize,
}

/// Leaves out the findings that are allowed, and tells of allowances that are not understood, or that allow nothing
/// although their rule was looked for.
#[must_use]
pub fn sift(
    codebook: &Codebook,
    found: Vec<Diagnostic>,
    is_looked_for: impl Fn(&Rule) -> bool,
) -> Sifted {
    let source = &codebook.source;
    if !source.text().contains(MARK) {
        return Sifted {
            left: found,
            allowed: 0,
        };
    }
    let before = found.len();
    let mut faults = Vec::new();
    let allowances = read(codebook, &mut faults);
    let mut used = vec![false; allowances.len()];
    let mut left: Vec<Diagnostic> = Vec::new();
    for fault in found {
        let code = code_of(codebook, &fault);
        let allows = |allowance: &Allowance| {
            allowance.rule == fault.rule && code.is_some() && allowance.code == code
        };
        match allowances.iter().position(allows) {
            Some(number) => used[number] = true,
            None => left.push(fault),
        }
    }
    let allowed = before - left.len();
    let idle = |(allowance, used): &(&Allowance, bool)| {
        !used && rules::find(allowance.rule).is_some_and(&is_looked_for)
    };
    for (allowance, _) in allowances.iter().zip(used).filter(idle) {
        faults.push(unused_allowance::told(
            place(source, allowance.span),
            allowance.rule,
            allowance.code.map(|code| codebook.codes[code].id.as_str()),
        ));
    }
    left.extend(faults);
    Sifted { left, allowed }
}

fn place(source: &Arc<Source>, span: Span) -> Place {
    Place::Span(Arc::clone(source), span)
}

/// The code into which a finding points.
fn code_of(codebook: &Codebook, fault: &Diagnostic) -> Option<usize> {
    match &fault.place {
        Place::Span(source, span) if Arc::ptr_eq(source, &codebook.source) => {
            innermost(codebook, span.start)
        }
        _ => None,
    }
}

/// The innermost code that is written around a place.
fn innermost(codebook: &Codebook, at: usize) -> Option<usize> {
    let around = |block: Span| block.start <= at && at <= block.end;
    codebook.codes.iter().rposition(|code| around(code.block))
}

fn read(codebook: &Codebook, faults: &mut Vec<Diagnostic>) -> Vec<Allowance> {
    let source = &codebook.source;
    let text = source.text();
    let scalars = scalars(&codebook.tree);
    let mut allowances = Vec::new();
    for (at, _) in text.match_indices(MARK) {
        let Some(comment) = comment_around(text, at, &scalars) else {
            continue;
        };
        let written = &text[at + MARK.len()..comment.end];
        match understood(written) {
            Ok(rule) => allowances.push(Allowance {
                rule,
                code: owner(codebook, comment),
                span: comment,
            }),
            Err(Misread::Unknown(name)) => {
                let near = nearest(name, rules::RULES.iter().map(|rule| rule.name));
                faults.push(unknown_allowance::told(place(source, comment), name, near));
            }
            Err(Misread::NoReason(rule)) => {
                faults.push(allowance_without_reason::told(place(source, comment), rule));
            }
        }
    }
    allowances
}

enum Misread<'t> {
    Unknown(&'t str),
    NoReason(&'t str),
}

/// Reads ` short-stem: the reason`.
fn understood(written: &str) -> Result<&'static str, Misread<'_>> {
    let (name, reason) = written.split_once(':').unwrap_or((written, ""));
    let name = name.trim();
    let rule = rules::find(name).ok_or(Misread::Unknown(name))?;
    if reason.trim().is_empty() {
        return Err(Misread::NoReason(name));
    }
    Ok(rule.name)
}

/// The comment in which a place stands, from its `#` to the end of the line; `None` where it is part of a value.
fn comment_around(text: &str, at: usize, scalars: &[Range<usize>]) -> Option<Span> {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..]
        .find(['\n', '\r'])
        .map_or(text.len(), |end| at + end);
    let hash = line + text[line..at].rfind('#')?;
    let is_free = text[hash + 1..at].trim().is_empty();
    let in_value = scalars.iter().any(|scalar| scalar.contains(&hash));
    (is_free && !in_value).then(|| Span::new(hash, end))
}

/// Whose allowance a comment is: the next code's, where only white space and comments stand between; else the code's in
/// which it stands.
fn owner(codebook: &Codebook, comment: Span) -> Option<usize> {
    let text = codebook.source.text();
    let line = text[..comment.start]
        .rfind(['\n', '\r'])
        .map_or(0, |end| end + 1);
    let before = text[line..comment.start].trim();
    if !matches!(before, "" | "-") {
        // Behind the last value of a code it stands on that one's line.
        let value = line + text[line..].len() - text[line..].trim_start().len();
        return innermost(codebook, comment.start).or_else(|| innermost(codebook, value));
    }
    let next = next_value(text, comment.end);
    let begins_here = |code: &Code| code.block.start == next.at;
    let is_level = next
        .dash
        .is_none_or(|dash| column(text, comment.start) <= column(text, dash));
    if is_level && let Some(next) = codebook.codes.iter().position(begins_here) {
        return Some(next);
    }
    // Below the last value of a code it is level with what the code says.
    let is_below = |code: &Code| {
        code.block.start < comment.start
            && column(text, code.block.start) <= column(text, comment.start)
    };
    innermost(codebook, comment.start).or_else(|| codebook.codes.iter().rposition(is_below))
}

/// How far a place is from the beginning of its line.
fn column(text: &str, at: usize) -> usize {
    at - text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// The first thing behind a place that is neither comment nor white space nor the dash of an item.
struct Next {
    at: usize,
    /// The dash before it.
    dash: Option<usize>,
}

fn next_value(text: &str, from: usize) -> Next {
    let mut next = Next {
        at: from,
        dash: None,
    };
    loop {
        let rest = text[next.at..].trim_start();
        next.at = text.len() - rest.len();
        let is_dash = rest
            .strip_prefix('-')
            .is_some_and(|after| after.starts_with(char::is_whitespace));
        if rest.starts_with('#') {
            next.at += rest.find(['\n', '\r']).unwrap_or(rest.len());
        } else if is_dash {
            next.dash = Some(next.at);
            next.at += 1;
        } else {
            return next;
        }
    }
}

/// Where the texts of a file stand, in which a `#` is no comment.
fn scalars(tree: &Node) -> Vec<Range<usize>> {
    fn walk(node: &Node, out: &mut Vec<Range<usize>>) {
        match &node.value {
            Value::Null => {}
            Value::Scalar { .. } => out.push(node.span.range()),
            Value::List(items) => items.iter().for_each(|item| walk(item, out)),
            Value::Map(pairs) => pairs.iter().for_each(|(key, value)| {
                walk(key, out);
                walk(value, out);
            }),
        }
    }
    let mut out = Vec::new();
    walk(tree, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook;
    use crate::lint::{Levels, Look, Settings};

    /// The names of what is found in a codebook, with the lines.
    fn found(text: &str) -> Vec<String> {
        let parsed = codebook::parse(Arc::new(Source::new("c.yaml", text)));
        assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
        let codebook = parsed.codebook.unwrap();
        let look = Look::new(&codebook, Settings::default());
        let found = crate::lint::codebook(&look, &Levels::default());
        let mut found: Vec<(usize, &str)> = sift(&codebook, found, |_| true)
            .left
            .iter()
            .filter(|fault| fault.rule.contains("allowance") || fault.rule == "short-stem")
            .map(|fault| (fault.place.position().unwrap().line, fault.rule))
            .collect();
        found.sort_unstable();
        found
            .iter()
            .map(|(line, rule)| format!("{line} {rule}"))
            .collect()
    }

    #[test]
    fn a_comment_allows_one_rule_for_the_code_that_it_stands_in() {
        let text = "codebook: c\ncodes:\n  # thematica: allow short-stem: above\n  - id: a\n    match: [no*]\n  - id: b\n    # thematica: allow short-stem: inside\n    match: [go*]\n  - id: c\n    match: [so*] # thematica: allow short-stem: behind\n  - id: d\n    match: [do*]\n";
        assert_eq!(found(text), ["12 short-stem"]);
    }

    #[test]
    fn a_comment_is_the_code_s_that_it_is_level_with() {
        let codes = [
            "  -   # thematica: allow short-stem: behind the dash\n    id: a\n    match: [no*]\n",
            "  -\n    # thematica: allow short-stem: below the dash\n    id: a\n    match: [no*]\n",
            "  - id: a\n    match: [no*]\n    # thematica: allow short-stem: at its end\n  - id: b\n    match: [now]\n",
            "  - id: a\n    match: [no*]\n    codes:\n      - id: b\n        match: [now]\n    # thematica: allow short-stem: below its codes\n",
            "  - id: a\n    match:\n      - no*\n      # thematica: allow short-stem: at the very end\n",
            "  - id: a\n    match: [now, # thematica: allow short-stem: in brackets\n      no*]\n",
            "  # thematica: allow short-stem: the first of two\n  # thematica: allow leading-wildcard: the second of two\n  - id: a\n    match: [no*, '*now']\n",
        ];
        for code in codes {
            let text = format!("codebook: c\ncodes:\n{code}");
            assert_eq!(found(&text), [""; 0], "{text}");
            assert_eq!(found(&text.replace('\n', "\r\n")), [""; 0], "{text}");
        }
        let nowhere = "codebook: c\ncodes: # thematica: allow short-stem: of all\n  - id: a\n    match: [no*]\n";
        assert_eq!(found(nowhere), ["2 unused-allowance", "4 short-stem"]);
    }

    #[test]
    fn an_allowance_does_not_reach_the_codes_below() {
        let text = "codebook: c\ncodes:\n  - id: a\n    # thematica: allow short-stem: only here\n    match: [no*]\n    codes:\n      - id: b\n        match: [go*]\n";
        assert_eq!(found(text), ["8 short-stem"]);
    }

    #[test]
    fn allowances_that_do_nothing_are_told() {
        let text = "codebook: c\ncodes:\n  - id: a\n    # thematica: allow short-stem: nothing to allow\n    # thematica: allow short-stems: misspelt\n    # thematica: allow short-stem\n    match: [now]\n";
        assert_eq!(
            found(text),
            [
                "4 unused-allowance",
                "5 unknown-allowance",
                "6 allowance-without-reason"
            ]
        );
    }

    #[test]
    fn a_text_that_looks_like_an_allowance_is_none() {
        let text = "codebook: c\ncodes:\n  - id: a\n    definition: |\n      see\n      # thematica: allow short-stem: in a text\n    notes: '# thematica: allow short-stem: quoted'\n    match: [no*]\n";
        assert_eq!(found(text), ["8 short-stem"]);
    }
}
