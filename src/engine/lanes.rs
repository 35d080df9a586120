//! Several numbers in one register, and the arithmetic on them.
//!
//! The idea: an instruction of a modern processor adds or multiplies eight numbers as fast as one (or four, with older
//! instructions). Here each of the eight belongs to another sample, so that the equations read as they do for one:
//!
//! ```text
//! one register:  sample 0 │ sample 1 │ … │ sample 7        a lane a sample
//! ```
//!
//! `pulp` knows the instructions of each kind of processor. What is written here for any of them (`S`) is compiled for each, and
//! one is chosen when the program runs.

use std::ops::{Add, Div, Mul, Neg, Sub};

use aligned_vec::{AVec, ConstAlign, avec};
use pulp::bytemuck::cast;
use pulp::{Arch, Simd, WithSimd};

/// In a page the program has to be small, and each shape of a tile is compiled anew: there are the smallest ones alone.
pub(super) const IN_A_PAGE: bool = cfg!(target_arch = "wasm32");

/// How many units, or samples, make a tile.
pub(super) const MAX_AT_ONCE: usize = if IN_A_PAGE { 1 } else { 4 };

/// Numbers that begin where a register may be fetched at once.
pub(super) type Line = AVec<f64, ConstAlign<64>>;

/// So many zeros.
pub(super) fn line(count: usize) -> Line {
    avec![[64]| 0.0; count]
}

/// The widest instructions that the engine uses on this machine, such as for a record of times.
#[must_use]
pub fn instructions() -> &'static str {
    struct Width;
    impl WithSimd for Width {
        type Output = usize;
        #[inline(always)]
        fn with_simd<S: Simd>(self, _: S) -> usize {
            S::F64_LANES
        }
    }
    match Arch::new().dispatch(Width) {
        1 => "one number an instruction",
        2 => "two numbers an instruction",
        4 => "four numbers an instruction",
        _ => "eight numbers an instruction",
    }
}

/// As many numbers as a register of this processor holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lanes<S: Simd> {
    simd: S,
    pub value: S::f64s,
}

// Each of these is one instruction. It has to be compiled within the function that uses it, for its set of instructions.
impl<S: Simd> Lanes<S> {
    /// The numbers of a register.
    #[inline(always)]
    pub fn new(simd: S, value: S::f64s) -> Self {
        Self { simd, value }
    }

    /// The same number in every lane.
    #[inline(always)]
    pub fn splat(simd: S, number: f64) -> Self {
        Self::new(simd, simd.splat_f64s(number))
    }

    /// self · factor + term, with one rounding where the processor can.
    #[inline(always)]
    pub fn mul_add(self, factor: Self, term: Self) -> Self {
        let value = (self.simd).mul_add_e_f64s(self.value, factor.value, term.value);
        Self::new(self.simd, value)
    }

    /// The larger of two numbers, lane by lane. What is no number in `other` stays so.
    #[inline(always)]
    pub fn at_least(self, other: Self) -> Self {
        if S::IS_SCALAR {
            let mask = self.simd.greater_than_f64s(self.value, other.value);
            return Self::new(
                self.simd,
                (self.simd).select_f64s(mask, self.value, other.value),
            );
        }
        Self::new(self.simd, self.simd.max_f64s(self.value, other.value))
    }

    /// The smaller of two numbers, lane by lane. What is no number in `other` stays so.
    #[inline(always)]
    pub fn at_most(self, other: Self) -> Self {
        if S::IS_SCALAR {
            let mask = self.simd.less_than_f64s(self.value, other.value);
            return Self::new(
                self.simd,
                (self.simd).select_f64s(mask, self.value, other.value),
            );
        }
        Self::new(self.simd, self.simd.min_f64s(self.value, other.value))
    }

    /// 2ⁿ, where self is the sum of 1023, 1.5 · 2²⁰ and an integer n from −1022 to 1023. The lowest bits of its upper half are then
    /// those of n + 1023, and need only be moved to where an exponent stands.
    #[inline(always)]
    pub fn power_of_two(self) -> Self {
        let simd = self.simd;
        if S::IS_SCALAR {
            let number: f64 = cast(self.value);
            return Self::new(simd, cast(f64::from_bits(number.to_bits() >> 32 << 52)));
        }
        let exponent = simd.wrapping_dyn_shl_u32s(cast(self.value), simd.splat_u32s(20));
        Self::new(simd, cast(exponent))
    }

    /// The sum over the lanes.
    #[inline(always)]
    pub fn sum(self) -> f64 {
        self.simd.reduce_sum_f64s(self.value)
    }
}

macro_rules! operator {
    ($name:ident, $method:ident, $instruction:ident) => {
        impl<S: Simd> $name for Lanes<S> {
            type Output = Self;

            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Self::new(self.simd, self.simd.$instruction(self.value, other.value))
            }
        }
    };
}

operator!(Add, add, add_f64s);
operator!(Sub, sub, sub_f64s);
operator!(Mul, mul, mul_f64s);
operator!(Div, div, div_f64s);

impl<S: Simd> Neg for Lanes<S> {
    type Output = Self;

    #[inline(always)]
    fn neg(self) -> Self {
        Self::new(self.simd, self.simd.neg_f64s(self.value))
    }
}
