//! Ways of showing diagnostics. Each writes into `impl io::Write` and none knows the terminal.

mod concise;
mod human;
mod json;
mod palette;

pub use concise::concise;
pub use human::{human, painted};
pub use json::{Shown, json, jsonl};
pub use palette::Palette;

use super::Place;
use crate::text::visible;

fn at(place: &Place) -> String {
    let file = visibly(place.file());
    match place.position() {
        Some(position) => format!("{file}:{}:{}", position.line, position.column),
        None => file,
    }
}

fn visibly(text: &str) -> String {
    text.chars().map(visible).collect()
}
