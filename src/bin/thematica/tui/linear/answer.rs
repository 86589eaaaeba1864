//! Saying what is where.

use thematica::text::counted;

use super::super::app::App;
use super::super::cells::clean;
use super::super::marks::Item;
use super::super::script::Grain;
use super::super::select::Selection;

impl App {
    /// What a transcript begins with.
    pub fn greeting(&self) -> String {
        let turns = self.script.units(Grain::Turn).len() as u64;
        let codings = self.ledger.standing().count() as u64;
        let proposals = self.open_proposals().count() as u64;
        let finished = if self.finished.is_some() {
            ", finished"
        } else {
            ""
        };
        format!(
            "{}, coder {}: {}, {}, {}{finished}",
            self.script.transcript.id,
            self.coder,
            counted(turns, "turn"),
            counted(codings, "coding"),
            counted(proposals, "proposal"),
        )
    }

    /// Reads what is selected, and what is on it.
    pub(super) fn read_selection(&self, lines: &mut Vec<String>) {
        let span = self.selected();
        let turn = self.script.turn_at(span.start);
        lines.push(format!(
            "turn {}: {}",
            self.script.head(turn),
            clean(&self.script.one_line(span))
        ));
        self.list_here(lines);
    }

    /// Reads a turn, its sentences numbered, and selects its first.
    pub(super) fn read_turn(&mut self, rest: &str, lines: &mut Vec<String>) {
        let turns = self.script.units(Grain::Turn);
        let here = self.script.turn_at(self.selected().start);
        let turn = match rest.parse::<usize>() {
            Ok(number) => number.checked_sub(1).filter(|at| *at < turns.len()),
            Err(_) if rest.is_empty() => Some(here),
            Err(_) => None,
        };
        let Some(turn) = turn else {
            self.notice = Some(format!("write a number from 1 to {}", turns.len()));
            return;
        };
        let span = turns[turn];
        lines.push(format!("turn {}", self.script.head(turn)));
        for (number, sentence) in (1..).zip(self.script.sentences_in(span)) {
            let words = clean(&self.script.one_line(*sentence));
            let codes = self.marks.within(*sentence);
            let codes: Vec<String> = codes.map(|mark| self.called(mark.item)).collect();
            let codes = if codes.is_empty() {
                String::new()
            } else {
                format!("  [{}]", codes.join("; "))
            };
            lines.push(format!("  {number} {words}{codes}"));
        }
        let first = self.script.unit(Grain::Sentence, span.start);
        self.selection = Selection::over(first, Grain::Sentence);
        self.refocus(None);
    }

    /// Lists what is on the selection, numbered.
    pub(super) fn list_here(&self, lines: &mut Vec<String>) {
        let here = self.here();
        for (number, item) in (1..).zip(&here) {
            let quote = self.span_of(*item).map(|span| self.script.one_line(span));
            let quote = super::super::cells::fit(&quote.unwrap_or_default(), 60);
            lines.push(format!("  {number} {}: “{quote}”", self.called(*item)));
        }
        if here.is_empty() {
            lines.push("  nothing is coded here".to_owned());
        }
    }

    /// Lists the codings whose words were not found, numbered.
    pub(super) fn list_lost(&self, lines: &mut Vec<String>) {
        for (number, (item, record)) in (1..).zip(self.lost()) {
            let quote: Vec<&str> = record.anchor.quote.split_whitespace().collect();
            let label = clean(self.book.label(self.code_of(item)));
            lines.push(format!("  {number} {label}: “{}”", clean(&quote.join(" "))));
            lines.push(format!("    {}", self.why_lost(record)));
            let memo = record.memo.iter().flat_map(|it| it.lines());
            lines.extend(memo.map(|line| format!("    memo: {}", clean(line))));
        }
        if lines.is_empty() {
            lines.push("no coding is lost: all were found in the text".to_owned());
        }
    }

    /// Lays a lost coding on what is selected.
    pub(super) fn place_number(&mut self, rest: &str) {
        let ids: Vec<String> = self.lost().map(|(_, it)| it.id.clone()).collect();
        let number = rest.parse::<usize>().ok();
        let id = number.and_then(|it| ids.get(it.checked_sub(1)?));
        match id {
            Some(id) => self.place_anew(id),
            None if ids.is_empty() => {
                self.notice = Some("no coding is lost: all were found in the text".to_owned());
            }
            None => self.notice = Some(format!("write a number from 1 to {}", ids.len())),
        }
    }

    /// What an item is, in words.
    fn called(&self, item: Item) -> String {
        let label = clean(self.book.label(self.code_of(item)));
        match item {
            Item::Mine(_) => format!("coded {label}"),
            Item::Proposal(_) => format!("proposed {label}"),
            Item::Theirs { other, .. } => format!("{}: {label}", self.others[other].name),
        }
    }
}
