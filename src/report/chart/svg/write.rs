//! A scene as SVG: no script, no style sheet, no reference to anything outside.

use std::fmt::Write as _;

use maud::{Markup, html};

use super::super::palette::{AXIS, GROUND, WHITE};
use super::measure::{self, FAMILY};
use super::scene::{Anchor, Fill, Mark, Scene, Shape, Step, Text};

/// The name of the stripes. Several pictures in one page may each define them: they are the same.
const STRIPES: &str = "thematica-no-figure";

/// The whole document.
pub(super) fn document(scene: &Scene, title: &str, description: &str) -> String {
    let (width, height) = (length(scene.width), length(scene.height));
    let is_hatched = scene.marks.iter().any(|mark| mark.fill == Fill::Hatched);
    let svg = html! {
        svg xmlns="http://www.w3.org/2000/svg" role="img" width=(width) height=(height) viewBox={ "0 0 " (width) " " (height) } font-family=(FAMILY) {
            title { (measure::clean(title)) }
            desc { (measure::clean(description)) }
            @if is_hatched {
                defs {
                    pattern id=(STRIPES) width="5" height="5" patternUnits="userSpaceOnUse" {
                        rect width="5" height="5" fill=(GROUND) {}
                        path d="M-1 1L1 -1M0 5L5 0M4 6L6 4" stroke=(AXIS) stroke-width="0.9" {}
                    }
                }
            }
            rect width=(width) height=(height) fill=(WHITE) {}
            @for mark in &scene.marks { "\n" (written(mark)) }
            "\n"
        }
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n",
        svg.into_string()
    )
}

fn written(mark: &Mark) -> Markup {
    let fill = match mark.fill {
        Fill::None => "none".to_owned(),
        Fill::Plain(colour) => colour.to_string(),
        Fill::Hatched => format!("url(#{STRIPES})"),
    };
    let stroke = mark.stroke.map(|stroke| stroke.colour);
    let stroke_width = mark.stroke.map(|stroke| length(stroke.width));
    let dashes = mark.stroke.filter(|stroke| stroke.is_dashed).map(|_| "5 4");
    let opacity = (mark.opacity < 1.0).then(|| length(mark.opacity));
    // What lies below a figure tells of it.
    let passes = mark.told.is_none().then_some("none");
    let told = mark.told.as_deref().map(measure::clean);
    let told = html! { @if let Some(told) = told { title { (told) } } };
    match &mark.shape {
        Shape::Rect { at, width, height } => html! {
            rect x=(length(at.x)) y=(length(at.y)) width=(length(*width)) height=(length(*height)) fill=(fill) stroke=[stroke] stroke-width=[stroke_width] opacity=[opacity] { (told) }
        },
        Shape::Circle { at, radius } => html! {
            circle cx=(length(at.x)) cy=(length(at.y)) r=(length(*radius)) fill=(fill) stroke=[stroke] stroke-width=[stroke_width] opacity=[opacity] { (told) }
        },
        Shape::Path(steps) => html! {
            path d=(path(steps)) fill=(fill) stroke=[stroke] stroke-width=[stroke_width] stroke-dasharray=[dashes] stroke-linejoin="round" opacity=[opacity] { (told) }
        },
        Shape::Text(text) => html! {
            text x=(length(text.at.x)) y=(length(text.at.y)) font-size=(length(text.size)) fill=(fill) text-anchor=[anchor(text)] transform=[turn(text)] pointer-events=[passes] { (told) (content(text)) }
        },
    }
}

/// The content, in an isolate of its own where it runs from right to left: it is then ordered as its letters want, and still
/// stands where the anchor puts it, which the attribute `direction` would turn around.
fn content(text: &Text) -> String {
    if measure::is_right_to_left(&text.content) {
        format!("\u{2067}{}\u{2069}", text.content)
    } else {
        text.content.clone()
    }
}

fn anchor(text: &Text) -> Option<&'static str> {
    match text.anchor {
        Anchor::Start => None,
        Anchor::Middle => Some("middle"),
        Anchor::End => Some("end"),
    }
}

fn turn(text: &Text) -> Option<String> {
    let (x, y) = (length(text.at.x), length(text.at.y));
    (text.turned != 0.0).then(|| format!("rotate({} {x} {y})", length(text.turned)))
}

fn path(steps: &[Step]) -> String {
    let mut d = String::new();
    let mut to = |letter: char, points: &[super::scene::Point]| {
        d.push(letter);
        for (nth, point) in points.iter().enumerate() {
            if nth > 0 {
                d.push(' ');
            }
            let _ = write!(d, "{} {}", length(point.x), length(point.y));
        }
    };
    for step in steps {
        match *step {
            Step::Move(point) => to('M', &[point]),
            Step::Line(point) => to('L', &[point]),
            Step::Curve(a, b, end) => to('C', &[a, b, end]),
            Step::Close => to('Z', &[]),
        }
    }
    d
}

/// A number with at most two decimals.
fn length(number: f64) -> String {
    let written = crate::report::decimal(number, 2).expect("lengths are finite");
    let written = written.trim_end_matches('0').trim_end_matches('.');
    written.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_no_more_decimals_than_they_need() {
        assert_eq!(
            [1.0, 0.5, 10.0, -0.001, 0.126].map(length),
            ["1", "0.5", "10", "0", "0.13"]
        );
    }
}
