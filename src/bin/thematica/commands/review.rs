//! `review`: proposals one after the other, to be accepted or rejected.

use std::io::{self, BufRead, IsTerminal as _};

use clap::Args;
use thematica::analysis::coded::Coded;
use thematica::coding::record::{Record, Stamp, State};
use thematica::coding::store::{CodingFile, Pen, Store};
use thematica::text::visible;
use thematica::transcript::Units;

use super::codings::PATIENCE;
use super::codings::desk::{no_such_coder, pen_failure};
use super::job::{Job, digests};
use crate::args::{Filters, Global, Input};
use crate::clock;
use crate::failure::Failure;
use crate::messages;
use crate::output::{Destination, Output};
use crate::status::Status;

mod proposals;

use proposals::Proposal;

/// Go through proposals one after the other, and accept or reject each: what the rules found, or what others coded.
///
/// What you have decided already is not proposed again. In a terminal you are asked after each; an answer is on the disk before
/// the next proposal is shown, so that you can stop at any moment and go on later. Elsewhere the proposals are printed.
/// A rejected proposal is kept as rejected: it says that you looked.
///
/// Each proposal is plain text, line by line, without colours or columns.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica review --coder ann --code trust              What the rules propose
  thematica review --coder ann --from ben                What ben coded and ann did not
  thematica review --coder ann --most 20 | less          Only print
  printf 'accept\\nskip\\n' | thematica review --coder ann --ask

Answers: accept, reject, skip, quit; their first letter will do. Anything else is asked again. Where the answers end, what
was answered is kept.")]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Who decides; the environment variable `THEMATICA_CODER` says it for every command with which people code
    #[arg(
        long,
        value_name = "NAME",
        env = "THEMATICA_CODER",
        hide_env_values = true
    )]
    coder: String,
    /// Propose what this coder coded, in place of what the rules found; may be given several times
    #[arg(long, value_name = "NAME")]
    from: Vec<String>,
    /// How many to go through at most
    #[arg(long, value_name = "N")]
    most: Option<usize>,
    /// Read answers from standard input, also where it is no terminal
    #[arg(long)]
    ask: bool,
    #[command(flatten)]
    filters: Filters,
}

/// What was answered.
enum Answer {
    Accept,
    Reject,
    Skip,
    Quit,
    /// Nothing more comes.
    End,
}

#[derive(Default)]
struct Tally {
    accepted: usize,
    rejected: usize,
    skipped: usize,
    /// Whether the answers ended before the proposals did.
    has_ended: bool,
}

struct Review<'a> {
    job: &'a Job<'a>,
    asked: Vec<bool>,
    /// What the coder decided.
    own: Vec<CodingFile>,
    others: Vec<CodingFile>,
    is_of_rules: bool,
}

/// Goes through the proposals.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let output = Output {
        format: thematica::report::Format::Csv,
        options: thematica::report::Options::default(),
        destination: Destination::Standard,
    };
    let job = Job::open(&arguments.input, &arguments.filters, &output, global)?;
    let store = Store::new(&job.study.root, job.study.prefix());
    let review = Review::new(&job, &store, arguments, global)?;
    let mut proposals = Vec::new();
    let work = |coded: &Coded<'_>, units: &Units| review.proposals(coded, units);
    let done = job.run(digests(output.format), work, |found| {
        proposals.extend(found);
        Ok(())
    })?;
    let all = proposals.len();
    proposals.truncate(arguments.most.unwrap_or(all));
    let is_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    if proposals.is_empty() {
        messages::remark("there is nothing to decide", global);
    } else if arguments.ask || is_terminal {
        let coder = &arguments.coder;
        let holder = format!("thematica review (process {})", std::process::id());
        let pen = store.pen(coder, &holder, PATIENCE);
        let pen = pen.map_err(|error| pen_failure(&error))?;
        let tally = review.ask(&proposals, &pen)?;
        let left = all - tally.accepted - tally.rejected;
        let said = format!(
            "{} accepted, {} rejected, {} skipped, {left} left",
            tally.accepted, tally.rejected, tally.skipped
        );
        messages::remark(&said, global);
        if tally.has_ended {
            messages::remark("no more answers came; what was answered is kept", global);
        }
    } else {
        output.destination.write(|out| {
            let mut shown = proposals.iter().zip(1..);
            shown.try_for_each(|(it, number)| it.show(number, all, out))
        })?;
    }
    Ok(done.status())
}

impl<'a> Review<'a> {
    fn new(
        job: &'a Job<'a>,
        store: &Store,
        arguments: &Arguments,
        global: &Global,
    ) -> Result<Self, Failure> {
        let mut faults = Vec::new();
        let known = store.coders(&mut faults);
        let mut others = Vec::new();
        for name in &arguments.from {
            if !known.contains(name) {
                return Err(no_such_coder(name, &known));
            }
            others.extend(store.read_coder(name, &mut faults));
        }
        let own = store.read_coder(&arguments.coder, &mut faults);
        messages::briefly(&faults, global);
        Ok(Self {
            asked: job.asked(),
            is_of_rules: arguments.from.is_empty(),
            job,
            own,
            others,
        })
    }

    /// Asks for each. What is answered is written before the next is asked.
    fn ask(&self, proposals: &[Proposal], pen: &Pen) -> Result<Tally, Failure> {
        let mut tally = Tally::default();
        let mut answers = io::stdin().lock();
        for (proposal, number) in proposals.iter().zip(1..) {
            Destination::Standard.write(|out| proposal.show(number, proposals.len(), out))?;
            match answer(&mut answers)? {
                Answer::Accept => {
                    self.write(pen, proposal, State::Coded)?;
                    tally.accepted += 1;
                }
                Answer::Reject => {
                    self.write(pen, proposal, State::Rejected)?;
                    tally.rejected += 1;
                }
                Answer::Skip => tally.skipped += 1,
                Answer::Quit => break,
                Answer::End => {
                    tally.has_ended = true;
                    break;
                }
            }
        }
        Ok(tally)
    }

    fn write(&self, pen: &Pen, proposal: &Proposal, state: State) -> Result<(), Failure> {
        let study = &self.job.study;
        let is_here = |file: &&CodingFile| {
            let document = study.document(&file.transcript);
            document.is_some_and(|it| it.id == proposal.document)
        };
        let name = self.own.iter().find(is_here);
        let name = name.map_or(&proposal.document, |file| &file.transcript);
        let file = pen.read(name, &mut Vec::new());
        let base = file.map_err(|error| pen_failure(&error))?.ledger;
        let made = Stamp {
            time: clock::now(),
            with: proposal.with.clone(),
        };
        let mut record = Record::new(proposal.code.clone(), proposal.anchor.clone(), made);
        record.state = state;
        record.from.clone_from(&proposal.from);
        let mut ledger = base.clone();
        ledger.add(record);
        let written = pen.write(name, &base, &ledger);
        written.map(drop).map_err(|error| pen_failure(&error))
    }
}

/// Which answers there are, for who gave another one.
const ANSWERS: &str = "The answers are accept, reject, skip and quit, or the first letter of one.";

/// Asks until there is an answer that is one. Where nothing more comes, that is the end.
fn answer(lines: &mut impl BufRead) -> Result<Answer, Failure> {
    loop {
        Destination::Standard.write(|out| write!(out, "accept, reject, skip or quit? "))?;
        let mut line = Vec::new();
        let read = lines.read_until(b'\n', &mut line);
        let read =
            read.map_err(|error| Failure::new(format!("standard input cannot be read: {error}")))?;
        if read == 0 {
            Destination::Standard.write(|out| writeln!(out))?;
            return Ok(Answer::End);
        }
        let line = String::from_utf8_lossy(&line);
        let word = line.trim().to_lowercase();
        let is = |whole: &str| !word.is_empty() && whole.starts_with(&word);
        let answer = match () {
            () if is("accept") => Answer::Accept,
            () if is("reject") => Answer::Reject,
            () if is("skip") => Answer::Skip,
            () if is("quit") => Answer::Quit,
            () => {
                // On the stream of the questions: who listens to them hears why they are asked again.
                Destination::Standard.write(|out| writeln!(out, "\n{}", wrong(line.trim())))?;
                continue;
            }
        };
        Destination::Standard.write(|out| writeln!(out))?;
        return Ok(answer);
    }
}

/// What is said of what is no answer.
fn wrong(said: &str) -> String {
    /// What is longer is no slip of a finger.
    const SHOWN: usize = 20;
    if said.is_empty() {
        return ANSWERS.to_owned();
    }
    let mut shown: String = said.chars().take(SHOWN).map(visible).collect();
    if said.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    format!("`{shown}` is no answer. {ANSWERS}")
}
