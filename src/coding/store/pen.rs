//! The right to write a coder's codings: one process has it at a time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use thiserror::Error;

use super::{CoderNameError, CodingFile, FOLDER, ROSTER, Roster, Store, check_coder, write};
use crate::coding::ledger::{Ledger, three_way};
use crate::diagnostic::Diagnostic;
use crate::study::{Access, replace};

/// The file that is locked. Its text says who holds it.
const LOCK: &str = ".lock";

/// How often a lock that another holds is tried again.
const PAUSE: Duration = Duration::from_millis(20);

const ATTRIBUTES: &str = "# Lines that two branches add are all kept; thematica tells where they do not go together.\n\
*.jsonl text eol=lf merge=union\nroster.csv text eol=lf merge=union\n";
const IGNORED: &str = ".lock\n.unfinished-*\n";

/// The right to write a coder's codings. The lock goes when this is dropped or the process ends, however it ends.
#[derive(Debug)]
pub struct Pen {
    store: Store,
    coder: String,
    folder: PathBuf,
    _lock: File,
}

/// Why codings were not written. Nothing that was there is lost.
#[derive(Debug, Error)]
pub enum PenError {
    /// The name cannot be a coder's.
    #[error("`{name}` cannot be a coder's name: {reason}")]
    Name {
        /// What was asked for.
        name: String,
        /// Why not.
        reason: CoderNameError,
    },
    /// Another process is writing.
    #[error("the codings of {coder} are being written by another process{}", .holder.as_ref().map(|it| format!(": {it}")).unwrap_or_default())]
    Held {
        /// Whose codings.
        coder: String,
        /// What the other process says of itself.
        holder: Option<String>,
    },
    /// A file has lines that cannot be read, which writing it again would lose.
    #[error("{name} has lines that cannot be read; nothing was written, so that they are not lost")]
    NotWhole {
        /// The file's path as people know it.
        name: String,
    },
    /// A transcript's id is no path below the coder's folder.
    #[error("`{transcript}` is no transcript that codings can be kept for")]
    Outside {
        /// The id.
        transcript: String,
    },
    /// The system refused.
    #[error("{name} cannot be written: {reason}")]
    Io {
        /// The path as people know it.
        name: String,
        /// What the system says.
        reason: io::Error,
    },
}

impl Store {
    /// Takes the right to write a coder's codings, and makes their folder where there is none. While another process holds
    /// it, it is asked for again for as long as `patience`; `holder` is what others are told who ask meanwhile.
    pub fn pen(&self, coder: &str, holder: &str, patience: Duration) -> Result<Pen, PenError> {
        check_coder(coder).map_err(|reason| PenError::Name {
            name: coder.to_owned(),
            reason,
        })?;
        let folder = self.folder.join(coder);
        let name = format!("{}{FOLDER}/{coder}", self.prefix);
        let failed = |reason| PenError::Io {
            name: name.clone(),
            reason,
        };
        fs::create_dir_all(&folder).map_err(failed)?;
        write::begin(&self.folder.join(".gitattributes"), ATTRIBUTES).map_err(failed)?;
        write::begin(&self.folder.join(".gitignore"), IGNORED).map_err(failed)?;
        let path = folder.join(LOCK);
        let mut lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&path)
            .map_err(failed)?;
        let mut waited = Duration::ZERO;
        loop {
            match lock.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if waited < patience => {
                    thread::sleep(PAUSE);
                    waited += PAUSE;
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(PenError::Held {
                        coder: coder.to_owned(),
                        holder: held_by(&path),
                    });
                }
                Err(TryLockError::Error(reason)) => return Err(failed(reason)),
            }
        }
        // Who holds it is told for kindness; the lock is what counts.
        let _ = lock
            .set_len(0)
            .and_then(|()| lock.rewind())
            .and_then(|()| lock.write_all(holder.as_bytes()));
        write::clear(&folder);
        Ok(Pen {
            store: self.clone(),
            coder: coder.to_owned(),
            folder,
            _lock: lock,
        })
    }
}

fn held_by(path: &Path) -> Option<String> {
    let mut text = String::new();
    let file = File::open(path).ok()?;
    file.take(200).read_to_string(&mut text).ok()?;
    let text: String = text.chars().map(crate::text::visible).collect();
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

impl Pen {
    /// Whose codings it writes.
    #[must_use]
    pub fn coder(&self) -> &str {
        &self.coder
    }

    /// Reads the codings of a transcript, to change them. Refused where something in the file cannot be read.
    pub fn read(
        &self,
        transcript: &str,
        faults: &mut Vec<Diagnostic>,
    ) -> Result<CodingFile, PenError> {
        let file = self.store.read(&self.coder, transcript, faults);
        let name = format!(
            "{}{FOLDER}/{}/{transcript}.jsonl",
            self.store.prefix, self.coder
        );
        file.filter(|file| file.whole)
            .ok_or(PenError::NotWhole { name })
    }

    /// Writes the codings of a transcript. When this returns, they are on the disk.
    ///
    /// `base` is what was read. Where the file was changed since (an editor, git), both changes are brought together; what
    /// was written is given back.
    pub fn write(
        &self,
        transcript: &str,
        base: &Ledger,
        ours: &Ledger,
    ) -> Result<Ledger, PenError> {
        let path = self.path(transcript)?;
        let now = self.read(transcript, &mut Vec::new())?.ledger;
        let is_as_read = now.text() == base.text();
        let merged = if is_as_read {
            ours.clone()
        } else {
            three_way(base, ours, &now)
        };
        let text = merged.text();
        if text != now.text() {
            self.put(&path, transcript, &text)?;
        }
        Ok(merged)
    }

    /// Lays the codings that are kept under one name under another, with their history and what was removed; where there are
    /// codings already, both stay. The old file goes when the new one is on the disk.
    pub fn rename(&self, old: &str, new: &str) -> Result<(), PenError> {
        let (from, to) = (self.path(old)?, self.path(new)?);
        let failed = |reason| PenError::Io {
            name: format!("{}{FOLDER}/{}/{old}", self.store.prefix, self.coder),
            reason,
        };
        // Where capitals do not count in names of files, both may be one.
        let is_one = |a: &Path, b: &Path| fs::canonicalize(a).ok() == fs::canonicalize(b).ok();
        if to.exists() && is_one(&from, &to) {
            return fs::rename(&from, &to).map_err(failed);
        }
        let none = Ledger::default();
        let mut moved = self.read(old, &mut Vec::new())?.ledger;
        loop {
            let there = self.read(new, &mut Vec::new())?.ledger;
            self.write(new, &there, &three_way(&none, &there, &moved))?;
            let now = self.read(old, &mut Vec::new())?.ledger;
            if now.text() == moved.text() {
                return fs::remove_file(&from).map_err(failed);
            }
            // An editor or git was faster.
            moved = now;
        }
    }

    /// Reads what is finished, to change it.
    pub fn roster(&self, faults: &mut Vec<Diagnostic>) -> Roster {
        self.store.roster(&self.coder, faults)
    }

    /// Writes what is finished, together with what another program wrote there meanwhile.
    pub fn write_roster(&self, roster: &Roster) -> Result<(), PenError> {
        let mut faults = Vec::new();
        let now = self.store.roster(&self.coder, &mut faults);
        if !faults.is_empty() {
            let name = format!("{}{FOLDER}/{}/{ROSTER}", self.store.prefix, self.coder);
            return Err(PenError::NotWhole { name });
        }
        let mut merged = roster.clone();
        merged.take(now);
        self.put(&self.folder.join(ROSTER), ROSTER, &merged.text())
    }

    fn put(&self, path: &Path, what: &str, text: &str) -> Result<(), PenError> {
        let folder = path.parent().unwrap_or(&self.folder);
        let written = fs::create_dir_all(folder)
            .and_then(|()| replace(path, Access::AsBefore, |out| out.write_all(text.as_bytes())));
        written.map_err(|reason| PenError::Io {
            name: format!("{}{FOLDER}/{}/{what}", self.store.prefix, self.coder),
            reason,
        })
    }

    fn path(&self, transcript: &str) -> Result<PathBuf, PenError> {
        let parts = transcript.split('/');
        let is_below = parts.clone().all(|part| !matches!(part, "" | "." | ".."));
        if is_below && !transcript.contains('\\') {
            Ok(self.store.path(&self.coder, transcript))
        } else {
            Err(PenError::Outside {
                transcript: transcript.to_owned(),
            })
        }
    }
}
