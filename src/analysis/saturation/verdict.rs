//! What is said of saturation, in sentences for people.

use super::{Accumulation, Settings};
use crate::text::counted;

impl Settings {
    /// The setting in words: `a base of 4, runs of 2 and 5 %`.
    #[must_use]
    pub fn in_words(&self) -> String {
        format!(
            "a base of {}, runs of {} and {}",
            self.base,
            self.run,
            percent(self.threshold)
        )
    }
}

/// Whether saturation is reached by a setting, where, and what comes behind it; or why it cannot be judged.
#[must_use]
pub fn verdict(accumulation: &Accumulation, settings: Settings) -> String {
    let judged = match accumulation.saturation(settings) {
        Ok(judged) => judged,
        Err(why) => return format!("Cannot be judged: {why}."),
    };
    let base = counted(judged.base as u64, "code");
    let Some(run) = judged.confirming() else {
        return format!(
            "Not reached: in every run of {}, new codes are more than {} of the {base} of the first {}.",
            counted(settings.run as u64, "transcript"),
            percent(settings.threshold),
            settings.base
        );
    };
    let next = match settings.run {
        1 => "the next transcript brings".to_owned(),
        many => format!("the next {many} transcripts bring"),
    };
    let new = match run.new {
        0 => "no new code".to_owned(),
        new => format!(
            "{}, {} of the {} of the first{} (up to {} is allowed)",
            counted(new as u64, "new code"),
            percent(run.ratio),
            judged.base,
            if settings.base == 1 {
                String::new()
            } else {
                format!(" {}", settings.base)
            },
            percent(settings.threshold)
        ),
    };
    let behind = match judged.missed {
        0 => "behind it comes none".to_owned(),
        1 => "behind it comes 1 more".to_owned(),
        many => format!("behind it come {many} more"),
    };
    format!(
        "Reached at {}+{}: {next} {new}; {behind}.",
        run.first, settings.run
    )
}

/// `5 %`, `2.5 %`.
fn percent(share: f64) -> String {
    let written = format!("{:.1}", share * 100.0);
    format!("{} %", written.trim_end_matches(".0"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Transcripts that each bring so many codes.
    fn bringing(new: &[u32]) -> Accumulation {
        let mut next = 0;
        let codes = new.iter().map(|count| {
            let codes: BTreeSet<u32> = (next..next + count).collect();
            next += count;
            codes
        });
        Accumulation::of(codes.collect())
    }

    #[test]
    fn every_number_is_that_of_the_setting() {
        let settings = Settings {
            base: 3,
            run: 1,
            threshold: 0.125,
        };
        assert_eq!(settings.in_words(), "a base of 3, runs of 1 and 12.5 %");
        assert_eq!(
            verdict(&bringing(&[4, 3, 1, 1, 2]), settings),
            "Reached at 3+1: the next transcript brings 1 new code, 12.5 % of the 8 of the first 3 (up to 12.5 % is allowed); behind it come 2 more."
        );
        assert_eq!(
            verdict(&bringing(&[4, 3, 1, 2, 2]), settings),
            "Not reached: in every run of 1 transcript, new codes are more than 12.5 % of the 8 codes of the first 3."
        );
        assert_eq!(
            verdict(&bringing(&[4, 3]), settings),
            "Cannot be judged: there are too few transcripts: 4 are needed, and 2 are there."
        );
    }
}
