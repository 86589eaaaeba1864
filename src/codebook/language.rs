//! The languages that stems and negating words are known for.

use rust_stemmers::{Algorithm, Stemmer};

/// A language of a codebook, by its ISO 639-1 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Language {
    /// `ar`
    Arabic,
    /// `da`
    Danish,
    /// `de`
    German,
    /// `el`
    Greek,
    /// `en`
    #[default]
    English,
    /// `es`
    Spanish,
    /// `fi`
    Finnish,
    /// `fr`
    French,
    /// `hu`
    Hungarian,
    /// `it`
    Italian,
    /// `nl`
    Dutch,
    /// `no`
    Norwegian,
    /// `pt`
    Portuguese,
    /// `ro`
    Romanian,
    /// `ru`
    Russian,
    /// `sv`
    Swedish,
    /// `ta`
    Tamil,
    /// `tr`
    Turkish,
}

/// Every language with its code, in the order of the codes.
const ALL: &[(&str, Language, Algorithm)] = &[
    ("ar", Language::Arabic, Algorithm::Arabic),
    ("da", Language::Danish, Algorithm::Danish),
    ("de", Language::German, Algorithm::German),
    ("el", Language::Greek, Algorithm::Greek),
    ("en", Language::English, Algorithm::English),
    ("es", Language::Spanish, Algorithm::Spanish),
    ("fi", Language::Finnish, Algorithm::Finnish),
    ("fr", Language::French, Algorithm::French),
    ("hu", Language::Hungarian, Algorithm::Hungarian),
    ("it", Language::Italian, Algorithm::Italian),
    ("nl", Language::Dutch, Algorithm::Dutch),
    ("no", Language::Norwegian, Algorithm::Norwegian),
    ("pt", Language::Portuguese, Algorithm::Portuguese),
    ("ro", Language::Romanian, Algorithm::Romanian),
    ("ru", Language::Russian, Algorithm::Russian),
    ("sv", Language::Swedish, Algorithm::Swedish),
    ("ta", Language::Tamil, Algorithm::Tamil),
    ("tr", Language::Turkish, Algorithm::Turkish),
];

impl Language {
    /// The language of an ISO 639-1 code; a region (`en-GB`) is passed over.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next().unwrap_or(code).to_lowercase();
        ALL.iter()
            .find(|(known, ..)| *known == primary)
            .map(|(_, language, _)| *language)
    }

    /// Its ISO 639-1 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.row().0
    }

    /// All codes that are known.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        ALL.iter().map(|(code, ..)| *code)
    }

    /// Its Snowball stemmer. It wants lower case.
    #[must_use]
    pub fn stemmer(self) -> Stemmer {
        Stemmer::create(self.row().2)
    }

    /// The words that negate, as terms; empty where we know none and the codebook must bring them.
    ///
    /// English: the pre-negations of NegEx (Chapman et al. 2001, J Biomed Inform 34, 301-310) that occur in
    /// conversation, and contractions as transcribers write them without an apostrophe. `n't` is known to the matcher.
    #[must_use]
    pub fn negating_words(self) -> &'static [&'static str] {
        match self {
            Language::English => &[
                "no", "not", "cannot", "never", "none", "nobody", "no one", "nothing", "nowhere",
                "neither", "nor", "without", "hardly", "barely", "scarcely", "lack", "lacks",
                "lacked", "lacking", "dont", "doesnt", "didnt", "isnt", "wasnt", "arent", "werent",
                "wont", "wouldnt", "couldnt", "shouldnt", "havent", "hasnt", "hadnt",
            ],
            _ => &[],
        }
    }

    /// The words that end a negation's reach.
    #[must_use]
    pub fn clause_words(self) -> &'static [&'static str] {
        match self {
            Language::English => &["but", "although", "though", "however", "except", "whereas"],
            _ => &[],
        }
    }

    /// Phrases that look like a negation and are none.
    #[must_use]
    pub fn false_negations(self) -> &'static [&'static str] {
        match self {
            Language::English => &[
                "not only",
                "not just",
                "not merely",
                "no doubt",
                "no wonder",
            ],
            _ => &[],
        }
    }

    fn row(self) -> &'static (&'static str, Language, Algorithm) {
        ALL.iter()
            .find(|(_, language, _)| *language == self)
            .expect("every language has a row")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_leads_to_its_language_and_back() {
        for (code, language, _) in ALL {
            assert_eq!(Language::from_code(code), Some(*language));
            assert_eq!(language.code(), *code);
        }
        assert_eq!(Language::from_code("en-GB"), Some(Language::English));
        assert_eq!(Language::from_code("xx"), None);
    }
}
