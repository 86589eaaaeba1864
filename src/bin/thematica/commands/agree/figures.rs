//! Which figures are shown, and what is said of them.

use thematica::analysis::agreement::figure::Figure;

use super::asked::FigureArguments;
use crate::failure::Failure;

/// The figures that were asked for: by name, a few for eyes, or all that exist for so many coders.
pub fn chosen(
    arguments: &FigureArguments,
    is_of_two: bool,
    eyes: bool,
) -> Result<Vec<Figure>, Failure> {
    let asked = arguments.figures.iter();
    let minima = arguments.minima.iter().map(|minimum| &minimum.figure);
    if let Some(figure) = asked
        .clone()
        .chain(minima)
        .find(|it| it.is_of_two() && !is_of_two)
    {
        let failure = Failure::new(format!(
            "{figure} exists for two coders, and there are more"
        ));
        return Err(failure.help(
            "add --pairs, name two with --coder, or ask for fleiss, conger or light, which are its kin for more coders",
        ));
    }
    if !arguments.figures.is_empty() {
        let mut figures = arguments.figures.clone();
        let mut seen = Vec::new();
        figures.retain(|figure| {
            let is_new = !seen.contains(figure);
            seen.push(*figure);
            is_new
        });
        return Ok(figures);
    }
    if eyes && !arguments.all {
        let kappa = if is_of_two {
            Figure::Kappa
        } else {
            Figure::Fleiss
        };
        return Ok(vec![Figure::Percent, kappa, Figure::Alpha, Figure::Ac1]);
    }
    // For two coders these are kappa, pi and percent under other names.
    let of_more = [
        Figure::PercentPairable,
        Figure::PercentIdentical,
        Figure::Fleiss,
        Figure::Conger,
        Figure::Light,
    ];
    let is_own = |figure: &Figure| {
        if is_of_two {
            !of_more.contains(figure)
        } else {
            !figure.is_of_two()
        }
    };
    Ok(Figure::ALL.into_iter().filter(is_own).collect())
}

/// The head of its column.
pub fn heading(figure: Figure) -> &'static str {
    match figure {
        Figure::Percent => "Percent",
        Figure::PercentPairable => "Percent (pairable)",
        Figure::PercentIdentical => "Percent (identical)",
        Figure::Kappa => "Kappa",
        Figure::KappaMax => "Kappa max",
        Figure::Pi => "Pi",
        Figure::Fleiss => "Fleiss",
        Figure::Conger => "Conger",
        Figure::Light => "Light",
        Figure::Alpha => "Alpha",
        Figure::Ac1 => "AC1",
        Figure::BrennanPrediger => "BP",
        Figure::Positive => "Positive",
        Figure::Negative => "Negative",
        Figure::Prevalence => "Prevalence",
        Figure::PrevalenceIndex => "Prevalence index",
        Figure::BiasIndex => "Bias index",
    }
}

/// What it is, in a few words.
pub fn meaning(figure: Figure) -> &'static str {
    match figure {
        Figure::Percent => {
            "percent: the share of pairs of coders who agree on a unit, as a mean over units, from 0 to 1"
        }
        Figure::PercentPairable => {
            "percent_pairable: the same with each unit counting by its coders"
        }
        Figure::PercentIdentical => {
            "percent_identical: the share of the units rated by all on which all agree"
        }
        Figure::Kappa => "kappa: Cohen's",
        Figure::KappaMax => "kappa_max: the highest kappa that the two coders' totals allow",
        Figure::Pi => "pi: Scott's",
        Figure::Fleiss => "fleiss: Fleiss' kappa, with Gwet's way of missing ratings",
        Figure::Conger => "conger: Conger's kappa, each coder with totals of their own",
        Figure::Light => "light: the mean of all pairs' kappas",
        Figure::Alpha => "alpha: Krippendorff's, nominal",
        Figure::Ac1 => "ac1: Gwet's, of two categories",
        Figure::BrennanPrediger => "bp: Brennan and Prediger's, of two categories (PABAK)",
        Figure::Positive => {
            "positive: agreement that the code is there, which is F1, Dice and Holsti's of codings"
        }
        Figure::Negative => "negative: agreement that it is not there",
        Figure::Prevalence => "prevalence: the share of ratings that say the code is there",
        Figure::PrevalenceIndex => "prevalence_index: both coded less neither, as a share of units",
        Figure::BiasIndex => {
            "bias_index: how much more often the first coder used the code, as a share of units"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_tells_of_every_figure() {
        let guide = include_str!("../../../../../docs/agreement.md");
        for figure in Figure::ALL {
            assert!(guide.contains(&format!("`{figure}`")), "{figure}");
            let (name, _) = meaning(figure)
                .split_once(':')
                .expect("it begins with its name");
            assert_eq!(name, figure.as_str());
        }
    }
}
