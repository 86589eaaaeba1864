//! Title, notes and provenance around a picture.

use super::super::{Chart, palette};
use super::measure::{self, Fitted};
use super::scene::{Anchor, LEADING, Scene, at, coloured};
use crate::report::Provenance;

/// The room of a picture: 180 mm of a page without the margins.
pub(super) const ROOM: f64 = 640.0;
const MARGIN: f64 = 20.0;
const TITLE: f64 = 16.0;
const NOTE: f64 = 10.0;
/// Of a digest so much is drawn; the whole is in the description.
const DIGITS: usize = 12;
/// What is made by is long and seldom read.
const MADE_BY: f64 = 8.5;
/// Texts below a wide picture are set no wider than can be read.
const MEASURE: f64 = 760.0;

pub(super) fn framed(picture: Scene, chart: &Chart, made_by: &Provenance) -> Scene {
    let room = picture.width.max(ROOM);
    let title = lines(&chart.title, TITLE, room);
    let top = if chart.title.is_empty() {
        MARGIN
    } else {
        MARGIN + block(&title, TITLE) + 12.0
    };
    let mut scene = Scene::default();
    let mut y = MARGIN;
    if !chart.title.is_empty() {
        write(&mut scene, &mut y, &title, TITLE, palette::INK);
    }
    let picture = picture.moved(at(MARGIN, top));
    let mut y = picture.height + 16.0;
    scene.lay(picture);
    let room_below = room.min(MEASURE);
    for note in &chart.notes {
        write(
            &mut scene,
            &mut y,
            &lines(note, NOTE, room_below),
            NOTE,
            palette::SOFT,
        );
        y += 2.0;
    }
    // A picture in a document has both around it.
    if !made_by.program.is_empty() {
        y += 2.0;
        let made_by = lines(&made_by.line_with(DIGITS), MADE_BY, room_below);
        write(&mut scene, &mut y, &made_by, MADE_BY, palette::SOFT);
    }
    scene.width = (room + 2.0 * MARGIN).ceil();
    scene.height = (y + MARGIN - 4.0).ceil();
    scene
}

/// All lines of a text, whatever it is.
fn lines(text: &str, size: f64, room: f64) -> Fitted {
    measure::fitted(text, size, room, usize::MAX)
}

fn block(fitted: &Fitted, size: f64) -> f64 {
    fitted.lines.len() as f64 * size * LEADING
}

fn write(scene: &mut Scene, y: &mut f64, fitted: &Fitted, size: f64, ink: palette::Rgb) {
    for line in &fitted.lines {
        let baseline = *y + size;
        scene.push(coloured(
            at(MARGIN, baseline),
            size,
            Anchor::Start,
            line,
            ink,
        ));
        *y += size * LEADING;
    }
}
