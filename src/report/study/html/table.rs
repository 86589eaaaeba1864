//! A table of figures as it stands.

use maud::{Markup, html};

use super::shown;
use crate::report::{Cell, Column, Table};

/// A table under a name for those who hear the page. The first column names the rows; no-break spaces before a name move it
/// in.
pub(super) fn table(table: &Table, name: &str) -> Markup {
    let columns = &table.head.columns;
    html! {
        div.wide tabindex="0" role="region" aria-label=(name) {
            table.figures-of {
                thead {
                    tr {
                        @for column in columns {
                            th.right[!column.kind.is_text()] scope="col" {
                                (shown(&column.heading))
                                @if let Some(below) = column.below_heading() { small { (below) } }
                            }
                        }
                    }
                }
                tbody { @for row in &table.rows { (self::row(row, columns)) } }
            }
        }
    }
}

fn row(cells: &[Cell], columns: &[Column]) -> Markup {
    html! {
        tr {
            @for (at, (cell, column)) in cells.iter().zip(columns).enumerate() {
                @let text = cell.for_people(column.kind);
                @if at == 0 {
                    @let name = text.trim_start_matches('\u{A0}');
                    @let depth = text.chars().count() - name.chars().count();
                    th scope="row" style={ "--depth:" (depth / 2) } { (shown(name)) }
                } @else {
                    td.right[!column.kind.is_text()] { (shown(&text)) }
                }
            }
        }
    }
}
