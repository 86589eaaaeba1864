//! The table of the keys. Its rows are not broken by rustfmt: they are read below each other.

use ratatui::crossterm::event::KeyCode;
use KeyCode::{
    BackTab, Backspace, Delete, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up,
};

use super::Key::{Char, Ctrl, Digit, Plain, Shift};
use super::{Action, Binding, Section};

const fn row(action: Action, keys: &'static [super::Key], what: &'static str, hint: &'static str) -> Binding {
    Binding { action, keys, what, hint }
}

/// The keys while one reads, by what they are for.
pub const READING: &[Section] = &[
    Section {
        title: "Moving",
        bindings: &[
            row(Action::Next, &[Plain(Right), Char('l')], "the next word, sentence, paragraph or turn", ""),
            row(Action::Previous, &[Plain(Left), Char('h')], "the one before", ""),
            row(Action::Down, &[Plain(Down), Char('j')], "a line down", ""),
            row(Action::Up, &[Plain(Up), Char('k')], "a line up", ""),
            row(Action::PageDown, &[Plain(PageDown), Char(' ')], "a screen down", ""),
            row(Action::PageUp, &[Plain(PageUp), Plain(Backspace)], "a screen up", ""),
            row(Action::NextTurn, &[Char('}')], "the next turn", ""),
            row(Action::PreviousTurn, &[Char('{')], "the turn before", ""),
            row(Action::Start, &[Plain(Home), Char('g')], "the start of the transcript", ""),
            row(Action::End, &[Plain(End), Char('G')], "its end", ""),
        ],
    },
    Section {
        title: "Selecting",
        bindings: &[
            row(Action::Word, &[Char('w')], "the word here; the arrows move by words from now on", ""),
            row(Action::Sentence, &[Char('s')], "the sentence here", ""),
            row(Action::Paragraph, &[Char('p')], "the paragraph here", ""),
            row(Action::Turn, &[Char('t')], "the turn here", ""),
            row(Action::Grow, &[Char('+'), Char('=')], "more: from the word to the sentence, the paragraph, the turn", ""),
            row(Action::Shrink, &[Char('-')], "less", ""),
            row(Action::LongerByWord, &[Shift(Right), Char('L')], "one word longer", ""),
            row(Action::ShorterByWord, &[Shift(Left), Char('H')], "one word shorter", ""),
            row(Action::Free, &[Char('v')], "freely: the arrows move one end", ""),
        ],
    },
    Section {
        title: "Coding",
        bindings: &[
            row(Action::Code, &[Plain(Enter), Char('c')], "search the codebook and code the selection", "code"),
            row(Action::Recent, &[Digit], "code with one of the codes used last", ""),
            row(Action::InVivo, &[Char('i')], "a new code, named by the selected words", ""),
            row(Action::Cycle, &[Plain(Tab)], "the next of the codings, proposals and others' codings here", ""),
            row(Action::Remove, &[Char('d'), Plain(Delete)], "take the coding away", ""),
            row(Action::Undo, &[Char('u'), Ctrl('z')], "undo", "undo"),
            row(Action::Redo, &[Char('U'), Ctrl('r'), Ctrl('y')], "redo", ""),
        ],
    },
    Section {
        title: "Proposals of the rules, and codings of others",
        bindings: &[
            row(Action::Take, &[Char('a')], "take it over", "accept"),
            row(Action::Refuse, &[Char('x')], "refuse it: it is not proposed again", "reject"),
            row(Action::Move, &[Char('m')], "take it over for the selection; moves one's own coding as well", ""),
            row(Action::Split, &[Char('b')], "take it over for each sentence; breaks up one's own coding as well", ""),
            row(Action::ListProposals, &[Char('P')], "list the proposals", ""),
            row(Action::ListCodings, &[Char('C')], "list one's own codings", ""),
            row(Action::ListLost, &[Char('F')], "list one's codings whose words were not found, to lay them on others", ""),
            row(Action::ShowProposals, &[Ctrl('p')], "hide or show the proposals", ""),
            row(Action::ShowOthers, &[Ctrl('o')], "hide or show the codings of others", ""),
        ],
    },
    Section {
        title: "Finding",
        bindings: &[
            row(Action::Search, &[Char('/')], "search the text", "search"),
            row(Action::NextMatch, &[Char('n')], "the next place", ""),
            row(Action::PreviousMatch, &[Char('N')], "the place before", ""),
            row(Action::NextUncoded, &[Char('o')], "the next turn without a coding", ""),
            row(Action::PreviousUncoded, &[Char('O')], "the one before", ""),
            row(Action::NextProposal, &[Char(']')], "the next proposal", "proposal"),
            row(Action::PreviousProposal, &[Char('[')], "the one before", ""),
            row(Action::NextDisagreement, &[Char('>')], "the next place where another coder differs", ""),
            row(Action::PreviousDisagreement, &[Char('<')], "the one before", ""),
            row(Action::NextCoding, &[Char(')')], "the next coding", ""),
            row(Action::PreviousCoding, &[Char('(')], "the one before", ""),
        ],
    },
    Section {
        title: "Memos",
        bindings: &[
            row(Action::MemoCoding, &[Char('e')], "on the coding", ""),
            row(Action::MemoCode, &[Char('E')], "on its code", ""),
            row(Action::MemoTranscript, &[Char('M')], "on the transcript", ""),
        ],
    },
    Section {
        title: "Everything else",
        bindings: &[
            row(Action::Finish, &[Char('f')], "the transcript is finished, or is not", ""),
            row(Action::Help, &[Char('?')], "all keys", "all keys"),
            row(Action::Transcripts, &[Char('T')], "another transcript", ""),
            row(Action::Reread, &[Char('R')], "read it again, with what others coded meanwhile", ""),
            row(Action::Quit, &[Char('q'), Ctrl('c')], "leave, once everything is saved", "quit"),
            row(Action::Force, &[Ctrl('q')], "leave though something could not be saved", ""),
        ],
    },
];

/// The keys while one end of the selection moves.
pub const FREE: Section = Section {
    title: "While selecting freely",
    bindings: &[
        row(Action::Next, &[Plain(Right), Char('l')], "one character", ""),
        row(Action::Previous, &[Plain(Left), Char('h')], "one character back", ""),
        row(Action::LongerByWord, &[Shift(Right), Char('w'), Char('L')], "one word", "word"),
        row(Action::ShorterByWord, &[Shift(Left), Char('b'), Char('H')], "one word back", ""),
        row(Action::Down, &[Plain(Down), Char('j')], "one line down", ""),
        row(Action::Up, &[Plain(Up), Char('k')], "one line up", ""),
        row(Action::OtherEnd, &[Char('o'), Plain(Tab)], "move the other end", "other end"),
        row(Action::Code, &[Plain(Enter), Char('c')], "code the selection", "code"),
        row(Action::Cancel, &[Plain(Esc), Char('v')], "keep the selection and go on reading", "done"),
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
        row(Action::AcceptStay, &[Plain(Tab)], "take it and choose another", "and another"),
        row(Action::Cancel, &[Plain(Esc), Ctrl('c')], "leave it", "cancel"),
    ],
};

/// The keys of a list of places.
pub const LIST: Section = Section {
    title: "In a list",
    bindings: &[
        row(Action::Down, &[Plain(Down), Char('j')], "the next", ""),
        row(Action::Up, &[Plain(Up), Char('k')], "the one before", ""),
        row(Action::PageDown, &[Plain(PageDown), Char(' ')], "further down", ""),
        row(Action::PageUp, &[Plain(PageUp)], "further up", ""),
        row(Action::Accept, &[Plain(Enter)], "go there", "go there"),
        row(Action::Take, &[Char('a')], "take the proposal over", "accept"),
        row(Action::Refuse, &[Char('x')], "refuse the proposal", "reject"),
        row(Action::Remove, &[Char('d'), Plain(Delete)], "take the coding away", ""),
        row(Action::Undo, &[Char('u')], "undo", ""),
        row(Action::Cancel, &[Plain(Esc), Char('q'), Ctrl('c')], "close the list", "close"),
    ],
};

/// The keys of the list of codings that were lost.
pub const LOST: Section = Section {
    title: "In the list of lost codings",
    bindings: &[
        row(Action::Down, &[Plain(Down), Char('j')], "the next", ""),
        row(Action::Up, &[Plain(Up), Char('k')], "the one before", ""),
        row(Action::PageDown, &[Plain(PageDown), Char(' ')], "further down", ""),
        row(Action::PageUp, &[Plain(PageUp)], "further up", ""),
        row(Action::Accept, &[Plain(Enter)], "look for its new place: select it, then press m", "lay anew"),
        row(Action::Remove, &[Char('d'), Plain(Delete)], "take the coding away", "take away"),
        row(Action::Undo, &[Char('u')], "undo", ""),
        row(Action::Cancel, &[Plain(Esc), Char('q'), Ctrl('c')], "close the list; all stays as it is", "close"),
    ],
};

/// The keys of the search for words.
pub const SEARCH: Section = Section {
    title: "While searching the text",
    bindings: &[
        row(Action::Accept, &[Plain(Enter)], "go to the first place after this one", "go there"),
        row(Action::Cancel, &[Plain(Esc), Ctrl('c')], "leave it", "cancel"),
    ],
};

/// The keys of a memo.
pub const MEMO: Section = Section {
    title: "In a memo",
    bindings: &[
        row(Action::Save, &[Ctrl('s'), Plain(Esc)], "keep it (an empty one is taken away)", "keep"),
        row(Action::Editor, &[Ctrl('e')], "go on in $VISUAL or $EDITOR", "editor"),
        row(Action::Cancel, &[Ctrl('c')], "leave it as it was", "cancel"),
    ],
};

/// The keys of a new code.
pub const NEW_CODE: Section = Section {
    title: "In a new code",
    bindings: &[
        row(Action::NextField, &[Plain(Tab), Plain(Down)], "the next field", "next field"),
        row(Action::Up, &[Shift(Tab), Plain(BackTab), Plain(Up)], "the field before", ""),
        row(Action::Accept, &[Plain(Enter)], "write it into the codebook and code the selection with it", "write"),
        row(Action::Cancel, &[Plain(Esc), Ctrl('c')], "leave it", "cancel"),
    ],
};

/// The keys of the help.
pub const HELP: Section = Section {
    title: "In this help",
    bindings: &[
        row(Action::Down, &[Plain(Down), Char('j')], "further", ""),
        row(Action::Up, &[Plain(Up), Char('k')], "back", ""),
        row(Action::PageDown, &[Plain(PageDown), Char(' ')], "a screen further", ""),
        row(Action::PageUp, &[Plain(PageUp)], "a screen back", ""),
        row(Action::Cancel, &[Plain(Esc), Char('q'), Char('?'), Ctrl('c')], "close it", "close"),
    ],
};

/// The keys of the list of transcripts.
pub const CHOOSER: Section = Section {
    title: "In the list of transcripts",
    bindings: &[
        row(Action::Down, &[Plain(Down), Char('j')], "the next", ""),
        row(Action::Up, &[Plain(Up), Char('k')], "the one before", ""),
        row(Action::PageDown, &[Plain(PageDown), Char(' ')], "further down", ""),
        row(Action::PageUp, &[Plain(PageUp)], "further up", ""),
        row(Action::Start, &[Plain(Home), Char('g')], "the first", ""),
        row(Action::End, &[Plain(End), Char('G')], "the last", ""),
        row(Action::NextUncoded, &[Char('o')], "the next that is not finished", "not finished"),
        row(Action::Accept, &[Plain(Enter)], "read it", "read"),
        row(Action::Cancel, &[Plain(Esc), Char('T')], "back to the transcript that was open", ""),
        row(Action::Quit, &[Char('q'), Ctrl('c')], "leave", "quit"),
    ],
};

