//! The rows that `query` writes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use thematica::analysis::coded::Coded;
use thematica::analysis::query::Found;
use thematica::report::Cell;
use thematica::text::{Span, one_line};
use thematica::transcript::Turn;

use super::shown::{Context, Shown};
use crate::commands::job::Job;
use crate::commands::place::{Place, Ruler};

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
        if !shown.eyes {
            let codes = self.codes();
            let row = |it: &Found| self.everything(it, shown, &codes, &mut ruler);
            return found.iter().map(row).collect();
        }
        match shown.context {
            None => {
                let row = |it: &Found| {
                    let mut cells = self.place(it.turn, it.segment, &mut ruler).at_length();
                    let marked = self.marked(it.segment, &it.stretches);
                    cells.push(Cell::text(one_line(&marked)));
                    cells.extend(shown.memos.then(|| memos([it].into_iter())));
                    cells
                };
                found.iter().map(row).collect()
            }
            Some(Context::Turns(context)) => self.turns(found, context, shown, &mut ruler),
            Some(Context::Lines(context)) => self.lines(found, context, shown, &mut ruler),
        }
    }

    fn everything(
        &self,
        found: &Found,
        shown: Shown,
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
        if shown.memos {
            cells.push(Cell::text(found.memos.join("\n\n")));
        }
        let around = match shown.context {
            None => return cells,
            Some(Context::Turns(context)) => {
                let at = found.turn as usize;
                let turns = &self.coded.transcript.turns;
                let from = at.saturating_sub(context as usize);
                let to = at.saturating_add(context as usize + 1).min(turns.len());
                [
                    self.spoken(&turns[from..at]),
                    self.spoken(&turns[at + 1..to]),
                ]
            }
            Some(Context::Lines(context)) => {
                let lines = self.all_lines();
                let at = touched(&lines, found.segment);
                let from = at.start.saturating_sub(context as usize);
                let to = at.end.saturating_add(context as usize).min(lines.len());
                [
                    self.written(&lines[from..at.start]),
                    self.written(&lines[at.end..to]),
                ]
            }
        };
        cells.extend(around.map(Cell::text));
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
            let in_turn = found.iter().filter(|it| it.turn == number);
            cells.extend(shown.memos.then(|| memos(in_turn)));
            rows.push(cells);
        }
        rows
    }

    /// The lines in which something was found and those around them, each once, with gaps where lines are left out.
    fn lines(
        &self,
        found: &[Found],
        context: u32,
        shown: Shown,
        ruler: &mut Ruler<'_>,
    ) -> Vec<Vec<Cell>> {
        let lines = self.all_lines();
        let around = |it: &Found| {
            let at = touched(&lines, it.segment);
            let from = at.start.saturating_sub(context as usize);
            from..at.end.saturating_add(context as usize).min(lines.len())
        };
        let all: BTreeSet<usize> = found.iter().flat_map(around).collect();
        let segments: Vec<Span> = found.iter().map(|it| it.segment).collect();
        let (mut rows, mut before) = (Vec::new(), None);
        for number in all {
            if before.is_some_and(|before| before + 1 < number) {
                rows.push(shown.gap());
            }
            before = Some(number);
            let (turn, line) = lines[number];
            let mut cells = self.place(turn, line, ruler).at_length();
            cells.push(Cell::text(one_line(&self.marked(line, &segments))));
            // A memo stands where its segment begins.
            let begin = found.iter().filter(|it| {
                let first = touched(&lines, it.segment).start;
                first == number
            });
            cells.extend(shown.memos.then(|| memos(begin)));
            rows.push(cells);
        }
        rows
    }

    /// The lines of the text as it is read that have speech in them: the speech of each, with its turn, in order.
    fn all_lines(&self) -> Vec<(u32, Span)> {
        let transcript = &self.coded.transcript;
        let text = transcript.source.text();
        let mut lines = Vec::new();
        for paragraph in &transcript.paragraphs {
            let mut start = paragraph.span.start;
            for line in text[paragraph.span.range()].split_inclusive('\n') {
                let span = Span::new(start, start + line.len()).trimmed(text);
                start += line.len();
                if !span.is_empty() {
                    lines.push((paragraph.turn, span));
                }
            }
        }
        lines
    }

    /// Lines, each turn behind its label.
    fn written(&self, lines: &[(u32, Span)]) -> String {
        let mut written: Vec<String> = Vec::new();
        let mut before = None;
        for &(turn, span) in lines {
            let line = one_line(self.slice(span));
            let label = self
                .coded
                .transcript
                .label(&self.coded.transcript.turns[turn as usize]);
            written.push(match label.filter(|_| before != Some(turn)) {
                Some(label) => format!("{label}: {line}"),
                None => line,
            });
            before = Some(turn);
        }
        written.join("\n")
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

/// The lines that share text with a segment.
fn touched(lines: &[(u32, Span)], segment: Span) -> Range<usize> {
    let first = lines.partition_point(|(_, line)| line.end <= segment.start);
    let until = lines.partition_point(|(_, line)| line.start < segment.end);
    first..until.max(first)
}

/// What people wrote on what was found, each once.
fn memos<'f>(found: impl Iterator<Item = &'f Found>) -> Cell {
    let mut all: Vec<String> = Vec::new();
    for memo in found.flat_map(|it| &it.memos) {
        let memo = one_line(memo);
        if !all.contains(&memo) {
            all.push(memo);
        }
    }
    Cell::text(all.join(" | "))
}
