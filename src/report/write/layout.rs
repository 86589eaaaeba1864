//! How wide columns are: arithmetic, without a terminal.

use unicode_width::UnicodeWidthStr as _;

use super::wrap::{count_pieces, longest_piece, wrapped};

/// The space between two columns.
pub(super) const GAP: usize = 2;

/// How many lines a heading may have at most.
const HEADING_LINES: usize = 3;

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
            least: least.max(heading_least(heading, HEADING_LINES)),
            is_text: true,
        }
    }

    /// Measures a column of numbers: only its heading may be broken, and not what stands below that.
    pub(super) fn number<'c>(
        heading: &str,
        below: Option<&'c str>,
        cells: impl Iterator<Item = &'c str>,
    ) -> Self {
        let most_lines = HEADING_LINES - usize::from(below.is_some());
        let cells = cells.chain(below).map(str::width).max().unwrap_or(0);
        Self {
            natural: cells.max(heading.width()),
            least: cells.max(heading_least(heading, most_lines)),
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

/// The least width at which a heading has at most so many lines and no piece of it is broken.
fn heading_least(heading: &str, most_lines: usize) -> usize {
    let longest = longest_piece(heading);
    if count_pieces(heading) <= most_lines {
        return longest;
    }
    let fits = |width: &usize| wrapped(heading, *width).len() <= most_lines;
    let all = heading.width().max(longest);
    (longest..all).find(fits).unwrap_or(all)
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn a_heading_has_at_most_three_lines() {
        let none = || std::iter::empty();
        let heading = "Hits per 1,000 words";
        assert_eq!(Measure::number("Per 1,000 words", None, none()).least, 5);
        assert_eq!(Measure::number(heading, None, none()).least, 8);
        let below = Measure::number("Per 1,000 words", Some("of 9"), none());
        assert_eq!(below.least, 9);
        assert_eq!(Measure::text(heading, none()).least, 8);
    }
}
