use std::io::{self, Write};

use super::{Palette, at, visibly};
use crate::diagnostic::Diagnostic;

/// Writes one diagnostic on one line: `file:line:column: severity[rule] message`.
pub fn concise(diagnostic: &Diagnostic, palette: &Palette, out: &mut impl Write) -> io::Result<()> {
    let paint = palette.of(diagnostic.severity);
    writeln!(
        out,
        "{}: {paint}{}[{}]{paint:#} {}",
        at(&diagnostic.place),
        diagnostic.severity.as_str(),
        diagnostic.rule,
        visibly(&diagnostic.message)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;

    #[test]
    fn a_name_does_not_turn_the_direction_of_the_line() {
        let place = Place::Line("\u{202e}txt.1gf".to_owned(), 7);
        let diagnostic = Diagnostic::warning("cue", place, "no label `\u{2067}שרה\u{61c}`");
        let mut out = Vec::new();
        concise(&diagnostic, &Palette::PLAIN, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "\u{fffd}txt.1gf:7:1: warning[cue] no label `\u{fffd}שרה\u{61c}`\n"
        );
    }

    #[test]
    fn a_diagnostic_is_one_line_whatever_its_message() {
        let place = Place::Line("t.vtt".to_owned(), 7);
        let diagnostic = Diagnostic::warning("cue", place, "two\nlines").help("not shown");
        let mut out = Vec::new();
        concise(&diagnostic, &Palette::PLAIN, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "t.vtt:7:1: warning[cue] two lines\n"
        );
    }
}
