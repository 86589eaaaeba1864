//! Which transcripts a coder has finished: `codings/<coder>/roster.csv`.
//!
//! A transcript without codings says nothing: its coder found nothing in it, or never opened it. The roster tells them apart,
//! and only what is in it counts as "the code is not there" when coders are compared.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::text::Source;

const HEADER: [&str; 3] = ["transcript", "finished", "hash"];

/// What one coder has finished, by the transcript's id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    /// In the order of the ids.
    pub finished: BTreeMap<String, Finished>,
}

/// When a transcript was finished, and in which version of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finished {
    /// RFC 3339 in UTC.
    pub time: String,
    /// The text, as [`hash`](crate::coding::record::hash) tells it.
    pub hash: String,
    /// Columns of later versions, with their names.
    pub other: Vec<(String, String)>,
}

impl Roster {
    /// Reads a roster. A row that names no transcript is told. Of two rows for one transcript, the later time counts.
    pub fn parse(source: &Arc<Source>, faults: &mut Vec<Diagnostic>) -> Self {
        let mut roster = Self::default();
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(source.text().as_bytes());
        let header = match reader.headers() {
            Ok(header) => header.clone(),
            Err(_) => return roster,
        };
        if header.is_empty() {
            return roster;
        }
        for row in reader.records().flatten() {
            let line = row.position().map_or(1, csv::Position::line);
            let mut finished = Finished::default();
            let mut transcript = "";
            for (name, value) in header.iter().zip(&row) {
                match name {
                    "transcript" => transcript = value,
                    "finished" => value.clone_into(&mut finished.time),
                    "hash" => value.clone_into(&mut finished.hash),
                    name => finished.other.push((name.to_owned(), value.to_owned())),
                }
            }
            // Where branches met, the header is there twice.
            if row.iter().eq(header.iter()) {
                continue;
            }
            if transcript.is_empty() || row.len() > header.len() {
                let place =
                    Place::Line(source.name().to_owned(), usize::try_from(line).unwrap_or(1));
                let message = "this row of the roster names no transcript";
                faults.push(
                    Diagnostic::error("unreadable-roster", place, message)
                        .help(format!("its columns are {}", HEADER.join(", "))),
                );
                continue;
            }
            let known = roster.finished.entry(transcript.to_owned()).or_default();
            if *known < finished {
                *known = finished;
            }
        }
        roster
    }

    /// The file's text.
    #[must_use]
    pub fn text(&self) -> String {
        let others = self.finished.values().flat_map(|it| &it.other);
        let mut names: Vec<&str> = others.map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        let header = HEADER.into_iter().chain(names.iter().copied());
        let mut rows = vec![header.collect::<Vec<_>>()];
        for (transcript, finished) in &self.finished {
            let other = names.iter().map(|name| {
                let found = finished.other.iter().find(|(known, _)| known == name);
                found.map_or("", |(_, value)| value.as_str())
            });
            let own = [transcript.as_str(), &finished.time, &finished.hash];
            rows.push(own.into_iter().chain(other).collect());
        }
        for row in rows {
            writer
                .write_record(row)
                .expect("memory takes all that is written");
        }
        let bytes = writer
            .into_inner()
            .expect("memory takes all that is written");
        String::from_utf8(bytes).expect("it is made of texts")
    }
}
