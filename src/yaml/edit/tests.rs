use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::diagnostic::apply;
use crate::text::Source;
use crate::yaml::generated::yaml;
use crate::yaml::{Value, read};

fn tree(text: &str) -> (Arc<Source>, Node) {
    let source = Arc::new(Source::new("t", text));
    let node = read(&source).unwrap_or_else(|fault| panic!("{}\n{text}", fault.message));
    (source, node)
}

/// What follows the keys and the numbers of a path.
fn at<'n>(node: &'n Node, path: &str) -> &'n Node {
    path.split_terminator('.')
        .fold(node, |node, step| match &node.value {
            Value::List(items) => &items[step.parse::<usize>().unwrap()],
            Value::Map(pairs) => {
                let is =
                    |key: &Node| matches!(&key.value, Value::Scalar { text, .. } if text == step);
                &pairs.iter().find(|(key, _)| is(key)).unwrap().1
            }
            _ => panic!("{step} is in nothing"),
        })
}

fn edited(
    text: &str,
    path: &str,
    edit: impl Fn(&Layout<'_>, &Node) -> Option<Vec<Edit>>,
) -> Option<String> {
    let (source, node) = tree(text);
    let layout = Layout::read(&source).unwrap();
    let edits = edit(&layout, at(&node, path))?;
    Some(apply(text, &edits))
}

fn replaced(text: &str, path: &str, new: &str) -> Option<String> {
    edited(text, path, |layout, node| {
        Some(vec![layout.replace_scalar(node.span, new)?])
    })
}

fn removed(text: &str, path: &str, index: usize) -> Option<String> {
    edited(text, path, |layout, node| {
        Some(vec![layout.remove_item(node, index)?])
    })
}

fn reordered(text: &str, path: &str, order: &[usize]) -> Option<String> {
    edited(text, path, |layout, node| layout.reorder_items(node, order))
}

fn inserted(text: &str, path: &str, after: Option<&str>, key: &str, value: &str) -> Option<String> {
    edited(text, path, |layout, node| {
        Some(vec![layout.insert_pair(node, after, key, value)?])
    })
}

fn set(text: &str, path: &str, key: &str, value: &str) -> Option<String> {
    edited(text, path, |layout, node| {
        Some(vec![layout.set_value(node, key, value)?])
    })
}

fn appended(text: &str, path: &str, item: &str) -> Option<String> {
    edited(text, path, |layout, node| {
        Some(vec![layout.append_item(node, item)?])
    })
}

#[allow(
    clippy::unnecessary_wraps,
    reason = "it is what edits are compared with"
)]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn a_scalar_keeps_its_style() {
    let text = "a: x # c\nb: 'x'\nc: \"x\"\nd: [x, 'é']\n";
    assert_eq!(
        replaced(text, "a", "new {a,b}"),
        some(&text.replace("a: x", "a: new {a,b}"))
    );
    assert_eq!(
        replaced(text, "b", "it's"),
        some(&text.replace("'x'", "'it''s'"))
    );
    assert_eq!(
        replaced(text, "c", "a \"b\" \\"),
        some(&text.replace("\"x\"", "\"a \\\"b\\\" \\\\\""))
    );
    assert_eq!(
        replaced(text, "d.0", "a b"),
        some(&text.replace("[x", "[a b"))
    );
    assert_eq!(replaced(text, "d.1", "ü"), some(&text.replace('é', "ü")));
}

#[test]
fn a_plain_scalar_gets_quotes_where_it_needs_them() {
    for (new, written) in [
        ("a, b", "a: a, b\n"),
        ("a: b", "a: \"a: b\"\n"),
        ("a #b", "a: \"a #b\"\n"),
        ("*x", "a: \"*x\"\n"),
        ("no", "a: \"no\"\n"),
        ("5", "a: \"5\"\n"),
        ("", "a: \"\"\n"),
        ("a\nb", "a: \"a\\nb\"\n"),
        (" a", "a: \" a\"\n"),
        ("null", "a: \"null\"\n"),
    ] {
        assert_eq!(replaced("a: x\n", "a", new), some(written));
    }
    assert_eq!(replaced("a: [x]\n", "a.0", "a, b"), some("a: [\"a, b\"]\n"));
    assert_eq!(replaced("a: 5\n", "a", "6"), some("a: 6\n"));
    assert_eq!(replaced("a: true\n", "a", "false"), some("a: false\n"));
    assert_eq!(replaced("a: 'x'\n", "a", "a\nb"), some("a: \"a\\nb\"\n"));
}

#[test]
fn scalars_over_several_lines_are_rewritten() {
    assert_eq!(
        replaced("a: x\n  y # c\nb: z\n", "a", "w"),
        some("a: w # c\nb: z\n")
    );
    let text = "a: >-\n   one\n   two\n\n# c\nb: |\r\n  x  \n";
    assert_eq!(
        replaced(text, "a", "three"),
        some(&text.replace("one\n   two", "three"))
    );
    assert_eq!(
        replaced(text, "b", "three\n\nfour\n"),
        some(&text.replace("x  ", "three\n\n  four"))
    );
    assert_eq!(replaced("a: |\nb: y\n", "a", "z\n"), None);
    assert_eq!(replaced("a: x\n\t# c\n  y\n", "a", "z"), None);
    for new in ["three\n", "three\nfour", " x", ""] {
        assert_eq!(replaced(text, "a", new), None, "{new:?}");
    }
    for text in [
        "a: |+\n  x\n",
        "a: |2\n  x\n",
        "a: |\n\n  x\n",
        "a: |\n",
        "a: |\n  x\n    \n",
        "a: |\n  x\n    ",
    ] {
        let (source, node) = tree(text);
        let layout = Layout::read(&source).unwrap();
        assert_eq!(
            layout.replace_scalar(at(&node, "a").span, "y\n"),
            None,
            "{text:?}"
        );
    }
}

#[test]
fn an_item_goes_with_its_lines_or_its_comma() {
    let text = "a:\n  # one\n  - x # goes\n\n  - y: 1\n    z: 2 # goes\n  # two\n  - |\n    w\nb: [x, 'y' ,z]\n";
    assert_eq!(
        removed(text, "a", 0),
        some(&text.replace("  - x # goes\n", ""))
    );
    assert_eq!(
        removed(text, "a", 1),
        some(&text.replace("  - y: 1\n    z: 2 # goes\n", ""))
    );
    assert_eq!(
        removed(text, "a", 2),
        some(&text.replace("  - |\n    w\n", ""))
    );
    assert_eq!(removed(text, "b", 0), some(&text.replace("x, 'y'", "'y'")));
    assert_eq!(removed(text, "b", 2), some(&text.replace(" ,z", "")));
    assert_eq!(removed("a:\n- x\n- y", "a", 1), some("a:\n- x\n"));
    assert_eq!(
        removed("a:\r\n- x\r\n- y\r\n", "a", 0),
        some("a:\r\n- y\r\n")
    );
}

#[test]
fn an_item_stays_where_more_would_go_with_it() {
    for (text, index) in [
        ("a: [x]\n", 0),
        ("a:\n  - x\n", 0),
        ("a: [x, y]\n", 2),
        ("a: [x, # c\n  y]\n", 0),
        ("a:\n  - x: 1\n    # c\n    y: 2\n  - z\n", 0),
        ("a:\n  - &x y\n  - *x\n", 0),
        ("a: &l\n  - x\n  - y\nb: *l\n", 0),
        ("a: !!seq [x, y]\n", 0),
        ("a:\n  - |\n    x\n  - y\n      # c\n  - z\n", 1),
        ("a:\n  - |+\n    x\n  - y\n\n  - z\n", 1),
    ] {
        assert_eq!(removed(text, "a", index), None, "{text:?}");
    }
    assert_eq!(removed("- - x\n  - y\n", "0", 0), None);
    assert_eq!(removed("- - x\n  - y\n", "0", 1), some("- - x\n"));
}

#[test]
fn items_change_places_with_their_comments() {
    let text = "a:\n  - x # one\n  - y:\n      # inside\n      - 1\n  - z # three\nb: 1\n";
    assert_eq!(
        reordered(text, "a", &[2, 0, 1]),
        some("a:\n  - z # three\n  - x # one\n  - y:\n      # inside\n      - 1\nb: 1\n")
    );
    assert_eq!(
        reordered("a: ['x', y,  {z: 1}] # c", "a", &[2, 1, 0]),
        some("a: [{z: 1}, y,  'x'] # c")
    );
    assert_eq!(reordered("- x\n- y", "", &[1, 0]), some("- y\n- x"));
    assert_eq!(
        reordered("\u{feff}- x\r\n- y\r\n", "", &[1, 0]),
        some("\u{feff}- y\r\n- x\r\n")
    );
    assert_eq!(reordered("- x\n- y\n", "", &[0, 1]), some("- x\n- y\n"));
}

#[test]
fn groups_stay() {
    for text in [
        "- x\n\n- y\n",
        "- x\n# of y\n- y\n",
        "- &x x\n- y\n",
        "- |+\n  x\n- y\n",
        "- |\n  x\n- y\n    # deep\n",
        "[x,\n y]\n",
        "[a: x, y]\n",
    ] {
        assert_eq!(reordered(text, "", &[1, 0]), None, "{text:?}");
    }
    assert_eq!(reordered("- x\n- y\n", "", &[1, 1]), None);
    assert_eq!(reordered("- x\n- y\n", "", &[0]), None);
    assert_eq!(reordered("- - x\n  - y\n", "0", &[1, 0]), None);
}

#[test]
fn a_pair_is_put_below_another() {
    let text = "a: 1 # c\nb:\n  - x: 1\n    y: |\n      z\n\n  - w: {v: 1}\n";
    assert_eq!(
        inserted(text, "", Some("a"), "new", "5"),
        some(&text.replace("# c\n", "# c\nnew: 5\n"))
    );
    assert_eq!(
        inserted(text, "b.0", Some("y"), "new", "5"),
        some(&text.replace("z\n", "z\n    new: 5\n"))
    );
    assert_eq!(
        inserted(text, "b.0", Some("x"), "new", "\n  - 1\n  - 2"),
        some(&text.replace("x: 1\n", "x: 1\n    new:\n      - 1\n      - 2\n"))
    );
    assert_eq!(
        inserted(text, "b.1.w", None, "new m", "[1]"),
        some(&text.replace("v: 1", "v: 1, new m: [1]"))
    );
    assert_eq!(
        inserted("a: {}", "a", None, "new", "5"),
        some("a: {new: 5}")
    );
    assert_eq!(inserted("a: 1", "", None, "new", "5"), some("a: 1\nnew: 5"));
    assert_eq!(
        inserted("a: 1\r\n", "", None, "new", "5"),
        some("a: 1\r\nnew: 5\r\n")
    );
    assert_eq!(
        inserted("\u{feff}a: 1\n", "", None, "new", "5"),
        some("\u{feff}a: 1\nnew: 5\n")
    );
    for (text, path) in [
        ("a: |+\n  x\n", ""),
        ("new: 1\n", ""),
        ("a: &x\n  b: 1\nc: *x\n", "a"),
        ("a: {b:}\n", "a"),
        ("- [b: 1]\n", "0.0"),
    ] {
        assert_eq!(inserted(text, path, None, "new", "5"), None, "{text:?}");
    }
    assert_eq!(inserted("a: 1\n", "", Some("z"), "new", "5"), None);
}

#[test]
fn a_value_is_set_in_its_place_or_at_the_end() {
    assert_eq!(set("a: '1' # c\n", "", "a", "2"), some("a: '2' # c\n"));
    assert_eq!(
        set("a: # c\nb: 1\n", "", "a", "x"),
        some("a: x # c\nb: 1\n")
    );
    assert_eq!(set("a: 1\n", "", "b", "1.0"), some("a: 1\nb: \"1.0\"\n"));
    assert_eq!(set("a: >-\n  x\n", "", "a", "y"), some("a: >-\n  y\n"));
    assert_eq!(set("a: [1]\n", "", "a", "2"), None);
}

#[test]
fn an_item_is_put_at_the_end() {
    let text = "a:\n- id: x\n  b: |\n    c\n\n# end\nd: [x]\n";
    assert_eq!(
        appended(text, "a", "id: y\nb: z"),
        some(&text.replace("c\n", "c\n- id: y\n  b: z\n"))
    );
    assert_eq!(appended(text, "d", "y"), some(&text.replace("[x", "[x, y")));
    assert_eq!(appended("a: []", "a", "y"), None);
}

#[test]
fn a_flow_list_in_a_list_that_is_not_indented_is_told_from_it() {
    let text = "a:\n- [x, y]\n- z\n";
    assert_eq!(removed(text, "a", 1), some("a:\n- [x, y]\n"));
    assert_eq!(removed(text, "a.0", 1), some("a:\n- [x]\n- z\n"));
}

/// A tree without its places.
#[derive(Clone, Debug, PartialEq)]
enum Said {
    Nothing,
    Text(String),
    List(Vec<Said>),
    Map(Vec<(Said, Said)>),
}

fn said(node: &Node) -> Said {
    match &node.value {
        Value::Null => Said::Nothing,
        Value::Scalar { text, .. } => Said::Text(text.clone()),
        Value::List(items) => Said::List(items.iter().map(said).collect()),
        Value::Map(pairs) => Said::Map(
            pairs
                .iter()
                .map(|(key, value)| (said(key), said(value)))
                .collect(),
        ),
    }
}

/// All nodes, keys and values, in the order written.
fn nodes<'n>(node: &'n Node, all: &mut Vec<&'n Node>) {
    all.push(node);
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| nodes(item, all)),
        Value::Map(pairs) => pairs.iter().for_each(|(key, value)| {
            nodes(key, all);
            nodes(value, all);
        }),
        _ => {}
    }
}

/// The tree with one node, by its number in the order written, said otherwise.
fn with(node: &Node, number: &mut usize, change: &dyn Fn(&Node) -> Said) -> Said {
    let here = *number == 0;
    *number = number.wrapping_sub(1);
    if here {
        let mut inside = Vec::new();
        nodes(node, &mut inside);
        *number = number.wrapping_sub(inside.len() - 1);
        return change(node);
    }
    match &node.value {
        Value::List(items) => Said::List(
            items
                .iter()
                .map(|item| with(item, number, change))
                .collect(),
        ),
        Value::Map(pairs) => Said::Map(
            pairs
                .iter()
                .map(|(key, value)| (with(key, number, change), with(value, number, change)))
                .collect(),
        ),
        _ => said(node),
    }
}

fn comments(text: &str) -> Vec<String> {
    let source = Source::new("t", text);
    let layout = Layout::read(&source).unwrap();
    let mut texts: Vec<String> = layout.comments().iter().map(|it| it.text.clone()).collect();
    texts.sort();
    texts
}

/// Applies edits and looks at what the text says then.
fn holds(text: &str, edits: &[Edit], expected: &Said) -> Result<String, TestCaseError> {
    let after = apply(text, edits);
    let source = Arc::new(Source::new("t", after.as_str()));
    let node = read(&source)
        .map_err(|fault| TestCaseError::fail(format!("{}\n{text}\n=>\n{after}", fault.message)))?;
    prop_assert_eq!(&said(&node), expected, "\n{}\n=>\n{}", text, after);
    Ok(after)
}

/// Tries all edits of one node.
fn try_edits(
    source: &Arc<Source>,
    root: &Node,
    number: usize,
    index: usize,
    new: &str,
) -> Result<(), TestCaseError> {
    let text = source.text();
    let layout = Layout::read(source).unwrap();
    let mut all = Vec::new();
    nodes(root, &mut all);
    let number = number % all.len();
    let node = all[number];
    let expect = |change: &dyn Fn(&Node) -> Said| with(root, &mut number.clone(), change);
    match &node.value {
        Value::Scalar { .. } => {
            if let Some(edit) = layout.replace_scalar(node.span, new) {
                let expected = expect(&|_| Said::Text(new.to_owned()));
                let after = holds(text, &[edit], &expected)?;
                prop_assert_eq!(comments(&after), comments(text));
            }
        }
        Value::List(items) => {
            if let Some(edit) = layout.remove_item(node, index) {
                let rest = || items.iter().enumerate().filter(|(at, _)| *at != index);
                let expected =
                    expect(&|_| Said::List(rest().map(|(_, item)| said(item)).collect()));
                let gone = text[edit.span.range()].matches('#').count();
                let after = holds(text, &[edit], &expected)?;
                prop_assert!(comments(&after).len() + gone >= comments(text).len());
            }
            let mut order: Vec<usize> = (0..items.len()).collect();
            order.rotate_left(index % items.len().max(1));
            if let Some(edits) = layout.reorder_items(node, &order) {
                let expected =
                    expect(&|_| Said::List(order.iter().map(|at| said(&items[*at])).collect()));
                let after = holds(text, &edits, &expected)?;
                prop_assert_eq!(comments(&after), comments(text));
            }
            if let Some(edit) = layout.append_item(node, "n: 1") {
                let pair = Said::Map(vec![(Said::Text("n".into()), Said::Text("1".into()))]);
                let expected = expect(&|node| match said(node) {
                    Said::List(items) => {
                        Said::List(items.into_iter().chain([pair.clone()]).collect())
                    }
                    other => other,
                });
                let after = holds(text, &[edit], &expected)?;
                prop_assert_eq!(comments(&after), comments(text));
            }
        }
        Value::Map(pairs) => {
            // Of equal keys the first is meant.
            let at = index % pairs.len().max(1);
            let is_same =
                |(key, _): &&(Node, Node)| pairs.get(at).is_some_and(|it| said(&it.0) == said(key));
            if pairs.is_empty() || pairs.iter().filter(is_same).count() > 1 {
                return Ok(());
            }
            let after = match &pairs[at].0.value {
                Value::Scalar { text, .. } => Some(text.as_str()),
                _ => None,
            };
            let place = after.map_or(pairs.len(), |_| at + 1);
            if let Some(edit) = layout.insert_pair(node, after, "n", "x") {
                let expected = expect(&|node| match said(node) {
                    Said::Map(mut pairs) => {
                        pairs.insert(place, (Said::Text("n".into()), Said::Text("x".into())));
                        Said::Map(pairs)
                    }
                    other => other,
                });
                let after = holds(text, &[edit], &expected)?;
                prop_assert_eq!(comments(&after), comments(text));
            }
            if let Some(after) = after
                && let Some(edit) = layout.set_value(node, after, new)
            {
                let expected = expect(&|node| match said(node) {
                    Said::Map(mut pairs) => {
                        pairs[at].1 = Said::Text(new.to_owned());
                        Said::Map(pairs)
                    }
                    other => other,
                });
                let after = holds(text, &[edit], &expected)?;
                prop_assert_eq!(comments(&after), comments(text));
            }
        }
        Value::Null => {}
    }
    Ok(())
}

const NEW: &str = "[-a-c:#&*!|>'\"%@`{}\\[\\],\\\\ \t\né5~.]{0,8}";

proptest! {
    #[test]
    fn every_edit_says_what_it_should_and_nothing_else(
        it in yaml(),
        number in 0..1000_usize,
        index in 0..4_usize,
        new in NEW,
    ) {
        let (source, root) = tree(&it.text);
        try_edits(&source, &root, number, index, &new)?;
    }

    #[test]
    fn edits_of_odd_texts_are_right_or_refused(
        text in "(- |  |    |a|b|a: |b: |: |#| #|&a|[*]a|!|[|]|>|'|\"|[{]|[}]|\\[|\\]|,|\\?|\\\\|\t|\n|\n|\n  |\r|é|---|\\.\\.\\.|[+]|2){0,40}",
        number in 0..1000_usize,
        index in 0..4_usize,
        new in NEW,
    ) {
        let source = Arc::new(Source::new("t", text.as_str()));
        if let Ok(root) = read(&source) {
            try_edits(&source, &root, number, index, &new)?;
        }
    }
}
