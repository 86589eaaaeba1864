//! Commands in words, line after line.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::sync::Arc;

use super::grow::grow;
use super::room::{Opened, Room};
use super::save::{Desk, Saver};
use crate::args::Global;
use crate::failure::Failure;
use crate::messages;
use crate::status::Status;
use crate::tui::app::{App, Leave};
use crate::tui::chooser::Chooser;
use crate::tui::event::{Effect, Event};
use crate::tui::linear::{Answer, hear, help};
use crate::tui::update::update;

/// A window that nothing is drawn in.
const SIZE: (u16, u16) = (80, 24);

/// Reads commands until one leaves or there are no more.
pub fn run(room: &Room, mut chosen: Option<usize>, global: &Global) -> Result<Status, Failure> {
    let lines = Lines::new(global);
    let mut status = Status::Clean;
    loop {
        let is_named = chosen.is_some();
        let number = match chosen.take() {
            Some(number) => Some(number),
            None => choose(room, &lines)?,
        };
        let Some(number) = number else {
            return Ok(status);
        };
        match room.open(&room.study.documents[number]) {
            Ok(opened) => {
                let (to, read) = read(room, number, opened, &lines)?;
                status = status.max(read);
                if to == Leave::Program {
                    return Ok(status);
                }
            }
            Err(reason) if is_named => return Err(Failure::new(reason)),
            Err(reason) => {
                messages::error(&reason, None);
                status = Status::NotDone;
            }
        }
    }
}

/// The commands as they come in.
struct Lines {
    prompt: bool,
}

impl Lines {
    fn new(global: &Global) -> Self {
        let is_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
        Self {
            prompt: is_terminal && !global.quiet,
        }
    }

    /// The next command; `None` after the last.
    fn next(&self) -> Result<Option<String>, Failure> {
        if self.prompt {
            let mut out = io::stdout().lock();
            let asked = write!(out, "> ").and_then(|()| out.flush());
            asked.map_err(|error| Failure::printing(&error))?;
        }
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line);
        let read =
            read.map_err(|error| Failure::new(format!("standard input cannot be read: {error}")))?;
        Ok((read > 0).then_some(line))
    }
}

fn choose(room: &Room, lines: &Lines) -> Result<Option<usize>, Failure> {
    say(&listed(&room.chooser(None)))?;
    while let Some(line) = lines.next()? {
        let words: Vec<&str> = line.split_whitespace().collect();
        let count = room.study.documents.len();
        match words.as_slice() {
            [] => {}
            ["quit"] => return Ok(None),
            ["transcripts"] => say(&listed(&room.chooser(None)))?,
            ["help"] => say(&help())?,
            ["open", name] => {
                let number = name.parse::<usize>().ok().and_then(|it| it.checked_sub(1));
                let named = || super::document(&room.study, name).ok();
                if let Some(at) = number.filter(|at| *at < count).or_else(named) {
                    return Ok(Some(at));
                }
                say(&[format!("write a number from 1 to {count}, or a name")])?;
            }
            _ => say(&["`open NUMBER` reads a transcript, `quit` leaves".to_owned()])?,
        }
    }
    Ok(None)
}

fn listed(chooser: &Chooser) -> Vec<String> {
    let rows = (1..).zip(&chooser.rows).map(|(number, row)| {
        let finished = row.finished.as_ref().map(|day| format!(", finished {day}"));
        let codings = thematica::text::counted(row.codings as u64, "coding");
        format!(
            "{number} {}: {codings}{}",
            row.id,
            finished.unwrap_or_default()
        )
    });
    let rows: Vec<String> = rows.collect();
    let last = "`open NUMBER` reads a transcript, `quit` leaves".to_owned();
    rows.into_iter().chain([last]).collect()
}

fn read(
    room: &Room,
    number: usize,
    opened: Opened,
    lines: &Lines,
) -> Result<(Leave, Status), Failure> {
    let document = &room.study.documents[number];
    let desk = Desk {
        pen: Arc::clone(&room.pen),
        root: room.study.root.clone(),
        id: document.id.clone(),
        name: opened.name,
        base: opened.base,
    };
    let mut saver = Saver::start(desk, || {});
    let mut app = App::new(opened.opening, SIZE.0, SIZE.1);
    app.welcome(opened.notice);
    let mut first = vec![app.greeting(), "`help` lists the commands".to_owned()];
    first.extend(app.notice.take());
    say(&first)?;
    while let Some(line) = lines.next()? {
        let Answer {
            lines: said,
            effects,
        } = hear(&mut app, &line);
        say(&said)?;
        if let Some(to) = done(room, &mut app, &mut saver, effects)? {
            return Ok((to, status(&app)));
        }
    }
    Ok((Leave::Program, status(&app)))
}

fn status(app: &App) -> Status {
    if app.saving.is_done() {
        Status::Clean
    } else {
        Status::NotDone
    }
}

/// Does what is to be done, and says when it is on the disk; where to, when the transcript is left.
fn done(
    room: &Room,
    app: &mut App,
    saver: &mut Saver,
    effects: Vec<Effect>,
) -> Result<Option<Leave>, Failure> {
    let mut leave = None;
    let mut effects: std::collections::VecDeque<Effect> = effects.into();
    let mut sent = false;
    while let Some(effect) = effects.pop_front() {
        match effect {
            Effect::Save(number, work) => {
                saver.send(number, work);
                sent = true;
            }
            Effect::NewCode(wanted) => {
                effects.extend(update(app, Event::Codebook(grow(room, &wanted))));
                say(&app.notice.take().into_iter().collect::<Vec<_>>())?;
            }
            Effect::Editor(..) => {}
            Effect::Leave(to) => leave = Some(to),
        }
    }
    while app.saving.is_busy() {
        update(app, Event::Saved(saver.wait()));
    }
    if sent {
        let notice = app.notice.take();
        say(&notice
            .into_iter()
            .chain([app.saving.status()])
            .collect::<Vec<_>>())?;
    }
    Ok(leave)
}

fn say(lines: &[String]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let mut written = lines.iter().try_for_each(|line| writeln!(out, "{line}"));
    written = written.and_then(|()| out.flush());
    written.map_err(|error| Failure::printing(&error))
}
