//! Charts in characters, for a terminal and for a page of plain text.
//!
//! Blocks and lines of Unicode, no colour, no line wider than asked for (but never narrower than [`LEAST`]). Every figure
//! stands beside its mark in digits, so that a chart can be read out.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::{Chart, Label, Picture};
use crate::report::write::{on_one_line, wrapped};

mod bars;
mod curve;
mod heatmap;
mod network;
mod portrait;
#[cfg(test)]
mod tests;

/// The least width at which a chart says anything.
const LEAST: usize = 40;

/// Draws a chart in lines of at most so many columns.
#[must_use]
pub fn text(chart: &Chart, width: u16) -> String {
    let width = usize::from(width).max(LEAST);
    let mut lines: Vec<String> = Vec::new();
    if !chart.title.is_empty() {
        lines.extend(wrapped(&on_one_line(&chart.title), width));
        lines.push(String::new());
    }
    lines.extend(match &chart.picture {
        Picture::Bars(bars) => bars::lines(bars, width),
        Picture::Heatmap(heatmap) => heatmap::lines(heatmap, width),
        Picture::Network(network) => network::lines(network, width),
        Picture::Curve(curve) => curve::lines(curve, width),
        Picture::Portrait(portrait) => portrait::lines(portrait, width),
    });
    if !chart.notes.is_empty() {
        lines.push(String::new());
    }
    let notes = chart.notes.iter();
    lines.extend(notes.flat_map(|note| wrapped(&on_one_line(note), width)));
    let mut text = String::new();
    for line in lines {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Names in a column on the left, each in as many lines as it needs.
struct Names {
    width: usize,
}

impl Names {
    /// A column as wide as the names need, but no more than `most`.
    fn of<'n>(names: impl Iterator<Item = &'n Label>, heading: &str, most: usize) -> Self {
        let longest = names.map(|label| indent(label) + on_one_line(&label.name).width());
        let longest = longest.chain([on_one_line(heading).width()]).max();
        Self {
            width: longest.unwrap_or(0).min(most).max(4),
        }
    }

    /// A name in lines of exactly the column's width.
    fn lines(&self, label: &Label) -> Vec<String> {
        // However deep a name lies, it keeps half of its column.
        let indent = indent(label).min(self.width / 2);
        let lines = wrapped(&on_one_line(&label.name), self.width - indent);
        let lines = lines.iter();
        lines
            .map(|line| padded(&format!("{}{line}", " ".repeat(indent)), self.width))
            .collect()
    }
}

fn indent(label: &Label) -> usize {
    usize::from(label.depth) * 2
}

/// The text with spaces behind it, so that it fills the width.
fn padded(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(missing))
}

/// The text with spaces before it, so that it fills the width.
fn on_the_right(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.width());
    format!("{}{text}", " ".repeat(missing))
}

/// The text, or its beginning and `…` where it is wider.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut shown = String::new();
    let mut used = 0;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used + 1 > width {
            break;
        }
        shown.push(c);
    }
    shown.push('…');
    shown
}

/// A bar whose length is a share of `width` columns, to an eighth of one. What is above zero has at least one eighth.
fn bar(share: f64, width: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let exact = share.clamp(0.0, 1.0) * (width * 8) as f64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a width lies between 0 and the width"
    )]
    let eighths = (exact.round() as usize).max(usize::from(exact > 0.0));
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

/// A shade of four for a share from 0 to 1: none for 0, and for more always one.
fn shade(share: f64) -> char {
    match share {
        share if share <= 0.0 => ' ',
        share if share <= 0.25 => '░',
        share if share <= 0.5 => '▒',
        share if share <= 0.75 => '▓',
        _ => '█',
    }
}
