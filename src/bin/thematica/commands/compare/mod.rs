//! `compare`: two parts of a study side by side.

use std::collections::BTreeMap;

use clap::Args;
use thematica::analysis::frequency::Key;
use thematica::report::{Provenance, decimal};

use super::called::about_people;
use super::job::{Done, Job};
use super::whose::CoderArguments;
use crate::args::{Filters, Global, Input, OutputArguments, pair};
use crate::drawing::{Kind, kinds};
use crate::failure::Failure;
use crate::status::Status;

mod chart;
mod codes;
mod significance;
mod words;

/// Put two values of an attribute side by side: persons first, then groups, transcripts and rates; or their words.
///
/// Where the same people are in both, they are counted as pairs and no interval of the difference is given, which would take
/// them for different people. There are no p-values unless you ask for them with --tests: of the people who speak of a code, by Fisher's exact
/// test or, of those who speak in both parts, McNemar's; with Holm's correction beside them.
///
/// With --words it is words that are compared: which ones one part says more often than the other, by how many people and
/// how often by one. Words that carry grammar are left out, by the language of the codebook; --all keeps them. With --code only
/// words of segments that these codes are on are counted.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica compare --a phase=1 --b phase=2
  thematica compare --a format=interview --b 'format=focus group' --code enablers
  thematica compare --a phase=1 --b phase=2 --output phases.csv
  thematica compare --a phase=1 --b phase=2 --chart bar --output phases.svg
  thematica compare --a phase=1 --b phase=2 --words         The 20 most striking words of each
  thematica compare --a phase=1 --b phase=2 --words --code trust --min-count 3 -n 0
  thematica compare --a phase=1 --b phase=2 --tests         With p, and which test it is of and why

LL is the log-likelihood of hits (or of a word) against words: with the two cells of the code (Rayson and Garside 2000), and with
all four (Dunning 1993). They say how much more often something is said, not by how many people.")]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    /// One part: an attribute of transcripts or people and its value
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair, required = true)]
    a: Option<(String, String)>,
    /// The other: another value of the same attribute
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair, required = true)]
    b: Option<(String, String)>,
    /// Compare words in place of codes
    #[arg(long)]
    words: bool,
    /// With --words, show so many words of each part; 0 for all
    #[arg(
        short = 'n',
        long = "number",
        value_name = "N",
        default_value_t = 20,
        requires = "words"
    )]
    number: usize,
    /// With --words, compare only words that both parts together say at least so often
    #[arg(long, value_name = "N", default_value_t = 5, requires = "words")]
    min_count: u64,
    /// With --words, keep stop words
    #[arg(long, requires = "words")]
    all: bool,
    /// Add two-sided p-values, as they are and corrected for how many there are, and say which tests they are of
    #[arg(long)]
    tests: bool,
    /// Draw a chart in place of the table: in characters, or with --output FILE.svg or FILE.png as a picture
    #[arg(long, value_name = "KIND", value_parser = kinds(&[Kind::Bar]))]
    chart: Option<Kind>,
    #[command(flatten)]
    coders: CoderArguments,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: OutputArguments,
}

/// The two parts that are compared.
struct Parts<'a> {
    attribute: &'a str,
    values: [&'a str; 2],
    names: [String; 2],
}

/// Counts both and writes the result.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let (output, drawing) = arguments.output.output_or_chart(arguments.chart, global)?;
    let parts = Parts::of(arguments)?;
    let Arguments {
        input,
        filters,
        coders,
        ..
    } = arguments;
    if arguments.chart.is_some() && (arguments.words || arguments.tests) {
        return Err(Failure::new(
            "bars show the people who speak of each code: no words, and no p-values",
        )
        .help("leave out --words and --tests, or write the table without --chart"));
    }
    let job = Job::for_coders(input, filters, coders, &output, global)?;
    if let Some(drawing) = &drawing {
        let (chart, done) = chart::chart(&job, &parts, &output)?;
        drawing.write(&chart, &arguments.made_by(&job, &parts, &done), global)?;
        return Ok(job.status(&done));
    }
    let (mut table, done) = if arguments.words {
        words::words(&job, &parts, arguments, &output)?
    } else {
        codes::codes(&job, &parts, arguments.tests, &output)?
    };
    about_people(&job, &done, &mut table);
    job.about_coders(&done, &mut table);
    output.table(&table, &arguments.made_by(&job, &parts, &done))?;
    Ok(job.status(&done))
}

impl Arguments {
    fn made_by(&self, job: &Job<'_>, parts: &Parts<'_>, done: &Done) -> Provenance {
        let written = parts
            .values
            .map(|value| format!("{}={value}", parts.attribute));
        let (number, least) = (self.number.to_string(), self.min_count.to_string());
        let mut options = vec![("a", written[0].as_str()), ("b", written[1].as_str())];
        if self.words {
            let stop = if self.all { "kept" } else { "left out" };
            options.extend([
                ("words", "yes"),
                ("stop-words", stop),
                ("number", &number),
                ("min-count", &least),
            ]);
        }
        if self.tests {
            options.push(("tests", "yes"));
        }
        let mut made_by = job.made_by("compare", &options);
        made_by.inputs.clone_from(&done.inputs);
        made_by
    }
}

impl<'a> Parts<'a> {
    /// Refuses what are not two values of one attribute.
    fn of(arguments: &'a Arguments) -> Result<Self, Failure> {
        let (Some(a), Some(b)) = (&arguments.a, &arguments.b) else {
            return Err(Failure::new("name both parts: --a phase=1 --b phase=2"));
        };
        if a.0 != b.0 {
            let message = format!("`{}` and `{}` are two attributes", a.0, b.0);
            return Err(Failure::new(message).help(format!(
                "compare two values of one, so that no text is in both parts: --a {}=… --b {}=…; \
                 what holds for both is a filter: --where {}={}",
                a.0, a.0, b.0, b.1
            )));
        }
        if a.1 == b.1 {
            return Err(Failure::new("both parts are the same").help("name two values"));
        }
        Ok(Self {
            attribute: &a.0,
            values: [&a.1, &b.1],
            names: [a, b].map(|(attribute, value)| format!("{attribute} {value}")),
        })
    }

    fn names(&self) -> [&str; 2] {
        [&self.names[0], &self.names[1]]
    }

    /// Finds both among the values of the attribute for which any `words` are said; `within` says in what, where not all that
    /// is said is looked at. Without words a part has no rates and nobody who speaks.
    fn find<'g, T>(
        &self,
        groups: &'g BTreeMap<Key, T>,
        words: fn(&T) -> u64,
        within: &str,
    ) -> Result<[&'g T; 2], Failure> {
        let spoken = || groups.iter().filter(|(_, group)| words(group) > 0);
        let find = |value: &str| {
            let mut all = spoken();
            let found = all.find(|(key, _)| key.name == value);
            found.map(|(_, group)| group).ok_or_else(|| {
                let values: Vec<&str> = spoken().map(|(key, _)| key.name.as_str()).collect();
                let attribute = self.attribute;
                let failure = Failure::new(format!(
                    "nobody who counts speaks{within} where `{attribute}` is `{value}`"
                ));
                if values.is_empty() {
                    return failure;
                }
                failure.help(format!("its values here: {}", values.join(", ")))
            })
        };
        Ok([find(self.values[0])?, find(self.values[1])?])
    }
}

/// From how many times as many words on a part has more codes for that alone.
pub const UNLIKE: f64 = 1.5;

/// A warning where one part is much longer than the other.
fn unlike_lengths(words: [u64; 2], [one, other]: [&str; 2]) -> Option<String> {
    let (more, less, long, short) = if words[0] >= words[1] {
        (words[0], words[1], one, other)
    } else {
        (words[1], words[0], other, one)
    };
    let times = more as f64 / less as f64;
    let figure = decimal(times, 1).filter(|_| times > UNLIKE)?;
    Some(format!(
        "In {long}, {figure} times as many words are said as in {short}: whoever speaks less has fewer codes, so that people and transcripts with a code are fewer for that alone. Compare the rates per 1,000 words too."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_without_words_is_refused() {
        let parts = Parts {
            attribute: "phase",
            values: ["1", "2"],
            names: ["phase 1", "phase 2"].map(str::to_owned),
        };
        let groups = |words: u64| {
            BTreeMap::from([
                (Key::new("1".to_owned()), 50),
                (Key::new("2".to_owned()), words),
            ])
        };
        let words = |words: &u64| *words;
        assert!(parts.find(&groups(7), words, "").is_ok());
        let refused = parts.find(&groups(0), words, "").err();
        let refused = format!("{refused:?}");
        assert!(refused.contains("nobody who counts speaks where `phase` is `2`"));
        assert!(refused.contains("its values here: 1"), "{refused}");
    }
}
