//! How many bytes of talk go through each stage in a second, and through all of them.
//!
//! `cargo bench` runs everything in less than a minute; `cargo bench -- matching` one stage; `cargo bench -- "1 MB"` the
//! small corpus alone. Stages run on one thread, in memory. `job` is what `thematica themes` does but for starting and
//! printing: it opens a folder of files, parses and compiles the codebook, reads, codes and counts on all processors.
//! `reading` is what reading the same bytes takes, and the measure of everything else: see `docs/performance.md`.

#[expect(dead_code, reason = "the described codebook is another benchmark's")]
mod corpus;

use std::fmt;
use std::fs;
use std::num::NonZero;
use std::path::PathBuf;
use std::process;
use std::sync::{Arc, LazyLock};
use std::thread;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use thematica::analysis::coded::{self, Coder, Digests, Hands};
use thematica::analysis::frequency::{By, Counting, Frequencies, count};
use thematica::analysis::selection::Filter;
use thematica::codebook::{self, Codebook};
use thematica::matcher::{Matcher, Scratch};
use thematica::study::{Document, Study, Target, stream};
use thematica::text::{Source, fold};
use thematica::transcript::read::{ReadOptions, read};
use thematica::transcript::{Transcript, Units};

fn main() {
    divan::main();
    fs::remove_dir_all(folder()).ok();
}

/// How much is said.
#[derive(Clone, Copy)]
enum Size {
    Small,
    Large,
}

const SIZES: [Size; 2] = [Size::Small, Size::Large];

/// How many codes look for something in it, with eight patterns each.
const CODES: [usize; 3] = [12, 60, 500];

/// What is read, and how many codes look for something in it.
#[derive(Clone, Copy)]
struct Case {
    size: Size,
    codes: usize,
}

fn cases() -> impl Iterator<Item = Case> {
    SIZES
        .into_iter()
        .flat_map(|size| CODES.map(|codes| Case { size, codes }))
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Size::Small => "1 MB",
            Size::Large => "100 MB",
        })
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} codes", self.size, self.codes)
    }
}

/// Interviews, in memory and on disk.
struct Corpus {
    interviews: Vec<Vec<u8>>,
    bytes: BytesCount,
    files: Vec<PathBuf>,
    folder: PathBuf,
}

impl Corpus {
    fn of(size: Size) -> &'static Self {
        static SMALL: LazyLock<Corpus> = LazyLock::new(|| Corpus::new("small", 20));
        static LARGE: LazyLock<Corpus> = LazyLock::new(|| Corpus::new("large", 2_000));
        match size {
            Size::Small => &SMALL,
            Size::Large => &LARGE,
        }
    }

    fn new(name: &str, count: usize) -> Self {
        let interviews = corpus::interviews(count);
        let folder = folder().join(name);
        fs::create_dir_all(&folder).expect("the temporary folder takes folders");
        let files: Vec<PathBuf> = (0..count)
            .map(|number| folder.join(format!("{number:04}.txt")))
            .collect();
        for (file, bytes) in files.iter().zip(&interviews) {
            fs::write(file, bytes).expect("the temporary folder takes files");
        }
        Self {
            bytes: BytesCount::new(interviews.iter().map(Vec::len).sum::<usize>()),
            interviews,
            files,
            folder,
        }
    }

    fn transcripts(&self) -> Vec<Transcript> {
        self.interviews.iter().cloned().map(transcript).collect()
    }
}

fn folder() -> PathBuf {
    std::env::temp_dir().join(format!("thematica-bench-{}", process::id()))
}

fn transcript(bytes: Vec<u8>) -> Transcript {
    read("a", "a.txt", bytes, &ReadOptions::default()).expect("an interview is plain text")
}

fn parsed(text: String) -> Codebook {
    let parsed = codebook::parse(Arc::new(Source::new("codebook.yaml", text)));
    assert!(!parsed.has_errors(), "{:?}", parsed.diagnostics);
    parsed.codebook.expect("it has no errors")
}

fn threads() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// The measure of everything else.
mod reading {
    use super::{Bencher, Corpus, SIZES, Size, black_box, fs, stream, threads};

    /// The bytes lie in memory and are copied.
    #[divan::bench(args = SIZES, sample_count = 20, max_time = 2)]
    fn from_memory(bencher: Bencher, size: Size) {
        let corpus = Corpus::of(size);
        let mut buffer = Vec::new();
        bencher.counter(corpus.bytes).bench_local(|| {
            for interview in &corpus.interviews {
                buffer.clear();
                buffer.extend_from_slice(black_box(interview));
                black_box(&buffer);
            }
        });
    }

    /// The files lie in the system's memory and are read one by one.
    #[divan::bench(args = SIZES, sample_count = 20, max_time = 2)]
    fn files(bencher: Bencher, size: Size) {
        let corpus = Corpus::of(size);
        bencher.counter(corpus.bytes).bench_local(|| {
            for file in &corpus.files {
                black_box(fs::read(file).expect("it was written"));
            }
        });
    }

    /// The same on all processors.
    #[divan::bench(args = SIZES, sample_count = 20, max_time = 2)]
    fn files_on_all_processors(bencher: Bencher, size: Size) {
        let corpus = Corpus::of(size);
        bencher.counter(corpus.bytes).bench_local(|| {
            let mut bytes = 0;
            stream::in_order(
                &corpus.files,
                threads(),
                || (),
                |(), file| black_box(fs::read(file).expect("it was written")).len(),
                |length| {
                    bytes += length;
                    true
                },
            );
            bytes
        });
    }
}

/// From bytes to turns: decoding, speakers, paragraphs.
#[divan::bench(args = SIZES, sample_count = 20, max_time = 2, skip_ext_time = true)]
fn transcripts(bencher: Bencher, size: Size) {
    let corpus = Corpus::of(size);
    bencher
        .counter(corpus.bytes)
        .with_inputs(|| corpus.interviews.clone())
        .bench_local_values(|interviews| {
            let turns = interviews
                .into_iter()
                .map(|bytes| transcript(bytes).turns.len());
            turns.sum::<usize>()
        });
}

/// Where words and sentences are.
#[divan::bench(args = SIZES, sample_count = 20, max_time = 2)]
fn units(bencher: Bencher, size: Size) {
    let corpus = Corpus::of(size);
    let transcripts = corpus.transcripts();
    let mut units = Units::default();
    bencher.counter(corpus.bytes).bench_local(|| {
        let mut sentences = 0;
        for transcript in &transcripts {
            units.fill(transcript, |_| true);
            sentences += units.sentences().len();
        }
        sentences
    });
}

/// Folding whole texts. The matcher never does: it folds what it looks at.
#[divan::bench(args = SIZES, sample_count = 20, max_time = 2)]
fn folding(bencher: Bencher, size: Size) {
    let corpus = Corpus::of(size);
    let transcripts = corpus.transcripts();
    bencher.counter(corpus.bytes).bench_local(|| {
        let texts = transcripts.iter().map(|it| it.source.text());
        texts.map(|text| fold::folded(text).len()).sum::<usize>()
    });
}

/// From YAML to codes and rules.
#[divan::bench(args = CODES, sample_count = 20, max_time = 2)]
fn parsing(bencher: Bencher, codes: usize) {
    bencher
        .with_inputs(|| corpus::codebook(codes))
        .bench_local_values(parsed);
}

/// From rules to a matcher.
#[divan::bench(args = CODES, sample_count = 20, max_time = 2)]
fn compiling(bencher: Bencher, codes: usize) {
    let codebook = parsed(corpus::codebook(codes));
    bencher.bench_local(|| Matcher::new(&codebook, codebook::Unit::Sentence));
}

/// From turns to hits, everybody's; an item is a hit. What is compiled at its first use was compiled before.
#[divan::bench(args = cases(), sample_count = 20, max_time = 2)]
fn matching(bencher: Bencher, case: Case) {
    let corpus = Corpus::of(case.size);
    let transcripts = corpus.transcripts();
    let said: Vec<(&Transcript, Units)> = transcripts
        .iter()
        .map(|transcript| (transcript, Units::of(transcript)))
        .collect();
    let codebook = parsed(corpus::codebook(case.codes));
    let matcher = Matcher::new(&codebook, codebook::Unit::Sentence);
    let mut scratch = Scratch::default();
    let mut hits = || {
        let hits = said.iter().map(|(transcript, units)| {
            let hits = matcher.hits(transcript, units, &[], |_| true, &mut scratch);
            hits.len()
        });
        hits.sum::<usize>()
    };
    let found = hits();
    assert!(found > 0, "the codebook was made to fire");
    bencher
        .counter(corpus.bytes)
        .counter(ItemsCount::new(found))
        .bench_local(hits);
}

/// From a folder and a codebook to counts, on all processors. The interviewer is read and left out of the counts.
#[divan::bench(args = cases(), sample_count = 20, max_time = 2)]
fn job(bencher: Bencher, case: Case) {
    let corpus = Corpus::of(case.size);
    let book = folder().join(format!("codebook-{}.yaml", case.codes));
    fs::write(&book, corpus::codebook(case.codes)).expect("the temporary folder takes files");
    let target = Target {
        paths: vec![corpus.folder.clone()],
        codebook: Some(book),
        ..Target::default()
    };
    bencher
        .counter(corpus.bytes)
        .bench_local(|| counts(&target));
}

fn counts(target: &Target) -> Frequencies {
    let study = Study::open(target).expect("it was written");
    let source = study
        .codebook_source(&mut Vec::new())
        .expect("it was written");
    let codebook = parsed(source.expect("the target names it").text().to_owned());
    let selection = Filter::default()
        .resolve(&study, Some(&codebook))
        .expect("everything is asked for");
    let matcher = Matcher::new(&codebook, study.unit);
    let coder = Coder {
        study: &study,
        matcher: &matcher,
        hands: Hands::Rules,
        unit: study.unit,
        selection: &selection,
        digests: Digests::Left,
    };
    let counting = Counting {
        study: &study,
        codebook: &codebook,
        unit: study.unit,
        by: &By::All,
    };
    let documents: Vec<&Document> = study.documents.iter().collect();
    let mut frequencies = Frequencies::default();
    stream::in_order(
        &documents,
        threads(),
        coded::Scratch::default,
        |scratch, document| {
            let coded = coder.code(document, scratch).expect("it was written");
            count(&counting, &coded, &scratch.units)
        },
        |one| {
            frequencies.add(one);
            true
        },
    );
    frequencies
}
