//! The exponential and the sigmoid of several numbers at once, without a branch.
//!
//! The idea: exp(x) = 2ⁿ exp(r) with n = round(x / ln 2), so that |r| ≤ ½ ln 2, where twelve terms
//! of a series are enough. ln 2 is subtracted in two parts, the first with so few digits that its
//! product with n is exact; 2ⁿ is made from the bits of n.
//!
//! ```text
//! an f64:   sign │ exponent + 1023 │ fraction          2ⁿ:   0 │ n + 1023 │ 0 0 0 … 0
//!           1 bit      11 bits        52 bits
//! ```
//!
//! Where the time goes: 16 multiplications. The even terms are summed in one chain and the odd ones
//! in another, so that neither waits for the other. In the sigmoid the division takes as long as
//! the whole exponential, so two sigmoids share one.

use pulp::Simd;

use super::lanes::Lanes;

/// Bound of the exponent, beyond which the result would leave the range of normal numbers.
const MAX_EXPONENT: f64 = 708.0;
/// Bound beyond which the product of two denominators would leave it.
const MAX_EXPONENT_OF_TWO: f64 = 354.0;
const LN_2_HIGH: f64 = 6.931_471_803_691_238e-1;
const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;
/// 1.5 · 2⁵²: added to a number, it rounds it to an integer.
const ROUND: f64 = 6_755_399_441_055_744.0;
/// 1.5 · 2²⁰ + 1023: added to an integer, it moves it to the lowest bits of the upper half, biased
/// like an exponent.
const EXPONENT: f64 = 1_573_887.0;
/// Nearly 1, 1, 1/2!, 1/3!, …, 1/11!: adjusted to be best over all of |r| ≤ ½ ln 2, not at 0 alone.
const TERMS: [f64; 12] = [
    1.0,
    1.0,
    5.000_000_000_000_01e-1,
    1.666_666_666_666_667_4e-1,
    4.166_666_666_652_199e-2,
    8.333_333_333_322_207e-3,
    1.388_888_894_782_089_1e-3,
    1.984_126_988_659_1e-4,
    2.480_148_732_601_233_7e-5,
    2.755_724_233_668_035_7e-6,
    2.763_265_575_933_203e-7,
    2.511_004_989_585_871_6e-8,
];

impl<S: Simd> Lanes<S> {
    /// exp(x) to a relative error of 1e-15 for |x| ≤ 708; beyond, exp(±708). NaN remains NaN.
    #[inline(always)]
    pub fn exp(self, simd: S) -> Self {
        let (fraction, power) = self.exp_of(simd, 1.0, MAX_EXPONENT);
        fraction * power
    }

    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn exp_of(self, simd: S, sign: f64, limit: f64) -> (Self, Self) {
        let round = Self::splat(simd, ROUND);
        let x = Self::splat(simd, -limit).at_least(self);
        let x = Self::splat(simd, limit).at_most(x);
        let n = x.mul_add(Self::splat(simd, sign * std::f64::consts::LOG2_E), round) - round;
        let r = n.mul_add(Self::splat(simd, -sign * LN_2_HIGH), x);
        let r = n.mul_add(Self::splat(simd, -sign * LN_2_LOW), r);
        let r2 = r * r;
        let mut even = Self::splat(simd, TERMS[10]);
        let mut odd = Self::splat(simd, sign * TERMS[11]);
        for term in [8, 6, 4, 2, 0] {
            even = even.mul_add(r2, Self::splat(simd, TERMS[term]));
            odd = odd.mul_add(r2, Self::splat(simd, sign * TERMS[term + 1]));
        }
        (
            odd.mul_add(r, even),
            (n + Self::splat(simd, EXPONENT)).power_of_two(),
        )
    }
}

/// The sigmoid (4) of every number of some registers. Two of them share a division: 1/p = q ·
/// 1/(pq).
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
pub(super) fn sigmoid_registers<S: Simd>(simd: S, registers: &mut [S::f64s]) {
    let (pairs, alone) = registers.as_chunks_mut::<2>();
    for [p, q] in pairs {
        let of_p = denominator(simd, *p, MAX_EXPONENT_OF_TWO);
        let of_q = denominator(simd, *q, MAX_EXPONENT_OF_TWO);
        let shared = Lanes::splat(simd, 1.0) / (of_p * of_q);
        (*p, *q) = ((shared * of_q).value, (shared * of_p).value);
    }
    for b in alone {
        *b = (Lanes::splat(simd, 1.0) / denominator(simd, *b, MAX_EXPONENT)).value;
    }
}

/// 1 + exp(−b).
#[inline(always)]
fn denominator<S: Simd>(simd: S, b: S::f64s, limit: f64) -> Lanes<S> {
    let (fraction, power) = Lanes::new(simd, b).exp_of(simd, -1.0, limit);
    fraction.mul_add(power, Lanes::splat(simd, 1.0))
}

#[cfg(test)]
mod tests {
    use pulp::{Arch, WithSimd};

    use super::*;

    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Function {
        Exponential,
        Sigmoid,
    }
    use Function::{Exponential, Sigmoid};

    /// Applies a function to all numbers of a list, some of which may not fill a register.
    struct Each<'a>(&'a mut [f64], Function);

    impl WithSimd for Each<'_> {
        type Output = ();

        #[inline(always)]
        fn with_simd<S: Simd>(self, simd: S) {
            let apply = |registers: &mut [S::f64s]| match self.1 {
                Exponential => registers
                    .iter_mut()
                    .for_each(|x| *x = Lanes::new(simd, *x).exp(simd).value),
                Sigmoid => sigmoid_registers(simd, registers),
            };
            let (registers, rest) = S::as_mut_simd_f64s(self.0);
            apply(registers);
            let mut last = simd.partial_load_f64s(rest);
            apply(std::slice::from_mut(&mut last));
            simd.partial_store_f64s(rest, last);
        }
    }

    #[test]
    fn both_functions_are_those_of_the_standard_library() {
        let exponential: fn(f64) -> f64 = f64::exp;
        let sigmoid: fn(f64) -> f64 = |b| 1.0 / (1.0 + (-b).exp());
        for (function, bound, expected) in [
            (Exponential, MAX_EXPONENT, exponential),
            (Sigmoid, MAX_EXPONENT_OF_TWO, sigmoid),
        ] {
            let numbers: Vec<f64> = (-708_000..=708_000)
                .map(|step| f64::from(step) / 1000.0 + 1e-7 * f64::from(step % 997))
                .map(|x| x.clamp(-bound, bound))
                .collect();
            let mut found = numbers.clone();
            Arch::new().dispatch(Each(&mut found, function));
            for (x, found) in numbers.into_iter().zip(found) {
                let off = (found - expected(x)).abs();
                assert!(off <= 1e-15 * expected(x), "{function:?} of {x}: {found}");
            }
        }
    }

    #[test]
    fn every_set_of_instructions_gives_the_same_to_rounding() {
        let numbers: Vec<f64> = (0..64).map(|n| f64::from(n) * 22.1 - 708.0).collect();
        // Beyond 354 two sigmoids in one division, and one alone, end at different small numbers.
        for (function, allowed) in [(Exponential, 0.0), (Sigmoid, 1e-150)] {
            let by = |dispatch: &dyn Fn(Each<'_>)| {
                let mut numbers = numbers.clone();
                dispatch(Each(&mut numbers, function));
                numbers
            };
            let plain = by(&|each| pulp::Scalar::new().vectorize(each));
            #[cfg_attr(not(target_arch = "x86_64"), allow(unused_mut))]
            let mut others = vec![by(&|each| Arch::new().dispatch(each))];
            #[cfg(target_arch = "x86_64")]
            if let Some(simd) = pulp::x86::V3::try_new() {
                others.push(by(&|each| Simd::vectorize(simd, each)));
            }
            for (one, other) in others.iter().flat_map(|other| plain.iter().zip(other)) {
                let off = (one - other).abs();
                assert!(off <= 1e-15 * one + allowed, "{function:?}: {one} {other}");
            }
        }
    }

    #[test]
    fn at_the_ends_nothing_surprises() {
        let of = |mut ends: [f64; 7], function| {
            Arch::new().dispatch(Each(&mut ends, function));
            ends
        };
        let (infinite, nan) = (f64::INFINITY, f64::NAN);
        let ends = of(
            [0.0, -0.0, 1e-300, infinite, 1e6, -infinite, nan],
            Exponential,
        );
        assert_eq!(ends[..3], [1.0, 1.0, 1.0]);
        assert!(ends[3] > 1e307 && ends[4] > 1e307 && ends[6].is_nan());
        assert!(ends[5] > 0.0 && ends[5] < 1e-307);
        let ends = of([0.0, 0.0, 0.0, infinite, -1e9, -infinite, nan], Sigmoid);
        assert_eq!(ends[..4], [0.5, 0.5, 0.5, 1.0]);
        assert!(ends[4] < 1e-150 && ends[5] < 1e-150 && ends[6].is_nan());
    }
}
