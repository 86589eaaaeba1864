//! Where something was said and by whom, as rows of several commands begin.

use serde::Serialize;
use thematica::analysis::coded::Coded;
use thematica::codebook::Codebook;
use thematica::coding::Stop;
use thematica::report::{Cell, Column, Table};
use thematica::study::{Person, Study};
use thematica::text::{Span, count_code_points};
use thematica::transcript::{Hours, clock};

/// Where something was said, and by whom.
#[derive(Clone, Serialize)]
pub struct Place<'a> {
    transcript: &'a str,
    #[serde(skip)]
    short_id: &'a str,
    /// From 1.
    turn: u32,
    /// From 1, of the text as it is read.
    line: usize,
    /// Code points from the start of the text.
    start: usize,
    end: usize,
    time: Option<String>,
    speaker: Option<&'a str>,
    participant: Option<&'a str>,
    role: Option<&'a str>,
}

impl<'a> Place<'a> {
    /// The place of a stretch of a turn.
    pub fn of(
        study: &'a Study,
        coded: &'a Coded<'_>,
        short_id: &'a str,
        (number, span): (u32, Span),
        ruler: &mut Ruler<'_>,
    ) -> Self {
        let turn = &coded.transcript.turns[number as usize];
        let voice = coded.voice(turn);
        let participant = voice.and_then(|voice| match voice.person {
            Person::Declared(row) => Some(study.participants[row as usize].id.as_str()),
            Person::Undeclared(_) | Person::Nobody => None,
        });
        let source = &coded.transcript.source;
        let start = ruler.code_points_before(span.start);
        Place {
            transcript: &coded.document.id,
            short_id,
            turn: number + 1,
            line: source.line_number(span.start),
            start,
            end: start + count_code_points(source.slice(span).as_bytes()),
            time: turn.time.map(|time| clock(time.start, Hours::Padded)),
            speaker: coded.transcript.label(turn),
            participant,
            role: voice.map(|voice| voice.role.as_str()),
        }
    }
}

/// Takes the column of times from a table for eyes where no row has one.
pub fn drop_times(table: &mut Table) {
    let columns = &table.head.columns;
    let Some(at) = columns.iter().position(|it| it.heading == "Time") else {
        return;
    };
    if table.rows.iter().all(|row| row[at] == Cell::Empty) {
        table.head.columns.remove(at);
        for row in &mut table.rows {
            row.remove(at);
        }
    }
}

/// What stopped a hit, for people.
pub fn reason(codebook: &Codebook, coded: &Coded<'_>, stop: Stop) -> String {
    match stop {
        Stop::Exclusion(exclusion, place) => {
            let written = &codebook.exclusion(exclusion).written;
            format!("unless {written}: {}", coded.transcript.source.slice(place))
        }
        Stop::Negated => "it is negated (negated: stop)".to_owned(),
        Stop::NotNegated => "it is not negated (negated: only)".to_owned(),
    }
}

/// Counts code points from where it counted last: places come nearly in order.
pub struct Ruler<'a> {
    text: &'a str,
    byte: usize,
    code_points: usize,
}

impl<'a> Ruler<'a> {
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            byte: 0,
            code_points: 0,
        }
    }

    fn code_points_before(&mut self, byte: usize) -> usize {
        let text = self.text.as_bytes();
        if byte >= self.byte {
            self.code_points += count_code_points(&text[self.byte..byte]);
        } else {
            self.code_points -= count_code_points(&text[byte..self.byte]);
        }
        self.byte = byte;
        self.code_points
    }
}

impl Place<'_> {
    pub fn columns() -> Vec<Column> {
        let mut columns = vec![Column::text("transcript", "transcript")];
        columns.extend(["turn", "line", "start", "end"].map(|name| Column::count(name, name)));
        columns.extend(
            ["time", "speaker", "participant", "role"].map(|name| Column::text(name, name)),
        );
        columns
    }

    pub fn cells(&self) -> Vec<Cell> {
        let maybe = |text: Option<&str>| text.map_or(Cell::Empty, Cell::text);
        vec![
            Cell::text(self.transcript),
            Cell::Count(u64::from(self.turn)),
            Cell::count(self.line),
            Cell::count(self.start),
            Cell::count(self.end),
            maybe(self.time.as_deref()),
            maybe(self.speaker),
            maybe(self.participant),
            maybe(self.role),
        ]
    }

    /// The columns of [`Place::at_length`].
    pub fn columns_for_eyes() -> Vec<Column> {
        let all = [
            ("transcript", "Transcript"),
            ("turn", "Turn"),
            ("line", "Line"),
            ("time", "Time"),
            ("speaker", "Speaker"),
        ];
        all.map(|(name, heading)| {
            let column = Column::text(name, heading);
            if matches!(name, "turn" | "time") {
                column.gives_way()
            } else {
                column
            }
        })
        .to_vec()
    }

    /// The columns of [`Place::in_short`].
    pub fn columns_in_short() -> Vec<Column> {
        let mut columns = Self::columns_for_eyes();
        columns.retain(|column| !column.gives_way);
        columns
    }

    /// Transcript, line, speaker.
    pub fn in_short(&self) -> Vec<Cell> {
        let mut cells = self.for_eyes();
        cells[1] = Cell::text(self.line.to_string());
        cells
    }

    /// Transcript, turn, line, time, speaker.
    pub fn at_length(&self) -> Vec<Cell> {
        let mut cells = self.for_eyes();
        let time = self.time.as_deref();
        let between = [
            Cell::text(self.line.to_string()),
            Cell::maybe(time.map(str::to_owned)),
        ];
        cells.splice(2..2, between);
        cells
    }

    /// Transcript, turn, speaker.
    pub fn for_eyes(&self) -> Vec<Cell> {
        let speaker = match (self.speaker, self.participant) {
            (Some(speaker), Some(participant)) if speaker != participant => {
                format!("{speaker} ({participant})")
            }
            (Some(speaker), _) => speaker.to_owned(),
            (None, _) => "(no label)".to_owned(),
        };
        vec![
            Cell::text(self.short_id),
            Cell::text(self.turn.to_string()),
            Cell::text(speaker),
        ]
    }
}
