//! The real program in a real terminal: what is pressed there is in the file when it ends.

#![cfg(unix)]

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustix::fs::{Mode, OFlags, open};
use rustix::io::{FdFlags, fcntl_setfd};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

const TRANSCRIPT: &str = "Interviewer: How did it begin?\n\n\
Ann: It took weeks. Then she let me in.\n\n\
Interviewer: And then?\n\n\
Ann: Then she did not.\n";

const CODEBOOK: &str = "codebook: c\nversion: 1.0.0\ncodes:\n  - id: trust\n    label: Trust\n    match: [let me in]\n  # The last.\n  - id: time\n    label: Time\n    match: [weeks]\n";

/// The line that a sentence leaves when it is coded at the first second of 2026.
const LINE: &str = r#"{"id":"ID","code":"trust","start":37,"end":51,"quote":"It took weeks.","prefix":"viewer: How did it begin?\n\nAnn: ","suffix":" Then she let me in.\n\nInterviewe","hash":"HASH","made":"2026-01-01T00:00:00Z","with":"annotate"}"#;

/// How long the program is waited for before the test gives up.
const PATIENCE: Duration = Duration::from_mins(1);

/// A study in a folder of its own.
struct Study(PathBuf);

impl Study {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("thematica-annotate-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("transcripts")).unwrap();
        fs::write(
            path.join("thematica.yaml"),
            "study: s\ncodebook: codebook.yaml\n",
        )
        .unwrap();
        fs::write(path.join("codebook.yaml"), CODEBOOK).unwrap();
        fs::write(path.join("transcripts/one.txt"), TRANSCRIPT).unwrap();
        Self(path)
    }

    fn codings(&self) -> String {
        fs::read_to_string(self.0.join("codings/ann/one.jsonl")).unwrap_or_default()
    }
}

impl Drop for Study {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The program in a terminal of 80 columns and 24 rows.
struct Session {
    child: Child,
    /// The outer end of the terminal; `None` once it is closed.
    keys: Option<File>,
    seen: Arc<Mutex<String>>,
    /// Whether what is read next is the last that is read.
    is_closing: Arc<AtomicBool>,
    reader: Option<JoinHandle<()>>,
}

impl Session {
    fn start(study: &Path) -> Self {
        // No program of another test may have this terminal's outer end: it would never be closed.
        static ONE: Mutex<()> = Mutex::new(());
        let alone = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        fcntl_setfd(&terminal, FdFlags::CLOEXEC).unwrap();
        grantpt(&terminal).unwrap();
        unlockpt(&terminal).unwrap();
        let name = ptsname(&terminal, Vec::new()).unwrap();
        let inside = open(&name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap();
        let size = Winsize {
            ws_row: 24,
            ws_col: 80,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        tcsetwinsize(&inside, size).unwrap();
        let inside = File::from(inside);
        let end = || Stdio::from(inside.try_clone().unwrap());
        let child = Command::new(env!("CARGO_BIN_EXE_thematica"))
            .args(["annotate", "--coder", "ann"])
            .arg(study)
            .arg("one")
            .env("TERM", "xterm-256color")
            .env("SOURCE_DATE_EPOCH", "1767225600")
            .env_remove("NO_COLOR")
            .stdin(end())
            .stdout(end())
            .stderr(end())
            .spawn()
            .unwrap();
        drop(alone);
        let keys = File::from(terminal);
        let mut out = keys.try_clone().unwrap();
        let seen = Arc::new(Mutex::new(String::new()));
        let written = Arc::clone(&seen);
        let is_closing = Arc::new(AtomicBool::new(false));
        let is_last = Arc::clone(&is_closing);
        let reader = thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count) = out.read(&mut bytes) {
                if count == 0 {
                    break;
                }
                written
                    .lock()
                    .unwrap()
                    .push_str(&String::from_utf8_lossy(&bytes[..count]));
                if is_last.load(Ordering::SeqCst) {
                    break;
                }
            }
        });
        Self {
            child,
            keys: Some(keys),
            seen,
            is_closing,
            reader: Some(reader),
        }
    }

    fn press(&mut self, keys: &str) {
        let terminal = self.keys.as_mut().unwrap();
        terminal.write_all(keys.as_bytes()).unwrap();
    }

    /// Closes the terminal, as when its window is closed. Nothing tells the program: it has no controlling terminal.
    fn close(&mut self) {
        self.is_closing.store(true, Ordering::SeqCst);
        // What this key draws is read, and then nobody reads any more.
        self.press("]");
        self.reader.take().unwrap().join().unwrap();
        self.keys = None;
    }

    fn seen(&self) -> String {
        self.seen.lock().unwrap().clone()
    }

    fn ended(&mut self) -> ExitStatus {
        wait(
            || self.child.try_wait().unwrap(),
            || self.seen.lock().unwrap().clone(),
        )
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits until something is there.
fn wait<T>(mut look: impl FnMut() -> Option<T>, seen: impl Fn() -> String) -> T {
    let until = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(
            Instant::now() < until,
            "waited in vain; the terminal shows {:?}",
            seen()
        );
        thread::sleep(Duration::from_millis(10));
    }
}

fn until(session: &Session, is_so: impl Fn() -> bool) {
    wait(|| is_so().then_some(()), || session.seen());
}

#[test]
fn a_sentence_is_coded_undone_and_redone_and_is_in_the_file() {
    let study = Study::new("keys");
    let mut session = Session::start(&study.0);
    until(&session, || session.seen().contains("weeks."));
    session.press("\u{1b}[C\rtrust\r");
    until(&session, || study.codings().contains(r#""code":"trust""#));
    session.press("u");
    until(&session, || study.codings().is_empty());
    session.press("U");
    until(&session, || study.codings().contains(r#""code":"trust""#));
    session.press("q");
    assert!(session.ended().success(), "{}", session.seen());
    let line = study.codings();
    let value = |name: &str| {
        let (_, rest) = line.split_once(&format!("\"{name}\":\"")).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let wanted = LINE
        .replace("ID", &value("id"))
        .replace("HASH", &value("hash"));
    assert_eq!(line, format!("{wanted}\n"));
    until(&session, || session.seen().contains("\u{1b}[?1049l"));
}

#[test]
fn a_signal_leaves_the_terminal_in_order_and_the_codings_on_the_disk() {
    let study = Study::new("signal");
    let mut session = Session::start(&study.0);
    until(&session, || session.seen().contains("weeks."));
    session.press("]a");
    until(&session, || {
        study.codings().contains("rules 1.0.0: time rule 1")
    });
    let id = session.child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .unwrap()
            .success()
    );
    assert!(session.ended().success());
    until(&session, || session.seen().contains("\u{1b}[?1049l"));
    assert!(study.codings().contains("rules 1.0.0: time rule 1"));
}

#[test]
fn a_closed_terminal_ends_the_program_and_the_codings_are_on_the_disk() {
    let study = Study::new("closed");
    let mut session = Session::start(&study.0);
    until(&session, || session.seen().contains("weeks."));
    session.press("]a");
    until(&session, || session.seen().contains("accepted"));
    session.close();
    assert_eq!(session.ended().code(), Some(0));
    assert!(study.codings().contains("rules 1.0.0: time rule 1"));
}

#[test]
fn a_transcript_that_is_changed_meanwhile_is_read_again_before_anything_is_coded() {
    let study = Study::new("changed");
    let mut session = Session::start(&study.0);
    until(&session, || session.seen().contains("weeks."));
    session.press("\u{1b}[C\rtrust\r");
    until(&session, || study.codings().contains(r#""code":"trust""#));
    let before = study.codings();
    let path = study.0.join("transcripts/one.txt");
    fs::write(&path, format!("Interviewer: Zyxwvut.\n\n{TRANSCRIPT}")).unwrap();
    // Something else is selected, and would be coded.
    session.press("\u{1b}[C1");
    until(&session, || session.seen().contains("CHANGED"));
    session.press("R");
    until(&session, || session.seen().contains("Zyxwvut"));
    assert_eq!(study.codings(), before);
    session.press("1");
    until(&session, || study.codings().lines().count() == 2);
    session.press("q");
    assert!(session.ended().success());
    let codings = study.codings();
    let quotes = [
        r#""quote":"It took weeks.""#,
        r#""quote":"Then she let me in.""#,
    ];
    assert!(quotes.iter().all(|it| codings.contains(it)), "{codings}");
    let text = fs::read_to_string(&path).unwrap();
    let start = text[..text.find("Then she let").unwrap()].chars().count();
    assert!(
        codings.contains(&format!("\"start\":{start},")),
        "{codings}"
    );
}

#[test]
fn keys_that_are_pressed_ahead_count_where_they_lead() {
    let study = Study::new("ahead");
    let mut session = Session::start(&study.0);
    until(&session, || session.seen().contains("weeks."));
    // To the list and back, read again, and the first proposal is accepted.
    session.press("TTR]aq");
    assert!(session.ended().success());
    assert!(study.codings().contains("rules 1.0.0: time rule 1"));
}

#[test]
fn a_new_code_is_in_the_codebook_with_all_its_comments() {
    let study = Study::new("new-code");
    let mut session = Session::start(&study.0);
    until(&session, || session.seen().contains("weeks."));
    session.press("\u{1b}[Ci\r");
    until(&session, || {
        study.codings().contains(r#""code":"it-took-weeks""#)
    });
    session.press("q");
    assert!(session.ended().success());
    let codebook = fs::read_to_string(study.0.join("codebook.yaml")).unwrap();
    let added = "  - id: it-took-weeks\n    label: It took weeks\n";
    assert_eq!(codebook, format!("{CODEBOOK}{added}"));
}

#[test]
fn two_do_not_write_for_one_coder_at_once() {
    let study = Study::new("held");
    let session = Session::start(&study.0);
    until(&session, || session.seen().contains("weeks."));
    let mut second = Session::start(&study.0);
    assert_eq!(second.ended().code(), Some(2));
    let told =
        "the codings of ann are being written by another process: thematica annotate (process";
    until(&second, || second.seen().contains(told));
}
