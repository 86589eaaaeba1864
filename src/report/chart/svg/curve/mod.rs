//! Curves: how a figure grows, with what was to be expected; several fields have the same axes.

use std::fmt::Write as _;

use super::super::{Curve, Field, palette};
use super::legend::{self, Key};
use super::measure;
use super::scene::{
    Anchor, Fill, Point, Scene, Step, Stroke, at, circle, coloured, line, path, rect, through,
};
use super::{frame, said};
use crate::report::{decimal, grouped};

mod mark;
mod places;

use places::nice;

const NAME: f64 = 12.0;
const TICK: f64 = 10.0;
/// The height of the axis of one field, and of several.
const TALL: f64 = 230.0;
const LOW: f64 = 150.0;
const GUTTER: f64 = 24.0;
/// To the right of the last place: its figure.
const RIGHT: f64 = 14.0;
/// With more places, the points are smaller than the line.
const MANY: usize = 60;
const BAND: palette::Rgb = palette::Rgb(0xcd, 0xdf, 0xf1);

pub(super) fn drawn(curve: &Curve) -> Scene {
    let mut scene = Scene::default();
    if curve.has_key() {
        scene.lay(key(curve));
        scene.height += 8.0;
    }
    let columns = if curve.fields.len() > 1 { 2 } else { 1 };
    let axes = Axes::of(curve, columns);
    let mut y = scene.height;
    for row in curve.fields.chunks(columns) {
        let mut bottom = y;
        for (column, field) in row.iter().enumerate() {
            let x = column as f64 * (axes.width + GUTTER);
            let drawn = axes.field(curve, field).moved(at(x, y));
            bottom = bottom.max(drawn.height);
            scene.lay(drawn);
        }
        y = bottom + 14.0;
    }
    let across = measure::fitted(&curve.across, TICK, frame::ROOM - axes.left, 2);
    scene.lines(
        &across,
        at(axes.left, y + across.lines.len() as f64 * 6.5 - 6.0),
        TICK,
        Anchor::Start,
        palette::SOFT,
    );
    scene.height = y + across.lines.len() as f64 * 13.0;
    scene.width = frame::ROOM;
    scene
}

/// The axes that all fields have.
struct Axes {
    /// Of a field with everything.
    width: f64,
    /// Where the axis begins, and how long it is.
    left: f64,
    length: f64,
    height: f64,
    places: usize,
    most: u64,
    /// Whether any field has a name.
    has_names: bool,
}

impl Axes {
    fn of(curve: &Curve, columns: usize) -> Self {
        let places = curve.fields.iter().map(Field::count).max().unwrap_or(0);
        let highest = |field: &Field| {
            let found = field
                .found
                .iter()
                .chain(field.band.iter().map(|(_, high)| high));
            field.most.max(found.copied().max().unwrap_or(0))
        };
        let most = curve.fields.iter().map(highest).max().unwrap_or(0).max(1);
        let width = (frame::ROOM - GUTTER * (columns as f64 - 1.0)) / columns as f64;
        let left = (measure::width(&grouped(most), TICK) + 10.0).max(42.0);
        let right = (measure::width(&grouped(most), NAME) + RIGHT).max(36.0);
        Self {
            width,
            left,
            length: (width - left - right).max(40.0),
            height: if columns > 1 { LOW } else { TALL },
            places: places.max(1),
            most,
            has_names: curve.fields.iter().any(|field| !field.name.is_empty()),
        }
    }

    fn x(&self, place: usize) -> f64 {
        self.left + (place as f64 + 0.5) * self.pitch()
    }

    fn pitch(&self) -> f64 {
        self.length / self.places as f64
    }

    /// The height of a figure below the upper end of the axis.
    fn y(&self, figure: f64) -> f64 {
        let share = super::share(figure / self.most as f64);
        self.height * (1.0 - share)
    }

    fn field(&self, curve: &Curve, field: &Field) -> Scene {
        let mut head = Scene::default();
        if self.has_names {
            let name = measure::fitted(&field.name, NAME, self.width, 1);
            head.lines(&name, at(0.0, 8.0), NAME, Anchor::Start, palette::INK);
            head.height = 20.0;
        }
        // The key, where there is one, says it for all fields.
        if curve.has_key() {
            head.height += 8.0;
        } else {
            let up = measure::fitted(&curve.up, TICK, self.width, 1);

            head.lines(
                &up,
                at(0.0, head.height + 6.0),
                TICK,
                Anchor::Start,
                palette::SOFT,
            );
            head.height += 22.0;
        }
        let mut plot = Scene::default();
        self.grid(&mut plot);
        self.expected(&mut plot, field);
        self.mark(&mut plot, field);
        self.found(&mut plot, field);
        let floor = line(
            at(self.left, self.height),
            at(self.left + self.length, self.height),
            Stroke::plain(palette::AXIS, 1.0),
        );
        plot.push(floor);
        plot.height = self.height + self.names_of_places(&mut plot, field);
        let below = head.height;
        head.lay(plot.moved(at(0.0, below)));
        head
    }

    fn grid(&self, scene: &mut Scene) {
        let step = nice(self.most);
        let ticks = (0..=self.most / step).map(|nth| nth * step);
        // The full height is always told; a tick just below it would stand on it.
        let close = |tick: &u64| *tick == self.most || self.y(*tick as f64) >= 14.0;
        for tick in ticks
            .filter(close)
            .filter(|tick| *tick != self.most)
            .chain([self.most])
        {
            let y = self.y(tick as f64);
            scene.push(line(
                at(self.left, y),
                at(self.left + self.length, y),
                Stroke::plain(palette::GRID, 0.75),
            ));
            scene.push(coloured(
                at(self.left - 6.0, y + 3.6),
                TICK,
                Anchor::End,
                &grouped(tick),
                palette::SOFT,
            ));
        }
    }

    fn expected(&self, scene: &mut Scene, field: &Field) {
        let count = field.found.len();
        let band = &field.band[..field.band.len().min(count)];
        match band {
            [] => {}
            [(low, high)] => {
                let (top, bottom) = (self.y(*high as f64), self.y(*low as f64));
                scene.push(rect(
                    self.x(0) - 6.0,
                    top,
                    12.0,
                    (bottom - top).max(1.0),
                    Fill::Plain(BAND),
                ));
            }
            band => {
                let high = band
                    .iter()
                    .enumerate()
                    .map(|(place, (_, high))| at(self.x(place), self.y(*high as f64)));
                let low = band
                    .iter()
                    .enumerate()
                    .map(|(place, (low, _))| at(self.x(place), self.y(*low as f64)));
                let mut steps = through(high.chain(low.rev()));
                steps.push(Step::Close);
                scene.push(path(steps, Fill::Plain(BAND)));
            }
        }
        let means = field.mean.iter().take(count).enumerate();
        let points: Vec<Point> = means
            .map(|(place, mean)| at(self.x(place), self.y(*mean)))
            .collect();
        if let [only] = points.as_slice() {
            scene.push(line(
                at(only.x - 6.0, only.y),
                at(only.x + 6.0, only.y),
                Stroke::plain(palette::INK, 1.25),
            ));
        } else if !points.is_empty() {
            scene.push(
                path(through(points), Fill::None).stroked(Stroke::dashed(palette::INK, 1.25)),
            );
        }
    }

    fn found(&self, scene: &mut Scene, field: &Field) {
        let places = field.found.iter().enumerate();
        let points: Vec<Point> = places
            .map(|(place, found)| at(self.x(place), self.y(*found as f64)))
            .collect();
        if points.len() > 1 {
            scene.push(
                path(through(points.iter().copied()), Fill::None)
                    .stroked(Stroke::plain(palette::HUES[0], 2.0)),
            );
        }
        let radius = if points.len() > MANY { 1.5 } else { 2.75 };
        for (place, point) in points.iter().enumerate() {
            scene.push(
                circle(*point, radius, Fill::Plain(palette::HUES[0])).told(field.told(place)),
            );
        }
        if let (Some(point), Some(last)) = (points.last(), field.found.last()) {
            let words = measure::fitted(&grouped(*last), NAME, self.width, 1);
            let beside = at(point.x + 9.0, point.y);
            scene.lines_on_page(&words, beside, NAME, Anchor::Start, palette::HUES[0]);
        }
    }
}

impl Curve {
    /// Whether there is more than the curve, so that lines need names.
    fn has_key(&self) -> bool {
        self.mean_is.is_some() || self.band_is.is_some()
    }
}

impl Field {
    /// How many places it has a figure for.
    fn count(&self) -> usize {
        self.found.len().max(self.places.len())
    }

    /// All figures of a place, in words.
    fn told(&self, place: usize) -> String {
        let name = match self.places.get(place) {
            Some(name) => name.clone(),
            None => grouped(place as u64 + 1),
        };
        let mut told = grouped(self.found[place]);
        if let Some(mean) = self.mean.get(place).and_then(|mean| decimal(*mean, 2)) {
            let _ = write!(told, "; mean {mean}");
        }
        if let Some((low, high)) = self.band.get(place) {
            let _ = write!(told, "; band {} to {}", grouped(*low), grouped(*high));
        }
        said(&name, &told)
    }
}

fn key(curve: &Curve) -> Scene {
    let found = Key {
        width: 22.0,
        sample: Box::new(|x, y| {
            let stroke = Stroke::plain(palette::HUES[0], 2.0);
            vec![
                line(at(x, y), at(x + 22.0, y), stroke),
                circle(at(x + 11.0, y), 2.75, Fill::Plain(palette::HUES[0])),
            ]
        }),
        words: curve.up.clone(),
    };
    let mean = curve.mean_is.as_ref().map(|words| Key {
        width: 22.0,
        sample: Box::new(|x, y| {
            vec![line(
                at(x, y),
                at(x + 22.0, y),
                Stroke::dashed(palette::INK, 1.25),
            )]
        }),
        words: words.clone(),
    });
    let band = curve.band_is.as_ref().map(|words| Key {
        width: 22.0,
        sample: Box::new(|x, y| vec![rect(x, y - 6.0, 22.0, 12.0, Fill::Plain(BAND))]),
        words: words.clone(),
    });
    let keys: Vec<Key> = [Some(found), mean, band].into_iter().flatten().collect();
    legend::drawn(&keys, frame::ROOM)
}
