//! Codes named by their labels, which is not enough.
//!
//! A code is named by its id or its path, because labels are reworded and two codes may have the same. Who writes a label is
//! told which id it has; only where somebody brings a table that was coded elsewhere is a label taken that one code alone has.

use super::{Code, CodeIndex, Codebook};
use crate::text::one_line;

impl Code {
    /// What it is called where people look at it: its label, and whether it is retired.
    #[must_use]
    pub fn name_for_eyes(&self) -> String {
        if self.retired {
            format!("{} (retired)", self.label)
        } else {
            self.label.clone()
        }
    }
}

impl Codebook {
    /// The one code that has this label. Capitals and white space do not count.
    #[must_use]
    pub fn code_of_label(&self, written: &str) -> Option<CodeIndex> {
        let folded = |text: &str| one_line(text).to_lowercase();
        let written = folded(written);
        let codes = (0..).map(CodeIndex).zip(&self.codes);
        let mut labelled = codes.filter(|(_, code)| folded(&code.label) == written);
        let only = labelled.next().filter(|_| labelled.next().is_none());
        only.map(|(index, _)| index)
    }

    /// What to write in place of a label: one sentence without a full stop; `None` where no code has this label. Capitals and
    /// white space do not count.
    #[must_use]
    pub fn id_of_label(&self, written: &str) -> Option<String> {
        let codes = self.codes.iter();
        id_of_label(codes.map(|code| (&*code.id, &*code.label)), written)
    }
}

/// See [`Codebook::id_of_label`]; codes are their ids and labels.
pub(super) fn id_of_label<'a>(
    codes: impl Iterator<Item = (&'a str, &'a str)>,
    written: &str,
) -> Option<String> {
    let folded = |text: &str| one_line(text).to_lowercase();
    let written = folded(written);
    let labelled = codes.filter(|(_, label)| folded(label) == written);
    let ids: Vec<String> = labelled.map(|(id, _)| format!("`{id}`")).collect();
    match &ids[..] {
        [] => None,
        [id] => Some(format!("this is the label of the code {id}: write {id}")),
        several => Some(format!(
            "this is the label of several codes: write one of {}",
            several.join(", ")
        )),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::codebook::parse;
    use crate::text::Source;

    #[test]
    fn a_label_leads_to_the_code_and_one_of_several_to_all_of_them() {
        let text = "codebook: a\nversion: 1.0.0\ncodes:\n  - {id: waiting_lists, label: Waiting lists}\n  - {id: time, label: Time}\n  - {id: time2, label: time}\n";
        let parsed = parse(Arc::new(Source::new("a.yaml", text)));
        let codebook = parsed.codebook.expect("it has codes");
        assert_eq!(
            codebook.id_of_label("waiting  Lists").as_deref(),
            Some("this is the label of the code `waiting_lists`: write `waiting_lists`")
        );
        assert_eq!(
            codebook.id_of_label("Time").as_deref(),
            Some("this is the label of several codes: write one of `time`, `time2`")
        );
        assert_eq!(codebook.id_of_label("Waiting"), None);
    }
}
