//! Everything that is laid on the text, in the order of the text, with the lane of the margin that it is drawn in.

use std::collections::BinaryHeap;

use thematica::text::Span;

/// What is laid on the text, by its place in the lists of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// A coding of one's own.
    Mine(usize),
    /// A proposal of the rules.
    Proposal(usize),
    /// A coding of another, or another version of one's own.
    Theirs {
        /// Whose.
        other: usize,
        /// Which.
        record: usize,
    },
}

/// How items are told apart in the margin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// One's own.
    Mine,
    /// Proposed.
    Proposed,
    /// Of others.
    Theirs,
}

impl Item {
    /// Its layer.
    pub fn layer(self) -> Layer {
        match self {
            Self::Mine(_) => Layer::Mine,
            Self::Proposal(_) => Layer::Proposed,
            Self::Theirs { .. } => Layer::Theirs,
        }
    }
}

/// One item with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where.
    pub span: Span,
    /// What.
    pub item: Item,
    /// Its column in its layer's part of the margin.
    pub lane: usize,
}

/// All marks.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    sorted: Vec<Mark>,
    /// By mark: the furthest end of those up to it.
    reach: Vec<usize>,
    /// By layer: how many lanes it needs.
    lanes: [usize; 3],
}

impl Marks {
    /// Sorts items by place and gives each a lane that nothing else of its layer has there.
    pub fn new(items: impl IntoIterator<Item = (Span, Item)>) -> Self {
        let mark = |(span, item)| Mark {
            span,
            item,
            lane: 0,
        };
        let mut marks: Vec<Mark> = items.into_iter().map(mark).collect();
        marks.sort_unstable_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end), it.item));
        let mut reach = Vec::with_capacity(marks.len());
        let mut furthest = 0;
        let mut layers: [Lanes; 3] = Default::default();
        for mark in &mut marks {
            furthest = furthest.max(mark.span.end);
            reach.push(furthest);
            mark.lane = layers[mark.item.layer() as usize].take(mark.span);
        }
        Self {
            sorted: marks,
            reach,
            lanes: layers.map(|it| it.count),
        }
    }

    /// All of them.
    pub fn all(&self) -> &[Mark] {
        &self.sorted
    }

    /// Those that share text with a stretch, in order.
    pub fn within(&self, stretch: Span) -> impl Iterator<Item = &Mark> {
        let from = self.reach.partition_point(|reach| *reach <= stretch.start);
        let marks = self.sorted[from..].iter();
        marks
            .take_while(move |mark| mark.span.start < stretch.end)
            .filter(move |mark| mark.span.end > stretch.start)
    }

    /// How many lanes a layer needs.
    pub fn lanes(&self, layer: Layer) -> usize {
        self.lanes[layer as usize]
    }
}

/// The lanes of a layer while marks are laid out.
#[derive(Default)]
struct Lanes {
    /// Ends and lanes of what still runs, the nearest end first.
    running: BinaryHeap<std::cmp::Reverse<(usize, usize)>>,
    free: BinaryHeap<std::cmp::Reverse<usize>>,
    count: usize,
}

impl Lanes {
    fn take(&mut self, span: Span) -> usize {
        while let Some(std::cmp::Reverse((end, lane))) = self.running.peek().copied() {
            if end > span.start {
                break;
            }
            self.running.pop();
            self.free.push(std::cmp::Reverse(lane));
        }
        let lane = self.free.pop().map_or(self.count, |it| it.0);
        self.count = self.count.max(lane + 1);
        self.running.push(std::cmp::Reverse((span.end, lane)));
        lane
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(spans: &[(usize, usize)]) -> Marks {
        let spans = spans.iter().enumerate();
        Marks::new(spans.map(|(at, (start, end))| (Span::new(*start, *end), Item::Mine(at))))
    }

    #[test]
    fn what_overlaps_is_side_by_side_and_lanes_are_used_again() {
        let marks = marks(&[(0, 10), (5, 8), (8, 12), (20, 30)]);
        let lanes: Vec<usize> = marks.all().iter().map(|it| it.lane).collect();
        assert_eq!(lanes, [0, 1, 1, 0]);
        assert_eq!(marks.lanes(Layer::Mine), 2);
        assert_eq!(marks.lanes(Layer::Theirs), 0);
    }

    #[test]
    fn a_long_one_is_found_behind_many_short_ones() {
        let marks = marks(&[(0, 100), (1, 2), (3, 4), (50, 60)]);
        let found = |start, end| marks.within(Span::new(start, end)).count();
        assert_eq!(
            (found(40, 41), found(55, 56), found(3, 4), found(100, 101)),
            (1, 2, 2, 0)
        );
    }
}
