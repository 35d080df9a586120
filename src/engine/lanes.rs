//! Several numbers in one register, and the arithmetic on them.
//!
//! The idea: an instruction of a modern processor adds or multiplies eight numbers as fast as one
//! (or four, with older instructions). Here each of the eight belongs to another sample, so that
//! the equations read as they do for one:
//!
//! ```text
//! one register:  sample 0 │ sample 1 │ … │ sample 7        one lane per sample
//! ```
//!
//! `pulp` knows the instructions of each kind of processor. What is written here for any of them
//! (`S`) is compiled for each, and one is chosen when the program runs.

use std::ops::{Add, Div, Mul, Neg, Sub};

use aligned_vec::{AVec, ConstAlign, avec};
use pulp::bytemuck::cast;
use pulp::{Arch, Simd, WithSimd};

/// True on wasm, where only the 1×1 tile is compiled, to keep the binary small.
pub(super) const IN_A_PAGE: bool = cfg!(target_arch = "wasm32");

/// Maximum number of units, or samples, in a tile.
pub(super) const MAX_AT_ONCE: usize = if IN_A_PAGE { 1 } else { 4 };

/// Calls a function with a number of rows, 1 to [`MAX_AT_ONCE`], as its constant, so that the rows
/// stay in registers: `for_rows!(3, R => sum::<S, R>(…))` is `sum::<S, 3>(…)`. More rows than that
/// count as four.
macro_rules! for_rows {
    ($rows:expr, $R:ident => $call:expr) => {
        match $rows {
            _ if IN_A_PAGE => for_rows!(@ 1, $R, $call),
            1 => for_rows!(@ 1, $R, $call),
            2 => for_rows!(@ 2, $R, $call),
            3 => for_rows!(@ 3, $R, $call),
            _ => for_rows!(@ 4, $R, $call),
        }
    };
    (@ $value:literal, $R:ident, $call:expr) => {{
        const $R: usize = $value;
        $call
    }};
}
pub(super) use for_rows;

/// Numbers whose first is at the beginning of a cache line, so that whole registers are fetched at
/// once.
pub(super) type AlignedVec = AVec<f64, ConstAlign<64>>;

/// `count` zeros, 64-byte aligned.
pub(super) fn zeros(count: usize) -> AlignedVec {
    avec![[64]| 0.0; count]
}

/// Names the widest instructions that the engine uses on this machine, for a record of times.
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

#[derive(Debug, Clone, Copy)]
pub(super) struct Lanes<S: Simd> {
    simd: S,
    pub value: S::f64s,
}

// Each of these is one instruction. It has to be compiled within the function that uses it, for its
// set of instructions.
impl<S: Simd> Lanes<S> {
    #[inline(always)]
    pub fn new(simd: S, value: S::f64s) -> Self {
        Self { simd, value }
    }

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

    /// Lane-wise maximum; NaN in `other` propagates.
    #[inline(always)]
    pub fn at_least(self, other: Self) -> Self {
        let (simd, one, other) = (self.simd, self.value, other.value);
        if S::IS_SCALAR {
            let is_greater = simd.greater_than_f64s(one, other);
            return Self::new(simd, simd.select_f64s(is_greater, one, other));
        }
        Self::new(simd, simd.max_f64s(one, other))
    }

    /// Lane-wise minimum; NaN in `other` propagates.
    #[inline(always)]
    pub fn at_most(self, other: Self) -> Self {
        let (simd, one, other) = (self.simd, self.value, other.value);
        if S::IS_SCALAR {
            let is_less = simd.less_than_f64s(one, other);
            return Self::new(simd, simd.select_f64s(is_less, one, other));
        }
        Self::new(simd, simd.min_f64s(one, other))
    }

    /// 2ⁿ, where self is the sum of 1023, 1.5 · 2²⁰ and an integer n from −1022 to 1023. The lowest
    /// bits of its upper half are then those of n + 1023, and need only be shifted to the position
    /// of an exponent.
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
