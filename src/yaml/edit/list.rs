//! Taking items out of a list, putting one in, and changing their order.

use super::{edit, has_alias, has_anchor};
use crate::diagnostic::Edit;
use crate::text::Span;
use crate::yaml::Node;
use crate::yaml::layout::{Chomping, Item, Layout, What, Writing};

impl Layout<'_> {
    /// Takes an item out of a list: its lines in a block list, the item and a comma in brackets.
    ///
    /// Comments behind it on its lines go with it, as they are about it. Comments on lines of their own stay, so an item
    /// that has one inside is not taken out. Nor is the only item, as an empty list means something else.
    #[must_use]
    pub fn remove_item(&self, list: &Node, index: usize) -> Option<Edit> {
        let What::List(writing, items) = &self.list(list)?.piece.what else {
            return None;
        };
        let item = items.get(index)?;
        if items.len() < 2 || has_anchor(&item.piece) {
            return None;
        }
        match writing {
            Writing::Block => self.remove_lines(items, index),
            _ => self.remove_between_commas(items, index),
        }
    }

    fn remove_lines(&self, items: &[Item], index: usize) -> Option<Edit> {
        let lines = self.lines_of_item(&items[index])?;
        let mut inside = self.comments().iter();
        if inside.any(|it| it.whole_line && lines.contains(it.span)) {
            return None;
        }
        let end = self
            .line_after(lines.end)
            .map_or(lines.end, |line| line.start);
        // What follows may then belong to the block scalar above it.
        let after_block = index > 0 && items[index - 1].piece.last_block().is_some();
        if after_block
            && self
                .line_after(lines.end)
                .is_some_and(|line| self.is_bare(line))
        {
            return None;
        }
        Some(edit(Span::new(lines.start, end), ""))
    }

    fn remove_between_commas(&self, items: &[Item], index: usize) -> Option<Edit> {
        let start = |item: &Item| item.piece.start();
        let span = match items.get(index + 1) {
            Some(next) => Span::new(start(&items[index]), start(next)),
            None => Span::new(items[index - 1].piece.end(), items[index].piece.end()),
        };
        (!self.has_comment(span)).then(|| edit(span, ""))
    }

    /// Changes the order of a list's items: `order[i]` is the number of the item that comes to stand at place `i`.
    ///
    /// A comment behind an item on its lines goes with it, and one inside it too. Where a blank line or a comment on a
    /// line of its own stands between two items, they are groups, and nothing is changed. A list in brackets has to stand
    /// on one line.
    #[must_use]
    pub fn reorder_items(&self, list: &Node, order: &[usize]) -> Option<Vec<Edit>> {
        let What::List(writing, items) = &self.list(list)?.piece.what else {
            return None;
        };
        let mut sorted = order.to_vec();
        sorted.sort_unstable();
        let is_order = sorted.iter().copied().eq(0..items.len());
        if !is_order
            || items
                .iter()
                .any(|it| has_anchor(&it.piece) || has_alias(&it.piece))
        {
            return None;
        }
        let spans = match writing {
            Writing::Block => self.whole_lines(items, *order.last()?)?,
            _ => self.one_line(items)?,
        };
        let edits = spans.iter().zip(order).filter_map(|(span, from)| {
            let text = self.source.slice(spans[*from]);
            (self.source.slice(*span) != text).then(|| edit(*span, text))
        });
        Some(edits.collect())
    }

    /// The lines of each item, when nothing else is between them.
    fn whole_lines(&self, items: &[Item], last: usize) -> Option<Vec<Span>> {
        let lines: Option<Vec<Span>> = items.iter().map(|it| self.lines_of_item(it)).collect();
        let lines = lines?;
        for pair in lines.windows(2) {
            if self.line_after(pair[0].end)?.start != pair[1].start {
                return None;
            }
        }
        let block = |at: usize| items[at].piece.last_block();
        let keeps =
            (0..items.len()).any(|at| block(at).is_some_and(|it| it.chomping == Chomping::Keep));
        // A comment below the list may be deep enough to become a line of the block that now stands above it.
        let end = lines.last()?.end;
        let bare_below = self.line_after(end).is_some_and(|line| self.is_bare(line));
        if keeps || (last + 1 < items.len() && block(last).is_some() && bare_below) {
            return None;
        }
        Some(lines)
    }

    /// An item's text in a list that stands on one line.
    fn one_line(&self, items: &[Item]) -> Option<Vec<Span>> {
        let spans = items.iter().map(|item| match item.piece.what {
            What::Map(Writing::Bare, _) | What::Nothing => None,
            _ => Some(item.piece.span),
        });
        let spans: Vec<Span> = spans.collect::<Option<_>>()?;
        let whole = spans.first()?.cover(*spans.last()?);
        (!self.source.slice(whole).contains(['\n', '\r'])).then_some(spans)
    }

    /// The lines that an item of a block list has to itself, without the last line break.
    fn lines_of_item(&self, item: &Item) -> Option<Span> {
        let dash = item.mark?;
        self.indentation(dash)?;
        let start = self.line(dash).start;
        // A byte order mark stays at the start of the text.
        let mark = self.text()[start..dash].trim_start_matches('\u{feff}');
        let end = self.line(item.end(Writing::Block)).end;
        let block = item.piece.last_block();
        let is_odd = block.is_some_and(|block| self.has_odd_end(block, end));
        (!is_odd).then(|| Span::new(dash - mark.len(), end))
    }

    /// Adds an item at the end of a list that has items. `yaml` is the item as it is written; of several lines, each but
    /// the first is indented to where the first begins.
    #[must_use]
    pub fn append_item(&self, list: &Node, yaml: &str) -> Option<Edit> {
        let What::List(writing, items) = &self.list(list)?.piece.what else {
            return None;
        };
        let last = items.last()?;
        let end = last.end(*writing);
        if *writing == Writing::Block {
            let column = self.column(last.mark?);
            return self.add_lines(
                end,
                last.piece.last_block(),
                &column,
                &format!("- {yaml}"),
                2,
            );
        }
        let is_one_line = !yaml.contains(['\n', '\r']);
        is_one_line.then(|| edit(Span::new(end, end), format!(", {yaml}")))
    }
}
