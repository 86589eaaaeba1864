//! Where results go: standard output, or a file that is there whole or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use thematica::report::{self, Format, Options, Provenance, Table};
use thematica::study::{Access, MANIFEST, Study, replace};

use crate::args::Global;
use crate::failure::Failure;
use crate::messages::{self, shown};

/// Where a result goes and how it is written. Made before the work, so that a wrong name is told at once.
#[derive(Debug)]
pub struct Output {
    /// How it is written.
    pub format: Format,
    /// What the format leaves open.
    pub options: Options,
    /// Where it goes.
    pub destination: Destination,
}

/// Where a result goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Standard output.
    Standard,
    /// A file.
    File(PathBuf),
}

impl Output {
    /// Writes a table.
    pub fn table(&self, table: &Table, made_by: &Provenance) -> Result<(), Failure> {
        self.destination
            .write(|out| report::write(table, made_by, self.format, &self.options, out))
    }

    /// Writes tables: the first alone in formats that [hold one](Format::holds_several), and then says which are left out.
    pub fn tables(
        &self,
        tables: &[Table],
        made_by: &Provenance,
        global: &Global,
    ) -> Result<(), Failure> {
        let tables: Vec<&Table> = tables.iter().collect();
        let (written, left_out) = split(&tables, self.format);
        self.destination
            .write(|out| report::write_all(written, made_by, self.format, &self.options, out))?;
        tell_left_out(left_out, self.format, global);
        Ok(())
    }
}

/// The tables that a format holds, and those that it does not.
pub fn split<'t>(tables: &'t [&'t Table], format: Format) -> (&'t [&'t Table], &'t [&'t Table]) {
    let held = if format.holds_several() {
        tables.len()
    } else {
        1.min(tables.len())
    };
    tables.split_at(held)
}

/// Says which tables a format has no place for, and which formats have.
pub fn tell_left_out(tables: &[&Table], format: Format, global: &Global) {
    if tables.is_empty() {
        return;
    }
    let titles = tables.iter().map(|table| format!("“{}”", table.head.title));
    let titles: Vec<String> = titles.collect();
    let holding = Format::ALL.into_iter().filter(|it| it.holds_several());
    let holding: Vec<&str> = holding.map(Format::as_str).collect();
    messages::warning(
        &format!(
            "the format `{}` holds one table, and left out {} {}: the formats {} have all",
            format.as_str(),
            messages::is_or_are(tables.len()),
            titles.join(", "),
            holding.join(", ")
        ),
        global,
    );
}

impl Destination {
    /// The file of an `--output`, where `-` is standard output.
    pub fn of(path: Option<&Path>) -> Self {
        match path {
            Some(path) if path != Path::new("-") => Self::File(path.to_path_buf()),
            _ => Self::Standard,
        }
    }

    /// Refuses a folder, which is no place for a result.
    pub fn refuse_folder(&self) -> Result<(), Failure> {
        match self {
            Self::File(path) if path.is_dir() => Err(Failure::folder(path)),
            _ => Ok(()),
        }
    }

    /// Refuses to write over the study's own files.
    pub fn spare(&self, study: &Study) -> Result<(), Failure> {
        let manifest = study.root.join(MANIFEST);
        let documents = study.documents.iter().map(|document| &document.path);
        let own = documents.chain(&study.codebook).chain([&manifest]);
        self.refuse(own.map(PathBuf::as_path), "belongs to the study")
    }

    /// Refuses to write over files that are read.
    pub fn spare_files(&self, read: &[&PathBuf]) -> Result<(), Failure> {
        self.refuse(read.iter().map(|path| path.as_path()), "is read")
    }

    fn refuse<'p>(
        &self,
        mut own: impl Iterator<Item = &'p Path>,
        why: &str,
    ) -> Result<(), Failure> {
        let Self::File(path) = self else {
            return Ok(());
        };
        let Ok(found) = fs::canonicalize(path) else {
            return Ok(());
        };
        if own.any(|own| fs::canonicalize(own).is_ok_and(|own| own == found)) {
            let message = format!("{} {why} and is not written over", path.display());
            return Err(Failure::new(message).help("name another file with --output"));
        }
        Ok(())
    }

    /// Lets `write` write, and sees to it that all is there.
    pub fn write(
        &self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        match self {
            Self::Standard => {
                let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
                let written = write(&mut out).and_then(|()| out.flush());
                written.map_err(|error| Failure::printing(&error))
            }
            Self::File(path) => {
                write_file(path, write).map_err(|error| Failure::writing(path, &error))
            }
        }
    }

    /// Writes a sentence for people on a line of its own; nothing in the names in it steers the terminal.
    pub fn say(&self, sentence: &str) -> Result<(), Failure> {
        self.write(|out| writeln!(out, "{}", shown(sentence)))
    }

    /// Like [`Destination::write`], for text with colours: they reach a terminal that wants them, and nothing else.
    pub fn write_colored(
        &self,
        write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let mut text = Vec::new();
        write(&mut text).expect("memory takes all that is written");
        match self {
            Self::Standard => {
                let mut out = anstream::stdout().lock();
                let written = out.write_all(&text).and_then(|()| out.flush());
                written.map_err(|error| Failure::printing(&error))
            }
            Self::File(_) => {
                self.write(|out| out.write_all(&anstream::adapter::strip_bytes(&text).into_vec()))
            }
        }
    }
}

/// How many columns a table for eyes may take: the terminal's, or the same everywhere where there is none.
pub fn width(destination: &Destination) -> u16 {
    let standard = *destination == Destination::Standard && io::stdout().is_terminal();
    let terminal = standard.then(terminal_size::terminal_size).flatten();
    terminal.map_or(Options::default().width, |(width, _)| width.0)
}

/// Writes a file whole or not at all.
fn write_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    match fs::metadata(path) {
        // A device or a pipe (`/dev/null`, `>(…)`) cannot be replaced.
        Ok(found) if !found.is_file() => {
            let mut out = BufWriter::new(OpenOptions::new().write(true).open(path)?);
            write(&mut out)?;
            out.flush()
        }
        _ => replace(path, Access::AsBefore, write),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_that_fails_half_way_leaves_the_old_file_and_no_draft() {
        let folder = std::env::temp_dir().join(format!("thematica-output-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("out.csv");
        let destination = Destination::of(Some(&path));
        destination.write(|out| out.write_all(b"whole")).unwrap();
        let failed = destination.write(|out| {
            out.write_all(b"half")?;
            Err(io::Error::other("no more"))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "whole");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_a_device_is_written_to() {
        let folder = std::env::temp_dir().join(format!("thematica-link-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (target, link) = (folder.join("target.csv"), folder.join("link.csv"));
        fs::write(&target, "old").unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        let write = |path: &Path| Destination::of(Some(path)).write(|out| out.write_all(b"new"));
        write(&link).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&target).unwrap(), "new");
        write(Path::new("/dev/null")).unwrap();
        fs::remove_dir_all(&folder).unwrap();
    }
}
