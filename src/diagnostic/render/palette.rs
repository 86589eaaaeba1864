use annotate_snippets::Renderer;
use anstyle::Style;

use crate::diagnostic::Severity;

/// The colours of the parts of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// An error's name, and what is written under its place.
    pub error: Style,
    /// A warning's name, and what is written under its place.
    pub warning: Style,
    /// An advice's name, and what is written under its place.
    pub advice: Style,
    /// What is wrong, in words.
    pub message: Style,
    /// What stands in the margin.
    pub quiet: Style,
    /// `help`, and what is written under other places.
    pub help: Style,
    /// What a fix puts in.
    pub added: Style,
    /// What a fix takes out.
    pub removed: Style,
}

impl Palette {
    /// No colours.
    pub const PLAIN: Self = Self {
        error: Style::new(),
        warning: Style::new(),
        advice: Style::new(),
        message: Style::new(),
        quiet: Style::new(),
        help: Style::new(),
        added: Style::new(),
        removed: Style::new(),
    };

    pub(super) fn of(&self, severity: Severity) -> Style {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Advice => self.advice,
        }
    }

    pub(super) fn renderer(&self) -> Renderer {
        Renderer::plain()
            .error(self.error)
            .warning(self.warning)
            .note(self.advice)
            .help(self.help)
            .line_num(self.quiet)
            .emphasis(self.message)
            .context(self.help)
            .addition(self.added)
            .removal(self.removed)
    }
}
