//! A heat map: a table whose cells are shaded, each with its figure inside.

use super::super::{HeatCell, Heatmap, Label, palette};
use super::legend::{self, Key};
use super::measure::{self, Fitted};
use super::names::{self, Names};
use super::scene::{Anchor, Fill, Mark, Point, Scene, Shape, at, coloured, rect};
use super::{frame, said, share};

const TOLD: f64 = 10.0;
const HEAD: f64 = 11.0;
const ROW: f64 = 22.0;
/// The least and the largest width of a column, and the widest for a long figure.
const NARROW: f64 = 24.0;
const WIDE: f64 = 104.0;
const WIDEST: f64 = 110.0;
/// White between cells.
const GAP: f64 = 1.0;
/// A turned heading, in degrees, and its length.
const TURN: f64 = 60.0;
const LONGEST_HEAD: f64 = 230.0;
/// The strip that tells a theme.
const STRIP: f64 = 4.0;

pub(super) fn drawn(heat: &Heatmap) -> Scene {
    let labels: Vec<&Label> = heat.rows.iter().collect();
    let names = Names::of(labels.iter().copied(), &heat.rows_are);
    let left = names.width + 10.0 + STRIP + 3.0;
    let width = column_width(heat, left);
    let key = key(heat);
    let mut scene = Scene::default();
    scene.lay(key.clone());
    let head = Head::of(heat, width);
    let top = key.height + 10.0 + head.height + STRIP + 4.0;
    head.write(&mut scene, heat, left, top - STRIP - 4.0, width);
    for (column, label) in heat.columns.iter().enumerate() {
        if label.theme.is_some() {
            let x = left + column as f64 * width;
            let colour = Fill::Plain(palette::hue(label.theme));
            scene.push(rect(x, top - STRIP - 2.0, width - GAP, STRIP, colour));
        }
    }
    let of = measure::fitted(&heat.rows_are, HEAD, names.width, 1);
    scene.lines(
        &of,
        at(0.0, top - STRIP - 9.0),
        HEAD,
        Anchor::Start,
        palette::SOFT,
    );
    let mut y = top;
    for (row, label) in heat.rows.iter().enumerate() {
        if names::begins_theme(&labels, row) {
            y += 6.0;
        }
        let height = names.height(row).max(ROW - GAP) + GAP;
        names.write(&mut scene, row, y + (height - GAP) / 2.0);
        if label.theme.is_some() {
            let colour = Fill::Plain(palette::hue(label.theme));
            scene.push(rect(left - STRIP - 3.0, y, STRIP, height - GAP, colour));
        }
        let cells = heat.cells.get(row).map_or(&[][..], Vec::as_slice);
        for (column, cell) in cells.iter().take(heat.columns.len()).enumerate() {
            let from = at(left + column as f64 * width, y);
            let name = format!("{}, {}", label.name, heat.columns[column].name);
            let size = (width - GAP, height - GAP);
            scene.marks.extend(cell_marks(cell, from, size, &name));
        }
        y += height;
    }
    scene.width = (left + heat.columns.len() as f64 * width + head.overhang).max(key.width);
    scene.height = y;
    scene
}

/// All columns are as wide as the widest figure needs, and wider where the page has room.
fn column_width(heat: &Heatmap, left: f64) -> f64 {
    let told = heat
        .cells
        .iter()
        .flatten()
        .map(|cell| measure::width(&measure::clean(&cell.told), TOLD));
    let least = (told.fold(0.0, f64::max) + 8.0).clamp(NARROW, WIDEST);
    let room = (frame::ROOM - left) / heat.columns.len().max(1) as f64;
    room.floor().min(WIDE).max(least.ceil())
}

fn cell_marks(cell: &HeatCell, from: Point, (width, height): (f64, f64), name: &str) -> Vec<Mark> {
    let (fill, ink) = match cell.shade {
        Some(shade) => {
            let ground = palette::shade(share(shade));
            (Fill::Plain(ground), palette::ink_on(ground))
        }
        None if cell.told.is_empty() => (Fill::Plain(palette::WHITE), palette::INK),
        None => (Fill::Hatched, palette::INK),
    };
    let said = said(name, &cell.told);
    let mut marks = vec![rect(from.x, from.y, width, height, fill).told(said)];
    let fitted = measure::fitted(&cell.told, TOLD, width - 4.0, 1);
    let mut scene = Scene::default();
    let middle = at(from.x + width / 2.0, from.y + height / 2.0);
    if cell.shade.is_none() && !cell.told.is_empty() {
        // The figure stands on stripes otherwise, and cannot be read.
        let plate = legend::widest(&fitted, TOLD) + 6.0;
        let ground = Fill::Plain(palette::GROUND);
        scene.push(rect(
            middle.x - plate / 2.0,
            middle.y - 7.0,
            plate,
            14.0,
            ground,
        ));
    }
    scene.lines(&fitted, middle, TOLD, Anchor::Middle, ink);
    marks.extend(scene.marks);
    marks
}

/// The headings of columns: side by side where they fit, otherwise turned.
struct Head {
    fitted: Vec<Fitted>,
    is_turned: bool,
    height: f64,
    /// How far the last one reaches over its column.
    overhang: f64,
}

impl Head {
    fn of(heat: &Heatmap, width: f64) -> Self {
        let flat = heat
            .columns
            .iter()
            .map(|label| measure::fitted(&label.name, HEAD, width - 8.0, 2));
        let flat: Vec<Fitted> = flat.collect();
        let breaks_words = |fitted: &Fitted, label: &Label| {
            fitted.whole.is_some() || fitted.lines.join(" ") != measure::clean(&label.name)
        };
        if !flat
            .iter()
            .zip(&heat.columns)
            .any(|(fitted, label)| breaks_words(fitted, label))
        {
            let lines = flat
                .iter()
                .map(|fitted| fitted.lines.len())
                .max()
                .unwrap_or(0);
            return Self {
                fitted: flat,
                is_turned: false,
                height: lines as f64 * 14.0 + 16.0,
                overhang: 0.0,
            };
        }
        let turned = heat
            .columns
            .iter()
            .map(|label| measure::fitted(&label.name, HEAD, LONGEST_HEAD, 1));
        let turned: Vec<Fitted> = turned.collect();
        let (sin, cos) = TURN.to_radians().sin_cos();
        let longest = turned.iter().map(|fitted| legend::widest(fitted, HEAD));
        let height = longest.fold(0.0, f64::max) * sin + HEAD * cos;
        let reach = turned.iter().enumerate().map(|(column, fitted)| {
            let behind = (turned.len() - column) as f64 * width - width / 2.0;
            legend::widest(fitted, HEAD) * cos + HEAD - behind
        });
        Self {
            overhang: reach.fold(0.0, f64::max),
            height: height + 18.0,
            is_turned: true,
            fitted: turned,
        }
    }

    fn write(&self, scene: &mut Scene, heat: &Heatmap, left: f64, bottom: f64, width: f64) {
        let of = measure::fitted(
            &heat.columns_are,
            HEAD,
            (width * heat.columns.len() as f64).max(160.0),
            1,
        );
        let top = bottom - self.height + 6.0;
        scene.lines(&of, at(left, top), HEAD, Anchor::Start, palette::SOFT);
        for (column, fitted) in self.fitted.iter().enumerate() {
            let x = left + column as f64 * width + (width - GAP) / 2.0;
            if !self.is_turned {
                let y = bottom - fitted.lines.len() as f64 * 7.0;
                scene.lines(fitted, at(x, y), HEAD, Anchor::Middle, palette::INK);
                continue;
            }
            for content in &fitted.lines {
                let from = at(x + HEAD * 0.3, bottom - 2.0);
                let mut mark = coloured(from, HEAD, Anchor::Start, content, palette::INK);
                if let Shape::Text(text) = &mut mark.shape {
                    text.turned = -TURN;
                }
                scene.push(match &fitted.whole {
                    Some(whole) => mark.told(whole),
                    None => mark,
                });
            }
        }
    }
}

/// What a shade is, from the lightest to the darkest, and what stripes are. Where there is no figure, the page is seen.
fn key(heat: &Heatmap) -> Scene {
    const STEPS: u32 = 10;
    const STEP: f64 = 12.0;
    let ends = heat.ends.clone();
    let low = measure::fitted(&ends[0], legend::SIZE, 160.0, 1)
        .lines
        .concat();
    let before = measure::width(&low, legend::SIZE) + 6.0;
    let sample = move |x: f64, y: f64| {
        let mut marks = vec![coloured(
            at(x, y + 4.0),
            legend::SIZE,
            Anchor::Start,
            &low,
            palette::INK,
        )];
        marks.extend((0..STEPS).map(|step| {
            let colour = palette::shade(f64::from(step) / f64::from(STEPS - 1));
            rect(
                x + before + f64::from(step) * STEP,
                y - 6.0,
                STEP,
                12.0,
                Fill::Plain(colour),
            )
        }));
        marks
    };
    let mut keys = vec![Key {
        width: 0.0,
        sample: Box::new(|_, _| Vec::new()),
        words: format!("{}:", heat.measure),
    }];
    let is_shaded = |cell: &HeatCell| cell.shade.is_some_and(|shade| shade > 0.0);
    keys.push(if heat.cells.iter().flatten().any(is_shaded) {
        Key {
            width: before + f64::from(STEPS) * STEP,
            sample: Box::new(sample),
            words: ends[1].clone(),
        }
    } else {
        Key {
            width: 0.0,
            sample: Box::new(|_, _| Vec::new()),
            words: if heat.cells.iter().flatten().all(|cell| cell.shade.is_none()) {
                "no figure is shown".to_owned()
            } else {
                "no figure is above zero".to_owned()
            },
        }
    });
    let is_withheld = |cell: &HeatCell| cell.shade.is_none() && !cell.told.is_empty();
    if heat.cells.iter().flatten().any(is_withheld) {
        keys.push(Key {
            width: 18.0,
            sample: Box::new(|x, y| vec![rect(x, y - 6.0, 18.0, 12.0, Fill::Hatched)]),
            words: "withheld".to_owned(),
        });
    }
    legend::drawn(&keys, frame::ROOM)
}
