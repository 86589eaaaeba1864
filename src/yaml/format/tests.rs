use std::sync::Arc;

use proptest::prelude::*;

use super::{FormatError, format};
use crate::text::Source;
use crate::yaml::generated::yaml;

fn formatted(text: &str) -> Result<String, FormatError> {
    format(&Arc::new(Source::new("t", text)), "codes")
}

#[track_caller]
fn becomes(text: &str, expected: &str) {
    let once = formatted(text).unwrap();
    assert_eq!(once, expected);
    assert_eq!(formatted(&once).unwrap(), once, "a second time");
}

#[test]
fn two_spaces_a_level_and_dashes_below_their_key() {
    becomes(
        "a:\n- b:\n      c:   d\n      e:\n      -   f\n      -\n          g\n-   - h\n    - i\n",
        "a:\n  - b:\n      c: d\n      e:\n        - f\n        -\n          g\n  - - h\n    - i\n",
    );
    becomes("    a:\n     b: 1\n", "a:\n  b: 1\n");
    becomes("- a\n- b:\n   c\n", "- a\n- b:\n    c\n");
}

#[test]
fn spaces_around_colons_and_at_line_ends() {
    becomes(
        "a :   b  \n\"c\":\td\t\ne:   # x  \n",
        "a: b\n\"c\": d\ne:   # x\n",
    );
    becomes("a: &a x\n*a : b\n", "a: &a x\n*a : b\n");
}

#[test]
fn comments_move_with_what_they_are_level_with() {
    becomes(
        "#a\n#b!\n##\n#!c\nx:\n# of the list\n- y:   z # as far   \n# - an item\n  #of the pair\n  w:\n      # deeper\n        # and deeper\n# the end\n",
        "# a\n# b!\n##\n#!c\nx:\n  # of the list\n  - y: z # as far\n  # - an item\n    # of the pair\n    w:\n      # deeper\n        # and deeper\n# the end\n",
    );
    becomes(
        "a:\n    b:\n        - c\n        # - d\n    # e: f\n  # between\n    g: h\t# tab\n",
        "a:\n  b:\n    - c\n    # - d\n  # e: f\n# between\n  g: h  # tab\n",
    );
}

#[test]
fn blank_lines_become_one_but_not_inside_scalars() {
    becomes(
        "\n\na: 1\n\n\n# x\n\n \nb: \"x\n\n\n  y\"\nc: |\n  x\n\n\n  y\n\n\n\nd: |+\n  x\n\n\n",
        "a: 1\n\n# x\n\nb: \"x\n\n\n  y\"\nc: |\n  x\n\n\n  y\n\nd: |+\n  x\n\n\n",
    );
}

#[test]
fn the_lines_of_a_scalar_move_with_it() {
    becomes(
        "a:\n    b: |\n          x  \n            y\n        \n    c: >2-\n        x\n    d: 'x\n      y'\n    e: x\n           y\n    f: \"x\\\n  \\  y \\ \n z\"\n",
        "a:\n  b: |\n    x  \n      y\n\n  c: >2-\n      x\n  d: 'x\n    y'\n  e: x\n    y\n  f: \"x\\\n    \\  y \\ \n    z\"\n",
    );
}

#[test]
fn what_stands_in_brackets_moves_as_a_whole() {
    becomes(
        "a:\n    b: [c,  d, # x\n            e\n    ]\n    f: {g:  h,\ni: j}\n",
        "a:\n  b: [c,  d, # x\n          e\n  ]\n  f: {g:  h,\n    i: j}\n",
    );
}

#[test]
fn codes_stand_apart_unless_they_are_lines_of_one_list() {
    becomes(
        "codes:\n\n- id: a\n  codes:\n  - id: b\n    match: [x]\n  - {id: c}\n  # of d\n  # and of d\n  - id: d\n  # of b\n\n  - id: e\n- id: f\n  attributes: {}\nmatch:\n- x\n- y:\n    z\n",
        "codes:\n\n  - id: a\n    codes:\n      - id: b\n        match: [x]\n\n      - {id: c}\n      # of d\n      # and of d\n      - id: d\n      # of b\n\n      - id: e\n\n  - id: f\n    attributes: {}\nmatch:\n  - x\n  - y:\n      z\n",
    );
    becomes(
        "codes:\n  - id: a\n    match:\n      - x\n      # - y\n  # of b\n  - id: b\n",
        "codes:\n  - id: a\n    match:\n      - x\n      # - y\n\n  # of b\n  - id: b\n",
    );
    becomes(
        "codes:\n  - id: a\n    notes: |+\n      x\n  - id: b\n",
        "codes:\n  - id: a\n    notes: |+\n      x\n  - id: b\n",
    );
}

#[test]
fn line_ends_and_the_byte_order_mark_stay() {
    becomes("\u{feff}a:\r\n- b\r\n\r\n\r\n", "\u{feff}a:\r\n  - b\r\n");
    becomes("a:  b\r\nc: |\n x\r y", "a: b\nc: |\n  x\n  y\n");
    becomes("", "");
    becomes("\n\n", "");
    becomes("# x", "# x\n");
}

#[test]
fn directives_markers_anchors_and_tags_stay() {
    becomes(
        "%YAML 1.2\n--- # x\na:   &x\n- !!str   b\ne:  *x\n? c\n: d\n...\n# y\n",
        "%YAML 1.2\n--- # x\na: &x\n  - !!str   b\ne: *x\n? c\n: d\n...\n# y\n",
    );
    becomes("---   [a]\n", "--- [a]\n");
    becomes("---   |\n x\n\n\n", "---   |\n x\n\n\n");
}

#[test]
fn what_is_no_yaml_is_left_with_the_place_of_the_fault() {
    let Err(FormatError::Syntax(fault)) = formatted("a: 1\nb: [") else {
        panic!("a fault of syntax")
    };
    assert_eq!(fault.rule, "yaml-syntax");
}

proptest! {
    #[test]
    fn every_style_is_laid_out_and_a_second_time_changes_nothing(it in yaml()) {
        let once = match formatted(&it.text) {
            Ok(once) => once,
            Err(error) => return Err(TestCaseError::fail(format!("{error}\n{}", it.text))),
        };
        let twice = formatted(&once).map_err(|error| TestCaseError::fail(format!("{error}\n{once}")))?;
        prop_assert_eq!(&twice, &once, "\nfrom\n{}", it.text);
        for comment in &it.comments {
            prop_assert!(once.contains(comment), "{}", comment);
        }
    }

    #[test]
    fn no_text_makes_it_panic_or_say_something_else(text in "(- |  |    |a|b|c|: |:|#| #|&|[*]|!|[|]|>|'|\"|[{]|[}]|\\[|\\]|,|\\?|\\\\|\t|\n|\n|\n  |\r|é|---|\\.\\.\\.|[+]|2){0,40}") {
        // That the values and the comments are the same is looked at inside.
        if let Ok(once) = formatted(&text) {
            let twice = formatted(&once);
            prop_assert_eq!(twice.ok(), Some(once));
        }
    }
}
