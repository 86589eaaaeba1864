//! The place of a curve that is marked, and where its words hide the least.

use super::super::super::{Field, palette};
use super::super::scene::{Anchor, LEADING, Scene, Stroke, at, line};
use super::super::{legend, measure};
use super::{Axes, TICK};

impl Axes {
    /// The height at which words of a height hide the least of a curve: low to the right of a mark, as the curve does not
    /// fall, high to its left. They never lie on the figure of the last place.
    fn room_for(&self, field: &Field, across: (f64, f64), high: f64, is_right: bool) -> f64 {
        let low = self.height - high / 2.0 - 10.0;
        let top = high / 2.0 + 10.0;
        let mut heights = [low, self.height / 2.0, top];
        if !is_right {
            heights.reverse();
        }
        let hidden = |y: &f64| {
            let places = field.found.iter().enumerate().map(|(place, found)| {
                let (x, level) = (self.x(place), self.y(*found as f64));
                let is_last = place + 1 == field.found.len();
                let beside = if is_last { x + 60.0 } else { x };
                let is_near = (level - y).abs() < high / 2.0 + 10.0;
                let is_across = beside >= across.0 && x <= across.1;
                match (is_near && is_across, is_last) {
                    (false, _) => 0,
                    (true, false) => 1,
                    (true, true) => field.found.len(),
                }
            });
            places.sum::<usize>()
        };
        heights.into_iter().min_by_key(hidden).unwrap_or(low)
    }

    /// The place that is marked, with its words where the curve leaves room.
    pub(super) fn mark(&self, scene: &mut Scene, field: &Field) {
        let Some((place, words)) = &field.marked else {
            return;
        };
        if *place >= field.count() {
            return;
        }
        let x = self.x(*place);
        scene.push(
            line(
                at(x, 0.0),
                at(x, self.height),
                Stroke::plain(palette::SOFT, 1.0),
            )
            .told(words),
        );
        let (left, right) = (x - self.left, self.left + self.length - x);
        let is_right = right >= left;
        let room = left.max(right) - 10.0;
        let words = measure::fitted(words, TICK, room.min(200.0), 3);
        let (edge, anchor) = if is_right {
            (x + 6.0, Anchor::Start)
        } else {
            (x - 6.0, Anchor::End)
        };
        let width = legend::widest(&words, TICK);
        let from = if is_right { edge } else { edge - width };
        let high = words.lines.len() as f64 * TICK * LEADING;
        let y = self.room_for(field, (from, from + width), high, is_right);
        scene.lines_on_page(&words, at(edge, y), TICK, anchor, palette::INK);
    }
}
