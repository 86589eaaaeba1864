//! Patterns of paths: `transcripts/phase-{phase}/{format}/{group}.txt`.
//!
//! `?` is one character and `*` any number of them, both inside one part of the path; `**` is any number of parts;
//! `{name}` is at least one character inside a part, and what it stands for becomes the attribute `name`. Of two names in
//! one part the first takes as little as it can. A last part without a dot is compared without the file's ending.

use std::collections::BTreeMap;
use std::ops::Range;

use regex::Regex;

/// A pattern of paths, compiled.
#[derive(Clone, Debug)]
pub struct PathPattern {
    written: String,
    names: Vec<String>,
    regex: Regex,
    takes_ending: bool,
}

/// What is wrong with a pattern of paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, as bytes of the pattern.
    pub at: Range<usize>,
    /// What is wrong, in one sentence without a full stop.
    pub message: &'static str,
    /// What to do about it.
    pub help: &'static str,
}

impl PathPattern {
    /// Parses a pattern; its parts are separated by `/`.
    pub fn parse(written: &str) -> Result<Self, Fault> {
        let trimmed = written.strip_prefix("./").unwrap_or(written);
        let offset = written.len() - trimmed.len();
        check_parts(written, trimmed, offset)?;
        let trimmed = trimmed.trim_end_matches('/');
        let mut names: Vec<String> = Vec::new();
        let mut regex = String::from("^");
        let mut rest = trimmed;
        while let Some(c) = rest.chars().next() {
            let at = offset + trimmed.len() - rest.len();
            let mut length = c.len_utf8();
            if rest == "**" {
                regex += ".+";
                length = 2;
            } else if rest.starts_with("**/") {
                regex += "(?:.*/)?";
                length = 3;
            } else if c == '*' {
                regex += "[^/]*";
                length = rest.len() - rest.trim_start_matches('*').len();
            } else if c == '?' {
                regex += "[^/]";
            } else if c == '{' {
                let name = name(rest, at)?;
                length = name.len() + 2;
                if names.iter().any(|known| known == name) {
                    return Err(Fault {
                        at: at..at + length,
                        message: "this name stands in the pattern twice",
                        help: "give each a name of its own",
                    });
                }
                names.push(name.to_owned());
                regex += "([^/]+?)";
            } else {
                regex += &regex::escape(&rest[..length]);
            }
            rest = &rest[length..];
        }
        regex.push('$');
        let last = trimmed.rsplit('/').next().unwrap_or(trimmed);
        Ok(Self {
            takes_ending: last.contains('.') || last == "**",
            written: written.to_owned(),
            names,
            regex: Regex::new(&regex).expect("an escaped pattern is a regular expression"),
        })
    }

    /// As it was written.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The folder under which everything lies that can match; empty for the study's own.
    #[must_use]
    pub fn folder(&self) -> &str {
        let trimmed = self.written.strip_prefix("./").unwrap_or(&self.written);
        let literal = &trimmed[..trimmed.find(['*', '?', '{']).unwrap_or(trimmed.len())];
        literal.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Whether it names one file or folder and nothing else.
    #[must_use]
    pub fn is_literal(&self) -> bool {
        !self.written.contains(['*', '?', '{'])
    }

    /// What the names stand for in a path that matches; `path` has `/` between its parts.
    #[must_use]
    pub fn attributes(&self, path: &str) -> Option<BTreeMap<String, String>> {
        let file = path.rsplit('/').next().unwrap_or(path);
        let ending = match file.rfind('.') {
            Some(dot) if dot > 0 && !self.takes_ending => file.len() - dot,
            _ => 0,
        };
        let captures = self.regex.captures(&path[..path.len() - ending])?;
        let values = captures.iter().skip(1).flatten();
        let pairs = self.names.iter().cloned().zip(values);
        Some(
            pairs
                .map(|(name, value)| (name, value.as_str().to_owned()))
                .collect(),
        )
    }
}

fn check_parts(written: &str, trimmed: &str, offset: usize) -> Result<(), Fault> {
    let fault = |at: Range<usize>, message, help| Err(Fault { at, message, help });
    if trimmed.is_empty() || trimmed == "/" {
        return fault(
            0..written.len(),
            "this pattern is empty",
            "write `transcripts/**`",
        );
    }
    if let Some(at) = written.find('\\') {
        return fault(
            at..at + 1,
            "a path has `/` between its parts",
            "write `/` in place of `\\`",
        );
    }
    if trimmed.starts_with('/') || trimmed.get(1..3) == Some(":/") {
        let help = "move them in, or open the folder they lie in as a study of its own";
        return fault(
            0..written.len(),
            "transcripts lie below the study's folder",
            help,
        );
    }
    let mut at = offset;
    for part in trimmed.split('/') {
        let here = at..at + part.len();
        if part == ".." {
            let help = "move the transcripts in, or put the manifest further up";
            return fault(here, "transcripts lie below the study's folder", help);
        }
        if part.contains("**") && part != "**" {
            return fault(
                here,
                "`**` stands for whole parts of a path",
                "write `*` for a piece of a part",
            );
        }
        at += part.len() + 1;
    }
    Ok(())
}

/// The name between the braces that `rest` starts with.
fn name(rest: &str, at: usize) -> Result<&str, Fault> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    match rest[1..].split_once('}') {
        Some((name, _)) if !name.is_empty() && name.chars().all(is_name) => Ok(name),
        _ => Err(Fault {
            at: at..at + 1,
            message: "`{` starts no name of an attribute",
            help: "write `{phase}`: letters, digits, `-` and `_`, then `}`",
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(pattern: &str, path: &str) -> Option<String> {
        let found = PathPattern::parse(pattern).unwrap().attributes(path)?;
        let pairs: Vec<String> = found
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        Some(pairs.join(" "))
    }

    #[test]
    fn names_capture_pieces_of_parts() {
        let pattern = "transcripts/phase-{phase}/{format}/{group}.txt";
        assert_eq!(
            attributes(pattern, "transcripts/phase-1/interview/lw01.txt").as_deref(),
            Some("format=interview group=lw01 phase=1")
        );
        assert_eq!(attributes(pattern, "transcripts/phase-1/lw01.txt"), None);
        assert_eq!(
            attributes("{a}-{b}.txt", "x-y-z.txt").as_deref(),
            Some("a=x b=y-z")
        );
    }

    #[test]
    fn a_last_part_without_a_dot_leaves_the_ending_out() {
        assert_eq!(
            attributes("t/{id}", "t/fg1.docx").as_deref(),
            Some("id=fg1")
        );
        assert_eq!(attributes("t/fg?", "t/fg1.docx").as_deref(), Some(""));
        assert_eq!(attributes("t/*.txt", "t/fg1.docx"), None);
    }

    #[test]
    fn two_stars_are_any_number_of_parts() {
        for path in ["t/a.txt", "t/b/a.txt", "t/b/c/a.txt"] {
            assert!(attributes("t/**", path).is_some(), "{path}");
            assert!(attributes("t/**/a.txt", path).is_some(), "{path}");
            assert!(attributes("**/a.txt", path).is_some(), "{path}");
        }
        assert!(attributes("t/**", "u/a.txt").is_none());
        assert!(attributes("t/*", "t/b/a.txt").is_none());
    }

    #[test]
    fn characters_of_regular_expressions_stand_for_themselves() {
        assert!(attributes("t/a+(1).txt", "t/a+(1).txt").is_some());
        assert!(attributes("t/a.txt", "t/axtxt").is_none());
    }

    #[test]
    fn the_folder_is_what_comes_before_the_first_wildcard() {
        let folder = |written| PathPattern::parse(written).unwrap().folder().to_owned();
        assert_eq!(folder("transcripts/phase-{p}/x.txt"), "transcripts");
        assert_eq!(folder("./a/b/*.txt"), "a/b");
        assert_eq!(folder("*.txt"), "");
    }

    #[test]
    fn faults_say_where() {
        let at = |written| PathPattern::parse(written).unwrap_err().at;
        assert_eq!(at("a/../b"), 2..4);
        assert_eq!(at(r"a\b"), 1..2);
        assert_eq!(at("a/{x/b"), 2..3);
        assert_eq!(at("{x}/{x}"), 4..7);
        assert_eq!(at("a/b**"), 2..5);
        assert_eq!(at(""), 0..0);
    }
}
