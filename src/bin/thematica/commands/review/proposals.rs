//! What is to be decided, and how it is shown.

use std::io::{self, Write};

use thematica::analysis::coded::Coded;
use thematica::analysis::evaluation::{Mark, Segment, Segmented};
use thematica::codebook::CodeIndex;
use thematica::coding::anchor::Finder;
use thematica::coding::record::{Anchor, Record, State, hash};
use thematica::coding::store::CodingFile;
use thematica::text::{Span, one_line, visibly};
use thematica::transcript::{Paragraph, Units};

use super::Review;

/// Something to be decided.
pub struct Proposal {
    /// The transcript's id.
    pub document: String,
    /// What is read before it is decided, line by line.
    pub lines: Vec<String>,
    pub code: String,
    pub anchor: Anchor,
    /// What made it, for the coding's line.
    pub with: String,
    pub from: Vec<String>,
}

impl Review<'_> {
    /// What is to be decided in one transcript, in the order of the text.
    pub(super) fn proposals(&self, coded: &Coded<'_>, units: &Units) -> Vec<Proposal> {
        let decided = self.placed(coded, &self.own);
        let decided: Vec<(Mark, State)> = decided
            .into_iter()
            .map(|(it, record)| (it, record.state))
            .collect();
        let unit = self.job.study.unit;
        let mut found = Vec::new();
        if self.is_of_rules {
            let segmented = Segmented::of(coded, units, unit, &[]);
            for segment in &segmented.segments {
                let codes = segment.rules.keys();
                let open = codes.filter(|code| self.is_open(&decided, segment.span, **code));
                found.extend(open.map(|code| self.of_rules(coded, units, segment, *code)));
            }
            return found;
        }
        let mut marks = self.placed(coded, &self.others);
        marks.sort_by_key(|(mark, _)| *mark);
        marks.retain(|(_, record)| record.state == State::Coded);
        for (mark, record) in marks {
            if self.is_open(&decided, mark.span, mark.code) {
                found.push(self.of_coder(coded, units, mark, &record));
            }
        }
        found
    }

    /// Whether a code is asked for and its coder has not said yet whether it is there.
    fn is_open(&self, decided: &[(Mark, State)], span: Span, code: CodeIndex) -> bool {
        let below = &self.job.codebook.code(code).subtree;
        let is_said = decided.iter().any(|(mark, state)| {
            let is_about = match state {
                State::Coded => below.contains(&mark.code.0),
                State::Rejected | State::Removed => mark.code == code,
            };
            is_about && mark.span.overlaps(span)
        });
        self.asked[code.0 as usize] && !is_said
    }

    /// The codings of some files that are of this transcript, where they are now. A record's name gets its coder before it.
    fn placed(&self, coded: &Coded<'_>, files: &[CodingFile]) -> Vec<(Mark, Record)> {
        let is_here = |file: &&CodingFile| {
            let document = self.job.study.document(&file.transcript);
            document.is_some_and(|it| it.id == coded.document.id)
        };
        let mut placed = Vec::new();
        for file in files.iter().filter(is_here) {
            let records = file.ledger.all().iter();
            let records: Vec<&Record> = records.filter(|it| it.state != State::Removed).collect();
            if records.is_empty() {
                continue;
            }
            let anchors: Vec<&Anchor> = records.iter().map(|it| &it.anchor).collect();
            let found = Finder::of(&coded.transcript).find_all(&anchors);
            for (record, finding) in records.into_iter().zip(found) {
                let code = self.job.codebook.find(&record.code);
                if let (Some(span), Some(code)) = (finding.span(), code) {
                    let mut record = record.clone();
                    record.id = format!("{}/{}", file.coder, record.id);
                    placed.push((Mark { span, code }, record));
                }
            }
        }
        placed
    }

    fn of_rules(
        &self,
        coded: &Coded<'_>,
        units: &Units,
        segment: &Segment,
        code: CodeIndex,
    ) -> Proposal {
        let codebook = &self.job.codebook;
        let source = &coded.transcript.source;
        let mut why = Vec::new();
        let mut rules = Vec::new();
        for (rule, hits) in &segment.rules[&code] {
            let written = &codebook.rule(*rule).written;
            rules.push(written.clone());
            let matched = hits
                .iter()
                .map(|hit| source.slice(coded.hits[*hit as usize].span));
            let matched: Vec<String> = matched.map(one_line).collect();
            why.push(format!("Rule: {written} (matched: {})", matched.join("; ")));
        }
        let with = format!("review: {}", rules.join("; "));
        self.proposal(coded, units, (segment.span, code), (why, with, Vec::new()))
    }

    fn of_coder(&self, coded: &Coded<'_>, units: &Units, mark: Mark, record: &Record) -> Proposal {
        let coder = record.id.split('/').next().unwrap_or_default();
        let mut why = vec![format!("Coder: {coder}")];
        if let Some(memo) = &record.memo {
            why.push(format!("Memo: {}", one_line(memo)));
        }
        let about = (why, "review".to_owned(), vec![record.id.clone()]);
        self.proposal(coded, units, (mark.span, mark.code), about)
    }

    fn proposal(
        &self,
        coded: &Coded<'_>,
        units: &Units,
        (span, code): (Span, CodeIndex),
        (why, with, from): (Vec<String>, String, Vec<String>),
    ) -> Proposal {
        let transcript = &coded.transcript;
        let source = &transcript.source;
        let paragraphs = &transcript.paragraphs;
        let at = paragraphs.partition_point(|it| it.span.end <= span.start);
        let turn = paragraphs.get(at).map(|it| it.turn as usize);
        let speaker = turn.and_then(|turn| transcript.label(&transcript.turns[turn]));
        let code = self.job.codebook.code(code);
        let mut lines = vec![format!(
            "{}, turn {}, line {}, {}",
            coded.document.id,
            turn.map_or(0, |turn| turn + 1),
            source.line_number(span.start),
            speaker.unwrap_or("(no label)")
        )];
        lines.push(format!("Code: {} ({})", code.label, code.id));
        lines.extend(why);
        let [before, after] = around(coded, units, span);
        lines.extend(before.map(|said| format!("Before: {said}")));
        lines.push(format!("Text: {}", one_line(source.slice(span))));
        lines.extend(after.map(|said| format!("After: {said}")));
        Proposal {
            document: coded.document.id.clone(),
            lines,
            code: code.id.clone(),
            anchor: Anchor::of(source, span, &hash(source.text())),
            with,
            from,
        }
    }
}

impl Proposal {
    pub fn show(&self, number: usize, all: usize, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{number} of {all}: {}", visibly(&self.lines[0]))?;
        for line in &self.lines[1..] {
            writeln!(out, "{}", visibly(line))?;
        }
        writeln!(out)
    }
}

/// How many characters of another paragraph are shown.
const SHOWN: usize = 200;

/// What stands before and after a stretch: the next sentence of its paragraph, or where there is none, the end or the
/// beginning of the next paragraph, whoever speaks it. The question makes the answer understood.
fn around(coded: &Coded<'_>, units: &Units, span: Span) -> [Option<String>; 2] {
    let transcript = &coded.transcript;
    let paragraphs = &transcript.paragraphs;
    let said = |span: Span| one_line(transcript.source.slice(span));
    let first = paragraphs.partition_point(|it| it.span.end <= span.start);
    let last = paragraphs.partition_point(|it| it.span.start < span.end);
    let other = |at: usize, is_before: bool| {
        let paragraph = paragraphs.get(at)?;
        let turn = &transcript.turns[paragraph.turn as usize];
        let label = transcript.label(turn).unwrap_or("(no label)");
        Some(format!(
            "{label}: {}",
            cut(&said(paragraph.span), is_before)
        ))
    };
    let within = |at: Option<&Paragraph>| at.map_or(&[][..], |it| units.sentences_in(it.span));
    let mut before = within(paragraphs.get(first)).iter().rev();
    let before = before.find(|it| it.end <= span.start).map(|it| said(*it));
    let before = before.or_else(|| other(first.checked_sub(1)?, true));
    let mut after = within(last.checked_sub(1).and_then(|at| paragraphs.get(at))).iter();
    let after = after.find(|it| it.start >= span.end).map(|it| said(*it));
    let after = after.or_else(|| other(last, false));
    [before, after]
}

/// The end of a text, or its beginning.
fn cut(text: &str, is_end: bool) -> String {
    let count = text.chars().count();
    if count <= SHOWN {
        text.to_owned()
    } else if is_end {
        format!("… {}", text.chars().skip(count - SHOWN).collect::<String>())
    } else {
        format!("{} …", text.chars().take(SHOWN).collect::<String>())
    }
}
