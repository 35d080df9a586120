//! The two large sums of a pass, over inputs and over samples, as matrix products of faer.
//!
//! The idea: a library's product first sorts its operands into the order that suits the processor.
//! That costs time in each call, which pays once w is large, or with so few samples that adding up
//! slopes in eight lanes would be most of the work.
//!
//! ```text
//! b = w xᵀ        (M×(D+1)) ((D+1)×n) → M×n           x: rows as in the data     w: rows
//! ∂E/∂w = d x     (M×n) (n×(D+1))     → M×(D+1)       b, d: a row for each hidden unit, n ≤ 96 samples of a panel
//! ```
//!
//! Where the time goes: nine tenths into the multiplications, the rest into sorting.

#[cfg(feature = "faer")]
use faer::{Accum, MatMut, MatRef, Par, linalg::matmul::matmul};

use super::lanes::{AlignedVec, zeros};
use super::matrices::Shape;
use super::tiles::GROUP;

/// Maximum number of groups in a panel, and about how many numbers it may touch.
pub(super) const MAX_PANEL: usize = 3;
const MAX_NUMBERS: usize = 128 * 1024;

/// Hidden sums, then hidden errors, of the samples of a panel.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Products {
    shape: Shape,
    panel: usize,
    numbers: AlignedVec,
}

impl Products {
    pub fn new(shape: Shape) -> Self {
        let of_a_group = (shape.inputs + 4 * shape.hidden + shape.classes) * GROUP;
        let panel = (MAX_NUMBERS / of_a_group).clamp(1, MAX_PANEL);
        Self {
            shape,
            panel,
            numbers: zeros(shape.hidden * panel * GROUP),
        }
    }

    /// True if products are faster than tiles for this many samples: if the slopes of w in eight
    /// lanes would not stay in the second cache, or if there are so few groups that adding up the
    /// lanes would be much of the work. The threshold grows with the number of samples: a pass
    /// without lanes for w relies on that.
    pub fn is_faster(shape: Shape, samples: usize) -> bool {
        if cfg!(not(feature = "faer")) {
            return false;
        }
        let entries = match samples.div_ceil(GROUP) {
            0..=2 => 500,
            3..=4 => 1_500,
            // With few rows of w a product gains little.
            _ if shape.hidden < 30 => 11_000,
            _ => 5_000,
        };
        shape.w() > entries
    }

    pub fn panel(&self) -> usize {
        self.panel
    }

    /// The hidden sums of a group of the panel, a row of 32 samples for each unit.
    pub fn read(&self, group: usize, into: &mut [f64]) {
        let rows = self.numbers.chunks_exact(self.panel * GROUP);
        for (into, row) in into.chunks_exact_mut(GROUP).zip(rows) {
            into.copy_from_slice(&row[group * GROUP..][..GROUP]);
        }
    }

    /// Stores the hidden errors of a group of the panel.
    pub fn write(&mut self, group: usize, d: &[f64]) {
        let rows = self.numbers.chunks_exact_mut(self.panel * GROUP);
        for (row, d) in rows.zip(d.chunks_exact(GROUP)) {
            row[group * GROUP..][..GROUP].copy_from_slice(d);
        }
    }
}

#[cfg(feature = "faer")]
impl Products {
    /// The hidden sums (5) of up to a panel of samples, whose inputs follow each other in `rows`.
    pub fn hidden_sums(&mut self, w: &[f64], rows: &[f64]) {
        let (w, x) = (self.matrix_of_weights(w), self.matrix_of_inputs(rows));
        let stride = self.panel * GROUP;
        // Rows of ours are columns of the transpose. (The row-major constructor of faer 0.24
        // swaps the strides.)
        let (samples, units) = (x.nrows(), w.nrows());
        let from = MatMut::from_column_major_slice_with_stride_mut;
        let b = from(&mut self.numbers, samples, units, stride).transpose_mut();
        matmul(b, Accum::Replace, w, x.transpose(), 1.0, Par::Seq);
    }

    /// Adds the slopes of w (28) over the samples of the panel, from the stored hidden errors.
    pub fn add_slopes(&self, rows: &[f64], of_w: &mut [f64]) {
        let x = self.matrix_of_inputs(rows);
        let (units, samples, stride) = (self.shape.hidden, x.nrows(), self.panel * GROUP);
        let d = MatRef::from_row_major_slice_with_stride(&self.numbers, units, samples, stride);
        let of_w = MatMut::from_column_major_slice_mut(of_w, x.ncols(), self.shape.hidden);
        matmul(of_w.transpose_mut(), Accum::Add, d, x, 1.0, Par::Seq);
    }

    fn matrix_of_weights<'a>(&self, w: &'a [f64]) -> MatRef<'a, f64> {
        MatRef::from_row_major_slice(w, self.shape.hidden, self.shape.inputs + 1)
    }

    fn matrix_of_inputs<'a>(&self, rows: &'a [f64]) -> MatRef<'a, f64> {
        let stride = super::matrices::stride(self.shape.inputs + 1);
        let count = rows.len() / stride;
        MatRef::from_row_major_slice_with_stride(rows, count, self.shape.inputs + 1, stride)
    }
}

/// Without faer they are never faster.
#[cfg(not(feature = "faer"))]
#[expect(clippy::unused_self, reason = "called as with faer")]
impl Products {
    pub fn hidden_sums(&mut self, _: &[f64], _: &[f64]) {}

    pub fn add_slopes(&self, _: &[f64], _: &mut [f64]) {}
}
