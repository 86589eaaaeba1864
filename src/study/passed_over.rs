//! Files among the transcripts that are not read, and why.

use super::Study;
use super::find::ENDINGS;
use crate::diagnostic::{Diagnostic, Place};

/// Why a file is no transcript.
#[derive(Clone, Copy)]
pub(super) enum Why {
    Hidden,
    Lock,
    Link,
    Ending,
    Result,
}

/// The names of the faults that tell of a file that was passed over and may be a transcript.
const DOUBTFUL: &[&str] = &["unknown-ending", "saved-result", "unfollowed-link"];

impl Why {
    /// Why a file of this name is passed over wherever it lies.
    pub fn of(name: &str, is_link: bool) -> Option<Self> {
        let is_desktops = ["thumbs.db", "desktop.ini"].contains(&name.to_lowercase().as_str());
        if name.starts_with("~$") || name.starts_with(".~lock.") {
            Some(Why::Lock)
        } else if name.starts_with('.') || is_desktops {
            Some(Why::Hidden)
        } else {
            is_link.then_some(Why::Link)
        }
    }

    /// Tells it of the file that people know by this name.
    pub fn tell(self, name: String) -> Diagnostic {
        let place = Place::File(name);
        match self {
            Why::Hidden => {
                Diagnostic::advice("hidden-file", place, "this is hidden and was passed over")
                    .help("if it is a transcript, give it a name that is not hidden: one without a dot in front")
            }
            Why::Lock => Diagnostic::advice(
                "open-document",
                place,
                "this is the mark of an open document and was passed over",
            )
            .help("close the document before it is read, so that nothing unsaved is missed"),
            Why::Link => Diagnostic::warning(
                "unfollowed-link",
                place,
                "this is a link, and links are not followed",
            )
            .help("put the file itself here, or name the folder it lies in"),
            Why::Ending => Diagnostic::warning(
                "unknown-ending",
                place,
                "this has no known ending and was passed over",
            )
            .help(format!(
                "known are {}; for another give its `format` in the manifest",
                ENDINGS.join(", ")
            )),
            Why::Result => Diagnostic::warning(
                "saved-result",
                place,
                "this lies beside the manifest, may be a result that was saved there, and was passed over",
            )
            .help("if it is a transcript, write its name, or a pattern with its ending, under `transcripts` in the manifest; if not, save it in another folder"),
        }
    }
}

impl Study {
    /// How many files among the transcripts were passed over and may be transcripts all the same; hidden files and the
    /// marks of open documents are not.
    #[must_use]
    pub fn passed_over(&self) -> usize {
        let faults = self.diagnostics.iter();
        faults
            .filter(|fault| DOUBTFUL.contains(&fault.rule))
            .count()
    }
}
