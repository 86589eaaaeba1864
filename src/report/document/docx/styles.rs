//! The styles: what things are, and how that looks until somebody changes it.

use super::super::Document;
use super::xml::{W, Xml};

const INK: &str = "1C2128";
pub(super) const SOFT: &str = "545D68";
pub(super) const LINE: &str = "B9C1CB";
pub(super) const BAND: &str = "F1F4F7";
pub(super) const MARK: &str = "FFE9A8";
const ACCENT: &str = "0B5CAD";

/// A style of paragraphs.
struct Paragraph {
    id: &'static str,
    name: &'static str,
    based_on: Option<&'static str>,
    next: Option<&'static str>,
    /// Attributes of its spacing, in twentieths of a point.
    spacing: [&'static str; 2],
    /// From the left, in twentieths of a point.
    left: Option<&'static str>,
    keep_next: bool,
    /// The level of a heading, from 0.
    outline: Option<&'static str>,
    look: Letters,
    /// Whether it is in the language of the codes.
    foreign: bool,
}

/// How letters look.
#[derive(Default)]
struct Letters {
    bold: bool,
    colour: Option<&'static str>,
    /// In half points.
    size: Option<&'static str>,
}

impl Paragraph {
    const fn new(id: &'static str, name: &'static str, spacing: [&'static str; 2]) -> Self {
        Self {
            id,
            name,
            based_on: Some("Normal"),
            next: None,
            spacing,
            left: None,
            keep_next: false,
            outline: None,
            look: Letters {
                bold: false,
                colour: None,
                size: None,
            },
            foreign: false,
        }
    }

    const fn heading(mut self, outline: &'static str, size: &'static str) -> Self {
        self.outline = Some(outline);
        self.keep_next = true;
        self.next = Some("Normal");
        self.look(true, INK, size)
    }

    const fn look(mut self, bold: bool, colour: &'static str, size: &'static str) -> Self {
        self.look = Letters {
            bold,
            colour: Some(colour),
            size: Some(size),
        };
        self
    }
}

fn paragraphs() -> Vec<Paragraph> {
    let quote = Paragraph {
        left: Some("340"),
        keep_next: true,
        foreign: true,
        next: Some("QuoteSource"),
        ..Paragraph::new("Quote", "Quote", ["120", "20"])
    };
    let source = Paragraph {
        left: Some("340"),
        ..Paragraph::new("QuoteSource", "Quote Source", ["0", "120"]).look(false, SOFT, "17")
    };
    vec![
        Paragraph {
            based_on: None,
            ..Paragraph::new("Normal", "Normal", ["0", "120"])
        },
        Paragraph {
            keep_next: true,
            next: Some("Normal"),
            ..Paragraph::new("Lead", "Lead to a Table", ["0", "120"])
        },
        Paragraph {
            next: Some("Subtitle"),
            ..Paragraph::new("Title", "Title", ["0", "120"]).look(true, INK, "48")
        },
        Paragraph::new("Subtitle", "Subtitle", ["0", "40"]).look(false, SOFT, "21"),
        Paragraph::new("Heading1", "heading 1", ["480", "120"]).heading("0", "32"),
        Paragraph::new("Heading2", "heading 2", ["360", "80"]).heading("1", "26"),
        Paragraph::new("Heading3", "heading 3", ["280", "60"]).heading("2", "22"),
        Paragraph {
            foreign: true,
            ..Paragraph::new("Definition", "Definition", ["0", "60"])
        },
        quote,
        source,
        Paragraph::new("ListBullet", "List Bullet", ["0", "60"]),
        Paragraph::new("Contents1", "toc 1", ["80", "20"]),
        Paragraph {
            left: Some("340"),
            ..Paragraph::new("Contents2", "toc 2", ["0", "0"])
        },
        Paragraph::new("TableText", "Table Text", ["20", "20"]).look(false, INK, "17"),
        Paragraph {
            keep_next: true,
            ..Paragraph::new("TableHeading", "Table Heading", ["20", "20"]).look(true, INK, "17")
        },
        Paragraph::new("SmallTableText", "Small Table Text", ["20", "20"]).look(false, INK, "15"),
        Paragraph {
            keep_next: true,
            ..Paragraph::new("SmallTableHeading", "Small Table Heading", ["20", "20"])
                .look(true, INK, "15")
        },
        Paragraph::new("Note", "Note", ["60", "60"]).look(false, SOFT, "17"),
        Paragraph::new("Footer", "footer", ["0", "0"]).look(false, SOFT, "16"),
    ]
}

/// The part with all styles.
pub(super) fn styles(document: &Document) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("w:styles", &[("xmlns:w", W)], |xml| {
        defaults(xml);
        for style in paragraphs() {
            paragraph(xml, &style, &document.language);
        }
        letters(xml);
        tables(xml);
    });
    xml.finish()
}

fn defaults(xml: &mut Xml) {
    xml.element("w:docDefaults", &[], |xml| {
        xml.element("w:rPrDefault", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                let font = "Calibri";
                let fonts = [
                    ("w:ascii", font),
                    ("w:hAnsi", font),
                    ("w:eastAsia", font),
                    ("w:cs", font),
                ];
                xml.empty("w:rFonts", &fonts);
                xml.val("w:color", INK);
                xml.val("w:sz", "21");
                xml.val("w:szCs", "21");
                // The words of the report itself.
                xml.val("w:lang", "en-GB");
            });
        });
        xml.element("w:pPrDefault", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.empty("w:spacing", &[("w:line", "269"), ("w:lineRule", "auto")]);
            });
        });
    });
}

fn paragraph(xml: &mut Xml, style: &Paragraph, language: &str) {
    let mut attributes = vec![("w:type", "paragraph"), ("w:styleId", style.id)];
    if style.based_on.is_none() {
        attributes.insert(1, ("w:default", "1"));
    }
    xml.element("w:style", &attributes, |xml| {
        xml.val("w:name", style.name);
        if let Some(base) = style.based_on {
            xml.val("w:basedOn", base);
        }
        if let Some(next) = style.next {
            xml.val("w:next", next);
        }
        xml.empty("w:qFormat", &[]);
        xml.element("w:pPr", &[], |xml| {
            if style.keep_next {
                xml.empty("w:keepNext", &[]);
            }
            if style.outline.is_some() || style.id.starts_with("Quote") {
                xml.empty("w:keepLines", &[]);
            }
            if style.id == "ListBullet" {
                xml.element("w:numPr", &[], |xml| xml.val("w:numId", "1"));
            }
            if style.id.starts_with("Quote") {
                xml.element("w:pBdr", &[], |xml| border(xml, "w:left", "12", "8", LINE));
            }
            let leader = match style.id {
                "Footer" => Some("none"),
                "Contents1" | "Contents2" => Some("dot"),
                _ => None,
            };
            if let Some(leader) = leader {
                // Numbers of pages stand at the right edge.
                xml.element("w:tabs", &[], |xml| {
                    let position = super::body::WIDTH.to_string();
                    let right = [("w:val", "right"), ("w:leader", leader)];
                    xml.empty("w:tab", &[right[0], right[1], ("w:pos", &position)]);
                });
            }
            let [before, after] = style.spacing;
            xml.empty("w:spacing", &[("w:before", before), ("w:after", after)]);
            if let Some(left) = style.left {
                xml.empty("w:ind", &[("w:left", left)]);
            }
            if let Some(level) = style.outline {
                xml.val("w:outlineLvl", level);
            }
        });
        xml.element("w:rPr", &[], |xml| {
            let Letters { bold, colour, size } = &style.look;
            if *bold {
                xml.empty("w:b", &[]);
                xml.empty("w:bCs", &[]);
            }
            if let Some(colour) = colour {
                xml.val("w:color", colour);
            }
            if let Some(size) = size {
                xml.val("w:sz", size);
                xml.val("w:szCs", size);
            }
            if style.foreign {
                xml.empty("w:lang", &[("w:val", language), ("w:bidi", language)]);
            }
        });
    });
}

/// The styles of letters.
fn letters(xml: &mut Xml) {
    let mut style = |id: &str, name: &str, look: &dyn Fn(&mut Xml)| {
        let attributes = [("w:type", "character"), ("w:styleId", id)];
        xml.element("w:style", &attributes, |xml| {
            xml.val("w:name", name);
            xml.empty("w:qFormat", &[]);
            xml.element("w:rPr", &[], look);
        });
    };
    style("Strong", "Strong", &|xml| {
        xml.empty("w:b", &[]);
        xml.empty("w:bCs", &[]);
    });
    style("Coded", "Coded Words", &|xml| {
        // Bold as well: paper may know no colour.
        xml.empty("w:b", &[]);
        xml.empty("w:bCs", &[]);
        xml.empty(
            "w:shd",
            &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", MARK)],
        );
    });
    style("Around", "Around the Quote", &|xml| {
        xml.val("w:color", SOFT);
    });
    style("Hyperlink", "Hyperlink", &|xml| {
        xml.val("w:color", ACCENT);
    });
}

/// The style of tables: lines between rows, and none between columns.
fn tables(xml: &mut Xml) {
    let table = [("w:type", "table"), ("w:styleId", "Figures")];
    xml.element("w:style", &table, |xml| {
        xml.val("w:name", "Figures");
        xml.empty("w:qFormat", &[]);
        xml.element("w:tblPr", &[], |xml| {
            xml.element("w:tblBorders", &[], |xml| {
                border(xml, "w:bottom", "4", "0", LINE);
                border(xml, "w:insideH", "4", "0", "E3E7EC");
            });
            xml.element("w:tblCellMar", &[], |xml| {
                for side in ["w:left", "w:right"] {
                    let margin = super::table::MARGIN.to_string();
                    xml.empty(side, &[("w:w", &margin), ("w:type", "dxa")]);
                }
            });
        });
        xml.element("w:tblStylePr", &[("w:type", "firstRow")], |xml| {
            xml.element("w:tcPr", &[], |xml| {
                xml.element("w:tcBorders", &[], |xml| {
                    border(xml, "w:bottom", "8", "0", SOFT);
                });
                xml.val("w:vAlign", "bottom");
            });
        });
    });
}

fn border(xml: &mut Xml, side: &str, size: &str, space: &str, colour: &str) {
    let attributes = [
        ("w:val", "single"),
        ("w:sz", size),
        ("w:space", space),
        ("w:color", colour),
    ];
    xml.empty(side, &attributes);
}
