//! `query`: the segments that carry these codes, words and circumstances, and beside what.

use std::path::PathBuf;

use clap::Args;
use thematica::analysis::coded::{Coded, Coder, Scratch};
use thematica::analysis::frequency::{By, Counting, Frequencies, count_found};
use thematica::analysis::query::{Found, Names, Query, Retrieval, Work, laid};
use thematica::analysis::selection::Heard;
use thematica::codebook::Codebook;
use thematica::report::{Cell, Table, grouped};

use super::by::known_groups;
use super::called::{about_people, for_eyes, title};
use super::job::{Done, Job, digests};
use super::place::drop_times;
use super::whose::{CoderArguments, FinishedBy};
use crate::args::{Filters, Global, Input, OutputArguments};
use crate::failure::Failure;
use crate::messages;
use crate::output::Output;
use crate::status::Status;

mod counted;
mod rows;
mod shown;

use rows::Rows;
use shown::{Context, Shown};

/// Find segments by their codes, their words, who speaks, and what stands beside them.
///
/// What is found are segments: sentences, unless the study's manifest says otherwise. Moderators are left out unless you ask
/// for them with --role all; as context they are always shown.
#[derive(Debug, Args)]
#[command(after_help = "\
What a query is made of:
  trust, enablers.trust     A code, with those below it; enablers.* only those below; * any code
  \"waiting list*\"           Words of the talk, as a codebook writes them; regex:\"…\", stem:\"…\"
  phase=2  speaker!=Ann     speaker, participant, role, transcript, coder, and any attribute;
                            site={Anchor, \"Keel House\"} means any of these
  negated                   Under a negating word
  memo, memo=\"ask*\"         With a memo of the coder; with one that has these words
  not A, A and B, A or B    In the same segment; {A, B, C} means any of these
  A overlaps B, A within B, A contains B, A same sentence B, A same turn B,
  A near 2 turns B, A near 5 words B, A followed by B, A followed within 5 turns by B,
  A preceded by B           A, where B stands so beside it

Brackets bind first, then positions (`overlaps` to `preceded by`), `not`, `and`, and `or` last.
`not` means all other segments that count. `negated`, `memo` and `coder=…` speak of the codes that
they are joined to by `and`. Put the whole query into single quotes; docs/query.md has the grammar.

Examples:
  thematica query 'trust and not time'
  thematica query 'trust and phase=2 and role=participant' --context 1
  thematica query '\"waiting list*\" near 2 turns dependency'
  thematica query 'trust and negated' --count participant
  thematica query 'training followed by time' --count code
  thematica query 'trust and memo' --coder ann --context-lines 3
  thematica query '(trust and coder=ann) and not (trust and coder=ben)' --coder ann --coder ben")]
pub struct Arguments {
    /// What to find
    #[arg(value_name = "QUERY")]
    query: String,
    /// Show so many turns before and after each segment, those of moderators among them
    #[arg(long, value_name = "TURNS", conflicts_with = "count")]
    context: Option<u32>,
    /// The same in lines of speech, as they stand in the text as it is read
    #[arg(long, value_name = "LINES", conflicts_with_all = ["count", "context"])]
    context_lines: Option<u32>,
    /// Count what is found in place of showing it: by `code`, `transcript`, `participant`, `speaker`, or an attribute
    #[arg(long, value_name = "CODE|ATTRIBUTE", value_parser = counted_by)]
    count: Option<String>,
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    coders: CoderArguments,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: OutputArguments,
}

/// Refuses a query whose words came one by one, because nothing held them together for the shell: each behind the first is
/// taken for a path, and is none.
pub(super) fn whole(command: &str, first: &str, paths: &[PathBuf]) -> Result<(), Failure> {
    let Some(missing) = paths.iter().find(|path| !path.exists()) else {
        return Ok(());
    };
    let mut words = vec![first.to_owned()];
    // A path that is there ends the query.
    let behind = paths.iter().take_while(|path| !path.exists());
    words.extend(behind.map(|path| path.display().to_string()));
    // Between single quotes the shell has no way to write one.
    let words = words.join(" ").replace('\'', "’");
    let message = format!("there is no study or transcript `{}`", missing.display());
    Err(Failure::new(message).help(format!(
        "if it belongs to what you look for, put the whole query in single quotes: thematica {command} '{words}'"
    )))
}

fn counted_by(written: &str) -> Result<String, String> {
    if written == "by" {
        return Err("leave `by` out: --count phase".to_owned());
    }
    Ok(written.to_owned())
}

/// Finds and writes the result.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    whole("query", &arguments.query, &arguments.input.paths)?;
    let query = Query::parse(&arguments.query).map_err(|fault| Failure::from(*fault))?;
    let output = arguments.output.output(global)?;
    let Arguments {
        input,
        filters,
        coders,
        ..
    } = arguments;
    let mut job = Job::for_coders(input, filters, coders, &output, global)?;
    if query.names_coders() {
        job.whose.finished_by = FinishedBy::All;
    }
    let retrieval = query
        .resolve(&Names {
            study: &job.study,
            codebook: &job.codebook,
            people: &job.whose.people_names(),
            has_rules: job.whose.has_rules(),
            codes: &job.nameable(),
        })
        .map_err(Failure::Written)?;
    let asks_for_nobody =
        filters.roles.is_empty() && filters.speakers.is_empty() && filters.participants.is_empty();
    if retrieval.names_moderators() && asks_for_nobody {
        let message = "moderators are left out, and a query cannot find them: add --role all";
        messages::warning(message, global);
    }
    let asking = Asking {
        job: &job,
        retrieval: &retrieval,
        work: retrieval.ready(job.study.unit, &job.nameable()),
        written: query.written(),
    };
    match &arguments.count {
        Some(by) => counted::write(&asking, by, &output),
        None => listed(&asking, arguments.around(), &output),
    }
}

/// A query at work on a study.
struct Asking<'a> {
    job: &'a Job<'a>,
    retrieval: &'a Retrieval,
    work: Work<'a>,
    written: &'a str,
}

impl Asking<'_> {
    /// Runs the query over all transcripts, hands what `make` makes of each to `take`, in order, and refuses names that did not
    /// turn up.
    fn run<R: Send>(
        &self,
        output: &Output,
        make: impl Fn(&Coded<'_>, &[Found], &Scratch) -> R + Sync,
        mut take: impl FnMut(R),
    ) -> Result<Done, Failure> {
        let mut heard = Heard::default();
        let work = |coder: &Coder<'_>, coded: &Coded<'_>, scratch: &mut Scratch| {
            let mut heard = Heard::default();
            if self.retrieval.listens() {
                heard.note(coded.document, &coded.transcript);
            }
            let found = self.work.find(coder, coded, scratch);
            (make(coded, &found, scratch), heard)
        };
        let done = self
            .job
            .run_with(digests(output.format), work, |(one, its)| {
                heard.add(its);
                take(one);
                Ok(())
            })?;
        if done.left_out == 0 {
            self.retrieval.check(&heard).map_err(Failure::Written)?;
        }
        Ok(done)
    }

    /// Counts what was found as the one code of a codebook that has no other.
    fn count(
        &self,
        codebook: &Codebook,
        by: &By,
        (coded, found, scratch): (&Coded<'_>, &[Found], &Scratch),
    ) -> Frequencies {
        let counting = Counting {
            study: &self.job.study,
            codebook,
            unit: self.job.study.unit,
            by,
        };
        count_found(&counting, coded, &scratch.units, &laid(found))
    }

    /// Says what the query was and how much it found, and writes the table.
    fn finish(
        &self,
        mut table: Table,
        done: &Done,
        all: &Frequencies,
        options: &[(&str, &str)],
        output: &Output,
    ) -> Result<Status, Failure> {
        known_groups(self.job, all.groups.keys(), None, "--count")?;
        let mut notes = vec![
            format!("Query: {}", self.written),
            self.how_much(all),
            "Moderators are left out unless --role asks for them.".to_owned(),
        ];
        if self.job.whose.has_rules() {
            notes.push("The rules proposed the codes; people decide.".to_owned());
        }
        notes.append(&mut table.notes);
        table.notes = notes;
        about_people(self.job, done, &mut table);
        self.job.about_coders(done, &mut table);
        let mut all_options = vec![("query", self.written)];
        all_options.extend(options);
        let mut made_by = self.job.made_by("query", &all_options);
        made_by.inputs.clone_from(&done.inputs);
        output.table(&table, &made_by)?;
        Ok(self.job.status(done))
    }

    fn how_much(&self, all: &Frequencies) -> String {
        let Some(group) = all.groups.values().next() else {
            return "Nothing was found.".to_owned();
        };
        let counts = group.codes.get(&0).cloned().unwrap_or_default();
        let of = |count: u64, of: u64| format!("{} of {}", grouped(count), grouped(of));
        let unit = self.job.study.unit.as_str();
        if counts.segments == 0 {
            return format!(
                "Nothing was found in {} {unit}s of {} participants in {} transcripts.",
                grouped(group.spoken.segments),
                grouped(group.spoken.persons.count()),
                grouped(group.spoken.transcripts),
            );
        }
        format!(
            "Found: {} {unit}s, by {} participants, in {} transcripts.",
            of(counts.segments, group.spoken.segments),
            of(counts.persons.count(), group.spoken.persons.count()),
            of(counts.transcripts, group.spoken.transcripts),
        )
    }
}

/// A codebook whose one code stands for what a query found.
fn one_code() -> Codebook {
    super::codebook_of_codes("query", &["query"])
}

impl Arguments {
    fn around(&self) -> Option<Context> {
        let turns = self.context.map(Context::Turns);
        turns.or(self.context_lines.map(Context::Lines))
    }
}

fn listed(
    asking: &Asking<'_>,
    context: Option<Context>,
    output: &Output,
) -> Result<Status, Failure> {
    let codebook = one_code();
    let shown = Shown::new(
        context,
        asking.retrieval.asks_memos(),
        for_eyes(output.format),
    );
    let mut table = Table::new(title(asking.job), shown.columns());
    let mut all = Frequencies::default();
    let make = |coded: &Coded<'_>, found: &[Found], scratch: &Scratch| {
        let rows = Rows::new(asking.job, coded).rows(found, shown);
        (
            rows,
            asking.count(&codebook, &By::All, (coded, found, scratch)),
        )
    };
    let done = asking.run(output, make, |(rows, counts): (Vec<Vec<Cell>>, _)| {
        if shown.is_apart() && !rows.is_empty() && !table.rows.is_empty() {
            table.rows.push(shown.gap());
        }
        table.rows.extend(rows);
        all.add(counts);
    })?;
    if shown.is_for_eyes() {
        drop_times(&mut table);
    }
    if !table.rows.is_empty() {
        table.notes.extend(shown.marks().map(str::to_owned));
    }
    let option = context.map(|context| match context {
        Context::Turns(turns) => ("context", turns.to_string()),
        Context::Lines(lines) => ("context-lines", lines.to_string()),
    });
    let option = option.as_ref().map(|(name, value)| (*name, value.as_str()));
    asking.finish(table, &done, &all, option.as_slice(), output)
}
