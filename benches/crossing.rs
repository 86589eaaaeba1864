//! How long it takes to cross what was coded: 200 transcripts, 60 codes, 24,000 codings of one person.
//!
//! `cargo bench --bench crossing` takes some seconds. Transcripts are read and coded before; what is measured is counting
//! and adding up, on one thread.

#[expect(dead_code, reason = "the codebooks are other benchmarks'")]
mod corpus;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use corpus::random::Random;
use divan::{Bencher, black_box};
use thematica::analysis::agreement::rated::Mark;
use thematica::analysis::coded::{Coded, Coder, Codings, Digests, Hands, Scratch, Whom};
use thematica::analysis::cooccurrence::{self, Cooccurrence, Within};
use thematica::analysis::frequency::By;
use thematica::analysis::matrix::{self, Axis, Crossing, Matrix};
use thematica::analysis::selection::Filter;
use thematica::analysis::sequence::{self, Reach, Sequence};
use thematica::codebook::{self, CodeIndex, Codebook, Unit};
use thematica::matcher::Matcher;
use thematica::study::{Document, Study, Target};
use thematica::text::{Source, Span};
use thematica::transcript::Transcript;

fn main() {
    divan::main();
    fs::remove_dir_all(folder()).ok();
}

const TRANSCRIPTS: usize = 200;
const THEMES: usize = 10;
const CODES_OF_A_THEME: usize = 5;
/// In each transcript.
const CODINGS: usize = 120;

struct Room {
    codebook: Codebook,
    codes: Vec<CodeIndex>,
    study: Study,
}

static ROOM: LazyLock<Room> = LazyLock::new(|| {
    let mut yaml = "codebook: t\ncodes:\n".to_owned();
    for theme in 0..THEMES {
        let _ = writeln!(yaml, "- id: t{theme}\n  codes:");
        for code in 0..CODES_OF_A_THEME {
            let _ = writeln!(yaml, "  - id: c{theme}-{code}");
        }
    }
    let parsed = codebook::parse(Arc::new(Source::new("t.yaml", yaml)));
    let codebook = parsed.codebook.expect("it is sound");
    fs::create_dir_all(folder()).expect("the temporary folder takes folders");
    for (number, bytes) in corpus::interviews(TRANSCRIPTS).iter().enumerate() {
        let file = folder().join(format!("{number:04}.txt"));
        fs::write(file, bytes).expect("the temporary folder takes files");
    }
    let target = Target {
        paths: vec![folder()],
        codebook: None,
        encoding: None,
    };
    Room {
        codes: (0..).take(codebook.codes.len()).map(CodeIndex).collect(),
        codebook,
        study: Study::open(&target).expect("the folder is there"),
    }
});

/// A person who coded some words here and there.
#[derive(Debug)]
struct Person;

impl Codings for Person {
    fn of(
        &self,
        book: &Codebook,
        document: &Document,
        transcript: &Transcript,
    ) -> Option<Vec<Mark>> {
        let seed = document
            .id
            .bytes()
            .map(u64::from)
            .fold(7, |all, it| all * 31 + it);
        let random = &mut Random::new(seed);
        let said: Vec<Span> = transcript
            .turns
            .iter()
            .filter(|turn| transcript.label(turn) != Some("INT"))
            .flat_map(|turn| transcript.paragraphs_of(turn))
            .map(|paragraph| paragraph.span)
            .collect();
        let marks = (0..CODINGS).map(|_| {
            let span = said[random.below(said.len())];
            let start = span.start + random.below(span.len() / 2 + 1);
            let code = u32::try_from(random.below(book.codes.len())).expect("codes are few");
            Mark {
                code: CodeIndex(code),
                span: Span::new(start, (start + 120).min(span.end)),
            }
        });
        Some(marks.collect())
    }
}

struct Talk {
    coded: Coded<'static>,
    scratch: Scratch,
}

static TALKS: LazyLock<Vec<Talk>> = LazyLock::new(|| {
    let Room {
        codebook, study, ..
    } = &*ROOM;
    let matcher = Matcher::new(codebook, Unit::Sentence);
    let selection = Filter::default()
        .resolve(study, None)
        .expect("nothing is filtered");
    let people: [&dyn Codings; 1] = [&Person];
    let coder = Coder {
        study,
        matcher: &matcher,
        hands: Hands::People {
            codebook,
            people: &people,
            and_rules: false,
            all: false,
        },
        unit: Unit::Sentence,
        selection: &selection,
        digests: Digests::Left,
    };
    let talk = |document| {
        let mut scratch = Scratch::default();
        let coded = coder.code(document, &mut scratch).expect("it is text");
        Talk { coded, scratch }
    };
    let talks: Vec<Talk> = study.documents.iter().map(talk).collect();
    let hits: usize = talks.iter().map(|talk| talk.coded.hits.len()).sum();
    eprintln!("{} transcripts, {hits} codings", talks.len());
    talks
});

fn folder() -> PathBuf {
    std::env::temp_dir().join(format!("thematica-crossing-{}", std::process::id()))
}

/// What it means that codes stand together: all segments, all overlaps, and windows of some turns.
#[divan::bench(args = ["segment", "overlap", "turns=5"])]
fn cooccur(bencher: Bencher, within: &str) {
    let talks = &*TALKS;
    let counting = cooccurrence::Counting {
        codebook: &ROOM.codebook,
        codes: &ROOM.codes,
        unit: Unit::Sentence,
        within: match within {
            "segment" => Within::Segment,
            "overlap" => Within::Overlap,
            _ => Within::Turns(5),
        },
    };
    bencher.bench(|| {
        let mut all = Cooccurrence::default();
        for Talk { coded, scratch } in talks {
            all.add(cooccurrence::count(
                &counting,
                &[Whom::Person(0)],
                coded,
                &scratch.units,
            ));
        }
        black_box(all)
    });
}

#[divan::bench(args = ["code by transcript", "participant by code"])]
fn matrix(bencher: Bencher, axes: &str) {
    let talks = &*TALKS;
    let (rows, columns) = match axes {
        "code by transcript" => (Axis::Code, Axis::By(By::Transcript)),
        _ => (Axis::By(By::Participant), Axis::Code),
    };
    let crossing = Crossing {
        study: &ROOM.study,
        codebook: &ROOM.codebook,
        codes: &ROOM.codes,
        coders: &[],
        unit: Unit::Sentence,
        rows: &rows,
        columns: &columns,
    };
    bencher.bench(|| {
        let mut all = Matrix::default();
        for Talk { coded, scratch } in talks {
            all.add(matrix::count(&crossing, coded, &scratch.units));
        }
        black_box(all)
    });
}

#[divan::bench(args = [1, 10])]
fn sequence(bencher: Bencher, turns: u32) {
    let talks = &*TALKS;
    let counting = sequence::Counting {
        codebook: &ROOM.codebook,
        codes: &ROOM.codes,
        reach: Reach::Within(turns),
    };
    bencher.bench(|| {
        let mut all = Sequence::default();
        for Talk { coded, scratch } in talks {
            all.add(sequence::count(
                &counting,
                &[Whom::Person(0)],
                coded,
                &scratch.units,
            ));
        }
        black_box(all)
    });
}
