//! Lists of proposals and codings over the text, and of codings that were lost.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;
use thematica::coding::record::Record;
use thematica::text::one_line;

use super::super::app::{App, Listed};
use super::super::cells::{clean, fit, width};
use super::super::marks::Item;
use super::style::Palette;
use super::{overlay, pane};

pub(super) fn draw(
    app: &App,
    items: &[Item],
    at: usize,
    kind: Listed,
    palette: Palette,
    buffer: &mut Buffer,
) {
    let what = match kind {
        Listed::Proposals => "proposals",
        Listed::Mine => "codings",
        Listed::Lost => "lost codings",
    };
    let title = format!("{} of {} {what}", at + 1, items.len());
    let inner = overlay::open(buffer, &title, palette);
    let lost = items.get(at).and_then(|item| app.record(*item));
    let area = match lost.filter(|_| kind == Listed::Lost) {
        Some(record) => {
            let rows = (inner.height / 3).max(1);
            let below = Rect::new(
                inner.x,
                inner.y + rows + 1,
                inner.width,
                inner.height.saturating_sub(rows + 1),
            );
            pane::paragraph(about(app, record), below, buffer);
            Rect {
                height: rows,
                ..inner
            }
        }
        None => inner,
    };
    let rows = usize::from(area.height);
    let top = (at + 1)
        .saturating_sub(rows.div_ceil(2))
        .min(items.len().saturating_sub(rows));
    let columns = usize::from(area.width);
    for (line, (number, item)) in (0..).zip(items.iter().enumerate().skip(top).take(rows)) {
        let pointer = if number == at { "▶" } else { " " };
        let mut style = Style::new();
        if number == at {
            style = style.add_modifier(Modifier::REVERSED);
        }
        let text = row(app, *item, columns.saturating_sub(1));
        buffer.set_string(area.x, area.y + line, format!("{pointer}{text}"), style);
    }
}

fn row(app: &App, item: Item, columns: usize) -> String {
    let label = fit(app.book.label(app.code_of(item)), columns / 3);
    let (head, quote) = if let Some(span) = app.span_of(item) {
        let turn = app.script.turn_at(span.start) + 1;
        (format!("{turn:>4} {label}  "), app.script.one_line(span))
    } else {
        let quote = app.record(item).map(|it| it.anchor.quote.as_str());
        (format!("{label}  "), one_line(quote.unwrap_or_default()))
    };
    let quote = fit(&quote, columns.saturating_sub(width(&head)));
    format!("{head}{quote}")
}

/// All that is known of a coding that was lost.
fn about(app: &App, record: &Record) -> Vec<Line<'static>> {
    let quote = format!("“{}”", clean(&one_line(&record.anchor.quote)));
    let mut lines = vec![Line::raw(quote)];
    if let Some(memo) = &record.memo {
        lines.push(pane::field("Memo", memo));
    }
    lines.push(Line::raw(app.why_lost(record)));
    lines
}
