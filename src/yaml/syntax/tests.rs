use std::sync::Arc;

use super::super::read;
use crate::text::Source;

/// Line, column, message and help.
fn told(text: &str) -> (usize, usize, String, String) {
    let fault = read(&Arc::new(Source::new("t", text))).unwrap_err();
    let position = fault.place.position().unwrap();
    (
        position.line,
        position.column,
        fault.message,
        fault.help.unwrap_or_default(),
    )
}

/// Asserts where a fault is told, and what its message and its help have in them.
#[track_caller]
fn tells(text: &str, place: (usize, usize), message: &str, help: &str) {
    let (line, column, said, helped) = told(text);
    assert_eq!((line, column), place, "{said}: {helped}");
    assert!(said.contains(message), "{said}");
    assert!(helped.contains(help), "{helped}");
}

#[test]
fn a_tab_is_called_a_tab() {
    let (line, _, message, help) = told("codes:\n\t- id: a\n");
    assert_eq!((line, message.contains("tab")), (2, true), "{message}");
    assert!(help.contains("spaces"));
}

#[test]
fn a_slip_of_indentation_is_pointed_at() {
    let text = "codes:\n  - id: a\n    label: A\n   match: [x]\n";
    tells(text, (4, 4), "another column", "one column");
}

#[test]
fn a_term_that_needs_quotes_is_told_so() {
    assert!(
        told("- {tight,short} deadline\n")
            .3
            .contains("\"{tight,short} deadline\"")
    );
    assert!(told("- [laughs] yes\n").3.contains("\"[laughs] yes\""));
    assert!(
        told("a: one: two\n")
            .3
            .contains("`: ` in it needs quotes: \"one: two\"")
    );
    assert!(told("a: @you all\n").3.contains("\"@you all\""));
}

#[test]
fn a_star_needs_quotes_wherever_it_stands() {
    let help = "a text that starts with `*` needs quotes: \"*trust\"";
    for text in [
        "- *trust\n",
        "match: [ok, *trust]\n",
        "match: [*trust, ok]\n",
        "label: *trust\n",
    ] {
        let (_, _, message, told) = told(text);
        assert_eq!(told, help, "{text}");
        assert!(!message.contains('&'), "{message}");
    }
    assert!(told("- &a x\n- *b\n").2.contains("named with `&`"));
}

#[test]
fn brackets_inside_a_list_in_brackets_need_quotes() {
    let help =
        "inside [ ] a text with `{`, `}`, `[`, `]` or `,` in it needs quotes: \"too {early,soon}\"";
    tells("match: [too {early,soon}, x]\n", (1, 13), "`{`", help);
    tells(
        "match: [x, see [laughs] now]\n",
        (1, 16),
        "`[`",
        "\"see [laughs] now\"",
    );
    tells(
        "match: [{tight,short} deadline, x]\n",
        (1, 23),
        "comma",
        "needs quotes",
    );
}

#[test]
fn a_bracket_that_is_never_closed_is_pointed_at() {
    let (message, help) = ("this `[` is never closed", "write `]` after the last item");
    tells("match: [foo, bar\n", (1, 8), message, help);
    tells("match: [foo, bar\nlabel: A\n", (1, 8), message, help);
    tells(
        "- match: [foo,\n    bar\n- id: b\n  label: [x]\n",
        (1, 10),
        message,
        help,
    );
    tells("a: [x, y]]\n", (1, 10), "closes nothing", "remove");
}

#[test]
fn a_missing_space_is_found_on_the_line_before() {
    let colon = "write a space after the colon: `id: a`";
    tells(
        "- id:a\n  label: A\n",
        (1, 5),
        "no space after this colon",
        colon,
    );
    tells("x:\n  id:a\n\n  # so\n  label: A\n", (2, 5), "colon", colon);
    tells(
        "-id: a\n  label: A\n",
        (1, 1),
        "no space after this dash",
        "write a space after the dash: `- id: a`",
    );
    tells(
        "- id: a\n  label:A\n  match: [x]\n",
        (2, 8),
        "colon",
        "`label: A`",
    );
    tells("- trust\n-x\n", (2, 1), "dash", "`- x`");
    tells(
        "– id: a\n  label: A\n",
        (1, 1),
        "`–`",
        "write a hyphen: `- id: a`",
    );
}

#[test]
fn a_backslash_in_double_quotes_is_written_twice() {
    let help = "inside double quotes a backslash is written twice: `\\\\s`; or use single quotes";
    tells("- \"transport\\s home\"\n", (1, 13), "`\\s`", help);
}

#[test]
fn double_quotes_inside_double_quotes_are_told_to_become_single_ones() {
    let help = "put single quotes around a text that has double quotes in it: ";
    let (line, column, _, told_one) = told("- \"told \"any time\" all day\"\n");
    assert_eq!((line, column), (1, 10));
    assert_eq!(told_one, format!("{help}'told \"any time\" all day'"));
    let over_two = told("- \"told: \"any\n  time\" all: day\"\n").3;
    assert_eq!(over_two, format!("{help}'…'"));
    tells("- 'it's fine'\n", (1, 7), "single quotes", "\"it's fine\"");
    tells("a: [\"b \"c\" d\", e]\n", (1, 9), "double quotes", help);
}

#[test]
fn a_quote_that_is_never_closed_is_pointed_at() {
    tells("a: \"b\nc: d\n", (1, 4), "never closed", "`\"` at the end");
    tells(
        "a: [\"b]\nc: d\ne: [\"f\"]\n",
        (1, 5),
        "closed only in line 3",
        "its own text",
    );
}

#[test]
fn a_text_that_goes_on_too_far_left_is_pointed_at_its_first_line_there() {
    let help = "the lines of a text stand further right than its key";
    let code = "codes:\n  - id: a\n    definition: ";
    let at = |rest: &str| format!("{code}{rest}    match: [x]\n");
    tells(
        &at("One\ntwo three.\nfour\n"),
        (4, 1),
        "neither `key: value`",
        help,
    );
    tells(
        &at("|\n      One\ntwo: it is.\nand: so\nfour\n"),
        (7, 1),
        "neither",
        help,
    );
    tells(
        &at("|\n      One\ntwo and so: it is.\nfour\n"),
        (5, 1),
        "neither",
        help,
    );
    let text = "- He said: you are\n  not alone.\n- x\n";
    tells(text, (1, 10), "makes a key", "`: ` in it needs quotes");
    tells(&at("One\nand says so: two\n"), (4, 1), "neither", help);
    tells(&at("One\n    two.\n"), (4, 5), "neither", help);
}

#[test]
fn a_file_of_another_kind_is_named_and_not_shown() {
    for (text, what) in [
        ("PK\u{3}\u{4}\u{14}\0\u{6}\0", "Word or Excel"),
        ("{\\rtf1\\ansi", "rich text"),
        ("%PDF-1.7\n", "PDF"),
        ("\n<!DOCTYPE html>\n<html>", "web page"),
        ("<html lang=en>", "web page"),
        ("c\0o\0d\0e\0", "UTF-16"),
        (
            "\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}\u{8}\u{e}\u{f}",
            "no text",
        ),
    ] {
        let fault = read(&Arc::new(Source::new("t", text))).unwrap_err();
        assert!(fault.message.contains(what), "{}", fault.message);
        assert!(fault.place.position().is_none());
    }
}

#[test]
fn an_accent_before_the_fault_does_not_move_it() {
    assert_eq!(told("é: ü: x\n").1, 5);
}

#[test]
fn no_message_speaks_of_what_only_parsers_know() {
    for text in [
        "- a\n b: c\n",
        "a: b\n- c\n",
        "a: [b, ? c: d\n",
        "a: !\n",
        "? a\n- b\n",
        "a: {b: c, d\n e",
        "%x\n",
        "- - a\n - b\n",
    ] {
        if let Err(fault) = read(&Arc::new(Source::new("t", text))) {
            for word in [
                "mapping",
                "scalar",
                "sequence",
                "collection",
                "anchor",
                "alias",
            ] {
                assert!(!fault.message.contains(word), "{}", fault.message);
            }
        }
    }
}

#[test]
fn a_character_that_no_editor_shows_is_called_so() {
    let (line, column, message, help) = told("- a\n- tr\u{0}ust\n");
    assert_eq!((line, column), (2, 5), "{message}");
    assert!(help.contains("delete it"), "{help}");
}

#[test]
fn a_fault_that_the_parser_points_past_is_pointed_at() {
    let (line, column, ..) = told("a: b\n---\nc: d\n");
    assert_eq!((line, column), (2, 1));
    let (line, column, message, help) = told("a:\n  - trust\n\t  - faith\n");
    assert_eq!((line, column), (3, 1), "{message}");
    assert!(message.contains("tab") && help.contains("tabs"), "{help}");
}

#[test]
fn a_no_break_space_in_the_indentation_is_seen() {
    let (.., help) = told("codes:\n\u{a0} - id: a\n    match: [x]\n");
    assert!(help.contains("no-break space"), "{help}");
}
