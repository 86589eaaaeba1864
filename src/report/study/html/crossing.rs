//! Heat maps: codes crossed with people and with attributes.

use maud::{Markup, html};

use super::super::words::{label, named, shown_codes, too_many};
use super::super::{Crossing, StudyReport};
use super::{hue, quotes, share};
use crate::analysis::frequency::{By, Group};
use crate::text::{counted, grouped, visibly};

pub(super) fn section(report: &StudyReport<'_>) -> Markup {
    html! {
        section #crossings {
            h2 { "Who speaks of what" }
            @for (at, crossing) in report.crossings.iter().enumerate() {
                (map(report, at, crossing))
            }
        }
    }
}

/// So few columns that two such maps stand side by side on paper.
const NARROW: usize = 4;

fn map(report: &StudyReport<'_>, at: usize, crossing: &Crossing) -> Markup {
    let unit = report.unit.as_str();
    let persons = crossing.by == By::Participant;
    let groups: Vec<&Group> = crossing.frequencies.groups.values().collect();
    if let Some(said) = too_many(crossing) {
        return html! {
            h3 { "By " (visibly(&named(&crossing.name))) }
            p.note { (visibly(&said)) " The quotes above can be filtered by them." }
        };
    }
    let most = crossing.most_segments(report);
    html! {
        div.crossing.narrow[groups.len() <= NARROW] {
        h3 { "By " (visibly(&named(&crossing.name))) }
        p {
            @if persons { "Cells are " (unit) "s with the code, of all that the person says. The darkest have " (grouped(most)) " or more." }
            @else { "Cells are people with at least one " (unit) " of the code, of those who speak there. The shade is that share." }
            span.screen { " Every number opens its quotes." }
        }
        div.wide tabindex="0" role="region" aria-label={ "Codes by " (visibly(&named(&crossing.name))) } {
            table.heat {
                thead {
                    tr {
                        th scope="col" { "Code" }
                        @for (key, group) in &crossing.frequencies.groups {
                            th.right scope="col" {
                                (visibly(&key.name))
                                small {
                                    @if persons { (counted(group.spoken.segments, unit)) }
                                    @else { (counted(group.spoken.persons.count(), "person")) ", " (counted(group.spoken.transcripts, "transcript")) }
                                }
                            }
                        }
                    }
                }
                tbody {
                    @for code in shown_codes(report) {
                        @let written = &report.codebook.codes[code as usize];
                        tr.(hue(report, code)).theme[written.depth == 0] {
                            th scope="row" style={ "--depth:" (written.depth) } { (visibly(&label(written))) }
                            @for (key, group) in groups.iter().enumerate() {
                                @let counts = group.of(code);
                                @let (count, all) = if persons { (counts.segments, most) } else { (counts.persons.count(), group.spoken.persons.count()) };
                                td.none[count == 0] style={ "--share:" (share(count, all)) } {
                                    (quotes::number(count, &grouped(count), code, Some((at, key))))
                                }
                            }
                        }
                    }
                }
            }
        }
        }
    }
}
