//! The report as Markdown and for Word.

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::Command;

use super::{STUDY, content, thematica};

fn document(study: &str, more: &[&str], file: &Path) -> Vec<u8> {
    let name = file.to_str().expect("a temporary folder has a plain name");
    thematica(&[&["report", study, "-q", "-o", name], more].concat());
    fs::read(file).expect("the report is there")
}

/// What a Word document holds.
fn xml(docx: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).expect("it is an archive");
    let mut document = String::new();
    let mut part = archive
        .by_name("word/document.xml")
        .expect("it is a document");
    part.read_to_string(&mut document).expect("it is UTF-8");
    document
}

/// What it says, a line for each paragraph.
fn text(docx: Vec<u8>) -> String {
    let document = xml(docx);
    let paragraphs = document.split("</w:p>").map(|paragraph| {
        let texts = paragraph.split("<w:t xml:space=\"preserve\">").skip(1);
        let texts = texts.map(|text| text.split("</w:t>").next().unwrap_or_default());
        let text: String = texts.collect();
        quick_xml::escape::unescape(&text)
            .expect("it is escaped")
            .into_owned()
            + "\n"
    });
    paragraphs.collect()
}

fn quotes_in(markdown: &str) -> usize {
    let lines = markdown.lines();
    lines.filter(|line| line.starts_with("> — ")).count()
}

#[test]
fn the_same_study_gives_the_same_bytes() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    for ending in ["docx", "md"] {
        let file = |name: &str| folder.path().join(format!("{name}.{ending}"));
        let one = document(STUDY, &["--threads", "1"], &file("1"));
        let four = document(STUDY, &["--threads", "4"], &file("4"));
        assert!(one == four, "{ending}");
    }
}

#[test]
fn documents_hold_what_the_page_holds() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let more = [
        "--coder", "helen", "--coder", "imran", "--code", "enablers", "--by", "phase",
    ];
    let file = |name: &str| folder.path().join(name);
    let page = document(STUDY, &more, &file("r.html"));
    let page = String::from_utf8(page).expect("it is UTF-8");
    let markdown = document(STUDY, &more, &file("r.md"));
    let markdown = String::from_utf8(markdown).expect("it is UTF-8");
    let word = text(document(STUDY, &more, &file("r.docx")));
    let quotes = page.matches("<li data-k=").count();
    assert!(quotes > 100);
    assert_eq!(quotes_in(&markdown), quotes);
    let labels = word
        .lines()
        .filter(|line| line.contains(", turn ") && line.contains(", line "));
    assert_eq!(labels.count(), quotes);
    for section in [
        "Summary",
        "How many speak of what",
        "Codes",
        "Trusting relationship",
        "Who speaks of what",
        "By participant",
        "By phase",
        "What stands together",
        "How soon the codebook is covered",
        "Agreement",
        "What was read",
        "Method",
        "COREQ",
        "Made from",
    ] {
        assert!(page.contains(section), "{section}");
        let is_heading = |line: &str| line.trim_start_matches(['#', ' ']) == section;
        assert!(
            markdown
                .lines()
                .any(|line| line.starts_with('#') && is_heading(line)),
            "{section}"
        );
        assert!(word.lines().any(|line| line.trim() == section), "{section}");
    }
    // What was said is the same, quote by quote, with what stands around it.
    let xml = xml(document(STUDY, &more, &file("x.docx")));
    let said = content::quotes_of_page(&page);
    assert_eq!(said.len(), quotes);
    for others in [
        content::quotes_of_markdown(&markdown),
        content::quotes_of_word(&xml),
    ] {
        let mut pairs = said.iter().zip(&others);
        assert_eq!(pairs.find(|(one, other)| one != other), None);
        assert_eq!(others.len(), quotes);
    }
    // So are the figures of each code, and the rows of every table that all of them have.
    let figures = page.split("<p class=\"figures\">").skip(1);
    let figures: Vec<String> = figures
        .map(|rest| content::shown(rest.split("</p>").next().unwrap_or_default()))
        .collect();
    assert!(figures.len() > 5);
    for document in [&markdown, &word] {
        let lines = document
            .lines()
            .filter(|line| line.contains(" of 9 transcripts ·"));
        assert_eq!(lines.collect::<Vec<_>>(), figures);
    }
    for section in ["summary", "crossings", "together", "agreement"] {
        let part = page.split(&format!("<section id=\"{section}\">")).nth(1);
        let part = part.and_then(|rest| rest.split("</section>").next());
        let rows = content::rows_of_page(part.expect("the section is there"));
        assert!(rows.len() > 5, "{section}: {rows:?}");
        for others in [
            content::rows_of_markdown(&markdown),
            content::rows_of_word(&xml),
        ] {
            assert_eq!(content::missing(&rows, &others), None, "{section}");
        }
    }
}

#[test]
fn a_limit_chooses_quotes_and_says_so() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let more = ["--quotes", "2", "--code", "trust"];
    let markdown = document(STUDY, &more, &folder.path().join("r.md"));
    let markdown = String::from_utf8(markdown).expect("it is UTF-8");
    let said = markdown
        .lines()
        .find(|line| line.contains("quotes, spread over people"));
    let said = said.expect("it says that quotes were left out");
    let quotes = quotes_in(&markdown);
    assert!(
        (2..=3).contains(&quotes),
        "two, and one to the contrary: {quotes}"
    );
    assert!(said.starts_with(&format!("{quotes} of ")), "{said}");
    assert!(
        markdown.contains("| quotes | 2 |"),
        "provenance has the option"
    );
}

#[test]
fn nothing_that_was_said_is_markup() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let transcript = folder.path().join("fg1.txt");
    fs::write(
        &transcript,
        "Ann: They trust me <script>alert(1)</script> | [x](javascript:alert(1)) `code`.\n\nBo: # trust \u{1b}[31m & more.\n",
    )
    .expect("it is written");
    let codebook = folder.path().join("codebook.yaml");
    fs::write(
        &codebook,
        "codebook: <b>bold</b>\nlanguage: de\ncodes:\n  - {id: trust, label: \"<i>Trust</i> | x\", match: [trust*]}\n",
    )
    .expect("it is written");
    let study = transcript.to_str().expect("it is UTF-8");
    let more = ["--codebook", codebook.to_str().expect("it is UTF-8")];
    let markdown = document(study, &more, &folder.path().join("r.md"));
    let markdown = String::from_utf8(markdown).expect("it is UTF-8");
    assert!(
        !markdown.contains("<script>") && !markdown.contains("<i>") && !markdown.contains('\u{1b}')
    );
    assert!(
        markdown.contains("\\| \\[x\\](javascript:alert(1)) \\`code\\`."),
        "{markdown}"
    );
    let page = document(study, &more, &folder.path().join("r.html"));
    let page = String::from_utf8(page).expect("it is UTF-8");
    assert!(page.contains("<html lang=\"en\">") && page.contains("data-of=\"0\" lang=\"de\""));
    let word = text(document(study, &more, &folder.path().join("r.docx")));
    assert!(
        word.contains("They trust me <script>alert(1)</script> | [x](javascript:alert(1)) `code`."),
        "{word}"
    );
    assert!(word.contains("# trust \u{241b}[31m & more."), "{word}");
}

#[test]
fn what_is_no_report_is_refused_with_what_is() {
    let refused = |arguments: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_thematica"))
            .args(["report", STUDY, "--no-cache"])
            .args(arguments)
            .output()
            .expect("the program starts");
        assert_eq!(done.status.code(), Some(2), "{arguments:?}");
        String::from_utf8_lossy(&done.stderr).into_owned()
    };
    for format in ["table", "csv", "xlsx"] {
        let said = refused(&["--format", format]);
        assert!(said.contains("html, md, docx"), "{said}");
    }
    let said = refused(&["-o", "report.csv"]);
    for ending in [".html", ".docx", ".md"] {
        assert!(said.contains(ending), "{said}");
    }
    let said = refused(&["--quotes", "0", "-o", "report.md"]);
    assert!(said.contains("--quotes 1 keeps one quote"), "{said}");
    let said = refused(&["--quotes", "3", "-o", "report.html"]);
    assert!(said.contains("every number opens its quotes"), "{said}");
}

#[test]
fn more_people_than_a_table_has_room_for_are_said_to_be_too_many() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let transcript = folder.path().join("fg1.txt");
    let turns = (1..=61).map(|at| format!("Person {at}: They trust me.\n\n"));
    fs::write(&transcript, turns.collect::<String>()).expect("it is written");
    let codebook = folder.path().join("codebook.yaml");
    let codes = "codebook: small\nlanguage: en\ncodes:\n  - {id: trust, match: [trust*]}\n";
    fs::write(&codebook, codes).expect("it is written");
    let study = transcript.to_str().expect("it is UTF-8");
    let more = ["--codebook", codebook.to_str().expect("it is UTF-8")];
    for name in ["r.md", "r.html"] {
        let text = document(study, &more, &folder.path().join(name));
        let text = String::from_utf8(text).expect("it is UTF-8");
        assert!(text.contains("There are 61 columns, too many"), "{name}");
    }
}

#[cfg(feature = "png")]
#[test]
fn a_word_document_has_charts_and_says_which_it_could_not_draw() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let pictures = |docx: &[u8]| {
        let mut archive = zip::ZipArchive::new(Cursor::new(docx)).expect("it is a zip");
        let names = archive.file_names().map(|name| name.expect("it is UTF-8"));
        let count = names.filter(|name| name.ends_with(".png")).count();
        let mut xml = String::new();
        let mut part = archive.by_name("word/document.xml").expect("it is there");
        part.read_to_string(&mut xml).expect("it is text");
        (count, xml)
    };
    let (count, xml) = pictures(&document(STUDY, &[], &folder.path().join("r.docx")));
    assert_eq!(count, 3, "bars, curve, portraits");
    assert!(xml.contains(r#"descr="Bars: how many speak of each code."#));

    let codebook = "codebook: t\ncodes:\n  - {id: trust, label: 信任, match: [trust]}\n";
    fs::write(folder.path().join("codebook.yaml"), codebook).expect("it is written");
    fs::write(folder.path().join("fg1.txt"), "Ann: They trust me.\n").expect("it is written");
    let manifest = "transcripts: [fg1.txt]\ncodebook: codebook.yaml\n";
    fs::write(folder.path().join("thematica.yaml"), manifest).expect("it is written");
    let study = folder.path().to_str().expect("a plain name");
    let (count, xml) = pictures(&document(study, &[], &folder.path().join("c.docx")));
    assert_eq!(count, 0);
    assert!(
        xml.contains("lacks 2 letters of its labels (任信)"),
        "{xml}"
    );
    assert!(xml.contains("`thematica themes --chart bar --output themes.svg` draws it"));
    let more = ["--code", "trust", "--transcript", "fg1"];
    let (_, xml) = pictures(&document(study, &more, &folder.path().join("o.docx")));
    let same = "--output themes.svg --code trust --transcript fg1` draws it";
    assert!(xml.contains(same), "{xml}");
}
