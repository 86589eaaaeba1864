//! How it was done: a paragraph for the methods section, and what a reporting checklist asks.

use std::collections::BTreeMap;

use super::StudyReport;
use super::words::{coders, only, shown_codes, who};
use crate::text::{counted, grouped};

/// What kind of analysis it is, and which it is not.
pub(super) const KIND: &str = "This is codebook thematic analysis and content analysis. It is not for reflexive thematic analysis, in which themes are made by the researcher and not found by a program.";

/// What COREQ is.
pub(super) const COREQ: &str = "The 32 items of the consolidated criteria for reporting qualitative research (Tong, Sainsbury and Craig 2007, International Journal for Quality in Health Care 19(6), 349–357). What this run can show is filled in; the rest is yours.";

/// The paragraph for a methods section, with brackets where only a person knows.
pub(super) fn paragraph(report: &StudyReport<'_>) -> String {
    let spoken = &report.all.spoken;
    let codebook = report.codebook;
    let version = codebook.version.as_ref();
    let version = version.map_or_else(String::new, |it| format!(", version {}", it.text));
    let by = if report.coders.is_empty() {
        "by its rules [say who read their proposals, and what became of them]".to_owned()
    } else {
        format!("by {}", coders(report))
    };
    let in_use = || {
        let codes = codebook.codes.iter().enumerate();
        codes.filter(|(at, code)| report.asked[*at] || !code.retired)
    };
    let themes = in_use().filter(|(_, code)| code.parent.is_none()).count();
    let transcripts = spoken.transcripts;
    let part = if report.filters.is_empty() {
        String::new()
    } else {
        format!(" Only a part of the study was counted: {}.", only(report))
    };
    let agreement = match &report.agreement {
        Some(agreement) if agreement.table.is_some() => format!(
            " How far coders agree was measured on {} [say by which figure, and give it: see Agreement].",
            counted(agreement.transcripts as u64, "transcript")
        ),
        _ => String::new(),
    };
    let moderators = if report.has_roles() {
        "Who counts was chosen by role, as said above"
    } else {
        "What moderators and interviewers say was left out of the counts"
    };
    format!(
        "{} of {} ({} spoken by those who count) {} coded with the codebook “{}”{version} ({} and {} below them) {by}, with Thematica {}.{part} The unit was the {}. {moderators}. A person counts once, in however many transcripts they speak. A theme's counts are the union of its codes'.{agreement} No significance was tested.",
        counted(transcripts, "transcript"),
        counted(spoken.persons.count(), who(report)),
        counted(spoken.words, "word"),
        if transcripts == 1 { "was" } else { "were" },
        codebook.name,
        counted(themes as u64, "theme"),
        counted((in_use().count() - themes) as u64, "code"),
        report.made_by.version,
        report.unit.as_str(),
    )
}

/// What the run can show of an item of COREQ, by its number.
pub(super) fn evidence(report: &StudyReport<'_>, number: u32) -> Option<String> {
    let spoken = &report.all.spoken;
    match number {
        9 => Some(
            "[say which; this program does codebook thematic analysis and content analysis]"
                .to_owned(),
        ),
        12 => Some(format!(
            "{} in {}",
            counted(spoken.persons.count(), who(report)),
            counted(spoken.transcripts, "transcript")
        )),
        19 => formats(report),
        21 => duration(report),
        24 => Some(match report.coders.as_slice() {
            [] => "The rules of the codebook; people who checked them: ".to_owned(),
            names => format!("{}: {}", names.len(), coders(report)),
        }),
        25 => Some(format!(
            "{}, with definitions: see Codes",
            counted(shown_codes(report).count() as u64, "code")
        )),
        26 => Some(
            "[say whether the codebook was written before coding or from the transcripts]"
                .to_owned(),
        ),
        27 => Some(format!("Thematica {}", report.made_by.version)),
        29 => Some(format!(
            "{}, each with its participant",
            counted(report.quotes.len() as u64, "quote")
        )),
        _ => None,
    }
}

fn formats(report: &StudyReport<'_>) -> Option<String> {
    let mut formats: BTreeMap<&str, u64> = BTreeMap::new();
    for transcript in report.heard() {
        *formats.entry(transcript.overview.format).or_default() += 1;
    }
    let listed: Vec<String> = formats
        .iter()
        .map(|(format, count)| format!("{} {format}", grouped(*count)))
        .collect();
    (!listed.is_empty()).then(|| {
        format!(
            "Transcripts: {}; how they were recorded: ",
            listed.join(", ")
        )
    })
}

/// How long people speak, where the transcripts say so.
fn duration(report: &StudyReport<'_>) -> Option<String> {
    let speakers = report.heard().flat_map(|it| &it.overview.speakers);
    let seconds: f64 = speakers.filter_map(|it| it.seconds).sum();
    let timed = report
        .heard()
        .filter(|it| it.overview.speakers.iter().any(|it| it.seconds.is_some()))
        .count();
    (timed > 0).then(|| {
        format!(
            "{:.0} minutes of speech, moderators' included, in the {} of {} transcripts that have times",
            seconds / 60.0,
            timed,
            report.heard().count()
        )
    })
}

/// The items of COREQ, by their names in the checklist.
pub(super) const ITEMS: [&str; 32] = [
    "Interviewer or facilitator",
    "Credentials",
    "Occupation",
    "Gender",
    "Experience and training",
    "Relationship established",
    "Participants' knowledge of the interviewer",
    "Interviewer characteristics",
    "Methodological orientation and theory",
    "Sampling",
    "Method of approach",
    "Sample size",
    "Non-participation",
    "Setting of data collection",
    "Presence of non-participants",
    "Description of sample",
    "Interview guide",
    "Repeat interviews",
    "Audio or visual recording",
    "Field notes",
    "Duration",
    "Data saturation",
    "Transcripts returned",
    "Number of data coders",
    "Description of the coding tree",
    "Derivation of themes",
    "Software",
    "Participant checking",
    "Quotations presented",
    "Data and findings consistent",
    "Clarity of major themes",
    "Clarity of minor themes",
];
