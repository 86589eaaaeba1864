//! Tags: what begins with `!` without quotes is none of the text to YAML, and would be lost.

use std::sync::Arc;

use serde_yaml::granit_parser::{ScalarStyle, Scanner, StrInput, TokenType};

use super::super::double_quoted;
use super::slip;
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Source, Span};
use crate::yaml::MOST_DEPTH;

/// The tags of YAML's core schema, which say no more than the value does.
const CORE: &[&str] = &["str", "int", "float", "bool", "null", "seq", "map"];
/// What the names of these tags are short for.
const LONG: &str = "tag:yaml.org,2002:";

/// The tags that are not of the core schema, each at its place, up to a fault of syntax.
#[must_use]
pub fn foreign(source: &Arc<Source>) -> Vec<Diagnostic> {
    let text = source.text();
    // Where there is none, nothing has to be scanned.
    if !text.contains('!') {
        return Vec::new();
    }
    let options = serde_yaml::granit_parser::options! {
        flow_nesting_limit: MOST_DEPTH,
        block_nesting_limit: MOST_DEPTH,
    };
    let scanner = Scanner::with_options(StrInput::new(text), options);
    let (mut faults, mut tag) = (Vec::new(), None);
    for token in scanner.map_while(Result::ok) {
        let (span, kind) = token.into_parts();
        let span = span.byte_range().map(Span::from);
        if let Some(tag) = tag.take() {
            let is_plain = matches!(kind, TokenType::Scalar(ScalarStyle::Plain, _));
            faults.push(told(source, tag, span.filter(|_| is_plain)));
        }
        if let TokenType::Tag(handle, suffix) = kind {
            tag = span.filter(|_| !is_core(&handle, &suffix));
        }
    }
    faults.extend(tag.map(|tag| told(source, tag, None)));
    faults
}

fn is_core(handle: &str, suffix: &str) -> bool {
    let name = match handle {
        "!!" => Some(suffix),
        "" => suffix.strip_prefix(LONG),
        _ => None,
    };
    name.is_some_and(|name| CORE.contains(&name))
}

/// The fault; `after` is the text without quotes that stands behind the tag.
fn told(source: &Arc<Source>, tag: Span, after: Option<Span>) -> Diagnostic {
    let written = source.slice(tag);
    let line = source
        .line(source.line_number(tag.start))
        .unwrap_or_default();
    let before = source.slice(Span::new(line.start, tag.start));
    let behind = source.slice(Span::new(tag.end, line.end.max(tag.end)));
    let is_alone = slip::text_from(before, behind).is_empty();
    let help = match after.filter(|it| it.end <= line.end) {
        _ if is_alone => format!("put quotes around it: {}", double_quoted(written)),
        Some(after) => {
            let whole = source.slice(tag.cover(after));
            format!("put quotes around the text: {}", double_quoted(whole))
        }
        None => format!("leave `{written}` out, or put quotes around the text that begins with it"),
    };
    let message = format!("a text without quotes cannot start with `!`: `{written}` would be lost");
    let place = Place::Span(Arc::clone(source), tag);
    Diagnostic::error("yaml-tag", place, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(usize, usize, String)> {
        let fault = foreign(&Arc::new(Source::new("t", text))).pop()?;
        let position = fault.place.position().unwrap();
        Some((position.line, position.column, fault.help.unwrap()))
    }

    #[test]
    fn a_tag_is_told_at_its_place_with_the_text_in_quotes() {
        for (text, column, help) in [
            ("- !help me\n", 3, "\"!help me\""),
            ("a: !help me # please\n", 4, "\"!help me\""),
            ("[x, !help me, y]\n", 5, "\"!help me\""),
            ("- !help\n", 3, "\"!help\""),
            ("- ! me\n", 3, "\"! me\""),
            ("- !\n", 3, "\"!\""),
            ("- !!important thing\n", 3, "\"!!important thing\""),
            ("- !<x> y\n", 3, "\"!<x> y\""),
            ("- !help \"me\"\n", 3, "leave `!help` out"),
            ("- !help\n  me\n", 3, "\"!help\""),
            ("!a b: c\n", 1, "\"!a b\""),
            ("- !t [x]\n", 3, "leave `!t` out"),
        ] {
            let (line, at, helped) = told(text).expect(text);
            assert_eq!((line, at), (1, column), "{text}");
            assert!(helped.contains(help), "{text}: {helped}");
        }
    }

    #[test]
    fn every_one_of_several_is_told() {
        let source = Arc::new(Source::new("t", "a: !b c\n!d e: [!f, !!str g, !h]\n"));
        assert_eq!(foreign(&source).len(), 4);
    }

    #[test]
    fn core_tags_and_what_is_no_tag_pass() {
        for text in [
            "- !!str no\n",
            "- !<tag:yaml.org,2002:str> no\n",
            "a: !!map {b: !!seq [!!int 1, !!null ~]}\n",
            "- help! me !now\n",
            "- \"!help me\"\n",
            "- |\n  !help me\n",
            "# !help me\n",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
