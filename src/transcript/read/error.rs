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
    /// A document that needs a password.
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
    /// A zipped document that is damaged, or something else under its name.
    #[error(
        "{name} is damaged, or is not {what}; open it in {program} and save it again as {ending}"
    )]
    BrokenZip {
        /// The file.
        name: String,
        /// What it should be, with its article.
        what: &'static str,
        /// What writes such documents.
        program: &'static str,
        /// The ending that they have.
        ending: &'static str,
    },
    /// A document whose XML is damaged before any text.
    #[error(
        "{name} is {what} that is damaged at {damage}, and no words stand before that; open it in {program} and save it again as {ending}"
    )]
    BrokenXml {
        /// The file.
        name: String,
        /// What it should be, with its article.
        what: &'static str,
        /// Where in its text, and what is wrong there.
        damage: Box<str>,
        /// What writes such documents.
        program: &'static str,
        /// The ending that they have.
        ending: &'static str,
    },
    /// A PDF that is damaged, or something else under its name.
    #[error(
        "{name} is damaged, or is not a PDF; open it in a PDF viewer and print it to a new PDF, or save the transcript as .docx"
    )]
    BrokenPdf {
        /// The file.
        name: String,
    },
    /// A PDF whose end is missing.
    #[error(
        "{name} is damaged: it breaks off before its end, and too little of it can be read; copy or download it again, or print it to a new PDF where it can still be opened"
    )]
    TruncatedPdf {
        /// The file.
        name: String,
    },
    /// A file that is known, and no transcript.
    #[error("{name} is {what}, whatever its name says; {advice}")]
    OtherKind {
        /// The file.
        name: String,
        /// What it is, with its article.
        what: &'static str,
        /// What to do with it.
        advice: &'static str,
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
    /// A zip archive without a document in it.
    #[error(
        "{name} is an archive without {what} in it (no {part}); save the transcript as {ending}"
    )]
    NoDocument {
        /// The file.
        name: String,
        /// What it should hold, with its article.
        what: &'static str,
        /// The part that is missing.
        part: &'static str,
        /// The ending of such documents.
        ending: &'static str,
    },
    /// A document that unpacks to more than any transcript.
    #[error(
        "{name} unpacks to more than {limit_mib} MiB of text, which no transcript has; save the transcript alone, or as plain text (.txt)"
    )]
    TooLargeUnpacked {
        /// The file.
        name: String,
        /// The limit.
        limit_mib: u64,
    },
    /// A workbook with more cells than any transcript.
    #[error(
        "{name} has more than {limit} cells, which no transcript has; save the sheet of the transcript alone"
    )]
    TooManyCells {
        /// The file.
        name: String,
        /// The limit.
        limit: usize,
    },
    /// An Excel workbook of before 2007.
    #[error(
        "{name} is an Excel 97-2003 workbook (.xls); open it in Excel or LibreOffice and save it as .xlsx"
    )]
    LegacyExcel {
        /// The file.
        name: String,
    },
    /// A file larger than any that offsets of 32 bits reach into.
    #[error("{name} is larger than 4 GiB; cut it into several transcripts")]
    TooLarge {
        /// The file.
        name: String,
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
    /// A table of codings, or of codes.
    #[error(
        "{name} looks like a table of codings or codes, because of its column `{column}`, and not like a transcript; leave it out of the transcripts, or name the column with the speakers `speaker`"
    )]
    TableOfCodes {
        /// The file.
        name: String,
        /// The name of its column.
        column: String,
    },
    /// A table without a column of words.
    #[error("{name} has no column that is known to hold what was said (its columns: {}); name one of them `text` and the one with the speakers `speaker`", columns.join(", "))]
    NoColumns {
        /// The file.
        name: String,
        /// The names of its columns.
        columns: Vec<String>,
    },
    /// JSON that is damaged, or something else under its name.
    #[error(
        "{name} cannot be read as JSON: {} at line {line}, column {column}; export it again, and change nothing in it by hand",
        if *ends_early { "it ends too early," } else { "something is wrong" }
    )]
    BrokenJson {
        /// The file.
        name: String,
        /// Where, from 1.
        line: usize,
        /// Where, from 1.
        column: usize,
        /// Whether its end is missing.
        ends_early: bool,
    },
    /// JSON that no program for speech recognition writes.
    #[error(
        "{name} is JSON, but none that a transcript is known to be written in{}; read are the results of Whisper and WhisperX, Amazon Transcribe, Google, Azure, Watson, Otter, Deepgram, AssemblyAI, Rev, Speechmatics, YouTube and podcasts, and lists of objects with `speaker`, `text` and `start`; export the transcript as one of them or as .vtt, or leave the file out of the study",
        named(keys)
    )]
    UnknownJson {
        /// The file.
        name: String,
        /// The keys at its top.
        keys: Vec<String>,
    },
    /// The result of a speech recognition that heard nothing.
    #[error(
        "{name} is a transcript without a word; transcribe the recording again, or leave the file out of the study"
    )]
    NoSpeech {
        /// The file.
        name: String,
    },
    /// A JSON file larger than any transcript.
    #[error(
        "{name} is JSON of more than {limit_mib} MiB, which no transcript has; export it without details of single words, or as .vtt"
    )]
    TooLargeJson {
        /// The file.
        name: String,
        /// The limit.
        limit_mib: usize,
    },
}

/// The keys of a file, in brackets.
fn named(keys: &[String]) -> String {
    if keys.is_empty() {
        return String::new();
    }
    let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    format!(" (its keys: {})", keys.join(", "))
}
