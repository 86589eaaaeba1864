//! Thematica codes interview and focus-group transcripts with a codebook.
pub mod diagnostic;
pub mod text;
pub mod transcript;
