//! Opening a study: from its folder, from its manifest, or from bare files.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

use super::find::{self, Own, slashed};
use super::manifest::{self, Entry, Manifest, Written};
use super::participants::People;
use super::table::Table;
use super::{Document, Study, bare, documents, participants, text_file};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::text::Source;
use crate::transcript::read::Encoding;

/// The manifest's file name.
pub const MANIFEST: &str = "thematica.yaml";

/// What to open.
#[derive(Clone, Debug, Default)]
pub struct Target {
    /// A study's folder, a manifest, or any number of transcripts and folders of transcripts.
    pub paths: Vec<PathBuf>,
    /// The codebook, where it is not the manifest's.
    pub codebook: Option<PathBuf>,
    /// How the bytes of all transcripts in text stand for letters, whatever the manifest says.
    pub encoding: Option<Encoding>,
}

/// Why a study cannot be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// Nothing was named.
    #[error("no study and no transcripts are named")]
    NoTarget,
    /// A path that was named is not there.
    #[error("{} does not exist", path.display())]
    NotFound {
        /// The path.
        path: PathBuf,
    },
    /// A folder stands where a file is wanted.
    #[error("{} is a folder, and {wanted} is a file", path.display())]
    IsFolder {
        /// The path.
        path: PathBuf,
        /// What was wanted: `a codebook`, `a manifest`.
        wanted: &'static str,
    },
    /// A whole study is named beside other paths.
    #[error("{} is a study of its own and cannot be read together with other paths", path.display())]
    StudyAmongFiles {
        /// The study's folder or manifest.
        path: PathBuf,
    },
    /// A file that was named has an ending that is not known.
    #[error("{} has no known ending", path.display())]
    UnknownEnding {
        /// The file.
        path: PathBuf,
    },
    /// The system does not let us read it.
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
}

impl Study {
    /// Opens a study. No transcript is read; what is wrong with the manifest, the tables or the folder is among
    /// [`Study::diagnostics`].
    pub fn open(target: &Target) -> Result<Self, OpenError> {
        for path in &target.paths {
            exists(path)?;
        }
        let mut study = match &target.paths[..] {
            [] => return Err(OpenError::NoTarget),
            [path] if path.is_dir() && path.join(MANIFEST).exists() => {
                open_manifest(path, &path.join(MANIFEST))?
            }
            [path] if is_manifest(path) => {
                let root = path.parent().unwrap_or(Path::new(""));
                open_manifest(root, path)?
            }
            paths => bare::open(paths)?,
        };
        if let Some(codebook) = &target.codebook {
            exists(codebook)?;
            if codebook.is_dir() {
                let path = codebook.clone();
                let wanted = "a codebook";
                return Err(OpenError::IsFolder { path, wanted });
            }
            study.codebook = Some(codebook.clone());
        }
        if target.encoding.is_some() {
            for document in &mut study.documents {
                document.options.encoding = target.encoding;
            }
        }
        study.diagnostics.sort_by_cached_key(Diagnostic::sort_key);
        Ok(study)
    }

    /// The folder of the study that a folder lies in: the nearest one upwards that has a manifest.
    #[must_use]
    pub fn discover(from: &Path) -> Option<PathBuf> {
        from.ancestors()
            .find(|folder| folder.join(MANIFEST).is_file())
            .map(Path::to_path_buf)
    }

    /// Whether the manifest or the tables are so wrong that one must not go on.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|fault| fault.severity == Severity::Error)
    }
}

fn exists(path: &Path) -> Result<(), OpenError> {
    match path.try_exists() {
        Ok(true) => Ok(()),
        Ok(false) => Err(OpenError::NotFound {
            path: path.to_path_buf(),
        }),
        Err(source) => Err(OpenError::Unreadable {
            path: path.to_path_buf(),
            source,
        }),
    }
}

pub(super) fn is_manifest(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending == "yaml" || ending == "yml")
}

/// What stands before the paths below a root, for people: nothing for the current folder.
pub(super) fn prefix(root: &Path) -> String {
    match slashed(root).as_str() {
        "" => String::new(),
        "/" => "/".to_owned(),
        root => format!("{root}/"),
    }
}

fn open_manifest(root: &Path, path: &Path) -> Result<Study, OpenError> {
    if path.is_dir() {
        let path = path.to_path_buf();
        let wanted = "a manifest";
        return Err(OpenError::IsFolder { path, wanted });
    }
    let mut faults = Vec::new();
    let source = text_file::read(path, &slashed(path), &mut faults).map_err(|source| {
        let path = path.to_path_buf();
        OpenError::Unreadable { path, source }
    })?;
    let mut manifest = manifest::read(source, &mut faults);
    let files = Files {
        root,
        prefix: prefix(root),
    };
    let codebook = files.named(manifest.codebook.as_ref(), "codebook.yaml", &mut faults);
    let people = files.table(
        manifest.participants.as_ref(),
        "participants.csv",
        &mut faults,
    );
    let described = files.table(manifest.documents.as_ref(), "documents.csv", &mut faults);
    if !manifest.names_transcripts {
        manifest
            .transcripts
            .push(Entry::everything_in("transcripts/"));
    }
    let own = files.own(path, &manifest);
    let mut documents = find::find(
        root,
        &files.prefix,
        &manifest.transcripts,
        &own,
        &mut faults,
    );
    let folder = files.prefix.trim_end_matches('/');
    find::check_any(&documents, &manifest.transcripts, folder, &mut faults);
    if let Some(table) = described {
        documents::apply(&table, &mut documents, &mut faults);
    }
    let participants = people.map_or_else(Vec::new, |table| {
        let people = participants::read(&table, &mut faults);
        check_scopes(&table, &people, &documents, &mut faults);
        people.participants
    });
    Ok(Study {
        root: root.to_path_buf(),
        name: manifest.name,
        codebook,
        unit: manifest.unit,
        documents,
        participants,
        moderators: manifest.moderators,
        quote: manifest.quote,
        checks: manifest.checks,
        own: Some(own),
        diagnostics: faults,
        ..Study::default()
    })
}

/// The files that a manifest names beside the transcripts.
struct Files<'r> {
    root: &'r Path,
    prefix: String,
}

impl Files<'_> {
    /// The file that is named, or the default one where it exists.
    fn named(
        &self,
        written: Option<&Written>,
        default: &str,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<PathBuf> {
        let Some(written) = written else {
            let path = self.root.join(default);
            if path.is_dir() {
                let place = Place::File(format!("{}{default}", self.prefix));
                let fault = Diagnostic::error("missing-file", place, "this is a folder");
                faults.push(fault.help("a file of this name is looked for: rename the folder"));
            }
            return path.is_file().then_some(path);
        };
        let path = self.root.join(&written.text);
        if path.is_file() {
            return Some(path);
        }
        let message = if path.is_dir() {
            format!("`{}` is a folder", written.text)
        } else {
            format!("there is no file `{}`", written.text)
        };
        let fault = Diagnostic::error("missing-file", written.place.clone(), message);
        faults.push(fault.help("paths are relative to the manifest"));
        None
    }

    fn table(
        &self,
        written: Option<&Written>,
        default: &str,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Table> {
        let path = self.named(written, default, faults)?;
        let relative = written.map_or(default, |written| written.text.as_str());
        let name = format!("{}{}", self.prefix, slashed(Path::new(relative)));
        match text_file::read(&path, &name, faults) {
            Ok(source) => Some(Table::read(&source, faults)),
            Err(error) => {
                let message = format!("this cannot be read: {error}");
                let fault = Diagnostic::error("unreadable", Place::File(name), message);
                faults.push(
                    fault.help("look whether you may open it, and whether its disk is there"),
                );
                None
            }
        }
    }

    /// What is never a transcript: the study's own files.
    fn own(&self, manifest_path: &Path, manifest: &Manifest) -> Own {
        let mut own: Own = [
            "codebook.yaml",
            "participants.csv",
            "documents.csv",
            "codings",
            "memos",
            "README.md",
            ".git",
            ".gitignore",
            ".gitattributes",
            ".github",
        ]
        .map(str::to_owned)
        .into();
        let below = manifest_path
            .strip_prefix(self.root)
            .unwrap_or(manifest_path);
        own.insert(slashed(below));
        for written in [
            &manifest.codebook,
            &manifest.participants,
            &manifest.documents,
        ]
        .into_iter()
        .flatten()
        {
            own.insert(slashed(Path::new(&written.text)));
        }
        own
    }
}

fn check_scopes(
    table: &Table,
    people: &People,
    documents: &[Document],
    faults: &mut Vec<Diagnostic>,
) {
    let ids = documents::Ids::new(documents);
    for (transcript, span) in &people.scopes {
        if ids.named(documents, transcript).is_empty() {
            let message = format!("there is no transcript `{transcript}`");
            let fault = Diagnostic::warning("undefined-transcript", table.place(*span), message);
            faults.push(fault.help(ids.help(transcript)));
        }
    }
}

impl Study {
    /// What stands before the paths of the study's files for people.
    #[must_use]
    pub fn prefix(&self) -> String {
        prefix(&self.root)
    }

    /// Files of the study that look like transcripts and that no pattern of its manifest matches, by their paths as people
    /// know them. There are none without a manifest.
    #[must_use]
    pub fn unmatched_files(&self) -> Vec<String> {
        let prefix = self.prefix();
        let known: HashSet<&str> = self.documents.iter().map(|it| it.name.as_str()).collect();
        let own = self.own.iter();
        let files = own.flat_map(|own| find::transcript_like(&self.root, own));
        let names = files.map(|path| format!("{prefix}{path}"));
        names.filter(|name| !known.contains(&name[..])).collect()
    }

    /// The study's manifest, codebook and tables that are there, by their paths below its folder. There are none without
    /// a manifest.
    #[must_use]
    pub fn own_files(&self) -> Vec<String> {
        let is_written = |name: &&String| {
            let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
            ["yaml", "yml", "csv", "tsv"].contains(&ending) && self.root.join(name).is_file()
        };
        self.own
            .iter()
            .flatten()
            .filter(is_written)
            .cloned()
            .collect()
    }

    /// Reads the codebook's text; `None` where the study has none. What is wrong with its encoding goes to `faults`.
    pub fn codebook_source(
        &self,
        faults: &mut Vec<Diagnostic>,
    ) -> Result<Option<Arc<Source>>, OpenError> {
        let path = self.codebook.as_deref();
        path.map(|path| read_text(path, faults)).transpose()
    }
}

impl Study {
    /// What the study around a codebook says of it: the nearest manifest upwards, where that names this codebook. Neither
    /// its transcripts nor its tables are looked for.
    #[must_use]
    pub fn around(codebook: &Path) -> Option<Self> {
        let whole = std::fs::canonicalize(codebook).ok()?;
        let root = Self::discover(whole.parent()?)?;
        let path = root.join(MANIFEST);
        let mut faults = Vec::new();
        let source = text_file::read(&path, &slashed(&path), &mut faults).ok()?;
        let manifest = manifest::read(source, &mut faults);
        let named = manifest
            .codebook
            .as_ref()
            .map_or("codebook.yaml", |it| &it.text);
        let is_its = std::fs::canonicalize(root.join(named)).is_ok_and(|it| it == whole);
        is_its.then(|| Self {
            root,
            unit: manifest.unit,
            checks: manifest.checks,
            ..Self::default()
        })
    }
}

/// Reads the text of a codebook that belongs to no study. What is wrong with its encoding goes to `faults`.
pub fn codebook_text(path: &Path, faults: &mut Vec<Diagnostic>) -> Result<Arc<Source>, OpenError> {
    exists(path)?;
    if path.is_dir() {
        let path = path.to_path_buf();
        let wanted = "a codebook";
        return Err(OpenError::IsFolder { path, wanted });
    }
    read_text(path, faults)
}

/// Decodes the text of a codebook that somebody else read, like [`codebook_text`]. `name` is what people know it by.
#[must_use]
pub fn codebook_of_bytes(name: &str, bytes: Vec<u8>, faults: &mut Vec<Diagnostic>) -> Arc<Source> {
    text_file::decoded(bytes, name, faults)
}

fn read_text(path: &Path, faults: &mut Vec<Diagnostic>) -> Result<Arc<Source>, OpenError> {
    text_file::read(path, &slashed(path), faults).map_err(|source| {
        let path = path.to_path_buf();
        OpenError::Unreadable { path, source }
    })
}
