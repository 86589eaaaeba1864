//! Two parts side by side as bars: the people of each who speak of a code.

use thematica::analysis::comparison::Compared;
use thematica::analysis::evaluation::Proportion;
use thematica::analysis::frequency::Group;
use thematica::report::Table;
use thematica::report::chart::{Bar, Bars, Chart, Label, Picture};
use thematica::text::{counted, grouped};

use super::super::called::{about_people, title};
use super::super::job::{Done, Job};
use super::codes::counted_parts;
use super::{Parts, unlike_lengths};
use crate::failure::Failure;
use crate::output::Output;

/// Counts the codes of both parts and draws the shares of people.
pub fn chart(job: &Job<'_>, parts: &Parts<'_>, output: &Output) -> Result<(Chart, Done), Failure> {
    let (frequencies, done) = counted_parts(job, parts, output.format)?;
    let found = parts.find(&frequencies.groups, |group| group.spoken.words, "")?;
    let bar = |of: &Proportion| Bar {
        length: of.share(),
        told: format!("{} of {}", grouped(of.count), grouped(of.of)),
    };
    let rows = job.selection.codes().into_iter().map(|code| {
        let compared = Compared::of(found[0], found[1], code.0);
        let bars = compared.persons.iter().map(bar).collect();
        (Label::of_code(&job.codebook, job.codebook.code(code)), bars)
    });
    let names = parts.names();
    let picture = Picture::Bars(Bars {
        of: "Code".to_owned(),
        measure: "Share of the people who speak there".to_owned(),
        most: 1.0,
        ends: ["0 %".to_owned(), "100 %".to_owned()],
        series: names.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    });
    let mut table = Table::default();
    notes(job, found, names, &mut table);
    about_people(job, &done, &mut table);
    job.about_coders(&done, &mut table);
    let chart = Chart {
        title: title(job),
        picture,
        notes: table.notes,
    };
    Ok((chart, done))
}

fn notes(job: &Job<'_>, [a, b]: [&Group; 2], names: [&str; 2], table: &mut Table) {
    let unit = job.study.unit.as_str();
    let people = |group: &Group| counted(group.spoken.persons.count(), "person");
    table.note(format!(
        "Shown are people with at least one {unit} of the code, out of those who speak there: {} in {}, {} in {}. A theme's are the union of its codes'.",
        people(a), names[0], people(b), names[1],
    ));
    table
        .notes
        .extend(unlike_lengths([a.spoken.words, b.spoken.words], names));
    let in_both = a.spoken.persons.and(&b.spoken.persons).count();
    if in_both > 0 {
        table.note(format!(
            "The same people may be in both parts: {} known to be. The table, without --chart, counts them as pairs.",
            if in_both == 1 { "1 is".to_owned() } else { format!("{} are", grouped(in_both)) }
        ));
    }
    table.notes.extend(job.about_retired());
}
