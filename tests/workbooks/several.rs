//! Commands that make several tables: each has a sheet.

use super::{Folder, sheets};

fn names(command: &[&str]) -> Vec<String> {
    let folder = Folder::new(&format!("several-{}-{}", command[0], command.len()));
    let mut arguments = command.to_vec();
    arguments.extend(["-o", "out.xlsx", "--quiet"]);
    let output = folder.run(&arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.is_empty(), "{said}");
    let sheets = sheets(&folder.path("out.xlsx"));
    assert!(sheets.iter().all(|(_, rows)| rows.len() > 1), "{sheets:?}");
    sheets.into_iter().map(|(name, _)| name).collect()
}

#[test]
fn each_coder_has_a_sheet_in_a_square_of_codes() {
    let study = "examples/link-workers";
    for command in ["cooccur", "sequence"] {
        let names = names(&[
            command, study, "--as", "matrix", "--coder", "helen", "--coder", "imran",
        ]);
        assert_eq!(names, ["helen", "imran", "About"], "{command}");
    }
}

#[test]
fn a_square_of_one_coder_is_called_like_the_study() {
    let names = names(&[
        "cooccur",
        "examples/link-workers",
        "--as",
        "matrix",
        "--coder",
        "helen",
    ]);
    assert_eq!(names, ["helen", "About"]);
}

#[test]
fn rules_to_drop_and_counts_of_changes_have_a_sheet() {
    let evaluated = names(&["evaluate", "examples/link-workers"]);
    assert_eq!(
        evaluated,
        [
            "Link workers (invented)",
            "Rules to drop or narrow",
            "About"
        ]
    );
    let old = "codebooks/com-b.yaml";
    let changed = names(&["diff", old, "codebooks/tdf.yaml", "examples/link-workers"]);
    assert_eq!(changed[1..], ["Segments before and after", "About"]);
}
