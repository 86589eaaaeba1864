//! What holds of every picture, whatever is drawn: all is inside, and no label lies on another.

use proptest::prelude::*;

use super::super::{
    Bar, Bars, Chart, Curve, Field, HeatCell, Heatmap, Label, Network, Node, Picture, Portrait,
    PortraitOf, Tie,
};
use super::scene::{Anchor, Point, Scene, Shape, Step, Text, at};
use super::{measure, scene};
use crate::report::Provenance;

/// How far letters may reach over their measured box.
const NEARLY: f64 = 0.6;

/// Points that have all of a mark between them.
fn corners(shape: &Shape) -> Vec<Point> {
    match shape {
        Shape::Rect {
            at: from,
            width,
            height,
        } => {
            assert!(*width >= 0.0 && *height >= 0.0, "{shape:?}");
            around(*from, *width, *height)
        }
        Shape::Circle { at: centre, radius } => around(
            at(centre.x - radius, centre.y - radius),
            2.0 * radius,
            2.0 * radius,
        ),
        Shape::Path(steps) => {
            let points = steps.iter().flat_map(|step| match *step {
                Step::Move(to) | Step::Line(to) => vec![to],
                Step::Curve(a, b, to) => vec![a, b, to],
                Step::Close => Vec::new(),
            });
            points.collect()
        }
        Shape::Text(text) => corners_of_text(text),
    }
}

fn around(from: Point, width: f64, height: f64) -> Vec<Point> {
    vec![
        from,
        at(from.x + width, from.y),
        at(from.x + width, from.y + height),
        at(from.x, from.y + height),
    ]
}

/// The box of a line of letters, turned with it: from the height of capitals to the depth of a `g`.
fn corners_of_text(text: &Text) -> Vec<Point> {
    let width = measure::width(&text.content, text.size);
    let left = match text.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => -width / 2.0,
        Anchor::End => -width,
    };
    let (sin, cos) = text.turned.to_radians().sin_cos();
    let corners = around(at(left, -0.76 * text.size), width, text.size);
    let turned = corners.into_iter().map(|corner| {
        at(
            text.at.x + corner.x * cos - corner.y * sin,
            text.at.y + corner.x * sin + corner.y * cos,
        )
    });
    turned.collect()
}

/// Whether two convex quadrangles share more than [`NEARLY`], by separating axes.
fn lie_on_each_other(a: &[Point], b: &[Point]) -> bool {
    let axes = [a, b].into_iter().flat_map(|corners| {
        (0..corners.len()).map(|nth| {
            let (from, to) = (corners[nth], corners[(nth + 1) % corners.len()]);
            let (dx, dy) = (to.x - from.x, to.y - from.y);
            let length = dx.hypot(dy).max(1e-9);
            (-dy / length, dx / length)
        })
    });
    let mut axes = axes;
    axes.all(|(x, y)| {
        let range = |corners: &[Point]| {
            let places = corners.iter().map(|corner| corner.x * x + corner.y * y);
            places.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), place| {
                (low.min(place), high.max(place))
            })
        };
        let (a, b) = (range(a), range(b));
        a.1.min(b.1) - a.0.max(b.0) > NEARLY
    })
}

fn faults(scene: &Scene) -> Vec<String> {
    let mut faults = Vec::new();
    for mark in &scene.marks {
        for corner in corners(&mark.shape) {
            let is_inside = (-NEARLY..=scene.width + NEARLY).contains(&corner.x)
                && (-NEARLY..=scene.height + NEARLY).contains(&corner.y);
            if !is_inside {
                faults.push(format!("{corner:?} of {:?} is outside", mark.shape));
            }
        }
    }
    let texts: Vec<(&Text, Vec<Point>)> = scene
        .texts()
        .filter(|text| !text.content.is_empty())
        .map(|text| (text, corners_of_text(text)))
        .collect();
    for (nth, (a, of_a)) in texts.iter().enumerate() {
        for (b, of_b) in &texts[nth + 1..] {
            if lie_on_each_other(of_a, of_b) {
                faults.push(format!("{:?} lies on {:?}", a.content, b.content));
            }
        }
    }
    faults
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        5 => "[A-Z][a-z]{2,12}( [a-z]{2,9}){0,5}",
        1 => "[א-ת]{2,9}( [א-ת]{2,9}){0,6}",
        1 => "[ء-ي]{2,9}( [ء-ي0-9()]{2,9}){0,3}",
        1 => "[一-龥]{1,40}",
        1 => "W{30,90}",
        1 => "\\PC{0,20}",
        1 => Just(String::new()),
        1 => Just("<script>alert('x')</script> ]]> \u{1b}[31m\u{202e}\u{0}\u{ffff}&amp;".to_owned()),
    ]
}

fn label() -> impl Strategy<Value = Label> {
    (name(), 0..8_u16, prop::option::of(0..12_usize)).prop_map(|(name, depth, theme)| Label {
        name,
        depth,
        theme,
    })
}

/// A figure that may be anything at all.
fn any_figure() -> impl Strategy<Value = f64> {
    prop_oneof![4 => 0.0..1.0_f64, 1 => prop::num::f64::ANY]
}

fn bars() -> impl Strategy<Value = Picture> {
    let bar =
        (prop::option::of(any_figure()), name()).prop_map(|(length, told)| Bar { length, told });
    let row = (label(), prop::collection::vec(bar, 0..4));
    (
        [name(), name(), name(), name()],
        any_figure(),
        prop::collection::vec(name(), 0..4),
        prop::collection::vec(row, 0..20),
    )
        .prop_map(|([of, measure, low, high], most, series, rows)| {
            Picture::Bars(Bars {
                of,
                measure,
                most,
                ends: [low, high],
                series,
                rows,
            })
        })
}

fn heatmap() -> impl Strategy<Value = Picture> {
    let cell = (
        prop::option::of(any_figure()),
        prop_oneof![3 => "[0-9]{1,4}", 1 => name()],
    )
        .prop_map(|(shade, told)| HeatCell { shade, told });
    (
        [name(), name(), name(), name(), name()],
        prop::collection::vec(label(), 0..12),
        prop::collection::vec(label(), 0..40),
        prop::collection::vec(prop::collection::vec(cell, 0..42), 0..14),
    )
        .prop_map(
            |([rows_are, columns_are, measure, low, high], rows, columns, cells)| {
                Picture::Heatmap(Heatmap {
                    rows_are,
                    columns_are,
                    measure,
                    ends: [low, high],
                    rows,
                    columns,
                    cells,
                })
            },
        )
}

fn network() -> impl Strategy<Value = Picture> {
    let node = (label(), any_figure(), "[0-9,]{0,12}").prop_map(|(label, size, told)| Node {
        label,
        size,
        told,
    });
    let tie =
        ([0..70_usize, 0..70_usize], any_figure(), name()).prop_map(|(ends, strength, told)| Tie {
            ends,
            strength,
            told,
        });
    (
        [name(), name()],
        any::<bool>(),
        prop::collection::vec(node, 0..70),
        prop::collection::vec(tie, 0..40),
    )
        .prop_map(|([node_measure, tie_measure], is_directed, nodes, ties)| {
            Picture::Network(Network {
                node_measure,
                tie_measure,
                is_directed,
                nodes,
                ties,
            })
        })
}

fn curve() -> impl Strategy<Value = Picture> {
    let field = (
        name(),
        prop::collection::vec("[a-z]{1,6}[0-9]{0,3}", 0..50),
        prop::collection::vec(0..1_000_000_000_u64, 0..50),
        prop::collection::vec(any_figure(), 0..50),
        prop::collection::vec((0..50_u64, 0..1_000_000_000_u64), 0..50),
        prop::option::of((0..50_usize, name())),
    )
        .prop_map(|(name, places, mut found, mean, band, marked)| {
            found.sort_unstable();
            Field {
                name,
                places,
                found,
                mean,
                band,
                most: 1_000_000_000,
                marked,
            }
        });
    (
        [name(), name()],
        [prop::option::of(name()), prop::option::of(name())],
        prop::collection::vec(field, 0..5),
    )
        .prop_map(|([across, up], [mean_is, band_is], fields)| {
            Picture::Curve(Curve {
                across,
                up,
                mean_is,
                band_is,
                fields,
            })
        })
}

fn portrait() -> impl Strategy<Value = Picture> {
    let stretches = prop::collection::vec((any_figure(), any_figure()), 0..9);
    let text = (name(), name(), prop::collection::vec(stretches, 0..6))
        .prop_map(|(name, told, themes)| PortraitOf { name, told, themes });
    (
        prop::collection::vec(label(), 0..6),
        prop::collection::vec(text, 0..20),
    )
        .prop_map(|(themes, texts)| Picture::Portrait(Portrait { themes, texts }))
}

fn chart() -> impl Strategy<Value = Chart> {
    let picture = prop_oneof![bars(), heatmap(), network(), curve(), portrait()];
    (name(), picture, prop::collection::vec(name(), 0..3)).prop_map(|(title, picture, notes)| {
        Chart {
            title,
            picture,
            notes,
        }
    })
}

proptest! {
    #[test]
    fn all_is_inside_and_no_label_lies_on_another(chart in chart()) {
        let scene = scene(&chart, &Provenance::default());
        let faults = faults(&scene);
        prop_assert!(faults.is_empty(), "{:#?}", &faults[..faults.len().min(4)]);
    }

    #[test]
    fn every_picture_is_well_formed_xml(chart in chart()) {
        let svg = super::svg(&chart, &Provenance::default());
        let mut reader = quick_xml::Reader::from_str(&svg);
        reader.config_mut().check_end_names = true;
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(fault) => prop_assert!(false, "{fault} in {svg}"),
            }
        }
        let is_held = |c: char| matches!(c, '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
        prop_assert!(svg.chars().all(is_held));
        // Quotation marks of labels are escaped, so that an attribute is none of theirs.
        for foreign in ["<script", "href=\"", "=\"NaN", "=\"inf"] {
            prop_assert!(!svg.contains(foreign), "{foreign} in {svg}");
        }
        prop_assert_eq!(&svg, &super::svg(&chart, &Provenance::default()));
    }
}

#[test]
fn a_label_on_another_is_found() {
    let mut scene = Scene {
        width: 100.0,
        height: 50.0,
        ..Scene::default()
    };
    let ink = super::palette::INK;
    scene.push(scene::coloured(
        at(10.0, 20.0),
        10.0,
        Anchor::Start,
        "one",
        ink,
    ));
    scene.push(scene::coloured(
        at(20.0, 24.0),
        10.0,
        Anchor::Start,
        "two",
        ink,
    ));
    scene.push(scene::coloured(
        at(10.0, 40.0),
        10.0,
        Anchor::End,
        "three",
        ink,
    ));
    let faults = faults(&scene);
    assert!(
        faults
            .iter()
            .any(|fault| fault.contains("\"one\" lies on \"two\"")),
        "{faults:?}"
    );
    assert!(
        faults.iter().any(|fault| fault.contains("outside")),
        "{faults:?}"
    );
}
