//! The segments that were drawn for coders, for commands that look at what they were given and at nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use thematica::analysis::coded::Coded;
use thematica::analysis::evaluation::Segmented;
use thematica::text::Span;

use super::job::Job;
use crate::failure::Failure;
use crate::messages::counted;

/// The places of a sample, in code points.
pub struct Drawn {
    /// By the transcript's id, each with its weight.
    places: BTreeMap<String, BTreeMap<(usize, usize), f64>>,
    /// Whether the weights are known.
    pub is_weighted: bool,
}

impl Drawn {
    /// Reads a table with the columns `transcript`, `start` and `end`, and perhaps `weight`.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let name = path.display();
        let bytes = fs::read(path)
            .map_err(|error| Failure::new(format!("{name} cannot be read: {error}")))?;
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let first = bytes
            .split(|byte| *byte == b'\n')
            .next()
            .unwrap_or_default();
        // Spreadsheets of half of Europe write semicolons.
        let delimiter = [b',', b';', b'\t'].into_iter();
        let first = String::from_utf8_lossy(first);
        let count = |delimiter: &u8| first.matches(char::from(*delimiter)).count();
        let mut table = csv::ReaderBuilder::new()
            .delimiter(delimiter.max_by_key(count).unwrap_or(b','))
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(bytes);
        let header = table.headers().cloned().unwrap_or_default();
        let column = |wanted: &str| {
            let at = header.iter().position(|it| it.eq_ignore_ascii_case(wanted));
            at.ok_or_else(|| {
                Failure::new(format!("{name} has no column `{wanted}`"))
                    .help("take the table that `thematica sample` wrote")
            })
        };
        let (transcript, start, end) = (column("transcript")?, column("start")?, column("end")?);
        let weight = column("weight").ok();
        let mut places: BTreeMap<String, BTreeMap<(usize, usize), f64>> = BTreeMap::new();
        for (row, line) in table.records().zip(2..) {
            let row = row.map_err(|error| Failure::new(format!("{name}: {error}")))?;
            let number = |at: usize| row.get(at)?.parse::<usize>().ok();
            let id = row.get(transcript).filter(|id| !id.is_empty());
            let (Some(id), Some(start), Some(end)) = (id, number(start), number(end)) else {
                // A spreadsheet may leave empty rows behind.
                if row.iter().all(str::is_empty) {
                    continue;
                }
                let message = format!("{name}: row {line} does not say where its segment is");
                return Err(Failure::new(message).help("it needs a transcript, a start and an end"));
            };
            let weight = weight.map_or(Some(1.0), |at| row.get(at)?.parse::<f64>().ok());
            let Some(weight) = weight.filter(|weight| weight.is_finite() && *weight > 0.0) else {
                let message = format!("{name}: the weight in row {line} is no number above 0");
                return Err(Failure::new(message));
            };
            let of_transcript = places.entry(id.to_owned()).or_default();
            of_transcript.insert((start, end), weight);
        }
        Ok(Self {
            places,
            is_weighted: weight.is_some(),
        })
    }

    /// Whether segments of a transcript are in it.
    pub fn has(&self, id: &str) -> bool {
        self.places.contains_key(id)
    }

    /// Leaves of a transcript's segments those that are in the sample.
    pub fn keep(&self, coded: &Coded<'_>, segmented: &mut Segmented) {
        let places = self.places.get(&coded.document.id);
        let source = &coded.transcript.source;
        segmented.segments.retain_mut(|segment| {
            let [start, end] =
                [segment.span.start, segment.span.end].map(|at| source.code_points_before(at));
            let weight = places.and_then(|places| places.get(&(start, end)));
            segment.weight = weight.copied().unwrap_or_default();
            weight.is_some()
        });
        // What lies beside the sample was not asked for.
        segmented.beside = 0;
    }

    /// The drawn segments of a transcript.
    pub fn spans(&self, coded: &Coded<'_>, mut segmented: Segmented) -> Vec<Span> {
        self.keep(coded, &mut segmented);
        segmented.segments.iter().map(|it| it.span).collect()
    }

    /// How many places it has in transcripts that are asked for, and in none of this study.
    pub fn len(&self, job: &Job<'_>) -> usize {
        let is_asked = |id: &str| {
            let document = job.study.documents.iter().find(|it| it.id == id);
            document.is_none_or(|document| job.selection.document(document))
        };
        let asked = self.places.iter().filter(|(id, _)| is_asked(id));
        asked.map(|(_, places)| places.len()).sum()
    }

    /// Refuses a sample of which nothing was asked for.
    pub fn of_nothing() -> Failure {
        Failure::new("the sample is of none of the transcripts that were asked for")
            .help("look at its column `transcript`, and at the filters")
    }
}

/// What is said where not all that was drawn was found; nothing where it was.
pub fn not_found(drawn: usize, found: usize) -> Option<String> {
    (found < drawn).then(|| {
        format!(
            "Not found, because of the filters, another --unit, or a transcript that was edited: {}.",
            counted(drawn - found, "segment")
        )
    })
}
