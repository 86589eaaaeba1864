//! Paths as formats want them: `/` between folders, whatever the machine.

use std::fmt::Write as _;

/// The path with `/` between folders and no `./` before it.
///
/// A backslash parts folders as on Windows: names with a backslash in them are too rare to give up paths that were typed
/// there.
pub(super) fn slashed(file: &str) -> String {
    let path = file.replace('\\', "/");
    match path.strip_prefix("./") {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => path,
    }
}

/// The path as a URI reference (RFC 3986): a relative one stays relative, and everything is percent-encoded but letters,
/// digits and `-._~`.
pub(super) fn uri(file: &str) -> String {
    let path = slashed(file);
    match path.split_once(':') {
        Some((drive, rest)) if is_drive(drive) => format!("file:///{drive}:{}", encoded(rest)),
        _ if path.starts_with("//") => format!("file:{}", encoded(&path)),
        _ if path.starts_with('/') => format!("file://{}", encoded(&path)),
        _ => encoded(&path),
    }
}

fn is_drive(text: &str) -> bool {
    matches!(text.as_bytes(), [letter] if letter.is_ascii_alphabetic())
}

fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths_stay_relative() {
        assert_eq!(uri("./a b/é.yaml"), "a%20b/%C3%A9.yaml");
        assert_eq!(uri(r"transcripts\fg1.docx"), "transcripts/fg1.docx");
        assert_eq!(uri("../x#1?.txt"), "../x%231%3F.txt");
        // A `:` in the first part would make it a scheme.
        assert_eq!(uri("12:30.txt"), "12%3A30.txt");
    }

    #[test]
    fn absolute_paths_are_file_uris() {
        assert_eq!(uri("/home/x/a.yaml"), "file:///home/x/a.yaml");
        assert_eq!(
            uri(r"C:\Users\Zoë\a.yaml"),
            "file:///C:/Users/Zo%C3%AB/a.yaml"
        );
        assert_eq!(uri(r"\\server\share\a.yaml"), "file://server/share/a.yaml");
    }
}
