//! The rows that `query` writes.

use std::collections::{BTreeMap, BTreeSet};

use thematica::analysis::coded::Coded;
use thematica::analysis::query::Found;
use thematica::report::{Cell, Column};
use thematica::text::{Span, one_line};
use thematica::transcript::Turn;

use crate::commands::job::Job;
use crate::commands::place::{Place, Ruler};

/// What a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A segment, with everything that a program may want to know and so many turns around it.
    Everything { context: Option<u32> },
    /// A segment, for eyes.
    Segment,
    /// A turn, for eyes: those with a segment and so many around them.
    Turns { context: u32 },
}

impl Shown {
    pub fn new(context: Option<u32>, eyes: bool) -> Self {
        match (eyes, context) {
            (false, context) => Shown::Everything { context },
            (true, None) => Shown::Segment,
            (true, Some(context)) => Shown::Turns { context },
        }
    }

    pub fn columns(self) -> Vec<Column> {
        if let Shown::Everything { context } = self {
            let mut columns = Place::columns();
            columns.extend(["codes", "found", "text"].map(|name| Column::text(name, name)));
            if context.is_some() {
                columns.extend(["before", "after"].map(|name| Column::text(name, name)));
            }
            return columns;
        }
        let mut columns = Place::columns_for_eyes();
        columns.push(match self {
            Shown::Turns { .. } => Column::text("text", "Turn"),
            _ => Column::text("text", "Segment"),
        });
        columns
    }

    pub fn is_for_eyes(self) -> bool {
        !matches!(self, Shown::Everything { .. })
    }

    /// Whether blocks of rows are set apart.
    pub fn is_apart(self) -> bool {
        matches!(self, Shown::Turns { .. })
    }

    /// What stands between » and «, for a note.
    pub fn marks(self) -> Option<&'static str> {
        match self {
            Shown::Everything { .. } => None,
            Shown::Segment => Some("Between » and « stands what was found in a segment."),
            Shown::Turns { .. } => Some("Between » and « stand the segments that were found."),
        }
    }

    /// A row that sets two blocks apart.
    pub fn gap(self) -> Vec<Cell> {
        let mut gap = vec![Cell::Empty; self.columns().len()];
        gap[0] = Cell::text("…");
        gap
    }
}

/// The rows of one transcript.
pub struct Rows<'a> {
    job: &'a Job<'a>,
    coded: &'a Coded<'a>,
    /// By code, whether it is asked for.
    asked: Vec<bool>,
}

impl<'a> Rows<'a> {
    pub fn new(job: &'a Job<'a>, coded: &'a Coded<'a>) -> Self {
        Self {
            job,
            coded,
            asked: job.asked(),
        }
    }

    pub fn rows(&self, found: &[Found], shown: Shown) -> Vec<Vec<Cell>> {
        let mut ruler = Ruler::new(self.coded.transcript.source.text());
        match shown {
            Shown::Everything { context } => {
                let codes = self.codes();
                let row = |it: &Found| self.everything(it, context, &codes, &mut ruler);
                found.iter().map(row).collect()
            }
            Shown::Segment => {
                let row = |it: &Found| {
                    let mut cells = self.place(it.turn, it.segment, &mut ruler).at_length();
                    let marked = self.marked(it.segment, &it.stretches);
                    cells.push(Cell::text(one_line(&marked)));
                    cells
                };
                found.iter().map(row).collect()
            }
            Shown::Turns { context } => self.turns(found, context, shown, &mut ruler),
        }
    }

    fn everything(
        &self,
        found: &Found,
        context: Option<u32>,
        codes: &BTreeMap<Span, Vec<&str>>,
        ruler: &mut Ruler<'_>,
    ) -> Vec<Cell> {
        let mut cells = self.place(found.turn, found.segment, ruler).cells();
        let codes = codes.get(&found.segment).map(|codes| codes.join("; "));
        cells.push(Cell::maybe(codes));
        let stretches = found.stretches.iter().map(|span| self.slice(*span));
        let stretches: Vec<&str> = stretches.collect();
        cells.push(Cell::text(stretches.join("; ")));
        cells.push(Cell::text(self.slice(found.segment)));
        if let Some(context) = context {
            let at = found.turn as usize;
            let turns = &self.coded.transcript.turns;
            let from = at.saturating_sub(context as usize);
            let to = at.saturating_add(context as usize + 1).min(turns.len());
            cells.push(Cell::text(self.spoken(&turns[from..at])));
            cells.push(Cell::text(self.spoken(&turns[at + 1..to])));
        }
        cells
    }

    /// The codes that are asked for, by the segment that they are on.
    fn codes(&self) -> BTreeMap<Span, Vec<&str>> {
        let mut codes: BTreeMap<Span, Vec<&str>> = BTreeMap::new();
        for coding in &self.coded.segments.codings {
            if self.asked[coding.code.0 as usize] {
                let id = &self.job.codebook.code(coding.code).id;
                codes.entry(coding.segment).or_default().push(id);
            }
        }
        codes
    }

    /// Turns as lines, each behind its label.
    fn spoken(&self, turns: &[Turn]) -> String {
        let line = |turn: &Turn| {
            let words = self.turn(turn, &[]);
            match self.coded.transcript.label(turn) {
                Some(label) => format!("{label}: {words}"),
                None => words,
            }
        };
        turns.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// The turns in which something was found and those around them, each once, with gaps where turns are left out.
    fn turns(
        &self,
        found: &[Found],
        context: u32,
        shown: Shown,
        ruler: &mut Ruler<'_>,
    ) -> Vec<Vec<Cell>> {
        let turns = &self.coded.transcript.turns;
        let last = u32::try_from(turns.len()).expect("a transcript has fewer than 2^32 turns");
        let around = |it: &Found| {
            let until = it.turn.saturating_add(context).saturating_add(1);
            it.turn.saturating_sub(context)..until.min(last)
        };
        let all: BTreeSet<u32> = found.iter().flat_map(around).collect();
        let (mut rows, mut before) = (Vec::new(), None);
        for number in all {
            if before.is_some_and(|before| before + 1 < number) {
                rows.push(shown.gap());
            }
            before = Some(number);
            let turn = &turns[number as usize];
            let in_turn = found.iter().filter(|it| it.turn == number);
            let segments: Vec<Span> = in_turn.map(|it| it.segment).collect();
            let whole = self.coded.transcript.span_of(turn);
            let at = segments.first().copied().unwrap_or(whole);
            let mut cells = self.place(number, at, ruler).at_length();
            cells.push(Cell::text(self.turn(turn, &segments)));
            rows.push(cells);
        }
        rows
    }

    /// The speech of a turn on one line, with segments of it between » and «.
    fn turn(&self, turn: &Turn, segments: &[Span]) -> String {
        let paragraphs = self.coded.transcript.paragraphs_of(turn).iter();
        let marked = paragraphs.map(|it| one_line(&self.marked(it.span, segments)));
        marked.collect::<Vec<_>>().join(" ")
    }

    /// A stretch of the text with what of it lies in one of the spans, which are in order, between » and «.
    fn marked(&self, whole: Span, spans: &[Span]) -> String {
        let (mut line, mut at) = (String::new(), whole.start);
        for span in spans.iter().filter(|it| it.overlaps(whole)) {
            let (start, end) = (span.start.max(at), span.end.min(whole.end));
            // What lies in one that was marked before needs no marks.
            if start < end {
                line.push_str(self.slice(Span::new(at, start)));
                line.push('»');
                line.push_str(self.slice(Span::new(start, end)));
                line.push('«');
                at = end;
            }
        }
        line.push_str(self.slice(Span::new(at, whole.end)));
        line
    }

    fn place(&self, turn: u32, span: Span, ruler: &mut Ruler<'_>) -> Place<'_> {
        let short_id = self.job.short_id(self.coded.document);
        Place::of(&self.job.study, self.coded, short_id, (turn, span), ruler)
    }

    fn slice(&self, span: Span) -> &str {
        self.coded.transcript.source.slice(span)
    }
}
