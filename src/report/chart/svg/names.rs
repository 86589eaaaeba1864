//! The column of names to the left of a picture: a tree, each name in the middle of its row.

use super::super::{Label, palette};
use super::measure::{self, Fitted};
use super::scene::{Anchor, Scene, at};

pub(super) const SIZE: f64 = 12.0;
/// How far a code is moved in below its theme.
const INDENT: f64 = 13.0;
/// No deeper than this: a name keeps its room.
const DEEPEST: f64 = 5.0;
/// A longer name is broken.
const WIDEST: f64 = 262.0;

/// Names that fit in a column.
pub(super) struct Names {
    pub width: f64,
    pub fitted: Vec<Fitted>,
    indents: Vec<f64>,
    inks: Vec<palette::Rgb>,
}

impl Names {
    /// `heading` stands above them.
    pub fn of<'a>(labels: impl Iterator<Item = &'a Label> + Clone, heading: &str) -> Self {
        let is_tree = labels.clone().any(|label| label.depth > 0);
        let indents: Vec<f64> = labels
            .clone()
            .map(|label| f64::from(label.depth).min(DEEPEST) * INDENT)
            .collect();
        let natural = labels
            .clone()
            .zip(&indents)
            .map(|(label, indent)| indent + measure::width(&measure::clean(&label.name), SIZE));
        let heading = measure::width(&measure::clean(heading), SIZE);
        let width = natural.fold(heading.max(40.0), f64::max).min(WIDEST);
        let fitted = labels.clone().zip(&indents);
        let fitted =
            fitted.map(|(label, indent)| measure::fitted(&label.name, SIZE, width - indent, 2));
        let ink = |label: &Label| {
            if is_tree && label.depth > 0 {
                palette::SOFT
            } else {
                palette::INK
            }
        };
        Self {
            width: width.ceil(),
            fitted: fitted.collect(),
            inks: labels.map(ink).collect(),
            indents,
        }
    }

    /// How high a row has to be for its name.
    pub fn height(&self, row: usize) -> f64 {
        match self.fitted[row].lines.len() {
            0 | 1 => 16.0,
            _ => 33.0,
        }
    }

    /// Writes the name of a row, centred on a height.
    pub fn write(&self, scene: &mut Scene, row: usize, y: f64) {
        let from = at(self.indents[row], y);
        scene.lines(&self.fitted[row], from, SIZE, Anchor::Start, self.inks[row]);
    }
}

/// Whether a row begins a theme of a tree, and so stands a little apart.
pub(super) fn begins_theme(labels: &[&Label], row: usize) -> bool {
    row > 0 && labels[row].depth == 0 && labels.iter().any(|label| label.depth > 0)
}
