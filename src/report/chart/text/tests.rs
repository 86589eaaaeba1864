use proptest::prelude::*;
use unicode_width::UnicodeWidthStr as _;

use super::super::{
    Bar, Bars, Chart, Curve, Field, HeatCell, Heatmap, Label, Network, Node, Picture, Portrait,
    PortraitOf, Tie,
};
use super::{bar, shade, text};

fn label(name: &str, depth: u16) -> Label {
    Label {
        name: name.to_owned(),
        depth,
        theme: Some(0),
    }
}

fn drawn(picture: Picture, width: u16) -> String {
    let chart = Chart {
        title: "Study".to_owned(),
        picture,
        notes: vec!["Counts are people.".to_owned()],
    };
    text(&chart, width)
}

fn one(length: Option<f64>, told: &str) -> Bar {
    Bar {
        length,
        told: told.to_owned(),
    }
}

#[test]
fn bars_are_as_long_as_their_figures() {
    let bars = Bars {
        of: "Code".to_owned(),
        measure: "People".to_owned(),
        most: 8.0,
        ends: ["0".to_owned(), "8".to_owned()],
        series: vec![String::new()],
        rows: vec![
            (label("Enablers", 0), vec![one(Some(8.0), "8 of 8")]),
            (label("Trust", 1), vec![one(Some(4.0), "4 of 8")]),
            (label("Time", 1), vec![one(Some(0.0), "0 of 8")]),
            (label("Nobody", 1), vec![one(None, "")]),
        ],
    };
    assert_eq!(
        drawn(Picture::Bars(bars), 40),
        "\
Study

Code      People
Enablers │███████████████████████ 8 of 8
  Trust  │███████████▌ 4 of 8
  Time   │ 0 of 8
  Nobody │
          0                     8

Counts are people.
"
    );
}

#[test]
fn series_stand_below_their_label() {
    let bars = Bars {
        of: "Code".to_owned(),
        measure: "Share".to_owned(),
        most: 1.0,
        ends: ["0 %".to_owned(), "100 %".to_owned()],
        series: vec!["phase 1".to_owned(), "phase 2".to_owned()],
        rows: vec![(
            label("Trust", 0),
            vec![one(Some(1.0), "4 of 4"), one(Some(0.25), "1 of 4")],
        )],
    };
    assert_eq!(
        drawn(Picture::Bars(bars), 40),
        "\
Study

Code       Share
Trust     │
  phase 1 │██████████████████████ 4 of 4
  phase 2 │█████▌ 1 of 4
           0 %              100 %

Counts are people.
"
    );
}

#[test]
fn shades_stand_beside_their_figures() {
    let cell = |shade: Option<f64>, told: &str| HeatCell {
        shade,
        told: told.to_owned(),
    };
    let map = Heatmap {
        rows_are: "Code".to_owned(),
        columns_are: "phase".to_owned(),
        measure: "Segments".to_owned(),
        ends: ["0".to_owned(), "12".to_owned()],
        rows: vec![label("Trust", 0), label("Time", 0)],
        columns: vec![label("phase 1", 0), label("phase 2", 0)],
        cells: vec![
            vec![cell(Some(1.0), "12"), cell(Some(0.0), "0")],
            vec![cell(None, "<5"), cell(Some(0.3), "4")],
        ],
    };
    assert_eq!(
        drawn(Picture::Heatmap(map), 60),
        "\
Study

Segments

Code   phase 1  phase 2
───────────────────────
Trust    12\u{A0}██     0
Time     <5\u{A0}╱╱     4\u{A0}▒▒

Shades from 0 to 12: ░░ to a quarter of it, ▒▒ to half, ▓▓
to three quarters, ██ above. Withheld: ╱╱.

Counts are people.
"
    );
}

#[test]
fn a_curve_has_its_dots_at_its_figures() {
    let curve = Curve {
        across: "Transcripts".to_owned(),
        up: "Codes".to_owned(),
        mean_is: None,
        band_is: None,
        fields: vec![Field {
            name: String::new(),
            places: vec!["a".to_owned(), "b".to_owned(), "c".to_owned()],
            found: vec![0, 6, 11],
            mean: Vec::new(),
            band: Vec::new(),
            most: 11,
            marked: Some((1, "here".to_owned())),
        }],
    };
    let drawn = drawn(Picture::Curve(curve), 40);
    let dots: Vec<(usize, usize)> = drawn
        .lines()
        .enumerate()
        .filter(|(_, line)| line.contains('│'))
        .filter_map(|(at, line)| Some((at, line.chars().position(|c| c == '●')?)))
        .collect();
    // Eleven codes are eleven lines; the first line of the field is the most.
    assert_eq!(dots, [(3, 15), (8, 11), (14, 7)], "{drawn}");
    assert!(drawn.contains("▲ b: here"), "{drawn}");
}

#[test]
fn neighbours_stand_below_both_ends_of_a_tie() {
    let node = |name: &str| Node {
        label: label(name, 1),
        size: 1.0,
        told: "9".to_owned(),
    };
    let network = |is_directed: bool| Network {
        node_measure: "segments".to_owned(),
        tie_measure: "c".to_owned(),
        is_directed,
        nodes: vec![node("Trust"), node("Time"), node("Alone")],
        ties: vec![Tie {
            ends: [0, 1],
            strength: 1.0,
            told: "0.50".to_owned(),
        }],
    };
    assert_eq!(
        drawn(Picture::Network(network(false)), 40),
        "\
Study

Trust (9)
  ████ Time   0.50
Time (9)
  ████ Trust  0.50
Alone (9)
  tied to none

Bars: c. In brackets behind a name:
segments.

Counts are people.
"
    );
    let directed = drawn(Picture::Network(network(true)), 40);
    assert!(directed.contains("████→Time"), "{directed}");
    assert!(!directed.contains("→Trust"), "{directed}");
}

#[test]
fn a_strip_shows_how_much_of_each_part_has_the_theme() {
    let portrait = Portrait {
        themes: vec![label("Role", 0)],
        texts: vec![PortraitOf {
            name: "fg1".to_owned(),
            told: "90 words".to_owned(),
            themes: vec![vec![(0.0, 0.5), (0.99, 0.991)]],
        }],
    };
    let drawn = drawn(Picture::Portrait(portrait), 40);
    let strip = drawn.lines().find(|line| line.contains('│')).unwrap();
    assert_eq!(strip.matches('█').count(), 16, "{drawn}");
    assert!(strip.ends_with("░│"), "a short stretch is seen: {drawn}");
}

#[test]
fn nothing_in_a_label_steers_a_terminal() {
    let bars = Bars {
        of: "Code".to_owned(),
        measure: "\u{1b}[2J".to_owned(),
        most: 1.0,
        ends: ["0".to_owned(), "1".to_owned()],
        series: vec![String::new()],
        rows: vec![(label("a\n\u{1b}]0;x\u{7}b", 0), vec![one(Some(1.0), "1\r")])],
    };
    let drawn = drawn(Picture::Bars(bars), 60);
    assert!(!drawn.contains(['\u{1b}', '\u{7}', '\r']), "{drawn}");
}

fn labels() -> impl Strategy<Value = Vec<Label>> {
    let name = prop_oneof!["[a-zé日本 -]{0,30}", "\\PC{0,8}"];
    let one = (name, 0_u16..6).prop_map(|(name, depth)| label(&name, depth));
    prop::collection::vec(one, 1..8)
}

fn pictures() -> impl Strategy<Value = Picture> {
    let share = 0.0..=1.0_f64;
    prop_oneof![
        (labels(), 1_usize..4, share.clone()).prop_map(|(labels, series, length)| {
            Picture::Bars(Bars {
                of: "Code".to_owned(),
                measure: "People who speak of it".to_owned(),
                most: 1.0,
                ends: ["0 %".to_owned(), "100 %".to_owned()],
                series: (0..series).map(|at| format!("part {at}")).collect(),
                rows: labels
                    .into_iter()
                    .map(|label| (label, vec![one(Some(length), "12 of 15"); series]))
                    .collect(),
            })
        }),
        (labels(), labels(), prop::option::of(share)).prop_map(|(rows, columns, shade)| {
            let cell = HeatCell {
                shade,
                told: "12".to_owned(),
            };
            Picture::Heatmap(Heatmap {
                rows_are: "Code".to_owned(),
                columns_are: "phase".to_owned(),
                measure: "Segments".to_owned(),
                ends: ["0".to_owned(), "12".to_owned()],
                cells: vec![vec![cell; columns.len()]; rows.len()],
                rows,
                columns,
            })
        }),
        prop::collection::vec(0_u64..9, 1..120).prop_map(|steps| {
            let found: Vec<u64> = steps
                .iter()
                .scan(0, |sum, step| {
                    *sum += step;
                    Some(*sum)
                })
                .collect();
            let most = found.last().copied().unwrap_or(0).max(1);
            Picture::Curve(Curve {
                across: "Transcripts".to_owned(),
                up: "Codes".to_owned(),
                mean_is: Some("mean".to_owned()),
                band_is: Some("band".to_owned()),
                fields: vec![Field {
                    name: "all".to_owned(),
                    places: found.iter().map(u64::to_string).collect(),
                    mean: found.iter().map(|it| *it as f64 / 2.0).collect(),
                    band: found.iter().map(|it| (it / 2, *it)).collect(),
                    found,
                    most,
                    marked: Some((0, "first".to_owned())),
                }],
            })
        }),
        (labels(), 0.0..0.5_f64, 0.5..1.0_f64).prop_map(|(themes, from, to)| {
            Picture::Portrait(Portrait {
                texts: vec![PortraitOf {
                    name: "fg1".to_owned(),
                    told: "90 words".to_owned(),
                    themes: vec![vec![(from, to)]; themes.len()],
                }],
                themes,
            })
        }),
        (labels(), 0.01..1.0_f64).prop_map(|(labels, strength)| {
            let last = labels.len() - 1;
            Picture::Network(Network {
                node_measure: "segments".to_owned(),
                tie_measure: "c".to_owned(),
                is_directed: true,
                nodes: labels
                    .into_iter()
                    .map(|label| Node {
                        label,
                        size: 1.0,
                        told: "9".to_owned(),
                    })
                    .collect(),
                ties: vec![Tie {
                    ends: [0, last],
                    strength,
                    told: "0.31 (9 together)".to_owned(),
                }],
            })
        }),
    ]
}

proptest! {
    #[test]
    fn no_line_is_wider_than_asked_for(picture in pictures(), width in 40_u16..140) {
        let drawn = drawn(picture, width);
        for line in drawn.lines() {
            prop_assert!(line.width() <= usize::from(width), "{} in {width}:\n{drawn}", line.width());
        }
    }

    #[test]
    fn a_longer_bar_is_never_shorter(a in 0.0..=1.0_f64, b in 0.0..=1.0_f64, width in 1_usize..90) {
        let (less, more) = (a.min(b), a.max(b));
        let eighths = |bar: &str| bar.chars().map(|c| match c {
            '█' => 8,
            other => "▏▎▍▌▋▊▉".chars().position(|it| it == other).unwrap() + 1,
        }).sum::<usize>();
        let (short, long) = (bar(less, width), bar(more, width));
        prop_assert!(eighths(&short) <= eighths(&long));
        prop_assert!(long.width() <= width);
        prop_assert_eq!(short.is_empty(), less <= 0.0);
    }

    #[test]
    fn something_is_never_shaded_as_nothing(share in 0.0..=1.0_f64) {
        prop_assert_eq!(shade(share) == ' ', share <= 0.0);
    }
}
