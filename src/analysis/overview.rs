//! How a transcript was understood, in figures: what a person looks at first to see a misreading.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::study::{Document, Person, Role, Study, Voice};
use crate::text::Landmarks;
use crate::transcript::{LeftOut, Transcript};

use super::talk::{Longest, Spoken, Talk, TimeBreaks, TimeFrom};

/// A transcript as it was understood. Words are those of paragraphs of speech ([`Landmarks::word_count`]).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Overview {
    /// The file's path as people know it.
    pub path: String,
    /// The transcript's id.
    pub id: String,
    /// The format that it was read as.
    pub format: &'static str,
    /// The encoding that it was decoded from.
    pub encoding: String,
    /// How speakers are labelled.
    pub label_style: &'static str,
    /// How sure it is that these are the speakers: `certain`, `high`, `fair` or `low`.
    pub label_confidence: &'static str,
    /// What that rests on.
    pub label_reason: String,
    /// How many turns speakers have.
    pub turns: usize,
    /// How many stretches of speech have no label that says whose they are.
    pub unlabelled: usize,
    /// How many labelled units there are.
    pub utterances: usize,
    /// How many words are spoken.
    pub words: usize,
    /// Who speaks, in order of first appearance.
    pub speakers: Vec<Speaker>,
    /// What speaking times rest on.
    pub time_from: Option<TimeFrom>,
    /// Where its times do not run on as those of one recording do.
    pub time_breaks: TimeBreaks,
    /// Whose turns come directly after whose.
    pub follows: Vec<Follow>,
    /// What may have been misunderstood.
    pub warnings: Vec<Warning>,
    /// What was not taken for speech.
    pub left_out: Vec<LeftOut>,
    /// What is known of the transcript.
    pub attributes: BTreeMap<String, String>,
}

/// A speaker of one transcript.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Speaker {
    /// The label.
    pub label: String,
    /// How many turns they have.
    pub turns: usize,
    /// How many labelled units.
    pub utterances: usize,
    /// How many words they speak.
    pub words: usize,
    /// Out of how many that are spoken in the transcript.
    pub words_of: usize,
    /// Their longest turn.
    pub longest_turn: Option<Longest>,
    /// How many seconds they speak, what overlaps counted once, where times are known.
    pub seconds: Option<f64>,
    /// How many of their turns these are.
    pub timed_turns: usize,
    /// Their role.
    pub role: String,
    /// Whether the role was guessed from the label.
    pub role_guessed: bool,
    /// Whether one person speaks under the label: `false` of several people and of somebody unknown.
    pub is_person: bool,
    /// The id of the person, where the participants' table has them.
    pub participant: Option<String>,
}

/// How often turns of one speaker come directly after those of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Follow {
    /// Who spoke before.
    pub before: String,
    /// Who spoke after.
    pub after: String,
    /// How often.
    pub count: usize,
}

/// What may have been misunderstood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// The rule's stable name.
    pub rule: &'static str,
    /// What was seen.
    pub message: String,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The column in code points, from 1.
    pub column: Option<usize>,
    /// What to do.
    pub help: Option<String>,
}

impl Overview {
    /// Counts a transcript. `landmarks` are those of its text, `voices` those of its speakers.
    #[must_use]
    pub fn of(
        study: &Study,
        document: &Document,
        transcript: &Transcript,
        voices: &[Voice],
        landmarks: &Landmarks,
    ) -> Self {
        let talk = Talk::of(transcript, landmarks);
        let labels = transcript.speakers.iter().zip(voices);
        let speakers: Vec<Speaker> = labels
            .zip(&talk.speakers)
            .map(|((label, voice), spoken)| Speaker::of(study, label, voice, spoken, talk.words))
            .collect();
        let follows = talk.follows.iter();
        let follows = follows.map(|(&(before, after), &count)| Follow {
            before: transcript.speakers[before as usize].clone(),
            after: transcript.speakers[after as usize].clone(),
            count,
        });
        let reading = &transcript.reading;
        Self {
            path: document.name.clone(),
            id: transcript.id.clone(),
            format: reading.format.as_str(),
            encoding: reading.encoding.clone(),
            label_style: reading.labels.style.as_str(),
            label_confidence: reading.labels.confidence.as_str(),
            label_reason: reading.labels.reason.clone(),
            turns: speakers.iter().map(|speaker| speaker.turns).sum(),
            unlabelled: transcript
                .turns
                .iter()
                .filter(|turn| turn.speaker.is_none())
                .count(),
            utterances: transcript
                .turns
                .iter()
                .map(|it| it.utterances as usize)
                .sum(),
            words: talk.words,
            speakers,
            time_from: talk.time_from,
            time_breaks: talk.time_breaks,
            follows: follows.collect(),
            warnings: reading.warnings.iter().map(Warning::new).collect(),
            left_out: reading.left_out.clone(),
            attributes: document.attributes_with(transcript),
        }
    }

    /// How many words moderators speak.
    #[must_use]
    pub fn moderators_words(&self) -> usize {
        let moderators = self.speakers.iter().filter(|it| it.is_moderator());
        moderators.map(|it| it.words).sum()
    }
}

impl Speaker {
    /// Whether they ask.
    #[must_use]
    pub fn is_moderator(&self) -> bool {
        self.role == Role::Moderator.as_str()
    }

    fn of(study: &Study, label: &str, voice: &Voice, spoken: &Spoken, all_words: usize) -> Self {
        let participant = match voice.person {
            Person::Declared(row) => Some(study.participants[row as usize].id.clone()),
            Person::Undeclared(_) | Person::Nobody => None,
        };
        Self {
            label: label.to_owned(),
            turns: spoken.turns,
            utterances: spoken.utterances,
            words: spoken.words,
            words_of: all_words,
            longest_turn: spoken.longest,
            seconds: spoken.time.map(|time| time as f64 / 1000.0),
            timed_turns: spoken.timed_turns,
            role: voice.role.as_str().to_owned(),
            role_guessed: voice.guessed,
            is_person: voice.person != Person::Nobody,
            participant,
        }
    }
}

impl Warning {
    fn new(diagnostic: &Diagnostic) -> Self {
        let position = diagnostic.place.position();
        Self {
            rule: diagnostic.rule,
            message: diagnostic.message.clone(),
            line: position.map(|it| it.line),
            column: position.map(|it| it.column),
            help: diagnostic.help.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::read::{ReadOptions, read};
    use std::path::PathBuf;

    #[test]
    fn words_are_counted_for_each_speaker() {
        let text =
            "Interviewer: How is it?\nAnna: It's good [laughs].\nInterviewer: Why?\nAnna: Time.\n";
        let options = ReadOptions::default();
        let transcript = read("fg1", "t/fg1.txt", text.into(), &options).unwrap();
        let document = Document {
            id: "fg1".to_owned(),
            path: PathBuf::new(),
            name: "t/fg1.txt".to_owned(),
            attributes: [("phase".to_owned(), "1".to_owned())].into(),
            options,
            moderators: Vec::new(),
        };
        let study = Study::default();
        let voices = study.voices(&transcript);
        let landmarks = Landmarks::of(transcript.source.text());
        let overview = Overview::of(&study, &document, &transcript, &voices, &landmarks);
        assert_eq!(
            (overview.turns, overview.utterances, overview.words),
            (4, 4, 7)
        );
        assert_eq!(overview.moderators_words(), 4);
        let anna = &overview.speakers[1];
        assert_eq!(
            (anna.label.as_str(), anna.turns, anna.words),
            ("Anna", 2, 3)
        );
        assert_eq!(overview.attributes["phase"], "1");
    }
}
