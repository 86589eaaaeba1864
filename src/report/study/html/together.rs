//! Which codes stand in the same segments, and how soon the codebook is covered.

use std::fmt::Write as _;

use maud::{Markup, html};

use super::super::StudyReport;
use super::quotes;
use crate::analysis::cooccurrence::{is_related, strength};
use crate::analysis::saturation::{Accumulation, Expected, Saturation, Settings};
use crate::codebook::CodeIndex;
use crate::report::decimal;
use crate::text::{counted, grouped, visibly};

/// So many of the strongest pairs are shown.
const PAIRS: usize = 20;
/// Pairs that meet less often say little.
const FEWEST: u64 = 2;

pub(super) fn section(report: &StudyReport<'_>) -> Markup {
    let unit = report.unit.as_str();
    let pairs = pairs(report);
    let shown_pairs = &pairs[..pairs.len().min(PAIRS)];
    html! {
        section #together {
            h2 { "What stands together" }
            p {
                "Pairs of codes in the same " (unit) ", strongest first. c is both of those with either: 0 never, 1 always together. Codes with codes below them are left out, and so are pairs that meet less than twice."
                @if pairs.len() > PAIRS { " The " (PAIRS) " strongest of " (grouped(pairs.len() as u64)) " pairs are shown." }
                " It counts, and claims nothing about chance."
            }
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

struct Pair {
    first: CodeIndex,
    second: CodeIndex,
    both: u64,
    of: [u64; 2],
    transcripts: u64,
    strength: f64,
}

fn pairs(report: &StudyReport<'_>) -> Vec<Pair> {
    let Some(tally) = report.together.tallies.first() else {
        return Vec::new();
    };
    let codes = &report.codes;
    let mut pairs = Vec::new();
    for (at, &first) in codes.iter().enumerate() {
        for (other, &second) in codes.iter().enumerate().skip(at + 1) {
            let meeting = tally.meeting(at, other);
            if meeting.both < FEWEST || is_related(report.codebook, first, second) {
                continue;
            }
            // Themes meet wherever their codes do, and say no more.
            let is_leaf = |code: CodeIndex| report.codebook.code(code).subtree.len() == 1;
            if !is_leaf(first) || !is_leaf(second) {
                continue;
            }
            pairs.push(Pair {
                first,
                second,
                both: meeting.both,
                of: [meeting.first, meeting.second],
                transcripts: tally.pair(at, other).transcripts,
                strength: strength::c_coefficient(meeting).unwrap_or(0.0),
            });
        }
    }
    pairs.sort_by(|a, b| {
        b.strength
            .total_cmp(&a.strength)
            .then((a.first, a.second).cmp(&(b.first, b.second)))
    });
    pairs
}

fn row(report: &StudyReport<'_>, pair: &Pair) -> Markup {
    let label = |code: CodeIndex| visibly(&report.codebook.code(code).label);
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

/// As in the source of the ratio, its middle setting.
const SETTINGS: Settings = Settings {
    base: 4,
    run: 2,
    threshold: 0.05,
};
const ORDERS: usize = 1000;
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 220.0;

fn curve(report: &StudyReport<'_>) -> Markup {
    let heard: Vec<_> = report.laid.iter().flatten().cloned().collect();
    let accumulation = Accumulation::of(heard);
    if accumulation.codes.len() < 2 || accumulation.total() == 0 {
        return html! { p.none { "There are too few transcripts with codes for a curve." } };
    }
    let expected = Expected::of(&accumulation, ORDERS, 1);
    let total = accumulation.total();
    let count = accumulation.codes.len();
    let verdict = match accumulation.saturation(SETTINGS) {
        Ok(Saturation {
            base,
            reached: Some(at),
            missed,
            runs,
            ..
        }) => format!(
            "By Guest, Namey and Chen (2020) with a base of 4, runs of 2 and 5 %: reached at {at}+2, with {} in the base, {} new in the confirming run and {} new behind it.",
            counted(base as u64, "code"),
            runs.iter()
                .find(|run| run.first == at)
                .map_or(0, |run| run.new),
            missed
        ),
        Ok(_) => {
            "By Guest, Namey and Chen (2020) with a base of 4, runs of 2 and 5 %: not reached."
                .to_owned()
        }
        Err(why) => format!("It cannot be judged: {why}."),
    };
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
                (verdict) " The line is the codes found so far, the dashed one the mean of all orders, the band where 95 % of 1,000 random orders lie. The codes were there before: this measures how soon the codebook is covered, not that nothing new would be found."
            }
        }
    }
}
