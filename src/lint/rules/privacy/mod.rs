//! See [`Group::Privacy`](crate::lint::Group::Privacy).
//!
//! What is found is never printed whole, nor the line around it: findings end up in logs, which more people read than
//! transcripts.

use super::super::{Rule, TranscriptLook};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::counted;
use crate::text::personal::{Found, Kind};
use crate::transcript::{Format, Transcript};

pub mod account_name;
pub mod bank_account;
pub mod birth_date;
pub mod email_address;
pub mod insurance_number;
pub mod nhs_number;
pub mod payment_card;
pub mod postcode;
pub mod telephone_number;

/// How many findings of one rule are told of one transcript, each with its place. The others are counted.
const MOST: usize = 10;

/// Tells what there is of a kind in a transcript.
fn tell(rule: &Rule, kind: Kind, look: &TranscriptLook<'_>, found: &mut Vec<Diagnostic>) {
    let text = look.transcript.source.text();
    let data: Vec<&Found> = look
        .personal()
        .iter()
        .filter(|it| it.kind == kind)
        .collect();
    let help = || match where_it_is_seen(look.transcript) {
        Some(place) => format!("{} {place}", what_to_do(kind)),
        None => what_to_do(kind),
    };
    // One more is told rather than counted.
    let told = if data.len() == MOST + 1 {
        MOST + 1
    } else {
        MOST
    };
    for datum in data.iter().take(told) {
        let message = format!(
            "this looks like {}: {}",
            with_article(kind),
            datum.masked(text)
        );
        found.push(rule.at(place(look.transcript, datum), message).help(help()));
    }
    if let Some(next) = data.get(told) {
        let more = counted((data.len() - told) as u64, "more finding");
        let message = format!("and {more} from here on that look like {}", kind.nouns());
        found.push(rule.at(place(look.transcript, next), message).help(help()));
    }
}

fn place(transcript: &Transcript, datum: &Found) -> Place {
    let source = &transcript.source;
    let position = source.position(datum.span.start);
    Place::Point(source.name().to_owned(), position)
}

fn what_to_do(kind: Kind) -> String {
    format!(
        "if it is somebody's, take it out of the file, or write `[{}]` in its place",
        kind.noun()
    )
}

/// Where a person finds a line of a text that is not the file's.
fn where_it_is_seen(transcript: &Transcript) -> Option<String> {
    let is_file = matches!(transcript.reading.format, Format::Text | Format::Markdown);
    (!is_file).then(|| {
        format!(
            "(the line is that of the text as it was read; search the file, or look at `thematica transcripts --show {}`)",
            transcript.id
        )
    })
}

fn with_article(kind: Kind) -> String {
    // "an NHS number", by its sound.
    let is_an = matches!(kind, Kind::NhsNumber | Kind::EmailAddress | Kind::Account);
    format!("{} {}", if is_an { "an" } else { "a" }, kind.noun())
}
