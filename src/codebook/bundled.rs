//! The codebooks that come with the program.

/// A codebook inside the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bundled {
    /// What it is called on the command line: its file's name without the ending.
    pub name: &'static str,
    /// Its YAML, with its citation and licence note at the top.
    pub text: &'static str,
}

/// All of them, by name; the template is the one to begin with.
pub static BUNDLED: &[Bundled] = &[
    Bundled {
        name: "cfir-2022",
        text: include_str!("../../codebooks/cfir-2022.yaml"),
    },
    Bundled {
        name: "com-b",
        text: include_str!("../../codebooks/com-b.yaml"),
    },
    Bundled {
        name: "link-workers",
        text: include_str!("../../codebooks/link-workers.yaml"),
    },
    Bundled {
        name: "nasss",
        text: include_str!("../../codebooks/nasss.yaml"),
    },
    Bundled {
        name: "tdf",
        text: include_str!("../../codebooks/tdf.yaml"),
    },
    Bundled {
        name: "template",
        text: include_str!("../../codebooks/template.yaml"),
    },
];

impl Bundled {
    /// The one of a name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        BUNDLED.iter().copied().find(|it| it.name == name)
    }
}
