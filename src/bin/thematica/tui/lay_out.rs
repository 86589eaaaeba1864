//! Laying everything on the text that is shown there.

use thematica::coding::record::State;
use thematica::text::Span;

use super::app::{App, Mode};
use super::marks::{Item, Marks};

impl App {
    /// Lays everything out again after codings of these codes changed, or all of them.
    pub(super) fn rebuild(&mut self, codes: Option<&[String]>) {
        let focused = self.focus.and_then(|item| match item {
            Item::Mine(_) => None,
            other => Some(other),
        });
        self.refresh_versions();
        self.decide_proposals(codes);
        self.lay_out();
        self.refocus(focused);
    }

    /// Lays everything that is shown on the text.
    pub(super) fn lay_out(&mut self) {
        let mut items: Vec<(Span, Item)> = Vec::new();
        items.extend(self.standing().map(|(at, _, span)| (span, Item::Mine(at))));
        if self.shown.proposals {
            let open = self.open_proposals();
            items.extend(open.map(|(at, it)| (it.span, Item::Proposal(at))));
        }
        for (other, coder) in self.others.iter().enumerate() {
            if !self.shown.others && !coder.is_version {
                continue;
            }
            let records = coder.records.iter().zip(&coder.places).enumerate();
            let standing =
                records.filter(|(_, (it, _))| it.state == State::Coded || coder.is_version);
            items.extend(standing.filter_map(|(record, (_, place))| {
                Some(((*place)?, Item::Theirs { other, record }))
            }));
        }
        items.retain(|(span, _)| !span.is_empty());
        self.marks = Marks::new(items);
        self.list_anew();
    }

    /// What is listed is what there is: another program may have changed it.
    fn list_anew(&mut self) {
        if let Mode::List { kind, .. } = self.mode {
            let listed = self.listed(kind);
            match &mut self.mode {
                Mode::List { items, at, .. } if !listed.is_empty() => {
                    *at = (*at).min(listed.len() - 1);
                    *items = listed;
                }
                mode => *mode = Mode::Reading,
            }
        }
    }
}
