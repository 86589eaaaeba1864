//! Taking over what another coded as one's own: on its place, on other words, or sentence by sentence.

use thematica::coding::record::{Record, State};
use thematica::text::Span;

use super::app::App;
use super::coding::WITH;
use super::marks::Item;

/// What another coded, as it is taken over.
struct Theirs {
    code: String,
    place: Span,
    /// Whose and which, as a coding says what it comes from.
    from: String,
    /// Whose.
    name: String,
}

impl App {
    /// Takes over what another coded, on this place. Where it is left for another place, one says that it is not there.
    pub(super) fn take_theirs(&mut self, item: Item, span: Span) {
        let Some(Theirs {
            code,
            place,
            from,
            name,
        }) = self.theirs(item)
        else {
            return;
        };
        let label = self.book.label(&code).to_owned();
        let mut batch = self.begin();
        // Who has it exactly there has nothing to take over, whatever else of theirs shares words with it.
        let exact = self.mine_of(&code, span).filter(|(_, at)| *at == span);
        let mine = exact.or_else(|| self.mine_of(&code, place));
        let id = match mine.or_else(|| self.mine_of(&code, span)) {
            Some((_, at)) if at == span => {
                self.notice = Some("you agree already".to_owned());
                return;
            }
            Some((id, _)) => {
                // Both see the code here and differ about how far it reaches.
                let anchor = self.anchor(span);
                let from = from.clone();
                self.alter(&mut batch, &id, |record| {
                    record.anchor = anchor;
                    record.from.push(from);
                });
                id
            }
            None => {
                let record = Record {
                    from: vec![from.clone()],
                    ..self.new_record(&code, span, WITH, &batch)
                };
                self.put(&mut batch, record).id().to_owned()
            }
        };
        if !span.overlaps(place) {
            let record = Record {
                state: State::Rejected,
                from: vec![from],
                ..self.new_record(&code, place, WITH, &batch)
            };
            self.put(&mut batch, record);
        }
        let moved = if span == place {
            ""
        } else {
            ", on other words"
        };
        self.use_code(&code);
        self.commit(batch, format!("took “{label}” over from {name}{moved}"));
        self.focus_on(&id);
    }

    /// Takes over what another coded, on each of its sentences.
    pub(super) fn split_theirs(&mut self, item: Item) {
        let Some(Theirs {
            code,
            place,
            from,
            name,
        }) = self.theirs(item)
        else {
            return;
        };
        if self.mine_of(&code, place).is_some() {
            let how = self.way("Tab goes to it, b breaks it up", "`split` breaks it up");
            self.notice = Some(format!("you have this code here yourself; {how}"));
            return;
        }
        let sentences = self.script.sentences_in(place).to_vec();
        if sentences.len() < 2 {
            let how = self.way("a", "`accept`");
            self.notice = Some(format!("it is one sentence; {how} takes it over"));
            return;
        }
        let mut batch = self.begin();
        let mut last = String::new();
        for sentence in &sentences {
            let record = Record {
                from: vec![from.clone()],
                ..self.new_record(&code, *sentence, WITH, &batch)
            };
            self.put(&mut batch, record).id().clone_into(&mut last);
        }
        let label = self.book.label(&code).to_owned();
        self.use_code(&code);
        let count = sentences.len();
        self.commit(
            batch,
            format!("took “{label}” over from {name}, on {count} sentences"),
        );
        self.focus_on(&last);
    }

    fn theirs(&self, item: Item) -> Option<Theirs> {
        let Item::Theirs { other, .. } = item else {
            return None;
        };
        let (record, place) = (self.record(item)?, self.span_of(item)?);
        let name = self.others[other].name.clone();
        Some(Theirs {
            code: record.code.clone(),
            place,
            from: format!("{name}/{}", record.id),
            name,
        })
    }
}
