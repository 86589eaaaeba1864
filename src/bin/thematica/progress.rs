//! A line on stderr that says how far a long run is. It is there only for a person at a terminal, and leaves nothing.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::args::Global;

/// Runs shorter than this show nothing.
const PATIENCE: Duration = Duration::from_millis(400);
/// How long a line stands before it is written again.
const PAUSE: Duration = Duration::from_millis(100);

/// How far a run is: counted from any thread.
#[derive(Debug)]
pub struct Progress {
    /// What is counted, in the plural.
    what: &'static str,
    total: usize,
    done: AtomicUsize,
    /// When to write next; `None` where nobody looks.
    next: Option<Mutex<Instant>>,
}

impl Progress {
    /// Begins to count to `total`.
    pub fn new(what: &'static str, total: usize, global: &Global) -> Self {
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let seen = !global.quiet && !dumb && io::stderr().is_terminal();
        Self {
            what,
            total,
            done: AtomicUsize::new(0),
            next: seen.then(|| Mutex::new(Instant::now() + PATIENCE)),
        }
    }

    /// Counts one more.
    pub fn tick(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let Some(next) = &self.next else {
            return;
        };
        // Who does not get the lock leaves the writing to the one that has it.
        let Ok(mut next) = next.try_lock() else {
            return;
        };
        if Instant::now() >= *next {
            *next = Instant::now() + PAUSE;
            let _ = write!(
                io::stderr(),
                "\r\u{1b}[K{} {done} of {}",
                self.what,
                self.total
            );
            let _ = io::stderr().flush();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(next) = &self.next {
            let _held = next.lock().unwrap_or_else(PoisonError::into_inner);
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}
