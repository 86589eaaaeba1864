//! Codes and memos by their names.

use thematica::codebook::CodeIndex;

use super::super::app::App;
use super::super::cells::clean;
use super::super::event::{Effect, Wanted};
use super::super::history::MemoOf;
use super::super::marks::Item;
use super::first;

/// How many codes are named where several fit.
const NAMED: usize = 8;

impl App {
    pub(super) fn list_codes(&self, rest: &str, lines: &mut Vec<String>) {
        for index in self.book.search(rest) {
            let code = self.book.codebook.code(index);
            let indent = if rest.is_empty() {
                code.depth as usize * 2
            } else {
                0
            };
            lines.push(format!(
                "{}{}: {}",
                " ".repeat(indent),
                code.id,
                clean(&code.label)
            ));
        }
        if lines.is_empty() {
            lines.push("no code fits".to_owned());
        }
    }

    /// The one code that is meant; else says which fit.
    fn meant(&mut self, name: &str) -> Option<CodeIndex> {
        let codebook = &self.book.codebook;
        let is_label = |label: &str| label.to_lowercase() == name.to_lowercase();
        let mut labelled = (0..)
            .map(CodeIndex)
            .zip(&codebook.codes)
            .filter(|(_, code)| is_label(&code.label));
        let exact = codebook
            .find(name)
            .or_else(|| labelled.next().map(|(index, _)| index));
        let found = if name.is_empty() {
            Vec::new()
        } else {
            self.book.search(name)
        };
        let said = match (exact, &found[..]) {
            (Some(exact), _) if codebook.code(exact).retired => "this code is retired".to_owned(),
            (Some(exact), _) => return Some(exact),
            (None, [only]) => return Some(*only),
            (None, []) => format!("no code is called “{name}”; `codes` lists them"),
            (None, several) => {
                let ids = several
                    .iter()
                    .take(NAMED)
                    .map(|it| codebook.code(*it).id.as_str());
                format!("several codes fit: {}", ids.collect::<Vec<_>>().join(", "))
            }
        };
        self.notice = Some(said);
        None
    }

    pub(super) fn define(&mut self, name: &str, lines: &mut Vec<String>) {
        let Some(index) = self.meant(name) else {
            return;
        };
        let code = self.book.codebook.code(index);
        lines.push(format!("{}: {}", code.path, clean(&code.label)));
        let parts = [
            (
                "definition",
                code.definition.as_ref().or(code.brief.as_ref()),
            ),
            ("include", code.include.as_ref()),
            ("exclude", code.exclude.as_ref()),
        ];
        let said = parts
            .into_iter()
            .filter_map(|(name, text)| Some((name, text?)));
        let examples = code.examples.iter().map(|text| ("example", text));
        let counters = code.counterexamples.iter().map(|text| ("not", text));
        for (name, text) in said.chain(examples).chain(counters) {
            let words: Vec<&str> = text.text.split_whitespace().collect();
            lines.push(format!("  {name}: {}", clean(&words.join(" "))));
        }
    }

    pub(super) fn code_by_name(&mut self, name: &str, lines: &mut Vec<String>) {
        let Some(index) = self.meant(name).filter(|_| !self.is_changed) else {
            self.is_outdated();
            return;
        };
        let id = self.book.codebook.code(index).id.clone();
        let span = self.selected();
        self.assign(&id, span);
        lines.push(format!("  “{}”", clean(&self.script.one_line(span))));
    }

    pub(super) fn name_code(&mut self, rest: &str) {
        if self.is_outdated() {
            return;
        }
        let (label, parent) = match rest.rsplit_once(" under ") {
            Some((label, parent)) => (label.trim(), Some(parent.trim())),
            None => (rest, None),
        };
        if label.is_empty() {
            self.notice = Some(
                "write the name of the code: new A friend in a uniform under trust".to_owned(),
            );
            return;
        }
        let parent = match parent {
            None => None,
            Some(parent) => match self.meant(parent) {
                Some(index) => Some(self.book.codebook.code(index).id.clone()),
                None => return,
            },
        };
        if let Some(code) = self.book.called(label, parent.as_deref()) {
            self.notice = Some(if code.retired {
                format!("“{}” is a retired code; another name is needed", code.label)
            } else {
                format!(
                    "the codebook has “{}” already; `code {}` codes with it",
                    code.label, code.id
                )
            });
            return;
        }
        // Under another code it may be another one; whoever codes on has to know of the first.
        let other = self.book.called(label, None).map(|it| it.id.clone());
        if let Some(id) = other.filter(|_| self.doubted.as_deref() != Some(rest)) {
            self.notice = Some(format!(
                "“{label}” is the name of the code `{id}` already: `code {id}` codes with it; the same line again makes a second one"
            ));
            self.doubted = Some(rest.to_owned());
            return;
        }
        self.doubted = None;
        let wanted = Wanted {
            id: self.book.free_id(label),
            label: label.to_owned(),
            parent,
        };
        self.coming = Some((wanted.id.clone(), self.selected()));
        self.effects.push(Effect::NewCode(wanted));
    }

    pub(super) fn memo_by_words(&mut self, rest: &str, lines: &mut Vec<String>) {
        let (word, text) = first(rest);
        let (of, text) = match (word, self.focus) {
            ("transcript", _) => (MemoOf::Transcript, text),
            ("code", Some(item)) => (MemoOf::Code(self.code_of(item).to_owned()), text),
            ("code", None) => {
                self.notice = Some("nothing is coded here".to_owned());
                return;
            }
            (_, Some(item @ Item::Mine(_))) => {
                let id = self.record(item).map(|it| it.id.clone());
                (MemoOf::Coding(id.unwrap_or_default()), rest)
            }
            (_, item) => {
                self.not_mine(item);
                return;
            }
        };
        if text.is_empty() {
            let memo = self.memo_text(&of);
            let memo = if memo.is_empty() {
                "no memo"
            } else {
                memo.trim()
            };
            lines.extend(memo.lines().map(clean));
        } else {
            self.set_memo(&of, text);
        }
    }
}
