//! A transcript that is not on the disk any more as it stands on the screen: nothing is laid on its words before it is read
//! again.

use thematica::coding::record::Anchor;

use super::app::App;

impl App {
    /// Says whether the transcript on the disk is another by now.
    pub(super) fn changed(&mut self, is_changed: bool) {
        self.is_changed = is_changed;
        if is_changed {
            self.tell_changed();
        } else {
            self.notice = Some("the transcript is again as it stands here".to_owned());
        }
    }

    /// Whether nothing may be laid on the words, because they are others on the disk. Says so, and what to do.
    pub(super) fn is_outdated(&mut self) -> bool {
        if self.is_changed {
            self.tell_changed();
        }
        self.is_changed
    }

    /// Says that the transcript was changed, unless something else is said.
    pub(super) fn remind(&mut self) {
        if self.is_changed && self.notice.is_none() {
            self.tell_changed();
        }
    }

    fn tell_changed(&mut self) {
        let how = self.way("R reads it again", "`reread` reads it again");
        self.notice = Some(format!("changed on the disk: {how} before you go on"));
    }

    /// What is selected, to be found again when the transcript is read anew.
    pub fn bookmark(&self) -> Anchor {
        self.anchor(self.selected())
    }

    /// Goes to what was selected when the transcript was left; where that is not found, to about as far from the start.
    pub fn resume(&mut self, place: &Anchor) {
        if let Some(span) = self.finder.find(place).span() {
            self.go_to(span, None);
            return;
        }
        let start = place.points.as_ref().map_or(0, |points| points.start);
        let byte = self.script.source().byte_of_code_point(start);
        self.select_at(byte.unwrap_or_else(|| self.script.speech().end));
    }

    /// Says what became of the codings when the transcript was read again, unless there is more to say.
    pub fn welcome_again(&mut self) {
        let count = self.ledger.standing().count() as u64;
        let codings = thematica::text::counted(count, "coding");
        self.notice
            .get_or_insert(format!("read again; {codings}, all found in the text"));
    }
}
