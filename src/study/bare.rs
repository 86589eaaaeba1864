//! Transcripts without a manifest: files and folders as they are named.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::find::{self, slashed};
use super::manifest::Entry;
use super::open::{MANIFEST, OpenError, is_manifest, prefix};
use super::{Document, Study};
use crate::transcript::read::ReadOptions;

/// Takes files and folders as they are, without a manifest.
pub(super) fn open(paths: &[PathBuf]) -> Result<Study, OpenError> {
    let mut faults = Vec::new();
    let mut documents: Vec<Document> = Vec::new();
    for path in paths {
        if is_manifest(path) || path.join(MANIFEST).exists() {
            return Err(OpenError::StudyAmongFiles { path: path.clone() });
        }
        if path.is_dir() {
            let all = [Entry::everything_in("")];
            let own = BTreeSet::new();
            documents.extend(find::find(path, &prefix(path), &all, &own, &mut faults));
        } else {
            documents.push(file(path)?);
        }
    }
    distinguish(&mut documents);
    let folders: Vec<String> = paths.iter().map(|path| slashed(path)).collect();
    let all = [Entry::everything_in("")];
    find::check_any(&documents, &all, &folders.join(" or "), &mut faults);
    let root = match paths {
        [folder] if folder.is_dir() => folder.clone(),
        _ => PathBuf::new(),
    };
    Ok(Study {
        root,
        documents,
        diagnostics: faults,
        ..Study::default()
    })
}

fn file(path: &Path) -> Result<Document, OpenError> {
    let name = slashed(path);
    if !find::has_known_ending(&name) {
        return Err(OpenError::UnknownEnding {
            path: path.to_path_buf(),
        });
    }
    let file = name.rsplit('/').next().unwrap_or(&name);
    Ok(Document {
        id: find::without_ending(file).to_owned(),
        path: path.to_path_buf(),
        attributes: BTreeMap::new(),
        options: ReadOptions::default(),
        moderators: Vec::new(),
        name,
    })
}

/// Sorts by id, names no file twice, and gives documents with equal ids their paths, then their endings, to tell them
/// apart.
fn distinguish(documents: &mut Vec<Document>) {
    let mut seen = BTreeSet::new();
    documents.retain(|document| seen.insert(document.name.clone()));
    for id in [
        |name: &str| find::without_ending(name).to_owned(),
        str::to_owned,
    ] {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for document in documents.iter() {
            *counts.entry(document.id.clone()).or_default() += 1;
        }
        for document in documents
            .iter_mut()
            .filter(|document| counts[&document.id] > 1)
        {
            document.id = id(&document.name);
        }
    }
    documents.sort_by(|a, b| a.id.cmp(&b.id));
}
