//! Bars, to an eighth of a character.

use unicode_width::UnicodeWidthStr as _;

use super::super::{Bar, Bars, Label};
use super::{Names, bar, cut, on_one_line, padded};

/// The line from which bars begin.
const AXIS: char = '│';

pub(super) fn lines(bars: &Bars, width: usize) -> Vec<String> {
    let told = bars.rows.iter().flat_map(|(_, bars)| bars);
    let told = told
        .map(|bar| on_one_line(&bar.told).width())
        .max()
        .unwrap_or(0)
        .min(width / 2);
    let labels = bars.rows.iter().map(|(label, _)| label);
    let series: Vec<Label> = series(bars);
    let names = Names::of(labels.chain(&series), &bars.of, width * 2 / 5);
    // A space, the axis, the bar, a space, the figure.
    let room = width.saturating_sub(names.width + 3 + told).max(4);
    let mut lines = vec![format!(
        "{}  {}",
        padded(&cut(&on_one_line(&bars.of), names.width), names.width),
        cut(
            &on_one_line(&bars.measure),
            width.saturating_sub(names.width + 2)
        )
    )];
    for (label, own) in &bars.rows {
        if let ([only], 1) = (own.as_slice(), bars.series.len()) {
            let mut of_name = names.lines(label).into_iter();
            let first = of_name.next().unwrap_or_default();
            lines.push(format!("{first} {}", drawn(only, bars.most, room, told)));
            lines.extend(of_name.map(|name| format!("{name} {AXIS}")));
            continue;
        }
        let name = names.lines(label).into_iter();
        lines.extend(name.map(|name| format!("{name} {AXIS}")));
        for (one, bar) in series.iter().zip(own) {
            let below = Label {
                depth: label.depth + 1,
                ..one.clone()
            };
            let mut of_name = names.lines(&below).into_iter();
            let first = of_name.next().unwrap_or_default();
            lines.push(format!("{first} {}", drawn(bar, bars.most, room, told)));
            lines.extend(of_name.map(|name| format!("{name} {AXIS}")));
        }
    }
    let [from, to] = &bars.ends;
    let between = room.saturating_sub(from.width() + to.width());
    lines.push(format!(
        "{}  {from}{}{to}",
        " ".repeat(names.width),
        " ".repeat(between.max(1))
    ));
    lines
}

fn series(bars: &Bars) -> Vec<Label> {
    if bars.series.len() < 2 {
        return Vec::new();
    }
    let deepest = bars.rows.iter().map(|(label, _)| label.depth).max();
    let label = |name: &String| Label {
        name: name.clone(),
        depth: deepest.unwrap_or(0) + 1,
        theme: None,
    };
    bars.series.iter().map(label).collect()
}

fn drawn(one: &Bar, most: f64, room: usize, told: usize) -> String {
    let bar = one
        .length
        .map_or_else(String::new, |length| bar(length / most, room));
    format!("{AXIS}{bar} {}", cut(&on_one_line(&one.told), told))
}
