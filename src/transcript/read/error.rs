//! What keeps a file from being read, said so that a person knows what to do.

use super::supported;

/// A file cannot be read as a transcript. Every message says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// A Word file of before 2007.
    #[error(
        "{name} is a Word 97-2003 document (.doc); open it in Word or LibreOffice and save it as .docx"
    )]
    LegacyWord {
        /// The file.
        name: String,
    },
    /// A Word file that needs a password.
    #[error("{name} is protected by a password; open it, remove the password and save it again")]
    Encrypted {
        /// The file.
        name: String,
    },
    /// A format that is known and not read yet.
    #[error(
        "{name} is {what}, which is not read yet; save it as one of: {}",
        supported()
    )]
    NotReadYet {
        /// The file.
        name: String,
        /// The format, with its article.
        what: &'static str,
    },
    /// No text at all.
    #[error(
        "{name} is not text: it holds bytes that no text has; transcripts are read from: {}",
        supported()
    )]
    Binary {
        /// The file.
        name: String,
    },
    /// A Word file that is damaged, or something else under its name.
    #[error(
        "{name} is damaged, or is not a Word document; open it in Word or LibreOffice and save it again as .docx"
    )]
    BrokenZip {
        /// The file.
        name: String,
    },
    /// A PDF that is damaged, or something else under its name.
    #[error(
        "{name} is damaged, or is not a PDF; open it in a PDF viewer and print it to a new PDF, or save the transcript as .docx"
    )]
    BrokenPdf {
        /// The file.
        name: String,
    },
    /// A PDF that would cost more than any transcript.
    #[error(
        "{name} holds more {limit}, which no transcript does; print the transcript's pages alone to a new PDF"
    )]
    TooLargePdf {
        /// The file.
        name: String,
        /// The limit: `than 64 MiB`.
        limit: String,
    },
    /// A PDF of pictures.
    #[error(
        "{name} looks scanned: its pages are pictures without text, so it needs OCR; let a program recognise the text and save it again as a PDF or .docx"
    )]
    Scanned {
        /// The file.
        name: String,
    },
    /// A PDF whose fonts do not say which letters they hold.
    #[error(
        "{name} has fonts that do not say which letters they are, so its text cannot be read; make it again from its source, or let a program recognise the text (OCR)"
    )]
    NoLetters {
        /// The file.
        name: String,
    },
    /// A zip archive without a Word document in it.
    #[error(
        "{name} is an archive without a Word document in it (no word/document.xml); save the transcript as .docx"
    )]
    NoDocument {
        /// The file.
        name: String,
    },
    /// A Word file that unpacks to more than any transcript.
    #[error(
        "{name} unpacks to more than {limit_mib} MiB of text, which no transcript has; save the transcript alone as .docx or .txt"
    )]
    TooLargeUnpacked {
        /// The file.
        name: String,
        /// The limit.
        limit_mib: u64,
    },
    /// A file larger than any that offsets of 32 bits reach into.
    #[error("{name} is larger than 4 GiB; cut it into several transcripts")]
    TooLarge {
        /// The file.
        name: String,
    },
    /// The encoding that was asked for is not known.
    #[error(
        "{name} cannot be read: the encoding `{encoding}` is not known; say for example utf-8, windows-1252, utf-16le or shift_jis"
    )]
    UnknownEncoding {
        /// The file.
        name: String,
        /// As it was written.
        encoding: String,
    },
    /// The bytes are not of the encoding that was asked for or that their first bytes announce.
    #[error("{name} cannot be decoded as {encoding}; name its encoding, or save it as UTF-8")]
    Undecodable {
        /// The file.
        name: String,
        /// The encoding.
        encoding: String,
    },
    /// Nothing in it.
    #[error("{name} is empty; put the transcript in it, or leave it out of the study")]
    Empty {
        /// The file.
        name: String,
    },
    /// A subtitle file without a cue that can be read.
    #[error("{name} holds no cue that can be read: {reason}; a cue's times look like {example}")]
    NoCues {
        /// The file.
        name: String,
        /// What was found instead.
        reason: String,
        /// A good line of times.
        example: &'static str,
    },
    /// A table without a column of words.
    #[error("{name} has no column that is known to hold what was said (its columns: {}); name one of them `text` and the one with the speakers `speaker`", columns.join(", "))]
    NoColumns {
        /// The file.
        name: String,
        /// The names of its columns.
        columns: Vec<String>,
    },
}
