//! The mouse: a click selects, dragging selects freely, the wheel scrolls.

use ratatui::crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};
use thematica::text::Span;

use super::app::{App, Mode};
use super::script::Grain;
use super::select::Selection;

/// How many rows a step of the wheel is.
const WHEEL: isize = 3;

impl App {
    pub(super) fn mouse(&mut self, mouse: MouseEvent) {
        let rows = match mouse.kind {
            MouseEventKind::ScrollDown => WHEEL,
            MouseEventKind::ScrollUp => -WHEEL,
            _ => 0,
        };
        match &mut self.mode {
            Mode::Reading | Mode::Free if rows != 0 => self.scroll(rows),
            Mode::Reading | Mode::Free => self.click(mouse),
            Mode::Palette(palette) => palette.step(rows.signum()),
            Mode::Help(top) => *top = top.saturating_add_signed(rows),
            _ => {}
        }
    }

    fn click(&mut self, mouse: MouseEvent) {
        let Some(areas) = self.view.areas() else {
            return;
        };
        match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                self.notice = None;
                self.mode = Mode::Reading;
                if let Some(byte) = self.pointed(areas.text, mouse) {
                    self.pressed = Some(byte);
                    self.selection = Selection::unit(&self.script, self.selection.grain, byte);
                    self.view.column = None;
                    self.refocus(None);
                } else if let Some(span) = self.coded_in_row(areas.margin, mouse) {
                    self.go_to(span, None);
                }
            }
            MouseEventKind::Drag(MouseButton::Left) => self.drag(areas.text, mouse),
            MouseEventKind::Up(MouseButton::Left) => self.pressed = None,
            _ => {}
        }
    }

    /// Selects from where the mouse was pressed to where it is: whole words, or characters while Control is held.
    fn drag(&mut self, text: Rect, mouse: MouseEvent) {
        let (Some(from), Some(to)) = (self.pressed, self.pointed(text, mouse)) else {
            return;
        };
        let whole = |byte| {
            if mouse.modifiers.contains(KeyModifiers::CONTROL) {
                Selection::over(Span::new(byte, byte), Grain::Word).span(&self.script)
            } else {
                self.script.unit(Grain::Word, byte)
            }
        };
        let grain = self.selection.grain;
        self.selection = Selection::over(whole(from).cover(whole(to)), grain);
        self.refocus(None);
    }

    /// The byte below the mouse.
    fn pointed(&self, text: Rect, mouse: MouseEvent) -> Option<usize> {
        if !text.contains(Position::new(mouse.column, mouse.row)) {
            return None;
        }
        let row = self.view.top + usize::from(mouse.row - text.y);
        let column = usize::from(mouse.column - text.x);
        self.view.rows.byte_at(&self.script, row, column)
    }

    /// The place of the first coding of the row that the mouse is in.
    fn coded_in_row(&self, margin: Rect, mouse: MouseEvent) -> Option<Span> {
        if !margin.contains(Position::new(mouse.column, mouse.row)) {
            return None;
        }
        let row = self
            .view
            .rows
            .get(self.view.top + usize::from(mouse.row - margin.y))?;
        let marks = self.marks.within(row.span);
        marks.last().map(|mark| mark.span)
    }
}
