//! What stands at the places of a curve, and at its heights.

use super::super::super::{Field, palette};
use super::super::measure;
use super::super::scene::{Anchor, Mark, Scene, Shape, at, coloured};
use super::{Axes, TICK};
use crate::report::grouped;

/// The names of places are turned so far, and no longer than this.
const TURN: f64 = 60.0;
const LONGEST_PLACE: f64 = 70.0;

impl Axes {
    /// Writes what stands at the places; gives the height of it.
    pub(super) fn names_of_places(&self, scene: &mut Scene, field: &Field) -> f64 {
        let names: Vec<String> = field
            .places
            .iter()
            .take(self.places)
            .map(|name| measure::clean(name))
            .collect();
        let widest = names
            .iter()
            .map(|name| measure::width(name, TICK))
            .fold(0.0, f64::max);
        if widest + 6.0 <= self.pitch() {
            for (place, name) in names.iter().enumerate() {
                let below = at(self.x(place), self.height + 14.0);
                scene.push(coloured(below, TICK, Anchor::Middle, name, palette::SOFT));
            }
            return 18.0;
        }
        if self.pitch() >= 13.0 {
            let mut reach = 0.0_f64;
            for (place, name) in names.iter().enumerate() {
                let fitted = measure::fitted(name, TICK, LONGEST_PLACE, 1);
                for content in &fitted.lines {
                    let end = at(self.x(place) + 4.0, self.height + 10.0);
                    let mut mark = coloured(end, TICK, Anchor::End, content, palette::SOFT);
                    if let Shape::Text(text) = &mut mark.shape {
                        text.turned = -TURN;
                    }
                    reach = reach.max(measure::width(content, TICK));
                    scene.push(with(mark, fitted.whole.as_ref()));
                }
            }
            return 16.0 + reach * TURN.to_radians().sin();
        }
        let step = usize::try_from(nice(self.places as u64))
            .unwrap_or(1)
            .max(1);
        let ticks = (1..=self.places).filter(|number| *number == 1 || number % step == 0);
        let widest = measure::width(&grouped(self.places as u64), TICK) + 4.0;
        let mut last = f64::NEG_INFINITY;
        for number in ticks {
            let x = self.x(number - 1);
            if x - last >= widest {
                scene.push(coloured(
                    at(x, self.height + 14.0),
                    TICK,
                    Anchor::Middle,
                    &grouped(number as u64),
                    palette::SOFT,
                ));
                last = x;
            }
        }
        18.0
    }
}

fn with(mark: Mark, whole: Option<&String>) -> Mark {
    match whole {
        Some(whole) => mark.told(whole),
        None => mark,
    }
}

/// A step of 1, 2 or 5 times a power of ten that gives at most six ticks above 0.
pub(super) fn nice(most: u64) -> u64 {
    let mut ten = 1_u64;
    loop {
        for step in [ten, ten.saturating_mul(2), ten.saturating_mul(5)] {
            if most / step <= 6 {
                return step;
            }
        }
        ten = ten.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_nice_and_few() {
        assert_eq!(
            [1, 6, 7, 13, 14, 34, 35, 69, 70].map(nice),
            [1, 1, 2, 2, 5, 5, 10, 10, 20]
        );
        assert!(u64::MAX / nice(u64::MAX) <= 6);
    }
}
