//! What changes between two texts, for people and for `patch`.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use similar::TextDiff;

use crate::messages::PALETTE;

const PLACE: Style = AnsiColor::Cyan.on_default();
const NAME: Style = Style::new().bold();

/// The lines of a file that change, with three around them, as a unified diff with colours; nothing when none do. Written
/// with [`Destination::write_colored`](crate::output::Destination::write_colored), which drops colours that nobody wants.
pub fn unified(name: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let plain = diff.unified_diff().header(name, name).to_string();
    let mut painted = String::with_capacity(plain.len());
    for (number, line) in plain.split_inclusive('\n').enumerate() {
        let style = match line.as_bytes() {
            _ if number < 2 => NAME,
            [b'+', ..] => PALETTE.added,
            [b'-', ..] => PALETTE.removed,
            [b'@', ..] => PLACE,
            _ => Style::new(),
        };
        let bare = line.trim_end_matches('\n');
        let end = &line[bare.len()..];
        // Writing to a text cannot fail.
        let _ = write!(painted, "{style}{bare}{style:#}{end}");
    }
    painted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(old: &str, new: &str) -> String {
        anstream::adapter::strip_str(&unified("a.yaml", old, new)).to_string()
    }

    #[test]
    fn equal_texts_have_no_difference() {
        assert_eq!(plain("a\nb\n", "a\nb\n"), "");
    }

    #[test]
    fn lines_go_and_come_with_their_places() {
        assert_eq!(
            plain("a\nb\nc\n", "a\n-- c\nc"),
            "--- a.yaml\n+++ a.yaml\n@@ -1,3 +1,3 @@\n a\n-b\n-c\n+-- c\n+c\n\\ No newline at end of file\n"
        );
    }

    #[test]
    fn every_line_is_painted_by_itself() {
        let painted = unified("a", "-- x\n", "");
        let removed = format!("{0}--- x{0:#}\n", PALETTE.removed);
        assert!(painted.ends_with(&removed), "{painted:?}");
    }
}
