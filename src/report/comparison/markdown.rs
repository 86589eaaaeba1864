//! The comparison for a pull request: one line that sums up, and a table with a row for each difference.

use std::io::{self, Write};

use super::{Difference, called, differences, summary, verdict};
use crate::codebook::Codebook;
use crate::codebook::compare::{Change, CodeChange, Comparison, Name, TextChange};
use crate::report::write::{escaped, paragraph};

/// Writes the comparison as Markdown. Nothing that is written in the codebooks is read as Markdown.
pub fn markdown(
    old: &Codebook,
    new: &Codebook,
    comparison: &Comparison,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "{}\n", paragraph(&summary(comparison)))?;
    let (before, after) = (called(old), called(new));
    writeln!(
        out,
        "Codebook: {} → {}. {}",
        escaped(&before),
        escaped(&after),
        escaped(&verdict(old, new, comparison))
    )?;
    if comparison.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\n| Code | What | Before | After |\n| --- | --- | --- | --- |"
    )?;
    for TextChange { what, old, new } in &comparison.codebook {
        row("(the codebook)", what, old.as_deref(), new.as_deref(), out)?;
    }
    comparison.codes.iter().try_for_each(|code| rows(code, out))
}

fn rows(code: &CodeChange, out: &mut impl Write) -> io::Result<()> {
    let path = &code.name().path;
    let id = |name: &Option<Name>| name.as_ref().map(|name| name.id.clone());
    let (old, new) = (id(&code.old), id(&code.new));
    let became = match (code.change, code.likeness) {
        (Change::Kept, _) => None,
        (Change::Added, _) => Some("**code added**".to_owned()),
        (Change::Removed, _) => Some("**code removed**".to_owned()),
        (Change::Renamed, likeness) => {
            let likeness = likeness.unwrap_or_default();
            Some(format!("**code renamed** ({likeness} % alike)"))
        }
    };
    if let Some(became) = became {
        row(path, &became, old.as_deref(), new.as_deref(), out)?;
    }
    for Difference { what, old, new } in differences(code) {
        row(path, &escaped(&what), old.as_deref(), new.as_deref(), out)?;
    }
    Ok(())
}

/// A row; `what` is Markdown, the others are text.
fn row(
    code: &str,
    what: &str,
    old: Option<&str>,
    new: Option<&str>,
    out: &mut impl Write,
) -> io::Result<()> {
    let side = |text: Option<&str>| escaped(text.unwrap_or_default());
    writeln!(
        out,
        "| {} | {what} | {} | {} |",
        escaped(code),
        side(old),
        side(new)
    )
}
