//! Writing a file whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::Builder;

/// How an unfinished file begins. What a killed process leaves may be cleared away.
pub const UNFINISHED: &str = ".unfinished-";

/// Who may read a file that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Who could read the one before; for a new file, who can read the user's new files.
    AsBefore,
    /// Its owner alone, where the system knows owners.
    OwnerAlone,
}

/// Puts what is written into the place of a file: beside it, to the disk, and then renamed. After this returns, it is there
/// whatever happens to the machine; before, the old file is. A link stays a link: what it points to is replaced.
pub fn replace(
    path: &Path,
    access: Access,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    if path.file_name().is_none() {
        let message = "this names no file";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    }
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    builder.prefix(UNFINISHED);
    // Without this, its owner alone may read it.
    #[cfg(unix)]
    if access == Access::AsBefore {
        use std::os::unix::fs::PermissionsExt as _;
        // As any file is made; the user's mask takes away what others may not.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder).map_err(bare)?;
    let mut out = BufWriter::with_capacity(1 << 16, file.as_file());
    write(&mut out)?;
    out.flush()?;
    drop(out);
    if let (Access::AsBefore, Ok(old)) = (access, fs::metadata(&path)) {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// What the system said, without the name of a file that nobody has asked for.
fn bare(error: io::Error) -> io::Error {
    // The library hands out the kind of the system's error and its text with the name, and not the error itself.
    let text = error.to_string();
    match text.rsplit_once(" at path \"") {
        Some((said, _)) => io::Error::new(error.kind(), said),
        None => error,
    }
}

/// Has the system write a folder's list of names to the disk, where it can be asked to.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn the_name_of_the_unfinished_file_is_not_told() {
        let error = replace(Path::new("/proc/a.csv"), Access::AsBefore, |_| Ok(()));
        let said = error.expect_err("nobody makes files there").to_string();
        assert!(!said.contains(UNFINISHED), "{said}");
    }
}
