//! The rows that `code` writes.

use std::collections::BTreeSet;

use serde::Serialize;
use thematica::analysis::coded::Coded;
use thematica::codebook::{Code, Codebook};
use thematica::coding::{Coding, Hit};
use thematica::matcher::for_each_segment;
use thematica::report::{Cell, Column};
use thematica::study::Study;
use thematica::text::{Span, one_line};
use thematica::transcript::Units;

use crate::commands::job::Job;
use crate::commands::place::{Place, Ruler, reason};
use crate::commands::whose::Whose;

/// The rows of one transcript.
pub struct Rows<'a> {
    study: &'a Study,
    codebook: &'a Codebook,
    whose: &'a Whose,
    /// By code, whether it is asked for.
    asked: &'a [bool],
    coded: &'a Coded<'a>,
    units: &'a Units,
    short_id: &'a str,
}

/// One code on one segment.
#[derive(Serialize)]
pub struct SegmentRow<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    code: &'a str,
    path: &'a str,
    label: &'a str,
    /// Who coded it: `rules`, or people.
    coder: Vec<&'a str>,
    /// Hits of the code in the segment: distinct stretches of text.
    hits: usize,
    /// How many of them stand under a negation.
    negated: usize,
    /// The matched words, as they stand in the text.
    matched: Vec<&'a str>,
    text: &'a str,
}

/// One hit.
#[derive(Serialize)]
pub struct HitRow<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    code: &'a str,
    path: &'a str,
    label: &'a str,
    /// Who coded it: `rules`, or people.
    coder: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[expect(
        clippy::option_option,
        reason = "a column that is not asked for is left out; one that is may be null"
    )]
    rule: Option<Option<&'a str>>,
    matched: Vec<&'a str>,
    negated_by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[expect(
        clippy::option_option,
        reason = "a column that is not asked for is left out; one that is may be null"
    )]
    stopped_by: Option<Option<String>>,
    text: &'a str,
    segment: &'a str,
    /// Where the hit begins in its segment, in bytes.
    #[serde(skip)]
    begins: usize,
}

impl<'a> Rows<'a> {
    pub fn new(
        job: &'a Job<'_>,
        asked: &'a [bool],
        coded: &'a Coded<'a>,
        units: &'a Units,
    ) -> Self {
        let short_id = job.short_id(coded.document);
        Self {
            study: &job.study,
            codebook: &job.codebook,
            whose: &job.whose,
            asked,
            coded,
            units,
            short_id,
        }
    }

    /// One row for each segment and code, in the order of the text, then of the codebook.
    pub fn segments(&self) -> impl Iterator<Item = SegmentRow<'_>> {
        let mut ruler = Ruler::new(self.text());
        let codings = self
            .coded
            .segments
            .codings
            .iter()
            .filter(|coding| self.is_asked(coding.code.0));
        codings.map(move |coding| self.segment(coding, &mut ruler))
    }

    /// One row for each hit; with `why` also those that did not count.
    pub fn hits(&self, why: bool) -> impl Iterator<Item = HitRow<'_>> {
        let mut ruler = Ruler::new(self.text());
        let asked = move |hit: &&Hit| self.is_asked(hit.code.0) && (why || hit.stopped.is_none());
        let mut hits = self.coded.hits.iter().filter(asked).peekable();
        // What two rules of a code find is one hit, and so is what two people coded alike; with `why` it is told of each.
        std::iter::from_fn(move || {
            let hit = hits.next()?;
            let mut coders = vec![self.whose.name(hit.made_by)];
            let is_same = |next: &&Hit| !why && (next.code, next.span) == (hit.code, hit.span);
            while let Some(next) = hits.next_if(is_same) {
                coders.push(self.whose.name(next.made_by));
            }
            coders.dedup();
            Some(self.hit(hit, coders, why, &mut ruler))
        })
    }

    fn segment(&self, coding: &Coding, ruler: &mut Ruler<'_>) -> SegmentRow<'_> {
        let Code {
            id, path, label, ..
        } = self.codebook.code(coding.code);
        let of_coding =
            &self.coded.segments.hits[coding.hits.start as usize..coding.hits.end as usize];
        let mut spans: Vec<(Span, bool)> = Vec::new();
        let mut matched: Vec<Span> = Vec::new();
        let mut coders: BTreeSet<&str> = BTreeSet::new();
        for &hit in of_coding {
            let hit = &self.coded.hits[hit as usize];
            spans.push((hit.span, hit.negated.is_some()));
            coders.insert(self.whose.name(hit.made_by));
            matched.extend(
                hit.matched()
                    .iter()
                    .filter(|part| part.overlaps(coding.segment)),
            );
        }
        spans.sort_unstable();
        spans.dedup_by_key(|(span, _)| *span);
        matched.sort_unstable();
        matched.dedup();
        SegmentRow {
            place: self.place((coding.turn, coding.segment), ruler),
            code: id,
            path,
            label,
            coder: coders.into_iter().collect(),
            hits: spans.len(),
            negated: spans.iter().filter(|(_, negated)| *negated).count(),
            matched: matched.into_iter().map(|span| self.slice(span)).collect(),
            text: self.slice(coding.segment),
        }
    }

    fn hit<'r>(
        &'r self,
        hit: &Hit,
        coder: Vec<&'r str>,
        why: bool,
        ruler: &mut Ruler<'_>,
    ) -> HitRow<'r> {
        let Code {
            id, path, label, ..
        } = self.codebook.code(hit.code);
        let mut segment = hit.span;
        let transcript = &self.coded.transcript;
        for_each_segment(
            transcript,
            self.units,
            self.study.unit,
            hit.turn,
            hit.span,
            |one| segment = segment.cover(one),
        );
        HitRow {
            place: self.place((hit.turn, hit.span), ruler),
            code: id,
            path,
            label,
            coder,
            rule: why.then(|| Some(self.codebook.rule(hit.rule()?).written.as_str())),
            matched: hit.matched().iter().map(|&span| self.slice(span)).collect(),
            negated_by: hit.negated.map(|cue| self.slice(cue)),
            stopped_by: why.then(|| {
                hit.stopped
                    .map(|stop| reason(self.codebook, self.coded, stop))
            }),
            text: self.slice(hit.span),
            segment: self.slice(segment),
            begins: hit.span.start - segment.start,
        }
    }

    fn place(&self, at: (u32, Span), ruler: &mut Ruler<'_>) -> Place<'_> {
        Place::of(self.study, self.coded, self.short_id, at, ruler)
    }

    fn is_asked(&self, code: u32) -> bool {
        self.asked[code as usize]
    }

    fn slice(&self, span: Span) -> &str {
        self.coded.transcript.source.slice(span)
    }

    fn text(&self) -> &str {
        self.coded.transcript.source.text()
    }
}

impl SegmentRow<'_> {
    pub fn columns() -> Vec<Column> {
        let mut columns = Place::columns();
        columns.extend(["code", "path", "label", "coder"].map(|name| Column::text(name, name)));
        columns.extend(["hits", "negated"].map(|name| Column::count(name, name)));
        columns.extend(["matched", "text"].map(|name| Column::text(name, name)));
        columns
    }

    pub fn cells(&self) -> Vec<Cell> {
        let mut cells = self.place.cells();
        cells.extend([self.code, self.path, self.label].map(Cell::text));
        cells.push(Cell::text(self.coder.join("; ")));
        cells.extend([self.hits, self.negated].map(Cell::count));
        cells.extend([Cell::text(self.matched.join("; ")), Cell::text(self.text)]);
        cells
    }

    pub fn for_eyes(&self, with_coder: bool) -> Vec<Cell> {
        let mut cells = self.place.for_eyes();
        let negated = if self.negated > 0 { " (negated)" } else { "" };
        cells.push(Cell::text(self.code));
        cells.extend(with_coder.then(|| Cell::text(self.coder.join("; "))));
        cells.extend([
            Cell::text(one_line(&self.matched.join("; ")) + negated),
            Cell::text(one_line(self.text)),
        ]);
        cells
    }
}

impl HitRow<'_> {
    pub fn columns(why: bool) -> Vec<Column> {
        let mut columns = Place::columns();
        columns.extend(["code", "path", "label", "coder"].map(|name| Column::text(name, name)));
        columns.extend(why.then(|| Column::text("rule", "rule")));
        columns.extend(["matched", "negated_by"].map(|name| Column::text(name, name)));
        columns.extend(why.then(|| Column::text("stopped_by", "stopped_by")));
        columns.extend(["text", "segment"].map(|name| Column::text(name, name)));
        columns
    }

    pub fn cells(&self, why: bool) -> Vec<Cell> {
        let maybe = |text: Option<&str>| text.map_or(Cell::Empty, Cell::text);
        let mut cells = self.place.cells();
        cells.extend([self.code, self.path, self.label].map(Cell::text));
        cells.push(Cell::text(self.coder.join("; ")));
        cells.extend(why.then(|| maybe(self.rule.flatten())));
        cells.extend([Cell::text(self.matched.join("; ")), maybe(self.negated_by)]);
        cells.extend(why.then(|| maybe(self.stopped_by.as_ref().and_then(Option::as_deref))));
        cells.extend([self.text, self.segment].map(Cell::text));
        cells
    }

    pub fn for_eyes(&self, why: bool, with_coder: bool) -> Vec<Cell> {
        let maybe =
            |text: Option<&str>| text.map_or(Cell::Empty, |text| Cell::text(one_line(text)));
        let mut cells = self.place.for_eyes();
        cells.push(Cell::text(self.code));
        cells.extend(with_coder.then(|| Cell::text(self.coder.join("; "))));
        if why {
            cells.push(maybe(self.rule.flatten()));
            cells.push(maybe(self.stopped_by.as_ref().and_then(Option::as_deref)));
        }
        cells.push(maybe(self.negated_by));
        let (before, rest) = self.segment.split_at(self.begins);
        let after = &rest[self.text.len()..];
        cells.push(Cell::text(one_line(&format!(
            "{before}»{}«{after}",
            self.text
        ))));
        cells
    }
}
