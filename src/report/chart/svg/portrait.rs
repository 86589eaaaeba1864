//! Portraits: each text is a strip from its beginning to its end, with a line for each theme.

use super::super::{Label, Portrait, palette};
use super::legend::{self, Key};
use super::measure;
use super::names::Names;
use super::scene::{Anchor, Fill, Scene, Stroke, at, line, rect};
use super::{frame, share};
use crate::report::decimal;

const TOLD: f64 = 10.0;
const WIDEST_TOLD: f64 = 120.0;
/// The height of a theme's line, and what is left white of it.
const LINE: f64 = 7.0;
const GAP: f64 = 1.0;
/// Between two texts.
const BETWEEN: f64 = 9.0;
/// A place is at least so wide, that it is seen.
const LEAST: f64 = 1.0;
const LEAST_STRIP: f64 = 200.0;

pub(super) fn drawn(portrait: &Portrait) -> Scene {
    let labels: Vec<Label> = portrait
        .texts
        .iter()
        .map(|text| Label {
            name: text.name.clone(),
            ..Label::default()
        })
        .collect();
    let names = Names::of(labels.iter(), "");
    let told: Vec<_> = portrait
        .texts
        .iter()
        .map(|text| measure::fitted(&text.told, TOLD, WIDEST_TOLD, 1))
        .collect();
    let told_room = told
        .iter()
        .map(|told| legend::widest(told, TOLD))
        .fold(0.0, f64::max)
        + 8.0;
    let left = names.width + 12.0;
    let length = (frame::ROOM - left - told_room).max(LEAST_STRIP);
    let mut scene = key(portrait);
    let strip = portrait.themes.len().max(1) as f64 * LINE;
    let mut y = scene.height + 8.0;
    let head = measure::fitted("beginning", TOLD, length / 2.0, 1);
    scene.lines(&head, at(left, y + 6.0), TOLD, Anchor::Start, palette::SOFT);
    let head = measure::fitted("end", TOLD, length / 2.0, 1);
    scene.lines(
        &head,
        at(left + length, y + 6.0),
        TOLD,
        Anchor::End,
        palette::SOFT,
    );
    y += 17.0;
    let top = y;
    let mut strips = Scene::default();
    for (row, text) in portrait.texts.iter().enumerate() {
        let height = strip.max(names.height(row));
        let middle = y + height / 2.0;
        names.write(&mut scene, row, middle);
        scene.lines(
            &told[row],
            at(left + length + 8.0, middle),
            TOLD,
            Anchor::Start,
            palette::SOFT,
        );
        let first = middle - strip / 2.0;
        for (nth, theme) in portrait.themes.iter().enumerate() {
            let from = first + nth as f64 * LINE;
            scene.push(rect(
                left,
                from,
                length,
                LINE - GAP,
                Fill::Plain(palette::GROUND),
            ));
            let colour = Fill::Plain(palette::hue(theme.theme.or(Some(nth))));
            for (begin, end) in text.themes.get(nth).into_iter().flatten() {
                let (begin, end) = (share(*begin), share(*end));
                let width = ((end - begin) * length).max(LEAST);
                let x = (left + begin * length).min(left + length - width);
                let mark = rect(x, from, width, LINE - GAP, colour);
                strips.push(mark.told(format!(
                    "{}, {}: {} to {}",
                    text.name,
                    theme.name,
                    percent(begin),
                    percent(end)
                )));
            }
        }
        y += height + BETWEEN;
    }
    for quarter in 0..=4 {
        let x = left + length * f64::from(quarter) / 4.0;
        scene.push(line(
            at(x, top - 3.0),
            at(x, y - BETWEEN + 3.0),
            Stroke::plain(palette::GRID, 0.75),
        ));
    }
    scene.lay(strips);
    scene.width = left + length + told_room;
    scene.height = y - BETWEEN + 4.0;
    scene
}

fn percent(share: f64) -> String {
    format!("{} %", decimal(share * 100.0, 1).unwrap_or_default())
}

/// The themes in the order of the lines, so that hues are not needed to tell them apart.
fn key(portrait: &Portrait) -> Scene {
    let words = Key {
        width: 0.0,
        sample: Box::new(|_, _| Vec::new()),
        words: "From the upper line to the lowest:".to_owned(),
    };
    let themes = portrait.themes.iter().enumerate().map(|(nth, theme)| {
        let colour = palette::hue(theme.theme.or(Some(nth)));
        Key {
            width: 12.0,
            sample: Box::new(move |x, y| vec![rect(x, y - 6.0, 12.0, 12.0, Fill::Plain(colour))]),
            words: format!("{}. {}", nth + 1, theme.name),
        }
    });
    let keys: Vec<Key> = [words].into_iter().chain(themes).collect();
    legend::drawn(&keys, frame::ROOM)
}
