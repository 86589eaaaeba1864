use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{human, visibly};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::text::visible;

/// Writes diagnostics as a JUnit report in XML: a suite for each file, in it a case for each finding, or one that passes
/// where nothing was found. A case fails where its finding is an error, as `check` itself does; what else was found is its output.
///
/// `files` are those that were looked at, by the names that the diagnostics have for them. Times are left out, so that the
/// same findings give the same report.
pub fn junit(diagnostics: &[Diagnostic], files: &[&str], out: &mut impl Write) -> io::Result<()> {
    let mut suites: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for file in files {
        suites.entry(file).or_default();
    }
    for diagnostic in diagnostics {
        let suite = suites.entry(diagnostic.place.file()).or_default();
        suite.push(diagnostic);
    }
    let cases: usize = suites.values().map(|found| found.len().max(1)).sum();
    let failures = count_failures(diagnostics);
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        out,
        r#"<testsuites name="thematica" tests="{cases}" failures="{failures}" errors="0">"#
    )?;
    for (file, found) in &suites {
        suite(file, found, out)?;
    }
    writeln!(out, "</testsuites>")
}

fn suite(file: &str, found: &[&Diagnostic], out: &mut impl Write) -> io::Result<()> {
    let name = attribute(file);
    let cases = found.len().max(1);
    let failures = count_failures(found.iter().copied());
    writeln!(
        out,
        r#"  <testsuite name="{name}" tests="{cases}" failures="{failures}" errors="0" skipped="0">"#
    )?;
    if found.is_empty() {
        writeln!(
            out,
            r#"    <testcase name="no findings" classname="{name}"/>"#
        )?;
    }
    for diagnostic in found {
        case(diagnostic, out)?;
    }
    writeln!(out, "  </testsuite>")
}

fn case(diagnostic: &Diagnostic, out: &mut impl Write) -> io::Result<()> {
    let Diagnostic { rule, message, .. } = diagnostic;
    let (class, place) = (attribute(diagnostic.place.file()), &diagnostic.place);
    writeln!(
        out,
        r#"    <testcase name="{}" classname="{class}">"#,
        attribute(&format!("{rule}{}", whereabouts(place)))
    )?;
    let mut shown = Vec::new();
    human(diagnostic, &mut shown)?;
    let shown = escaped(&String::from_utf8(shown).expect("a diagnostic is shown in UTF-8"));
    let severity = diagnostic.severity.as_str();
    if fails(diagnostic) {
        let message = attribute(message);
        writeln!(
            out,
            r#"      <failure type="{severity}" message="{message}">{shown}</failure>"#
        )?;
    } else {
        writeln!(out, "      <system-out>{shown}</system-out>")?;
    }
    writeln!(out, "    </testcase>")
}

fn fails(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

fn count_failures<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> usize {
    diagnostics.into_iter().filter(|it| fails(it)).count()
}

/// Where in its file a place is: `, line 3, column 1`, or nothing.
fn whereabouts(place: &Place) -> String {
    match (place, place.position()) {
        (Place::Span(..), Some(at)) => format!(", line {}, column {}", at.line, at.column),
        (_, Some(at)) => format!(", line {}", at.line),
        (_, None) => String::new(),
    }
}

/// Text of an attribute, on one line: a parser would read the end of a line as a space.
fn attribute(text: &str) -> String {
    escaped(&visibly(text))
}

/// Text between tags. Control characters, which XML 1.0 forbids, are made visible; ends of lines stay.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push('\n'),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(visible(c)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use quick_xml::events::Event;

    fn report(diagnostics: &[Diagnostic], files: &[&str]) -> String {
        let mut out = Vec::new();
        junit(diagnostics, files, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_file_without_findings_passes_and_one_that_nobody_listed_fails() {
        let place = Place::Line("b.vtt".to_owned(), 7);
        let report = report(&[Diagnostic::error("r", place, "a \"b\" <c>")], &["a.yaml"]);
        assert_eq!(
            report,
            r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="thematica" tests="2" failures="1" errors="0">
  <testsuite name="a.yaml" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="no findings" classname="a.yaml"/>
  </testsuite>
  <testsuite name="b.vtt" tests="1" failures="1" errors="0" skipped="0">
    <testcase name="r, line 7" classname="b.vtt">
      <failure type="error" message="a &quot;b&quot; &lt;c&gt;">error[r]: a &quot;b&quot; &lt;c&gt;
 --&gt; b.vtt:7
</failure>
    </testcase>
  </testsuite>
</testsuites>
"#
        );
    }

    /// The characters that XML 1.0 lets a document have (production 2).
    fn is_xml(c: char) -> bool {
        matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
    }

    proptest! {
        #[test]
        fn any_text_makes_a_report_that_parses(text in "([<>&'\"\\]\u{0}-\u{1f}\u{7f}\u{9b}\u{fffe}\u{ffff}é👩]|\\PC){0,40}") {
            let place = Place::File(text.clone());
            let report = report(&[Diagnostic::error("r", place, text.clone()).help(&text)], &[&text, "x"]);
            prop_assert!(report.chars().all(is_xml));
            let mut reader = quick_xml::Reader::from_str(&report);
            loop {
                match reader.read_event() {
                    Ok(Event::Eof) => break,
                    Ok(Event::Start(tag) | Event::Empty(tag)) => {
                        for attribute in tag.attributes() {
                            prop_assert!(attribute.is_ok());
                        }
                    }
                    other => { prop_assert!(other.is_ok()); }
                }
            }
        }
    }
}
