//! Codings whose transcript is not there: it was renamed or moved, or is gone.
//!
//! Codings are kept under the name of their transcript. Each carries the hash of the text that it was made in and its words,
//! so that the transcript is known again under another name. Nothing is moved here: who knows what was renamed says so.

use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;
use std::sync::Arc;

use super::anchor::Finder;
use super::record::{Record, State, hash};
use super::store::CodingFile;
use crate::study::{Study, stands_for};
use crate::text::Source;

/// So many quotes of a file are looked for in every text.
const LOOKED_FOR: usize = 15;

/// The transcript in which stray codings were probably made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// Its id.
    pub transcript: String,
    /// How many of the codings are found in it.
    pub found: usize,
    /// How many there are; removed ones do not count.
    pub of: usize,
}

/// Whether a file of codings belongs to no transcript of the study, or to none in particular.
#[must_use]
pub fn is_stray(study: &Study, file: &CodingFile) -> bool {
    study.document(&file.transcript).is_none()
}

/// Why a stray file's name is no transcript's: one sentence without a full stop.
#[must_use]
pub fn reason(study: &Study, file: &CodingFile) -> String {
    let name = &file.transcript;
    let all = study.documents.iter().map(|document| document.id.as_str());
    let several: Vec<&str> = all.filter(|id| stands_for(name, id)).collect();
    if several.is_empty() {
        format!("there is no transcript `{name}` in this study")
    } else {
        let several = several.join(", ");
        format!("`{name}` stands for more than one transcript: {several}")
    }
}

/// The command that lays codings under another name, as it is typed: names with spaces or other signs are in quotes.
#[must_use]
pub fn command(old: &str, new: &str) -> String {
    let typed = |name: &str| {
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
        if name.chars().all(is_plain) {
            name.to_owned()
        } else {
            format!("\"{name}\"")
        }
    };
    format!("thematica codings rename {} {}", typed(old), typed(new))
}

/// For each stray file, the one transcript in which more than half of its codings are found, and more than in any other: the
/// text is the same, or the words are there. Transcripts that cannot be read are passed over.
#[must_use]
pub fn homes(study: &Study, strays: &[&CodingFile]) -> Vec<Option<Home>> {
    if strays.is_empty() {
        return Vec::new();
    }
    let read = |document| study.load(document).ok();
    let texts: Vec<(&str, Arc<Source>)> = study
        .documents
        .iter()
        .filter_map(|document| Some((document.id.as_str(), read(document)?.source)))
        .collect();
    let mut best: Vec<Option<usize>> = by_hash(&texts, strays);
    by_quotes(&texts, strays, &mut best);
    let mut homes: Vec<Option<Home>> = vec![None; strays.len()];
    for (at, (transcript, source)) in texts.iter().enumerate() {
        let of_it = best.iter().enumerate();
        let of_it: Vec<usize> = of_it
            .filter(|(_, best)| **best == Some(at))
            .map(|(stray, _)| stray)
            .collect();
        if of_it.is_empty() {
            continue;
        }
        let finder = Finder::new(source);
        for stray in of_it {
            let (found, of) = share(&finder, strays[stray]);
            homes[stray] = (found * 2 > of).then(|| Home {
                transcript: (*transcript).to_owned(),
                found,
                of,
            });
        }
    }
    homes
}

/// The texts that more than half of a file's codings were made in, where that is one.
fn by_hash(texts: &[(&str, Arc<Source>)], strays: &[&CodingFile]) -> Vec<Option<usize>> {
    let mut known: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, (_, source)) in texts.iter().enumerate() {
        known.entry(hash(source.text())).or_default().push(at);
    }
    let home = |file: &&CodingFile| {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for record in kept(file) {
            *counts.entry(&record.anchor.hash).or_default() += 1;
        }
        let all: usize = counts.values().sum();
        let (most, _) = counts.into_iter().find(|(_, count)| count * 2 > all)?;
        match known.get(most)?[..] {
            [only] => Some(only),
            _ => None,
        }
    };
    strays.iter().map(home).collect()
}

/// For files whose text is not there any more, the one text in which most of their longest quotes stand.
fn by_quotes(texts: &[(&str, Arc<Source>)], strays: &[&CodingFile], best: &mut [Option<usize>]) {
    let open = (0..strays.len()).filter(|stray| best[*stray].is_none());
    let open: Vec<(usize, Vec<&str>)> = open
        .map(|stray| (stray, longest(strays[stray])))
        .filter(|(_, quotes)| !quotes.is_empty())
        .collect();
    if open.is_empty() {
        return;
    }
    // By file: the most quotes that were found in a text, and in which texts.
    let mut most: Vec<(usize, Vec<usize>)> = vec![(0, Vec::new()); open.len()];
    for (at, (_, source)) in texts.iter().enumerate() {
        let finder = Finder::new(source);
        for ((_, quotes), most) in open.iter().zip(&mut most) {
            let found = found_of(&finder, quotes);
            match found.cmp(&most.0) {
                Ordering::Less => {}
                Ordering::Equal => most.1.push(at),
                Ordering::Greater => *most = (found, vec![at]),
            }
        }
    }
    for ((stray, _), (found, texts)) in open.iter().zip(most) {
        best[*stray] = match texts[..] {
            [only] if found > 0 => Some(only),
            _ => None,
        };
    }
}

/// How many quotes stand in a text; none where half of them do not.
fn found_of(finder: &Finder, quotes: &[&str]) -> usize {
    let (mut found, mut missed) = (0, 0);
    for quote in quotes {
        if finder.places(quote).is_empty() {
            missed += 1;
        } else {
            found += 1;
        }
        if missed * 2 >= quotes.len() {
            return 0;
        }
    }
    found
}

/// The longest quotes of a file: they stand in no other text by chance.
fn longest(file: &CodingFile) -> Vec<&str> {
    let mut quotes: Vec<&str> = kept(file).map(|it| it.anchor.quote.as_str()).collect();
    quotes.sort_by_key(|quote| Reverse(quote.len()));
    quotes.truncate(LOOKED_FOR);
    quotes
}

/// The codings of a file; removed ones do not count.
fn kept(file: &CodingFile) -> impl Iterator<Item = &Record> {
    let all = file.ledger.all().iter();
    all.filter(|it| it.state != State::Removed)
}

/// How many of a file's codings are found in a text, and how many there are.
fn share(finder: &Finder, file: &CodingFile) -> (usize, usize) {
    let is_there = |it: &&Record| {
        it.anchor.hash == finder.hash() || !finder.places(&it.anchor.quote).is_empty()
    };
    (kept(file).filter(is_there).count(), kept(file).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_space_is_typed_in_quotes() {
        let typed = command("p1/fg-1.a", "Focus group 1");
        assert_eq!(
            typed,
            "thematica codings rename p1/fg-1.a \"Focus group 1\""
        );
    }
}
