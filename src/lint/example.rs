//! The files of a rule's example, and of what to write instead.

use super::rule::Rule;

/// The name of a file that is not named.
pub const CODEBOOK: &str = "codebook.yaml";

/// What is said after the name of a file that is the same as in the example.
const AS_BEFORE: &str = ", as before";

/// A file's name and what stands in it.
pub type File = (&'static str, String);

impl Rule {
    /// The files of the example.
    #[must_use]
    pub fn example_files(&self) -> Vec<File> {
        files(self.example)
    }

    /// The files of what to write instead; none that is not named there, even where the example has it.
    ///
    /// # Panics
    /// Where a file is said to be as before and is not in the example.
    #[must_use]
    pub fn instead_files(&self) -> Vec<File> {
        let before = self.example_files();
        let taken = |name: &str| {
            let file = before.iter().find(|(it, _)| *it == name);
            file.expect("what is as before stands in the example")
                .clone()
        };
        let files = files(self.instead).into_iter();
        files
            .map(|file| match file.0.strip_suffix(AS_BEFORE) {
                Some(name) => taken(name),
                None => file,
            })
            .collect()
    }
}

/// The files of a text: those headed `==> name <==`, or one that is the codebook.
fn files(text: &'static str) -> Vec<File> {
    let mut files: Vec<File> = Vec::new();
    for line in text.trim_matches('\n').lines() {
        let heading = line
            .strip_prefix("==> ")
            .and_then(|it| it.strip_suffix(" <=="));
        match (heading, files.last_mut()) {
            (Some(name), _) => files.push((name, String::new())),
            (None, Some((_, content))) => {
                content.push_str(line);
                content.push('\n');
            }
            (None, None) => files.push((CODEBOOK, format!("{line}\n"))),
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::{RULES, find};

    #[test]
    fn a_file_as_before_is_taken_from_the_example_and_no_other_is() {
        let names = |files: Vec<File>| files.into_iter().map(|it| it.0).collect::<Vec<_>>();
        let rule = find("hidden-file").unwrap();
        let (before, instead) = (rule.example_files(), rule.instead_files());
        assert_eq!(instead[0], before[0]);
        assert_eq!(names(before), ["transcripts/a.txt", "transcripts/.b.txt"]);
        assert_eq!(names(instead), ["transcripts/a.txt", "transcripts/b.txt"]);
    }

    #[test]
    fn no_rule_writes_a_file_twice_or_says_more_of_one_that_is_as_before() {
        for rule in RULES {
            let before = rule.example_files();
            for (name, content) in files(rule.instead) {
                let is_said = name.ends_with(AS_BEFORE);
                assert_eq!(is_said, content.is_empty(), "{}: {name}", rule.name);
                assert!(!before.contains(&(name, content)), "{}: {name}", rule.name);
            }
        }
    }
}
