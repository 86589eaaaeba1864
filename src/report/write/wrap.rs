//! Where text may be broken. comfy-table does the breaking, at spaces; what it would break inside a word is broken here
//! before, after the marks inside paths and ids.

use std::borrow::Cow;

use comfy_table::{ColumnConstraint, Table, TableStyle, Width};
use unicode_width::UnicodeWidthStr as _;

/// Moves a text in and is never broken at: labels of codes below others begin with it.
const INDENT: char = '\u{A0}';

/// The text in lines of at most this width.
pub(in crate::report) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut table = Table::new();
    table.load_style(TableStyle::new()).set_width(narrow(width));
    table.add_row([breakable(text, width)]);
    let column = table
        .column_mut(0)
        .expect("a row of one cell has one column");
    column.set_padding((0, 0)).set_constraint(fixed(width));
    let lines = table.lines().map(|line| line.trim_end().to_owned());
    lines.collect()
}

/// The text as a cell of this width: where it has to be broken, all its lines are moved in like the first.
pub(super) fn cell(text: &str, width: usize) -> Cow<'_, str> {
    let (indent, body) = indented(text);
    if indent == 0 || text.width() <= width {
        return breakable(text, width);
    }
    // However deep a label lies, it keeps half of its column.
    let indent = indent.min(width / 2);
    let lines = wrapped(body, width - indent);
    let indent = INDENT.to_string().repeat(indent);
    Cow::Owned(format!("{indent}{}", lines.join(&format!("\n{indent}"))))
}

/// A column of exactly this width.
pub(super) fn fixed(width: usize) -> ColumnConstraint {
    ColumnConstraint::Absolute(Width::Fixed(narrow(width)))
}

/// A width as comfy-table counts it; no page is wider.
pub(super) fn narrow(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

/// The width below which the text is broken inside a word or a part of a path.
pub(super) fn longest_piece(text: &str) -> usize {
    let (indent, body) = indented(text);
    let longest = pieces(body).map(|piece| piece.trim_end().width()).max();
    indent + longest.unwrap_or(0)
}

/// How many pieces a text has: no more lines are needed for it.
pub(super) fn count_pieces(text: &str) -> usize {
    pieces(text).count()
}

fn indented(text: &str) -> (usize, &str) {
    let body = text.trim_start_matches(INDENT);
    ((text.len() - body.len()) / INDENT.len_utf8(), body)
}

/// What is not broken: words with the spaces after them, parts of paths with the mark after them.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(' ')
        .flat_map(|word| word.split_inclusive(['/', '-', '_', ',']))
}

/// The text with line breaks in the words that are wider than a line.
fn breakable(text: &str, width: usize) -> Cow<'_, str> {
    let is_too_wide = |word: &str| word.width() > width;
    if !text.split(' ').any(is_too_wide) {
        return Cow::Borrowed(text);
    }
    let mut broken = String::with_capacity(text.len() + 8);
    for (at, word) in text.split(' ').enumerate() {
        if !is_too_wide(word) {
            broken.extend((at > 0).then_some(' '));
            broken.push_str(word);
            continue;
        }
        broken.extend((at > 0).then_some('\n'));
        let mut used = 0;
        for piece in pieces(word) {
            if used > 0 && used + piece.width() > width {
                broken.push('\n');
                used = 0;
            }
            broken.push_str(piece);
            used += piece.width();
        }
    }
    Cow::Owned(broken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_is_broken_at_spaces_then_at_marks_then_anywhere() {
        assert_eq!(wrapped("to trust them", 8), ["to trust", "them"]);
        assert_eq!(
            wrapped("phase-1/focus_group", 9),
            ["phase-1/", "focus_", "group"]
        );
        assert_eq!(wrapped("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrapped("日本語", 4), ["日本", "語"]);
        assert_eq!(wrapped("", 4), [""]);
    }

    #[test]
    fn a_long_id_among_words_has_lines_of_its_own() {
        assert_eq!(
            wrapped("see phase-1/groups/fg1 there", 12),
            ["see", "phase-1/", "groups/fg1", "there"]
        );
    }

    #[test]
    fn the_lines_of_a_label_are_moved_in_like_the_first() {
        let label = "\u{A0}\u{A0}trust between people";
        assert_eq!(
            cell(label, 10),
            "\u{A0}\u{A0}trust\n\u{A0}\u{A0}between\n\u{A0}\u{A0}people"
        );
        assert_eq!(cell(label, 22), label);
        assert_eq!(
            cell(&"\u{A0}".repeat(40), 3),
            "\u{A0}",
            "nothing is left of nothing"
        );
    }

    proptest! {
        #[test]
        fn no_character_is_lost_and_no_line_is_too_wide(text in "[a-cé日 /_-]{0,60}", width in 2_usize..20) {
            let lines = wrapped(&text, width);
            prop_assert!(lines.iter().all(|line| line.width() <= width), "{:?}", lines);
            let bare = |text: &str| text.replace(' ', "");
            prop_assert_eq!(bare(&lines.concat()), bare(&text));
        }

        #[test]
        fn nothing_is_lost_of_any_script(text in "\\PC{0,40}", width in 1_usize..12) {
            let bare = |text: &str| text.replace(char::is_whitespace, "");
            prop_assert_eq!(bare(&wrapped(&text, width).concat()), bare(&text));
        }
    }
}
