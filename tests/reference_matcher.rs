//! The matcher against a plain one that tries one pattern at a time, one word at a time, on a folded copy of the text.

use std::sync::Arc;

use proptest::prelude::*;
use regex::Regex;
use thematica::codebook::{self, Unit};
use thematica::matcher::{Matcher, Scratch};
use thematica::text::{Source, Span};
use thematica::transcript::Units;
use thematica::transcript::read::{ReadOptions, read};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text as it counts for matching, written without regard to speed: each character with where it comes from.
struct Plain {
    folded: String,
    origins: Vec<Span>,
}

impl Plain {
    fn of(text: &str) -> Self {
        let mut plain = Plain {
            folded: String::new(),
            origins: Vec::new(),
        };
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let c = rest.chars().next().unwrap();
            let mut end = at + c.len_utf8();
            let mark = ["[laughs]", "((sobs))"]
                .into_iter()
                .find(|mark| rest.starts_with(mark));
            let piece: String = if let Some(mark) = mark {
                end = at + mark.len();
                " ".into()
            } else if c.is_whitespace() {
                " ".into()
            } else if c == '\u{AD}' {
                String::new()
            } else {
                while text[end..].starts_with(is_combining_mark) {
                    end += text[end..].chars().next().unwrap().len_utf8();
                }
                let lower = text[at..end]
                    .to_lowercase()
                    .replace(['’', '‘'], "'")
                    .replace(['‑', '–'], "-");
                lower.nfd().collect()
            };
            // A space after a space, or a mark after one, says nothing more; but it starts nothing and ends nothing.
            if !(piece == " " && plain.folded.ends_with(' ')) {
                plain.folded.push_str(&piece);
                plain.origins.resize(plain.folded.len(), Span::new(at, end));
            }
            at = end;
        }
        plain
    }

    /// Every match of one pattern: the longest at each word start, none inside another.
    fn matches(&self, alternatives: &[Regex]) -> Vec<Span> {
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || is_combining_mark(c);
        let mut matches = Vec::new();
        let mut done = 0;
        for (start, c) in self.folded.char_indices() {
            let inside = self.folded[..start]
                .chars()
                .next_back()
                .is_some_and(is_word);
            if start < done || inside || !is_word(c) {
                continue;
            }
            let ends = alternatives
                .iter()
                .filter_map(|regex| regex.find(&self.folded[start..]))
                .map(|m| m.end());
            if let Some(length) = ends.max() {
                done = start + length;
                matches.push(Span::new(
                    self.origins[start].start,
                    self.origins[done - 1].end,
                ));
            }
        }
        matches
    }
}

/// A term as regular expressions on the folded text, one for each alternative of its braces (which do not nest here).
fn alternatives(term: &str) -> Vec<Regex> {
    let expanded = match (term.find('{'), term.find('}')) {
        (Some(open), Some(close)) => {
            let choices = term[open + 1..close].split(',');
            choices
                .map(|choice| format!("{}{choice}{}", &term[..open], &term[close + 1..]))
                .collect()
        }
        _ => vec![term.to_owned()],
    };
    let regex = |alternative: &String| {
        let words: Vec<String> = alternative
            .split([' ', '-'])
            .filter(|word| !word.is_empty())
            .map(|word| {
                if word == "*" {
                    return r"\w+(?:'\w+)*".to_owned();
                }
                let folded: String = word.to_lowercase().replace('’', "'").nfd().collect();
                let body = folded.strip_suffix('*').unwrap_or(&folded);
                let tail = if folded.ends_with('*') {
                    r"\w*(?:'\w+)*"
                } else {
                    ""
                };
                let body = regex::escape(body)
                    .replace(r"\*", r"(?:\w|'\b)*")
                    .replace(r"\?", r"[\w--\p{M}]\p{M}*");
                body + tail
            })
            .collect();
        Regex::new(&format!(r"^(?:{})\b{{end-half}}", words.join("[ -]"))).unwrap()
    };
    expanded.iter().map(regex).collect()
}

fn found(terms: &[String], text: &str) -> Vec<Vec<Span>> {
    let codes: Vec<String> = (0..terms.len())
        .map(|number| {
            format!(
                "  - id: c{number}\n    match: [{}]\n",
                serde_json::to_string(&terms[number]).unwrap()
            )
        })
        .collect();
    let yaml = format!("codebook: random\ncodes:\n{}", codes.concat());
    let parsed = codebook::parse(Arc::new(Source::new("random.yaml", yaml)));
    let codebook = parsed
        .codebook
        .unwrap_or_else(|| panic!("{:?}", parsed.diagnostics));
    // A label makes it one turn, whatever stands in the text.
    let spoken = format!("P1: {text}");
    let lead = "P1: ".len();
    let transcript = read(
        "t",
        "t.txt",
        spoken.into_bytes(),
        &ReadOptions {
            speakers: vec!["P1".into()],
            ..ReadOptions::default()
        },
    );
    let transcript = transcript.expect("it is text");
    let units = Units::of(&transcript);
    let hits = Matcher::new(&codebook, Unit::Sentence).hits(
        &transcript,
        &units,
        &[],
        |_| true,
        &mut Scratch::default(),
    );
    let of = |code: usize| {
        let mine = hits.iter().filter(|hit| hit.code.0 as usize == code);
        mine.map(|hit| Span::new(hit.span.start - lead, hit.span.end - lead))
            .collect()
    };
    (0..terms.len()).map(of).collect()
}

/// Words from few letters, so that patterns and texts meet.
fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "a",
        "ab",
        "abc",
        "abcd",
        "abcdefgh",
        "abcdefghi",
        "b",
        "ba",
        "don't",
        "é",
        "éa",
        "aé",
        "caf",
        "café",
        "x1",
        "b_c",
    ])
}

fn term() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => word().prop_map(str::to_owned),
        2 => word().prop_map(|word| format!("{word}*")),
        1 => word().prop_map(|word| format!("{word}?")),
        1 => (word(), word()).prop_map(|(a, b)| format!("{a}*{b}")),
        1 => (word(), word()).prop_map(|(a, b)| format!("{{{a},{b},}}")),
        1 => Just("*".to_owned()),
        1 => word().prop_map(|word| format!("*{word}")),
    ];
    prop::collection::vec(piece, 1..4)
        .prop_filter("one pair of braces, and a first word", |pieces| {
            pieces.iter().filter(|piece| piece.contains('{')).count() < 2
                && pieces
                    .iter()
                    .any(|piece| piece.contains(char::is_alphanumeric) && !piece.contains('{'))
        })
        .prop_map(|pieces| pieces.join(" "))
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => word().prop_map(str::to_owned),
        1 => word().prop_map(str::to_uppercase),
        1 => word().prop_map(|word| word.nfd().collect::<String>()),
        1 => word().prop_map(|word| word.replace('\'', "’")),
        1 => Just("a\u{AD}b".to_owned()),
        1 => Just("ab\u{AD}".to_owned()),
        1 => Just("don't\u{AD}".to_owned()),
    ];
    let gap = prop_oneof![
        12 => Just(" "), 2 => Just("  "), 2 => Just("\n"), 1 => Just("\u{A0}"), 2 => Just("-"), 1 => Just(" - "), 1 => Just("— "),
        2 => Just(". "), 1 => Just(", "), 1 => Just(" [laughs] "), 1 => Just("'"), 1 => Just(""),
    ];
    prop::collection::vec((piece, gap), 0..40).prop_map(|pieces| {
        pieces
            .into_iter()
            .flat_map(|(piece, gap)| [piece, gap.to_owned()])
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn all_patterns_at_once_find_what_each_finds_alone(terms in prop::collection::vec(term(), 1..8), text in text()) {
        // A word first, so that it is speech.
        let text = format!("x {text}");
        let plain = Plain::of(&text);
        let found = found(&terms, &text);
        for (term, found) in terms.iter().zip(found) {
            prop_assert_eq!(found, plain.matches(&alternatives(term)), "{:?} in {:?}", term, text);
        }
    }
}
