//! Whose codings a command counts: those of the rules, or of people (`--coder`).

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use clap::Args;
use thematica::analysis::agreement::rated::Mark;
use thematica::analysis::coded::{Codings, Hands, Whom};
use thematica::codebook::Codebook;
use thematica::coding::Maker;
use thematica::report::Table;
use thematica::study::{Document, Study};
use thematica::transcript::Transcript;

use super::agree::RULES;
use super::hand::{HandArguments, Need, OfCoder, Told};
use crate::args::Global;
use crate::failure::Failure;
use crate::messages::{self, counted};

/// Whose codings are counted.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Coders")]
pub struct CoderArguments {
    /// Whose codings to count: a coder's, or `rules`; without it, what the rules find. Given several times, what any of
    /// them coded
    #[arg(long = "coder", value_name = "NAME")]
    pub coders: Vec<String>,
    /// Take transcripts in which a coder has codings for finished, whatever the roster says
    #[arg(long, requires = "coders")]
    pub assume_finished: bool,
}

/// Which transcripts count where several people coded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FinishedBy {
    /// Those that one of them has finished.
    #[default]
    Any,
    /// Those that all of them have.
    All,
}

/// The coders who are asked for; without people, it is the rules.
#[derive(Debug, Default)]
pub struct Whose {
    people: Vec<Person>,
    and_rules: bool,
    /// Whether something of theirs could not be read.
    is_cut: bool,
    /// Which transcripts count.
    pub finished_by: FinishedBy,
    assume_finished: bool,
}

/// How the codings of several coders are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// What any of them coded, once.
    Together,
    /// Each coder by themselves.
    Each,
}

impl Taken {
    /// What `--pool` means.
    pub fn of(pool: bool) -> Self {
        if pool { Self::Together } else { Self::Each }
    }
}

#[derive(Debug)]
struct Person {
    coder: OfCoder,
    told: Mutex<Told>,
}

impl CoderArguments {
    /// Reads the codings of the people who are asked for.
    pub fn open(&self, study: &Study, global: &Global) -> Result<Whose, Failure> {
        let (rules, people): (Vec<String>, Vec<String>) =
            self.coders.iter().cloned().partition(|name| name == RULES);
        if people.is_empty() {
            return Ok(Whose::default());
        }
        let hand = HandArguments {
            coders: people,
            assume_finished: self.assume_finished,
        };
        let hand = hand.open(study, Need::Finished, global)?;
        Ok(Whose {
            is_cut: !hand.is_whole(),
            finished_by: FinishedBy::Any,
            people: hand.coders.into_iter().map(Person::new).collect(),
            and_rules: !rules.is_empty(),
            assume_finished: self.assume_finished,
        })
    }
}

impl Person {
    fn new(coder: OfCoder) -> Self {
        Self {
            coder,
            told: Mutex::default(),
        }
    }
}

impl Codings for Person {
    fn of(
        &self,
        codebook: &Codebook,
        document: &Document,
        transcript: &Transcript,
    ) -> Option<Vec<Mark>> {
        let mut told = Told::default();
        let marks = if self.coder.has_finished(document) {
            Some(self.coder.marks(codebook, document, transcript, &mut told))
        } else {
            let standing = self.coder.standing(document);
            let unfinished = (standing > 0).then(|| (document.id.clone(), standing));
            told.unfinished.extend(unfinished);
            None
        };
        // Sums and sets: the same in any order of threads.
        self.told
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .add(told);
        marks
    }

    fn memos(
        &self,
        codebook: &Codebook,
        document: &Document,
        transcript: &Transcript,
    ) -> Vec<(Mark, String)> {
        if self.coder.has_finished(document) {
            self.coder.memos(codebook, document, transcript)
        } else {
            Vec::new()
        }
    }
}

impl Whose {
    /// The people, for [`Whose::hands`].
    pub fn people(&self) -> Vec<&dyn Codings> {
        let people = self.people.iter();
        people.map(|person| person as &dyn Codings).collect()
    }

    /// Whose codings are counted.
    pub fn hands<'a>(&self, codebook: &'a Codebook, people: &'a [&'a dyn Codings]) -> Hands<'a> {
        if self.is_rules() {
            return Hands::Rules;
        }
        Hands::People {
            codebook,
            people,
            and_rules: self.and_rules,
            all: self.finished_by == FinishedBy::All,
        }
    }

    /// Whose codings figures are of, with their names.
    pub fn whom(&self, taken: Taken) -> Vec<(String, Whom)> {
        if self.is_rules() {
            return vec![(RULES.to_owned(), Whom::Rules)];
        }
        let people = (0..).zip(&self.people);
        let mut each: Vec<(String, Whom)> = people
            .map(|(number, person)| (person.coder.name.clone(), Whom::Person(number)))
            .collect();
        if self.and_rules {
            each.push((RULES.to_owned(), Whom::Rules));
        }
        match taken {
            Taken::Each => each,
            Taken::Together => {
                let names: Vec<String> = each.into_iter().map(|(name, _)| name).collect();
                vec![(names.join(" + "), Whom::Anyone)]
            }
        }
    }

    /// The codes that any of the people laid, as they are written.
    pub fn laid(&self) -> BTreeSet<&str> {
        let people = self.people.iter();
        people.flat_map(|person| person.coder.codes()).collect()
    }

    /// The people's names, as [`Maker::Person`] counts them.
    pub fn people_names(&self) -> Vec<&str> {
        let people = self.people.iter();
        people.map(|person| person.coder.name.as_str()).collect()
    }

    /// Whether only what the rules find is counted.
    pub fn is_rules(&self) -> bool {
        self.people.is_empty()
    }

    /// Whether the rules are among the coders.
    pub fn has_rules(&self) -> bool {
        self.is_rules() || self.and_rules
    }

    /// Refuses what nobody has looked at: nothing is known to be there or not.
    pub fn check(&self, documents: &[&Document]) -> Result<(), Failure> {
        let has_finished = |document: &&Document| {
            let mut people = self.people.iter();
            people.any(|person| person.coder.has_finished(document))
        };
        if self.has_rules() || documents.iter().any(has_finished) {
            return Ok(());
        }
        let names: Vec<&str> = self
            .people
            .iter()
            .map(|it| it.coder.name.as_str())
            .collect();
        let (who, has) = match names.as_slice() {
            [one] => ((*one).to_owned(), "has"),
            several => (several.join(" and "), "have"),
        };
        let message = format!("{who} {has} finished none of the transcripts that are asked for");
        Err(Failure::new(message).help(
            "`thematica codings finish` says which are finished; --assume-finished takes all with codings",
        ))
    }

    /// The names of the people, and of the rules where they are one of several coders; none where only the rules code.
    pub fn names(&self) -> Vec<String> {
        let rules = self.and_rules.then_some(RULES);
        let names = self.people_names().into_iter().chain(rules);
        names.map(str::to_owned).collect()
    }

    /// How many coders there are.
    pub fn count(&self) -> usize {
        self.people.len().max(1) + usize::from(self.and_rules)
    }

    /// Whether all that was asked for could be read and placed.
    pub fn is_whole(&self) -> bool {
        let told = |person: &Person| person.told.lock().map_or(true, |told| told.is_whole());
        !self.is_cut && self.people.iter().all(told)
    }

    /// The coders, for the provenance of a result.
    pub fn options(&self) -> Vec<(String, String)> {
        let rules = self.and_rules.then_some(RULES);
        let names = self.people.iter().map(|it| it.coder.name.as_str());
        let mut options: Vec<(String, String)> = names
            .chain(rules)
            .filter(|_| !self.is_rules())
            .map(|name| ("coder".to_owned(), name.to_owned()))
            .collect();
        if self.assume_finished {
            options.push(("assume-finished".to_owned(), "yes".to_owned()));
        }
        options
    }

    /// Who made a coding.
    pub fn name(&self, made_by: Maker) -> &str {
        match made_by {
            Maker::Rule(_) => RULES,
            Maker::Person(number) => &self.people[usize::from(number)].coder.name,
        }
    }

    /// Warns of codings that are not in the figures, whatever format those are written in.
    pub fn warn(&self, global: &Global) {
        for person in &self.people {
            let told = person.told.lock().unwrap_or_else(PoisonError::into_inner);
            for note in told.notes(&person.coder.name) {
                messages::warning(&note, global);
            }
        }
    }

    /// Says whose codings a table counts, in how many transcripts, and what of them is not in it. `finished` is the number
    /// of transcripts that each person has finished, `all` how many were asked for.
    pub fn notes(
        &self,
        (finished, all): (&[usize], usize),
        beside: usize,
        taken: Taken,
        table: &mut Table,
    ) {
        if self.is_rules() {
            return;
        }
        let people = self.people.iter().zip(finished);
        let mut names: Vec<String> = people
            .map(|(person, finished)| {
                format!(
                    "{} (finished {finished} of {})",
                    person.coder.name,
                    counted(all, "transcript")
                )
            })
            .collect();
        if self.and_rules {
            names.push(format!("the rules (all {all})"));
        }
        let union = match taken {
            _ if self.finished_by == FinishedBy::All => {
                "Only transcripts that all of these people finished are counted, also in what counts are out of: the query asks who coded what."
            }
            _ if names.len() == 1 => {
                "Only transcripts that one of them finished are counted, also in what counts are out of."
            }
            Taken::Together => {
                "Only transcripts that one of them finished are counted, also in what counts are out of. What any of them coded counts, once; a transcript counts with the codings of those who finished it."
            }
            Taken::Each => {
                "Each is counted by themselves, in the transcripts that they finished, also in what counts are out of."
            }
        };
        table.note(format!(
            "Codings of {}. {union} A coding that reaches over several turns is one in each.",
            names.join(", ")
        ));
        for person in &self.people {
            let told = person.told.lock().unwrap_or_else(PoisonError::into_inner);
            for note in told.notes(&person.coder.name) {
                table.note(note);
            }
        }
        if beside > 0 {
            table.note(format!(
                "On nothing that counts here (the words of moderators, or of who is left out by a filter), and not in these figures: {}.",
                counted(beside, "coding")
            ));
        }
    }
}
