//! The sum of the errors (12) over some groups of samples, with few logarithms.

use pulp::bytemuck::cast_slice;
use pulp::{Simd, WithSimd};

use super::batch_pass::{BatchPass, hidden_sums, largest, outputs};
use super::lanes::{IN_A_PAGE, Lanes};
use super::matrices::{Grouped, Parameters};
use super::tiles::{registers, registers_for};

/// The errors of samples, by the buffers of a pass.
pub(super) struct Errors<'a>(pub &'a mut BatchPass, pub &'a Parameters, pub Grouped<'a>);

impl WithSimd for Errors<'_> {
    type Output = f64;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> f64 {
        if IN_A_PAGE {
            self.run::<S, 1>(simd)
        } else if S::REGISTER_COUNT < 32 {
            self.run::<S, 2>(simd)
        } else {
            self.run::<S, 4>(simd)
        }
    }
}

impl Errors<'_> {
    #[inline(always)]
    fn run<S: Simd, const V: usize>(self, simd: S) -> f64 {
        let Self(buffers, parameters, samples) = self;
        let inputs = parameters.shape.inputs;
        let mut error = ErrorSum::new(simd, buffers.max_factors, samples.targets_sum_to_one);
        let (z, a) = buffers.group::<S>();
        for (x, t, count) in samples.each() {
            let (x, t) = (S::as_simd_f64s(x).0, S::as_simd_f64s(t).0);
            let used = registers_for::<S>(count);
            let bias = &x[inputs * registers::<S>()..];
            hidden_sums::<S, V>(simd, parameters, x, used, z);
            outputs::<S, V>(simd, parameters, bias, used, z, a);
            for at in 0..used {
                error.add(a, t, bias, at);
            }
        }
        error.sum()
    }
}

/// The sum of E_n = −Σ t_k log y_k = Σ t_k (log s − a_k), where s = Σ exp(a_k), and the largest a
/// has been subtracted from all.
///
/// If the targets of a sample add up to 1, log s counts once, and Σ log s = log Π s: each s is from
/// 1 to K, and a logarithm is taken only before their product gets too large.
struct ErrorSum<S: Simd> {
    simd: S,
    error: Lanes<S>,
    product: Lanes<S>,
    logarithms: f64,
    /// Number of factors in each lane of the product, and its maximum.
    factors: usize,
    max_factors: usize,
    targets_sum_to_one: bool,
}

impl<S: Simd> ErrorSum<S> {
    #[inline(always)]
    fn new(simd: S, max_factors: f64, targets_sum_to_one: bool) -> Self {
        Self {
            simd,
            error: Lanes::splat(simd, 0.0),
            product: Lanes::splat(simd, 1.0),
            logarithms: 0.0,
            factors: 0,
            max_factors: ((max_factors / S::F64_LANES as f64) as usize).max(1),
            targets_sum_to_one,
        }
    }

    /// Adds the samples in one register of each row. `bias` is 0 where there is no sample.
    #[inline(always)]
    fn add(&mut self, a: &[S::f64s], t: &[S::f64s], bias: &[S::f64s], at: usize) {
        let (simd, width) = (self.simd, registers::<S>());
        let largest = largest(simd, a, at);
        let mut sum = Lanes::splat(simd, 0.0);
        let mut error = self.error;
        let (mut k, a) = (at, &a[..t.len()]);
        while k < t.len() {
            let below = Lanes::new(simd, a[k]) - largest;
            sum = sum + below.exp(simd);
            error = Lanes::new(simd, t[k]).mul_add(-below, error);
            k += width;
        }
        self.error = error;
        if !self.targets_sum_to_one {
            let mut targets = Lanes::splat(simd, 0.0);
            for t in t.chunks_exact(width) {
                targets = targets + Lanes::new(simd, t[at]);
            }
            let sums: &[f64] = cast_slice(std::slice::from_ref(&sum.value));
            let targets: &[f64] = cast_slice(std::slice::from_ref(&targets.value));
            for (sum, target) in sums.iter().zip(targets) {
                self.logarithms += target * sum.ln();
            }
            return;
        }
        let (bias, one) = (Lanes::new(simd, bias[at]), Lanes::splat(simd, 1.0));
        self.product = self.product * (sum - one).mul_add(bias, one);
        self.factors += 1;
        if self.factors == self.max_factors {
            self.take_logarithm();
        }
    }

    #[inline(always)]
    fn take_logarithm(&mut self) {
        self.logarithms += self.simd.reduce_product_f64s(self.product.value).ln();
        self.product = Lanes::splat(self.simd, 1.0);
        self.factors = 0;
    }

    #[inline(always)]
    fn sum(mut self) -> f64 {
        self.take_logarithm();
        self.logarithms + self.error.sum()
    }
}
