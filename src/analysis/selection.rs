//! What of a study is asked for: which transcripts, whose speech, which codes.
//!
//! A [`Filter`] is what someone wrote; [`Filter::resolve`] holds it against the study and the codebook, refuses names that
//! nobody has, and gives a [`Selection`]. Several values of one filter mean any of them; different filters, and different
//! attributes, must all hold.
//!
//! Labels of speakers and what a transcript says of itself are known only when it is read. A name that may still turn up
//! there is taken at first; [`Selection::check`] refuses it when it did not.

use std::collections::{BTreeMap, BTreeSet};

use crate::codebook::{CodeIndex, Codebook};
use crate::diagnostic::{Diagnostic, Place};
use crate::study::{Document, PathPattern, Person, Role, Study, Voice, is_id, stands_for};
use crate::transcript::Transcript;

#[cfg(test)]
mod tests;

/// The role that stands for all roles.
const ALL: &str = "all";

/// What someone asks for; empty lists ask for everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Codes by id or path; codes below them are meant as well.
    pub codes: Vec<String>,
    /// Transcripts by id, by the end of an id or a path, or by a pattern with `*`, `?` or `**`.
    pub transcripts: Vec<String>,
    /// Persons by the id of the participants' table; a speaker that no row names is `label` or `label@transcript`.
    pub participants: Vec<String>,
    /// Labels of speakers, compared without case.
    pub speakers: Vec<String>,
    /// Roles; `all` for all of them. Where nobody is named, everyone but the moderators.
    pub roles: Vec<String>,
    /// Attributes and the values they must have: of the transcript where it has the attribute, else of the person.
    pub attributes: Vec<(String, String)>,
}

/// What of a study is asked for.
#[derive(Clone, Debug)]
pub struct Selection {
    /// Ids of documents; `None` for all.
    documents: Option<BTreeSet<String>>,
    codes: Vec<CodeIndex>,
    participants: Vec<String>,
    /// In lower case.
    speakers: Vec<String>,
    roles: Roles,
    /// The values that each attribute may have.
    attributes: BTreeMap<String, Vec<String>>,
    /// What can be refused only when all transcripts are read.
    open: Vec<Open>,
    /// The attributes and values that the study knows of before.
    known: BTreeMap<String, BTreeSet<String>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Roles {
    NotModerators,
    All,
    Named(Vec<String>),
}

/// A name that may turn up when transcripts are read.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Open {
    Speaker(String),
    Participant(String),
    Attribute(String, String),
}

/// What turned up in the transcripts that were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// Labels with the ids of their transcripts.
    pub(super) labels: BTreeSet<(String, String)>,
    pub(super) attributes: BTreeMap<String, BTreeSet<String>>,
}

impl Filter {
    /// Holds what is asked for against the study and the codebook. All that is wrong is told at once.
    pub fn resolve(
        &self,
        study: &Study,
        codebook: Option<&Codebook>,
    ) -> Result<Selection, Vec<Diagnostic>> {
        let mut faults = Vec::new();
        let mut open = Vec::new();
        let documents = self.documents(study, &mut faults);
        let codes = self.codes(codebook, &mut faults);
        self.check_participants(study, &mut open, &mut faults);
        let roles = self.roles(study, &mut faults);
        let attributes = self.attributes(study, &mut open, &mut faults);
        open.extend(self.speakers.iter().cloned().map(Open::Speaker));
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Selection {
            documents,
            codes,
            participants: self.participants.clone(),
            speakers: self.speakers.iter().map(|it| it.to_lowercase()).collect(),
            roles,
            attributes,
            known: if open.is_empty() {
                BTreeMap::new()
            } else {
                known_attributes(study)
            },
            open,
        })
    }

    fn documents(&self, study: &Study, faults: &mut Vec<Diagnostic>) -> Option<BTreeSet<String>> {
        if self.transcripts.is_empty() {
            return None;
        }
        let mut chosen = BTreeSet::new();
        for written in &self.transcripts {
            let found = documents_named(study, written);
            if found.is_empty() {
                let message = format!("there is no transcript `{written}`");
                let ids = study.documents.iter().map(|it| it.id.as_str());
                faults.push(fault(
                    "--transcript",
                    "undefined-transcript",
                    message,
                    written,
                    ids,
                ));
            }
            chosen.extend(found.into_iter().map(|document| document.id.clone()));
        }
        Some(chosen)
    }

    fn codes(&self, codebook: Option<&Codebook>, faults: &mut Vec<Diagnostic>) -> Vec<CodeIndex> {
        let Some(codebook) = codebook else {
            if let Some(code) = self.codes.first() {
                let message = format!("there is no codebook in which `{code}` could be looked up");
                let place = Place::File("--code".to_owned());
                let fault = Diagnostic::error("undefined-code", place, message);
                faults.push(fault.help("name one with --codebook"));
            }
            return Vec::new();
        };
        let count = u32::try_from(codebook.codes.len()).expect("codes are counted in 32 bits");
        if self.codes.is_empty() {
            return (0..count).map(CodeIndex).collect();
        }
        let mut chosen = BTreeSet::new();
        for written in &self.codes {
            if let Some(code) = codebook.find(written) {
                chosen.extend(codebook.code(code).subtree.clone().map(CodeIndex));
                continue;
            }
            let message = format!("there is no code `{written}` in {}", codebook.source.name());
            faults.push(undefined_code(codebook, written, message));
        }
        chosen.into_iter().collect()
    }

    fn check_participants(
        &self,
        study: &Study,
        open: &mut Vec<Open>,
        faults: &mut Vec<Diagnostic>,
    ) {
        for written in &self.participants {
            let is_declared = study.participant_ids().any(|id| id == written);
            if is_declared {
                continue;
            }
            if study.participants.is_empty() || written.contains('@') {
                open.push(Open::Participant(written.clone()));
                continue;
            }
            let message = format!("there is no participant `{written}`");
            let ids = study.participant_ids();
            faults.push(fault(
                "--participant",
                "undefined-participant",
                message,
                written,
                ids,
            ));
        }
    }

    fn roles(&self, study: &Study, faults: &mut Vec<Diagnostic>) -> Roles {
        if self.roles.is_empty() {
            // Who is named is asked for, also when it is a moderator.
            let names_nobody = self.speakers.is_empty() && self.participants.is_empty();
            return if names_nobody {
                Roles::NotModerators
            } else {
                Roles::All
            };
        }
        let declared = study.participants.iter().map(|it| it.role.as_str());
        let known: BTreeSet<&str> = declared.chain(["participant", "moderator", ALL]).collect();
        for written in &self.roles {
            if !known.iter().any(|role| role.eq_ignore_ascii_case(written)) {
                let message = format!("nobody has the role `{written}`");
                let known = known.iter().copied();
                faults.push(fault("--role", "undefined-role", message, written, known));
            }
        }
        if self.roles.iter().any(|role| role.eq_ignore_ascii_case(ALL)) {
            return Roles::All;
        }
        Roles::Named(self.roles.clone())
    }

    fn attributes(
        &self,
        study: &Study,
        open: &mut Vec<Open>,
        faults: &mut Vec<Diagnostic>,
    ) -> BTreeMap<String, Vec<String>> {
        let mut wanted: BTreeMap<String, Vec<String>> = BTreeMap::new();
        if self.attributes.is_empty() {
            return wanted;
        }
        let mut known = study.document_attributes();
        for (key, values) in study.participant_attributes() {
            known.entry(key).or_default().extend(values);
        }
        // A transcript may say more of itself than the study does, in which case it has to be read first.
        let is_closed = !study.documents.iter().any(Document::may_say_more);
        for (key, value) in &self.attributes {
            wanted.entry(key.clone()).or_default().push(value.clone());
            if known
                .get(key.as_str())
                .is_some_and(|values| values.contains(value.as_str()))
            {
                continue;
            }
            if is_closed {
                faults.push(undefined_attribute(key, value, &known));
            } else {
                open.push(Open::Attribute(key.clone(), value.clone()));
            }
        }
        wanted
    }
}

fn known_attributes(study: &Study) -> BTreeMap<String, BTreeSet<String>> {
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (key, values) in study
        .document_attributes()
        .into_iter()
        .chain(study.participant_attributes())
    {
        known
            .entry(key.to_owned())
            .or_default()
            .extend(values.into_iter().map(str::to_owned));
    }
    known
}

impl Selection {
    /// Whether a document has to be read at all.
    ///
    /// A transcript may say more of itself when it is read: [`Selection::speaker`] has the last word.
    #[must_use]
    pub fn document(&self, document: &Document) -> bool {
        let is_named = |ids: &BTreeSet<String>| ids.contains(&document.id);
        let holds = |(key, values): (&String, &Vec<String>)| {
            let value = document.attributes.get(key);
            value.is_none_or(|value| values.contains(value))
        };
        self.documents.as_ref().is_none_or(is_named) && self.attributes.iter().all(holds)
    }

    /// Whether the speech of a speaker is asked for. `label` and `voice` are `None` for speech without a label, which is
    /// taken for a participant's unless someone or some role is named.
    ///
    /// Attributes are looked up in the document, then in `transcript`, then at the person.
    #[must_use]
    pub fn speaker(
        &self,
        study: &Study,
        document: &Document,
        transcript: &Transcript,
        label: Option<&str>,
        voice: Option<&Voice>,
    ) -> bool {
        let person = voice.and_then(|voice| match voice.person {
            Person::Declared(row) => study.participants.get(row as usize),
            Person::Undeclared(_) | Person::Nobody => None,
        });
        let attribute =
            |key: &str| study.attribute(document, transcript, voice.map(|voice| voice.person), key);
        let is_label = |wanted: &String| label.is_some_and(|it| it.to_lowercase() == *wanted);
        let is_person = |wanted: &String| match (person, label) {
            (Some(person), _) => person.id == *wanted,
            (None, Some(label)) => names_undeclared(wanted, label, &document.id),
            (None, None) => false,
        };
        let holds = |(key, values): (&String, &Vec<String>)| {
            attribute(key).is_some_and(|value| values.iter().any(|wanted| wanted == value))
        };
        self.roles.hold(voice)
            && (self.speakers.is_empty() || self.speakers.iter().any(is_label))
            && (self.participants.is_empty() || self.participants.iter().any(is_person))
            && self.attributes.iter().all(holds)
    }

    /// The codes that are asked for, those below them among them, in the order of the codebook. Without `--code` all.
    #[must_use]
    pub fn codes(&self) -> Vec<CodeIndex> {
        self.codes.clone()
    }

    /// Takes codes out of those that are asked for.
    pub fn leave_out(&mut self, codes: &[CodeIndex]) {
        self.codes.retain(|code| !codes.contains(code));
    }

    /// Whether some names can be refused only when all transcripts are read.
    #[must_use]
    pub fn listens(&self) -> bool {
        !self.open.is_empty()
    }

    /// Refuses the names that did not turn up in any of the transcripts that were read.
    pub fn check(&self, heard: &Heard) -> Result<(), Vec<Diagnostic>> {
        let faults: Vec<Diagnostic> = self
            .open
            .iter()
            .filter_map(|open| heard.refuse(open, &self.known))
            .collect();
        if faults.is_empty() {
            return Ok(());
        }
        Err(faults)
    }
}

impl Roles {
    fn hold(&self, voice: Option<&Voice>) -> bool {
        match (self, voice) {
            (Roles::All, _) | (Roles::NotModerators, None) => true,
            (Roles::NotModerators, Some(voice)) => voice.role != Role::Moderator,
            (Roles::Named(_), None) => false,
            (Roles::Named(names), Some(voice)) => {
                names.iter().any(|name| voice.role.is_called(name))
            }
        }
    }
}

impl Heard {
    /// Adds what turned up elsewhere.
    pub fn add(&mut self, other: Heard) {
        self.labels.extend(other.labels);
        for (key, values) in other.attributes {
            self.attributes.entry(key).or_default().extend(values);
        }
    }

    /// Takes note of who speaks in a transcript and of what it says of itself.
    pub fn note(&mut self, document: &Document, transcript: &Transcript) {
        for label in &transcript.speakers {
            self.labels.insert((label.clone(), document.id.clone()));
        }
        for (key, value) in document.attributes_with(transcript) {
            self.attributes.entry(key).or_default().insert(value);
        }
    }

    fn refuse(
        &self,
        open: &Open,
        known: &BTreeMap<String, BTreeSet<String>>,
    ) -> Option<Diagnostic> {
        let labels = || self.labels.iter().map(|(label, _)| label.as_str());
        match open {
            Open::Speaker(written) => {
                let folded = written.to_lowercase();
                if labels().any(|label| label.to_lowercase() == folded) {
                    return None;
                }
                let message = format!("nobody speaks under the label `{written}`");
                Some(fault(
                    "--speaker",
                    "undefined-speaker",
                    message,
                    written,
                    once(labels()),
                ))
            }
            Open::Participant(written) => {
                let mut heard = self.labels.iter();
                if heard.any(|(label, id)| names_undeclared(written, label, id)) {
                    return None;
                }
                let message = format!("there is no participant `{written}`");
                Some(fault(
                    "--participant",
                    "undefined-participant",
                    message,
                    written,
                    once(labels()),
                ))
            }
            Open::Attribute(key, value) => {
                let heard = self.attributes.get(key);
                if heard.is_some_and(|values| values.contains(value)) {
                    return None;
                }
                let mut all: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
                for (key, values) in known.iter().chain(&self.attributes) {
                    all.entry(key)
                        .or_default()
                        .extend(values.iter().map(String::as_str));
                }
                Some(undefined_attribute(key, value, &all))
            }
        }
    }
}

/// The documents that a name or a pattern means.
fn documents_named<'s>(study: &'s Study, written: &str) -> Vec<&'s Document> {
    let name = written.strip_prefix("./").unwrap_or(written);
    let pattern = if name.contains(['*', '?']) {
        PathPattern::parse(&format!("**/{name}")).ok()
    } else {
        None
    };
    let matches = |document: &&Document| match &pattern {
        Some(pattern) => pattern.attributes(&document.name).is_some(),
        None => stands_for(name, &document.id) || stands_for(name, &document.name),
    };
    // An id that is written whole means itself, also where others end in it.
    let documents = || study.documents.iter();
    let exact = documents()
        .find(|document| document.id == name)
        .or_else(|| documents().find(|document| is_id(name, &document.id)));
    if let Some(exact) = exact {
        return vec![exact];
    }
    documents().filter(matches).collect()
}

/// Whether `label` or `label@transcript` means this speaker.
pub(super) fn names_undeclared(written: &str, label: &str, transcript: &str) -> bool {
    let (written, label) = (written.to_lowercase(), label.to_lowercase());
    written == label
        || written
            .strip_prefix(&label)
            .and_then(|it| it.strip_prefix('@'))
            .is_some_and(|name| is_id(name, &transcript.to_lowercase()))
}

fn undefined_attribute(
    key: &str,
    value: &str,
    known: &BTreeMap<&str, BTreeSet<&str>>,
) -> Diagnostic {
    match known.get(key) {
        None => {
            let message = format!("no transcript and no participant has the attribute `{key}`");
            fault(
                "--where",
                "undefined-attribute",
                message,
                key,
                known.keys().copied(),
            )
        }
        Some(values) => {
            let message = format!("`{key}` is `{value}` for no transcript and no participant");
            fault(
                "--where",
                "undefined-value",
                message,
                value,
                values.iter().copied(),
            )
        }
    }
}

/// The most names that a help lists: a study may have thousands of transcripts.
const MOST_LISTED: usize = 12;

pub(super) fn fault<'a>(
    option: &str,
    rule: &'static str,
    message: String,
    written: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let fault = Diagnostic::error(rule, Place::File(option.to_owned()), message);
    with_known(fault, written, known)
}

/// Adds which names are known here: the nearest one, or the first of them.
pub(super) fn with_known<'a>(
    fault: Diagnostic,
    written: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let lists = crate::diagnostic::nearest(written, known.iter().copied()).is_none();
    if lists && known.len() > MOST_LISTED {
        let first: Vec<String> = known[..MOST_LISTED]
            .iter()
            .map(|it| format!("`{it}`"))
            .collect();
        let more = known.len() - MOST_LISTED;
        return fault.help(format!("known here: {} and {more} more", first.join(", ")));
    }
    fault.did_you_mean(written, known)
}

/// What is said of a code that is not there.
pub(super) fn undefined_code(codebook: &Codebook, written: &str, message: String) -> Diagnostic {
    if let Some(hint) = codebook.id_of_label(written) {
        let place = Place::File("--code".to_owned());
        return Diagnostic::error("undefined-code", place, message).help(hint);
    }
    let ids = codebook.codes.iter().map(|code| code.id.as_str());
    fault("--code", "undefined-code", message, written, ids)
}

/// Each once; the list is sorted.
fn once<'a>(names: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    names.collect::<BTreeSet<&str>>().into_iter()
}
