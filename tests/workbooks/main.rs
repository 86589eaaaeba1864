//! What the binary writes as workbooks, read back sheet by sheet as a spreadsheet would.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use calamine::{Data, Reader as _, Xlsx};

mod chart;
mod chart_beside;
mod chart_refused;
mod chart_small;
mod chart_typed;
mod several;

/// A folder of its own for one test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("thematica-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the temporary folder can be written");
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Runs the binary in the repository, where the example study is; `-o` names a file of this folder.
    fn run(&self, arguments: &[&str]) -> Output {
        let output = arguments.iter().enumerate().map(|(at, argument)| {
            let is_file = at > 0 && ["-o", "--summaries"].contains(&arguments[at - 1]);
            if is_file {
                self.path(argument).display().to_string()
            } else {
                (*argument).to_owned()
            }
        });
        Command::new(env!("CARGO_BIN_EXE_thematica"))
            .args(output)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("THEMATICA_CACHE", "off")
            .output()
            .expect("the binary starts")
    }

    /// The same for what has to go well and to say nothing.
    fn run_well(&self, arguments: &[&str]) {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success() && said.is_empty(),
            "{arguments:?}: {said}"
        );
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The sheets of a workbook, with the cells of each.
fn sheets(path: &Path) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book: Xlsx<_> = calamine::open_workbook(path).expect("it is a workbook");
    let names = book.sheet_names();
    names
        .into_iter()
        .map(|name| {
            let range = book.worksheet_range(&name).expect("the sheet is there");
            let rows = range
                .rows()
                .map(|row| row.iter().map(Data::to_string).collect());
            (name, rows.collect())
        })
        .collect()
}
