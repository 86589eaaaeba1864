//! What every event does to the screen.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind};

use super::app::{App, Leave, Listed, Mode};
use super::event::{Effect, Event};
use super::input::Input;
use super::keys::{self, Action};
use super::marks::Item;
use super::new_code::Form;
use super::palette::Palette;
use super::script::Grain;
use super::select::{Selection, To};

/// Takes in what happened, and gives back what is to be done.
pub fn update(app: &mut App, event: Event) -> Vec<Effect> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => {
            app.notice = None;
            app.key(key);
            app.remind();
        }
        Event::Key(_) => {}
        Event::Mouse(mouse) => app.mouse(mouse),
        Event::Paste(text) => app.paste(&text),
        Event::Resize(width, height) => app.resize(width, height),
        Event::Changed(is_changed) => app.changed(is_changed),
        Event::Saved(saved) => {
            app.saved(saved);
            app.leave_when_saved();
        }
        Event::Codebook(result) => app.codebook_came(result),
        Event::Edited(of, result) => app.edited(&of, result),
    }
    std::mem::take(&mut app.effects)
}

impl App {
    fn key(&mut self, key: KeyEvent) {
        match std::mem::replace(&mut self.mode, Mode::Reading) {
            Mode::Reading => self.reading(key),
            Mode::Free => self.free(key),
            Mode::Palette(palette) => self.palette(palette, key),
            Mode::List { items, at, kind } => self.list(&items, at, kind, key),
            Mode::Search(input) => self.searching(input, key),
            Mode::Memo { of, input } => self.memo_key(of, input, key),
            Mode::NewCode(form) => self.new_code(form, key),
            Mode::Help(top) => self.help(top, key),
            Mode::Leaving(to) => {
                // Whoever goes on working does not want to leave.
                if keys::reading(key) == Some(Action::Force) {
                    self.effects.push(Effect::Leave(to));
                }
            }
        }
    }

    fn reading(&mut self, key: KeyEvent) {
        if let Some(action) = keys::reading(key) {
            self.act(action, key);
        } else if key.code == KeyCode::Esc {
            self.selection = Selection::unit(&self.script, Grain::Sentence, self.selected().start);
            self.search.found.clear();
            self.held = None;
            self.placing = None;
            self.refocus(None);
        }
    }

    /// Does what a key does while one reads.
    pub fn act(&mut self, action: Action, key: KeyEvent) {
        if self.moves(action) || self.selects(action) {
            self.offer_held();
            self.offer_lost();
            return;
        }
        let held = self.held.take();
        if self.jumps(action) {
            return;
        }
        let placing = self.placing.take();
        match action {
            Action::Code => self.open_palette(),
            Action::Recent => self.assign_recent(key),
            Action::InVivo if self.is_outdated() => {}
            Action::InVivo => {
                let words = self.script.one_line(self.selected());
                self.mode = Mode::NewCode(Form::new(&self.book, &words));
                self.reveal();
            }
            Action::Remove => self.with_focus(Self::remove),
            Action::Take => self.with_focus(Self::take),
            Action::Refuse => self.with_focus(Self::refuse),
            Action::Move => match (placing, held) {
                (Some(id), _) => self.place_anew(&id),
                (None, Some(item)) => self.take_moved(item),
                (None, None) => self.with_focus(Self::take_moved),
            },
            Action::Split => self.with_focus(Self::take_split),
            Action::Undo => self.travel(true),
            Action::Redo => self.travel(false),
            Action::ListProposals => self.open_list(Listed::Proposals),
            Action::ListCodings => self.open_list(Listed::Mine),
            Action::ListLost => self.open_list(Listed::Lost),
            Action::ShowProposals => {
                self.shown.proposals = !self.shown.proposals;
                self.lay_out();
                self.refocus(None);
            }
            Action::ShowOthers => {
                self.shown.others = !self.shown.others;
                self.lay_out();
                self.refocus(None);
            }
            Action::MemoCoding | Action::MemoCode | Action::MemoTranscript => {
                self.open_memo(action);
            }
            Action::Finish => self.finish(),
            Action::Help => self.mode = Mode::Help(0),
            Action::Transcripts => self.leave(Leave::Transcript),
            Action::Reread => self.leave(Leave::Again),
            Action::Quit => self.leave(Leave::Program),
            Action::Force => self.effects.push(Effect::Leave(Leave::Program)),
            _ => {}
        }
    }

    fn moves(&mut self, action: Action) -> bool {
        let page = isize::try_from(self.view.text_rows().saturating_sub(2).max(1)).unwrap_or(1);
        match action {
            Action::Next => self.step(To::Next),
            Action::Previous => self.step(To::Previous),
            Action::Down => self.line(1),
            Action::Up => self.line(-1),
            Action::PageDown => self.line(page),
            Action::PageUp => self.line(-page),
            Action::Start => self.select_at(self.script.speech().start),
            Action::End => self.select_at(self.script.speech().end),
            Action::NextTurn => self.seek_turn(To::Next),
            Action::PreviousTurn => self.seek_turn(To::Previous),
            _ => return false,
        }
        if !matches!(
            action,
            Action::Down | Action::Up | Action::PageDown | Action::PageUp
        ) {
            self.view.column = None;
        }
        true
    }

    fn step(&mut self, to: To) {
        self.selection = self.selection.moved(&self.script, to);
        self.refocus(None);
        self.reveal();
    }

    /// Selects what stands so many rows further down.
    fn line(&mut self, rows: isize) {
        let byte = self.selection.anchor.min(self.selection.head);
        if let Some(byte) = self.byte_below(byte, rows) {
            let was = self.selected();
            let selection = Selection::unit(&self.script, self.selection.grain, byte);
            // A long sentence reaches over several rows: it is left all the same.
            let is_same = selection.span(&self.script) == was;
            self.selection = if is_same {
                let to = if rows > 0 { To::Next } else { To::Previous };
                self.selection.moved(&self.script, to)
            } else {
                selection
            };
        }
        self.refocus(None);
        self.reveal();
    }

    /// The byte that is shown so many rows of words further down, in the same column.
    pub(super) fn byte_below(&mut self, byte: usize, rows: isize) -> Option<usize> {
        let row = self.view.rows.row_of(byte);
        let column = match self.view.column {
            Some(column) => column,
            None => self.view.rows.column_of(&self.script, byte),
        };
        self.view.column = Some(column);
        let last = self.view.rows.len() - 1;
        let mut at = row.saturating_add_signed(rows).min(last);
        loop {
            if let Some(byte) = self.view.rows.byte_at(&self.script, at, column) {
                return Some(byte);
            }
            // Between the turns it goes on in the same direction.
            at = if rows > 0 { at + 1 } else { at.checked_sub(1)? };
            if at > last {
                return None;
            }
        }
    }

    fn selects(&mut self, action: Action) -> bool {
        let script = &self.script;
        let start = self.selection.span(script).start;
        self.selection = match action {
            Action::Word => Selection::unit(script, Grain::Word, start),
            Action::Sentence => Selection::unit(script, Grain::Sentence, start),
            Action::Paragraph => Selection::unit(script, Grain::Paragraph, start),
            Action::Turn => Selection::unit(script, Grain::Turn, start),
            Action::Grow => self.selection.grown(script),
            Action::Shrink => self.selection.shrunk(script),
            Action::LongerByWord => self.selection.by_word(script, To::Next),
            Action::ShorterByWord => self.selection.by_word(script, To::Previous),
            Action::Free => {
                self.mode = Mode::Free;
                self.selection
            }
            _ => return false,
        };
        self.view.column = None;
        self.refocus(None);
        self.reveal();
        true
    }

    fn jumps(&mut self, action: Action) -> bool {
        match action {
            Action::Search => self.mode = Mode::Search(Input::default()),
            Action::NextMatch => self.seek_match(To::Next, false),
            Action::PreviousMatch => self.seek_match(To::Previous, false),
            Action::NextUncoded => self.seek_uncoded(To::Next),
            Action::PreviousUncoded => self.seek_uncoded(To::Previous),
            Action::NextProposal => self.seek_proposal(To::Next),
            Action::PreviousProposal => self.seek_proposal(To::Previous),
            Action::NextDisagreement => self.seek_disagreement(To::Next),
            Action::PreviousDisagreement => self.seek_disagreement(To::Previous),
            Action::NextCoding => self.seek_coding(To::Next),
            Action::PreviousCoding => self.seek_coding(To::Previous),
            Action::Cycle => self.cycle(),
            _ => return false,
        }
        true
    }

    fn free(&mut self, key: KeyEvent) {
        let Some(action) = keys::action(keys::FREE.bindings, key) else {
            self.mode = Mode::Free;
            return;
        };
        let script = &self.script;
        self.selection = match action {
            Action::Next => self.selection.by_character(script, To::Next),
            Action::Previous => self.selection.by_character(script, To::Previous),
            Action::LongerByWord => self.selection.by_word(script, To::Next),
            Action::ShorterByWord => self.selection.by_word(script, To::Previous),
            Action::OtherEnd => self.selection.turned(),
            Action::Down | Action::Up => {
                let rows = if action == Action::Down { 1 } else { -1 };
                let byte = self.byte_below(self.selection.head, rows);
                let head = byte.unwrap_or(self.selection.head);
                self.selection.with_head(&self.script, head)
            }
            _ => self.selection,
        };
        match action {
            Action::Cancel => {}
            Action::Code => self.open_palette(),
            Action::Down | Action::Up => self.mode = Mode::Free,
            _ => {
                self.view.column = None;
                self.mode = Mode::Free;
            }
        }
        self.refocus(None);
        self.reveal();
    }

    fn with_focus(&mut self, work: impl FnOnce(&mut Self, Item)) {
        match self.focus {
            Some(item) => {
                work(self, item);
                self.reveal();
            }
            None => self.notice = Some("nothing is coded or proposed here".to_owned()),
        }
    }

    fn assign_recent(&mut self, key: KeyEvent) {
        let KeyCode::Char(digit) = key.code else {
            return;
        };
        let number = digit.to_digit(10).unwrap_or(1) as usize;
        match self.recent.get(number - 1).cloned() {
            Some(code) => {
                // The numbers stay while one codes with them: a hand learns them.
                let recent = self.recent.clone();
                let span = self.selected();
                self.assign(&code, span);
                self.recent = recent;
            }
            None => self.notice = Some(format!("no code is on {number} yet; Enter searches one")),
        }
    }

    /// Opens the search for a code.
    pub fn open_palette(&mut self) {
        if self.is_outdated() {
            return;
        }
        self.mode = Mode::Palette(Palette::new(&self.book, &self.recent));
        self.reveal();
    }

    fn paste(&mut self, text: &str) {
        let line = thematica::text::one_line(text);
        match &mut self.mode {
            Mode::Palette(palette) => {
                palette.input.insert(&line);
                palette.search(&self.book, &self.recent);
            }
            Mode::Search(input) => input.insert(&line),
            Mode::Memo { input, .. } => {
                input.insert(&text.replace("\r\n", "\n").replace('\r', "\n"));
            }
            Mode::NewCode(form) => {
                form.input().insert(&line);
                form.typed(&self.book);
            }
            _ => {}
        }
    }
}
