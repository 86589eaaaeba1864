//! Columns told by what stands in them.

use std::collections::HashMap;

use super::names::{END, SPEAKER, START, WORDS, WORDS_BESIDE, folded};
use super::{Cells, Columns, Count, label};
use crate::transcript::speakers::{clock, shape};

/// The rows below the names of the columns.
pub(super) struct Below<'r, R>(&'r [R]);

impl<'r, R: Cells> Below<'r, R> {
    /// All rows are below.
    pub fn of(rows: &'r [R]) -> Self {
        Self(rows)
    }

    fn width(&self) -> usize {
        let widths = self.0.iter().map(Cells::count);
        widths.max().unwrap_or(0)
    }

    /// The filled cells of a column.
    fn cells(&self, at: usize) -> impl Iterator<Item = &'r str> {
        let cell = move |row: &'r R| row.cell(at).map(str::trim);
        let cells = self.0.iter().filter_map(cell);
        cells.filter(|cell| !cell.is_empty())
    }

    /// Whether most filled cells of a column are what `is` says.
    fn mostly(&self, at: usize, is: impl Fn(&str) -> bool) -> bool {
        let (mut yes, mut all) = (0, 0);
        for cell in self.cells(at) {
            all += 1;
            yes += usize::from(is(cell));
        }
        yes * 2 > all
    }

    /// Whether most cells of a column are times, numbers or dates: such a column does not hold what was said.
    pub fn is_figures(&self, at: usize) -> bool {
        self.mostly(at, is_figure)
    }

    /// Whether another column than these has words in it.
    pub fn has_words_beside(&self, but: &[Option<usize>]) -> bool {
        self.words(but).is_some()
    }

    /// Whether a column holds few labels that return.
    fn is_labels(&self, at: usize) -> bool {
        let labels: Vec<String> = self.cells(at).map(label).collect();
        let good = labels
            .iter()
            .filter(|label| shape::of(label).is_some() && !shape::is_metadata_key(label))
            .count();
        let mut distinct: Vec<String> = labels.iter().map(|label| label.to_lowercase()).collect();
        distinct.sort_unstable();
        distinct.dedup();
        good > 1 && good * 10 >= labels.len() * 8 && distinct.len() < labels.len()
    }

    /// The column with most text among those that may hold what was said.
    fn words(&self, but: &[Option<usize>]) -> Option<usize> {
        let text = |at: usize| self.cells(at).map(str::len).sum::<usize>();
        (0..self.width())
            .filter(|at| !but.contains(&Some(*at)) && !self.is_figures(*at))
            .max_by_key(|at| (text(*at), std::cmp::Reverse(*at)))
            .filter(|at| text(*at) > 0)
    }

    fn speaker(&self, but: &[Option<usize>]) -> Option<usize> {
        (0..self.width()).find(|at| !but.contains(&Some(*at)) && self.is_labels(*at))
    }

    fn clocks(&self, but: &[Option<usize>]) -> Option<usize> {
        (0..self.width()).find(|at| !but.contains(&Some(*at)) && self.mostly(*at, is_clock))
    }
}

/// Finds the columns of a table of which only some have known names. Each must hold what it is called.
pub(super) fn by_some_names<R: Cells>(rows: &[R], above: usize) -> Option<Columns> {
    let header = &rows[above];
    let below = Below(&rows[above + 1..]);
    if filled(header) < 2 || below.0.len() < 2 {
        return None;
    }
    let names: Vec<String> = header.cells().map(folded).collect();
    let named = |known: &[&str], holds: &dyn Fn(usize) -> bool| {
        let is_one = |at: &usize| known.contains(&names[*at].as_str()) && holds(*at);
        (0..names.len()).find(is_one)
    };
    let is_words = |at| !below.is_figures(at) && !below.is_labels(at);
    let speaker = named(SPEAKER, &|at| below.is_labels(at) && !below.is_figures(at));
    let start = named(START, &|at| below.is_figures(at));
    let words = named(WORDS, &is_words).or_else(|| named(WORDS_BESIDE, &is_words));
    if speaker.is_none() && start.is_none() && words.is_none() {
        return None;
    }
    let start = start.or_else(|| below.clocks(&[speaker, words]));
    let words = words.or_else(|| below.words(&[speaker, start]))?;
    let speaker = speaker.or_else(|| below.speaker(&[Some(words), start]))?;
    Some(Columns {
        words,
        speaker: Some(speaker),
        start,
        end: named(END, &|at| below.is_figures(at)),
        above,
        header: true,
        guessed: true,
        count: Count::Seconds,
    })
}

/// Finds the columns of a table without known names: a column of clock times, one of few short labels, one of long
/// cells.
pub(super) fn by_content<R: Cells>(rows: &[R]) -> Option<Columns> {
    let above = rows.iter().position(|row| filled(row) > 1)?;
    let all = Below(&rows[above..]);
    if all.width() < 2 || all.0.len() < 2 {
        return None;
    }
    let words = all.words(&[])?;
    let start = all.clocks(&[Some(words)]);
    let speaker = all.speaker(&[Some(words), start])?;
    let columns = Columns {
        words,
        speaker: Some(speaker),
        start,
        end: None,
        above,
        header: false,
        guessed: true,
        count: Count::Seconds,
    };
    let header = names_columns(&rows[above], &Below(&rows[above + 1..]), &columns);
    Some(Columns { header, ..columns })
}

/// Whether a first row is unlike those below: it has no figure where all others have one; or its label does not return
/// where all others do, and what stands where others speak is no sentence.
fn names_columns<R: Cells>(first: &R, below: &Below<R>, columns: &Columns) -> bool {
    let cell = |at: usize| first.cell(at).map_or("", str::trim);
    let is_short = |at: usize| {
        let cell = cell(at);
        !cell.is_empty() && cell.split_whitespace().count() <= 4 && !is_sentence(cell)
    };
    if !is_short(columns.words) || below.0.len() < 2 {
        return false;
    }
    let no_figure = |at: usize| {
        is_short(at)
            && !is_figure(cell(at))
            && below.cells(at).count() > 1
            && below.cells(at).all(is_figure)
    };
    if (0..first.count()).any(no_figure) {
        return true;
    }
    let Some(speaker) = columns.speaker else {
        return false;
    };
    let mut times: HashMap<String, u32> = HashMap::new();
    for it in below.cells(speaker) {
        *times.entry(label(it).to_lowercase()).or_default() += 1;
    }
    !times.contains_key(&label(cell(speaker)).to_lowercase())
        && times.values().all(|times| *times > 1)
        && below.mostly(columns.words, is_sentence)
}

fn filled(row: &impl Cells) -> usize {
    row.cells().filter(|cell| !cell.trim().is_empty()).count()
}

fn is_sentence(cell: &str) -> bool {
    cell.ends_with(['.', '?', '!', '…', '"', '”', ')', ']', '-', '–', '—'])
}

fn is_clock(cell: &str) -> bool {
    clock::any(cell.as_bytes()).is_some_and(|clock| {
        clock.len == cell.len() || cell[clock.len..].trim_start().starts_with(['-', '–'])
    })
}

/// Whether a cell is a time, a number or a date: a digit, and no word but those of dates.
fn is_figure(cell: &str) -> bool {
    if cell.len() > 40 || !cell.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let cell = cell
        .to_lowercase()
        .replace("a.m.", "am")
        .replace("p.m.", "pm");
    let mut rest = cell.as_str();
    while let Some(at) = rest.find(char::is_alphabetic) {
        let end = rest[at..].find(|c: char| !c.is_alphabetic());
        let end = end.map_or(rest.len(), |len| at + len);
        // `T` and `Z` of `2024-05-12T09:00Z`, `e` of `5.7e-05`, but not `S` of `S1`.
        let after_digit = rest[..at].ends_with(|c: char| c.is_ascii_digit());
        let unit = after_digit && matches!(&rest[at..end], "t" | "z" | "e" | "h" | "m" | "s");
        if !unit && !is_of_a_date(&rest[at..end]) {
            return false;
        }
        rest = &rest[end..];
    }
    true
}

/// A word of times and dates, in small letters: halves of a day, units, months.
fn is_of_a_date(word: &str) -> bool {
    const WORDS: &[&str] = &["am", "pm", "uhr", "ms", "sec", "min"];
    const MONTHS: &[&str] = &[
        "jan", "feb", "mar", "mär", "apr", "may", "mai", "jun", "jul", "aug", "sep", "sept", "oct",
        "okt", "nov", "dec", "dez",
    ];
    const LONG: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "januar",
        "februar",
        "märz",
        "juni",
        "juli",
        "oktober",
        "dezember",
    ];
    [WORDS, MONTHS, LONG]
        .iter()
        .any(|known| known.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_times_numbers_and_dates() {
        for cell in [
            "0:12",
            "5.7e-05",
            "12/03/2024, 09:00 am",
            "2024-05-12T09:00:00Z",
            "3. Mai 2024",
            "12",
        ] {
            assert!(is_figure(cell), "{cell}");
        }
        for cell in ["Yes.", "12 of us", "May", "P1", "S1", "I was 12"] {
            assert!(!is_figure(cell), "{cell}");
        }
    }
}
