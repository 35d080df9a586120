//! The exponential of many numbers at once, eight in a row, without a branch.
//!
//! exp(x) = 2ⁿ exp(r) with n = round(x / ln 2), so that |r| ≤ ½ ln 2, where thirteen terms of the series are enough. ln 2 is taken
//! off in two parts, the first with so few digits that its product with n is exact; 2ⁿ is made of the bits of n. The code is plain
//! Rust on a slice: `pulp` compiles it for each set of vector instructions and chooses one when the program runs.

use pulp::Arch;

/// Beyond this the result would leave the range of normal numbers.
const FARTHEST: f64 = 708.0;
const LN_2_HIGH: f64 = 6.931_471_803_691_238e-1;
const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;
/// 1.5 · 2⁵²: added to a number, it rounds it to an integer, which then stands in the lowest bits.
const MAGIC: f64 = 6_755_399_441_055_744.0;
/// 1/13!, 1/12!, …, 1/2!, 1, 1.
const SERIES: [f64; 14] = [
    1.605_904_383_682_161_5e-10,
    2.087_675_698_786_81e-9,
    2.505_210_838_544_172e-8,
    2.755_731_922_398_589_4e-7,
    2.755_731_922_398_589e-6,
    2.480_158_730_158_73e-5,
    1.984_126_984_126_984e-4,
    1.388_888_888_888_889e-3,
    8.333_333_333_333_333e-3,
    4.166_666_666_666_666_4e-2,
    1.666_666_666_666_666_6e-1,
    5e-1,
    1.0,
    1.0,
];

/// exp(x) to within 1e-15 of itself for |x| ≤ 708; beyond, exp(±708). What is no number stays so.
// Compiled anew within each set of instructions, which a call would leave.
#[allow(clippy::inline_always)]
#[inline(always)]
fn exponential(x: f64) -> f64 {
    let x = if x > FARTHEST { FARTHEST } else { x };
    let x = if x < -FARTHEST { -FARTHEST } else { x };
    let shifted = x * std::f64::consts::LOG2_E + MAGIC;
    let n = shifted - MAGIC;
    let r = (x - n * LN_2_HIGH) - n * LN_2_LOW;
    let mut sum = SERIES[0];
    for term in &SERIES[1..] {
        sum = sum * r + term;
    }
    let power = f64::from_bits((shifted.to_bits() << 52).wrapping_add(1.0_f64.to_bits()));
    sum * power
}

/// exp of every number.
pub(super) fn exponentials(numbers: &mut [f64]) {
    Arch::new().dispatch(
        #[inline(always)]
        || {
            for number in numbers {
                *number = exponential(*number);
            }
        },
    );
}

/// The sigmoid (4) of every number.
pub(super) fn sigmoids(numbers: &mut [f64]) {
    Arch::new().dispatch(
        #[inline(always)]
        || {
            for number in numbers {
                *number = 1.0 / (1.0 + exponential(-*number));
            }
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_is_that_of_the_standard_library() {
        for step in -708_000..=708_000 {
            let x = f64::from(step) / 1000.0 + 1e-7 * f64::from(step % 997);
            let mut found = [x];
            exponentials(&mut found);
            let expected = x.clamp(-FARTHEST, FARTHEST).exp();
            assert!(
                (found[0] - expected).abs() <= 1e-15 * expected,
                "exp({x}) = {} instead of {expected}",
                found[0]
            );
        }
    }

    #[test]
    fn at_the_ends_nothing_surprises() {
        let mut ends = [
            0.0,
            -0.0,
            1e-300,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NAN,
            1e6,
        ];
        exponentials(&mut ends);
        assert_eq!(ends[..3], [1.0, 1.0, 1.0]);
        assert!(
            ends[3] > 1e307
                && ends[4] > 0.0
                && ends[4] < 1e-307
                && ends[5].is_nan()
                && ends[6] > 1e307
        );
        let mut ends = [0.0, f64::INFINITY, -1e9, f64::NAN];
        sigmoids(&mut ends);
        assert!(ends[..2] == [0.5, 1.0] && ends[2] < 1e-300 && ends[3].is_nan());
    }
}
