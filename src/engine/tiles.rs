//! The two sums that a pass consists of, in tiles that stay in the registers while they grow.
//!
//! The idea: a number that has been fetched should be used several times. A tile of `sums` is four
//! units by four registers of samples, so that eight loads (four registers, four weights) serve
//! sixteen multiplications of eight numbers each.
//!
//! ```text
//! sums    one tile: 4 units × 32 samples              dots    one tile: 4 units × 6 inputs
//!         Σᵢ w[j][i] · x[i][n]                                Σₙ d[j][n] · x[i][n]
//!         a lane is a sample, and stays one                   a lane is a share of the samples
//! ```
//!
//! Where the time goes: into the multiplications themselves, one or two registers per cycle. Tiles
//! at the margin of a matrix, with fewer units or fewer samples, wait for memory instead.

use pulp::Simd;

use super::lanes::{IN_A_PAGE, Lanes, MAX_AT_ONCE, for_rows};

/// Number of samples side by side: four registers of eight.
pub(super) const GROUP: usize = 32;

/// Number of registers in a row of a group.
pub(super) const fn registers<S: Simd>() -> usize {
    GROUP / S::F64_LANES
}

/// Number of registers of each row needed for the first `samples` samples of a group.
pub(super) fn registers_for<S: Simd>(samples: usize) -> usize {
    samples.min(GROUP).div_ceil(S::F64_LANES)
}

/// Weights in the order in which a tile reads them.
#[derive(Clone, Copy)]
pub(super) struct Weights<'a> {
    pub entries: &'a [f64],
    pub units: usize,
    /// Distance from a weight of one unit to that of the next.
    pub from_unit: usize,
    /// Distance from one term of a sum to the next.
    pub from_term: usize,
}

/// The weights of a layer, one row for each unit: each of its `width` entries is multiplied by one
/// row of a group.
pub(super) fn forward_weights(entries: &[f64], width: usize) -> Weights<'_> {
    Weights {
        entries,
        units: entries.len() / width,
        from_unit: width,
        from_term: 1,
    }
}

/// The same weights, transposed: sums over the rows, one for each column except the last, the bias.
pub(super) fn backward_weights(entries: &[f64], width: usize) -> Weights<'_> {
    Weights {
        entries,
        units: width - 1,
        from_unit: 1,
        from_term: width,
    }
}

/// Computes all sums Σ weight · row over the rows of a group, for the samples in the first `used`
/// registers of each row, and writes one row for each unit. `finish` is applied to the sums of a
/// register before they are written; its second argument is their index in the output.
#[inline(always)]
pub(super) fn weighted_sums<S: Simd, const V: usize>(
    simd: S,
    weights: Weights<'_>,
    rows: &[S::f64s],
    used: usize,
    into: &mut [S::f64s],
    finish: impl Fn(Lanes<S>, usize) -> Lanes<S> + Copy,
) {
    let mut at = 0;
    while at < used {
        if at + V <= used {
            units::<S, V>(simd, weights, rows, at, into, finish);
            at += V;
        } else {
            units::<S, 1>(simd, weights, rows, at, into, finish);
            at += 1;
        }
    }
}

/// For sums that are written as they are.
#[inline(always)]
pub(super) fn unchanged<S: Simd>(sum: Lanes<S>, _: usize) -> Lanes<S> {
    sum
}

/// The sums of all units, four units at a time.
#[inline(always)]
fn units<S: Simd, const V: usize>(
    simd: S,
    weights: Weights<'_>,
    rows: &[S::f64s],
    at: usize,
    into: &mut [S::f64s],
    finish: impl Fn(Lanes<S>, usize) -> Lanes<S> + Copy,
) {
    let mut unit = 0;
    while unit < weights.units {
        for_rows!(weights.units - unit, J =>
            tile::<S, J, V>(simd, weights, unit, rows, at, into, finish));
        unit += MAX_AT_ONCE;
    }
}

/// The sums of J units, from `unit` on, for V registers of samples, from `at` on.
#[inline(always)]
fn tile<S: Simd, const J: usize, const V: usize>(
    simd: S,
    weights: Weights<'_>,
    unit: usize,
    rows: &[S::f64s],
    at: usize,
    into: &mut [S::f64s],
    finish: impl Fn(Lanes<S>, usize) -> Lanes<S>,
) {
    let mut sums = [[Lanes::splat(simd, 0.0); V]; J];
    let mut first = unit * weights.from_unit;
    for row in rows.chunks_exact(registers::<S>()) {
        let mut x = [Lanes::splat(simd, 0.0); V];
        let row = &row[at..at + V];
        for v in 0..V {
            x[v] = Lanes::new(simd, row[v]);
        }
        for j in 0..J {
            let weight = Lanes::splat(simd, weights.entries[first + j * weights.from_unit]);
            for v in 0..V {
                sums[j][v] = weight.mul_add(x[v], sums[j][v]);
            }
        }
        first += weights.from_term;
    }
    for j in 0..J {
        let index = (unit + j) * registers::<S>() + at;
        let into = &mut into[index..index + V];
        for v in 0..V {
            into[v] = finish(sums[j][v], index + v).value;
        }
    }
}

/// Groups with the same number of rows each.
#[derive(Clone, Copy)]
pub(super) struct Groups<'a, S: Simd> {
    registers: &'a [S::f64s],
    rows: usize,
}

impl<'a, S: Simd> Groups<'a, S> {
    pub fn new(registers: &'a [S::f64s], rows: usize, groups: usize) -> Self {
        Self {
            registers: &registers[..groups * rows * self::registers::<S>()],
            rows,
        }
    }
}

/// Adds the products of every row of the left side with every row of the right side to one register
/// for each such pair: its lanes add up to the sum over the samples. In the last group only the
/// first `used` registers of a row count. A tile has I rows of the right side.
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
pub(super) fn add_dots<S: Simd, const I: usize>(
    simd: S,
    left: Groups<'_, S>,
    right: Groups<'_, S>,
    used: usize,
    into: &mut [S::f64s],
) {
    for (strip, into) in into.chunks_mut(MAX_AT_ONCE * right.rows).enumerate() {
        let first = MAX_AT_ONCE * strip;
        for_rows!(into.len() / right.rows, J =>
            strip_of_dots::<S, J, I>(simd, left, first, right, used, into));
    }
}

/// J rows of the left side with all rows of the right side.
#[inline(always)]
fn strip_of_dots<S: Simd, const J: usize, const I: usize>(
    simd: S,
    left: Groups<'_, S>,
    first: usize,
    right: Groups<'_, S>,
    used: usize,
    into: &mut [S::f64s],
) {
    let mut row = 0;
    while row + I <= right.rows {
        dots::<S, J, I>(simd, left, first, right, row, used, into);
        row += I;
    }
    while row < right.rows {
        // In tiles of two rows only a single one can be left, and in tiles of six up to five.
        match right.rows - row {
            _ if I <= 2 => dots::<S, J, 1>(simd, left, first, right, row, used, into),
            1 => dots::<S, J, 1>(simd, left, first, right, row, used, into),
            2 => dots::<S, J, 2>(simd, left, first, right, row, used, into),
            _ => dots::<S, J, 3>(simd, left, first, right, row, used, into),
        }
        row += 3;
    }
}

/// J rows of the left side, from `first` on, with I rows of the right side, from `row` on.
#[inline(always)]
fn dots<S: Simd, const J: usize, const I: usize>(
    simd: S,
    left: Groups<'_, S>,
    first: usize,
    right: Groups<'_, S>,
    row: usize,
    used: usize,
    into: &mut [S::f64s],
) {
    let width = registers::<S>();
    let mut dots = [[Lanes::splat(simd, 0.0); I]; J];
    let groups = left.registers.len() / (left.rows * width);
    for group in 0..groups {
        let left = &left.registers[(group * left.rows + first) * width..][..J * width];
        let right = &right.registers[(group * right.rows + row) * width..][..I * width];
        let used = if group + 1 == groups { used } else { width };
        for at in 0..used {
            let mut x = [Lanes::splat(simd, 0.0); I];
            for i in 0..I {
                x[i] = Lanes::new(simd, right[i * width + at]);
            }
            for j in 0..J {
                let d = Lanes::new(simd, left[j * width + at]);
                for i in 0..I {
                    dots[j][i] = d.mul_add(x[i], dots[j][i]);
                }
            }
        }
    }
    for j in 0..J {
        let into = &mut into[j * right.rows + row..][..I];
        for i in 0..I {
            into[i] = (dots[j][i] + Lanes::new(simd, into[i])).value;
        }
    }
}
