//! Which column of a table holds what: by its name, or by what stands in it.
//!
//! The names of the columns may stand below a title. A column of times, numbers or dates never holds what was said,
//! whatever it is called.

use content::Below;
use names::{END, SPEAKER, START, WORDS, WORDS_BESIDE, folded, names_codes};

use super::document::leave_out;
use crate::transcript::LeftOut;
use crate::transcript::cells::Cell;
use crate::transcript::speakers::clock;

mod content;
mod names;

/// The columns of a table of utterances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    /// What was said.
    pub words: usize,
    /// Who said it.
    pub speaker: Option<usize>,
    /// From when.
    pub start: Option<usize>,
    /// To when.
    pub end: Option<usize>,
    /// How many rows stand above the names of the columns, or above the first utterance.
    pub above: usize,
    /// Whether the row below those names the columns.
    pub header: bool,
    /// Whether who speaks or what was said was told by what stands in the columns and not by a name.
    pub guessed: bool,
    /// What plain numbers in the columns of times count.
    pub count: Count,
}

/// A column's name without the unit behind it: `start ms` is a start.
fn without_unit(name: &str) -> &str {
    let units = [
        " ms",
        " msec",
        " millis",
        " milliseconds",
        " s",
        " sec",
        " secs",
        " seconds",
    ];
    let stem = units.iter().find_map(|unit| name.strip_suffix(unit));
    stem.unwrap_or(name)
}

/// What plain numbers in the columns of times count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Count {
    /// Seconds, as nearly all programs write them.
    #[default]
    Seconds,
    /// Thousandths of them.
    Milliseconds,
}

/// A row of a table, whatever holds its cells.
pub(super) trait Cells {
    /// How many cells it has.
    fn count(&self) -> usize;

    /// The text of a cell; `None` behind the last.
    fn cell(&self, at: usize) -> Option<&str>;

    /// The texts of all cells.
    fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.count()).filter_map(|at| self.cell(at))
    }
}

impl Cells for Vec<String> {
    fn count(&self) -> usize {
        self.len()
    }

    fn cell(&self, at: usize) -> Option<&str> {
        self.get(at).map(String::as_str)
    }
}

impl Cells for Vec<Cell<'_>> {
    fn count(&self) -> usize {
        self.len()
    }

    fn cell(&self, at: usize) -> Option<&str> {
        self.get(at).map(|cell| &*cell.text)
    }
}

/// Fewer words than this a second, over a whole table, is no speech: 3 words a minute.
const NO_SPEECH: f64 = 0.05;

impl Columns {
    /// The index of the first row of utterances.
    pub fn first(&self) -> usize {
        self.above + usize::from(self.header)
    }

    /// Counts the columns with something in them that are none of these, by their names or first cells.
    pub fn leave_out_others<R: Cells>(&self, rows: &[R], left_out: &mut Vec<LeftOut>) {
        let width = rows.iter().map(Cells::count).max().unwrap_or(0);
        let used = [Some(self.words), self.speaker, self.start, self.end];
        for at in (0..width).filter(|at| !used.contains(&Some(*at))) {
            let cell = |row: &R| {
                let filled = row.cell(at).filter(|it| !it.trim().is_empty());
                filled.map(str::to_owned)
            };
            let below = rows.get(self.first()..).unwrap_or_default();
            let Some(first) = below.iter().find_map(cell) else {
                continue;
            };
            let name = rows.get(self.above).filter(|_| self.header).and_then(cell);
            leave_out(
                left_out,
                "columns that were not used",
                None,
                &name.unwrap_or(first),
            );
        }
    }
}

/// What rows with titles and dates are called where they are left out.
pub(super) const ABOVE: &str = "rows above the names of the columns";

/// The names of the columns stand in one of the first rows: titles and dates may stand above them.
const FIRST_ROWS: usize = 20;

/// Finds the columns by the names in one of the first rows, or by what stands in the rows.
///
/// A table of codings or of codes has words as well, and what it calls speakers are codes: it is no transcript.
pub(super) fn find<R: Cells>(rows: &[R]) -> Option<Columns> {
    let columns = places(rows)?;
    let count = count(rows, &columns);
    Some(Columns { count, ..columns })
}

/// What plain numbers are: as the column's name says it, or milliseconds where seconds would make of the whole table one
/// long silence.
fn count<R: Cells>(rows: &[R], columns: &Columns) -> Count {
    let Some(start) = columns.start else {
        return Count::Seconds;
    };
    let name = rows.get(columns.above).filter(|_| columns.header);
    let name = name.and_then(|row| row.cell(start));
    let name = name.map(folded).unwrap_or_default();
    if name.contains("millisec")
        || name
            .split(' ')
            .any(|word| matches!(word, "ms" | "msec" | "millis"))
    {
        return Count::Milliseconds;
    }
    let below = rows.get(columns.first()..).unwrap_or_default();
    let cells = |at: usize| below.iter().filter_map(move |row| row.cell(at));
    let times = cells(start).map(str::trim).filter(|time| !time.is_empty());
    let Ok(whole) = times.map(str::parse).collect::<Result<Vec<u64>, _>>() else {
        return Count::Seconds;
    };
    let (Some(first), Some(last)) = (whole.iter().min(), whole.iter().max()) else {
        return Count::Seconds;
    };
    let words: usize = cells(columns.words)
        .map(|words| words.split_whitespace().count())
        .sum();
    if words as f64 / ((last - first) as f64).max(1.0) < NO_SPEECH {
        Count::Milliseconds
    } else {
        Count::Seconds
    }
}

/// Where what is, without what the times count.
fn places<R: Cells>(rows: &[R]) -> Option<Columns> {
    let first = || 0..rows.len().min(FIRST_ROWS);
    // A title may be called like a column of words: two columns with known names are sure.
    let named = first().find_map(|above| {
        let columns = by_name(&rows[above], &rows[above + 1..])?;
        let is_sure = columns.speaker.is_some() || columns.start.is_some();
        is_sure.then_some(Columns { above, ..columns })
    });
    match named {
        Some(columns) if columns.speaker.is_some() => return Some(columns),
        _ if of_codes(rows).is_some() => return None,
        Some(columns) => return Some(columns),
        None => {}
    }
    let alone = || by_name(rows.first()?, &rows[1..]);
    first()
        .find_map(|above| content::by_some_names(rows, above))
        .or_else(alone)
        .or_else(|| content::by_content(rows))
}

/// The name of the first column of codes, where the first row with several cells names one.
pub(super) fn of_codes<R: Cells>(rows: &[R]) -> Option<&str> {
    let filled = |row: &R| row.cells().filter(|cell| !cell.is_empty()).count();
    let several = rows.iter().find(|row| filled(row) > 1);
    let mut header = several.or(rows.first())?.cells();
    header.find(|name| names_codes(name))
}

/// Finds the columns by their names. What stands below them may show that one is called like words and holds none.
pub(super) fn by_name<R: Cells>(header: &impl Cells, below: &[R]) -> Option<Columns> {
    let names: Vec<String> = header.cells().map(folded).collect();
    let below = Below::of(below);
    let column = |known: &[&str], is_one: &dyn Fn(usize) -> bool| {
        // The first name of the list that is there: `text` before `line`.
        let position = |known: &&str| {
            let is_called = |name: &String| name == known || without_unit(name) == *known;
            let mut found = names.iter().enumerate();
            let mut found = found.by_ref().filter(|(_, name)| is_called(name));
            found.find(|(at, _)| is_one(*at)).map(|(at, _)| at)
        };
        known.iter().find_map(position)
    };
    let speaker = column(SPEAKER, &|_| true);
    // Where nothing else was said, it was a number.
    let is_words = |at| !below.is_figures(at) || !below.has_words_beside(&[Some(at), speaker]);
    let sure = column(WORDS, &is_words);
    let words = sure.or_else(|| column(WORDS_BESIDE, &is_words))?;
    let other = |known| column(known, &|at| at != words);
    let (speaker, start) = (other(SPEAKER), other(START));
    (sure.is_some() || speaker.is_some() || start.is_some()).then_some(Columns {
        words,
        speaker,
        start,
        end: other(END),
        above: 0,
        header: true,
        guessed: false,
        count: Count::Seconds,
    })
}

/// The label in a cell: without the colon that some transcribers put there too.
pub(super) fn label(cell: &str) -> String {
    let words: Vec<&str> = cell.split_whitespace().collect();
    let label = words.join(" ");
    let label = label.trim_end_matches([':', ' ']);
    let bracketed = label
        .strip_prefix('[')
        .and_then(|label| label.strip_suffix(']'));
    bracketed.unwrap_or(label).to_owned()
}

/// The time in a cell: a clock time, or a number of what the column counts.
pub(super) fn milliseconds(cell: &str, count: Count) -> Option<i64> {
    let cell = cell.trim();
    if let Some(clock) = clock::any(cell.as_bytes()) {
        return Some(clock.at);
    }
    let number: f64 = cell.parse().ok()?;
    let seconds = match count {
        Count::Seconds => number,
        Count::Milliseconds => number / 1000.0,
    };
    // A day is longer than any recording; a date or a number of another kind is none.
    #[expect(clippy::cast_possible_truncation, reason = "the value is below a day")]
    (0.0..86_400.0)
        .contains(&seconds)
        .then(|| (seconds * 1000.0).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter()
            .map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())
            .collect()
    }

    #[test]
    fn columns_are_found_by_name() {
        let found = find(&rows(&[&["Timestamp", "Speaker", "Text"]])).unwrap();
        assert_eq!(
            (found.start, found.speaker, found.words, found.header),
            (Some(0), Some(1), 2, true)
        );
    }

    #[test]
    fn columns_are_found_by_content() {
        let found = find(&rows(&[
            &["00:01", "Ann", "And how was that for you?"],
            &["00:05", "Bo:", "It was good, all in all."],
            &["00:09", "Ann", "Thanks."],
            &["00:10", "", "Very much."],
        ]));
        let found = found.unwrap();
        assert_eq!(
            (found.start, found.speaker, found.words, found.header),
            (Some(0), Some(1), 2, false)
        );
    }

    #[test]
    fn tables_of_codings_are_no_transcripts() {
        let words = "They trust me, and I was glad of it.";
        for header in [
            ["code", "text"],
            ["coder", "quote"],
            ["Code 1", "answer"],
            ["code_id", "x"],
        ] {
            let table = rows(&[
                &header,
                &["trust", words],
                &["time", words],
                &["trust", words],
            ]);
            assert_eq!(find(&table), None, "{header:?}");
        }
        let spoken = rows(&[&["speaker", "text", "code"], &["Ann", words, "trust"]]);
        assert_eq!(find(&spoken).unwrap().speaker, Some(0));
    }

    #[test]
    fn times_are_never_the_words_and_titles_may_stand_above() {
        let below: &[&[&str]] = &[
            &["0", "Mod", "Hello all."],
            &["5.787037037037037e-05", "Ann", "Hi, we are late."],
            &["0.0001041666666666667", "Bob", "So am I."],
            &["0.0001736111111111111", "Mod", "Shall we?"],
        ];
        let titled = |header: &[&str]| {
            let head: &[&[&str]] = &[&["Focus group 9"], header];
            find(&rows(&[head, below].concat())).unwrap()
        };
        for header in [
            ["Start", "Who", "What was said"],
            ["Time", "Name(s)", "Comment"],
            ["Zeit", "Sprecher*in", "Aussage"],
            ["Line", "Person", "Utterance"],
            ["Start", "Interviewee", "Response"],
        ] {
            let found = titled(&header);
            assert_eq!((found.words, found.speaker), (2, Some(1)), "{header:?}");
            assert!(
                !found.guessed && found.header && found.above == 1,
                "{header:?}"
            );
        }
        for header in [
            ["Start", "Who", "Xyz"],
            ["Foo", "Bar", "Baz"],
            ["Text", "Who", "Baz"],
            ["Text", "Bar", "Baz"],
        ] {
            let found = titled(&header);
            assert_eq!((found.words, found.speaker), (2, Some(1)), "{header:?}");
            assert!(
                found.guessed && found.header && found.above == 1,
                "{header:?}"
            );
        }
    }

    #[test]
    fn a_first_row_unlike_the_others_names_the_columns() {
        let spoken: &[&[&str]] = &[
            &["Ann", "And how was that for you?"],
            &["Bo", "It was good, all in all."],
            &["Ann", "Thanks."],
            &["Bo", "Yes."],
        ];
        let header = |first: &[&str]| find(&rows(&[&[first], spoken].concat())).unwrap().header;
        assert!(header(&["Alias", "Gesprochen"]));
        assert!(!header(&["Chair", "Welcome, all of you."]), "a sentence");
        assert!(!header(&["Ann", "Well"]), "a label that returns");
    }

    #[test]
    fn columns_that_are_not_used_are_counted() {
        let table = rows(&[
            &["No", "Who", "Said", "Note", ""],
            &["1", "Ann", "Hi.", "late"],
        ]);
        let mut left_out = Vec::new();
        find(&table)
            .unwrap()
            .leave_out_others(&table, &mut left_out);
        assert_eq!((left_out[0].count, left_out[0].example.as_str()), (2, "No"));
    }

    #[test]
    fn other_tables_are_not_taken_for_transcripts() {
        assert_eq!(
            find(&rows(&[&["Date", "3 May"], &["Place", "Durham"]])),
            None
        );
        assert_eq!(find(&rows(&[&["a", "b"]])), None);
    }
}
