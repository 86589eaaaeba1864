//! Where themes stand along the transcripts.

use thematica::analysis::coded::Coded;
use thematica::analysis::overview::Overview;
use thematica::analysis::portrait::{Along, along};
use thematica::report::Table;
use thematica::report::chart::{Chart, Label, Picture, Portrait, PortraitOf};
use thematica::text::counted;
use thematica::transcript::Units;

use crate::args::Global;
use crate::commands::by::nobody;
use crate::commands::called::title;
use crate::commands::job::{Job, digests};
use crate::drawing::Drawing;
use crate::failure::Failure;
use crate::output::Output;
use crate::status::Status;

/// Finds and draws the segments of all transcripts.
pub fn portrait(
    job: &Job<'_>,
    output: &Output,
    drawing: &Drawing,
    global: &Global,
) -> Result<Status, Failure> {
    let asked = job.asked();
    let mut all: Vec<(String, usize, Along)> = Vec::new();
    let work = |coded: &Coded<'_>, units: &Units| {
        let words = Overview::of(
            &job.study,
            coded.document,
            &coded.transcript,
            &coded.voices,
            units.landmarks(),
        )
        .words;
        let along = along(&job.codebook, coded, &asked);
        (job.short_id(coded.document).to_owned(), words, along)
    };
    let done = job.run(digests(output.format), work, |one| {
        all.push(one);
        Ok(())
    })?;
    if all.is_empty() {
        return Err(nobody());
    }
    let themes: Vec<u32> = Along::themes(&job.codebook, &asked).collect();
    let texts = all.into_iter().map(|(name, words, along)| PortraitOf {
        name,
        told: counted(words as u64, "word"),
        themes: themes
            .iter()
            .map(|theme| along.themes.get(theme).cloned().unwrap_or_default())
            .collect(),
    });
    let texts = texts.collect();
    let mut table = Table::default();
    table.note(format!(
        "Marked are {}s with a code of the theme. The width is the text of a transcript from its beginning to its end, however long it is.",
        job.study.unit.as_str()
    ));
    if job.whose.is_rules() {
        table.note("The rules proposed them; people decide.");
    }
    job.about_coders(&done, &mut table);
    let codes = themes
        .iter()
        .map(|theme| &job.codebook.codes[*theme as usize]);
    let chart = Chart {
        title: title(job),
        picture: Picture::Portrait(Portrait {
            themes: codes
                .map(|code| Label::of_code(&job.codebook, code))
                .collect(),
            texts,
        }),
        notes: table.notes,
    };
    let mut made_by = job.made_by("code", &[]);
    made_by.inputs.clone_from(&done.inputs);
    drawing.write(&chart, &made_by, global)?;
    Ok(job.status(&done))
}
