//! A table of figures as it stands.

use maud::{Markup, html};

use crate::report::{Cell, Column, Table};
use crate::text::visibly;

/// A table under a name for those who hear the page. The first column names the rows; no-break spaces before a name move it
/// in.
pub(super) fn table(table: &Table, name: &str) -> Markup {
    let columns = &table.head.columns;
    let has_levels = table.rows.iter().any(|row| moved(row, columns) > 0);
    html! {
        div.wide tabindex="0" role="region" aria-label=(name) {
            table.figures-of {
                thead {
                    tr {
                        @for column in columns {
                            th.right[!column.kind.is_text()] scope="col" {
                                (visibly(&column.heading))
                                @if let Some(below) = column.below_heading() { small { (below) } }
                            }
                        }
                    }
                }
                tbody { @for row in &table.rows { (self::row(row, columns, has_levels)) } }
            }
        }
    }
}

fn row(cells: &[Cell], columns: &[Column], has_levels: bool) -> Markup {
    let moved = moved(cells, columns);
    html! {
        tr.theme[has_levels && moved == 0] {
            @for (at, (cell, column)) in cells.iter().zip(columns).enumerate() {
                @let text = cell.for_people(column.kind);
                @if at == 0 {
                    th scope="row" style={ "--depth:" (moved / 2) } { (visibly(text.trim_start_matches(MOVED))) }
                } @else {
                    td.right[!column.kind.is_text()] { (visibly(&text)) }
                }
            }
        }
    }
}

/// What stands before a name that is moved in.
const MOVED: char = '\u{A0}';

/// How many of these stand before the name of a row.
fn moved(cells: &[Cell], columns: &[Column]) -> usize {
    let first = cells.iter().zip(columns).next();
    let text = first.map(|(cell, column)| cell.for_people(column.kind));
    text.map_or(0, |text| text.chars().take_while(|c| *c == MOVED).count())
}
