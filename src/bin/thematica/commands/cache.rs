//! `cache`: what was kept of transcripts that take long to read.

use std::io;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use clap::{Args, Subcommand};
use etcetera::BaseStrategy as _;
use thematica::study::{Cache, Kept};

use crate::args::Global;
use crate::failure::Failure;
use crate::messages;
use crate::output::Destination;
use crate::status::Status;

/// The variable that names another folder, or `off`.
const VARIABLE: &str = "THEMATICA_CACHE";

/// What is older than this is removed: whoever still needs it reads the file once more.
const KEPT_FOR: Duration = Duration::from_hours(24 * 30);

/// Show or clear what is kept of transcripts that take long to read.
///
/// Reading a PDF or a Word document takes far longer than anything that follows, so its text is kept in your cache folder
/// and used again as long as the file has not changed by a byte. It is kept for 30 days, where you alone can read it. Text
/// files are not kept. With --no-cache, or `THEMATICA_CACHE=off` in the environment, nothing is kept or used;
/// `THEMATICA_CACHE=FOLDER` keeps it elsewhere, such as on the encrypted disk where your transcripts lie.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica cache                          Where it is, and how much
  thematica cache clear                    Remove all of it, as when a participant withdraws")]
pub struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Say where it is and how much is kept (this is what `cache` alone does)
    Show,
    /// Remove everything that is kept
    Clear,
}

/// Shows or clears the cache.
pub fn run(arguments: &Arguments) -> Result<Status, Failure> {
    let Some(folder) = folder() else {
        return say(&format!(
            "Nothing is kept: {VARIABLE} is `off`, or there is no cache folder."
        ));
    };
    let cache = Cache::new(folder);
    let failed = |error: io::Error| {
        let folder = cache.folder().display();
        Failure::new(format!("the cache in {folder} cannot be used: {error}"))
    };
    match arguments.action {
        None | Some(Action::Show) => {
            let kept = cache.kept().map_err(failed)?;
            say(&format!("{} in {}.", told(kept), cache.folder().display()))
        }
        Some(Action::Clear) => {
            let removed = cache.remove(None).map_err(failed)?;
            say(&format!(
                "Removed {} from {}.",
                told(removed),
                cache.folder().display()
            ))
        }
    }
}

/// The cache that this run uses; `None` where it is to use none.
pub fn of(global: &Global) -> Option<Cache> {
    if global.no_cache {
        return None;
    }
    let cache = Cache::new(folder()?);
    if let Some(before) = SystemTime::now().checked_sub(KEPT_FOR) {
        // What cannot be removed now is removed by a later run.
        let _ = cache.remove(Some(before));
    }
    Some(cache)
}

fn folder() -> Option<PathBuf> {
    match std::env::var_os(VARIABLE) {
        Some(value) if value.eq_ignore_ascii_case("off") => None,
        Some(value) if !value.is_empty() => Some(value.into()),
        _ => {
            let strategy = etcetera::base_strategy::choose_native_strategy().ok()?;
            Some(strategy.cache_dir().join("thematica"))
        }
    }
}

fn say(sentence: &str) -> Result<Status, Failure> {
    Destination::Standard.write(|out| writeln!(out, "{sentence}"))?;
    Ok(Status::Clean)
}

fn told(kept: Kept) -> String {
    let files = usize::try_from(kept.files).unwrap_or(usize::MAX);
    let files = messages::counted(files, "transcript");
    format!("{files} ({} KiB)", kept.bytes.div_ceil(1024))
}
