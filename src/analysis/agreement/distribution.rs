//! Quantiles of the normal and of Student's t distribution, for intervals.

use std::f64::consts::PI;

/// The quantile of the standard normal distribution, for 0 < p < 1, to about 16 digits.
///
/// Source: Wichura, M. J. (1988), Algorithm AS 241, *Applied Statistics* 37, 477–484, `PPND16`.
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * polynomial(&CENTRE.0, r) / polynomial(&CENTRE.1, r);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    let r = (-tail.ln()).sqrt();
    let quantile = if r <= 5.0 {
        polynomial(&NEAR.0, r - 1.6) / polynomial(&NEAR.1, r - 1.6)
    } else {
        polynomial(&FAR.0, r - 5.0) / polynomial(&FAR.1, r - 5.0)
    };
    quantile.copysign(q)
}

/// The quantile of Student's t distribution with a whole number of degrees of freedom, for 0 < p < 1, to about 12 digits.
///
/// Source: Abramowitz and Stegun (1964), *Handbook of Mathematical Functions*: 26.7.3 and 26.7.4, the distribution as a
/// finite sum, solved by Newton's method; beyond 1,000 degrees the expansion 26.7.5 about the normal quantile.
#[must_use]
pub fn student_quantile(p: f64, degrees: u64) -> f64 {
    assert!(degrees > 0, "there is at least one degree of freedom");
    if p < 0.5 {
        return -student_quantile(1.0 - p, degrees);
    }
    let normal = normal_quantile(p);
    if degrees > 1_000 {
        return expansion(normal, degrees as f64);
    }
    // From below the root the steps rise towards it and never beyond, as the distribution is concave above zero.
    let mut t = normal;
    for _ in 0..200 {
        let step = (p - student_distribution(t, degrees)) / student_density(t, degrees);
        t += step;
        if step.abs() <= 1e-14 * t.abs() {
            break;
        }
    }
    t
}

/// The probability of less than `t`, for `t` of 0 or more.
fn student_distribution(t: f64, degrees: u64) -> f64 {
    let n = degrees as f64;
    let angle = (t / n.sqrt()).atan();
    let (sine, cosine) = angle.sin_cos();
    let is_odd = degrees % 2 == 1;
    let mut term = if is_odd { cosine } else { 1.0 };
    let mut sum = 0.0;
    let mut k = if is_odd { 3 } else { 2 };
    // The sum has degrees / 2 terms, the odd one none for a single degree.
    while k <= degrees {
        sum += term;
        let k_real = k as f64;
        term *= cosine * cosine * (k_real - 1.0) / k_real;
        k += 2;
    }
    let within = if is_odd {
        2.0 / PI * (angle + sine * sum)
    } else {
        sine * sum
    };
    0.5 + within / 2.0
}

fn student_density(t: f64, degrees: u64) -> f64 {
    let n = degrees as f64;
    // Γ((n + 1) / 2) / Γ(n / 2), which grows from one degree to the next but one by (n + 1) / n.
    let mut ratio = if degrees % 2 == 1 {
        1.0 / PI.sqrt()
    } else {
        PI.sqrt() / 2.0
    };
    let mut k = if degrees % 2 == 1 { 1 } else { 2 };
    while k < degrees {
        ratio *= (k as f64 + 1.0) / k as f64;
        k += 2;
    }
    ratio / (n * PI).sqrt() * (1.0 + t * t / n).powf(-0.5 * (n + 1.0))
}

fn expansion(x: f64, n: f64) -> f64 {
    let square = x * x;
    let first = polynomial(&[1.0, 1.0], square) / 4.0;
    let second = polynomial(&[3.0, 16.0, 5.0], square) / 96.0;
    let third = polynomial(&[-15.0, 17.0, 19.0, 3.0], square) / 384.0;
    let fourth = polynomial(&[-945.0, -1920.0, 1482.0, 776.0, 79.0], square) / 92_160.0;
    x * polynomial(&[1.0, first, second, third, fourth], 1.0 / n)
}

/// A polynomial from its coefficients, the constant one first.
fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, &c| sum * x + c)
}

/// Numerator and denominator of a rational approximation of AS 241.
type Rational = ([f64; 8], [f64; 8]);

const CENTRE: Rational = (
    [
        3.387_132_872_796_366_5,
        133.141_667_891_784_38,
        1_971.590_950_306_551_3,
        13_731.693_765_509_46,
        45_921.953_931_549_87,
        67_265.770_927_008_7,
        33_430.575_583_588_13,
        2_509.080_928_730_122_7,
    ],
    [
        1.0,
        42.313_330_701_600_91,
        687.187_007_492_057_9,
        5_394.196_021_424_751,
        21_213.794_301_586_597,
        39_307.895_800_092_71,
        28_729.085_735_721_943,
        5_226.495_278_852_854,
    ],
);

const NEAR: Rational = (
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        0.241_780_725_177_450_6,
        0.022_723_844_989_269_184,
        7.745_450_142_783_414e-4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        0.689_767_334_985_1,
        0.148_103_976_427_480_08,
        0.015_198_666_563_616_457,
        5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9,
    ],
);

const FAR: Rational = (
    [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        0.296_560_571_828_504_87,
        0.026_532_189_526_576_124,
        0.001_242_660_947_388_078_4,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ],
    [
        1.0,
        0.599_832_206_555_888,
        0.136_929_880_922_735_8,
        0.014_875_361_290_850_615,
        7.868_691_311_456_133e-4,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ],
);

#[cfg(test)]
mod tests {
    use super::*;

    // The values are those of `scipy.stats`, version 1.12.
    #[test]
    fn normal_quantiles_are_those_of_scipy() {
        for (p, quantile) in [
            (1e-10, -6.361_340_902_404_056),
            (0.001, -3.090_232_306_167_813),
            (0.025, -1.959_963_984_540_054_5),
            (0.05, -1.644_853_626_951_472_9),
            (0.3, -0.524_400_512_708_040_9),
            (0.5, 0.0),
            (0.6, 0.253_347_103_135_799_7),
            (0.9, 1.281_551_565_544_600_4),
            (0.95, 1.644_853_626_951_472_2),
            (0.975, 1.959_963_984_540_054),
            (0.995, 2.575_829_303_548_900_4),
            (0.999_5, 3.290_526_731_491_925_5),
            (0.999_999_999, 5.997_807_019_601_637),
        ] {
            let found = normal_quantile(p);
            assert!(
                (found - quantile).abs() < 1e-9,
                "{p}: {found} is not {quantile}"
            );
        }
    }

    // Computed with mpmath to 40 digits; scipy's inverse is right to eight digits only for some of these.
    #[test]
    fn student_quantiles_are_right_to_twelve_digits() {
        for (p, degrees, quantile) in [
            (0.95, 1, 6.313_751_514_675_043),
            (0.95, 2, 2.919_985_580_353_725_6),
            (0.95, 3, 2.353_363_434_801_823_8),
            (0.95, 4, 2.131_846_786_326_650_4),
            (0.95, 5, 2.015_048_373_333_024_2),
            (0.95, 11, 1.795_884_818_704_044_2),
            (0.95, 29, 1.699_127_026_533_497_7),
            (0.95, 199, 1.652_546_746_166_563_5),
            (0.95, 1_000, 1.646_378_817_285_464_8),
            (0.95, 1_001, 1.646_377_292_199_468_2),
            (0.95, 1_000_000, 1.644_855_150_722_040_6),
            (0.975, 1, 12.706_204_736_174_705),
            (0.975, 2, 4.302_652_729_749_464),
            (0.975, 3, 3.182_446_305_283_709_5),
            (0.975, 4, 2.776_445_105_197_794_3),
            (0.975, 5, 2.570_581_835_636_315_5),
            (0.975, 11, 2.200_985_160_091_639_7),
            (0.975, 29, 2.045_229_642_132_704_3),
            (0.975, 199, 1.971_956_544_251_754),
            (0.975, 1_000, 1.962_339_080_826_408_5),
            (0.975, 1_001, 1.962_336_705_280_88),
            (0.975, 1_000_000, 1.959_966_356_814_107),
            (0.995, 1, 63.656_741_162_871_58),
            (0.995, 2, 9.924_843_200_918_293),
            (0.995, 3, 5.840_909_309_733_357),
            (0.995, 4, 4.604_094_871_349_993),
            (0.995, 5, 4.032_142_983_555_228),
            (0.995, 11, 3.105_806_515_539_281),
            (0.995, 29, 2.756_385_903_670_605_3),
            (0.995, 199, 2.600_760_216_058_516),
            (0.995, 1_000, 2.580_754_698_065_951),
            (0.995, 1_001, 2.580_749_768_750_525),
            (0.995, 1_000_000, 2.575_834_220_105_334_4),
        ] {
            let found = student_quantile(p, degrees);
            assert!(
                (found - quantile).abs() < 1e-12 * quantile,
                "{p}, {degrees}: {found} is not {quantile}"
            );
            let below = student_quantile(1.0 - p, degrees);
            assert!((below + quantile).abs() < 1e-12 * quantile);
        }
    }
}
