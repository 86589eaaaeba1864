//! See [`Group::Study`](crate::lint::Group::Study).

pub mod code_fires_everywhere;
pub mod code_never_fires;
pub mod coinciding_codes;
pub mod dominant_rule;
pub mod lost_quote;
pub mod rule_never_fires;
pub mod silent_participant;
pub mod uncovered_text;
pub mod undefined_coding;
pub mod unheard_speaker;
pub mod unknown_speaker;
pub mod unmatched_transcript;
