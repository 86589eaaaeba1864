//! Codebooks that no person writes, and some that a machine or an accident makes: each gets one clear answer, in little
//! memory, and none ends the program.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const CODEBOOK: &str = "codebook: c\nversion: 1.0.0\ncodes:\n  - id: a\n    brief: A case.\n    include: I.\n    exclude: E.\n    match: [naïve]\n    examples: [Naïve.]\n";

/// What a check of one file may take, in kilobytes of address space: enough for the program and its threads, and a small
/// part of what a file of 100 MB would take when it is read as YAML.
#[cfg(target_os = "linux")]
const MOST_MEMORY: u32 = 1_500_000;

/// A folder that is taken away at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = format!("thematica-hostile-{}-{name}", std::process::id());
        let folder = std::env::temp_dir().join(folder);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        fs::write(self.0.join(name), bytes).unwrap();
        self
    }

    /// Checks a file, with little memory where the system can hold a program to that.
    fn check(&self, name: &str) -> Told {
        let binary = env!("CARGO_BIN_EXE_thematica");
        #[cfg(target_os = "linux")]
        let mut command = {
            let mut command = Command::new("sh");
            let limited = format!("ulimit -v {MOST_MEMORY} && exec \"$@\"");
            command.args(["-c", &limited, "sh", binary]);
            command
        };
        #[cfg(not(target_os = "linux"))]
        let mut command = Command::new(binary);
        command.current_dir(&self.0).args([
            "check",
            "--quiet",
            "--format",
            "concise",
            "--threads",
            "2",
        ]);
        Told::of(&command.arg(name).output().unwrap())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What a person sees.
#[derive(Debug)]
struct Told {
    out: String,
    err: String,
    status: Option<i32>,
}

impl Told {
    fn of(output: &Output) -> Self {
        Self {
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
            status: output.status.code(),
        }
    }

    /// The only line that is told, which makes the check fail.
    fn only_error(&self) -> &str {
        assert_eq!(self.status, Some(1), "{self:?}");
        assert_eq!(
            (self.out.lines().count(), &self.err[..]),
            (1, ""),
            "{self:?}"
        );
        self.out.trim_end()
    }

    fn is_clean(&self) -> bool {
        self.out.is_empty() && self.err.is_empty() && self.status == Some(0)
    }
}

/// A codebook with a text of so many megabytes in it.
fn large(path: &Path, megabytes: usize) {
    let mut file = std::io::BufWriter::new(fs::File::create(path).unwrap());
    file.write_all(CODEBOOK.as_bytes()).unwrap();
    file.write_all(b"    notes: |\n").unwrap();
    let line = [&b"      "[..], &[b'x'; 1017], b"\n"].concat();
    for _ in 0..megabytes * 1024 {
        file.write_all(&line).unwrap();
    }
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read_as_yaml() {
    let folder = Folder::new("large");
    large(&folder.0.join("17.yaml"), 17);
    assert_eq!(
        folder.check("17.yaml").only_error(),
        "17.yaml: error[yaml-syntax] the file is longer than 16 MiB"
    );
    large(&folder.0.join("100.yaml"), 100);
    let told = folder.check("100.yaml");
    assert_eq!(told.status, Some(2), "{told:?}");
    assert!(told.err.contains("larger than 64 MiB"), "{told:?}");
}

#[test]
fn very_many_codes_are_refused_with_the_limit_named() {
    let folder = Folder::new("many");
    let code = |number: usize| format!("- {{id: c{number}, match: [w{number}]}}\n");
    let codes: String = (0..250_000).map(code).collect();
    let text = format!("codebook: c\nversion: 1.0.0\ncodes:\n{codes}");
    let told = folder.write("many.yaml", text).check("many.yaml");
    let line = told.only_error();
    assert!(line.contains("more than 1000000 keys and values"), "{line}");
}

#[test]
fn brackets_dashes_and_codes_may_be_nested_so_deep_and_no_deeper() {
    let folder = Folder::new("deep");
    let codes = |levels: usize| -> String {
        let level = |number: usize| {
            let indent = "    ".repeat(number);
            format!("{indent}codes:\n{indent}  - id: c{number}\n")
        };
        let levels: String = (0..levels).map(level).collect();
        format!("codebook: c\n{levels}")
    };
    let brackets = format!("codes: {}{}\n", "[".repeat(10_000), "]".repeat(10_000));
    let texts = [
        ("codes.yaml", codes(60)),
        ("brackets.yaml", brackets),
        ("open.yaml", "[".repeat(10_000)),
        ("braces.yaml", "{a: ".repeat(10_000)),
        ("dashes.yaml", format!("{}a\n", "- ".repeat(10_000))),
        ("keys.yaml", format!("{}a\n", "? ".repeat(10_000))),
    ];
    for (name, text) in texts {
        let told = folder.write(name, text).check(name);
        let line = told.only_error();
        assert!(line.contains("nested more than 64 deep"), "{line}");
    }
    let told = folder.write("well.yaml", codes(30)).check("well.yaml");
    assert_eq!(told.status, Some(0), "{told:?}");
}

#[test]
fn a_billion_laughs_and_other_circles_end_at_once() {
    let folder = Folder::new("laughs");
    let row = |of: &str| format!("[{}]", [of; 10].join(", "));
    let mut text = format!("a0: &a0 {}\n", row("ha"));
    for level in 1..30 {
        let before = format!("*a{}", level - 1);
        let line = format!("a{level}: &a{level} {}\n", row(&before));
        text.push_str(&line);
    }
    let told = folder.write("laughs.yaml", text).check("laughs.yaml");
    assert!(
        told.only_error().contains("repeated with `*` too much"),
        "{told:?}"
    );
    let circle = "codebook: c\ncodes: &all\n  - id: a\n    codes: *all\n";
    let told = folder.write("circle.yaml", circle).check("circle.yaml");
    assert!(told.only_error().contains("contains itself"), "{told:?}");
}

#[test]
fn every_encoding_with_a_mark_is_read_and_others_are_told() {
    let folder = Folder::new("encodings");
    let wide = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        CODEBOOK.encode_utf16().flat_map(order).collect()
    };
    let (little, big) = (wide(u16::to_le_bytes), wide(u16::to_be_bytes));
    let marked = [
        ("utf-8.yaml", CODEBOOK.as_bytes().to_vec()),
        ("mark.yaml", [b"\xEF\xBB\xBF", CODEBOOK.as_bytes()].concat()),
        ("le.yaml", [&b"\xFF\xFE"[..], &little].concat()),
        ("be.yaml", [&b"\xFE\xFF"[..], &big].concat()),
        ("crlf.yaml", CODEBOOK.replace('\n', "\r\n").into_bytes()),
        ("cr.yaml", CODEBOOK.replace('\n', "\r").into_bytes()),
    ];
    for (name, bytes) in marked {
        let told = folder.write(name, bytes).check(name);
        assert!(told.is_clean(), "{name}: {told:?}");
    }
    for (name, bytes) in [("le.yaml", little), ("be.yaml", big)] {
        let told = folder.write(name, bytes).check(name);
        assert!(told.out.contains("UTF-16"), "{told:?}");
        assert_eq!(told.status, Some(1));
    }
    let latin: Vec<u8> = CODEBOOK.chars().map(|c| u8::try_from(c).unwrap()).collect();
    let told = folder.write("latin.yaml", latin).check("latin.yaml");
    assert_eq!(
        told.out,
        "latin.yaml:8:15: warning[guessed-encoding] this file is not UTF-8; it was read as windows-1252\n"
    );
}

#[test]
fn what_is_no_codebook_at_all_is_told_in_a_line() {
    let folder = Folder::new("nothing");
    for (name, bytes, told) in [
        (
            "empty.yaml",
            &b""[..],
            "empty.yaml: error[empty-codebook] the file has no content",
        ),
        (
            "comments.yaml",
            b"# soon\n",
            "comments.yaml: error[empty-codebook] the file has no content",
        ),
        (
            "start.yaml",
            b"---\n...\n",
            "start.yaml: error[empty-codebook] the file has no content",
        ),
        (
            "text.yaml",
            b"trust\n",
            "text.yaml:1:1: error[wrong-type] a codebook must be a mapping (lines such as `key: value`), and this is a text",
        ),
        (
            "nul.yaml",
            b"codebook: c\0\n",
            "nul.yaml:1:12: error[yaml-syntax] this character cannot stand in YAML, and most editors do not show it",
        ),
        (
            "zeros.yaml",
            &[0; 4096],
            "zeros.yaml: error[yaml-syntax] this is no text, or one in UTF-16 without a mark that says so",
        ),
        (
            "two.yaml",
            b"codebook: c\n---\ncodebook: d\n",
            "two.yaml:2:1: error[yaml-syntax] a second document starts here, and a file may only have one",
        ),
        (
            "tab.yaml",
            b"codes:\n\t- id: a\n",
            "tab.yaml:2:2: error[yaml-syntax] a tab stands where YAML wants spaces",
        ),
    ] {
        let seen = folder.write(name, bytes).check(name);
        assert_eq!(seen.only_error(), told);
    }
}

#[test]
fn a_folder_in_a_codebook_s_place_is_called_a_folder() {
    let folder = Folder::new("folder");
    fs::create_dir(folder.0.join("codebook.yaml")).unwrap();
    let told = folder.check("codebook.yaml");
    assert_eq!(
        told.err,
        "error: codebook.yaml is a folder, and a codebook is a file\n"
    );
    assert_eq!(told.status, Some(2));
    // So it is where a study looks for its codebook.
    folder.write("thematica.yaml", "study: s\n");
    fs::create_dir(folder.0.join("transcripts")).unwrap();
    folder.write("transcripts/a.txt", "Int: So?\nAnn: Well.\n");
    let told = folder.check(".");
    assert!(
        told.out
            .starts_with("codebook.yaml: error[missing-file] this is a folder"),
        "{told:?}"
    );
    assert_eq!(told.status, Some(1));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_told_with_the_reason() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new("rights");
    folder.write("codebook.yaml", CODEBOOK);
    let path = folder.0.join("codebook.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    let told = folder.check("codebook.yaml");
    // Who may do everything may read it.
    if fs::read(&path).is_ok() {
        assert!(told.is_clean(), "{told:?}");
        return;
    }
    assert!(
        told.err.contains("codebook.yaml cannot be read"),
        "{told:?}"
    );
    assert_eq!(told.status, Some(2));
}
