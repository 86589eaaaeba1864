//! Writing behind the screen's back: a key is answered at once, and the disk takes the time it takes.

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::thread::{self, JoinHandle};

use thematica::coding::ledger::Ledger;
use thematica::coding::store::{Finished, Pen};

use super::memos::{self, Written};
use crate::clock;
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
    /// Which names of a roster stand for it.
    pub stands: Box<dyn Fn(&str) -> bool + Send>,
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
            let writing = AssertUnwindSafe(|| Writer::new(desk).run(&work, &done, &tell));
            let ended = panic::catch_unwind(writing);
            drop(done);
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
    /// The codings as they are to be.
    ours: Ledger,
    /// What memos say on the disk.
    memos: BTreeMap<MemoOf, String>,
}

impl Writer {
    fn new(desk: Desk) -> Self {
        Self {
            ours: desk.base.clone(),
            desk,
            memos: BTreeMap::new(),
        }
    }

    fn run(mut self, work: &Receiver<(u64, Work)>, done: &Sender<Saved>, tell: &dyn Fn()) {
        while let Ok(first) = work.recv() {
            let queue: Vec<(u64, Work)> = std::iter::once(first).chain(work.try_iter()).collect();
            // The codings are written once for all that was done to them meanwhile.
            let is_codings = |(_, work): &(u64, Work)| work.kind() == Kind::Codings;
            let last = queue.iter().rposition(is_codings);
            for (at, (number, work)) in queue.into_iter().enumerate() {
                let kind = work.kind();
                let waits = kind == Kind::Codings && last != Some(at);
                let result = self.take_in(work);
                if waits {
                    continue;
                }
                let result = match (&kind, result) {
                    (Kind::Codings, _) => self.codings(),
                    (_, result) => result,
                };
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

    /// Takes in what changed; everything but codings is written at once.
    fn take_in(&mut self, work: Work) -> Result<Option<Merged>, String> {
        match work {
            Work::Codings(changed) => {
                for (id, record) in changed {
                    self.ours.restore(&id, record);
                }
                Ok(None)
            }
            Work::Ledger(ledger) => {
                self.ours = *ledger;
                Ok(None)
            }
            Work::Finished(finished) => self.finished(finished).map(|()| None),
            Work::Memo { of, before, text } => self.memo(of, before, text),
        }
    }

    fn codings(&mut self) -> Result<Option<Merged>, String> {
        let Desk {
            pen, name, base, ..
        } = &mut self.desk;
        let written = pen.write(name, base, &self.ours);
        let written = written.map_err(|error| error.to_string())?;
        base.clone_from(&written);
        if written.text() == self.ours.text() {
            return Ok(None);
        }
        let sent = std::mem::replace(&mut self.ours, written.clone());
        Ok(Some(Merged::Codings {
            sent: Box::new(sent),
            written: Box::new(written),
        }))
    }

    fn finished(&mut self, finished: Option<Finished>) -> Result<(), String> {
        let Desk {
            pen, id, stands, ..
        } = &self.desk;
        let mut roster = pen.roster(&mut Vec::new());
        match finished {
            Some(finished) => roster.finish(id, stands, finished),
            None => roster.reopen(id, stands, &clock::now()),
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use thematica::coding::record::{Anchor, Record, Stamp};
    use thematica::coding::store::Store;

    use super::*;

    fn record(number: usize) -> Record {
        let anchor = Anchor {
            points: Some(number..number + 1),
            quote: "x".to_owned(),
            ..Anchor::default()
        };
        let mut record = Record::new("trust", anchor, Stamp::default());
        record.id = record.name(0);
        record
    }

    fn change(number: usize) -> Work {
        let record = record(number);
        Work::Codings(vec![(record.id.clone(), Some(record))])
    }

    fn saver(root: &std::path::Path) -> Saver {
        let store = Store::new(root, "");
        let pen = store.pen("ann", "a test", Duration::ZERO).unwrap();
        let desk = Desk {
            pen: Arc::new(pen),
            root: root.to_path_buf(),
            id: "a/one".to_owned(),
            name: "a/one".to_owned(),
            stands: Box::new(|name| name == "a/one"),
            base: Ledger::default(),
        };
        Saver::start(desk, || {})
    }

    /// The last answer to so many pieces of work.
    fn last(saver: &Saver, number: u64) -> Saved {
        loop {
            let saved = saver.wait();
            if saved.number == number {
                return saved;
            }
        }
    }

    #[test]
    fn what_is_told_to_be_written_is_on_the_disk() {
        let root = tempfile::tempdir().unwrap();
        let mut saver = saver(root.path());
        for number in 0..50 {
            saver.send(number as u64 + 1, change(number));
        }
        assert!(last(&saver, 50).result.unwrap().is_none());
        let path = root.path().join("codings/ann/a/one.jsonl");
        assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 50);
        saver.send(51, Work::Codings(vec![(record(7).id, None)]));
        // Whoever lets go of it waits for it.
        drop(saver);
        assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 49);
    }

    #[test]
    fn after_an_error_everything_is_written_the_next_time() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("codings/ann/a/one.jsonl");
        let mut saver = saver(root.path());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "half a li").unwrap();
        saver.send(1, change(1));
        let told = last(&saver, 1).result.unwrap_err();
        assert!(told.contains("has lines that cannot be read"), "{told}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "half a li");
        fs::remove_file(&path).unwrap();
        saver.send(2, change(2));
        assert!(last(&saver, 2).result.is_ok());
        assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 2);
    }

    #[test]
    fn what_another_program_added_meanwhile_stays_and_is_told() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("codings/ann/a/one.jsonl");
        let mut saver = saver(root.path());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, format!("{}\n", record(1))).unwrap();
        saver.send(1, change(2));
        let merged = last(&saver, 1).result.unwrap();
        let Some(Merged::Codings { sent, written }) = merged else {
            panic!("nothing was brought together");
        };
        assert_eq!((sent.all().len(), written.all().len()), (1, 2));
        saver.send(2, change(3));
        assert!(last(&saver, 2).result.unwrap().is_none());
        assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 3);
    }

    #[test]
    fn a_finished_transcript_is_in_the_roster_until_it_is_not() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("codings/ann/roster.csv");
        let mut saver = saver(root.path());
        let finished = Finished {
            time: "2026-01-01T00:00:00Z".to_owned(),
            ..Finished::default()
        };
        saver.send(1, Work::Finished(Some(finished)));
        assert!(last(&saver, 1).result.is_ok());
        assert!(
            fs::read_to_string(&path)
                .unwrap()
                .contains("a/one,2026-01-01T00:00:00Z")
        );
        saver.send(2, Work::Finished(None));
        assert!(last(&saver, 2).result.is_ok());
        let roster = fs::read_to_string(&path).unwrap();
        assert!(
            roster.contains("a/one,") && roster.contains(",reopened,1"),
            "{roster}"
        );
    }
}
