use std::fmt::Write as _;
use std::sync::Arc;

use anstyle::{AnsiColor, Style};
use proptest::prelude::*;

use super::*;
use crate::diagnostic::{Edit, Fix, Place};
use crate::text::{Source, Span};

fn shown(diagnostic: &Diagnostic) -> String {
    let mut out = Vec::new();
    human(diagnostic, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The place of a word in a source.
fn of(source: &Arc<Source>, word: &str) -> Place {
    let start = source.text().find(word).expect("the word is in the text");
    Place::Span(Arc::clone(source), Span::new(start, start + word.len()))
}

fn source(text: impl Into<String>) -> Arc<Source> {
    Arc::new(Source::new("b.yaml", text))
}

#[test]
fn the_fault_is_underlined_and_the_help_follows() {
    let source = source("codes:\n  - id: trusst\n");
    let fault = Diagnostic::error(
        "undefined-code",
        of(&source, "trusst"),
        "there is no code `trusst`",
    )
    .did_you_mean("trusst", ["trust", "time"]);
    assert_eq!(
        shown(&fault),
        "\
error[undefined-code]: there is no code `trusst`
 --> b.yaml:2:9
  |
2 |   - id: trusst
  |         ^^^^^^
  |
  = help: did you mean `trust`?
"
    );
}

#[test]
fn near_places_are_drawn_together_and_far_ones_after_them() {
    let mut text = "first: a\nsecond: b\n".to_owned();
    for line in 3..200 {
        let _ = writeln!(text, "line{line}:");
    }
    let near = source(text);
    let other = Arc::new(Source::new("other.yaml", "x: here\n"));
    let fault = Diagnostic::warning("r", of(&near, "second"), "message")
        .label("the label")
        .related(of(&near, "first"), "near")
        .related(of(&near, "line150"), "far")
        .related(of(&other, "here"), "in another file")
        .related(Place::Line("people.csv".to_owned(), 7), "a row")
        .related(Place::File("thematica.yaml".to_owned()), "a file");
    assert_eq!(
        shown(&fault),
        "\
warning[r]: message
   --> b.yaml:2:1
    |
  1 | first: a
    | ----- near
  2 | second: b
    | ^^^^^^ the label
    |
   ::: b.yaml:150:1
    |
150 | line150:
    | ------- far
    |
   ::: other.yaml:1:4
    |
  1 | x: here
    |    ---- in another file
   ::: people.csv:7
    = note: a row
   ::: thematica.yaml
    = note: a file
"
    );
}

#[test]
fn what_is_drawn_does_not_grow_with_the_file() {
    let mut text = String::new();
    for n in 0..40_000 {
        let _ = writeln!(text, "code-{n}: x");
    }
    let source = source(format!("{text}{}here", "x ".repeat(1_000_000)));
    let fault = Diagnostic::error("r", of(&source, "code-30000"), "m")
        .related(of(&source, "code-30003"), "near")
        .related(of(&source, "code-1:"), "far")
        .related(of(&source, "here"), "in a long line");
    let sights = scene::sights(&fault);
    let sizes = sights.iter().map(|sight| match sight {
        Sight::Scene(scene) => scene.excerpt().text().len(),
        Sight::Name(..) => 0,
    });
    let sizes: Vec<usize> = sizes.collect();
    assert_eq!(sizes.len(), 3);
    assert!(sizes.iter().all(|&size| size < 150), "{sizes:?}");
}

#[test]
fn a_place_without_text_is_named() {
    let fault = |place| shown(&Diagnostic::advice("r", place, "message").help("do it"));
    assert_eq!(
        fault(Place::File("study/fg2.vtt".to_owned())),
        "advice[r]: message\n --> study/fg2.vtt\n  = help: do it\n"
    );
    assert_eq!(
        fault(Place::Line("people.csv".to_owned(), 7)),
        "advice[r]: message\n --> people.csv:7\n  = help: do it\n"
    );
}

#[test]
fn a_long_line_is_cut_around_its_places_and_they_keep_their_columns() {
    let text = format!("{}FAULT{}OTHER", "x".repeat(50_000), "y".repeat(50_000));
    let source = source(text);
    let fault = Diagnostic::warning("w", of(&source, "FAULT"), "here")
        .related(of(&source, "OTHER"), "and here");
    let shown = shown(&fault);
    assert!(
        shown.lines().all(|line| line.chars().count() < 130),
        "{shown}"
    );
    assert!(shown.contains(" --> b.yaml:1:50001\n"), "{shown}");
    assert!(
        shown.contains("FAULT") && shown.contains("OTHER"),
        "{shown}"
    );
    assert!(
        shown.contains("^^^^^") && shown.contains("----- and here"),
        "{shown}"
    );
}

#[test]
fn underlines_stand_under_wide_characters() {
    let source = source("日本 é here");
    let fault = Diagnostic::warning("w", of(&source, "here"), "m");
    assert!(
        shown(&fault).ends_with("1 | 日本 é here\n  |        ^^^^\n"),
        "{}",
        shown(&fault)
    );
}

#[test]
fn a_place_at_the_end_of_its_line_or_text_has_one_mark() {
    for (text, at) in [("id:\r\nx", 3), ("id:", 3), ("", 0)] {
        let place = Place::Span(source(text), Span::new(at, at));
        let shown = shown(&Diagnostic::error("r", place, "m"));
        assert_eq!(shown.matches('^').count(), 1, "{shown}");
    }
}

#[test]
fn a_few_lines_are_embraced_and_of_many_the_first_is_underlined() {
    let few = source("match:\n  - a\n  - b\nnext");
    let place = Place::Span(few, Span::new(7, 19));
    assert_eq!(
        shown(&Diagnostic::error("r", place, "m").label("this")),
        "\
error[r]: m
 --> b.yaml:2:1
  |
2 | /   - a
3 | |   - b
  | |_____^ this
"
    );
    let many = source(format!("match:\n{}", "  - a\n".repeat(50)));
    let place = Place::Span(many, Span::new(0, 200));
    assert_eq!(
        shown(&Diagnostic::error("r", place, "m")),
        "error[r]: m\n --> b.yaml:1:1\n  |\n1 | match:\n  | ^^^^^^\n"
    );
}

#[test]
fn a_short_fix_is_drawn_and_a_long_one_is_told() {
    let source = source("a:\n  lable: A\n");
    let place = of(&source, "lable");
    let fix = |text: &str| Fix::replace("write it so", Span::new(5, 10), text);
    let fault = Diagnostic::error("r", place.clone(), "m").help("h");
    assert_eq!(
        shown(&fault.clone().fix(fix("label"))),
        "\
error[r]: m
 --> b.yaml:2:3
  |
2 |   lable: A
  |   ^^^^^
  |
  = help: h
help: write it so
  |
2 -   lable: A
2 +   label: A
  |
"
    );
    let long = shown(&fault.fix(fix(&"long ".repeat(100))));
    assert!(
        long.ends_with("  = help: h\n  = help: write it so\n"),
        "{long}"
    );
}

#[test]
fn what_the_help_and_the_fix_both_say_is_said_once() {
    let source = source("a:\n  lable: A\n");
    let fault = Diagnostic::error("r", of(&source, "lable"), "m").help("write it so");
    for text in ["label", &"long ".repeat(100)] {
        let fix = Fix::replace("write it so", Span::new(5, 10), text);
        let shown = shown(&fault.clone().fix(fix));
        assert_eq!(shown.matches("write it so").count(), 1, "{shown}");
    }
}

#[test]
fn colours_are_put_around_and_change_no_word() {
    let source = source("a:\n  lable: A\n");
    let fault = Diagnostic::error("r", of(&source, "lable"), "m")
        .help("h")
        .related(of(&source, "a"), "in here")
        .related(Place::File("f".to_owned()), "there")
        .fix(Fix::replace("write it so", Span::new(5, 10), "label"));
    let palette = Palette {
        error: AnsiColor::Red.on_default().bold(),
        message: Style::new().bold(),
        quiet: Style::new().dimmed(),
        added: AnsiColor::Green.on_default(),
        ..Palette::PLAIN
    };
    let mut out = Vec::new();
    painted(&fault, &palette, &mut out).unwrap();
    let painted = String::from_utf8(out).unwrap();
    assert!(painted.contains("\u{1b}[31merror[r]"), "{painted:?}");
    let stripped = anstream::adapter::strip_str(&painted).to_string();
    assert_eq!(stripped, shown(&fault));
}

#[test]
fn text_that_is_put_in_before_what_is_taken_out_is_drawn_in_any_order() {
    let source = Arc::new(Source::new("t", "\te\u{301} x"));
    let edits = [Span::new(0, 4), Span::new(0, 0)].map(|span| Edit {
        span,
        text: "]".to_owned(),
    });
    let place = Place::Span(Arc::clone(&source), Span::new(0, 4));
    for edits in [edits.to_vec(), edits.iter().rev().cloned().collect()] {
        let what = "write it so".to_owned();
        let fault = Diagnostic::warning("r", place.clone(), "wrong").fix(Fix { what, edits });
        assert!(shown(&fault).contains("]] x"), "{}", shown(&fault));
    }
}

/// A text with what makes drawing go wrong, and two places in it.
fn awkward() -> impl Strategy<Value = (String, [Span; 2])> {
    let text = "([a-c] {0,3}|é|e\u{301}|日本|👩\u{200d}👧|\r\n|\n|\r|\t|\u{1b}\\[31m|\u{91}|\u{9b}|\u{202e}|\u{feff}|\0|x{40}){0,30}";
    (text, any::<[prop::sample::Index; 4]>()).prop_map(|(text, picks)| {
        let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        let ends: Vec<usize> = ends.collect();
        let mut at = picks.map(|pick| ends[pick.index(ends.len())]);
        at.sort_unstable();
        let spans = [Span::new(at[0], at[1]), Span::new(at[2], at[3])];
        (text, spans)
    })
}

proptest! {
    #[test]
    fn anything_is_drawn_and_nothing_steers_the_terminal(
        (text, [own, other]) in awkward(),
        words in "([a-c{}\\[\\]:]|\u{1b}|\n|\u{91}0\u{91}){0,6}",
        swap in any::<bool>(),
    ) {
        let source = Arc::new(Source::new(words.clone(), text));
        let place = |span| Place::Span(Arc::clone(&source), span);
        let (own, other) = if swap { (other, own) } else { (own, other) };
        let edits = [own, other].map(|span| Edit { span, text: words.clone() });
        let fault = Diagnostic::warning("r", place(own), words.clone())
            .label(&words)
            .related(place(other), &words)
            .related(Place::File(words.clone()), &words)
            .help(&words)
            .fix(Fix { what: words.clone(), edits: edits.to_vec() });
        let shown = shown(&fault);
        let position = source.position(own.start);
        let location = format!(":{}:{}\n", position.line, position.column);
        prop_assert!(shown.contains(&location), "{}", shown);
        let steers = |c: char| c != '\n' && c.is_control() || matches!(c, '\u{202a}'..='\u{202e}');
        prop_assert!(!shown.contains(steers), "{:?}", shown);
    }
}
