//! The document itself: paragraphs, quotes, tables and pictures in order.

use super::super::{Block, Document, Picture, Quoted, Run, Style};
use super::direction::{Direction, direction, of_definition, of_heading};
use super::parts;
use super::table;
use super::xml::{R, W, Xml};

/// A4 in twentieths of a point, and the width between its margins.
const PAGE: (&str, &str) = ("11906", "16838");
const MARGIN: &str = "1247";
pub(super) const WIDTH: u32 = 11_906 - 2 * 1_247;

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006";

/// The part with the document.
pub(super) fn document(document: &Document) -> Vec<u8> {
    let mut xml = Xml::new();
    let wp = format!("{DRAWING}/wordprocessingDrawing");
    let namespaces = [("xmlns:w", W), ("xmlns:r", R), ("xmlns:wp", &wp)];
    xml.element("w:document", &namespaces, |xml| {
        xml.element("w:body", &[], |xml| {
            text(xml, "Title", &document.title);
            for fact in &document.facts {
                text(xml, "Subtitle", fact);
            }
            contents(xml, document);
            blocks(xml, document);
            section(xml);
        });
    });
    xml.finish()
}

/// The contents as a field that Word can fill anew with numbers of pages, which only Word knows.
fn contents(xml: &mut Xml, document: &Document) {
    let headings: Vec<(usize, u8, &str)> = headings(document).collect();
    let last = headings.len().saturating_sub(1);
    for (at, (number, level, heading)) in headings.iter().enumerate() {
        let direction = of_heading(&document.language, heading);
        paragraph_towards(xml, &format!("Contents{level}"), direction, |xml| {
            if at == 0 {
                field_mark(xml, "begin");
                xml.element("w:r", &[], |xml| {
                    let space = [("xml:space", "preserve")];
                    xml.element("w:instrText", &space, |xml| {
                        xml.text(" TOC \\o \"1-2\" \\h ");
                    });
                });
                field_mark(xml, "separate");
            }
            let link = [("w:anchor", &*anchor(*number)), ("w:history", "1")];
            xml.element("w:hyperlink", &link, |xml| {
                run(xml, heading, Some("Hyperlink"), direction);
            });
            if at == last {
                field_mark(xml, "end");
            }
        });
    }
}

/// The headings that stand in the contents, with their numbers among the blocks.
fn headings(document: &Document) -> impl Iterator<Item = (usize, u8, &str)> {
    let blocks = document.blocks.iter().enumerate();
    blocks.filter_map(|(number, block)| match block {
        Block::Heading { level, text } if *level <= 2 => Some((number, *level, text.as_str())),
        _ => None,
    })
}

fn anchor(number: usize) -> String {
    format!("part{number}")
}

fn field_mark(xml: &mut Xml, what: &str) {
    xml.element("w:r", &[], |xml| {
        xml.empty("w:fldChar", &[("w:fldCharType", what)]);
    });
}

fn blocks(xml: &mut Xml, document: &Document) {
    let mut pictures = 0;
    for (number, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Heading { level, text } => {
                let direction = of_heading(&document.language, text);
                heading(xml, number, *level, (text, direction));
            }
            Block::Paragraph(all) => {
                // What introduces a table or a quote stands on its page.
                let next = document.blocks.get(number + 1);
                let leads = matches!(
                    next,
                    Some(Block::Table(..) | Block::Picture(_) | Block::Quote(_))
                );
                runs_in(xml, if leads { "Lead" } else { "Normal" }, all);
            }
            Block::Definition(all) => definition(xml, &document.language, all),
            Block::List(points) => {
                for point in points {
                    runs_in(xml, "ListBullet", point);
                }
            }
            Block::Table(figures, look) => {
                table::table(xml, figures, *look);
                for note in &figures.notes {
                    text(xml, "Note", note);
                }
                // Two tables that touch would be one, and a document does not end with one.
                if figures.notes.is_empty() {
                    text(xml, "Note", "");
                }
            }
            Block::Quote(quoted) => quote(xml, quoted),
            Block::Picture(shown) => {
                picture(xml, shown, pictures);
                pictures += 1;
            }
        }
    }
}

fn heading(xml: &mut Xml, number: usize, level: u8, (text, direction): (&str, Direction)) {
    let style = format!("Heading{}", level.clamp(1, 3));
    paragraph_towards(xml, &style, direction, |xml| {
        let id = number.to_string();
        let start = [("w:id", id.as_str()), ("w:name", &anchor(number))];
        xml.empty("w:bookmarkStart", &start);
        run(xml, text, None, direction);
        xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    });
}

/// A paragraph in the language of the codes; the words of the report itself in it are English.
fn definition(xml: &mut Xml, language: &str, runs: &[Run]) {
    let direction = of_definition(language, runs);
    paragraph_towards(xml, "Definition", direction, |xml| {
        for part in runs {
            let own = part.style == Style::Strong;
            let direction = if own { Direction::FromLeft } else { direction };
            run(xml, &part.text, style_of(part.style), direction);
        }
    });
}

fn quote(xml: &mut Xml, quoted: &Quoted) {
    // What stands around a quote does not turn it.
    let direction = direction(quoted.words.iter().map(|run| run.text.as_str()));
    paragraph_towards(xml, "Quote", direction, |xml| {
        let around = |xml: &mut Xml, text: &str| run(xml, text, Some("Around"), direction);
        if !quoted.before.is_empty() {
            around(xml, &format!("{} ", quoted.before));
        }
        for part in &quoted.words {
            run(xml, &part.text, style_of(part.style), direction);
        }
        if !quoted.after.is_empty() {
            around(xml, &format!(" {}", quoted.after));
        }
    });
    text(xml, "QuoteSource", &quoted.label);
}

/// A paragraph of one style.
pub(super) fn paragraph(xml: &mut Xml, style: &str, inner: impl FnOnce(&mut Xml)) {
    paragraph_towards(xml, style, Direction::FromLeft, inner);
}

fn paragraph_towards(
    xml: &mut Xml,
    style: &str,
    direction: Direction,
    inner: impl FnOnce(&mut Xml),
) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.val("w:pStyle", style);
            if direction == Direction::FromRight {
                xml.empty("w:bidi", &[]);
            }
        });
        inner(xml);
    });
}

fn text(xml: &mut Xml, style: &str, text: &str) {
    paragraph(xml, style, |xml| letters(xml, text, None));
}

fn runs_in(xml: &mut Xml, style: &str, runs: &[Run]) {
    paragraph(xml, style, |xml| {
        for run in runs {
            letters(xml, &run.text, style_of(run.style));
        }
    });
}

fn style_of(style: Style) -> Option<&'static str> {
    match style {
        Style::Plain => None,
        Style::Strong => Some("Strong"),
        Style::Marked => Some("Coded"),
    }
}

/// Text in a style of letters.
pub(super) fn letters(xml: &mut Xml, text: &str, style: Option<&str>) {
    run(xml, text, style, Direction::FromLeft);
}

fn run(xml: &mut Xml, text: &str, style: Option<&str>, direction: Direction) {
    if text.is_empty() {
        return;
    }
    xml.element("w:r", &[], |xml| {
        if style.is_some() || direction == Direction::FromRight {
            xml.element("w:rPr", &[], |xml| {
                if let Some(style) = style {
                    xml.val("w:rStyle", style);
                }
                if direction == Direction::FromRight {
                    xml.empty("w:rtl", &[]);
                }
            });
        }
        xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.text(text));
    });
}

/// A picture that stands like a letter, with what it shows for those who do not see it.
fn picture(xml: &mut Xml, picture: &Picture, at: usize) {
    // English metric units: 36,000 to the millimetre. Nothing is wider than the text.
    let most = f64::from(WIDTH) * 635.0;
    let (width, height) = (picture.width * 36_000.0, picture.height * 36_000.0);
    let fit = (most / width).min(1.0);
    let (cx, cy) = (
        format!("{:.0}", width * fit),
        format!("{:.0}", height * fit),
    );
    let size = [("cx", cx.as_str()), ("cy", cy.as_str())];
    let id = (at + 1).to_string();
    let name = format!("Picture {id}");
    let named = [
        ("id", id.as_str()),
        ("name", &name),
        ("descr", &picture.alt),
    ];
    let a = format!("{DRAWING}/main");
    let pic = format!("{DRAWING}/picture");
    let nowhere = [
        ("distT", "0"),
        ("distB", "0"),
        ("distL", "0"),
        ("distR", "0"),
    ];
    paragraph(xml, "Normal", |xml| {
        xml.element("w:r", &[], |xml| {
            xml.element("w:drawing", &[], |xml| {
                xml.element("wp:inline", &nowhere, |xml| {
                    xml.empty("wp:extent", &size);
                    xml.empty("wp:docPr", &named);
                    xml.element("a:graphic", &[("xmlns:a", &a)], |xml| {
                        xml.element("a:graphicData", &[("uri", &pic)], |xml| {
                            pixels(xml, &pic, &named, &size, at);
                        });
                    });
                });
            });
        });
    });
}

fn pixels(
    xml: &mut Xml,
    namespace: &str,
    named: &[(&str, &str)],
    size: &[(&str, &str)],
    at: usize,
) {
    xml.element("pic:pic", &[("xmlns:pic", namespace)], |xml| {
        xml.element("pic:nvPicPr", &[], |xml| {
            xml.empty("pic:cNvPr", named);
            xml.empty("pic:cNvPicPr", &[]);
        });
        xml.element("pic:blipFill", &[], |xml| {
            xml.empty("a:blip", &[("r:embed", &parts::relation_of_picture(at))]);
            xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
        });
        xml.element("pic:spPr", &[], |xml| {
            xml.element("a:xfrm", &[], |xml| {
                xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                xml.empty("a:ext", size);
            });
            xml.element("a:prstGeom", &[("prst", "rect")], |xml| {
                xml.empty("a:avLst", &[]);
            });
        });
    });
}

/// The paper, and what stands at its foot.
fn section(xml: &mut Xml) {
    xml.element("w:sectPr", &[], |xml| {
        let footer = [("w:type", "default"), ("r:id", parts::FOOTER)];
        xml.empty("w:footerReference", &footer);
        xml.empty("w:pgSz", &[("w:w", PAGE.0), ("w:h", PAGE.1)]);
        let margins = [
            ("w:top", MARGIN),
            ("w:right", MARGIN),
            ("w:bottom", MARGIN),
            ("w:left", MARGIN),
            ("w:header", "624"),
            ("w:footer", "624"),
            ("w:gutter", "0"),
        ];
        xml.empty("w:pgMar", &margins);
    });
}
