//! Two parts side by side as bars: the people of each who speak of a code.

use thematica::analysis::comparison::Compared;
use thematica::analysis::evaluation::Proportion;
use thematica::analysis::frequency::Group;
use thematica::report::chart::{Bar, Bars, Chart, Picture};
use thematica::text::grouped;

use crate::commands::charts::label;
use crate::commands::job::Job;
use crate::commands::themes::title;

/// Draws the shares of persons.
pub fn chart(job: &Job<'_>, [a, b]: [&Group; 2], names: [&str; 2], notes: Vec<String>) -> Chart {
    let bar = |of: &Proportion| Bar {
        length: of.share(),
        told: format!("{} of {}", grouped(of.count), grouped(of.of)),
    };
    let rows = job.selection.codes().into_iter().map(|code| {
        let compared = Compared::of(a, b, code.0);
        let bars = compared.persons.iter().map(bar).collect();
        (label(&job.codebook, job.codebook.code(code)), bars)
    });
    Chart {
        title: title(job),
        picture: Picture::Bars(Bars {
            of: "Code".to_owned(),
            measure: "Share of the people who speak there".to_owned(),
            most: 1.0,
            ends: ["0 %".to_owned(), "100 %".to_owned()],
            series: names.map(str::to_owned).to_vec(),
            rows: rows.collect(),
        }),
        notes,
    }
}
