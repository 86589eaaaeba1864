//! `cache`: what was kept of transcripts that take long to read.

use std::io;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use clap::{Args, Subcommand};
use etcetera::BaseStrategy as _;
use thematica::study::{Cache, Kept, Owner};

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
/// `THEMATICA_CACHE=/A/WHOLE/PATH` keeps it elsewhere, such as on the encrypted disk where your transcripts lie.
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
    /// Remove everything that is kept, also while `THEMATICA_CACHE=off` keeps nothing new
    Clear,
}

/// Shows or clears the cache.
pub fn run(arguments: &Arguments) -> Result<Status, Failure> {
    let place = place()?;
    let Some(cache) = place.cache() else {
        return say("Nothing is kept: this system names no cache folder.");
    };
    let failed = |error: io::Error| {
        let folder = cache.folder().display();
        Failure::new(format!("the cache in {folder} cannot be used: {error}"))
    };
    let folder = cache.folder().display();
    let sentence = match arguments.action {
        None | Some(Action::Show) => {
            let kept = told(cache.kept().map_err(failed)?);
            match place {
                Place::Off => format!("{OFF} From before: {kept} in {folder}."),
                Place::Default | Place::Named(_) => format!("{kept} in {folder}."),
            }
        }
        Some(Action::Clear) => {
            let removed = told(cache.remove(None).map_err(failed)?);
            match place {
                Place::Off => format!("Removed {removed} from {folder}. {OFF}"),
                Place::Default | Place::Named(_) => format!("Removed {removed} from {folder}."),
            }
        }
    };
    say(&sentence)
}

const OFF: &str = "Nothing is kept or used: THEMATICA_CACHE is `off`.";

/// The cache that this run uses; `None` where it is to use none.
pub fn of(global: &Global) -> Result<Option<Cache>, Failure> {
    if global.no_cache {
        return Ok(None);
    }
    let place = place()?;
    if matches!(place, Place::Off) {
        return Ok(None);
    }
    let oldest = SystemTime::now().checked_sub(KEPT_FOR);
    Ok(place.cache().map(|cache| cache.forgetting(oldest)))
}

/// What the variable says.
enum Place {
    Off,
    Default,
    Named(PathBuf),
}

impl Place {
    /// The cache there; where it is off, the one that would be used, which may hold something from before.
    fn cache(&self) -> Option<Cache> {
        if let Place::Named(folder) = self {
            return Some(Cache::new(folder.clone(), Owner::Somebody));
        }
        let strategy = etcetera::base_strategy::choose_native_strategy().ok()?;
        let folder = strategy.cache_dir().join("thematica");
        Some(Cache::new(folder, Owner::Program))
    }
}

/// Where the cache is. A path that is not whole is refused: it would leave what was said in one folder after the other, and
/// `THEMATICA_CACHE=no` in a folder of that name.
fn place() -> Result<Place, Failure> {
    let value = match std::env::var_os(VARIABLE) {
        Some(value) if !value.is_empty() => value,
        _ => return Ok(Place::Default),
    };
    if value.eq_ignore_ascii_case("off") {
        return Ok(Place::Off);
    }
    let folder = PathBuf::from(value);
    let shown = folder.display();
    let message = if !folder.is_absolute() {
        format!("{VARIABLE} is `{shown}`, which is neither `off` nor the whole path of a folder")
    } else if folder.exists() && !folder.is_dir() {
        format!("{VARIABLE} is `{shown}`, which is no folder")
    } else {
        return Ok(Place::Named(folder));
    };
    Err(Failure::new(message).help(
        "set it to `off` to keep nothing, to a whole path such as `/encrypted/thematica` to keep it there, or unset it",
    ))
}

fn say(sentence: &str) -> Result<Status, Failure> {
    Destination::Standard.say(sentence)?;
    Ok(Status::Clean)
}

fn told(kept: Kept) -> String {
    let files = usize::try_from(kept.files).unwrap_or(usize::MAX);
    let files = messages::counted(files, "transcript");
    format!("{files} ({} KiB)", kept.bytes.div_ceil(1024))
}
