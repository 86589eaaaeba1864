//! The comparison for a terminal: code by code, what went with `-` and what came with `+`.

use std::io::{self, Write};

use anstyle::Style;

use super::{Difference, called, differences, summary, verdict};
use crate::codebook::Codebook;
use crate::codebook::compare::{Change, CodeChange, Comparison};
use crate::diagnostic::render::Palette;
use crate::report::write::{on_one_line, wrapped};

/// How wide the names of what changed are: `negation before` is the longest that is not made of an attribute's.
const WHAT: usize = 15;

/// Writes the comparison, in lines of at most `width` columns where words allow it.
pub fn text(
    old: &Codebook,
    new: &Codebook,
    comparison: &Comparison,
    width: u16,
    palette: &Palette,
    out: &mut impl Write,
) -> io::Result<()> {
    let name = palette.message;
    let mut page = Page {
        width: width.into(),
        palette,
        out,
    };
    let title = on_one_line(&format!("{} → {}", called(old), called(new)));
    writeln!(page.out, "{name}{title}{name:#}")?;
    page.sentence(&summary(comparison))?;
    if comparison.is_empty() {
        return page.sentence("Comments and layout are not compared.");
    }
    page.codebook(comparison)?;
    for code in &comparison.codes {
        page.code(code)?;
    }
    writeln!(page.out)?;
    page.sentence(&verdict(old, new, comparison))
}

struct Page<'p, W> {
    width: usize,
    palette: &'p Palette,
    out: W,
}

impl<W: Write> Page<'_, W> {
    fn sentence(&mut self, sentence: &str) -> io::Result<()> {
        wrapped(&on_one_line(sentence), self.width)
            .iter()
            .try_for_each(|line| writeln!(self.out, "{line}"))
    }

    fn codebook(&mut self, comparison: &Comparison) -> io::Result<()> {
        if comparison.codebook.is_empty() {
            return Ok(());
        }
        let name = self.palette.message;
        writeln!(self.out, "\n{name}The codebook{name:#}")?;
        comparison.codebook.iter().try_for_each(|change| {
            self.difference(&Difference {
                what: change.what.clone(),
                old: change.old.clone(),
                new: change.new.clone(),
            })
        })
    }

    fn code(&mut self, code: &CodeChange) -> io::Result<()> {
        let Palette {
            added,
            removed,
            message: name,
            quiet,
            ..
        } = self.palette;
        let path = on_one_line(&code.name().path);
        match code.change {
            Change::Added => writeln!(self.out, "\n{added}+ {path}{added:#}")?,
            Change::Removed => writeln!(self.out, "\n{removed}- {path}{removed:#}")?,
            Change::Kept | Change::Renamed => {
                let label = on_one_line(&code.name().label);
                let label = if code.name().id == label {
                    String::new()
                } else {
                    format!("  {quiet}{label}{quiet:#}")
                };
                writeln!(self.out, "\n{name}{path}{name:#}{label}")?;
            }
        }
        if let (Some(likeness), Some(old)) = (code.likeness, &code.old) {
            let id = on_one_line(&old.id);
            writeln!(
                self.out,
                "  {quiet}renamed from `{id}`: {likeness} % alike{quiet:#}"
            )?;
        }
        differences(code)
            .iter()
            .try_for_each(|difference| self.difference(difference))
    }

    fn difference(&mut self, difference: &Difference) -> io::Result<()> {
        let Difference { what, old, new } = difference;
        let Palette {
            added,
            removed,
            quiet,
            ..
        } = self.palette;
        if old.is_none() && new.is_none() {
            return writeln!(self.out, "  {quiet}{}{quiet:#}", on_one_line(what));
        }
        if let Some(old) = old {
            self.side(removed, '-', what, old)?;
        }
        if let Some(new) = new {
            self.side(added, '+', what, new)?;
        }
        Ok(())
    }

    /// One side of a difference, its further lines moved in like the first.
    fn side(&mut self, paint: &Style, sign: char, what: &str, text: &str) -> io::Result<()> {
        let what = format!("{:WHAT$}", on_one_line(what));
        let room = self.width.saturating_sub(what.chars().count() + 6).max(20);
        let mut before = format!("{sign} {what}");
        for line in wrapped(&on_one_line(text), room) {
            writeln!(self.out, "  {paint}{before}  {line}{paint:#}")?;
            before = " ".repeat(before.chars().count());
        }
        Ok(())
    }
}
