//! Finding transcripts: which files there are, which are none, and by which name each is known.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use walkdir::WalkDir;

use super::manifest::Entry;
use super::names::below_folder;
use super::passed_over::Why;
use super::{Document, PathPattern};
use crate::diagnostic::{Diagnostic, Place, Severity};

/// The endings of files that can be read, in lower case.
pub const ENDINGS: &[&str] = &[
    "csv", "docx", "htm", "html", "json", "markdown", "md", "odt", "pdf", "rtf", "srt", "text",
    "tsv", "txt", "vtt", "xlsx",
];

/// The endings of files that may well hold transcripts and cannot be read yet, in lower case. They are documents, so that
/// nobody misses one in silence: reading them says what to do.
pub(super) const NOT_READ_YET: &[&str] = &["doc", "pages"];

/// Those of them that results are written in, too: beside a manifest they are passed over, unless a pattern names their
/// ending.
const RESULTS: &[&str] = &["htm", "html", "json", "xlsx"];

/// The study's own files and folders, by their paths below it: they are never transcripts, and that needs no mention.
pub(super) type Own = BTreeSet<String>;

/// Finds the files that match; `prefix` is what stands before their paths for people.
pub(super) fn find(
    root: &Path,
    prefix: &str,
    entries: &[Entry],
    own: &Own,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Document> {
    let mut finding = Finding {
        root,
        prefix,
        found: BTreeMap::new(),
        passed_over: BTreeMap::new(),
    };
    // Many entries may look in one folder; it is looked through, and told of, once.
    let mut walked: BTreeMap<String, Vec<Seen>> = BTreeMap::new();
    for entry in entries {
        let pattern = finding.pattern(entry);
        let mut has_match = false;
        let files = walked
            .entry(pattern.folder().to_owned())
            .or_insert_with(|| walk(root, pattern.folder(), own, faults));
        for seen in files.iter() {
            has_match |= finding.take(entry, &pattern, seen.clone());
        }
        if !has_match {
            faults.extend(unmatched(entry));
        }
    }
    let Finding {
        found, passed_over, ..
    } = finding;
    for (path, why) in passed_over {
        if !found.contains_key(&path) {
            faults.push(why.tell(format!("{prefix}{path}")));
        }
    }
    named(found, faults)
}

struct Finding<'r> {
    root: &'r Path,
    prefix: &'r str,
    /// Documents by their paths below the root.
    found: BTreeMap<String, Document>,
    passed_over: BTreeMap<String, Why>,
}

impl Finding<'_> {
    /// An entry's pattern; a folder by itself stands for everything in it.
    fn pattern(&self, entry: &Entry) -> PathPattern {
        let written = entry.pattern.written();
        if entry.pattern.is_literal() && self.root.join(written).is_dir() {
            let folder = written.trim_start_matches("./").trim_end_matches('/');
            Entry::everything_in(&format!("{folder}/")).pattern
        } else {
            entry.pattern.clone()
        }
    }

    /// Takes or passes over a file; says whether it matches.
    fn take(&mut self, entry: &Entry, pattern: &PathPattern, seen: Seen) -> bool {
        let Some(mut attributes) = pattern.attributes(&seen.path) else {
            // What lies behind a link or in a hidden folder might have matched.
            if let (Some(why), true) = (seen.why, seen.hides_others) {
                self.passed_over.insert(seen.path, why);
            }
            return false;
        };
        if let Some(why) = seen.why.or_else(|| unwanted(entry, &seen.path)) {
            self.passed_over.insert(seen.path, why);
            return true;
        }
        attributes.extend(entry.attributes.clone());
        let document = Document {
            id: without_ending(below_folder(&seen.path)).to_owned(),
            path: self.root.join(&seen.path),
            name: format!("{}{}", self.prefix, seen.path),
            attributes,
            options: entry.options.clone(),
            moderators: entry.moderators.clone(),
        };
        // The first pattern that matches a file counts.
        self.found.entry(seen.path).or_insert(document);
        true
    }
}

/// Why a file that an entry's pattern matches is no transcript by its name.
fn unwanted(entry: &Entry, path: &str) -> Option<Why> {
    if entry.options.format.is_some() {
        return None;
    }
    if !has_known_ending(path) {
        return Some(Why::Ending);
    }
    // Whoever wrote the ending out meant these files.
    let is_meant = entry.place.is_none() || ends_in(entry.pattern.written(), RESULTS);
    (!is_meant && may_be_result(path)).then_some(Why::Result)
}

/// Whether a path below the study's folder is one that a result may have been saved under: beside the manifest, in a
/// format that results are written in.
pub(super) fn may_be_result(path: &str) -> bool {
    !path.contains('/') && ends_in(path, RESULTS)
}

/// Gives the documents in the order of their ids; those that share one keep their endings, and their folder
/// where that alone tells them apart.
fn named(found: BTreeMap<String, Document>, faults: &mut Vec<Diagnostic>) -> Vec<Document> {
    let mut by_id: BTreeMap<String, Vec<(String, Document)>> = BTreeMap::new();
    for (path, document) in found {
        by_id
            .entry(document.id.clone())
            .or_default()
            .push((path, document));
    }
    let mut documents = Vec::new();
    for (id, mut same) in by_id {
        if let [(_, first), (_, second), ..] = &same[..] {
            let message = format!("this file and `{}` have the same name", second.name);
            let fault = Diagnostic::warning("same-name", Place::File(first.name.clone()), message);
            let short: BTreeSet<&str> = same.iter().map(|(path, _)| below_folder(path)).collect();
            let is_enough = short.len() == same.len();
            for (path, document) in &mut same {
                let path = if is_enough { below_folder(path) } else { path };
                path.clone_into(&mut document.id);
            }
            faults.push(fault.help(format!(
                "remove one if they are the same transcript; until then they are `{}` and `{}`, and not `{id}`",
                same[0].1.id, same[1].1.id
            )));
        }
        documents.extend(same.into_iter().map(|(_, document)| document));
    }
    documents.sort_by(|a, b| a.id.cmp(&b.id));
    documents
}

/// The warning about a pattern of the manifest that no file matches.
fn unmatched(entry: &Entry) -> Option<Diagnostic> {
    let message = format!("no file matches `{}`", entry.pattern.written());
    let fault = Diagnostic::warning(UNMATCHED, entry.place.clone()?, message);
    Some(fault.help("`*` stands for a piece of one part of the path, `**` for any number of parts"))
}

const UNMATCHED: &str = "unmatched-path";

/// Says that a study has no transcripts, unless something else is wrong that may be the reason. `folder` is where they
/// were looked for.
pub(super) fn check_any(
    documents: &[Document],
    entries: &[Entry],
    folder: &str,
    faults: &mut Vec<Diagnostic>,
) {
    let has_errors = faults.iter().any(|fault| fault.severity == Severity::Error);
    if !documents.is_empty() || has_errors {
        return;
    }
    // What is said of each pattern is said of all of them here.
    faults.retain(|fault| fault.rule != UNMATCHED);
    let patterns: Vec<String> = entries
        .iter()
        .map(|entry| format!("`{}`", entry.pattern.written()))
        .collect();
    let message = format!(
        "there are no transcripts: no file that can be one matches {} in {}",
        patterns.join(" or "),
        if folder.is_empty() {
            "this folder"
        } else {
            folder
        },
    );
    let place = entries.iter().find_map(|entry| entry.place.clone());
    let is_manifests = place.is_some();
    let place = place
        .unwrap_or_else(|| Place::File(if folder.is_empty() { "." } else { folder }.to_owned()));
    let help = if is_manifests {
        "put them there, or change the patterns: `*` stands for a piece of one part of the path, `**` for any number of parts"
    } else {
        "put them there, or name their paths in the manifest under `transcripts`"
    };
    let help = format!("{help}; transcripts end in: .{}", ENDINGS.join(", ."));
    faults.push(Diagnostic::error("no-transcripts", place, message).help(help));
}

/// A file that may match, by its path below the root.
#[derive(Clone)]
struct Seen {
    path: String,
    why: Option<Why>,
    /// Whether it is a folder that is not entered, or a link, which may lead to one.
    hides_others: bool,
}

/// Files below a root that have the ending of a transcript, by their paths below it; the study's own are left out, and what
/// may be a result that somebody saved.
pub(super) fn transcript_like(root: &Path, own: &Own) -> Vec<String> {
    // What cannot be looked at was told when transcripts were looked for.
    let seen = walk(root, "", own, &mut Vec::new());
    let files = seen.into_iter().filter(|seen| seen.why.is_none());
    let paths = files.map(|seen| seen.path);
    paths
        .filter(|path| has_known_ending(path) && !may_be_result(path))
        .collect()
}

/// All files below a folder of the root, in the order of their paths. Hidden folders and links are seen, not entered.
fn walk(root: &Path, folder: &str, own: &Own, faults: &mut Vec<Diagnostic>) -> Vec<Seen> {
    let mut seen = Vec::new();
    let start = root.join(folder);
    if !start.is_dir() {
        return seen;
    }
    let mut entries = WalkDir::new(&start).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let name = error.path().unwrap_or(&start).display().to_string();
                let reason = error
                    .io_error()
                    .map_or_else(String::new, |error| format!(": {error}"));
                let message = format!("this cannot be read{reason}");
                let fault = Diagnostic::error("unreadable", Place::File(name), message);
                faults.push(
                    fault.help("look whether you may open it, and whether its disk is there"),
                );
                continue;
            }
        };
        if entry.depth() == 0 {
            continue;
        }
        let path = slashed(entry.path().strip_prefix(root).unwrap_or(entry.path()));
        let is_folder = entry.file_type().is_dir();
        if own.contains(&path) {
            if is_folder {
                entries.skip_current_dir();
            }
            continue;
        }
        let name = entry.file_name().to_string_lossy();
        let why = Why::of(&name, entry.file_type().is_symlink());
        if is_folder && why.is_some() {
            entries.skip_current_dir();
        }
        if !is_folder || why.is_some() {
            seen.push(Seen {
                path,
                why,
                hides_others: is_folder || entry.file_type().is_symlink(),
            });
        }
    }
    seen
}

/// A path with `/` between its parts on every system.
pub(super) fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .filter(|part| !matches!(part, std::path::Component::CurDir))
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    let joined = parts.join("/");
    // The root of an absolute path is a part of its own.
    joined.replacen("//", "/", 1)
}

/// Whether a file's ending is one of transcripts, those that cannot be read yet included.
pub(super) fn has_known_ending(path: &str) -> bool {
    ends_in(path, ENDINGS) || ends_in(path, NOT_READ_YET)
}

fn ends_in(path: &str, endings: &[&str]) -> bool {
    let ending = &path[without_ending(path).len()..];
    endings.contains(&ending.trim_start_matches('.').to_lowercase().as_str())
}

/// A path without the ending of its file.
pub(super) fn without_ending(path: &str) -> &str {
    let file = path.rfind('/').map_or(0, |slash| slash + 1);
    match path[file..].rfind('.') {
        Some(dot) if dot > 0 => &path[..file + dot],
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_is_what_follows_the_last_dot_of_the_file() {
        assert_eq!(without_ending("a.b/c"), "a.b/c");
        assert_eq!(without_ending("a/LW 1.2.docx"), "a/LW 1.2");
        assert_eq!(without_ending("a/.hidden"), "a/.hidden");
        assert!(has_known_ending("A/B.TXT"));
        assert!(has_known_ending("a/b.Pdf") && !has_known_ending("a/b.png"));
        assert!(!has_known_ending("a/txt"));
    }

    #[test]
    fn paths_have_slashes() {
        assert_eq!(slashed(Path::new("./a/b.txt")), "a/b.txt");
        assert_eq!(slashed(Path::new("/a/b")), "/a/b");
        assert_eq!(slashed(Path::new(".")), "");
    }
}
