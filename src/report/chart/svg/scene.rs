//! What is drawn where: marks in a plane, computed before anything is written.
//!
//! Lengths are in pixels of 1/96 inch, y runs down. Marks that come later lie on those before.

use super::super::palette::{Rgb, WHITE};
use super::measure;

/// A place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub x: f64,
    pub y: f64,
}

pub(super) fn at(x: f64, y: f64) -> Point {
    Point { x, y }
}

/// Marks, and the room that they take from the origin to the right and down.
#[derive(Clone, Debug, Default)]
pub(super) struct Scene {
    pub width: f64,
    pub height: f64,
    pub marks: Vec<Mark>,
}

/// Something that is drawn.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub shape: Shape,
    pub fill: Fill,
    /// Colour and width of the line around it.
    pub stroke: Option<Stroke>,
    /// From 0, not to be seen, to 1.
    pub opacity: f64,
    /// What it says, in words.
    pub told: Option<String>,
}

#[derive(Clone, Debug)]
pub(super) enum Shape {
    Rect { at: Point, width: f64, height: f64 },
    Circle { at: Point, radius: f64 },
    Path(Vec<Step>),
    Text(Text),
}

/// A part of a path.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Move(Point),
    Line(Point),
    /// A cubic curve with its two controls and its end.
    Curve(Point, Point, Point),
    Close,
}

/// One line of text.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// The end of the baseline that the anchor names.
    pub at: Point,
    pub size: f64,
    pub anchor: Anchor,
    /// Degrees clockwise around the anchor.
    pub turned: f64,
    pub content: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fill {
    None,
    Plain(Rgb),
    /// Stripes: there is no figure.
    Hatched,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stroke {
    pub colour: Rgb,
    pub width: f64,
    /// Whether it is dashed.
    pub is_dashed: bool,
}

impl Stroke {
    pub fn plain(colour: Rgb, width: f64) -> Self {
        Self {
            colour,
            width,
            is_dashed: false,
        }
    }

    pub fn dashed(colour: Rgb, width: f64) -> Self {
        Self {
            is_dashed: true,
            ..Self::plain(colour, width)
        }
    }
}

impl Mark {
    pub fn new(shape: Shape, fill: Fill) -> Self {
        Self {
            shape,
            fill,
            stroke: None,
            opacity: 1.0,
            told: None,
        }
    }

    pub fn told(self, told: impl Into<String>) -> Self {
        Self {
            told: Some(told.into()),
            ..self
        }
    }

    pub fn stroked(self, stroke: Stroke) -> Self {
        Self {
            stroke: Some(stroke),
            ..self
        }
    }

    pub fn opacity(self, opacity: f64) -> Self {
        Self { opacity, ..self }
    }
}

pub(super) fn rect(x: f64, y: f64, width: f64, height: f64, fill: Fill) -> Mark {
    let shape = Shape::Rect {
        at: at(x, y),
        width,
        height,
    };
    Mark::new(shape, fill)
}

pub(super) fn circle(at: Point, radius: f64, fill: Fill) -> Mark {
    Mark::new(Shape::Circle { at, radius }, fill)
}

pub(super) fn line(from: Point, to: Point, stroke: Stroke) -> Mark {
    path(vec![Step::Move(from), Step::Line(to)], Fill::None).stroked(stroke)
}

pub(super) fn path(steps: Vec<Step>, fill: Fill) -> Mark {
    Mark::new(Shape::Path(steps), fill)
}

/// A line through points.
pub(super) fn through(points: impl IntoIterator<Item = Point>) -> Vec<Step> {
    let points = points.into_iter().enumerate();
    let step = |(at, point)| match at {
        0 => Step::Move(point),
        _ => Step::Line(point),
    };
    points.map(step).collect()
}

/// A line of text; the content is cleaned.
pub(super) fn coloured(at: Point, size: f64, anchor: Anchor, content: &str, ink: Rgb) -> Mark {
    let text = Text {
        at,
        size,
        anchor,
        turned: 0.0,
        content: measure::clean(content),
    };
    Mark::new(Shape::Text(text), Fill::Plain(ink))
}

/// The distance of two lines of text, in font sizes.
pub(super) const LEADING: f64 = 1.25;

impl Scene {
    pub fn push(&mut self, mark: Mark) {
        self.marks.push(mark);
    }

    /// Lines one below the other, their block centred on a height.
    pub fn lines(
        &mut self,
        fitted: &measure::Fitted,
        centre: Point,
        size: f64,
        anchor: Anchor,
        ink: Rgb,
    ) {
        let count = fitted.lines.len() as f64;
        // The middle of small letters with a line above them is a little over a third of their size.
        let first = centre.y + 0.36 * size - (count - 1.0) / 2.0 * size * LEADING;
        for (nth, content) in fitted.lines.iter().enumerate() {
            let y = first + nth as f64 * size * LEADING;
            let mark = coloured(at(centre.x, y), size, anchor, content, ink);
            self.push(match &fitted.whole {
                Some(whole) => mark.told(whole),
                None => mark,
            });
        }
    }

    /// The same on a ground of its own, where lines may run behind it.
    pub fn lines_on_page(
        &mut self,
        fitted: &measure::Fitted,
        centre: Point,
        size: f64,
        anchor: Anchor,
        ink: Rgb,
    ) {
        let widths = fitted.lines.iter().map(|line| measure::width(line, size));
        let width = widths.fold(0.0, f64::max);
        if width == 0.0 {
            return;
        }
        let height = fitted.lines.len() as f64 * size * LEADING;
        let left = match anchor {
            Anchor::Start => centre.x,
            Anchor::Middle => centre.x - width / 2.0,
            Anchor::End => centre.x - width,
        };
        let top = centre.y - height / 2.0;
        let plate = rect(left - 2.0, top, width + 4.0, height, Fill::Plain(WHITE));
        self.push(plate);
        self.lines(fitted, centre, size, anchor, ink);
    }

    /// Moves everything, and takes the room before it.
    pub fn moved(mut self, by: Point) -> Self {
        self.marks.iter_mut().for_each(|mark| mark.shape.go(by));
        self.width += by.x;
        self.height += by.y;
        self
    }

    /// Lays another scene on this one.
    pub fn lay(&mut self, other: Self) {
        self.marks.extend(other.marks);
        self.width = self.width.max(other.width);
        self.height = self.height.max(other.height);
    }

    /// Everything that is written.
    #[cfg(any(test, feature = "png"))]
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.marks.iter().filter_map(|mark| match &mark.shape {
            Shape::Text(text) => Some(text),
            _ => None,
        })
    }
}

impl Shape {
    fn go(&mut self, by: Point) {
        let go = |point: &mut Point| {
            point.x += by.x;
            point.y += by.y;
        };
        match self {
            Self::Rect { at, .. } | Self::Circle { at, .. } | Self::Text(Text { at, .. }) => go(at),
            Self::Path(steps) => {
                for step in steps {
                    match step {
                        Step::Move(to) | Step::Line(to) => go(to),
                        Step::Curve(a, b, to) => [a, b, to].into_iter().for_each(go),
                        Step::Close => {}
                    }
                }
            }
        }
    }
}
