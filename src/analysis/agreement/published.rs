//! Data of the literature, retyped as facts, that several tests compute with.

use super::{Crosstab, Ratings};

/// Asserts that a coefficient is the published one to six digits.
#[track_caller]
pub fn assert_six_digits(found: f64, published: f64) {
    assert!(
        (found - published).abs() < 6e-7,
        "{found} is not {published}"
    );
}

/// Krippendorff, K. (2011), Computing Krippendorff's alpha-reliability, section A: two coders, ten binary units.
pub fn krippendorff_2011_a() -> Ratings {
    of_coders(2, &["0100000010", "1110010000"])
}

/// The same paper, section B: two coders, twelve units, five categories (`a` to `e` as 0 to 4).
pub fn krippendorff_2011_b() -> Ratings {
    of_coders(5, &["001132224330", "101112224333"])
}

/// The same paper, section C: four coders, twelve units, five categories, seven ratings missing.
pub fn krippendorff_2011_c() -> Ratings {
    of_coders(
        5,
        &[
            "012210301...",
            "0122113014..",
            ".22212311402",
            "01221330140.",
        ],
    )
}

/// Cohen, J. (1960), A coefficient of agreement for nominal scales, p. 45: 200 units, printed there as proportions.
pub fn cohen_1960() -> Crosstab {
    Crosstab::new(3, vec![88, 14, 18, 10, 40, 10, 2, 6, 12])
}

/// Gwet, K. (2008), the paradox of high agreement and low kappa: both present 80, one of them 7 and 8, neither 5.
pub fn gwet_paradox() -> Crosstab {
    Crosstab::new(2, vec![5, 8, 7, 80])
}

/// Agresti, A. (1992), Modelling patterns of agreement and disagreement, p. 202, from Landis and Koch (1977).
pub fn agresti_1992() -> Crosstab {
    let counts = [22, 2, 2, 0, 5, 7, 14, 0, 0, 2, 36, 0, 0, 1, 17, 10];
    Crosstab::new(4, counts.to_vec())
}

/// Fleiss, J. L. (1971), Measuring nominal scale agreement among many raters, table 1: 30 patients, five diagnoses, six
/// psychiatrists. As in the R package irr, the ratings of a patient are sorted: who gave which was not published.
pub fn fleiss_1971() -> Ratings {
    const ROWS: &str = "444444 222555 233335 555555 222444 113333 333355 113334 114444 555555
        144444 124444 222333 144444 224445 333335 111455 111112 224444 133555
        555555 244444 224555 114444 144445 222224 111155 224444 133333 555555";
    let mut ratings = Ratings::new(6, 5);
    for row in ROWS.split_whitespace() {
        let unit: Vec<_> = row
            .bytes()
            .map(|digit| Some(u32::from(digit - b'1')))
            .collect();
        ratings.push(&unit);
    }
    ratings
}

/// Ratings of a table with two coders.
pub fn of_crosstab(table: &Crosstab) -> Ratings {
    let q = table.categories();
    let mut ratings = Ratings::new(2, q);
    for (row, column) in (0..q).flat_map(|row| (0..q).map(move |column| (row, column))) {
        let unit = [row, column].map(|category| u32::try_from(category).ok());
        for _ in 0..table.count(row, column) {
            ratings.push(&unit);
        }
    }
    ratings
}

/// Ratings written as one line a coder, a digit a unit; what is no digit is missing.
pub fn of_coders(categories: usize, coders: &[&str]) -> Ratings {
    let mut ratings = Ratings::new(coders.len(), categories);
    for at in 0..coders[0].len() {
        let cell = |coder: &&str| char::from(coder.as_bytes()[at]).to_digit(10);
        let unit: Vec<_> = coders.iter().map(cell).collect();
        ratings.push(&unit);
    }
    ratings
}
