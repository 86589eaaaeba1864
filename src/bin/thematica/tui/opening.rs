//! What is done once when a transcript is opened: its codings are found again in the text.

use thematica::coding::anchor::Finding;
use thematica::coding::record::Record;

use super::app::{App, RECENT};

impl App {
    /// Says what one should know before one begins.
    pub fn welcome(&mut self, notice: Option<String>) {
        let lost = self.lost().count();
        let stale = self
            .finished
            .as_ref()
            .is_some_and(|it| !it.hash.is_empty() && it.hash != self.hash());
        self.notice = notice.or_else(|| {
            let codings = thematica::text::counted(lost as u64, "lost coding");
            let how = self.way("F", "`lost`");
            (lost > 0)
                .then(|| format!("{codings}: {how} lists what is not found in the text any more"))
        });
        if self.notice.is_none() && stale {
            self.notice = Some("the transcript was changed since it was finished".to_owned());
        }
    }

    pub(super) fn find_others(&mut self) {
        for other in &mut self.others {
            let anchors: Vec<_> = other.records.iter().map(|it| &it.anchor).collect();
            let found = self.finder.find_all(&anchors);
            other.places = found.iter().map(Finding::span).collect();
        }
    }

    /// Finds all codings in the text again.
    pub(super) fn find_places(&mut self) {
        let records = self.ledger.all();
        let anchors: Vec<_> = records.iter().map(|it| &it.anchor).collect();
        let found = self.finder.find_all(&anchors);
        let names = records.iter().map(|it| it.id.clone());
        self.places = names.zip(found.iter().map(Finding::span)).collect();
        let named = records.iter().zip(found);
        let doubtful = named.filter_map(|(record, found)| match found {
            Finding::Ambiguous(spans) => Some((record.id.clone(), spans)),
            _ => None,
        });
        self.doubtful = doubtful.collect();
        self.rebuild(None);
    }

    /// Takes the codes of the codings that were made last as those used last.
    pub(super) fn remember_codes(&mut self) {
        let mut standing: Vec<&Record> = self.ledger.standing().collect();
        standing.sort_by(|a, b| b.made.time.cmp(&a.made.time));
        let mut recent: Vec<String> = Vec::new();
        for record in standing {
            let is_known = self.book.code(&record.code).is_some_and(|it| !it.retired);
            if is_known && !recent.contains(&record.code) {
                recent.push(record.code.clone());
            }
            if recent.len() == RECENT {
                break;
            }
        }
        self.recent = recent;
    }
}
