//! The times of cues, however they are written.

/// From when to when a cue is shown, in milliseconds.
pub(super) struct Times {
    pub start: i64,
    pub end: i64,
    /// Whether one of them has no milliseconds.
    pub whole_seconds: bool,
}

/// Whether a line can only be a cue's times: an arrow with a clock on one side at least.
pub(super) fn is_times(content: &str) -> bool {
    let first = content.as_bytes().first();
    if !first
        .is_some_and(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b' ' | b'\t' | b':'))
    {
        return false;
    }
    around_arrow(content).is_some_and(|(before, after)| {
        let times =
            |text: &str| text.bytes().any(|byte| byte.is_ascii_digit()) && text.contains(':');
        // One side is enough: the other may be what is wrong with it.
        before.len() < 24 && (times(before) || times(after))
    })
}

/// What stands before and after the arrow.
fn around_arrow(content: &str) -> Option<(&str, &str)> {
    let arrow = memchr::memchr(b'>', content.as_bytes())?;
    let before = content[..arrow].strip_suffix("--")?;
    Some((before, &content[arrow + 1..]))
}

/// The times of a cue.
pub(super) fn parse_times(content: &str) -> Option<Times> {
    let (start, end) = around_arrow(content)?;
    let (start, start_whole) = parse_time(start.trim())?;
    let (end, end_whole) = parse_time(end.split_whitespace().next()?)?;
    Some(Times {
        start,
        end,
        whole_seconds: start_whole || end_whole,
    })
}

/// A time in milliseconds, and whether it has whole seconds only. Parts may be unpadded, hours missing, the sign negative.
pub(in crate::transcript::read) fn parse_time(text: &str) -> Option<(i64, bool)> {
    if let Some(milliseconds) = parse_usual_time(text.as_bytes()) {
        return Some((milliseconds, false));
    }
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (clock, fraction) = match text.split_once(['.', ',']) {
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (text, None),
    };
    let number = |part: &str| -> Option<i64> {
        let part = part.trim();
        (part.len() < 8 && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse().ok())?
    };
    let mut seconds = 0;
    let mut parts = 0;
    for part in clock.split(':') {
        seconds = seconds * 60 + number(part)?;
        parts += 1;
    }
    if !(2..=3).contains(&parts) {
        return None;
    }
    let milliseconds = match fraction {
        None => 0,
        Some(fraction) => {
            let digits = u32::try_from(fraction.trim().len()).ok()?;
            number(fraction)? * 1000 / 10_i64.checked_pow(digits)?
        }
    };
    Some((sign * (seconds * 1000 + milliseconds), fraction.is_none()))
}

/// `00:00:01.500` or `00:00:01,500`, as nearly all times are.
fn parse_usual_time(text: &[u8]) -> Option<i64> {
    let form = b"00:00:00.000";
    let fits = |(byte, form): (&u8, &u8)| match form {
        b'0' => byte.is_ascii_digit(),
        b'.' => matches!(byte, b'.' | b','),
        _ => byte == form,
    };
    if text.len() != form.len() || !text.iter().zip(form).all(fits) {
        return None;
    }
    let two = |at: usize| i64::from(text[at] - b'0') * 10 + i64::from(text[at + 1] - b'0');
    let seconds = (two(0) * 60 + two(3)) * 60 + two(6);
    Some(seconds * 1000 + two(9) * 10 + i64::from(text[11] - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_leniently() {
        assert_eq!(parse_time("00:00:01.500"), Some((1_500, false)));
        assert_eq!(parse_time("00:01,5"), Some((1_500, false)));
        assert_eq!(parse_time("0:0:7.51"), Some((7_510, false)));
        assert_eq!(parse_time("-00:00:00.120"), Some((-120, false)));
        assert_eq!(parse_time("00:00:10"), Some((10_000, true)));
        assert_eq!(parse_time("1"), None);
        assert_eq!(parse_time("00:00:xx"), None);
        assert_eq!(parse_time("99999999999999:00:00"), None);
    }
}
