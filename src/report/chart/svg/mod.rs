//! Charts as SVG: pictures for papers, slides and the web.
//!
//! A file draws one kind of chart: it computes a [`Scene`](scene::Scene) (what stands where), which [`write`] puts down.
//! Labels are measured with the metrics of the font, so that none overlaps another or leaves the picture; one that
//! is too long is broken, then cut with `…`, and a `<title>` has the whole. Pictures are as wide as a page of a paper, 180 mm,
//! and wider where their columns need it.
//!
//! A picture is one file without script, style sheet, font or reference. Its title and description can be read out, every mark
//! has its figure in words. The page is white, as paper is. The same chart gives the same bytes.

use super::{Chart, Picture, palette};
use crate::report::Provenance;

mod bars;
mod curve;
pub(super) mod font;
mod frame;
mod heatmap;
mod legend;
pub(super) mod measure;
mod names;
mod network;
mod portrait;
mod scene;
mod spread;
#[cfg(test)]
mod tests;
mod write;

/// A chart as an SVG document.
#[must_use]
pub fn svg(chart: &Chart, made_by: &Provenance) -> String {
    let description = description(chart, made_by);
    write::document(&scene(chart, made_by), &chart.title, &description)
}

/// A chart as SVG, with what has to be known to make dots of it.
#[cfg(feature = "png")]
pub(super) struct Drawn {
    pub svg: String,
    /// In pixels.
    pub width: f64,
    /// In pixels.
    pub height: f64,
    /// Everything that is written in it.
    pub texts: Vec<String>,
    /// What it shows, in words.
    pub description: String,
}

#[cfg(feature = "png")]
impl Drawn {
    pub fn of(chart: &Chart, made_by: &Provenance) -> Self {
        let scene = scene(chart, made_by);
        let description = description(chart, made_by);
        Self {
            svg: write::document(&scene, &chart.title, &description),
            width: scene.width,
            height: scene.height,
            texts: scene.texts().map(|text| text.content.clone()).collect(),
            description,
        }
    }
}

/// What stands where, with title and notes.
fn scene(chart: &Chart, made_by: &Provenance) -> scene::Scene {
    let picture = match &chart.picture {
        picture if picture.is_empty() => nothing(),
        Picture::Bars(bars) => bars::drawn(bars),
        Picture::Heatmap(heatmap) => heatmap::drawn(heatmap),
        Picture::Network(network) => network::drawn(network),
        Picture::Curve(curve) => curve::drawn(curve),
        Picture::Portrait(portrait) => portrait::drawn(portrait),
    };
    frame::framed(picture, chart, made_by)
}

/// What stands where there is nothing to draw.
fn nothing() -> scene::Scene {
    let mut scene = scene::Scene::default();
    let words = measure::fitted("There is nothing to draw.", names::SIZE, frame::ROOM, 1);
    let place = scene::at(0.0, 12.0);
    scene.lines(
        &words,
        place,
        names::SIZE,
        scene::Anchor::Start,
        palette::SOFT,
    );
    scene.height = 24.0;
    scene
}

/// What is drawn, for those who hear it.
fn description(chart: &Chart, made_by: &Provenance) -> String {
    let mut said = match &chart.picture {
        Picture::Bars(bars) => format!(
            "Bars: {} by {}, {}.",
            bars.measure,
            bars.of,
            many(bars.rows.len(), "row")
        ),
        Picture::Heatmap(heat) => format!(
            "Heat map: {} by {} and {}, {} and {}.",
            heat.measure,
            heat.rows_are,
            heat.columns_are,
            many(heat.rows.len(), "row"),
            many(heat.columns.len(), "column"),
        ),
        Picture::Network(network) => format!(
            "Network: {} tied by {}, size by {}, {}.",
            many(network.nodes.len(), "node"),
            network.tie_measure,
            network.node_measure,
            many(network.ties.len(), "tie"),
        ),
        Picture::Curve(curve) => format!(
            "Curve: {} by {}, {}.",
            curve.up,
            curve.across,
            many(curve.fields.len(), "field")
        ),
        Picture::Portrait(portrait) => format!(
            "Portrait: where {} stand along {}.",
            many(portrait.themes.len(), "theme"),
            many(portrait.texts.len(), "text"),
        ),
    };
    for note in chart.notes.iter().chain([&made_by.line()]) {
        said.push(' ');
        said.push_str(note);
        if !note.ends_with(['.', '!', '?']) {
            said.push('.');
        }
    }
    said
}

/// A count with its noun.
fn many(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", crate::text::grouped(count as u64))
}

/// A share that may be foreign: what is none is nothing.
fn share(number: f64) -> f64 {
    if number.is_finite() {
        number.clamp(0.0, 1.0)
    } else {
        0.0
    }
}

/// The name of a mark with its figure.
fn said(name: &str, told: &str) -> String {
    let told = if told.is_empty() { NO_FIGURE } else { told };
    format!("{name}: {told}")
}

/// What stands where there is no figure.
const NO_FIGURE: &str = "no figure";
