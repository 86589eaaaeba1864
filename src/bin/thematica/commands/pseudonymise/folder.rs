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

impl Drop for Folder {
    fn drop(&mut self) {
        // It is not there any more when it was renamed.
        let _ = fs::remove_dir_all(&self.draft);
    }
}
