//! The summary, and the codes with their definitions, figures and quotes.

use maud::{Markup, html};

use super::super::words::{RETIRED, counting, facts, label, named, shown_codes, who};
use super::super::{Quote, StudyReport};
use super::{hue, language, of, quotes, share};
use crate::codebook::Code;
use crate::report::decimal;
use crate::text::{capital, grouped, printably, visibly};

/// What there is, and how many speak of each theme.
pub(super) fn summary(report: &StudyReport<'_>) -> Markup {
    let spoken = &report.all.spoken;
    let unit = report.unit.as_str();
    html! {
        section #summary {
            h2 { "Summary" }
            ul.tiles {
                @for (count, what) in facts(report) { li { strong { (grouped(count)) } " " (what) } }
            }
            p { (counting(report)) }
            div.filter hidden {
                span.field {
                    label for="find" { "Show quotes with" }
                    input #find type="search" placeholder="a word";
                }
                @for (at, crossing) in report.crossings.iter().enumerate() {
                    span.field {
                        label for={ "of" (at) } { (visibly(&named(&crossing.name))) }
                        select id={ "of" (at) } data-x=(at) {
                            option value="" { "all" }
                            @for (key, name) in crossing.frequencies.groups.keys().enumerate() {
                                option value=(key) { (visibly(&name.name)) }
                            }
                        }
                    }
                }
                button #open type="button" aria-pressed="false" { "Open all quotes" }
                button #print type="button" { "Print with all quotes" }
                output aria-live="polite" {}
            }
            div.wide tabindex="0" role="region" aria-label="Codes and how many speak of them" {
                table.frequencies {
                    caption { "How many speak of what" }
                    thead {
                        tr {
                            th scope="col" { "Code" }
                            th.bar scope="col" { @if who(report) == "person" { "Persons" } @else { "Participants" } small { "of " (grouped(spoken.persons.count())) } }
                            @if !spoken.groups.is_empty() { th.right scope="col" { "Groups" small { "of " (spoken.groups.len()) } } }
                            th.right scope="col" { "Transcripts" small { "of " (grouped(spoken.transcripts)) } }
                            th.right scope="col" { (capital(unit)) "s" small { "of " (grouped(spoken.segments)) } }
                            @if report.has_hits() { th.right scope="col" { "Hits" small { "per 1,000 words" } } }
                        }
                    }
                    tbody { @for code in shown_codes(report) { (row(report, code)) } }
                }
            }
            @for note in &report.notes { p.note { (visibly(note)) } }
        }
    }
}

fn row(report: &StudyReport<'_>, code: u32) -> Markup {
    let spoken = &report.all.spoken;
    let written = &report.codebook.codes[code as usize];
    let counts = report.all.of(code);
    let persons = counts.persons.count();
    let rate = counts
        .hits_per_1000_words(spoken)
        .and_then(|rate| decimal(rate, 2));
    let number = |count: u64| quotes::number(count, &grouped(count), code, None);
    html! {
        tr.(hue(report, code)).theme[written.depth == 0] {
            th scope="row" style={ "--depth:" (written.depth) } { a href={ "#c" (code) } { (visibly(&label(written))) } }
            td.bar style={ "--share:" (share(persons, spoken.persons.count())) } { (number(persons)) }
            @if !spoken.groups.is_empty() { td.right { (number(counts.groups.len() as u64)) } }
            td.right { (number(counts.transcripts)) }
            td.right.segments { (number(counts.segments)) }
            @if report.has_hits() {
                td.right { (quotes::hits(counts.hits, code)) @if let Some(rate) = rate { small { (rate) } } }
            }
        }
    }
}

/// The tree of codes.
pub(super) fn section(report: &StudyReport<'_>) -> Markup {
    let mut by_code: Vec<Vec<&Quote>> = vec![Vec::new(); report.codebook.codes.len()];
    for quote in &report.quotes {
        by_code[quote.code as usize].push(quote);
    }
    html! {
        section #codes {
            h2 { "Codes" }
            p.note.paper { "Lists of quotes that were closed on the page are not on this paper. “Print with all quotes”, above the page's first table, prints them too." }
            @for code in shown_codes(report) { (article(report, code, &by_code[code as usize])) }
        }
    }
}

fn article(report: &StudyReport<'_>, code: u32, own: &[&Quote]) -> Markup {
    let written = &report.codebook.codes[code as usize];
    html! {
        article.code.(hue(report, code)).theme[written.depth == 0] id={ "c" (code) } data-below=(below(report, code)) style={ "--depth:" (written.depth) } {
            @if written.depth == 0 { h3 { (visibly(&label(written))) } } @else { h4 { (visibly(&label(written))) } }
            @if written.retired { p.use { (RETIRED) } }
            (definition(report, written))
            (figures(report, code))
            (quotes::list(report, own, code))
        }
    }
}

/// A code and those below it that are asked for, as the script looks for them.
fn below(report: &StudyReport<'_>, code: u32) -> String {
    let subtree = report.codebook.codes[code as usize].subtree.clone();
    let asked = subtree.filter(|code| report.asked[*code as usize]);
    asked
        .map(|code| code.to_string())
        .collect::<Vec<_>>()
        .join(" ")
}

fn definition(report: &StudyReport<'_>, code: &Code) -> Markup {
    let said = [
        ("Use it for", &code.include),
        ("Do not use it for", &code.exclude),
    ];
    html! {
        @if let Some(text) = code.definition.as_ref().or(code.brief.as_ref()) { p.definition lang=[language(report)] dir="auto" { (printably(&text.text)) } }
        @for (what, text) in said {
            @if let Some(text) = text { p.use { strong { (what) ": " } span lang=[language(report)] { (visibly(&text.text)) } } }
        }
    }
}

fn figures(report: &StudyReport<'_>, code: u32) -> Markup {
    let spoken = &report.all.spoken;
    let counts = report.all.of(code);
    let unit = report.unit.as_str();
    let persons = counts.persons.count();
    let number = |count: u64, all: u64| quotes::number(count, &of(count, all), code, None);
    html! {
        p.figures {
            span.meter aria-hidden="true" style={ "--share:" (share(persons, spoken.persons.count())) } {}
            (quotes::number(persons, &of(persons, spoken.persons.count()), code, None)) " " (who(report)) "s"
            @if !spoken.groups.is_empty() { " · " (number(counts.groups.len() as u64, spoken.groups.len() as u64)) " groups" }
            " · " (number(counts.transcripts, spoken.transcripts)) " transcripts"
            " · " (number(counts.segments, spoken.segments)) " " (unit) "s"
            @if report.has_hits() {
                " · " (quotes::hits(counts.hits, code)) (if counts.hits == 1 { " hit" } else { " hits" })
                @if counts.negated > 0 { ", " (grouped(counts.negated)) " negated" }
                @if counts.stopped > 0 { "; " (grouped(counts.stopped)) " stopped" }
            }
        }
    }
}
