//! A matrix product. A call of faer costs about as much as a few hundred multiplications, so small products are plain loops.

#[cfg(not(target_arch = "wasm32"))]
use faer::{Accum, MatMut, MatRef, Par, linalg::matmul::matmul};

/// Fewer multiplications than this are done by plain loops.
#[cfg(not(target_arch = "wasm32"))]
const FEW: usize = 4096;

/// A matrix as a part of a list: `rows` rows of `columns` entries, the first entries of two rows `stride` apart.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub entries: &'a [f64],
    pub rows: usize,
    pub columns: usize,
    pub stride: usize,
    /// Whether rows and columns change places.
    pub turned: bool,
}

impl<'a> View<'a> {
    /// A matrix whose rows follow each other without a gap.
    pub fn new(entries: &'a [f64], rows: usize, columns: usize) -> Self {
        Self {
            entries,
            rows,
            columns,
            stride: columns,
            turned: false,
        }
    }

    /// Its first columns.
    pub fn first_columns(self, columns: usize) -> Self {
        Self { columns, ..self }
    }

    /// The transpose.
    pub fn transposed(self) -> Self {
        Self {
            turned: !self.turned,
            ..self
        }
    }

    fn size(&self) -> (usize, usize) {
        if self.turned {
            (self.columns, self.rows)
        } else {
            (self.rows, self.columns)
        }
    }

    fn at(&self, row: usize, column: usize) -> f64 {
        if self.turned {
            self.entries[column * self.stride + row]
        } else {
            self.entries[row * self.stride + column]
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn faer(&self) -> MatRef<'a, f64> {
        let matrix = MatRef::from_row_major_slice_with_stride(
            self.entries,
            self.rows,
            self.columns,
            self.stride,
        );
        if self.turned {
            matrix.transpose()
        } else {
            matrix
        }
    }
}

/// Put left × right, or add it, into rows that are `stride` apart.
pub(super) fn product(
    into: &mut [f64],
    stride: usize,
    adding: bool,
    left: View<'_>,
    right: View<'_>,
) {
    let ((rows, inner), (_, columns)) = (left.size(), right.size());
    // In a page there is no faer: it is large, and networks are small.
    #[cfg(not(target_arch = "wasm32"))]
    if rows * inner * columns > FEW {
        // Rows of ours are columns of the transpose. (The row-major constructor of faer 0.24 swaps the strides.)
        let turned = MatMut::from_column_major_slice_with_stride_mut(into, columns, rows, stride);
        let target = turned.transpose_mut();
        let accum = if adding { Accum::Add } else { Accum::Replace };
        matmul(target, accum, left.faer(), right.faer(), 1.0, Par::Seq);
        return;
    }
    for row in 0..rows {
        for column in 0..columns {
            let mut sum = if adding {
                into[row * stride + column]
            } else {
                0.0
            };
            for between in 0..inner {
                sum += left.at(row, between) * right.at(between, column);
            }
            into[row * stride + column] = sum;
        }
    }
}
