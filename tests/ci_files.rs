//! The files for continuous integration, and the examples of them in `docs/checking.md`: they are run elsewhere, so here
//! they are read, their options are looked up in the program's help, and what can be run of them is.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use thematica::text::Source;
use thematica::yaml::{self, Node, Value};

const HOOKS: &str = include_str!("../.pre-commit-hooks.yaml");
const ACTION: &str = include_str!("../action.yml");
const PAGE: &str = include_str!("../docs/checking.md");

#[test]
fn every_yaml_of_the_page_and_of_ci_is_valid() {
    let blocks = blocks("yaml");
    assert!(blocks.len() >= 5, "the page has examples");
    for text in blocks.iter().map(String::as_str).chain([HOOKS, ACTION]) {
        read(text);
    }
}

#[test]
fn hooks_have_what_pre_commit_wants_and_run_commands_that_there_are() {
    let hooks = read(HOOKS);
    let Value::List(hooks) = &hooks.value else {
        panic!("a list of hooks");
    };
    let ids: Vec<&str> = hooks.iter().map(|hook| text(hook, "id")).collect();
    assert_eq!(ids, ["thematica-check", "thematica-format"]);
    for hook in hooks {
        assert!(!text(hook, "name").is_empty());
        assert_eq!(text(hook, "language"), "rust");
        let files = regex::Regex::new(text(hook, "files")).unwrap();
        for path in ["codebook.yaml", "a/codebook-2.yml", "codebooks/a/b.yaml"] {
            assert!(files.is_match(path), "{path}");
        }
        for path in ["thematica.yaml", "codebook.md", "my-codebook.yaml"] {
            assert!(!files.is_match(path), "{path}");
        }
        let entry = text(hook, "entry").strip_prefix("thematica ").unwrap();
        help(&entry.split(' ').collect::<Vec<_>>());
    }
}

#[test]
fn the_action_uses_only_inputs_that_it_has_and_all_of_them() {
    let action = read(ACTION);
    let Value::Map(inputs) = &get(&action, "inputs").value else {
        panic!("a mapping of inputs");
    };
    for (name, input) in inputs {
        let name = scalar(name);
        let used = format!("inputs.{name} }}}}");
        assert!(ACTION.contains(&used), "{name} is not used");
        assert!(!text(input, "description").is_empty());
        assert!(
            PAGE.contains(&format!("| `{name}` |")),
            "{name} is not on the page"
        );
    }
    assert_eq!(ACTION.matches("inputs.").count(), inputs.len());
    assert_eq!(text(get(&action, "runs"), "using"), "composite");
    // What somebody writes into an input is data: it never stands in a script.
    assert!(scripts().iter().all(|script| !script.contains("${{")));
}

#[test]
fn every_option_and_format_that_is_named_exists() {
    let mut commands: Vec<String> = Vec::new();
    let scripts = scripts();
    let shown = blocks("console").into_iter().chain(blocks("yaml"));
    for text in shown.chain(scripts) {
        let lines = text
            .lines()
            .map(|line| line.trim().trim_start_matches("$ "));
        let lines = lines.map(|line| line.trim_start_matches("- "));
        let named = lines.filter_map(|line| line.strip_prefix("thematica "));
        commands.extend(named.map(str::to_owned));
    }
    assert!(commands.len() >= 15, "{commands:#?}");
    for command in &commands {
        let command = command.split('#').next().unwrap();
        let words: Vec<&str> = command.split_whitespace().collect();
        let help = help(&words[..1]);
        for (at, option) in words.iter().enumerate() {
            if !option.starts_with("--") || *option == "--" {
                continue;
            }
            assert!(
                help.contains(&format!("{option} ")) || help.contains(&format!("{option}\n")),
                "{option}: {help}"
            );
            let value = words.get(at + 1);
            if let Some(format) = value.filter(|it| *option == "--format" && !it.starts_with('"')) {
                assert!(help.contains(&format!("- {format}:")), "{format}");
            }
        }
    }
    let check = help(&["check"]);
    for format in [
        "human", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit",
    ] {
        assert!(check.contains(&format!("- {format}:")), "{format}");
        assert!(PAGE.contains(&format!("| `{format}` |")), "{format}");
    }
}

/// The second script of the action, with the program that was built here.
#[cfg(unix)]
#[test]
fn the_action_checks_what_it_is_told_and_fails_where_check_fails() {
    let folder = std::env::temp_dir().join(format!("thematica-action-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let codebook = "codebook: a\nversion: 1.0.0\ncodes:\n  - id: trust\n    match: [trust*]\n";
    fs::write(folder.join("good one.yaml"), codebook).unwrap();
    fs::write(folder.join("bad.yaml"), codebook.replace("id:", "di:")).unwrap();
    let run = |paths: &str, args: &str, sarif: &str| {
        let program = Path::new(env!("CARGO_BIN_EXE_thematica"));
        let path = std::env::var("PATH").unwrap();
        let output = Command::new("bash")
            .args(["-c", &scripts()[1]])
            .current_dir(&folder)
            .env(
                "PATH",
                format!("{}:{path}", program.parent().unwrap().display()),
            )
            .envs([
                ("PATHS", paths),
                ("ARGS", args),
                ("FORMAT", "github"),
                ("SARIF", sarif),
            ])
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        (output.status.code(), said)
    };
    let (status, said) = run("good one.yaml\n", "", "");
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("::warning file=good one.yaml"), "{said}");
    let (status, said) = run("  good one.yaml\nbad.yaml\n", "", "found.sarif");
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("::error file=bad.yaml"), "{said}");
    assert!(
        fs::read_to_string(folder.join("found.sarif"))
            .unwrap()
            .contains("unknown-key")
    );
    let (status, said) = run("good one.yaml", "--allow advice  --deny warning", "");
    assert_eq!(status, Some(1), "{said}");
    assert_eq!(run("", "", "").0, Some(2), "there is no study here");
    fs::remove_dir_all(&folder).unwrap();
}

/// Scripts for a shell are at least written in its language.
#[cfg(unix)]
#[test]
fn the_scripts_of_the_action_are_valid() {
    for script in scripts() {
        let output = Command::new("bash")
            .args(["-n", "-c", &script])
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
fn the_allowance_and_the_levels_of_the_page_do_what_it_says() {
    let folder = std::env::temp_dir().join(format!("thematica-page-{}", std::process::id()));
    fs::create_dir_all(folder.join("transcripts")).unwrap();
    fs::write(folder.join("transcripts/a.txt"), "Int: So?\nAnn: No.\n").unwrap();
    let starting = |start: &str| {
        let found = blocks("yaml").into_iter().find(|it| it.starts_with(start));
        found.expect("the page has it")
    };
    fs::write(folder.join("codebook.yaml"), starting("codebook: refusals")).unwrap();
    let check = |manifest: &str| {
        fs::write(folder.join("thematica.yaml"), manifest).unwrap();
        let mut program = Command::new(env!("CARGO_BIN_EXE_thematica"));
        program
            .current_dir(&folder)
            .args(["check", "-f", "concise"]);
        let output = program.output().unwrap();
        let summary = String::from_utf8(output.stderr).unwrap();
        String::from_utf8(output.stdout).unwrap() + &summary
    };
    let found = check("");
    assert!(found.contains("1 allowed by comments"), "{found}");
    assert!(
        !found.contains("short-stem") && !found.contains("allowance"),
        "{found}"
    );
    let found = check(&starting("check:"));
    assert!(found.contains("error[missing-definition]"), "{found}");
    assert!(!found.contains("unknown-rule"), "{found}");
    fs::remove_dir_all(&folder).unwrap();
}

/// What the steps of the action run.
fn scripts() -> Vec<String> {
    let action = read(ACTION);
    let Value::List(steps) = &get(get(&action, "runs"), "steps").value else {
        panic!("a list of steps");
    };
    steps
        .iter()
        .map(|step| text(step, "run").to_owned())
        .collect()
}

/// What the program says of a command.
fn help(command: &[&str]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_thematica"));
    let output = program.args(command).arg("--help").output().unwrap();
    assert!(output.status.success(), "there is no command {command:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The blocks of a kind on the page.
fn blocks(kind: &str) -> Vec<String> {
    let start = format!("```{kind}\n");
    let blocks = PAGE.split(&start).skip(1);
    blocks
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

fn read(text: &str) -> Node {
    let source = Arc::new(Source::new("ci.yaml", text));
    yaml::read(&source).unwrap_or_else(|fault| panic!("{}:\n{text}", fault.message))
}

fn get<'n>(node: &'n Node, key: &str) -> &'n Node {
    let Value::Map(pairs) = &node.value else {
        panic!("a mapping with `{key}`");
    };
    let found = pairs.iter().find(|(name, _)| scalar(name) == key);
    &found.unwrap_or_else(|| panic!("no `{key}`")).1
}

fn text<'n>(node: &'n Node, key: &str) -> &'n str {
    scalar(get(node, key))
}

fn scalar(node: &Node) -> &str {
    match &node.value {
        Value::Scalar { text, .. } => text,
        other => panic!("a text, and not {}", other.kind()),
    }
}
