//! Thematica codes interview and focus-group transcripts with a codebook.
pub mod analysis;
pub mod codebook;
pub mod coding;
pub mod diagnostic;
pub mod lint;
pub mod matcher;
pub mod report;
pub mod study;
pub mod text;
pub mod transcript;
pub mod yaml;
