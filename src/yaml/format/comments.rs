//! Gives every comment on a line of its own its place: with the line that it is level with, also where a blank line is put
//! above that.

use super::line::{Kind, Level, Line, Page, STEP};
use crate::yaml::layout::{Comment, Layout};

/// An old column and the new one.
#[derive(Clone, Copy)]
struct Column {
    old: usize,
    new: usize,
}

/// The line below, which a comment most often is about.
#[derive(Clone, Copy)]
struct Below {
    column: Column,
    is_dash: bool,
}

impl Page<'_> {
    /// Places all comments that have a line of their own, outside of brackets.
    pub fn place_comments(&mut self, layout: &Layout<'_>) {
        self.marks.sort_by_key(|mark| mark.at);
        let below = self.lines_below();
        let mut above: Option<(usize, Column)> = None;
        for comment in layout.comments() {
            let index = comment.line - 1;
            if self.lines[index].kind != Kind::Comment {
                continue;
            }
            let line = &self.lines[index];
            let old = self.source.text()[line.span.start..line.first]
                .chars()
                .count();
            let next_to = above
                .filter(|(last, _)| last + 1 == index)
                .map(|(_, column)| column);
            let new = self.column_of(comment, old, below[index], next_to);
            self.lines[index].kind = Kind::Placed(new);
            above = Some((index, Column { old, new }));
        }
    }

    /// Puts blank lines before the lines that begin at these places, and before the comments above that are level with
    /// them, unless one is there.
    pub fn set_apart(&mut self, places: &[usize]) {
        for &place in places {
            let mut at = self.index(place);
            let level = self.lines[at].kind;
            let is_above = |page: &Self, at: usize| {
                let line = &page.lines[at];
                line.kind == level && page.is_comment(line)
            };
            while at > 0 && is_above(self, at - 1) {
                at -= 1;
            }
            let mut above = self.lines[..at].iter().rev();
            // A comment that ends the item before may have the blank line above it.
            let above = above.find(|line| !self.is_comment(line));
            if !above.is_some_and(|line| matches!(line.kind, Kind::Blank | Kind::Empty)) {
                self.lines[at].apart = true;
            }
        }
    }

    /// Whether a line is a comment and nothing else, outside of brackets and scalars.
    fn is_comment(&self, line: &Line) -> bool {
        matches!(line.kind, Kind::Placed(_)) && self.source.text()[line.first..].starts_with('#')
    }

    /// For every line, the nearest one below it that has a value on it.
    fn lines_below(&self) -> Vec<Option<Below>> {
        let mut found = None;
        let mut below: Vec<Option<Below>> = Vec::with_capacity(self.lines.len());
        for line in self.lines.iter().rev() {
            below.push(found);
            if let Kind::Placed(new) = line.kind {
                let old = line.first - line.span.start;
                found = Some(Below {
                    column: Column { old, new },
                    is_dash: self.source.text()[line.first..].starts_with('-'),
                });
            }
        }
        below.reverse();
        below
    }

    fn column_of(
        &self,
        comment: &Comment,
        old: usize,
        below: Option<Below>,
        above: Option<Column>,
    ) -> usize {
        let levels = self.levels_at(comment.span.start);
        // Without indentation, a list's dashes are level with its key.
        let is_item = comment.text.starts_with("- ");
        let list = levels
            .iter()
            .find(|level| level.is_list && level.old == old);
        if let Some(below) = below.filter(|it| it.column.old == old) {
            return match list {
                Some(list) if is_item && !below.is_dash => list.new,
                _ => below.column.new,
            };
        }
        if let Some(list) = list.filter(|_| is_item) {
            return list.new;
        }
        if let Some(level) = levels.iter().rfind(|level| level.old == old) {
            return level.new;
        }
        // It is deeper than all, as what is commented out may be, or between two levels.
        let is_deeper = |column: Column| levels.first().is_some_and(|it| it.old < column.old);
        let outer = levels.iter().position(|level| level.old < old);
        match (outer, above) {
            (_, Some(above)) if is_deeper(above) && above.old <= old => {
                above.new + (old - above.old)
            }
            (Some(0), _) => levels[0].new + STEP,
            (Some(outer), _) => levels[outer].new,
            (None, _) => below.map_or(0, |below| below.column.new),
        }
    }

    /// The collections that are open at a place, the innermost first.
    fn levels_at(&self, at: usize) -> Vec<Level> {
        let before = self.marks.partition_point(|mark| mark.at < at);
        let mut levels = Vec::new();
        let mut next = before
            .checked_sub(1)
            .and_then(|last| self.marks[last].level);
        while let Some(level) = next {
            levels.push(self.levels[level]);
            next = self.levels[level].parent;
        }
        levels
    }
}
