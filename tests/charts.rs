//! Draws charts whose labels are short, long, written from right to left, in letters that the bundled font lacks, and hostile,
//! and compares the pictures with `tests/charts/`.
//!
//! Run with `UPDATE_SNAPSHOTS=1` to write these files anew, and look at the pictures.

use std::fs;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;
use thematica::report::chart::{
    Bar, Bars, Chart, Curve, Field, HeatCell, Heatmap, Label, Network, Node, Picture, Portrait,
    PortraitOf, Tie, svg,
};
use thematica::report::{MadeWith, Provenance};

const NAMES: [(&str, u16, usize); 8] = [
    ("Enablers", 0, 0),
    ("Trusting relationship", 1, 0),
    (
        "Empowerment of clients rather than dependency on those who are there for them",
        1,
        0,
    ),
    ("אמון בין אנשים (2)", 0, 1),
    ("信頼関係と時間", 1, 1),
    ("Rechtsschutzversicherungsgesellschaftenangestellte", 2, 1),
    (
        "<script>alert(\"x\")</script> ]]> & \u{1b}[31m\u{202e}drow\u{0}\u{ffff}",
        0,
        2,
    ),
    ("الثقة والوقت", 1, 2),
];

fn labels() -> Vec<Label> {
    let labels = NAMES.iter().map(|(name, depth, theme)| Label {
        name: (*name).to_owned(),
        depth: *depth,
        theme: Some(*theme),
    });
    labels.collect()
}

fn plain(name: &str) -> Label {
    Label {
        name: name.to_owned(),
        ..Label::default()
    }
}

fn made_by() -> Provenance {
    Provenance {
        program: "thematica".to_owned(),
        version: "1.2.3".to_owned(),
        command: "themes".to_owned(),
        codebook: Some(MadeWith {
            name: "small \"<&>\"".to_owned(),
            version: Some("1.0.0".to_owned()),
            sha256: "0123456789abcdef".repeat(4),
        }),
        ..Provenance::default()
    }
}

fn chart(title: &str, picture: Picture) -> Chart {
    Chart {
        title: title.to_owned(),
        picture,
        notes: vec![
            "Each count is out of those who speak; a theme's figures are the union of its codes', and nobody is in them twice.".to_owned(),
            "What is <b>bold</b> stays as it is written.".to_owned(),
        ],
    }
}

fn bars() -> Chart {
    let rows = labels().into_iter().enumerate().map(|(at, label)| {
        let length = 15 - 2 * at;
        let bar = match at {
            2 => Bar::default(),
            7 => Bar {
                length: Some(0.0),
                told: "0 of 15".to_owned(),
            },
            _ => Bar {
                length: Some(length as f64),
                told: format!("{length} of 15"),
            },
        };
        (label, vec![bar])
    });
    let bars = Bars {
        of: "Code".to_owned(),
        measure: "Participants".to_owned(),
        most: 15.0,
        ends: ["0".to_owned(), "15".to_owned()],
        series: vec![String::new()],
        rows: rows.collect(),
    };
    chart("Small study", Picture::Bars(bars))
}

fn bars_side_by_side() -> Chart {
    let rows = labels().into_iter().enumerate().map(|(at, label)| {
        let bar = |length: f64| Bar {
            length: Some(length),
            told: format!("{length:.2}"),
        };
        let at = at as f64;
        let nobody = Bar {
            length: None,
            told: "nobody speaks".to_owned(),
        };
        (label, vec![bar(at / 2.0), bar(4.0 - at / 2.0), nobody])
    });
    let bars = Bars {
        of: "Code".to_owned(),
        measure: "Hits per 1,000 words".to_owned(),
        most: 4.0,
        ends: ["0".to_owned(), "4.00".to_owned()],
        series: vec![
            "phase 1".to_owned(),
            "phase 2".to_owned(),
            "קבוצה".to_owned(),
        ],
        rows: rows.collect(),
    };
    chart("Small study by phase", Picture::Bars(bars))
}

fn heatmap(columns: Vec<Label>) -> Chart {
    let cells = (0..NAMES.len()).map(|row| {
        let cells = (0..columns.len()).map(|column| match (row * 7 + column * 5) % 13 {
            11 => HeatCell::default(),
            12 => HeatCell {
                shade: None,
                told: "<5".to_owned(),
            },
            count => HeatCell {
                shade: Some(count as f64 / 10.0),
                told: count.to_string(),
            },
        });
        cells.collect()
    });
    let heat = Heatmap {
        rows_are: "Code".to_owned(),
        columns_are: "phase".to_owned(),
        measure: "Segments".to_owned(),
        ends: ["0".to_owned(), "10".to_owned()],
        rows: labels(),
        cells: cells.collect(),
        columns,
    };
    chart("Small study", Picture::Heatmap(heat))
}

fn network(is_directed: bool) -> Chart {
    let nodes = labels().into_iter().enumerate().map(|(at, label)| Node {
        label,
        size: (at as f64 + 1.0) / 8.0,
        told: (at * 5 + 5).to_string(),
    });
    let mut ends = vec![[0, 6], [1, 2], [3, 7], [2, 3], [4, 5]];
    if is_directed {
        ends.extend([[6, 0], [4, 4]]);
    }
    let ties = ends.into_iter().enumerate().map(|(at, ends)| Tie {
        ends,
        strength: 1.0 / (at as f64 + 1.0),
        told: format!("{:.3} ({} together)", 0.3 / (at as f64 + 1.0), 20 - at),
    });
    let network = Network {
        node_measure: "Segments".to_owned(),
        tie_measure: if is_directed {
            "times"
        } else {
            "c-coefficient"
        }
        .to_owned(),
        is_directed,
        nodes: nodes.collect(),
        ties: ties.collect(),
    };
    chart("Small study", Picture::Network(network))
}

fn field(name: &str, count: usize) -> Field {
    const FOUND: [u64; 12] = [5, 9, 11, 14, 15, 15, 17, 17, 17, 18, 18, 18];
    let found = FOUND[..count].to_vec();
    Field {
        name: name.to_owned(),
        places: (1..=count).map(|number| format!("P{number:02}")).collect(),
        mean: found.iter().map(|found| *found as f64 - 0.5).collect(),
        band: found
            .iter()
            .map(|found| (found - 3, (found + 2).min(18)))
            .collect(),
        found,
        most: 18,
        marked: (count > 4).then(|| (4, "saturation at 5+2 by Guest, Namey and Chen".to_owned())),
    }
}

fn curve(fields: Vec<Field>) -> Chart {
    let curve = Curve {
        across: "Transcripts, in the order of the study".to_owned(),
        up: "Codes found".to_owned(),
        mean_is: Some("mean of all orders".to_owned()),
        band_is: Some("95 % of 1,000 random orders".to_owned()),
        fields,
    };
    chart("Small study", Picture::Curve(curve))
}

fn portrait() -> Chart {
    let texts = NAMES.iter().enumerate().map(|(at, (name, ..))| PortraitOf {
        name: (*name).to_owned(),
        told: format!("{} words", 300 * (at + 1)),
        themes: vec![
            vec![(0.1, 0.2), (0.5, 0.55)],
            vec![(at as f64 / 10.0, at as f64 / 8.0)],
            vec![(0.999_999, 1.0)],
        ],
    });
    let themes = labels().into_iter().filter(|label| label.depth == 0);
    let portrait = Portrait {
        themes: themes.collect(),
        texts: texts.collect(),
    };
    chart("Small study", Picture::Portrait(portrait))
}

fn charts() -> Vec<(&'static str, Chart)> {
    let phases = ["1", "2", "both phases", "שלב"].map(plain).to_vec();
    let transcripts = (1..=12).map(|number| plain(&format!("groups/focus-group-{number:02}")));
    let fields = vec![
        field("Groups", 5),
        field("Interviews <&> more", 12),
        field("Only one", 1),
    ];
    vec![
        ("bars", bars()),
        ("bars-side-by-side", bars_side_by_side()),
        ("heatmap", heatmap(phases)),
        ("heatmap-turned", heatmap(transcripts.collect())),
        ("network", network(false)),
        ("network-directed", network(true)),
        ("curve", curve(vec![field("", 12)])),
        ("curve-of-one", curve(vec![field("", 1)])),
        ("curves", curve(fields)),
        ("portrait", portrait()),
        ("nothing", curve(Vec::new())),
    ]
}

#[test]
fn pictures_are_as_they_were() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/charts");
    let mut differ = Vec::new();
    for (name, chart) in charts() {
        let path = folder.join(format!("{name}.svg"));
        let drawn = svg(&chart, &made_by());
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            fs::write(&path, &drawn).unwrap();
        }
        let known = fs::read_to_string(&path).unwrap_or_default();
        if known.replace("\r\n", "\n") != drawn {
            differ.push(name);
        }
    }
    assert!(
        differ.is_empty(),
        "{differ:?} differ; UPDATE_SNAPSHOTS=1 writes them anew"
    );
}

#[test]
fn pictures_can_be_read_out_and_run_nothing() {
    for (name, chart) in charts() {
        let svg = svg(&chart, &made_by());
        let mut reader = Reader::from_str(&svg);
        let (mut elements, mut open) = (Vec::new(), Vec::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => break,
                Event::Start(start) => {
                    let element =
                        String::from_utf8_lossy(start.name().as_ref().as_ref()).into_owned();
                    for attribute in start.attributes() {
                        let attribute = attribute.unwrap();
                        let key =
                            String::from_utf8_lossy(attribute.key.as_ref().as_ref()).into_owned();
                        assert!(
                            !key.starts_with("on") && !key.contains("href"),
                            "{name}: {key}"
                        );
                    }
                    open.push(element.clone());
                    elements.push(element);
                }
                Event::End(_) => {
                    open.pop();
                }
                _ => {}
            }
        }
        assert!(open.is_empty());
        assert_eq!(elements[..3], ["svg", "title", "desc"], "{name}");
        let known = [
            "svg", "title", "desc", "defs", "pattern", "rect", "circle", "path", "text",
        ];
        let foreign = elements
            .iter()
            .find(|element| !known.contains(&element.as_str()));
        assert_eq!(foreign, None, "{name}");
        assert!(svg.contains(r#"role="img""#) && svg.contains("Made by thematica 1.2.3"));
        assert!(
            svg.contains("small &quot;&lt;&amp;&gt;&quot;"),
            "{name} is escaped"
        );
    }
}

#[test]
fn every_mark_says_its_figure() {
    let drawn = svg(&bars(), &made_by());
    assert!(drawn.contains("<title>Enablers: 15 of 15</title>"));
    assert!(drawn.contains("than dependency on those who are there for them: no figure</title>"));
    let drawn = svg(&network(true), &made_by());
    assert!(
        drawn.contains("<title>信頼関係と時間, then 信頼関係と時間: 0.043 (14 together)</title>")
    );
    let drawn = svg(&curve(vec![field("", 12)]), &made_by());
    assert!(drawn.contains("<title>P04: 14; mean 13.50; band 11 to 16</title>"));
    let drawn = svg(&portrait(), &made_by());
    assert!(drawn.contains("<title>Trusting relationship, Enablers: 10.0 % to 20.0 %</title>"));
}

#[cfg(feature = "png")]
mod dots {
    use super::*;
    use thematica::report::chart::{PngError, USUAL_SCALE, png};

    fn be32(bytes: &[u8]) -> u32 {
        u32::from_be_bytes(bytes.try_into().unwrap())
    }

    #[test]
    fn a_picture_in_dots_has_its_size_and_the_same_bytes_each_time() {
        for (name, chart) in charts() {
            let drawn = png(&chart, &made_by(), USUAL_SCALE).unwrap();
            assert_eq!(&drawn.bytes[..8], b"\x89PNG\r\n\x1a\n", "{name}");
            assert_eq!(be32(&drawn.bytes[16..20]), drawn.width);
            assert_eq!(be32(&drawn.bytes[20..24]), drawn.height);
            assert!(drawn.width >= 1360, "{name} is a page wide");
            assert_eq!(
                drawn,
                png(&chart, &made_by(), USUAL_SCALE).unwrap(),
                "{name}"
            );
        }
    }

    #[test]
    fn it_is_as_large_as_the_svg_says_and_knows_its_resolution() {
        let drawn = png(&bars(), &made_by(), 1.0).unwrap();
        let svg = svg(&bars(), &made_by());
        let size = format!(r#"width="{}" height="{}""#, drawn.width, drawn.height);
        assert!(svg.contains(&size), "{size}");
        let at = drawn
            .bytes
            .windows(4)
            .position(|bytes| bytes == b"pHYs")
            .unwrap();
        // 96 dots to an inch are 3779.5 to a metre.
        assert_eq!(be32(&drawn.bytes[at + 4..at + 8]), 3780);
        assert_eq!(drawn.bytes[at + 12], 1, "the unit is the metre");
    }

    #[test]
    fn letters_that_the_font_lacks_are_told_and_others_are_drawn() {
        let drawn = png(&bars(), &made_by(), 1.0).unwrap();
        let missing: String = drawn.missing.iter().collect();
        assert_eq!(missing, "␀␛と係信時間関頼");
        let mut hebrew = chart(
            "אמון e\u{301} \u{200f}الثقة – naïve “quotes”…",
            portrait().picture,
        );
        let Picture::Portrait(portrait) = &mut hebrew.picture else {
            panic!("it is a portrait");
        };
        portrait.texts.truncate(4);
        portrait.themes.truncate(2);
        assert_eq!(png(&hebrew, &made_by(), 1.0).unwrap().missing, []);
    }

    #[test]
    fn what_would_be_too_large_is_refused_with_a_way_out() {
        let fault = png(&bars(), &made_by(), 1e3).unwrap_err();
        assert!(matches!(fault, PngError::TooLarge { .. }));
        assert!(
            fault
                .to_string()
                .contains("more than 100 million: write it as SVG"),
            "{fault}"
        );
        for scale in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(matches!(
                png(&bars(), &made_by(), scale),
                Err(PngError::Scale(_))
            ));
        }
    }
}
