//! How a document says who speaks: as it was understood, and as a researcher declares it.

use regex::Regex;

/// How a document says who speaks, and how sure that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    /// How most of the labels are written.
    pub style: LabelStyle,
    /// How sure it is that these are the speakers.
    pub confidence: Confidence,
    /// What that rests on, as one sentence without its full stop.
    pub reason: String,
}

/// How sure it is that a document's speakers were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Something speaks against it: read the transcript before anything is counted.
    Low,
    /// Most of it fits; some labels are rare, or were believed for their looks.
    Fair,
    /// The labels return and take turns.
    High,
    /// Nothing was guessed: the format says who speaks, or the manifest does.
    Certain,
}

/// How a document says who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LabelStyle {
    /// `Name: words` at the start of a line, with or without a time around it.
    Prefix,
    /// The label alone on its line (`Name  0:22`), the words below it.
    OwnLine,
    /// Bold or marked up: `**Name:** words`, a bold run in Word.
    Bold,
    /// `[id1] words`.
    Bracket,
    /// `Mr. LEAHY. words`.
    Stop,
    /// The format's own mark: `<v Name>` in `WebVTT`.
    Voice,
    /// A column of a table.
    Column,
    /// Nobody is labelled.
    None,
}

/// What a researcher declares of a document's labels.
#[derive(Clone, Debug, Default)]
pub enum Labelling {
    /// Nothing: labels are found from the whole document's evidence.
    #[default]
    Found,
    /// How they are written; which of them are speakers is found.
    Style(LabelStyle),
    /// How they are written, and all of them: nothing is guessed.
    Exactly(LabelStyle, Vec<String>),
    /// What a label looks like: nothing is guessed.
    Pattern(LabelPattern),
}

/// A regular expression for the label at the start of a line, with a group `speaker` and perhaps one `time`.
#[derive(Clone, Debug)]
pub struct LabelPattern(Regex);

/// Why a text is no pattern of labels.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LabelPatternError {
    /// It is no regular expression.
    #[error("this is no regular expression: {0}")]
    Syntax(String),
    /// It does not say which part is the speaker.
    #[error("the pattern has no group `speaker`")]
    NoSpeaker,
}

impl LabelStyle {
    /// All styles with the names that are printed and that a manifest takes.
    pub const ALL: &[(&str, LabelStyle)] = &[
        ("prefix", LabelStyle::Prefix),
        ("own line", LabelStyle::OwnLine),
        ("bold", LabelStyle::Bold),
        ("bracket", LabelStyle::Bracket),
        ("full stop", LabelStyle::Stop),
        ("voice tag", LabelStyle::Voice),
        ("column", LabelStyle::Column),
        ("none", LabelStyle::None),
    ];

    /// The name that is printed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        let named = Self::ALL.iter().find(|(_, style)| *style == self);
        named.map_or("", |(name, _)| name)
    }
}

impl Confidence {
    /// The name that is printed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Confidence::Low => "low",
            Confidence::Fair => "fair",
            Confidence::High => "high",
            Confidence::Certain => "certain",
        }
    }
}

impl Labels {
    /// Of a document that nobody has looked at yet.
    #[must_use]
    pub fn unknown() -> Self {
        Self {
            style: LabelStyle::None,
            confidence: Confidence::Low,
            reason: "nothing was looked at".to_owned(),
        }
    }
}

impl Labels {
    /// Lowers the confidence to a level, unless it is lower, and adds why.
    pub(super) fn doubt(&mut self, level: Confidence, why: &str) {
        self.confidence = self.confidence.min(level);
        self.reason.push_str("; ");
        self.reason.push_str(why);
    }
}

impl Default for Labels {
    fn default() -> Self {
        Self::unknown()
    }
}

impl LabelPattern {
    /// Reads a pattern. It holds at the start of a line, whether it says so or not.
    pub fn new(pattern: &str) -> Result<Self, LabelPatternError> {
        let anchored = format!("^(?:{pattern})");
        let syntax = |error: regex::Error| {
            let text = error.to_string();
            let last = text.lines().last().unwrap_or_default();
            LabelPatternError::Syntax(last.trim_start_matches("error: ").to_owned())
        };
        // The pattern alone first: a parenthesis too many must not close ours.
        Regex::new(pattern).map_err(syntax)?;
        let regex = Regex::new(&anchored).map_err(syntax)?;
        if regex
            .capture_names()
            .flatten()
            .any(|name| name == "speaker")
        {
            Ok(Self(regex))
        } else {
            Err(LabelPatternError::NoSpeaker)
        }
    }

    pub(super) fn regex(&self) -> &Regex {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_needs_a_speaker() {
        assert!(LabelPattern::new(r"(?<speaker>[A-Z]+) > ").is_ok());
        assert_eq!(
            LabelPattern::new(r"[A-Z]+ > ").unwrap_err(),
            LabelPatternError::NoSpeaker
        );
        assert!(matches!(
            LabelPattern::new(r"(?<speaker>x))(").unwrap_err(),
            LabelPatternError::Syntax(_)
        ));
    }
}
