//! Extracts of transcripts, kept in a folder from one run to the next: reading a long PDF each time is waste.
//!
//! A file holds one extract: a line with the SHA-256 of the rest, then the rest. Its name is the extract's key, so that
//! nothing in it can be stale; what a crash or another program left half written does not fit its digest and is removed.
//! Everything here can be deleted at any time.
//!
//! The extracts hold what was said. On Unix, folder and files can be read by their owner alone.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::SystemTime;

use crate::text::sha256;
use crate::transcript::read::Keep;

/// The ending of a kept extract.
const ENDING: &str = "extract";

/// So many files of one extract may lie about that runs which were killed have left; then it is kept no more.
const MOST: u32 = 100;

/// A folder of extracts.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// Whether nobody else has anything in the folder.
    owner: Owner,
    /// What was kept before this moment is forgotten.
    oldest: Option<SystemTime>,
    /// Old extracts are looked for once in a run, before the first one is kept.
    forgetting: Once,
}

/// Whose a cache's folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// This program's: it is closed to all others, whoever made it.
    Program,
    /// Somebody chose it, who may have other things there: who may look into it is not changed.
    Somebody,
}

/// How much is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// How many extracts.
    pub files: u64,
    /// How many bytes they take.
    pub bytes: u64,
}

impl Cache {
    /// A cache in this folder, which need not be there yet.
    #[must_use]
    pub fn new(folder: PathBuf, owner: Owner) -> Self {
        Self {
            folder,
            owner,
            oldest: None,
            forgetting: Once::new(),
        }
    }

    /// Forgets what was kept before a moment: it is not given back, and it is removed when something new is kept. A run that
    /// keeps nothing does not look through the folder.
    #[must_use]
    pub fn forgetting(mut self, before: Option<SystemTime>) -> Self {
        self.oldest = before;
        self
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// How much is kept.
    pub fn kept(&self) -> io::Result<Kept> {
        let mut kept = Kept::default();
        for file in self.files()? {
            if let Some(metadata) = unless_gone(fs::symlink_metadata(file))? {
                kept.files += 1;
                kept.bytes += metadata.len();
            }
        }
        Ok(kept)
    }

    /// Removes what was written before a moment, or everything. Only what this cache wrote is touched.
    pub fn remove(&self, before: Option<SystemTime>) -> io::Result<Kept> {
        let mut removed = Kept::default();
        for file in self.files()? {
            let Some(metadata) = unless_gone(fs::symlink_metadata(&file))? else {
                continue;
            };
            let is_old = match before {
                Some(before) => metadata.modified()? < before,
                None => true,
            };
            if is_old {
                if unless_gone(fs::remove_file(&file))?.is_none() {
                    continue;
                }
                removed.files += 1;
                removed.bytes += metadata.len();
            }
        }
        Ok(removed)
    }

    /// The files that this cache wrote, whole or not, in the order of their names.
    fn files(&self) -> io::Result<Vec<PathBuf>> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut files = Vec::new();
        for entry in entries {
            let entry = entry?;
            let kind = unless_gone(entry.file_type())?;
            if kind.is_some_and(|kind| kind.is_file())
                && is_ours(&entry.file_name().to_string_lossy())
            {
                files.push(entry.path());
            }
        }
        files.sort();
        Ok(files)
    }

    fn path(&self, key: &str) -> PathBuf {
        self.folder.join(format!("{key}.{ENDING}"))
    }

    /// A file that nobody else writes, neither another thread nor another run.
    fn begin(&self, key: &str) -> io::Result<(fs::File, PathBuf)> {
        let mut number = 0_u32;
        loop {
            let path = self.folder.join(format!("{key}.{number}.{ENDING}"));
            match private_file(&path) {
                Ok(file) => return Ok((file, path)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < MOST => {
                    number += 1;
                }
                Err(error) => return Err(error),
            }
        }
    }

    fn write(&self, key: &str, extract: &[u8]) -> io::Result<()> {
        private_folder(&self.folder, self.owner)?;
        self.forgetting.call_once(|| {
            if self.oldest.is_some() {
                // What cannot be removed now is removed by a later run.
                let _ = self.remove(self.oldest);
            }
        });
        let (mut file, unfinished) = self.begin(key)?;
        let written = writeln!(file, "{}", sha256(extract)).and_then(|()| file.write_all(extract));
        drop(file);
        let done = written.and_then(|()| fs::rename(&unfinished, self.path(key)));
        if done.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        done
    }
}

/// What was asked of a file; nothing where another run removed it meanwhile.
fn unless_gone<T>(asked: io::Result<T>) -> io::Result<Option<T>> {
    match asked {
        Ok(answer) => Ok(Some(answer)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

impl Keep for Cache {
    fn get(&self, key: &str) -> Option<Vec<u8>> {
        let path = self.path(key);
        if let Some(oldest) = self.oldest
            && fs::metadata(&path).ok()?.modified().ok()? < oldest
        {
            let _ = fs::remove_file(&path);
            return None;
        }
        let mut bytes = fs::read(&path).ok()?;
        let line = bytes.iter().position(|byte| *byte == b'\n')?;
        let is_whole = bytes[..line] == *sha256(&bytes[line + 1..]).as_bytes();
        if !is_whole {
            // Whoever damaged it: the next run shall not read it in vain.
            let _ = fs::remove_file(&path);
            return None;
        }
        bytes.drain(..=line);
        Some(bytes)
    }

    fn put(&self, key: &str, extract: &[u8]) {
        // A full disk or a folder that cannot be written costs time in the next run, and nothing else.
        let _ = self.write(key, extract);
    }
}

/// Whether a name is one that this cache gives: 64 digits, the number of a file that is not whole, and our ending.
fn is_ours(name: &str) -> bool {
    let Some(stem) = name
        .strip_suffix(ENDING)
        .and_then(|it| it.strip_suffix('.'))
    else {
        return false;
    };
    let (key, unfinished) = stem.split_once('.').unwrap_or((stem, ""));
    key.len() == 64
        && key.bytes().all(|byte| byte.is_ascii_hexdigit())
        && unfinished.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(unix)]
fn private_folder(folder: &Path, owner: Owner) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    let mut permissions = fs::metadata(folder)?.permissions();
    if owner == Owner::Program && permissions.mode() & 0o077 != 0 {
        permissions.set_mode(0o700);
        fs::set_permissions(folder, permissions)?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn private_folder(folder: &Path, _: Owner) -> io::Result<()> {
    fs::create_dir_all(folder)
}

fn private_file(path: &Path) -> io::Result<fs::File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A cache in a folder of its own, which goes with it.
    struct Own(Cache);

    impl Own {
        fn new(name: &str) -> Self {
            let name = format!("thematica-cache-{name}-{}", std::process::id());
            let folder = std::env::temp_dir().join(name);
            Self(Cache::new(folder, Owner::Somebody))
        }
    }

    impl Drop for Own {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(self.0.folder());
        }
    }

    fn key(digit: char) -> String {
        digit.to_string().repeat(64)
    }

    #[test]
    fn what_was_put_is_given_back() {
        let Own(cache) = &Own::new("put");
        assert_eq!(cache.get(&key('a')), None);
        cache.put(&key('a'), b"one\ntwo");
        cache.put(&key('b'), b"");
        cache.put(&key('a'), b"three\n");
        assert_eq!(cache.get(&key('a')).unwrap(), b"three\n");
        assert_eq!(cache.get(&key('b')).unwrap(), b"");
        assert_eq!(cache.kept().unwrap().files, 2);
    }

    #[test]
    fn what_is_damaged_is_removed_and_not_given() {
        let Own(cache) = &Own::new("damaged");
        for damage in [&b""[..], b"no digest", b"0\nx"] {
            cache.put(&key('a'), b"whole");
            fs::write(cache.path(&key('a')), damage).unwrap();
            assert_eq!(cache.get(&key('a')), None);
        }
        cache.put(&key('a'), b"whole");
        let mut bytes = fs::read(cache.path(&key('a'))).unwrap();
        bytes.pop();
        fs::write(cache.path(&key('a')), bytes).unwrap();
        assert_eq!(cache.get(&key('a')), None);
        assert!(!cache.path(&key('a')).exists());
    }

    #[test]
    fn only_what_the_cache_wrote_is_removed() {
        let Own(cache) = &Own::new("remove");
        assert_eq!(cache.remove(None).unwrap(), Kept::default());
        cache.put(&key('a'), b"x");
        let mine = cache.folder().join("notes.extract");
        fs::write(&mine, "mine").unwrap();
        fs::write(
            cache.folder().join(format!("{}.7.extract", key('c'))),
            "half",
        )
        .unwrap();
        let long_ago = SystemTime::UNIX_EPOCH;
        assert_eq!(cache.remove(Some(long_ago)).unwrap().files, 0);
        assert_eq!(cache.remove(None).unwrap().files, 2);
        assert!(mine.exists());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let Own(cache) = &Own::new("private");
        cache.put(&key('a'), b"x");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(cache.folder()), 0o700);
        assert_eq!(mode(&cache.path(&key('a'))), 0o600);
        fs::set_permissions(cache.folder(), fs::Permissions::from_mode(0o755)).unwrap();
        cache.put(&key('b'), b"x");
        assert_eq!(mode(cache.folder()), 0o755);
        let own = Cache::new(cache.folder().to_owned(), Owner::Program);
        own.put(&key('c'), b"x");
        assert_eq!(mode(cache.folder()), 0o700);
    }

    #[test]
    fn old_extracts_are_not_given_and_go_when_something_is_kept() {
        let Own(cache) = &Own::new("old");
        cache.put(&key('a'), b"x");
        cache.put(&key('b'), b"x");
        let tomorrow = SystemTime::now() + std::time::Duration::from_hours(24);
        let later =
            || Cache::new(cache.folder().to_owned(), Owner::Somebody).forgetting(Some(tomorrow));
        let one = later();
        assert_eq!(one.kept().unwrap().files, 2);
        assert_eq!(one.get(&key('a')), None);
        assert_eq!(one.kept().unwrap().files, 1);
        one.put(&key('c'), b"x");
        assert_eq!(one.kept().unwrap().files, 1);
        // Once in a run.
        one.put(&key('d'), b"x");
        assert_eq!(one.kept().unwrap().files, 2);
    }
}
