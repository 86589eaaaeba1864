use std::io::{self, Write};

use crate::diagnostic::{Diagnostic, Place};

/// Writes one diagnostic for people: `file:line:column: severity[rule]: message`, the source line with a caret under
/// the fault, the other places, and what to do.
pub fn human(diagnostic: &Diagnostic, out: &mut impl Write) -> io::Result<()> {
    let Diagnostic {
        severity,
        rule,
        message,
        place,
        label,
        related,
        help,
    } = diagnostic;
    writeln!(
        out,
        "{}: {}[{rule}]: {message}",
        at(place),
        severity.as_str()
    )?;
    excerpt(place, label.as_deref(), out)?;
    for (place, what) in related {
        writeln!(out, "  {}: {what}", at(place))?;
        excerpt(place, None, out)?;
    }
    if let Some(help) = help {
        writeln!(out, "  help: {help}")?;
    }
    Ok(())
}

fn at(place: &Place) -> String {
    match place.position() {
        Some(position) => format!("{}:{}:{}", place.file(), position.line, position.column),
        None => place.file().to_owned(),
    }
}

/// The longest piece of a line that is shown: transcripts have lines of many thousand characters.
const WIDEST: usize = 100;

fn excerpt(place: &Place, label: Option<&str>, out: &mut impl Write) -> io::Result<()> {
    let Place::Span(source, span) = place else {
        return Ok(());
    };
    let position = source.position(span.start);
    let Some(line) = source.line(position.line) else {
        return Ok(());
    };
    let before = source.text()[line.start..span.start.min(line.end)]
        .chars()
        .count();
    let skipped = before.saturating_sub(WIDEST / 2);
    let shown: String = source
        .slice(line)
        .chars()
        .skip(skipped)
        .take(WIDEST)
        .map(|c| if c == '\t' { ' ' } else { c })
        .collect();
    let end = span.end.min(line.end).max(span.start.min(line.end));
    let marked = source.text()[span.start.min(line.end)..end].chars().count();
    let indent = before - skipped;
    let carets = marked.clamp(1, WIDEST.saturating_sub(indent).max(1));
    let gutter = position.line.to_string();
    writeln!(
        out,
        "  {gutter} | {}{}",
        if skipped > 0 { "…" } else { "" },
        shown.trim_end()
    )?;
    writeln!(
        out,
        "  {:width$} | {}{}{}{}",
        "",
        " ".repeat(indent + usize::from(skipped > 0)),
        "^".repeat(carets),
        if label.is_some() { " " } else { "" },
        label.unwrap_or(""),
        width = gutter.len()
    )
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
}
