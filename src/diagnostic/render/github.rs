use std::cmp::Reverse;
use std::io::{self, Write};

use super::at;
use super::path::slashed;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::text::visible;

/// Writes diagnostics as the workflow commands by which GitHub puts them beside the lines of a change.
///
/// The worst come first, as GitHub shows ten of each kind and drops the rest. An advice becomes a notice. Columns are
/// written only where the place is within one line, as GitHub refuses them elsewhere; an end column is the one after the
/// last character.
pub fn github(diagnostics: &[Diagnostic], out: &mut impl Write) -> io::Result<()> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| Reverse(diagnostic.severity));
    for diagnostic in sorted {
        write!(out, "::{} ", command(diagnostic.severity))?;
        write!(out, "file={}", property(&slashed(diagnostic.place.file())))?;
        region(&diagnostic.place, out)?;
        write!(out, ",title={}", property(diagnostic.rule))?;
        writeln!(out, "::{}", data(&words(diagnostic)))?;
    }
    Ok(())
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    }
}

fn region(place: &Place, out: &mut impl Write) -> io::Result<()> {
    match place {
        Place::File(_) => Ok(()),
        Place::Line(_, line) => write!(out, ",line={line}"),
        Place::Point(_, at) => write!(out, ",line={},col={}", at.line, at.column),
        Place::Span(source, span) => {
            let (start, end) = (source.position(span.start), source.position(span.end));
            write!(out, ",line={},endLine={}", start.line, end.line)?;
            if start.line == end.line {
                write!(out, ",col={},endColumn={}", start.column, end.column)?;
            }
            Ok(())
        }
    }
}

/// What an annotation says: the message, the label, the other places, what to do.
fn words(diagnostic: &Diagnostic) -> String {
    let mut lines = vec![diagnostic.message.clone()];
    lines.extend(diagnostic.label.clone());
    let related = diagnostic.related.iter();
    lines.extend(related.map(|(place, what)| format!("{}: {what}", at(place))));
    let help = diagnostic.help.iter();
    lines.extend(help.map(|help| format!("help: {help}")));
    lines.join("\n")
}

/// Text of a command, which ends at its line. What steers a terminal is made visible, as the log is shown on one.
fn data(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => out.push_str("%25"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            c => out.push(visible(c)),
        }
    }
    out
}

/// The value of a property, which ends at a comma and must have no colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Source, Span};
    use std::sync::Arc;

    fn written(diagnostics: &[Diagnostic]) -> String {
        let mut out = Vec::new();
        github(diagnostics, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn errors_come_first_and_advice_is_a_notice() {
        let place = || Place::File("a".to_owned());
        assert_eq!(
            written(&[
                Diagnostic::advice("x", place(), "1"),
                Diagnostic::warning("y", place(), "2"),
                Diagnostic::error("z", place(), "3").help("4"),
            ]),
            "::error file=a,title=z::3%0Ahelp: 4\n::warning file=a,title=y::2\n::notice file=a,title=x::1\n"
        );
    }

    #[test]
    fn nothing_in_a_text_ends_a_command_or_begins_another() {
        let place = Place::Line("a,line=9:b%.txt".to_owned(), 3);
        assert_eq!(
            written(&[Diagnostic::error("r", place, "50%\r\n::error::x\u{1b}[31m")]),
            "::error file=a%2Cline=9%3Ab%25.txt,line=3,title=r::50%25%0D%0A::error::x␛[31m\n"
        );
    }

    #[test]
    fn columns_are_only_written_within_a_line() {
        let source = Arc::new(Source::new("a", "éé: x\ny"));
        let within = Place::Span(Arc::clone(&source), Span::new(2, 6));
        let over = Place::Span(source, Span::new(2, 8));
        assert_eq!(
            written(&[
                Diagnostic::error("r", within, "m"),
                Diagnostic::error("r", over, "m")
            ]),
            "::error file=a,line=1,endLine=1,col=2,endColumn=5,title=r::m\n::error file=a,line=1,endLine=2,title=r::m\n"
        );
    }
}
