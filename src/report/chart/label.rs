//! Names beside marks.

use super::Label;
use crate::codebook::{Code, CodeIndex, Codebook};

impl Label {
    /// A name that is no code's.
    #[must_use]
    pub fn plain(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// A code, moved in below its parent and of the colour of its theme.
    #[must_use]
    pub fn of_code(codebook: &Codebook, code: &Code) -> Self {
        // Codes below a theme come after it, so that the last theme that begins before a code is its own.
        let themes = codebook.codes.iter().filter(|it| it.parent.is_none());
        let before = themes.take_while(|it| it.subtree.start <= code.subtree.start);
        Self {
            name: code.name_for_eyes(),
            depth: u16::try_from(code.depth).unwrap_or(u16::MAX),
            theme: before.count().checked_sub(1),
        }
    }

    /// Codes in their order.
    #[must_use]
    pub fn of_codes(codebook: &Codebook, codes: &[CodeIndex]) -> Vec<Self> {
        let codes = codes.iter().map(|code| codebook.code(*code));
        codes.map(|code| Self::of_code(codebook, code)).collect()
    }
}
