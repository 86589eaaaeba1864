//! Placeholder until the parser lands.
use super::Codebook;
use crate::diagnostic::Diagnostic;
use crate::text::Source;
use std::sync::Arc;
/// What was understood of a codebook and what is wrong with it.
#[derive(Debug)]
pub struct Parsed {
    /// `None` where nothing of it can be used.
    pub codebook: Option<Codebook>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}
/// Parses a codebook.
#[must_use]
pub fn parse(_source: Arc<Source>) -> Parsed {
    Parsed {
        codebook: None,
        diagnostics: vec![],
    }
}
