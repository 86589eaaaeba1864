//! Reading files as transcripts: one file for each format.
/// Placeholder until the readers land.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The format, where the file's ending must not decide.
    pub format: Option<super::Format>,
    /// The encoding, where it must not be detected.
    pub encoding: Option<String>,
    /// Labels that are speakers however rare they are.
    pub speakers: Vec<String>,
}

/// Why a file cannot be read as a transcript.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file is not text.
    #[error("the file is not text")]
    NotText,
}

/// Placeholder until the readers land: reads `Label: words` lines of UTF-8.
pub fn read(
    id: &str,
    name: &str,
    bytes: Vec<u8>,
    _options: &ReadOptions,
) -> Result<super::Transcript, ReadError> {
    let text = String::from_utf8(bytes).map_err(|_| ReadError::NotText)?;
    Ok(super::Transcript {
        id: id.to_owned(),
        source: std::sync::Arc::new(crate::text::Source::new(name, text)),
        reading: super::Reading {
            format: super::Format::Text,
            encoding: "UTF-8".to_owned(),
            labels: super::LabelStyle::Prefix,
            warnings: Vec::new(),
            left_out: Vec::new(),
        },
        speakers: Vec::new(),
        turns: Vec::new(),
        paragraphs: Vec::new(),
        attributes: std::collections::BTreeMap::new(),
    })
}
