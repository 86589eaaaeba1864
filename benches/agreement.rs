//! How long it takes to compare three coders on 200 transcripts with 60 codes and 70,000 codings.
//!
//! `cargo bench --bench agreement` takes half a minute. `THREADS=2` is what a small machine has for the bootstrap.

#[expect(dead_code, reason = "the codebooks are other benchmarks'")]
mod corpus;

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use corpus::random::Random;
use divan::{Bencher, black_box};
use thematica::analysis::agreement::bootstrap::Options;
use thematica::analysis::agreement::figure::Figure;
use thematica::analysis::agreement::rated::{Grain, Marked, Plan, RatedText, Universe};
use thematica::analysis::agreement::summary::{Asked, OfTranscript, alpha_of_sets, summarise};
use thematica::codebook::{self, CodeIndex, Codebook, Unit};
use thematica::coding::anchor::Finder;
use thematica::coding::ledger::Ledger;
use thematica::coding::record::{Anchor, Record, Stamp, hash};
use thematica::text::{Source, Span};
use thematica::transcript::read::{ReadOptions, read};
use thematica::transcript::{Transcript, Turn, Units};

fn main() {
    let threads = std::env::var("THREADS").ok().and_then(|it| it.parse().ok());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0));
    pool.build_global().expect("nobody else has made it");
    divan::main();
}

const TRANSCRIPTS: usize = 200;
const CODES: usize = 60;
const CODERS: usize = 3;
/// About 70,000 in all: of three codings that one coder makes, the others make two.
const SEEDS: usize = 150;

struct Study {
    codebook: Codebook,
    codes: Vec<CodeIndex>,
    talks: Vec<Talk>,
}

struct Talk {
    transcript: Transcript,
    /// By coder: the lines of a file of codings.
    files: Vec<String>,
}

static STUDY: LazyLock<Study> = LazyLock::new(|| {
    let mut yaml = "codebook: t\ncodes:\n".to_owned();
    for theme in 0..CODES / 6 {
        let _ = writeln!(yaml, "- id: t{theme}\n  codes:");
        for code in 0..5 {
            let _ = writeln!(yaml, "  - id: c{theme}-{code}");
        }
    }
    let parsed = codebook::parse(Arc::new(Source::new("t.yaml", yaml)));
    let codebook = parsed.codebook.expect("it is sound");
    let random = &mut Random::new(7);
    let talks = corpus::interviews(TRANSCRIPTS).into_iter();
    let study = Study {
        codes: (0..).take(codebook.codes.len()).map(CodeIndex).collect(),
        talks: talks.map(|bytes| talk(bytes, &codebook, random)).collect(),
        codebook,
    };
    let files = study.talks.iter().flat_map(|talk| &talk.files);
    let codings: usize = files.map(|file| file.lines().count()).sum();
    eprintln!("{codings} codings, {} codes", study.codes.len());
    study
});

fn talk(bytes: Vec<u8>, codebook: &Codebook, random: &mut Random) -> Talk {
    let transcript = read("t", "t.txt", bytes, &ReadOptions::default()).expect("it is text");
    let units = Units::of(&transcript);
    let mut ledgers = vec![Ledger::default(); CODERS];
    let text = &transcript.source;
    let hash = hash(text.text());
    for _ in 0..SEEDS {
        let sentences = units.sentences();
        let sentence = sentences[random.below(sentences.len())];
        let code = &codebook.codes[random.below(codebook.codes.len())].id;
        for ledger in &mut ledgers {
            if random.one_in(4) {
                continue;
            }
            // Now and then one begins later.
            let is_shorter = random.one_in(3) && text.slice(sentence).is_ascii();
            let start = sentence.start + if is_shorter { sentence.len() / 3 } else { 0 };
            let span = Span::new(start, sentence.end);
            ledger.add(Record::new(
                code,
                Anchor::of(text, span, &hash),
                Stamp::default(),
            ));
        }
    }
    Talk {
        files: ledgers.iter().map(Ledger::text).collect(),
        transcript,
    }
}

/// From files and transcripts, which are in memory, to tallies.
fn sheets(study: &Study) -> Vec<RatedText> {
    let plan = Plan {
        codebook: &study.codebook,
        codes: &study.codes,
        grain: Grain::Segment(Unit::Sentence),
        universe: Universe::All,
        overlap: 0,
    };
    let mut units = Units::default();
    let of_talk = |talk: &Talk| {
        let transcript = &talk.transcript;
        units.fill(transcript, |_| true);
        let finder = Finder::new(&transcript.source);
        let files = talk.files.iter();
        let marks: Vec<_> = files
            .map(|file| {
                let source = Arc::new(Source::new("t.jsonl", file.as_str()));
                let parsed = Ledger::parse(&source, &mut Vec::new());
                Some(Marked::of(&parsed.ledger, &finder, &study.codebook).marks)
            })
            .collect();
        let is_asked = |turn: &Turn| transcript.label(turn) != Some("INT");
        RatedText::of(&plan, (transcript, &units), is_asked, &marks)
    };
    study.talks.iter().map(of_talk).collect()
}

fn tallies(study: &Study) -> Vec<OfTranscript> {
    sheets(study).into_iter().map(|it| it.codes).collect()
}

fn asked<'a>(figures: &'a [Figure], pooled: &'a [usize], replicates: usize) -> Asked<'a> {
    Asked {
        figures,
        pooled,
        bootstrap: (replicates > 0).then_some(Options {
            replicates,
            seed: 1,
            confidence: 0.95,
        }),
    }
}

fn pooled(study: &Study) -> Vec<usize> {
    let codes = study.codebook.codes.iter().enumerate();
    let ends = codes.filter(|(_, code)| code.subtree.len() == 1);
    ends.map(|(at, _)| at).collect()
}

/// Everything but the disk, without intervals.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn figures(bencher: Bencher<'_, '_>) {
    let study = &*STUDY;
    let pooled = pooled(study);
    bencher.bench_local(|| {
        let tallies = tallies(black_box(study));
        summarise(&tallies, asked(&Figure::ALL, &pooled, 0))
    });
}

/// 1,000 samples of the transcripts, for the figures that a table has and for all.
#[divan::bench(args = [4, 17], sample_count = 3, sample_size = 1)]
fn bootstrap(bencher: Bencher<'_, '_>, figures: usize) {
    let study = &*STUDY;
    let pooled = pooled(study);
    let tallies = tallies(study);
    let few = [Figure::Percent, Figure::Fleiss, Figure::Alpha, Figure::Ac1];
    let figures = if figures == 4 { &few[..] } else { &Figure::ALL };
    bencher.bench_local(|| summarise(&tallies, asked(figures, &pooled, 1_000)));
}

/// Alpha of sets of codes.
#[divan::bench(args = [0, 1_000], sample_count = 3, sample_size = 1)]
fn sets(bencher: Bencher<'_, '_>, replicates: usize) {
    let sheets = sheets(&STUDY);
    let sets: Vec<_> = sheets.into_iter().map(|it| it.sets).collect();
    let options = (replicates > 0).then_some(Options {
        replicates,
        seed: 1,
        confidence: 0.95,
    });
    bencher.bench_local(|| alpha_of_sets(&sets, &[0, 1, 2], options));
}
