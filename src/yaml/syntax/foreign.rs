//! Files of another kind that were given the name of a YAML file.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::text::Source;

/// How much of a text is looked at.
const HEAD: usize = 4096;

/// Says what a file is that is no YAML; none of it is shown.
pub(in crate::yaml) fn told(source: &Arc<Source>) -> Option<Diagnostic> {
    let (what, help) = kind(source.text())?;
    let place = Place::File(source.name().to_owned());
    let fault = Diagnostic::error("yaml-syntax", place, format!("this is {what}"));
    Some(fault.help(help))
}

/// Whether a text is what another program keeps in its files.
#[must_use]
pub fn is_foreign(source: &Source) -> bool {
    kind(source.text()).is_some()
}

fn kind(text: &str) -> Option<(&'static str, &'static str)> {
    const COPY: &str = "copy its text into a plain text file that ends in .yaml, with a text editor and not with a word processor";
    let head = text.trim_start_matches('\u{feff}').trim_start();
    let starts = |with: &str| {
        let start = head.get(..with.len());
        start.is_some_and(|it| it.eq_ignore_ascii_case(with))
    };
    if starts("PK\u{3}\u{4}") {
        return Some((
            "a Word or Excel file, or another archive, and not a YAML text",
            COPY,
        ));
    }
    // The first bytes of files of older Office programs, read as Windows-1252.
    if starts("ÐÏ\u{11}à") {
        return Some(("an old Word or Excel file, and not a YAML text", COPY));
    }
    if starts("{\\rtf") {
        return Some(("a rich text document (RTF), and not a YAML text", COPY));
    }
    if starts("%PDF") {
        return Some(("a PDF, and not a YAML text", COPY));
    }
    if starts("<!doctype") || starts("<html") {
        let help = "on the page, look for a link such as \"Raw\" or \"Download\", and save what it leads to";
        return Some(("a web page, and not a YAML text", help));
    }
    let (mut count, mut zeros, mut control) = (0, 0, 0);
    for c in text.chars().take(HEAD) {
        count += 1;
        zeros += usize::from(c == '\0');
        control += usize::from(c.is_control() && !c.is_whitespace());
    }
    if zeros * 4 > count {
        return Some((
            "no text, or one in UTF-16 without a mark that says so",
            "check that it is the right file; if it is, save it in a text editor as UTF-8",
        ));
    }
    // A stray one in a text is told at its place.
    (control > 8 && control * 20 > count).then_some((
        "no text",
        "check that it is the right file; a codebook and a manifest are plain text",
    ))
}
