//! The codings of the copy.

use std::fs;
use std::io;

use thematica::coding::store::{self, Store};
use thematica::exchange::pseudonym::{Edit, Folded, LoggedFile, moved_line, texts_of_line};
use thematica::study::Study;
use thematica::text::sha256;

use super::{File, Plan, Text, Texts};
use crate::args::Global;
use crate::messages;

impl Plan<'_> {
    pub(super) fn codings(&mut self, study: &Study, texts: &Texts, global: &Global) {
        if study.own_files().is_empty() {
            return;
        }
        let mut faults = Vec::new();
        let files = Store::new(&study.root, study.prefix()).read_all(&mut faults);
        for fault in faults.iter().filter(|fault| fault.rule == "unreadable") {
            self.unread += 1;
            messages::briefly([fault], global);
        }
        for file in files {
            self.left.begin_file();
            let written = &file.name[study.prefix().len()..];
            let text = match fs::read_to_string(study.root.join(written)) {
                Ok(text) => text,
                Err(error) => {
                    self.not_read(&format!("{} cannot be read: {error}", file.name));
                    continue;
                }
            };
            let document = study.document(&file.transcript);
            let only = document.and_then(|it| texts.get_key_value(&it.id));
            if let Some((id, text)) = only {
                let digest = sha256(text.replaced.text.as_bytes());
                self.coded.insert(id.clone(), digest);
            }
            let transcript = only.map(|(_, text)| text);
            let moved = self.moved(&file.name, &text, transcript, global);
            self.files.push(File {
                logged: LoggedFile::new(
                    (&file.name, text.as_bytes()),
                    written,
                    (&text, &moved.0),
                    moved.1,
                ),
                after: moved.0,
            });
        }
        self.rosters(study, texts);
    }

    /// The rosters, which know the texts that were finished.
    fn rosters(&mut self, study: &Study, texts: &Texts) {
        let store = Store::new(&study.root, study.prefix());
        self.coders = store.coders(&mut Vec::new());
        for coder in self.coders.clone() {
            let written = store::roster_file(&coder);
            let path = study.root.join(&written);
            let text = match fs::read_to_string(&path) {
                Ok(text) => text,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => {
                    self.not_read(&format!(
                        "{}{written} cannot be read: {error}",
                        study.prefix()
                    ));
                    continue;
                }
            };
            let (mut after, mut edits, mut point) = (String::new(), Vec::new(), 0);
            for line in text.split_inclusive('\n') {
                let hashes = texts.values().map(|text| &text.hashes);
                let moved = hashes.fold(line.to_owned(), |line, [old, new]| line.replace(old, new));
                let length = moved.chars().count();
                if moved != line {
                    edits.push(Edit {
                        start: point,
                        end: point + length,
                        original: line.to_owned(),
                    });
                }
                after.push_str(&moved);
                point += length;
            }
            let name = format!("{}{written}", study.prefix());
            self.files.push(File {
                logged: LoggedFile::new((&name, text.as_bytes()), &written, (&text, &after), edits),
                after,
            });
        }
    }

    /// Moves the codings of a file, line by line; a line that changed is one replacement in the log.
    fn moved(
        &mut self,
        name: &str,
        text: &str,
        transcript: Option<&Text>,
        global: &Global,
    ) -> (String, Vec<Edit>) {
        let (mut after, mut edits, mut point) = (String::new(), Vec::new(), 0);
        for (number, line) in (1..).zip(text.split_inclusive('\n')) {
            let line_end = line.trim_end_matches(['\n', '\r']).len();
            let (line, end) = line.split_at(line_end);
            let places = transcript.map(|it| (&*it.source, &it.replaced));
            let mut moved = moved_line(self.key, line, places);
            if let Some(Text {
                hashes: [old, new], ..
            }) = transcript
            {
                // It says which text a coding was laid on: now it is this one.
                moved.text = moved.text.replace(old, new);
            }
            if !line.trim().is_empty() {
                for doubt in &moved.doubts {
                    messages::warning(&format!("{name}:{number}: {doubt}"), global);
                }
            }
            self.elsewhere += moved.replaced;
            self.remaining.look_at_memo(self.key, (name, number), line);
            for text in texts_of_line(&moved.text) {
                let folded = Folded::of(&text);
                let replaced = self.key.replace_in(&folded);
                let place = |_| (name.to_owned(), number);
                self.left.look(self.key, &folded, &replaced, place);
            }
            let length = moved.text.chars().count();
            if moved.text != line {
                edits.push(Edit {
                    start: point,
                    end: point + length,
                    original: line.to_owned(),
                });
            }
            after.push_str(&moved.text);
            after.push_str(end);
            point += length + end.len();
        }
        (after, edits)
    }
}
