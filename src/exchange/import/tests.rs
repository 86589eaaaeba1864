use std::sync::Arc;

use super::super::{Draft, DraftCode, Flow, Format, read};
use crate::codebook;
use crate::text::Source;

/// A draft and what was said: each fault's rule and place, the file left out.
fn table(text: &str) -> (Draft, Vec<String>) {
    imported("t.csv", text.as_bytes().to_vec(), Format::Csv)
}

fn imported(name: &str, bytes: Vec<u8>, format: Format) -> (Draft, Vec<String>) {
    let import = read(name, bytes, format).unwrap();
    let told = import.diagnostics.iter().map(|fault| {
        let place = match fault.place.position() {
            Some(at) => format!("{}:{}", at.line, at.column),
            None => fault
                .place
                .file()
                .trim_start_matches(name)
                .trim()
                .to_owned(),
        };
        format!("{} {place}", fault.rule)
    });
    let told = told.collect();
    let yaml = super::super::yaml(&import.draft);
    let parsed = codebook::parse(Arc::new(Source::new("t.yaml", yaml.as_str())));
    assert!(!parsed.has_errors(), "{:?}\n{yaml}", parsed.diagnostics);
    (import.draft, told)
}

/// The tree in one line: `a(b c)`.
fn tree(codes: &[DraftCode]) -> String {
    let codes = codes.iter().map(|code| match tree(&code.codes) {
        below if below.is_empty() => code.id.clone(),
        below => format!("{}({below})", code.id),
    });
    codes.collect::<Vec<_>>().join(" ")
}

fn code<'d>(draft: &'d Draft, id: &str) -> &'d DraftCode {
    let visits = draft.visits();
    let found = visits.iter().find(|visit| visit.code.id == id);
    let all = tree(&draft.codes);
    found
        .unwrap_or_else(|| panic!("no code {id} in {all}"))
        .code
}

#[test]
fn parents_are_found_by_id_and_name_wherever_their_rows_stand() {
    let (draft, told) = table("id,label,parent\nb,Bee,Ay\na,Ay,\nc,See,b\n");
    assert_eq!(tree(&draft.codes), "a(b(c))");
    assert_eq!(told, [""; 0]);
}

#[test]
fn a_parent_without_a_row_becomes_a_theme_and_circles_are_broken() {
    let (draft, told) = table("id,parent\na,Land\nb,c\nc,b\n");
    assert_eq!(tree(&draft.codes), "b(c) land(a)");
    assert_eq!(told, ["parent-without-row 2:3", "misplaced-code 3:1"]);
}

#[test]
fn paths_are_parted_by_what_parts_them() {
    for separator in [".", " > ", ">", " / ", "::", "\\", " | "] {
        let (draft, told) = table(&format!(
            "path;definition\nSoil{separator}Compost;x\nSoil{separator}Compost{separator}Worms;y\n"
        ));
        assert_eq!(tree(&draft.codes), "soil(compost(worms))", "{separator}");
        assert_eq!(told, [""; 0], "{separator}");
    }
}

#[test]
fn a_path_may_lead_to_the_code_above() {
    let (draft, _) = table("path,code,definition\nSoil > Deep,Compost,x\nSoil,Stones,y\n");
    assert_eq!(tree(&draft.codes), "soil(deep(compost) stones)");
}

#[test]
fn tags_have_paths_where_what_stands_before_is_a_tag_too() {
    let (draft, _) = table("tag,description\nSoil,x\nSoil/Compost,y\n");
    assert_eq!(tree(&draft.codes), "soil(compost)");
    let (draft, _) = table("tag,description\nhot and/or cold,x\n");
    assert_eq!(draft.codes[0].label.as_deref(), Some("hot and/or cold"));
}

#[test]
fn levels_stand_in_columns_and_a_name_may_stand_once() {
    let (draft, told) = table(
        "Theme,Sub-theme,Code,Definition\nSoil,,,All of it\n,Heaps,Compost,x\n,,Worms,y\n,Beds,Raised,z\nAir,,Wind,w\n",
    );
    assert_eq!(
        tree(&draft.codes),
        "soil(heaps(compost worms) beds(raised)) air(wind)"
    );
    assert_eq!(draft.codes[0].definition.as_deref(), Some("All of it"));
    assert_eq!(told, [""; 0]);
    let (draft, _) = table("Code,Subcode,ID\nSoil,,s\n,Worms,w\n");
    assert_eq!(tree(&draft.codes), "s(w)");
}

#[test]
fn numbers_such_as_two_point_one_tell_the_tree() {
    let (draft, told) = table("No.,Code,Definition\n1,Soil,x\n1.1,Worms,y\n1.1.1,Red,z\n2,Air,w\n");
    assert_eq!(tree(&draft.codes), "soil(worms(red)) air");
    assert_eq!(
        code(&draft, "red").attributes,
        [("number".to_owned(), "1.1.1".to_owned())]
    );
    assert_eq!(told, [""; 0]);
}

#[test]
fn names_of_columns_in_two_rows_and_again_further_down_are_known() {
    let (draft, told) = table(
        "Code,Definition,Criteria,,Example\n,,Include,Exclude,\na,x,in,out,one\n,,,,\nCode,Definition,,,\nb,y,,,\n",
    );
    let a = code(&draft, "a");
    assert_eq!(
        (a.include.as_deref(), a.exclude.as_deref()),
        (Some("in"), Some("out"))
    );
    assert_eq!(a.examples, ["one"]);
    assert_eq!(code(&draft, "b").definition.as_deref(), Some("y"));
    assert_eq!(told, [""; 0]);
}

#[test]
fn titles_go_to_the_head_or_are_kept_as_comments() {
    let (draft, told) = table("Allotments 2020,\nVersion,3\nPlace,Leeds\ncode,definition\na,x\n");
    assert_eq!(draft.version.as_deref(), Some("3"));
    assert_eq!(draft.remarks, ["Allotments 2020", "Place: Leeds"]);
    assert_eq!(told, ["kept-as-comment 1:1", "kept-as-comment 3:1"]);
    assert_eq!(draft.name, "t", "the file's name is better than none");
}

#[test]
fn columns_that_are_not_known_become_attributes_or_notes() {
    let long = "long ".repeat(30);
    let (draft, told) = table(&format!("code,colour,discussion\na,red,{long}\n"));
    let a = code(&draft, "a");
    assert_eq!(a.attributes, [("colour".to_owned(), "red".to_owned())]);
    assert_eq!(a.notes, Some(format!("discussion: {}", long.trim())));
    assert_eq!(told, ["unknown-column 1:6", "unknown-column 1:13"]);
}

#[test]
fn a_row_without_a_name_goes_on_with_the_one_above() {
    let (draft, told) = table("code,example\n,lost\na,one\n,two\n,three\n");
    assert_eq!(code(&draft, "a").examples, ["one", "two", "three"]);
    assert_eq!(told, ["unnamed-row 2:2", "unnamed-row 4:2"]);
}

#[test]
fn a_code_in_several_rows_is_one_code() {
    let (draft, told) = table("code,definition,example\na,x,one\na,x,two\na,y,three\n");
    let a = code(&draft, "a");
    assert_eq!(a.examples, ["one", "two", "three"]);
    assert_eq!(a.definition.as_deref(), Some("x\ny"));
    assert_eq!(told, ["said-twice 4:3"]);
}

#[test]
fn ids_are_made_of_names_and_changes_are_told() {
    let (draft, told) = table("theme,code\nStaff,Other\nPlace,Other\nPlace,Tea & cake\n");
    assert_eq!(
        tree(&draft.codes),
        "staff(other) place(place-other tea-cake)"
    );
    assert_eq!(code(&draft, "place-other").label.as_deref(), Some("Other"));
    assert_eq!(told, ["id-made 3:7"]);
    let (draft, told) = table("id,label\nA 1,First\na_2,Second\n");
    assert_eq!(tree(&draft.codes), "a-1 a_2");
    assert_eq!(told, ["id-made 2:1"]);
}

#[test]
fn keywords_become_terms_and_sentences_do_not() {
    let (draft, told) = table("code,keywords,regex\na,\"trust*, {x,y} z, :-)\",a|b\n");
    let rules = [
        Flow::text("trust*"),
        Flow::text("{x,y} z"),
        Flow::pair("regex", Flow::text("a|b")),
    ];
    assert_eq!(code(&draft, "a").rules, rules);
    assert_eq!(told, ["invalid-term 2:3"]);
    let (draft, told) = table("code,rules\na,Use it when somebody speaks of trust in a person.\n");
    assert!(code(&draft, "a").include.is_some() && code(&draft, "a").rules.is_empty());
    assert_eq!(told, ["prose-for-rules 1:6"]);
}

#[test]
fn our_own_table_says_where_a_cell_was_spoilt() {
    let (draft, told) = table(
        "# codebook,c\n# editor,E. X.\nid,path,parent,match,negated,retired\na,a,,{x,,\nb,a.b,,y,perhaps,soon\n",
    );
    assert_eq!(tree(&draft.codes), "a b");
    assert_eq!(draft.remarks, ["editor: E. X."]);
    assert_eq!(
        told,
        [
            "kept-as-comment 2:1",
            "invalid-term 4:6",
            "path-and-parent 5:3",
            "unreadable-cell 5:10",
            "unreadable-cell 5:18"
        ]
    );
}

#[test]
fn sheets_of_a_workbook_belong_together() {
    let sheets: [(&str, &[&[&str]]); 5] = [
        (
            "about",
            &[
                &["field", "content"],
                &["title", "Allotments"],
                &["author", "E. X."],
            ],
        ),
        (
            "examples",
            &[
                &["code_id", "example", "hit or miss", "weather"],
                &["soil", "one", "hit", "wet"],
                &["soil", "two", "miss", ""],
                &["sun", "three", "", ""],
            ],
        ),
        (
            "codes",
            &[
                &["code id", "code label", "code description"],
                &["soil", "The soil", "x"],
                &["worms", "Worms", "y"],
            ],
        ),
        (
            "relations",
            &[
                &["from", "to", "relationship"],
                &["worms", "soil", "child of"],
                &["soil", "worms", "rhymes with"],
            ],
        ),
        ("scratch", &[&["what", "ever"]]),
    ];
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*cells) {
                sheet.write_string(row, column, *text).unwrap();
            }
        }
    }
    let bytes = workbook.save_to_buffer().unwrap();
    let (draft, told) = imported("t.xlsx", bytes, Format::Xlsx);
    assert_eq!(tree(&draft.codes), "soil(worms) sun");
    assert_eq!(draft.name, "Allotments");
    let soil = code(&draft, "soil");
    assert_eq!(soil.examples, ["one"]);
    assert_eq!(soil.counterexamples, ["two"]);
    assert_eq!(soil.notes.as_deref(), Some("weather: wet (“one”)"));
    assert_eq!(
        told,
        [
            "kept-as-comment about!A3",
            "unknown-column examples!D1",
            "no-columns scratch",
            "code-without-row examples!A4",
            "unknown-relation relations!C3",
        ]
    );
}
