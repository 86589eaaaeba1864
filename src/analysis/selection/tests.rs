use super::*;
use crate::codebook;
use crate::study::Participant;
use crate::text::Source;
use crate::transcript::SpeakerIndex;
use crate::transcript::read::{ReadOptions, read};
use std::path::PathBuf;
use std::sync::Arc;

fn document(id: &str, phase: &str) -> Document {
    Document {
        id: id.to_owned(),
        path: PathBuf::new(),
        name: format!("transcripts/{id}.txt"),
        attributes: [("phase".to_owned(), phase.to_owned())].into(),
        options: ReadOptions::default(),
        moderators: Vec::new(),
    }
}

fn person(id: &str, site: &str) -> Participant {
    Participant {
        id: id.to_owned(),
        place: None,
        role: Role::Participant,
        labels: Vec::new(),
        attributes: [("site".to_owned(), site.to_owned())].into(),
    }
}

fn study() -> Study {
    let mut study = Study::default();
    study.documents = vec![
        document("phase-1/fg1", "1"),
        document("phase-1/fg2", "1"),
        document("phase-2/fg1", "2"),
    ];
    study.participants = vec![person("LW01", "north"), person("LW02", "south")];
    study
}

fn transcript(text: &str) -> Transcript {
    read(
        "t",
        "t.txt",
        text.as_bytes().to_vec(),
        &ReadOptions::default(),
    )
    .unwrap()
}

fn strings(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
    pairs.iter().map(owned).collect()
}

fn declared(row: u32) -> Voice {
    Voice {
        person: Person::Declared(row),
        role: Role::Participant,
        guessed: false,
    }
}

fn moderator() -> Voice {
    Voice {
        person: Person::Undeclared(SpeakerIndex(0)),
        role: Role::Moderator,
        guessed: true,
    }
}

/// Which of LW01, LW02, the moderator and unlabelled speech count in a transcript.
fn who(filter: &Filter, document: &Document) -> [bool; 4] {
    let study = study();
    let selection = filter.resolve(&study, None).unwrap();
    let transcript = transcript("Anna: hello\n");
    let speaks = |label, voice: Option<&Voice>| {
        selection.speaker(&study, document, &transcript, label, voice)
    };
    [
        speaks(Some("Anna"), Some(&declared(0))),
        speaks(Some("Ben"), Some(&declared(1))),
        speaks(Some("Interviewer"), Some(&moderator())),
        speaks(None, None),
    ]
}

fn faults(filter: &Filter) -> Vec<String> {
    let source = Source::new(
        "codebook.yaml",
        "codebook: c\ncodes:\n  - id: enablers\n    codes:\n      - {id: trust, match: [trust]}\n      - {id: time, match: [time]}\n  - id: threats\n",
    );
    let codebook = codebook::parse(Arc::new(source)).codebook.unwrap();
    let told = |fault: &Diagnostic| {
        format!(
            "{}: {} ({})",
            fault.place.file(),
            fault.message,
            fault.help.as_deref().unwrap()
        )
    };
    match filter.resolve(&study(), Some(&codebook)) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(told).collect(),
    }
}

#[test]
fn without_a_filter_everyone_but_moderators_counts() {
    let fg1 = document("phase-1/fg1", "1");
    assert_eq!(who(&Filter::default(), &fg1), [true, true, false, true]);
}

#[test]
fn roles_are_chosen_by_name_and_all_of_them_by_all() {
    let fg1 = document("phase-1/fg1", "1");
    let roles = |names: &[&str]| Filter {
        roles: strings(names),
        ..Filter::default()
    };
    assert_eq!(who(&roles(&["all"]), &fg1), [true, true, true, true]);
    assert_eq!(
        who(&roles(&["Moderator"]), &fg1),
        [false, false, true, false]
    );
    assert_eq!(
        who(&roles(&["participant"]), &fg1),
        [true, true, false, false]
    );
}

#[test]
fn who_is_named_counts_whatever_their_role() {
    let fg1 = document("phase-1/fg1", "1");
    let speakers = Filter {
        speakers: strings(&["interviewer", "anna"]),
        ..Filter::default()
    };
    assert_eq!(who(&speakers, &fg1), [true, false, true, false]);
    let participants = Filter {
        participants: strings(&["LW02", "Interviewer@phase-1/fg1"]),
        ..Filter::default()
    };
    assert_eq!(who(&participants, &fg1), [false, true, true, false]);
}

#[test]
fn values_of_one_attribute_are_alternatives_and_attributes_must_all_hold() {
    let filter = Filter {
        attributes: pairs(&[("phase", "1"), ("phase", "2"), ("site", "south")]),
        ..Filter::default()
    };
    assert_eq!(
        who(&filter, &document("phase-1/fg1", "1")),
        [false, true, false, false]
    );
    assert_eq!(who(&filter, &document("phase-1/fg1", "3")), [false; 4]);
}

#[test]
fn transcripts_are_found_by_id_by_end_and_by_pattern() {
    let study = study();
    let chosen = |name: &str| {
        let filter = Filter {
            transcripts: strings(&[name]),
            ..Filter::default()
        };
        let selection = filter.resolve(&study, None).unwrap();
        let documents = study.documents.iter().filter(|it| selection.document(it));
        documents.map(|it| it.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(chosen("fg1"), ["phase-1/fg1", "phase-2/fg1"]);
    assert_eq!(chosen("phase-2/fg1"), ["phase-2/fg1"]);
    assert_eq!(chosen("fg2.txt"), ["phase-1/fg2"]);
    assert_eq!(chosen("./transcripts/phase-1/fg2.txt"), ["phase-1/fg2"]);
    assert_eq!(chosen("transcripts/phase-1/fg2"), ["phase-1/fg2"]);
    assert_eq!(chosen("phase-1/*"), ["phase-1/fg1", "phase-1/fg2"]);
    assert_eq!(chosen("fg?"), ["phase-1/fg1", "phase-1/fg2", "phase-2/fg1"]);
}

#[test]
fn a_code_means_those_below_it_too() {
    let source = Source::new(
        "c.yaml",
        "codebook: c\ncodes:\n  - id: a\n    codes:\n      - id: b\n      - id: c\n  - id: d\n",
    );
    let codebook = codebook::parse(Arc::new(source)).codebook.unwrap();
    let codes = |names: &[&str]| {
        let filter = Filter {
            codes: strings(names),
            ..Filter::default()
        };
        let selection = filter.resolve(&study(), Some(&codebook)).unwrap();
        let ids = selection.codes().into_iter();
        ids.map(|code| codebook.code(code).id.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(&[]), ["a", "b", "c", "d"]);
    assert_eq!(codes(&["d", "a.c"]), ["c", "d"]);
    assert_eq!(codes(&["a"]), ["a", "b", "c"]);
}

#[test]
fn every_unknown_name_is_refused_with_a_near_one() {
    let filter = Filter {
        codes: strings(&["trusst"]),
        transcripts: strings(&["fg9", "nothing-like-it"]),
        participants: strings(&["LW03"]),
        roles: strings(&["moderater"]),
        attributes: pairs(&[("phace", "1"), ("phase", "7")]),
        ..Filter::default()
    };
    assert_eq!(
        faults(&filter),
        [
            "--transcript: there is no transcript `fg9` (known here: `phase-1/fg1`, `phase-1/fg2`, `phase-2/fg1`)",
            "--transcript: there is no transcript `nothing-like-it` (known here: `phase-1/fg1`, `phase-1/fg2`, `phase-2/fg1`)",
            "--code: there is no code `trusst` in codebook.yaml (did you mean `trust`?)",
            "--participant: there is no participant `LW03` (did you mean `LW01`?)",
            "--role: nobody has the role `moderater` (did you mean `moderator`?)",
            "--where: no transcript and no participant has the attribute `phace` (did you mean `phase`?)",
            "--where: `phase` is `7` for no transcript and no participant (known here: `1`, `2`)",
        ]
    );
}

#[test]
fn a_label_that_nobody_has_is_refused_when_all_is_read() {
    let study = study();
    let filter = Filter {
        speakers: strings(&["ana"]),
        ..Filter::default()
    };
    let selection = filter.resolve(&study, None).unwrap();
    let mut heard = Heard::default();
    heard.note(
        &study.documents[0],
        &transcript("Anna: hello\n\nBen: hello\n"),
    );
    let faults = selection.check(&heard).unwrap_err();
    assert_eq!(faults[0].message, "nobody speaks under the label `ana`");
    assert_eq!(faults[0].help.as_deref(), Some("did you mean `Anna`?"));
    heard.note(
        &study.documents[0],
        &transcript("ANA: hello\n\nBen: hello\n"),
    );
    assert!(selection.check(&heard).is_ok());
}

#[test]
fn what_a_transcript_says_of_itself_can_be_asked_for() {
    let mut study = study();
    study.documents[0].path = "fg1.md".into();
    let filter = Filter {
        attributes: pairs(&[("site", "east")]),
        ..Filter::default()
    };
    let selection = filter.resolve(&study, None).unwrap();
    let document = &study.documents[0];
    let mut transcript = transcript("Anna: hello\n");
    assert!(selection.document(document));
    assert!(!selection.speaker(&study, document, &transcript, None, None));
    transcript
        .attributes
        .insert("site".to_owned(), "east".to_owned());
    assert!(selection.speaker(&study, document, &transcript, None, None));
    let mut heard = Heard::default();
    assert!(selection.check(&heard).is_err());
    heard.note(document, &transcript);
    assert!(selection.check(&heard).is_ok());
}
