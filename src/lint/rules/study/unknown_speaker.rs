//! `unknown-speaker`.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::{Place, nearest};
use crate::lint::{Check, Group, Level, Rule, TranscriptLook};
use crate::study::{Label, Person, Role, Study};
use crate::text::fold;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unknown-speaker",
    group: Group::Study,
    level: Level::Warning,
    what: "A speaker whom no row of the participants' table names.",
    why: "Such a speaker counts as one more person, in that transcript alone: a misspelt label \
           makes a person too many.",
    example: "
==> participants.csv <==
id,labels
A,Maria
==> transcripts/a.txt <==
Int: How was it?
Mariaa: They trust me.
Int: And then?
Mariaa: Then I was trusted.
",
    instead: "
==> participants.csv, as before <==
==> transcripts/a.txt <==
Int: How was it?
Maria: They trust me.
Int: And then?
Maria: Then I was trusted.
",
    check: Check::Transcript(check),
};

fn check(look: &TranscriptLook<'_>, found: &mut Vec<Diagnostic>) {
    let (study, transcript) = (look.study, look.transcript);
    // Where there is no table, nobody is said to be anyone.
    if study.participants.is_empty() {
        return;
    }
    for (label, voice) in transcript.speakers.iter().zip(study.voices(transcript)) {
        // Who asks is known from a label such as "Interviewer", and is not counted.
        if !matches!(voice.person, Person::Undeclared(_)) || voice.role == Role::Moderator {
            continue;
        }
        let place = Place::File(transcript.source.name().to_owned());
        let message = format!(
            "the speaker `{label}` is in no row of the participants' table, and counts as one more person"
        );
        let fault = RULE.at(place, message);
        let elsewhere = labels(study)
            .find(|known| known.transcript.is_some() && key(&known.label) == key(label));
        let near = nearest(label, known_labels(study));
        found.push(match (elsewhere, near) {
            (Some(Label { transcript: Some(other), .. }), _) => fault.help(format!(
                "`{label}` is somebody in `{other}` alone; if it is the same person here, add `{label}@{}` to their labels in participants.csv",
                transcript.id
            )),
            (_, Some(near)) => fault.help(format!(
                "did you mean `{near}`? Labels stand in the column `labels` of participants.csv"
            )),
            (_, None) => fault.help(format!(
                "add `{label}` to the labels of the person in participants.csv, or to `moderators`"
            )),
        });
    }
}

fn key(label: &str) -> String {
    fold::folded(label.trim())
}

fn labels(study: &Study) -> impl Iterator<Item = &Label> {
    study.participants.iter().flat_map(|person| &person.labels)
}

fn known_labels(study: &Study) -> impl Iterator<Item = &str> {
    let moderators = study.moderators.iter().map(String::as_str);
    labels(study)
        .map(|label| label.label.as_str())
        .chain(moderators)
}
