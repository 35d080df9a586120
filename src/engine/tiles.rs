//! The two sums of which a pass consists, in tiles that stay in the registers while they grow.
//!
//! The idea: a number that has been fetched should be used several times. A tile of `sums` is four units by four registers of samples,
//! so that four registers and four weights that are fetched serve sixteen multiplications, of eight numbers each.
//!
//! ```text
//! sums    one tile: 4 units × 32 samples              dots    one tile: 4 units × 6 inputs
//!         Σᵢ w[j][i] · x[i][n]                                Σₙ d[j][n] · x[i][n]
//!         a lane is a sample, and stays one                   a lane is a share of the samples
//! ```
//!
//! Where the time goes: into the multiplications themselves, one or two registers of them a cycle. Tiles at the margin of a matrix, with
//! fewer units or fewer samples, wait for memory instead.

use pulp::Simd;

use super::lanes::{IN_A_PAGE, Lanes, MAX_AT_ONCE};

/// How many samples lie side by side: four registers of eight.
pub(super) const GROUP: usize = 32;

/// How many registers hold a row of a group.
pub(super) const fn registers<S: Simd>() -> usize {
    GROUP / S::F64_LANES
}

/// How many registers of each row are needed for so many samples of a group.
pub(super) fn registers_for<S: Simd>(samples: usize) -> usize {
    samples.min(GROUP).div_ceil(S::F64_LANES)
}

/// Weights as a tile reads them.
#[derive(Clone, Copy)]
pub(super) struct Weights<'a> {
    pub entries: &'a [f64],
    /// How many sums there are.
    pub units: usize,
    /// How far it is from a weight of one unit to that of the next.
    pub from_unit: usize,
    /// How far it is from one term of a sum to the next.
    pub from_term: usize,
}

/// The weights of a layer, a row a unit, of whose `width` entries each is multiplied by one row of a group.
pub(super) fn forward_weights(entries: &[f64], width: usize) -> Weights<'_> {
    Weights {
        entries,
        units: entries.len() / width,
        from_unit: width,
        from_term: 1,
    }
}

/// The same weights the other way: sums over the rows, one for each column but the last, the bias.
pub(super) fn backward_weights(entries: &[f64], width: usize) -> Weights<'_> {
    Weights {
        entries,
        units: width - 1,
        from_unit: 1,
        from_term: width,
    }
}

/// All sums Σ weight · row over the rows of a group, for the samples of the first `used` registers of a row, into one row a unit.
/// Before they are kept, `finish` makes something of the sums in a register; it is told its place in the list that they go to.
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
        match weights.units - unit {
            _ if IN_A_PAGE => tile::<S, 1, V>(simd, weights, unit, rows, at, into, finish),
            1 => tile::<S, 1, V>(simd, weights, unit, rows, at, into, finish),
            2 => tile::<S, 2, V>(simd, weights, unit, rows, at, into, finish),
            3 => tile::<S, 3, V>(simd, weights, unit, rows, at, into, finish),
            _ => tile::<S, 4, V>(simd, weights, unit, rows, at, into, finish),
        }
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
    let mut place = unit * weights.from_unit;
    for row in rows.chunks_exact(registers::<S>()) {
        let mut x = [Lanes::splat(simd, 0.0); V];
        let row = &row[at..at + V];
        for v in 0..V {
            x[v] = Lanes::new(simd, row[v]);
        }
        for j in 0..J {
            let weight = Lanes::splat(simd, weights.entries[place + j * weights.from_unit]);
            for v in 0..V {
                sums[j][v] = weight.mul_add(x[v], sums[j][v]);
            }
        }
        place += weights.from_term;
    }
    for j in 0..J {
        let place = (unit + j) * registers::<S>() + at;
        let into = &mut into[place..place + V];
        for v in 0..V {
            into[v] = finish(sums[j][v], place + v).value;
        }
    }
}

/// Rows of some groups: of each group the same number of rows.
#[derive(Clone, Copy)]
pub(super) struct Groups<'a, S: Simd> {
    registers: &'a [S::f64s],
    rows: usize,
}

impl<'a, S: Simd> Groups<'a, S> {
    /// The first groups of a list, with so many rows each.
    pub fn new(registers: &'a [S::f64s], rows: usize, groups: usize) -> Self {
        Self {
            registers: &registers[..groups * rows * self::registers::<S>()],
            rows,
        }
    }
}

/// Adds, for every row of the left side and every row of the right side, the products of their numbers, to one register for
/// each such pair: its lanes add up to the sum over the samples. Of the last group only the first `used` registers of a row count.
/// I is how many rows of the right side make a tile.
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
        match into.len() / right.rows {
            _ if IN_A_PAGE => strip_of_dots::<S, 1, I>(simd, left, first, right, used, into),
            1 => strip_of_dots::<S, 1, I>(simd, left, first, right, used, into),
            2 => strip_of_dots::<S, 2, I>(simd, left, first, right, used, into),
            3 => strip_of_dots::<S, 3, I>(simd, left, first, right, used, into),
            _ => strip_of_dots::<S, 4, I>(simd, left, first, right, used, into),
        }
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
    let lefts = left.registers.chunks_exact(left.rows * width);
    let rights = right.registers.chunks_exact(right.rows * width);
    let last = lefts.len() - 1;
    for (group, (left, right)) in lefts.zip(rights).enumerate() {
        let left = &left[first * width..][..J * width];
        let right = &right[row * width..][..I * width];
        let used = if group == last { used } else { width };
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
