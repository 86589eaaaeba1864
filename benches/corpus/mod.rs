//! Interviews that nobody gave and codebooks for them, the same on every machine.
//!
//! An interview is a plain text of about 50 KB: `INT:` asks, `LW07:` answers in one to six sentences, a blank line between
//! them. Words are drawn by Zipf's law; every second file has the curly quotes and dots of a word processor. One in twenty
//! of the answers' sentences has a phrase in it that some code looks for. It means nothing, but to a matcher it looks like
//! talk: common words everywhere, rare ones rarely.

pub mod random;
mod words;

use std::fmt::Write as _;
use std::sync::LazyLock;

use random::Random;
use words::Words;

/// How long an interview is, in bytes.
const LENGTH: usize = 50_000;
/// How many phrases are planted: three for each code of the largest codebook.
const PHRASES: usize = 1_500;

/// The bytes of `count` interviews.
pub fn interviews(count: usize) -> Vec<Vec<u8>> {
    (0..count).map(|number| interview(number).into()).collect()
}

/// A codebook of so many codes with eight patterns each: three words with a `*`, one without, three phrases, and one regular
/// expression. A smaller codebook is the start of a larger one.
pub fn codebook(codes: usize) -> String {
    let talk = &*TALK;
    let random = &mut Random::new(3);
    let mut words: Vec<&str> = talk.words.all[talk.words.common..]
        .iter()
        .map(String::as_str)
        .collect();
    random.shuffle(&mut words);
    // What a regular expression puts beside a rare word must be said often, or it never fires.
    let said = &talk.words.all[20..120];
    let mut book = "codebook: made-up\nversion: 1.0.0\nlanguage: en\ncodes:\n".to_owned();
    for (code, words) in words.chunks_exact(8).take(codes).enumerate() {
        let _ = writeln!(book, "  - id: c{code}\n    match:");
        for word in &words[..3] {
            let _ = writeln!(book, "      - \"{word}*\"");
        }
        let _ = writeln!(book, "      - \"{}\"", words[3]);
        for (number, phrase) in talk.phrases[3 * code..3 * code + 3].iter().enumerate() {
            let ending = if number == 2 { "*" } else { "" };
            let _ = writeln!(book, "      - \"{phrase}{ending}\"");
        }
        let (one, other) = (random.pick(said), random.pick(said));
        let regex = match code % 4 {
            0 => format!("(?:{one}|{other}) (?:{}|{})", words[4], words[5]),
            1 => format!("{} {one}(?: {other})?", words[4]),
            2 => format!("{one} \\\\w+ {}", words[4]),
            _ => format!("{}(?:s|ed|ing)?(?: {one})?", words[4]),
        };
        let _ = writeln!(book, "      - regex: \"{regex}\"");
    }
    book
}

/// A codebook of so many codes, 19 under each theme, with all that a linter looks at: definitions, when to use a code and
/// when not, nine rules of every kind, an exclusion, two examples and a counterexample. 2,000 codes are about a megabyte.
pub fn described_codebook(codes: usize) -> String {
    const UNDER_A_THEME: usize = 19;
    let random = &mut Random::new(5);
    let words = &TALK.words.all[200..];
    let mut book = "codebook: described\nversion: 1.0.0\nlanguage: en\ncodes:\n".to_owned();
    for code in 0..codes {
        let word = |random: &mut Random| random.pick(words).to_owned();
        if code % (UNDER_A_THEME + 1) == 0 {
            let (a, b) = (word(random), word(random));
            let _ = writeln!(
                book,
                "  - id: theme-{code}\n    label: Theme {code}\n    definition: What is said of {a} and of {b}.\n    codes:"
            );
            continue;
        }
        let w: Vec<String> = (0..14).map(|_| word(random)).collect();
        let _ = write!(
            book,
            "      - id: code-{code}\n        label: {} {code}\n        \
             definition: The speaker tells of {} and {}, or of what {} did to {}.\n        \
             include: Talk of {}.\n        exclude: Talk of {} alone.\n        match:\n",
            w[0], w[1], w[2], w[3], w[4], w[5], w[6]
        );
        for word in &w[..3] {
            let _ = writeln!(book, "          - {word}{code}*");
        }
        let _ = write!(
            book,
            "          - {} {}\n          - {} {}\n          - {} {}\n          \
             - \"{} {{a,the,some}} {}\"\n          \
             - near: {{terms: [{}*, {}], within: 5}}\n          \
             - regex: '(?:{}|{}) (?:safe|listened to)'\n        \
             unless: [\"{}{code} {}\"]\n        \
             examples: [\"We had {} {} there, on day {code}.\", \"It was {}{code}ing.\"]\n        \
             counterexamples: [\"Nothing of that kind was said on day {code}.\"]\n",
            w[3],
            w[4],
            w[4],
            w[5],
            w[5],
            w[6],
            w[6],
            w[7],
            w[8],
            w[9],
            w[10],
            w[11],
            w[0],
            w[12],
            w[3],
            w[4],
            w[0]
        );
    }
    book
}

/// What all interviews have in common.
struct Talk {
    words: Words,
    phrases: Vec<String>,
}

static TALK: LazyLock<Talk> = LazyLock::new(|| {
    let random = &mut Random::new(11);
    let words = Words::new(random);
    let (common, rare) = words.all.split_at(words.common);
    let phrases = (0..PHRASES)
        .map(|_| {
            let mut phrase = random.pick(common).to_owned();
            for _ in 0..random.below(2) {
                phrase = phrase + " " + random.pick(common);
            }
            phrase + " " + random.pick(&rare[..2_000])
        })
        .collect();
    Talk { words, phrases }
});

fn interview(number: usize) -> String {
    let random = &mut Random::new(number as u64 + 1_000);
    let is_curly = number % 2 == 1;
    let mut text = String::with_capacity(LENGTH + LENGTH / 16);
    while text.len() < LENGTH {
        text.push_str("INT: ");
        for _ in 0..=random.below(2) {
            sentence(random, false, &mut text);
        }
        let _ = write!(text, "\n\nLW{:02}: ", number % 100);
        for _ in 0..=random.below(6) {
            sentence(random, true, &mut text);
        }
        text.push_str("\n\n");
    }
    if is_curly {
        text = text.replace('\'', "\u{2019}").replace("...", "\u{2026}");
    }
    text
}

fn sentence(random: &mut Random, is_answer: bool, text: &mut String) {
    let talk = &*TALK;
    let start = text.len();
    let length = 3 + random.below(9) + random.below(9);
    let planted = (is_answer && random.one_in(20)).then(|| random.below(length));
    for place in 0..length {
        if planted == Some(place) {
            // The first phrases are said most.
            let most = 1 + random.below(PHRASES);
            text.push_str(&talk.phrases[random.below(most)]);
        } else {
            text.push_str(talk.words.draw(random));
        }
        text.push_str(if random.one_in(14) { ", " } else { " " });
    }
    text.truncate(text.trim_end_matches([' ', ',']).len());
    if random.one_in(60) {
        text.push_str(" [laughs]");
    }
    text[start..=start].make_ascii_uppercase();
    text.push_str(random.pick(&[". ", ". ", ". ", ". ", ". ", "? ", "... "]));
}
