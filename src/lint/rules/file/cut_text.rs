//! `cut-text`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Look, Rule};
use crate::text::Span;
use crate::yaml::{Node, Value};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "cut-text",
    group: Group::File,
    level: Level::Warning,
    what: "A text without quotes that ends before a `#`: what follows is a comment to YAML.",
    why: "YAML takes ` #4 again` for a comment, so the rule looks for less than you wrote, and an \
           example that lost its end tests nothing.",
    example: "
- id: moved
  match:
    - ward #4
  examples:
    - They put me on ward #4 again.
",
    instead: r#"
- id: moved
  match:
    - "ward #4"   # the one with the leak
  examples:
    - "They put me on ward #4 again."
"#,
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    let text = look.codebook.source.text();
    let is_doubtful = text
        .match_indices(" #")
        .any(|(at, _)| begins_like_text(&text[at + 2..]));
    if !is_doubtful {
        return;
    }
    let Some(writing) = look.writing() else {
        return;
    };
    for comment in writing.comments() {
        let before = &text[..comment.span.start];
        let ends_a_text = before.ends_with(' ') && !before.ends_with("  ");
        if comment.whole_line || !ends_a_text || !begins_like_text(&text[comment.span.start + 1..])
        {
            continue;
        }
        let end = before.trim_end().len();
        let Some(span) = plain_text_before(&look.codebook.tree, end, text) else {
            continue;
        };
        let lost = text[comment.span.range()].trim_end();
        let message = format!("this text ends before `{lost}`, which YAML takes for a comment");
        found.push(
            RULE.at(look.place(span), message)
                .related(look.place(comment.span), "this is not part of the text")
                .help("put the text in quotes; if a comment is meant, put a space behind its `#`"),
        );
    }
}

/// Whether what stands behind a `#` stands right behind it: `#4`, and not `# four`.
fn begins_like_text(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphanumeric())
}

/// The text without quotes that ends at a place.
fn plain_text_before(node: &Node, end: usize, text: &str) -> Option<Span> {
    let is_near = |node: &&Node| node.span.start < end && end <= node.span.end;
    match &node.value {
        Value::Scalar { .. } => {
            let is_quoted = text[node.span.range()].starts_with(['"', '\'']);
            (node.span.end == end && !is_quoted).then_some(node.span)
        }
        Value::List(items) => {
            let mut near = items.iter().filter(is_near);
            near.find_map(|item| plain_text_before(item, end, text))
        }
        Value::Map(pairs) => {
            let mut near = pairs.iter().map(|(_, value)| value).filter(is_near);
            near.find_map(|value| plain_text_before(value, end, text))
        }
        Value::Null => None,
    }
}
