//! What lies over the text where something is chosen, typed or read.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;
use ratatui::widgets::{Clear, Widget as _};
use thematica::codebook::{Code, CodeIndex};

use super::super::app::{App, Mode};
use super::super::cells::{clean, fit, width};
use super::super::history::MemoOf;
use super::super::keys;
use super::super::marks::Item;
use super::super::new_code::{Field, Form};
use super::super::palette::Palette as Search;
use super::super::view::overlay_rows;
use super::style::Palette;
use super::{form, list, pane};

/// Draws what lies over the text; gives the place of the cursor.
pub(super) fn draw(app: &App, palette: Palette, buffer: &mut Buffer) -> Option<Position> {
    match &app.mode {
        Mode::Palette(search) => Some(codes(app, search, palette, buffer)),
        Mode::List { items, at, kind } => {
            list::draw(app, items, *at, *kind, palette, buffer);
            None
        }
        Mode::Memo { of, input } => {
            let title = match of {
                MemoOf::Coding(_) => "Memo on this coding".to_owned(),
                MemoOf::Code(id) => format!("Memo on “{}”", app.book.label(id)),
                MemoOf::Transcript => "Memo on this transcript".to_owned(),
            };
            let inner = open(buffer, &title, palette);
            Some(form::lines(buffer, inner, input))
        }
        Mode::NewCode(it) => Some(new_code(app, it, palette, buffer)),
        Mode::Help(top) => {
            help(*top, palette, buffer);
            None
        }
        _ => None,
    }
}

/// Clears the lower part of the window, draws a line with a title above it, and gives what is inside.
pub(super) fn open(buffer: &mut Buffer, title: &str, palette: Palette) -> Rect {
    let whole = buffer.area;
    let rows = overlay_rows(whole.height);
    let area = Rect::new(0, whole.height - 1 - rows, whole.width, rows);
    Clear.render(area, buffer);
    let columns = usize::from(area.width);
    let title = fit(&format!("── {title} "), columns);
    let rest = "─".repeat(columns.saturating_sub(width(&title)));
    buffer.set_string(area.x, area.y, format!("{title}{rest}"), palette.head());
    Rect::new(area.x + 1, area.y + 1, area.width - 2, area.height - 1)
}

fn codes(app: &App, search: &Search, palette: Palette, buffer: &mut Buffer) -> Position {
    let words = app.script.one_line(app.selected());
    let inner = open(buffer, &format!("Code “{}”", fit(&words, 60)), palette);
    let line = Rect { height: 1, ..inner };
    let cursor = form::line(buffer, line, "› ", &search.input, Style::new());
    let below = Rect::new(inner.x, inner.y + 1, inner.width, inner.height - 1);
    // Beside each other where there is room, else below each other.
    let (list, about) = if inner.width >= 72 {
        let columns = inner.width * 2 / 5;
        let about = Rect::new(
            below.x + columns + 2,
            below.y,
            below.width - columns - 2,
            below.height,
        );
        (
            Rect {
                width: columns,
                ..below
            },
            about,
        )
    } else {
        let rows = (below.height / 2).max(3).min(below.height);
        let about = Rect::new(below.x, below.y + rows, below.width, below.height - rows);
        (
            Rect {
                height: rows,
                ..below
            },
            about,
        )
    };
    let here: Vec<&str> = app
        .here()
        .into_iter()
        .filter(|it| matches!(it, Item::Mine(_)))
        .map(|it| app.code_of(it))
        .collect();
    let rows = usize::from(list.height);
    let top = (search.at + 1).saturating_sub(rows);
    for (line, (at, code)) in (0..).zip(search.found.iter().enumerate().skip(top).take(rows)) {
        let area = Rect::new(list.x, list.y + line, list.width, 1);
        let is_chosen = at == search.at;
        code_line(app, (*code, is_chosen), &here, area, palette, buffer);
    }
    if search.found.is_empty() {
        let typed = search.input.text().split_whitespace();
        let typed = typed.collect::<Vec<_>>().join(" ");
        let none = format!(
            "No code fits “{}”. Enter makes a new code of that name, Esc goes back to the text.",
            clean(&fit(&typed, 40))
        );
        pane::paragraph(vec![Line::raw(none)], below, buffer);
    }
    if let Some(code) = search.chosen() {
        let code = app.book.codebook.code(code);
        let mut lines = vec![Line::styled(
            clean(&code.path),
            Style::new().add_modifier(Modifier::BOLD),
        )];
        pane::about_code(code, &mut lines);
        pane::paragraph(lines, about, buffer);
    }
    cursor
}

fn code_line(
    app: &App,
    (index, is_chosen): (CodeIndex, bool),
    here: &[&str],
    area: Rect,
    palette: Palette,
    buffer: &mut Buffer,
) {
    let code = app.book.codebook.code(index);
    let number = app.recent.iter().position(|id| *id == code.id);
    let number = number.map_or(" ".to_owned(), |at| (at + 1).to_string());
    let mark = if here.contains(&code.id.as_str()) {
        "✓"
    } else {
        " "
    };
    let pointer = if is_chosen { "▶" } else { " " };
    let indent = " ".repeat(code.depth as usize * 2);
    let head = format!("{pointer}{number}{mark}{indent}");
    let mut style = palette.code(Some(index.0));
    if is_chosen {
        style = style.add_modifier(Modifier::REVERSED);
    }
    buffer.set_string(area.x, area.y, &head, Style::new());
    let room = usize::from(area.width).saturating_sub(width(&head));
    let start = area.x + u16::try_from(width(&head)).unwrap_or(0);
    let label = fit(&code.label, room);
    buffer.set_string(start, area.y, &label, style);
    let left = room.saturating_sub(width(&label) + 2);
    if left > 3 && code.id != code.label {
        let start = start + u16::try_from(width(&label)).unwrap_or(0) + 2;
        buffer.set_string(start, area.y, fit(&code.id, left), palette.quiet());
    }
}

fn new_code(app: &App, it: &Form, palette: Palette, buffer: &mut Buffer) -> Position {
    let words = app.script.one_line(app.selected());
    let inner = open(
        buffer,
        &format!("New code for “{}”", fit(&words, 50)),
        palette,
    );
    let fields = [
        ("Name    ", Field::Label, &it.label),
        ("Id      ", Field::Id, &it.id),
        ("Under   ", Field::Parent, &it.parent),
    ];
    let mut cursor = Position::new(inner.x, inner.y);
    for (row, (name, field, input)) in (0..).zip(fields) {
        let is_here = it.field == field;
        let style = if is_here {
            Style::new().add_modifier(Modifier::BOLD)
        } else {
            Style::new()
        };
        let pointer = if is_here { "▶ " } else { "  " };
        let area = Rect::new(inner.x, inner.y + row, inner.width, 1);
        let at = form::line(buffer, area, &format!("{pointer}{name}"), input, style);
        if is_here {
            cursor = at;
        }
    }
    let same = it.same(&app.book);
    let parent = match it.parent(&app.book) {
        _ if same.is_some() => same.map(already).unwrap_or_default(),
        Some(id) => format!("Under “{}” ({id}).", app.book.label(id)),
        None if it.parent.text().trim().is_empty() => {
            "A theme of its own; type the name of a code to put it under that.".to_owned()
        }
        None => "No code is called so.".to_owned(),
    };
    let mut lines = vec![Line::raw(clean(&parent))];
    if same.is_none() {
        let file = clean(app.book.codebook.source.name());
        let told = format!("It is written into {file}, whose comments and layout stay.");
        lines.push(Line::styled(told, palette.quiet()));
    }
    let below = Rect::new(
        inner.x,
        inner.y + 4,
        inner.width,
        inner.height.saturating_sub(4),
    );
    pane::paragraph(lines, below, buffer);
    cursor
}

/// What is said where a code has the name already.
fn already(code: &Code) -> String {
    let Code { label, id, .. } = code;
    if code.retired {
        format!("“{label}” is a retired code ({id}): type another name.")
    } else {
        format!(
            "The codebook has “{label}” already ({id}): Enter codes with it. For a new code, type another name, or another \
             code to put it under."
        )
    }
}

/// The lines of the help in a window of so many columns: those with a key name it.
fn help_text(columns: u16) -> Vec<(Option<String>, String)> {
    let room = usize::from(columns).saturating_sub(2);
    let mut lines = Vec::new();
    for section in keys::sections() {
        if !lines.is_empty() {
            lines.push((None, String::new()));
        }
        lines.push((None, section.title.to_owned()));
        for binding in section.bindings {
            let names = binding.names();
            let left = if room >= 60 { 26 } else { 13 };
            let words = fold(binding.what, room.saturating_sub(left + 1).max(8));
            for (at, line) in words.into_iter().enumerate() {
                let key = if at == 0 {
                    fit(&names, left)
                } else {
                    String::new()
                };
                lines.push((Some(key), format!("{}{line}", " ".repeat(left + 1))));
            }
        }
    }
    lines
}

/// How many lines the help has in a window of so many columns.
pub fn help_lines(columns: u16) -> usize {
    help_text(columns).len()
}

/// Breaks a text of ours at its spaces.
pub(super) fn fold(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last_mut().expect("there is always one");
        if last.is_empty() {
            word.clone_into(last);
        } else if width(last) + 1 + width(word) <= columns {
            *last += " ";
            *last += word;
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

fn help(top: usize, palette: Palette, buffer: &mut Buffer) {
    let whole = buffer.area;
    let area = Rect::new(0, 1, whole.width, whole.height - 2);
    Clear.render(area, buffer);
    let lines = help_text(whole.width);
    for (row, (key, text)) in (area.y..area.bottom()).zip(lines.into_iter().skip(top)) {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        match key {
            None => {
                buffer.set_string(
                    1,
                    row,
                    text,
                    palette.head().add_modifier(Modifier::UNDERLINED),
                );
            }
            Some(key) => {
                buffer.set_string(1, row, text, Style::new());
                buffer.set_string(1, row, key, bold);
            }
        }
    }
}
