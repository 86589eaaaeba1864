//! Where each converted transcript goes, decided before anything is written.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use thematica::exchange::transcript::Canonical;
use thematica::study::{Document, MANIFEST, Study};

use crate::args::Global;
use crate::failure::Failure;
use crate::messages;
use crate::output::Destination;

/// Where one converted transcript goes.
#[derive(Debug)]
pub struct Target {
    destination: Destination,
    /// The ending of what is written.
    form: Canonical,
    /// Its path below the output's folder, where that is a folder.
    below: Option<String>,
}

/// Decides where every transcript of a study goes, and refuses what would be lost.
pub fn targets(
    study: &Study,
    output: Option<&Path>,
    form: Canonical,
    force: bool,
    global: &Global,
) -> Result<Vec<Target>, Failure> {
    let several = study.documents.len() > 1;
    let output = output.filter(|path| *path != Path::new("-"));
    let targets: Vec<Target> = match output {
        None if several => {
            let message = format!(
                "{} transcripts cannot go to standard output",
                study.documents.len()
            );
            return Err(Failure::new(message).help("name a folder with --output"));
        }
        None => vec![Target::of(Destination::Standard, form, None)],
        Some(path) if is_file(path) => {
            if several {
                let message = format!(
                    "{} transcripts cannot go into the one file {}",
                    study.documents.len(),
                    path.display()
                );
                return Err(Failure::new(message).help("name a folder with --output"));
            }
            let destination = Destination::File(path.to_path_buf());
            vec![Target::of(destination, form, None)]
        }
        Some(folder) => {
            inside(study, folder, global);
            let documents = study.documents.iter();
            documents
                .map(|document| {
                    let below = below(&document.id, form);
                    let destination = Destination::File(folder.join(&below));
                    Target::of(destination, form, Some(below))
                })
                .collect()
        }
    };
    let mut known: BTreeMap<&str, &Document> = BTreeMap::new();
    for (target, document) in targets.iter().zip(&study.documents) {
        Target::free(&target.destination, study, force, "--output")?;
        let below = target.below.as_deref();
        if let Some(other) = below.and_then(|below| known.insert(below, document)) {
            let message = format!(
                "{} and {} would become the same file",
                other.name, document.name
            );
            return Err(Failure::new(message).help("convert one of them by itself"));
        }
    }
    Ok(targets)
}

/// The path of a converted transcript below its folder, never out of it: an id that tells two files apart may be a whole
/// path.
fn below(id: &str, form: Canonical) -> String {
    let parts = id.split('/').filter(|it| !matches!(*it, "" | "." | ".."));
    let id = parts.collect::<Vec<_>>().join("/");
    format!("{id}.{}", form.as_str())
}

/// Whether an output is a file: by its ending, unless a folder is called so.
fn is_file(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    path.is_file()
        || (!path.is_dir() && ending.is_some_and(|it| Canonical::of_ending(it).is_some()))
}

/// Warns where what is written would be found as transcripts beside those that it was made from.
fn inside(study: &Study, folder: &Path, global: &Global) {
    let transcripts = study.root.join("transcripts");
    let (Ok(transcripts), true) = (
        fs::canonicalize(transcripts),
        study.root.join(MANIFEST).is_file(),
    ) else {
        return;
    };
    // The folder may not be there yet; one above it is.
    let there = folder.ancestors().find_map(|it| {
        let here = it.as_os_str().is_empty();
        fs::canonicalize(if here { Path::new(".") } else { it }).ok()
    });
    if there.is_some_and(|there| there.starts_with(&transcripts)) {
        messages::warning(
            &format!(
                "{} lies among the transcripts of the study, which will find everything twice",
                folder.display()
            ),
            global,
        );
    }
}

impl Target {
    fn of(destination: Destination, form: Canonical, below: Option<String>) -> Self {
        Self {
            destination,
            form,
            below,
        }
    }

    /// Refuses to write over the study's own files, and over others unless that is wanted.
    pub fn free(
        destination: &Destination,
        study: &Study,
        force: bool,
        option: &str,
    ) -> Result<(), Failure> {
        destination.spare(study)?;
        match destination {
            // What is no file of its own, such as /dev/stdout, holds nothing that could be lost.
            Destination::File(path) if path.is_file() && !force => {
                let message = format!("{} is there already", path.display());
                Err(Failure::new(message).help(format!(
                    "name another with {option}, or write over it with --force"
                )))
            }
            _ => Ok(()),
        }
    }

    /// Whether it goes there.
    pub fn is(&self, destination: &Destination) -> bool {
        self.destination != Destination::Standard && self.destination == *destination
    }

    /// Writes the whole text, making the folders that it needs.
    pub fn write(&self, text: &str) -> Result<(), Failure> {
        if let (Destination::File(path), Some(_)) = (&self.destination, &self.below) {
            let folder = path.parent().unwrap_or(Path::new(""));
            fs::create_dir_all(folder).map_err(|error| {
                Failure::new(format!("{} cannot be made: {error}", folder.display()))
            })?;
        }
        self.destination.write(|out| out.write_all(text.as_bytes()))
    }

    /// What it is called in messages.
    pub fn name(&self, document: &Document) -> String {
        match &self.destination {
            Destination::File(path) => path.display().to_string(),
            Destination::Standard => format!("{} as {}", document.name, self.form.as_str()),
        }
    }

    /// Its path as a manifest beside it would have it.
    pub fn below(&self, document: &Document) -> String {
        match (&self.below, &self.destination) {
            (Some(below), _) => below.clone(),
            (None, Destination::File(path)) => path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            (None, Destination::Standard) => format!("{}.{}", document.id, self.form.as_str()),
        }
    }
}
