//! Segments whose words have several speakers: who says which part of their text.
//!
//! Programs write a segment's `text` and its `words` at different moments. Mostly both are the same words, and the text is
//! cut where the speaker of the words changes. Where they are not (numbers written out in one of them, words that are
//! lacking), nobody knows which part of the text is whose: each speaker's words are put together from the single words.

use std::fmt;

use super::super::shortened;
use super::segment::Segment;
use super::words;

/// A part of a segment that one speaker says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part<'w> {
    /// Who says it.
    pub speaker: &'w str,
    /// Which of the segment's words, from and to.
    pub words: (usize, usize),
    /// What is said.
    pub text: String,
}

/// Where a segment's text and its words are not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unlike {
    /// From where on the text is another; empty at its end.
    pub text: String,
    /// From where on the words are others; empty at their end.
    pub words: String,
}

impl fmt::Display for Unlike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |words: &str| match words {
            "" => "its end".to_owned(),
            words => format!("`{}`", shortened(words)),
        };
        let (text, words) = (quoted(&self.text), quoted(&self.words));
        write!(f, "the text goes on with {text}, the words with {words}")
    }
}

/// Where the speaker of words changes: who begins, at which word. Words without a speaker go with those before.
pub(super) fn runs<'w>(words: &'w [Segment]) -> Vec<(&'w str, usize)> {
    let mut runs: Vec<(&str, usize)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(speaker) = word.speaker.as_deref() else {
            continue;
        };
        if runs.last().is_none_or(|(last, _)| *last != speaker) {
            let at = if runs.is_empty() { 0 } else { at };
            runs.push((speaker, at));
        }
    }
    runs
}

/// The words of a segment as one text.
pub(super) fn joined(segments: &[Segment]) -> String {
    words::joined(texts(segments))
}

/// The parts of a segment, and where its text is unlike its words: then they are put together from those.
pub(super) fn parts<'w>(
    text: &str,
    words: &'w [Segment],
    runs: &[(&'w str, usize)],
) -> (Vec<Part<'w>>, Option<Unlike>) {
    let ends = runs.iter().skip(1).map(|run| run.1).chain([words.len()]);
    let ranges: Vec<(usize, usize)> = runs.iter().map(|run| run.1).zip(ends).collect();
    let own = |range: &(usize, usize)| &words[range.0..range.1];
    let pieces = [Alike::EveryMark, Alike::Letters]
        .into_iter()
        .find_map(|alike| cut(text, ranges.iter().map(own), alike));
    let unlike = pieces.is_none().then(|| unlike(text, words));
    let pieces = pieces.unwrap_or_else(|| ranges.iter().map(|it| joined(own(it))).collect());
    let speakers = runs.iter().map(|run| run.0);
    let parts = speakers.zip(ranges).zip(pieces);
    let parts = parts.map(|((speaker, words), text)| Part {
        speaker,
        words,
        text,
    });
    (parts.collect(), unlike)
}

/// What must be the same in a text and in its words. White space never is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Alike {
    /// Every character.
    EveryMark,
    /// Letters and digits, in capitals or not: many programs punctuate the text alone.
    Letters,
}

impl Alike {
    fn counts(self, c: char) -> bool {
        match self {
            Alike::EveryMark => !c.is_whitespace(),
            Alike::Letters => c.is_alphanumeric(),
        }
    }

    fn same(self, one: char, other: char) -> bool {
        one == other || self == Alike::Letters && one.to_lowercase().eq(other.to_lowercase())
    }
}

/// Cuts a text behind the words of each run; nothing where it is not made of these words.
fn cut<'w>(
    text: &str,
    runs: impl Iterator<Item = &'w [Segment<'w>]>,
    alike: Alike,
) -> Option<Vec<String>> {
    let counts = |(_, c): &(usize, char)| alike.counts(*c);
    let mut rest = text.char_indices().filter(counts);
    let mut pieces = Vec::new();
    let mut start = 0;
    for run in runs {
        let mut end = None;
        let chars = texts(run).flat_map(str::chars).filter(|c| alike.counts(*c));
        for c in chars {
            let (at, found) = rest.next()?;
            if !alike.same(found, c) {
                return None;
            }
            end = Some(at + found.len_utf8());
        }
        // A run of marks alone has no place in a text that is compared by its letters.
        let mut end = end?;
        if alike == Alike::Letters {
            end += marks(&text[end..]);
        }
        pieces.push(text[start..end].to_owned());
        start = end;
    }
    if rest.next().is_some() {
        return None;
    }
    if let Some(last) = pieces.last_mut() {
        last.push_str(&text[start..]);
    }
    Some(pieces)
}

/// How far the marks go that belong to the word before a text.
fn marks(text: &str) -> usize {
    let ends = |c: char| c.is_alphanumeric() || c.is_whitespace() || words::OPENING.contains(c);
    text.find(ends).unwrap_or(text.len())
}

/// From which word on a text and its words are not the same.
fn unlike(text: &str, words: &[Segment]) -> Unlike {
    let of_text: Vec<&str> = text.split_whitespace().collect();
    let of_words: Vec<&str> = texts(words).flat_map(str::split_whitespace).collect();
    let same = |(one, other): &(&&str, &&str)| letters(one).eq(letters(other));
    let first = of_text.iter().zip(&of_words).take_while(same).count();
    let from = |words: &[&str]| {
        let rest = words.iter().skip(first).take(SHOWN);
        rest.copied().collect::<Vec<_>>().join(" ")
    };
    Unlike {
        text: from(&of_text),
        words: from(&of_words),
    }
}

/// So many words are enough to find the place.
const SHOWN: usize = 3;

fn letters(word: &str) -> impl Iterator<Item = char> {
    let letters = word.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase)
}

fn texts<'t>(words: &'t [Segment]) -> impl Iterator<Item = &'t str> + Clone {
    words.iter().filter_map(|word| word.text.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parts as `speaker: text`, and what is unlike, of words written as `A:word`.
    fn of(text: &str, words: &str) -> (Vec<String>, Option<(String, String)>) {
        let words = words.split(' ').map(|word| {
            let (speaker, text) = word.split_once('/').unwrap();
            let mut segment = Segment::default();
            segment.speaker = (!speaker.is_empty()).then(|| speaker.to_owned());
            segment.text = Some(text.into());
            segment
        });
        let words: Vec<Segment> = words.collect();
        let (parts, unlike) = parts(text, &words, &runs(&words));
        let parts = parts
            .iter()
            .map(|part| format!("{}: {}", part.speaker, part.text.trim()));
        let unlike = unlike.map(|unlike| (unlike.text, unlike.words));
        (parts.collect(), unlike)
    }

    fn parts_of(text: &str, words: &str) -> Vec<String> {
        let (parts, unlike) = of(text, words);
        assert_eq!(unlike, None, "{text}");
        parts
    }

    #[test]
    fn a_text_is_cut_where_the_speaker_of_its_words_changes() {
        assert_eq!(
            parts_of(" Are you in? Yes.", "A/Are A/you A/in? B/Yes."),
            ["A: Are you in?", "B: Yes."]
        );
        // Marks and capitals may be the text's alone; what opens belongs to the word behind it.
        assert_eq!(
            parts_of("Is it “so”?(Yes.) No…", "A/is A/it A/so B/yes /no"),
            ["A: Is it “so”?", "B: (Yes.) No…"]
        );
        // A speaker of a mark alone.
        assert_eq!(
            parts_of("So - well", "A/So B/- A/well"),
            ["A: So", "B: -", "A: well"]
        );
        assert_eq!(
            parts_of("好吗？好。", "A/好 A/吗？ B/好。"),
            ["A: 好吗？", "B: 好。"]
        );
    }

    #[test]
    fn where_text_and_words_are_unlike_the_single_words_say_who_says_what() {
        let unlike = |text: &str, words: &str| Some((text.to_owned(), words.to_owned()));
        assert_eq!(
            of(
                "I paid 25. Two two?",
                "A/I A/paid A/twenty A/five B/two B/two"
            ),
            (
                vec!["A: I paid twenty five".into(), "B: two two".into()],
                unlike("25. Two two?", "twenty five two")
            )
        );
        // A word is lacking: it may be of either.
        assert_eq!(
            of("No no no. Yes.", "A/No B/no B/Yes"),
            (
                vec!["A: No".into(), "B: no Yes".into()],
                unlike("no. Yes.", "Yes")
            )
        );
        assert_eq!(of("So. Well. And?", "A/So B/well").1, unlike("And?", ""));
        assert_eq!(of("So", "A/So B/-").1, unlike("", "-"));
    }
}
