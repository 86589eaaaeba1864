//! The window: which rows of the text are in it, and how it is divided.

use ratatui::layout::Rect;

use super::app::App;
use super::wrap::Rows;

/// The narrowest window that anything can be read in.
pub const LEAST_COLUMNS: u16 = 24;
/// The lowest.
pub const LEAST_ROWS: u16 = 8;

/// What is seen of the text.
#[derive(Debug, Default)]
pub struct View {
    /// Columns of the window.
    pub width: u16,
    /// Rows of the window.
    pub height: u16,
    /// The text in rows.
    pub rows: Rows,
    /// The first row that is seen.
    pub top: usize,
    /// The column that moving up and down keeps to.
    pub column: Option<usize>,
}

/// How a window is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Areas {
    /// The first line.
    pub title: Rect,
    /// Marks beside the selection.
    pub gutter: Rect,
    /// The words.
    pub text: Rect,
    /// Codes.
    pub margin: Rect,
    /// What is known of the coding in hand.
    pub pane: Rect,
    /// The last line.
    pub bottom: Rect,
}

/// Divides a window; `None` where it is too small.
pub fn areas(width: u16, height: u16) -> Option<Areas> {
    if width < LEAST_COLUMNS || height < LEAST_ROWS {
        return None;
    }
    let margin = match width {
        0..100 => width * 3 / 10,
        _ => (width / 3).min(48),
    };
    let pane = match height {
        0..12 => 2,
        12..20 => 4,
        20..32 => 6,
        _ => 9,
    };
    let body = height - pane - 2;
    let words = width - margin - 3;
    Some(Areas {
        title: Rect::new(0, 0, width, 1),
        gutter: Rect::new(0, 1, 2, body),
        text: Rect::new(2, 1, words, body),
        margin: Rect::new(width - margin, 1, margin, body),
        pane: Rect::new(0, 1 + body, width, pane),
        bottom: Rect::new(0, height - 1, width, 1),
    })
}

impl View {
    /// How it is divided.
    pub fn areas(&self) -> Option<Areas> {
        areas(self.width, self.height)
    }

    /// How many rows of text are seen.
    pub fn text_rows(&self) -> usize {
        self.areas()
            .map_or(1, |areas| usize::from(areas.text.height))
    }

    /// How many rows of text stay to be seen above what is laid over them.
    pub fn rows_above(&self) -> usize {
        let covered = self
            .areas()
            .map_or(0, |_| usize::from(overlay_rows(self.height)));
        usize::from(self.height)
            .saturating_sub(covered + 2)
            .clamp(1, self.text_rows())
    }
}

/// How many rows of a window are laid over it where something is chosen.
pub fn overlay_rows(height: u16) -> u16 {
    (height * 3 / 5).max(6).min(height - 2)
}

impl App {
    /// Gives the window another size.
    pub fn resize(&mut self, width: u16, height: u16) {
        let before = self.view.areas().map(|areas| areas.text.width);
        self.view.width = width;
        self.view.height = height;
        let Some(areas) = self.view.areas() else {
            return;
        };
        if before != Some(areas.text.width) {
            self.view.rows = Rows::new(&self.script, usize::from(areas.text.width));
        }
        self.reveal();
    }

    /// Scrolls so that the moving end of the selection is seen, and its start where that is possible.
    pub fn reveal(&mut self) {
        let seen = match self.mode {
            super::app::Mode::Palette(_)
            | super::app::Mode::NewCode(_)
            | super::app::Mode::Memo { .. } => self.view.rows_above(),
            _ => self.view.text_rows(),
        };
        let span = self.selected();
        let last = super::select::last_byte(&self.script, span);
        let mut first = self.view.rows.row_of(span.start);
        let mut last = self.view.rows.row_of(last);
        // Who speaks is seen as well, where that is just above.
        if first > 0
            && seen > 3
            && self
                .view
                .rows
                .get(first - 1)
                .is_some_and(|row| row.turn > 0 || first == 1)
        {
            let above = self.view.rows.get(first - 1).map(|row| row.what);
            first -= usize::from(above == Some(super::wrap::What::Head));
        }
        if last - first >= seen {
            let head_is_last = self.selection.head >= self.selection.anchor;
            let free = matches!(self.mode, super::app::Mode::Free);
            if free && head_is_last {
                first = last;
            } else {
                last = first + seen - 1;
            }
        }
        let top = &mut self.view.top;
        if first < *top {
            *top = first;
        } else if last >= *top + seen {
            *top = last + 1 - seen;
        }
        *top = (*top).min(self.view.rows.len().saturating_sub(1));
    }

    /// Scrolls by rows, whatever is selected.
    pub(super) fn scroll(&mut self, rows: isize) {
        let last = self.view.rows.len().saturating_sub(self.view.text_rows());
        self.view.top = self.view.top.saturating_add_signed(rows).min(last);
    }
}
