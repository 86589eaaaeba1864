//! Writing a draft as the YAML of a codebook, laid out as people lay it out: two spaces, a blank line between codes, long
//! prose folded.

use super::draft::{Draft, DraftCode};
use super::flow::Flow;
use crate::yaml;

/// How long a line may become before it is folded or its list broken up.
const WIDEST: usize = 110;

/// The text of the file.
#[must_use]
pub fn written(draft: &Draft) -> String {
    let mut file = File::default();
    for remark in &draft.remarks {
        for line in remark.lines() {
            file.line(0, format!("# {line}").trim_end());
        }
    }
    if !draft.remarks.is_empty() {
        file.blank();
    }
    file.prose(0, "codebook", Some(&draft.name));
    match draft
        .version
        .as_deref()
        .filter(|version| is_version(version))
    {
        Some(version) => file.line(0, &format!("version: {version}")),
        None => file.prose(0, "version", draft.version.as_deref()),
    }
    file.prose(0, "language", draft.language.as_deref());
    file.prose(0, "description", draft.description.as_deref());
    if let Some(negation) = &draft.negation {
        file.value(0, "negation", negation);
    }
    file.blank();
    file.codes(0, &draft.codes);
    file.text
}

#[derive(Default)]
struct File {
    text: String,
}

impl File {
    fn blank(&mut self) {
        self.text.push('\n');
    }

    fn line(&mut self, indent: usize, line: &str) {
        self.text.extend(std::iter::repeat_n(' ', indent));
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn codes(&mut self, indent: usize, codes: &[DraftCode]) {
        self.line(indent, "codes:");
        for code in codes {
            self.blank();
            self.code(indent + 2, code);
        }
    }

    fn code(&mut self, indent: usize, code: &DraftCode) {
        let inner = indent + 2;
        self.line(indent, &format!("- id: {}", yaml::line_scalar(&code.id)));
        self.prose(inner, "label", code.label.as_deref());
        self.prose(inner, "brief", code.brief.as_deref());
        self.prose(inner, "definition", code.definition.as_deref());
        self.prose(inner, "include", code.include.as_deref());
        self.prose(inner, "exclude", code.exclude.as_deref());
        self.prose(inner, "notes", code.notes.as_deref());
        self.pairs(inner, "attributes", &code.attributes);
        self.block(inner, "match", &code.rules);
        self.list(inner, "unless", &code.unless);
        self.list(inner, "speakers", &texts(&code.speakers));
        self.list(inner, "roles", &texts(&code.roles));
        self.prose(inner, "negated", code.negated.as_deref());
        self.block(inner, "examples", &texts(&code.examples));
        self.block(inner, "counterexamples", &texts(&code.counterexamples));
        if code.retired {
            self.line(inner, "retired: true");
        }
        if !code.codes.is_empty() {
            self.codes(inner, &code.codes);
        }
    }

    fn prose(&mut self, indent: usize, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.scalar(indent, &format!("{key}: "), indent + 2, text);
        }
    }

    /// A text behind `head`: on the same line where it fits, else folded or line by line at `inner`.
    fn scalar(&mut self, indent: usize, head: &str, inner: usize, text: &str) {
        let width = WIDEST.saturating_sub(inner).max(40);
        let on_one_line = yaml::line_scalar(text);
        let is_long = text.split('\n').any(|line| line.chars().count() > width);
        let fits = indent + head.len() + on_one_line.chars().count() <= WIDEST;
        if text.contains('\n') && is_block(text) && !(is_long && is_foldable(text)) {
            self.line(indent, &format!("{head}|-"));
            text.split('\n').for_each(|line| self.inner(inner, line));
        } else if !fits && is_foldable(text) {
            self.line(indent, &format!("{head}>-"));
            for (at, line) in text.split('\n').enumerate() {
                // A line break of the text is a blank line here.
                if at > 0 {
                    self.blank();
                }
                if !line.is_empty() {
                    for line in folded(line, width) {
                        self.line(inner, line);
                    }
                }
            }
        } else {
            self.line(indent, &format!("{head}{on_one_line}"));
        }
    }

    /// A line of a block; blank ones are not indented.
    fn inner(&mut self, indent: usize, line: &str) {
        self.line(if line.is_empty() { 0 } else { indent }, line);
    }

    /// A mapping of texts.
    fn pairs(&mut self, indent: usize, key: &str, pairs: &[(String, String)]) {
        if pairs.is_empty() {
            return;
        }
        let pairs = pairs.iter();
        let pairs = pairs.map(|(key, value)| (key.clone(), Flow::text(value)));
        self.value(indent, key, &Flow::Map(pairs.collect()));
    }

    /// A list on one line where it fits.
    fn list(&mut self, indent: usize, key: &str, items: &[Flow]) {
        if !items.is_empty() {
            self.value(indent, key, &Flow::List(items.to_vec()));
        }
    }

    /// A list with a line for each item.
    fn block(&mut self, indent: usize, key: &str, items: &[Flow]) {
        if items.is_empty() {
            return;
        }
        self.line(indent, &format!("{key}:"));
        for item in items {
            self.item(indent + 2, item);
        }
    }

    fn item(&mut self, indent: usize, item: &Flow) {
        match item {
            Flow::Text(text) => self.scalar(indent, "- ", indent + 2, text),
            Flow::Map(pairs) if !pairs.is_empty() => self.keyed(indent, pairs),
            other => self.line(indent, &format!("- {}", other.written())),
        }
    }

    /// A mapping as the item of a list: its first key stands behind the dash.
    fn keyed(&mut self, indent: usize, pairs: &[(String, Flow)]) {
        let start = self.text.len();
        for (key, value) in pairs {
            self.value(indent + 2, key, value);
        }
        self.text
            .replace_range(start + indent..=start + indent, "-");
    }

    fn value(&mut self, indent: usize, key: &str, value: &Flow) {
        let name = yaml::scalar(key);
        let line = match value {
            Flow::Text(text) => yaml::line_scalar(text),
            other => other.written(),
        };
        if indent + name.len() + 2 + line.len() <= WIDEST {
            return self.line(indent, &format!("{name}: {line}"));
        }
        match value {
            Flow::List(items) if !items.is_empty() => {
                self.line(indent, &format!("{name}:"));
                for item in items {
                    self.item(indent + 2, item);
                }
            }
            Flow::Map(pairs) if !pairs.is_empty() => {
                self.line(indent, &format!("{name}:"));
                for (key, value) in pairs {
                    self.value(indent + 2, key, value);
                }
            }
            _ => self.line(indent, &format!("{name}: {line}")),
        }
    }
}

/// Whether a version has three numbers, as most have: that is a text without quotes, and `1.0` would not be one.
fn is_version(version: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    version.split('.').count() == 3 && version.split('.').all(is_number)
}

fn texts(texts: &[String]) -> Vec<Flow> {
    texts.iter().map(Flow::text).collect()
}

/// Whether a text stays what it is when it is written line by line.
fn is_block(text: &str) -> bool {
    let is_plain = |line: &str| !line.ends_with([' ', '\t']);
    starts_with_a_letter(text)
        && is_printable(text)
        && text.split('\n').all(is_plain)
        && !text.ends_with('\n')
}

/// Whether a text stays what it is when it is folded: there a line break stands for a space, a blank line for a line
/// break, and a line that begins with white space for itself.
fn is_foldable(text: &str) -> bool {
    let is_plain = |line: &str| !line.starts_with([' ', '\t']) && !line.ends_with([' ', '\t']);
    is_printable(text)
        && starts_with_a_letter(text)
        && !text.ends_with('\n')
        && text.split('\n').all(is_plain)
}

/// White space at the start of a block would be taken for its indentation.
fn starts_with_a_letter(text: &str) -> bool {
    text.starts_with(|c: char| !c.is_whitespace())
}

fn is_printable(text: &str) -> bool {
    let breaks = |c: char| matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}');
    !text.contains(|c: char| c != '\n' && c.is_control() || breaks(c))
}

/// Cuts a text at single spaces into lines of at most so many characters, longer only where there is no such space.
fn folded(text: &str, width: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut cut = None;
    let mut length = 0;
    for (at, c) in text.char_indices() {
        length += 1;
        if length > width
            && let Some(cut) = cut.take()
        {
            lines.push(&text[start..cut]);
            start = cut + 1;
            length = text[start..=at].chars().count();
        }
        let alone = !text[..at].ends_with(char::is_whitespace)
            && !text[at + c.len_utf8()..].starts_with(char::is_whitespace);
        if c == ' ' && alone {
            cut = Some(at);
        }
    }
    lines.push(&text[start..]);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook;
    use crate::text::Source;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn read(text: &str) -> Draft {
        let parsed = codebook::parse(Arc::new(Source::new("t.yaml", text)));
        let told: Vec<_> = parsed.diagnostics.iter().map(|it| &it.message).collect();
        assert!(!parsed.has_errors(), "{told:?}\n{text}");
        Draft::of(&parsed.codebook.unwrap())
    }

    #[test]
    fn a_codebook_is_laid_out_as_by_hand() {
        let long = "word ".repeat(40);
        let draft = Draft {
            remarks: vec!["author: E. X.\nof two lines".to_owned()],
            name: "sleep".to_owned(),
            version: Some("1.0".to_owned()),
            codes: vec![DraftCode {
                id: "social".to_owned(),
                label: Some("Social, mostly".to_owned()),
                definition: Some(long.trim().to_owned()),
                notes: Some("one\n\n- two".to_owned()),
                attributes: vec![("level".to_owned(), "client".to_owned())],
                rules: vec![
                    Flow::text("trust*"),
                    Flow::read("{regex: 'a|b', roles: [participant]}").unwrap(),
                ],
                examples: vec!["Yes: I do.".to_owned()],
                codes: vec![DraftCode {
                    id: "no".to_owned(),
                    ..DraftCode::default()
                }],
                ..DraftCode::default()
            }],
            ..Draft::default()
        };
        let text = written(&draft);
        let folded = format!(
            "{}\n        {}",
            "word ".repeat(20).trim(),
            "word ".repeat(20).trim()
        );
        let expected = format!(
            "# author: E. X.\n# of two lines\n\ncodebook: sleep\nversion: \"1.0\"\n\ncodes:\n\n  - id: social\n    \
             label: Social, mostly\n    definition: >-\n      {}\n    notes: |-\n      one\n\n      - two\n    \
             attributes: {{level: client}}\n    match:\n      - trust*\n      - regex: a|b\n        \
             roles: [participant]\n    examples:\n      - \"Yes: I do.\"\n    codes:\n\n      - id: \"no\"\n",
            folded.replace("\n        ", "\n      ")
        );
        assert_eq!(text, expected);
        assert_eq!(
            read(&text),
            Draft {
                remarks: Vec::new(),
                ..draft
            }
        );
    }

    proptest! {
        #[test]
        fn every_text_comes_back(
            prose in "[-a-c:#&*!|>'\"%@`{}\\[\\],\\\\ \t\n\ré—🔑?0-9~\u{7f}\u{85}]{0,40}|[ a-z]{100,300}|(a{0,3}[ \n]){50,80}",
            key in "[a-z: -]{1,6}",
        ) {
            let prose = prose.trim_end().to_owned();
            let texts = vec![prose.clone(), prose.clone()];
            let draft = Draft {
                name: prose.clone(),
                codes: vec![DraftCode {
                    id: "a".to_owned(),
                    notes: Some(prose.clone()).filter(|it| !it.is_empty()),
                    attributes: vec![(key, prose)],
                    examples: texts,
                    ..DraftCode::default()
                }],
                ..Draft::default()
            };
            prop_assert_eq!(read(&written(&draft)), draft);
        }
    }
}
