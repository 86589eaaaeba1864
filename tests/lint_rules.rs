//! The registry of the linter's rules: what always holds of it, and the examples of each rule, which are run.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use thematica::lint::{self, Group, Level, RULES, Rule};

#[test]
fn names_are_in_kebab_case_and_each_is_given_once() {
    let mut seen = BTreeSet::new();
    for rule in RULES {
        let is_kebab = rule
            .name
            .split('-')
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase()));
        assert!(is_kebab, "{}", rule.name);
        assert!(seen.insert(rule.name), "{} is given twice", rule.name);
    }
}

#[test]
fn every_file_of_the_rules_is_a_rule_of_its_name_in_the_folder_of_its_group() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lint/rules");
    let mut found = BTreeSet::new();
    for group in Group::ALL {
        for entry in fs::read_dir(folder.join(group.as_str())).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let name = name.strip_suffix(".rs").unwrap();
            if name != "mod" {
                found.insert((group, name.replace('_', "-")));
            }
        }
    }
    let known: BTreeSet<_> = RULES
        .iter()
        .map(|rule| (rule.group, rule.name.to_owned()))
        .collect();
    assert_eq!(found, known);
}

#[test]
fn every_rule_says_what_and_why_in_whole_sentences() {
    for rule in RULES {
        for text in [rule.what, rule.why] {
            assert!(text.ends_with(['.', '!']), "{}: {text}", rule.name);
            assert!(
                text.starts_with(|c: char| c.is_uppercase() || c == '`'),
                "{}: {text}",
                rule.name
            );
            assert!(!text.contains("  "), "{}: {text}", rule.name);
        }
    }
}

#[test]
fn every_rule_has_an_example_unless_a_few_lines_cannot_show_it() {
    for rule in RULES {
        let is_not_shown = NOT_SHOWN.iter().any(|it| it.rule == rule.name);
        assert_eq!(rule.example.is_empty(), is_not_shown, "{}", rule.name);
    }
}

#[test]
fn every_example_is_found_and_what_to_write_instead_is_not() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let name = rule.name;
        if !rule.example.is_empty() {
            let example = found(rule, "example", &rule.example_files());
            if !example.contains(&named(rule)) {
                wrong.push(format!("{name} is not found in its example:\n{example}"));
            }
        }
        if rule.instead.is_empty() {
            continue;
        }
        let instead = found(rule, "instead", &rule.instead_files());
        if instead.contains(&named(rule)) || instead.contains(" error[") {
            wrong.push(format!("{name}: what to write instead has\n{instead}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_no_example_shows_is_found_too() {
    for case in NOT_SHOWN {
        let rule = thematica::lint::find(case.rule).unwrap();
        let folder = folder(rule, "bytes");
        let files = case.files.iter().map(|(name, bytes)| (*name, bytes()));
        write(&folder, files);
        if (case.prepare)(&folder) {
            let found = checked(rule, &folder, None);
            assert!(found.contains(&named(rule)), "{}: {found}", rule.name);
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}

/// A file's name and what makes its bytes.
type File = (&'static str, fn() -> Vec<u8>);

/// A rule whose example cannot be printed, and why; the files in which it is found.
struct NotShown {
    rule: &'static str,
    #[expect(dead_code, reason = "it is said to whoever reads this list")]
    because: &'static str,
    files: &'static [File],
    /// What has to be done in the folder; says whether the system can do it.
    prepare: fn(&Path) -> bool,
}

const NOT_SHOWN: &[NotShown] = &[
    NotShown {
        rule: "damaged-document",
        because: "a Word document is an archive",
        files: &[("transcripts/a.docx", || docx("<w:p><w:r><w:t>Ann: Th"))],
        prepare: |_| true,
    },
    NotShown {
        rule: "scanned-pages",
        because: "a PDF is no text",
        files: &[("transcripts/a.pdf", || {
            pdf("BI /W 1 /H 1 /BPC 8 /CS /G ID . EI", "/WinAnsiEncoding")
        })],
        prepare: |_| true,
    },
    NotShown {
        rule: "unknown-letters",
        because: "a PDF is no text",
        files: &[("transcripts/a.pdf", || {
            pdf("", "<< /Differences [33 /g1] >>")
        })],
        prepare: |_| true,
    },
    NotShown {
        rule: "guessed-encoding",
        because: "an example is UTF-8",
        files: &[
            ("transcripts/a.txt", || b"Int: So?\nZoe: Good.\n".to_vec()),
            ("participants.csv", || b"id\nZo\xEB\n".to_vec()),
        ],
        prepare: |_| true,
    },
    NotShown {
        rule: "label-after-soft-break",
        because: "only Word documents have soft line breaks",
        files: &[("transcripts/a.docx", || {
            let turns = [
                "Int: So?",
                "Ann: Good.</w:t><w:br/><w:t>Int: And then?",
                "Ann: Well.",
            ];
            docx(
                &turns
                    .map(|it| format!("<w:p><w:r><w:t>{it}</w:t></w:r></w:p>"))
                    .concat(),
            )
        })],
        prepare: |_| true,
    },
    NotShown {
        rule: "labels-inside-paragraph",
        because: "the paragraph has to be very long",
        files: &[("transcripts/a.txt", || {
            let turns = "Q: And then we went there, all of us. A: Yes, and it took us long. ";
            turns.repeat(30).into_bytes()
        })],
        prepare: |_| true,
    },
    NotShown {
        rule: "long-cell",
        because: "the cell has to have many lines",
        files: &[("transcripts/a.csv", || {
            let lines = "and then they said\n".repeat(50);
            format!("speaker,text\nInt,So?\nAnn,\"{lines}\"\n").into_bytes()
        })],
        prepare: |_| true,
    },
    NotShown {
        rule: "several-sheets",
        because: "a workbook is an archive",
        files: &[("transcripts/a.xlsx", || {
            let mut workbook = rust_xlsxwriter::Workbook::new();
            for _ in 0..2 {
                let sheet = workbook.add_worksheet();
                let rows = [["speaker", "text"], ["Int", "So?"], ["Ann", "Good."]];
                sheet.write_row_matrix(0, 0, rows).unwrap();
            }
            workbook.save_to_buffer().unwrap()
        })],
        prepare: |_| true,
    },
    NotShown {
        rule: "unfollowed-link",
        because: "a link is no file",
        files: &[
            ("transcripts/a.txt", || b"Int: So?\nAnn: Good.\n".to_vec()),
            ("elsewhere/b.txt", || b"Int: So?\nBen: Good.\n".to_vec()),
        ],
        #[cfg(unix)]
        prepare: |folder| {
            let (to, from) = (folder.join("elsewhere"), folder.join("transcripts/more"));
            std::os::unix::fs::symlink(to, from).is_ok()
        },
        #[cfg(not(unix))]
        prepare: |_| false,
    },
    NotShown {
        rule: "unreadable",
        because: "it is about rights, disks and bytes",
        files: &[
            ("transcripts/a.txt", || b"Int: So?\nAnn: Good.\n".to_vec()),
            ("codings/ann/a.jsonl", || vec![0xFF]),
        ],
        prepare: |_| true,
    },
    NotShown {
        rule: "unreadable-characters",
        because: "an example is UTF-8",
        files: &[("transcripts/a.txt", || {
            let text = "Int: Où était-ce, déjà?\nZoé: À côté, là-bas, près du pré.\n";
            [text.as_bytes(), b"\xFF\n"].concat()
        })],
        prepare: |_| true,
    },
];

/// A Word document with this body.
fn docx(body: &str) -> Vec<u8> {
    let xml = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("word/document.xml", options).unwrap();
    archive.write_all(xml.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

/// A PDF of two pages, the first with words in a font of this encoding, the second as it is `drawn`. It has no table of
/// where its objects are: readers find them.
fn pdf(drawn: &str, encoding: &str) -> Vec<u8> {
    let font =
        format!("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding {encoding} >>");
    let page = |contents: u32| {
        format!(
            "<< /Type /Page /Parent 2 0 R /Contents {contents} 0 R /Resources << /Font << /F {font} >> >> >>"
        )
    };
    let stream = |content: &str| {
        format!(
            "<< /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        )
    };
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>".to_owned(),
        page(5),
        page(6),
        stream("BT /F 12 Tf 72 700 Td (Ann: They trust me!) Tj ET"),
        stream(drawn),
    ];
    let mut file = "%PDF-1.7\n".to_owned();
    for (object, number) in objects.iter().zip(1..) {
        let _ = write!(file, "{number} 0 obj\n{object}\nendobj\n");
    }
    file.push_str("trailer\n<< /Root 1 0 R >>\n");
    file.into_bytes()
}

/// How a finding is printed: the name of one rule may be the beginning of another's.
fn named(rule: &Rule) -> String {
    format!("[{}]", rule.name)
}

fn folder(rule: &Rule, what: &str) -> PathBuf {
    let name = format!("thematica-{}-{}-{what}", std::process::id(), rule.name);
    let folder = std::env::temp_dir().join(name);
    let _ = fs::remove_dir_all(&folder);
    folder
}

fn write<'n>(folder: &Path, files: impl Iterator<Item = (&'n str, Vec<u8>)>) {
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// What `check` finds in the files of an example, a line each.
fn found(rule: &Rule, what: &str, files: &[lint::File]) -> String {
    let folder = folder(rule, what);
    let is_compared = files.iter().any(|(name, _)| *name == "earlier.yaml");
    let is_study = !is_compared && files.iter().any(|(name, _)| *name != "codebook.yaml");
    write(
        &folder,
        files
            .iter()
            .map(|(name, content)| (*name, whole(content).into_bytes())),
    );
    let has_transcripts = files
        .iter()
        .any(|(name, _)| name.starts_with("transcripts/") || name.starts_with("interviews/"));
    if is_study && !has_transcripts {
        fs::create_dir_all(folder.join("transcripts")).unwrap();
        fs::write(
            folder.join("transcripts/a.txt"),
            "Int: How was it?\nAnn: Good.\n",
        )
        .unwrap();
    }
    let found = checked(rule, &folder, (!is_study).then_some("codebook.yaml"));
    fs::remove_dir_all(&folder).unwrap();
    found
}

/// What `check` finds in a folder, or in one file of it, a line each.
fn checked(rule: &Rule, folder: &Path, file: Option<&str>) -> String {
    if file.is_none() && !folder.join("thematica.yaml").exists() {
        fs::write(folder.join("thematica.yaml"), "study: example\n").unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_thematica"));
    command
        .current_dir(folder)
        .args(["check", "--format", "concise", "--quiet"])
        .args(file);
    if rule.level == Level::Off {
        command.args(["--warn", rule.name]);
    }
    if folder.join("earlier.yaml").exists() {
        command.args(["--since", "earlier.yaml"]);
    }
    let output = command.output().unwrap();
    let found = String::from_utf8(output.stdout).unwrap();
    let failure = String::from_utf8(output.stderr).unwrap();
    assert!(failure.is_empty(), "{}: {failure}", rule.name);
    found
}

/// A list of codes as a codebook.
fn whole(content: &str) -> String {
    if !content.starts_with("- ") {
        return content.to_owned();
    }
    let lines: Vec<String> = content.lines().map(|line| format!("  {line}")).collect();
    format!(
        "codebook: example\nversion: 1.0.0\ncodes:\n{}\n",
        lines.join("\n")
    )
}

#[test]
fn the_page_of_the_rules_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let page = thematica::lint::page();
    if std::env::var_os("THEMATICA_REWRITE").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page,
        "docs/rules.md is not what `thematica explain --all` writes"
    );
}
