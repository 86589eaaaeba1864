//! The thin loop between the terminal and the screen's state.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::sync::Arc;

use ratatui::crossterm::event;
use thematica::coding::record::Anchor;

use super::grow::grow;
use super::room::{Opened, Room};
use super::save::{Desk, Saver};
use super::watch::Watch;
use crate::failure::Failure;
use crate::messages;
use crate::status::Status;
use crate::tui::app::{App, Leave};
use crate::tui::chooser::Choice;
use crate::tui::draw::draw_chooser;
use crate::tui::event::{Effect, Event};
use crate::tui::update::update;

mod listen;
mod screen;

use listen::{Heard, Listener};
use screen::Screen;

/// Shows transcripts until one leaves.
pub fn run(room: &Room, mut chosen: Option<usize>) -> Result<Status, Failure> {
    let failed = |error: io::Error| Failure::new(format!("the terminal cannot be used: {error}"));
    let screen = Screen::enter(room.color).map_err(failed)?;
    let listener = Listener::start().map_err(failed)?;
    let mut desk = Reading {
        room,
        screen,
        listener,
        waiting: VecDeque::new(),
        places: HashMap::new(),
    };
    let (mut open, mut notice, mut unsaved) = (None, None, None);
    let mut again = false;
    loop {
        let number = match chosen.take() {
            Some(number) => number,
            None => match desk.choose(open, notice.take()).map_err(failed)? {
                Some(number) => number,
                None => break,
            },
        };
        match room.open(&room.study.documents[number]) {
            Ok(opened) => {
                open = Some(number);
                let left = desk.read(number, opened, again).map_err(failed)?;
                unsaved = left.unsaved.or(unsaved);
                if left.to == Leave::Program {
                    break;
                }
                again = left.to == Leave::Again;
                chosen = again.then_some(number);
            }
            Err(reason) => {
                notice = Some(reason);
                again = false;
            }
        }
    }
    drop(desk);
    if let Some(reason) = unsaved {
        messages::error(&format!("not everything was saved: {reason}"), None);
        return Ok(Status::NotDone);
    }
    Ok(Status::Clean)
}

/// How a transcript was left.
struct Left {
    to: Leave,
    /// Why something could not be saved.
    unsaved: Option<String>,
}

struct Reading<'r> {
    room: &'r Room,
    screen: Screen,
    listener: Listener,
    /// What happened and is not answered yet: keys that are pressed ahead of a new screen count there.
    waiting: VecDeque<Heard>,
    /// What was selected in each transcript when it was left.
    places: HashMap<usize, Anchor>,
}

impl Reading<'_> {
    /// Shows the list of transcripts; `None` where one leaves.
    fn choose(&mut self, open: Option<usize>, notice: Option<String>) -> io::Result<Option<usize>> {
        let mut chooser = self.room.chooser(open);
        chooser.notice = notice.or(chooser.notice);
        loop {
            if self.waiting.is_empty() {
                let terminal = &mut self.screen.terminal;
                terminal.draw(|frame| draw_chooser(&chooser, frame.buffer_mut()))?;
                self.waiting.extend(self.listener.wait());
            }
            let choice = match self.waiting.pop_front() {
                Some(Heard::Terminal(event::Event::Key(key))) => chooser.key(key),
                Some(Heard::Terminal(event::Event::Mouse(mouse))) => chooser.mouse(mouse),
                Some(Heard::Terminal(_) | Heard::Disk) | None => None,
                Some(Heard::End) => return Ok(None),
                Some(Heard::Broken(error)) => return Err(error),
            };
            match choice {
                Some(Choice::Open(at)) => return Ok(Some(at)),
                Some(Choice::Quit) => return Ok(None),
                None => {}
            }
        }
    }

    /// Shows a transcript until one leaves it; `again` where it was shown just before.
    fn read(&mut self, number: usize, opened: Opened, again: bool) -> io::Result<Left> {
        let room = self.room;
        let document = &room.study.documents[number];
        let desk = Desk {
            pen: Arc::clone(&self.room.pen),
            root: self.room.study.root.clone(),
            id: document.id.clone(),
            name: opened.name,
            stands: room.stands(&document.id),
            base: opened.base,
        };
        let disk = self.listener.sender();
        let mut saver = Saver::start(desk, move || {
            // Where nobody listens any more, nobody wants to know.
            let _ = disk.send(Heard::Disk);
        });
        let size = self.screen.terminal.size()?;
        let mut app = opened.app.begun(size.width, size.height);
        app.welcome(opened.notice);
        if let Some(place) = self.places.get(&number) {
            app.resume(place);
        }
        if again {
            app.welcome_again();
        }
        let mut watch = Watch::new(&room.study, document, opened.stamp, app.hash());
        loop {
            if self.waiting.is_empty() {
                self.screen.draw(&app)?;
                self.waiting.extend(self.listener.wait());
            }
            let events: Vec<Event> = match self.waiting.pop_front() {
                Some(Heard::Terminal(event)) => {
                    // Before a key lays a code on words, it is looked whether they are still there.
                    let changed = watch.look().map(Event::Changed);
                    changed.into_iter().chain(known(event)).collect()
                }
                Some(Heard::Disk) => saver.next().map(Event::Saved).into_iter().collect(),
                Some(Heard::End) => return Ok(leave(&mut app, saver, Leave::Program)),
                Some(Heard::Broken(error)) => {
                    leave(&mut app, saver, Leave::Program);
                    return Err(error);
                }
                None => Vec::new(),
            };
            for event in events {
                let effects = update(&mut app, event);
                if let Some(to) = self.work(&mut app, &mut saver, effects)? {
                    self.places.insert(number, app.bookmark());
                    return Ok(leave(&mut app, saver, to));
                }
            }
        }
    }

    /// Does what is to be done; where to, when the transcript is left.
    fn work(
        &mut self,
        app: &mut App,
        saver: &mut Saver,
        effects: Vec<Effect>,
    ) -> io::Result<Option<Leave>> {
        for effect in effects {
            let event = match effect {
                Effect::Save(number, work) => {
                    saver.send(number, work);
                    continue;
                }
                Effect::Leave(to) => return Ok(Some(to)),
                // Only words ask for it; here there is a list.
                Effect::Open(_) => continue,
                Effect::Editor(of, text) => {
                    let screen = &mut self.screen;
                    let edited = self.listener.away(|| screen.edit(&text))?;
                    // The window may have another size now.
                    let size = self.screen.terminal.size()?;
                    update(app, Event::Resize(size.width, size.height));
                    Event::Edited(of, edited)
                }
                Effect::NewCode(wanted) => Event::Codebook(grow(self.room, &wanted)),
            };
            let effects = update(app, event);
            if let Some(to) = self.work(app, saver, effects)? {
                return Ok(Some(to));
            }
        }
        Ok(None)
    }
}

/// Waits until everything is written.
fn leave(app: &mut App, saver: Saver, to: Leave) -> Left {
    while app.saving.is_busy() {
        update(app, Event::Saved(saver.wait()));
    }
    drop(saver);
    Left {
        to,
        unsaved: app.saving.failure().map(str::to_owned),
    }
}

fn known(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(key) => Some(Event::Key(key)),
        event::Event::Mouse(mouse) => Some(Event::Mouse(mouse)),
        event::Event::Paste(text) => Some(Event::Paste(text)),
        event::Event::Resize(width, height) => Some(Event::Resize(width, height)),
        event::Event::FocusGained | event::Event::FocusLost => None,
    }
}
