use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::{Palette, at, visibly};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::visible;

/// Writes one diagnostic for people: `file:line:column: severity[rule]: message`, the source line with a caret under
/// the fault, the other places, and what to do.
pub fn human(diagnostic: &Diagnostic, out: &mut impl Write) -> io::Result<()> {
    painted(diagnostic, &Palette::PLAIN, out)
}

/// Writes one diagnostic like [`human`], in colours.
pub fn painted(diagnostic: &Diagnostic, palette: &Palette, out: &mut impl Write) -> io::Result<()> {
    let Diagnostic {
        severity,
        rule,
        message,
        place,
        label,
        related,
        help,
        fix: _,
    } = diagnostic;
    let (paint, end) = (palette.of(*severity), palette.end);
    writeln!(
        out,
        "{}: {paint}{}[{rule}]:{end} {}",
        at(place),
        severity.as_str(),
        visibly(message)
    )?;
    excerpt(place, label.as_deref(), (paint, palette), out)?;
    for (place, what) in related {
        writeln!(out, "  {}: {}", at(place), visibly(what))?;
        excerpt(place, None, (palette.help, palette), out)?;
    }
    if let Some(help) = help {
        writeln!(out, "  {}help:{end} {}", palette.help, visibly(help))?;
    }
    Ok(())
}

/// The longest piece of a line that is shown: transcripts have lines of many thousand characters.
const WIDEST: usize = 100;

fn excerpt(
    place: &Place,
    label: Option<&str>,
    (paint, palette): (&str, &Palette),
    out: &mut impl Write,
) -> io::Result<()> {
    let Place::Span(source, span) = place else {
        return Ok(());
    };
    let position = source.position(span.start);
    let Some(line) = source.line(position.line) else {
        return Ok(());
    };
    let (start, end) = (span.start.min(line.end), span.end.min(line.end));
    let before = source.text()[line.start..start].chars().count();
    let skipped = before.saturating_sub(WIDEST / 2);
    let shown: String = source
        .slice(line)
        .chars()
        .skip(skipped)
        .take(WIDEST)
        .map(visible)
        .collect();
    let dots = if skipped > 0 { "…" } else { "" };
    // Carets stand under characters as wide as a terminal shows them.
    let mut characters = shown.chars();
    let indent = width(characters.by_ref().take(before - skipped)) + dots.width();
    let marked = source.text()[start..end.max(start)].chars().count();
    let carets = width(characters.take(marked)).max(1);
    let gutter = position.line.to_string();
    let (quiet, stop) = (palette.quiet, palette.end);
    writeln!(out, "  {quiet}{gutter} |{stop} {dots}{}", shown.trim_end())?;
    writeln!(
        out,
        "  {quiet}{:gutter$} |{stop} {:indent$}{paint}{}{}{}{stop}",
        "",
        "",
        "^".repeat(carets),
        if label.is_some() { " " } else { "" },
        visibly(label.unwrap_or_default()),
        gutter = gutter.len()
    )
}

fn width(characters: impl Iterator<Item = char>) -> usize {
    characters.map(|c| c.width().unwrap_or(0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Source, Span};
    use std::sync::Arc;

    fn shown(diagnostic: &Diagnostic) -> String {
        let mut out = Vec::new();
        human(diagnostic, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_fault_is_underlined_and_the_help_follows() {
        let source = Arc::new(Source::new("b.yaml", "codes:\n  - id: trusst\n"));
        let span = Span::new(15, 21);
        let diagnostic = Diagnostic::error(
            "undefined-code",
            Place::Span(source, span),
            "there is no code `trusst`",
        )
        .did_you_mean("trusst", ["trust", "time"]);
        assert_eq!(
            shown(&diagnostic),
            "b.yaml:2:9: error[undefined-code]: there is no code `trusst`\n  2 |   - id: trusst\n    |         ^^^^^^\n  help: did you mean `trust`?\n"
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_fault() {
        let text = format!("{}FAULT{}", "x".repeat(5_000), "y".repeat(5_000));
        let source = Arc::new(Source::new("t.txt", text));
        let diagnostic =
            Diagnostic::warning("w", Place::Span(source, Span::new(5_000, 5_005)), "here");
        let shown = shown(&diagnostic);
        assert!(
            shown.lines().all(|line| line.chars().count() < 120),
            "{shown}"
        );
        assert!(shown.contains("FAULT") && shown.contains("^^^^^"));
    }

    #[test]
    fn carets_stand_under_wide_characters_and_nothing_steers_the_terminal() {
        let source = Arc::new(Source::new("t.txt", "日本 \u{1b}[31mhere"));
        let at = source.text().find("here").unwrap();
        let place = Place::Span(source, Span::new(at, at + 4));
        assert_eq!(
            shown(&Diagnostic::warning("w", place, "a\u{1b}b")),
            "t.txt:1:9: warning[w]: a␛b\n  1 | 日本 ␛[31mhere\n    |           ^^^^\n"
        );
    }

    #[test]
    fn colours_are_put_around_and_change_no_word() {
        let palette = Palette {
            error: "<e>",
            end: "</>",
            ..Palette::PLAIN
        };
        let mut out = Vec::new();
        let place = Place::File("f".to_owned());
        painted(&Diagnostic::error("r", place, "m"), &palette, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "f: <e>error[r]:</> m\n");
    }
}
