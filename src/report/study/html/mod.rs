//! The report as one page that needs no other file, reads without a script, on a phone, on paper, in the dark and by ear.
//!
//! A little script opens the quotes behind a number and filters them. It is the only one that may run: the page's content
//! security policy names it by its digest, so that nothing in a transcript can ever be one.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html as markup};
use sha2::{Digest as _, Sha256};

use super::StudyReport;
use super::words::{coders, only, who};
use crate::text::{counted, grouped, visibly};

mod agreement;
mod codes;
mod crossing;
mod method;
mod quotes;
mod read;
mod table;
mod together;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Lays a report out as a page.
#[must_use]
pub fn html(report: &StudyReport<'_>) -> String {
    let mut page = Page { report }.whole().into_string();
    page.push('\n');
    page
}

/// What may be loaded and run: nothing but the page's own style and script.
fn policy() -> String {
    let digest = STANDARD.encode(Sha256::digest(SCRIPT.as_bytes()));
    format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
}

struct Page<'r, 'a> {
    report: &'r StudyReport<'a>,
}

/// The sections of the page: where a link leads, and what it says.
const SECTIONS: [(&str, &str); 8] = [
    ("summary", "Summary"),
    ("codes", "Codes"),
    ("crossings", "Who speaks of what"),
    ("together", "What stands together"),
    ("agreement", "Agreement"),
    ("read", "What was read"),
    ("method", "Method"),
    ("made-from", "Made from"),
];

impl Page<'_, '_> {
    fn whole(&self) -> Markup {
        let report = self.report;
        markup! {
            (DOCTYPE)
            html lang=(PAGE) {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy());
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="generator" content="Thematica";
                    title { (visibly(&report.title)) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    a.skip href="#summary" { "Skip to the summary" }
                    (self.head())
                    div.columns {
                        nav.contents aria-label="Contents" {
                            ol { @for (id, name) in self.sections() { li { a href={ "#" (id) } { (name) } } } }
                        }
                        main {
                            (codes::summary(report))
                            (codes::section(report))
                            (crossing::section(report))
                            (together::section(report))
                            (agreement::section(report))
                            (read::section(report))
                            (method::section(report))
                            (self.made_from())
                        }
                    }
                    dialog #panel aria-labelledby="panel-title" {
                        header {
                            h2 #panel-title { "Quotes" }
                            button type="button" { "Close" }
                        }
                        ol.quotes lang=[language(report)] {}
                    }
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        }
    }

    /// The sections that there are: one coder alone has nobody to agree with.
    fn sections(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let has_agreement = self.report.agreement.is_some();
        let sections = SECTIONS.into_iter();
        sections.filter(move |(id, _)| *id != "agreement" || has_agreement)
    }

    fn head(&self) -> Markup {
        let report = self.report;
        let codebook = report.codebook;
        let spoken = &report.all.spoken;
        markup! {
            header.title {
                p.kind { "Thematic report" }
                h1 { (visibly(&report.title)) }
                ul.facts {
                    li { (counted(spoken.persons.count(), who(report))) }
                    li { (counted(spoken.transcripts, "transcript")) }
                    li { (counted(spoken.words, "word")) }
                    li {
                        "Codebook " (visibly(&codebook.name))
                        @if let Some(version) = &codebook.version { " " (visibly(&version.text)) }
                    }
                    li { "Coded by " (visibly(&coders(report))) }
                    @if !report.filters.is_empty() { li.only { "Only a part of the study: " (visibly(&only(report))) } }
                }
            }
        }
    }

    fn made_from(&self) -> Markup {
        let made_by = &self.report.made_by;
        markup! {
            section #made-from {
                h2 { "Made from" }
                p { "The same files, options and version give this page again, byte for byte." }
                dl {
                    dt { "Program" } dd { (made_by.program) " " (made_by.version) }
                    @if let Some(codebook) = &made_by.codebook {
                        dt { "Codebook" }
                        dd {
                            (visibly(&codebook.name))
                            @if let Some(version) = &codebook.version { " " (visibly(version)) }
                            ", SHA-256 " code { (codebook.sha256) }
                        }
                    }
                    @for (name, value) in &made_by.options { dt { (visibly(name)) } dd { (visibly(value)) } }
                }
                @if !made_by.inputs.is_empty() {
                    details {
                        summary { "Files that were read: " (grouped(made_by.inputs.len() as u64)) ", with their SHA-256" }
                        div.wide tabindex="0" role="region" aria-label="Files" {
                            table {
                                thead { tr { th scope="col" { "File" } th scope="col" { "SHA-256" } } }
                                tbody {
                                    @for input in &made_by.inputs {
                                        tr { th scope="row" { (visibly(&input.path)) } td { code { (input.sha256) } } }
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

/// The language of what was said and of the codes, where it is another than the page's.
fn language(report: &StudyReport<'_>) -> Option<&'static str> {
    Some(report.codebook.language.code()).filter(|code| *code != PAGE)
}

/// The language of the page's own words.
const PAGE: &str = "en";

/// `7 of 15`.
fn of(count: u64, all: u64) -> String {
    format!("{} of {}", grouped(count), grouped(all))
}

/// A share for a bar: `0.4667`; 0 of nothing is 0.
fn share(count: u64, all: u64) -> String {
    let share = if all == 0 {
        0.0
    } else {
        count as f64 / all as f64
    };
    format!("{:.4}", share.min(1.0))
}

/// The class that colours a theme: by its place among the themes.
fn hue(report: &StudyReport<'_>, code: u32) -> String {
    let codes = &report.codebook.codes;
    let is_above = |at: &u32| codes[*at as usize].parent.is_none();
    let theme = (0..=code).filter(is_above).count().saturating_sub(1);
    format!("hue{}", theme % 8)
}

#[cfg(test)]
mod tests;
