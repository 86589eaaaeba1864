//! What is counted in a cell.

use clap::ValueEnum;
use thematica::analysis::frequency::{Counts, Spoken};

/// What is counted in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Cells {
    /// People with at least one segment
    #[value(alias = "persons")]
    Participants,
    /// Transcripts with at least one segment
    Transcripts,
    /// Segments with at least one hit
    Segments,
    /// Hits: distinct stretches of text
    Hits,
    /// Words inside hits
    Words,
    /// 1 where there is a segment, else 0
    Presence,
}

impl Cells {
    pub fn as_str(self) -> &'static str {
        match self {
            Cells::Participants => "participants",
            Cells::Transcripts => "transcripts",
            Cells::Segments => "segments",
            Cells::Hits => "hits",
            Cells::Words => "words",
            Cells::Presence => "presence",
        }
    }

    pub fn of(self, counts: &Counts) -> u64 {
        match self {
            Cells::Participants => counts.persons.count(),
            Cells::Transcripts => counts.transcripts,
            Cells::Segments => counts.segments,
            Cells::Hits => counts.hits,
            Cells::Words => counts.words,
            Cells::Presence => u64::from(counts.segments > 0),
        }
    }

    /// What a count is out of; hits are counted by themselves.
    pub fn out_of(self, spoken: &Spoken) -> Option<u64> {
        match self {
            Cells::Participants => Some(spoken.persons.count()),
            Cells::Transcripts => Some(spoken.transcripts),
            Cells::Segments => Some(spoken.segments),
            Cells::Words => Some(spoken.words),
            Cells::Hits => None,
            Cells::Presence => Some(1),
        }
    }

    /// What has to be known to read them.
    pub fn note(self, unit: &str) -> String {
        match self {
            Cells::Participants => {
                format!("Cells are people in whose words at least one {unit} is coded.")
            }
            Cells::Transcripts => format!("Cells are transcripts with at least one coded {unit}."),
            Cells::Segments => format!("Cells are {unit}s with at least one hit."),
            Cells::Hits => {
                "Cells are hits: distinct stretches of text, those under a negation among them."
                    .to_owned()
            }
            Cells::Words => "Cells are words inside hits, each counted once.".to_owned(),
            Cells::Presence => format!(
                "Cells are 1 where at least one {unit} is coded, else 0; the total is how many cells have a 1."
            ),
        }
    }
}
