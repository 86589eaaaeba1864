//! Charts of a study of four sentences, for what needs a codebook or people of its own.

use std::fs;
use std::process::Output;

use super::Folder;

const CODEBOOK: &str = "codebook: small
codes:
  - id: top
    label: Top
    codes:
      - {id: trust, label: Trust, match: [trust*]}
      - {id: time, label: Time, match: [time]}
      - {id: old, label: Old, retired: true, match: [weeks]}
";
const PEOPLE: &str = "id,label,team\nAnn,Ann,\nBo,Bo,(none)\nCy,Cy,red\n";
const TALK: &str = "Ann: I trust them.\n\nBo: It takes time.\n\nCy: There is time.\n";

/// A folder with the study in `study`.
pub fn study(name: &str) -> Folder {
    let folder = Folder::new(name);
    let study = folder.path("study");
    fs::create_dir_all(study.join("transcripts")).unwrap();
    for (file, text) in [
        ("codebook.yaml", CODEBOOK),
        ("participants.csv", PEOPLE),
        (
            "thematica.yaml",
            "study: Small\ntranscripts: [transcripts/*.txt]\n",
        ),
        ("transcripts/one.txt", TALK),
    ] {
        fs::write(study.join(file), text).unwrap();
    }
    folder
}

pub fn chart(folder: &Folder, arguments: &[&str]) -> Output {
    let study = folder.path("study").display().to_string();
    folder.run(&[&["chart", study.as_str()], arguments].concat())
}

/// What is said of a chart that is made.
pub fn made(folder: &Folder, arguments: &[&str]) -> String {
    let output = chart(folder, arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{arguments:?}: {said}");
    said
}

/// What is said of a chart that is not made; the file that was there stays.
pub fn refused(folder: &Folder, file: &str, arguments: &[&str]) -> String {
    let before = fs::read(folder.path(file)).ok();
    let output = chart(folder, &[arguments, &["-o", file]].concat());
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(fs::read(folder.path(file)).ok() == before, "{file} changed");
    said
}

#[test]
fn a_chart_without_a_column_is_refused_with_what_to_do() {
    let folder = study("chart-no-column");
    let said = refused(&folder, "chart.xlsx", &["--code", "old"]);
    assert!(
        said.contains("the chart has no column") && said.contains("--coder"),
        "{said}"
    );
    made(&folder, &["-o", "chart.xlsx"]);
    refused(&folder, "chart.xlsx", &["--code", "old"]);
    let output = chart(&folder, &["--code", "old"]);
    assert_eq!(output.status.code(), Some(2));
    let whole = chart(&folder, &[]);
    let shown = String::from_utf8(whole.stdout).unwrap();
    assert!(
        shown.contains("1 retired code is left out: old."),
        "{shown}"
    );
}
