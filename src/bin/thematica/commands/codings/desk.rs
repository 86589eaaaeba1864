//! What the commands on codings work with: a study, its codebook, its store, and its transcripts as they are read.

use std::collections::BTreeMap;

use thematica::codebook::Codebook;
use thematica::coding::anchor::{Finder, Finding};
use thematica::coding::record::{Anchor, Record, hash};
use thematica::coding::store::{CodingFile, Pen, PenError, Store, check_coder};
use thematica::diagnostic::nearest;
use thematica::study::{Document, Role, Study, stands_for};
use thematica::text::Span;
use thematica::transcript::Transcript;

use super::{PATIENCE, StudyArguments};
use crate::args::{Global, Input};
use crate::failure::Failure;
use crate::messages;

/// A study whose codings are worked on.
pub struct Desk<'g> {
    pub study: Study,
    /// The study's, where it has one.
    pub codebook: Option<Codebook>,
    pub store: Store,
    pub global: &'g Global,
}

impl<'g> Desk<'g> {
    /// Opens the study. Its codebook has to be sound, where there is one.
    pub fn open(arguments: &StudyArguments, global: &'g Global) -> Result<Self, Failure> {
        let input = Input {
            paths: arguments.study.iter().cloned().collect(),
            codebook: arguments.codebook.clone(),
            encoding: None,
        };
        let study = crate::commands::open_sound(&input, global)?;
        let has_codebook = study.codebook.is_some();
        let codebook = has_codebook.then(|| crate::commands::codebook_of(&study, global));
        Ok(Self {
            codebook: codebook.transpose()?,
            store: Store::new(&study.root, study.prefix()),
            study,
            global,
        })
    }

    /// The one transcript that a name or a path stands for.
    pub fn document(&self, name: &str) -> Result<&Document, Failure> {
        let name = name.strip_prefix("./").unwrap_or(name);
        if let Some(document) = self.study.document(name) {
            return Ok(document);
        }
        let documents = &self.study.documents;
        let by_path = documents
            .iter()
            .find(|document| document.name == name || document.path == std::path::Path::new(name));
        if let Some(document) = by_path {
            return Ok(document);
        }
        let matching = documents
            .iter()
            .filter(|document| stands_for(name, &document.id));
        let matching: Vec<&str> = matching.map(|document| document.id.as_str()).collect();
        if matching.len() > 1 {
            let message = format!("`{name}` stands for more than one transcript");
            return Err(
                Failure::new(message).help(format!("write one of: {}", matching.join(", ")))
            );
        }
        let failure = Failure::new(format!("there is no transcript `{name}`"));
        Err(match self.study.like(name) {
            Some(near) => failure.help(format!("did you mean `{near}`?")),
            None => failure.help("`thematica transcripts` lists them"),
        })
    }

    /// Reads a transcript.
    pub fn transcript(&self, document: &Document) -> Result<Transcript, Failure> {
        let read = self.study.load(document);
        read.map_err(|error| Failure::new(error.to_string()))
    }

    /// The id of the code that a name stands for.
    pub fn code(&self, name: &str) -> Result<String, Failure> {
        let Some(codebook) = &self.codebook else {
            return Ok(name.to_owned());
        };
        if let Some(code) = codebook.find(name) {
            return Ok(codebook.code(code).id.clone());
        }
        let failure = Failure::new(format!("the code `{name}` is not in the codebook"));
        if let Some(hint) = codebook.id_of_label(name) {
            return Err(failure.help(hint));
        }
        let ids = codebook.codes.iter().map(|code| code.id.as_str());
        Err(match nearest(name, ids) {
            Some(near) => failure.help(format!("did you mean `{near}`?")),
            None => failure.help("`thematica codebook show` lists the codes"),
        })
    }

    /// The id of the code that a name stands for, or that alone has it for a label; and whether it was the label.
    pub fn code_or_label(&self, name: &str) -> Result<(String, bool), Failure> {
        let code = self.code(name);
        let labelled = || {
            let codebook = self.codebook.as_ref()?;
            let code = codebook.code(codebook.code_of_label(name)?);
            (!code.retired).then(|| (code.id.clone(), true))
        };
        code.map(|id| (id, false))
            .or_else(|failure| labelled().ok_or(failure))
    }

    /// Whether any of those who speak on a stretch is counted where nobody asks for roles: whoever does not ask the questions.
    pub fn counts(&self, transcript: &Transcript, span: Span) -> bool {
        let voices = self.study.voices(transcript);
        let is_moderators = |turn: u32| {
            let speaker = transcript.turns[turn as usize].speaker;
            speaker.is_some_and(|it| voices[it.0 as usize].role == Role::Moderator)
        };
        let mut there = transcript.paragraphs.iter();
        there.any(|it| it.span.overlaps(span) && !is_moderators(it.turn))
    }

    /// All codings, or those of some coders. What cannot be read is told, and counted in the second value.
    pub fn files(&self, coders: &[String]) -> Result<(Vec<CodingFile>, usize), Failure> {
        let mut faults = Vec::new();
        let known = self.store.coders(&mut Vec::new());
        if let Some(unknown) = coders.iter().find(|coder| !known.contains(coder)) {
            return Err(no_such_coder(unknown, &known));
        }
        let mut files = self.store.read_all(&mut faults);
        files.retain(|file| coders.is_empty() || coders.contains(&file.coder));
        messages::briefly(&faults, self.global);
        let errors = faults
            .iter()
            .filter(|fault| fault.rule.starts_with("unreadable"));
        Ok((files, errors.count()))
    }

    /// The transcript that a file of codings belongs to.
    pub fn document_of(&self, file: &CodingFile) -> Option<&Document> {
        self.study.document(&file.transcript)
    }

    /// The name under which a coder's codings of a transcript are kept: what is there already, or the transcript's id.
    pub fn kept_as(&self, pen: &Pen, document: &Document) -> String {
        self.store.kept_as(&self.study, pen.coder(), &document.id)
    }

    /// The right to write for a coder.
    pub fn pen(&self, coder: &str, command: &str) -> Result<Pen, Failure> {
        let known = self.store.coders(&mut Vec::new());
        if !known.is_empty() && !known.iter().any(|it| it == coder) && check_coder(coder).is_ok() {
            let known = known.join(", ");
            let message = format!("{coder} is a new coder here; so far there are {known}");
            messages::remark(&message, self.global);
        }
        let holder = format!("thematica {command} (process {})", std::process::id());
        let pen = self.store.pen(coder, &holder, PATIENCE);
        pen.map_err(|error| pen_failure(&error))
    }
}

/// Where the codings of a file are in the transcript as it is now.
pub fn places<'f>(transcript: &Transcript, file: &'f CodingFile) -> Vec<(&'f Record, Finding)> {
    let records = file.ledger.all();
    let anchors: Vec<&Anchor> = records.iter().map(|record| &record.anchor).collect();
    let findings = Finder::of(transcript).find_all(&anchors);
    records.iter().zip(findings).collect()
}

/// The coding of a code that lies on a stretch of the transcript as it is now, whatever its text was when it was made.
pub fn same(transcript: &Transcript, file: &CodingFile, code: &str, place: Span) -> Option<String> {
    let mut here = places(transcript, file)
        .into_iter()
        .filter(|(record, finding)| {
            let is_sure = matches!(finding, Finding::Kept(_) | Finding::Moved(_));
            record.code == code && is_sure && finding.span() == Some(place)
        });
    here.next().map(|(record, _)| record.id.clone())
}

/// The anchor of a stretch of a transcript.
pub fn anchor(transcript: &Transcript, span: Span) -> Anchor {
    let source = &transcript.source;
    Anchor::of(source, span, &hash(source.text()))
}

/// What is said of a failed write.
pub fn pen_failure(error: &PenError) -> Failure {
    let failure = Failure::new(error.to_string());
    match error {
        PenError::Name { .. } => failure.help("choose a name like `ann` or `coder-2`"),
        PenError::Held { .. } => failure
            .help("wait until it is done, or close it; two that write at once would lose codings"),
        PenError::NotWhole { .. } => {
            failure.help("`thematica check` says which lines; mend or delete them first")
        }
        PenError::Outside { .. } => failure,
        PenError::Io { .. } => failure.help(
            "what was there is unchanged; look at the disk's space and at who may write there",
        ),
    }
}

/// What is said where a coder is asked for who has no codings.
pub fn no_such_coder(name: &str, known: &[String]) -> Failure {
    let failure = Failure::new(format!("nobody called `{name}` has codings in this study"));
    if known.is_empty() {
        return failure.help(
            "there are none yet: `thematica annotate` and `thematica codings add` make them",
        );
    }
    failure.help(format!("who has: {}", known.join(", ")))
}

/// Values by the id of their transcript, in the order of the ids.
pub type ByTranscript<T> = BTreeMap<String, T>;
