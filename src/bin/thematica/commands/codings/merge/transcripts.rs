//! Each transcript by itself: what becomes of its codings.

use std::ops::Range;

use thematica::coding::merge::{Merged, Policy, Side, Stretch, WITH, merge};
use thematica::coding::record::{Record, Stamp, State, hash};
use thematica::study::Document;
use thematica::text::Span;
use thematica::transcript::Transcript;

use super::super::desk::{Desk, anchor};
use super::{Whose, policy_name};
use crate::clock;
use crate::failure::Failure;
use crate::messages::counted;

/// What came of one transcript.
pub struct OfTranscript {
    pub id: String,
    pub transcript: Transcript,
    pub merged: Merged,
    /// What is to be written.
    pub records: Vec<Record>,
    pub is_finished: bool,
    /// All codings that stand.
    pub standing: usize,
    /// Those of them whose coders have not finished the transcript, where the policy asks only who has.
    pub unheard: usize,
    /// Stretches without a word.
    pub wordless: usize,
    /// Who has finished it, where that is one coder alone, the policy asks those who have, and nobody decides all of it.
    pub only: Option<String>,
}

/// Merges transcript by transcript, or says of all of them why not.
pub fn results(
    desk: &Desk<'_>,
    coders: &[Whose],
    policy: &Policy,
) -> Result<Vec<OfTranscript>, Failure> {
    let mut results = Vec::new();
    let mut refused = Vec::new();
    for document in &desk.study.documents {
        let is_touched = |it: &Whose| {
            it.records.contains_key(&document.id) || it.finished.contains(&document.id)
        };
        if !coders.iter().any(is_touched) {
            continue;
        }
        let transcript = desk.transcript(document)?;
        let hash = hash(transcript.source.text());
        for coder in coders {
            let records = coder.records.get(&document.id).into_iter().flatten();
            let others = records.filter(|it| it.anchor.hash != hash || it.anchor.points.is_none());
            let count = others.count();
            if count > 0 {
                refused.push(format!(
                    "{} of {} in {}",
                    counted(count, "coding"),
                    coder.name,
                    document.id
                ));
            }
        }
        if refused.is_empty() {
            results.push(of_transcript(document, transcript, coders, policy));
        }
    }
    if refused.is_empty() {
        return Ok(results);
    }
    let message = format!(
        "nothing was merged, because these were coded in another version of the text: {}",
        refused.join(", ")
    );
    Err(Failure::new(message)
        .help("`thematica codings check --write` lays them on the text as it is now"))
}

fn of_transcript(
    document: &Document,
    transcript: Transcript,
    coders: &[Whose],
    policy: &Policy,
) -> OfTranscript {
    let id = &document.id;
    let sides = coders.iter().map(|coder| Side {
        coder: &coder.name,
        records: coder.records.get(id).map_or(&[], Vec::as_slice),
        finished: coder.finished.contains(id),
    });
    let sides: Vec<Side<'_>> = sides.collect();
    let merged = merge(&sides, policy);
    let judges =
        |side: &Side<'_>| matches!(policy, Policy::Adjudicator(name) if name == side.coder);
    let is_heard = |side: &&Side<'_>| *policy == Policy::Union || side.finished || judges(side);
    let unheard = sides.iter().filter(|side| !is_heard(side));
    let standing = |side: &Side<'_>| {
        let records = side.records.iter();
        records.filter(|it| it.state == State::Coded).count()
    };
    let unheard = unheard.map(standing).sum();
    let all = sides.iter().map(standing).sum();
    let codings = merged.codings.iter();
    let records: Vec<Record> = codings
        .filter_map(|it| record(it, &transcript, &sides, policy))
        .collect();
    let is_open = merged.conflicts.iter().any(|it| it.is_open);
    let mut finished = sides.iter().filter(|side| side.finished);
    // An adjudicator who has finished it decides all of it, alone or not.
    let only = match (finished.next(), finished.next()) {
        (Some(only), None) if *policy != Policy::Union && !judges(only) => {
            Some(only.coder.to_owned())
        }
        _ => None,
    };
    OfTranscript {
        only,
        id: id.clone(),
        wordless: merged.codings.len() - records.len(),
        is_finished: sides.iter().all(|side| side.finished) && !is_open,
        transcript,
        merged,
        records,
        standing: all,
        unheard,
    }
}

/// The coding of a stretch, without white space at its ends; nothing where it has no word.
fn record(
    stretch: &Stretch,
    transcript: &Transcript,
    sides: &[Side<'_>],
    policy: &Policy,
) -> Option<Record> {
    let span = trimmed(transcript, span(transcript, &stretch.points)?)?;
    let made = Stamp {
        time: clock::now(),
        with: format!("{WITH} {}", policy_name(policy)),
    };
    let mut record = Record::new(stretch.code.clone(), anchor(transcript, span), made);
    record.from.clone_from(&stretch.from);
    record.by.clone_from(&stretch.by);
    let all = sides
        .iter()
        .flat_map(|side| side.records.iter().map(move |it| (side.coder, it)));
    let made_of: Vec<(&str, &Record)> = all
        .filter(|(coder, it)| stretch.from.contains(&format!("{coder}/{}", it.id)))
        .collect();
    let memos = made_of
        .iter()
        .filter_map(|(coder, it)| Some((coder, it.memo.as_ref()?)));
    let memos: Vec<String> = memos
        .map(|(coder, memo)| format!("{coder}: {memo}"))
        .collect();
    record.memo = (!memos.is_empty()).then(|| memos.join("\n"));
    if let Some((_, first)) = made_of.first() {
        let is_same = made_of.iter().all(|(_, it)| it.weight == first.weight);
        record.weight = first.weight.clone().filter(|_| is_same);
    }
    Some(record)
}

pub fn span(transcript: &Transcript, points: &Range<usize>) -> Option<Span> {
    let source = &transcript.source;
    let start = source.byte_of_code_point(points.start)?;
    let end = source.byte_of_code_point(points.end)?;
    Some(Span::new(start, end))
}

fn trimmed(transcript: &Transcript, span: Span) -> Option<Span> {
    let source = &transcript.source;
    let has_word = source.slice(span).chars().any(char::is_alphanumeric);
    has_word.then(|| span.trimmed(source.text()))
}
