//! Thematica codes interview and focus-group transcripts with a codebook, and counts what the codes found.
//!
//! This is the library: what a transcript, a codebook and a number are. The program of the same name is a thin layer on it
//! that knows arguments, files and terminals. What the rules propose, people check: this is codebook thematic analysis and
//! content analysis, and no substitute for reading.
//!
//! # The way through
//! ```text
//!  thematica.yaml ─┐                        bytes of a file                        codebook.yaml
//!  participants.csv┼─▶ study::Study              │                                      │
//!  transcripts/…  ─┘   which files, ────▶ transcript::read                       codebook::parse
//!                      which people              ▼                                      ▼
//!                           │          transcript::Transcript                   codebook::Codebook
//!                           │          the text, its turns, who speaks          codes and their rules
//!                           │                    │                                      │
//!                           │                    ├───────────▶ matcher::Matcher ◀───────┤
//!                           │                    │                    ▼                 ▼
//!                           │                    │               coding::Hit     lint: faults of a
//!                           │                    │                    ▼          well-written codebook
//!                           │                    │              coding::Coding
//!                           └───▶ roles ─────────┴────────┬───────────┘
//!                                                         ▼
//!                                             analysis: counts with denominators
//!                                                         ▼
//!                                             report: tables, in any format      diagnostic: what someone
//!                                                                                wrote wrong, from all rooms
//! ```
//! Every transcript goes through by itself, on any thread; [`study::stream`] puts the results back in order. A room imports
//! only what stands to its left in `text <- diagnostic <- yaml <- transcript <- codebook <- study <- coding <- matcher <-
//! analysis, lint <- report`, and a test holds it to that. [`exchange`], which carries codebooks to other formats and back,
//! transcripts to plain ones, and what people write into framework charts back into them, reads up to `coding` and is read by no other room.
//!
//! # Words
//! One word for each idea, here, in the documentation and in what the program prints.
//!
//! | word | is |
//! |---|---|
//! | study | a folder: a manifest, transcripts, a codebook, a table of people ([`study::Study`]) |
//! | transcript | one document of what was said ([`transcript::Transcript`]) |
//! | turn | what one speaker says until another does ([`transcript::Turn`]) |
//! | paragraph | a stretch of a turn without a blank line in it; no match crosses its ends ([`transcript::Paragraph`]) |
//! | speaker | a label in one transcript: `P1` of this one is not `P1` of the next ([`transcript::SpeakerIndex`]) |
//! | participant | a person, who may speak in several transcripts, under several labels ([`study::Participant`]) |
//! | role | what a person is in the study: participant, moderator, or as the table names it ([`study::Role`]) |
//! | voice | a speaker, with the person and the role behind the label ([`study::Voice`]) |
//! | attribute | anything else that is known of a transcript or a person: phase, group, site |
//! | segment | the piece of speech that a code is laid on: a sentence, a paragraph or a turn ([`codebook::Unit`]) |
//! | codebook | codes in a tree, what each means, and rules ([`codebook::Codebook`]) |
//! | code | a node of that tree ([`codebook::Code`]) |
//! | theme | a code that has none above it |
//! | rule | what makes a code fire ([`codebook::Rule`]) |
//! | exclusion | what stops a rule where it would have fired ([`codebook::Exclusion`]) |
//! | hit | the words that a rule found, with what negated or stopped it ([`coding::Hit`]) |
//! | coding | a code on a segment, and what put it there ([`coding::Coding`]) |
//! | coder | who lays codes on segments: a person, or the rules |
//! | span | a place in a text, from one byte to another ([`text::Span`]) |
//! | diagnostic | something that someone wrote wrong, with its place and what to do ([`diagnostic::Diagnostic`]) |
//! | provenance | what a result was made from, enough to make it again ([`report::Provenance`]) |
//!
//! # What always holds
//! - **A text never changes.** Matching folds case, quotes and accents as it looks, and every span counts bytes of the text as
//!   it was decoded. Spans are half open. Lines, columns and code points exist only where a format asks for them.
//! - **The same input gives the same bytes.** Results are sorted before they are written, whatever the number of threads;
//!   nothing depends on the order of a hash table, the clock, the environment or the place of a folder.
//! - **Every number has a unit and a denominator**, and a code's figures are the union of its own and those of the codes below
//!   it, never their sum. What negation or an exclusion took away is counted beside, not dropped.
//! - **Faults of people are data, faults of machines are errors.** Parsers give what they understood and the
//!   [`diagnostic::Diagnostic`]s, and go on. An `Err` is for what could not be done.
//! - **Only [`study`] opens files.** Nothing here prints, exits, or looks at the clock or the environment; [`report`] and
//!   [`diagnostic::render`] write into what they are given.

#![deny(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::exit,
    clippy::unwrap_used
)]
#![warn(missing_docs)]

pub mod analysis;
pub mod codebook;
pub mod coding;
pub mod diagnostic;
pub mod exchange;
pub mod lint;
pub mod matcher;
pub mod report;
pub mod study;
pub mod text;
pub mod transcript;
pub mod yaml;
