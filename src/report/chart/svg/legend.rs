//! Keys to marks, set in lines from left to right.

use super::super::palette::{INK, Rgb};
use super::measure;
use super::scene::{Anchor, Mark, Scene, at};

pub(super) const SIZE: f64 = 11.0;
const ROW: f64 = 19.0;
const GAP: f64 = 18.0;

/// A key: a sample that is drawn around the point to its left, and its words.
pub(super) struct Key {
    /// The width of the sample.
    pub width: f64,
    /// Draws the sample, from a point at its left, in the middle of its height.
    pub sample: Box<dyn Fn(f64, f64) -> Vec<Mark>>,
    pub words: String,
}

/// Keys in as many lines as they need.
pub(super) fn drawn(keys: &[Key], room: f64) -> Scene {
    with_ink(keys, room, INK)
}

fn with_ink(keys: &[Key], room: f64, ink: Rgb) -> Scene {
    let mut scene = Scene::default();
    let (mut x, mut y) = (0.0, ROW / 2.0);
    for key in keys {
        let before = if key.width > 0.0 {
            key.width + 6.0
        } else {
            0.0
        };
        let words = measure::fitted(&key.words, SIZE, room - before, 2);
        let width = widest(&words, SIZE);
        if x > 0.0 && x + before + width > room {
            x = 0.0;
            y += ROW;
        }
        let extra = if words.lines.len() > 1 { SIZE } else { 0.0 };
        let middle = y + extra / 2.0;
        scene.marks.extend((key.sample)(x, middle));
        scene.lines(&words, at(x + before, middle), SIZE, Anchor::Start, ink);
        x += before + width + GAP;
        scene.width = scene.width.max(x - GAP);
        y += extra;
    }
    scene.height = if keys.is_empty() { 0.0 } else { y + ROW / 2.0 };
    scene
}

/// The width of the widest line.
pub(super) fn widest(fitted: &measure::Fitted, size: f64) -> f64 {
    let widths = fitted.lines.iter().map(|line| measure::width(line, size));
    widths.fold(0.0, f64::max)
}
