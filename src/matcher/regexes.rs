//! Regular expressions: written out into the trie where that says the same, run on a folded paragraph where not.
//!
//! Both ways the expression is read on text as it counts for matching: case is folded, white space of any length is one
//! space, and a space equals a hyphen. See [`readable`] for how an expression is brought into that form.
//!
//! Transcriber's marks count as white space, but not to an expression that has a bracket itself: `\[laughs\]` looks for
//! the mark.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::OnceLock;

use regex::Regex;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Repetition};
use unicode_normalization::UnicodeNormalization;

use super::floating::Element;
use super::ground::Ground;
use crate::text::{Span, fold};

/// How many alternatives a regular expression is written out into at most.
const MOST_WRITTEN_OUT: usize = 256;

/// The regular expressions that are run as such.
#[derive(Debug, Default)]
pub struct Regexes {
    all: Vec<Slow>,
    /// Those that run on every paragraph, because their beginning is not known.
    pub everywhere: Vec<u32>,
}

struct Slow {
    atom: u32,
    marks: Marks,
    pattern: String,
    regex: OnceLock<Regex>,
}

impl Regexes {
    /// Adds an atom. Returns the beginnings, folded, that a match has one of; none when it runs everywhere.
    pub fn push(&mut self, atom: u32, hir: &Hir) -> Vec<String> {
        // The halves of a word boundary look to one side only, so that "£20" may start after a space.
        let pattern = format!(r"\b{{start-half}}(?:{hir})\b{{end-half}}");
        let beginnings = beginnings(hir);
        if beginnings.is_empty() {
            self.everywhere
                .push(u32::try_from(self.all.len()).expect("there are fewer than 2^32 rules"));
        }
        self.all.push(Slow {
            atom,
            marks: if has_bracket(hir) {
                Marks::Text
            } else {
                Marks::Space
            },
            pattern,
            regex: OnceLock::new(),
        });
        beginnings
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// How an expression reads transcriber's marks.
    pub fn marks(&self, index: u32) -> Marks {
        self.all[index as usize].marks
    }

    /// Calls `found` with the atom and the span of each match in a paragraph, folded as the expression reads it.
    pub fn run(&self, index: u32, folded: &Folded, mut found: impl FnMut(u32, Span)) {
        let slow = &self.all[index as usize];
        let regex = slow.regex.get_or_init(|| {
            Regex::new(&slow.pattern)
                .expect("the parser of the codebook compiled it, and folding keeps its size")
        });
        for found_at in regex
            .find_iter(&folded.text)
            .filter(|found_at| !found_at.is_empty())
        {
            found(slow.atom, folded.span(found_at.start(), found_at.end()));
        }
    }
}

impl fmt::Debug for Slow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.atom, self.pattern)
    }
}

/// What transcriber's marks are to who looks for something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marks {
    /// White space, like what stands around them.
    #[default]
    Space,
    /// Text, parted from the words beside it.
    Text,
}

/// A paragraph as it counts for matching, with the way back.
#[derive(Debug, Default)]
pub struct Folded {
    text: String,
    /// Where each byte of `text` comes from.
    origins: Vec<(usize, usize)>,
}

impl Folded {
    /// Folds a paragraph.
    pub fn fill(&mut self, ground: &Ground<'_>, marks: Marks) {
        self.text.clear();
        self.origins.clear();
        let mut at = ground.from;
        while let Some(byte) = ground.byte(at) {
            // A letter or a digit with no accent behind it is folded in place.
            if byte.is_ascii_alphanumeric()
                && ground.byte(at + 1).is_none_or(|next| next.is_ascii())
            {
                self.text.push(char::from(byte.to_ascii_lowercase()));
                self.origins.push((at, at + 1));
                at += 1;
            } else {
                let after = ground.skip_space(at);
                at = match marks {
                    _ if after == at => self.push(ground, at),
                    Marks::Space => self.push_space(at, after),
                    Marks::Text => self.push_marks(ground, at, after),
                };
            }
        }
    }

    /// Folds the character at `at`, which is no white space, and returns where the next one stands.
    fn push(&mut self, ground: &Ground<'_>, at: usize) -> usize {
        let c = ground.char(at).expect("there is a character");
        let next = if fold::is_hyphen(c) {
            self.text.push('-');
            at + c.len_utf8()
        } else {
            let end = ground.next_char(at).unwrap_or(ground.to);
            self.text.extend(fold::folded(&ground.text[at..end]).nfc());
            end
        };
        self.origins.resize(self.text.len(), (at, next));
        next
    }

    fn push_space(&mut self, from: usize, to: usize) -> usize {
        self.text.push(' ');
        self.origins.resize(self.text.len(), (from, to));
        to
    }

    /// Folds white space that has marks in it, each with a space where it would touch a word.
    fn push_marks(&mut self, ground: &Ground<'_>, from: usize, to: usize) -> usize {
        let mut at = from;
        for &mark in ground.landmarks.marks_in(Span::new(from, to)) {
            if at < mark.start || self.text.ends_with(fold::is_word) {
                self.push_space(at, mark.start);
            }
            at = mark.start;
            while at < mark.end {
                let is_space = ground.char(at).is_some_and(char::is_whitespace);
                at = if is_space {
                    self.push_space(at, ground.skip_space(at).min(mark.end))
                } else {
                    self.push(ground, at)
                };
            }
        }
        if at < to || ground.is_word(to) {
            self.push_space(at, to);
        }
        to
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.origins[start].0, self.origins[end - 1].1)
    }
}

/// The alternatives that a regular expression stands for, in the order in which it prefers them; `None` where they are
/// too many, or where it says more than words, gaps and `\w` can say.
pub fn written_out(hir: &Hir) -> Option<Vec<Vec<Element>>> {
    let alternatives = expand(hir)?;
    let begins = |elements: &[Element]| matches!(elements.first(), Some(Element::Text(text)) if text.starts_with(fold::is_word));
    // One that may end in a gap ends where no word ends, which only the engine takes back.
    let ends = |elements: &[Element]| {
        let sure = elements
            .iter()
            .rposition(|element| !matches!(element, Element::Run { least: 0, .. }));
        sure.is_some_and(|last| elements[last] != Element::Gap)
    };
    let ordinary = |elements: &Vec<Element>| begins(elements) && ends(elements);
    alternatives.iter().all(ordinary).then_some(alternatives)
}

/// A regular expression that finds what any of the patterns does, for patterns that start with punctuation.
pub fn of_elements(alternatives: &[Vec<Element>]) -> String {
    let regex = |elements: &Vec<Element>| -> String {
        let element = |element: &Element| match element {
            Element::Text(text) => regex_syntax::escape(text),
            Element::Gap => " ".to_owned(),
            Element::One => r"\w".to_owned(),
            Element::Run { least, .. } => format!(r"\w{{{least},}}(?:'\w+)*"),
        };
        elements.iter().map(element).collect()
    };
    let mut regexes: Vec<String> = alternatives.iter().map(regex).collect();
    // The longest alternative wins, and an expression takes the first.
    regexes.sort_by_key(|regex| std::cmp::Reverse(regex.chars().count()));
    regexes.join("|")
}

/// Parses an expression and brings it into the form of folded text.
pub fn parse(regex: &str) -> Hir {
    // Literals are folded below. Only what is written as a class has to be widened to both cases by the parser, which is
    // slow for large classes such as `\w`.
    // Folded text is composed.
    let regex: String = regex.nfc().collect();
    let has_classes = ["[", r"\p", r"\P"]
        .iter()
        .any(|class| regex.contains(class));
    let hir = ParserBuilder::new()
        .case_insensitive(has_classes)
        .build()
        .parse(&regex);
    readable(&hir.expect("the parser of the codebook accepted it"))
}

/// Rewrites an expression for folded text: literals are folded, a space or a hyphen stands for either.
fn readable(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(Class::Bytes(_)) => hir.clone(),
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(text) => Hir::concat(text.chars().map(readable_char).collect()),
            Err(_) => hir.clone(),
        },
        HirKind::Class(Class::Unicode(class)) => readable_class(class),
        HirKind::Repetition(repetition) => Hir::repetition(Repetition {
            sub: Box::new(readable(&repetition.sub)),
            ..repetition.clone()
        }),
        HirKind::Capture(capture) => readable(&capture.sub),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(readable).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(readable).collect()),
    }
}

fn readable_char(c: char) -> Hir {
    if c.is_whitespace() || fold::is_hyphen(c) {
        return gap();
    }
    let folded: String = fold::folded(c.encode_utf8(&mut [0; 4])).nfc().collect();
    Hir::literal(folded.into_bytes())
}

fn readable_class(class: &ClassUnicode) -> Hir {
    if is_word_class(class) {
        return Hir::class(Class::Unicode(class.clone()));
    }
    let small: Option<BTreeSet<String>> = few_chars(class, 8).map(|chars| {
        chars
            .iter()
            .map(|c| fold::folded(c.encode_utf8(&mut [0; 4])).nfc().collect())
            .collect()
    });
    if let Some(only) = small
        .filter(|folded| folded.len() == 1)
        .and_then(|folded| folded.into_iter().next())
    {
        // `[Tt]`, `['’]`: one character as it counts for matching.
        return Hir::concat(only.chars().map(readable_char).collect());
    }
    let mut class = class.clone();
    let has = |class: &ClassUnicode, c: char| {
        class
            .ranges()
            .iter()
            .any(|r| r.start() <= c && c <= r.end())
    };
    if is_space_class(&class) {
        return gap();
    }
    if has(&class, ' ') {
        class.push(ClassUnicodeRange::new('-', '-'));
    }
    if has(&class, '\u{2019}') {
        class.push(ClassUnicodeRange::new('\'', '\''));
    }
    Hir::class(Class::Unicode(class))
}

fn gap() -> Hir {
    let ranges = [' ', '-'].map(|c| ClassUnicodeRange::new(c, c));
    Hir::class(Class::Unicode(ClassUnicode::new(ranges)))
}

/// Whether a character opens what may be a transcriber's mark.
pub fn is_bracket(c: char) -> bool {
    matches!(c, '[' | '(')
}

/// Whether an expression has a bracket written in it. `.` and the like mean no bracket.
fn has_bracket(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(Class::Bytes(_)) => false,
        HirKind::Literal(literal) => literal.0.iter().any(|&byte| is_bracket(char::from(byte))),
        HirKind::Class(Class::Unicode(class)) => {
            few_chars(class, 16).is_some_and(|chars| chars.into_iter().any(is_bracket))
        }
        HirKind::Repetition(repetition) => has_bracket(&repetition.sub),
        HirKind::Capture(capture) => has_bracket(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().any(has_bracket),
    }
}

fn few_chars(class: &ClassUnicode, most: u32) -> Option<Vec<char>> {
    let size: u32 = class
        .ranges()
        .iter()
        .map(|range| u32::from(range.end()) - u32::from(range.start()) + 1)
        .sum();
    (size <= most).then(|| {
        class
            .ranges()
            .iter()
            .flat_map(|range| range.start()..=range.end())
            .collect()
    })
}

/// What every match begins with: whole words or their first letters, at least two of them.
fn beginnings(hir: &Hir) -> Vec<String> {
    let mut extractor = Extractor::new();
    extractor.limit_total(64).limit_literal_len(24);
    let prefixes = extractor.extract(hir);
    let letters = |literal: &regex_syntax::hir::literal::Literal| {
        let valid = literal
            .as_bytes()
            .utf8_chunks()
            .next()
            .map_or("", |chunk| chunk.valid());
        let end = valid.find(|c| !fold::is_word(c)).unwrap_or(valid.len());
        fold::folded(&valid[..end])
    };
    let found: BTreeSet<String> = prefixes
        .literals()
        .unwrap_or_default()
        .iter()
        .map(letters)
        .collect();
    // One letter begins too many words, and an accent may be cut off from its letter.
    let usable = |letters: &String| letters.len() >= 2 && letters.is_ascii();
    if !found.iter().all(usable) {
        return Vec::new();
    }
    // In alphabetical order a beginning stands before those that it begins itself, which say no more.
    let mut shortest: Vec<String> = Vec::new();
    for letters in found {
        if !shortest
            .last()
            .is_some_and(|last| letters.starts_with(last.as_str()))
        {
            shortest.push(letters);
        }
    }
    shortest
}

fn expand(hir: &Hir) -> Option<Vec<Vec<Element>>> {
    match hir.kind() {
        HirKind::Empty => Some(vec![Vec::new()]),
        HirKind::Look(_) | HirKind::Class(Class::Bytes(_)) => None,
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            if text.contains(is_bracket) {
                return None;
            }
            Some(vec![vec![Element::Text(fold::folded(text))]])
        }
        HirKind::Class(Class::Unicode(class)) => expand_class(class),
        HirKind::Repetition(repetition) => expand_repetition(repetition),
        HirKind::Capture(capture) => expand(&capture.sub),
        HirKind::Concat(parts) => parts.iter().try_fold(vec![Vec::new()], |rows, part| {
            product(&rows, &expand(part)?)
        }),
        HirKind::Alternation(parts) => {
            let mut rows = Vec::new();
            for part in parts {
                rows.extend(expand(part)?);
            }
            (rows.len() <= MOST_WRITTEN_OUT).then_some(rows)
        }
    }
}

fn expand_class(class: &ClassUnicode) -> Option<Vec<Vec<Element>>> {
    if is_gap_class(class) {
        return Some(vec![vec![Element::Gap]]);
    }
    if is_word_class(class) {
        return Some(vec![vec![Element::One]]);
    }
    let mut rows: Vec<Vec<Element>> = Vec::new();
    for c in few_chars(class, 16)? {
        if c.is_whitespace() || fold::is_hyphen(c) || is_bracket(c) {
            return None;
        }
        let row = vec![Element::Text(fold::folded(c.encode_utf8(&mut [0; 4])))];
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    Some(rows)
}

fn is_word_class(class: &ClassUnicode) -> bool {
    static WORD: OnceLock<Hir> = OnceLock::new();
    let word = WORD.get_or_init(|| regex_syntax::parse(r"\w").expect("`\\w` is an expression"));
    matches!(word.kind(), HirKind::Class(Class::Unicode(word)) if word.ranges() == class.ranges())
}

fn is_space_class(class: &ClassUnicode) -> bool {
    static SPACE: OnceLock<Hir> = OnceLock::new();
    let space = SPACE.get_or_init(|| regex_syntax::parse(r"\s").expect("`\\s` is an expression"));
    matches!(space.kind(), HirKind::Class(Class::Unicode(space)) if space.ranges() == class.ranges())
}

fn is_gap_class(class: &ClassUnicode) -> bool {
    let chars: Vec<char> = class
        .ranges()
        .iter()
        .take(3)
        .map(ClassUnicodeRange::start)
        .collect();
    chars == [' ', '-']
        && class
            .ranges()
            .iter()
            .all(|range| range.start() == range.end())
}

fn expand_repetition(repetition: &Repetition) -> Option<Vec<Vec<Element>>> {
    let Repetition {
        min,
        max,
        greedy,
        sub,
    } = repetition;
    if let (HirKind::Class(Class::Unicode(class)), None, true) = (sub.kind(), max, greedy) {
        if is_word_class(class) {
            return Some(vec![vec![Element::Run {
                least: *min,
                apostrophes: false,
            }]]);
        }
        // Folded text has one space where the original has many.
        if is_gap_class(class) && *min == 1 {
            return Some(vec![vec![Element::Gap]]);
        }
    }
    let max = (*max)?;
    let once = expand(sub)?;
    let mut rows = Vec::new();
    let counts: Vec<u32> = if *greedy {
        (*min..=max).rev().collect()
    } else {
        (*min..=max).collect()
    };
    if max > 8 {
        return None;
    }
    for count in counts {
        let mut row = vec![Vec::new()];
        for _ in 0..count {
            row = product(&row, &once)?;
        }
        rows.extend(row);
    }
    (rows.len() <= MOST_WRITTEN_OUT).then_some(rows)
}

/// Each of the first followed by each of the second, texts joined.
fn product(first: &[Vec<Element>], second: &[Vec<Element>]) -> Option<Vec<Vec<Element>>> {
    if first.len() * second.len() > MOST_WRITTEN_OUT {
        return None;
    }
    let mut rows = Vec::new();
    for head in first {
        for tail in second {
            let mut row = head.clone();
            for element in tail {
                match (row.last_mut(), element) {
                    (Some(Element::Text(before)), Element::Text(text)) => before.push_str(text),
                    _ => row.push(element.clone()),
                }
            }
            rows.push(row);
        }
    }
    Some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Landmarks;

    fn folded(text: &str, marks: Marks) -> Folded {
        let landmarks = Landmarks::of(text);
        let ground = Ground::new(text, &landmarks, Span::new(0, text.len()));
        let mut folded = Folded::default();
        folded.fill(&ground, marks);
        folded
    }

    #[test]
    fn marks_are_a_space_wherever_they_stand_or_text_parted_from_words() {
        for (text, space, marked) in [
            ("[Laughs] Yes", " yes", "[laughs] yes"),
            ("so [laughs]  we", "so we", "so [laughs] we"),
            ("so[laughs]we", "so we", "so [laughs] we"),
            ("So. [laughs]", "so. ", "so. [laughs]"),
            ("[laughs].", " .", "[laughs]."),
            (
                "a [coughs] ((door  bangs)) b",
                "a b",
                "a [coughs] ((door bangs)) b",
            ),
            ("[GP] (you know)", "[gp] (you know)", "[gp] (you know)"),
        ] {
            assert_eq!(folded(text, Marks::Space).text, space, "{text}");
            assert_eq!(folded(text, Marks::Text).text, marked, "{text}");
        }
    }

    #[test]
    fn the_way_back_from_a_mark_leads_to_the_mark() {
        let text = "So[Laughs]we  [laughs]";
        let folded = folded(text, Marks::Text);
        for (at, mark) in folded.text.match_indices("[laughs]") {
            let span = folded.span(at, at + mark.len());
            assert!(text[span.range()].eq_ignore_ascii_case(mark), "{span:?}");
        }
    }

    #[test]
    fn an_expression_looks_for_marks_where_it_has_a_bracket_written_in_it() {
        for (regex, looks) in [
            (r"\[laughs\]", true),
            (r"(so )?\(pause\)", true),
            (r"[\[(]laughs[\])]", true),
            (r"so .* laughs", false),
            (r"[^a]b\W", false),
        ] {
            assert_eq!(has_bracket(&parse(regex)), looks, "{regex}");
        }
    }

    fn shown(regex: &str) -> Option<Vec<String>> {
        let element = |element: &Element| match element {
            Element::Text(text) => text.clone(),
            Element::Gap => "_".to_owned(),
            Element::One => "?".to_owned(),
            Element::Run { least, .. } => format!("*{least}"),
        };
        Some(
            written_out(&parse(regex))?
                .iter()
                .map(|row| row.iter().map(element).collect())
                .collect(),
        )
    }

    #[test]
    fn finite_expressions_are_written_out_in_the_order_they_prefer() {
        assert_eq!(
            shown("felt (safe|heard)").unwrap(),
            ["felt_safe", "felt_heard"]
        );
        assert_eq!(
            shown("stem(?:s|ed)?(?: on)?").unwrap(),
            [
                "stems_on",
                "stems",
                "stemed_on",
                "stemed",
                "stem_on",
                "stem"
            ]
        );
        assert_eq!(shown(r"walk \w+ home").unwrap(), ["walk_*1_home"]);
        assert_eq!(shown("organi[sz]e").unwrap(), ["organise", "organize"]);
        assert_eq!(shown(r"waiting\s+list").unwrap(), ["waiting_list"]);
        assert_eq!(shown("Didn['’]t").unwrap(), ["didn't"]);
    }

    #[test]
    fn others_are_not() {
        for regex in [
            r"\btrust",
            "a.*b",
            "(£|€)20",
            "[^a]bc",
            r"\d{3,}",
            "x{1,30}",
        ] {
            assert_eq!(shown(regex), None, "{regex}");
        }
    }

    #[test]
    fn beginnings_are_known_where_an_expression_has_them() {
        let of = |regex: &str| beginnings(&parse(regex));
        assert_eq!(of("trust(ed)? .{0,20} me"), ["trust"]);
        assert_eq!(of("(?:walk|run).*home"), ["run", "walk"]);
        assert!(of(".*home").is_empty());
        assert!(of(r"\d+ weeks").is_empty());
    }
}
