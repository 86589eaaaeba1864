//! Dates of birth: a day and a month, mostly with a year, beside words that say that somebody was born then.
//!
//! A bare date is none, nor is a year alone ("born in 1961"), nor a date whose day is a word ("the third of May").

use std::sync::LazyLock;

use regex::Regex;

use super::numbers::{Chain, ends_freely, head, starts_freely, tail};
use super::{Found, Kind};

/// How far is looked for words before and behind, in bytes.
const REACH: usize = 72;

const MONTH: &str = "(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|mar(?:ch)?|mär(?:z)?|apr(?:il)?|may|mai|june?|juni|july?|juli|\
    aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?|février|mars|avril|juin|juillet|août|septembre|\
    octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)";

/// What says that somebody was born, at the end of a text, with what may stand between it and the date.
static BORN: LazyLock<Regex> = LazyLock::new(|| {
    let words = "(?:born|birth(?:day|date)?|d\\.?o\\.?b\\.?|geboren|geb\\.|geburts(?:tag|datum)|née?s?|naissance|nacid[oa]|\
        nacimiento|nat[oa]|nascita|nascid[oa]|nascimento|geboortedatum)";
    let few_words = "(?:\\s+[^\\s.,;!?\\d]+){0,5}?\\s+(?:on|am|le|el)";
    let marks = "[\\s:,=(–*|-]*";
    let little =
        "(?:(?:on|the|is|was|it['’]s|['’]s|am|ist|war|le|est|el|es|il|op|den|em|date)\\b[\\s:,]*)*";
    regex(&format!(
        "(?-u:\\b){words}(?:{few_words}(?-u:\\b))?{marks}{little}$"
    ))
});

/// What says the same behind the date.
static BORN_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    let whose = "(?:my|his|her|their|your|our|the|child['’]s|baby['’]s)";
    regex(&format!(
        "^,?\\s*(?:\\(?(?:dob|d\\.o\\.b|date of birth|birth\\s?day|birth\\s?date)\\b|(?:is|was|that['’]s|it['’]s)\\s+{whose}\\s+(?:birthday|date of birth|dob)\\b|\
         (?:i|he|she|they|we|you|(?:my|our|his|her)\\s+\\w+)\\s+(?:was|were)\\s+born\\b|(?:when|is when|was when)\\s+\\S+\\s+was\\s+born\\b)"
    ))
});

/// A date from its first digit on: 3 May 1961, 3rd of May, 03/05/61, 1961-05-03.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let year = "(?:,?\\s+(?:of\\s+|de\\s+|in\\s+)?(?:[12]\\d{3}|['’]?\\d{2})(?-u:\\b))";
    regex(&format!(
        "^(?:\\d{{4}}-\\d{{1,2}}-\\d{{1,2}}|\\d{{1,2}}(?:\\s?/\\s?\\d{{1,2}}\\s?/\\s?|\\s?\\.\\s?\\d{{1,2}}\\s?\\.\\s?|\\s?-\\s?\\d{{1,2}}\\s?-\\s?|\\s\\d{{1,2}}\\s)(?:\\d{{4}}|\\d{{2}})(?-u:\\b)|\
         \\d{{1,2}}(?:st|nd|rd|th|er)?\\.?[\\s-]+(?:day\\s+)?(?:of\\s+|de\\s+)?{MONTH}\\b\\.?(?:{year}|-\\d{{2,4}}(?-u:\\b))?)"
    ))
});

/// The month before the day, at the end of a text: May 3, 1961.
static MONTH_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!("(?-u:\\b){MONTH}\\.?\\s+(?:the\\s+)?$")));

/// The day and the year behind the month.
static DAY: LazyLock<Regex> =
    LazyLock::new(|| regex("^\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s+[12]\\d{3}(?-u:\\b))?"));

fn regex(pattern: &str) -> Regex {
    Regex::new(&format!("(?i){pattern}")).expect("the pattern is written here")
}

/// Finds those that begin with a group of a chain.
pub(super) fn find(chain: &Chain<'_>, found: &mut Vec<Found>) {
    let may_begin = |size: usize| matches!(size, 1 | 2 | 4);
    for group in chain.groups.iter().filter(|it| may_begin(it.len())) {
        if let Some((start, end)) = date(chain.text, group.start)
            && (BORN.is_match(tail(chain.text, start, REACH))
                || BORN_BEHIND.is_match(head(chain.text, end, REACH)))
        {
            found.push(Found::new(Kind::BirthDate, start, end));
        }
    }
}

/// Where the date starts and ends that has its first digits at a byte.
fn date(text: &str, at: usize) -> Option<(usize, usize)> {
    if !starts_freely(&text[..at]) {
        return None;
    }
    let after = head(text, at, REACH);
    let (start, written) = if let Some(date) = DATE.find(after) {
        (at, date.as_str())
    } else {
        let before = tail(text, at, 24);
        let month = MONTH_BEFORE.find(before)?;
        (
            at - (before.len() - month.start()),
            DAY.find(after)?.as_str(),
        )
    };
    let end = at + written.len();
    (is_possible(written) && ends_freely(&text[end..])).then_some((start, end))
}

/// Whether the numbers of a date are those of days, months and years.
fn is_possible(date: &str) -> bool {
    let numbers = date.split(|c: char| !c.is_ascii_digit());
    let numbers: Vec<u32> = numbers.filter_map(|it| it.parse().ok()).collect();
    let is_day = |number: u32| (1..=31).contains(&number);
    match numbers.as_slice() {
        [year, month, day] if *year > 999 => is_day(*day) && (1..=12).contains(month),
        // The day or the month may come first.
        [a, b, _] => is_day(*a) && is_day(*b) && (*a).min(*b) <= 12,
        [day] | [day, _] => is_day(*day),
        _ => false,
    }
}
