//! Every key in one table: what it does is looked up here, and the help on the screen and in the guide is made of it.

#[cfg(test)]
use std::fmt::Write as _;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

#[rustfmt::skip]
mod table;

pub use table::{CHOOSER, FREE, HELP, LIST, LOST, MEMO, NEW_CODE, PALETTE, READING, SEARCH};

/// A key as it is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A letter or a sign; capitals are letters of their own.
    Char(char),
    /// A letter while Control is held.
    Ctrl(char),
    /// A key that writes nothing.
    Plain(KeyCode),
    /// Such a key while Shift is held.
    Shift(KeyCode),
    /// One of the digits from 1 to 9.
    Digit,
}

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    Next,
    Previous,
    Down,
    Up,
    PageDown,
    PageUp,
    Start,
    End,
    NextTurn,
    PreviousTurn,
    Word,
    Sentence,
    Paragraph,
    Turn,
    Grow,
    Shrink,
    LongerByWord,
    ShorterByWord,
    Free,
    OtherEnd,
    Cancel,
    Accept,
    Code,
    Recent,
    Cycle,
    Remove,
    InVivo,
    Take,
    Refuse,
    Move,
    Split,
    ListProposals,
    ListCodings,
    ListLost,
    Reread,
    MemoCoding,
    MemoCode,
    MemoTranscript,
    Search,
    NextMatch,
    PreviousMatch,
    NextUncoded,
    PreviousUncoded,
    NextProposal,
    PreviousProposal,
    NextDisagreement,
    PreviousDisagreement,
    NextCoding,
    PreviousCoding,
    Undo,
    Redo,
    Finish,
    ShowProposals,
    ShowOthers,
    Help,
    Transcripts,
    Quit,
    AcceptStay,
    Editor,
    Save,
    NextField,
    Force,
}

/// A row of the table.
#[derive(Debug)]
pub struct Binding {
    /// What is done.
    pub action: Action,
    /// The keys that do it, the one to be shown first.
    pub keys: &'static [Key],
    /// What it does, for people.
    pub what: &'static str,
    /// What the bottom line calls it; empty where it is not there.
    pub hint: &'static str,
}

/// The keys of one state of the screen.
#[derive(Debug)]
pub struct Section {
    /// What the keys are for.
    pub title: &'static str,
    /// The keys.
    pub bindings: &'static [Binding],
}

/// All tables, in the order of the help.
pub fn sections() -> impl Iterator<Item = &'static Section> {
    const OTHERS: [&Section; 9] = [
        &FREE, &PALETTE, &LIST, &LOST, &SEARCH, &MEMO, &NEW_CODE, &CHOOSER, &HELP,
    ];
    READING.iter().chain(OTHERS)
}

/// What a key does among these.
pub fn action(bindings: &[Binding], event: KeyEvent) -> Option<Action> {
    let found = bindings
        .iter()
        .find(|it| it.keys.iter().any(|key| key.is(event)));
    found.map(|it| it.action)
}

/// What a key does while one reads.
pub fn reading(event: KeyEvent) -> Option<Action> {
    READING.iter().find_map(|it| action(it.bindings, event))
}

impl Key {
    fn is(self, event: KeyEvent) -> bool {
        let KeyEvent {
            code, modifiers, ..
        } = event;
        let control = modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        let shift = modifiers.contains(KeyModifiers::SHIFT);
        match self {
            Self::Char(c) => code == KeyCode::Char(c) && !control,
            Self::Digit => matches!(code, KeyCode::Char('1'..='9')) && !control,
            Self::Ctrl(c) => code == KeyCode::Char(c) && modifiers.contains(KeyModifiers::CONTROL),
            Self::Plain(plain) => code == plain && !control && (!shift || code == KeyCode::BackTab),
            Self::Shift(plain) => code == plain && shift,
        }
    }

    /// What is printed on it.
    pub fn name(self) -> String {
        match self {
            Self::Char(' ') => "Space".to_owned(),
            Self::Char(c) => c.to_string(),
            Self::Ctrl(c) => format!("Ctrl+{}", c.to_uppercase()),
            Self::Digit => "1–9".to_owned(),
            Self::Shift(code) => format!("Shift+{}", printed(code)),
            Self::Plain(KeyCode::BackTab) => "Shift+Tab".to_owned(),
            Self::Plain(code) => printed(code).to_owned(),
        }
    }
}

fn printed(code: KeyCode) -> &'static str {
    use KeyCode::{
        Backspace, Delete, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up,
    };
    match code {
        Right => "→",
        Left => "←",
        Up => "↑",
        Down => "↓",
        PageDown => "PgDn",
        PageUp => "PgUp",
        Home => "Home",
        End => "End",
        Enter => "Enter",
        Esc => "Esc",
        Tab => "Tab",
        Backspace => "Backspace",
        Delete => "Del",
        _ => "?",
    }
}

impl Binding {
    /// Its keys, for people.
    pub fn names(&self) -> String {
        let mut names: Vec<String> = self.keys.iter().map(|key| key.name()).collect();
        names.dedup();
        names.join(", ")
    }
}

/// All keys as Markdown, for the guide.
#[cfg(test)]
pub fn markdown() -> String {
    let mut text = String::new();
    for section in sections() {
        let _ = write!(text, "### {}\n\n| key | does |\n|---|---|\n", section.title);
        for binding in section.bindings {
            let keys: Vec<String> = binding
                .keys
                .iter()
                .map(|key| format!("`{}`", key.name()))
                .collect();
            let mut keys = keys;
            keys.dedup();
            let _ = writeln!(text, "| {} | {} |", keys.join(" "), binding.what);
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_key_has_two_meanings_at_once() {
        let reading: Vec<&Binding> = READING.iter().flat_map(|it| it.bindings).collect();
        let others = sections().skip(READING.len());
        let states = others.map(|it| it.bindings.iter().collect());
        for bindings in std::iter::once(reading).chain(states) {
            let keys = bindings.iter().flat_map(|it| it.keys);
            let mut seen = HashSet::new();
            for key in keys {
                assert!(
                    seen.insert(key.name()) || *key == Key::Plain(KeyCode::BackTab),
                    "{key:?}"
                );
            }
        }
    }

    #[test]
    fn the_guide_shows_these_keys() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/annotate.md");
        let guide = std::fs::read_to_string(path).unwrap();
        let (before, _) = guide.split_once("<!-- keys -->\n").unwrap();
        let (_, after) = guide.split_once("<!-- end of keys -->\n").unwrap();
        let wanted = format!(
            "{before}<!-- keys -->\n\n{}<!-- end of keys -->\n{after}",
            markdown()
        );
        if std::env::var_os("THEMATICA_REWRITE").is_some() {
            std::fs::write(path, &wanted).unwrap();
        } else {
            assert_eq!(guide, wanted, "run again with THEMATICA_REWRITE=1");
        }
    }
}
