//! The README shows what the program prints: each `$ thematica …` whose output it shows is run.
//!
//! `THEMATICA_REWRITE=1 cargo test --test readme` writes the outputs anew.

use std::path::Path;
use std::process::Command;

#[test]
fn the_readme_shows_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("README.md");
    let written = std::fs::read_to_string(&path).expect("there is a README");
    let (run, now) = rerun(&written, root);
    assert!(run >= 2, "the README shows output: {run}");
    if std::env::var_os("THEMATICA_REWRITE").is_some() {
        std::fs::write(&path, now).expect("the README can be written");
    } else {
        assert!(written == now, "the README shows old output:\n{now}");
    }
}

/// The page with the output of each command under it; a block of commands alone is left as it is.
fn rerun(page: &str, root: &Path) -> (usize, String) {
    let (mut run, mut now) = (0, String::new());
    let mut blocks = page.split("```console\n");
    now += blocks.next().unwrap_or_default();
    for block in blocks {
        let (inside, after) = block.split_once("```").expect("a block is closed");
        let (command, output) = inside.split_once('\n').unwrap_or((inside, ""));
        let shows_output = !output.is_empty() && !output.starts_with('$');
        now += "```console\n";
        match command
            .strip_prefix("$ thematica ")
            .filter(|_| shows_output)
        {
            Some(arguments) => {
                run += 1;
                now += command;
                now += "\n";
                now += &printed(arguments, root);
            }
            None => now += inside,
        }
        now += "```";
        now += after;
    }
    (run, now)
}

fn printed(arguments: &str, root: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_thematica"))
        .args(arguments.split_whitespace())
        .current_dir(root)
        .output()
        .expect("the program runs");
    // A codebook with faults is shown to be told so.
    let may_find = arguments.starts_with("check ") && output.status.code() == Some(1);
    assert!(
        output.status.success() || may_find,
        "{arguments}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("output is UTF-8")
}
