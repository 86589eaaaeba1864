//! What may be a speaker's label at the start of a line, so that a paragraph starts there.
//!
//! Whether it is one is found out later, from the whole text.

use super::lines::Line;
use crate::transcript::read::pages::label::{self, LONGEST, after_clock};
use crate::transcript::speakers::{clock, shape};

/// What may be a label at the start of a line.
pub(super) fn of(line: &Line) -> Option<&str> {
    label::of(&line.text)
}

/// Whether a line may start a paragraph although it stands where the one before would go on.
pub(super) fn may_start(before: &Line, line: &Line) -> bool {
    let bold = line
        .bold
        .first()
        .is_some_and(|(from, to)| *from == 0 && *to > 1);
    let bold_before = before
        .bold
        .last()
        .is_some_and(|(_, to)| *to >= before.text.trim_end().len());
    let starts_bold = bold && !bold_before && !line.is_bold();
    if starts_bold && of(line).is_some() {
        return true;
    }
    let ended = before.text.trim_end().ends_with([
        '.', '?', '!', '…', '"', '”', '’', ')', ']', '-', '–', '—', ':',
    ]);
    if !ended {
        return false;
    }
    let text = line.text.trim_start();
    let strong = of(line).is_some_and(|label| {
        !matches!(
            shape::of(label),
            None | Some(shape::Shape::Small | shape::Shape::Phrase)
        )
    });
    strong || after_clock(text).len() < text.len() || is_court(text) || ends_in_clock(text)
}

/// `Q. Did you` and `A. Yes`: question and answer in court.
fn is_court(text: &str) -> bool {
    ["Q. ", "A. ", "Q ", "A: ", "Q: "]
        .iter()
        .any(|start| text.starts_with(start) && *start != "A ")
}

/// `Anna Smith  0:22`: a name and a time alone on a line.
fn ends_in_clock(text: &str) -> bool {
    let text = text.trim_end();
    let Some((name, time)) = text.rsplit_once(char::is_whitespace) else {
        return false;
    };
    let whole = clock::any(time.as_bytes()).is_some_and(|clock| clock.len == time.len());
    whole && name.len() < LONGEST && shape::of(name.trim_end()).is_some()
}
