//! How wide columns are, and where text is broken: arithmetic, without a terminal.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// The space between two columns.
pub(super) const GAP: usize = 2;

/// A column to be laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Measure {
    /// The width at which nothing is broken.
    pub natural: usize,
    /// The width below which it becomes hard to read.
    pub least: usize,
    /// Whether it is broken last: text before the headings of numbers.
    is_text: bool,
}

impl Measure {
    /// Measures a column of text: it may be broken, but not inside a piece of usual length.
    pub(super) fn text<'c>(heading: &str, cells: impl Iterator<Item = &'c str>) -> Self {
        const LONGEST_PIECE: usize = 18;
        let (mut natural, mut least) = (0, 0);
        for cell in cells {
            natural = natural.max(cell.width());
            least = least.max(longest_piece(cell).min(LONGEST_PIECE));
        }
        Self {
            natural: natural.max(heading.width()),
            least: least.max(longest_piece(heading)),
            is_text: true,
        }
    }

    /// Measures a column of numbers: only its heading may be broken.
    pub(super) fn number<'c>(heading: &str, cells: impl Iterator<Item = &'c str>) -> Self {
        let cells = cells.map(str::width).max().unwrap_or(0);
        Self {
            natural: cells.max(heading.width()),
            least: cells.max(longest_piece(heading)),
            is_text: false,
        }
    }
}

/// The widths of columns that together take at most `most`, or their least ones where that is not enough.
pub(super) fn widths(columns: &[&Measure], most: usize) -> Vec<usize> {
    let gaps = GAP * columns.len().saturating_sub(1);
    let mut widths: Vec<usize> = columns.iter().map(|it| it.least).collect();
    let mut left = most.saturating_sub(gaps + widths.iter().sum::<usize>());
    // Whoever has least gets next, so that one long column does not starve the others.
    while left > 0 {
        let wants = |at: &usize| widths[*at] < columns[*at].natural;
        let Some(at) = (0..columns.len())
            .filter(wants)
            .min_by_key(|&at| (!columns[at].is_text, widths[at]))
        else {
            break;
        };
        widths[at] += 1;
        left -= 1;
    }
    widths
}

/// The least width of columns together.
pub(super) fn least(columns: &[&Measure]) -> usize {
    let gaps = GAP * columns.len().saturating_sub(1);
    gaps + columns.iter().map(|it| it.least).sum::<usize>()
}

/// The width of columns together at which text of usual length, a path or a name, is not broken.
pub(super) fn comfortable(columns: &[&Measure]) -> usize {
    const USUAL: usize = 40;
    let gaps = GAP * columns.len().saturating_sub(1);
    let width = |it: &&Measure| {
        if it.is_text {
            it.natural.min(USUAL).max(it.least)
        } else {
            it.least
        }
    };
    gaps + columns.iter().map(width).sum::<usize>()
}

/// The text in lines of at most this width: broken at spaces, else after `/`, `-` and `_`, else anywhere.
pub(super) fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for piece in pieces(text) {
        // White space at the end of a line does not count.
        if used > 0 && used + piece.trim_end().width() > most {
            lines.push(String::new());
            used = 0;
        }
        for c in piece.chars() {
            let width = c.width().unwrap_or(0);
            if used > 0 && used + width > most && c != ' ' {
                lines.push(String::new());
                used = 0;
            }
            lines.last_mut().expect("there is a line").push(c);
            used += width;
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

fn longest_piece(text: &str) -> usize {
    pieces(text)
        .map(|piece| piece.trim_end().width())
        .max()
        .unwrap_or(0)
}

/// What is not broken: words with the spaces after them, parts of paths with the mark after them.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(' ')
        .flat_map(|word| word.split_inclusive(['/', '-', '_']))
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
    fn a_long_column_does_not_starve_the_others() {
        let short = Measure {
            natural: 12,
            least: 4,
            is_text: true,
        };
        let long = Measure {
            natural: 500,
            least: 10,
            is_text: true,
        };
        assert_eq!(widths(&[&short, &long], 52), [12, 38]);
        assert_eq!(widths(&[&short, &long], 10), [4, 10]);
    }

    proptest! {
        #[test]
        fn no_character_is_lost_and_no_line_is_too_wide(text in "[a-c /_-]{0,60}", most in 1_usize..20) {
            let lines = wrapped(&text, most);
            prop_assert!(lines.iter().all(|line| line.width() <= most), "{:?}", lines);
            let bare = |text: &str| text.replace(' ', "");
            prop_assert_eq!(bare(&lines.concat()), bare(&text));
        }
    }
}
