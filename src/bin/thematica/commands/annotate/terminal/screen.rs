//! The terminal, taken over and given back.

use std::env;
use std::fs;
use std::io::{self, Stdout, Write as _};
use std::mem::ManuallyDrop;
use std::panic;
use std::process::Command;

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};

use crate::tui::app::App;
use crate::tui::draw::draw;

/// The terminal while it is ours. When this is dropped, it is as it was.
pub struct Screen {
    /// What is drawn on. It is never dropped: it would show the cursor, as we do, and panic where the terminal is closed.
    pub terminal: ManuallyDrop<Terminal<CrosstermBackend<Stdout>>>,
}

impl Screen {
    /// Takes the terminal over.
    pub fn enter(color: bool) -> io::Result<Self> {
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
            .map(|terminal| Self {
                terminal: ManuallyDrop::new(terminal),
            })
            .inspect_err(|_| give_back())
    }

    /// Draws a transcript.
    pub fn draw(&mut self, app: &App) -> io::Result<()> {
        self.terminal.draw(|frame| {
            if let Some(cursor) = draw(app, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        Ok(())
    }

    /// Lets the user's editor have the terminal, and gives what was written; else why nothing was.
    pub fn edit(&mut self, text: &str) -> io::Result<Result<String, String>> {
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
