//! Lists in one cell of a table: an item a line.
//!
//! An item is written as it is wherever it reads back as it is. What does not (an item with a line break in it, one that
//! is wholly in quotes) stands in double quotes, as YAML reads them; a rule that is a mapping stands in braces.

use super::flow::Flow;
use crate::yaml;

/// Writes rules or exclusions, each on its line.
pub(super) fn of_rules(rules: &[Flow]) -> String {
    let line = |rule: &Flow| match rule {
        Flow::Text(text) => safe(text, |line| rule_of(line) == *rule),
        other => other.written(),
    };
    rules.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Writes texts, each on its line.
pub(super) fn of_texts(texts: &[String]) -> String {
    let lines = texts.iter().map(|text| of_text(text));
    lines.collect::<Vec<_>>().join("\n")
}

/// Writes one text that must not be taken for nothing, nor for several.
pub(super) fn of_text(text: &str) -> String {
    safe(text, |line| text_of(line) == text)
}

fn safe(text: &str, comes_back: impl Fn(&str) -> bool) -> String {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}');
    if !text.is_empty() && !text.contains(breaks) && comes_back(text) {
        text.to_owned()
    } else {
        yaml::double_quoted(text)
    }
}

/// Reads rules or exclusions.
pub(super) fn rules(cell: &str) -> Vec<Flow> {
    filled(cell).map(rule_of).collect()
}

/// Reads texts.
pub(super) fn texts(cell: &str) -> Vec<String> {
    filled(cell).map(text_of).collect()
}

/// Lines that are not blank.
pub(super) fn filled(cell: &str) -> impl Iterator<Item = &str> {
    let lines = cell.split(['\n', '\r']).map(str::trim);
    lines.filter(|line| !line.is_empty())
}

fn rule_of(line: &str) -> Flow {
    let line = line.trim();
    if line.starts_with('{')
        && line.ends_with('}')
        && let Some(map @ Flow::Map(_)) = Flow::read(line)
        && !has_nothing(&map)
    {
        return map;
    }
    Flow::Text(text_of(line))
}

/// Whether a mapping has no pairs left: `{tight,short}` is a term and no mapping of two keys to nothing.
fn has_nothing(map: &Flow) -> bool {
    matches!(map, Flow::Map(pairs) if pairs.is_empty())
}

/// The text of a line: what stands in the double quotes around it, if they are one pair.
pub(super) fn text_of(line: &str) -> String {
    let line = line.trim();
    if line.len() > 1
        && line.starts_with('"')
        && line.ends_with('"')
        && let Some(Flow::Text(text)) = Flow::read(line)
    {
        return text;
    }
    line.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_people_write_stands_as_it_is() {
        let rules = [
            Flow::text("trust*"),
            Flow::text("{tight,short} deadline"),
            Flow::text("{be,being}"),
            Flow::read("{regex: 'a, b'}").unwrap(),
        ];
        let cell = "trust*\n{tight,short} deadline\n{be,being}\n{regex: \"a, b\"}";
        assert_eq!(of_rules(&rules), cell);
        assert_eq!(super::rules(cell), rules);
        assert_eq!(texts("\n a \r\n\n\"b\\nc\"\n"), ["a", "b\nc"]);
    }

    #[test]
    fn quotation_marks_around_a_part_are_part_of_the_text() {
        let text = r#""Trust me," she said, "or don't.""#;
        assert_eq!(text_of(text), text);
    }

    proptest! {
        #[test]
        fn every_list_comes_back(items in proptest::collection::vec("[-a-c:#&*!|>'\"{}\\[\\],\\\\ \t\n\ré?0-9]{0,12}", 0..5)) {
            prop_assert_eq!(&texts(&of_texts(&items)), &items);
            let rules: Vec<Flow> = items.iter().map(Flow::text).collect();
            prop_assert_eq!(super::rules(&of_rules(&rules)), rules);
        }
    }
}
