//! A few samples at a time, or a single one: forward and back, and every weight is moved at once.
//!
//! The idea: a few samples do not fill the lanes. Here the entries of a row are the lanes: a sum is
//! a row of weights times a row of inputs, and an update adds multiples of the inputs to that row.
//! The slopes are never stored.
//!
//! ```text
//! forward     b_j = Σ w_ji x_i        a row of w ⊙ a row of x, added up      4 rows of w with 4 samples at once
//! backward    d   = Σ_k e_k v_k       rows of v, times a number each         then ⊙ z (1−z)
//! update      w_j ← w_j − α Σ d_j x   a row of w, rows of x times a number   v likewise, after d is known
//!
//! x, z, e, d                          a row for each sample, padded to whole registers
//! ```
//!
//! Where the time goes: with one sample, into reading w twice and writing it once; with several,
//! into the multiplications. With few inputs, into waiting for one sum after the other.

use pulp::{Arch, Simd, WithSimd};

use super::exponential::sigmoid_registers;
use super::lanes::{AlignedVec, IN_A_PAGE, Lanes, MAX_AT_ONCE, for_rows, zeros};
use super::matrices::{Parameters, Samples, Shape, stride};

/// Maximum number of samples of an update.
pub(super) const MAX_SAMPLES: usize = 32;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct SmallBatch {
    /// Hidden outputs with the bias, output errors, hidden errors: a row for each sample.
    z: AlignedVec,
    e: AlignedVec,
    d: AlignedVec,
}

impl SmallBatch {
    /// Buffers for updates by up to `samples` samples.
    pub fn new(shape: Shape, samples: usize) -> Self {
        Self {
            z: zeros(samples * stride(shape.hidden + 1)),
            e: zeros(samples * stride(shape.classes)),
            d: zeros(samples * stride(shape.hidden + 1)),
        }
    }

    /// True if an update by this many samples is faster here than by a pass over groups.
    pub fn is_faster(shape: Shape, samples: usize) -> bool {
        let most = match shape.w() {
            0..=4_000 => 4 + shape.inputs / 8,
            _ => 8 + shape.inputs / 5,
        };
        samples <= MAX_SAMPLES.min(most).min(1 + shape.w() / 50)
    }

    /// Makes one update (27) for every `at_a_time` samples, in their order, by their mean slopes
    /// times a learning rate.
    pub fn descend(
        &mut self,
        parameters: &mut Parameters,
        samples: &Samples,
        at_a_time: usize,
        rate: f64,
    ) {
        Arch::new().dispatch(Descend {
            buffers: self,
            parameters,
            samples,
            at_a_time,
            rate,
        });
    }
}

struct Descend<'a> {
    buffers: &'a mut SmallBatch,
    parameters: &'a mut Parameters,
    samples: &'a Samples,
    at_a_time: usize,
    rate: f64,
}

impl WithSimd for Descend<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let (inputs, hidden, classes) = self.parameters.shape.sizes();
        let (w, v) = self.parameters.parts_mut();
        let (wide, narrow) = (stride(hidden + 1), stride(classes));
        let count = self.samples.len();
        for from in (0..count).step_by(self.at_a_time) {
            let to = (from + self.at_a_time).min(count);
            let (n, x, t) = (
                to - from,
                self.samples.x(from..to),
                self.samples.t(from..to),
            );
            let z = &mut self.buffers.z[..n * wide];
            let e = &mut self.buffers.e[..n * narrow];
            let d = &mut self.buffers.d[..n * wide];
            sums(simd, w, inputs + 1, x, z, n);
            for z in z.chunks_exact_mut(wide) {
                sigmoid_registers(simd, S::as_mut_simd_f64s(z).0);
                // The sigmoid has turned the zeros that pad the row into ½.
                z[hidden..].fill(0.0);
                z[hidden] = 1.0;
            }
            sums(simd, v, hidden + 1, z, e, n);
            for n in 0..n {
                output_errors(
                    simd,
                    &mut e[n * narrow..][..narrow],
                    &t[n * classes..][..classes],
                );
            }
            hidden_errors(simd, (v, hidden + 1), e, z, d, n);
            let rate = self.rate / n as f64;
            update(simd, (v, hidden + 1), e, z, n, rate);
            update(simd, (w, inputs + 1), d, x, n, rate);
        }
    }
}

/// Computes, for each of n rows of numbers, its sums with every row of weights, into a row of its
/// own.
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
fn sums<S: Simd>(
    simd: S,
    weights: &[f64],
    width: usize,
    numbers: &[f64],
    into: &mut [f64],
    n: usize,
) {
    let (numbers_apart, into_apart) = (numbers.len() / n, into.len() / n);
    for (quad, weights) in weights.chunks(MAX_AT_ONCE * width).enumerate() {
        let mut sample = 0;
        while sample < n {
            let numbers = &numbers[sample * numbers_apart..];
            let into = &mut into[sample * into_apart + MAX_AT_ONCE * quad..];
            let (from, to) = ((weights, width), (into, into_apart));
            let rows = weights.len() / width;
            // Four samples at once, so that the weights are read once for four.
            if sample + 4 <= n && !IN_A_PAGE {
                for_rows!(rows, J => dots::<S, J, 4>(simd, from, numbers, numbers_apart, to));
                sample += 4;
            } else {
                for_rows!(rows, J => dots::<S, J, 1>(simd, from, numbers, numbers_apart, to));
                sample += 1;
            }
        }
    }
}

/// The sums of J rows of weights with P rows of numbers.
#[inline(always)]
fn dots<S: Simd, const J: usize, const P: usize>(
    simd: S,
    (weights, width): (&[f64], usize),
    numbers: &[f64],
    apart: usize,
    (into, into_apart): (&mut [f64], usize),
) {
    let mut sums = [[Lanes::splat(simd, 0.0); P]; J];
    let mut rows = [(&[][..], &[][..]); J];
    for j in 0..J {
        rows[j] = S::as_simd_f64s(&weights[j * width..][..width]);
    }
    let mut x = [&[][..]; P];
    for p in 0..P {
        x[p] = S::as_simd_f64s(&numbers[p * apart..][..apart]).0;
    }
    let whole = width / S::F64_LANES;
    for j in 0..J {
        rows[j].0 = &rows[j].0[..whole];
    }
    for column in 0..whole {
        let mut number = [Lanes::splat(simd, 0.0); P];
        for p in 0..P {
            number[p] = Lanes::new(simd, x[p][column]);
        }
        for j in 0..J {
            let weight = Lanes::new(simd, rows[j].0[column]);
            for p in 0..P {
                sums[j][p] = weight.mul_add(number[p], sums[j][p]);
            }
        }
    }
    if whole * S::F64_LANES < width {
        for j in 0..J {
            let weight = Lanes::new(simd, simd.partial_load_f64s(rows[j].1));
            for p in 0..P {
                sums[j][p] = weight.mul_add(Lanes::new(simd, x[p][whole]), sums[j][p]);
            }
        }
    }
    for p in 0..P {
        for j in 0..J {
            into[p * into_apart + j] = sums[j][p].sum();
        }
    }
}

/// Turns the sums a of a sample into y (7), and these into y − t (23).
#[inline(always)]
fn output_errors<S: Simd>(simd: S, a: &mut [f64], t: &[f64]) {
    // What pads the row is so small that it adds nothing.
    a[t.len()..].fill(f64::MIN);
    let registers = S::as_mut_simd_f64s(a).0;
    let mut largest = Lanes::splat(simd, f64::MIN);
    for a in registers.iter() {
        largest = largest.at_least(Lanes::new(simd, *a));
    }
    let largest = Lanes::splat(simd, simd.reduce_max_f64s(largest.value));
    let mut sum = Lanes::splat(simd, 0.0);
    for a in registers {
        let power = (Lanes::new(simd, *a) - largest).exp(simd);
        sum = sum + power;
        *a = power.value;
    }
    let share = 1.0 / sum.sum();
    for k in 0..t.len() {
        a[k] = a[k] * share - t[k];
    }
}

/// The hidden errors (28) of n samples: the output errors through the weights v, times z (1 − z).
#[inline(always)]
fn hidden_errors<S: Simd>(
    simd: S,
    v: (&[f64], usize),
    e: &[f64],
    z: &[f64],
    d: &mut [f64],
    n: usize,
) {
    let (apart, wide) = (e.len() / n, z.len() / n);
    for from in (0..n).step_by(MAX_AT_ONCE) {
        let samples = MAX_AT_ONCE.min(n - from);
        let e = &e[from * apart..][..samples * apart];
        let z = &z[from * wide..][..samples * wide];
        let d = &mut d[from * wide..][..samples * wide];
        for_rows!(samples, P => back::<S, P>(simd, v, e, z, d));
    }
}

#[inline(always)]
fn back<S: Simd, const P: usize>(
    simd: S,
    (v, width): (&[f64], usize),
    e: &[f64],
    z: &[f64],
    d: &mut [f64],
) {
    let apart = e.len() / P;
    let (z, d) = (S::as_simd_f64s(z).0, S::as_mut_simd_f64s(d).0);
    let wide = z.len() / P;
    for column in 0..width.div_ceil(S::F64_LANES) {
        let mut sums = [Lanes::splat(simd, 0.0); P];
        for (k, row) in v.chunks_exact(width).enumerate() {
            let (whole, rest) = S::as_simd_f64s(row);
            let weights = match whole.get(column) {
                Some(weights) => *weights,
                None => simd.partial_load_f64s(rest),
            };
            for p in 0..P {
                let error = Lanes::splat(simd, e[p * apart + k]);
                sums[p] = Lanes::new(simd, weights).mul_add(error, sums[p]);
            }
        }
        for p in 0..P {
            let z = Lanes::new(simd, z[p * wide + column]);
            d[p * wide + column] = (sums[p] * (-z).mul_add(z, z)).value;
        }
    }
}

/// Moves each row of weights against its mean slopes (27): the errors of n samples, times their
/// numbers.
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
fn update<S: Simd>(
    simd: S,
    (weights, width): (&mut [f64], usize),
    errors: &mut [f64],
    numbers: &[f64],
    n: usize,
    rate: f64,
) {
    let rate = Lanes::splat(simd, -rate);
    for error in S::as_mut_simd_f64s(errors).0 {
        *error = (Lanes::new(simd, *error) * rate).value;
    }
    for (quad, rows) in weights.chunks_mut(MAX_AT_ONCE * width).enumerate() {
        let errors = (&errors[MAX_AT_ONCE * quad..], errors.len() / n);
        for_rows!(rows.len() / width, J => add::<S, J>(simd, (rows, width), errors, numbers, n));
    }
}

/// Adds to J rows of weights the errors of n samples times their numbers.
#[inline(always)]
fn add<S: Simd, const J: usize>(
    simd: S,
    (weights, width): (&mut [f64], usize),
    errors: (&[f64], usize),
    numbers: &[f64],
    n: usize,
) {
    let numbers = S::as_simd_f64s(numbers).0;
    let numbers = (numbers, numbers.len() / n);
    let whole = width / S::F64_LANES;
    let mut column = 0;
    while column + 4 <= whole && !IN_A_PAGE {
        add_at::<S, J, 4>(simd, (weights, width), column, errors, numbers, n);
        column += 4;
    }
    while column < whole {
        add_at::<S, J, 1>(simd, (weights, width), column, errors, numbers, n);
        column += 1;
    }
    if whole * S::F64_LANES < width {
        for j in 0..J {
            let rest = S::as_mut_simd_f64s(&mut weights[j * width..][..width]).1;
            let mut sum = Lanes::new(simd, simd.partial_load_f64s(rest));
            for sample in 0..n {
                let error = Lanes::splat(simd, errors.0[sample * errors.1 + j]);
                let number = Lanes::new(simd, numbers.0[sample * numbers.1 + whole]);
                sum = number.mul_add(error, sum);
            }
            simd.partial_store_f64s(rest, sum.value);
        }
    }
}

/// The same for V registers of each row.
#[inline(always)]
fn add_at<S: Simd, const J: usize, const V: usize>(
    simd: S,
    (weights, width): (&mut [f64], usize),
    column: usize,
    (errors, errors_apart): (&[f64], usize),
    (numbers, numbers_apart): (&[S::f64s], usize),
    n: usize,
) {
    let mut sums = [[Lanes::splat(simd, 0.0); V]; J];
    for j in 0..J {
        let row = &S::as_simd_f64s(&weights[j * width..][..width]).0[column..][..V];
        for v in 0..V {
            sums[j][v] = Lanes::new(simd, row[v]);
        }
    }
    for sample in 0..n {
        let numbers = &numbers[sample * numbers_apart + column..][..V];
        let errors = &errors[sample * errors_apart..][..J];
        for j in 0..J {
            let error = Lanes::splat(simd, errors[j]);
            for v in 0..V {
                sums[j][v] = Lanes::new(simd, numbers[v]).mul_add(error, sums[j][v]);
            }
        }
    }
    for j in 0..J {
        let row = S::as_mut_simd_f64s(&mut weights[j * width..][..width]).0;
        let row = &mut row[column..][..V];
        for v in 0..V {
            row[v] = sums[j][v].value;
        }
    }
}
