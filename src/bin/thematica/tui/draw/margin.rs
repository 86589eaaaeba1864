//! The codes beside the text: a bar for as long as each reaches, and its name where it begins.

use std::collections::VecDeque;

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use thematica::text::Span;

use super::super::app::App;
use super::super::cells::{fit, width};
use super::super::marks::{Item, Layer, Mark};
use super::super::view::Areas;
use super::super::wrap::{Row, What};
use super::style::Palette;

/// A name that found no place yet, and what it looks like.
type Name = (String, Style);

pub(super) fn draw(app: &App, areas: &Areas, palette: Palette, buffer: &mut Buffer) {
    let lanes = Lanes::of(app, usize::from(areas.margin.width));
    let mut waiting: VecDeque<Name> = VecDeque::new();
    for line in 0..areas.margin.height {
        let Some(row) = app.view.rows.get(app.view.top + usize::from(line)) else {
            break;
        };
        let y = areas.margin.y + line;
        let marks: Vec<&Mark> = marks_of(app, row).collect();
        bars(
            app,
            &lanes,
            (row, &marks),
            (areas.margin.x, y),
            palette,
            buffer,
        );
        if row.what == What::Words {
            let begun = marks
                .iter()
                .filter(|mark| row.span.start <= mark.span.start);
            waiting.extend(begun.map(|mark| name(app, mark.item, palette)));
        }
        let start = areas.margin.x + lanes.columns() + 1;
        let right = areas.margin.right();
        if row.what == What::Gap {
            squeeze(&mut waiting, usize::from(right.saturating_sub(start)));
        }
        names(&mut waiting, (start, y), right, buffer);
        if row.what == What::Gap {
            waiting.clear();
        }
    }
}

/// Shortens names so that all of them fit into one row: below it, another turn begins.
fn squeeze(waiting: &mut VecDeque<Name>, room: usize) {
    let whole: usize = waiting.iter().map(|(name, _)| width(name) + 1).sum();
    if whole > room + 1 {
        let each = (room / waiting.len()).saturating_sub(1).max(3);
        for (name, _) in waiting {
            *name = fit(name, each);
        }
    }
}

/// What reaches over a row: between two turns, what goes on from one to the other.
fn marks_of<'a>(app: &'a App, row: &Row) -> impl Iterator<Item = &'a Mark> {
    let at = row.span.start;
    let is_words = row.what == What::Words;
    let stretch = if is_words {
        row.span
    } else {
        Span::new(at, at + 1)
    };
    let marks = app.marks.within(stretch);
    marks.filter(move |mark| is_words || mark.span.start < at)
}

/// Which columns belong to what.
struct Lanes {
    /// The first column of each layer.
    starts: [usize; 3],
    /// How many columns each has.
    counts: [usize; 3],
}

impl Lanes {
    fn of(app: &App, columns: usize) -> Self {
        // A third is for bars: the names matter more.
        let most = (columns / 3).max(3);
        let mut counts =
            [Layer::Mine, Layer::Proposed, Layer::Theirs].map(|it| app.marks.lanes(it));
        while counts.iter().sum::<usize>() > most {
            let longest = (0..3).rev().max_by_key(|at| counts[*at]).unwrap_or(0);
            counts[longest] -= 1;
        }
        Self {
            starts: [0, counts[0], counts[0] + counts[1]],
            counts,
        }
    }

    fn columns(&self) -> u16 {
        u16::try_from(self.counts.iter().sum::<usize>()).unwrap_or(0)
    }
}

fn bars(
    app: &App,
    lanes: &Lanes,
    (row, marks): (&Row, &[&Mark]),
    (x, y): (u16, u16),
    palette: Palette,
    buffer: &mut Buffer,
) {
    for mark in marks {
        let layer = mark.item.layer() as usize;
        let (count, is_hidden) = (lanes.counts[layer], mark.lane >= lanes.counts[layer]);
        let Some(last) = count.checked_sub(1) else {
            continue;
        };
        let column = x + u16::try_from(lanes.starts[layer] + mark.lane.min(last)).unwrap_or(0);
        let is_focus = app.focus == Some(mark.item);
        let sign = match (is_hidden, mark.item.layer()) {
            (true, _) => "+",
            (false, Layer::Mine) if is_focus => "█",
            (false, Layer::Mine) => "┃",
            (false, Layer::Proposed) if row.span.start <= mark.span.start => "?",
            (false, Layer::Proposed) => "╎",
            (false, Layer::Theirs) => "┊",
        };
        buffer.set_string(column, y, sign, style(app, mark.item, palette));
    }
}

fn name(app: &App, item: Item, palette: Palette) -> Name {
    let code = app.code_of(item);
    let label = app.book.label(code);
    let text = match item {
        Item::Mine(_) if app.record(item).is_some_and(|it| it.memo.is_some()) => {
            format!("{label}*")
        }
        Item::Mine(_) => label.to_owned(),
        Item::Proposal(_) => format!("?{label}"),
        Item::Theirs { other, .. } => format!("{}: {label}", app.others[other].name),
    };
    (text, style(app, item, palette))
}

fn style(app: &App, item: Item, palette: Palette) -> Style {
    let style = match item.layer() {
        Layer::Mine => palette.code(app.book.index(app.code_of(item)).map(|it| it.0)),
        Layer::Proposed => palette.proposed(),
        Layer::Theirs => palette.quiet(),
    };
    if app.focus == Some(item) {
        style.add_modifier(Modifier::BOLD)
    } else {
        style
    }
}

/// Writes as many names as there is room for; the others wait for the next row.
fn names(waiting: &mut VecDeque<Name>, (x, y): (u16, u16), right: u16, buffer: &mut Buffer) {
    let mut column = x;
    while let Some((name, style)) = waiting.front() {
        let room = usize::from(right.saturating_sub(column));
        let is_first = column == x;
        if room == 0 || (!is_first && width(name) > room) {
            break;
        }
        let fitted = fit(name, room);
        buffer.set_string(column, y, &fitted, *style);
        column += u16::try_from(width(&fitted)).unwrap_or(0) + 1;
        waiting.pop_front();
    }
}
