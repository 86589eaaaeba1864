//! What was read, and where in each transcript each theme stands.

use std::fmt::Write as _;

use maud::{Markup, html};

use super::super::words::unheard;
use super::super::{ReadTranscript, StudyReport};
use super::hue;
use crate::analysis::portrait::Along;
use crate::text::{counted, grouped, visibly};

pub(super) fn section(report: &StudyReport<'_>) -> Markup {
    html! {
        section #read {
            h2 { "What was read" }
            p {
                "Each strip is a transcript from its beginning to its end, with a row for each theme. A mark is a stretch that has a code of the theme; that several themes stand below each other says that they come together."
            }
            @if report.heard().count() < report.transcripts.len() {
                p.note { (visibly(&unheard(report, report.heard().count()))) }
            }
            (key(report))
            div.wide tabindex="0" role="region" aria-label="Transcripts" {
                table.transcripts {
                    thead {
                        tr {
                            th scope="col" { "Transcript" }
                            th scope="col" { "Speakers" }
                            th.right scope="col" { "Words" }
                            th.right scope="col" { "Moderators' share" }
                            th scope="col" { "Where the themes stand" }
                        }
                    }
                    tbody { @for transcript in report.heard() { (row(report, transcript)) } }
                }
            }
        }
    }
}

/// Which colour is which theme; rows have the same order.
fn key(report: &StudyReport<'_>) -> Markup {
    html! {
        ol.key {
            @for (at, theme) in themes(report).enumerate() {
                li.(hue(report, theme)) {
                    span.chip aria-hidden="true" {}
                    "Row " (at + 1) ": " (visibly(&report.codebook.codes[theme as usize].label))
                }
            }
        }
    }
}

fn row(report: &StudyReport<'_>, transcript: &ReadTranscript) -> Markup {
    let overview = &transcript.overview;
    let speakers = overview.speakers.iter();
    let speakers: Vec<String> = speakers
        .map(|speaker| {
            let label = visibly(&speaker.label);
            if speaker.is_moderator() {
                format!("{label} (moderator)")
            } else {
                label
            }
        })
        .collect();
    let moderators = overview.moderators_words() as f64 / (overview.words.max(1)) as f64;
    html! {
        tr {
            th scope="row" {
                (visibly(&overview.id))
                small {
                    (overview.format)
                    @if !overview.warnings.is_empty() { ", " (counted(overview.warnings.len() as u64, "warning")) }
                }
            }
            td { (speakers.join(", ")) }
            td.right { (grouped(overview.words as u64)) }
            td.right { (format!("{:.0} %", moderators * 100.0)) }
            td.portrait { (portrait(report, &transcript.portrait)) }
        }
    }
}

/// Widths are in thousandths of the text.
const WIDTH: f64 = 1000.0;
const ROW: usize = 8;

fn portrait(report: &StudyReport<'_>, portrait: &Along) -> Markup {
    let all: Vec<u32> = themes(report).collect();
    let height = all.len().max(1) * ROW;
    let told: Vec<String> = all
        .iter()
        .map(|theme| {
            let stretches = portrait.themes.get(theme).map_or(0, Vec::len);
            let label = visibly(&report.codebook.codes[*theme as usize].label);
            format!(
                "{label}: {}",
                if stretches == 1 {
                    "1 stretch".to_owned()
                } else {
                    format!("{stretches} stretches")
                }
            )
        })
        .collect();
    html! {
        svg role="img" aria-label=(told.join("; ")) viewBox={ "0 0 1000 " (height) } preserveAspectRatio="none" {
            @for (row, theme) in all.iter().enumerate() {
                @if let Some(stretches) = portrait.themes.get(theme) {
                    path.(hue(report, *theme)) d=(path(stretches, row * ROW)) {}
                }
            }
        }
    }
}

/// Stretches as boxes in a row. One that is too short to be seen is a box of two thousandths.
fn path(stretches: &[(f64, f64)], top: usize) -> String {
    let mut path = String::new();
    for (start, end) in stretches {
        let (start, end) = (start * WIDTH, end * WIDTH);
        let width = (end - start).max(2.0);
        let _ = write!(
            path,
            "M{start:.1} {top}h{width:.1}v{}h-{width:.1}z",
            ROW - 1
        );
    }
    path
}

fn themes<'r>(report: &'r StudyReport<'_>) -> impl Iterator<Item = u32> + 'r {
    Along::themes(report.codebook, &report.asked)
}
