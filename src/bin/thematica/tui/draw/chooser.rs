//! The list of a study's transcripts.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::super::cells::{fit, width};
use super::super::chooser::Chooser;
use super::super::keys::{self, Binding};
use super::super::view::areas;
use super::style::Palette;

/// Draws the list.
pub fn draw_chooser(chooser: &Chooser, buffer: &mut Buffer) {
    let palette = Palette {
        color: chooser.color,
    };
    let whole = buffer.area;
    if areas(whole.width, whole.height).is_none() {
        super::too_small(buffer);
        return;
    }
    let columns = usize::from(whole.width);
    let bar = palette.bar();
    let (title, bottom) = (
        Rect { height: 1, ..whole },
        Rect::new(0, whole.height - 1, whole.width, 1),
    );
    buffer.set_style(title, bar);
    buffer.set_style(bottom, bar);
    let finished = chooser
        .rows
        .iter()
        .filter(|row| row.finished.is_some())
        .count();
    let said = format!(
        " {} of {} finished by {}",
        finished,
        chooser.rows.len(),
        chooser.coder
    );
    buffer.set_string(0, 0, fit(&said, columns), bar.add_modifier(Modifier::BOLD));
    let rows = usize::from(whole.height - 2);
    let top = (chooser.at + 1)
        .saturating_sub(rows.div_ceil(2))
        .min(chooser.rows.len().saturating_sub(rows));
    for (line, (number, row)) in (1..).zip(chooser.rows.iter().enumerate().skip(top).take(rows)) {
        let is_chosen = number == chooser.at;
        let state = match (&row.finished, row.codings) {
            (Some(day), count) => format!("{count:>5} coded  finished {day}"),
            (None, 0) => "    –".to_owned(),
            (None, count) => format!("{count:>5} coded"),
        };
        let state = if columns < 60 {
            row.short_state()
        } else {
            state
        };
        let right = width(&state).max(if columns < 60 { 8 } else { 28 });
        let pointer = if is_chosen { "▶ " } else { "  " };
        let id = fit(&row.id, columns.saturating_sub(right + 4));
        let space = columns.saturating_sub(right + 3 + width(&id));
        let text = format!("{pointer}{id}{}{state}", " ".repeat(space));
        let style = if is_chosen {
            Style::new().add_modifier(Modifier::REVERSED)
        } else {
            Style::new()
        };
        buffer.set_string(0, line, fit(&text, columns), style);
    }
    if let Some(notice) = &chooser.notice {
        super::notice(buffer, bottom, notice, palette);
    } else {
        let hints: Vec<&Binding> = keys::CHOOSER
            .bindings
            .iter()
            .filter(|it| !it.hint.is_empty())
            .collect();
        super::hints(buffer, bottom, &hints, palette);
    }
}
