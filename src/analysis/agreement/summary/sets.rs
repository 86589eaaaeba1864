//! Alpha of all codes of a unit at once, with its interval.

use super::super::bootstrap::{Options, bootstrap};
use super::super::krippendorff::Disagreement;
use super::super::label_sets::{LabelSet, LabelSets, SetDistance};
use super::super::{ChanceCorrected, Ratings};
use super::Measured;

/// The sets of codes of one transcript: by unit and coder, nothing where a coder has not rated the transcript.
pub type SetsOfTranscript = Vec<Vec<Option<LabelSet>>>;

/// Krippendorff's alpha with the distance [`SetDistance::Masi`], of some of the coders, with an interval over resampled
/// transcripts where one is asked for. Its value is undefined as that of [`LabelSets::alpha_of`] is.
#[must_use]
pub fn alpha_of_sets(
    transcripts: &[SetsOfTranscript],
    coders: &[usize],
    options: Option<Options>,
) -> Measured {
    let of_group = |unit: &Vec<Option<LabelSet>>| -> Vec<Option<LabelSet>> {
        coders.iter().map(|&coder| unit[coder].clone()).collect()
    };
    let units: Vec<_> = transcripts.iter().flatten().map(of_group).collect();
    let sets = LabelSets::new(coders.len(), &units, SetDistance::Masi);
    let alpha = |sum: &Disagreement| sets.alpha_of(sum).and_then(ChanceCorrected::value);
    let value = sets.alpha().and_then(ChanceCorrected::value);
    let interval = options.filter(|_| value.is_ok()).map(|options| {
        let categories = sets.ratings().categories();
        let mut rows = sets.ratings().units();
        let mut cluster = |transcript: &SetsOfTranscript| {
            let units = rows.by_ref().take(transcript.len());
            let disagreement =
                sets.disagreement(&Ratings::from_units(coders.len(), categories, units));
            // What no two of them rated must not be drawn in place of what two did.
            let rated_by = |unit: &Vec<Option<LabelSet>>| {
                coders
                    .iter()
                    .filter(|&&coder| unit[coder].is_some())
                    .count()
            };
            let has_common = transcript.iter().any(|unit| rated_by(unit) >= 2);
            has_common.then_some(disagreement)
        };
        let clusters: Vec<Disagreement> = transcripts.iter().filter_map(&mut cluster).collect();
        bootstrap(&clusters, options, &[&alpha])[0]
    });
    Measured {
        value: Some(value),
        interval,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::Undefined;
    use super::*;

    #[test]
    fn transcripts_are_drawn_whole_and_coders_who_do_not_take_part_are_not_there() {
        let set = |codes: &[u32]| Some(codes.iter().copied().collect::<LabelSet>());
        let same = vec![vec![set(&[1]), set(&[2]), set(&[1])]; 4];
        let other = vec![
            vec![set(&[]), set(&[2]), set(&[1])],
            vec![None, None, set(&[])],
        ];
        let transcripts = [same, other];
        let options = Options {
            replicates: 100,
            seed: 1,
            confidence: 0.9,
        };
        let found = alpha_of_sets(&transcripts, &[0, 2], Some(options));
        // Values: {1} nine times, {} once; one of five units differs: 1 − .2 / (2 · 9 / 90).
        assert!(found.number().unwrap().abs() < 1e-12);
        let interval = found.interval.unwrap();
        assert!(interval.degenerate > 0 && interval.interval.is_ok());
        assert_eq!(alpha_of_sets(&transcripts, &[0, 2], None).interval, None);
        // A transcript that one of them did not rate is not drawn.
        let alone = vec![vec![set(&[1]), set(&[1]), None]; 3];
        let [same, other] = transcripts;
        let more = [alone.clone(), same.clone(), other, alone.clone()];
        let again = alpha_of_sets(&more, &[0, 2], Some(options));
        assert_eq!(again.interval, Some(interval));
        let one = [vec![vec![set(&[1]), None, set(&[2])]; 2], alone];
        let one = alpha_of_sets(&one, &[0, 2], Some(options));
        assert_eq!(
            one.interval.unwrap().interval,
            Err(Undefined::FewerThanTwoClusters)
        );
    }
}
