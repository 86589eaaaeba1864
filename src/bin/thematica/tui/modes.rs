//! What keys do where something is typed or chosen.

use std::sync::Arc;

use ratatui::crossterm::event::{KeyCode, KeyEvent};
use thematica::codebook::Codebook;

use super::app::{App, Leave, Listed, Mode};
use super::book::Book;
use super::event::Effect;
use super::history::MemoOf;
use super::input::Input;
use super::keys::{self, Action};
use super::marks::{Item, Layer};
use super::new_code::Form;
use super::palette::Palette;
use super::select::To;

/// How many lines a page is in what lies over the text.
const PAGE: isize = 8;

impl App {
    pub(super) fn palette(&mut self, mut palette: Palette, key: KeyEvent) {
        let action = keys::action(keys::PALETTE.bindings, key);
        match action {
            Some(Action::Cancel) => {
                self.reveal();
                return;
            }
            Some(Action::Accept | Action::AcceptStay) => {
                let Some(code) = palette.chosen() else {
                    // What was searched in vain is the name of a new code.
                    let form = Form::new(&self.book, palette.input.text());
                    self.mode = Mode::NewCode(form);
                    return;
                };
                let id = self.book.codebook.code(code).id.clone();
                let span = self.selected();
                self.assign(&id, span);
                if action == Some(Action::Accept) {
                    self.reveal();
                    return;
                }
                palette = Palette::new(&self.book, &self.recent);
            }
            Some(Action::Down) => palette.step(1),
            Some(Action::Up) => palette.step(-1),
            Some(Action::PageDown) => palette.step(PAGE),
            Some(Action::PageUp) => palette.step(-PAGE),
            _ if palette.input.type_line(key) => palette.search(&self.book, &self.recent),
            _ => {}
        }
        self.mode = Mode::Palette(palette);
    }

    /// Lists the proposals, or codings of one's own.
    pub(super) fn open_list(&mut self, kind: Listed) {
        if kind == Listed::Proposals && !self.shown.proposals {
            self.shown.proposals = true;
            self.lay_out();
        }
        let items = self.listed(kind);
        if items.is_empty() {
            let what = match kind {
                Listed::Proposals => "no proposal is open",
                Listed::Mine => "you have coded nothing yet",
                Listed::Lost => "no coding is lost: all were found in the text",
            };
            self.notice = Some(what.to_owned());
            return;
        }
        let here = self.selected().start;
        let starts = items.iter().filter_map(|item| self.span_of(*item));
        let at = starts.take_while(|span| span.start < here).count();
        let at = self
            .focus
            .and_then(|focus| items.iter().position(|it| *it == focus))
            .unwrap_or(at);
        let at = at.min(items.len() - 1);
        self.mode = Mode::List { items, at, kind };
    }

    pub(super) fn listed(&self, kind: Listed) -> Vec<Item> {
        let layer = match kind {
            Listed::Proposals => Layer::Proposed,
            Listed::Mine => Layer::Mine,
            Listed::Lost => return self.lost().map(|(item, _)| item).collect(),
        };
        let marks = self.marks.all().iter();
        marks
            .map(|mark| mark.item)
            .filter(|item| item.layer() == layer)
            .collect()
    }

    pub(super) fn list(&mut self, items: &[Item], at: usize, kind: Listed, key: KeyEvent) {
        let proposals = kind == Listed::Proposals;
        let last = items.len().saturating_sub(1);
        let step = |rows: isize| at.saturating_add_signed(rows).min(last);
        let section = match kind {
            Listed::Lost => &keys::LOST,
            Listed::Proposals | Listed::Mine => &keys::LIST,
        };
        let action = keys::action(section.bindings, key);
        let to = match action {
            Some(Action::Cancel) => return,
            Some(Action::Accept) if kind == Listed::Lost => return self.take_lost(items[at]),
            Some(Action::Accept) => {
                let item = items[at];
                if let Some(span) = self.span_of(item) {
                    self.go_to(span, Some(item));
                }
                return;
            }
            Some(Action::Down) => step(1),
            Some(Action::Up) => step(-1),
            Some(Action::PageDown) => step(PAGE),
            Some(Action::PageUp) => step(-PAGE),
            Some(Action::Take) if proposals => {
                self.take(items[at]);
                at
            }
            Some(Action::Refuse) if proposals => {
                self.refuse(items[at]);
                at
            }
            Some(Action::Remove) if !proposals => {
                self.remove(items[at]);
                at
            }
            Some(Action::Undo) => {
                self.travel(true);
                at
            }
            _ => at,
        };
        let items = self.listed(kind);
        if items.is_empty() {
            return;
        }
        let at = to.min(items.len() - 1);
        // The text behind the list shows where it is.
        if let Some(span) = self.span_of(items[at]) {
            self.go_to(span, Some(items[at]));
        }
        self.mode = Mode::List { items, at, kind };
    }

    pub(super) fn searching(&mut self, mut input: Input, key: KeyEvent) {
        match keys::action(keys::SEARCH.bindings, key) {
            Some(Action::Cancel) => {}
            Some(Action::Accept) => {
                if !input.text().trim().is_empty() {
                    self.find_words(input.text());
                }
                self.seek_match(To::Next, true);
            }
            _ => {
                if input.type_line(key) {
                    self.find_words(input.text());
                }
                self.mode = Mode::Search(input);
            }
        }
    }

    pub(super) fn open_memo(&mut self, action: Action) {
        let focus = self.focus;
        let of = match (action, focus) {
            (Action::MemoTranscript, _) => MemoOf::Transcript,
            (Action::MemoCoding, Some(item @ Item::Mine(_))) => MemoOf::Coding(
                self.record(item)
                    .map_or_else(String::new, |it| it.id.clone()),
            ),
            (Action::MemoCode, Some(item)) => MemoOf::Code(self.code_of(item).to_owned()),
            _ => {
                self.not_mine(focus);
                return;
            }
        };
        self.write_memo(of);
    }

    /// Opens a memo.
    pub fn write_memo(&mut self, of: MemoOf) {
        let input = Input::new(self.memo_text(&of).trim_end());
        self.mode = Mode::Memo { of, input };
        self.reveal();
    }

    pub(super) fn memo_key(&mut self, of: MemoOf, mut input: Input, key: KeyEvent) {
        match keys::action(keys::MEMO.bindings, key) {
            Some(Action::Save) => self.set_memo(&of, input.text()),
            Some(Action::Cancel) => {}
            Some(Action::Editor) => {
                self.effects
                    .push(Effect::Editor(of.clone(), input.text().to_owned()));
                self.mode = Mode::Memo { of, input };
                return;
            }
            _ => {
                input.type_lines(key);
                self.mode = Mode::Memo { of, input };
                return;
            }
        }
        self.reveal();
    }

    pub(super) fn edited(&mut self, of: &MemoOf, result: Result<String, String>) {
        match result {
            Ok(text) => {
                self.mode = Mode::Reading;
                self.set_memo(of, &text);
                self.reveal();
            }
            // What was typed stays on the screen.
            Err(reason) => self.notice = Some(reason),
        }
    }

    pub(super) fn new_code(&mut self, mut form: Form, key: KeyEvent) {
        match keys::action(keys::NEW_CODE.bindings, key) {
            Some(Action::Cancel) => {
                self.reveal();
                return;
            }
            Some(Action::NextField) => form.step(true),
            Some(Action::Up) => form.step(false),
            Some(Action::Accept) => {
                if let Some(code) = form.same(&self.book).filter(|code| !code.retired) {
                    // One name is one code.
                    let id = code.id.clone();
                    let span = self.selected();
                    self.assign(&id, span);
                    self.reveal();
                    return;
                }
                match form.wanted(&self.book) {
                    Ok(wanted) => {
                        self.coming = Some((wanted.id.clone(), self.selected()));
                        self.effects.push(Effect::NewCode(wanted));
                    }
                    Err(reason) => self.notice = Some(reason),
                }
            }
            _ => {
                if form.input().type_line(key) && !is_move(key) {
                    form.typed(&self.book);
                }
            }
        }
        self.mode = Mode::NewCode(form);
    }

    pub(super) fn codebook_came(&mut self, result: Result<Arc<Codebook>, String>) {
        let coming = self.coming.take();
        match (result, coming) {
            (Ok(codebook), coming) => {
                self.book = Book::new(codebook);
                self.mode = Mode::Reading;
                if let Some((id, span)) = coming {
                    self.assign(&id, span);
                    let label = self.book.label(&id);
                    let coded = if self.is_changed {
                        ""
                    } else {
                        ", and coded here"
                    };
                    self.notice = Some(format!("“{label}” is in the codebook now{coded}"));
                }
                self.reveal();
            }
            // The form stays, so that it can be mended.
            (Err(reason), _) => self.notice = Some(reason),
        }
    }

    pub(super) fn help(&mut self, top: usize, key: KeyEvent) {
        let page = usize::from(self.view.height.saturating_sub(4)).max(1);
        let last = super::draw::help_lines(self.view.width).saturating_sub(page);
        let top = match keys::action(keys::HELP.bindings, key) {
            Some(Action::Cancel) => return,
            Some(Action::Down) => top + 1,
            Some(Action::Up) => top.saturating_sub(1),
            Some(Action::PageDown) => top + page,
            Some(Action::PageUp) => top.saturating_sub(page),
            _ => top,
        };
        self.mode = Mode::Help(top.min(last));
    }

    /// Leaves as soon as everything is on the disk.
    pub fn leave(&mut self, to: Leave) {
        if !self.saving.is_busy() && self.saving.failure().is_some() {
            self.save_again();
        }
        self.mode = Mode::Leaving(to);
        self.leave_when_saved();
    }

    pub(super) fn leave_when_saved(&mut self) {
        let Mode::Leaving(to) = self.mode else { return };
        if self.saving.is_done() {
            self.effects.push(Effect::Leave(to));
        } else if !self.saving.is_busy() {
            self.mode = Mode::Reading;
            self.notice = Some(
                "not everything is saved; q tries again, Ctrl+Q leaves all the same".to_owned(),
            );
        }
    }
}

fn is_move(key: KeyEvent) -> bool {
    matches!(
        key.code,
        KeyCode::Left | KeyCode::Right | KeyCode::Home | KeyCode::End
    )
}
