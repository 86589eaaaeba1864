//! What characters are, as far as it tells honest texts from misread ones.

/// How probable a character is among the words of somebody who writes Latin letters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    /// A letter with an accent, a quote, a dash, a sign, an emoji.
    Near,
    /// A letter of another script: one alone is a chance.
    Foreign,
}

impl Script {
    /// The kind of a character; `None` where people hardly write it.
    pub fn of(c: char) -> Option<Self> {
        match c {
            '×' | '÷' => None,
            '\u{A0}'..='\u{17F}'
            | '\u{1A0}' | '\u{1A1}' | '\u{1AF}' | '\u{1B0}'
            | '\u{218}'..='\u{21B}'
            // Accents that are characters of their own, as file systems of Apple write them.
            | '\u{300}'..='\u{304}' | '\u{306}'..='\u{30C}' | '\u{327}' | '\u{328}'
            | '\u{1EA0}'..='\u{1EF9}'
            | '\u{2010}'..='\u{2027}' | '\u{202F}' | '\u{2030}'..='\u{203A}'
            | '€' | '™' | '\u{2190}'..='\u{22FF}' | '\u{2500}'..='\u{27BF}'
            | '\u{FB01}' | '\u{FB02}' | '\u{FEFF}' | '\u{FFFD}'
            | '\u{1F000}'..='\u{1FAFF}' => Some(Self::Near),
            '\u{370}'..='\u{52F}'
            | '\u{5D0}'..='\u{5EA}'
            | '\u{600}'..='\u{6FF}'
            | '\u{900}'..='\u{E7F}'
            | '\u{10A0}'..='\u{10FF}'
            | '\u{3000}'..='\u{30FF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{AC00}'..='\u{D7A3}'
            | '\u{FF00}'..='\u{FFEF}' => Some(Self::Foreign),
            _ => None,
        }
    }
}

/// What a character is that follows the first one of a hit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Trail {
    /// It may follow any word.
    Punctuation,
    /// A letter, or what may follow a letter as `®` or `²` do.
    Mark,
    /// It follows no letter.
    Sign,
}

impl Trail {
    /// The kind of a character.
    pub fn of(c: char) -> Self {
        match c {
            '\u{A0}' | '\u{AD}' | '…' | '‘' | '’' | '“' | '”' | '‚' | '„' | '–' | '—' | '‹'
            | '›' | '«' | '»' | '·' | '•' | '¿' | '¡' => Self::Punctuation,
            '°' | '®' | '©' | '™' | '±' | '´' => Self::Mark,
            _ if c.is_alphanumeric() => Self::Mark,
            _ => Self::Sign,
        }
    }
}
