//! The table of suggested words, and what has to be known to read it.

use thematica::analysis::keyness::{Candidate, Kind, Words, stop_words};
use thematica::report::{Cell, Column, Table};
use thematica::yaml::scalar;

use super::{Arguments, Found, Search};
use crate::commands::drawn::not_found;
use crate::messages::counted;

pub fn columns(eyes: bool) -> Vec<Column> {
    let decimals = |few| if eyes { few } else { 6 };
    let mut columns = vec![Column::text("words", "Words")];
    if !eyes {
        columns.push(Column::text("kind", "kind"));
    }
    columns.extend([
        Column::count("coded", "Coded"),
        Column::count("rest", "Rest"),
        Column::number("expected", "Expected", decimals(1)),
        Column::number("coded_per_1000", "Coded per 1,000", decimals(2)),
        Column::number("rest_per_1000", "Rest per 1,000", decimals(2)).gives_way(),
        Column::number("log_likelihood", "LL", decimals(2)),
    ]);
    if !eyes {
        columns.push(Column::number("log_likelihood_four_cells", "", 6));
    }
    columns.extend([
        Column::number("log_ratio", "Log ratio", decimals(2)),
        Column::count("transcripts", "Transcripts").gives_way(),
        Column::count("caught", "Caught"),
        Column::text("remarks", "Remarks"),
        Column::text("rule", "Rule"),
    ]);
    columns
}

pub fn row(candidate: &Candidate, eyes: bool) -> Vec<Cell> {
    let contrast = candidate.contrast;
    let mut row = vec![Cell::text(&candidate.written)];
    if !eyes {
        row.push(Cell::text(match candidate.kind {
            Kind::Word => "word",
            Kind::Pair => "pair",
        }));
    }
    row.extend([
        Cell::Count(contrast.here),
        Cell::Count(contrast.there),
        Cell::Number(contrast.expected_here()),
        Cell::Number(contrast.per_thousand_here()),
        Cell::Number(contrast.per_thousand_there()),
        Cell::Number(contrast.log_likelihood()),
    ]);
    if !eyes {
        row.push(Cell::Number(contrast.log_likelihood_of_four_cells()));
    }
    row.extend([
        Cell::Number(contrast.log_ratio()),
        Cell::Count(candidate.transcripts),
        Cell::Count(candidate.caught),
        Cell::maybe(contrast.is_small().then_some("small counts")),
        Cell::text(format!("- {}", scalar(&candidate.written))),
    ]);
    row
}

pub fn notes(
    search: &Search<'_>,
    words: &Words,
    (arguments, caught, all): (&Arguments, usize, usize),
    table: &mut Table,
) {
    let (here, there) = words.counts();
    let job = search.job;
    let rest = match search.drawn {
        Some(_) => "in the rest of the sample",
        None => "in the rest of what was finished",
    };
    let number = |count: u64| counted(usize::try_from(count).unwrap_or(usize::MAX), "word");
    let what = if arguments.missed {
        "coded in segments that the rules missed"
    } else {
        "coded"
    };
    table.note(format!(
        "{} {what}, {} {rest}. Pairs are counted out of pairs.",
        number(here),
        number(there)
    ));
    if table.rows.is_empty() {
        table.note(format!(
            "No word or pair stands there at least {} and more often than expected: --least.",
            counted(
                usize::try_from(arguments.least).unwrap_or(usize::MAX),
                "time"
            )
        ));
    }
    table.note("LL is the log-likelihood of Rayson and Garside (two cells; other formats have Dunning's, of four cells, as well); the log ratio is Hardie's: 1 is twice as frequent, 2 four times. Caught is how many of the coded ones a rule of the code matches.");
    table.note("Small counts: fewer than 5 are expected on one side, so that chance alone may have made it.");
    let shown = table.rows.len();
    if all > shown {
        table.note(format!(
            "{} more are not shown: --most.",
            thematica::text::grouped((all - shown) as u64)
        ));
    }
    if caught > 0 {
        table.note(format!(
            "{} that the rules match wherever they are coded are left out: --all.",
            counted(caught, "word or pair").replace("word or pairs", "words and pairs")
        ));
    }
    if stop_words(job.codebook.language).is_none() {
        table.note(format!(
            "There is no list of stop words for the language `{}`: articles and pronouns are among the words.",
            job.codebook.language.code()
        ));
    }
}

impl Search<'_> {
    /// Says whose codings the words are from, and of how much. False where segments of the sample were not found.
    pub(super) fn note_whose(&self, all: &Found, table: &mut Table) -> bool {
        let coders = self.hand.coders.iter().zip(&all.by_coder);
        let coders: Vec<String> = coders
            .map(|(coder, count)| format!("{} ({count} of {})", coder.name, all.asked))
            .collect();
        let out_of = |count: usize| format!("{count} of {}", counted(all.asked, "transcript"));
        let Some(drawn) = self.drawn else {
            let others = if self.hand.unfinished.is_empty() {
                String::new()
            } else {
                let names = self.hand.unfinished.join(", ");
                format!(" Not used, because nothing is finished: codings of {names}.")
            };
            table.note(format!(
                "From {} that at least one coder has finished, by coder: {}. Coded is what any of them coded.{others}",
                out_of(all.looked_at),
                coders.join(", ")
            ));
            return true;
        };
        let given = drawn.len(self.job);
        let segments = counted(given, "segment");
        table.note(format!(
            "From the sample alone, {} of {segments} in {}, as coded by {}. Strata of a sample are drawn with different chances, so that its words are not in the proportions of all talk.",
            all.drawn,
            out_of(all.looked_at),
            self.hand.coders.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(", ")
        ));
        table.notes.extend(not_found(given, all.drawn));
        all.drawn >= given
    }
}
