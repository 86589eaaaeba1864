//! The agreement of coders beside another result about them: the figures that `agree` gives without options.

use thematica::analysis::coded::Coded;
use thematica::codebook::CodeIndex;
use thematica::report::Format;
use thematica::report::study::Agreement;
use thematica::transcript::Units;

use super::asked::{CONFIDENCE, Comparison, FigureArguments, SAMPLES, SEED, UniverseName};
use super::coders::Coders;
use super::compared::{self, Compared, One};
use super::{Task, table};
use crate::commands::job::Job;
use crate::commands::whose::CoderArguments;
use crate::failure::Failure;

/// Coders who are compared while another command reads the transcripts.
pub struct Beside<'a> {
    task: Task<'a>,
    codes: Vec<CodeIndex>,
}

impl<'a> Beside<'a> {
    /// Those who are asked for; `None` where it is one alone, who has nobody to agree with.
    pub fn of(job: &'a Job<'a>, asked: &CoderArguments) -> Result<Option<Self>, Failure> {
        if job.whose.is_rules() || job.whose.count() < 2 {
            return Ok(None);
        }
        let comparison = Comparison {
            coders: asked.coders.clone(),
            pairs: false,
            unit: None,
            universe: UniverseName::All,
            overlap: None,
            assume_finished: asked.assume_finished,
        };
        let wanted = FigureArguments {
            figures: Vec::new(),
            all: false,
            confidence: CONFIDENCE,
            bootstrap: SAMPLES,
            seed: SEED,
            disagreements: false,
            minima: Vec::new(),
        };
        // What is wrong with the files was told when the job was opened.
        let coders = Coders::of(&job.study, &comparison)?;
        Ok(Some(Self {
            task: Task::new(job, coders, comparison, wanted, Format::Html)?,
            codes: job.selection.codes(),
        }))
    }

    /// What they coded in a transcript, on any thread.
    pub fn one(&self, coded: &Coded<'_>, units: &Units) -> One {
        compared::one(&self.task, &self.codes, coded, units)
    }

    /// No transcript yet.
    pub fn begin(&self) -> Compared {
        Compared::new(&self.task)
    }

    /// The figures, once all transcripts are taken.
    pub fn finish(&self, compared: &Compared) -> Agreement {
        let table = (compared.transcripts > 0).then(|| table::table(&self.task, compared));
        Agreement {
            coders: self.task.coders.names.clone(),
            transcripts: compared.transcripts,
            table,
        }
    }
}
