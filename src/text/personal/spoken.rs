//! What is found by words and not by digits or `@`: addresses and numbers that were spoken and typed as they were heard, and
//! addresses of accounts.
//!
//! - "ann dot lee at gmail dot com": only with the name of a large provider, because "I looked at amazon dot com" is none.
//! - "ann.lee (at) example (dot) org".
//! - "oh seven seven double oh nine ...": ten or eleven digits from 0 on that are not a count.
//! - `instagram.com/name` and its like.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;

use super::numbers::{head, tail};
use super::{Found, Kind, account};

/// What each search begins with. Those before [`OF_ADDRESS`] begin an account's address.
const TRIGGERS: [&str; 34] = [
    "twitter.com/",
    "facebook.com/",
    "instagram.com/",
    "linkedin.com/in/",
    "tiktok.com/@",
    "threads.net/@",
    "//x.com/",
    " dot ",
    "(at)",
    "[at]",
    "( at )",
    "[ at ]",
    " at gmail",
    " at hotmail",
    " at yahoo",
    " at outlook",
    " at icloud",
    " at googlemail",
    " at btinternet",
    " at Gmail",
    " at Hotmail",
    " at Yahoo",
    " at Outlook",
    "oh seven",
    "zero seven",
    "oh one",
    "zero one",
    "oh two",
    "zero two",
    "Oh seven",
    "Zero seven",
    "Oh one",
    "Oh two",
    "Zero one",
];

/// The first trigger of an e-mail address.
const OF_ADDRESS: usize = 7;

/// The first trigger of a number.
const OF_NUMBER: usize = 23;

static SEARCH: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let mut builder = AhoCorasick::builder();
    // Only for the leftmost match there is a filter that looks at many bytes at once.
    let builder = builder.match_kind(MatchKind::LeftmostFirst);
    builder.build(TRIGGERS).expect("the words are few")
});

/// How far an address reaches before and behind what it is found by, in bytes.
const REACH: usize = 96;

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    let name = "[\\p{L}\\p{N}_.+-]+";
    let words = format!("{name}(?:\\s(?:dot|underscore|dash|hyphen)\\s{name})*");
    let provider =
        "(?:gmail|googlemail|hotmail|outlook|live|yahoo|icloud|aol|btinternet|protonmail|gmx|msn)";
    let top = "(?:com|net|org|de|fr|ch|at|es|it|ie|co(?:\\.|\\s+dot\\s+)uk|uk)";
    let dot = "(?:\\s*\\.\\s*|\\s+dot\\s+|\\s*[(\\[]\\s?dot\\s?[)\\]]\\s*)";
    let label = "[\\p{L}\\p{N}-]+";
    let pattern = format!(
        "(?i){words}\\s+at\\s+{provider}(?:\\.|\\s+dot\\s+){top}\\b|{words}\\s?[(\\[]\\s?at\\s?[)\\]]\\s?{label}(?:{dot}{label})+"
    );
    Regex::new(&pattern).expect("the pattern is written here")
});

/// Finds all of a text.
pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    for trigger in SEARCH.find_iter(text) {
        let hit = match trigger.pattern().as_usize() {
            ..OF_ADDRESS => page(text, trigger.start(), trigger.end()),
            OF_ADDRESS..OF_NUMBER => address(text, trigger.start()),
            _ => number(text, trigger.start()),
        };
        found.extend(hit);
    }
}

/// An account's address, from the network's name on.
fn page(text: &str, start: usize, end: usize) -> Option<Found> {
    const OF_NETWORK: [&str; 9] = [
        "home",
        "share",
        "sharer",
        "intent",
        "search",
        "hashtag",
        "watch",
        "explore",
        "sharer.php",
    ];
    let length = account::name(&text[end..])?;
    let name = &text[end..end + length];
    let is_name = !OF_NETWORK.contains(&name);
    is_name.then(|| Found::new(Kind::Account, start, end + length))
}

fn address(text: &str, at: usize) -> Option<Found> {
    let before = tail(text, at, REACH);
    let start = at - before.len();
    let near = &text[start..at + head(text, at, REACH).len()];
    let hit = ADDRESS.find_iter(near).find(|it| it.end() > before.len())?;
    let is_here = hit.start() <= before.len();
    is_here.then(|| Found::new(Kind::EmailAddress, start + hit.start(), start + hit.end()))
}

/// A telephone number in words, from a 0 on.
fn number(text: &str, start: usize) -> Option<Found> {
    if text[..start].ends_with(char::is_alphanumeric) {
        return None;
    }
    let mut digits: Vec<u8> = Vec::new();
    let (mut times, mut end) = (1, start);
    for (at, word) in words(head(text, start, 2 * REACH)) {
        match (digit(&word), word.as_str()) {
            (Some(digit), _) => {
                digits.extend(std::iter::repeat_n(digit, times));
                (times, end) = (1, start + at + word.len());
            }
            (None, "double") => times = 2,
            (None, "treble" | "triple") => times = 3,
            _ => break,
        }
    }
    let steps = digits.windows(2).filter(|pair| pair[0] + 1 == pair[1]);
    let is_count = steps.count() > digits.len() / 2;
    (matches!(digits.len(), 10 | 11) && !is_count)
        .then(|| Found::new(Kind::TelephoneNumber, start, end))
}

/// The words of a text in small letters, each with its place.
fn words(text: &str) -> impl Iterator<Item = (usize, String)> {
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '.' | '–'));
    let parts = parts.filter(|part| !part.is_empty());
    parts.map(move |part| {
        (
            part.as_ptr() as usize - text.as_ptr() as usize,
            part.to_lowercase(),
        )
    })
}

fn digit(word: &str) -> Option<u8> {
    let digit = match word {
        "oh" | "o" | "zero" | "nought" | "naught" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        _ => return None,
    };
    Some(digit)
}
