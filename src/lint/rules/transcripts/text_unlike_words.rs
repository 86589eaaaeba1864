//! `text-unlike-words`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "text-unlike-words",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "A segment of what a program for speech recognition wrote has words of several speakers, \
           and its text is not made of these words: a number is written out in one of them, or \
           words are lacking.",
    why: "Then nobody can tell which part of the text is whose. What each speaker says is put \
           together from the single words, which may lack punctuation, or words that only the text \
           has; the labels are less sure.",
    example: r#"
==> transcripts/a.json <==
{"segments": [
  {"start": 0, "end": 1, "text": "How much?", "speaker": "Int"},
  {"start": 1, "end": 4, "text": "I paid 25. And then? They trust me.", "words": [
    {"word": "I", "speaker": "Ann"}, {"word": "paid", "speaker": "Ann"},
    {"word": "twenty", "speaker": "Ann"}, {"word": "five", "speaker": "Ann"},
    {"word": "and", "speaker": "Int"}, {"word": "then", "speaker": "Int"},
    {"word": "they", "speaker": "Ann"}, {"word": "trust", "speaker": "Ann"}, {"word": "me", "speaker": "Ann"}]}
]}
"#,
    instead: r#"
==> transcripts/a.json <==
{"segments": [
  {"start": 0, "end": 1, "text": "How much?", "speaker": "Int"},
  {"start": 1, "end": 4, "text": "I paid 25. And then? They trust me.", "words": [
    {"word": "I", "speaker": "Ann"}, {"word": "paid", "speaker": "Ann"},
    {"word": "25", "speaker": "Ann"},
    {"word": "and", "speaker": "Int"}, {"word": "then", "speaker": "Int"},
    {"word": "they", "speaker": "Ann"}, {"word": "trust", "speaker": "Ann"}, {"word": "me", "speaker": "Ann"}]}
]}
"#,
    check: Check::Reading,
};
