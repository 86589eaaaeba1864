//! What will be written, before anything is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path};

use thematica::coding::store::Store;
use thematica::exchange::pseudonym::{Edit, Key, LoggedFile, Remaining, Replaced, moved_line};
use thematica::study::{Document, Study, codebook_of_bytes, stands_for};
use thematica::text::Source;
use thematica::transcript::{Format, Transcript};

use crate::args::Global;
use crate::messages;
use crate::progress::Progress;

/// All files of the copy, and what is to be reported.
pub struct Plan<'k> {
    key: &'k Key,
    /// Finds the pseudonyms that stand in the transcripts already.
    pseudonyms: Key,
    /// By its entries: how often, and the first transcript.
    in_use: BTreeMap<usize, (usize, String)>,
    pub files: Vec<File>,
    /// By the key's entries.
    pub tallies: Vec<Tally>,
    pub remaining: Remaining,
    /// How many transcripts there are, and how many of them become plain text.
    pub transcripts: usize,
    pub as_text: usize,
    /// How many files could not be read. Each was named on stderr.
    pub unread: usize,
    /// How many names were replaced in codings and in the study's own files.
    pub elsewhere: usize,
}

/// A file of the copy.
pub struct File {
    pub logged: LoggedFile,
    pub after: String,
}

/// What became of a name.
#[derive(Clone, Copy, Default)]
pub struct Tally {
    pub transcripts: usize,
    pub replacements: usize,
    pub passed: usize,
}

/// Old texts of transcripts with what was replaced, by id.
type Texts = BTreeMap<String, (std::sync::Arc<Source>, Replaced)>;

impl<'k> Plan<'k> {
    /// Reads everything and replaces the names in it.
    pub fn make(study: &Study, key: &'k Key, global: &Global) -> Self {
        let mut plan = Self {
            key,
            pseudonyms: key.of_pseudonyms(),
            in_use: BTreeMap::new(),
            files: Vec::new(),
            tallies: vec![Tally::default(); key.entries().len()],
            remaining: Remaining::default(),
            transcripts: 0,
            as_text: 0,
            unread: 0,
            elsewhere: 0,
        };
        let mut texts = Texts::new();
        let mut taken = BTreeSet::new();
        let progress = Progress::new("Reading", study.documents.len(), global);
        for document in &study.documents {
            plan.transcript(study, document, (&mut taken, &mut texts), global);
            progress.tick();
        }
        drop(progress);
        for name in study.own_files() {
            plan.own_file(study, &name, global);
        }
        plan.codings(study, &texts, global);
        plan.warn_of_file_names(global);
        plan.warn_of_pseudonyms_in_use(global);
        plan
    }

    /// Whether nothing is missing.
    pub fn is_whole(&self) -> bool {
        self.unread == 0
    }

    fn transcript(
        &mut self,
        study: &Study,
        document: &Document,
        (taken, texts): (&mut BTreeSet<String>, &mut Texts),
        global: &Global,
    ) {
        let read = study
            .bytes(document)
            .and_then(|bytes| Ok((study.understand(document, bytes.clone())?, bytes)));
        let (transcript, bytes) = match read {
            Ok(read) => read,
            Err(error) => return self.not_read(&error.to_string()),
        };
        messages::briefly(&transcript.reading.warnings, global);
        let before = transcript.source.text();
        for found in self.pseudonyms.replace(before).replacements {
            let used = self.in_use.entry(found.entry);
            used.or_insert_with(|| (0, document.name.clone())).0 += 1;
        }
        let replaced = self.key.replace(before);
        self.count(&replaced);
        self.remaining.look(self.key, &transcript, &replaced);
        let written = self.place(study, document, &transcript, taken);
        self.files.push(File {
            logged: LoggedFile::new(
                (&document.name, &bytes),
                &written,
                (before, &replaced.text),
                replaced.edits(before),
            ),
            after: replaced.text.clone(),
        });
        let text = (transcript.source, replaced);
        texts.insert(document.id.clone(), text);
    }

    fn warn_of_pseudonyms_in_use(&self, global: &Global) {
        for (entry, (places, first)) in &self.in_use {
            let pseudonym = &self.pseudonyms.entries()[*entry].pseudonym;
            let places = messages::counted(*places, "place");
            let message = format!(
                "the pseudonym `{pseudonym}` stood in the transcripts before anything was replaced, in {places}, first in {first}; unless it was put there by this key, it is somebody else's name: choose another"
            );
            messages::warning(&message, global);
        }
    }

    fn count(&mut self, replaced: &Replaced) {
        self.transcripts += 1;
        let mut seen = BTreeSet::new();
        for one in &replaced.replacements {
            self.tallies[one.entry].replacements += 1;
            if seen.insert(one.entry) {
                self.tallies[one.entry].transcripts += 1;
            }
        }
        for one in &replaced.passed {
            self.tallies[one.entry].passed += 1;
        }
    }

    /// Where a transcript is written below the copy's folder: where it lay, with the ending of what it is now.
    fn place(
        &mut self,
        study: &Study,
        document: &Document,
        transcript: &Transcript,
        taken: &mut BTreeSet<String>,
    ) -> String {
        let keeps = matches!(transcript.reading.format, Format::Text | Format::Markdown);
        self.as_text += usize::from(!keeps);
        let place = below(&study.root, &document.path);
        let mut place = place.unwrap_or_else(|| named(document));
        if !keeps {
            let whole = place.clone();
            let end = place.rfind('.').filter(|&at| !place[at..].contains('/'));
            place.truncate(end.unwrap_or(place.len()));
            place.push_str(".txt");
            let is_there =
                || study.root.join(&place) != document.path && study.root.join(&place).exists();
            if taken.contains(&place) || is_there() {
                place = format!("{whole}.txt");
            }
        }
        taken.insert(place.clone());
        place
    }

    /// Copies the manifest, the codebook or a table.
    fn own_file(&mut self, study: &Study, name: &str, global: &Global) {
        let path = study.root.join(name);
        let Some(written) = below(&study.root, &path) else {
            let message = format!(
                "{} lies outside of the study and is not copied",
                path.display()
            );
            return messages::warning(&message, global);
        };
        let shown = format!("{}{name}", study.prefix());
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => return self.not_read(&format!("{shown} cannot be read: {error}")),
        };
        // What is to be said of its encoding was said when the study was opened.
        let source = codebook_of_bytes(&shown, bytes.clone(), &mut Vec::new());
        let before = source.text();
        let replaced = self.key.replace(before);
        self.elsewhere += replaced.replacements.len();
        let edits = replaced.edits(before);
        self.files.push(File {
            logged: LoggedFile::new((&shown, &bytes), &written, (before, &replaced.text), edits),
            after: replaced.text,
        });
    }

    fn codings(&mut self, study: &Study, texts: &Texts, global: &Global) {
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
            let written = &file.name[study.prefix().len()..];
            let text = match fs::read_to_string(study.root.join(written)) {
                Ok(text) => text,
                Err(error) => {
                    self.not_read(&format!("{} cannot be read: {error}", file.name));
                    continue;
                }
            };
            let mut found = texts
                .iter()
                .filter(|(id, _)| stands_for(&file.transcript, id));
            let only = found.next().filter(|_| found.next().is_none());
            let transcript = only.map(|(_, (source, replaced))| (&**source, replaced));
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
    }

    /// Moves the codings of a file, line by line; a line that changed is one replacement in the log.
    fn moved(
        &mut self,
        name: &str,
        text: &str,
        transcript: Option<(&Source, &Replaced)>,
        global: &Global,
    ) -> (String, Vec<Edit>) {
        let (mut after, mut edits, mut point) = (String::new(), Vec::new(), 0);
        for (number, line) in (1..).zip(text.split_inclusive('\n')) {
            let line_end = line.trim_end_matches(['\n', '\r']).len();
            let (line, end) = line.split_at(line_end);
            let moved = moved_line(self.key, line, transcript);
            if !line.trim().is_empty() {
                for doubt in &moved.doubts {
                    messages::warning(&format!("{name}:{number}: {doubt}"), global);
                }
            }
            self.elsewhere += moved.replaced;
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

    fn warn_of_file_names(&self, global: &Global) {
        for file in &self.files {
            let name = &file.logged.written;
            if let Some(found) = self.key.replace(name).replacements.first() {
                let entry = &self.key.entries()[found.entry].name;
                let message = format!(
                    "the file name {name} holds the name `{entry}`: rename the file in the study, and pseudonymise again"
                );
                messages::warning(&message, global);
            }
        }
    }

    fn not_read(&mut self, message: &str) {
        messages::error(message, None);
        self.unread += 1;
    }
}

/// A file's path below a folder, with `/` between its parts; `None` where it lies elsewhere.
fn below(root: &Path, path: &Path) -> Option<String> {
    if root.as_os_str().is_empty() {
        return None;
    }
    let parts = path.strip_prefix(root).ok()?.components();
    let parts = parts.filter(|part| *part != Component::CurDir);
    let parts: Option<Vec<_>> = parts
        .map(|part| match part {
            Component::Normal(part) => Some(part.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect();
    parts.map(|parts| parts.join("/"))
}

/// A place of its own for a file that was named by itself.
fn named(document: &Document) -> String {
    let ending = document.path.extension().unwrap_or_default();
    let ending = ending.to_string_lossy();
    let id = document
        .id
        .split('/')
        .filter(|part| !matches!(*part, "" | "." | ".."));
    let id = id.collect::<Vec<_>>().join("/");
    if id.ends_with(&format!(".{ending}")) {
        id
    } else {
        format!("{id}.{ending}")
    }
}
