//! What each key of each table does: the list below has to have them all.

use super::super::app::{App, Leave, Listed, Mode};
use super::super::event::Effect;
use super::super::history::MemoOf;
use super::super::keys::{self, Action, Section};
use super::*;

/// What is done before a key is pressed, and what is so after it.
type Case = (Action, fn(&mut App), fn(&App, &[Effect]) -> bool);

fn nothing(_: &mut App) {}

/// Goes to the sentence that begins so.
fn at(app: &mut App, words: &str) {
    app.select_at(span(words).start);
}

fn coded_first(app: &mut App) {
    press(app, &["Enter", "trust", "Enter"]);
    app.notice = None;
}

const READING: &[Case] = &[
    (Action::Next, nothing, |app, _| {
        selected(app) == "It took weeks."
    }),
    (
        Action::Previous,
        |app| at(app, "She would"),
        |app, _| selected(app) == "It took weeks.",
    ),
    (Action::Down, nothing, |app, _| {
        selected(app).starts_with("It took")
    }),
    (
        Action::Up,
        |app| at(app, "And then"),
        |app, _| selected(app) == "Then she did.",
    ),
    (Action::PageDown, nothing, |app, _| {
        selected(app) == "Thank you."
    }),
    (
        Action::PageUp,
        |app| at(app, "Thank"),
        |app, _| selected(app) == "How did it begin?",
    ),
    (
        Action::Start,
        |app| at(app, "Thank"),
        |app, _| selected(app) == "How did it begin?",
    ),
    (Action::End, nothing, |app, _| selected(app) == "Thank you."),
    (Action::NextTurn, nothing, |app, _| {
        selected(app) == "It took weeks."
    }),
    (
        Action::PreviousTurn,
        |app| at(app, "And then"),
        |app, _| selected(app) == "It took weeks.",
    ),
    (
        Action::Word,
        |app| at(app, "She"),
        |app, _| selected(app) == "She",
    ),
    (
        Action::Sentence,
        |app| {
            press(app, &["w"]);
        },
        |app, _| selected(app) == "How did it begin?",
    ),
    (
        Action::Paragraph,
        |app| at(app, "Eight"),
        |app, _| selected(app).ends_with("rang her."),
    ),
    (
        Action::Turn,
        |app| at(app, "Eight"),
        |app, _| selected(app).ends_with("myself."),
    ),
    (
        Action::Grow,
        |app| at(app, "Eight"),
        |app, _| selected(app).starts_with("The waiting"),
    ),
    (
        Action::Shrink,
        |app| {
            at(app, "Eight");
            press(app, &["p"]);
        },
        |app, _| selected(app).ends_with("long."),
    ),
    (
        Action::LongerByWord,
        |app| {
            press(app, &["w"]);
        },
        |app, _| selected(app) == "How did",
    ),
    (Action::ShorterByWord, nothing, |app, _| {
        selected(app) == "How did it begin"
    }),
    (Action::Free, nothing, |app, _| {
        matches!(app.mode, Mode::Free)
    }),
    (Action::Code, nothing, |app, _| {
        matches!(app.mode, Mode::Palette(_))
    }),
    (
        Action::Recent,
        |app| app.recent = vec!["waiting".to_owned()],
        |app, effects| {
            coded(app) == [("waiting", "How did it begin?")] && written(effects).is_some()
        },
    ),
    (Action::InVivo, nothing, |app, _| {
        matches!(app.mode, Mode::NewCode(_))
    }),
    (
        Action::Cycle,
        |app| {
            at(app, "The waiting");
        },
        |app, _| app.focus == Some(app.here()[1]),
    ),
    (Action::Remove, coded_first, |app, effects| {
        coded(app).is_empty() && written(effects).is_some()
    }),
    (Action::Undo, coded_first, |app, effects| {
        app.ledger.is_empty() && written(effects).is_some()
    }),
    (
        Action::Redo,
        |app| {
            coded_first(app);
            press(app, &["u"]);
        },
        |app, _| coded(app).len() == 1,
    ),
    (
        Action::Take,
        |app| at(app, "Then she"),
        |app, _| coded(app) == [("trust", "Then she did.")],
    ),
    (
        Action::Refuse,
        |app| at(app, "Then she"),
        |app, _| {
            coded(app).is_empty()
                && app.ledger.all().len() == 1
                && app.open_proposals().count() == 2
        },
    ),
    (
        Action::Move,
        |app| {
            at(app, "Then she");
            press(app, &["w"]);
        },
        |app, _| coded(app) == [("trust", "Then")],
    ),
    (
        Action::Split,
        |app| {
            at(app, "Eight");
        },
        |app, _| coded(app).len() == 2,
    ),
    (Action::ListProposals, nothing, |app, _| {
        matches!(
            app.mode,
            Mode::List {
                kind: Listed::Proposals,
                ..
            }
        )
    }),
    (Action::ListCodings, coded_first, |app, _| {
        matches!(
            app.mode,
            Mode::List {
                kind: Listed::Mine,
                ..
            }
        )
    }),
    (Action::ListLost, nothing, |app, _| {
        app.notice.as_deref() == Some("no coding is lost: all were found in the text")
    }),
    (Action::Reread, nothing, |_, effects| {
        matches!(effects, [Effect::Leave(Leave::Again)])
    }),
    (
        Action::ShowProposals,
        |app| at(app, "Then she"),
        |app, _| app.here().is_empty(),
    ),
    (
        Action::ShowOthers,
        |app| at(app, "She would"),
        |app, _| app.here().is_empty(),
    ),
    (Action::Search, nothing, |app, _| {
        matches!(app.mode, Mode::Search(_))
    }),
    (
        Action::NextMatch,
        |app| app.find_words("RANG  her"),
        |app, _| selected(app) == "rang her",
    ),
    (
        Action::PreviousMatch,
        |app| app.find_words("rang"),
        |app, _| selected(app) == "rang" && app.script.turn_at(app.selected().start) == 3,
    ),
    (Action::NextUncoded, coded_first, |app, _| {
        selected(app) == "It took weeks."
    }),
    (
        Action::PreviousUncoded,
        |app| at(app, "Thank"),
        |app, _| selected(app) == "The waiting list was long.",
    ),
    (Action::NextProposal, nothing, |app, _| {
        selected(app) == "Then she did."
    }),
    (
        Action::PreviousProposal,
        |app| at(app, "Thank"),
        |app, _| selected(app) == "The waiting list was long.",
    ),
    (Action::NextDisagreement, nothing, |app, _| {
        selected(app).starts_with("She would not")
    }),
    (
        Action::PreviousDisagreement,
        |app| at(app, "Thank"),
        |app, _| selected(app).starts_with("She would not"),
    ),
    (
        Action::NextCoding,
        |app| {
            coded_first(app);
            at(app, "Thank");
            press(app, &["1", "Home", "Esc"]);
            app.focus = None;
            at(app, "She would");
        },
        |app, _| selected(app) == "Thank you.",
    ),
    (
        Action::PreviousCoding,
        |app| {
            coded_first(app);
            at(app, "Thank");
        },
        |app, _| selected(app) == "How did it begin?",
    ),
    (Action::MemoCoding, coded_first, |app, _| {
        matches!(
            &app.mode,
            Mode::Memo {
                of: MemoOf::Coding(_),
                ..
            }
        )
    }),
    (
        Action::MemoCode,
        coded_first,
        |app, _| matches!(&app.mode, Mode::Memo { of: MemoOf::Code(id), .. } if id == "trust"),
    ),
    (Action::MemoTranscript, nothing, |app, _| {
        matches!(
            &app.mode,
            Mode::Memo {
                of: MemoOf::Transcript,
                ..
            }
        )
    }),
    (Action::Finish, nothing, |app, effects| {
        app.finished.is_some() && matches!(effects, [Effect::Save(_, Work::Finished(Some(_)))])
    }),
    (Action::Help, nothing, |app, _| {
        matches!(app.mode, Mode::Help(0))
    }),
    (Action::Transcripts, nothing, |_, effects| {
        matches!(effects, [Effect::Leave(Leave::Transcript)])
    }),
    (Action::Quit, nothing, |_, effects| {
        matches!(effects, [Effect::Leave(Leave::Program)])
    }),
    (Action::Force, coded_first, |_, effects| {
        matches!(effects, [Effect::Leave(Leave::Program)])
    }),
];

fn freely(app: &mut App) {
    at(app, "She would");
    press(app, &["w", "v"]);
}

const FREE: &[Case] = &[
    (Action::Next, freely, |app, _| selected(app) == "She "),
    (Action::Previous, freely, |app, _| selected(app) == "Sh"),
    (Action::LongerByWord, freely, |app, _| {
        selected(app) == "She would"
    }),
    (
        Action::ShorterByWord,
        |app| {
            freely(app);
            press(app, &["w"]);
        },
        |app, _| selected(app) == "She",
    ),
    (Action::Down, freely, |app, _| {
        selected(app).starts_with("She would") && selected(app).len() > 20
    }),
    (Action::Up, freely, |app, _| {
        selected(app).ends_with("weeks. ") || selected(app).len() > 10
    }),
    (Action::OtherEnd, freely, |app, _| {
        app.selection.head < app.selection.anchor
    }),
    (Action::Code, freely, |app, _| {
        matches!(app.mode, Mode::Palette(_)) && selected(app) == "She"
    }),
    (Action::Cancel, freely, |app, _| {
        matches!(app.mode, Mode::Reading) && selected(app) == "She"
    }),
];

fn palette(app: &mut App) {
    press(app, &["Enter"]);
}

fn chosen(app: &App) -> Option<usize> {
    match &app.mode {
        Mode::Palette(palette) => Some(palette.at),
        Mode::List { at, .. } => Some(*at),
        Mode::Help(top) => Some(*top),
        _ => None,
    }
}

const PALETTE: &[Case] = &[
    (Action::Down, palette, |app, _| chosen(app) == Some(1)),
    (
        Action::Up,
        |app| {
            palette(app);
            press(app, &["↓", "↓"]);
        },
        |app, _| chosen(app) == Some(1),
    ),
    (Action::PageDown, palette, |app, _| chosen(app) == Some(2)),
    (
        Action::PageUp,
        |app| {
            palette(app);
            press(app, &["PgDn"]);
        },
        |app, _| chosen(app) == Some(0),
    ),
    (Action::Accept, palette, |app, _| {
        coded(app)[0].0 == "enablers" && matches!(app.mode, Mode::Reading)
    }),
    (Action::AcceptStay, palette, |app, _| {
        coded(app).len() == 1 && chosen(app) == Some(0)
    }),
    (Action::Cancel, palette, |app, _| {
        coded(app).is_empty() && matches!(app.mode, Mode::Reading)
    }),
];

fn list(app: &mut App) {
    press(app, &["P"]);
}

fn own_list(app: &mut App) {
    coded_first(app);
    press(app, &["C"]);
}

const LIST: &[Case] = &[
    (Action::Down, list, |app, _| chosen(app) == Some(1)),
    (
        Action::Up,
        |app| {
            list(app);
            press(app, &["↓"]);
        },
        |app, _| chosen(app) == Some(0),
    ),
    (Action::PageDown, list, |app, _| chosen(app) == Some(2)),
    (
        Action::PageUp,
        |app| {
            list(app);
            press(app, &["PgDn"]);
        },
        |app, _| chosen(app) == Some(0),
    ),
    (Action::Accept, list, |app, _| {
        selected(app) == "Then she did." && matches!(app.mode, Mode::Reading)
    }),
    (Action::Take, list, |app, _| {
        coded(app).len() == 1 && app.open_proposals().count() == 2
    }),
    (Action::Refuse, list, |app, _| {
        coded(app).is_empty() && app.open_proposals().count() == 2
    }),
    (Action::Remove, own_list, |app, _| coded(app).is_empty()),
    (
        Action::Undo,
        |app| {
            list(app);
            press(app, &["a"]);
        },
        |app, _| coded(app).is_empty(),
    ),
    (Action::Cancel, list, |app, _| {
        matches!(app.mode, Mode::Reading)
    }),
];

fn lost(app: &mut App) {
    let mut ledger = Ledger::default();
    for code in ["trust", "waiting"] {
        let mut gone = record(code, "It took weeks.");
        gone.anchor.hash = "0".to_owned();
        gone.anchor.quote = format!("Quite other words of {code}, which nobody said.");
        ledger.add(gone);
    }
    *app = App { ledger, ..blank() }.begun(80, 24);
    press(app, &["F"]);
}

const LOST: &[Case] = &[
    (Action::Down, lost, |app, _| chosen(app) == Some(1)),
    (
        Action::Up,
        |app| {
            lost(app);
            press(app, &["↓"]);
        },
        |app, _| chosen(app) == Some(0),
    ),
    (Action::PageDown, lost, |app, _| chosen(app) == Some(1)),
    (
        Action::PageUp,
        |app| {
            lost(app);
            press(app, &["↓"]);
        },
        |app, _| chosen(app) == Some(0),
    ),
    (Action::Accept, lost, |app, _| {
        app.placing.is_some() && matches!(app.mode, Mode::Reading)
    }),
    (Action::Remove, lost, |app, _| app.lost().count() == 1),
    (
        Action::Undo,
        |app| {
            lost(app);
            press(app, &["d"]);
        },
        |app, _| app.lost().count() == 2,
    ),
    (Action::Cancel, lost, |app, _| {
        app.lost().count() == 2 && matches!(app.mode, Mode::Reading)
    }),
];

fn search(app: &mut App) {
    press(app, &["/", "months"]);
}

const SEARCH: &[Case] = &[
    (Action::Accept, search, |app, _| selected(app) == "months"),
    (Action::Cancel, search, |app, _| {
        selected(app) == "How did it begin?"
    }),
];

fn memo(app: &mut App) {
    coded_first(app);
    press(app, &["e", "hm"]);
}

const MEMO: &[Case] = &[
    (Action::Save, memo, |app, effects| {
        app.ledger.all()[0].memo.as_deref() == Some("hm") && written(effects).is_some()
    }),
    (
        Action::Editor,
        memo,
        |_, effects| matches!(effects, [Effect::Editor(_, text)] if text == "hm"),
    ),
    (Action::Cancel, memo, |app, _| {
        app.ledger.all()[0].memo.is_none()
    }),
];

fn new_code(app: &mut App) {
    press(app, &["i"]);
}

fn field(app: &App) -> Option<super::super::new_code::Field> {
    match &app.mode {
        Mode::NewCode(form) => Some(form.field),
        _ => None,
    }
}

const NEW_CODE: &[Case] = &[
    (Action::NextField, new_code, |app, _| {
        field(app) == Some(super::super::new_code::Field::Id)
    }),
    (Action::Up, new_code, |app, _| {
        field(app) == Some(super::super::new_code::Field::Parent)
    }),
    (
        Action::Accept,
        new_code,
        |_, effects| matches!(effects, [Effect::NewCode(wanted)] if wanted.id == "how-did-it-begin" && wanted.label == "How did it begin"),
    ),
    (Action::Cancel, new_code, |app, effects| {
        effects.is_empty() && matches!(app.mode, Mode::Reading)
    }),
];

fn help(app: &mut App) {
    press(app, &["?"]);
}

const HELP: &[Case] = &[
    (Action::Down, help, |app, _| chosen(app) == Some(1)),
    (
        Action::Up,
        |app| {
            help(app);
            press(app, &["↓", "↓"]);
        },
        |app, _| chosen(app) == Some(1),
    ),
    (Action::PageDown, help, |app, _| chosen(app) == Some(20)),
    (
        Action::PageUp,
        |app| {
            help(app);
            press(app, &["PgDn"]);
        },
        |app, _| chosen(app) == Some(0),
    ),
    (Action::Cancel, help, |app, _| {
        matches!(app.mode, Mode::Reading)
    }),
];

fn check(section: &Section, cases: &[Case]) {
    for binding in section.bindings {
        let case = cases.iter().find(|(action, ..)| *action == binding.action);
        let (_, before, after) =
            case.unwrap_or_else(|| panic!("{:?} is not tested", binding.action));
        for key in binding.keys {
            let mut app = app();
            before(&mut app);
            let effects = press_key(&mut app, *key);
            let key = key.name();
            assert!(
                after(&app, &effects),
                "{key}: {}, {:?}, {:?}",
                selected(&app),
                coded(&app),
                app.notice
            );
        }
    }
}

#[test]
fn every_key_does_what_its_line_says() {
    for section in keys::READING {
        check(section, READING);
    }
    for (section, cases) in [
        (&keys::FREE, FREE),
        (&keys::PALETTE, PALETTE),
        (&keys::LIST, LIST),
        (&keys::LOST, LOST),
        (&keys::SEARCH, SEARCH),
        (&keys::MEMO, MEMO),
        (&keys::NEW_CODE, NEW_CODE),
        (&keys::HELP, HELP),
    ] {
        check(section, cases);
    }
    // Whatever is pressed in any state, nothing breaks.
    let keys = keys::sections().flat_map(|it| it.bindings);
    let keys: Vec<Key> = keys.flat_map(|it| it.keys.iter().copied()).collect();
    let mut app = app();
    for state in ["Esc", "v", "Enter", "P", "C", "/", "e", "i", "?", "M"] {
        for key in &keys {
            press(&mut app, &[state]);
            press_key(&mut app, *key);
        }
        drawn(&app);
    }
    assert!(!app.selected().is_empty());
}

#[test]
fn the_list_of_transcripts_is_gone_through() {
    use super::super::chooser::{Choice, Chooser, Entry};
    let row = |id: &str, finished: bool| Entry {
        id: id.to_owned(),
        codings: 0,
        finished: finished.then(|| "2026-11-30".to_owned()),
    };
    let chooser = || Chooser {
        rows: vec![row("a", true), row("b", true), row("c", false)],
        at: 1,
        open: Some(0),
        coder: "ann".to_owned(),
        notice: None,
        color: false,
    };
    for binding in keys::CHOOSER.bindings {
        for key in binding.keys {
            let mut chooser = chooser();
            let choice = chooser.key(events(&key.name())[0]);
            let wanted = match binding.action {
                Action::Down | Action::PageDown | Action::End | Action::NextUncoded => (2, None),
                Action::Up | Action::PageUp | Action::Start => (0, None),
                Action::Accept => (1, Some(Choice::Open(1))),
                Action::Cancel => (1, Some(Choice::Open(0))),
                _ => (1, Some(Choice::Quit)),
            };
            assert_eq!((chooser.at, choice), wanted, "{}", key.name());
        }
    }
    // Where none was open, nothing is left by mistake.
    let mut first = Chooser {
        open: None,
        ..chooser()
    };
    assert_eq!(first.key(events("Esc")[0]), None);
    let told = "Enter reads the transcript, q leaves";
    assert_eq!(first.notice.as_deref(), Some(told));
}
