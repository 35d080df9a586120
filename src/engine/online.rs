//! Online updates: one sample forward and back, and every weight moved at once.
//!
//! The idea: a single sample leaves no samples to put side by side. Here the entries of a row are the lanes: a sum is a row of weights
//! times the inputs, and an update adds a multiple of the inputs to that row.
//!
//! ```text
//! forward     b_j = Σ w_ji x_i      a row of w ∘ x, added up            eight entries an instruction
//! backward    d   = Σ_k e_k v_k     rows of v, times a number each      z(1−z) ∘ d, eight units an instruction
//! update      w_j ← w_j − α d_j x   a row of w, x times a number        v likewise, after d is known
//! ```
//!
//! Where the time goes: fetching w twice, and keeping it once. With few inputs, waiting for one sum after the other.

use pulp::{Arch, Simd, WithSimd};

use super::exponential::{exp_list, sigmoid_registers};
use super::lanes::{Lanes, Line, line};
use super::matrices::{Parameters, Samples, Shape, stride};

/// The buffers of a pass.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Online {
    /// Hidden outputs with the bias, output errors, hidden errors, each filled up to whole registers.
    z: Line,
    e: Line,
    d: Line,
}

impl Online {
    pub fn new(shape: Shape) -> Self {
        let mut z = line(stride(shape.hidden + 1));
        z[shape.hidden] = 1.0;
        Self {
            z,
            e: line(stride(shape.classes)),
            d: line(stride(shape.hidden + 1)),
        }
    }

    /// One update (27) for each sample, in their order, with this learning rate.
    pub fn pass(&mut self, parameters: &mut Parameters, samples: &Samples, rate: f64) {
        Arch::new().dispatch(Pass {
            buffers: self,
            parameters,
            samples,
            rate,
        });
    }
}

struct Pass<'a> {
    buffers: &'a mut Online,
    parameters: &'a mut Parameters,
    samples: &'a Samples,
    rate: f64,
}

impl WithSimd for Pass<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Shape {
            inputs,
            hidden,
            classes,
        } = self.parameters.shape;
        let (w, v) = self.parameters.parts_mut();
        let Online { z, e, d } = self.buffers;
        for n in 0..self.samples.len() {
            let x = self.samples.x(n);
            sums(simd, w, inputs + 1, x, &mut z[..hidden]);
            let registers = hidden.next_multiple_of(S::F64_LANES);
            sigmoid_registers(simd, S::as_mut_simd_f64s(&mut z[..registers]).0);
            // What fills up the last register has become ½.
            z[hidden..].fill(0.0);
            z[hidden] = 1.0;
            sums(simd, v, hidden + 1, z, &mut e[..classes]);
            output_errors(simd, e, self.samples.t(n));
            hidden_errors(simd, v, &e[..classes], z, d);
            let e = &e[..classes];
            descend(simd, v, hidden + 1, e, z, self.rate);
            descend(simd, w, inputs + 1, &d[..hidden], x, self.rate);
        }
    }
}

/// For each row of so many weights the sum of weight · number.
// Compiled anew within each set of instructions, which a call would leave; so are the others here.
#[allow(clippy::inline_always)]
#[inline(always)]
fn sums<S: Simd>(simd: S, weights: &[f64], width: usize, numbers: &[f64], into: &mut [f64]) {
    let numbers = S::as_simd_f64s(numbers).0;
    let quads = into.chunks_mut(4).zip(weights.chunks(4 * width));
    for (into, rows) in quads {
        match into {
            [a, b, c, d] => {
                let (first, second) = rows.split_at(2 * width);
                let (one, two) = first.split_at(width);
                let (three, four) = second.split_at(width);
                [*a, *b, *c, *d] = dots(simd, [one, two, three, four], numbers);
            }
            few => {
                for (into, row) in few.iter_mut().zip(rows.chunks(width)) {
                    [*into] = dots(simd, [row], numbers);
                }
            }
        }
    }
}

/// The sums of J rows at once, so that none waits for the one before.
#[allow(clippy::inline_always)]
#[inline(always)]
fn dots<S: Simd, const J: usize>(simd: S, rows: [&[f64]; J], numbers: &[S::f64s]) -> [f64; J] {
    let mut sums = [Lanes::splat(simd, 0.0); J];
    let parts = rows.map(|row| S::as_simd_f64s(row));
    let whole = parts[0].0.len();
    for (place, number) in numbers[..whole].iter().enumerate() {
        let number = Lanes::new(simd, *number);
        for j in 0..J {
            sums[j] = Lanes::new(simd, parts[j].0[place]).mul_add(number, sums[j]);
        }
    }
    if !parts[0].1.is_empty() {
        let number = Lanes::new(simd, numbers[whole]);
        for j in 0..J {
            let rest = Lanes::new(simd, simd.partial_load_f64s(parts[j].1));
            sums[j] = rest.mul_add(number, sums[j]);
        }
    }
    sums.map(Lanes::sum)
}

/// Turns the sums a into y (7), and these into y − t (23).
#[allow(clippy::inline_always)]
#[inline(always)]
fn output_errors<S: Simd>(simd: S, a: &mut [f64], t: &[f64]) {
    let a = &mut a[..t.len()];
    let largest = a.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    for a in a.iter_mut() {
        *a -= largest;
    }
    exp_list(simd, a);
    let share = 1.0 / a.iter().sum::<f64>();
    for (y, t) in a.iter_mut().zip(t) {
        *y = *y * share - t;
    }
}

/// The hidden errors (28): the output errors through the weights v, times z (1 − z).
#[allow(clippy::inline_always)]
#[inline(always)]
fn hidden_errors<S: Simd>(simd: S, v: &[f64], e: &[f64], z: &[f64], d: &mut [f64]) {
    let (z, d) = (S::as_simd_f64s(z).0, S::as_mut_simd_f64s(d).0);
    let width = v.len() / e.len();
    for (place, (d, z)) in d.iter_mut().zip(z).enumerate() {
        let mut sum = Lanes::splat(simd, 0.0);
        for (row, e) in v.chunks_exact(width).zip(e) {
            let row = S::as_simd_f64s(row);
            let weights = match row.0.get(place) {
                Some(whole) => *whole,
                None => simd.partial_load_f64s(row.1),
            };
            sum = Lanes::new(simd, weights).mul_add(Lanes::splat(simd, *e), sum);
        }
        let z = Lanes::new(simd, *z);
        *d = (sum * (-z).mul_add(z, z)).value;
    }
}

/// Moves each row of weights against its error times the numbers (27).
#[allow(clippy::inline_always)]
#[inline(always)]
fn descend<S: Simd>(
    simd: S,
    weights: &mut [f64],
    width: usize,
    errors: &[f64],
    numbers: &[f64],
    rate: f64,
) {
    let numbers = S::as_simd_f64s(numbers).0;
    for (row, error) in weights.chunks_exact_mut(width).zip(errors) {
        let step = Lanes::splat(simd, -rate * error);
        let (whole, rest) = S::as_mut_simd_f64s(row);
        for (weights, number) in whole.iter_mut().zip(numbers) {
            let number = Lanes::new(simd, *number);
            *weights = number.mul_add(step, Lanes::new(simd, *weights)).value;
        }
        if !rest.is_empty() {
            let number = Lanes::new(simd, numbers[whole.len()]);
            let weights = Lanes::new(simd, simd.partial_load_f64s(rest));
            simd.partial_store_f64s(rest, number.mul_add(step, weights).value);
        }
    }
}
