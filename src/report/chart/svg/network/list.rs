//! The strongest ties of a network, with their figures.

use super::super::super::{Network, Tie, palette};
use super::super::scene::{Anchor, Point, Scene, Stroke, at, line};
use super::super::{legend, measure};
use super::{NAME, TOLD};

/// The strongest ties are listed with their figures.
const LISTED: usize = 10;
/// The room of the mark between two names.
const BETWEEN: f64 = 16.0;

/// The strongest ties with their figures: in two columns where their names are short enough.
pub(super) fn drawn(network: &Network, room: f64) -> Scene {
    const ROW: f64 = 16.0;
    const GUTTER: f64 = 28.0;
    let mut scene = Scene::default();
    let is_known = |tie: &&Tie| tie.ends.iter().all(|end| *end < network.nodes.len());
    let ties = network.ties.iter().filter(is_known);
    let listed: Vec<&Tie> = ties.take(LISTED).collect();
    if listed.is_empty() {
        return scene;
    }
    let all = listed.len() == network.ties.len();
    let head = if all {
        "All ties"
    } else {
        "The strongest ties"
    };
    let head = format!("{head}: {}", network.tie_measure);
    let head = measure::fitted(&head, NAME, room, 1);
    scene.lines(&head, at(0.0, ROW / 2.0), NAME, Anchor::Start, palette::INK);
    let wide = |text: &str| measure::width(&measure::clean(text), TOLD);
    let natural = listed.iter().map(|tie| {
        let [from, to] = tie.ends.map(|end| wide(&network.nodes[end].label.name));
        from + BETWEEN + to + 10.0 + wide(&tie.told)
    });
    let natural = natural.fold(0.0, f64::max);
    let half = (room - GUTTER) / 2.0;
    let (columns, width) = if natural <= half {
        (2, half.min(natural.max(300.0)))
    } else {
        (1, room.min(natural))
    };
    let rows = listed.len().div_ceil(columns);
    for (nth, tie) in listed.iter().enumerate() {
        let x = (nth / rows) as f64 * (width + GUTTER);
        let y = ROW * 1.75 + (nth % rows) as f64 * ROW;
        let told = measure::fitted(&tie.told, TOLD, width / 2.0, 1);
        let left = width - legend::widest(&told, TOLD) - 10.0;
        names(&mut scene, network, tie, at(x, y), left);
        scene.lines(&told, at(x + width, y), TOLD, Anchor::End, palette::SOFT);
        let under = y + ROW / 2.0;
        let rule = Stroke::plain(palette::GRID, 0.75);
        scene.push(line(at(x, under), at(x + width, under), rule));
    }
    scene.height = ROW * 1.75 + rows as f64 * ROW;
    scene.width = room;
    scene
}

/// The names of both ends with a mark between them. Each is a text of its own, so that the mark stays between them and leads
/// to the right, whichever way the names run.
fn names(scene: &mut Scene, network: &Network, tie: &Tie, from: Point, room: f64) {
    let [first, second] = tie.ends.map(|end| &network.nodes[end].label.name);
    let room = room - BETWEEN + 0.01;
    let natural = |name: &str| measure::width(&measure::clean(name), TOLD);
    // One that needs less than half leaves the rest to the other.
    let left_by = |other: &str| (room - natural(other)).max(room / 2.0);
    let fitted = measure::fitted(first, TOLD, left_by(second), 1);
    let width = legend::widest(&fitted, TOLD);
    scene.lines(&fitted, from, TOLD, Anchor::Start, palette::INK);
    let mark = if network.is_directed { "→" } else { "–" };
    let mark = measure::fitted(mark, TOLD, BETWEEN, 1);
    let middle = at(from.x + width + BETWEEN / 2.0, from.y);
    scene.lines(&mark, middle, TOLD, Anchor::Middle, palette::SOFT);
    let fitted = measure::fitted(second, TOLD, left_by(first), 1);
    let behind = at(from.x + width + BETWEEN, from.y);
    scene.lines(&fitted, behind, TOLD, Anchor::Start, palette::INK);
}
