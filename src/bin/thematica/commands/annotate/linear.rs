//! Commands in words, line after line.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::sync::Arc;

use super::grow::grow;
use super::room::{Opened, Room};
use super::save::{Desk, Saver};
use super::watch::Watch;
use crate::args::Global;
use crate::failure::Failure;
use crate::messages;
use crate::status::Status;
use crate::tui::app::{App, Hands, Leave};
use crate::tui::chooser::Chooser;
use crate::tui::event::{Effect, Event};
use crate::tui::linear::{Answer, first, hear, help_in_list, not_in_list};
use crate::tui::update::update;

/// A window that nothing is drawn in.
const SIZE: (u16, u16) = (80, 24);

/// What is read next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// Nothing: one leaves.
    Nothing,
    /// What is chosen from the list.
    Chosen,
    /// The transcript with this number.
    Transcript(usize),
}

/// Reads commands until one leaves or there are no more.
pub fn run(room: &Room, chosen: Option<usize>, global: &Global) -> Result<Status, Failure> {
    let lines = Lines::new(global);
    let mut status = Status::Clean;
    let mut is_named = chosen.is_some();
    let mut next = chosen.map_or(Next::Chosen, Next::Transcript);
    loop {
        next = match next {
            Next::Nothing => return Ok(status),
            Next::Chosen => choose(room, &lines)?,
            Next::Transcript(number) => match room.open(&room.study.documents[number]) {
                Ok(opened) => {
                    let (next, read) = read(room, number, opened, &lines)?;
                    status = status.max(read);
                    next
                }
                Err(reason) if is_named => return Err(Failure::new(reason)),
                Err(reason) => {
                    messages::error(&reason, None);
                    status = Status::NotDone;
                    Next::Chosen
                }
            },
        };
        is_named = false;
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

fn choose(room: &Room, lines: &Lines) -> Result<Next, Failure> {
    say(&listed(&room.chooser(None)))?;
    while let Some(line) = lines.next()? {
        match first(&line) {
            ("", _) => {}
            ("quit", _) => return Ok(Next::Nothing),
            ("transcripts", _) => say(&listed(&room.chooser(None)))?,
            ("help", _) => say(&help_in_list())?,
            ("open", name) => match meant(room, name) {
                Ok(number) => return Ok(Next::Transcript(number)),
                Err(told) => say(&[told])?,
            },
            _ => say(&[not_in_list(&line)])?,
        }
    }
    Ok(Next::Nothing)
}

/// The transcript that a number of the list or a name means; else what is said.
fn meant(room: &Room, name: &str) -> Result<usize, String> {
    let count = room.study.documents.len();
    let number = name.parse::<usize>().ok().and_then(|it| it.checked_sub(1));
    let named = || super::document(&room.study, name).ok();
    let found = number.filter(|at| *at < count).or_else(named);
    found.ok_or_else(|| format!("write a number from 1 to {count}, or a name"))
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
) -> Result<(Next, Status), Failure> {
    let document = &room.study.documents[number];
    let desk = Desk {
        pen: Arc::clone(&room.pen),
        root: room.study.root.clone(),
        id: document.id.clone(),
        name: opened.name,
        stands: room.stands(&document.id),
        base: opened.base,
    };
    let mut saver = Saver::start(desk, || {});
    let mut app = opened.app.begun(SIZE.0, SIZE.1);
    app.hands = Hands::Words;
    app.welcome(opened.notice);
    let mut watch = Watch::new(&room.study, document, opened.stamp, app.hash());
    let mut begun = vec![app.greeting(), "`help` lists the commands".to_owned()];
    begun.extend(app.notice.take());
    say(&begun)?;
    while let Some(line) = lines.next()? {
        // Before a command lays a code on words, it is looked whether they are still there.
        if let Some(changed) = watch.look() {
            update(&mut app, Event::Changed(changed));
            say(&app.notice.take().into_iter().collect::<Vec<_>>())?;
        }
        let Answer {
            lines: said,
            effects,
        } = hear(&mut app, &line);
        say(&said)?;
        let to = match done(room, &mut app, &mut saver, effects)? {
            None => continue,
            Some(To::Leave(Leave::Program)) => Next::Nothing,
            Some(To::Leave(Leave::Transcript)) => Next::Chosen,
            Some(To::Leave(Leave::Again)) => Next::Transcript(number),
            Some(To::Open(name)) => match meant(room, &name) {
                Ok(number) => Next::Transcript(number),
                Err(told) => {
                    say(&[told])?;
                    continue;
                }
            },
        };
        return Ok((to, status(&app)));
    }
    Ok((Next::Nothing, status(&app)))
}

fn status(app: &App) -> Status {
    if app.saving.is_done() {
        Status::Clean
    } else {
        Status::NotDone
    }
}

/// Where to, when a transcript is left.
enum To {
    Leave(Leave),
    /// To another one, by number or name.
    Open(String),
}

/// Does what is to be done, and says when it is on the disk; where to, when the transcript is left.
fn done(
    room: &Room,
    app: &mut App,
    saver: &mut Saver,
    effects: Vec<Effect>,
) -> Result<Option<To>, Failure> {
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
            Effect::Leave(to) => leave = Some(To::Leave(to)),
            Effect::Open(name) => leave = Some(To::Open(name)),
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
