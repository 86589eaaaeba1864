//! What `code`, `themes` and `matrix` have in common: a study, its codebook, a selection, and all its transcripts coded.

use std::collections::HashSet;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::OnceLock;

use thematica::analysis::coded::{Coded, Coder, Digests, Scratch};
use thematica::analysis::selection::{Filter, Heard, Selection};
use thematica::codebook::{CodeIndex, Codebook};
use thematica::diagnostic::Diagnostic;
use thematica::matcher::Matcher;
use thematica::report::{Format, Input as Read, Provenance, Table};
use thematica::study::{Document, Study, stream};
use thematica::transcript::Units;
use thematica::transcript::read::Encoding;

use super::retired;
use super::whose::{CoderArguments, Taken, Whose};
use crate::args::{Filters, Global, Input};
use crate::failure::Failure;
use crate::messages;
use crate::output::Output;
use crate::progress::Progress;
use crate::status::Status;

mod done;
mod left_out;

pub use done::Done;
use done::Told;

/// Everything that is needed before the first transcript is read.
pub struct Job<'a> {
    pub study: Study,
    pub codebook: Codebook,
    pub selection: Selection,
    /// Whether people are counted, so that it has to be said who is in no row of their table.
    pub counts_people: bool,
    /// Whose codings are counted.
    pub whose: Whose,
    /// Retired codes that are left out of the selection, because nothing can have them.
    retired: Vec<CodeIndex>,
    /// Whether it is people who could have laid them.
    of_people: bool,
    filters: &'a Filters,
    global: &'a Global,
    encoding: Option<Encoding>,
    /// Ends of ids that several transcripts have; made when first needed.
    shared_ends: OnceLock<HashSet<String>>,
}

impl<'a> Job<'a> {
    /// Opens everything and refuses what is wrong.
    pub fn open(
        input: &Input,
        filters: &'a Filters,
        output: &Output,
        global: &'a Global,
    ) -> Result<Self, Failure> {
        let study = super::open_sound(input, global)?;
        let codebook = super::codebook_of(&study, global)?;
        output.destination.spare(&study)?;
        let selection = filters
            .filter()
            .resolve(&study, Some(&codebook))
            .map_err(Failure::Written)?;
        Ok(Self {
            study,
            codebook,
            selection,
            counts_people: true,
            whose: Whose::default(),
            retired: Vec::new(),
            of_people: false,
            filters,
            global,
            encoding: input.encoding,
            shared_ends: OnceLock::new(),
        })
    }

    /// The same for the codings of those who are asked for.
    pub fn for_coders(
        input: &Input,
        filters: &'a Filters,
        coders: &CoderArguments,
        output: &Output,
        global: &'a Global,
    ) -> Result<Self, Failure> {
        let mut job = Self::open(input, filters, output, global)?;
        job.whose = coders.open(&job.study, global)?;
        let laid = job.whose.laid();
        let unused = retired::unused(&job.codebook, &job.selection, &laid, &filters.codes);
        job.leave_out(unused, !job.whose.is_rules());
        Ok(job)
    }

    /// Opens everything for a codebook that is not the study's. Codes are no business of this selection.
    pub fn with_codebook(
        input: &Input,
        codebook: Codebook,
        filters: &'a Filters,
        output: &Output,
        global: &'a Global,
    ) -> Result<Self, Failure> {
        let study = super::open_sound(input, global)?;
        output.destination.spare(&study)?;
        let filter = Filter {
            codes: Vec::new(),
            ..filters.filter()
        };
        let selection = filter.resolve(&study, None).map_err(Failure::Written)?;
        Ok(Self {
            study,
            codebook,
            selection,
            counts_people: true,
            whose: Whose::default(),
            retired: Vec::new(),
            of_people: false,
            filters,
            global,
            encoding: input.encoding,
            shared_ends: OnceLock::new(),
        })
    }

    /// Codes every selected transcript on several threads, and hands what `work` makes of each to `sink`, in order.
    pub fn run<R: Send>(
        &self,
        digests: Digests,
        work: impl Fn(&Coded<'_>, &Units) -> R + Sync,
        sink: impl FnMut(R) -> io::Result<()>,
    ) -> Result<Done, Failure> {
        let work =
            |_: &Coder<'_>, coded: &Coded<'_>, scratch: &mut Scratch| work(coded, &scratch.units);
        self.run_with(digests, work, sink)
    }

    /// Like [`Job::run`], for work that codes again: it gets the coder and the memory that it works with.
    pub fn run_with<R: Send>(
        &self,
        digests: Digests,
        work: impl Fn(&Coder<'_>, &Coded<'_>, &mut Scratch) -> R + Sync,
        mut sink: impl FnMut(R) -> io::Result<()>,
    ) -> Result<Done, Failure> {
        let documents: Vec<&Document> = self
            .study
            .documents
            .iter()
            .filter(|document| self.selection.document(document))
            .collect();
        self.whose.check(&documents)?;
        let matcher = Matcher::new(&self.codebook, self.study.unit);
        let people = self.whose.people();
        let coder = Coder {
            study: &self.study,
            matcher: &matcher,
            hands: self.whose.hands(&self.codebook, &people),
            unit: self.study.unit,
            selection: &self.selection,
            digests,
        };
        let progress = Progress::new("Coding", documents.len(), self.global);
        let mut done = Done::default();
        let mut heard = Heard::default();
        let mut failed = None;
        stream::in_order(
            &documents,
            self.threads(&documents),
            Scratch::default,
            |scratch, document| self.guarded(&coder, document, scratch, &work),
            |one| {
                progress.tick();
                match one {
                    Ok(one) => {
                        messages::briefly(&one.warnings, self.global);
                        let One {
                            result,
                            heard: names,
                            told,
                            ..
                        } = one;
                        heard.add(names);
                        done.add(told);
                        failed = sink(result).err();
                    }
                    Err(message) => {
                        messages::error(&message, None);
                        done.left_out += 1;
                    }
                }
                failed.is_none()
            },
        );
        drop(progress);
        if let Some(error) = failed {
            return Err(Failure::printing(&error));
        }
        if self.counts_people && done.strangers > 0 && !self.study.participants.is_empty() {
            let names = done.names_of_strangers();
            messages::warning(
                &format!(
                    "in no row of participants.csv, so that each counts as one person of one transcript: {names}"
                ),
                self.global,
            );
        }
        self.whose.warn(self.global);
        if done.left_out == 0 {
            self.selection.check(&heard).map_err(Failure::Written)?;
        }
        Ok(done)
    }

    /// How many threads are worth it: for a small study a second one costs more than it saves, because each has to get
    /// the regular expressions going for itself.
    fn threads(&self, documents: &[&Document]) -> usize {
        const SMALL: u64 = 1 << 20;
        const FEW: usize = 100;
        let size =
            |document: &&Document| std::fs::metadata(&document.path).map_or(0, |file| file.len());
        let is_small = || documents.len() <= FEW && documents.iter().map(size).sum::<u64>() < SMALL;
        if self.global.threads.is_none() && is_small() {
            1
        } else {
            self.global.threads()
        }
    }

    /// A fault of ours in one transcript must not take the others' results with it.
    fn guarded<R>(
        &self,
        coder: &Coder<'_>,
        document: &Document,
        scratch: &mut Scratch,
        work: impl Fn(&Coder<'_>, &Coded<'_>, &mut Scratch) -> R,
    ) -> Result<One<R>, String> {
        let one = panic::catch_unwind(AssertUnwindSafe(|| {
            self.one(coder, document, scratch, work)
        }));
        one.unwrap_or_else(|_| {
            // What the scratch holds was cut short.
            *scratch = Scratch::default();
            Err(format!("{}: a fault in thematica itself; please report it with the file, or with what is special about it", document.name))
        })
    }

    fn one<R>(
        &self,
        coder: &Coder<'_>,
        document: &Document,
        scratch: &mut Scratch,
        work: impl Fn(&Coder<'_>, &Coded<'_>, &mut Scratch) -> R,
    ) -> Result<One<R>, String> {
        let coded = coder
            .code(document, scratch)
            .map_err(|error| error.to_string())?;
        let mut heard = Heard::default();
        if self.selection.listens() {
            heard.note(document, &coded.transcript);
        }
        let input = coded.sha256.clone().map(|sha256| Read {
            path: self.study.path_in_results(document).to_owned(),
            sha256,
        });
        let warnings = if self.global.quiet {
            Vec::new()
        } else {
            coded.transcript.reading.warnings.clone()
        };
        let strangers = coded
            .strangers()
            .map(|label| format!("{label}@{}", document.id))
            .collect();
        Ok(One {
            result: work(coder, &coded, scratch),
            warnings,
            heard,
            told: Told {
                input,
                strangers,
                nobodys: coded.nobodys().map(str::to_owned).collect(),
                finished: coded.finished.clone(),
                beside: coded.beside,
            },
        })
    }

    /// The provenance of the result, without what was read.
    pub fn made_by(&self, command: &str, options: &[(&str, &str)]) -> Provenance {
        let mut made_by = super::made_by(command, Some(&self.codebook));
        made_by.options = vec![("unit".to_owned(), self.study.unit.as_str().to_owned())];
        made_by.options.extend(
            options
                .iter()
                .map(|&(name, value)| (name.to_owned(), value.to_owned())),
        );
        let encoding = self.encoding.map(|it| it.name().to_owned());
        made_by
            .options
            .extend(encoding.map(|it| ("encoding".to_owned(), it)));
        made_by.options.extend(self.whose.options());
        made_by.options.extend(self.filters.options());
        made_by
    }

    /// Says whose codings a table counts and what is not in it.
    pub fn about_coders(&self, done: &Done, table: &mut Table) {
        self.about_coders_taken(done, Taken::Together, table);
    }

    /// The same where coders may be counted each by themselves.
    pub fn about_coders_taken(&self, done: &Done, taken: Taken, table: &mut Table) {
        let looked_at = (done.finished.as_slice(), done.asked);
        self.whose.notes(looked_at, done.beside, taken, table);
        table.notes.extend(done.note());
    }

    /// The exit status that all that was read deserves.
    pub fn status(&self, done: &Done) -> Status {
        if self.whose.is_whole() {
            done.status()
        } else {
            Status::NotDone
        }
    }

    /// By code, whether it is asked for.
    pub fn asked(&self) -> Vec<bool> {
        let mut asked = vec![false; self.codebook.codes.len()];
        for code in self.selection.codes() {
            asked[code.0 as usize] = true;
        }
        asked
    }

    /// The shortest end of a transcript's id that no other has: for eyes.
    pub fn short_id<'d>(&self, document: &'d Document) -> &'d str {
        let shared = self.shared_ends.get_or_init(|| {
            let mut seen = HashSet::new();
            let ids = self
                .study
                .documents
                .iter()
                .map(|document| document.id.as_str());
            ids.flat_map(ends)
                .filter(|end| !seen.insert(*end))
                .map(str::to_owned)
                .collect()
        });
        ends(&document.id)
            .find(|end| !shared.contains(*end))
            .unwrap_or(&document.id)
    }
}

/// The ends of an id at its slashes, the shortest first, itself last.
fn ends(id: &str) -> impl Iterator<Item = &str> {
    let starts = id.rmatch_indices('/').map(|(at, _)| at + 1);
    starts.chain([0]).map(|at| &id[at..])
}

/// Whether a format says what was read.
pub fn digests(format: Format) -> Digests {
    if matches!(format, Format::Json | Format::Jsonl) {
        Digests::Taken
    } else {
        Digests::Left
    }
}

struct One<R> {
    result: R,
    warnings: Vec<Diagnostic>,
    heard: Heard,
    told: Told,
}
