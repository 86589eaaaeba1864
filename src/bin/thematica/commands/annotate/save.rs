//! Writing behind the screen's back: a key is answered at once, and the disk takes the time it takes.

use std::collections::{BTreeMap, HashSet};
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::thread::{self, JoinHandle};

use thematica::coding::ledger::Ledger;
use thematica::coding::store::{Finished, Pen};

use super::memos::{self, Written};
use crate::tui::event::{Kind, Merged, Saved, Work};
use crate::tui::history::MemoOf;

/// Where the work of one transcript is written.
pub struct Desk {
    /// The right to write.
    pub pen: Arc<Pen>,
    /// The folder of the study.
    pub root: PathBuf,
    /// The transcript's id.
    pub id: String,
    /// The name that its codings are kept under.
    pub name: String,
    /// The codings as they are on the disk.
    pub base: Ledger,
}

/// A thread that writes. When this is dropped, everything that was sent has been written, or could not be.
pub struct Saver {
    to: Option<Sender<(u64, Work)>>,
    from: Receiver<Saved>,
    thread: Option<JoinHandle<()>>,
    last: u64,
}

impl Saver {
    /// Starts the thread. `tell` is called whenever something came of what was sent.
    pub fn start(desk: Desk, tell: impl Fn() + Send + 'static) -> Self {
        let (to, work) = mpsc::channel();
        let (done, from) = mpsc::channel();
        let thread = thread::spawn(move || {
            // After a fault of ours, whoever waits is told as well.
            let writing = AssertUnwindSafe(|| Writer::new(desk).run(&work, done, &tell));
            let ended = panic::catch_unwind(writing);
            tell();
            if let Err(fault) = ended {
                panic::resume_unwind(fault);
            }
        });
        Self {
            to: Some(to),
            from,
            thread: Some(thread),
            last: 0,
        }
    }

    /// Sends something to be written.
    pub fn send(&mut self, number: u64, work: Work) {
        self.last = number;
        // Where the thread is gone, the next look says so.
        let _ = self.to.as_ref().map(|to| to.send((number, work)));
    }

    /// What was written since the last look.
    pub fn next(&self) -> Option<Saved> {
        match self.from.try_recv() {
            Ok(saved) => Some(saved),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(self.gone()),
        }
    }

    /// Waits until something is written.
    pub fn wait(&self) -> Saved {
        self.from.recv().unwrap_or_else(|_| self.gone())
    }

    fn gone(&self) -> Saved {
        Saved {
            number: self.last,
            kind: Kind::Codings,
            result: Err("a fault in thematica itself; please report it".to_owned()),
        }
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        self.to = None;
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has said so.
            let _ = thread.join();
        }
    }
}

struct Writer {
    desk: Desk,
    /// What memos say on the disk.
    memos: BTreeMap<MemoOf, String>,
}

impl Writer {
    fn new(desk: Desk) -> Self {
        Self {
            desk,
            memos: BTreeMap::new(),
        }
    }

    fn run(mut self, work: &Receiver<(u64, Work)>, done: Sender<Saved>, tell: &dyn Fn()) {
        while let Ok(first) = work.recv() {
            let queue: Vec<(u64, Work)> = std::iter::once(first).chain(work.try_iter()).collect();
            for (number, work) in newest(queue) {
                let kind = work.kind();
                let result = self.write(work);
                let saved = Saved {
                    number,
                    kind,
                    result,
                };
                // Where nobody listens any more, what is left is written all the same.
                let _ = done.send(saved);
                tell();
            }
        }
    }

    fn write(&mut self, work: Work) -> Result<Option<Merged>, String> {
        match work {
            Work::Codings(ledger) => self.codings(ledger),
            Work::Finished(finished) => self.finished(finished).map(|()| None),
            Work::Memo { of, before, text } => self.memo(of, before, text),
        }
    }

    fn codings(&mut self, ours: Box<Ledger>) -> Result<Option<Merged>, String> {
        let Desk {
            pen, name, base, ..
        } = &mut self.desk;
        let written = pen
            .write(name, base, &ours)
            .map_err(|error| error.to_string())?;
        *base = written.clone();
        let is_ours = written.text() == ours.text();
        Ok((!is_ours).then(|| Merged::Codings {
            sent: ours,
            written: Box::new(written),
        }))
    }

    fn finished(&mut self, finished: Option<Finished>) -> Result<(), String> {
        let Desk { pen, id, name, .. } = &self.desk;
        let mut roster = pen.roster(&mut Vec::new());
        roster.finished.remove(name);
        let other = roster.finished.remove(id).map(|it| it.other);
        if let Some(finished) = finished {
            let other = other.unwrap_or_default();
            roster
                .finished
                .insert(id.clone(), Finished { other, ..finished });
        }
        pen.write_roster(&roster).map_err(|error| error.to_string())
    }

    fn memo(&mut self, of: MemoOf, before: String, text: String) -> Result<Option<Merged>, String> {
        let Desk { root, id, .. } = &self.desk;
        let path = memos::path(root, id, &of);
        let path = path.ok_or_else(|| "no memo can be kept under this id".to_owned())?;
        let known = self.memos.entry(of.clone()).or_insert(before);
        match memos::write(&path, known, &text)? {
            Written::AsMeant => {
                *known = text;
                Ok(None)
            }
            Written::Both(written) => {
                known.clone_from(&written);
                Ok(Some(Merged::Memo { of, written }))
            }
        }
    }
}

/// Leaves out what a later one of its kind makes needless.
fn newest(queue: Vec<(u64, Work)>) -> Vec<(u64, Work)> {
    let mut seen = HashSet::new();
    let mut newest: Vec<(u64, Work)> = queue
        .into_iter()
        .rev()
        .filter(|(_, work)| match work {
            Work::Codings(_) => seen.insert(()),
            _ => true,
        })
        .collect();
    newest.reverse();
    newest
}
