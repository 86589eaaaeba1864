//! Runs the binary as people do, and compares all that they see: standard output, standard error and the exit status.
//!
//! Each test is a session in a fresh copy of `tests/cli/files`; what is seen stands in `tests/cli/<test>.txt`. Run with
//! `THEMATICA_REWRITE=1` to write these files anew, and read the difference.

mod agreement;
mod annotating;
mod charts;
mod checking;
mod codebooks;
mod codings;
mod comparing;
mod counting;
mod evaluation;
mod output;
mod pseudonyms;
mod reading;
mod session;
mod transcripts;
