//! Faults that the parser's own words tell: limits, second documents, anchors, tabs, characters that no editor shows.

use serde_yaml::Error;
use serde_yaml::budget::BudgetBreach;

use crate::text::Source;
use crate::yaml::{MOST_DEPTH, MOST_NODES};

/// What the parser says of a tab that it met late.
pub(super) const TAB: &str = "found a tab";
const CHARACTER: &str = "unexpected character: `\\u{";

/// What is wrong and what to do, where the fault alone says it.
pub(super) fn told(source: &Source, error: &Error, said: &str) -> Option<(String, &'static str)> {
    match error {
        Error::Budget { breach, .. } => match breach {
            BudgetBreach::Depth { .. } => return Some(too_deep()),
            BudgetBreach::Nodes { .. } | BudgetBreach::Events { .. } => {
                let message = format!("there are more than {MOST_NODES} keys and values");
                return Some((message, "split it, or check that it is the right file"));
            }
            _ => return Some(repeated()),
        },
        Error::MultipleDocuments { .. } => {
            let message = "a second document starts here, and a file may only have one";
            let help = "remove the line `---`, or make it two files";
            return Some((message.to_owned(), help));
        }
        Error::RecursiveReferencesRequireWeakTypes { .. } => {
            return Some(("what `&` names here contains itself".to_owned(), WRITE_OUT));
        }
        _ => {}
    }
    if said.starts_with("budget breached") {
        return Some(repeated());
    }
    if said.contains("nesting") || said.contains("recursion") {
        return Some(too_deep());
    }
    if said.starts_with("tabs disallowed") || said.contains(TAB) {
        let message = "a tab stands where YAML wants spaces";
        return Some((message.to_owned(), "indent with spaces, never with tabs"));
    }
    if said.starts_with("invalid ") && source.text().contains("!!") {
        let message = "what stands here is not what the tag before it says";
        let help = "leave the tag (`!!…`) out: whether a value is a number is known from its key";
        return Some((message.to_owned(), help));
    }
    said.starts_with(CHARACTER).then(odd_character)
}

fn odd_character() -> (String, &'static str) {
    let message = "this character cannot stand in YAML, and most editors do not show it";
    let help = "delete it; it often comes along with text that was copied from elsewhere";
    (message.to_owned(), help)
}

fn too_deep() -> (String, &'static str) {
    let message = format!("lists and keys are nested more than {MOST_DEPTH} deep");
    let help = "no codebook needs so many levels: look for a bracket or a dash that was written many times";
    (message, help)
}

fn repeated() -> (String, &'static str) {
    let message = "what was named with `&` is repeated with `*` too much";
    (message.to_owned(), WRITE_OUT)
}

const WRITE_OUT: &str = "write out what the aliases (`*name`) stand for";
