//! Numbers in the margin: a column left of the text that counts paragraphs or lines.

use super::furniture::Taken;
use super::lines::Line;

const PARAGRAPH_NUMBERS: &str = "paragraph numbers in the margin";
const LINE_NUMBERS: &str = "line numbers in the margin";

/// Takes a column of rising numbers away that stands left of the text.
pub(super) fn numbers(pages: &mut [Vec<Line>], taken: &mut Taken) {
    let edge = text_edge(pages);
    let margin = |line: &Line| -> Option<i64> {
        let first = line.cells.first()?;
        let number = line.cell(0);
        let digits =
            !number.is_empty() && number.len() <= 5 && number.bytes().all(|b| b.is_ascii_digit());
        (digits && first.right < edge + 0.1 * line.size).then(|| number.parse().ok())?
    };
    // Numbers of a page may start anew, and may go on from the page before.
    let mut numbers: Vec<(u32, i64)> = Vec::new();
    let mut others = 0;
    for line in pages.iter().flatten() {
        match margin(line) {
            Some(number) => numbers.push((line.page, number)),
            None => others += 1,
        }
    }
    let steps: Vec<i64> = numbers
        .windows(2)
        .filter(|pair| pair[0].0 == pair[1].0 || pair[1].1 > pair[0].1)
        .map(|pair| pair[1].1 - pair[0].1)
        .collect();
    let rising = steps.iter().filter(|step| (1..=10).contains(*step)).count();
    if numbers.len() < 3 || rising * 10 < steps.len() * 9 {
        return;
    }
    let by_five = steps.iter().filter(|step| **step == 5).count() * 2 > steps.len();
    let kind = if by_five || numbers.len() > others * 2 {
        LINE_NUMBERS
    } else {
        PARAGRAPH_NUMBERS
    };
    for line in pages.iter_mut().flatten() {
        if margin(line).is_none() {
            continue;
        }
        taken.push((kind, line.cell(0).to_owned()));
        line.numbered = kind == PARAGRAPH_NUMBERS;
        if line.cells.len() > 1 {
            line.remove_first_cell();
        } else {
            line.text.clear();
            line.cells.clear();
        }
    }
    for page in pages {
        join_numbers(page);
        page.retain(|line| !line.text.is_empty());
    }
}

/// A number that stands alone, a little above or below its paragraph's first line, numbers that line.
fn join_numbers(page: &mut [Line]) {
    for at in 1..page.len() {
        if page[at - 1].text.is_empty() && page[at - 1].numbered {
            page[at].numbered = true;
        }
    }
}

/// Where the text starts that is not a number: left of it are only numbers.
fn text_edge(pages: &[Vec<Line>]) -> f32 {
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let mut lefts: Vec<f32> = Vec::new();
    for line in pages.iter().flatten() {
        let text = (0..line.cells.len()).find(|at| !is_number(line.cell(*at)));
        lefts.extend(text.map(|at| line.cells[at].left));
    }
    lefts.sort_by(f32::total_cmp);
    // A few lines may hang out of the text.
    lefts.get(lefts.len() / 50).copied().unwrap_or(f32::MIN)
}
