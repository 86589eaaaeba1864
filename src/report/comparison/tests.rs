use std::sync::Arc;

use super::*;
use crate::codebook::compare::compare;
use crate::codebook::parse;
use crate::diagnostic::render::Palette;
use crate::report::{MadeWith, Provenance};
use crate::text::Source;

fn book(yaml: &str) -> Codebook {
    let parsed = parse(Arc::new(Source::new("t.yaml", yaml)));
    assert!(!parsed.has_errors(), "{:?}", parsed.diagnostics);
    parsed.codebook.expect("it has codes")
}

/// Two codebooks that differ in all ways, with texts that formats may stumble over.
fn awkward() -> (Codebook, Codebook) {
    let old = book(
        r#"codebook: t
version: "1.0"
codes:
  - {id: first}
  - id: trust
    label: Trust
    definition: "One | two `three`."
    match: [trust*, {regex: 'a|b'}]
    examples: [Trust me.]
  - {id: gone, match: [x], unless: [y]}
  - {id: old, match: [x]}
  - {id: p, codes: [{id: moves}]}
"#,
    );
    let new = book(
        r#"codebook: t
version: "1.0"
negation: {words: [], after: 1}
codes:
  - id: faith
    label: Trust
    definition: "One | two <three> \e[31m."
    attributes: {level: client}
    match: [{term: trust*, unless: [NHS], negated: stop}, {regex: 'a|b'}]
    examples: [Trust me.]
    counterexamples: ["- [NHS](x)\n- trust"]
  - {id: first}
  - {id: old, match: [z], retired: true}
  - {id: p}
  - {id: moves}
"#,
    );
    (old, new)
}

fn as_text(old: &Codebook, new: &Codebook) -> String {
    let mut out = Vec::new();
    text(old, new, &compare(old, new), 80, &Palette::PLAIN, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_text_goes_code_by_code() {
    let (old, new) = awkward();
    assert_eq!(
        as_text(&old, &new),
        "\
t 1.0 → t 1.0
1 code removed, 1 renamed, 1 moved, 1 retired, 1 put elsewhere in the order; 1
rule changed; 1 definition text changed; 1 counterexample added; 1 attribute
changed; negation words changed; negation after 0 → 1

The codebook
  + negation words   (none)
  - negation after   0
  + negation after   1

faith  Trust
  renamed from `trust`: 86 % alike
  stands elsewhere among the codes beside it, which changes nothing
  - definition       One | two `three`.
  + definition       One | two <three> ␛[31m.
  + attribute level  client
  - rule             trust*
  + rule             trust* (unless: NHS; negated: stop)
  + counterexample   - [NHS](x) - trust

- gone
  - rule             x
  - unless           y

old
  retired: its rules do not fire
  rules and exclusions are not compared, as those of a retired code are not kept

moves
  - parent           p
  + parent           (a theme)

What codes mean or find has changed, and the version is still 1.0: give it a new
one.
"
    );
}

#[test]
fn nothing_of_a_codebook_is_read_as_markdown() {
    let (old, new) = awkward();
    let mut out = Vec::new();
    markdown(&old, &new, &compare(&old, &new), &mut out).unwrap();
    let written = String::from_utf8(out).unwrap();
    let lines: Vec<&str> = written.lines().collect();
    assert!(
        lines[0].starts_with("1 code removed, 1 renamed, "),
        "{written}"
    );
    assert!(
        lines.contains(
            &"| faith | definition | One \\| two \\`three\\`. | One \\| two &lt;three> ␛\\[31m. |"
        ),
        "{written}"
    );
    assert!(
        lines.contains(&"| faith | counterexample |  | - \\[NHS\\](x) - trust |"),
        "{written}"
    );
    let rows = lines.iter().filter(|line| line.starts_with('|'));
    for row in rows {
        assert_eq!(row.replace("\\|", "").matches('|').count(), 5, "{row}");
    }
}

#[test]
fn the_json_has_everything_under_stable_keys() {
    let (old, new) = awkward();
    let made_by = Provenance {
        compared_with: Some(MadeWith {
            name: "t".to_owned(),
            version: None,
            sha256: "abc".to_owned(),
        }),
        ..Provenance::default()
    };
    let mut out = Vec::new();
    json(&old, &new, &compare(&old, &new), &made_by, &mut out).unwrap();
    let written: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(written["made_by"]["compared_with"]["sha256"], "abc");
    assert_eq!(written["version_order"], "same");
    assert_eq!(written["needs_new_version"], true);
    assert_eq!(written["codes"][0]["change"], "renamed");
    assert_eq!(
        written["codes"][0]["rules"]["changed"][0]["new"]["unless"][0],
        "NHS"
    );
    assert_eq!(written["codes"][2]["retired"], "retired");
    let page = include_str!("../../../docs/codebook-compare.md");
    let mut keys = Vec::new();
    collect_keys(&written, &mut keys);
    for key in keys {
        assert!(
            page.contains(&format!("`{key}`")),
            "`{key}` is not on the page"
        );
    }
}

fn collect_keys(value: &serde_json::Value, keys: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(object) => {
            for (key, value) in object {
                keys.push(key.clone());
                // The page of provenance is another.
                if key != "made_by" {
                    collect_keys(value, keys);
                }
            }
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| collect_keys(value, keys)),
        _ => {}
    }
}

#[test]
fn where_nothing_differs_one_line_says_so() {
    let (old, _) = awkward();
    assert_eq!(
        as_text(&old, &old),
        "t 1.0 → t 1.0\nNo differences\nComments and layout are not compared.\n"
    );
    let mut out = Vec::new();
    markdown(&old, &old, &compare(&old, &old), &mut out).unwrap();
    assert!(
        String::from_utf8(out)
            .unwrap()
            .starts_with("No differences\n")
    );
}

#[test]
fn the_verdict_says_whether_the_version_tells_of_the_change() {
    let with = |version: &str, rule: &str| {
        book(&format!(
            "codebook: t\n{version}codes: [{{id: a, match: [{rule}]}}]\n"
        ))
    };
    let verdict = |old: (&str, &str), new: (&str, &str)| {
        let (old, new) = (with(old.0, old.1), with(new.0, new.1));
        verdict(&old, &new, &compare(&old, &new))
    };
    let version = "version: 1.9\n";
    assert_eq!(
        verdict((version, "x"), ("version: 1.10\n", "y")),
        "What codes mean or find has changed."
    );
    assert_eq!(
        verdict((version, "x"), ("version: 1.8\n", "x")),
        "What codes mean and find is the same, and the version went back."
    );
    assert_eq!(
        verdict(("", "x"), ("", "y")),
        "What codes mean or find has changed, and there is no `version` that tells of it."
    );
    assert_eq!(
        verdict((version, "x"), ("version: final\n", "y")),
        "What codes mean or find has changed, and which of the two versions is the newer cannot be told."
    );
}
