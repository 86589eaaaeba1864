//! JSON lines: what `codings export --format jsonl` writes, and what stands in a store.

use super::{Fault, Read, Wanted, Where};
use crate::coding::record;

/// Reads JSON lines. `only` and `coder` are the transcript and the coder where the lines do not say them.
#[must_use]
pub fn of_lines(text: &str, only: Option<&str>) -> Read {
    let mut read = Read::default();
    for (line, written) in (1..).zip(text.lines()) {
        if written.trim().is_empty() {
            continue;
        }
        let mut record = match record::parse(written) {
            Ok(record) => record,
            Err(error) => {
                read.faults.push(
                    Fault::new(line, format!("this line is no coding: {}", error.reason)).help(
                        "a coding looks like {\"transcript\": \"fg1\", \"code\": \"trust\", \"quote\": \"They trust me.\"}",
                    ),
                );
                continue;
            }
        };
        let mut text_of = |name: &str| {
            let at = record.other.iter().position(|(field, _)| field == name)?;
            let (_, value) = record.other.remove(at);
            serde_json::from_str::<String>(value.get()).ok()
        };
        let (transcript, coder) = (text_of("transcript"), text_of("coder"));
        let Some(transcript) = transcript.or_else(|| only.map(str::to_owned)) else {
            read.faults.push(
                Fault::new(line, "this line names no transcript")
                    .help("add a field `transcript`, or name one with --transcript"),
            );
            continue;
        };
        read.wanted.push(Wanted {
            line,
            transcript,
            coder,
            code: Some(record.code.clone()),
            place: Where::Anchor(Box::new(record.anchor.clone())),
            weight: record.weight.clone(),
            memo: record.memo.clone(),
            state: record.state,
            made: Some(record.made.time.clone()).filter(|it| !it.is_empty()),
            with: Some(record.made.with.clone()).filter(|it| !it.is_empty()),
            record: Some(Box::new(record)),
        });
    }
    read
}
