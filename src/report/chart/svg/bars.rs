//! Bars: each lies at its name, with its figure at its end.

use super::super::{Bar, Bars, Label, palette};
use super::names::{self, Names};
use super::scene::{Anchor, Fill, Mark, Scene, Stroke, at, line, rect};
use super::{NO_FIGURE, frame, legend, measure, said, share};

const TOLD: f64 = 11.0;
const SERIES: f64 = 10.0;
/// How wide the name of a series may be.
const WIDEST_SERIES: f64 = 110.0;
const WIDEST_TOLD: f64 = 170.0;
/// The least length of the axis.
const LEAST_AXIS: f64 = 180.0;
/// The height of a theme's bar, and of a code's.
const THICK: f64 = 14.0;
const THIN: f64 = 11.0;
/// From one bar of a group to the next.
const STEP: f64 = 15.0;
/// What stands for a bar where there is no figure.
const STUB: f64 = 14.0;

pub(super) fn drawn(bars: &Bars) -> Scene {
    let labels: Vec<&Label> = bars.rows.iter().map(|(label, _)| label).collect();
    let names = Names::of(labels.iter().copied(), &bars.of);
    let several = bars.series.len() > 1;
    let series = bars.series.iter();
    let series: Vec<_> = series
        .map(|name| measure::fitted(name, SERIES, WIDEST_SERIES, 1))
        .collect();
    let widest = series.iter().map(|name| legend::widest(name, SERIES));
    let series_room = if several {
        widest.fold(0.0, f64::max) + 8.0
    } else {
        0.0
    };
    let told: Vec<Vec<_>> = bars
        .rows
        .iter()
        .map(|(_, row)| row.iter().map(told).collect())
        .collect();
    let widest = told.iter().flatten().map(|told| legend::widest(told, TOLD));
    let told_room = widest.fold(0.0, f64::max) + 6.0;
    let zero = names.width + 12.0 + series_room;
    let axis = Axis {
        zero,
        length: (frame::ROOM - zero - told_room).max(LEAST_AXIS),
    };
    let mut scene = Scene::default();
    let top = axis.head(&mut scene, bars);
    let mut y = top;
    let mut body = Scene::default();
    for (at_row, (label, row)) in bars.rows.iter().enumerate() {
        if names::begins_theme(&labels, at_row) {
            y += 7.0;
        }
        let group = row.len().max(1) as f64 * STEP;
        let height = names.height(at_row).max(group) + if several { 8.0 } else { 5.0 };
        let middle = y + height / 2.0;
        names.write(&mut body, at_row, middle);
        for (nth, bar) in row.iter().enumerate() {
            let y = middle - group / 2.0 + (nth as f64 + 0.5) * STEP;
            let mark = Drawn {
                thick: if several || label.depth > 0 {
                    THIN
                } else {
                    THICK
                },
                colour: colour(label, several.then_some(nth)),
                said: said(&named(label, bars.series.get(nth)), &bar.told),
            };
            body.marks.extend(axis.bar(bar, bars.most, y, &mark));
            let end = axis.end(bar, bars.most) + 5.0;
            let ink = if bar.length.is_none() {
                palette::SOFT
            } else {
                palette::INK
            };
            body.lines_on_page(&told[at_row][nth], at(end, y), TOLD, Anchor::Start, ink);
            if let (true, Some(name)) = (several, series.get(nth)) {
                body.lines(
                    name,
                    at(axis.zero - 8.0, y),
                    SERIES,
                    Anchor::End,
                    palette::SOFT,
                );
            }
        }
        y += height;
    }
    axis.grid(&mut scene, top - 2.0, y + 2.0);
    scene.lay(body);
    let zero_line = Stroke::plain(palette::AXIS, 1.0);
    scene.push(line(
        at(axis.zero, top - 2.0),
        at(axis.zero, y + 2.0),
        zero_line,
    ));
    scene.width = axis.zero + axis.length + told_room;
    scene.height = y + 4.0;
    scene
}

/// Where lengths begin, and how long the longest may be.
struct Axis {
    zero: f64,
    length: f64,
}

/// How a bar looks.
struct Drawn {
    thick: f64,
    colour: palette::Rgb,
    said: String,
}

impl Axis {
    /// What is measured, and the ends of the axis; gives the height below it.
    fn head(&self, scene: &mut Scene, bars: &Bars) -> f64 {
        let measure = measure::fitted(&bars.measure, TOLD, self.length, 2);
        let high = measure.lines.len().max(1) as f64 * 14.0;
        scene.lines(
            &measure,
            at(self.zero, high / 2.0),
            TOLD,
            Anchor::Start,
            palette::SOFT,
        );
        let of = measure::fitted(&bars.of, TOLD, self.zero - 12.0, 1);
        scene.lines(
            &of,
            at(0.0, high + 10.0),
            TOLD,
            Anchor::Start,
            palette::SOFT,
        );
        let half = self.length / 2.0 - 6.0;
        let [low, most] = bars
            .ends
            .each_ref()
            .map(|end| measure::fitted(end, SERIES, half, 1));
        let y = high + 10.0;
        scene.lines(&low, at(self.zero, y), SERIES, Anchor::Start, palette::SOFT);
        scene.lines(
            &most,
            at(self.zero + self.length, y),
            SERIES,
            Anchor::End,
            palette::SOFT,
        );
        high + 20.0
    }

    fn grid(&self, scene: &mut Scene, top: f64, bottom: f64) {
        for quarter in 1..=4 {
            let x = self.zero + self.length * f64::from(quarter) / 4.0;
            scene.push(line(
                at(x, top),
                at(x, bottom),
                Stroke::plain(palette::GRID, 0.75),
            ));
        }
    }

    fn end(&self, bar: &Bar, most: f64) -> f64 {
        let length = match bar.length {
            Some(length) => share(length / most) * self.length,
            None => STUB,
        };
        self.zero + length
    }

    fn bar(&self, bar: &Bar, most: f64, y: f64, look: &Drawn) -> Option<Mark> {
        let top = y - look.thick / 2.0;
        let length = self.end(bar, most) - self.zero;
        let fill = match bar.length {
            None => Fill::Hatched,
            Some(_) if length < 0.005 => return None,
            Some(_) => Fill::Plain(look.colour),
        };
        Some(rect(self.zero, top, length, look.thick, fill).told(&*look.said))
    }
}

/// The hue of the theme, lighter for what lies below it; with several series, the hue of the series.
fn colour(label: &Label, series: Option<usize>) -> palette::Rgb {
    match (series, label.depth) {
        (Some(series), _) => palette::hue(Some(series)),
        (None, 0) => palette::hue(label.theme),
        (None, _) => palette::hue(label.theme).mixed(palette::WHITE, 0.35),
    }
}

fn named(label: &Label, series: Option<&String>) -> String {
    match series {
        Some(series) if !series.is_empty() => format!("{}, {series}", label.name),
        _ => label.name.clone(),
    }
}

fn told(bar: &Bar) -> measure::Fitted {
    let told = if bar.told.is_empty() && bar.length.is_none() {
        NO_FIGURE
    } else {
        &bar.told
    };
    measure::fitted(told, TOLD, WIDEST_TOLD, 1)
}
