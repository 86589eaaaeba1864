//! Quotes with their labels: what `quotes` and `chart` choose from.

use thematica::analysis::coded::Coded;
use thematica::analysis::frequency::{By, Counting, Key, key};
use thematica::analysis::quotes::{Candidate, LabelError, Quote, QuoteLabel, quotes};
use thematica::analysis::turns::places;
use thematica::study::{Document, Person};
use thematica::transcript::{Turn, Units};

use super::job::Job;
use crate::failure::Failure;

/// How quotes are labelled.
pub struct Labels {
    written: String,
    label: QuoteLabel,
}

/// What of a transcript may be quoted, and how it is shown.
pub struct Quotable<'a> {
    pub job: &'a Job<'a>,
    /// Whose a quote is.
    pub by: &'a By,
    /// By code, whether it is asked for.
    pub asked: &'a [bool],
    pub label: &'a Labels,
    /// How many characters of what is said before and after.
    pub context: usize,
}

/// How a quote is shown.
pub struct Shown {
    pub label: String,
    /// The id of its transcript.
    pub transcript: String,
    /// The shortest end of that id that no other transcript has.
    pub short_id: String,
}

/// What a label may name beside attributes.
const BUILT_IN: [&str; 6] = [
    "participant",
    "speaker",
    "transcript",
    "turn",
    "line",
    "time",
];

impl Labels {
    /// The label that is asked for, or the manifest's, or the person.
    pub fn of(job: &Job<'_>, asked: Option<&str>) -> Result<Self, Failure> {
        let written = asked.or(job.study.quote.as_deref());
        let written = written.unwrap_or("{participant}").to_owned();
        let label: QuoteLabel = written
            .parse()
            .map_err(|error: LabelError| Failure::new(error.to_string()))?;
        let documents = job.study.document_attributes();
        let people = job.study.participant_attributes();
        let may_say_more = job.study.documents.iter().any(Document::may_say_more);
        let known = |name: &str| {
            BUILT_IN.contains(&name)
                || documents.contains_key(name)
                || people.contains_key(name)
                || may_say_more
        };
        if let Some(unknown) = label.names().find(|name| !known(name)) {
            let mut names: Vec<&str> = BUILT_IN.to_vec();
            names.extend(documents.keys().chain(people.keys()).copied());
            let message = format!("nothing is called `{unknown}` that a quote label could name");
            return Err(Failure::new(message).help(format!("it may name: {}", names.join(", "))));
        }
        Ok(Self { written, label })
    }

    /// As it was written.
    pub fn written(&self) -> &str {
        &self.written
    }
}

impl Quotable<'_> {
    /// The quotes of a transcript, with how each is shown.
    pub fn of(&self, coded: &Coded<'_>) -> Vec<(Candidate, Shown)> {
        let counting = self.counting();
        let found = quotes(&self.job.study, coded, self.asked, self.context);
        let candidate = |quote: Quote| {
            let turn = &coded.transcript.turns[quote.turn as usize - 1];
            let value = |name: &str| self.value(coded, turn, &quote, name);
            let shown = Shown {
                label: self.label.label.filled(value),
                transcript: coded.document.id.clone(),
                short_id: self.job.short_id(coded.document).to_owned(),
            };
            let candidate = Candidate {
                person: key(&counting, coded, turn),
                group: group(coded),
                quote,
            };
            (candidate, shown)
        };
        found.into_iter().map(candidate).collect()
    }

    /// The people who say a word that counts.
    pub fn people(&self, coded: &Coded<'_>, units: &Units) -> Vec<Key> {
        let counting = self.counting();
        let spoken = places(coded, units)
            .into_iter()
            .filter(|turn| turn.counts)
            .map(|place| &coded.transcript.turns[place.turn as usize]);
        let is_person = |turn: &&Turn| {
            let voice = coded.voice(turn);
            voice.is_some_and(|voice| voice.person != Person::Nobody)
        };
        let mut people: Vec<Key> = spoken
            .filter(is_person)
            .map(|turn| key(&counting, coded, turn))
            .collect();
        people.sort_unstable();
        people.dedup();
        people
    }

    fn counting(&self) -> Counting<'_> {
        Counting {
            study: &self.job.study,
            codebook: &self.job.codebook,
            unit: self.job.study.unit,
            by: self.by,
        }
    }

    /// What a name of a label stands for.
    fn value(&self, coded: &Coded<'_>, turn: &Turn, quote: &Quote, name: &str) -> Option<String> {
        match name {
            "participant" => quote.participant.clone().or_else(|| quote.speaker.clone()),
            "speaker" => quote.speaker.clone(),
            "transcript" => Some(self.job.short_id(coded.document).to_owned()),
            "turn" => Some(quote.turn.to_string()),
            "line" => Some(quote.line.to_string()),
            "time" => quote.time.clone(),
            name => {
                let person = coded.voice(turn).map(|voice| voice.person);
                let study = &self.job.study;
                let value = study.attribute(coded.document, &coded.transcript, person, name);
                value.map(str::to_owned)
            }
        }
    }
}

fn group(coded: &Coded<'_>) -> Option<String> {
    let group = coded.document.attribute(&coded.transcript, "group");
    group.filter(|group| !group.is_empty()).map(str::to_owned)
}
