//! The words of the transcript.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use thematica::text::Span;

use super::super::app::{App, Mode};
use super::super::cells::{cells, fit};
use super::super::marks::{Item, Layer};
use super::super::view::Areas;
use super::super::wrap::{Row, What};
use super::style::Palette;

pub(super) fn draw(app: &App, areas: &Areas, palette: Palette, buffer: &mut Buffer) {
    let selected = app.selected();
    for line in 0..areas.text.height {
        let Some(row) = app.view.rows.get(app.view.top + usize::from(line)) else {
            break;
        };
        let y = areas.text.y + line;
        match row.what {
            What::Gap => {}
            What::Head => {
                let head = app.script.head(row.turn);
                let room = usize::from(areas.text.width);
                buffer.set_string(areas.text.x, y, fit(&head, room), palette.head());
            }
            What::Words => {
                words(
                    app,
                    row,
                    (areas.text.x, y),
                    areas.text.width,
                    palette,
                    buffer,
                );
                if row.span.overlaps(selected) {
                    // Seen also where nothing can be shown reversed.
                    let mark = if matches!(app.mode, Mode::Free) {
                        "»"
                    } else {
                        "▌"
                    };
                    buffer.set_string(areas.gutter.x, y, mark, Style::new());
                }
            }
        }
    }
}

/// What lies on a row, ready to be asked for each character.
struct Laid<'a> {
    selected: Span,
    coded: Vec<Span>,
    focus: Option<Span>,
    matched: &'a [Span],
    found: &'a [Span],
}

fn words(
    app: &App,
    row: &Row,
    (x, y): (u16, u16),
    width: u16,
    palette: Palette,
    buffer: &mut Buffer,
) {
    let marks = app.marks.within(row.span);
    let mine = marks.filter(|mark| mark.item.layer() == Layer::Mine);
    let matched = match app.focus {
        Some(Item::Proposal(at)) => app.proposals.get(at).map_or(&[][..], |it| &it.matched),
        _ => &[],
    };
    let found = &app.search.found;
    let from = found.partition_point(|it| it.end <= row.span.start);
    let to = found.partition_point(|it| it.start < row.span.end);
    let laid = Laid {
        selected: app.selected(),
        coded: mine.map(|mark| mark.span).collect(),
        focus: app.focus.and_then(|item| app.span_of(item)),
        matched,
        found: &found[from..to.max(from)],
    };
    let mut column = 0;
    for cell in cells(app.script.source().slice(row.span), row.span.start) {
        let next = column + u16::try_from(cell.width).unwrap_or(u16::MAX);
        if next > width {
            break;
        }
        if cell.width > 0 {
            let style = laid.style(cell.start, palette);
            buffer.set_string(x + column, y, &cell.shown, style);
        }
        column = next;
    }
}

impl Laid<'_> {
    fn style(&self, byte: usize, palette: Palette) -> Style {
        let within = |span: &Span| span.start <= byte && byte < span.end;
        let mut style = Style::new();
        if self.coded.iter().any(within) {
            style = style.patch(Palette::coded());
        }
        if self.focus.as_ref().is_some_and(within) {
            style = style.add_modifier(Modifier::BOLD);
        }
        if self.matched.iter().any(within) {
            style = style.patch(palette.matched());
        }
        if self.found.iter().any(within) {
            style = style.patch(palette.found());
        }
        if within(&self.selected) {
            style = style.patch(Palette::selected());
        }
        style
    }
}
