//! The thin loop between the terminal and the screen's state.

use std::env;
use std::fs;
use std::io::{self, Stdout, Write as _};
use std::panic;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{
    self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};

use super::grow::grow;
use super::room::{Opened, Room};
use super::save::{Desk, Saver};
use crate::failure::Failure;
use crate::messages;
use crate::status::Status;
use crate::tui::app::{App, Leave};
use crate::tui::chooser::Choice;
use crate::tui::draw::{draw, draw_chooser};
use crate::tui::event::{Effect, Event};
use crate::tui::update::update;

/// How long the terminal is listened to before the disk and signals are looked at.
const PAUSE: Duration = Duration::from_millis(100);
/// The same while something is being written.
const SHORT: Duration = Duration::from_millis(10);

/// Shows transcripts until one leaves.
pub fn run(room: &Room, mut chosen: Option<usize>) -> Result<Status, Failure> {
    let failed = |error: io::Error| Failure::new(format!("the terminal cannot be used: {error}"));
    let ended = signals().map_err(failed)?;
    let mut screen = Screen::enter(room.color).map_err(failed)?;
    let mut at = chosen.unwrap_or(0);
    let mut unsaved = None;
    let mut notice = None;
    loop {
        let number = match chosen.take() {
            Some(number) => number,
            None => match choose(room, &mut screen, at, notice.take(), &ended).map_err(failed)? {
                Some(number) => number,
                None => break,
            },
        };
        at = number;
        match room.open(&room.study.documents[number]) {
            Ok(opened) => {
                let left = read(room, number, opened, &mut screen, &ended).map_err(failed)?;
                unsaved = left.unsaved;
                if left.to == Leave::Program {
                    break;
                }
            }
            Err(reason) => notice = Some(reason),
        }
    }
    drop(screen);
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

fn choose(
    room: &Room,
    screen: &mut Screen,
    at: usize,
    notice: Option<String>,
    ended: &AtomicBool,
) -> io::Result<Option<usize>> {
    let mut chooser = room.chooser(at);
    chooser.notice = notice.or(chooser.notice);
    loop {
        screen
            .terminal
            .draw(|frame| draw_chooser(&chooser, frame.buffer_mut()))?;
        while !event::poll(PAUSE)? {
            if ended.load(Ordering::Relaxed) {
                return Ok(None);
            }
        }
        if let event::Event::Key(key) = event::read()? {
            match chooser.key(key) {
                Some(Choice::Open(at)) => return Ok(Some(at)),
                Some(Choice::Quit) => return Ok(None),
                None => {}
            }
        }
    }
}

fn read(
    room: &Room,
    number: usize,
    opened: Opened,
    screen: &mut Screen,
    ended: &AtomicBool,
) -> io::Result<Left> {
    let document = &room.study.documents[number];
    let mut saver = Saver::start(Desk {
        pen: Arc::clone(&room.pen),
        root: room.study.root.clone(),
        id: document.id.clone(),
        name: opened.name,
        base: opened.base,
    });
    let size = screen.terminal.size()?;
    let mut app = App::new(opened.opening, size.width, size.height);
    app.welcome(opened.notice);
    let mut is_stale = true;
    loop {
        if is_stale {
            screen.draw(&app)?;
        }
        is_stale = false;
        let mut events = Vec::new();
        let pause = if app.saving.is_busy() { SHORT } else { PAUSE };
        if event::poll(pause)? {
            events.extend(heard(event::read()?));
            // What came meanwhile is answered together.
            while events.len() < 64 && event::poll(Duration::ZERO)? {
                events.extend(heard(event::read()?));
            }
        }
        events.extend(
            std::iter::from_fn(|| saver.next())
                .take(64)
                .map(Event::Saved),
        );
        for event in events {
            is_stale = true;
            for effect in update(&mut app, event) {
                match effect {
                    Effect::Save(number, work) => saver.send(number, work),
                    Effect::Editor(of, text) => {
                        let edited = screen.edit(&text)?;
                        for effect in update(&mut app, Event::Edited(of, edited)) {
                            if let Effect::Save(number, work) = effect {
                                saver.send(number, work);
                            }
                        }
                    }
                    Effect::NewCode(wanted) => {
                        let grown = grow(room, &wanted);
                        for effect in update(&mut app, Event::Codebook(grown)) {
                            if let Effect::Save(number, work) = effect {
                                saver.send(number, work);
                            }
                        }
                    }
                    Effect::Leave(to) => return Ok(leave(&mut app, saver, to)),
                }
            }
        }
        if ended.load(Ordering::Relaxed) {
            return Ok(leave(&mut app, saver, Leave::Program));
        }
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

fn heard(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(key) => Some(Event::Key(key)),
        event::Event::Mouse(mouse) => Some(Event::Mouse(mouse)),
        event::Event::Paste(text) => Some(Event::Paste(text)),
        event::Event::Resize(width, height) => Some(Event::Resize(width, height)),
        event::Event::FocusGained | event::Event::FocusLost => None,
    }
}

/// The terminal while it is ours. When this is dropped, it is as it was.
struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
}

impl Screen {
    fn enter(color: bool) -> io::Result<Self> {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            give_back();
            before(info);
        }));
        take_over()?;
        // What crossterm makes of NO_COLOR is decided by us: attributes stay.
        ratatui::crossterm::style::force_color_output(color);
        let terminal = Terminal::new(CrosstermBackend::new(io::stdout()));
        terminal
            .map(|terminal| Self { terminal })
            .inspect_err(|_| give_back())
    }

    fn draw(&mut self, app: &App) -> io::Result<()> {
        self.terminal.draw(|frame| {
            if let Some(cursor) = draw(app, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        Ok(())
    }

    /// Lets the user's editor have the terminal, and gives what was written; else why nothing was.
    fn edit(&mut self, text: &str) -> io::Result<Result<String, String>> {
        give_back();
        let edited = edited(text);
        take_over()?;
        self.terminal.clear()?;
        Ok(edited)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn take_over() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(
        io::stdout(),
        EnterAlternateScreen,
        EnableMouseCapture,
        EnableBracketedPaste
    )
    .inspect_err(|_| give_back())
}

/// Leaves the terminal as it was found. There is nobody to tell that it is gone.
fn give_back() {
    let _ = execute!(
        io::stdout(),
        DisableBracketedPaste,
        DisableMouseCapture,
        LeaveAlternateScreen
    );
    let _ = execute!(io::stdout(), ratatui::crossterm::cursor::Show);
    let _ = disable_raw_mode();
    let _ = io::stdout().flush();
}

fn edited(text: &str) -> Result<String, String> {
    let set = |name| {
        env::var(name)
            .ok()
            .filter(|it: &String| !it.trim().is_empty())
    };
    let usual = if cfg!(windows) { "notepad" } else { "vi" };
    let editor = set("VISUAL")
        .or_else(|| set("EDITOR"))
        .unwrap_or_else(|| usual.to_owned());
    let failed = |error: io::Error| format!("the memo cannot be edited: {error}");
    let file = tempfile::Builder::new()
        .prefix("memo-")
        .suffix(".md")
        .tempfile()
        .map_err(failed)?;
    fs::write(file.path(), text).map_err(failed)?;
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or(usual);
    let status = Command::new(program).args(words).arg(file.path()).status();
    match status {
        Ok(status) if status.success() => {
            let text = fs::read_to_string(file.path()).map_err(failed)?;
            Ok(text.replace("\r\n", "\n"))
        }
        Ok(_) => Err(format!(
            "{program} ended with an error; the memo is as it was"
        )),
        Err(error) => Err(format!("{program} cannot be started: {error}")),
    }
}

/// A flag that is set when the process is told to end.
fn signals() -> io::Result<Arc<AtomicBool>> {
    let ended = Arc::new(AtomicBool::new(false));
    #[cfg(unix)]
    for signal in [
        signal_hook::consts::SIGTERM,
        signal_hook::consts::SIGHUP,
        signal_hook::consts::SIGINT,
    ] {
        signal_hook::flag::register(signal, Arc::clone(&ended))?;
    }
    Ok(ended)
}
