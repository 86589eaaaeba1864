//! A curve in a field of characters.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::super::{Curve, Field};
use super::{cut, on_one_line, on_the_right};
use crate::report::write::wrapped;

/// How many lines a field is high.
const HEIGHT: usize = 12;
/// No place takes more columns than this.
const WIDEST: usize = 4;

const FOUND: char = '●';
const MEAN: char = '─';
const BAND: char = '░';

pub(super) fn lines(curve: &Curve, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for field in &curve.fields {
        if !field.name.is_empty() {
            lines.push(cut(&on_one_line(&field.name), width));
        }
        lines.push(cut(&on_one_line(&curve.up), width));
        lines.extend(drawn(field, width));
        lines.extend(wrapped(
            &on_one_line(&format!("     {}", curve.across)),
            width,
        ));
        if let Some((at, what)) = &field.marked {
            let place = field.places.get(*at).map_or("", String::as_str);
            lines.extend(wrapped(&on_one_line(&format!("▲ {place}: {what}")), width));
        }
        lines.push(String::new());
    }
    let mut key = format!("{FOUND} {}", curve.up);
    for (mark, what) in [(MEAN, &curve.mean_is), (BAND, &curve.band_is)] {
        if let Some(what) = what {
            let _ = write!(key, "   {mark} {what}");
        }
    }
    lines.extend(wrapped(&on_one_line(&key), width));
    lines
}

/// The field with its axes.
fn drawn(field: &Field, width: usize) -> Vec<String> {
    let margin = field.most.to_string().width().max(3);
    let room = width.saturating_sub(margin + 2).max(1);
    let count = field.found.len();
    // Where there are more places than columns, a column shows the last of its places: a curve does not fall.
    let each = (room / count.max(1)).clamp(1, WIDEST);
    let columns = (count * each).min(room);
    let place = |column: usize| {
        if count * each <= room {
            column / each
        } else {
            ((column + 1) * count / columns).saturating_sub(1)
        }
    };
    let line_of = |value: f64| {
        let share = (value / field.most.max(1) as f64).clamp(0.0, 1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of the height lies between 0 and the height"
        )]
        let up = (share * (HEIGHT - 1) as f64).round() as usize;
        HEIGHT - 1 - up
    };
    let mut grid = vec![vec![' '; columns]; HEIGHT];
    for column in 0..columns {
        let at = place(column);
        if let Some((low, high)) = field.band.get(at) {
            for line in grid
                .iter_mut()
                .take(line_of(*low as f64) + 1)
                .skip(line_of(*high as f64))
            {
                line[column] = BAND;
            }
        }
        if let Some(mean) = field.mean.get(at) {
            grid[line_of(*mean)][column] = MEAN;
        }
        // A place has one dot, at its middle.
        if each == 1 || column % each == each / 2 {
            grid[line_of(field.found[at] as f64)][column] = FOUND;
        }
    }
    let label = |line: usize| match line {
        0 => field.most.to_string(),
        line if line == HEIGHT - 1 => "0".to_owned(),
        _ => String::new(),
    };
    let mut lines: Vec<String> = grid
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let drawn: String = line.iter().collect();
            format!("{} │{drawn}", on_the_right(&label(at), margin))
        })
        .collect();
    lines.push(format!("{} └{}", " ".repeat(margin), "─".repeat(columns)));
    let middle = if count * each <= room { each / 2 } else { 0 };
    let mut under = vec![' '; columns];
    if let Some((at, _)) = &field.marked
        && let Some(column) = (0..columns).find(|column| place(*column) == *at)
    {
        under[(column + middle).min(columns - 1)] = '▲';
    }
    lines.push(format!(
        "{}{}",
        " ".repeat(margin + 2),
        under.iter().collect::<String>()
    ));
    // The numbers of the first and the last place stand below their dots.
    let last = count.to_string();
    let before = margin + 2 + middle;
    let at_last = if count * each <= room {
        count.saturating_sub(1) * each
    } else {
        columns.saturating_sub(1)
    };
    let between = (at_last + 1).saturating_sub(1 + last.width());
    lines.push(if count > 1 && between > 0 {
        format!("{}1{}{last}", " ".repeat(before), " ".repeat(between))
    } else {
        format!("{}{last}", " ".repeat(before))
    });
    lines
}
