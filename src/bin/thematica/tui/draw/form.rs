//! Fields in which something is typed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::cells::{cells, fit, width};
use super::super::input::Input;

/// Draws a field of one line with what is typed; gives the place of the cursor.
pub(super) fn line(
    buffer: &mut Buffer,
    area: Rect,
    name: &str,
    input: &Input,
    style: Style,
) -> Position {
    let name = fit(name, usize::from(area.width) / 2);
    let start = u16::try_from(width(&name)).unwrap_or(0);
    buffer.set_string(area.x, area.y, &name, style);
    let room = usize::from(area.width.saturating_sub(start + 1));
    // What stands before the cursor is seen, as much of it as there is room for.
    let before = width(&input.text()[..input.at()]);
    let skipped = before.saturating_sub(room);
    let (mut taken, mut column) = (0, area.x + start);
    for cell in cells(input.text(), 0) {
        taken += cell.width;
        if taken <= skipped || cell.width == 0 {
            continue;
        }
        if taken - skipped > room {
            break;
        }
        buffer.set_string(column, area.y, &cell.shown, style);
        column += u16::try_from(cell.width).unwrap_or(0);
    }
    let cursor = u16::try_from(before - skipped).unwrap_or(0);
    Position::new(area.x + start + cursor, area.y)
}

/// Draws a text of several lines, broken where they are too long; gives the place of the cursor.
pub(super) fn lines(buffer: &mut Buffer, area: Rect, input: &Input) -> Position {
    let columns = area.width.max(1);
    let (mut x, mut y) = (0, 0);
    let mut placed: Vec<(u16, u16, String)> = Vec::new();
    let mut cursor = None;
    for cell in cells(input.text(), 0) {
        let wide = u16::try_from(cell.width).unwrap_or(0);
        let is_break = &input.text()[cell.start..cell.end] == "\n";
        if !is_break && x + wide > columns {
            (x, y) = (0, y + 1);
        }
        if cell.start == input.at() {
            cursor = Some((x, y));
        }
        if is_break {
            (x, y) = (0, y + 1);
        } else if wide > 0 {
            placed.push((x, y, cell.shown.into_owned()));
            x += wide;
        }
    }
    let (column, row) = cursor.unwrap_or((x.min(columns - 1), y));
    let top = (row + 1).saturating_sub(area.height);
    for (x, y, shown) in placed {
        if y >= top && y - top < area.height {
            buffer.set_string(area.x + x, area.y + y - top, shown, Style::new());
        }
    }
    Position::new(area.x + column, area.y + row - top)
}
