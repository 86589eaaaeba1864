//! What is in no figure, and what is to be known of what is.

use thematica::analysis::agreement::rated::LeftOut;
use thematica::report::Table;
use thematica::text::grouped;

use super::Task;
use super::compared::{Compared, Told};
use crate::messages::counted;

/// The notes on it.
pub fn about(task: &Task<'_>, compared: &Compared, table: &mut Table) {
    let LeftOut {
        rejected,
        removed,
        unknown,
        ambiguous,
        lost,
    } = compared.left_out;
    let Told {
        not_compared,
        unfinished,
        outside,
        changed,
        other_version,
    } = compared.told;
    let codings = [
        (ambiguous, "whose place is ambiguous"),
        (lost, "whose place is lost"),
        (unknown, "of codes that the codebook does not have"),
        (
            outside,
            "of what moderators or others say who do not count, or of no speech at all",
        ),
        (
            unfinished,
            "in transcripts that their coder has not finished, or that are not compared",
        ),
        (
            task.coders.stray,
            "of transcripts that the study does not have",
        ),
        (rejected, "that their coder rejected"),
        (removed, "that their coder removed"),
    ];
    let told: Vec<String> = codings
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, why)| format!("{} {why}", grouped(*count as u64)))
        .collect();
    if !told.is_empty() {
        let check = if ambiguous + lost + task.coders.stray > 0 {
            " `thematica codings check` shows the places."
        } else {
            ""
        };
        table.note(format!(
            "Codings that were left out: {}.{check}",
            told.join("; ")
        ));
    }
    if not_compared > 0 {
        let them = counted(not_compared, "transcript");
        table.note(format!(
            "Fewer than two of the coders have finished {them}, which no figure is about."
        ));
    }
    if changed > 0 {
        let them = counted(changed, "coding");
        table.note(format!(
            "The words of {them} were changed since; what is nearest was taken for them."
        ));
    }
    if other_version > 0 {
        let times = counted(other_version, "time");
        table.note(format!(
            "{times} a coder finished a transcript whose text was changed since."
        ));
    }
    if task.coders.has_rules() {
        let unit = match task.unit() {
            "character" | "span" => task.job.study.unit.as_str(),
            unit => unit,
        };
        table.note(format!(
            "The coder `rules` codes each {unit} in which a rule of the codebook has a hit that counts."
        ));
    }
    if task.coders.unread > 0 {
        table.note(format!(
            "Places in files of codings that could not be read, and are in no figure: {}.",
            grouped(task.coders.unread as u64)
        ));
    }
    table.notes.extend(compared.done.note());
}
