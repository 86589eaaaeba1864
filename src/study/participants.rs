//! The participants' table: one row a person, with the labels they speak under.
//!
//! `docs/study.md` tells researchers of its columns, and of how people, speakers and groups are told apart.

use std::collections::HashMap;

use super::table::Table;
use super::{Label, Participant, Role};
use crate::diagnostic::Diagnostic;
use crate::text::{Span, fold};
use crate::transcript::cells::Cell;

const COLUMNS: &[&str] = &["id", "labels", "role"];

/// The people of a table, and where the transcripts are named that their labels hold in.
pub(super) struct People {
    pub participants: Vec<Participant>,
    /// Each transcript that a label names, with its place.
    pub scopes: Vec<(String, Span)>,
}

/// Reads the people of a table.
pub(super) fn read(table: &Table, faults: &mut Vec<Diagnostic>) -> People {
    let mut people = People {
        participants: Vec::new(),
        scopes: Vec::new(),
    };
    let Some(id_column) = table.required("id", faults) else {
        return people;
    };
    warn_of_near_names(table, faults);
    let mut ids: HashMap<String, Span> = HashMap::new();
    let mut owners: HashMap<(String, Option<String>), (usize, Span)> = HashMap::new();
    for row in &table.rows {
        let id = &row[id_column];
        if id.text.is_empty() {
            let fault = Diagnostic::error(
                "missing-id",
                table.place(id.span),
                "this person has no `id`",
            );
            faults.push(fault.help("give each person a name of their own, such as `LW01`"));
            continue;
        }
        if let Some(&first) = ids.get(&key(&id.text)) {
            let message = format!("the id `{}` is given to two people", id.text);
            let fault = Diagnostic::error("duplicate-participant", table.place(id.span), message)
                .related(table.place(first), "first given here")
                .help("one row is one person; several labels stand in one cell, separated by `;`");
            faults.push(fault);
            continue;
        }
        ids.insert(key(&id.text), id.span);
        let cell = table.column("labels").map(|column| &row[column]);
        let labels = cell.map_or_else(Vec::new, |cell| labels(table, cell, faults));
        let person = people.participants.len();
        let own = Label {
            label: id.text.to_string(),
            transcript: None,
        };
        for (label, span) in std::iter::once((&own, id.span))
            .chain(labels.iter().map(|(label, span)| (label, *span)))
        {
            let scope = (key(&label.label), label.transcript.as_deref().map(key));
            let (owner, first) = *owners.entry(scope).or_insert((person, span));
            if owner != person {
                conflict(table, label, span, first, faults);
            }
            if let Some(transcript) = &label.transcript {
                people.scopes.push((transcript.clone(), span));
            }
        }
        people.participants.push(Participant {
            id: id.text.to_string(),
            place: Some(table.place(id.span)),
            role: role(table.column("role").map_or("", |column| &row[column].text)),
            labels: labels.into_iter().map(|(label, _)| label).collect(),
            attributes: table
                .header
                .iter()
                .zip(row)
                .filter(|(name, value)| {
                    !name.text.is_empty() && !value.text.is_empty() && !is_ours(&name.text)
                })
                .map(|(name, value)| (name.text.to_string(), value.text.to_string()))
                .collect(),
        });
    }
    people
}

/// What labels are compared by.
pub(super) fn key(label: &str) -> String {
    fold::folded(label.trim())
}

fn is_ours(column: &str) -> bool {
    COLUMNS
        .iter()
        .any(|known| column.eq_ignore_ascii_case(known))
}

/// A column of labels under another name would become an attribute in silence.
fn warn_of_near_names(table: &Table, faults: &mut Vec<Diagnostic>) {
    if table.column("labels").is_some() {
        return;
    }
    for name in ["label", "speaker", "speakers", "speaker label", "alias"] {
        if let Some(column) = table.column(name) {
            let cell = &table.header[column];
            let message = format!("the column `{}` is read as an attribute", cell.text);
            let fault = Diagnostic::warning("unread-labels", table.place(cell.span), message);
            faults.push(
                fault.help("name it `labels` if these are the labels that people speak under"),
            );
        }
    }
}

/// The labels of a cell: `P1@fg1; LW07`, each with its place.
fn labels(table: &Table, cell: &Cell, faults: &mut Vec<Diagnostic>) -> Vec<(Label, Span)> {
    let written = table.source.slice(cell.span);
    let inner = written.trim_matches('"');
    let inner_start = cell.span.start + written.find(inner).unwrap_or(0);
    let exact = inner == cell.text;
    let mut at = 0;
    let mut labels = Vec::new();
    for piece in cell.text.split(';') {
        let trimmed = piece.trim();
        let start = inner_start + at + piece.len() - piece.trim_start().len();
        at += piece.len() + 1;
        if trimmed.is_empty() {
            continue;
        }
        let span = if exact {
            Span::new(start, start + trimmed.len())
        } else {
            cell.span
        };
        let (label, transcript) = match trimmed.rsplit_once('@') {
            Some((label, transcript)) => (label.trim(), Some(transcript.trim())),
            None => (trimmed, None),
        };
        if label.is_empty() || transcript == Some("") {
            let message = format!("`{trimmed}` is no label");
            let fault = Diagnostic::error("invalid-label", table.place(span), message);
            faults.push(
                fault.help("write `P1`, or `P1@fg1` for a label that is theirs in one transcript"),
            );
            continue;
        }
        let label = Label {
            label: label.to_owned(),
            transcript: transcript.map(str::to_owned),
        };
        labels.push((label, span));
    }
    labels
}

fn conflict(table: &Table, label: &Label, span: Span, first: Span, faults: &mut Vec<Diagnostic>) {
    let message = match &label.transcript {
        Some(transcript) => format!("two people speak as `{}` in `{transcript}`", label.label),
        None => format!("two people speak as `{}`", label.label),
    };
    let fault = Diagnostic::error("duplicate-label", table.place(span), message)
        .related(table.place(first), "the other person is here")
        .help("write `P1@fg1` for a label that is theirs in one transcript only");
    faults.push(fault);
}

fn role(text: &str) -> Role {
    match text.to_lowercase().as_str() {
        "" | "participant" | "interviewee" | "respondent" => Role::Participant,
        "moderator" | "interviewer" | "facilitator" | "researcher" => Role::Moderator,
        other => Role::Other(other.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;
    use std::sync::Arc;

    fn read(text: &str) -> (Vec<Participant>, Vec<String>) {
        let mut faults = Vec::new();
        let table = Table::read(&Arc::new(Source::new("p.csv", text)), &mut faults);
        let people = super::read(&table, &mut faults);
        let told = |fault: &Diagnostic| {
            let at = fault.place.position().unwrap();
            format!("{}:{} {}", at.line, at.column, fault.rule)
        };
        (people.participants, faults.iter().map(told).collect())
    }

    #[test]
    fn a_person_has_labels_a_role_and_attributes() {
        let (people, faults) = read(
            "ID,Labels,Role,Site\nLW01,P1@fg1; Link worker,,North\nJB,,Interviewer,\nX,,Carer,\n",
        );
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(people[0].labels[0].transcript.as_deref(), Some("fg1"));
        assert_eq!(people[0].labels[1].label, "Link worker");
        assert_eq!(people[0].attributes["Site"], "North");
        assert_eq!(people[0].role, Role::Participant);
        assert_eq!(people[1].role, Role::Moderator);
        assert!(people[1].attributes.is_empty());
        assert_eq!(people[2].role, Role::Other("carer".into()));
    }

    #[test]
    fn one_label_for_two_people_is_told_at_the_label() {
        let (_, faults) =
            read("id;labels\na;\"P1@fg1;P2@fg1\"\nb;\"P1@fg2;p2@FG1\"\nc;A\na;\n;x\n");
        assert_eq!(
            faults,
            [
                "3:11 duplicate-label",
                "4:3 duplicate-label",
                "5:1 duplicate-participant",
                "6:1 missing-id"
            ]
        );
    }

    #[test]
    fn a_label_that_is_local_is_no_conflict_with_one_elsewhere() {
        let (_, faults) = read("id,labels\nP1,P2@fg1\nP2,P1@fg1\n");
        assert!(faults.is_empty(), "{faults:?}");
    }

    #[test]
    fn a_table_without_ids_says_so() {
        assert_eq!(read("name,labels\na,b\n").1, ["1:1 missing-column"]);
        assert_eq!(read("id,speaker\na,b\n").1, ["1:4 unread-labels"]);
    }
}
