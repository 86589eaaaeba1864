//! How far several coders agree.

use maud::{Markup, html};

use super::super::StudyReport;
use super::super::agreement::READING;
use super::table;
use crate::text::visibly;

pub(super) fn section(report: &StudyReport<'_>) -> Markup {
    let Some(agreement) = &report.agreement else {
        return html! {};
    };
    html! {
        section #agreement {
            h2 { "Agreement" }
            p { (visibly(&agreement.about(report))) }
            @if let Some(figures) = &agreement.table {
                p { (READING) }
                (table::table(figures, "Agreement on each code"))
                h3 { "How the figures were made, and what is in none of them" }
                ul.notes { @for note in &figures.notes { li { (visibly(note)) } } }
            }
        }
    }
}
