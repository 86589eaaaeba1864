//! A new folder that is there whole or not at all.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::failure::Failure;

/// A folder that is filled beside the one that is wanted.
pub struct Folder {
    path: PathBuf,
    draft: PathBuf,
}

impl Folder {
    /// Begins a folder; one that has something in it is refused.
    pub fn at(path: &Path) -> Result<Self, Failure> {
        let is_used = match fs::read_dir(path) {
            Ok(mut entries) => entries.next().is_some(),
            Err(_) => path.exists(),
        };
        let name = path.file_name();
        let Some(name) = name.filter(|_| !is_used) else {
            let message = format!("{} is there already and is not empty", path.display());
            return Err(Failure::new(message).help("name a new folder with --output"));
        };
        let mut draft = std::ffi::OsString::from(".");
        draft.push(name);
        draft.push(format!(".{}.part", std::process::id()));
        let draft = path.with_file_name(draft);
        fs::create_dir(&draft).map_err(|error| Failure::writing(path, &error))?;
        Ok(Self {
            path: path.to_path_buf(),
            draft,
        })
    }

    /// Where it will be.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file in it. The name may come from a log that somebody else wrote: it never leads out of the folder.
    pub fn write(&self, name: &str, text: &str) -> Result<(), Failure> {
        let is_inside = |part| matches!(part, Component::Normal(_));
        if !Path::new(name).components().all(is_inside) {
            let message = format!("`{name}` lies outside of the folder that is written");
            return Err(Failure::new(message).help("use a log that this program wrote"));
        }
        let path = self.draft.join(name);
        let folder = path.parent().unwrap_or(&self.draft);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| Failure::writing(&self.path.join(name), &error))
    }

    /// Puts it in its place.
    pub fn finish(self) -> Result<(), Failure> {
        if self.path.is_dir() {
            fs::remove_dir(&self.path).map_err(|error| Failure::writing(&self.path, &error))?;
        }
        fs::rename(&self.draft, &self.path).map_err(|error| Failure::writing(&self.path, &error))
    }
}

/// Refuses an output that lies in one of some folders or files, where it would be taken for an original, or around one.
pub fn apart<'p>(output: &Path, sources: impl Iterator<Item = &'p Path>) -> Result<(), Failure> {
    let whole = real(output);
    for source in sources {
        let (there, shown) = (real(source), output.display());
        let message = if whole == there {
            format!("{shown} is what is to be copied")
        } else if whole.starts_with(&there) {
            format!("{shown} lies in {}, which is to be copied", named(source))
        } else if there.starts_with(&whole) {
            format!("{shown} holds {}, which is to be copied", named(source))
        } else {
            continue;
        };
        return Err(Failure::new(message).help(
            "name a new folder outside of it with --output, so that nobody takes the one for the other",
        ));
    }
    Ok(())
}

fn named(path: &Path) -> String {
    let is_here = path.as_os_str().is_empty();
    let path = if is_here { Path::new(".") } else { path };
    path.display().to_string()
}

/// Where a path leads, past all links; what is not there yet is taken as it is written.
pub fn real(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut folders = whole.ancestors();
    let there = folders.find_map(|it| Some((it, fs::canonicalize(it).ok()?)));
    match there {
        Some((it, real)) => match whole.strip_prefix(it) {
            Ok(rest) if !rest.as_os_str().is_empty() => real.join(rest),
            _ => real,
        },
        None => whole,
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // It is not there any more when it was renamed.
        let _ = fs::remove_dir_all(&self.draft);
    }
}
