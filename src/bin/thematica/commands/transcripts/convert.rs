//! `transcripts convert`: transcripts of any format as plain text, `WebVTT` or Markdown.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use thematica::exchange::transcript::{
    self as canonical, Canonical, Certainty, Loss, OffsetMap, Row, WriteError,
};
use thematica::report::{Cell, Column, Format, Table};
use thematica::study::{Document, Study, stream};
use thematica::transcript::Transcript;

use super::targets::{Target, targets};
use thematica::transcript::read::Encoding;

use crate::args::{Global, Input};
use crate::commands::{made_by, open_sound};
use crate::failure::Failure;
use crate::messages::{self, counted};
use crate::output::{Destination, Output};
use crate::progress::Progress;
use crate::status::Status;

/// Convert transcripts to plain text, WebVTT or Markdown.
///
/// Any format that is read becomes one that every program reads: `Label: words` with a blank line between paragraphs, cues
/// with voice tags, or Markdown with bold labels. What was no speech is not written, and counted. What is written is read
/// again and compared; where a label could be missed, the lines for thematica.yaml that make it certain are told.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica transcripts convert fg1.docx --to txt               On standard output
  thematica transcripts convert fg1.docx --output fg1.md        The ending says the format
  thematica transcripts convert interviews/ --to txt --output plain/
  thematica transcripts convert my-study --to txt --output plain/ --map offsets.csv

Several transcripts need a folder; their folders are kept in it. Times are never made up: WebVTT is
refused where a transcript has none.
Exit status: 0 all was converted, 2 some could not be, or cannot be read again as they were.")]
pub struct Arguments {
    /// A study (its folder or its thematica.yaml), or transcripts and folders of transcripts; without one, the study that
    /// the current folder lies in
    #[arg(value_name = "PATH", help_heading = "Input")]
    paths: Vec<PathBuf>,
    /// How the bytes of all transcripts in text stand for letters, whatever the manifest and the bytes say
    #[arg(long, value_name = "NAME", value_parser = crate::args::encoding, help_heading = "Input")]
    encoding: Option<Encoding>,
    /// What to make of them; without it, what the ending of --output says
    #[arg(long, value_name = "FORMAT", value_parser = forms(), help_heading = "Output")]
    to: Option<Canonical>,
    /// Write to this file (.txt, .vtt, .md) or into this folder; `-` is standard output
    #[arg(short, long, value_name = "FILE OR FOLDER", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Write where each paragraph stands before and after to this file (.csv, .jsonl), in code points of the reading texts
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    map: Option<PathBuf>,
    /// Write over files that are there; what is converted is never written over
    #[arg(long, help_heading = "Output")]
    force: bool,
}

fn forms() -> impl TypedValueParser<Value = Canonical> {
    PossibleValuesParser::new(Canonical::ALL.map(Canonical::as_str))
        .map(|name| Canonical::of_ending(&name).expect("only names of forms are possible"))
}

/// Converts and says what became of it.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let form = form(arguments)?;
    let map = arguments.map.as_deref().map(map_output).transpose()?;
    let input = Input {
        paths: arguments.paths.clone(),
        codebook: None,
        encoding: arguments.encoding,
    };
    let study = open_sound(&input, global)?;
    let targets = targets(
        &study,
        arguments.output.as_deref(),
        form,
        arguments.force,
        global,
    )?;
    if let Some(map) = &map {
        Target::free(&map.destination, &study, arguments.force, "--map")?;
        if targets.iter().any(|target| target.is(&map.destination)) {
            let message = "the map of offsets would be written over a transcript";
            return Err(Failure::new(message).help("name another file with --map"));
        }
    }
    let mut run = Run {
        written: 0,
        not_written: 0,
        table: map.as_ref().map(|_| table(form)),
        losses: Vec::new(),
        status: Status::Clean,
    };
    let work: Vec<(&Document, &Target)> = study.documents.iter().zip(&targets).collect();
    let progress = Progress::new("Converting", work.len(), global);
    let mut next = work.iter();
    let mut failed = None;
    stream::in_order(
        &work,
        global.threads(),
        || (),
        |(), (document, _)| convert(&study, document, form),
        |converted| {
            progress.tick();
            let (document, target) = next.next().expect("there is a result for each transcript");
            failed = run.take(document, target, converted, global).err();
            failed.is_none()
        },
    );
    drop(progress);
    if let Some(failure) = failed {
        return Err(failure);
    }
    if let (Some(map), Some(table)) = (&map, &run.table) {
        map.table(table, &made_by("transcripts convert", None))?;
    }
    run.tell(form, global);
    Ok(run.status)
}

fn form(arguments: &Arguments) -> Result<Canonical, Failure> {
    let ending = || arguments.output.as_deref()?.extension()?.to_str();
    arguments
        .to
        .or_else(|| ending().and_then(Canonical::of_ending))
        .ok_or_else(|| {
            Failure::new("it is not said what the transcripts are to become")
                .help("name the format with --to: --to txt, --to vtt or --to md")
        })
}

fn map_output(path: &std::path::Path) -> Result<Output, Failure> {
    let destination = Destination::of(Some(path));
    let format = Format::of_file(path).ok();
    match format {
        Some(format @ (Format::Csv | Format::Tsv | Format::Jsonl)) => Ok(Output {
            format,
            options: thematica::report::Options::default(),
            destination,
        }),
        _ => Err(Failure::new(format!(
            "{} is no file for a map of offsets",
            path.display()
        ))
        .help("give it the ending .csv, .tsv or .jsonl")),
    }
}

/// A transcript that was converted.
struct Converted {
    text: String,
    certainty: Certainty,
    losses: Vec<Loss>,
    warnings: Vec<thematica::diagnostic::Diagnostic>,
    /// Where its paragraphs stand; `None` where the words read again are others.
    rows: Option<Vec<Row>>,
}

/// Why one could not be: what is wrong and what to do.
struct NotConverted {
    message: String,
    help: Option<&'static str>,
}

fn convert(
    study: &Study,
    document: &Document,
    form: Canonical,
) -> Result<Box<Converted>, NotConverted> {
    let transcript = study.load(document).map_err(|error| NotConverted {
        message: error.to_string(),
        help: None,
    })?;
    let text = canonical::write(&transcript, form).map_err(|error| not_written(&error))?;
    let again =
        canonical::read_again(&transcript, form, &text).map_err(|error| not_written(&error))?;
    let rows = again.transcript.and_then(|again| rows(&transcript, &again));
    Ok(Box::new(Converted {
        text,
        certainty: again.certainty,
        losses: canonical::losses(&transcript, form),
        rows,
        warnings: transcript.reading.warnings,
    }))
}

fn rows(transcript: &Transcript, again: &Transcript) -> Option<Vec<Row>> {
    OffsetMap::between(transcript, again).map(|map| map.rows(transcript, again))
}

fn not_written(error: &WriteError) -> NotConverted {
    let help = match error {
        WriteError::NoTimes { .. } => {
            Some("convert it with --to txt or --to md, or convert the subtitles of the recording")
        }
        WriteError::LateTimes { .. } => {
            Some("write the time of the first words before them, as in `[0:00:05] Anna: words`")
        }
        WriteError::NoSpeech { .. } => {
            Some("`thematica transcripts --show NAME` says what was left out")
        }
    };
    NotConverted {
        message: error.to_string(),
        help,
    }
}

/// What was done so far.
struct Run {
    written: usize,
    not_written: usize,
    table: Option<Table>,
    losses: Vec<Loss>,
    status: Status,
}

impl Run {
    fn take(
        &mut self,
        document: &Document,
        target: &Target,
        converted: Result<Box<Converted>, NotConverted>,
        global: &Global,
    ) -> Result<(), Failure> {
        let converted = match converted {
            Ok(converted) => converted,
            Err(NotConverted { message, help }) => {
                self.status = Status::NotDone;
                self.not_written += 1;
                messages::error(&message, help);
                return Ok(());
            }
        };
        messages::briefly(&converted.warnings, global);
        target.write(&converted.text)?;
        self.written += 1;
        for loss in &converted.losses {
            if !self.losses.iter_mut().any(|known| known.add(loss)) {
                self.losses.push(loss.clone());
            }
        }
        self.certainty(&converted.certainty, document, target, global);
        let Some(table) = &mut self.table else {
            return Ok(());
        };
        if let Some(rows) = &converted.rows {
            for it in rows {
                table.push(row(document, it));
            }
        } else {
            self.status = Status::NotDone;
            let message = format!("{} is not in the map of offsets", document.name);
            let help = "its words are not the same when it is read again";
            messages::error(&message, Some(help));
        }
        Ok(())
    }

    /// Says what it takes to read the same again.
    fn certainty(
        &mut self,
        certainty: &Certainty,
        document: &Document,
        target: &Target,
        global: &Global,
    ) {
        let name = target.name(document);
        match certainty {
            Certainty::ByItself => {}
            Certainty::Declared(declaration, difference) => {
                let path = target.below(document);
                let message = format!(
                    "{name} may be misread by itself: {difference}\n  help: these lines in thematica.yaml make it certain:\n\
                     transcripts:\n{}",
                    declaration.yaml(&path).trim_end()
                );
                messages::warning(&message, global);
            }
            Certainty::Never(difference) => {
                self.status = Status::NotDone;
                let message =
                    format!("{name} is written, and read again it is not the same: {difference}");
                messages::error(
                    &message,
                    Some(
                        "no declaration helps; keep the file that it was made from for the analysis",
                    ),
                );
            }
        }
    }

    fn tell(&self, form: Canonical, global: &Global) {
        for loss in &self.losses {
            messages::remark(&format!("{loss}."), global);
        }
        if self
            .losses
            .iter()
            .any(|loss| matches!(loss, Loss::NoSpeech(..)))
        {
            let remark = "`thematica transcripts --show NAME` shows what is no speech.";
            messages::remark(remark, global);
        }
        let written = counted(self.written, "transcript");
        let not_written = match self.not_written {
            0 => String::new(),
            files => format!(", {} not", counted(files, "file")),
        };
        let form = form.as_str();
        messages::remark(
            &format!("{written} converted to {form}{not_written}."),
            global,
        );
    }
}

fn table(form: Canonical) -> Table {
    Table::new(
        format!(
            "Where paragraphs stand before and after converting to {}",
            form.as_str()
        ),
        vec![
            Column::text("transcript", "Transcript"),
            Column::count("turn", "Turn"),
            Column::count("paragraph", "Paragraph"),
            Column::count("from_start", "From start"),
            Column::count("from_end", "From end"),
            Column::count("to_start", "To start"),
            Column::count("to_end", "To end"),
        ],
    )
}

fn row(document: &Document, row: &Row) -> Vec<Cell> {
    vec![
        Cell::text(&document.id),
        Cell::count(row.turn as usize),
        Cell::count(row.paragraph),
        Cell::count(row.from.0),
        Cell::count(row.from.1),
        Cell::count(row.to.0),
        Cell::count(row.to.1),
    ]
}
