//! The numbers as they lie in memory: one list a matrix, row after row, the bias last in its row.

use std::ops::Range;

use crate::model::{Network, Sample};

/// The sizes of a network. The bias entries are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// D.
    pub inputs: usize,
    /// M.
    pub hidden: usize,
    /// K.
    pub classes: usize,
}

impl Shape {
    /// The shape of a network.
    #[must_use]
    pub fn of(network: &Network) -> Self {
        Self {
            inputs: network.inputs(),
            hidden: network.hidden(),
            classes: network.classes(),
        }
    }

    /// How many entries w has: M (D+1).
    #[must_use]
    pub fn w(self) -> usize {
        self.hidden * (self.inputs + 1)
    }

    /// How many entries v has: K (M+1).
    #[must_use]
    pub fn v(self) -> usize {
        self.classes * (self.hidden + 1)
    }

    /// How many weights there are: P = M (D+1) + K (M+1).
    ///
    /// ```
    /// use nn28::engine::Shape;
    /// assert_eq!(Shape { inputs: 2, hidden: 2, classes: 3 }.parameters(), 15);
    /// ```
    #[must_use]
    pub fn parameters(self) -> usize {
        self.w() + self.v()
    }

    /// Where a weight stands: its letter, its row and its column.
    #[must_use]
    pub fn place(self, parameter: usize) -> (char, usize, usize) {
        match parameter.checked_sub(self.w()) {
            None => (
                'w',
                parameter / (self.inputs + 1),
                parameter % (self.inputs + 1),
            ),
            Some(rest) => ('v', rest / (self.hidden + 1), rest % (self.hidden + 1)),
        }
    }
}

/// All weights of a network, or a number for each of them, such as its slope: first w, then v.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameters {
    /// The sizes.
    pub shape: Shape,
    /// The M (D+1) entries of w, then the K (M+1) entries of v, row after row.
    pub values: Vec<f64>,
}

impl Parameters {
    /// A zero for every weight.
    #[must_use]
    pub fn zeros(shape: Shape) -> Self {
        Self {
            shape,
            values: vec![0.0; shape.parameters()],
        }
    }

    /// The entries of w, M × (D+1).
    #[must_use]
    pub fn w(&self) -> &[f64] {
        &self.values[..self.shape.w()]
    }

    /// The entries of v, K × (M+1).
    #[must_use]
    pub fn v(&self) -> &[f64] {
        &self.values[self.shape.w()..]
    }

    /// w and v, to be changed.
    pub(super) fn parts_mut(&mut self) -> (&mut [f64], &mut [f64]) {
        self.values.split_at_mut(self.shape.w())
    }

    /// The same as the rows that the equations speak of.
    #[must_use]
    pub fn to_network(&self) -> Network {
        let rows =
            |entries: &[f64], width: usize| entries.chunks(width).map(<[f64]>::to_vec).collect();
        Network {
            w: rows(self.w(), self.shape.inputs + 1),
            v: rows(self.v(), self.shape.hidden + 1),
        }
    }
}

impl From<&Network> for Parameters {
    fn from(network: &Network) -> Self {
        let rows = network.w.iter().chain(&network.v);
        Self {
            shape: Shape::of(network),
            values: rows.flatten().copied().collect(),
        }
    }
}

/// Samples as two matrices.
#[derive(Debug, Clone, PartialEq)]
pub struct Samples {
    /// N.
    count: usize,
    /// D + 1, and K.
    widths: (usize, usize),
    x: Vec<f64>,
    t: Vec<f64>,
}

impl Samples {
    /// The matrices of these samples, each with D + 1 inputs and K targets.
    #[must_use]
    pub fn new(samples: &[Sample]) -> Self {
        let widths = samples
            .first()
            .map_or((0, 0), |sample| (sample.x.len(), sample.t.len()));
        Self {
            count: samples.len(),
            widths,
            x: samples
                .iter()
                .flat_map(|sample| &sample.x)
                .copied()
                .collect(),
            t: samples
                .iter()
                .flat_map(|sample| &sample.t)
                .copied()
                .collect(),
        }
    }

    /// N.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The inputs of some samples, row after row.
    pub(super) fn x(&self, rows: &Range<usize>) -> &[f64] {
        &self.x[rows.start * self.widths.0..rows.end * self.widths.0]
    }

    /// The targets of some samples, row after row.
    pub(super) fn t(&self, rows: &Range<usize>) -> &[f64] {
        &self.t[rows.start * self.widths.1..rows.end * self.widths.1]
    }

    /// The number of the class of a sample: where its target is largest.
    #[must_use]
    pub fn class(&self, n: usize) -> usize {
        largest(self.t(&(n..n + 1)))
    }
}

/// The number of the largest entry; of several the first.
pub(super) fn largest(numbers: &[f64]) -> usize {
    let mut best = 0;
    for (place, number) in numbers.iter().enumerate() {
        if *number > numbers[best] {
            best = place;
        }
    }
    best
}
