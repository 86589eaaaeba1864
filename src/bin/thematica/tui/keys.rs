//! Every key in one table: what it does is looked up here, and the help on the screen and in the guide is made of it.

use std::fmt::Write as _;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

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
#[expect(missing_docs, reason = "the table below says what each of them is")]
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

const fn row(
    action: Action,
    keys: &'static [Key],
    what: &'static str,
    hint: &'static str,
) -> Binding {
    Binding {
        action,
        keys,
        what,
        hint,
    }
}

use Key::{Char, Ctrl, Digit, Plain, Shift};
use KeyCode::{
    Backspace, Delete, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up,
};

/// The keys while one reads, by what they are for.
pub const READING: &[Section] = &[
    Section {
        title: "Moving",
        bindings: &[
            row(
                Action::Next,
                &[Plain(Right), Char('l')],
                "the next word, sentence, paragraph or turn",
                "",
            ),
            row(
                Action::Previous,
                &[Plain(Left), Char('h')],
                "the one before",
                "",
            ),
            row(Action::Down, &[Plain(Down), Char('j')], "a line down", ""),
            row(Action::Up, &[Plain(Up), Char('k')], "a line up", ""),
            row(
                Action::PageDown,
                &[Plain(PageDown), Char(' ')],
                "a screen down",
                "",
            ),
            row(
                Action::PageUp,
                &[Plain(PageUp), Plain(Backspace)],
                "a screen up",
                "",
            ),
            row(Action::NextTurn, &[Char('}')], "the next turn", ""),
            row(Action::PreviousTurn, &[Char('{')], "the turn before", ""),
            row(
                Action::Start,
                &[Plain(Home), Char('g')],
                "the start of the transcript",
                "",
            ),
            row(Action::End, &[Plain(End), Char('G')], "its end", ""),
        ],
    },
    Section {
        title: "Selecting",
        bindings: &[
            row(
                Action::Word,
                &[Char('w')],
                "the word here; the arrows move by words from now on",
                "",
            ),
            row(Action::Sentence, &[Char('s')], "the sentence here", ""),
            row(Action::Paragraph, &[Char('p')], "the paragraph here", ""),
            row(Action::Turn, &[Char('t')], "the turn here", ""),
            row(
                Action::Grow,
                &[Char('+'), Char('=')],
                "more: from the word to the sentence, the paragraph, the turn",
                "",
            ),
            row(Action::Shrink, &[Char('-')], "less", ""),
            row(
                Action::LongerByWord,
                &[Shift(Right), Char('L')],
                "one word longer",
                "",
            ),
            row(
                Action::ShorterByWord,
                &[Shift(Left), Char('H')],
                "one word shorter",
                "",
            ),
            row(
                Action::Free,
                &[Char('v')],
                "freely: the arrows move one end",
                "",
            ),
        ],
    },
    Section {
        title: "Coding",
        bindings: &[
            row(
                Action::Code,
                &[Plain(Enter), Char('c')],
                "search the codebook and code the selection",
                "code",
            ),
            row(
                Action::Recent,
                &[Digit],
                "code with one of the codes used last",
                "",
            ),
            row(
                Action::InVivo,
                &[Char('i')],
                "a new code, named by the selected words",
                "",
            ),
            row(
                Action::Cycle,
                &[Plain(Tab)],
                "the next of the codings, proposals and others' codings here",
                "",
            ),
            row(
                Action::Remove,
                &[Char('d'), Plain(Delete)],
                "take the coding away",
                "",
            ),
            row(Action::Undo, &[Char('u'), Ctrl('z')], "undo", "undo"),
            row(Action::Redo, &[Char('U'), Ctrl('r'), Ctrl('y')], "redo", ""),
        ],
    },
    Section {
        title: "Proposals of the rules, and codings of others",
        bindings: &[
            row(Action::Take, &[Char('a')], "take it over", "accept"),
            row(
                Action::Refuse,
                &[Char('x')],
                "refuse it: it is not proposed again",
                "reject",
            ),
            row(
                Action::Move,
                &[Char('m')],
                "take it over for the selection; moves one's own coding as well",
                "",
            ),
            row(
                Action::Split,
                &[Char('b')],
                "take it over for each sentence; breaks up one's own coding as well",
                "",
            ),
            row(
                Action::ListProposals,
                &[Char('P')],
                "list the proposals",
                "",
            ),
            row(
                Action::ListCodings,
                &[Char('C')],
                "list one's own codings",
                "",
            ),
            row(
                Action::ShowProposals,
                &[Ctrl('p')],
                "hide or show the proposals",
                "",
            ),
            row(
                Action::ShowOthers,
                &[Ctrl('o')],
                "hide or show the codings of others",
                "",
            ),
        ],
    },
    Section {
        title: "Finding",
        bindings: &[
            row(Action::Search, &[Char('/')], "search the text", "search"),
            row(Action::NextMatch, &[Char('n')], "the next place", ""),
            row(Action::PreviousMatch, &[Char('N')], "the place before", ""),
            row(
                Action::NextUncoded,
                &[Char('o')],
                "the next turn without a coding",
                "",
            ),
            row(Action::PreviousUncoded, &[Char('O')], "the one before", ""),
            row(
                Action::NextProposal,
                &[Char(']')],
                "the next proposal",
                "proposal",
            ),
            row(Action::PreviousProposal, &[Char('[')], "the one before", ""),
            row(
                Action::NextDisagreement,
                &[Char('>')],
                "the next place where another coder differs",
                "",
            ),
            row(
                Action::PreviousDisagreement,
                &[Char('<')],
                "the one before",
                "",
            ),
            row(Action::NextCoding, &[Char(')')], "the next coding", ""),
            row(Action::PreviousCoding, &[Char('(')], "the one before", ""),
        ],
    },
    Section {
        title: "Memos",
        bindings: &[
            row(Action::MemoCoding, &[Char('e')], "on the coding", ""),
            row(Action::MemoCode, &[Char('E')], "on its code", ""),
            row(
                Action::MemoTranscript,
                &[Char('M')],
                "on the transcript",
                "",
            ),
        ],
    },
    Section {
        title: "Everything else",
        bindings: &[
            row(
                Action::Finish,
                &[Char('f')],
                "the transcript is finished, or is not",
                "",
            ),
            row(Action::Help, &[Char('?')], "all keys", "all keys"),
            row(Action::Transcripts, &[Char('T')], "another transcript", ""),
            row(
                Action::Quit,
                &[Char('q'), Ctrl('c')],
                "leave, once everything is saved",
                "quit",
            ),
            row(
                Action::Force,
                &[Ctrl('q')],
                "leave though something could not be saved",
                "",
            ),
        ],
    },
];

/// The keys while one end of the selection moves.
pub const FREE: Section = Section {
    title: "While selecting freely",
    bindings: &[
        row(
            Action::Next,
            &[Plain(Right), Char('l')],
            "one character",
            "",
        ),
        row(
            Action::Previous,
            &[Plain(Left), Char('h')],
            "one character back",
            "",
        ),
        row(
            Action::LongerByWord,
            &[Shift(Right), Char('w'), Char('L')],
            "one word",
            "word",
        ),
        row(
            Action::ShorterByWord,
            &[Shift(Left), Char('b'), Char('H')],
            "one word back",
            "",
        ),
        row(Action::Down, &[Plain(Down), Char('j')], "one line down", ""),
        row(Action::Up, &[Plain(Up), Char('k')], "one line up", ""),
        row(
            Action::OtherEnd,
            &[Char('o'), Plain(Tab)],
            "move the other end",
            "other end",
        ),
        row(
            Action::Code,
            &[Plain(Enter), Char('c')],
            "code the selection",
            "code",
        ),
        row(
            Action::Cancel,
            &[Plain(Esc), Char('v')],
            "keep the selection and go on reading",
            "done",
        ),
    ],
};

/// The keys of the search for a code.
pub const PALETTE: Section = Section {
    title: "While choosing a code (type to search)",
    bindings: &[
        row(Action::Down, &[Plain(Down), Ctrl('n')], "the next code", ""),
        row(Action::Up, &[Plain(Up), Ctrl('p')], "the code before", ""),
        row(Action::PageDown, &[Plain(PageDown)], "further down", ""),
        row(Action::PageUp, &[Plain(PageUp)], "further up", ""),
        row(Action::Accept, &[Plain(Enter)], "take it", "take"),
        row(
            Action::AcceptStay,
            &[Plain(Tab)],
            "take it and choose another",
            "and another",
        ),
        row(
            Action::Cancel,
            &[Plain(Esc), Ctrl('c')],
            "leave it",
            "cancel",
        ),
    ],
};

/// The keys of a list of places.
pub const LIST: Section = Section {
    title: "In a list",
    bindings: &[
        row(Action::Down, &[Plain(Down), Char('j')], "the next", ""),
        row(Action::Up, &[Plain(Up), Char('k')], "the one before", ""),
        row(
            Action::PageDown,
            &[Plain(PageDown), Char(' ')],
            "further down",
            "",
        ),
        row(Action::PageUp, &[Plain(PageUp)], "further up", ""),
        row(Action::Accept, &[Plain(Enter)], "go there", "go there"),
        row(
            Action::Take,
            &[Char('a')],
            "take the proposal over",
            "accept",
        ),
        row(
            Action::Refuse,
            &[Char('x')],
            "refuse the proposal",
            "reject",
        ),
        row(
            Action::Remove,
            &[Char('d'), Plain(Delete)],
            "take the coding away",
            "",
        ),
        row(Action::Undo, &[Char('u')], "undo", ""),
        row(
            Action::Cancel,
            &[Plain(Esc), Char('q'), Ctrl('c')],
            "close the list",
            "close",
        ),
    ],
};

/// The keys of the search for words.
pub const SEARCH: Section = Section {
    title: "While searching the text",
    bindings: &[
        row(
            Action::Accept,
            &[Plain(Enter)],
            "go to the first place after this one",
            "go there",
        ),
        row(
            Action::Cancel,
            &[Plain(Esc), Ctrl('c')],
            "leave it",
            "cancel",
        ),
    ],
};

/// The keys of a memo.
pub const MEMO: Section = Section {
    title: "In a memo",
    bindings: &[
        row(
            Action::Save,
            &[Ctrl('s'), Plain(Esc)],
            "keep it (an empty one is taken away)",
            "keep",
        ),
        row(
            Action::Editor,
            &[Ctrl('e')],
            "go on in $VISUAL or $EDITOR",
            "editor",
        ),
        row(Action::Cancel, &[Ctrl('c')], "leave it as it was", "cancel"),
    ],
};

/// The keys of a new code.
pub const NEW_CODE: Section = Section {
    title: "In a new code",
    bindings: &[
        row(
            Action::NextField,
            &[Plain(Tab), Plain(Down)],
            "the next field",
            "next field",
        ),
        row(
            Action::Up,
            &[Shift(Tab), Plain(KeyCode::BackTab), Plain(Up)],
            "the field before",
            "",
        ),
        row(
            Action::Accept,
            &[Plain(Enter)],
            "write it into the codebook and code the selection with it",
            "write",
        ),
        row(
            Action::Cancel,
            &[Plain(Esc), Ctrl('c')],
            "leave it",
            "cancel",
        ),
    ],
};

/// The keys of the help.
pub const HELP: Section = Section {
    title: "In this help",
    bindings: &[
        row(Action::Down, &[Plain(Down), Char('j')], "further", ""),
        row(Action::Up, &[Plain(Up), Char('k')], "back", ""),
        row(
            Action::PageDown,
            &[Plain(PageDown), Char(' ')],
            "a screen further",
            "",
        ),
        row(Action::PageUp, &[Plain(PageUp)], "a screen back", ""),
        row(
            Action::Cancel,
            &[Plain(Esc), Char('q'), Char('?'), Ctrl('c')],
            "close it",
            "close",
        ),
    ],
};

/// The keys of the list of transcripts.
pub const CHOOSER: Section = Section {
    title: "In the list of transcripts",
    bindings: &[
        row(Action::Down, &[Plain(Down), Char('j')], "the next", ""),
        row(Action::Up, &[Plain(Up), Char('k')], "the one before", ""),
        row(
            Action::PageDown,
            &[Plain(PageDown), Char(' ')],
            "further down",
            "",
        ),
        row(Action::PageUp, &[Plain(PageUp)], "further up", ""),
        row(Action::Start, &[Plain(Home), Char('g')], "the first", ""),
        row(Action::End, &[Plain(End), Char('G')], "the last", ""),
        row(
            Action::NextUncoded,
            &[Char('o')],
            "the next that is not finished",
            "not finished",
        ),
        row(Action::Accept, &[Plain(Enter)], "read it", "read"),
        row(
            Action::Quit,
            &[Char('q'), Plain(Esc), Ctrl('c')],
            "leave",
            "quit",
        ),
    ],
};

/// All tables, in the order of the help.
pub fn sections() -> impl Iterator<Item = &'static Section> {
    const OTHERS: [&Section; 8] = [
        &FREE, &PALETTE, &LIST, &SEARCH, &MEMO, &NEW_CODE, &CHOOSER, &HELP,
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
