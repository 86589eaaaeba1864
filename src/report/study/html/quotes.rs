//! The quotes of a code, and the numbers that open them.

use maud::{Markup, html};

use super::super::words::{pieces, speaker};
use super::super::{Quote, StudyReport};
use super::language;
use crate::text::{grouped, printably, visibly};

/// A number that leads to the quotes of a code. `of` is a crossing and one of its values, where they are a part.
pub(super) fn number(count: u64, text: &str, code: u32, of: Option<(usize, usize)>) -> Markup {
    if count == 0 {
        return html! { (text) };
    }
    html! {
        a.number href={ "#q" (code) } data-c=(code) data-x=[of.map(|of| of.0)] data-k=[of.map(|of| of.1)] { (text) }
    }
}

/// A number of hits: it leads to the segments in which they stand, and the page says how many those are.
pub(super) fn hits(count: u64, code: u32) -> Markup {
    html! {
        @if count == 0 { "0" } @else {
            a.number href={ "#q" (code) } data-c=(code) data-u="hits" { (grouped(count)) }
        }
    }
}

/// Where hits stand, each from the beginning of the segment and with its length: `0+5 -3+12`.
fn places(quote: &Quote) -> String {
    let hits = quote.hits.iter();
    let places = hits.map(|hit| {
        let sign = if hit.start < quote.start { "-" } else { "" };
        format!("{sign}{}+{}", hit.start.abs_diff(quote.start), hit.len())
    });
    places.collect::<Vec<_>>().join(" ")
}

/// A number that leads to the segments that two codes share.
pub(super) fn shared(count: u64, first: u32, second: u32) -> Markup {
    html! {
        a.number href={ "#q" (first) } data-c=(first) data-d=(second) { (grouped(count)) }
    }
}

/// The quotes of a code itself; those of the codes below it stand with them.
pub(super) fn list(report: &StudyReport<'_>, quotes: &[&Quote], code: u32) -> Markup {
    let below = report.codebook.codes[code as usize].subtree.len() > 1;
    let name = &report.codebook.codes[code as usize].label;
    html! {
        @if quotes.is_empty() {
            p.none #{ "q" (code) } {
                @if below { "The quotes stand with the codes below." } @else { "No quotes." }
            }
        } @else {
            details.quotes #{ "q" (code) } {
                summary {
                    b.count { (grouped(quotes.len() as u64)) } " " (if quotes.len() == 1 { "quote" } else { "quotes" })
                    span.unseen { " of " (visibly(name)) }
                    @if below { " of this code itself" }
                }
                ol.quotes data-of=(code) lang=[language(report)] { @for quote in quotes { (item(report, quote)) } }
            }
        }
    }
}

fn item(report: &StudyReport<'_>, quote: &Quote) -> Markup {
    let keys: Vec<String> = quote.of.iter().map(u32::to_string).collect();
    html! {
        li data-k=(keys.join(" ")) data-s={ (quote.transcript) "." (quote.start) } data-h=[report.has_hits().then(|| places(quote))] {
            blockquote {
                @if !quote.before.is_empty() { i { (printably(&quote.before)) } " " }
                (words(quote))
                @if !quote.after.is_empty() { " " i { (printably(&quote.after)) } }
            }
            cite {
                bdi { (visibly(&speaker(quote))) } " · " bdi { (visibly(&report.transcripts[quote.transcript as usize].overview.id)) }
                ", turn " (grouped(u64::from(quote.turn)))
                ", line " (grouped(quote.line as u64))
                @if let Some(time) = &quote.time { ", " (time) }
                @if quote.negated { " " span.tag { "negated" } }
            }
        }
    }
}

/// The segment, with the words that were coded marked.
fn words(quote: &Quote) -> Markup {
    html! {
        @for (marked, text) in pieces(quote) {
            @if marked { mark { (printably(text)) } } @else { (printably(text)) }
        }
    }
}
