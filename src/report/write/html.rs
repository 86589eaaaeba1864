//! A page of its own that a browser opens without a network: the table, its notes, and what it was made from.
//!
//! No script is in it, and its content security policy lets none run: what stands in a transcript is text.

use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::super::Provenance;
use super::super::table::{Cell, Column, Head};
use super::{Place, Sink, escape};
use crate::text::POLICY_WITHOUT_SCRIPT;

const STYLE: &str = include_str!("html.css");

pub(super) struct Html<'w> {
    head: &'w Head,
    made_by: &'w Provenance,
    place: Place,
    out: &'w mut dyn Write,
}

impl<'w> Html<'w> {
    pub(super) fn begin(
        head: &'w Head,
        made_by: &'w Provenance,
        place: Place,
        out: &'w mut dyn Write,
    ) -> io::Result<Self> {
        if place.is_first {
            let title = if head.title.is_empty() {
                "Thematica"
            } else {
                &head.title
            };
            let top = html! {
                (DOCTYPE)
                html lang="en" {
                    head {
                        meta charset="utf-8";
                        meta http-equiv="Content-Security-Policy" content=(POLICY_WITHOUT_SCRIPT);
                        meta name="viewport" content="width=device-width, initial-scale=1";
                        title { (escape::on_one_line(title)) }
                        style { (PreEscaped(STYLE)) }
                    }
                }
            };
            // The page goes on: its end is written behind the last row.
            let top = top.into_string();
            let open = top.strip_suffix("</html>").unwrap_or(&top);
            writeln!(out, "{open}\n<body>\n<main>")?;
        }
        let caption = html! {
            caption dir="auto" { (escape::in_an_element(&head.title)) }
            thead { tr { @for column in &head.columns { (heading(column)) } } }
        };
        // Wide tables scroll by themselves, also by the keyboard.
        let name = escape::on_one_line(&head.title);
        let region = html! { div.wide tabindex="0" role="region" aria-label=(name) {} };
        let region = region.into_string();
        let region = region.strip_suffix("</div>").unwrap_or(&region);
        writeln!(out, "{region}<table>\n{}\n<tbody>", caption.into_string())?;
        Ok(Self {
            head,
            made_by,
            place,
            out,
        })
    }
}

fn heading(column: &Column) -> Markup {
    let below = column.below_heading();
    html! {
        th scope="col" .number[!column.kind.is_text()] dir="auto" {
            (escape::in_an_element(&column.heading))
            @if let Some(below) = below { " " small { (below) } }
        }
    }
}

impl Sink for Html<'_> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let cells = cells.iter().zip(&self.head.columns).enumerate();
        let row = html! {
            tr {
                @for (at, (cell, column)) in cells {
                    @let text = escape::in_an_element(&cell.for_people(column.kind));
                    // What a row is about is its head for who hears it.
                    @if at == 0 { th scope="row" .number[!column.kind.is_text()] dir="auto" { (text) } }
                    @else { td .number[!column.kind.is_text()] dir="auto" { (text) } }
                }
            }
        };
        writeln!(self.out, "{}", row.into_string())
    }

    fn finish(self: Box<Self>, notes: &[String]) -> io::Result<()> {
        let below = html! {
            @for note in notes { p.note { (escape::on_one_line(note)) } }
        };
        writeln!(
            self.out,
            "</tbody>\n</table></div>\n{}",
            below.into_string()
        )?;
        if self.place.is_last {
            let made_by =
                html! { footer { p { (escape::on_one_line(&self.made_by.line())) "." } } };
            writeln!(
                self.out,
                "{}\n</main>\n</body>\n</html>",
                made_by.into_string()
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{awkward, written};
    use crate::report::{Column, Format, Options, Table};

    #[test]
    fn what_stands_in_a_cell_is_text() {
        let mut table = Table::new("<script>1</script>", vec![Column::text("a", "<b>")]);
        table.push(vec![crate::report::Cell::text(
            "<script>alert(1)</script><img src=x onerror=alert(1)> javascript:alert(1) \u{1b}[31m\u{202e}",
        )]);
        table.note("<i>");
        let page = written(&table, Format::Html, Options::default());
        for tag in ["<script", "<img", "<i>", "<b>", "\u{1b}"] {
            assert!(!page.contains(tag), "{tag}");
        }
        assert!(page.contains("default-src 'none'"), "{page}");
    }

    #[test]
    fn direction_does_not_reach_out_of_a_cell_and_is_visible_in_a_note() {
        let mut table = Table::new("t", vec![Column::text("a", "P\u{202e}1")]);
        table.push(vec![crate::report::Cell::text("\u{202e}cba")]);
        table.note("In no row: \u{202e}cba@fg1.");
        let page = written(&table, Format::Html, Options::default());
        assert!(page.contains("dir=\"auto\">P\u{202e}1</th>"), "{page}");
        assert!(page.contains("dir=\"auto\">\u{202e}cba</th>"), "{page}");
        assert!(page.contains("In no row: \u{fffd}cba@fg1."), "{page}");
    }

    #[test]
    fn counts_have_their_denominators_and_notes_stand_below() {
        let page = written(&awkward(), Format::Html, Options::default());
        assert!(
            page.contains("<td class=\"number\" dir=\"auto\">7 of 15</td>"),
            "{page}"
        );
        assert!(page.contains("<p class=\"note\">Participants: those who speak.</p>"));
        assert!(page.trim_end().ends_with("</html>"));
        assert_eq!(page.matches("scope=\"row\"").count(), 3);
    }
}
