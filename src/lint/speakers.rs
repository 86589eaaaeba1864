//! Speakers whom nobody is known to be.

use crate::diagnostic::{Diagnostic, Place};
use crate::study::{Person, Study};
use crate::transcript::Transcript;

/// The speakers of a transcript whom no row of the participants' table names, where there is such a table: a misspelt label
/// makes a person too many.
#[must_use]
pub fn speakers(study: &Study, transcript: &Transcript) -> Vec<Diagnostic> {
    if study.participants.is_empty() {
        return Vec::new();
    }
    let voices = study.voices(transcript);
    let strange = transcript.speakers.iter().zip(voices);
    strange
        // Who asks is known from a label such as "Interviewer", and is not counted.
        .filter(|(_, voice)| matches!(voice.person, Person::Undeclared(_)) && !voice.role.is_called("moderator"))
        .map(|(label, _)| {
            let place = Place::File(transcript.source.name().to_owned());
            let known = study.participants.iter().flat_map(|person| &person.labels).map(|label| label.label.as_str());
            let known: Vec<&str> = known.chain(study.moderators.iter().map(String::as_str)).collect();
            let message = format!("the speaker `{label}` is in no row of the participants' table, and counts as one more person");
            let fault = Diagnostic::warning("unknown-speaker", place, message);
            match crate::diagnostic::nearest(label, known) {
                Some(near) => fault.help(format!("did you mean `{near}`? Labels stand in the column `labels` of participants.csv")),
                None => fault.help(format!("add `{label}` to the labels of the person in participants.csv, or to `moderators`")),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::{Label, Participant, Role};
    use crate::transcript::read::{ReadOptions, read};

    #[test]
    fn a_misspelt_label_is_told_with_the_one_that_was_meant() {
        let mut study = Study::default();
        let text = b"Mariaa: I trust her.\n\nInterviewer: And?\n\nMariaa: That is it.\n\nInterviewer: Thanks.\n".to_vec();
        let transcript = read("t", "t.txt", text, &ReadOptions::default()).expect("it is text");
        assert!(
            speakers(&study, &transcript).is_empty(),
            "there is no table"
        );
        study.participants.push(Participant {
            id: "A".to_owned(),
            role: Role::Participant,
            labels: vec![Label {
                label: "Maria".to_owned(),
                transcript: None,
            }],
            attributes: std::collections::BTreeMap::default(),
        });
        let faults = speakers(&study, &transcript);
        assert_eq!(faults.len(), 1);
        assert!(faults[0].message.contains("`Mariaa`"));
        assert!(
            faults[0]
                .help
                .as_deref()
                .is_some_and(|help| help.contains("did you mean `Maria`?"))
        );
    }
}
