//! Names that can be refused only when all transcripts are read: labels, and what transcripts say of themselves.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::selection::{Heard, names_undeclared, with_known};
use super::fault;
use super::tree::Named;
use crate::diagnostic::Diagnostic;
use crate::text::Source;

/// A name that may turn up when transcripts are read.
#[derive(Clone, Debug)]
pub(super) enum Open {
    Speaker(Named),
    Participant(Named),
    /// A name of an attribute, with those that are known already.
    Attribute(Named, BTreeSet<String>),
    /// An attribute and a value, with the values that are known already.
    Value(String, Named, BTreeSet<String>),
}

impl Open {
    /// What is told of a name that did not turn up.
    pub fn refuse(&self, source: &Arc<Source>, heard: &Heard) -> Option<Diagnostic> {
        match self {
            Open::Speaker(name) => {
                let folded = name.text.to_lowercase();
                let labels = labels(heard);
                if labels.iter().any(|label| label.to_lowercase() == folded) {
                    return None;
                }
                let message = format!("nobody speaks under the label `{}`", name.text);
                let told = fault(source, name.span, "undefined-speaker", message);
                Some(with_known(told, &name.text, labels.into_iter()))
            }
            Open::Participant(name) => {
                let mut all = heard.labels.iter();
                if all.any(|(label, id)| names_undeclared(&name.text, label, id)) {
                    return None;
                }
                let message = format!("there is no participant `{}`", name.text);
                let told = fault(source, name.span, "undefined-participant", message);
                Some(with_known(told, &name.text, labels(heard).into_iter()))
            }
            Open::Attribute(name, known) => {
                if heard.attributes.contains_key(&name.text) {
                    return None;
                }
                let known = known.iter().chain(heard.attributes.keys());
                Some(undefined_attribute(source, name, known.map(String::as_str)))
            }
            Open::Value(attribute, value, known) => {
                let heard = heard.attributes.get(attribute);
                if heard.is_some_and(|heard| heard.contains(&value.text)) {
                    return None;
                }
                if heard.is_none() && known.is_empty() {
                    // That nobody has the attribute is told of its name.
                    return None;
                }
                let heard = heard.into_iter().flatten();
                let known = known.iter().chain(heard).map(String::as_str);
                Some(undefined_value(source, attribute, value, known))
            }
        }
    }
}

pub(super) fn undefined_attribute<'k>(
    source: &Arc<Source>,
    name: &Named,
    known: impl IntoIterator<Item = &'k str>,
) -> Diagnostic {
    let message = format!(
        "no transcript and no participant has the attribute `{}`",
        name.text
    );
    let told = fault(source, name.span, "undefined-attribute", message);
    with_known(told, &name.text, once(known))
}

pub(super) fn undefined_value<'k>(
    source: &Arc<Source>,
    attribute: &str,
    value: &Named,
    known: impl IntoIterator<Item = &'k str>,
) -> Diagnostic {
    let message = format!(
        "`{attribute}` is `{}` for no transcript and no participant",
        value.text
    );
    let told = fault(source, value.span, "undefined-value", message);
    with_known(told, &value.text, once(known))
}

fn labels(heard: &Heard) -> BTreeSet<&str> {
    heard
        .labels
        .iter()
        .map(|(label, _)| label.as_str())
        .collect()
}

/// Each once, in order.
fn once<'k>(names: impl IntoIterator<Item = &'k str>) -> impl Iterator<Item = &'k str> {
    names.into_iter().collect::<BTreeSet<&str>>().into_iter()
}
