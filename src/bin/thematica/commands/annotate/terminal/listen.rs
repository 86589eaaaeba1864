//! Everything that the screen waits for, in one line: keys, the disk, and being told to end.
//!
//! The terminal is read by a thread of its own. Where the window is closed under us, reading it may never come back; the
//! screen learns of it by a signal, and ends in order. A process that no terminal controls gets no signal: the terminal is
//! watched as well.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use ratatui::crossterm::event;

/// How long the terminal is listened to before it is looked whether somebody else wants to have it.
const PAUSE: Duration = Duration::from_millis(50);

/// Something that happened.
pub enum Heard {
    /// The terminal has something to say.
    Terminal(event::Event),
    /// Something was written, or could not be.
    Disk,
    /// We are told to end.
    End,
    /// The terminal cannot be read any more.
    Broken(io::Error),
}

/// Listens until the process ends.
pub struct Listener {
    from: Receiver<Heard>,
    to: Sender<Heard>,
    is_away: Arc<AtomicBool>,
    /// Whoever has it may read the terminal.
    ear: Arc<Mutex<()>>,
}

impl Listener {
    /// Begins to listen.
    pub fn start() -> io::Result<Self> {
        let (to, from) = mpsc::channel();
        let is_away = Arc::new(AtomicBool::new(false));
        let ear = Arc::new(Mutex::new(()));
        signals(&to)?;
        hang_up(&to);
        let reader = Reader {
            to: to.clone(),
            is_away: Arc::clone(&is_away),
            ear: Arc::clone(&ear),
        };
        thread::spawn(move || reader.run());
        Ok(Self {
            from,
            to,
            is_away,
            ear,
        })
    }

    /// Tells of something else that happened.
    pub fn sender(&self) -> Sender<Heard> {
        self.to.clone()
    }

    /// Waits for something, and takes what came with it.
    pub fn wait(&self) -> Vec<Heard> {
        /// What is answered together before the screen is drawn again.
        const MANY: usize = 64;
        // There is always a sender: our own.
        let first = self.from.recv().ok();
        first
            .into_iter()
            .chain(self.from.try_iter().take(MANY))
            .collect()
    }

    /// Lets somebody else read the terminal meanwhile.
    pub fn away<R>(&self, work: impl FnOnce() -> R) -> R {
        self.is_away.store(true, Ordering::SeqCst);
        let ear = self.ear.lock().unwrap_or_else(PoisonError::into_inner);
        let result = work();
        drop(ear);
        self.is_away.store(false, Ordering::SeqCst);
        result
    }
}

struct Reader {
    to: Sender<Heard>,
    is_away: Arc<AtomicBool>,
    ear: Arc<Mutex<()>>,
}

impl Reader {
    fn run(self) {
        loop {
            if self.is_away.load(Ordering::SeqCst) {
                thread::sleep(PAUSE);
                continue;
            }
            let ear = self.ear.lock().unwrap_or_else(PoisonError::into_inner);
            let heard = match event::poll(PAUSE) {
                Ok(false) => continue,
                Ok(true) => event::read(),
                Err(error) => Err(error),
            };
            drop(ear);
            let is_broken = heard.is_err();
            let heard = heard.map_or_else(Heard::Broken, Heard::Terminal);
            if self.to.send(heard).is_err() || is_broken {
                return;
            }
        }
    }
}

/// Listens to the signals that tell a process to end.
#[cfg(unix)]
fn signals(to: &Sender<Heard>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    let to = to.clone();
    thread::spawn(move || {
        for _ in signals.forever() {
            if to.send(Heard::End).is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// Waits for the terminal to be closed. Whoever only reads does not learn of it: reading gives nothing, again and again.
#[cfg(unix)]
fn hang_up(to: &Sender<Heard>) {
    let to = to.clone();
    thread::spawn(move || {
        if is_closed() {
            // Where nobody listens any more, we are ending already.
            let _ = to.send(Heard::End);
        }
    });
}

/// Waits until the terminal is closed; false where the system does not tell that of it.
#[cfg(unix)]
fn is_closed() -> bool {
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::Errno;
    let stdin = io::stdin();
    loop {
        // Nothing is asked for: that it is closed is told all the same.
        let mut watched = [PollFd::new(&stdin, PollFlags::empty())];
        match poll(&mut watched, None) {
            Ok(_) => {
                let told = watched[0].revents();
                return told.intersects(PollFlags::HUP | PollFlags::ERR);
            }
            Err(Errno::INTR) => {}
            Err(_) => return false,
        }
    }
}

/// The system ends us with the window.
#[cfg(not(unix))]
fn hang_up(_: &Sender<Heard>) {}

/// There are none.
#[cfg(not(unix))]
fn signals(_: &Sender<Heard>) -> io::Result<()> {
    Ok(())
}
