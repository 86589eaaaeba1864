//! Dates, times, durations.

use calamine::ExcelDateTime;

use super::{Token, sections, tokens};

const SECONDS_A_DAY: f64 = 86_400.0;

/// A date, a time or a duration as its format shows it; `None` where that is not known.
pub(in super::super) fn time(value: &ExcelDateTime, format: &str) -> Option<String> {
    let serial = value.as_f64();
    let seconds = (serial * SECONDS_A_DAY).round();
    if !(0.0..=9e11).contains(&seconds) || has_fractions(format) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it was compared with both ends"
    )]
    let all = seconds as u64;
    let fields = Fields::of(format);
    let (hours, minutes, seconds) = (all / 3600, all / 60 % 60, all % 60);
    let with_seconds = |text: String| {
        if fields.seconds {
            format!("{text}:{seconds:02}")
        } else {
            text
        }
    };
    if value.is_duration() {
        return match fields.elapsed {
            Some('h') => Some(with_seconds(format!("{hours}:{minutes:02}"))),
            Some('m') => Some(with_seconds(format!("{}", all / 60))),
            _ => Some(all.to_string()),
        };
    }
    let hour = hours % 24;
    let clock = if fields.is_halved {
        let (half, hour) = (if hour < 12 { "AM" } else { "PM" }, (hour + 11) % 12 + 1);
        format!("{} {half}", with_seconds(format!("{hour}:{minutes:02}")))
    } else if fields.hours > 1 || fields.has_date() {
        with_seconds(format!("{hour:02}:{minutes:02}"))
    } else if fields.hours == 1 {
        with_seconds(format!("{hour}:{minutes:02}"))
    } else {
        with_seconds(format!("{minutes:02}"))
    };
    let has_clock = fields.hours > 0 || fields.minutes || fields.seconds;
    let (year, month, day, ..) = value.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (fields.year, fields.month, fields.day) {
        (true, true, true) if has_clock => Some(format!("{date} {clock}")),
        (true, true, true) => Some(date),
        (false, false, false) if has_clock => Some(clock),
        // A format of the spreadsheet's own language, which the file calls by a number only.
        (false, false, false) if format == "General" && all.is_multiple_of(86_400) => Some(date),
        _ => None,
    }
}

/// What a format of times shows.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a part that a format shows or not"
)]
#[derive(Default)]
struct Fields {
    year: bool,
    month: bool,
    day: bool,
    /// How many digits hours have at least.
    hours: usize,
    minutes: bool,
    seconds: bool,
    /// Whether hours are those before and after noon.
    is_halved: bool,
    /// The largest part of a duration.
    elapsed: Option<char>,
}

impl Fields {
    fn of(format: &str) -> Self {
        let mut runs: Vec<(char, usize)> = Vec::new();
        let mut fields = Self::default();
        let first = sections(format).first().copied().unwrap_or_default();
        let first = first.to_ascii_lowercase();
        let whole = first.replace("am/pm", "").replace("a/p", "");
        fields.is_halved = whole != first;
        let mut last = None;
        for (_, token) in tokens(&whole) {
            let letter = match token {
                Token::Char(c) if c.is_ascii_alphabetic() => c,
                Token::Bracketed(inside) => {
                    let part = inside.chars().next();
                    let is_part = part.is_some_and(|part| {
                        "hms".contains(part) && inside.chars().all(|c| c == part)
                    });
                    if is_part && fields.elapsed.is_none() {
                        fields.elapsed = part;
                        runs.extend(part.map(|part| (part, 1)));
                    }
                    last = None;
                    continue;
                }
                _ => {
                    last = None;
                    continue;
                }
            };
            match runs.last_mut() {
                Some((known, count)) if last == Some(letter) && *known == letter => *count += 1,
                _ => runs.push((letter, 1)),
            }
            last = Some(letter);
        }
        runs.retain(|(letter, _)| "ymdhs".contains(*letter));
        for (at, &(letter, count)) in runs.iter().enumerate() {
            let before = at.checked_sub(1).map(|at| runs[at].0);
            let after = runs.get(at + 1).map(|it| it.0);
            match letter {
                'y' => fields.year = true,
                // Behind hours and before seconds it is minutes.
                'm' if before == Some('h') || after == Some('s') => fields.minutes = true,
                'm' => fields.month = true,
                'd' if count <= 2 => fields.day = true,
                'h' => fields.hours = count,
                's' => fields.seconds = true,
                _ => {}
            }
        }
        fields
    }

    fn has_date(&self) -> bool {
        self.year || self.month || self.day
    }
}

/// Whether a format shows parts of a second.
fn has_fractions(format: &str) -> bool {
    let format = format.to_ascii_lowercase();
    ["s.0", "s].0", "s,0"].iter().any(|it| format.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn times_are_read_as_their_formats_show_them() {
        use ExcelDateTimeType::{DateTime, TimeDelta};
        for (value, kind, format, shown) in [
            (0.4375, DateTime, "h:mm", Some("10:30")),
            (0.375, DateTime, "hh:mm:ss", Some("09:00:00")),
            (0.375, DateTime, "h:mm", Some("9:00")),
            (0.75, DateTime, "h:mm AM/PM", Some("6:00 PM")),
            (0.0, DateTime, "h:mm:ss\\ AM/PM", Some("12:00:00 AM")),
            (46_027.0, DateTime, "mm-dd-yy", Some("2026-01-05")),
            (
                46_027.0,
                DateTime,
                "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
                Some("2026-01-05"),
            ),
            (46_027.0, DateTime, "General", Some("2026-01-05")),
            (
                46_027.604_166_666_664,
                DateTime,
                "m/d/yy h:mm",
                Some("2026-01-05 14:30"),
            ),
            (1.125, TimeDelta, "[h]:mm", Some("27:00")),
            (1.125, TimeDelta, "[h]:mm:ss", Some("27:00:00")),
            (1.125, TimeDelta, "[mm]:ss", Some("1620:00")),
            (
                0.001_041_666_666_666_666_7,
                DateTime,
                "mm:ss",
                Some("01:30"),
            ),
            (46_027.0, DateTime, "d-mmm", None),
            (46_027.0, DateTime, "mmm-yy", None),
            (0.5, DateTime, "mmss.0", None),
            (-0.5, TimeDelta, "[h]:mm", None),
        ] {
            let value = ExcelDateTime::new(value, kind, false);
            assert_eq!(time(&value, format).as_deref(), shown, "{format}");
        }
    }
}
