//! How it was done, and what a reporting checklist asks.

use maud::{Markup, html};

use super::super::StudyReport;
use super::super::method::{COREQ, ITEMS, KIND, evidence, paragraph};
use crate::text::visibly;

pub(super) fn section(report: &StudyReport<'_>) -> Markup {
    html! {
        section #method {
            h2 { "Method" }
            p { (visibly(&paragraph(report))) }
            p { (KIND) }
            h3 { "COREQ" }
            p { (COREQ) }
            div.wide tabindex="0" role="region" aria-label="COREQ items" {
                table.coreq {
                    thead { tr { th.right scope="col" { "No." } th scope="col" { "Item" } th scope="col" { "In this study" } } }
                    tbody {
                        @for (number, item) in (1..).zip(ITEMS) {
                            @let known = evidence(report, number);
                            tr {
                                td.right { (number) }
                                th scope="row" { (item) }
                                td.blank[known.is_none()] { (visibly(&known.unwrap_or_default())) }
                            }
                        }
                    }
                }
            }
        }
    }
}
