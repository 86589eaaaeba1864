//! Choosing one of a study's transcripts.

use ratatui::crossterm::event::{KeyEvent, KeyEventKind, MouseEvent, MouseEventKind};

use super::keys::{self, Action};

/// A transcript in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// How many codings of the coder stand in it.
    pub codings: usize,
    /// The day on which the coder finished it.
    pub finished: Option<String>,
}

/// The list.
#[derive(Debug)]
pub struct Chooser {
    /// The transcripts, in the order of their ids.
    pub rows: Vec<Entry>,
    /// Which is chosen.
    pub at: usize,
    /// Which was open before.
    pub open: Option<usize>,
    /// Whose codings are counted.
    pub coder: String,
    /// What is said to the reader until the next key.
    pub notice: Option<String>,
    /// Whether there are colours.
    pub color: bool,
}

/// What came of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Read the transcript with this number.
    Open(usize),
    /// Leave.
    Quit,
}

/// How many lines a page is.
const PAGE: isize = 10;

impl Entry {
    /// Its state in few letters.
    pub fn short_state(&self) -> String {
        match (&self.finished, self.codings) {
            (Some(_), count) => format!("{count:>5} ✓"),
            (None, 0) => "    –".to_owned(),
            (None, count) => format!("{count:>5}"),
        }
    }
}

impl Chooser {
    /// The wheel goes up and down.
    pub fn mouse(&mut self, mouse: MouseEvent) -> Option<Choice> {
        let last = self.rows.len().saturating_sub(1);
        match mouse.kind {
            MouseEventKind::ScrollDown => self.at = (self.at + 1).min(last),
            MouseEventKind::ScrollUp => self.at = self.at.saturating_sub(1),
            _ => {}
        }
        None
    }

    /// Does what a key does.
    pub fn key(&mut self, key: KeyEvent) -> Option<Choice> {
        if key.kind == KeyEventKind::Release {
            return None;
        }
        self.notice = None;
        let last = self.rows.len().saturating_sub(1);
        let step = |rows: isize| self.at.saturating_add_signed(rows).min(last);
        self.at = match keys::action(keys::CHOOSER.bindings, key)? {
            Action::Down => step(1),
            Action::Up => step(-1),
            Action::PageDown => step(PAGE),
            Action::PageUp => step(-PAGE),
            Action::Start => 0,
            Action::End => last,
            Action::NextUncoded => {
                let rows = self.rows.iter().enumerate().cycle();
                let mut after = rows.skip(self.at + 1).take(self.rows.len());
                let open = after.find(|(_, row)| row.finished.is_none());
                open.map_or(self.at, |(at, _)| at)
            }
            Action::Accept if !self.rows.is_empty() => return Some(Choice::Open(self.at)),
            Action::Cancel => {
                if let Some(open) = self.open {
                    return Some(Choice::Open(open));
                }
                self.notice = Some("Enter reads the transcript, q leaves".to_owned());
                self.at
            }
            Action::Quit => return Some(Choice::Quit),
            _ => self.at,
        };
        None
    }
}
