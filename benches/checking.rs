//! How long `thematica check` looks at a large codebook, rule by rule and as a whole.
//!
//! `cargo bench --bench checking` takes a few seconds. `yaml` is what the library underneath needs to read the same text, and
//! the measure of the rest.

#[expect(dead_code, reason = "the interviews are another benchmark's")]
mod corpus;

use std::sync::{Arc, LazyLock};

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use thematica::codebook::{self, Codebook};
use thematica::lint::{self, Check, Levels, Look, RULES, Rule, Settings};
use thematica::text::Source;

fn main() {
    divan::main();
}

/// About a megabyte.
const CODES: usize = 2_000;

static TEXT: LazyLock<String> = LazyLock::new(|| corpus::described_codebook(CODES));

fn bytes() -> BytesCount {
    BytesCount::new(TEXT.len())
}

fn parsed() -> Codebook {
    let parsed = codebook::parse(Arc::new(Source::new("codebook.yaml", TEXT.as_str())));
    assert!(!parsed.has_errors(), "{:?}", parsed.diagnostics.first());
    parsed.codebook.expect("it has no errors")
}

/// The library underneath, into its own tree.
#[divan::bench]
fn yaml(bencher: Bencher<'_, '_>) {
    let text = TEXT.as_str();
    bencher.counter(bytes()).bench(|| {
        let budget = serde_yaml::options! {
            budget: serde_yaml::budget! { max_nodes: 1_000_000, max_events: 3_000_000 },
        };
        serde_yaml::from_str_with_options::<serde_json::Value>(black_box(text), budget)
    });
}

/// From text to codes and rules.
#[divan::bench]
fn parsing(bencher: Bencher<'_, '_>) {
    bencher.counter(bytes()).bench(|| black_box(parsed()));
}

/// All rules that look at a codebook.
#[divan::bench]
fn checking(bencher: Bencher<'_, '_>) {
    let codebook = parsed();
    bencher.counter(bytes()).bench(|| {
        let look = Look::new(black_box(&codebook), Settings::default());
        lint::codebook(&look, &Levels::default())
    });
}

fn rules() -> impl Iterator<Item = &'static Rule> {
    let rules = RULES.iter().copied();
    rules.filter(|rule| matches!(rule.check, Check::Codebook(_)))
}

/// One rule by itself, with what it is the first to ask for.
#[divan::bench(args = rules().map(|rule| rule.name))]
fn rule(bencher: Bencher<'_, '_>, name: &str) {
    let codebook = parsed();
    let rule = lint::find(name).expect("it is one of them");
    let Check::Codebook(check) = rule.check else {
        unreachable!("only such rules are asked for")
    };
    bencher.bench(|| {
        let look = Look::new(black_box(&codebook), Settings::default());
        let mut found = Vec::new();
        check(&look, &mut found);
        found
    });
}
