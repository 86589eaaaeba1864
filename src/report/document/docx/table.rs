//! Tables: widths from what the cells hold, headings on every page, counts shaded where that says something.

use super::super::Look;
use super::body::{self, WIDTH};
use super::styles::BAND;
use super::xml::Xml;
use crate::report::{Cell, Column, Table};

/// What stands between a cell's edge and its text, in twentieths of a point.
pub(super) const MARGIN: u32 = 70;

/// How wide a character of a table may be, in twentieths of a point: fonts that stand in for another are wider.
const CHARACTER: u32 = 108;
/// The same in a heading, which is bold.
const BOLD: u32 = 102;

/// How much a line of letters takes that stands upright, in twentieths of a point.
const LINE_HEIGHT: u32 = 270;

/// With so many columns of numbers, letters are smaller: this many percent of their size.
const MANY: usize = 7;
const SMALLER: u32 = 88;

/// Columns of numbers are this wide where there is room.
const ROOMY: u32 = 1_050;

/// A column of text need not be wider than so many characters: it has lines.
const LINE: usize = 46;

/// With more columns of numbers than this, their headings stand upright.
const LYING: usize = 9;

/// Names that move a row in, each of two of these.
const INDENT: char = '\u{A0}';

pub(super) fn table(xml: &mut Xml, table: &Table, look: Look) {
    let columns = &table.head.columns;
    let numbers = columns.iter().filter(|it| !it.kind.is_text()).count();
    let shape = Shape {
        widths: widths(table, numbers),
        upright: numbers > LYING,
        small: numbers >= MANY,
        has_levels: table.rows.iter().any(|row| indent(row, columns) > 0),
        look,
    };
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| {
            xml.val("w:tblStyle", "Figures");
            let all = shape.widths.iter().sum::<u32>().to_string();
            xml.empty("w:tblW", &[("w:w", &all), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            xml.empty("w:tblLook", &[("w:val", "0420"), ("w:firstRow", "1")]);
        });
        xml.element("w:tblGrid", &[], |xml| {
            for width in &shape.widths {
                xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
        head(xml, columns, &shape);
        for (at, row) in table.rows.iter().enumerate() {
            let left = table.rows.len() - at;
            // Neither its first rows nor its last stand alone on a page.
            let keeps = left > 1 && (at < TOGETHER || left <= TOGETHER);
            self::row(xml, row, columns, &shape, keeps);
        }
    });
}

/// So many rows stay together at the beginning and at the end of a table.
const TOGETHER: usize = 4;

/// How a table is laid out.
struct Shape {
    widths: Vec<u32>,
    /// Whether the headings of numbers stand upright.
    upright: bool,
    /// Whether letters are smaller.
    small: bool,
    /// Whether some rows are moved in below others, which then have more weight.
    has_levels: bool,
    look: Look,
}

fn head(xml: &mut Xml, columns: &[Column], shape: &Shape) {
    let longest = columns
        .iter()
        .filter(|column| !column.kind.is_text())
        .map(|column| heading(column).chars().count())
        .max();
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[]);
            if let (true, Some(longest)) = (shape.upright, longest) {
                let height = u32::try_from(longest.min(30)).unwrap_or(30) * BOLD + 2 * MARGIN;
                let height = height.to_string();
                xml.empty("w:trHeight", &[("w:val", &height), ("w:hRule", "atLeast")]);
            }
            xml.empty("w:tblHeader", &[]);
        });
        for (column, width) in columns.iter().zip(&shape.widths) {
            let turned = shape.upright && !column.kind.is_text();
            cell(xml, *width, None, turned, |xml| {
                let paragraph = Paragraph {
                    style: if shape.small {
                        "SmallTableHeading"
                    } else {
                        "TableHeading"
                    },
                    on_the_right: !column.kind.is_text() && !turned,
                    left: 0,
                    keeps: true,
                };
                paragraph.write(xml, |xml| {
                    body::letters(xml, &column.heading, None);
                    if let Some(below) = column.below_heading() {
                        let below = format!(" {}", below.replace(' ', "\u{A0}"));
                        body::letters(xml, &below, Some("Around"));
                    }
                });
            });
        }
    });
}

fn row(xml: &mut Xml, cells: &[Cell], columns: &[Column], shape: &Shape, keeps: bool) {
    let weight = (shape.has_levels && indent(cells, columns) == 0).then_some("Strong");
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]));
        for (at, ((it, column), width)) in cells.iter().zip(columns).zip(&shape.widths).enumerate()
        {
            let text = it.for_people(column.kind);
            let name = text.trim_start_matches(INDENT);
            let moved = text.chars().count() - name.chars().count();
            let weight = weight.filter(|_| at == 0);
            let paragraph = Paragraph {
                style: if shape.small {
                    "SmallTableText"
                } else {
                    "TableText"
                },
                on_the_right: !column.kind.is_text(),
                left: u32::try_from(moved / 2).unwrap_or(0) * 170,
                keeps,
            };
            let shade = shade(it, column, shape.look);
            cell(xml, *width, shade.as_deref(), false, |xml| {
                paragraph.write(xml, |xml| body::letters(xml, name, weight));
            });
        }
    });
}

/// How far a row is moved in.
fn indent(cells: &[Cell], columns: &[Column]) -> usize {
    let first = cells.iter().zip(columns).next();
    let text = first.map(|(cell, column)| cell.for_people(column.kind));
    text.map_or(0, |text| text.chars().take_while(|c| *c == INDENT).count())
}

fn cell(
    xml: &mut Xml,
    width: u32,
    shade: Option<&str>,
    turned: bool,
    inner: impl FnOnce(&mut Xml),
) {
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            let width = width.to_string();
            xml.empty("w:tcW", &[("w:w", &width), ("w:type", "dxa")]);
            if let Some(shade) = shade {
                let fill = [("w:val", "clear"), ("w:color", "auto"), ("w:fill", shade)];
                xml.empty("w:shd", &fill);
            }
            if turned {
                xml.val("w:textDirection", "btLr");
                xml.val("w:vAlign", "center");
            }
        });
        inner(xml);
    });
}

/// The paragraph of a cell.
struct Paragraph {
    style: &'static str,
    on_the_right: bool,
    left: u32,
    /// Whether it stays on the page of the next row.
    keeps: bool,
}

impl Paragraph {
    fn write(&self, xml: &mut Xml, inner: impl FnOnce(&mut Xml)) {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.val("w:pStyle", self.style);
                if self.keeps {
                    xml.empty("w:keepNext", &[]);
                }
                if self.left > 0 {
                    xml.empty("w:ind", &[("w:left", &self.left.to_string())]);
                }
                if self.on_the_right {
                    xml.val("w:jc", "right");
                }
            });
            inner(xml);
        });
    }
}

/// The colour behind a count: from nearly white for a small share to blue for all. Ink stays readable on each.
fn shade(cell: &Cell, column: &Column, look: Look) -> Option<String> {
    let (count, of) = match *cell {
        Cell::Count(count) => (count, column.out_of.unwrap_or(0)),
        Cell::Of { count, of } => (count, of),
        _ => return None,
    };
    let all = match look {
        Look::Plain => return None,
        Look::Heat(most) => most,
        Look::Shares => of,
    };
    if count == 0 || all == 0 {
        return Some(BAND.to_owned());
    }
    // In thousandths; the smallest share can be seen.
    let share = 100 + 900 * count.min(all) / all;
    let mix = |from: u64, to: u64| format!("{:02X}", from - (from - to) * share / 1000);
    Some(mix(241, 120) + &mix(244, 174) + &mix(247, 220))
}

fn heading(column: &Column) -> String {
    match column.below_heading() {
        Some(below) => format!("{} {below}", column.heading),
        None => column.heading.clone(),
    }
}

/// How wide columns are: as wide as what they hold needs, the rest to those with text.
fn widths(table: &Table, numbers: usize) -> Vec<u32> {
    let columns = table.head.columns.iter().enumerate();
    let wanted: Vec<(u32, bool)> = columns
        .map(|(at, column)| {
            let is_text = column.kind.is_text();
            let cells = table.rows.iter();
            let longest = cells.map(|row| row[at].for_people(column.kind).chars().count());
            let longest = longest.max().unwrap_or(0);
            let longest = if is_text { longest.min(LINE) } else { longest };
            let words = heading(column);
            let word = words.split(' ').map(|word| word.chars().count()).max();
            // A heading has not more than about three lines.
            let third = words.chars().count().div_ceil(3);
            let word = word.unwrap_or(1).max(third);
            let of = |characters: usize, each: u32| {
                u32::try_from(characters).map_or(WIDTH, |it| it.saturating_mul(each).min(WIDTH))
            };
            let head = if numbers > LYING && !is_text {
                LINE_HEIGHT
            } else {
                of(word, BOLD)
            };
            let width = of(longest, CHARACTER).max(head);
            let smaller = if numbers >= MANY { SMALLER } else { 100 };
            let width = width * smaller / 100 + 2 * MARGIN;
            (width, is_text)
        })
        .collect();
    fitted(&roomy(wanted))
}

/// Columns of numbers with more room than they need, where there is that much.
fn roomy(wanted: Vec<(u32, bool)>) -> Vec<(u32, bool)> {
    let widened = |&(width, is_text): &(u32, bool)| {
        let width = if is_text { width } else { width.max(ROOMY) };
        (width, is_text)
    };
    let wide: Vec<(u32, bool)> = wanted.iter().map(widened).collect();
    let sum: u32 = wide.iter().map(|(width, _)| *width).sum();
    if sum > WIDTH { wanted } else { wide }
}

/// Shares the width of the page: numbers get what they want, texts what is left, in proportion to what they want.
fn fitted(wanted: &[(u32, bool)]) -> Vec<u32> {
    let sum = |of_text: bool| {
        let those = wanted.iter().filter(|(_, is_text)| *is_text == of_text);
        those.map(|(width, _)| *width).sum::<u32>()
    };
    let (texts, numbers) = (sum(true), sum(false));
    // Names are readable on a third of the page, however many numbers there are.
    let for_texts = match texts {
        0 => 0,
        _ => WIDTH.saturating_sub(numbers).max((WIDTH / 3).min(texts)),
    };
    let for_numbers = WIDTH - for_texts;
    let width = |&(width, is_text): &(u32, bool)| {
        let (all, room) = if is_text {
            (texts, for_texts)
        } else {
            (numbers, for_numbers)
        };
        let share = u64::from(width) * u64::from(room) / u64::from(all.max(1));
        u32::try_from(share).unwrap_or(WIDTH).max(1)
    };
    wanted.iter().map(width).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_page_and_no_more() {
        for wanted in [
            vec![(3_000, true), (900, false), (900, false)],
            vec![(20_000, true), (9_000, true)],
            vec![(4_000, true), (9_000, false), (9_000, false)],
            vec![(500, false); 40],
        ] {
            let sum: u32 = fitted(&wanted).iter().sum();
            assert!(sum <= WIDTH && sum > WIDTH - 50, "{wanted:?}: {sum}");
        }
        let widths = fitted(&[(4_000, true), (900, false), (900, false)]);
        assert_eq!(widths[1..], [900, 900]);
    }
}
