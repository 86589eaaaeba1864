//! What the report says in every format, as plain text: formats escape it.

use super::{Crossing, Quote, StudyReport};
use crate::codebook::Code;
use crate::text::{counted, grouped};

/// What those who count are called.
pub(super) fn who(report: &StudyReport<'_>) -> &'static str {
    if report.has_roles() {
        "person"
    } else {
        "participant"
    }
}

/// The filters, in words: `phase=2`, `code trust`.
pub(super) fn only(report: &StudyReport<'_>) -> String {
    let filters = report.filters.iter();
    let written: Vec<String> = filters
        .map(|(name, value)| {
            if name == "where" {
                value.clone()
            } else {
                format!("{name} {value}")
            }
        })
        .collect();
    written.join(", ")
}

/// Who coded.
pub(super) fn coders(report: &StudyReport<'_>) -> String {
    match report.coders.as_slice() {
        [] => "the codebook's rules".to_owned(),
        names => names.join(", "),
    }
}

/// The name of an attribute as people say it: `years_in_post` is `years in post`.
pub(super) fn named(attribute: &str) -> String {
    attribute.replace('_', " ")
}

/// What counts are out of: how many, and of what.
pub(super) fn facts(report: &StudyReport<'_>) -> Vec<(u64, String)> {
    let spoken = &report.all.spoken;
    let several =
        |count: u64, one: &str, many: &str| (count, if count == 1 { one } else { many }.to_owned());
    let people = spoken.persons.count();
    let mut facts = vec![if who(report) == "person" {
        several(people, "person who speaks", "persons who speak")
    } else {
        several(people, "participant who speaks", "participants who speak")
    }];
    if !spoken.groups.is_empty() {
        facts.push(several(spoken.groups.len() as u64, "group", "groups"));
    }
    facts.push(several(
        spoken.transcripts,
        "transcript in which they speak",
        "transcripts in which they speak",
    ));
    facts.push(several(
        spoken.words,
        "word that they say",
        "words that they say",
    ));
    let unit = report.unit.as_str();
    facts.push(several(spoken.segments, unit, &format!("{unit}s")));
    facts
}

/// How to read the counts.
pub(super) fn counting(report: &StudyReport<'_>) -> String {
    let unit = report.unit.as_str();
    let (propose, negated) = if report.coders.is_empty() {
        (
            " The rules of the codebook propose where a code is; people decide. Read the quotes before you report a number.",
            " A hit under a negation is counted; one that an exclusion stopped is not.",
        )
    } else {
        ("", "")
    };
    let hits = if report.has_hits() {
        format!(
            " A hit is a stretch of text, of which a {unit} may hold several or a part: a number of hits leads to the {unit}s in which they stand."
        )
    } else {
        " Hits are left out: two people who agree and draw the line a word apart make two, which says nothing of how often something is said.".to_owned()
    };
    let quotes = report.quotes.len() as u64;
    let are = if quotes == 1 { "is" } else { "are" };
    format!(
        "Counts below are out of these.{propose} A theme's figures are the union of its codes', never their sum.{negated} There {are} {} in {}: one with two codes is a quote of each.{hits} That somebody does not speak of a code does not say that they disagree.",
        counted(quotes, "quote"),
        counted(report.segments_quoted() as u64, unit),
    )
}

/// The codes that are shown, in the order of the codebook.
pub(super) fn shown_codes(report: &StudyReport<'_>) -> impl Iterator<Item = u32> {
    let codes = (0..).zip(&report.asked);
    codes.filter(|(_, asked)| **asked).map(|(code, _)| code)
}

/// What is said of a retired code.
pub(super) const RETIRED: &str =
    "Retired: its rules do not fire, and only codings of people can have it.";

/// What a code is called.
pub(super) fn label(code: &Code) -> String {
    code.name_for_eyes()
}

/// The segment in pieces, each with whether it was coded; where that is all of it, nothing is marked.
pub(super) fn pieces(quote: &Quote) -> Vec<(bool, &str)> {
    let text = quote.text.as_str();
    if quote.matched.len() == 1 && quote.matched[0] == (0..text.len()) {
        return vec![(false, text)];
    }
    let mut at = 0;
    let mut pieces = Vec::new();
    for part in quote.matched.iter().filter(|part| !part.is_empty()) {
        pieces.push((false, &text[at..part.start]));
        pieces.push((true, &text[part.clone()]));
        at = part.end;
    }
    pieces.push((false, &text[at..]));
    pieces
}

/// What is said of transcripts that are not shown.
pub(super) fn unheard(report: &StudyReport<'_>, heard: usize) -> String {
    format!(
        "{} of {} transcripts that were read are shown: in the others nobody who counts here says anything, or nobody has finished coding.",
        grouped(heard as u64),
        grouped(report.transcripts.len() as u64)
    )
}

/// The person, and the label that they speak under where it is another.
pub(super) fn speaker(quote: &Quote) -> String {
    match (&quote.participant, &quote.speaker) {
        (Some(person), Some(label)) if person != label => format!("{person} ({label})"),
        (Some(name), _) | (None, Some(name)) => name.clone(),
        (None, None) => "(no label)".to_owned(),
    }
}

/// A table with more columns than this shows nothing.
const MOST_COLUMNS: usize = 60;

/// What is said in place of a crossing with too many values for a table.
pub(super) fn too_many(crossing: &Crossing) -> Option<String> {
    let columns = crossing.frequencies.groups.len();
    (columns > MOST_COLUMNS).then(|| {
        format!(
            "There are {} columns, too many to be looked at: `thematica matrix --by {}` writes them as a table.",
            grouped(columns as u64),
            crossing.name
        )
    })
}
