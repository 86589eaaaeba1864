//! Codings whose transcript is not there: it was renamed or moved, or is gone.
//!
//! Codings are kept under the name of their transcript. Each carries the hash of the text that it was made in and its words,
//! so that the transcript is known again under another name. Nothing is moved here: who knows what was renamed says so.

use std::collections::BTreeMap;

use super::anchor::Finder;
use super::record::{Record, State};
use super::store::CodingFile;
use crate::study::{Study, stands_for};

/// The transcript in which stray codings were probably made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// Its id.
    pub transcript: String,
    /// How many of the codings are found in it.
    pub found: usize,
    /// How many there are; removed ones do not count.
    pub of: usize,
}

/// Whether a file of codings belongs to no transcript of the study, or to none in particular.
#[must_use]
pub fn is_stray(study: &Study, file: &CodingFile) -> bool {
    study.document(&file.transcript).is_none()
}

/// Why a stray file's name is no transcript's: one sentence without a full stop.
#[must_use]
pub fn reason(study: &Study, file: &CodingFile) -> String {
    let name = &file.transcript;
    let all = study.documents.iter().map(|document| document.id.as_str());
    let several: Vec<&str> = all.filter(|id| stands_for(name, id)).collect();
    if several.is_empty() {
        format!("there is no transcript `{name}` in this study")
    } else {
        let several = several.join(", ");
        format!("`{name}` stands for more than one transcript: {several}")
    }
}

/// The command that lays codings under another name, as it is typed: names with spaces or other signs are in quotes.
#[must_use]
pub fn command(old: &str, new: &str) -> String {
    let typed = |name: &str| {
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
        if name.chars().all(is_plain) {
            name.to_owned()
        } else {
            format!("\"{name}\"")
        }
    };
    format!("thematica codings rename {} {}", typed(old), typed(new))
}

/// For each stray file, the one transcript in which more than half of its codings are found, and more than in any other: the
/// text is the same, or the words are there. Transcripts that cannot be read are passed over.
#[must_use]
pub fn homes(study: &Study, strays: &[&CodingFile]) -> Vec<Option<Home>> {
    let mut best: Vec<BTreeMap<usize, Vec<Home>>> = vec![BTreeMap::new(); strays.len()];
    if strays.is_empty() {
        return Vec::new();
    }
    for document in &study.documents {
        let Ok(transcript) = study.load(document) else {
            continue;
        };
        let finder = Finder::new(&transcript.source);
        for (file, best) in strays.iter().zip(&mut best) {
            let (found, of) = share(&finder, file);
            let home = Home {
                transcript: document.id.clone(),
                found,
                of,
            };
            best.entry(found).or_default().push(home);
        }
    }
    let one = |mut best: BTreeMap<usize, Vec<Home>>| {
        let (found, mut homes) = best.pop_last()?;
        let home = homes.pop()?;
        (homes.is_empty() && found * 2 > home.of).then_some(home)
    };
    best.into_iter().map(one).collect()
}

/// How many of a file's codings are found in a text, and how many there are; removed ones do not count.
fn share(finder: &Finder, file: &CodingFile) -> (usize, usize) {
    let is_there = |it: &&Record| {
        it.anchor.hash == finder.hash() || !finder.places(&it.anchor.quote).is_empty()
    };
    let kept = || {
        let all = file.ledger.all().iter();
        all.filter(|it| it.state != State::Removed)
    };
    (kept().filter(is_there).count(), kept().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_space_is_typed_in_quotes() {
        let typed = command("p1/fg-1.a", "Focus group 1");
        assert_eq!(
            typed,
            "thematica codings rename p1/fg-1.a \"Focus group 1\""
        );
    }
}
