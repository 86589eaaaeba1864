//! How sure it is that the speakers of a file were found, and what that rests on.

use std::collections::HashMap;

use super::Hints;
use super::assemble::Script;
use super::evidence::{self, Verdict};
use super::shape;
use super::tally::Tallies;
use crate::text::counted;
use crate::transcript::{Confidence, LabelStyle, Labelling, Labels};

/// Weighs what was found. The script has its notices already.
pub(crate) fn weigh(
    text: &str,
    tallies: &Tallies,
    verdict: &Verdict,
    hints: Hints<'_>,
    script: &Script,
) -> Labels {
    let style = script.style.unwrap_or(LabelStyle::None);
    let (confidence, reason) = match hints.labelling {
        Labelling::Pattern(_) if script.speakers.is_empty() => (
            Confidence::Low,
            "no line begins with what the manifest's pattern says".to_owned(),
        ),
        Labelling::Exactly(..) if script.speakers.is_empty() => (
            Confidence::Low,
            "none of the labels that the manifest lists is written here in the style that it says"
                .to_owned(),
        ),
        Labelling::Style(LabelStyle::None) => (
            Confidence::Certain,
            "the manifest says that nobody is labelled".to_owned(),
        ),
        Labelling::Pattern(_) => (
            Confidence::Certain,
            "the manifest says what a label looks like".to_owned(),
        ),
        Labelling::Exactly(..) => (
            Confidence::Certain,
            "the manifest lists the labels".to_owned(),
        ),
        _ if script.speakers.is_empty() => nobody(text, tallies, verdict),
        _ if style == LabelStyle::Voice => (
            Confidence::Certain,
            "the format itself says who speaks".to_owned(),
        ),
        _ => somebody(verdict, hints, script),
    };
    Labels {
        style,
        confidence,
        reason,
    }
}

/// Nobody is labelled: surely so where no line begins with what may be a label.
fn nobody(text: &str, tallies: &Tallies, verdict: &Verdict) -> (Confidence, String) {
    let may_be = |label: usize| {
        let tally = &tallies.labels[label];
        tally.shape.is_some()
            && tally.strong() > 0
            && tally.opening > 0
            && !shape::is_heading_word(&tally.key)
            && !verdict.speakers[label]
    };
    let possible = (0..tallies.labels.len())
        .filter(|label| may_be(*label))
        .count();
    if let Some(alike) = alike(text) {
        return (Confidence::Low, alike);
    }
    if possible == 0 {
        return (
            Confidence::High,
            "no line begins with what may be a label".to_owned(),
        );
    }
    let first = tallies
        .marks
        .iter()
        .find(|marked| marked.label().is_some_and(may_be));
    let example = first.map_or("", |marked| {
        &text[marked.mark().label.0..marked.mark().label.1]
    });
    let reason = if possible == 1 {
        format!("one line begins with what may be a label, `{example}`, which does not return")
    } else {
        format!(
            "{possible} lines begin with what may be labels, such as `{example}`, but these do not return and take no turns"
        )
    };
    (Confidence::Low, reason)
}

/// What most lines begin with, where that is not letters: stamps or numbers may stand before names then.
fn alike(text: &str) -> Option<String> {
    const FEWEST: usize = 4;
    let mut counts: HashMap<String, (usize, &str)> = HashMap::new();
    let mut all = 0;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        all += 1;
        let start = line.find(char::is_alphabetic).unwrap_or(line.len());
        let (sign, rest) = (&line[..start], &line[start..]);
        let names = rest.as_bytes().iter().take(64).any(|byte| *byte == b':');
        if sign.len() < 32 && names && sign.bytes().any(|byte| byte.is_ascii_digit()) {
            let digits = |c: char| if c.is_ascii_digit() { '0' } else { c };
            let mut sign: Vec<char> = sign.chars().map(digits).collect();
            sign.dedup();
            counts
                .entry(sign.into_iter().collect())
                .or_insert((0, line))
                .0 += 1;
        }
    }
    // The first in the alphabet of equals, so that the same text gives the same words.
    let most = counts.into_iter().max_by(|one, other| {
        let count = one.1.0.cmp(&other.1.0);
        count.then_with(|| other.0.cmp(&one.0))
    });
    let (_, (count, first)) = most.filter(|(_, (count, _))| *count >= FEWEST && count * 2 > all)?;
    let example: String = first.chars().take(32).collect();
    Some(format!(
        "{count} of {all} lines begin alike, the first with `{example}`, and may be labelled in a way that is not known"
    ))
}

/// A label that stands so often has returned.
const RETURNS: u32 = 3;

fn somebody(verdict: &Verdict, hints: Hints<'_>, script: &Script) -> (Confidence, String) {
    let utterances: u32 = script.counts.iter().sum();
    let declared = |label: &String| evidence::is_declared(label, hints.declared);
    let rare = script
        .speakers
        .iter()
        .zip(&script.counts)
        .filter(|(label, count)| **count < RETURNS && !declared(label))
        .count();
    let doubtful = verdict
        .doubtful
        .iter()
        .filter(|doubtful| **doubtful)
        .count();
    let told = |rule: &str| script.notices.iter().any(|notice| notice.rule == rule);
    let labels = counted(script.speakers.len() as u64, "label");
    let before = counted(u64::from(utterances), "utterance");
    if let [only] = script.speakers.as_slice() {
        return (
            Confidence::Low,
            format!("only `{only}` is labelled, before {before}"),
        );
    }
    let mut reason = format!("{labels} before {before}");
    let mut confidence = Confidence::High;
    let mut doubt = |level: Confidence, why: String| {
        confidence = confidence.min(level);
        reason.push_str("; ");
        reason.push_str(&why);
    };
    if script.speakers.iter().all(declared) {
        doubt(Confidence::High, "all of them are declared".to_owned());
    } else if rare > 0 {
        // One who says two words in an hour is no reason for doubt; where most are rare, they are.
        let most = rare * 2 > script.speakers.len() || utterances < 2 * RETURNS;
        let level = if most {
            Confidence::Fair
        } else {
            Confidence::High
        };
        doubt(level, format!("{rare} of them fewer than {RETURNS} times"));
    }
    if verdict.bare_rule {
        doubt(
            Confidence::Fair,
            "short lines that return were taken for labels".to_owned(),
        );
    }
    if doubtful > 0 {
        let others = counted(doubtful as u64, "word");
        doubt(
            Confidence::Fair,
            format!("{others} before a colon may be labels too"),
        );
    }
    let unlabelled = script.units.iter().filter(|unit| !unit.labelled).count();
    if unlabelled > script.units.len() / 2 {
        let paragraphs = counted(script.units.len() as u64, "paragraph");
        let why =
            format!("{unlabelled} of {paragraphs} have no label and go on with the one before");
        doubt(Confidence::Fair, why);
    }
    if told("labels-inside-paragraph") {
        doubt(
            Confidence::Low,
            "labels seem to stand inside a paragraph".to_owned(),
        );
    }
    (confidence, reason)
}
