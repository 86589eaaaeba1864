//! All transcripts held against each coder.

use thematica::analysis::coded::Coded;
use thematica::analysis::evaluation::{Segmented, Tally};
use thematica::report::{Cell, Table};
use thematica::transcript::Units;

use super::{Evaluation, lines};
use crate::commands::drawn::{Drawn, not_found};
use crate::commands::hand::{OfCoder, Told};
use crate::commands::job::{Done, digests};
use crate::failure::Failure;
use crate::messages::counted;
use crate::output::Output;

/// What came of all transcripts against one coder.
pub struct Outcome {
    pub tally: Tally,
    pub told: Told,
    pub rows: Vec<Vec<Cell>>,
}

impl Evaluation<'_> {
    /// Goes through all transcripts, and adds up by coder.
    pub(super) fn results(&self, output: &Output) -> Result<(Vec<Outcome>, Done), Failure> {
        let coders = self.hand.coders.len();
        let mut results: Vec<Outcome> = Vec::with_capacity(coders);
        results.resize_with(coders, || Outcome {
            tally: Tally::default(),
            told: Told::default(),
            rows: Vec::new(),
        });
        let work = |coded: &Coded<'_>, units: &Units| self.transcript(coded, units);
        let done = self.job.run(digests(output.format), work, |found| {
            for (at, found) in found {
                results[at].tally.add(found.tally);
                results[at].told.add(found.told);
                results[at].rows.extend(found.rows);
            }
            Ok(())
        })?;
        for (coder, result) in self.hand.coders.iter().zip(&results) {
            if result.tally.transcripts == 0 {
                if self.sample.is_some() {
                    return Err(Drawn::of_nothing());
                }
                let message = format!(
                    "{} has finished none of the transcripts that were asked for",
                    coder.name
                );
                return Err(Failure::new(message)
                    .help("`thematica codings finish` shows who has finished what"));
            }
        }
        Ok((results, done))
    }

    fn transcript(&self, coded: &Coded<'_>, units: &Units) -> Vec<(usize, Outcome)> {
        let coders = self.hand.coders.iter().enumerate();
        let finished = coders.filter(|(_, coder)| match self.sample {
            Some(sample) => sample.has(&coded.document.id),
            None => coder.has_finished(coded.document),
        });
        let result = |(at, coder): (usize, &OfCoder)| {
            let mut told = Told::default();
            let (codebook, document) = (&self.job.codebook, coded.document);
            let marks = coder.marks(codebook, document, &coded.transcript, &mut told);
            let mut segmented = Segmented::of(coded, units, self.unit, &marks);
            if let Some(sample) = self.sample {
                sample.keep(coded, &mut segmented);
            }
            told.beside += segmented.beside;
            let rows = if self.missed || self.false_ {
                lines::of(self, coded, &coder.name, &segmented)
            } else {
                Vec::new()
            };
            let tally = Tally::of(codebook, &segmented);
            (at, Outcome { tally, told, rows })
        };
        finished.map(result).collect()
    }

    /// Says what the figures are of. False where segments of the sample were not found.
    pub(super) fn note_sample(&self, results: &[Outcome], table: &mut Table) -> bool {
        let Some(sample) = self.sample else {
            return true;
        };
        let drawn = sample.len(self.job);
        let about = if sample.is_weighted {
            "The columns for all talk are estimates with the weights of the strata, without an interval; all other figures are those of the sample."
        } else {
            "The figures are those of the sample and not of all talk: its strata were drawn with different chances, so that recall in all talk is another, as a rule a lower one. With the table of --weights it is estimated."
        };
        table.note(format!("{about} {} drawn.", counted(drawn, "segment")));
        let found = results.iter().map(|it| it.tally.segments).max();
        let found = usize::try_from(found.unwrap_or_default()).unwrap_or(usize::MAX);
        table.notes.extend(not_found(drawn, found));
        found >= drawn
    }
}
