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
