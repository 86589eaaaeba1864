//! Which codes stand in the same segments, and how soon the codebook is covered.

use std::fmt::Write as _;

use maud::{Markup, html};

use super::super::StudyReport;
use super::super::together::{
    ABOUT_CURVE, Coverage, NO_CURVE, ORDERS, PAIRS, Pair, about_pairs, coverage, pairs,
};
use super::quotes;
use crate::codebook::CodeIndex;
use crate::report::decimal;
use crate::text::{grouped, visibly};

pub(super) fn section(report: &StudyReport<'_>) -> Markup {
    let unit = report.unit.as_str();
    let pairs = pairs(report);
    let shown_pairs = &pairs[..pairs.len().min(PAIRS)];
    html! {
        section #together {
            h2 { "What stands together" }
            p { (about_pairs(report, pairs.len())) }
            @if pairs.is_empty() { p.none { "No two codes meet twice." } } @else {
                div.wide tabindex="0" role="region" aria-label="Pairs of codes" {
                    table {
                        thead {
                            tr {
                                th scope="col" { "Code" } th scope="col" { "and" }
                                th.right scope="col" { "Both" small { (unit) "s" } } th.right scope="col" { "First" small { "with the first" } } th.right scope="col" { "Second" small { "with the second" } }
                                th.right scope="col" { "Transcripts" } th.right scope="col" { "c" }
                            }
                        }
                        tbody { @for pair in shown_pairs { (row(report, pair)) } }
                    }
                }
            }
            h3 { "How soon the codebook is covered" }
            (curve(report))
        }
    }
}

fn row(report: &StudyReport<'_>, pair: &Pair) -> Markup {
    let label = |code: CodeIndex| visibly(&report.codebook.code(code).name_for_eyes());
    let number = |code: CodeIndex, count: u64| quotes::number(count, &grouped(count), code.0, None);
    html! {
        tr {
            th scope="row" { (label(pair.first)) }
            td { (label(pair.second)) }
            td.right { (quotes::shared(pair.both, pair.first.0, pair.second.0)) }
            td.right { (number(pair.first, pair.of[0])) }
            td.right { (number(pair.second, pair.of[1])) }
            td.right { (grouped(pair.transcripts)) }
            td.right { (decimal(pair.strength, 3).unwrap_or_default()) }
        }
    }
}

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 220.0;

fn curve(report: &StudyReport<'_>) -> Markup {
    let Some(Coverage {
        accumulation,
        expected,
        verdict,
    }) = coverage(report)
    else {
        return html! { p.none { (NO_CURVE) } };
    };
    let total = accumulation.total();
    let count = accumulation.codes.len();
    let x = |at: usize| WIDTH * at as f64 / (count - 1) as f64;
    let y = |codes: f64| HEIGHT * (1.0 - codes / total as f64);
    let line = |values: &mut dyn Iterator<Item = f64>| {
        let mut points = String::new();
        for (at, value) in values.enumerate() {
            let _ = write!(points, "{:.1},{:.1} ", x(at), y(value));
        }
        points
    };
    let mut band = line(&mut expected.band.iter().map(|it| it.high as f64));
    for (at, it) in expected.band.iter().enumerate().rev() {
        let _ = write!(band, "{:.1},{:.1} ", x(at), y(it.low as f64));
    }
    let steps: Vec<String> = accumulation
        .cumulative
        .iter()
        .map(usize::to_string)
        .collect();
    html! {
        figure.curve {
            svg role="img" viewBox={ "-40 -10 " (WIDTH + 60.0) " " (HEIGHT + 45.0) }
                aria-label={ "Codes found after each transcript: " (steps.join(", ")) } {
                polygon.band points=(band) {}
                polyline.mean points=(line(&mut expected.mean.iter().copied())) {}
                polyline.found points=(line(&mut accumulation.cumulative.iter().map(|it| *it as f64))) {}
                line x1="0" y1=(HEIGHT) x2=(WIDTH) y2=(HEIGHT) {}
                line x1="0" y1="0" x2="0" y2=(HEIGHT) {}
                text x="-8" y="5" text-anchor="end" { (total) }
                text x="-8" y=(HEIGHT + 5.0) text-anchor="end" { "0" }
                text x="0" y=(HEIGHT + 22.0) text-anchor="middle" { "1" }
                text x=(WIDTH) y=(HEIGHT + 22.0) text-anchor="middle" { (count) }
                text x=(WIDTH / 2.0) y=(HEIGHT + 22.0) text-anchor="middle" { "transcripts, in the study's order" }
            }
            figcaption {
                (verdict) " The line is the codes found so far, the dashed one the mean of all orders, the band where 95 % of " (grouped(ORDERS as u64)) " random orders lie. " (ABOUT_CURVE)
            }
        }
    }
}
