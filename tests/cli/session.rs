//! A session: commands run one after the other in a folder of its own, and all that is seen of them.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A session in a folder of its own.
pub struct Session {
    pub name: &'static str,
    pub folder: PathBuf,
    pub seen: String,
}

impl Session {
    pub fn new(name: &'static str) -> Self {
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
    pub fn with_exchange(&mut self) -> &mut Self {
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exchange");
        copy(&samples, &self.folder.join("exchange"));
        self
    }

    /// Copies the example study, to the folder `examples/link-workers`.
    pub fn with_example(&mut self) -> &mut Self {
        for folder in ["examples/link-workers", "codebooks"] {
            let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            copy(&from, &self.folder.join(folder));
        }
        self
    }

    /// Runs the binary and shows of its standard output what is left of it, because the rest would be long.
    pub fn run_and_cut(&mut self, arguments: &[&str], cut: fn(&str) -> &str) -> &mut Self {
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
    pub fn run(&mut self, arguments: &[&str]) -> &mut Self {
        self.run_in(".", arguments)
    }

    /// Runs the binary in a folder below the session's.
    pub fn run_in(&mut self, folder: &str, arguments: &[&str]) -> &mut Self {
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
    pub fn folder(&mut self, folder: &str) -> &mut Self {
        fs::create_dir_all(self.folder.join(folder)).expect("the session's folder is its own");
        self
    }

    /// Runs the binary with lines on its standard input, at the first second of 2026.
    pub fn type_into(&mut self, arguments: &[&str], lines: &str) -> &mut Self {
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
    pub fn write(&mut self, file: &str, bytes: impl AsRef<[u8]>) -> &mut Self {
        let path = self.folder.join(file);
        fs::create_dir_all(path.parent().unwrap())
            .expect("the folder of the session can be written");
        fs::write(self.folder.join(file), bytes).expect("the folder of the session can be written");
        self
    }

    /// Lets a file only be read.
    pub fn forbid_writing(&self, file: &str) {
        let path = self.folder.join(file);
        let mut permissions = fs::metadata(&path)
            .expect("the file is there")
            .permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).expect("the session's files are its own");
    }

    /// Shows a file.
    pub fn cat(&mut self, file: &str) -> &mut Self {
        let text = fs::read(self.folder.join(file)).expect("the file is there");
        let _ = writeln!(self.seen, "$ cat {file}");
        self.show("stdout", &text);
        self.seen.push('\n');
        self
    }

    /// Puts one text in the place of another that the file has.
    pub fn change(&mut self, file: &str, old: &str, new: &str) -> &mut Self {
        let path = self.folder.join(file);
        let text = fs::read_to_string(&path).expect("the file is there");
        assert!(text.contains(old), "{file} has no {old:?}");
        fs::write(path, text.replacen(old, new, 1)).expect("the file can be written");
        self
    }

    /// Runs git in the session's folder, as nobody in particular.
    pub fn git(&mut self, arguments: &[&str]) -> &mut Self {
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
    pub fn head(&mut self, file: &str, lines: usize) -> &mut Self {
        let text = fs::read_to_string(self.folder.join(file)).expect("the file is there");
        let first: String = text.split_inclusive('\n').take(lines).collect();
        let _ = writeln!(self.seen, "$ head -n {lines} {file}");
        self.show("stdout", first.as_bytes());
        self.seen.push('\n');
        self
    }

    /// Lists the files of a folder.
    pub fn ls(&mut self, folder: &str) -> &mut Self {
        let entries = fs::read_dir(self.folder.join(folder)).expect("the folder is there");
        let names = entries.map(|it| it.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        let _ = writeln!(self.seen, "$ ls -A {folder}\n{}\n", names.join("\n"));
        self
    }

    pub fn show(&mut self, stream: &str, bytes: &[u8]) {
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
    pub fn answer_in(&mut self, folder: &str, arguments: &[&str], answers: &str) -> &mut Self {
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
    pub fn show_end(&mut self, output: &Output) {
        self.show("stdout", &output.stdout);
        self.show("stderr", &output.stderr);
        let status = output.status.code().expect("the binary ends by itself");
        let _ = writeln!(self.seen, "--- status {status}\n");
    }

    /// Leaves nothing behind, for a test that has looked at what it wanted.
    pub fn end_without_expectations(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }

    /// Compares what was seen with what is expected.
    pub fn end(&mut self) {
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

pub fn binary(folder: &Path) -> Command {
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
pub fn fed(mut command: Command, input: &str) -> Output {
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

pub fn files() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/files")
}

pub fn copy(from: &Path, to: &Path) {
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

pub fn quoted(argument: &str) -> String {
    if argument.contains([' ', '*', '\'']) {
        return format!("'{argument}'");
    }
    argument.to_owned()
}

/// A study that two people have coded; ann has finished two transcripts.
pub fn coded_by_people(name: &'static str) -> Session {
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
