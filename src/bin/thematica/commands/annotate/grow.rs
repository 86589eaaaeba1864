//! A new code in the codebook's file.

use std::fs;
use std::sync::Arc;

use thematica::codebook::{self, Codebook, NewCode};
use thematica::diagnostic::Severity;
use thematica::text::Source;

use super::room::Room;
use crate::failure::Failure;
use crate::output::Destination;
use crate::tui::event::Wanted;

/// Writes a code into the codebook as it is on the disk now, and reads it again.
pub fn grow(room: &Room, wanted: &Wanted) -> Result<Arc<Codebook>, String> {
    let path = room
        .study
        .codebook
        .as_deref()
        .ok_or("the study has no codebook file")?;
    let name = path.display();
    let bytes = fs::read(path).map_err(|error| format!("{name} cannot be read: {error}"))?;
    let text =
        String::from_utf8(bytes).map_err(|_| format!("{name} is not UTF-8; save it so first"))?;
    let is_read_only = fs::metadata(path).is_ok_and(|it| it.permissions().readonly());
    if is_read_only {
        return Err(format!("{name} may only be read"));
    }
    let (mark, text) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text.as_str()),
    };
    let known = room.codebook();
    let before = parsed(known.source.name(), text)?;
    let parent = wanted.parent.as_ref().map(|id| {
        let gone = || format!("the codebook does not have `{id}` any more");
        before.find(id).ok_or_else(gone)
    });
    let new = NewCode {
        id: &wanted.id,
        label: &wanted.label,
        parent: parent.transpose()?,
    };
    let grown = codebook::add(&before, &new).map_err(|error| error.to_string())?;
    let after = Arc::new(parsed(known.source.name(), &grown)?);
    let destination = Destination::File(path.to_path_buf());
    let written = destination.write(|out| {
        out.write_all(mark.as_bytes())?;
        out.write_all(grown.as_bytes())
    });
    written.map_err(|failure| match failure {
        Failure::Machine { message, .. } => message,
        _ => format!("{name} cannot be written"),
    })?;
    *room
        .codebook
        .write()
        .expect("no thread panics while it reads") = Arc::clone(&after);
    Ok(after)
}

fn parsed(name: &str, text: &str) -> Result<Codebook, String> {
    let parsed = codebook::parse(Arc::new(Source::new(name, text)));
    let fault = parsed
        .diagnostics
        .iter()
        .find(|it| it.severity == Severity::Error);
    match (parsed.codebook, fault) {
        (Some(codebook), None) => Ok(codebook),
        (_, fault) => {
            let why = fault.map_or("it cannot be used", |it| it.message.as_str());
            Err(format!("{name} was changed and has a fault: {why}"))
        }
    }
}
