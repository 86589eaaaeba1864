//! Texts from left to right, with a row for each theme.

use super::super::Portrait;
use super::{Names, cut, on_one_line, shade};
use crate::report::write::wrapped;

pub(super) fn lines(portrait: &Portrait, width: usize) -> Vec<String> {
    let names = Names::of(portrait.themes.iter(), "", width * 2 / 5);
    let room = width.saturating_sub(names.width + 3).max(8);
    let mut lines = Vec::new();
    for text in &portrait.texts {
        lines.push(cut(
            &on_one_line(&format!("{} ({})", text.name, text.told)),
            width,
        ));
        for (label, stretches) in portrait.themes.iter().zip(&text.themes) {
            let strip: String = covered(stretches, room).into_iter().map(shade).collect();
            let mut of_name = names.lines(label).into_iter();
            lines.push(format!("{} │{strip}│", of_name.next().unwrap_or_default()));
            lines.extend(of_name.map(|name| format!("{name} │{}│", " ".repeat(room))));
        }
        lines.push(String::new());
    }
    lines.extend(wrapped(
        &format!("Each of the {room} places across is that part of the text: ░ up to a quarter of it has the theme, ▒ up to half, ▓ up to three quarters, █ more."),
        width,
    ));
    lines
}

/// How much of each part of the text is covered: as many shares as there are parts.
fn covered(stretches: &[(f64, f64)], parts: usize) -> Vec<f64> {
    let mut covered = vec![0.0; parts];
    for (start, end) in stretches {
        let (start, end) = (
            start.clamp(0.0, 1.0) * parts as f64,
            end.clamp(0.0, 1.0) * parts as f64,
        );
        for (at, share) in covered.iter_mut().enumerate() {
            let (from, to) = (at as f64, (at + 1) as f64);
            *share += (end.min(to) - start.max(from)).max(0.0);
        }
    }
    covered
}
