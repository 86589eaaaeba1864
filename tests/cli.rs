//! Runs the binary as people do, and compares all that they see: standard output, standard error and the exit status.
//!
//! Each test is a session in a fresh copy of `tests/cli/files`; what is seen stands in `tests/cli/<test>.txt`. Run with
//! `THEMATICA_REWRITE=1` to write these files anew, and read the difference.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A session in a folder of its own.
struct Session {
    name: &'static str,
    folder: PathBuf,
    seen: String,
}

impl Session {
    fn new(name: &'static str) -> Self {
        let folder = std::env::temp_dir().join(format!("thematica-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        copy(&files(), &folder);
        Self {
            name,
            folder,
            seen: String::new(),
        }
    }

    /// Copies the samples of other formats into the folder `exchange`.
    fn with_exchange(&mut self) -> &mut Self {
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exchange");
        copy(&samples, &self.folder.join("exchange"));
        self
    }

    /// Copies the example study, to the folder `examples/link-workers`.
    fn with_example(&mut self) -> &mut Self {
        for folder in ["examples/link-workers", "codebooks"] {
            let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            copy(&from, &self.folder.join(folder));
        }
        self
    }

    /// Runs the binary and shows of its standard output what is left of it, because the rest would be long.
    fn run_and_cut(&mut self, arguments: &[&str], cut: fn(&str) -> &str) -> &mut Self {
        let output = binary(&self.folder)
            .args(arguments)
            .output()
            .expect("the binary starts");
        let text = String::from_utf8(output.stdout).expect("all that is written is UTF-8");
        let _ = writeln!(self.seen, "$ thematica {} (cut)", arguments.join(" "));
        self.show("stdout", cut(&text).as_bytes());
        self.seen.push('\n');
        self
    }

    /// Runs the binary in the session's folder.
    fn run(&mut self, arguments: &[&str]) -> &mut Self {
        self.run_in(".", arguments)
    }

    /// Runs the binary in a folder below the session's.
    fn run_in(&mut self, folder: &str, arguments: &[&str]) -> &mut Self {
        let output = binary(&self.folder.join(folder))
            .args(arguments)
            .output()
            .expect("the binary starts");
        let shown: Vec<String> = arguments.iter().map(|it| quoted(it)).collect();
        let inside = if folder == "." {
            String::new()
        } else {
            format!("{folder} ")
        };
        let _ = writeln!(self.seen, "{inside}$ thematica {}", shown.join(" "));
        self.show_end(&output);
        self
    }

    /// Makes a folder.
    fn folder(&mut self, folder: &str) -> &mut Self {
        fs::create_dir_all(self.folder.join(folder)).expect("the session's folder is its own");
        self
    }

    /// Runs the binary with lines on its standard input, at the first second of 2026.
    fn type_into(&mut self, arguments: &[&str], lines: &str) -> &mut Self {
        let mut command = binary(&self.folder);
        command
            .args(arguments)
            .env("SOURCE_DATE_EPOCH", "1767225600");
        let output = fed(command, lines);
        let _ = writeln!(self.seen, "$ thematica {}", arguments.join(" "));
        self.show("stdin", lines.as_bytes());
        self.show_end(&output);
        self
    }

    /// Writes a file.
    fn write(&mut self, file: &str, bytes: impl AsRef<[u8]>) -> &mut Self {
        let path = self.folder.join(file);
        fs::create_dir_all(path.parent().unwrap())
            .expect("the folder of the session can be written");
        fs::write(self.folder.join(file), bytes).expect("the folder of the session can be written");
        self
    }

    /// Lets a file only be read.
    fn forbid_writing(&self, file: &str) {
        let path = self.folder.join(file);
        let mut permissions = fs::metadata(&path)
            .expect("the file is there")
            .permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).expect("the session's files are its own");
    }

    /// Shows a file.
    fn cat(&mut self, file: &str) -> &mut Self {
        let text = fs::read(self.folder.join(file)).expect("the file is there");
        let _ = writeln!(self.seen, "$ cat {file}");
        self.show("stdout", &text);
        self.seen.push('\n');
        self
    }

    /// Puts one text in the place of another that the file has.
    fn change(&mut self, file: &str, old: &str, new: &str) -> &mut Self {
        let path = self.folder.join(file);
        let text = fs::read_to_string(&path).expect("the file is there");
        assert!(text.contains(old), "{file} has no {old:?}");
        fs::write(path, text.replacen(old, new, 1)).expect("the file can be written");
        self
    }

    /// Runs git in the session's folder, as nobody in particular.
    fn git(&mut self, arguments: &[&str]) -> &mut Self {
        let who = ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|it| (it, "Nobody"));
        let address = ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|it| (it, "nobody@invalid"));
        let settings = ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"].map(|it| (it, "/dev/null"));
        let status = Command::new("git")
            .current_dir(&self.folder)
            .args(arguments)
            .envs(who.into_iter().chain(address).chain(settings))
            .status();
        assert!(status.expect("git is installed").success(), "{arguments:?}");
        let _ = writeln!(self.seen, "$ git {}\n", arguments.join(" "));
        self
    }

    /// Shows the first lines of a file.
    fn head(&mut self, file: &str, lines: usize) -> &mut Self {
        let text = fs::read_to_string(self.folder.join(file)).expect("the file is there");
        let first: String = text.split_inclusive('\n').take(lines).collect();
        let _ = writeln!(self.seen, "$ head -n {lines} {file}");
        self.show("stdout", first.as_bytes());
        self.seen.push('\n');
        self
    }

    /// Lists the files of a folder.
    fn ls(&mut self, folder: &str) -> &mut Self {
        let entries = fs::read_dir(self.folder.join(folder)).expect("the folder is there");
        let names = entries.map(|it| it.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        let _ = writeln!(self.seen, "$ ls -A {folder}\n{}\n", names.join("\n"));
        self
    }

    fn show(&mut self, stream: &str, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        let text = String::from_utf8(bytes.to_vec()).expect("all that is written is UTF-8");
        let text = text.replace('\u{1b}', "␛").replace('\u{feff}', "<BOM>");
        let _ = writeln!(self.seen, "--- {stream}");
        self.seen.push_str(&text);
        if !text.ends_with('\n') {
            self.seen.push_str("<no newline>\n");
        }
    }

    /// Runs the binary in a folder below the session's, with something on standard input.
    fn answer_in(&mut self, folder: &str, arguments: &[&str], answers: &str) -> &mut Self {
        let mut command = binary(&self.folder.join(folder));
        command.args(arguments);
        let output = fed(command, answers);
        let _ = writeln!(
            self.seen,
            "{folder} $ printf {answers:?} | thematica {}",
            arguments.join(" ")
        );
        self.show_end(&output);
        self
    }

    /// Shows what a run printed and how it ended.
    fn show_end(&mut self, output: &Output) {
        self.show("stdout", &output.stdout);
        self.show("stderr", &output.stderr);
        let status = output.status.code().expect("the binary ends by itself");
        let _ = writeln!(self.seen, "--- status {status}\n");
    }

    /// Leaves nothing behind, for a test that has looked at what it wanted.
    fn end_without_expectations(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }

    /// Compares what was seen with what is expected.
    fn end(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/cli")
            .join(self.name)
            .with_extension("txt");
        if std::env::var_os("THEMATICA_REWRITE").is_some() {
            fs::write(&path, &self.seen).expect("the folder of expectations can be written");
            return;
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            expected == self.seen,
            "{} differs; seen was:\n{}",
            path.display(),
            self.seen
        );
    }
}

fn binary(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_thematica"));
    command.current_dir(folder).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "CI"] {
        command.env_remove(name);
    }
    // What a session keeps is its own: nothing of another run is used, and nothing stays.
    command.env("THEMATICA_CACHE", "off");
    // Codings carry the time when they were made.
    command.env("SOURCE_DATE_EPOCH", "1796000000");
    command.env_remove("THEMATICA_CODER");
    command
}

/// Runs a command with something on its standard input.
fn fed(mut command: Command, input: &str) -> Output {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the binary starts");
    let mut stdin = child.stdin.take().expect("it is a pipe");
    stdin
        .write_all(input.as_bytes())
        .expect("the binary reads what is typed");
    drop(stdin);
    child.wait_with_output().expect("the binary ends")
}

fn files() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/files")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the temporary folder can be written");
    for entry in fs::read_dir(from).expect("the files of the tests are there") {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn quoted(argument: &str) -> String {
    if argument.contains([' ', '*', '\'']) {
        return format!("'{argument}'");
    }
    argument.to_owned()
}

#[test]
fn transcripts_are_shown_as_they_were_understood() {
    Session::new("transcripts")
        .run(&["transcripts", "study"])
        .run_in("study/transcripts", &["transcripts"])
        .run(&["transcripts", "loose", "study/transcripts/phase-2/fg2.vtt"])
        .run(&["transcripts", "study", "--format", "md"])
        .end();
}

#[test]
fn transcripts_as_json_are_a_list_with_an_object_for_each_file() {
    Session::new("transcripts_json")
        .run(&["transcripts", "study", "--format", "json"])
        .run(&["transcripts", "unreadable", "--format", "jsonl", "--quiet"])
        .end();
}

#[test]
fn a_transcript_is_printed_turn_by_turn() {
    Session::new("transcripts_show")
        .run(&["transcripts", "study", "--show", "fg1"])
        .run(&["transcripts", "--show", "study/transcripts/phase-2/fg2.vtt"])
        .run(&["transcripts", "study", "--show", "transcripts/phase-2/fg2"])
        .run(&["transcripts", "study", "--show", "fg7"])
        .write("recognised.json", RECOGNISED)
        .run(&["transcripts", "--show", "recognised.json"])
        .end();
}

/// What a program for speech recognition wrote, with a segment that is empty and one whose text is unlike its words.
const RECOGNISED: &str = r#"{"segments": [
  {"start": 0, "end": 2, "text": "Shall we start? Yes.", "words": [
    {"word": "Shall", "speaker": "Interviewer"}, {"word": "we", "speaker": "Interviewer"},
    {"word": "start?", "speaker": "Interviewer"}, {"word": "Yes.", "speaker": "Ann"}]},
  {"start": 2, "end": 3, "text": " ", "words": []},
  {"start": 3, "end": 6, "text": "There were 2 of us. Two?", "words": [
    {"word": "There", "speaker": "Ann"}, {"word": "were", "speaker": "Ann"}, {"word": "two", "speaker": "Ann"},
    {"word": "of", "speaker": "Ann"}, {"word": "us", "speaker": "Ann"}, {"word": "two", "speaker": "Interviewer"}]}
]}
"#;

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_are_shown() {
    Session::new("transcripts_unreadable")
        .run(&["transcripts", "unreadable"])
        .end();
}

#[test]
fn an_encoding_that_is_named_counts_before_the_manifest_and_the_bytes() {
    let bytes = b"Int: So?\nAnn: D\x8Ej\x88, l'\x8Et\x8E.\nInt: And?\nAnn: Well.\n";
    let manifest = "transcripts:\n  - {path: old.txt, encoding: latin1}\n";
    Session::new("encoding")
        .write("old.txt", bytes)
        .run(&["transcripts", "--show", "old.txt"])
        .run(&[
            "transcripts",
            "--show",
            "old.txt",
            "--encoding",
            "mac_roman",
        ])
        .write("thematica.yaml", manifest)
        .run(&["transcripts", "--show", "old"])
        .run(&["transcripts", "--show", "old", "--encoding", "Windows 1250"])
        .run(&["transcripts", "old.txt", "--encoding", "utf-8"])
        .run(&["transcripts", "--encoding", "windwos-1252"])
        .run(&["transcripts", "--encoding", "ANSI"])
        .write(
            "misread.txt",
            "Int: So?\nAnn: I donâ€™t know.\nInt: And?\nAnn: In the cafÃ©.\n",
        )
        .run(&["transcripts", "misread.txt"])
        .run(&[
            "code",
            "old.txt",
            "--codebook",
            "study/codebook.yaml",
            "--encoding",
            "macintosh",
            "--format",
            "json",
        ])
        .end();
}

#[test]
fn transcripts_become_plain_text_subtitles_and_markdown() {
    Session::new("transcripts_convert")
        .run(&["transcripts", "convert", "loose/a.txt", "--to", "md"])
        .run(&[
            "transcripts",
            "convert",
            "study",
            "--to",
            "txt",
            "--output",
            "plain",
            "--map",
            "map.csv",
        ])
        .ls("plain/phase-1")
        .cat("plain/phase-2/fg2.txt")
        .cat("map.csv")
        .run(&["transcripts", "plain"])
        .run(&[
            "transcripts",
            "convert",
            "study/transcripts/phase-2/fg2.vtt",
            "-o",
            "fg2.vtt",
            "--quiet",
        ])
        .cat("fg2.vtt")
        .run(&[
            "transcripts",
            "convert",
            "unreadable",
            "--to",
            "txt",
            "-o",
            "plain",
        ])
        .ls("plain")
        .end();
}

#[test]
fn a_conversion_that_could_be_misread_is_told_with_the_lines_that_help() {
    Session::new("transcripts_convert_labels")
        .write("rare.csv", "speaker,text,start\nInt,So?,0:01\nThe one from next door,Well.,\nInt,Note: ah.,0:09\nInt,[00:12] was when?,\n")
        .run(&["transcripts", "convert", "rare.csv", "--to", "txt"])
        .run(&["transcripts", "convert", "rare.csv", "--to", "vtt", "--map", "map.jsonl"])
        .cat("map.jsonl")
        .write("nobody.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nNobody yet.\n\n00:09.000 --> 00:10.000\nStill.\n\n00:19.000 --> 00:20.000\n<v Int>So?\n\n00:21.000 --> 00:22.000\n<v Ann>No.\n")
        .run(&["transcripts", "convert", "nobody.vtt", "--to", "txt"])
        .end();
}

#[test]
fn nothing_is_written_over_by_a_conversion() {
    Session::new("transcripts_convert_faults")
        .run(&["transcripts", "convert", "loose"])
        .run(&["transcripts", "convert", "loose", "--to", "txt"])
        .run(&["transcripts", "convert", "loose", "-o", "one.txt"])
        .run(&["transcripts", "convert", "loose/a.txt", "--to", "vtt"])
        .run(&[
            "transcripts",
            "convert",
            "loose/a.txt",
            "-o",
            "loose/a.txt",
            "--force",
        ])
        .run(&["transcripts", "convert", "loose/a.txt", "-o", "loose/b.txt"])
        .run(&[
            "transcripts",
            "convert",
            "loose/a.txt",
            "-o",
            "loose/b.txt",
            "--force",
        ])
        .run(&[
            "transcripts",
            "convert",
            "loose/a.txt",
            "-o",
            "c.txt",
            "--map",
            "map.png",
        ])
        .run(&[
            "transcripts",
            "convert",
            "study",
            "--to",
            "md",
            "-o",
            "study/transcripts/plain",
            "--quiet",
        ])
        .run(&[
            "transcripts",
            "convert",
            "study",
            "--to",
            "txt",
            "-o",
            "study/transcripts/plain",
        ])
        .ls(".")
        .run(&["transcripts", "convert", "--help"])
        .end();
}

#[test]
fn a_file_is_written_in_the_format_of_its_ending() {
    Session::new("output")
        .run(&["transcripts", "loose", "--output", "out.csv"])
        .cat("out.csv")
        .run(&[
            "transcripts",
            "loose",
            "-o",
            "out.csv",
            "--csv-bom",
            "--csv-safe",
        ])
        .cat("out.csv")
        .run(&["transcripts", "loose", "-o", "out.tsv"])
        .cat("out.tsv")
        .run(&["transcripts", "loose", "-o", "-", "-f", "csv"])
        .ls(".")
        .end();
}

#[test]
fn output_that_cannot_be_written_is_told_and_leaves_nothing() {
    Session::new("output_faults")
        .run(&["transcripts", "loose", "-o", "out.xyz"])
        .run(&["transcripts", "loose", "-o", "no/such/folder.csv"])
        .run(&["transcripts", "loose", "-o", "loose/a.txt"])
        .run(&["transcripts", "loose", "-f", "xml"])
        .ls("loose")
        .end();
}

#[test]
fn what_cannot_be_opened_is_told_with_what_to_do() {
    Session::new("input_faults")
        .run(&["transcripts"])
        .run(&["transcripts", "nowhere"])
        .run(&["transcripts", "faulty.yaml"])
        .run(&["transcripts", "study", "loose"])
        .end();
}

#[test]
fn a_codebook_is_tested_on_its_own_examples() {
    Session::new("check")
        .run(&["check", "study"])
        .run(&["check", "failing.yaml"])
        .run(&["check", "study/codebook.yaml", "--quiet"])
        .end();
}

#[test]
fn faults_of_a_codebook_are_told_in_every_format() {
    Session::new("check_formats")
        .run(&["check", "faulty.yaml"])
        .run(&["check", "faulty.yaml", "--format", "concise"])
        .run(&["check", "faulty.yaml", "--format", "json"])
        .run(&["check", "failing.yaml", "--format", "jsonl"])
        .run(&[
            "check",
            "failing.yaml",
            "--format",
            "concise",
            "-o",
            "faults.txt",
        ])
        .cat("faults.txt")
        .end();
}

#[test]
fn a_rich_codebook_is_told_in_the_formats_of_others() {
    let mut session = Session::new("check_reports");
    for format in ["concise", "github", "gitlab", "junit"] {
        session.run(&["check", "rich.yaml", "--format", format]);
    }
    session
        .run_and_cut(&["check", "rich.yaml", "--format", "sarif"], |report| {
            // What comes before is the documentation of all rules.
            let start = report.find("\"results\": [").expect("there are results");
            let end = report.find("\"ruleId\": \"literal-regex\"");
            &report[start..end.expect("it is one of them")]
        })
        .run(&["check", "rich.yaml", "--format", "xml"])
        .run(&[
            "check",
            "rich.yaml",
            "study/codebook.yaml",
            "--format",
            "concise",
            "--quiet",
        ])
        .end();
}

#[test]
fn personal_data_can_fail_a_check_and_is_shown_in_no_format() {
    let text = "Int: Where can I reach you?\nAnn: On 07700 900123, or ann.lee@example.org.\n";
    let mut session = Session::new("check_personal");
    session
        .write("loose/talk.txt", text)
        .run(&["check", "loose/talk.txt", "--quiet"])
        .run(&[
            "check",
            "loose/talk.txt",
            "--deny",
            "privacy",
            "--allow",
            "email-address",
        ]);
    session
        .write(
            "loose/account.txt",
            "Int: Where are you?\nAnn: I am @ann_lee, on there.\n",
        )
        .run(&["check", "loose/account.txt", "--quiet"])
        .run(&["check", "loose/account.txt", "--quiet", "--deny", "privacy"]);
    for format in [
        "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit",
    ] {
        let mut check = binary(&session.folder);
        check.args(["check", "loose/talk.txt", "--format", format]);
        let output = check.output().expect("the binary starts");
        let seen = String::from_utf8_lossy(&output.stdout);
        assert!(seen.contains("07… (11 digits)"), "{format}: {seen}");
        assert!(
            !seen.contains("900123") && !seen.contains("example.org"),
            "{format}: {seen}"
        );
    }
    session.end();
}

#[test]
fn levels_are_given_to_rules_groups_and_levels() {
    let concise = |more: &[&'static str]| -> Vec<&'static str> {
        [&["check", "rich.yaml", "--format", "concise"], more].concat()
    };
    Session::new("check_levels")
        .run(&concise(&["--deny", "warning", "--allow", "definitions"]))
        .run(&concise(&["--warn", "needless-escape", "--advise", "tests", "--allow", "advice"]))
        .run(&concise(&["--allow", "patterns", "--deny", "short-stem"]))
        .run(&concise(&["--deny", "short-stems"]))
        .run(&concise(&["--allow", "yaml-syntax"]))
        .write(
            "study/thematica.yaml",
            "study: Levels\ncheck:\n  deepest: 1\n  levels: {advice: off, code-never-fires: error, deep-code: advice, nothing: off}\n",
        )
        .run(&["check", "study", "--format", "concise"])
        .run(&["check", "study", "--format", "concise", "--allow", "code-never-fires"])
        .end();
}

#[test]
fn what_was_known_is_not_told_again() {
    let baseline = [
        "check",
        "rich.yaml",
        "--format",
        "concise",
        "--baseline",
        "known.json",
    ];
    Session::new("check_baseline")
        .run(&baseline)
        .run(&["check", "rich.yaml", "--write-baseline"])
        .run(&[&baseline[..], &["--write-baseline"]].concat())
        .cat("known.json")
        .run(&baseline)
        .change("rich.yaml", "match: [no*]", "match: [no*, ye*]")
        .change("rich.yaml", "          - rapport\n", "")
        .change(
            "rich.yaml",
            "codebook: rich",
            "# A line above it all.\ncodebook: rich",
        )
        .run(&baseline)
        .write("known.json", "{")
        .run(&baseline)
        .end();
}

#[test]
fn what_can_be_mended_is_mended() {
    Session::new("check_fix")
        .run(&["check", "rich.yaml", "--diff"])
        .run(&["check", "rich.yaml", "--diff", "--allow", "needless-escape"])
        .run(&["check", "rich.yaml", "--fix", "--format", "concise"])
        .cat("rich.yaml")
        .run(&["check", "rich.yaml", "--diff"])
        .run(&["check", "rich.yaml", "--fix", "--diff"])
        .end();
}

#[test]
fn a_version_that_was_not_raised_is_found_in_a_file_and_in_git() {
    let since = |what: &'static str| {
        let check = [
            "check",
            "rich.yaml",
            "--format",
            "concise",
            "--quiet",
            "--allow",
            "warning",
        ];
        [
            &check[..],
            &["--allow", "advice", "--allow", "tests", "--since", what],
        ]
        .concat()
    };
    let mut session = Session::new("check_since");
    session
        .write("before.yaml", fs::read(files().join("rich.yaml")).unwrap())
        .run(&since("before.yaml"))
        .run(&since("last-tag"))
        .git(&["init", "--quiet", "."])
        .git(&["add", "rich.yaml"])
        .git(&["commit", "--quiet", "-m", "First"])
        .run(&since("HEAD"))
        .run(&since("last-tag"))
        .git(&["tag", "v1.0.0"])
        .change("rich.yaml", "match: [no*]", "match: [no*, never]")
        .run(&since("before.yaml"))
        .run(&since("HEAD"))
        .run(&since("last-tag"))
        .run_in(
            "study",
            &[
                "check",
                "codebook.yaml",
                "--quiet",
                "--allow",
                "warning",
                "--allow",
                "advice",
                "--since",
                "HEAD",
            ],
        )
        .run_in(
            "study",
            &[
                "check",
                "codebook.yaml",
                "--allow",
                "warning",
                "--allow",
                "advice",
                "--since",
                "last-tag",
            ],
        )
        .change("rich.yaml", "version: 1.0.0", "version: 1.1.0")
        .run(&since("last-tag"))
        .end();
}

#[test]
fn rules_are_explained() {
    Session::new("explain")
        .run(&["explain"])
        .run(&["explain", "structure"])
        .run(&["explain", "short-stem"])
        .run(&["explain", "short-stems"])
        .run(&["explain", "nothing of the kind"])
        .end();
}

#[test]
fn codebooks_are_shown_and_come_along() {
    let mut session = Session::new("codebook_show");
    session
        .run(&["codebook", "show", "rich.yaml"])
        .run(&["codebook", "show", "faulty.yaml"])
        .run(&["codebook", "list"])
        .run_and_cut(&["codebook", "schema"], |schema| {
            let end = schema.match_indices('\n').nth(11);
            &schema[..=end.expect("it is long").0]
        })
        .run(&["init", "loose", "--codebook", "nothing"])
        .run(&["init", "loose", "--codebook", "link-workers"])
        .ls("loose")
        .head("loose/codebook.yaml", 5)
        .run(&["check", "loose/codebook.yaml", "--quiet"])
        .end();
}

#[test]
fn a_check_that_could_not_look_at_everything_says_so() {
    Session::new("check_unreadable")
        .run(&["check", "unreadable"])
        .end();
}

/// A codebook with a pattern given twice, in a file of another system, and one that needs nothing.
const TWICE: &str = "codebook: c\r\nversion: 1.0.0\r\ncodes:\r\n  - id: a # kept\r\n    match:\r\n      - trust*\r\n      - hello\r\n      - trust*\r\n";

#[test]
fn what_is_named_twice_is_looked_at_once() {
    Session::new("check_twice")
        .write("twice.yaml", TWICE)
        .run(&["check", "twice.yaml", "./twice.yaml", "--format", "concise"])
        .run(&[
            "check",
            "study/codebook.yaml",
            "study",
            "--format",
            "concise",
        ])
        .run(&["check", "study", "--format", "concise"])
        .end();
}

#[test]
fn what_is_mended_keeps_its_line_ends_and_is_mended_once() {
    Session::new("check_mend")
        .write("twice.yaml", format!("\u{feff}{TWICE}"))
        .run(&["check", "--diff", "twice.yaml"])
        .run(&[
            "check",
            "--fix",
            "--quiet",
            "--format",
            "concise",
            "twice.yaml",
        ])
        .cat("twice.yaml")
        .run(&["check", "--fix", "--format", "concise", "twice.yaml"])
        .cat("twice.yaml")
        .end();
}

#[test]
fn what_may_only_be_read_is_not_mended_and_nothing_else_is() {
    let mut session = Session::new("check_fix_read_only");
    session.write("a.yaml", TWICE).write("b.yaml", TWICE);
    session.forbid_writing("b.yaml");
    session
        .run(&["check", "--fix", "a.yaml", "b.yaml"])
        .cat("a.yaml")
        .cat("b.yaml")
        .end();
}

#[test]
fn the_codebook_is_applied() {
    Session::new("code")
        .run(&["code", "study"])
        .run(&["code", "study", "--format", "csv", "--code", "trust"])
        .run(&["code", "loose"])
        .run(&["code", "loose", "--codebook", "study/codebook.yaml"])
        .end();
}

#[test]
fn themes_are_counted() {
    Session::new("themes")
        .run(&["themes", "study"])
        .run(&["themes", "study", "--by", "phase"])
        .run(&["themes", "study", "--format", "md"])
        .run(&["themes", "study", "--format", "json"])
        .run(&["themes", "study", "--format", "csv", "--role", "all"])
        .end();
}

#[test]
fn a_matrix_is_made() {
    Session::new("matrix")
        .run(&["matrix", "study"])
        .run(&["matrix", "study", "--format", "csv"])
        .end();
}

#[test]
fn anything_is_crossed_with_anything() {
    let example = "examples/link-workers";
    let both = ["--coder", "helen", "--coder", "imran"];
    Session::new("matrix_axes")
        .with_example()
        .run(&["matrix", example, "--rows", "participant", "--by", "phase"])
        .run(&[
            "matrix",
            example,
            "--rows",
            "theme",
            "--by",
            "group",
            "--cells",
            "persons",
            "-f",
            "csv",
            "--total-row",
        ])
        .run(&[
            "matrix",
            example,
            "--rows",
            "question",
            "--by",
            "theme",
            "--transcript",
            "lw01",
        ])
        .run(&[
            "matrix",
            example,
            "--rows",
            "question",
            "--by",
            "theme",
            "--transcript",
            "lw01",
            "-f",
            "csv",
        ])
        .run(
            &[
                &["matrix", example, "--rows", "coder", "--columns", "theme"],
                &both[..],
            ]
            .concat(),
        )
        .run(
            &[
                &[
                    "matrix", example, "--rows", "coder", "--by", "theme", "--tidy", "-f", "csv",
                ],
                &both[..],
            ]
            .concat(),
        )
        .run(&[
            "matrix",
            example,
            "--by",
            "phase",
            "--cells",
            "transcripts",
            "--code",
            "threats",
        ])
        .run(&[
            "matrix", example, "--by", "phase", "--cells", "presence", "--code", "threats",
        ])
        .run(&[
            "matrix",
            example,
            "--by",
            "phase",
            "--split-path",
            "--code",
            "training-gaps",
            "-f",
            "csv",
        ])
        .end();
}

#[test]
fn a_matrix_shows_shares_and_withholds_small_counts() {
    let phases = [
        "matrix",
        "examples/link-workers",
        "--by",
        "phase",
        "--code",
        "threats",
        "--cells",
        "participants",
    ];
    let and = |more: &[&'static str]| [&phases[..], more].concat();
    Session::new("matrix_shares")
        .with_example()
        .run(&and(&["--share", "row"]))
        .run(&and(&["--share", "column"]))
        .run(&and(&["--share", "total", "-f", "csv"]))
        .run(&and(&["--share", "column", "--tidy", "-f", "csv"]))
        .run(&and(&["--min-cell", "5"]))
        .run(&and(&["--min-cell", "5", "-f", "csv"]))
        .run(&and(&[
            "--min-cell",
            "5",
            "--tidy",
            "-f",
            "csv",
            "--share",
            "row",
        ]))
        .run(&and(&["--min-cell", "5", "--share", "column"]))
        .run(&and(&["--min-cell", "2"]))
        .run(&[
            "matrix",
            "examples/link-workers",
            "--code",
            "role",
            "--cells",
            "persons",
            "--min-cell",
            "5",
        ])
        .run(&[
            "matrix",
            "examples/link-workers",
            "--by",
            "phase",
            "--code",
            "threats",
            "--min-cell",
            "5",
        ])
        .run(&[
            "matrix",
            "examples/link-workers",
            "--by",
            "participant",
            "--rows",
            "theme",
            "--participant",
            "LW01",
            "--participant",
            "LW02",
            "--cells",
            "hits",
            "--min-cell",
            "2",
        ])
        .end();
}

#[test]
fn what_cannot_be_crossed_is_told() {
    Session::new("matrix_faults")
        .run(&["matrix", "study", "--rows", "theme", "--by", "code"])
        .run(&["matrix", "study", "--rows", "phase", "--by", "phase"])
        .run(&["matrix", "study", "--rows", "phaze", "--by", "code"])
        .run(&["matrix", "study", "--cells", "presence", "--min-cell", "5"])
        .run(&["matrix", "study", "--min-cell", "1"])
        .end();
}

#[test]
fn codes_that_stand_together_are_counted() {
    let example = "examples/link-workers";
    let both = ["--coder", "helen", "--coder", "imran"];
    Session::new("cooccur")
        .with_example()
        .run(&["cooccur", example, "--code", "threats"])
        .run(&[
            "cooccur", example, "--code", "threats", "-f", "csv", "--within", "turn",
        ])
        .run(&["cooccur", example, "--within", "turns=4", "--min", "60"])
        .run(&[
            "cooccur",
            example,
            "--as",
            "matrix",
            "--code",
            "training-gaps",
        ])
        .run(&[
            "cooccur",
            example,
            "--as",
            "matrix",
            "--cells",
            "pmi",
            "--within",
            "turn",
            "--related",
            "-f",
            "csv",
            "--code",
            "training-gaps",
            "--code",
            "dependency",
        ])
        .run(&[&["cooccur", example, "--within", "overlap"], &both[..]].concat())
        .run(
            &[
                &[
                    "cooccur", example, "--within", "overlap", "--pool", "--as", "matrix",
                    "--cells", "c",
                ],
                &["--code", "role", "--code", "dependency"][..],
                &both[..],
            ]
            .concat(),
        )
        .run(
            &[
                &[
                    "cooccur", example, "-f", "csv", "--min", "1", "--code", "enablers",
                ],
                &both[..],
            ]
            .concat(),
        )
        .end();
}

#[test]
fn what_follows_what_is_counted() {
    let example = "examples/link-workers";
    let both = ["--coder", "helen", "--coder", "imran"];
    Session::new("sequence")
        .with_example()
        .run(&["sequence", example, "--code", "training-gaps"])
        .run(&[
            "sequence",
            example,
            "--code",
            "training-gaps",
            "--related",
            "--lag",
            "2",
            "-f",
            "csv",
        ])
        .run(&["sequence", example, "--within", "3", "--min", "60"])
        .run(&[
            "sequence", example, "--as", "matrix", "--cells", "residual", "--code", "threats",
        ])
        .run(&[
            "sequence", example, "--as", "matrix", "--cells", "share", "--code", "role", "-f",
            "csv",
        ])
        .run(
            &[
                &[
                    "sequence",
                    example,
                    "--code",
                    "training-gaps",
                    "--where",
                    "format=focus group",
                ],
                &both[..],
            ]
            .concat(),
        )
        .run(
            &[
                &[
                    "sequence",
                    example,
                    "--as",
                    "matrix",
                    "--code",
                    "role",
                    "--code",
                    "dependency",
                ][..],
                &both[..],
            ]
            .concat(),
        )
        .run(
            &[
                &[
                    "sequence", example, "--pool", "-f", "csv", "--min", "2", "--code", "threats",
                ],
                &both[..],
            ]
            .concat(),
        )
        .end();
}

#[test]
fn what_cannot_follow_is_told() {
    Session::new("sequence_faults")
        .run(&[
            "sequence", "study", "--within", "3", "--as", "matrix", "--cells", "residual",
        ])
        .run(&["sequence", "study", "--cells", "count"])
        .run(&["sequence", "study", "--as", "matrix", "--min", "3"])
        .run(&["sequence", "study", "--within", "0"])
        .run(&["sequence", "study", "--within", "2", "--lag", "2"])
        .run(&["sequence", "study", "--lag", "99"])
        .end();
}

#[test]
fn what_cannot_stand_together_is_told() {
    let matrix = ["cooccur", "study", "--as", "matrix"];
    Session::new("cooccur_faults")
        .run(&[&matrix[..], &["--within", "overlap", "--cells", "pmi"]].concat())
        .run(&[&matrix[..], &["--min", "2"]].concat())
        .run(&["cooccur", "study", "--cells", "c"])
        .run(&["cooccur", "study", "--within", "turns=0"])
        .run(&["cooccur", "study", "--code", "trust"])
        .run(&[
            "cooccur",
            "study",
            "--speaker",
            "Ann",
            "--role",
            "moderator",
        ])
        .run(&["cooccur", "study", "--pool"])
        .end();
}

#[test]
fn segments_are_found_by_a_query() {
    coded_by_people("query")
        .run(&["query", "trust", "study"])
        .run(&["query", "trust and phase=1", "study", "--context", "1"])
        .run(&[
            "query",
            "\"waiting list*\" preceded within 3 turns by trust",
            "study",
            "-f",
            "csv",
            "--context",
            "2",
        ])
        .run(&[
            "query",
            "not * and participant={LW01, LW02}",
            "study",
            "-f",
            "json",
        ])
        .run(&["query", "*", "study", "--count", "phase"])
        .run(&["query", "* same turn trust", "study", "--count", "code"])
        .run(&[
            "query",
            "trust",
            "study",
            "--count",
            "participant",
            "-f",
            "csv",
        ])
        .run(&[
            "query",
            "(trust and coder=rules) and not (trust and coder=ann)",
            "study",
            "--coder",
            "ann",
            "--coder",
            "rules",
        ])
        .run(&["query", "negated and role=moderator", "study"])
        .run(&["query", "memo", "study"])
        .run(&["query", "trust and memo=\"{a\"", "study", "--coder", "ann"])
        .run(&["query", "trust", "study", "--context-lines", "1", "-q"])
        .run(&[
            "query",
            "trust",
            "study",
            "--context-lines",
            "1",
            "-q",
            "-f",
            "csv",
        ])
        .with_example()
        .run(&[
            "query",
            "memo=\"{not,nobody}\" and enablers",
            "examples/link-workers",
            "--coder",
            "helen",
            "--coder",
            "imran",
            "--transcript",
            "lw01",
            "--context-lines",
            "1",
        ])
        .run(&[
            "query",
            "memo and time",
            "examples/link-workers",
            "--coder",
            "helen",
            "--transcript",
            "fg2",
            "-f",
            "csv",
        ])
        .run(&["query", "trust and negated", "study", "--coder", "ann"])
        .end();
}

#[test]
fn words_are_shown_in_their_context() {
    coded_by_people("kwic")
        .run(&["kwic", "th*", "study"])
        .run(&[
            "kwic",
            "code:enablers",
            "study",
            "--sort",
            "right",
            "--width",
            "18",
        ])
        .run(&[
            "kwic", "the", "study", "--sort", "left", "-f", "csv", "--role", "all",
        ])
        .run(&["kwic", "*s", "study", "--code", "threats", "-f", "md"])
        .run(&[
            "kwic",
            "code:trust",
            "study",
            "--coder",
            "ben",
            "--assume-finished",
        ])
        .with_example()
        .run(&[
            "kwic",
            "code:trust",
            "examples/link-workers",
            "--transcript",
            "fg2",
            "--coder",
            "helen",
            "--coder",
            "imran",
            "--coder",
            "rules",
        ])
        .run(&[
            "kwic",
            "code:trust",
            "examples/link-workers",
            "--transcript",
            "lw04",
            "--coder",
            "helen",
            "--coder",
            "imran",
            "-f",
            "csv",
        ])
        .run(&["kwic", "regex:w[ae]\\w+", "study", "-f", "json"])
        .run(&["kwic", "code:trost", "study"])
        .run(&["kwic", "{a", "study"])
        .end();
}

#[test]
fn charts_are_drawn_in_characters() {
    coded_by_people("charts")
        .run(&["themes", "study", "--chart", "bar"])
        .run(&["themes", "study", "--chart", "bar", "--by", "phase"])
        .run(&["themes", "study", "--chart", "heatmap", "--by", "phase"])
        .run(&["themes", "study", "--chart", "bar", "--coder", "ann"])
        .run(&["matrix", "study", "--chart", "heatmap", "--min-cell", "2"])
        .run(&[
            "matrix", "study", "--chart", "heatmap", "--by", "phase", "--share", "column",
        ])
        .run(&["cooccur", "study", "--chart", "heatmap", "--within", "turn"])
        .run(&["cooccur", "study", "--chart", "network", "--within", "turn"])
        .run(&["sequence", "study", "--chart", "network"])
        .run(&[
            "sequence", "study", "--chart", "heatmap", "--cells", "share",
        ])
        .run(&[
            "compare", "study", "--a", "phase=1", "--b", "phase=2", "--chart", "bar",
        ])
        .run(&[
            "saturation",
            "study",
            "--chart",
            "curve",
            "--base",
            "1",
            "--run",
            "1",
        ])
        .run(&["words", "study", "--chart", "bar", "--top", "4"])
        .run(&["code", "study", "--chart", "portrait"])
        .end();
}

#[test]
fn charts_that_cannot_be_drawn_say_why() {
    coded_by_people("charts_faults")
        .run(&["themes", "study", "--chart", "heatmap"])
        .run(&["themes", "study", "--chart", "curve"])
        .run(&["themes", "study", "--chart", "bar", "--format", "csv"])
        .run(&["themes", "study", "--chart", "bar", "--excel"])
        .run(&["themes", "study", "--chart", "bar", "--output", "bars.csv"])
        .run(&["themes", "study", "--output", "themes.svg"])
        .run(&[
            "cooccur", "study", "--chart", "heatmap", "--cells", "pmi", "--within", "turn",
        ])
        .run(&[
            "cooccur", "study", "--chart", "network", "--coder", "ann", "--coder", "ben",
        ])
        .run(&[
            "sequence", "study", "--chart", "heatmap", "--cells", "residual",
        ])
        .run(&["words", "study", "--chart", "bar", "--by", "phase"])
        .end();
}

#[test]
fn names_that_turn_the_direction_of_text_reorder_nothing_on_a_terminal() {
    let session = Session::new("direction");
    let name = "talk\u{202e}txt.\u{2067}1\u{61c}.vtt";
    let text = "WEBVTT\n\n00:00.000 --> 00:02.000\n<v P\u{202e}1>We waited for weeks.</v>\n\n\
                00:02.000 --> 00:04.000\n<v שרה>We waited as well.</v>\n";
    fs::write(session.folder.join(name), text).unwrap();
    let run = |arguments: &[&str]| {
        let output = binary(&session.folder).args(arguments).output().unwrap();
        let [out, err] = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
        (out, err)
    };
    let turns = |text: &str| text.contains(['\u{202e}', '\u{2067}']);
    let words = ["words", name, "--codebook", "study/codebook.yaml", "--by"];
    let (table, said) = run(&[&words[..], &["speaker"]].concat());
    assert!(table.contains("שרה@talk"), "{table}");
    assert!(table.contains("P\u{fffd}1@talk"), "{table}");
    assert!(!turns(&table) && !turns(&said), "{table}{said}");
    for arguments in [
        &["transcripts", name][..],
        &["themes", "gone\u{202e}.txt"],
        &["check", name, "--codebook", "study/codebook.yaml"],
        &["transcripts", "show", name],
    ] {
        let (out, err) = run(arguments);
        assert!(!turns(&out) && !turns(&err), "{arguments:?}: {out}{err}");
    }
    // For programs it is as it is, and on a page it does not reach out of its cell.
    assert!(turns(
        &run(&[&words[..], &["speaker", "-f", "csv"]].concat()).0
    ));
    let page = run(&[&words[..], &["speaker", "-f", "html"]].concat()).0;
    assert!(page.contains("dir=\"auto\">P\u{202e}1@talk"), "{page}");
    fs::remove_dir_all(&session.folder).unwrap();
}

#[test]
fn words_are_counted() {
    coded_by_people("words")
        .run(&["words", "study", "--top", "8"])
        .run(&["words", "study", "--all", "--least", "3", "-f", "csv"])
        .run(&["words", "study", "--by", "phase", "--top", "3"])
        .run(&[
            "words", "study", "--code", "trust", "-f", "md", "--top", "0",
        ])
        .run(&["words", "study", "--code", "time"])
        .run(&["words", "study", "--code", "time", "--coder", "ann"])
        .run(&[
            "words",
            "study",
            "--by",
            "participant",
            "-f",
            "json",
            "--role",
            "moderator",
        ])
        .change(
            "study/codebook.yaml",
            "version: 1.0.0",
            "version: 1.0.0\nlanguage: tr",
        )
        .run(&["words", "study", "--top", "2"])
        .end();
}

#[test]
fn what_no_code_reached_is_listed_and_counted() {
    coded_by_people("uncoded")
        .run(&["uncoded", "study"])
        .run(&["uncoded", "study", "--least", "6", "-f", "csv"])
        .run(&["uncoded", "study", "--by", "participant"])
        .run(&[
            "uncoded", "study", "--by", "phase", "--code", "enablers", "-f", "csv",
        ])
        .run(&["uncoded", "study", "--coder", "ann", "--by", "transcript"])
        .run(&["uncoded", "study", "--excel", "--least", "6"])
        .run(&["uncoded", "study", "--by", "shoe"])
        .end();
}

#[test]
fn a_query_that_means_nothing_is_told_at_its_place() {
    Session::new("query_faults")
        .run(&["query", "trust and", "study"])
        .run(&["query", "trust waiting list", "study"])
        .run(&["query", "trost or speker=P1", "study"])
        .run(&["query", "trust and speaker=Zoe", "study"])
        .run(&["query", "trust near time", "study"])
        .run(&["query", "\"built {a,some rapport\"", "study"])
        .run(&["query", "regex:\"(a\"", "study"])
        .run(&["query", "coder=ann", "study"])
        .run(&["query", "trust", "study", "--count", "by"])
        .run(&["query", "trust", "study", "--count", "shoe"])
        .run(&["query", &"(".repeat(60), "study"])
        .run(&["query", "trust", "and", "time", "study"])
        .run(&["kwic", "waiting", "list*"])
        .run(&["query", "trust and time", "study", "--code", "time"])
        .run(&["query", "trust near 2 lines time", "study"])
        .run(&["query", "\"zebra\"", "study"])
        .run(&["kwic", "zebra", "study"])
        .end();
}

#[test]
fn two_versions_of_a_codebook_are_compared() {
    let (old, new) = ("study/codebook.yaml", "study/codebook-2.yaml");
    Session::new("codebook_compare")
        .run(&["codebook", "compare", old, new])
        .run(&["codebook", "compare", old, new, "--color", "always"])
        .run(&["codebook", "compare", old, new, "--output", "changes.md"])
        .cat("changes.md")
        .run(&["codebook", "compare", new, old, "--format", "json"])
        .run(&["codebook", "compare", old, old, "--exit-code"])
        .run(&[
            "codebook",
            "compare",
            old,
            new,
            "--exit-code",
            "-o",
            "changes.txt",
        ])
        .cat("changes.txt")
        .end();
}

#[test]
fn codebooks_that_cannot_be_compared_are_told() {
    let (good, faulty) = ("study/codebook.yaml", "faulty.yaml");
    Session::new("codebook_compare_faults")
        .run(&["codebook", "compare", faulty, good])
        .run(&["codebook", "compare", good, "nowhere.yaml"])
        .run(&["codebook", "compare", good, "study"])
        .run(&["codebook", "compare", "-", "-"])
        .run(&["codebook", "compare", "-", good])
        .run(&["codebook", "compare", good, good, "-o", "out.csv"])
        .run(&["codebook", "compare", good, good, "-o", good, "-f", "json"])
        .run(&["codebook", "compare", "--help"])
        .end();
}

#[test]
fn a_transcript_is_coded_line_after_line() {
    let fg1 = ["annotate", "study", "fg1", "--coder", "ann", "--linear"];
    Session::new("annotate")
        .type_into(
            &fg1,
            "turn 2\nproposal\naccept\nproposal\nreject\nsentence 1\ncode trust\nmemo Her first words.\n\
             memo code Trust is slow.\nmemo transcript A loud room.\nundo\nredo\nnew In her words under trust\n\
             finish\nquit\n",
        )
        .cat("study/codings/ann/phase-1/fg1.jsonl")
        .cat("study/codings/ann/roster.csv")
        .cat("study/memos/codes/trust.md")
        .cat("study/memos/transcripts/phase-1/fg1.md")
        .cat("study/codebook.yaml")
        .type_into(
            &["annotate", "study", "--coder", "ben", "--linear"],
            "help\nturn 2\nopen 1\ndisagreement\naccept\ndisagreement\nreject\nopen 9\nopen fg1\nreread\ntranscripts\nquit\n",
        )
        .cat("study/codings/ben/phase-1/fg1.jsonl")
        .type_into(
            &["annotate", "study", "fg1", "--coder", "cy", "--linear", "--blind", "--no-proposals"],
            "disagreement\nproposal\nquit\n",
        )
        .run(&["annotate", "--help"])
        .end();
}

#[test]
fn what_cannot_be_annotated_is_refused() {
    Session::new("annotate_faults")
        .run(&["annotate", "study"])
        .run(&["annotate", "study", "--coder", "../ann", "--linear"])
        .run(&["annotate", "study", "fg1", "--coder", "ann"])
        .run(&["annotate", "study", "fg", "--coder", "ann", "--linear"])
        .run(&["annotate", "loose", "--coder", "ann", "--linear"])
        .write("study/codings/ann/phase-1/fg1.jsonl", "half a li")
        .run(&["annotate", "study", "fg1", "--coder", "ann", "--linear"])
        .cat("study/codings/ann/phase-1/fg1.jsonl")
        .end();
}

#[test]
fn segments_that_gain_or_lose_a_code_are_shown() {
    let (old, new) = ("study/codebook.yaml", "study/codebook-2.yaml");
    Session::new("diff")
        .run(&["diff", old, new, "study"])
        .run_in(
            "study",
            &["diff", "codebook.yaml", "codebook-2.yaml", "--quiet"],
        )
        .run(&["diff", new, old, "study", "--quiet"])
        .run(&["diff", old, new, "loose"])
        .run(&[
            "diff",
            old,
            old,
            "study",
            "--exit-code",
            "--quiet",
            "--code",
            "trust",
        ])
        .run(&[
            "diff",
            old,
            new,
            "study",
            "--exit-code",
            "--quiet",
            "--code",
            "trust",
        ])
        .run(&[
            "diff",
            old,
            new,
            "study",
            "--quiet",
            "--exit-code",
            "--transcript",
            "fg2",
        ])
        .run(&[
            "diff", old, new, "study", "--quiet", "--role", "all", "-f", "csv",
        ])
        .end();
}

#[test]
fn what_changed_is_written_in_every_format() {
    let (old, new) = ("study/codebook.yaml", "study/codebook-2.yaml");
    let mut session = Session::new("diff_formats");
    for format in ["csv", "tsv", "json", "jsonl", "md"] {
        session.run(&["diff", old, new, "study", "--quiet", "-f", format]);
    }
    for format in ["table", "csv", "json"] {
        session.run(&[
            "diff",
            old,
            new,
            "study",
            "--quiet",
            "--summary",
            "-f",
            format,
        ]);
    }
    session.end();
}

#[test]
fn a_diff_that_cannot_be_made_is_told() {
    let (old, new) = ("study/codebook.yaml", "study/codebook-2.yaml");
    Session::new("diff_faults")
        .run(&["diff", old])
        .run(&["diff", old, new])
        .run(&["diff", old, "faulty.yaml", "study"])
        .run(&["diff", old, new, "study", "--code", "trsut"])
        .run(&["diff", old, new, "study", "--participant", "LW03"])
        .run(&["diff", old, new, "study", "-o", new, "-f", "csv"])
        .run(&["diff", old, new, "unreadable", "--summary", "--exit-code"])
        .run(&["diff", "--help"])
        .end();
}

#[test]
fn each_filter_leaves_what_it_names() {
    let filters = [
        ["--transcript", "fg1"],
        ["--transcript", "transcripts/phase-2/fg2"],
        ["--transcript", "phase-1/*"],
        ["--participant", "LW01"],
        ["--speaker", "ann"],
        ["--role", "moderator"],
        ["--where", "phase=2"],
        ["--where", "site=south"],
    ];
    let mut session = Session::new("filters");
    for filter in filters {
        let mut arguments = vec!["code", "study", "--format", "csv"];
        arguments.extend(filter);
        session.run(&arguments);
    }
    session.end();
}

#[test]
fn a_filter_that_names_nothing_is_refused() {
    Session::new("filter_faults")
        .run(&[
            "code",
            "study",
            "--code",
            "trusst",
            "--transcript",
            "fg7",
            "--where",
            "phaze=1",
        ])
        .run(&[
            "code",
            "study",
            "--participant",
            "LW03",
            "--role",
            "moderater",
            "--where",
            "phase=3",
        ])
        .run(&["themes", "study", "--speaker", "Anne"])
        .run(&[
            "matrix",
            "loose",
            "--codebook",
            "study/codebook.yaml",
            "--participant",
            "Anna",
        ])
        .end();
}

/// A codebook as somebody writes it who has other things to think of.
const UNTIDY: &str = "\
#a codebook
codebook:   untidy   # its name


codes:
# the first
-   id: trust
    label:  Trust
    definition: >-
           It takes
           time.
    match:
    - trust*      # any ending
    # - rapport
    - \"*trust\"
    unless: [ \"NHS trust\",
              'the Trust' ]
-   id: time
    match: [time]
";

#[test]
fn a_codebook_is_laid_out() {
    Session::new("codebook_format")
        .write("untidy.yaml", UNTIDY)
        .write(
            "broken.yaml",
            "codebook: x\ncodes:\n  - id: a\n   label: b\n",
        )
        .run(&["codebook", "format", "untidy.yaml", "--check"])
        .run(&["codebook", "format", "untidy.yaml", "--diff"])
        .run(&["codebook", "format", "untidy.yaml", "--output", "-"])
        .run(&[
            "codebook",
            "format",
            "broken.yaml",
            "untidy.yaml",
            "study/thematica.yaml",
        ])
        .cat("untidy.yaml")
        .cat("broken.yaml")
        .run(&["codebook", "format", "untidy.yaml", "--check"])
        .run(&["codebook", "format", "untidy.yaml", "study/thematica.yaml"])
        .end();
}

#[test]
fn what_cannot_be_laid_out_is_told() {
    Session::new("codebook_format_faults")
        .write("latin.yaml", b"codebook: caf\xe9\n")
        .write("odd.yaml", ": a\n\t#\n  a\n")
        .run(&[
            "codebook",
            "format",
            "nowhere.yaml",
            "latin.yaml",
            "odd.yaml",
            "study",
        ])
        .run(&[
            "codebook",
            "format",
            "study/codebook.yaml",
            "failing.yaml",
            "--output",
            "new.yaml",
        ])
        .run(&[
            "codebook",
            "format",
            "study/codebook.yaml",
            "--output",
            "new.yaml",
        ])
        .run(&[
            "codebook",
            "format",
            "new.yaml",
            "study/codebook.yaml",
            "--check",
            "--diff",
            "--color",
            "always",
        ])
        .run(&["codebook", "format", "--help"])
        .end();
}

#[test]
fn colours_are_there_when_they_are_asked_for() {
    Session::new("colors")
        .run(&["check", "faulty.yaml", "--color", "always"])
        .run(&["transcripts", "nowhere", "--color", "always"])
        .end();
}

#[test]
fn a_study_is_laid_out_and_never_overwritten() {
    Session::new("init")
        .run(&["init", "loose"])
        .cat("loose/participants.csv")
        .run(&["check", "loose"])
        .run(&["init", "loose"])
        .run(&["init", "nowhere"])
        .run_in("unreadable", &["init", ".", "--name", "Half of it"])
        .folder("mixed")
        .write("mixed/a.html", "<p>Int: Well?</p><p>Ann: I trust her.</p><p>Int: And?</p><p>Ann: Well.</p>")
        .write("mixed/b {1}.json", r#"{"segments":[{"start":0,"end":2,"text":"Hello.","speaker":"SPEAKER_00"},{"start":2,"end":4,"text":"Hi.","speaker":"SPEAKER_01"}]}"#)
        .write("mixed/c.txt", "Int: Well?\nBen: I trust him.\nInt: And?\nBen: Well.\n")
        .write("mixed/d.mp3", "ID3")
        .run(&["init", "mixed"])
        .cat("mixed/thematica.yaml")
        .write("mixed/themes.json", "[]")
        .run(&["transcripts", "mixed"])
        .end();
}

#[test]
fn a_command_line_that_is_not_understood_is_told() {
    Session::new("usage")
        .run(&["transcript"])
        .run(&["themes", "study", "--where", "phase"])
        .run(&["transcripts", "study", "--threads", "0"])
        .run(&["man", "transcript"])
        .end();
}

#[test]
fn help_says_what_every_command_does() {
    Session::new("help")
        .run(&["--help"])
        .run(&["init", "--help"])
        .run(&["transcripts", "--help"])
        .run(&["check", "--help"])
        .run(&["completions", "--help"])
        .run(&["man", "--help"])
        .end();
}

#[test]
fn codebooks_become_tables_and_documents_and_come_back() {
    let codebook = "study/codebook.yaml";
    Session::new("convert")
        .run(&["codebook", "convert", codebook, "--to", "csv"])
        .run(&["codebook", "convert", codebook, "-o", "out.xlsx"])
        .run(&["codebook", "convert", "out.xlsx", "-o", "out.yaml"])
        .cat("out.yaml")
        .run(&[
            "codebook",
            "convert",
            "out.yaml",
            "--to",
            "tsv",
            "--csv-safe",
        ])
        .run(&["codebook", "convert", codebook, "--to", "md", "--quiet"])
        .run(&["codebook", "convert", codebook, "-o", "out.html"])
        .run(&["codebook", "convert", codebook, "-o", "o.md", "--excel"])
        .run(&[
            "codebook",
            "convert",
            codebook,
            "-o",
            "o.tsv",
            "--csv-bom",
            "-q",
        ])
        .run(&["codebook", "convert", codebook, "-o", "o.tsv", "--csv-bom"])
        .run(&["codebook", "convert", "--help"])
        .end();
}

#[test]
fn tables_and_dictionaries_of_others_become_codebooks() {
    let mut session = Session::new("convert_others");
    session.with_exchange();
    for file in [
        "themes.csv",
        "tags.csv",
        "garden.yaml",
        "garden.dic",
        "garden.dicx",
    ] {
        session.run_in("exchange", &["codebook", "convert", file]);
    }
    session
        .run_in(
            "exchange",
            &["codebook", "convert", "themes.csv", "--to", "md"],
        )
        .end();
}

#[test]
fn what_cannot_be_converted_is_told() {
    let mut session = Session::new("convert_faults");
    session.with_exchange();
    for arguments in [
        &["study/codebook.yaml"][..],
        &["study/codebook.yaml", "-o", "out.yaml"],
        &["study/codebook.yaml", "-o", "out.pdf"],
        &["study/codebook.yaml", "--to", "liwc"],
        &["faulty.yaml", "--to", "csv"],
        &["exchange/faulty.csv", "-o", "out.yaml"],
        &["exchange/nothing.csv"],
        &["exchange/nothing.csv", "--from", "xlsx"],
        &["exchange/themes.csv", "-o", "exchange/themes.csv"],
        &["exchange/atlas.qdc"],
        &["nowhere.csv"],
        &["nowhere.md"],
        &["nowhere.yaml", "--to", "csv"],
        &["nowhere", "--to", "csv"],
    ] {
        let mut all = vec!["codebook", "convert"];
        all.extend(arguments);
        session.run(&all);
    }
    session.ls(".").end();
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let session = Session::new("threads");
    let with = |arguments: &[&str], threads: &str| {
        let mut command = binary(&session.folder);
        command
            .args(arguments)
            .args(["-f", "json", "--threads", threads]);
        command.output().unwrap().stdout
    };
    let transcripts = ["transcripts", "study"];
    let diff = [
        "diff",
        "study/codebook.yaml",
        "study/codebook-2.yaml",
        "study",
    ];
    assert_eq!(with(&transcripts, "1"), with(&transcripts, "8"));
    assert_eq!(with(&diff, "1"), with(&diff, "8"));
    for retrieval in [
        ["query", "not \"trust\" or time", "study", "--context=1"],
        ["kwic", "*t*", "study", "--sort=left"],
        ["words", "study", "--by", "phase"],
        ["uncoded", "study", "--by", "speaker"],
    ] {
        let alone = with(&retrieval, "1");
        assert!(!alone.is_empty(), "{retrieval:?}");
        assert_eq!(alone, with(&retrieval, "8"));
    }
    let _ = fs::remove_dir_all(&session.folder);
}

#[test]
fn completions_and_manual_pages_are_made_for_every_command() {
    let run = |arguments: &[&str]| {
        let output = binary(&files()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(
            run(&["completions", shell]).contains("transcripts"),
            "{shell}"
        );
    }
    assert!(run(&["man"]).contains("thematica\\-transcripts(1)"));
    assert!(run(&["man", "transcripts"]).starts_with(".ie"));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_fault() {
    let mut child = binary(&files())
        .args(["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn who_speaks_how_much_and_who_follows_whom() {
    let message = |at: usize| format!("{:02}:10:07,{},Late.", at * 2, ["Ann", "Bo"][at % 2]);
    let messages: Vec<String> = (0..12).map(message).collect();
    let chat = format!("time,sender,message\n{}\n", messages.join("\n"));
    Session::new("transcripts_talk")
        .run(&["transcripts", "study", "--speakers"])
        .run(&["transcripts", "study", "--follows"])
        .run(&["transcripts", "study", "--speakers", "--format", "csv"])
        .run(&["transcripts", "study", "--speakers", "--follows"])
        .run(&["transcripts", "unreadable/notes.txt", "--speakers"])
        .run(&["transcripts", "unreadable/notes.txt", "--follows"])
        .run(&["transcripts", "unreadable/notes.txt", "--show", "notes"])
        .write(
            "twice.txt",
            "Ann (0:00:01): So?\nBo (0:00:05): Well.\nAnn (0:09): And?\nBo (5:00:20): Yes.\nAnn (0:01): Oh.\nBo (0:30): Time.\n",
        )
        .write("chat.csv", chat)
        .run(&["transcripts", "twice.txt", "chat.csv", "--speakers"])
        .end();
}

#[test]
fn what_is_costly_to_read_is_kept_and_can_be_cleared() {
    let folder = std::env::temp_dir().join(format!("thematica-kept-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let document = docx("Ann: So?", "Bo: They trust me.");
    fs::write(folder.join("a.docx"), document).unwrap();
    let run = |arguments: &[&str], cache: &str| {
        let output = binary(&folder)
            .args(arguments)
            .env("THEMATICA_CACHE", cache)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let kept_in = folder.join("kept");
    let cache = kept_in.to_str().unwrap();
    let read = ["transcripts", "a.docx", "--format", "json"];
    let kept = || fs::read_dir(&kept_in).map_or(0, Iterator::count);
    let without = run(&read, "off");
    assert_eq!(kept(), 0);
    run(&[&read[..], &["--no-cache"]].concat(), cache);
    assert_eq!(kept(), 0);
    assert_eq!(run(&read, cache), without);
    assert_eq!(kept(), 1);
    assert_eq!(run(&read, cache), without);
    assert_eq!(kept(), 1);
    assert!(run(&["cache"], cache).starts_with("1 transcript ("));
    assert!(run(&["cache", "clear"], cache).starts_with("Removed 1 transcript ("));
    assert_eq!(kept(), 0);
    fs::remove_dir_all(&folder).unwrap();
}

/// Where the cache lies without a variable differs between systems.
#[cfg(target_os = "linux")]
#[test]
fn what_the_cache_is_told_is_understood_or_refused() {
    let mut session = Session::new("cache");
    let folder = session.folder.join("private");
    fs::write(session.folder.join("file"), "").unwrap();
    let docx = docx("Ann: So?", "Bo: They trust me.");
    session.write("a.docx", docx);
    let file = session.folder.join("file");
    for (arguments, value) in [
        (&["cache"][..], "no"),
        (&["cache", "clear"], "kept/here"),
        (&["transcripts", "a.docx"], "0"),
        (&["cache"], file.to_str().unwrap()),
        (&["cache"], ""),
        (&["transcripts", "a.docx", "-f", "csv"], ""),
        (&["cache"], "OFF"),
        (&["cache", "clear"], "off"),
        (&["cache"], "off"),
    ] {
        let mut command = binary(&session.folder);
        command
            .env("THEMATICA_CACHE", value)
            .env("XDG_CACHE_HOME", &folder)
            .env("HOME", &folder);
        let output = command.args(arguments).output().unwrap();
        let _ = writeln!(
            session.seen,
            "$ THEMATICA_CACHE={value} thematica {}",
            arguments.join(" ")
        );
        session.show("stdout", &output.stdout);
        session.show("stderr", &output.stderr);
        let _ = writeln!(
            session.seen,
            "--- status {}\n",
            output.status.code().unwrap()
        );
    }
    let here = session.folder.to_str().unwrap().to_owned();
    session.seen = session.seen.replace(&here, "HERE");
    session.end();
}

/// A Word document of two paragraphs.
fn docx(first: &str, second: &str) -> Vec<u8> {
    use std::io::Write as _;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    archive.start_file("word/document.xml", stored).unwrap();
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let body = paragraph(first) + &paragraph(second);
    write!(archive, "<w:document><w:body>{body}</w:body></w:document>").unwrap();
    archive.finish().unwrap().into_inner()
}

/// A study with a key beside it, and a coding of each kind.
fn with_key(name: &'static str) -> Session {
    let mut session = Session::new(name);
    let coder = session.folder.join("study/codings/kim");
    fs::create_dir_all(coder.join("phase-1")).unwrap();
    session
        .write(
            "key.csv",
            "name,pseudonym\nFarah,Mona\nAnn,Beth\nNobody Here,Carl\n",
        )
        .write(
            "study/codings/kim/phase-1/int1.jsonl",
            "{\"code\": \"a\", \"quote\": \"Farah:** There\", \"start\": 89, \"end\": 103, \"mood\": 1}\n\
             {\"code\": \"a\", \"quote\": \"by Ann\", \"start\": 3, \"end\": 5}\n",
        );
    session
}

#[test]
fn a_study_is_pseudonymised_and_its_names_are_put_back() {
    with_key("pseudonymise")
        .run(&["pseudonymise", "study", "--key", "key.csv", "--dry-run"])
        .run(&["pseudonymise", "study", "--key", "key.csv", "-o", "copy"])
        .ls("copy")
        .cat("copy/transcripts/phase-1/int1.md")
        .cat("copy/transcripts/phase-2/fg2.vtt")
        .cat("copy/participants.csv")
        .cat("copy/codings/kim/phase-1/int1.jsonl")
        .head("key.csv.replacements.jsonl", 2)
        .run(&["transcripts", "copy"])
        .run(&[
            "pseudonymise",
            "copy",
            "--key",
            "key.csv",
            "--dry-run",
            "-f",
            "csv",
        ])
        .change("copy/participants.csv", "LW02", "LW03")
        .run(&[
            "pseudonymise",
            "--undo",
            "key.csv.replacements.jsonl",
            "copy",
            "-o",
            "back",
        ])
        .cat("back/transcripts/phase-1/int1.md")
        .cat("back/codings/kim/phase-1/int1.jsonl")
        .ls("back")
        .end();
}

#[test]
fn capitalised_words_that_are_not_in_the_key_are_listed() {
    let mut session = with_key("pseudonymise_remaining");
    session
        .write(
            "study/codings/kim/fg2.jsonl",
            "{\"code\": \"a\", \"quote\": \"x\", \"memo\": \"Compare what Zoltan said of Keel.\"}\n",
        )
        .write(
            "study/participants.csv",
            "id,labels,role,partner\nP1,P1,participant,Brenda\n",
        )
        .run(&["pseudonymise", "study", "--key", "key.csv", "--remaining"])
        .run(&[
            "pseudonymise",
            "study",
            "--key",
            "key.csv",
            "--remaining",
            "-f",
            "csv",
        ])
        .write("key.csv", "name,pseudonym\nPat Moore,Lou Hill\n")
        .folder("talk")
        .write(
            "talk/a.txt",
            "Int: Well?\nPat Moore: Moore came.\nInt: And?\nPat Moore: Gone.\n",
        )
        .write(
            "talk/c.txt",
            "Int: Well?\nPat Moore: דנה באה אל יוסי עם רחל.\nInt: And?\nPat Moore: דנה באה אל יוסי.\n",
        )
        .write(
            "talk/b.html",
            "<p>Int: Well?</p><p>Ann: Moore.</p><p>Int: And?</p><p>Ann: Gone.</p>",
        )
        .run(&[
            "pseudonymise",
            "talk",
            "--key",
            "key.csv",
            "--output",
            "shared",
        ])
        .run(&[
            "pseudonymise",
            "--undo",
            "key.csv.replacements.jsonl",
            "shared",
            "-o",
            "back",
        ])
        .end();
}

#[test]
fn a_key_that_is_a_workbook_is_named_and_none_of_it_is_shown() {
    Session::new("pseudonymise_key")
        .write("key.xlsx", b"PK\x03\x04\x14\0\x06\0secret\xFF")
        .write("key.csv", b"PK\x03\x04\x14\0\x06\0secret\xFF")
        .write("key.tsv", b"n\0a\0m\0e\0")
        .run(&["pseudonymise", "study", "--key", "key.xlsx", "--dry-run"])
        .run(&["pseudonymise", "study", "--key", "key.csv", "--dry-run"])
        .run(&["pseudonymise", "study", "--key", "key.tsv", "--dry-run"])
        .end();
}

#[test]
fn a_copy_of_a_study_is_not_blamed_for_what_was_unreadable_before() {
    with_key("pseudonymise_unreadable")
        .write("study/transcripts/phase-1/bad.docx", "PK")
        .run(&[
            "pseudonymise",
            "study",
            "--key",
            "key.csv",
            "--output",
            "copy",
        ])
        .end();
}

#[test]
fn names_that_were_not_replaced_are_told_with_their_places() {
    with_key("pseudonymise_left")
        .write("key.csv", "name,pseudonym\nAnna,Beth\nRenée Roy,Cora Hill\n")
        .write(
            "loose/anna_interview.txt",
            "Int: Anna, Annaville and anna2?\nAnna: In A**nn**a Street. Ren-\nee Roy. annaberg, Hannah, JOANNA.\nInt: Anna?\n",
        )
        .write("loose/Interview-ANNA2.txt", "Int: Annaville?\nP: Yes.\n")
        .run(&["pseudonymise", "loose", "--key", "key.csv", "-o", "copy"])
        .run(&["pseudonymise", "loose", "--key", "key.csv", "--dry-run", "-f", "csv"])
        .end();
}

/// The codings of a copy with what stands at their places: quotes and the texts there are to be equal.
fn quotes_and_places(folder: &Path, codings: &str, id: &str) -> Vec<(String, String)> {
    let study = thematica::study::Study::open(&thematica::study::Target {
        paths: vec![folder.join("copy")],
        ..Default::default()
    });
    let study = study.unwrap();
    let document = study.documents.iter().find(|it| it.id == id).unwrap();
    let points: Vec<char> = study
        .load(document)
        .unwrap()
        .source
        .text()
        .chars()
        .collect();
    let lines = fs::read_to_string(folder.join(codings)).unwrap();
    let coding = |line: &str| {
        let coding: serde_json::Value = serde_json::from_str(line).unwrap();
        let at = |field: &str| usize::try_from(coding[field].as_u64().unwrap()).unwrap();
        let there = points[at("start")..at("end")].iter().collect();
        (coding["quote"].as_str().unwrap().to_owned(), there)
    };
    lines.lines().map(coding).collect()
}

#[test]
fn codings_count_in_the_texts_of_the_copy() {
    let mut session = with_key("pseudonymise_codings");
    let folder = session.folder.clone();
    let text_of = |study: &str| {
        let path = folder.join(study).join("transcripts/phase-2/fg2.vtt");
        let bytes = fs::read(path).unwrap();
        let options = thematica::transcript::read::ReadOptions::default();
        let read = thematica::transcript::read::read("a", "a.vtt", bytes, &options);
        thematica::coding::record::hash(read.unwrap().source.text())
    };
    let hash = text_of("study");
    let subtitles = "Interviewer: Shall we start?\n\nAnn: Yes. The targets";
    let at = subtitles.chars().count() - "targets".len();
    session
        .write(
            "study/codings/kim/phase-1/int1.jsonl",
            "{\"code\": \"a\", \"quote\": \"Farah:** There\", \"start\": 89, \"end\": 103}\n{\"code\": \"a\", \"quote\": \"None at all.\", \"start\": 121, \"end\": 133}\n",
        )
        .write(
            "study/codings/kim/fg2.jsonl",
            format!("{{\"code\": \"a\", \"quote\": \"targets\", \"start\": {at}, \"end\": {}, \"hash\": \"{hash}\"}}\n", at + 7),
        )
        .run(&["pseudonymise", "study", "--key", "key.csv", "-o", "copy", "-f", "csv"]);
    for (codings, id) in [("phase-1/int1", "phase-1/int1"), ("fg2", "phase-2/fg2")] {
        let codings = format!("copy/codings/kim/{codings}.jsonl");
        for (quote, there) in quotes_and_places(&session.folder, &codings, id) {
            assert_eq!(quote, there);
        }
    }
    let text_of_copy = text_of("copy");
    let codings = fs::read_to_string(session.folder.join("copy/codings/kim/fg2.jsonl")).unwrap();
    assert!(codings.contains(&text_of_copy));
    session
        .change(
            "study/thematica.yaml",
            "- transcripts/phase-{phase}/*",
            "- path: transcripts/phase-{phase}/*\n    encoding: windows-1252",
        )
        .write(
            "study/transcripts/phase-1/int1.md",
            b"**Int:** Caf\xe9?\n\n**Farah:** Yes.\n\n**Int:** And?\n\n**Farah:** No.\n",
        )
        .run(&[
            "pseudonymise",
            "study",
            "--key",
            "key.csv",
            "--log",
            "log",
            "-o",
            "other",
            "-f",
            "csv",
        ])
        .end();
}

#[test]
fn subtitles_keep_their_times() {
    let mut session = with_key("pseudonymise_subtitles");
    fs::create_dir(session.folder.join("films")).unwrap();
    session
        .write(
            "films/a.vtt",
            "WEBVTT - Talk with Yannick\n\nSTYLE\n::cue(.Xenia) { color: red }\n\nNOTE Typed by Zoltan for Ann\n\nid-1\n00:00:01.000 --> 00:00:02.000 align:left\n<v Farah>Hello, Nobody\nHere &amp; Ann.</v>\n\n2\n00:00:03.000 --> 00:00:04.500\n<v Int><c.Wanda>Well.</c></v>\n",
        )
        .write("films/b.srt", "1\r\n00:00:01,000 --> 00:00:02,000\r\nAnn: Hello.\r\n\r\n2\r\n00:00:02,500 --> 00:00:04,000\r\nInt: Ann?\r\n")
        .write("films/c.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Int>It was Nobody\n\n00:02.000 --> 00:04.000\n<v Int>Here who came.\n")
        .run(&["pseudonymise", "films", "--key", "key.csv", "-o", "copy"])
        .ls("copy")
        .cat("copy/a.vtt")
        .cat("copy/b.srt")
        .run(&["pseudonymise", "--undo", "key.csv.replacements.jsonl", "copy", "-o", "back"]);
    for file in ["a.vtt", "b.srt"] {
        let read = |folder: &str| fs::read(session.folder.join(folder).join(file)).unwrap();
        assert_eq!(read("films"), read("back"));
    }
    session.end();
}

#[test]
fn a_copy_lies_apart_from_what_is_copied() {
    let mut session = with_key("pseudonymise_places");
    for output in ["study/copy", "study", "study/transcripts/new", "."] {
        session.run(&["pseudonymise", "study", "--key", "key.csv", "-o", output]);
    }
    session
        .write(
            "key.csv.replacements.jsonl",
            "{\"thematica_replacements\":1}\n",
        )
        .run_in(
            "loose",
            &["pseudonymise", ".", "--key", "../key.csv", "-o", "."],
        )
        .run_in(
            "loose",
            &[
                "pseudonymise",
                "a.txt",
                "--key",
                "../key.csv",
                "-o",
                "a.txt",
            ],
        )
        .run_in(
            "study",
            &["pseudonymise", "--key", "../key.csv", "-o", "copy"],
        )
        .run(&[
            "pseudonymise",
            "--undo",
            "key.csv.replacements.jsonl",
            "loose",
            "-o",
            "loose/back",
        ])
        .ls(".")
        .end();
}

#[test]
fn files_of_one_name_from_several_folders_are_all_in_the_copy() {
    let mut session = with_key("pseudonymise_same_name");
    fs::create_dir(session.folder.join("more")).unwrap();
    session
        .write("more/a.txt", "Int: Ann?\n\nP: Another.\n")
        .write(
            "more/a.vtt",
            "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nAnn: A third.\n",
        )
        .run(&[
            "pseudonymise",
            "loose",
            "more",
            "--key",
            "key.csv",
            "-o",
            "copy",
            "-q",
            "-f",
            "csv",
        ])
        .ls("copy")
        .run_in(
            "loose",
            &[
                "pseudonymise",
                "../more/a.txt",
                "--key",
                "../key.csv",
                "--log",
                "../l",
                "-o",
                "../one",
                "-f",
                "csv",
            ],
        )
        .ls("one")
        .end();
    let whole = with_key("pseudonymise_absolute");
    let path = whole.folder.join("loose/a.txt");
    let arguments = [
        "pseudonymise",
        path.to_str().unwrap(),
        "--key",
        "key.csv",
        "-o",
        "copy",
    ];
    let output = binary(&whole.folder).args(arguments).output().unwrap();
    assert!(output.status.success());
    assert!(whole.folder.join("copy/a.txt").is_file());
    fs::remove_dir_all(&whole.folder).unwrap();
}

#[test]
fn what_keeps_names_from_being_replaced_is_told() {
    with_key("pseudonymise_faults")
        .run(&["pseudonymise", "study", "--key", "key.csv"])
        .run(&["pseudonymise", "study", "--key", "key.csv", "-o", "loose"])
        .run(&[
            "pseudonymise",
            "study",
            "--key",
            "key.csv",
            "-o",
            "copy",
            "--log",
            "copy/log.jsonl",
        ])
        .write("key.csv.replacements.jsonl", "{}\n")
        .run(&["pseudonymise", "study", "--key", "key.csv", "-o", "copy"])
        .run(&[
            "pseudonymise",
            "--undo",
            "key.csv.replacements.jsonl",
            "loose",
            "-o",
            "back",
        ])
        .write(
            "bad.csv",
            "name,pseudonym\nAnn,\nFarah,Mona\nFarah,Nora\nKit,Farah\n",
        )
        .run(&["pseudonymise", "study", "--key", "bad.csv", "--dry-run"])
        .write(
            "loose/Ann.txt",
            "Int: Ann?\nAnn: ann, yes.\nInt: Good.\nAnn: Yes.\n",
        )
        .run(&["pseudonymise", "loose", "--key", "key.csv", "--dry-run"])
        .run(&[
            "pseudonymise",
            "unreadable",
            "--key",
            "key.csv",
            "--dry-run",
            "--quiet",
        ])
        .ls(".")
        .end();
}

#[cfg(unix)]
#[test]
fn the_log_of_replacements_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let mut session = with_key("pseudonymise_log");
    session.run(&[
        "pseudonymise",
        "study",
        "--key",
        "key.csv",
        "-o",
        "copy",
        "-q",
    ]);
    let log = session.folder.join("key.csv.replacements.jsonl");
    let mode = fs::metadata(log).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    fs::remove_dir_all(&session.folder).unwrap();
}

#[test]
fn codings_are_added_listed_moved_and_removed() {
    let add = |code: &'static str, rest: &[&'static str]| {
        let mut arguments = vec!["codings", "add", "--coder", "ann", "--transcript", "fg1"];
        arguments.extend(["--code", code]);
        arguments.extend(rest);
        arguments
    };
    Session::new("codings")
        .run_in("study", &["codings", "list"])
        .run_in(
            "study",
            &add(
                "trust",
                &["--quote", "It takes weeks", "--memo", "Again weeks."],
            ),
        )
        .run_in("study", &add("trust", &["--quote", "It takes weeks"]))
        .run_in("study", &add("time", &["--turn", "3", "--weight", "0.5"]))
        .run_in("study", &add("threats", &["--line", "9"]))
        .run_in("study", &add("threats", &["--span", "0..9"]))
        .run_in("study", &add("time", &["--quote", "trust"]))
        .run_in("study", &add("tme", &["--turn", "3"]))
        .run_in("study", &add("time", &["--turn", "9"]))
        .run_in("study", &add("time", &["--span", "9"]))
        .run_in("study", &add("time", &[]))
        .run_in(
            "study",
            &[
                "codings",
                "add",
                "--coder",
                "a b",
                "--transcript",
                "fg1",
                "--code",
                "time",
                "--turn",
                "1",
            ],
        )
        .run_in("study", &["codings", "list"])
        .run_in(
            "study",
            &[
                "codings",
                "move",
                "--coder",
                "ann",
                "9759f5231596",
                "--quote",
                "We built a rapport.",
            ],
        )
        .run_in(
            "study",
            &[
                "codings",
                "remove",
                "--coder",
                "ann",
                "8dda04256617",
                "nothing",
            ],
        )
        .run_in("study", &["codings", "list", "--coder", "ben"])
        .run_in("study", &["codings", "export", "--format", "jsonl"])
        .run_in("study", &["codings", "finish", "--coder", "ann", "--all"])
        .run_in("study", &["codings", "finish"])
        .end();
}

#[test]
fn codings_are_imported_whole_or_not_at_all() {
    Session::new("codings_import")
        .write(
            "coded.csv",
            "transcript;code;quote;turn;memo\nfg1;trust;It takes weeks;;\"weeks; again\"\nint1;threats;;2;\n",
        )
        .write(
            "other.txt",
            "transcripts/phase-2/fg2.vtt:3:<v Ann>Not what is read there.\n",
        )
        .write("grep.txt", "transcripts/phase-1/fg1.txt:5:P2: We built a rapport. There is never enough time though.\n")
        .write("faulty.csv", "transcript,code,quote\nfg1,trust,We built a rapport.\nfg9,trust,x\nfg1,trst,x\nfg1,trust,nowhere\n")
        .run_in("study", &["codings", "import", "../coded.csv", "--coder", "ben"])
        .run_in("study", &["codings", "import", "../coded.csv", "--coder", "ben"])
        .run_in("study", &["codings", "import", "../coded.csv"])
        .run_in("study", &["codings", "import", "../faulty.csv", "--coder", "ben"])
        .run_in("study", &["codings", "import", "../faulty.csv", "--coder", "ben", "--sound-rows"])
        .run_in("study", &["codings", "import", "../grep.txt", "--coder", "ann", "--code", "trst"])
        .run_in("study", &["codings", "import", "../grep.txt", "--coder", "ann", "--code", "trust"])
        .run_in(
            "study",
            &["codings", "import", "../other.txt", "--coder", "ann", "--code", "trust"],
        )
        .run_in("study", &["codings", "import", "../no.csv", "--coder", "ann"])
        .run_in("study", &["codings", "export"])
        .end();
}

/// What is taken back on one branch stays so after a merge, from whichever side; and so under a short name.
#[test]
fn what_is_not_finished_after_all_stays_so_where_branches_meet() {
    let finish = ["codings", "finish", "--coder", "ann"];
    let told = |more: &[&'static str]| [&finish[..], more].concat();
    let mut session = Session::new("codings_finish");
    session
        .write(
            "study/codings/ann/roster.csv",
            "transcript,finished,hash\nfg1,2026-01-02T10:00:00Z,\n",
        )
        .run_in("study", &told(&["--undo", "fg1"]))
        .run_in("study", &told(&[]))
        .cat("study/codings/ann/roster.csv")
        .run_in("study", &told(&["fg1", "int1"]))
        .git(&["init", "--quiet", "--initial-branch", "main", "."])
        .git(&["add", "study"])
        .git(&["commit", "--quiet", "-m", "First"])
        .git(&["checkout", "--quiet", "-b", "other"])
        .run_in("study", &told(&["fg2"]))
        .git(&["commit", "--quiet", "-a", "-m", "Finished"])
        .git(&["checkout", "--quiet", "main"])
        .run_in("study", &told(&["--undo", "int1"]))
        .git(&["commit", "--quiet", "-a", "-m", "Not after all"])
        .git(&["branch", "kept"])
        .git(&["merge", "--quiet", "-m", "Ours and theirs", "other"])
        .run_in("study", &told(&[]))
        // Whatever is written next lays the rows in their order.
        .run_in("study", &told(&["--undo", "fg1"]))
        .cat("study/codings/ann/roster.csv")
        .git(&["checkout", "--quiet", "-f", "other"])
        .git(&["merge", "--quiet", "-m", "Theirs and ours", "kept"])
        .run_in("study", &told(&["--undo", "fg1"]))
        .cat("study/codings/ann/roster.csv")
        .write(
            "study/codings/ann/roster.csv",
            "transcript,finished,hash,state\nfg1,2026-01-02T10:00:00Z,,perhaps\n",
        )
        .run_in("study", &told(&["fg1"]))
        .end();
}

/// The lines of subtitles are those of the text as it is read, which is said; and words beside a line have to be in it.
#[test]
fn lines_of_other_formats_are_told_and_checked() {
    let import = [
        "codings",
        "import",
        "../lines.csv",
        "--coder",
        "ben",
        "--code",
        "time",
    ];
    Session::new("codings_import_lines")
        .write(
            "lines.csv",
            "transcript,line,quote,text\nfg2,3,,\nfg2,1,targets,\nfg2,3,,Nobody said this.\nfg1,7,We built a rapport.,\nfg1,5,We built a rapport.,\nfg1,7,,never enough time\n",
        )
        .run_in("study", &["transcripts", "--show", "fg2"])
        .run_in("study", &import)
        .run_in("study", &[&import[..], &["--sound-rows"]].concat())
        .run_in("study", &["codings", "list"])
        .end();
}

/// Whoever names a code by its label is told its id.
#[test]
fn a_label_is_no_code_and_leads_to_one() {
    let named = |arguments: &[&'static str]| [arguments, &["--code", "Time  it takes"]].concat();
    let add = [
        "codings",
        "add",
        "--coder",
        "ben",
        "--transcript",
        "fg1",
        "--turn",
        "2",
    ];
    coded_by_people("labels")
        .change(
            "study/codebook.yaml",
            "- id: time",
            "- id: time\n        label: Time it takes",
        )
        .write(
            "coded.csv",
            "transcript,code,quote\nfg1,time it takes,It takes weeks\n",
        )
        .write(
            "study/codings/cem/phase-1/fg1.jsonl",
            "{\"code\": \"Time it takes\", \"quote\": \"It takes weeks\"}\n",
        )
        .run_in("study", &named(&add))
        .run_in(
            "study",
            &["codings", "import", "../coded.csv", "--coder", "ben"],
        )
        .run_in("study", &named(&["codings", "list"]))
        .run_in(
            "study",
            &named(&["agree", "--coder", "ann", "--coder", "ben"]),
        )
        .run_in("study", &named(&["matrix"]))
        .run_in("study", &named(&["evaluate", "--coder", "ann"]))
        .run_in("study", &named(&["diff", "codebook.yaml", "codebook.yaml"]))
        .run_in("study", &["suggest", "time it takes", "--coder", "ann"])
        .run_in("study", &["check", "-f", "github"])
        .change(
            "study/codebook.yaml",
            "waiting list*",
            "code: Time it takes",
        )
        .run_in("study", &["codebook", "show"])
        .end();
}

/// A study that two people have coded; ann has finished two transcripts.
fn coded_by_people(name: &'static str) -> Session {
    let mut session = Session::new(name);
    session
        .write(
            "people.csv",
            "coder,transcript,code,quote\n\
             ann,fg1,trust,It takes weeks before they trust you enough to open the post.\n\
             ann,fg1,trust,We built a rapport.\n\
             ann,fg1,time,There is never enough time though.\n\
             ann,fg1,threats,The waiting lists.\n\
             ann,fg1,trust,How do people come to trust you?\n\
             ann,int1,enablers,There was no training.\n\
             ben,fg1,trust,they trust you\n\
             ben,fg1,trust,built a rapport. There is never\n\
             ben,fg1,threats,the NHS Trust sends the forms\n",
        )
        .run_in("study", &["codings", "import", "../people.csv"])
        .run_in("study", &["codings", "finish", "--coder", "ann", "--all"]);
    session
}

#[test]
fn retired_codes_that_nobody_laid_are_left_out_and_named() {
    let assumed = ["--coder", "ben", "--assume-finished"];
    let of_ben = |command: &'static str| [&[command, "study"], &assumed[..]].concat();
    coded_by_people("retired_codes")
        .change(
            "study/codebook.yaml",
            "id: time\n",
            "id: time\n        retired: true\n",
        )
        .run(&["themes", "study"])
        .run(&["themes", "study", "--coder", "ann"])
        .run(&of_ben("themes"))
        .run(&["themes", "study", "--code", "time", "-f", "csv", "-q"])
        .run(&["matrix", "study", "-q"])
        .run(&["matrix", "study", "--rows", "theme", "-q"])
        .run(&[
            "compare", "study", "--a", "phase=1", "--b", "phase=2", "-f", "csv", "-q",
        ])
        .run(&["cooccur", "study", "--related", "-q"])
        .run(&["sequence", "study", "-q"])
        .run(&["saturation", "study", "--base", "1", "--run", "1", "-q"])
        .run(&["quotes", "study", "-q"])
        .run(&["query", "time", "study", "-q"])
        .run(&[
            "query",
            "trust and not time",
            "study",
            "-q",
            "--count",
            "code",
        ])
        .run(&["kwic", "code:time", "study", "-q"])
        .run_and_cut(&["report", "study", "-q"], |page| {
            let at = page.find("retired code").expect("it is said");
            &page[at - 2..][..40]
        })
        .end();
}

#[test]
fn rules_are_held_against_people() {
    coded_by_people("evaluate")
        .run(&["evaluate", "study", "--coder", "ann"])
        .run(&[
            "evaluate", "study", "--coder", "ann", "--unit", "turn", "-f", "csv",
        ])
        .run(&["evaluate", "study", "--coder", "ann", "--rules"])
        .run(&["evaluate", "study", "--coder", "ann", "--missed", "--false"])
        .run(&[
            "evaluate", "study", "--coder", "ann", "--missed", "-f", "csv",
        ])
        .run(&[
            "evaluate",
            "study",
            "--coder",
            "ann",
            "--coder",
            "ben",
            "--assume-finished",
        ])
        .run(&[
            "evaluate",
            "study",
            "--min",
            "recall=0.5",
            "--min",
            "macro-f1=0.9",
            "-f",
            "json",
        ])
        .end();
}

#[test]
fn words_that_a_code_may_be_missing_are_suggested() {
    let talk = "P1: They open the post with me. Open the post, I say.\n\nP2: We wait. I open up to them.\n\nP1: Nobody waits.\n";
    coded_by_people("suggest")
        .run(&["suggest", "trust", "study", "--coder", "ann", "--least", "1", "--most", "5"])
        .write("study/transcripts/phase-2/fg3.txt", talk)
        .write(
            "more.csv",
            "transcript,code,quote\nfg3,trust,They open the post with me. Open the post\nfg3,trust,I open up to them.\n",
        )
        .run_in("study", &["codings", "import", "../more.csv", "--coder", "ann"])
        .run_in("study", &["codings", "finish", "--coder", "ann", "fg3"])
        .run(&["suggest", "trust", "study", "--missed"])
        .run(&["suggest", "trust", "study", "--all", "--most", "1", "-f", "csv"])
        .run(&["suggest", "time", "study", "--missed"])
        .run(&["suggest", "enablers.trust", "study", "--transcript", "int1"])
        .run(&["suggest", "trst", "study"])
        .end();
}

#[test]
fn a_sample_is_drawn_coded_and_read_back() {
    Session::new("sample")
        .run(&["sample", "study", "-n", "4", "--seed", "3"])
        .run(&[
            "sample",
            "study",
            "-n",
            "4",
            "--seed",
            "3",
            "-f",
            "csv",
            "--threads",
            "3",
        ])
        .run(&[
            "sample", "study", "-n", "3", "--by", "site", "--unit", "turn", "-f", "json",
        ])
        .run(&[
            "sample",
            "study",
            "-n",
            "99",
            "--uncoded",
            "0",
            "-o",
            "s.csv",
            "--weights",
            "w.csv",
        ])
        .cat("w.csv")
        .change("s.csv", "We built a rapport.,", "We built a rapport.,trust")
        .run_in(
            "study",
            &["codings", "import", "../s.csv", "--coder", "ann"],
        )
        .run_in(
            "study",
            &[
                "codings",
                "import",
                "../s.csv",
                "--coder",
                "ann",
                "--skip-uncoded",
            ],
        )
        .run_in("study", &["codings", "list"])
        .run(&["evaluate", "study", "--coder", "ann", "--sample", "s.csv"])
        .run(&[
            "evaluate",
            "study",
            "--coder",
            "ann",
            "--sample",
            "s.csv",
            "--transcript",
            "fg1",
            "-f",
            "csv",
        ])
        .change("w.csv", "5,5,1.000000", "50,5,10.000000")
        .run_in(
            "study",
            &[
                "codings",
                "add",
                "--coder",
                "ann",
                "--transcript",
                "fg1",
                "--code",
                "time",
                "--quote",
                "sends the forms",
            ],
        )
        .run(&[
            "evaluate", "study", "--coder", "ann", "--sample", "w.csv", "-q",
        ])
        .run(&[
            "evaluate", "study", "--coder", "ann", "--sample", "w.csv", "-f", "csv", "-q",
        ])
        .run(&["sample", "study", "-n", "1", "-q"])
        .run(&[
            "evaluate",
            "study",
            "--coder",
            "ann",
            "--sample",
            "study/participants.csv",
        ])
        .run(&["sample", "study", "--by", "sitte"])
        .run(&["sample", "study", "--uncoded", "25"])
        .end();
}

#[test]
fn words_are_suggested_from_the_segments_of_a_sample() {
    let suggest = ["suggest", "trust", "study", "--sample", "s.csv", "-q"];
    let with = |more: &[&'static str]| {
        [
            &suggest[..],
            &["--coder", "ann", "--all", "--least", "1"],
            more,
        ]
        .concat()
    };
    let import = [
        "codings",
        "import",
        "../s.csv",
        "--coder",
        "ann",
        "--skip-uncoded",
    ];
    Session::new("suggest_sample")
        .run(&["sample", "study", "-n", "99", "-o", "s.csv", "-q"])
        .change("s.csv", "We built a rapport.,", "We built a rapport.,trust")
        .run_in("study", &import)
        .run(&with(&[]))
        .run(&with(&["--transcript", "fg1", "-f", "csv"]))
        .run(&with(&["--unit", "turn"]))
        .run(&suggest)
        .end();
}

#[test]
fn charts_of_the_framework_method() {
    Session::new("chart")
        .run(&["chart", "study", "-q"])
        .run(&[
            "chart",
            "study",
            "--cases",
            "phase",
            "-n",
            "1",
            "--contrary",
            "0",
            "-f",
            "md",
            "-q",
        ])
        .run(&["chart", "study", "--code", "trust", "-o", "chart.csv", "-q"])
        .change("chart.csv", ",,yes", ",At first not.,yes")
        .run(&[
            "chart",
            "study",
            "--code",
            "trust",
            "--summaries",
            "chart.csv",
            "-q",
        ])
        .run(&["chart", "study", "--code", "threats", "-o", "chart.csv"])
        .cat("chart.csv")
        .run(&["chart", "study", "--cases", "fase"])
        .run(&["chart", "study", "--cases", "phase", "-o", "chart.csv"])
        .write("other.csv", "who,what\nAnn,tea\n")
        .run(&["chart", "study", "-o", "other.csv"])
        .run(&["chart", "study", "--summaries", "other.md"])
        .write(
            "twice.csv",
            "cases,case,code,summary\nparticipant,LW01,trust,One.\nparticipant,LW01,trust,Two.\n",
        )
        .run(&["chart", "study", "-o", "twice.csv"])
        .end();
}

#[test]
fn quotes_for_a_paper_are_spread_over_people() {
    Session::new("quotes")
        .run(&["quotes", "study"])
        .run(&[
            "quotes",
            "study",
            "-n",
            "1",
            "--contrary",
            "0",
            "--context",
            "30",
            "-q",
        ])
        .run(&[
            "quotes",
            "study",
            "--label",
            "{speaker} ({participant}), phase {phase}",
            "-f",
            "csv",
            "-q",
        ])
        .run(&["quotes", "study", "--people", "-q"])
        .run(&[
            "quotes",
            "study",
            "--label",
            "{speaker}",
            "--contrary",
            "2",
            "--context",
            "9",
            "-f",
            "md",
            "-q",
        ])
        .write(
            "laugh/a.txt",
            "P1: We built trust.\n\nP2: [laughs]\n\nALL: We trust them.\n",
        )
        .run(&[
            "quotes",
            "laugh",
            "--codebook",
            "study/codebook.yaml",
            "--code",
            "trust",
            "--people",
        ])
        .run(&["quotes", "study", "--label", "{partisipant"])
        .run(&["quotes", "study", "--label", "{partisipant}"])
        .end();
}

#[test]
fn two_parts_of_a_study_stand_side_by_side() {
    let compare = ["compare", "study", "--a", "phase=1", "--b", "phase=2"];
    let with = |more: &[&'static str]| [&compare[..], more].concat();
    Session::new("compare")
        .with_example()
        .run(&compare)
        .run(&with(&["-f", "csv", "-q"]))
        .run(&["compare", "study", "--a", "phase=1", "--b", "phase=3", "-q"])
        .run(&[
            "compare",
            "study",
            "--a",
            "phase=1",
            "--b",
            "format=interview",
        ])
        .run(&["compare", "study", "--a", "phase=1", "--b", "phase=1"])
        .run(&[
            "compare",
            "examples/link-workers",
            "--a",
            "phase=1",
            "--b",
            "phase=2",
            "--code",
            "threats",
        ])
        .run(&[
            "compare",
            "examples/link-workers",
            "--a",
            "format=interview",
            "--b",
            "format=focus group",
            "--code",
            "threats",
        ])
        .run(&["compare", "study", "--a", "phase=1"])
        .end();
}

#[test]
fn differences_are_tested_where_that_is_asked_for() {
    let compare = ["compare", "study", "--a", "phase=1", "--b", "phase=2"];
    let with = |more: &[&'static str]| [&compare[..], more].concat();
    let example = |more: &[&'static str]| {
        let parts = ["compare", "examples/link-workers", "--a", "phase=1", "--b"];
        [&parts[..], &["phase=2", "--tests", "-q"], more].concat()
    };
    Session::new("compare_tests")
        .with_example()
        .run(&with(&["--tests", "-q"]))
        .run(&example(&["--code", "threats"]))
        .run(&example(&["--code", "enablers", "-f", "csv"]))
        .run(&[
            "compare",
            "examples/link-workers",
            "--a",
            "hours=full",
            "--b",
            "hours=part",
            "--tests",
        ])
        .run(&example(&["--words", "-n", "4"]))
        .run(&example(&["--words", "-n", "2", "-f", "csv"]))
        .end();
}

#[test]
fn words_of_two_parts_stand_side_by_side() {
    let compare = ["compare", "study", "--a", "phase=1", "--b", "phase=2"];
    let with = |more: &[&'static str]| [&compare[..], more].concat();
    Session::new("compare_words")
        .with_example()
        .run(&with(&["--words", "--min-count", "2"]))
        .run(&with(&["--words", "--min-count", "2", "-f", "csv", "-q"]))
        .run(&with(&["--words", "--min-count", "99", "-q"]))
        .run(&with(&["--words", "--code", "time", "-q"]))
        .run(&with(&["-n", "3"]))
        .run(&[
            "compare",
            "examples/link-workers",
            "--a",
            "phase=1",
            "--b",
            "phase=2",
            "--words",
            "-n",
            "6",
        ])
        .run(&[
            "compare",
            "examples/link-workers",
            "--a",
            "format=interview",
            "--b",
            "format=focus group",
            "--words",
            "--code",
            "threats",
            "-n",
            "4",
            "--all",
        ])
        .end();
}

#[test]
fn new_codes_are_counted_transcript_by_transcript() {
    Session::new("saturation")
        .with_example()
        .run(&["saturation", "study"])
        .run(&["saturation", "study", "--base", "1", "--run", "1", "-q"])
        .run(&[
            "saturation",
            "study",
            "--base",
            "1",
            "--run",
            "1",
            "--by",
            "phase",
            "-q",
        ])
        .run(&[
            "saturation",
            "study",
            "--base",
            "1",
            "--run",
            "1",
            "-q",
            "-f",
            "csv",
        ])
        .run(&[
            "saturation",
            "study",
            "--all-settings",
            "-q",
            "--code",
            "trust",
        ])
        .run(&["saturation", "examples/link-workers"])
        .run(&[
            "saturation",
            "examples/link-workers",
            "--base",
            "1",
            "--run",
            "1",
            "--threshold",
            "0.2",
            "--code",
            "enablers",
            "--where",
            "format=interview",
        ])
        .run(&["saturation", "examples/link-workers", "--all-settings"])
        .run(&["saturation", "study", "--order", "date"])
        .run(&["saturation", "study", "--by", "site"])
        .run(&["saturation", "study", "--threshold", "5"])
        .end();
}

#[test]
fn the_codings_of_people_are_counted_like_those_of_rules() {
    let by = |command: &'static str, more: &[&'static str]| [&[command, "-q"], more].concat();
    coded_by_people("people_counted")
        .run_in("study", &["themes", "--coder", "ann", "--coder", "ben"])
        .run_in("study", &["codings", "finish", "--coder", "ann", "fg1"])
        .run_in("study", &["themes", "--coder", "ann"])
        .run_in(
            "study",
            &by("themes", &["--coder", "ann", "--coder", "rules"]),
        )
        .run_in("study", &by("matrix", &["--coder", "ann", "-f", "csv"]))
        .run_in(
            "study",
            &by("code", &["--coder", "ann", "--coder", "rules"]),
        )
        .run_in(
            "study",
            &by(
                "code",
                &["--coder", "ann", "--coder", "rules", "--hits", "-f", "csv"],
            ),
        )
        .run_in("study", &["code", "--coder", "ben"])
        .run_in(
            "study",
            &[
                "themes",
                "--coder",
                "ann",
                "--assume-finished",
                "--speaker",
                "Ben",
            ],
        )
        .run_in("study", &["themes", "--coder", "zoe"])
        .end();
}

#[test]
fn coders_are_merged_into_one() {
    let merge = ["codings", "merge", "ann", "ben"];
    let with = |more: &[&'static str]| [&merge[..], more].concat();
    coded_by_people("codings_merge")
        .run_in("study", &with(&["--union", "--into", "team", "--dry-run"]))
        .run_in("study", &with(&["--majority", "--into", "team"]))
        .run_in("study", &["codings", "finish", "--coder", "ben", "fg1"])
        .run_in(
            "study",
            &with(&["--majority", "--into", "team", "-f", "csv"]),
        )
        .run_in(
            "study",
            &["codings", "export", "--coder", "team", "--format", "jsonl"],
        )
        .run_in("study", &with(&["--union", "--into", "team"]))
        .run_in("study", &with(&["--union", "--into", "team", "--force"]))
        .run_in("study", &["codings", "list", "--coder", "team", "--all"])
        .run_in(
            "study",
            &[
                "codings",
                "add",
                "--coder",
                "eve",
                "--transcript",
                "fg1",
                "--code",
                "threats",
                "--quote",
                "the NHS Trust",
            ],
        )
        .run_in("study", &with(&["--adjudicator", "eve", "--into", "final"]))
        .run_in("study", &["codings", "list", "--coder", "final"])
        .run_in("study", &["codings", "finish", "--coder", "final"])
        .run_in(
            "study",
            &["codings", "finish", "--coder", "eve", "fg1", "int1"],
        )
        // Nothing is open where the adjudicator has finished, and nobody is alone there.
        .run_in(
            "study",
            &with(&["--adjudicator", "eve", "--into", "final", "--force"]),
        )
        .end();
}

#[test]
fn what_cannot_be_merged_is_refused() {
    coded_by_people("codings_merge_faults")
        .run_in(
            "study",
            &["codings", "merge", "ann", "ben", "--union", "--into", "ben"],
        )
        .run_in(
            "study",
            &["codings", "merge", "ann", "ben", "--into", "team"],
        )
        .run_in(
            "study",
            &["codings", "merge", "ann", "--union", "--into", "team"],
        )
        .run_in(
            "study",
            &[
                "codings", "merge", "ann", "bne", "--union", "--into", "team",
            ],
        )
        .change(
            "study/transcripts/phase-1/fg1.txt",
            "Moderator: How",
            "Moderator: And how",
        )
        .run_in(
            "study",
            &[
                "codings", "merge", "ann", "ben", "--union", "--into", "team",
            ],
        )
        .run_in("study", &["codings", "check", "--write"])
        .run_in(
            "study",
            &[
                "codings", "merge", "ann", "ben", "--union", "--into", "team",
            ],
        )
        .end();
}

#[test]
fn proposals_are_accepted_and_rejected_one_by_one() {
    let quiet = ["review", "--coder", "cat", "--quiet"];
    let with = |more: &[&'static str]| [&quiet[..3], more].concat();
    coded_by_people("review")
        .run_in("study", &quiet)
        .answer_in(
            "study",
            &with(&["--ask", "--quiet"]),
            "maybe\n\na\nREJECT\ns\n",
        )
        .answer_in(
            "study",
            &with(&["--ask", "--most", "1"]),
            "this is no answer at all\n",
        )
        .answer_in("study", &with(&["--ask", "--most", "1"]), "q\n")
        .answer_in(
            "study",
            &with(&["--ask", "--from", "ben"]),
            "skip\naccept\n",
        )
        .run_in("study", &["codings", "list", "--coder", "cat", "--all"])
        .run_in(
            "study",
            &["codings", "export", "--coder", "cat", "--format", "jsonl"],
        )
        .run_in("study", &with(&["--from", "bne"]))
        .run_in("study", &with(&["--code", "time"]))
        .end();
}

#[test]
fn rules_are_not_held_against_nobody() {
    Session::new("evaluate_faults")
        .run(&["evaluate", "study"])
        .run(&["evaluate", "study", "--min", "recal=0.5"])
        .run(&["evaluate", "study", "--min", "recall=80"])
        .write(
            "people.csv",
            "coder,transcript,code,quote\nben,fg1,trust,they trust you\n",
        )
        .run_in("study", &["codings", "import", "../people.csv"])
        .run(&["evaluate", "study"])
        .run(&["evaluate", "study", "--coder", "ben"])
        .run(&["evaluate", "study", "--coder", "bne"])
        .run(&[
            "evaluate",
            "study",
            "--assume-finished",
            "--code",
            "time",
            "--min",
            "recall=0.1",
        ])
        .change(
            "study/transcripts/phase-1/fg1.txt",
            "they trust you",
            "you are believed",
        )
        .run(&["evaluate", "study", "--assume-finished", "--code", "trust"])
        .end();
}

#[test]
fn codings_are_found_again_after_an_edit() {
    let mut session = Session::new("codings_check");
    let import = ["codings", "import", "../coded.csv", "--coder", "ben"];
    session
        .write(
            "coded.csv",
            "transcript,code,quote\nfg1,trust,It takes weeks before they trust you\nfg1,trust,We built a rapport.\nfg1,threats,The waiting lists.\nint1,time,There was no training.\n",
        )
        .run_in("study", &import)
        .run_in("study", &["codings", "check"])
        .write(
            "study/transcripts/phase-1/fg1.txt",
            "Moderator: Welcome.\n\nModerator: How do people come to trust you?\n\nP1: It takes week before they trust you enough to open the post. [laughs] And then the NHS Trust sends the forms.\n\nP2: We built a rapport. There is never enough time though.\n\nModerator: And what gets in the way?\n",
        )
        .run_in("study", &["codings", "check"])
        .run_in("study", &["codings", "check", "--all", "--write"])
        .run_in("study", &["codings", "check", "--all", "--format", "csv"])
        .run_in("study", &["codings", "export", "--format", "jsonl"])
        .run_in("study", &["check", "--format", "concise"])
        .end();
}

/// The part of a long quote is shown in which it was changed; that a coding reaches over turns now is said; and one file that
/// cannot be written keeps no other from being written.
#[test]
fn what_was_changed_in_a_long_quote_is_seen_and_one_bad_file_stops_nothing() {
    let words = |from: u32, to: u32| {
        let words: Vec<String> = (from..to).map(|it| format!("word{it}")).collect();
        words.join(" ")
    };
    let text = |middle: &str| {
        format!(
            "Int: How was it?\n\nAnn: {} {middle} {}.\n\nInt: And then?\n\nAnn: Then I was trusted by all.\n",
            words(0, 40),
            words(40, 80)
        )
    };
    let check = ["codings", "check"];
    let mut session = Session::new("codings_check_long");
    session
        .write(
            "study/transcripts/phase-1/long.txt",
            text("They never came."),
        )
        .write(
            "coded.csv",
            format!(
                "coder,transcript,code,quote\nann,long,time,{} They never came. {}.\n\
                 ann,fg1,trust,We built a rapport.\nben,long,trust,Then I was trusted by all.\n\
                 cem,fg1,trust,We built a rapport.\n",
                words(0, 40),
                words(40, 80)
            ),
        )
        .run_in("study", &["codings", "import", "../coded.csv"])
        .write(
            "study/transcripts/phase-1/long.txt",
            text("They always came.\n\nBen: Did they?\n\nAnn: Yes,")
                .replace("trusted by", "trusted indeed by"),
        )
        .change(
            "study/transcripts/phase-1/fg1.txt",
            "Moderator: How",
            "Moderator: And how",
        )
        .run_in("study", &check)
        .run_in("study", &["codings", "check", "-f", "csv"]);
    let bad = session.folder.join("study/codings/ann/phase-1/fg1.jsonl");
    let good = fs::read_to_string(&bad).unwrap();
    fs::write(&bad, format!("{good}no coding\n")).unwrap();
    session
        .run_in("study", &["codings", "check", "--write"])
        .cat("study/codings/ann/phase-1/fg1.jsonl")
        .run_in("study", &["codings", "check", "--all"])
        .end();
}

/// A transcript that was renamed is known by its text and its words, and all that was said of it goes with it.
#[test]
fn codings_follow_a_renamed_transcript() {
    let mut session = coded_by_people("codings_rename");
    let renamed = session
        .folder
        .join("study/transcripts/phase-1/group-one.txt");
    fs::rename(
        session.folder.join("study/transcripts/phase-1/fg1.txt"),
        renamed,
    )
    .unwrap();
    session
        .run_in(
            "study",
            &["codings", "remove", "--coder", "ben", "00eb8e75640a"],
        )
        .write(
            "study/memos/transcripts/phase-1/fg1.md",
            "They knew each other.\n",
        )
        .write(
            "study/codings/cem/phase-1/other.jsonl",
            "{\"code\": \"time\", \"quote\": \"Nobody said this.\"}\n",
        )
        .run_in("study", &["codings", "check"])
        .run_in("study", &["check", "-f", "concise"])
        .run_in("study", &["agree", "--coder", "ann", "--coder", "ben"])
        .run_in("study", &["evaluate", "--coder", "ann"])
        .run_in("study", &["codings", "rename", "phase-1/fg2", "group-one"])
        .run_in("study", &["codings", "rename", "phase-1/int1", "group-one"])
        .run_in("study", &["codings", "rename", "phase-1/fg1", "int1"])
        .run_in("study", &["codings", "rename", "phase-1/other", "int1"])
        .run_in("study", &["codings", "rename", "phase-1/fg1", "group-one"])
        .ls("study/codings/ann/phase-1")
        .cat("study/codings/ben/phase-1/group-one.jsonl")
        .cat("study/codings/ann/roster.csv")
        .cat("study/memos/transcripts/phase-1/group-one.md")
        .ls("study/memos/transcripts/phase-1")
        .run_in("study", &["codings", "check"])
        .run_in("study", &["codings", "finish"])
        .end();
}

/// A study with what ann, ben and cem coded. Ann finished fg1 and fg2, ben all, cem nothing.
fn with_coders(name: &'static str) -> Session {
    let session = Session::new(name);
    let run = |arguments: &[&str]| {
        let mut command = binary(&session.folder.join("study"));
        let output = command.args(arguments).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}");
    };
    let codings = [
        (
            "ann",
            "fg1",
            "trust",
            "It takes weeks before they trust you enough to open the post.",
        ),
        ("ann", "fg1", "trust", "We built a rapport."),
        ("ann", "fg1", "time", "There is never enough time"),
        ("ann", "fg1", "threats", "The waiting lists."),
        ("ann", "fg2", "threats", "The targets are the thing"),
        ("ben", "fg1", "trust", "they trust you"),
        ("ben", "fg1", "time", "It takes weeks"),
        ("ben", "fg1", "threats", "The waiting lists."),
        ("ben", "fg1", "time", "rapport. T"),
        ("ben", "fg2", "threats", "Yes. The targets"),
        ("ben", "int1", "time", "None at all."),
        ("cem", "fg1", "enablers", "they trust you"),
        ("cem", "fg1", "trust", "built a rapport"),
    ];
    for (coder, transcript, code, quote) in codings {
        run(&[
            "codings",
            "add",
            "--coder",
            coder,
            "--transcript",
            transcript,
            "--code",
            code,
            "--quote",
            quote,
        ]);
    }
    run(&["codings", "finish", "--coder", "ann", "fg1", "fg2"]);
    run(&["codings", "finish", "--coder", "ben", "fg1", "fg2", "int1"]);
    session
}

const TWO: [&str; 5] = ["agree", "--coder", "ann", "--coder", "ben"];

fn two<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&TWO, more].concat()
}

#[test]
fn agree_compares_two_coders_and_more() {
    with_coders("agree")
        .run_in("study", &two(&[]))
        .run_in(
            "study",
            &["agree", "--assume-finished", "--universe", "coded"],
        )
        .run_in(
            "study",
            &two(&[
                "--coder",
                "rules",
                "--pairs",
                "--code",
                "trust",
                "--bootstrap",
                "0",
            ]),
        )
        .run_in(
            "study",
            &two(&[
                "--unit",
                "character",
                "--transcript",
                "fg1",
                "--code",
                "enablers",
            ]),
        )
        .run_in(
            "study",
            &two(&[
                "--unit",
                "turn",
                "--overlap",
                "50",
                "--all",
                "--where",
                "phase=1",
            ]),
        )
        .end();
}

#[test]
fn agree_writes_every_figure_for_programs() {
    with_coders("agree_formats")
        .run_in("study", &two(&["--format", "csv"]))
        .run_in(
            "study",
            &[
                "agree",
                "--assume-finished",
                "--bootstrap",
                "0",
                "--format",
                "csv",
            ],
        )
        .run_in(
            "study",
            &two(&[
                "--coefficient",
                "f1",
                "--coefficient",
                "kappa",
                "--format",
                "json",
            ]),
        )
        .end();
}

#[test]
fn agree_lists_what_coders_differ_on() {
    with_coders("agree_disagreements")
        .run_in("study", &["agree", "--assume-finished", "--disagreements"])
        .run_in(
            "study",
            &two(&["--disagreements", "--unit", "character", "--format", "csv"]),
        )
        .run_in(
            "study",
            &two(&["--disagreements", "--unit", "span", "--overlap", "0"]),
        )
        .end();
}

#[test]
fn agree_compares_spans() {
    with_coders("agree_spans")
        .write(
            "beside.csv",
            "transcript,code,quote\nfg1,threats,waiting lists\nfg2,time,The targ\nfg2,time,ets are\n",
        )
        .run_in("study", &two(&["--unit", "span"]))
        .run_in(
            "study",
            &[
                "agree",
                "--unit",
                "span",
                "--assume-finished",
                "--overlap",
                "10",
                "--format",
                "csv",
            ],
        )
        .run_in(
            "study",
            &two(&[
                "--unit",
                "span",
                "--min",
                "f1=0.5",
                "--min",
                "alpha=0.9",
                "--code",
                "time",
            ]),
        )
        .run_in("study", &two(&["--unit", "span", "--min", "kappa=0.5"]))
        .run_in("study", &two(&["--unit", "span", "--universe", "coded"]))
        .run_in("study", &["codings", "import", "../beside.csv", "--coder", "ann", "--quiet"])
        .run_in("study", &two(&["--unit", "span", "--bootstrap", "0"]))
        .end();
}

#[test]
fn agree_is_a_gate() {
    with_coders("agree_min")
        .run_in(
            "study",
            &two(&[
                "--min",
                "alpha=0.67",
                "--min",
                "percent=0.8",
                "--format",
                "jsonl",
            ]),
        )
        .run_in(
            "study",
            &two(&[
                "--min",
                "alpha=0.5",
                "--code",
                "threats",
                "--format",
                "jsonl",
            ]),
        )
        .run_in(
            "study",
            &two(&[
                "--min",
                "kappa=-1",
                "--code",
                "time",
                "--transcript",
                "fg2",
                "--format",
                "jsonl",
            ]),
        )
        .run_in("study", &two(&["--min", "kapa=1"]))
        .run_in("study", &two(&["--min", "alpha=67"]))
        .run_in(
            "study",
            &two(&[
                "--min",
                "mean-alpha=0.2",
                "--min",
                "stacked-alpha=0.9",
                "--min",
                "sets-alpha=0.1",
                "-f",
                "csv",
                "--coefficient",
                "alpha",
            ]),
        )
        .run_in(
            "study",
            &two(&[
                "--min",
                "u-alpha=0.2",
                "--min",
                "binary-u-alpha=0.2",
                "--min",
                "alpha=-1",
                "--unit",
                "span",
                "-f",
                "csv",
            ]),
        )
        .run_in(
            "study",
            &two(&[
                "--min",
                "ac1=0.9",
                "--min",
                "mean-ac1=0.9",
                "--transcript",
                "fg2",
            ]),
        )
        .run_in("study", &two(&["--min", "averaged-percent=0.9"]))
        .run_in("study", &two(&["--min", "u-alpha=0.9"]))
        .run_in(
            "study",
            &two(&["--min", "mean-alpha=0.9", "--code", "threats"]),
        )
        .end();
}

#[test]
fn agree_says_what_is_missing_and_what_was_left_out() {
    let mut session = with_coders("agree_faults");
    let kept = session.folder.join("study/codings/ben/phase-1/fg1.jsonl");
    let mut lines = fs::read_to_string(&kept).unwrap();
    lines.push_str("{\"code\": \"courage\", \"quote\": \"The waiting lists.\"}\n");
    lines.push_str(
        "{\"code\": \"time\", \"quote\": \"nobody ever said this in any of the talks\"}\n",
    );
    lines.push_str("{\"code\": \"time\", \"quote\": \"trust you\"}\n");
    lines.push_str("{\"code\": \"trust\", \"quote\": \"what gets in the way\"}\n");
    lines.push_str("{\"code\": \"trust\", \"quote\": \"The waiting\", \"state\": \"rejected\"}\n");
    lines.push_str("no coding\n");
    session
        .run_in("study", &["agree", "--coder", "cem", "--coder", "ann"])
        .run_in("study", &["agree", "--coder", "ann"])
        .run_in("study", &["agree", "--coder", "ann", "--coder", "dan"])
        .run_in("study", &["agree", "--coefficient", "kappa"])
        .run_in("study", &["agree", "--coefficient", "kapa"])
        .run(&["agree", "loose", "--codebook", "study/codebook.yaml"])
        .write("study/codings/ben/phase-1/fg1.jsonl", lines)
        .run_in("study", &two(&["--code", "threats"]));
    fs::create_dir(session.folder.join("study/codings/rules")).unwrap();
    session.run_in("study", &["agree"]).end();
}

/// The cells of these columns of what a command writes as CSV, of rows that have the first of them.
fn cells_of(session: &Session, arguments: &[&str], columns: &[&str]) -> Vec<Vec<String>> {
    let mut command = binary(&session.folder.join("study"));
    let output = command.args(arguments).output().unwrap();
    let mut reader = csv::Reader::from_reader(&output.stdout[..]);
    let header = reader.headers().unwrap().clone();
    let at = |name: &&str| header.iter().position(|it| it == *name).unwrap();
    let places: Vec<usize> = columns.iter().map(at).collect();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        places.iter().map(|&at| row[at].to_owned()).collect()
    });
    rows.filter(|row: &Vec<String>| !row[0].is_empty())
        .collect()
}

#[test]
fn evaluate_and_agree_count_alike() {
    let mut session = with_coders("evaluate_and_agree");
    // One of ben's codings ends with the first letter of the next sentence.
    for assumed in [&[][..], &["--assume-finished"]] {
        let mut evaluate = vec!["evaluate", "--coder", "ben", "--format", "csv"];
        evaluate.extend(assumed);
        let mut agree = vec![
            "agree", "--coder", "ben", "--coder", "rules", "--format", "csv",
        ];
        agree.extend(assumed);
        let columns = ["code", "both", "coder_only", "rules_only"];
        let evaluated = cells_of(&session, &evaluate, &columns);
        let agreed = cells_of(&session, &agree, &["code", "both", "only_a", "only_b"]);
        assert_eq!(evaluated.len(), 4);
        assert_eq!(evaluated, agreed);
    }
    session.end_without_expectations();
}

#[test]
fn only_codings_that_stand_say_that_a_transcript_was_looked_at() {
    let mut session = with_coders("agree_assume_finished");
    // All that cem has in one transcript was rejected.
    let folder = session.folder.join("study/codings/cem/phase-2");
    fs::create_dir_all(&folder).unwrap();
    let line = "{\"code\": \"threats\", \"quote\": \"The targets\", \"state\": \"rejected\"}\n";
    fs::write(folder.join("fg2.jsonl"), line).unwrap();
    let agree = [
        "agree",
        "--coder",
        "cem",
        "--coder",
        "rules",
        "--assume-finished",
        "--format",
        "csv",
    ];
    let evaluate = [
        "evaluate",
        "--coder",
        "cem",
        "--assume-finished",
        "--format",
        "csv",
    ];
    let columns = ["code", "both", "coder_only", "rules_only"];
    let evaluated = cells_of(&session, &evaluate, &columns);
    assert_eq!(
        evaluated,
        cells_of(&session, &agree, &["code", "both", "only_a", "only_b"])
    );
    assert_eq!(evaluated[3], ["threats", "0", "0", "1"]);
    session.end_without_expectations();
}

#[test]
fn a_minimum_does_not_pass_on_codings_that_are_missing() {
    let mut session = with_coders("agree_holes");
    let kept = session.folder.join("study/codings/ben/phase-1/fg1.jsonl");
    let whole = fs::read_to_string(&kept).unwrap();
    let status = |command: &[&str]| {
        let mut binary = binary(&session.folder.join("study"));
        binary.args(command).output().unwrap().status.code()
    };
    let agree = two(&["--min", "percent=0.1"]);
    assert_eq!(status(&agree), Some(0));
    for line in [
        "{\"code\": \"courage\", \"quote\": \"The waiting lists.\"}",
        "{\"code\": \"time\", \"quote\": \"nobody ever said this in any of the talks\"}",
        "{\"code\": \"time\", \"quote\": \"trust you\"}",
    ] {
        fs::write(&kept, format!("{whole}{line}\n")).unwrap();
        assert_eq!(status(&agree), Some(2), "{line}");
        assert_eq!(status(&["evaluate", "--coder", "ben"]), Some(2), "{line}");
    }
    fs::write(&kept, &whole).unwrap();
    let stray = session.folder.join("study/codings/ben/phase-1/fg9.jsonl");
    fs::copy(&kept, &stray).unwrap();
    assert_eq!(status(&agree), Some(2));
    fs::remove_file(stray).unwrap();
    // What is nearest is taken where words were changed, and both commands say so.
    let talk = session.folder.join("study/transcripts/phase-1/fg1.txt");
    let text = fs::read_to_string(&talk).unwrap();
    fs::write(
        &talk,
        text.replace("There is never enough time", "There is seldom enough time"),
    )
    .unwrap();
    for command in [two(&[]), vec!["evaluate", "--coder", "ann"]] {
        let mut binary = binary(&session.folder.join("study"));
        let output = binary.args(&command).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(
            said.contains("were changed since; what is nearest"),
            "{said}"
        );
        assert_eq!(output.status.code(), Some(0));
    }
    session.end_without_expectations();
}

/// A third coder adds no units to those of a pair, and no transcripts to draw its intervals from.
#[test]
fn a_pair_among_three_is_compared_as_if_there_were_two() {
    let mut session = with_coders("agree_pairs_among_three");
    let who = ["coder_a", "coder_b", "row", "code"];
    let cells = ["units", "both", "only_a", "only_b", "neither"];
    let figures = ["alpha", "alpha_low", "alpha_high", "undefined"];
    let of_units = [&who[..], &cells, &figures].concat();
    let of_spans = [&who[..], &["alpha", "alpha_low", "alpha_high"]].concat();
    for (more, columns) in [
        (&["--universe", "coded"], &of_units),
        (&["--universe", "all"], &of_units),
        (&["--unit", "span"], &of_spans),
    ] {
        let with = |first: &[&'static str]| {
            let shared = [&["--assume-finished", "--format", "csv"], &more[..]].concat();
            cells_of(&session, &[&["agree"], first, &shared].concat(), columns)
        };
        let pairs = [("ann", "ben"), ("ann", "cem"), ("ben", "cem")];
        let each = pairs.map(|(first, second)| with(&["--coder", first, "--coder", second]));
        assert_eq!(with(&["--pairs"]), each.concat(), "{more:?}");
    }
    session.end_without_expectations();
}

/// Kappa and alpha of Cohen and Krippendorff, written down as they are taught.
#[test]
fn agree_prints_figures_that_follow_from_the_cells_that_it_prints() {
    let mut session = with_coders("agree_by_hand");
    let mut command = binary(&session.folder.join("study"));
    let arguments = two(&["--unit", "sentence", "--format", "csv", "--bootstrap", "0"]);
    let output = command.args(arguments).output().unwrap();
    let mut reader = csv::Reader::from_reader(&output.stdout[..]);
    let header = reader.headers().unwrap().clone();
    let mut recomputed = 0;
    for row in reader.records() {
        let row = row.unwrap();
        let cell = |name: &str| {
            let at = header.iter().position(|it| it == name).unwrap();
            row[at].to_owned()
        };
        let number = |name: &str| cell(name).parse::<f64>().ok();
        let cells = ["both", "only_a", "only_b", "neither"].map(number);
        let [Some(both), Some(first), Some(second), Some(neither)] = cells else {
            continue;
        };
        let n = both + first + second + neither;
        assert_eq!(number("units"), Some(n));
        let observed = (both + neither) / n;
        let chance =
            ((both + first) * (both + second) + (second + neither) * (first + neither)) / (n * n);
        let (present, absent) = (2.0 * both + first + second, 2.0 * neither + first + second);
        let all = 2.0 * n;
        // Disagreement observed over disagreement expected.
        let alpha = 1.0 - ((first + second) / n) / (2.0 * present * absent / (all * (all - 1.0)));
        for (name, by_hand) in [
            ("percent", observed),
            ("kappa", (observed - chance) / (1.0 - chance)),
            ("alpha", alpha),
        ] {
            let printed = number(name).unwrap();
            assert!(
                (printed - by_hand).abs() < 5e-7,
                "{}: {name} {printed} {by_hand}",
                cell("code")
            );
            recomputed += 1;
        }
    }
    // Four codes and the stacked cells.
    assert_eq!(recomputed, 15);
    session.end_without_expectations();
}
