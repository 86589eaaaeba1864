//! What a web page or XML declares of its encoding: the prescan of the HTML Standard, section 13.2.3.2.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// How far the declaration is looked for. Browsers look through 1024 bytes; what Word saves needs more.
const FAR: usize = 4096;

/// The encoding that markup declares at its beginning: `<meta charset>`, `<meta http-equiv="Content-Type">` or an
/// XML declaration. Whoever could read a declaration of UTF-16 in these bytes was not reading UTF-16: it means UTF-8.
pub(in crate::transcript::read) fn declared_in_markup(bytes: &[u8]) -> Option<&'static Encoding> {
    let bytes = &bytes[..bytes.len().min(FAR)];
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let encoding = in_xml(bytes).or_else(|| in_meta(bytes))?;
    Some(if [UTF_16LE, UTF_16BE].contains(&encoding) {
        UTF_8
    } else if encoding == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    })
}

/// `<?xml version="1.0" encoding="…"?>`, which stands at the very start.
fn in_xml(bytes: &[u8]) -> Option<&'static Encoding> {
    let inside = bytes.strip_prefix(b"<?xml")?;
    let inside = &inside[..memchr::memchr(b'>', inside)?];
    let after = &inside[memchr::memmem::find(inside, b"encoding")? + b"encoding".len()..];
    let quoted = after.trim_ascii_start().strip_prefix(b"=")?;
    let quoted = quoted.trim_ascii_start();
    let quote = *quoted.first().filter(|it| matches!(it, b'"' | b'\''))?;
    let end = memchr::memchr(quote, &quoted[1..])?;
    Encoding::for_label_no_replacement(&quoted[1..=end])
}

fn in_meta(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut rest = bytes;
    while let Some(at) = memchr::memchr(b'<', rest) {
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix(b"<!--") {
            // `<!-->` is a whole comment.
            let end = memchr::memmem::find(&rest[2..], b"-->")?;
            rest = rest.get(2 + end + 3..).unwrap_or(&comment[..0]);
        } else if is_meta(rest) {
            let mut meta = Meta::default();
            rest = attributes(&rest[5..], |name, value| meta.take(name, value));
            if let Some(encoding) = meta.encoding() {
                return Some(encoding);
            }
        } else if matches!(rest, [b'<', b'/', letter, ..] | [b'<', letter, ..] if letter.is_ascii_alphabetic())
        {
            let is_end = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'>';
            let name = rest.iter().position(is_end).unwrap_or(rest.len());
            rest = attributes(&rest[name..], |_, _| {});
        } else if matches!(rest, [b'<', b'!' | b'/' | b'?', ..]) {
            rest = &rest[memchr::memchr(b'>', rest)?..];
        } else {
            rest = &rest[1..];
        }
    }
    None
}

fn is_meta(rest: &[u8]) -> bool {
    rest.get(..5)
        .is_some_and(|it| it.eq_ignore_ascii_case(b"<meta"))
        && matches!(rest.get(5), Some(byte) if byte.is_ascii_whitespace() || *byte == b'/')
}

/// What a `<meta>` says.
#[derive(Default)]
struct Meta {
    charset: Given,
    content: Given,
    /// Whether `http-equiv` is `content-type`.
    is_pragma: Option<bool>,
}

/// An attribute, the first of which counts, and the encoding that it names.
#[derive(Default)]
struct Given {
    is_given: bool,
    encoding: Option<&'static Encoding>,
}

impl Given {
    fn take(&mut self, encoding: Option<&'static Encoding>) {
        if !self.is_given {
            self.encoding = encoding;
        }
        self.is_given = true;
    }
}

impl Meta {
    fn take(&mut self, name: &[u8], value: &[u8]) {
        match name.to_ascii_lowercase().as_slice() {
            b"charset" => self.charset.take(Encoding::for_label_no_replacement(value)),
            b"content" => self.content.take(in_content(value)),
            b"http-equiv" => {
                let is_type = value.eq_ignore_ascii_case(b"content-type");
                self.is_pragma.get_or_insert(is_type);
            }
            _ => {}
        }
    }

    fn encoding(&self) -> Option<&'static Encoding> {
        if self.charset.is_given {
            return self.charset.encoding;
        }
        self.content
            .encoding
            .filter(|_| self.is_pragma == Some(true))
    }
}

/// `text/html; charset=…`
fn in_content(value: &[u8]) -> Option<&'static Encoding> {
    let mut rest: &[u8] = &value.to_ascii_lowercase();
    loop {
        rest = &rest[memchr::memmem::find(rest, b"charset")? + b"charset".len()..];
        let Some(after) = rest.trim_ascii_start().strip_prefix(b"=") else {
            continue;
        };
        let after = after.trim_ascii_start();
        let quote = after.first().filter(|it| matches!(it, b'"' | b'\''));
        let label = if let Some(quote) = quote {
            &after[1..=memchr::memchr(*quote, &after[1..])?]
        } else {
            let is_end = |byte: &u8| byte.is_ascii_whitespace() || *byte == b';';
            &after[..after.iter().position(is_end).unwrap_or(after.len())]
        };
        return Encoding::for_label_no_replacement(label);
    }
}

/// Hands on the attributes up to the end of the tag, and gives what follows.
fn attributes(bytes: &[u8], mut take: impl FnMut(&[u8], &[u8])) -> &[u8] {
    let mut rest = bytes;
    loop {
        let is_between = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'/';
        rest = skip(rest, is_between);
        if matches!(rest.first(), None | Some(b'>')) {
            return rest;
        }
        // A `=` at the beginning is part of the name.
        let is_end = |byte: &u8| is_between(byte) || matches!(byte, b'=' | b'>');
        let len = rest[1..].iter().position(is_end).map(|at| at + 1);
        let (name, after) = rest.split_at(len.unwrap_or(rest.len()));
        let after_name = skip(after, u8::is_ascii_whitespace);
        let Some(value) = after_name.strip_prefix(b"=") else {
            take(name, b"");
            rest = after_name;
            continue;
        };
        let (value, after) = attribute_value(skip(value, u8::is_ascii_whitespace));
        take(name, value);
        rest = after;
    }
}

fn attribute_value(rest: &[u8]) -> (&[u8], &[u8]) {
    if let Some((quote @ (b'"' | b'\''), inside)) = rest.split_first() {
        return match memchr::memchr(*quote, inside) {
            Some(end) => (&inside[..end], &inside[end + 1..]),
            None => (&[], &[]),
        };
    }
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'>';
    rest.split_at(rest.iter().position(is_end).unwrap_or(rest.len()))
}

fn skip(bytes: &[u8], is_skipped: impl Fn(&u8) -> bool) -> &[u8] {
    let start = bytes.iter().position(|byte| !is_skipped(byte));
    &bytes[start.unwrap_or(bytes.len())..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared(page: &str) -> Option<&'static str> {
        declared_in_markup(page.as_bytes()).map(Encoding::name)
    }

    #[test]
    fn every_way_to_declare_it_is_understood() {
        for page in [
            "<!DOCTYPE html><html><head><meta charset=windows-1250>",
            "<META CHARSET = 'cp1250' />",
            "<meta name=x content=y><meta charset=\"windows-1250\">",
            "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1250\">",
            "<meta content='text/html;charset = \"windows-1250\"' http-equiv=content-type>",
            "<?xml version=\"1.0\" encoding='windows-1250'?><html>",
            "<!-- <meta charset=utf-8> --><meta charset=windows-1250>",
            "<!--><meta charset=windows-1250>",
            "<p title='<meta charset=utf-8>'><meta charset=windows-1250>",
            "<meta charset=nonsense><meta charset=windows-1250>",
        ] {
            assert_eq!(declared(page), Some("windows-1250"), "{page}");
        }
    }

    #[test]
    fn what_declares_nothing_is_not_understood() {
        let far = format!("<html>{}<meta charset=utf-8>", " ".repeat(FAR));
        for page in [
            "",
            "<meta",
            "<meta charset",
            "<meta charset=\"utf-8",
            "<metacharset=utf-8>",
            "<meta content=\"text/html; charset=utf-8\">",
            "<meta charset=hz-gb-2312>",
            "<!-- <meta charset=utf-8>",
            "<?xml version=\"1.0\"?>",
            " encoding=\"utf-8\"",
            &far,
        ] {
            assert_eq!(declared(page), None, "{page}");
        }
    }

    #[test]
    fn a_declaration_that_could_be_read_is_no_utf16() {
        assert_eq!(declared("<meta charset=utf-16le>"), Some("UTF-8"));
        assert_eq!(
            declared("<meta charset=x-user-defined>"),
            Some("windows-1252")
        );
    }
}
