//! What a result is broken down by: an attribute, a transcript, a person, and whether there is such a thing.

use thematica::analysis::frequency::{By, Frequencies, Key, NO_VALUE};
use thematica::study::{Document, Study};

use super::job::Job;
use crate::failure::Failure;

/// What a report is broken down by. An attribute that a transcript may say of itself is known only when it is read.
pub fn by(job: &Job<'_>, name: Option<&str>) -> Result<By, Failure> {
    name.map_or(Ok(By::All), |name| by_named(job, name, &[], "--by"))
}

/// The same for what an option names that has other values as well.
pub fn by_named(job: &Job<'_>, name: &str, others: &[&str], option: &str) -> Result<By, Failure> {
    let built_in = [
        ("transcript", By::Transcript),
        ("participant", By::Participant),
        ("speaker", By::Speaker),
    ];
    if let Some((_, by)) = built_in.into_iter().find(|(known, _)| *known == name) {
        return Ok(by);
    }
    let may_say_more = job.study.documents.iter().any(Document::may_say_more);
    if !may_say_more && attributes(&job.study).all(|known| known != name) {
        let known = attributes(&job.study).chain(others.iter().copied());
        return Err(undefined(name, known, option));
    }
    Ok(By::Attribute(name.to_owned()))
}

/// Refuses an attribute that no transcript turned out to have, and filters that leave nothing.
pub fn known(job: &Job<'_>, frequencies: &Frequencies, name: Option<&str>) -> Result<(), Failure> {
    known_groups(job, frequencies.groups.keys(), name, "--by")
}

/// Refuses an attribute that no transcript turned out to have, and filters that leave nothing, by the groups there are.
pub fn known_groups<'k>(
    job: &Job<'_>,
    groups: impl IntoIterator<Item = &'k Key>,
    name: Option<&str>,
    option: &str,
) -> Result<(), Failure> {
    known_or(job, groups, name, &[], option)
}

/// The same for what an option names that has other values as well.
pub fn known_or<'k>(
    job: &Job<'_>,
    groups: impl IntoIterator<Item = &'k Key>,
    name: Option<&str>,
    others: &[&str],
    option: &str,
) -> Result<(), Failure> {
    let groups: Vec<&Key> = groups.into_iter().collect();
    if groups.is_empty() && !job.whose.has_rules() {
        return Err(Failure::new("in the transcripts that were finished, nobody says anything in what was asked for").help(
            "the filters contradict each other, leave only moderators, or ask for people of other transcripts: see `thematica codings finish`",
        ));
    }
    if groups.is_empty() {
        return Err(nobody());
    }
    match name {
        Some(name)
            if groups.iter().all(|key| key.name == NO_VALUE)
                && attributes(&job.study).all(|known| known != name) =>
        {
            let known = attributes(&job.study).chain(others.iter().copied());
            Err(undefined(name, known, option))
        }
        _ => Ok(()),
    }
}

/// What is said where filters leave nothing.
pub fn nobody() -> Failure {
    Failure::new("nobody says anything in what was asked for").help(
        "the filters contradict each other, or all who speak are moderators: see `thematica transcripts`, and --role all",
    )
}

/// Everything that a report may be broken down by.
fn attributes(study: &Study) -> impl Iterator<Item = &str> {
    let known = study
        .document_attributes()
        .into_keys()
        .chain(study.participant_attributes().into_keys());
    ["transcript", "participant", "speaker"]
        .into_iter()
        .chain(known)
}

fn undefined<'k>(name: &str, known: impl IntoIterator<Item = &'k str>, option: &str) -> Failure {
    use thematica::diagnostic::{Diagnostic, Place};
    let message = format!("no transcript and no person has the attribute `{name}`");
    let place = Place::File(option.to_owned());
    Diagnostic::error("undefined-attribute", place, message)
        .did_you_mean(name, known)
        .into()
}
