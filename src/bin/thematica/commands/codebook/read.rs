//! Which codebook is meant: a file, or one that comes with the program.

use std::path::Path;
use std::sync::Arc;

use thematica::codebook::{self, BUNDLED, Bundled, Codebook};
use thematica::diagnostic::{Diagnostic, nearest};
use thematica::study;
use thematica::text::Source;

use super::super::{opening, sound};
use crate::args::Global;
use crate::failure::Failure;

/// The text of a codebook. A file of the name comes before a codebook that is built in.
pub fn text(name: &Path, faults: &mut Vec<Diagnostic>) -> Result<Arc<Source>, Failure> {
    if !name.exists() {
        let word = name.to_string_lossy();
        return match Bundled::find(&word) {
            Some(bundled) => Ok(Arc::new(Source::new(bundled.name, bundled.text))),
            None => Err(unknown(&word)),
        };
    }
    study::codebook_text(name, faults).map_err(|error| opening(&error))
}

/// A codebook without errors; what may be wrong with it is said.
pub fn codebook(name: &Path, global: &Global) -> Result<Codebook, Failure> {
    let mut faults = Vec::new();
    let parsed = codebook::parse(text(name, &mut faults)?);
    faults.extend(parsed.diagnostics);
    sound(&faults, global)?;
    Ok(parsed
        .codebook
        .expect("a codebook that cannot be used has an error"))
}

/// There is neither a file nor a codebook of a name.
pub fn unknown(name: &str) -> Failure {
    let failure = Failure::new(format!("there is no file and no codebook `{name}`"));
    let names = BUNDLED.iter().map(|it| it.name);
    match nearest(name, names) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help("`thematica codebook list` shows those that come with the program"),
    }
}
