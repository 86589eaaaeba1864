//! Clock times as transcribers write them beside a label: `0:22`, `[00:12:31]`, `(00:00:00)`, `#00:12:31-5#`.

/// A clock time at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    /// Milliseconds from the start of the recording.
    pub at: i64,
    /// How many bytes it takes, brackets included.
    pub len: usize,
}

/// Reads `m:ss`, `mm:ss`, `h:mm:ss` or `hh:mm:ss` with optional decimals at the start of `bytes`.
pub(crate) fn bare(bytes: &[u8]) -> Option<Clock> {
    let (mut value, mut at) = number(bytes, 1..=3)?;
    let mut parts = 1;
    while parts < 3 && bytes.get(at) == Some(&b':') {
        let Some((part, len)) = number(&bytes[at + 1..], 2..=2) else {
            break;
        };
        if part > 59 {
            return None;
        }
        value = value * 60 + part;
        at += 1 + len;
        parts += 1;
    }
    if parts == 1 {
        return None;
    }
    let mut milliseconds = value * 1000;
    if matches!(bytes.get(at), Some(b'.' | b','))
        && let Some((decimals, len)) = number(&bytes[at + 1..], 1..=6)
    {
        milliseconds += decimals * 1000 / 10_i64.pow(u32::try_from(len).unwrap_or(6));
        at += 1 + len;
    }
    let follows = bytes.get(at);
    if follows.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'%') {
        return None;
    }
    Some(Clock {
        at: milliseconds,
        len: at,
    })
}

/// Reads a clock time in brackets or marks: `[..]`, `(..)`, `<..>`, `{..}`, `\[..\]` of Markdown, `#..-d#` of f4 and MAXQDA.
pub(crate) fn bracketed(bytes: &[u8]) -> Option<Clock> {
    let (open, close): (usize, &[u8]) = match bytes {
        [b'\\', b'[', ..] => (2, b"\\]"),
        [b'[', ..] => (1, b"]"),
        [b'(', ..] => (1, b")"),
        [b'<', ..] => (1, b">"),
        [b'{', ..] => (1, b"}"),
        [b'#', ..] => (1, b"#"),
        _ => return None,
    };
    let clock = bare(&bytes[open..])?;
    let mut at = open + clock.len;
    // `#00:12:31-5#`: tenths after a dash; `[00:12:31 - 00:12:40]`: a range.
    if bytes.get(at) == Some(&b'-') && close == b"#" {
        at += 1 + number(&bytes[at + 1..], 1..=3)?.1;
    } else if let Some(range) = range_end(&bytes[at..]) {
        at += range;
    }
    bytes[at..].starts_with(close).then_some(Clock {
        at: clock.at,
        len: at + close.len(),
    })
}

/// Reads a clock time with or without brackets.
pub(crate) fn any(bytes: &[u8]) -> Option<Clock> {
    bracketed(bytes).or_else(|| bare(bytes))
}

/// The length of ` - 00:12:40` after a clock time.
fn range_end(bytes: &[u8]) -> Option<usize> {
    let spaces = |bytes: &[u8]| bytes.iter().take_while(|byte| **byte == b' ').count();
    let mut at = spaces(bytes);
    let dash = ["-->", "-", "–", "—"]
        .iter()
        .find(|dash| bytes[at..].starts_with(dash.as_bytes()))?;
    at += dash.len();
    at += spaces(&bytes[at..]);
    Some(at + bare(&bytes[at..])?.len)
}

fn number(bytes: &[u8], digits: std::ops::RangeInclusive<usize>) -> Option<(i64, usize)> {
    let len = bytes
        .iter()
        .take(digits.end() + 1)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let value = bytes[..len]
        .iter()
        .fold(0, |value, byte| value * 10 + i64::from(byte - b'0'));
    digits.contains(&len).then_some((value, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<(i64, usize)> {
        any(text.as_bytes()).map(|clock| (clock.at, clock.len))
    }

    #[test]
    fn the_usual_forms_are_read() {
        assert_eq!(at("0:22"), Some((22_000, 4)));
        assert_eq!(at("[00:12:31] x"), Some((751_000, 10)));
        assert_eq!(at("(1:02:03.5)"), Some((3_723_500, 11)));
        assert_eq!(at("#00:12:31-5#"), Some((751_000, 12)));
        assert_eq!(at("\\[03:59\\]"), Some((239_000, 9)));
        assert_eq!(at("[00:01 - 00:05]"), Some((1_000, 15)));
    }

    #[test]
    fn other_numbers_are_not_clock_times() {
        assert_eq!(at("16:9x"), None);
        assert_eq!(at("1:75"), None);
        assert_eq!(at("2024"), None);
        assert_eq!(at("[12]"), None);
        assert_eq!(at("4:3"), None);
    }
}
