//! Files that are no transcripts, whatever their names say: known by their first bytes.

use super::ReadError;

/// What a file is instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Other {
    /// Its kind, with its article.
    pub what: &'static str,
    /// What to do with it.
    pub advice: &'static str,
}

impl Other {
    /// That a file is this, and no transcript.
    pub fn error(self, name: &str) -> ReadError {
        let Other { what, advice } = self;
        ReadError::OtherKind {
            name: name.to_owned(),
            what,
            advice,
        }
    }
}

const PICTURE: &str = "let a program recognise the text in it (OCR) and save that as .docx or .txt";
const RECORDING: &str = "let somebody, or a program, transcribe it and save that as .vtt or .docx";
const ARCHIVE: &str = "unpack it, and name the files in it";
const PRINT: &str = "convert it to a PDF";
const DATA: &str = "export the transcript from it as .csv or .txt";

/// First bytes that no text has, and what begins with them.
const STARTS: &[(&[u8], &str, &str)] = &[
    (b"\x89PNG\r\n\x1A\n", "a PNG picture", PICTURE),
    (b"\xFF\xD8\xFF", "a JPEG picture", PICTURE),
    (b"GIF87a", "a GIF picture", PICTURE),
    (b"GIF89a", "a GIF picture", PICTURE),
    (b"II*\0", "a TIFF picture", PICTURE),
    (b"MM\0*", "a TIFF picture", PICTURE),
    (b"fLaC\0", "a FLAC recording", RECORDING),
    (b"OggS\0", "an Ogg recording", RECORDING),
    (b"ID3\x02\0", "an MP3 recording", RECORDING),
    (b"ID3\x03\0", "an MP3 recording", RECORDING),
    (b"ID3\x04\0", "an MP3 recording", RECORDING),
    (
        b"\x1A\x45\xDF\xA3",
        "a Matroska or WebM recording",
        RECORDING,
    ),
    (b"\x1F\x8B\x08", "a gzip archive", ARCHIVE),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive", ARCHIVE),
    (b"Rar!\x1A\x07", "a RAR archive", ARCHIVE),
    (b"\xFD7zXZ\0", "an xz archive", ARCHIVE),
    (b"%!PS-Adobe", "a PostScript file", PRINT),
    (b"SQLite format 3\0", "an SQLite database", DATA),
];

/// What a file is that no reader reads, if its first bytes say so.
pub(super) fn other(bytes: &[u8]) -> Option<Other> {
    let start = STARTS.iter().find(|(start, ..)| bytes.starts_with(start));
    start
        .map(|(_, what, advice)| Other { what, advice })
        .or_else(|| boxed(bytes))
}

/// Containers that name their content some bytes later.
fn boxed(bytes: &[u8]) -> Option<Other> {
    let name = |at: usize| bytes.get(at..at + 4);
    let (what, advice) = match (name(0)?, name(4)?, name(8)?) {
        (b"RIFF", _, b"WEBP") => ("a WebP picture", PICTURE),
        (b"RIFF", _, b"WAVE") => ("a WAV recording", RECORDING),
        (b"RIFF", _, b"AVI ") => ("an AVI recording", RECORDING),
        ([0, 0, ..], b"ftyp", kind) => match kind {
            b"heic" | b"heix" | b"mif1" | b"msf1" => ("a HEIC picture", PICTURE),
            b"avif" => ("an AVIF picture", PICTURE),
            _ => ("an MPEG-4 recording", RECORDING),
        },
        _ => return None,
    };
    Some(Other { what, advice })
}

/// An archive that is named like something that is none.
pub(super) const ZIP: Other = Other {
    what: "a ZIP archive",
    advice: ARCHIVE,
};

/// Words without any format.
pub(super) const TEXT: Other = Other {
    what: "plain text",
    advice: "give it the ending .txt",
};

/// Whether a file is text: nothing in its first kilobytes speaks against it.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    let start = bytes.get(..4096).unwrap_or(bytes);
    let valid = match std::str::from_utf8(start) {
        Ok(_) => true,
        // The cut may fall into a letter.
        Err(error) => error.error_len().is_none(),
    };
    let control = |byte: &u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
    valid && !start.trim_ascii().is_empty() && !start.iter().any(control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_transcript_is_known_by_its_first_bytes() {
        let what = |bytes: &[u8]| other(bytes).map(|other| other.what);
        for (bytes, expected) in [
            (&b"\x89PNG\r\n\x1A\n\0\0"[..], Some("a PNG picture")),
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF", Some("a JPEG picture")),
            (b"RIFF\x01\0\0\0WAVEfmt ", Some("a WAV recording")),
            (b"\0\0\0\x20ftypisom", Some("an MPEG-4 recording")),
            (b"\0\0\0\x20ftypheic", Some("a HEIC picture")),
            (b"RIFF: What is a wave?", None),
            (b"ID3: Yes.", None),
            (b"\xFF\xFEA\0", None),
            (b"", None),
        ] {
            assert_eq!(what(bytes), expected);
        }
    }

    #[test]
    fn text_has_no_bytes_that_speak_against_it() {
        assert!(is_text("Nora: Où ?\n".as_bytes()));
        assert!(!is_text(b"Nora\0"));
        assert!(!is_text(b"\xFF\xFE\x01"));
        assert!(!is_text(b" \n"));
    }
}
