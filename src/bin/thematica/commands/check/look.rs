//! Looking at what was named: codebooks by themselves, and a study with its codebook and its transcripts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thematica::codebook::{self, Code, Codebook};
use thematica::coding::store::{CodingFile, Store};
use thematica::diagnostic::{Diagnostic, Place};
use thematica::lint::{
    self, Check, Level, Levels, Look, Rule, Scratch, Settings, Sifted, StudyLook, Survey,
    TranscriptLook,
};
use thematica::matcher::Matcher;
use thematica::study::{self, Document, LoadError, MANIFEST, Study, stream};
use thematica::text::Source;

use super::levels;
use super::since::{Earlier, SinceArguments};
use crate::args::Global;
use crate::failure::Failure;
use crate::messages::counted;
use crate::progress::Progress;

/// What is looked at.
#[derive(Clone, Debug)]
pub struct Aim {
    /// Codebooks that are looked at in place of those on the disk, by the files' names.
    pub overlay: BTreeMap<String, Arc<Source>>,
    /// Whether transcripts are left out.
    pub only_written: bool,
    /// What codebooks are compared with.
    pub since: SinceArguments,
}

impl Aim {
    /// Everything as it is.
    pub fn of(since: &SinceArguments) -> Self {
        Self {
            overlay: BTreeMap::new(),
            only_written: false,
            since: since.clone(),
        }
    }
}

/// What was looked at and what was found.
#[derive(Debug, Default)]
pub struct Found {
    /// What is to be told.
    pub diagnostics: Vec<Diagnostic>,
    /// What was looked at, counted, for the summary.
    pub looked_at: Vec<String>,
    /// The files that were looked at, by their paths as people know them.
    pub files: Vec<String>,
    /// How many findings comments allowed.
    pub allowed: usize,
    /// How many transcripts could not be read.
    pub unreadable: usize,
    /// Whether all transcripts of a study were looked through.
    pub is_surveyed: bool,
    /// What was named and is not there.
    pub missing: Vec<String>,
    /// What should have been compared with an earlier codebook and was not, in sentences.
    pub not_compared: Vec<String>,
}

/// What one codebook, or one study with its codebook, gave before levels and allowances.
#[derive(Default)]
struct Raw {
    diagnostics: Vec<Diagnostic>,
    codebook: Option<Codebook>,
}

impl Found {
    /// The codebook that one is compared with; where there should be one and is none, that is kept to be told.
    fn earlier(&mut self, path: &Path, aim: &Aim) -> Result<Option<Codebook>, Failure> {
        Ok(match aim.since.earlier(path)? {
            Earlier::NotAsked => None,
            Earlier::There(codebook) => Some(*codebook),
            Earlier::Absent(revision) => {
                let path = path.display();
                self.not_compared.push(format!(
                    "{path} is not in `{revision}`, so it was compared with nothing"
                ));
                None
            }
        })
    }

    /// Looks at a codebook by itself.
    pub fn codebook_file(&mut self, path: &Path, given: &Levels, aim: &Aim) -> Result<(), Failure> {
        let mut raw = Raw::default();
        let source = read(path, &mut raw.diagnostics)?;
        // What the study that it belongs to says of checks holds for the codebook by itself as well.
        let study = Study::around(path).unwrap_or_default();
        let mut levels = levels::of_manifest(&study.checks, &mut raw.diagnostics);
        levels.extend(given.clone());
        let settings = Settings {
            unit: study.unit,
            deepest: study.checks.deepest,
        };
        self.parse(&source, aim, &mut raw);
        if let Some(codebook) = &raw.codebook {
            let earlier = self.earlier(path, aim)?;
            let look = Look::new(codebook, settings).since(earlier.as_ref());
            raw.diagnostics.extend(lint::codebook(&look, &levels));
        }
        self.take(raw, &levels, &|rule| !needs_study(rule));
        Ok(())
    }

    /// Looks at a study: its files, its codebook, its transcripts.
    pub fn study(
        &mut self,
        study: &Study,
        given: &Levels,
        aim: &Aim,
        global: &Global,
    ) -> Result<(), Failure> {
        let mut raw = Raw {
            diagnostics: study.diagnostics.clone(),
            ..Raw::default()
        };
        let mut levels = levels::of_manifest(&study.checks, &mut raw.diagnostics);
        levels.extend(given.clone());
        let source = study
            .codebook_source(&mut raw.diagnostics)
            .map_err(|error| super::super::opening(&error))?;
        if let Some(source) = source {
            self.parse(&source, aim, &mut raw);
        }
        let settings = Settings {
            unit: study.unit,
            deepest: study.checks.deepest,
        };
        let earlier = match &study.codebook {
            Some(path) if raw.codebook.is_some() => self.earlier(path, aim)?,
            _ => None,
        };
        let look = raw.codebook.as_ref();
        let look = look.map(|it| Look::new(it, settings).since(earlier.as_ref()));
        if let Some(look) = &look {
            raw.diagnostics.extend(lint::codebook(look, &levels));
        }
        let prefix = study.prefix();
        let store = Store::new(&study.root, prefix);
        let codings = store.read_all(&mut raw.diagnostics);
        for coder in store.coders(&mut Vec::new()) {
            store.roster(&coder, &mut raw.diagnostics);
        }
        let matcher = raw.codebook.as_ref().map(|it| Matcher::new(it, study.unit));
        let reading = Reading {
            study,
            matcher: matcher.as_ref(),
            codings: &codings,
            levels: &levels,
            global,
        };
        let survey = if aim.only_written {
            None
        } else {
            self.transcripts(&reading, &mut raw.diagnostics)
        };
        let is_surveyed = survey.is_some();
        self.is_surveyed |= is_surveyed;
        if let Some(survey) = &survey {
            let look = StudyLook {
                study,
                look: look.as_ref(),
                survey,
                codings: &codings,
            };
            raw.diagnostics.extend(lint::study(&look, &levels));
        }
        self.take(raw, &levels, &|rule| is_surveyed || !needs_study(rule));
        Ok(())
    }

    /// Reads a codebook. One with errors is not looked at any further: rules that could not be understood would make good
    /// examples look bad.
    fn parse(&mut self, source: &Arc<Source>, aim: &Aim, raw: &mut Raw) {
        self.files.push(source.name().to_owned());
        let source = aim.overlay.get(source.name()).unwrap_or(source);
        let parsed = codebook::parse(Arc::clone(source));
        let has_errors = parsed.has_errors();
        raw.diagnostics.extend(parsed.diagnostics);
        let Some(codebook) = parsed.codebook else {
            return;
        };
        self.looked_at.push(counted(codebook.codes.len(), "code"));
        self.looked_at.push(counted(codebook.rules.len(), "rule"));
        if has_errors {
            self.looked_at.push("examples not tried".to_owned());
            return;
        }
        let count = |texts: fn(&Code) -> usize| codebook.codes.iter().map(texts).sum();
        self.looked_at
            .push(counted(count(|code| code.examples.len()), "example"));
        let counterexamples = count(|code| code.counterexamples.len());
        if counterexamples > 0 {
            self.looked_at
                .push(counted(counterexamples, "counterexample"));
        }
        raw.codebook = Some(codebook);
    }

    /// Reads all transcripts and counts what is in them; `None` when one could not be read, so that nothing can be said of
    /// the whole.
    fn transcripts(
        &mut self,
        reading: &Reading<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Survey> {
        let documents = &reading.study.documents;
        let progress = Progress::new("Reading", documents.len(), reading.global);
        let mut survey = Survey::default();
        stream::in_order(
            documents,
            reading.global.threads(),
            Scratch::default,
            |scratch, document| reading.one(document, scratch),
            |read| {
                progress.tick();
                match read {
                    Ok((found, one)) => {
                        diagnostics.extend(found);
                        survey.add(one);
                    }
                    Err(error) => {
                        self.unreadable += 1;
                        diagnostics.push(unreadable_file(&error));
                    }
                }
                true
            },
        );
        self.looked_at.push(counted(documents.len(), "transcript"));
        self.files
            .extend(documents.iter().map(|it| it.name.clone()));
        if self.unreadable > 0 {
            let files = counted(self.unreadable, "transcript");
            self.looked_at.push(format!(
                "rules about the whole study not tried, because {files} could not be read (mend what is an error above, or leave it out of `transcripts` in the manifest)"
            ));
            return None;
        }
        (survey.transcripts > 0).then_some(survey)
    }

    /// Takes what is left when levels and allowances have been heeded.
    fn take(&mut self, raw: Raw, levels: &Levels, is_looked_for: &dyn Fn(&Rule) -> bool) {
        let found = levels.apply(raw.diagnostics);
        let Some(codebook) = &raw.codebook else {
            self.diagnostics.extend(found);
            return;
        };
        let is_on = |rule: &Rule| levels.of(rule) != Level::Off && is_looked_for(rule);
        let Sifted { left, allowed } = lint::sift(codebook, found, is_on);
        self.diagnostics.extend(levels.apply(left));
        self.allowed += allowed;
    }

    /// Puts what was found in the order of its places, and names no file twice.
    pub fn sort(&mut self) {
        self.diagnostics.sort_by_cached_key(Diagnostic::sort_key);
        // A codebook may be named beside the study that it belongs to.
        self.diagnostics
            .dedup_by(|a, b| a.sort_key() == b.sort_key());
        self.files.sort();
        self.files.dedup();
    }
}

/// How the transcripts of a study are read.
struct Reading<'a> {
    study: &'a Study,
    matcher: Option<&'a Matcher<'a>>,
    codings: &'a [CodingFile],
    levels: &'a Levels,
    global: &'a Global,
}

impl Reading<'_> {
    /// Reads and codes one transcript.
    fn one(
        &self,
        document: &Document,
        scratch: &mut Scratch,
    ) -> Result<(Vec<Diagnostic>, Survey), LoadError> {
        let transcript = self.study.load(document)?;
        let look = TranscriptLook::new(self.study, document, &transcript, self.codings);
        let mut found = lint::transcript(&look, self.levels);
        let survey = Survey::of(self.study, &transcript, self.matcher, scratch);
        found.extend(transcript.reading.warnings);
        Ok((found, survey))
    }
}

/// Whether a rule says nothing of a codebook by itself.
pub fn needs_study(rule: &Rule) -> bool {
    matches!(rule.check, Check::Transcript(_) | Check::Study(_))
}

fn unreadable_file(error: &LoadError) -> Diagnostic {
    let (LoadError::Unreadable { name, .. } | LoadError::NotUnderstood { name, .. }) = error;
    let place = Place::File(name.clone());
    let told = error.to_string();
    // The place has the name already.
    let told = match told.strip_prefix(&name[..]) {
        Some(rest) => format!("this file{rest}"),
        None => told,
    };
    match told.split_once("; ") {
        Some((message, help)) => {
            Diagnostic::error("unreadable-transcript", place, message).help(help)
        }
        None => Diagnostic::error("unreadable-transcript", place, told),
    }
}

/// What is named on the command line.
pub struct Named {
    /// Files that are codebooks.
    pub codebooks: Vec<PathBuf>,
    /// Studies and transcripts.
    pub rest: Vec<PathBuf>,
    /// What is not there.
    pub missing: Vec<String>,
}

impl Named {
    /// Sorts what is named. Where nothing is and there is no study, a `codebook.yaml` in this folder is meant.
    pub fn of(paths: &[PathBuf]) -> Self {
        let alone = Path::new("codebook.yaml");
        let here = std::env::current_dir().unwrap_or_default();
        if paths.is_empty() && alone.is_file() && Study::discover(&here).is_none() {
            return Self::of(&[alone.to_path_buf()]);
        }
        let mut named = Self {
            codebooks: Vec::new(),
            rest: Vec::new(),
            missing: Vec::new(),
        };
        for path in paths {
            if is_codebook(path) {
                named.codebooks.push(path.clone());
            } else if path.exists() {
                named.rest.push(path.clone());
            } else {
                named.missing.push(path.display().to_string());
            }
        }
        named
    }
}

/// The files that are named, each once and without one that is known already, whatever they are called.
pub fn each_once<'p>(paths: &'p [PathBuf], known: Option<&Path>) -> Vec<&'p Path> {
    let file = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let mut seen: Vec<PathBuf> = known.map(file).into_iter().collect();
    let mut once = Vec::new();
    for path in paths {
        let file = file(path);
        if !seen.contains(&file) {
            seen.push(file);
            once.push(path.as_path());
        }
    }
    once
}

/// Whether a file is a codebook and not a manifest: it has codes, or is YAML under another name than a manifest's.
fn is_codebook(path: &Path) -> bool {
    let is_yaml = path.extension().is_some_and(|ending| {
        ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml")
    });
    let is_manifest = path.file_name().is_some_and(|name| name == MANIFEST);
    if !is_yaml || !path.is_file() {
        // A folder of such a name is refused as a codebook, which it was taken for.
        return is_yaml && !is_manifest && path.is_dir() && !path.join(MANIFEST).exists();
    }
    let Ok(source) = read(path, &mut Vec::new()) else {
        return !is_manifest;
    };
    let has = |key: &str| has_key(source.text(), key);
    has("codes") || !(is_manifest || has("transcripts") || has("study"))
}

/// Whether a line of a YAML text begins with a key, which is then one of the whole file. A file that is one mapping in
/// braces has it anywhere.
fn has_key(text: &str, key: &str) -> bool {
    let is_flow = text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('{');
    let key = format!("{key}:");
    text.lines().any(|line| line.starts_with(&key)) || is_flow && text.contains(&key)
}

/// Reads the text of a codebook.
fn read(path: &Path, faults: &mut Vec<Diagnostic>) -> Result<Arc<Source>, Failure> {
    study::codebook_text(path, faults).map_err(|error| super::super::opening(&error))
}
