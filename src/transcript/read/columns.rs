//! Which column of a table holds what: by its name, or by what stands in it.

use crate::transcript::speakers::{clock, shape};

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
    /// Whether the first row names the columns.
    pub header: bool,
}

/// Finds the columns by the names in the first row, or by what stands in the rows.
///
/// A table of codings or of codes has words as well, and what it calls speakers are codes: it is no transcript.
pub(super) fn find<R: AsRef<[String]>>(rows: &[R]) -> Option<Columns> {
    let header = rows.first()?;
    match by_name(header.as_ref()) {
        Some(columns) if columns.speaker.is_some() => Some(columns),
        _ if of_codes(rows).is_some() => None,
        Some(columns) => Some(columns),
        None => by_content(rows),
    }
}

/// The name of the first column of codes, where the first row names one.
pub(super) fn of_codes<R: AsRef<[String]>>(rows: &[R]) -> Option<&str> {
    let mut header = rows.first()?.as_ref().iter();
    header.find(|name| names_codes(name)).map(String::as_str)
}

/// Whether a column is called `code`, `Codes`, `code_id`, `Code 1`, `coder`.
fn names_codes(name: &str) -> bool {
    let name = folded(name);
    let numbered = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    matches!(
        numbered,
        "code" | "codes" | "coder" | "coded by" | "code id" | "code name" | "codename" | "coding"
    )
}

/// Finds the columns by their names.
pub(super) fn by_name(header: &[String]) -> Option<Columns> {
    let names: Vec<String> = header.iter().map(|name| folded(name)).collect();
    let column = |known: &[&str]| {
        // The first name of the list that is there: `text` before `line`.
        let position = |known: &&str| names.iter().position(|name| name == known);
        known.iter().find_map(position)
    };
    let words = column(WORDS)?;
    let other = |known| column(known).filter(|at| *at != words);
    Some(Columns {
        words,
        speaker: other(SPEAKER),
        start: other(START),
        end: other(END),
        header: true,
    })
}

fn folded(name: &str) -> String {
    let name = name.trim().trim_start_matches('\u{FEFF}').to_lowercase();
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    name.replace(['_', '-'], " ")
}

const WORDS: &[&str] = &[
    "words",
    "text",
    "utterance",
    "transcript",
    "transcription",
    "speech",
    "content",
    "contents",
    "dialogue",
    "dialog",
    "said",
    "sentence",
    "response",
    "statement",
    "quote",
    "message",
    "body",
    "caption",
    "subtitle",
    "line",
    "turn text",
    "transcript text",
    "spoken text",
    "texte",
    "paroles",
    "texto",
    "inhalt",
    "äußerung",
    "testo",
    "tekst",
    "transkript",
];
const SPEAKER: &[&str] = &[
    "speaker",
    "speaker name",
    "speaker label",
    "speaker id",
    "name",
    "who",
    "participant",
    "person",
    "role",
    "label",
    "interlocutor",
    "author",
    "from",
    "sender",
    "user",
    "sprecher",
    "sprecherin",
    "sprecher in",
    "locuteur",
    "locutrice",
    "hablante",
    "orador",
    "parlante",
    "spreker",
    "participant id",
    "id speaker",
];
const START: &[&str] = &[
    "start",
    "start time",
    "timestamp",
    "time",
    "begin",
    "begin time",
    "in",
    "timecode",
    "time code",
    "time stamp",
    "time in",
    "zeit",
    "temps",
    "tiempo",
    "starttime",
];
const END: &[&str] = &[
    "end",
    "end time",
    "stop",
    "stop time",
    "out",
    "time out",
    "finish",
    "endtime",
];

/// Finds the columns of a table without names: a column of clock times, one of few short labels, one of long cells.
fn by_content<R: AsRef<[String]>>(rows: &[R]) -> Option<Columns> {
    let width = rows.iter().map(|row| row.as_ref().len()).max()?;
    if width < 2 || rows.len() < 2 {
        return None;
    }
    let cells = |at: usize| {
        rows.iter()
            .filter_map(move |row| row.as_ref().get(at))
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
    };
    let length = |at: usize| cells(at).map(str::len).sum::<usize>();
    let words = (0..width).max_by_key(|at| length(*at))?;
    let start = (0..width).filter(|at| *at != words).find(|at| {
        let times = cells(*at).filter(|cell| is_clock(cell)).count();
        times * 2 > cells(*at).count()
    });
    let speaker = (0..width)
        .filter(|at| *at != words && Some(*at) != start)
        .find(|at| {
            let labels: Vec<String> = cells(*at).map(label).collect();
            let good = labels
                .iter()
                .filter(|label| shape::of(label).is_some() && !shape::is_metadata_key(label))
                .count();
            let mut distinct: Vec<String> =
                labels.iter().map(|label| label.to_lowercase()).collect();
            distinct.sort_unstable();
            distinct.dedup();
            good > 1 && good * 10 >= labels.len() * 8 && distinct.len() < labels.len()
        })?;
    Some(Columns {
        words,
        speaker: Some(speaker),
        start,
        end: None,
        header: false,
    })
}

fn is_clock(cell: &str) -> bool {
    clock::any(cell.as_bytes()).is_some_and(|clock| {
        clock.len == cell.len() || cell[clock.len..].trim_start().starts_with(['-', '–'])
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

/// The time in a cell: a clock time, or seconds.
pub(super) fn milliseconds(cell: &str) -> Option<i64> {
    let cell = cell.trim();
    if let Some(clock) = clock::any(cell.as_bytes()) {
        return Some(clock.at);
    }
    let seconds: f64 = cell.parse().ok()?;
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
    fn other_tables_are_not_taken_for_transcripts() {
        assert_eq!(
            find(&rows(&[&["Date", "3 May"], &["Place", "Durham"]])),
            None
        );
        assert_eq!(find(&rows(&[&["a", "b"]])), None);
    }
}
