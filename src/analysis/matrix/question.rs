//! Which question a turn follows.

use crate::analysis::coded::Coded;
use crate::analysis::frequency::Key;
use crate::study::Role;
use crate::text::shortened;
use crate::transcript::Turn;

/// What is said before the first question of a transcript.
pub const NO_QUESTION: &str = "(before a question)";

/// How many characters of a question are shown.
const LONGEST: usize = 60;

/// The marks that end a question, in the scripts that have one of their own.
const MARKS: [char; 5] = ['?', '\u{FF1F}', '\u{61F}', '\u{37E}', '\u{2E2E}'];

/// The questions that turns which count follow.
pub(super) struct Questions {
    pub keys: Vec<Key>,
    /// Their words, shortened.
    pub captions: Vec<String>,
    /// By turn: an index into `keys`; `None` for a turn that does not count.
    pub of_turn: Vec<Option<usize>>,
}

/// Goes through the turns of a transcript. A moderator's turn with a question mark is a question; one without ("Mm", "Go
/// on") is none, and what follows it still follows the question before.
pub(super) fn questions(coded: &Coded<'_>) -> Questions {
    let mut found = Questions {
        keys: Vec::new(),
        captions: Vec::new(),
        of_turn: Vec::new(),
    };
    // What comes before all questions stands before them.
    let mut current = (Key::ranked(0, NO_QUESTION), String::new());
    for (number, turn) in (1..).zip(&coded.transcript.turns) {
        if let Some(words) = question(coded, turn) {
            let name = format!("{}:{number}", coded.document.id);
            current = (Key::ranked(1, name), words);
        }
        let line = coded.counts(turn).then(|| found.line(&current));
        found.of_turn.push(line);
    }
    found
}

impl Questions {
    /// Where the current question stands among those that something follows; it may become one now.
    fn line(&mut self, (key, words): &(Key, String)) -> usize {
        // Only the last can be the current one.
        if self.keys.last() != Some(key) {
            self.keys.push(key.clone());
            self.captions.push(words.clone());
        }
        self.keys.len() - 1
    }
}

/// The words of a turn that is a question, shortened.
fn question(coded: &Coded<'_>, turn: &Turn) -> Option<String> {
    if coded.voice(turn)?.role != Role::Moderator {
        return None;
    }
    let text = coded.transcript.source.text();
    let paragraphs = coded.transcript.paragraphs_of(turn).iter();
    let mut words = paragraphs.map(|it| &text[it.span.start..it.span.end]);
    let asks = words.clone().any(|it| it.contains(MARKS));
    asks.then(|| shortened(words.next().unwrap_or_default(), LONGEST))
}
