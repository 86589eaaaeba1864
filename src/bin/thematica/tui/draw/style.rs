//! What things look like, with colours and without. Everything that matters is told by more than its colour.

use ratatui::style::{Color, Modifier, Style};

/// Whether there are colours.
#[derive(Clone, Copy)]
pub struct Palette {
    /// There are.
    pub color: bool,
}

/// The colours of codes, by their place in the codebook: none that is hard to read on black or on white.
const CODES: [Color; 10] = [
    Color::Cyan,
    Color::Green,
    Color::Magenta,
    Color::Yellow,
    Color::LightBlue,
    Color::Red,
    Color::LightCyan,
    Color::LightGreen,
    Color::LightMagenta,
    Color::LightRed,
];

impl Palette {
    fn with(self, style: Style, color: Color) -> Style {
        if self.color { style.fg(color) } else { style }
    }

    /// The first and the last line.
    pub fn bar(self) -> Style {
        if self.color {
            Style::new().fg(Color::Black).bg(Color::Gray)
        } else {
            Style::new().add_modifier(Modifier::REVERSED)
        }
    }

    /// What must not be overlooked.
    pub fn alarm(self) -> Style {
        if self.color {
            Style::new()
                .fg(Color::White)
                .bg(Color::Red)
                .add_modifier(Modifier::BOLD)
        } else {
            Style::new().add_modifier(Modifier::BOLD)
        }
    }

    /// A code, by its number in the codebook; `None` where it is not in it.
    pub fn code(self, number: Option<u32>) -> Style {
        let color = number.map(|it| CODES[it as usize % CODES.len()]);
        self.with(Style::new(), color.unwrap_or(Color::Reset))
    }

    /// What others did, and what is only said beside.
    pub fn quiet(self) -> Style {
        self.with(Style::new().add_modifier(Modifier::DIM), Color::Reset)
    }

    /// What rules propose.
    pub fn proposed(self) -> Style {
        self.with(Style::new().add_modifier(Modifier::ITALIC), Color::Yellow)
    }

    /// Who speaks.
    pub fn head(self) -> Style {
        self.with(Style::new().add_modifier(Modifier::BOLD), Color::Reset)
    }

    /// What is selected.
    pub fn selected() -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// What is coded.
    pub fn coded() -> Style {
        Style::new().add_modifier(Modifier::UNDERLINED)
    }

    /// What was searched.
    pub fn found(self) -> Style {
        if self.color {
            Style::new().fg(Color::Black).bg(Color::Yellow)
        } else {
            Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
        }
    }

    /// The words that a rule found.
    pub fn matched(self) -> Style {
        self.with(Style::new().add_modifier(Modifier::BOLD), Color::Yellow)
    }
}
