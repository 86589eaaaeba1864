//! What will be written, before anything is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Arc;

use thematica::coding::record::hash;
use thematica::exchange::pseudonym::{Folded, Key, LeftNames, LoggedFile, Remaining, Replaced};
use thematica::study::{Document, Study, codebook_of_bytes};
use thematica::text::Source;
use thematica::transcript::{Format, Transcript};

use crate::args::Global;
use crate::messages;
use crate::progress::Progress;

mod codings;
mod names;
mod place;
mod subtitles;

use super::folder::real;
use place::below;
use subtitles::Subtitles;

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
    pub left: LeftNames,
    /// How many transcripts there are, and how many of them become plain text.
    pub transcripts: usize,
    pub as_text: usize,
    /// How many files could not be read. Each was named on stderr.
    pub unread: usize,
    /// The transcripts among them, by id.
    pub unread_documents: BTreeSet<String>,
    /// The transcripts that have codings, by id, with the digest of the text that their codings count in.
    pub coded: BTreeMap<String, String>,
    /// How many names were replaced in codings and in the study's own files.
    pub elsewhere: usize,
    /// The folders of codings: they are not renamed.
    pub coders: Vec<String>,
    /// The study's own files whose words are not in the list of what remains.
    pub unlisted: Vec<String>,
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
}

/// The old text of a transcript with what was replaced.
struct Text {
    source: Arc<Source>,
    replaced: Replaced,
    /// How codings know the old text, and the new one.
    hashes: [String; 2],
}

/// By id.
type Texts = BTreeMap<String, Text>;

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
            left: LeftNames::default(),
            transcripts: 0,
            as_text: 0,
            unread: 0,
            unread_documents: BTreeSet::new(),
            coded: BTreeMap::new(),
            elsewhere: 0,
            coders: Vec::new(),
            unlisted: Vec::new(),
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
            Err(error) => {
                self.unread_documents.insert(document.id.clone());
                return self.not_read(&error.to_string());
            }
        };
        messages::briefly(&transcript.reading.warnings, global);
        let text = Arc::clone(&transcript.source);
        let folded = Folded::of(text.text());
        let reading = self.key.replace_in(&folded);
        self.remaining.look(self.key, &transcript, &reading);
        let subtitles = self.subtitles((study, document), &bytes, (&transcript, &reading), global);
        let keeps = subtitles.is_some()
            || matches!(transcript.reading.format, Format::Text | Format::Markdown);
        let (source, replaced) = if let Some(it) = &subtitles {
            let folded = Folded::of(it.source.text());
            self.look_at(document, &it.source, &folded, &it.replaced);
            (&it.source, &it.replaced)
        } else {
            self.look_at(document, &text, &folded, &reading);
            (&text, &reading)
        };
        let written = self.place(study, document, keeps, taken);
        let before = source.text();
        self.files.push(File {
            logged: LoggedFile::new(
                (&document.name, &bytes),
                &written,
                (before, &replaced.text),
                replaced.edits(before),
            ),
            after: replaced.text.clone(),
        });
        let text = Text {
            hashes: [hash(text.text()), hash(&reading.text)],
            source: text,
            replaced: reading,
        };
        texts.insert(document.id.clone(), text);
    }

    /// Subtitles in their form; `None` for other formats and where that cannot be, which is told.
    fn subtitles(
        &mut self,
        (study, document): (&Study, &Document),
        bytes: &[u8],
        (transcript, reading): (&Transcript, &Replaced),
        global: &Global,
    ) -> Option<Subtitles> {
        if !subtitles::are(transcript.reading.format) {
            return None;
        }
        let of = (study, document);
        let Some(found) = subtitles::replaced(self.key, of, bytes, (transcript, reading)) else {
            let message = format!(
                "{} is written as plain text, without its times: a name in it reaches over two cues, or is written with tags or entities",
                document.name
            );
            messages::warning(&message, global);
            return None;
        };
        let text = (document.id.as_str(), &*found.source);
        let aside = found.aside();
        self.remaining
            .look_through(self.key, text, &aside, &found.replaced);
        Some(found)
    }

    /// Counts the names in a text that will be written.
    fn look_at(
        &mut self,
        document: &Document,
        source: &Source,
        folded: &Folded<'_>,
        replaced: &Replaced,
    ) {
        for found in self.pseudonyms.replace_in(folded).replacements {
            let used = self.in_use.entry(found.entry);
            used.or_insert_with(|| (0, document.name.clone())).0 += 1;
        }
        self.count(replaced);
        self.left.begin_file();
        let place = |byte| (document.id.clone(), source.position(byte).line);
        self.left.look(self.key, folded, replaced, place);
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
        let folded = Folded::of(before);
        let replaced = self.key.replace_in(&folded);
        self.left.begin_file();
        let place = |byte| (shown.clone(), source.position(byte).line);
        self.left.look(self.key, &folded, &replaced, place);
        let is_codebook = || {
            let codebook = study.codebook.as_deref();
            codebook.is_some_and(|it| real(it) == real(&path))
        };
        let ending = path.extension().and_then(|it| it.to_str());
        if matches!(ending, Some("csv" | "tsv")) && !is_codebook() {
            self.remaining
                .look_at_table(self.key, &shown, &source, &replaced);
        } else {
            self.unlisted.push(shown.clone());
        }
        self.elsewhere += replaced.replacements.len();
        let edits = replaced.edits(before);
        self.files.push(File {
            logged: LoggedFile::new((&shown, &bytes), &written, (before, &replaced.text), edits),
            after: replaced.text,
        });
    }

    fn not_read(&mut self, message: &str) {
        messages::error(message, None);
        self.unread += 1;
    }
}
