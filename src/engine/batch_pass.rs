//! One pass over the samples, 32 side by side, forward and back.
//!
//! The idea: the samples are the lanes, so that an instruction does for eight samples what (5) to
//! (28) say of one. A few groups of 32 are a panel: they go forward and back while their numbers
//! are still in the cache, and the next panel overwrites their hidden outputs and errors.
//!
//! ```text
//! x, a group of 32 samples:    x₀ of 32 samples │ x₁ of 32 samples │ … │ 1 of 32 samples
//! z, e, d of the group:        z₀ of 32 samples │ z₁ of 32 samples │ … │ 1 of 32 samples
//! a panel:                     group │ group │ …
//! slopes of w:                 w₀₀ in 8 lanes │ w₀₁ in 8 lanes │ …  added up once, at the end
//! ```
//!
//! The last group is padded with samples whose inputs are all 0, including the bias. Where the bias
//! is 0 the output errors are set to 0, so that they add nothing; registers without any sample are
//! skipped.
//!
//! Where the time goes: into the sigmoids, for up to about ten inputs; then into the sums over
//! inputs and samples. Once w is large, its slopes in eight lanes no longer fit into the caches,
//! and [`Products`] takes over these two sums.

use pulp::bytemuck::{cast_slice, cast_slice_mut};
use pulp::{Arch, Simd, WithSimd};

use super::error_sum::Errors;
use super::exponential::sigmoid_registers;
use super::lanes::{AlignedVec, IN_A_PAGE, Lanes, zeros};
use super::matrices::{Grouped, Parameters, Shape};
use super::products::Products;
use super::tiles::{
    GROUP, Groups, add_dots, backward_weights, forward_weights, registers, registers_for,
    unchanged, weighted_sums,
};

/// Maximum number of groups in a panel, and of numbers in its buffers, so that they stay in the
/// second cache.
const MAX_PANEL: usize = 4;
const MAX_NUMBERS: usize = 32 * 1024;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct BatchPass {
    shape: Shape,
    /// Number of groups in a panel, if tiles do all sums.
    panel: usize,
    /// The hidden outputs with the bias, output errors and hidden errors of a panel.
    z: AlignedVec,
    e: AlignedVec,
    d: AlignedVec,
    /// Eight shares of every slope. Those of w are empty if products add them up.
    of_w: AlignedVec,
    of_v: AlignedVec,
    products: Products,
    /// The number of sums over K exponentials whose product stays below 10³⁰⁰.
    pub max_factors: f64,
    /// The sums of the slopes, first of w, then of v.
    pub sums: Vec<f64>,
}

impl BatchPass {
    pub fn new(shape: Shape) -> Self {
        let (inputs, hidden, classes) = shape.sizes();
        let of_a_group = (inputs + 2 * hidden + classes + 2) * GROUP;
        let panel = (MAX_NUMBERS / of_a_group).clamp(1, MAX_PANEL);
        let products = Products::new(shape);
        let most = panel.max(products.panel());
        let in_tiles = if Products::is_faster(shape, usize::MAX) {
            0
        } else {
            shape.w()
        };
        Self {
            shape,
            panel,
            z: zeros(most * (hidden + 1) * GROUP),
            e: zeros(most * classes * GROUP),
            d: zeros(most * hidden * GROUP),
            of_w: zeros(in_tiles * 8),
            of_v: zeros(shape.v() * 8),
            products,
            max_factors: 300.0 / ((classes + 1) as f64).log10(),
            sums: vec![0.0; shape.parameters()],
        }
    }

    /// Adds up the slopes (26, 28) over some groups of samples, in `sums`.
    #[inline]
    pub fn slopes(&mut self, parameters: &Parameters, samples: Grouped<'_>) {
        Arch::new().dispatch(Slopes(self, parameters, samples));
    }

    /// The sum of the errors E_n (12) over some groups of samples.
    pub fn error(&mut self, parameters: &Parameters, samples: Grouped<'_>) -> f64 {
        Arch::new().dispatch(Errors(self, parameters, samples))
    }

    /// The outputs y (7) of some groups of samples, a row of K for each sample.
    pub fn outputs(&mut self, parameters: &Parameters, samples: Grouped<'_>, into: &mut [f64]) {
        Arch::new().dispatch(Outputs(self, parameters, samples, into));
    }

    /// The hidden outputs of a group, and its output sums or what is made of them.
    #[inline(always)]
    pub fn group<S: Simd>(&mut self) -> (&mut [S::f64s], &mut [S::f64s]) {
        let (_, hidden, classes) = self.shape.sizes();
        let z = &mut S::as_mut_simd_f64s(&mut self.z).0[..(hidden + 1) * registers::<S>()];
        let a = &mut S::as_mut_simd_f64s(&mut self.e).0[..classes * registers::<S>()];
        (z, a)
    }
}

struct Slopes<'a>(&'a mut BatchPass, &'a Parameters, Grouped<'a>);

impl WithSimd for Slopes<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        // Thirty-two registers hold larger tiles than sixteen.
        if IN_A_PAGE {
            self.run::<S, 1, 1>(simd);
        } else if S::REGISTER_COUNT < 32 {
            self.run::<S, 2, 2>(simd);
        } else {
            self.run::<S, 4, 6>(simd);
        }
    }
}

impl Slopes<'_> {
    #[inline(always)]
    fn run<S: Simd, const V: usize, const I: usize>(self, simd: S) {
        let Self(own, parameters, samples) = self;
        let shape = parameters.shape;
        let by_products = Products::is_faster(shape, samples.count);
        let mut products = by_products.then_some(&mut own.products);
        let panel = products.as_ref().map_or(own.panel, |p| p.panel());
        let in_tiles = if by_products { 0 } else { shape.w() };
        let mut buffers = Registers::<S> {
            z: S::as_mut_simd_f64s(&mut own.z).0,
            e: S::as_mut_simd_f64s(&mut own.e).0,
            d: S::as_mut_simd_f64s(&mut own.d).0,
            of_w: &mut S::as_mut_simd_f64s(&mut own.of_w).0[..in_tiles],
            of_v: &mut S::as_mut_simd_f64s(&mut own.of_v).0[..shape.v()],
        };
        buffers.of_w.fill(simd.splat_f64s(0.0));
        buffers.of_v.fill(simd.splat_f64s(0.0));
        let (of_w, of_v) = own.sums.split_at_mut(shape.w());
        of_w.fill(0.0);
        for panel in samples.panels(panel) {
            match &mut products {
                None => {
                    buffers.pass::<V>(simd, parameters, panel, None);
                    buffers.add_slopes_of_w::<I>(simd, shape, panel);
                }
                Some(products) => {
                    products.hidden_sums(parameters.w(), panel.rows);
                    buffers.pass::<V>(simd, parameters, panel, Some(products));
                    products.add_slopes(panel.rows, of_w);
                }
            }
            buffers.add_slopes_of_v::<I>(simd, shape, panel);
        }
        for index in 0..buffers.of_w.len() {
            of_w[index] = Lanes::new(simd, buffers.of_w[index]).sum();
        }
        for index in 0..buffers.of_v.len() {
            of_v[index] = Lanes::new(simd, buffers.of_v[index]).sum();
        }
    }
}

struct Registers<'a, S: Simd> {
    z: &'a mut [S::f64s],
    e: &'a mut [S::f64s],
    d: &'a mut [S::f64s],
    of_w: &'a mut [S::f64s],
    of_v: &'a mut [S::f64s],
}

impl<S: Simd> Registers<'_, S> {
    /// Takes each group of a panel forward and back, up to the hidden errors. If products do the
    /// large sums, they provide the hidden sums and take the hidden errors.
    #[inline(always)]
    fn pass<const V: usize>(
        &mut self,
        simd: S,
        parameters: &Parameters,
        panel: Grouped<'_>,
        mut products: Option<&mut Products>,
    ) {
        let (inputs, hidden, classes) = parameters.shape.sizes();
        let width = registers::<S>();
        let v = backward_weights(parameters.v(), hidden + 1);
        for (group, (x, t, count)) in panel.each().enumerate() {
            let (x, t) = (S::as_simd_f64s(x).0, S::as_simd_f64s(t).0);
            let (bias, used) = (&x[inputs * width..], registers_for::<S>(count));
            let z = &mut self.z[group * (hidden + 1) * width..][..(hidden + 1) * width];
            let e = &mut self.e[group * classes * width..][..classes * width];
            let d = &mut self.d[group * hidden * width..][..hidden * width];
            match &products {
                None => hidden_sums::<S, V>(simd, parameters, x, used, z),
                Some(products) => products.read(group, cast_slice_mut(&mut z[..hidden * width])),
            }
            outputs::<S, V>(simd, parameters, bias, used, z, e);
            output_errors(simd, e, t, bias, used);
            let (z, e) = (&*z, &*e);
            weighted_sums::<S, V>(
                simd,
                v,
                e,
                used,
                d,
                #[inline(always)]
                |sum, index| {
                    let z = Lanes::new(simd, z[index]);
                    sum * (-z).mul_add(z, z)
                },
            );
            if let Some(products) = &mut products {
                products.write(group, cast_slice(d));
            }
        }
    }

    /// The slopes of w (28) over a panel, in eight shares each.
    #[inline(always)]
    fn add_slopes_of_w<const I: usize>(&mut self, simd: S, shape: Shape, panel: Grouped<'_>) {
        let (groups, used) = (panel.groups(), registers_for::<S>(panel.in_last_group()));
        let d = Groups::new(self.d, shape.hidden, groups);
        let x = Groups::new(S::as_simd_f64s(panel.x).0, shape.inputs + 1, groups);
        add_dots::<S, I>(simd, d, x, used, self.of_w);
    }

    /// The slopes of v (26) over a panel, in eight shares each.
    #[inline(always)]
    fn add_slopes_of_v<const I: usize>(&mut self, simd: S, shape: Shape, panel: Grouped<'_>) {
        let (groups, used) = (panel.groups(), registers_for::<S>(panel.in_last_group()));
        let e = Groups::new(self.e, shape.classes, groups);
        let z = Groups::new(self.z, shape.hidden + 1, groups);
        add_dots::<S, I>(simd, e, z, used, self.of_v);
    }
}

/// The hidden sums b (5) of a group.
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
pub(super) fn hidden_sums<S: Simd, const V: usize>(
    simd: S,
    parameters: &Parameters,
    x: &[S::f64s],
    used: usize,
    b: &mut [S::f64s],
) {
    let w = forward_weights(parameters.w(), parameters.shape.inputs + 1);
    weighted_sums::<S, V>(simd, w, x, used, b, unchanged);
}

/// Turns the sums b of a group into z (6), and these into the sums a of the output layer.
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
pub(super) fn outputs<S: Simd, const V: usize>(
    simd: S,
    parameters: &Parameters,
    bias: &[S::f64s],
    used: usize,
    z: &mut [S::f64s],
    a: &mut [S::f64s],
) {
    let (hidden, width) = (parameters.shape.hidden, registers::<S>());
    if used == width {
        sigmoid_registers(simd, &mut z[..hidden * width]);
    } else {
        for row in z[..hidden * width].chunks_exact_mut(width) {
            sigmoid_registers(simd, &mut row[..used]);
        }
    }
    z[hidden * width..].copy_from_slice(bias);
    let v = forward_weights(parameters.v(), hidden + 1);
    weighted_sums::<S, V>(simd, v, z, used, a, unchanged);
}

/// Turns the sums a of a group into y (7), and these into y − t (23). Samples whose bias is 0 have
/// no error.
#[inline(always)]
fn output_errors<S: Simd>(
    simd: S,
    a: &mut [S::f64s],
    t: &[S::f64s],
    bias: &[S::f64s],
    used: usize,
) {
    let width = registers::<S>();
    for at in 0..used {
        let sum = exponentials(simd, a, at);
        let share = Lanes::new(simd, bias[at]) / sum;
        for k in (at..a.len()).step_by(width) {
            let y = Lanes::new(simd, a[k]) * share;
            a[k] = (y - Lanes::new(simd, t[k])).value;
        }
    }
}

/// Turns the sums in one register of each row into exp(a_k − max a), and returns the sum of these.
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
fn exponentials<S: Simd>(simd: S, a: &mut [S::f64s], at: usize) -> Lanes<S> {
    let largest = largest(simd, a, at);
    let mut sum = Lanes::splat(simd, 0.0);
    for k in (at..a.len()).step_by(registers::<S>()) {
        let power = (Lanes::new(simd, a[k]) - largest).exp(simd);
        sum = sum + power;
        a[k] = power.value;
    }
    sum
}

/// max a_k, lane by lane, in one register of each row.
#[inline(always)]
pub(super) fn largest<S: Simd>(simd: S, a: &[S::f64s], at: usize) -> Lanes<S> {
    let mut largest = Lanes::new(simd, a[at]);
    for k in (at + registers::<S>()..a.len()).step_by(registers::<S>()) {
        largest = largest.at_least(Lanes::new(simd, a[k]));
    }
    largest
}

struct Outputs<'a>(
    &'a mut BatchPass,
    &'a Parameters,
    Grouped<'a>,
    &'a mut [f64],
);

impl WithSimd for Outputs<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self(buffers, parameters, samples, into) = self;
        let (inputs, _, classes) = parameters.shape.sizes();
        let width = registers::<S>();
        let (z, y) = buffers.group::<S>();
        let rows = into.chunks_mut(GROUP * classes);
        for ((x, _, count), rows) in samples.each().zip(rows) {
            let x = S::as_simd_f64s(x).0;
            let used = registers_for::<S>(count);
            hidden_sums::<S, 1>(simd, parameters, x, used, z);
            outputs::<S, 1>(simd, parameters, &x[inputs * width..], used, z, y);
            for at in 0..used {
                let share = Lanes::splat(simd, 1.0) / exponentials(simd, y, at);
                for y in y.chunks_exact_mut(width) {
                    y[at] = (Lanes::new(simd, y[at]) * share).value;
                }
            }
            let y: &[f64] = cast_slice(y);
            for (n, row) in rows.chunks_mut(classes).enumerate() {
                for (k, entry) in row.iter_mut().enumerate() {
                    *entry = y[k * GROUP + n];
                }
            }
        }
    }
}
