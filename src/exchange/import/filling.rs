//! What a row says of its code.

use std::sync::Arc;

use super::super::draft::DraftCode;
use super::super::flow::Flow;
use super::super::lines;
use super::super::sheet::Row;
use super::columns::{List, Prose, Role};
use super::plan::Plan;
use super::values::{self, Form};
use crate::codebook;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::text::{Source, shortened};

/// Puts the cells of rows into codes.
#[derive(Debug)]
pub(super) struct Filling<'p, 's> {
    pub plan: &'p Plan<'s>,
}

impl Filling<'_, '_> {
    /// Adds what a row says.
    pub fn row(&self, code: &mut DraftCode, row: &Row, faults: &mut Vec<Diagnostic>) {
        let before = PARTS.map(|part| part_of(code, part).is_some());
        for (column, text) in row.filled() {
            let place = || self.plan.sheet.place(row, column);
            let exact = match self.plan.form {
                Form::Ours => row.exact(column),
                Form::Foreign => text,
            };
            match &self.plan.roles[column] {
                Role::Prose(part) => {
                    let is_told = before[*part as usize] && *part != Prose::Notes;
                    prose(code, is_told, *part, (exact, &place), faults);
                }
                Role::List(list) => self.list(code, *list, row, (exact, &place), faults),
                Role::Negated => negated(code, text, &place, faults),
                Role::Retired => match values::flag(text) {
                    Some(retired) => code.retired |= retired,
                    None => faults.push(unreadable(place(), "`true` or nothing")),
                },
                Role::Attribute(name) => {
                    let value = match self.plan.form {
                        Form::Ours => lines::text_of(exact),
                        Form::Foreign => text.to_owned(),
                    };
                    attribute(code, name, &value);
                }
                Role::Number => attribute(code, "number", text),
                Role::Unknown => self.unknown(code, column, row, exact),
                _ => {}
            }
        }
    }

    fn list(
        &self,
        code: &mut DraftCode,
        list: List,
        row: &Row,
        (cell, place): (&str, &dyn Fn() -> Place),
        faults: &mut Vec<Diagnostic>,
    ) {
        let form = self.plan.form;
        match list {
            List::Match => add(
                &mut code.rules,
                checked("match", lines::rules(cell), place, faults),
                form,
            ),
            List::Unless if form == Form::Ours => {
                add(
                    &mut code.unless,
                    checked("unless", lines::rules(cell), place, faults),
                    form,
                );
            }
            List::Unless => add(&mut code.unless, terms(cell, place, faults), form),
            List::Keywords => add(&mut code.rules, terms(cell, place, faults), form),
            List::Regexes => {
                let regexes = lines::filled(cell).map(|line| Flow::pair("regex", Flow::text(line)));
                add(
                    &mut code.rules,
                    checked("match", regexes.collect(), place, faults),
                    form,
                );
            }
            List::Speakers => add(&mut code.speakers, values::labels(cell, form), form),
            List::Roles => add(&mut code.roles, values::labels(cell, form), form),
            List::Examples if self.is_hit(row, faults) => {
                add(&mut code.examples, values::examples(cell, form), form);
            }
            List::Examples | List::Counterexamples => {
                add(
                    &mut code.counterexamples,
                    values::examples(cell, form),
                    form,
                );
            }
        }
    }

    /// Whether the example of a row is one.
    fn is_hit(&self, row: &Row, faults: &mut Vec<Diagnostic>) -> bool {
        let Some(column) = self.plan.column(&Role::HitOrMiss) else {
            return true;
        };
        values::hit(row.text(column)).unwrap_or_else(|| {
            faults.push(unreadable(
                self.plan.sheet.place(row, column),
                "`hit` or `miss`",
            ));
            true
        })
    }

    /// A column that no codebook knows: what it says of an example stays beside the example.
    fn unknown(&self, code: &mut DraftCode, column: usize, row: &Row, text: &str) {
        let name = self.plan.names[column].trim();
        if !self.plan.is_long[column] {
            return attribute(code, name, text.trim());
        }
        let example = self.plan.column(&Role::List(List::Examples));
        let example = example.map_or("", |column| row.text(column));
        let note = if self.plan.describes() || example.is_empty() {
            format!("{name}: {text}")
        } else {
            format!("{name}: {text} (“{}”)", shortened(example, 60))
        };
        noted(code, &note);
    }
}

/// A part of the description. Another row may have written it already: what differs is added, and told.
fn prose(
    code: &mut DraftCode,
    is_told: bool,
    part: Prose,
    (text, place): (&str, &dyn Fn() -> Place),
    faults: &mut Vec<Diagnostic>,
) {
    let written = part_of(code, part);
    let Some(all) = written else {
        *written = Some(text.trim_end().to_owned());
        return;
    };
    if all == text || all.lines().any(|line| line == text) {
        return;
    }
    all.push('\n');
    all.push_str(text.trim_end());
    if is_told {
        let message = "another row says something else of this code here; both were kept";
        faults.push(Diagnostic::warning("said-twice", place(), message));
    }
}

fn negated(
    code: &mut DraftCode,
    text: &str,
    place: &dyn Fn() -> Place,
    faults: &mut Vec<Diagnostic>,
) {
    let word = text.to_lowercase();
    if ["flag", "keep", "stop", "only"].contains(&word.as_str()) {
        code.negated = Some(word);
    } else {
        faults.push(unreadable(place(), "`flag`, `keep`, `stop` or `only`"));
    }
}

/// Sets an attribute; a second value goes to the notes.
fn attribute(code: &mut DraftCode, name: &str, value: &str) {
    match code.attributes.iter().find(|(known, _)| known == name) {
        None => code.attributes.push((name.to_owned(), value.to_owned())),
        Some((_, known)) if known == value => {}
        Some(_) => noted(code, &format!("{name}: {value}")),
    }
}

fn noted(code: &mut DraftCode, note: &str) {
    match &mut code.notes {
        None => code.notes = Some(note.to_owned()),
        Some(notes) if notes.lines().any(|line| line == note) => {}
        Some(notes) => {
            notes.push('\n');
            notes.push_str(note);
        }
    }
}

const PARTS: [Prose; 5] = [
    Prose::Brief,
    Prose::Definition,
    Prose::Include,
    Prose::Exclude,
    Prose::Notes,
];

fn part_of(code: &mut DraftCode, part: Prose) -> &mut Option<String> {
    match part {
        Prose::Brief => &mut code.brief,
        Prose::Definition => &mut code.definition,
        Prose::Include => &mut code.include,
        Prose::Exclude => &mut code.exclude,
        Prose::Notes => &mut code.notes,
    }
}

/// Adds items; in the tables of others rows are repeated with all they say.
fn add<T: PartialEq>(list: &mut Vec<T>, items: Vec<T>, form: Form) {
    for item in items {
        if form == Form::Ours || !list.contains(&item) {
            list.push(item);
        }
    }
}

/// Rules that can be read; those that cannot are told at their cell. `key` is where they stand in a codebook.
fn checked(
    key: &str,
    rules: Vec<Flow>,
    place: &dyn Fn() -> Place,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Flow> {
    let mut sound = Vec::with_capacity(rules.len());
    for rule in rules {
        match fault(key, &rule) {
            None => sound.push(rule),
            Some(fault) => {
                let written = rule.as_text().map_or_else(|| rule.written(), str::to_owned);
                let message = format!("`{written}` was left out: {}", fault.message);
                faults.push(Diagnostic {
                    help: fault.help,
                    ..Diagnostic::error(fault.rule, place(), message)
                });
            }
        }
    }
    sound
}

/// What is wrong with a rule by itself, as the parser of codebooks says it. Whether the codes are there that it refers
/// to is known when all rows are read.
fn fault(key: &str, rule: &Flow) -> Option<Diagnostic> {
    let text = format!(
        "codebook: c\ncodes:\n- id: c\n  {key}: [{}]\n",
        rule.written()
    );
    let parsed = codebook::parse(Arc::new(Source::new("", text)));
    let of_rule = |fault: &Diagnostic| {
        fault.severity == Severity::Error
            && !matches!(fault.rule, "undefined-code" | "reference-cycle")
    };
    parsed.diagnostics.into_iter().find(of_rule)
}

fn terms(cell: &str, place: &dyn Fn() -> Place, faults: &mut Vec<Diagnostic>) -> Vec<Flow> {
    let mut terms = Vec::new();
    for keyword in values::keywords(cell) {
        if let Some(term) = values::term(&keyword) {
            terms.push(term);
        } else {
            let message = format!("`{keyword}` was left out: a term has letters or digits");
            faults.push(Diagnostic::error("invalid-term", place(), message));
        }
    }
    terms
}

fn unreadable(place: Place, wanted: &str) -> Diagnostic {
    let message = format!("this cell should say {wanted}, and was left out");
    Diagnostic::error("unreadable-cell", place, message)
}
