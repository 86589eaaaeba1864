use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::yaml::generated::yaml;
use crate::yaml::{Node, Value, read};

fn comments(text: &str) -> Vec<(String, usize, bool)> {
    let source = Source::new("t", text);
    let layout = Layout::read(&source).unwrap();
    let comments = layout.comments().iter();
    comments
        .map(|it| (it.text.clone(), it.line, it.whole_line))
        .collect()
}

#[test]
fn a_number_sign_is_a_comment_only_where_nothing_says_otherwise() {
    let text = "\u{feff}# one\na: x#y # two\nb: 'q # no' #three\nc: |  # four\n  # no\n  text # no\n  \n # five\nd: &x !t # six\n  \"a\n  # no\"\ne: [a, # seven\n  b#c]\n#eight";
    let found = comments(text);
    let texts: Vec<&str> = found.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(
        texts,
        [
            "one", "two", "three", "four", "five", "six", "seven", "eight"
        ]
    );
    let whole: Vec<usize> = found.iter().filter(|it| it.2).map(|it| it.1).collect();
    assert_eq!(whole, [1, 8, 14]);
}

#[test]
fn dashes_and_headers_are_found_behind_comments_and_line_breaks() {
    let text = "a: # x - y\n  # z | w\n  -\n  - # -\n    - |\n      b\n? # >\n  >-\n  c\n: d\n";
    let source = Source::new("t", text);
    let layout = Layout::read(&source).unwrap();
    let What::Map(_, pairs) = &layout.root.what else {
        panic!("a mapping")
    };
    let What::List(_, items) = &pairs[0].value.what else {
        panic!("a list")
    };
    assert_eq!(&text[items[0].mark.unwrap()..][..2], "-\n");
    assert_eq!(&text[items[1].mark.unwrap()..][..4], "- # ");
    assert_eq!(source.slice(pairs[1].key.span), ">-\n  c");
    assert_eq!(source.slice(items[1].piece.span), "- |\n      b");
}

#[test]
fn what_is_no_yaml_and_what_is_several_texts_has_no_layout() {
    for text in [
        "a: [",
        "a: b: c",
        "a: 1\n---\nb: 2\n",
        "\ta: b: c",
        "--- a\n--- b",
    ] {
        assert!(Layout::read(&Source::new("t", text)).is_none(), "{text:?}");
    }
}

/// Whether pieces stand where the nodes do.
fn agree(piece: &Piece, node: &Node, text: &str) -> bool {
    let is_written = piece.is_written() && !text[piece.span.range()].trim().is_empty();
    let is_whole = matches!(piece.what, What::Scalar(style) if !matches!(style, Style::Block(_)));
    let nodes: Vec<&Node> = match &node.value {
        Value::List(items) => items.iter().collect(),
        Value::Map(pairs) => pairs.iter().flat_map(|(key, value)| [key, value]).collect(),
        _ => Vec::new(),
    };
    let mut children = piece.children().into_iter().zip(nodes);
    (!is_written || piece.node_start == node.span.start)
        && (!is_whole || piece.span == node.span)
        && children.all(|(piece, node)| agree(piece, node, text))
}

proptest! {
    #[test]
    fn pieces_are_those_of_the_tree_and_comments_are_those_written(it in yaml()) {
        let source = Arc::new(Source::new("t", it.text.as_str()));
        let node = read(&source).map_err(|fault| TestCaseError::fail(format!("{}\n{}", fault.message, it.text)))?;
        let layout = Layout::read(&source).unwrap();
        prop_assert!(layout.root.is_like(&node) && agree(&layout.root, &node, &it.text), "{}\n{:#?}\n{node:#?}", it.text, layout.root);
        let comments: Vec<&str> = layout.comments().iter().map(|it| it.text.as_str()).collect();
        prop_assert_eq!(comments, it.comments);
    }

    #[test]
    fn what_is_read_has_a_layout_and_nothing_makes_it_panic(text in "(- |  |a|b|c|: |:|#|&|[*]|!|[|]|>|'|\"|[{]|[}]|\\[|\\]|,|\\?|\\\\|\t|\n|\n|\r|é|---|\\.\\.\\.|[+]|2){0,30}") {
        let source = Arc::new(Source::new("t", text.as_str()));
        let layout = Layout::read(&source);
        if let Ok(node) = read(&source) {
            let layout = layout.expect("what is read has a layout");
            prop_assert!(layout.root.is_like(&node) && agree(&layout.root, &node, &text), "{:#?}\n{node:#?}", layout.root);
        }
    }
}
