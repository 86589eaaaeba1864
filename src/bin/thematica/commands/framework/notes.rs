//! What has to be known to read and to fill in a chart.

use thematica::report::{Format, Table};
use thematica::text::grouped;

use super::{Arguments, Chart};
use crate::messages::counted;

pub fn notes(chart: &Chart<'_>, arguments: &Arguments, format: Format, table: &mut Table) {
    let unit = chart.job.study.unit.as_str();
    let (filled, all) = chart.framework.filled();
    table.note(format!(
        "The chart of the Framework Method (Ritchie & Spencer 1994; Gale et al. 2013): {} by codes, for each theme. {} of {} cells have something coded.",
        counted(chart.framework.cases.len(), "case"),
        grouped(filled as u64),
        grouped(all as u64)
    ));
    table.note(format!(
        "A cell counts the {unit}s with the code itself, out of all that the case says, and shows up to {} of them and {} under a negation (contrary), from different people, transcripts and turns where there are some.",
        arguments.number, arguments.contrary
    ));
    table.note("An empty cell says that nothing was coded: silence is not dissent.");
    table.notes.extend(chart.job.about_retired());
    if chart.job.whose.has_rules() {
        table.note("The rules proposed the codes; people decide.");
    }
    if format.is_for_eyes() {
        table.note("To write summaries, make it as .xlsx or .csv; what is written into this form is not kept when it is made again.");
    } else {
        table.note("Write into the summaries and into columns of your own: they are kept when the chart is made again into this file. Quotes, formats and this sheet are made anew.");
    }
    let summaries = chart.laid.count();
    if summaries > 0 {
        table.note(format!(
            "{} of {} cells have a summary.",
            grouped(summaries as u64),
            grouped(all as u64)
        ));
    }
}
