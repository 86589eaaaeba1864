//! Who is compared, what each of them coded, and which transcripts each has finished.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use thematica::coding::record::Record;
use thematica::coding::store::{CodingFile, Store};
use thematica::diagnostic::Diagnostic;
use thematica::study::Study;

use super::asked::Comparison;
use crate::failure::Failure;

/// The name under which the rules are a coder.
pub use thematica::coding::RULES;

/// The coders that are compared.
pub struct Coders {
    pub names: Vec<String>,
    /// Those who were made of others by `codings merge`: left out where nobody is asked for.
    pub merged: Vec<String>,
    /// By coder and id of the transcript.
    files: HashMap<(usize, String), Vec<CodingFile>>,
    /// By coder: the transcripts that are finished, with the hash of what was read.
    finished: Vec<BTreeMap<String, String>>,
    assume_finished: bool,
    /// Codings of transcripts that the study does not have.
    pub stray: usize,
    /// Files and rosters that could not be read whole.
    pub unread: usize,
    /// What is wrong with files of codings, to be told.
    pub faults: Vec<Diagnostic>,
}

impl Coders {
    /// Reads what the coders have left in the study.
    pub fn of(study: &Study, comparison: &Comparison) -> Result<Self, Failure> {
        let store = Store::new(&study.root, study.prefix());
        let mut faults = Vec::new();
        let known = store.coders(&mut faults);
        let wanted = wanted(&comparison.coders, &known)?;
        let mut coders = Self {
            files: HashMap::new(),
            finished: Vec::new(),
            assume_finished: comparison.assume_finished,
            stray: 0,
            unread: 0,
            faults: Vec::new(),
            merged: Vec::new(),
            names: Vec::new(),
        };
        for name in wanted {
            let files = match &*name {
                RULES => Vec::new(),
                name => store.read_coder(name, &mut faults),
            };
            let mut records = files.iter().flat_map(|file| file.ledger.all());
            if records.any(Record::is_merged) {
                coders.merged.push(name.clone());
                // What was made of others is no view of its own, unless somebody asks.
                if comparison.coders.is_empty() {
                    continue;
                }
            }
            coders.names.push(name.clone());
            let number = coders.finished.len();
            let mut finished = BTreeMap::new();
            if name != RULES {
                for file in files {
                    coders.take(number, file, study);
                }
                let roster = store.roster(&name, &mut faults);
                let rows = roster.finished(|name| study.id_of(name)).into_iter();
                finished.extend(rows.map(|(id, of)| (id, of.hash)));
            }
            coders.finished.push(finished);
        }
        coders.are_several()?;
        let unread = faults.iter().filter(|it| it.rule.starts_with("unreadable"));
        coders.unread = unread.count();
        coders.faults = faults;
        Ok(coders)
    }

    /// Refuses fewer than two.
    fn are_several(&self) -> Result<(), Failure> {
        let made_of_others = match &self.merged[..] {
            [] => String::new(),
            merged => format!(
                " ({} left out: made of others by merging)",
                merged.join(", ")
            ),
        };
        match &self.names[..] {
            [] => Err(Failure::new(format!(
                "nobody has codings in this study{made_of_others}"
            ))
            .help(
                "`thematica annotate`, `thematica codings add` and `thematica codings import` make them",
            )),
            [one] if one == RULES => Err(Failure::new(format!(
                "agreement needs two coders, and there are the rules alone{made_of_others}"
            ))
            .help(
                "compare them with a person: --coder NAME --coder rules; `thematica codings list` shows who has codings",
            )),
            [one] => Err(Failure::new(format!(
                "agreement needs two coders, and there is {one} alone{made_of_others}"
            ))
            .help(format!("compare with the rules: --coder {one} --coder rules"))),
            _ => Ok(()),
        }
    }

    fn take(&mut self, coder: usize, file: CodingFile, study: &Study) {
        match study.document(&file.transcript) {
            Some(document) => {
                let key = (coder, document.id.clone());
                self.files.entry(key).or_default().push(file);
            }
            None => self.stray += file.ledger.standing().count(),
        }
    }

    pub fn is_rules(&self, coder: usize) -> bool {
        self.names[coder] == RULES
    }

    /// Whether any of them is the rules.
    pub fn has_rules(&self) -> bool {
        self.names.iter().any(|name| name == RULES)
    }

    /// The codes that any of them has laid, as they name them.
    pub fn laid(&self) -> BTreeSet<&str> {
        let files = self.files.values().flatten();
        let records = files.flat_map(|file| file.ledger.standing());
        records.map(|record| record.code.as_str()).collect()
    }

    /// What a coder's files say of a transcript.
    pub fn files(&self, coder: usize, transcript: &str) -> &[CodingFile] {
        let files = self.files.get(&(coder, transcript.to_owned()));
        files.map_or(&[], Vec::as_slice)
    }

    /// Whether the absence of a coder's codings says that there is nothing.
    pub fn has_rated(&self, coder: usize, transcript: &str) -> bool {
        // As in `evaluate`: what was only proposed, rejected or removed does not say that somebody looked at the rest.
        let has_codings = || self.standing(coder, transcript) > 0;
        self.is_rules(coder)
            || self.finished[coder].contains_key(transcript)
            || self.assume_finished && has_codings()
    }

    /// Whether something that they coded is in no transcript of the study, or could not be read.
    pub fn has_holes(&self) -> bool {
        self.stray > 0 || self.unread > 0
    }

    /// Whether a coder finished another version of a transcript's text.
    pub fn finished_another(&self, coder: usize, transcript: &str, hash: &str) -> bool {
        let finished = self.finished[coder].get(transcript);
        finished.is_some_and(|read| !read.is_empty() && read != hash)
    }

    /// How many codings of a coder stand in a transcript.
    pub fn standing(&self, coder: usize, transcript: &str) -> usize {
        let files = self.files(coder, transcript).iter();
        files.map(|file| file.ledger.standing().count()).sum()
    }
}

/// Who is asked for, each once; all where nobody is.
fn wanted(asked: &[String], known: &[String]) -> Result<Vec<String>, Failure> {
    let mut names: Vec<String> = Vec::new();
    for name in if asked.is_empty() { known } else { asked } {
        if name != RULES && !known.contains(name) {
            let message = format!("nobody called `{name}` has codings in this study");
            return Err(Failure::new(message).help(match known {
                [] => "there are none yet; the rules of the codebook are called `rules`".to_owned(),
                known => format!("who has: {}; and `rules`", known.join(", ")),
            }));
        }
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    Ok(names)
}
