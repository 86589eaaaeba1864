//! Which name is meant by what someone wrote for a transcript that is no longer called so.

use std::collections::BTreeSet;

use thematica::coding::store::CodingFile;
use thematica::diagnostic::nearest;
use thematica::study::stands_for;

use super::super::desk::Desk;
use crate::commands::annotate::memos;
use crate::failure::Failure;

/// The names that something is kept under: files of codings, rows of rosters, memos.
pub struct Names {
    all: BTreeSet<String>,
    /// Those that stand for no transcript of the study.
    stray: BTreeSet<String>,
}

impl Names {
    /// All names of a study.
    pub fn of(desk: &Desk<'_>, files: &[CodingFile]) -> Self {
        let mut all: BTreeSet<String> = files.iter().map(|it| it.transcript.clone()).collect();
        // What cannot be read is told where it is read to be changed.
        let mut faults = Vec::new();
        for coder in desk.store.coders(&mut faults) {
            let roster = desk.store.roster(&coder, &mut faults);
            let finished = roster.finished(|name| Some(name.to_owned()));
            all.extend(finished.into_keys());
        }
        all.extend(memos::transcripts(&desk.study.root));
        let stray = all.iter();
        let stray = stray.filter(|name| desk.study.document(name).is_none());
        Self {
            stray: stray.cloned().collect(),
            all,
        }
    }

    /// The name that is meant: the one that was written, else the only one without a transcript that ends so.
    pub fn meant(&self, desk: &Desk<'_>, written: &str) -> Result<String, Failure> {
        let id = written.strip_prefix("transcripts/").unwrap_or(written);
        if let Some(exact) = [written, id].iter().find(|it| self.all.contains(**it)) {
            return Ok((*exact).to_owned());
        }
        let ends = self.stray.iter().filter(|name| stands_for(written, name));
        let ends: Vec<&str> = ends.map(String::as_str).collect();
        match (&ends[..], desk.study.id_of(written)) {
            ([only], None) => Ok((*only).to_owned()),
            ([], Some(id)) => Ok(id),
            ([], None) => Ok(written.to_owned()),
            (several, there) => {
                let names: Vec<&str> = several.iter().copied().chain(there.as_deref()).collect();
                let message = format!("`{written}` stands for more than one name");
                Err(Failure::new(message).help(format!("write one of: {}", names.join(", "))))
            }
        }
    }

    /// Whether a name that something is kept under is the old one, or an end of it that stands for nothing else.
    pub fn is_old(&self, desk: &Desk<'_>, name: &str, old: &str) -> bool {
        if name == old {
            return true;
        }
        let mut ends = self.stray.iter().filter(|it| stands_for(name, it));
        let is_only = ends.all(|it| it == name || it == old);
        is_only && stands_for(name, old) && desk.study.document(name).is_none()
    }

    /// What is said where nothing is kept under a name.
    pub fn nothing(&self, old: &str) -> Failure {
        let failure = Failure::new(format!("nobody has codings of `{old}`"));
        let names: Vec<&str> = self.stray.iter().map(String::as_str).collect();
        match nearest(old, names.iter().copied()) {
            Some(near) => failure.help(format!("did you mean `{near}`?")),
            None if names.is_empty() => failure.help("all codings have their transcripts"),
            None => failure.help(format!("without a transcript are: {}", names.join(", "))),
        }
    }
}
