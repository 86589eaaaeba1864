//! Guessing who the people are from the labels they speak under.

use std::collections::{BTreeMap, BTreeSet};

use super::super::participants::key;
use super::super::voices::is_moderators_label;
use crate::transcript::Transcript;
use crate::transcript::speakers::nobody::is_nobodys;

/// Whom the labels seem to stand for.
pub(super) struct People {
    /// Labels of those who ask, in the order of the alphabet.
    pub moderators: Vec<String>,
    /// Labels that were taken for one person in every transcript.
    pub everywhere: Vec<String>,
    /// Whether some label was taken for another person in each transcript.
    pub has_local: bool,
    /// Id and label of each person.
    rows: Vec<(String, String)>,
}

impl People {
    /// The participants' table.
    pub fn table(&self) -> String {
        let mut text = "id,labels,role\n".to_owned();
        for (id, label) in &self.rows {
            text.extend([
                cell(id).as_str(),
                ",",
                cell(label).as_str(),
                ",participant\n",
            ]);
        }
        text
    }
}

/// Guesses with care: two people who are taken for one cannot be told apart afterwards, one who is taken for two can.
pub(super) fn guess(transcripts: &[Transcript]) -> People {
    let mut moderators: BTreeMap<String, String> = BTreeMap::new();
    let mut everywhere: BTreeMap<String, String> = BTreeMap::new();
    let mut rows = Vec::new();
    let mut ids: BTreeSet<String> = BTreeSet::new();
    let mut locals = Vec::new();
    for transcript in transcripts {
        for label in &transcript.speakers {
            if is_moderators_label(label) {
                moderators
                    .entry(key(label))
                    .or_insert_with(|| label.clone());
            } else if is_nobodys(label) {
                // Several people, or somebody whom the transcriber could not tell: no row of the table.
            } else if label.contains([';', '@']) {
                // The table cannot say such a label; the speaker stays a person of their own.
            } else if is_generic(label) {
                locals.push((rows.len(), transcript, label));
                rows.push((String::new(), String::new()));
            } else if everywhere.insert(key(label), label.clone()).is_none() {
                ids.insert(key(label));
                rows.push((label.clone(), label.clone()));
            }
        }
    }
    let has_local = !locals.is_empty();
    let counts = counted(transcripts);
    for (at, transcript, label) in locals {
        let file = last_part(&transcript.id);
        let scope = if counts[&key(file)] == 1 {
            file
        } else {
            transcript.id.as_str()
        };
        let mut id = format!("{}-{label}", scope.replace('/', "-"));
        while !ids.insert(key(&id)) {
            id.push('\'');
        }
        rows[at] = (id, format!("{label}@{scope}"));
    }
    People {
        moderators: moderators.into_values().collect(),
        everywhere: everywhere.into_values().collect(),
        has_local,
        rows,
    }
}

fn counted(transcripts: &[Transcript]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for transcript in transcripts {
        *counts.entry(key(last_part(&transcript.id))).or_insert(0) += 1;
    }
    counts
}

fn last_part(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

/// Whether a label only says which of those present speaks: `P1`, `Participant 2`, `Female 1`, `Speaker`.
fn is_generic(label: &str) -> bool {
    const WORDS: &[&str] = &[
        "participant",
        "interviewee",
        "respondent",
        "speaker",
        "person",
        "male",
        "female",
        "man",
        "woman",
        "client",
        "patient",
        "unknown",
        "unidentified",
        "user",
        "member",
        "carer",
        "resp",
        "part",
        "spk",
        "all",
        "several",
    ];
    let label = label.to_lowercase();
    label
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .all(|word| {
            let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
            word.chars().count() <= 1 || WORDS.contains(&word)
        })
}

fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r', '\t']) || text.trim() != text {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_only_count_are_generic_and_names_are_not() {
        for label in [
            "P1",
            "P01",
            "Participant 2",
            "Speaker_01",
            "FEMALE 1",
            "R",
            "3",
            "Interviewee",
            "M-2",
        ] {
            assert!(is_generic(label), "{label}");
        }
        for label in ["LW07", "Farah", "Anna B", "Link worker", "JB"] {
            assert!(!is_generic(label), "{label}");
        }
    }
}
