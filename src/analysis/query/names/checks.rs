//! The values of fields held against the study.

use std::collections::BTreeSet;

use super::super::super::selection::with_known;
use super::super::fault;
use super::super::open::{Open, undefined_attribute, undefined_value};
use super::super::tree::Named;
use super::{FIELDS, Resolver};
use crate::study::{Document, stands_for};

impl Resolver<'_> {
    pub(super) fn check_participants(&mut self, values: &[Named]) {
        let study = self.names.study;
        for value in values {
            if study.participant_ids().any(|id| id == value.text) {
                continue;
            }
            if study.participants.is_empty() || value.text.contains('@') {
                self.open.push(Open::Participant(value.clone()));
                continue;
            }
            let message = format!("there is no participant `{}`", value.text);
            let told = fault(self.source, value.span, "undefined-participant", message);
            let told = with_known(told, &value.text, study.participant_ids());
            self.faults.push(told);
        }
    }

    pub(super) fn check_roles(&mut self, values: &[Named]) {
        let declared = self.names.study.participants.iter();
        let declared = declared.map(|person| person.role.as_str());
        let known: BTreeSet<&str> = declared.chain(["participant", "moderator"]).collect();
        for value in values {
            self.names_moderators |= value.text.eq_ignore_ascii_case("moderator");
            if !known.iter().any(|it| it.eq_ignore_ascii_case(&value.text)) {
                let message = format!("nobody has the role `{}`", value.text);
                let told = fault(self.source, value.span, "undefined-role", message);
                let told = with_known(told, &value.text, known.iter().copied());
                self.faults.push(told);
            }
        }
    }

    pub(super) fn check_transcripts(&mut self, values: &[Named]) {
        let documents = &self.names.study.documents;
        for value in values {
            if documents.iter().any(|it| stands_for(&value.text, &it.id)) {
                continue;
            }
            let message = format!("there is no transcript `{}`", value.text);
            let told = fault(self.source, value.span, "undefined-transcript", message);
            let ids = documents.iter().map(|document| document.id.as_str());
            self.faults.push(with_known(told, &value.text, ids));
        }
    }

    pub(super) fn check_attribute(&mut self, name: &Named, values: &[Named]) {
        // A transcript may say more of itself than the study does, in which case it has to be read first.
        let is_closed = !self
            .names
            .study
            .documents
            .iter()
            .any(Document::may_say_more);
        let Some(known) = self.attributes.get(&name.text) else {
            if is_closed {
                let known = self.attributes.keys().map(String::as_str);
                let known = known.chain(FIELDS.iter().copied());
                let told = undefined_attribute(self.source, name, known);
                self.faults.push(told);
            } else {
                let known = self.attributes.keys().cloned();
                let known = known.chain(FIELDS.iter().map(|it| (*it).to_owned()));
                self.open
                    .push(Open::Attribute(name.clone(), known.collect()));
                let value =
                    |it: &Named| Open::Value(name.text.clone(), it.clone(), BTreeSet::new());
                self.open.extend(values.iter().map(value));
            }
            return;
        };
        for value in values.iter().filter(|it| !known.contains(&it.text)) {
            let attribute = &name.text;
            if is_closed {
                let known = known.iter().map(String::as_str);
                let told = undefined_value(self.source, attribute, value, known);
                self.faults.push(told);
            } else {
                let open = Open::Value(attribute.clone(), value.clone(), known.clone());
                self.open.push(open);
            }
        }
    }
}
