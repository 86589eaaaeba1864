//! `annotate`: a transcript, coded by hand.

use std::env;
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use thematica::coding::store::{PenError, Store};
use thematica::study::{MANIFEST, Study};

use crate::args::{Color, Global, Input};
use crate::failure::Failure;
use crate::status::Status;

mod grow;
mod linear;
pub mod memos;
mod room;
mod save;
mod terminal;
mod watch;

use room::Room;

/// The variable that names the coder where `--coder` does not.
const CODER: &str = "THEMATICA_CODER";

/// How long a coder's codings are asked for while another process has them.
const PATIENCE: Duration = Duration::from_millis(300);

/// Read and code a transcript by hand, in the whole terminal.
///
/// What the rules propose and what other coders did stands beside the text; each is accepted or rejected with a key, and
/// the codebook is searched by typing. Every change is written at once to codings/CODER/ in the study, whole or not at all,
/// and can be undone. `?` shows all keys; docs/annotate.md is a first session.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica annotate --coder ann                       Choose a transcript of the study here
  thematica annotate my-study lw01 --coder ann         Read this one
  thematica annotate my-study fg1 --coder ben --blind  Without seeing what others coded
  thematica annotate my-study fg1 --coder both --by cy Adjudicate: into `both`, decided by cy
  thematica annotate my-study lw01 --linear            Line after line, for a screen reader

Exit status: 0 all is written, 2 something could not be.")]
pub struct Arguments {
    /// The study (its folder or its thematica.yaml); without one, the study that the current folder lies in
    #[arg(value_name = "STUDY")]
    study: Option<PathBuf>,
    /// The transcript, by id or the end of it; without one, a list to choose from
    #[arg(value_name = "TRANSCRIPT")]
    transcript: Option<String>,
    /// Who codes: the name of a folder below codings/; without it, what `THEMATICA_CODER` says
    #[arg(long, value_name = "NAME")]
    coder: Option<String>,
    /// Who decides, where the codings are not the coder's own, as when codings of several are brought together
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Do not show what other coders did
    #[arg(long)]
    blind: bool,
    /// Do not show what the rules propose
    #[arg(long)]
    no_proposals: bool,
    /// Print line after line and read commands in words, for screen readers and pipes
    #[arg(long)]
    linear: bool,
    /// The codebook to use in place of the study's
    #[arg(long, value_name = "FILE")]
    codebook: Option<PathBuf>,
}

/// Opens the study, takes the coder's pen, and gives the terminal over.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let coder = coder(arguments)?;
    let (study, transcript) = named(arguments);
    let input = Input {
        paths: study.into_iter().collect(),
        codebook: arguments.codebook.clone(),
        encoding: None,
    };
    let study = super::open_sound(&input, global)?;
    if !study.own_files().iter().any(|name| name == MANIFEST) && !study.root.join(MANIFEST).exists()
    {
        let failure = Failure::new("codings are kept in a study, and this is none");
        return Err(failure.help("`thematica init FOLDER` lays one out around transcripts"));
    }
    let codebook = super::codebook_of(&study, global)?;
    let chosen = transcript.map(|name| document(&study, &name)).transpose()?;
    let is_terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if !arguments.linear && !is_terminal {
        let failure = Failure::new("the screen needs a terminal, and there is none");
        return Err(failure.help("--linear prints line after line and reads commands in words"));
    }
    let store = Store::new(&study.root, study.prefix());
    let holder = format!("thematica annotate (process {})", process::id());
    let pen = store
        .pen(&coder, &holder, PATIENCE)
        .map_err(|error| held(&error))?;
    let room = Room {
        codebook: Arc::new(codebook).into(),
        store,
        pen: Arc::new(pen),
        coder,
        by: arguments.by.clone(),
        blind: arguments.blind,
        proposals: !arguments.no_proposals,
        color: has_color(global),
        study: Arc::new(study),
    };
    if arguments.linear {
        linear::run(&room, chosen, global)
    } else {
        terminal::run(&room, chosen)
    }
}

/// The coder's name, from the command line or the environment.
fn coder(arguments: &Arguments) -> Result<String, Failure> {
    let set = || env::var(CODER).ok().filter(|name| !name.is_empty());
    arguments.coder.clone().or_else(set).ok_or_else(|| {
        let failure = Failure::new("nobody is named who codes");
        failure.help(format!(
            "name the coder with --coder, or in the variable {CODER}: `--coder ann`"
        ))
    })
}

/// The study and the transcript that are meant: in a study's folder the transcript may stand alone.
fn named(arguments: &Arguments) -> (Option<PathBuf>, Option<String>) {
    match (&arguments.study, &arguments.transcript) {
        (Some(only), None) if !only.exists() && here().is_some() => {
            (None, Some(only.to_string_lossy().into_owned()))
        }
        (study, transcript) => (study.clone(), transcript.clone()),
    }
}

fn here() -> Option<PathBuf> {
    Study::discover(&env::current_dir().ok()?)
}

fn document(study: &Study, name: &str) -> Result<usize, Failure> {
    if let Some(found) = study.document(name) {
        let at = study.documents.iter().position(|it| it.id == found.id);
        return Ok(at.expect("it is one of the study's"));
    }
    let failure = Failure::new(format!(
        "there is no transcript `{name}`, or several end so"
    ));
    Err(match study.like(name) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help("`thematica transcripts` lists them"),
    })
}

fn held(error: &PenError) -> Failure {
    let failure = Failure::new(error.to_string());
    match error {
        PenError::Held { .. } => {
            failure.help("end it first, or code under another name with --coder")
        }
        PenError::Name { .. } => failure.help("name the coder so: --coder ann"),
        _ => failure,
    }
}

fn has_color(global: &Global) -> bool {
    let is_off = env::var_os("NO_COLOR").is_some_and(|it| !it.is_empty());
    match global.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => !is_off,
    }
}
