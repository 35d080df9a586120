//! The numerical gradient without whole passes: only what a weight touches is computed anew.
//!
//! The idea: equation 10 runs the whole network again for every weight. But w_ji changes one hidden sum, by ε x_i, and so one hidden
//! output; v_kj changes one output sum, by ε z_j. If b, z and a of all samples are kept, the rest is left as it was:
//!
//! ```text
//! w_ji + ε    b_j + ε x_i → z_j' → a_k + v_kj (z_j' − z_j) for all k → E        one sigmoid, K exponentials a sample
//! v_kj + ε    a_k + ε z_j → E                                                K exponentials a sample
//! kept        b │ z │ a of 32 samples │ of the next 32 │ …                   as the sweep has them, but of all samples
//! ```
//!
//! Where the time goes: into the exponentials of the softmax, which all change whatever is touched.

use pulp::{Arch, Simd, WithSimd};

use super::exponential::sigmoid_registers;
use super::lanes::{Lanes, Line, line};
use super::matrices::{Grouped, Parameters, Samples, Shape};
use super::sweep::{ErrorSum, hidden_sums, outputs};
use super::tiles::{GROUP, registers, registers_for};

/// What is kept of all samples.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Kept {
    b: Line,
    z: Line,
    a: Line,
}

impl Kept {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            b: line(0),
            z: line(0),
            a: line(0),
        }
    }

    /// Run the network over all samples, and keep what comes of it.
    pub fn run(&mut self, parameters: &Parameters, samples: &Samples) {
        let Shape {
            hidden, classes, ..
        } = parameters.shape;
        let groups = samples.groups().groups();
        for (kept, rows) in [
            (&mut self.b, hidden),
            (&mut self.z, hidden + 1),
            (&mut self.a, classes),
        ] {
            kept.resize(groups * rows * GROUP, 0.0);
        }
        Arch::new().dispatch(Run {
            kept: self,
            parameters,
            samples: samples.groups(),
        });
    }

    /// E with one weight changed by so much.
    pub fn error(
        &self,
        parameters: &Parameters,
        samples: &Samples,
        place: usize,
        change: f64,
    ) -> f64 {
        let sum = Arch::new().dispatch(Changed {
            kept: self,
            parameters,
            samples: samples.groups(),
            place,
            change,
        });
        sum / samples.len() as f64
    }
}

struct Run<'a> {
    kept: &'a mut Kept,
    parameters: &'a Parameters,
    samples: Grouped<'a>,
}

impl WithSimd for Run<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Shape {
            inputs,
            hidden,
            classes,
        } = self.parameters.shape;
        let width = registers::<S>();
        let b = S::as_mut_simd_f64s(&mut self.kept.b).0;
        let z = S::as_mut_simd_f64s(&mut self.kept.z).0;
        let a = S::as_mut_simd_f64s(&mut self.kept.a).0;
        let kept = b
            .chunks_exact_mut(hidden * width)
            .zip(z.chunks_exact_mut((hidden + 1) * width))
            .zip(a.chunks_exact_mut(classes * width));
        for ((x, _, count), ((b, z), a)) in self.samples.each().zip(kept) {
            let x = S::as_simd_f64s(x).0;
            let used = registers_for::<S>(count);
            hidden_sums::<S, 1>(simd, self.parameters, x, used, b);
            z[..hidden * width].copy_from_slice(b);
            outputs::<S, 1>(simd, self.parameters, &x[inputs * width..], used, z, a);
        }
    }
}

struct Changed<'a> {
    kept: &'a Kept,
    parameters: &'a Parameters,
    samples: Grouped<'a>,
    place: usize,
    change: f64,
}

impl WithSimd for Changed<'_> {
    type Output = f64;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> f64 {
        let Shape {
            inputs,
            hidden,
            classes,
        } = self.parameters.shape;
        let width = registers::<S>();
        let (letter, row, column) = self.parameters.shape.place(self.place);
        let change = Lanes::splat(simd, self.change);
        let kept = S::as_simd_f64s(&self.kept.b)
            .0
            .chunks_exact(hidden * width)
            .zip(
                S::as_simd_f64s(&self.kept.z)
                    .0
                    .chunks_exact((hidden + 1) * width),
            )
            .zip(
                S::as_simd_f64s(&self.kept.a)
                    .0
                    .chunks_exact(classes * width),
            );
        // The weight by which an output hangs on what is moved.
        let hangs_on = |k: usize| match letter {
            'w' => self.parameters.v()[k * (hidden + 1) + row],
            _ => f64::from(u8::from(k == row)),
        };
        let mut error = ErrorSum::new(simd, classes, self.samples.certain);
        for ((x, t, count), ((b, z), a)) in self.samples.each().zip(kept) {
            let (x, t) = (S::as_simd_f64s(x).0, S::as_simd_f64s(t).0);
            let bias = &x[inputs * width..];
            // By how much a hidden output changes, or what stands for it.
            let mut moved = [simd.splat_f64s(0.0); GROUP];
            let moved = &mut moved[..registers_for::<S>(count)];
            if letter == 'w' {
                let (b, x) = (&b[row * width..], &x[column * width..]);
                for ((moved, b), x) in moved.iter_mut().zip(b).zip(x) {
                    *moved = change
                        .mul_add(Lanes::new(simd, *x), Lanes::new(simd, *b))
                        .value;
                }
                sigmoid_registers(simd, moved);
                for (moved, z) in moved.iter_mut().zip(&z[row * width..]) {
                    *moved = (Lanes::new(simd, *moved) - Lanes::new(simd, *z)).value;
                }
            } else {
                for (moved, z) in moved.iter_mut().zip(&z[column * width..]) {
                    *moved = (change * Lanes::new(simd, *z)).value;
                }
            }
            for (at, moved) in moved.iter().enumerate() {
                let moved = Lanes::new(simd, *moved);
                error.add(
                    #[inline(always)]
                    |k| {
                        let before = Lanes::new(simd, a[k * width + at]);
                        Lanes::splat(simd, hangs_on(k)).mul_add(moved, before)
                    },
                    t,
                    bias,
                    at,
                );
            }
        }
        error.sum()
    }
}
