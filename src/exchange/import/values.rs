//! What stands in the cells of tables that others made.

use super::super::flow::Flow;
use super::super::lines;
use crate::codebook::Pattern;
use crate::text::fold;

/// Whose table it is, which decides how its cells are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Written by us: cells are exact, lists have an item a line.
    Ours,
    /// Written by others: white space, bullets and quotation marks around a text are no part of it.
    Foreign,
}

/// The examples of a cell: an item a line, or several in quotation marks on one.
pub(super) fn examples(cell: &str, form: Form) -> Vec<String> {
    if form == Form::Ours {
        return lines::texts(cell);
    }
    let items = lines::filled(cell).flat_map(|line| in_quotes(unbulleted(line)));
    items.filter(|item| !item.is_empty()).collect()
}

/// Labels or roles: an item a line, or parted by commas and semicolons.
pub(super) fn labels(cell: &str, form: Form) -> Vec<String> {
    if form == Form::Ours {
        return lines::texts(cell);
    }
    let items = cell.split(['\n', '\r', ',', ';']).map(str::trim);
    items
        .filter(|item| !item.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Words to look for: parted by line breaks, semicolons and commas, but not inside braces or quotes.
pub(super) fn keywords(cell: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let (mut depth, mut quoted) = (0_u32, false);
    for c in cell.chars() {
        match c {
            '{' | '(' => depth += 1,
            '}' | ')' => depth = depth.saturating_sub(1),
            '"' | '“' | '”' => quoted = !quoted,
            '\n' | '\r' => (depth, quoted) = (0, false),
            _ => {}
        }
        let parts = matches!(c, '\n' | '\r') || matches!(c, ',' | ';') && depth == 0 && !quoted;
        if parts {
            items.push(String::new());
        } else {
            items.last_mut().expect("there is a first item").push(c);
        }
    }
    let bare = |item: &String| unquoted(unbulleted(item.trim())).to_owned();
    let items = items.iter().map(bare);
    items.filter(|item| !item.is_empty()).collect()
}

/// A keyword as a term: characters that mean something to us stand for themselves where they would be wrong.
pub(super) fn term(keyword: &str) -> Option<Flow> {
    let has_words = |text: &str| text.chars().any(fold::is_word);
    if !has_words(keyword) {
        return None;
    }
    if Pattern::parse(keyword).is_ok() {
        return Some(Flow::text(keyword));
    }
    let escaped = escaped(keyword, &['{', '}', '\\']);
    Pattern::parse(&escaped)
        .is_ok()
        .then_some(Flow::Text(escaped))
}

/// A text with a backslash before these characters.
pub(in super::super) fn escaped(text: &str, special: &[char]) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if special.contains(&c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Whether a keyword is a sentence about how to code and nothing to look for.
pub(super) fn is_prose(keyword: &str) -> bool {
    keyword.split_whitespace().count() > 6 || keyword.ends_with('.') && keyword.contains(' ')
}

/// Whether a cell says yes; `None` where it says something else.
pub(super) fn flag(cell: &str) -> Option<bool> {
    match cell.trim().to_lowercase().as_str() {
        "true" | "yes" | "y" | "x" | "1" | "retired" | "ja" => Some(true),
        "" | "false" | "no" | "n" | "0" | "-" | "nein" => Some(false),
        _ => None,
    }
}

/// Whether the example of a row is one; `None` where the cell says something else.
pub(super) fn hit(cell: &str) -> Option<bool> {
    match cell.trim().to_lowercase().as_str() {
        "" | "hit" | "yes" | "y" | "true" | "1" | "example" | "positive" | "include" => Some(true),
        "miss" | "no" | "n" | "false" | "0" | "counterexample" | "negative" | "exclude" => {
            Some(false)
        }
        _ => None,
    }
}

/// A line without the bullet or the number before it.
fn unbulleted(line: &str) -> &str {
    for bullet in ["- ", "– ", "— ", "• ", "* ", "· ", "▪ ", "○ "] {
        if let Some(rest) = line.strip_prefix(bullet) {
            return rest.trim_start();
        }
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if (1..=2).contains(&digits) {
        for end in [". ", ") "] {
            if let Some(rest) = line[digits..].strip_prefix(end) {
                return rest.trim_start();
            }
        }
    }
    line
}

const QUOTES: [(char, char); 4] = [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»')];

/// The texts of a line that is nothing but texts in quotation marks; otherwise the line.
fn in_quotes(line: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rest = line.trim();
    while let Some((text, after)) = first_quote(rest) {
        texts.push(text.trim().to_owned());
        rest = after
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | '/' | '|'));
    }
    if rest.is_empty() && !texts.is_empty() {
        texts
    } else {
        vec![line.trim().to_owned()]
    }
}

fn first_quote(text: &str) -> Option<(&str, &str)> {
    let first = text.chars().next()?;
    let (open, close) = QUOTES.iter().find(|(open, _)| *open == first)?;
    text[open.len_utf8()..].split_once(*close)
}

fn unquoted(text: &str) -> &str {
    match first_quote(text) {
        Some((inner, "")) => inner.trim(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_and_quotation_marks_are_no_part_of_an_example() {
        let of = |cell| examples(cell, Form::Foreign);
        assert_eq!(of("- one\n• “two”\n1. three"), ["one", "two", "three"]);
        assert_eq!(of("\"one\"; \"two, three\""), ["one", "two, three"]);
        assert_eq!(of("\"Well,\" she said."), ["\"Well,\" she said."]);
        assert_eq!(
            of("12 weeks. It took 12 weeks."),
            ["12 weeks. It took 12 weeks."]
        );
    }

    #[test]
    fn keywords_are_parted_but_not_inside_braces_and_quotes() {
        assert_eq!(
            keywords("trust*, {tight,short} deadline; \"well, well\"\n- buy-in"),
            ["trust*", "{tight,short} deadline", "well, well", "buy-in"]
        );
        assert_eq!(keywords("trust (the feeling, not the NHS)").len(), 1);
    }

    #[test]
    fn a_keyword_becomes_a_term_that_can_be_read() {
        assert_eq!(term("trust*"), Some(Flow::text("trust*")));
        assert_eq!(term("a}"), Some(Flow::text("a\\}")));
        assert_eq!(term("***"), None);
        assert_eq!(term(":-)"), None);
    }
}
