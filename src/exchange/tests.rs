use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::codebook::{self, Codebook};

fn parsed(text: &str) -> Codebook {
    let parsed = codebook::parse(Arc::new(Source::new("t.yaml", text)));
    let told: Vec<_> = parsed.diagnostics.iter().map(|it| &it.message).collect();
    assert!(!parsed.has_errors(), "{told:?}\n{text}");
    parsed.codebook.expect("it has no errors")
}

/// Every table that a draft can be written as, read again.
fn there_and_back(draft: &Draft) -> Vec<Draft> {
    let mut ways = Vec::new();
    for separator in [Separator::Comma, Separator::Tab] {
        for formulas in [Formulas::Keep, Formulas::Defuse] {
            let how = Separated {
                separator,
                formulas,
            };
            let mut bytes = Vec::new();
            write_table(draft, how, &mut bytes).unwrap();
            ways.push(("t.csv", bytes, Format::Csv));
        }
    }
    let mut bytes = Vec::new();
    write_workbook(draft, &mut bytes).unwrap();
    ways.push(("t.xlsx", bytes, Format::Xlsx));
    let ways = ways.into_iter();
    ways.map(|(name, bytes, format)| {
        let import = read(name, bytes, format).unwrap();
        let told: Vec<_> = import.diagnostics.iter().map(|it| &it.message).collect();
        assert!(told.is_empty(), "{format:?} {told:?}");
        import.draft
    })
    .collect()
}

/// A codebook without its places.
fn shown(codebook: &Codebook) -> String {
    let shown = format!("{codebook:#?}");
    let source = regex::Regex::new(r"(?s)^Codebook \{\n    source: .*?\n    \},\n").unwrap();
    let label = regex::Regex::new(r"label_span: Some\(\s*\d+\.\.\d+,\s*\)").unwrap();
    let span = regex::Regex::new(r"(?m)^\s*(\w*span: |block: )?\d+\.\.\d+,\n").unwrap();
    // How it is written is not what it says.
    let tree = regex::Regex::new(r"(?ms)^    tree: .*?^    \},\n").unwrap();
    let shown = source.replace(&shown, "");
    let shown = tree.replace(&shown, "");
    let shown = label.replace_all(&shown, "label_span: None");
    let shown = span.replace_all(&shown, "");
    // An empty text says as much as none.
    let empty = regex::Regex::new(r#"Some\(\s*Written \{\s*text: "",\s*\},\s*\)"#).unwrap();
    empty.replace_all(&shown, "None").into_owned()
}

fn codebooks() -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for folder in ["codebooks", "tests/codebooks/valid"] {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "yaml") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths
}

#[test]
fn every_codebook_comes_back_from_every_table() {
    assert!(codebooks().len() > 3);
    for path in codebooks() {
        let first = parsed(&fs::read_to_string(&path).unwrap());
        let draft = Draft::of(&first);
        for back in there_and_back(&draft) {
            let second = parsed(&yaml(&back));
            let (first, second) = (shown(&first), shown(&second));
            assert!(first.contains("rules: ") && !first.contains("source: "));
            let differing = similar::TextDiff::from_lines(&first, &second)
                .unified_diff()
                .to_string();
            assert_eq!(differing, "", "{}", path.display());
        }
    }
}

/// Texts that stumble tables, with what spreadsheets run and what our own cells mean.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[-=+@'a-c:#&*!|>\"%`{}\\[\\],;\\\\ \t\n\ré—🔑?0-9~\u{85}]{0,14}",
        Just("_x000D_ a\u{1}".to_owned()),
        Just("\u{feff}a\u{a0}".to_owned()),
        Just("{a: b}".to_owned()),
        Just("# codebook".to_owned()),
        Just("id".to_owned()),
    ]
}

fn prose() -> impl Strategy<Value = Option<String>> {
    text().prop_map(|text| Some(text.trim_end().to_owned()).filter(|text| !text.is_empty()))
}

fn code() -> impl Strategy<Value = DraftCode> {
    let texts = || proptest::collection::vec(text().prop_map(|it| it.trim_end().to_owned()), 0..3);
    let attributes = proptest::collection::btree_map("[a-z =:]{0,5}", text(), 0..3);
    (
        prose(),
        prose(),
        prose(),
        attributes,
        texts(),
        texts(),
        any::<bool>(),
    )
        .prop_map(
            |(label, definition, notes, attributes, speakers, examples, retired)| DraftCode {
                label,
                definition,
                notes,
                attributes: attributes.into_iter().collect(),
                rules: vec![Flow::text("a*"), Flow::pair("regex", Flow::text("x,\"y"))],
                speakers,
                examples,
                retired,
                ..DraftCode::default()
            },
        )
}

fn draft() -> impl Strategy<Value = Draft> {
    (text(), prose(), proptest::collection::vec(code(), 1..5)).prop_map(
        |(name, description, mut codes)| {
            for (at, code) in codes.iter_mut().enumerate() {
                code.id = format!("c{at}");
            }
            let mut codes = codes.into_iter();
            let mut theme = codes.next().expect("there is one at least");
            theme.codes = codes.collect();
            Draft {
                name: format!("n{name}"),
                description,
                codes: vec![theme],
                ..Draft::default()
            }
        },
    )
}

/// Attributes have no order to a codebook, and columns have one.
fn sorted(mut draft: Draft) -> Draft {
    fn sort(codes: &mut [DraftCode]) {
        for code in codes {
            code.attributes.sort();
            sort(&mut code.codes);
        }
    }
    sort(&mut draft.codes);
    // A label that says what the id says is none.
    draft
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn arbitrary_cells_come_back(draft in draft()) {
        for back in there_and_back(&draft) {
            prop_assert_eq!(sorted(back), sorted(draft.clone()));
        }
    }

    #[test]
    fn every_table_that_is_read_becomes_a_codebook(text in "(id|code|theme|parent|path|examples|match|[a-c.>/#\"', ;\t{}-]|\n){0,60}") {
        let read = read("t.csv", text.into_bytes(), Format::Csv);
        if let Ok(import) = read {
            parsed(&yaml(&import.draft));
        }
    }

    #[test]
    fn every_dictionary_that_is_read_becomes_a_codebook(text in "(%\n|1|2|\t|DicTerm,|X|[a-c()<>/*?:, -]|\n){0,60}") {
        for format in [Format::Liwc, Format::Quanteda] {
            if let Ok(import) = read("t", text.clone().into_bytes(), format) {
                parsed(&yaml(&import.draft));
            }
        }
    }

    #[test]
    fn documents_hold_nothing_that_a_text_could_break(draft in draft()) {
        let mut page = Vec::new();
        write_html(&draft, &mut page).unwrap();
        let page = String::from_utf8(page).unwrap();
        prop_assert!(!page.contains("<script"));
        let opened = page.matches("<section").count();
        prop_assert_eq!(opened, page.matches("</section>").count());
        prop_assert_eq!(opened, draft.visits().len());
        let mut document = Vec::new();
        write_markdown(&draft, &mut document).unwrap();
        let document = String::from_utf8(document).unwrap();
        let headings = document.lines().filter(|line| line.starts_with('#')).count();
        prop_assert_eq!(headings, draft.visits().len() + 2, "{}", document);
    }
}
