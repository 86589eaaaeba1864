//! What is said on stderr.

use std::io::Write as _;

use anstyle::{AnsiColor, Style};
use thematica::diagnostic::render::{Palette, concise, painted};
use thematica::diagnostic::{Diagnostic, Severity};
use thematica::text::visible;

use crate::args::Global;
use crate::failure::Failure;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const HELP: Style = AnsiColor::Cyan.on_default();

/// The colours of diagnostics; the stream drops them where they are not wanted.
pub const PALETTE: Palette = Palette {
    error: ERROR,
    warning: WARNING,
    advice: AnsiColor::Blue.on_default().bold(),
    message: Style::new().bold(),
    quiet: Style::new().dimmed(),
    help: HELP,
    added: AnsiColor::Green.on_default(),
    removed: AnsiColor::Red.on_default(),
};

/// Says why the run ended.
pub fn failure(failure: &Failure) {
    match failure {
        Failure::Closed => {}
        Failure::Written(diagnostics) => {
            for diagnostic in diagnostics {
                at_length(diagnostic);
            }
        }
        Failure::Machine { message, help } => error(message, help.as_deref()),
    }
}

/// Says what could not be done, and what to do.
pub fn error(message: &str, help: Option<&str>) {
    line(&format!("{ERROR}error:{ERROR:#} {}", shown(message)));
    if let Some(help) = help {
        line(&format!("  {HELP}help:{HELP:#} {}", shown(help)));
    }
}

/// Says what may be wrong, unless nobody wants to know.
pub fn warning(message: &str, global: &Global) {
    if !global.quiet {
        line(&format!("{WARNING}warning:{WARNING:#} {}", shown(message)));
    }
}

/// What is said of files that were passed over.
pub fn were_passed_over(count: usize) -> &'static str {
    if count == 1 {
        "was passed over"
    } else {
        "were passed over"
    }
}

/// What is said of labels that are no single person's; nothing where there are none.
pub fn no_persons(labels: impl Iterator<Item = impl AsRef<str>>) -> Option<String> {
    const MOST: usize = 8;
    let labels: Vec<_> = labels.collect();
    let first: Vec<&str> = labels.iter().take(MOST).map(AsRef::as_ref).collect();
    let more = match labels.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!labels.is_empty()).then(|| {
        format!(
            "Of several people or of somebody unknown, so that their words count and they are no person: {}{more}.",
            first.join(", ")
        )
    })
}

/// A number with its noun: `1 transcript`, `1,200 transcripts`.
pub fn counted(count: usize, noun: &str) -> String {
    thematica::text::counted(count as u64, noun)
}

/// The verb of what was counted: `is` of one, `are` of none or several.
pub fn is_or_are(count: usize) -> &'static str {
    thematica::text::is_or_are(count as u64)
}

/// Says what was done, unless nobody wants to know.
pub fn remark(message: &str, global: &Global) {
    if !global.quiet {
        line(&shown(message));
    }
}

/// A message as it may be shown: names of files and labels are in it, and nothing in them steers the terminal or changes
/// places with what stands around it.
pub fn shown(message: &str) -> String {
    let shown = |c| if c == '\n' { c } else { visible(c) };
    message.chars().map(shown).collect()
}

/// Says each diagnostic on a line of its own: errors always, the others unless nobody wants to know.
pub fn briefly<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>, global: &Global) {
    let mut out = anstream::stderr().lock();
    for diagnostic in diagnostics {
        if diagnostic.severity == Severity::Error || !global.quiet {
            // There is nobody to tell that stderr is closed.
            let _ = concise(diagnostic, &PALETTE, &mut out);
        }
    }
}

fn at_length(diagnostic: &Diagnostic) {
    let _ = painted(diagnostic, &PALETTE, &mut anstream::stderr().lock());
}

fn line(text: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_steers_no_terminal_and_reorders_no_message() {
        assert_eq!(
            shown("\u{202e}txt.1gf\u{1b}[2J is missing\nשלום"),
            "\u{fffd}txt.1gf␛[2J is missing\nשלום"
        );
    }
}
