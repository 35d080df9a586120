//! The numbers in memory: one list for each matrix, row after row, the bias last in its row.

use std::ops::Range;

use super::lanes::{AlignedVec, zeros};
use super::tiles::GROUP;
use crate::model::{Network, Sample};

/// The sizes of a network. The bias entries are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Number of inputs (D), hidden units (M) and classes (K).
    pub inputs: usize,
    pub hidden: usize,
    pub classes: usize,
}

impl Shape {
    pub fn of(network: &Network) -> Self {
        Self {
            inputs: network.inputs(),
            hidden: network.hidden(),
            classes: network.classes(),
        }
    }

    /// D, M and K.
    #[inline]
    pub(super) fn sizes(self) -> (usize, usize, usize) {
        (self.inputs, self.hidden, self.classes)
    }

    /// Number of entries of w: M (D+1).
    pub fn w(self) -> usize {
        self.hidden * (self.inputs + 1)
    }

    /// Number of entries of v: K (M+1).
    pub fn v(self) -> usize {
        self.classes * (self.hidden + 1)
    }

    /// Number of weights: P = M (D+1) + K (M+1).
    ///
    /// ```
    /// use nn28::engine::Shape;
    /// assert_eq!(Shape { inputs: 2, hidden: 2, classes: 3 }.parameters(), 15);
    /// ```
    pub fn parameters(self) -> usize {
        self.w() + self.v()
    }

    /// The letter, row and column of a weight.
    pub fn position(self, parameter: usize) -> (char, usize, usize) {
        let (letter, index, width) = match parameter.checked_sub(self.w()) {
            None => ('w', parameter, self.inputs + 1),
            Some(index) => ('v', index, self.hidden + 1),
        };
        (letter, index / width, index % width)
    }
}

/// All weights of a network, or a number for each of them, such as its slope: first w, then v.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameters {
    pub shape: Shape,
    /// The M (D+1) entries of w, then the K (M+1) entries of v, row after row.
    pub values: Vec<f64>,
}

impl Parameters {
    pub fn zeros(shape: Shape) -> Self {
        Self {
            shape,
            values: vec![0.0; shape.parameters()],
        }
    }

    /// The entries of w, M × (D+1).
    pub fn w(&self) -> &[f64] {
        &self.values[..self.shape.w()]
    }

    /// The entries of v, K × (M+1).
    pub fn v(&self) -> &[f64] {
        &self.values[self.shape.w()..]
    }

    pub(super) fn parts_mut(&mut self) -> (&mut [f64], &mut [f64]) {
        self.values.split_at_mut(self.shape.w())
    }

    /// The same weights as the rows of the equations.
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

/// Samples as two matrices, each stored twice: a row for each sample, and 32 samples side by side.
///
/// ```text
/// x    x₀ x₁ … 1 0 0 │ x₀ x₁ … 1 0 0 │ …                   a row is padded with 0 to a multiple of eight
///      x₀ of 32 samples │ … │ 1 of 32 samples │ x₀ of the next 32 │ …
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Samples {
    count: usize,
    /// D + 1, and K.
    widths: (usize, usize),
    x: AlignedVec,
    t: Vec<f64>,
    x_groups: AlignedVec,
    t_groups: AlignedVec,
    /// True if the targets of every sample add up to 1.
    targets_sum_to_one: bool,
}

/// Distance between two rows of `width` inputs.
#[inline]
pub(super) fn stride(width: usize) -> usize {
    width.next_multiple_of(8)
}

/// Some groups of samples. The last group is padded with 0, including the bias.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grouped<'a> {
    pub x: &'a [f64],
    pub t: &'a [f64],
    /// Their inputs a second time, row after row.
    pub rows: &'a [f64],
    pub count: usize,
    /// True if the targets of every sample add up to 1.
    pub targets_sum_to_one: bool,
    widths: (usize, usize),
}

impl<'a> Grouped<'a> {
    #[inline]
    pub fn groups(&self) -> usize {
        self.count.div_ceil(GROUP)
    }

    /// Number of samples in the last group.
    #[inline]
    pub fn in_last_group(&self) -> usize {
        self.count - (self.groups() - 1) * GROUP
    }

    /// Up to `groups` groups starting at `from`.
    #[inline]
    pub fn part(&self, from: usize, groups: usize) -> Self {
        let to = (from + groups).min(self.groups());
        let of = |width: usize| from * width * GROUP..to * width * GROUP;
        let samples = from * GROUP..(to * GROUP).min(self.count);
        let stride = stride(self.widths.0);
        Self {
            x: &self.x[of(self.widths.0)],
            t: &self.t[of(self.widths.1)],
            rows: &self.rows[samples.start * stride..samples.end * stride],
            count: samples.len(),
            ..*self
        }
    }

    /// Consecutive parts of `groups` groups.
    #[inline]
    pub fn panels(self, groups: usize) -> impl Iterator<Item = Self> {
        (0..self.groups())
            .step_by(groups)
            .map(move |from| self.part(from, groups))
    }

    /// The inputs, targets and number of samples of each group.
    #[inline]
    pub fn each(&self) -> impl Iterator<Item = (&'a [f64], &'a [f64], usize)> {
        let (x, t) = (GROUP * self.widths.0, GROUP * self.widths.1);
        let part = *self;
        (0..self.groups()).map(move |group| {
            let count = (part.count - group * GROUP).min(GROUP);
            (&part.x[group * x..][..x], &part.t[group * t..][..t], count)
        })
    }
}

/// Rows of samples as groups, in which each row is an input of 32 samples.
fn grouped<'a>(rows: impl ExactSizeIterator<Item = &'a [f64]>, width: usize) -> AlignedVec {
    let mut groups = zeros(rows.len().div_ceil(GROUP) * width * GROUP);
    for (n, row) in rows.enumerate() {
        let group = n / GROUP * width * GROUP + n % GROUP;
        for (i, number) in row.iter().enumerate() {
            groups[group + i * GROUP] = *number;
        }
    }
    groups
}

impl Samples {
    /// The matrices of these samples, each with D + 1 inputs and K targets.
    pub fn new(samples: &[Sample]) -> Self {
        let first = samples.first();
        let widths = first.map_or((0, 0), |first| (first.x.len(), first.t.len()));
        let stride = stride(widths.0);
        let mut x = zeros(samples.len() * stride);
        for (row, sample) in x.chunks_mut(stride.max(1)).zip(samples) {
            row[..widths.0].copy_from_slice(&sample.x);
        }
        Self {
            count: samples.len(),
            widths,
            x,
            t: samples.iter().flat_map(|sample| sample.t.clone()).collect(),
            x_groups: grouped(samples.iter().map(|sample| &sample.x[..]), widths.0),
            t_groups: grouped(samples.iter().map(|sample| &sample.t[..]), widths.1),
            targets_sum_to_one: samples.iter().all(|sample| targets_sum_to_one(&sample.t)),
        }
    }

    pub fn len(&self) -> usize {
        self.count
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The inputs of some samples with the bias, each row padded with 0 to a multiple of eight.
    pub(super) fn x(&self, rows: Range<usize>) -> &[f64] {
        let stride = stride(self.widths.0);
        &self.x[rows.start * stride..rows.end * stride]
    }

    pub(super) fn t(&self, rows: Range<usize>) -> &[f64] {
        &self.t[rows.start * self.widths.1..rows.end * self.widths.1]
    }

    pub(super) fn groups(&self) -> Grouped<'_> {
        Grouped {
            x: &self.x_groups,
            t: &self.t_groups,
            rows: &self.x,
            count: self.count,
            targets_sum_to_one: self.targets_sum_to_one,
            widths: self.widths,
        }
    }

    pub fn only(&self, n: usize) -> Self {
        let mut one = Self {
            count: 1,
            x: zeros(stride(self.widths.0)),
            t: vec![0.0; self.widths.1],
            x_groups: zeros(self.widths.0 * GROUP),
            t_groups: zeros(self.widths.1 * GROUP),
            ..*self
        };
        one.become_sample(self, n);
        one
    }

    /// Some of the samples, in their order.
    pub(super) fn part(&self, rows: Range<usize>) -> Self {
        let count = rows.len();
        let (numbers, t) = (self.x(rows.clone()), self.t(rows));
        let (of_x, of_t) = self.widths;
        let mut x = zeros(numbers.len());
        x.copy_from_slice(numbers);
        let rows = numbers.chunks_exact(stride(of_x)).map(|row| &row[..of_x]);
        Self {
            count,
            x_groups: grouped(rows, of_x),
            t_groups: grouped(t.chunks_exact(of_t), of_t),
            x,
            t: t.to_vec(),
            ..*self
        }
    }

    /// Replaces a single sample by another.
    pub(super) fn become_sample(&mut self, from: &Self, n: usize) {
        self.x.copy_from_slice(from.x(n..n + 1));
        self.t.copy_from_slice(from.t(n..n + 1));
        self.targets_sum_to_one = targets_sum_to_one(&self.t);
        let spread = |rows: &mut [f64], numbers: &[f64]| {
            for (row, number) in rows.chunks_exact_mut(GROUP).zip(numbers) {
                row[0] = *number;
            }
        };
        spread(&mut self.x_groups, from.x(n..n + 1));
        spread(&mut self.t_groups, from.t(n..n + 1));
    }

    /// The class of a sample: the index of its largest target.
    pub fn class(&self, n: usize) -> usize {
        largest(self.t(n..n + 1))
    }
}

/// True if targets add up to 1, as those of a class do.
fn targets_sum_to_one(t: &[f64]) -> bool {
    (t.iter().sum::<f64>() - 1.0).abs() == 0.0
}

/// The index of the largest entry, and of several equal ones the first.
pub(super) fn largest(numbers: &[f64]) -> usize {
    let mut best = 0;
    for (index, number) in numbers.iter().enumerate() {
        if *number > numbers[best] {
            best = index;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_has_32_samples_and_the_last_one_what_is_left() {
        let (x, t) = (vec![0.5, 1.0], vec![1.0]);
        let samples = vec![Sample { x, t }; 70];
        for (count, expected) in [
            (1, &[1][..]),
            (32, &[32]),
            (33, &[32, 1]),
            (70, &[32, 32, 6]),
        ] {
            let samples = Samples::new(&samples[..count]);
            let found: Vec<usize> = samples.groups().each().map(|(_, _, count)| count).collect();
            assert_eq!(found, expected);
            assert_eq!(Some(&samples.groups().in_last_group()), expected.last());
        }
    }

    #[test]
    fn targets_are_certain_where_they_add_up_to_1() {
        let certain: [&[f64]; 2] = [&[0.0, 1.0, 0.0], &[0.25, 0.75]];
        let others: [&[f64]; 3] = [&[0.0, 0.0], &[0.25, 0.5], &[1.0, 1.0]];
        assert_eq!(certain.map(targets_sum_to_one), [true; 2]);
        assert_eq!(others.map(targets_sum_to_one), [false; 3]);
    }
}
