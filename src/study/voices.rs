//! Who a speaker is: which person, in which role.

use std::collections::{HashMap, HashSet};

use super::names::{below_folder, is_id, stands_for};
use super::participants::key;
use super::{Label, Participant, Person, Role, Study, Voice};
use crate::transcript::speakers::nobody::is_nobodys;
use crate::transcript::{SpeakerIndex, Transcript};

/// How many labels that hold everywhere a reader is told at most.
///
/// A study of thousands of people has one transcript each and needs no telling, and telling would be quadratic.
const MOST_TOLD: usize = 1_000;

/// Labels by what they are compared by, computed once for a study.
#[derive(Debug, Default)]
pub(super) struct LabelIndex {
    everywhere: HashMap<String, u32>,
    /// The labels that are somebody's in one transcript, by the last part of its name: a study of thousands of
    /// transcripts has thousands of labels `P1`.
    local: HashMap<String, Vec<Local>>,
    moderators: HashSet<String>,
    /// The moderators of single transcripts, by id.
    local_moderators: HashMap<String, Vec<String>>,
    /// Labels that hold everywhere, as written.
    told: Vec<String>,
}

/// A label that is somebody's in one transcript.
#[derive(Debug)]
struct Local {
    /// The transcript's id, or the end of it, folded.
    transcript: String,
    /// Whether it is an id: then it means no other transcript whose id ends so.
    is_whole: bool,
    label: String,
    written: String,
    person: u32,
}

impl LabelIndex {
    fn new(study: &Study) -> Self {
        let mut index = Self {
            moderators: study.moderators.iter().map(|label| key(label)).collect(),
            ..Self::default()
        };
        for document in &study.documents {
            if !document.moderators.is_empty() {
                let labels = document.moderators.iter().map(|label| key(label));
                let id = key(&document.id);
                index.local_moderators.insert(id, labels.collect());
            }
        }
        let ids: HashSet<String> = study.documents.iter().map(|it| key(&it.id)).collect();
        for (person, participant) in (0..).zip(&study.participants) {
            // A label that is written wins over an id that only happens to be the same.
            for label in &participant.labels {
                let Some(transcript) = &label.transcript else {
                    index.everywhere.insert(key(&label.label), person);
                    index.told.push(label.label.clone());
                    continue;
                };
                let transcript = key(transcript);
                let local = Local {
                    is_whole: ids.contains(&transcript) || ids.contains(below_folder(&transcript)),
                    transcript,
                    label: key(&label.label),
                    written: label.label.clone(),
                    person,
                };
                let file = last_part(&local.transcript).to_owned();
                index.local.entry(file).or_default().push(local);
            }
        }
        for (person, participant) in (0..).zip(&study.participants) {
            index
                .everywhere
                .entry(key(&participant.id))
                .or_insert(person);
            index.told.push(participant.id.clone());
        }
        if index.told.len() > MOST_TOLD {
            index.told.clear();
        }
        index.told.extend(study.moderators.iter().cloned());
        index
    }

    /// The labels that hold in one transcript.
    fn local<'i>(&'i self, id: &'i str) -> impl Iterator<Item = &'i Local> {
        let same_file = self.local.get(last_part(id)).into_iter().flatten();
        same_file.filter(move |local| {
            if local.is_whole {
                is_id(&local.transcript, id)
            } else {
                stands_for(&local.transcript, id)
            }
        })
    }

    fn person(&self, label: &str, transcript: &str) -> Option<u32> {
        self.local(transcript)
            .filter(|local| local.label == label)
            // The longer name of a transcript says more.
            .max_by_key(|local| local.transcript.len())
            .map(|local| local.person)
            .or_else(|| self.everywhere.get(label).copied())
    }
}

impl Study {
    /// Who speaks in a transcript: one voice for each of its speakers, in their order.
    ///
    /// A label that is somebody's in this transcript wins over one that is somebody's everywhere; then come the
    /// manifest's moderators; then what the label itself says.
    #[must_use]
    pub fn voices(&self, transcript: &Transcript) -> Vec<Voice> {
        let index = self.label_index();
        let id = key(&transcript.id);
        (0..)
            .map(SpeakerIndex)
            .zip(&transcript.speakers)
            .map(|(speaker, label)| self.voice(index, speaker, &key(label), &id))
            .collect()
    }

    fn voice(
        &self,
        index: &LabelIndex,
        speaker: SpeakerIndex,
        label: &str,
        transcript: &str,
    ) -> Voice {
        if let Some(person) = index.person(label, transcript) {
            return Voice {
                person: Person::Declared(person),
                role: self.participants[person as usize].role.clone(),
                guessed: false,
            };
        }
        let here = index.local_moderators.get(transcript);
        let declared = index.moderators.contains(label)
            || here.is_some_and(|labels| labels.iter().any(|moderator| moderator == label));
        let guessed = !declared && is_moderators_label(label);
        Voice {
            person: if is_nobodys(label) {
                Person::Nobody
            } else {
                Person::Undeclared(speaker)
            },
            role: if declared || guessed {
                Role::Moderator
            } else {
                Role::Participant
            },
            guessed,
        }
    }

    fn label_index(&self) -> &LabelIndex {
        self.labels.get_or_init(|| LabelIndex::new(self))
    }

    /// The labels that may stand in a transcript, as far as the study knows them.
    pub(super) fn known_labels(&self, id: &str) -> Vec<String> {
        let index = self.label_index();
        let id = key(id);
        let local = index.local(&id).map(|local| &local.written);
        local.chain(&index.told).cloned().collect()
    }

    /// The labels of each person who has several in a transcript; of a study of thousands of people none are told, as with
    /// [`Study::known_labels`].
    pub(super) fn same_labels(&self, id: &str) -> Vec<Vec<String>> {
        if self.participants.len() > MOST_TOLD {
            return Vec::new();
        }
        let of = |person: &Participant| -> Vec<String> {
            let holds = |label: &&Label| {
                let transcript = label.transcript.as_deref();
                transcript.is_none_or(|name| {
                    if self.with_id(name).is_some() {
                        is_id(name, id)
                    } else {
                        stands_for(&key(name), &key(id))
                    }
                })
            };
            let labels = person.labels.iter().filter(holds);
            let labels = labels.map(|label| label.label.clone());
            std::iter::once(person.id.clone()).chain(labels).collect()
        };
        let all = self.participants.iter().map(of);
        all.filter(|labels| labels.len() > 1).collect()
    }
}

fn last_part(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

/// Whether a label is one that transcribers give to those who ask, with or without a number: `Interviewer`, `INT 2`, `Q`.
#[must_use]
pub fn is_moderators_label(label: &str) -> bool {
    const WORDS: &[&str] = &[
        "interviewer",
        "moderator",
        "facilitator",
        "researcher",
        "co-moderator",
        "co-facilitator",
        "co-interviewer",
        "mod",
        "int",
        "fac",
        "res",
        "iv",
        "i",
        "q",
    ];
    let label = label.trim().to_lowercase();
    let word = label
        .trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ':')
        .trim_end_matches([' ', '-', '_', '#']);
    WORDS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;
    use crate::transcript::{Format, Labels, Reading};
    use std::collections::BTreeMap;
    use std::sync::Arc;

    fn person(id: &str, role: Role, labels: &[(&str, Option<&str>)]) -> Participant {
        let label = |(label, transcript): &(&str, Option<&str>)| Label {
            label: (*label).to_owned(),
            transcript: transcript.map(str::to_owned),
        };
        Participant {
            id: id.to_owned(),
            place: None,
            role,
            labels: labels.iter().map(label).collect(),
            attributes: BTreeMap::new(),
        }
    }

    fn transcript(id: &str, speakers: &[&str]) -> Transcript {
        Transcript {
            id: id.to_owned(),
            source: Arc::new(Source::new(id, "")),
            reading: Reading {
                format: Format::Text,
                encoding: "UTF-8".to_owned(),
                labels: Labels::unknown(),
                warnings: Vec::new(),
                left_out: Vec::new(),
            },
            speakers: speakers.iter().map(|&label| label.to_owned()).collect(),
            turns: Vec::new(),
            paragraphs: Vec::new(),
            passages: Vec::new(),
            attributes: BTreeMap::new(),
        }
    }

    fn study() -> Study {
        Study {
            participants: vec![
                person(
                    "LW01",
                    Role::Participant,
                    &[("P1", Some("fg1")), ("Farah", None)],
                ),
                person(
                    "LW02",
                    Role::Participant,
                    &[("P1", None), ("P2", Some("phase-2/fg1"))],
                ),
                person("LW03", Role::Moderator, &[("P2", Some("fg1"))]),
            ],
            moderators: vec!["Jo".to_owned()],
            ..Study::default()
        }
    }

    fn people(id: &str, speakers: &[&str]) -> Vec<Option<u32>> {
        let declared = |voice: Voice| match voice.person {
            Person::Declared(person) => Some(person),
            Person::Undeclared(_) | Person::Nobody => None,
        };
        study()
            .voices(&transcript(id, speakers))
            .into_iter()
            .map(declared)
            .collect()
    }

    #[test]
    fn a_label_of_one_transcript_wins_over_one_of_all() {
        assert_eq!(
            people("t/phase-1/fg1", &["P1", "p1", "FARAH"]),
            [Some(0), Some(0), Some(0)]
        );
        assert_eq!(people("t/phase-1/fg2", &["P1", "lw01"]), [Some(1), Some(0)]);
        assert_eq!(people("t/afg1", &["P1"]), [Some(1)]);
    }

    #[test]
    fn the_longer_name_of_a_transcript_wins() {
        assert_eq!(people("t/phase-2/fg1", &["P2"]), [Some(1)]);
        assert_eq!(people("t/phase-1/fg1", &["P2"]), [Some(2)]);
    }

    #[test]
    fn roles_are_declared_or_guessed() {
        let voices = study().voices(&transcript("x", &["jo", "Interviewer 2", "Anna", "LW03"]));
        let roles: Vec<(&Role, bool)> = voices.iter().map(|it| (&it.role, it.guessed)).collect();
        assert_eq!(
            roles,
            [
                (&Role::Moderator, false),
                (&Role::Moderator, true),
                (&Role::Participant, false),
                (&Role::Moderator, false)
            ]
        );
    }

    #[test]
    fn several_and_unknown_people_are_no_person_unless_a_row_names_them() {
        let mut study = study();
        let voices = |study: &Study| study.voices(&transcript("fg1", &["[All]", "Unknown", "Zoe"]));
        let persons: Vec<Person> = voices(&study).iter().map(|voice| voice.person).collect();
        assert_eq!(
            persons,
            [
                Person::Nobody,
                Person::Nobody,
                Person::Undeclared(SpeakerIndex(2))
            ]
        );
        study
            .participants
            .push(person("U", Role::Participant, &[("Unknown", None)]));
        study.labels = std::sync::OnceLock::new();
        assert!(matches!(voices(&study)[1].person, Person::Declared(_)));
    }

    #[test]
    fn those_who_ask_are_known_by_their_labels() {
        for label in [
            "Interviewer",
            "INTERVIEWER 1",
            "Int2",
            "I",
            "Q",
            "MOD",
            "Facilitator-1",
            "IV:",
            "Researcher",
        ] {
            assert!(is_moderators_label(label), "{label}");
        }
        for label in ["Ian", "P1", "Interviewee", "Model", "Respondent", "1", ""] {
            assert!(!is_moderators_label(label), "{label}");
        }
    }

    #[test]
    fn a_reader_is_told_the_labels_that_may_come() {
        let labels = study().known_labels("t/phase-2/fg1");
        assert_eq!(
            labels,
            [
                "P1", "P2", "P2", "Farah", "P1", "LW01", "LW02", "LW03", "Jo"
            ]
        );
    }
}
