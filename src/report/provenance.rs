use std::fmt::Write as _;

use serde::{Serialize, Serializer};

/// What a result was made from: enough to make it again and to see whether anything has changed.
///
/// It holds no time and no path of a machine, so the same input gives the same bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// The program: `thematica`.
    pub program: String,
    /// The program's version.
    pub version: String,
    /// The command: `themes`.
    pub command: String,
    /// The codebook, where one was used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub codebook: Option<MadeWith>,
    /// The older codebook that it is compared with, where two were used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compared_with: Option<MadeWith>,
    /// What was asked for, each option that changes the result with its value, in the order of the help.
    #[serde(serialize_with = "as_object")]
    pub options: Vec<(String, String)>,
    /// The files that were read, in the order in which they were used.
    pub inputs: Vec<Input>,
}

/// Which codebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MadeWith {
    /// Its name.
    pub name: String,
    /// Its version, where it has one.
    pub version: Option<String>,
    /// The digest of its file.
    pub sha256: String,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Input {
    /// Its path as people know it.
    pub path: String,
    /// The digest of its bytes, as `sha256sum` prints it.
    pub sha256: String,
}

impl Provenance {
    /// One line for people: program, command, codebook.
    #[must_use]
    pub fn line(&self) -> String {
        self.line_with(usize::MAX)
    }

    /// The same with so many digits of each digest, where the whole is kept elsewhere: they tell two versions apart.
    #[must_use]
    pub fn line_with(&self, digits: usize) -> String {
        let mut line = format!("Made by {} {}", self.program, self.version);
        if !self.command.is_empty() {
            let _ = write!(line, " ({})", self.command);
        }
        if let Some(codebook) = &self.codebook {
            let _ = write!(line, " with the codebook {}", codebook.line(digits));
        }
        if let Some(codebook) = &self.compared_with {
            let _ = write!(line, ", compared with {}", codebook.line(digits));
        }
        if !self.options.is_empty() {
            let options = self.options.iter();
            let options: Vec<String> = options
                .map(|(name, value)| format!("{name} {value}"))
                .collect();
            let _ = write!(line, "; {}", options.join(", "));
        }
        line
    }
}

impl MadeWith {
    fn line(&self, digits: usize) -> String {
        let digest = self.sha256.get(..digits).unwrap_or(&self.sha256);
        let version = self.version.as_ref();
        let version = version.map_or_else(String::new, |version| format!(" {version}"));
        format!("{}{version} (sha256 {digest})", self.name)
    }
}

/// An object in the order of the pairs. A name that comes several times has a list of its values.
fn as_object<S: Serializer>(
    options: &[(String, String)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    use serde::ser::SerializeMap as _;
    let mut object = serializer.serialize_map(None)?;
    for (at, (name, value)) in options.iter().enumerate() {
        if options[..at].iter().any(|(known, _)| known == name) {
            continue;
        }
        let rest = options[at + 1..].iter();
        let others = rest.filter(|(known, _)| known == name);
        let mut values: Vec<&str> = vec![value];
        values.extend(others.map(|(_, value)| value.as_str()));
        match values.as_slice() {
            [only] => object.serialize_entry(name, only)?,
            several => object.serialize_entry(name, several)?,
        }
    }
    object.end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_codebooks_of_a_comparison_are_named() {
        let with = |version: Option<&str>, sha256: &str| MadeWith {
            name: "small".to_owned(),
            version: version.map(str::to_owned),
            sha256: sha256.to_owned(),
        };
        let made_by = Provenance {
            program: "thematica".to_owned(),
            version: "1.2.3".to_owned(),
            command: "diff".to_owned(),
            codebook: Some(with(Some("2.0"), "def")),
            compared_with: Some(with(None, "abc")),
            ..Provenance::default()
        };
        assert_eq!(
            made_by.line(),
            "Made by thematica 1.2.3 (diff) with the codebook small 2.0 (sha256 def), compared with small (sha256 abc)"
        );
    }

    #[test]
    fn options_keep_their_order_and_repeated_ones_become_a_list() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let made_by = Provenance {
            options: vec![
                pair("where", "phase=1"),
                pair("by", "group"),
                pair("where", "site=A"),
            ],
            ..Provenance::default()
        };
        assert_eq!(
            serde_json::to_value(&made_by).unwrap()["options"].to_string(),
            r#"{"by":"group","where":["phase=1","site=A"]}"#
        );
        assert!(
            serde_json::to_string(&made_by)
                .unwrap()
                .contains(r#""options":{"where":["phase=1","site=A"],"by":"group"}"#)
        );
    }
}
