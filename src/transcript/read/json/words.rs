//! Putting words together again: with spaces where their language has them.

use std::borrow::Cow;

use super::speech::Speech;
use crate::transcript::Time;

/// A word, or a mark of punctuation.
#[derive(Clone, Debug)]
pub(super) struct Word<'a> {
    /// Who says it.
    pub speaker: Option<String>,
    /// From when to when.
    pub time: Option<Time>,
    /// As it is written.
    pub text: Cow<'a, str>,
    /// Whether it follows the word before without a space.
    pub attached: bool,
    /// Which stretch of speech it belongs to, where the program cut the speech.
    pub stretch: usize,
}

/// Words as one text.
pub(super) fn joined<'t>(words: impl Iterator<Item = &'t str> + Clone) -> String {
    // Some programs write the spaces with the words.
    let spaced = words
        .clone()
        .skip(1)
        .any(|word| word.starts_with(char::is_whitespace) || word.trim().is_empty());
    let mut text = String::new();
    for word in words {
        if spaced {
            text.push_str(word);
        } else {
            push(&mut text, word.trim(), false);
        }
    }
    text
}

/// From the first to the last of some words.
pub(super) fn time(words: &[Word]) -> Option<Time> {
    let first = words.first()?.time?;
    let end = words.last().and_then(|last| last.time?.end);
    Some(Time { end, ..first })
}

/// Adds a word to a text.
pub(super) fn push(text: &mut String, word: &str, attached: bool) {
    let (Some(before), Some(first)) = (text.chars().next_back(), word.chars().next()) else {
        text.push_str(word);
        return;
    };
    let together = attached
        || before.is_whitespace()
        || first.is_whitespace()
        || OPENING.contains(before)
        || (CLOSING.contains(first) && !word.chars().any(char::is_alphanumeric))
        || (has_no_spaces(before) && has_no_spaces(first));
    if !together {
        text.push(' ');
    }
    text.push_str(word);
}

/// Marks that belong to the word behind them.
pub(super) const OPENING: &str = "([{¿¡“‘«「『（【";
const CLOSING: &str = ".,;:!?…%)]}”’»。、，．！？；：」』）】؟،؛।";

/// Whether a character is of a writing without spaces between words, or of its punctuation.
pub(super) fn has_no_spaces(c: char) -> bool {
    matches!(u32::from(c),
        0x0E00..=0x0EFF     // Thai, Lao
        | 0x1000..=0x109F   // Burmese
        | 0x1780..=0x17FF   // Khmer
        | 0x3000..=0x30FF   // Japanese, and punctuation
        | 0x3400..=0x9FFF   // Chinese characters
        | 0xF900..=0xFAFF
        | 0xFF00..=0xFF65   // wide punctuation and letters
        | 0x20000..=0x3FFFF)
}

/// Adds words to a speech: each speaker's and each stretch's as one. Words without speakers end at a sentence's end.
pub(super) fn push_runs(words: Vec<Word>, speech: &mut Speech) {
    let mut run: Option<(Word, String)> = None;
    for word in words {
        if let Some((first, text)) = &mut run {
            let same = first.speaker == word.speaker && first.stretch == word.stretch;
            let ended = word.speaker.is_none() && !word.attached && ends_sentence(text);
            if same && !ended {
                push(text, &word.text, word.attached);
                if let (Some(time), Some(now)) = (&mut first.time, word.time) {
                    time.end = now.end.or(time.end);
                }
                first.time = first.time.or(word.time);
                continue;
            }
        }
        let text = word.text.trim().to_owned();
        if let Some((first, text)) = run.replace((word, text)) {
            speech.push(first.speaker, first.time, text.into());
        }
    }
    if let Some((first, text)) = run {
        speech.push(first.speaker, first.time, text.into());
    }
}

/// Adds the words of several channels, sentence by sentence, in one order by time.
pub(super) fn push_channels<'a>(
    channels: impl Iterator<Item = (Option<String>, Vec<Word<'a>>)>,
    speech: &mut Speech<'a>,
) {
    for (channel, words) in channels {
        let mut stretch = 0;
        let mut last: Option<(Option<i64>, bool)> = None;
        let cut = words.into_iter().map(|word| {
            let pause = last.and_then(|(end, _)| Some(word.time?.start - end?));
            let ended = last.is_some_and(|(_, ended)| ended);
            if !word.attached && (ended || pause.is_some_and(|pause| pause >= PAUSE)) {
                stretch += 1;
            }
            let end = word
                .time
                .and_then(|time| time.end)
                .or(last.and_then(|last| last.0));
            last = Some((end, ends_sentence(&word.text)));
            Word {
                speaker: channel.clone(),
                stretch,
                ..word
            }
        });
        push_runs(cut.collect(), speech);
    }
    speech.sort();
}

/// Who is silent for so many milliseconds lets the other one speak.
const PAUSE: i64 = 1_000;

/// Whether a text ends with a mark that ends a sentence.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '?', '!', '…', '。', '？', '！', '।', '؟'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_get_spaces_where_their_language_has_them() {
        let of = |words: &[&str]| joined(words.iter().copied());
        assert_eq!(
            of(&["Well", ",", "yes", "(", "no", ")", "."]),
            "Well, yes (no)."
        );
        assert_eq!(of(&[" Well,", " yes", "."]), " Well, yes.");
        assert_eq!(of(&["Hi", " ", "you"]), "Hi you");
        assert_eq!(
            of(&["今日", "は", "Rust", "です", "。"]),
            "今日は Rust です。"
        );
        assert_eq!(of(&["저는", "학생"]), "저는 학생");
        assert_eq!(of(&["it", "costs", "$5"]), "it costs $5");
        assert_eq!(of(&[]), "");
    }
}
