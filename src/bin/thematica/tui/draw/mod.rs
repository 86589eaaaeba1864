//! The screen as cells.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Clear, Widget as _};

mod body;
mod chooser;
mod form;
mod list;
mod margin;
mod overlay;
mod pane;
mod style;

pub use chooser::draw_chooser;
pub use overlay::help_lines;
use style::Palette;

use super::app::{App, Leave, Listed, Mode};
use super::cells::{fit, width};
use super::keys::{self, Binding};
use super::view::{Areas, LEAST_COLUMNS, LEAST_ROWS};

/// Draws everything. Gives the place of the cursor, where there is one.
pub fn draw(app: &App, buffer: &mut Buffer) -> Option<Position> {
    let palette = Palette { color: app.color };
    let Some(areas) = app.view.areas() else {
        too_small(buffer);
        return None;
    };
    title(app, &areas, palette, buffer);
    body::draw(app, &areas, palette, buffer);
    margin::draw(app, &areas, palette, buffer);
    pane::draw(app, &areas, palette, buffer);
    let cursor = overlay::draw(app, palette, buffer);
    bottom(app, &areas, palette, buffer, cursor)
}

/// Says of a window that nothing can be read in it, and what it would need.
fn too_small(buffer: &mut Buffer) {
    let area = buffer.area;
    let said = format!(
        "{}×{} is too small; {LEAST_COLUMNS}×{LEAST_ROWS} is needed",
        area.width, area.height
    );
    let mut said = said.as_str();
    for row in 0..area.height {
        let (line, rest) = said.split_at(
            said.char_indices()
                .nth(usize::from(area.width))
                .map_or(said.len(), |(at, _)| at),
        );
        buffer.set_string(area.x, row, line, Style::new());
        said = rest;
    }
}

fn title(app: &App, areas: &Areas, palette: Palette, buffer: &mut Buffer) {
    let bar = palette.bar();
    let area = areas.title;
    buffer.set_style(area, bar);
    let codings = app.ledger.standing().count();
    let proposals = app.open_proposals().count();
    let mut parts = vec![format!("{codings} coded")];
    if proposals > 0 {
        parts.push(format!("{proposals} proposed"));
    }
    let lost = app.lost().count();
    if lost > 0 {
        parts.push(format!("{lost} lost"));
    }
    if app.finished.is_some() {
        parts.push("finished".to_owned());
    }
    let status = app.saving.status();
    let failed = app.saving.failure().is_some() || app.is_changed;
    if failed {
        parts.clear();
    }
    if app.saving.failure().is_none() && app.is_changed {
        parts.push("CHANGED ON DISK: R".to_owned());
    } else if !status.is_empty() {
        parts.push(status);
    }
    let columns = usize::from(area.width);
    let mut right = parts.join(" · ");
    // Who codes what comes first; then whether it is saved; then figures.
    while parts.len() > 1 && width(&right) * 2 > columns {
        parts.remove(usize::from(parts.len() > 2));
        right = parts.join(" · ");
    }
    let most = if failed {
        columns.saturating_sub(8)
    } else {
        columns / 2
    };
    let right = format!(" {} ", fit(&right, most.saturating_sub(2)));
    let by = app.by.as_ref().map(|by| format!(", decided by {by}"));
    let rest = format!(" · {}{} ", app.coder, by.unwrap_or_default());
    let room = columns.saturating_sub(width(&right));
    // Of a long id the end says most.
    let id = app.script.transcript.id.as_str();
    let id = std::iter::successors(Some(id), |id| id.split_once('/').map(|(_, end)| end))
        .find(|id| width(id) + width(&rest) < room)
        .unwrap_or_else(|| id.rsplit('/').next().unwrap_or(id));
    let left = fit(&format!(" {id}{rest}"), room);
    buffer.set_string(area.x, area.y, left, bar.add_modifier(Modifier::BOLD));
    let style = if failed { palette.alarm() } else { bar };
    put_right(buffer, area, &right, style);
}

/// The last line: what was just done, what is typed, or the keys that are used most.
fn bottom(
    app: &App,
    areas: &Areas,
    palette: Palette,
    buffer: &mut Buffer,
    cursor: Option<Position>,
) -> Option<Position> {
    let area = areas.bottom;
    let columns = usize::from(area.width);
    buffer.set_style(area, palette.bar());
    if let Mode::Search(input) = &app.mode {
        let count = match (app.search.found.len(), input.text().trim()) {
            (_, "") => String::new(),
            (0, _) => "not found".to_owned(),
            (count, _) => format!("{count} found"),
        };
        let room = columns.saturating_sub(width(&count) + 3);
        let at = form::line(
            buffer,
            Rect::new(0, area.y, u16::try_from(room).unwrap_or(0), 1),
            "/",
            input,
            palette.bar(),
        );
        put_right(buffer, area, &format!("{count} "), palette.bar());
        return Some(at);
    }
    let notice = match app.mode {
        Mode::Leaving(Leave::Program) => {
            Some("saving; the program ends when everything is on the disk")
        }
        Mode::Leaving(_) => Some("saving; it goes on when everything is on the disk"),
        _ => app.notice.as_deref(),
    };
    match notice {
        Some(notice) => self::notice(buffer, area, notice, palette),
        None => hints(buffer, area, &shown_hints(&app.mode), palette),
    }
    cursor
}

/// Says something in the last row, and in rows above it where it is too long for one.
fn notice(buffer: &mut Buffer, bottom: Rect, text: &str, palette: Palette) {
    /// More is not read before the next key.
    const MOST: usize = 3;
    let columns = usize::from(bottom.width);
    let mut lines = overlay::fold(text, columns.saturating_sub(2));
    if lines.len() > MOST {
        let rest = lines.split_off(MOST - 1).join(" ");
        lines.push(rest);
    }
    let style = palette.bar().add_modifier(Modifier::BOLD);
    for (above, line) in (0..).zip(lines.iter().rev()) {
        let line = fit(&format!(" {line}"), columns);
        let row = Rect {
            y: bottom.y.saturating_sub(above),
            ..bottom
        };
        Clear.render(row, buffer);
        buffer.set_style(row, palette.bar());
        buffer.set_string(row.x, row.y, line, style);
    }
}

fn shown_hints(mode: &Mode) -> Vec<&'static Binding> {
    let bindings: Vec<&Binding> = match mode {
        Mode::Reading | Mode::Leaving(_) => {
            keys::READING.iter().flat_map(|it| it.bindings).collect()
        }
        Mode::Free => keys::FREE.bindings.iter().collect(),
        Mode::Palette(_) => keys::PALETTE.bindings.iter().collect(),
        Mode::List {
            kind: Listed::Lost, ..
        } => keys::LOST.bindings.iter().collect(),
        Mode::List { kind, .. } => {
            let bindings = keys::LIST.bindings.iter();
            bindings
                .filter(|it| {
                    *kind == Listed::Proposals
                        || !matches!(it.action, keys::Action::Take | keys::Action::Refuse)
                })
                .collect()
        }
        Mode::Search(_) => keys::SEARCH.bindings.iter().collect(),
        Mode::Memo { .. } => keys::MEMO.bindings.iter().collect(),
        Mode::NewCode(_) => keys::NEW_CODE.bindings.iter().collect(),
        Mode::Help(_) => keys::HELP.bindings.iter().collect(),
    };
    let mut hints: Vec<&Binding> = bindings
        .into_iter()
        .filter(|it| !it.hint.is_empty())
        .collect();
    // The way out and the way to all other keys are seen in the narrowest window.
    hints.sort_by_key(|it| !matches!(it.action, keys::Action::Help | keys::Action::Quit));
    hints
}

fn hints(buffer: &mut Buffer, area: Rect, hints: &[&Binding], palette: Palette) {
    let bar = palette.bar();
    let mut column = area.x + 1;
    for hint in hints {
        let key = hint.keys[0].name();
        let taken = width(&key) + 1 + width(hint.hint);
        if usize::from(column) + taken > usize::from(area.right()) {
            break;
        }
        let (next, _) = buffer.set_stringn(
            column,
            area.y,
            &key,
            taken,
            bar.add_modifier(Modifier::BOLD),
        );
        let (next, _) = buffer.set_stringn(next + 1, area.y, hint.hint, taken, bar);
        column = next + 2;
    }
}

/// Writes a text that ends where an area ends.
fn put_right(buffer: &mut Buffer, area: Rect, text: &str, style: Style) {
    let columns = u16::try_from(width(text))
        .unwrap_or(u16::MAX)
        .min(area.width);
    buffer.set_stringn(
        area.right() - columns,
        area.y,
        text,
        usize::from(columns),
        style,
    );
}
