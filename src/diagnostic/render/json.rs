use std::io::{self, Write};

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Edit, Place};
use crate::text::{Position, Source};

/// A diagnostic as JSON has it. Every key is always there; lines and columns count from 1, columns in code points, and
/// an end is the place after the last character.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shown<'d> {
    /// `error`, `warning` or `advice`.
    pub severity: &'static str,
    /// The rule's stable name.
    pub rule: &'static str,
    /// What is wrong.
    pub message: &'d str,
    /// Where it is wrong.
    #[serde(flatten)]
    pub place: ShownPlace<'d>,
    /// What the place is labelled with.
    pub label: Option<&'d str>,
    /// What to do.
    pub help: Option<&'d str>,
    /// Other places that belong to it.
    pub related: Vec<Related<'d>>,
    /// How it is mended by itself.
    pub fix: Option<ShownFix<'d>>,
}

/// A place as JSON has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShownPlace<'d> {
    file: &'d str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

/// Another place, with what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Related<'d> {
    message: &'d str,
    #[serde(flatten)]
    place: ShownPlace<'d>,
}

/// A fix as JSON has it: replacements in the diagnostic's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShownFix<'d> {
    what: &'d str,
    edits: Vec<ShownEdit<'d>>,
}

/// One replacement: what stands between the two places is taken out, and the text is put in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct ShownEdit<'d> {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'d str,
}

impl<'d> Shown<'d> {
    /// Shows a diagnostic.
    #[must_use]
    pub fn new(diagnostic: &'d Diagnostic) -> Self {
        let related = diagnostic.related.iter().map(|(place, message)| Related {
            message,
            place: ShownPlace::new(place),
        });
        Self {
            severity: diagnostic.severity.as_str(),
            rule: diagnostic.rule,
            message: &diagnostic.message,
            place: ShownPlace::new(&diagnostic.place),
            label: diagnostic.label.as_deref(),
            help: diagnostic.help.as_deref(),
            related: related.collect(),
            fix: ShownFix::new(diagnostic),
        }
    }
}

impl<'d> ShownFix<'d> {
    fn new(diagnostic: &'d Diagnostic) -> Option<Self> {
        let (Some(fix), Place::Span(source, _)) = (&diagnostic.fix, &diagnostic.place) else {
            return None;
        };
        let edits = fix.edits.iter().map(|edit| ShownEdit::new(source, edit));
        Some(Self {
            what: &fix.what,
            edits: edits.collect(),
        })
    }
}

impl<'d> ShownEdit<'d> {
    fn new(source: &Source, edit: &'d Edit) -> Self {
        let start = source.position(edit.span.start);
        let end = source.position(edit.span.end);
        Self {
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            text: &edit.text,
        }
    }
}

impl<'d> ShownPlace<'d> {
    fn new(place: &'d Place) -> Self {
        let start = place.position();
        let end = match place {
            Place::Span(source, span) => Some(source.position(span.end)),
            Place::File(_) | Place::Line(..) | Place::Point(..) => None,
        };
        let has_column = !matches!(place, Place::Line(..));
        let line = |position: Position| position.line;
        let column = |position: Position| position.column;
        Self {
            file: place.file(),
            line: start.map(line),
            // The column of a line without text is not known; for people it is the first.
            column: start.filter(|_| has_column).map(column),
            end_line: end.map(line),
            end_column: end.map(column),
        }
    }
}

/// Writes diagnostics as one JSON array.
pub fn json(diagnostics: &[Diagnostic], out: &mut impl Write) -> io::Result<()> {
    let shown: Vec<Shown<'_>> = diagnostics.iter().map(Shown::new).collect();
    serde_json::to_writer_pretty(&mut *out, &shown)?;
    writeln!(out)
}

/// Writes diagnostics as JSON lines, one object each.
pub fn jsonl(diagnostics: &[Diagnostic], out: &mut impl Write) -> io::Result<()> {
    for diagnostic in diagnostics {
        serde_json::to_writer(&mut *out, &Shown::new(diagnostic))?;
        writeln!(out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Fix;
    use crate::text::Span;
    use std::sync::Arc;

    #[test]
    fn a_span_has_its_end_and_a_file_has_no_line() {
        let source = Arc::new(Source::new("b.yaml", "a\néé: x\n"));
        let place = Place::Span(Arc::clone(&source), Span::new(2, 6));
        let diagnostic = Diagnostic::error("r", place, "wrong")
            .related(Place::File("c.yaml".to_owned()), "here too");
        let mut out = Vec::new();
        jsonl(&[diagnostic], &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            concat!(
                r#"{"severity":"error","rule":"r","message":"wrong","file":"b.yaml","line":2,"column":1,"#,
                r#""end_line":2,"end_column":3,"label":null,"help":null,"related":[{"message":"here too","#,
                r#""file":"c.yaml","line":null,"column":null,"end_line":null,"end_column":null}],"fix":null}"#,
                "\n"
            )
        );
    }

    #[test]
    fn a_fix_says_what_it_takes_out_and_puts_in() {
        let source = Arc::new(Source::new("b.yaml", "é: [a\nb]\n"));
        let fix = Fix::replace("write `c`", Span::new(5, 8), "c\n");
        let fault = Diagnostic::error("r", Place::Span(source, Span::new(0, 2)), "m").fix(fix);
        let shown = serde_json::to_value(Shown::new(&fault)).unwrap();
        assert_eq!(
            shown["fix"],
            serde_json::json!({"what": "write `c`", "edits": [
                {"line": 1, "column": 5, "end_line": 2, "end_column": 2, "text": "c\n"}
            ]})
        );
    }
}
