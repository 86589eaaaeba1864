//! Codings are found again after a thousand edits of their transcripts, and none is put in a wrong place in silence.
//!
//! Every letter of a text carries where it was before the edit, so that what is found can be held against the truth.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thematica::coding::anchor::{Finder, Finding};
use thematica::coding::record::{Anchor, hash};
use thematica::text::{Source, Span};

/// A letter, and the byte of the old text that it comes from.
type Letter = (char, Option<usize>);

const EDITS: usize = 1000;
const CODINGS: usize = 12;

/// Numbers that look random and are the same everywhere (Knuth's constants for a linear congruential generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % count.max(1)
    }
}

fn transcripts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/link-workers/transcripts");
    let mut files: Vec<PathBuf> = walk(&root);
    files.sort();
    let texts = files
        .iter()
        .filter_map(|file| fs::read_to_string(file).ok());
    texts.filter(|text| text.len() > 2000).collect()
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                walk(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// Stretches as people code them: a few words, a sentence, a paragraph.
fn spans(text: &str, dice: &mut Dice) -> Vec<Span> {
    let mut spans = Vec::new();
    while spans.len() < CODINGS {
        let lines: Vec<&str> = text.lines().filter(|line| line.len() > 30).collect();
        let line = lines[dice.below(lines.len())];
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        let span = match dice.below(4) {
            0 => Span::new(start, start + line.len()),
            1 => {
                let Some(end) = line.find(['.', '?']) else {
                    continue;
                };
                Span::new(start, start + end + 1)
            }
            _ => {
                let words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
                let first = dice.below(words.len());
                let last = (first + dice.below(6)).min(words.len() - 1);
                let at = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
                Span::new(at(words[first]), at(words[last]) + words[last].len())
            }
        };
        spans.push(span);
    }
    spans
}

struct Edit {
    name: &'static str,
    make: fn(&mut Vec<Letter>, &[Span], &mut Dice),
}

const KINDS: &[Edit] = &[
    Edit {
        name: "text put in before",
        make: put_in,
    },
    Edit {
        name: "a typo mended inside a quote",
        make: typo,
    },
    Edit {
        name: "a sentence said again",
        make: repeat,
    },
    Edit {
        name: "a turn deleted",
        make: delete,
    },
    Edit {
        name: "wrapped anew",
        make: wrap,
    },
    Edit {
        name: "other ends of lines",
        make: line_ends,
    },
    Edit {
        name: "saved by another program",
        make: export,
    },
    Edit {
        name: "several at once",
        make: several,
    },
];

fn new_letters(text: &str) -> impl Iterator<Item = Letter> + '_ {
    text.chars().map(|c| (c, None))
}

fn put_in(letters: &mut Vec<Letter>, _: &[Span], dice: &mut Dice) {
    let starts = starts_of_lines(letters);
    let at = starts[dice.below(starts.len())];
    let put = new_letters("Interviewer: One more thing before we go on, if I may.\n\n");
    letters.splice(at..at, put.collect::<Vec<_>>());
}

#[expect(clippy::ptr_arg, reason = "all edits have the same parameters")]
fn typo(letters: &mut Vec<Letter>, spans: &[Span], dice: &mut Dice) {
    let span = spans[dice.below(spans.len())];
    let inside = |(_, from): &Letter| from.is_some_and(|at| at >= span.start && at < span.end);
    let places: Vec<usize> = (0..letters.len())
        .filter(|&at| inside(&letters[at]))
        .collect();
    let Some(&at) = places.get(places.len() / 2) else {
        return;
    };
    letters[at] = ('#', None);
}

fn repeat(letters: &mut Vec<Letter>, spans: &[Span], dice: &mut Dice) {
    let span = spans[dice.below(spans.len())];
    let inside = |(_, from): &&Letter| from.is_some_and(|at| at >= span.start && at < span.end);
    let words: Vec<Letter> = letters
        .iter()
        .filter(inside)
        .map(|(c, _)| (*c, None))
        .collect();
    let starts = starts_of_lines(letters);
    let at = starts[dice.below(starts.len())];
    let put = new_letters("P9: ").chain(words).chain(new_letters("\n\n"));
    letters.splice(at..at, put.collect::<Vec<_>>());
}

fn delete(letters: &mut Vec<Letter>, _: &[Span], dice: &mut Dice) {
    let starts = starts_of_lines(letters);
    let line = dice.below(starts.len() - 1);
    letters.drain(starts[line]..starts[line + 1]);
}

fn wrap(letters: &mut Vec<Letter>, _: &[Span], dice: &mut Dice) {
    let width = 40 + dice.below(60);
    let mut column = 0;
    for letter in letters {
        column += 1;
        if letter.0 == '\n' {
            column = 0;
        } else if letter.0 == ' ' && column >= width {
            *letter = ('\n', None);
            column = 0;
        }
    }
}

fn line_ends(letters: &mut Vec<Letter>, _: &[Span], _: &mut Dice) {
    let ends = letters.iter().flat_map(|&(c, from)| {
        let first = (c == '\n').then_some(('\r', None));
        first.into_iter().chain([(c, from)])
    });
    *letters = ends.collect();
}

/// As a word processor saves a text: curly quotes, long dashes, no blank lines, a tab behind the label.
fn export(letters: &mut Vec<Letter>, _: &[Span], _: &mut Dice) {
    let mut out: Vec<Letter> = Vec::new();
    for &(c, from) in letters.iter() {
        let before = out.last().map(|(c, _)| *c);
        match c {
            '\'' => out.push(('\u{2019}', from)),
            '"' => out.push(('\u{201c}', from)),
            '-' => out.push(('\u{2013}', from)),
            '\n' if before == Some('\n') => {}
            ' ' if before == Some(':') => out.push(('\t', None)),
            _ => out.push((c, from)),
        }
    }
    *letters = out;
}

fn several(letters: &mut Vec<Letter>, spans: &[Span], dice: &mut Dice) {
    for _ in 0..4 {
        let kind = dice.below(KINDS.len() - 1);
        (KINDS[kind].make)(letters, spans, dice);
    }
}

fn starts_of_lines(letters: &[Letter]) -> Vec<usize> {
    let starts = (1..letters.len()).filter(|&at| letters[at - 1].0 == '\n');
    [0].into_iter().chain(starts).collect()
}

/// What became of a stretch.
enum Truth {
    /// All its letters are there, with nothing but white space between.
    There(Span),
    /// Some of its letters are gone, or something was put between them.
    Changed,
    /// None of it is left.
    Gone,
}

fn truth(old: &str, span: Span, letters: &[Letter], starts: &[usize]) -> Truth {
    let wanted: Vec<usize> = old[span.range()]
        .char_indices()
        .filter(|(_, c)| !c.is_whitespace())
        .map(|(at, _)| span.start + at)
        .collect();
    let inside = |from: Option<usize>| from.is_some_and(|at| wanted.binary_search(&at).is_ok());
    let places: Vec<usize> = (0..letters.len())
        .filter(|&at| inside(letters[at].1))
        .collect();
    let (Some(&first), Some(&last)) = (places.first(), places.last()) else {
        return Truth::Gone;
    };
    let is_whole = places.len() == wanted.len()
        && (first..=last).all(|at| inside(letters[at].1) || letters[at].0.is_whitespace());
    if is_whole {
        Truth::There(Span::new(
            starts[first],
            starts[last] + letters[last].0.len_utf8(),
        ))
    } else {
        Truth::Changed
    }
}

#[test]
fn a_thousand_edits_put_no_coding_in_a_wrong_place_in_silence() {
    let texts = transcripts();
    assert!(texts.len() >= 8, "the example study has its transcripts");
    let mut dice = Dice(2019);
    let (mut survived, mut found, mut changed, mut changed_found) = (0, 0, 0, 0);
    let mut wrong = Vec::new();
    for edit in 0..EDITS {
        let old = &texts[edit % texts.len()];
        let kind = &KINDS[edit % KINDS.len()];
        let spans = spans(old, &mut dice);
        let before = Source::new("t", old.as_str());
        let digest = hash(old);
        let anchors: Vec<Anchor> = spans
            .iter()
            .map(|span| Anchor::of(&before, *span, &digest))
            .collect();
        let mut letters: Vec<Letter> = old.char_indices().map(|(at, c)| (c, Some(at))).collect();
        (kind.make)(&mut letters, &spans, &mut dice);
        let mut starts = Vec::with_capacity(letters.len());
        let mut new = String::new();
        for (c, _) in &letters {
            starts.push(new.len());
            new.push(*c);
        }
        let finder = Finder::new(&Arc::new(Source::new("t", new.as_str())));
        let findings = finder.find_all(&anchors.iter().collect::<Vec<_>>());
        for ((span, anchor), finding) in spans.iter().zip(&anchors).zip(findings) {
            let truth = truth(old, *span, &letters, &starts);
            let is_right = match (&truth, &finding) {
                (Truth::There(place), Finding::Kept(at) | Finding::Moved(at)) => {
                    survived += 1;
                    found += 1;
                    place == at
                }
                (Truth::There(_), _) => {
                    survived += 1;
                    true
                }
                (Truth::Changed, Finding::Changed { .. }) => {
                    changed += 1;
                    changed_found += 1;
                    true
                }
                (Truth::Changed, finding) => {
                    changed += 1;
                    matches!(finding, Finding::Ambiguous(_) | Finding::Lost)
                }
                (Truth::Gone, finding) => !matches!(finding, Finding::Kept(_) | Finding::Moved(_)),
            };
            if !is_right {
                wrong.push(format!(
                    "{edit}, {}: {:?} is {finding:?}",
                    kind.name, anchor.quote
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    let share = f64::from(found) / f64::from(survived);
    println!(
        "{found} of {survived} quotes that survived were found, {changed_found} of {changed} changed ones"
    );
    assert!(
        share >= 0.99,
        "{found} of {survived} quotes that survived were found"
    );
    assert!(
        changed_found * 10 >= changed * 9,
        "{changed_found} of {changed} changed ones"
    );
}
