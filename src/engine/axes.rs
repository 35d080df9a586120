//! The plane that shows most of data with many inputs: it passes through their mean, along the two
//! directions in which they vary most, which are the first two eigenvectors of their covariance.
//!
//! They are found by orthogonal iteration (Rutishauser, 1970): multiply two directions by the
//! covariance, rotate them within their plane until the covariance is diagonal there, and make
//! their images the next two directions. Each round divides the error of the plane by λ₂/λ₃.
//!
//! N samples span no more than N directions. Where there are fewer samples than inputs, the N × N
//! products of the samples, which have the same eigenvalues, take the place of the D × D
//! covariance. In very large data a regular selection of the samples is enough to fit a plane.

/// Upper bound on the rounds, reached where two eigenvalues nearly coincide.
const MAX_ROUNDS: usize = 1_000;
/// Largest change of an entry in the last round.
const TOLERANCE: f64 = 1e-14;
/// Number of entries, samples times inputs, above which only some of the samples are used.
const MAX_ENTRIES: usize = 1_000_000;

#[derive(Debug, Clone, PartialEq)]
pub struct PrincipalAxes {
    /// The D means.
    pub mean: Vec<f64>,
    /// The two directions, each D numbers of length 1.
    pub axes: [Vec<f64>; 2],
    /// The share of the whole variance along each of them.
    pub shares: [f64; 2],
}

impl PrincipalAxes {
    /// Finds the axes of N samples of D inputs, N ≥ 1, D ≥ 2; `None` if the numbers or their
    /// differences are not finite.
    ///
    /// ```
    /// use nn28::engine::PrincipalAxes;
    /// let axes = PrincipalAxes::of(&[vec![1.0, 1.0, 5.0], vec![3.0, 3.0, 5.0]]).unwrap();
    /// let (u, v) = axes.project(&[3.0, 3.0, 5.0]);
    /// assert!((u - 2.0_f64.sqrt()).abs() < 1e-12 && v.abs() < 1e-12 && (axes.shares[0] - 1.0).abs() < 1e-12);
    /// ```
    pub fn of(x: &[Vec<f64>]) -> Option<Self> {
        let inputs = x.first()?.len();
        let mean: Vec<f64> = (0..inputs)
            .map(|i| x.iter().map(|row| row[i]).sum::<f64>() / x.len() as f64)
            .collect();
        let rows = centred(x, &mean);
        let by_samples = rows.len() < inputs;
        let matrix = if by_samples {
            products(&transposed(&rows))
        } else {
            products(&rows)
        };
        let variance: f64 = (0..matrix.len()).map(|i| matrix[i][i]).sum();
        if !variance.is_finite() {
            return None;
        }
        let (mut axes, eigenvalues) = leading_eigenvectors(&matrix);
        if by_samples {
            axes = multiply(&transposed(&rows), &axes);
            orthonormalise(&mut axes);
        }
        // Without variance the eigenvalues are 0, and so are the shares.
        let share = |eigenvalue: f64| eigenvalue.max(0.0) / variance.max(f64::MIN_POSITIVE);
        Some(Self {
            shares: eigenvalues.map(share),
            axes: axes.map(upright),
            mean,
        })
    }

    /// Projects a sample of D inputs onto the plane.
    pub fn project(&self, x: &[f64]) -> (f64, f64) {
        let along = |axis: &[f64]| {
            let entries = x.iter().zip(&self.mean).zip(axis);
            entries.map(|((x, mean), axis)| (x - mean) * axis).sum()
        };
        (along(&self.axes[0]), along(&self.axes[1]))
    }

    /// Returns the D inputs of a point of the plane.
    pub fn lift(&self, (u, v): (f64, f64)) -> Vec<f64> {
        let [first, second] = &self.axes;
        self.mean
            .iter()
            .zip(first.iter().zip(second))
            .map(|(mean, (first, second))| mean + u * first + v * second)
            .collect()
    }
}

/// Flips an axis, which has no sign of its own, so that its largest entry is positive and pictures
/// do not flip.
fn upright(mut axis: Vec<f64>) -> Vec<f64> {
    let mut largest = 0.0_f64;
    for entry in &axis {
        if entry.abs() > largest.abs() + 1e-9 {
            largest = *entry;
        }
    }
    if largest < 0.0 {
        for entry in &mut axis {
            *entry = -*entry;
        }
    }
    axis
}

/// The samples without their mean, in a unit in which no entry exceeds 1, so that no product
/// overflows or vanishes.
fn centred(x: &[Vec<f64>], mean: &[f64]) -> Vec<Vec<f64>> {
    let every = (x.len() * mean.len()).div_ceil(MAX_ENTRIES).max(1);
    let without_mean = |row: &Vec<f64>| row.iter().zip(mean).map(|(x, mean)| x - mean).collect();
    let mut rows: Vec<Vec<f64>> = x.iter().step_by(every).map(without_mean).collect();
    let largest = rows.iter().flatten().fold(0.0, |a: f64, b| a.max(b.abs()));
    if largest > 0.0 {
        rows.iter_mut().flatten().for_each(|x| *x /= largest);
    }
    rows
}

/// Sums the products of every two entries of a row over all rows.
fn products(rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let width = rows[0].len();
    let mut sums = vec![vec![0.0; width]; width];
    for row in rows {
        for (sums, one) in sums.iter_mut().zip(row) {
            for (sum, other) in sums.iter_mut().zip(row) {
                *sum += one * other;
            }
        }
    }
    sums
}

fn transposed(rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
    (0..rows[0].len())
        .map(|i| rows.iter().map(|row| row[i]).collect())
        .collect()
}

/// Returns the eigenvectors of the two largest eigenvalues of a symmetric matrix, the largest
/// first, and the eigenvalues.
fn leading_eigenvectors(matrix: &[Vec<f64>]) -> ([Vec<f64>; 2], [f64; 2]) {
    let start = |k: f64| (1..=matrix.len()).map(|i| (k * i as f64).cos()).collect();
    let mut next: [Vec<f64>; 2] = [1.0, 2.0].map(start);
    let mut found = next.clone();
    let mut eigenvalues = [0.0; 2];
    for _ in 0..MAX_ROUNDS {
        orthonormalise(&mut next);
        let mut images = multiply(matrix, &next);
        rotate_to_diagonal(&mut next, &mut images);
        eigenvalues = [0, 1].map(|k| dot(&next[k], &images[k]));
        let is_still = (0..2).all(|k| change(&found[k], &next[k]) < TOLERANCE);
        (found, next) = (next, images);
        if is_still {
            break;
        }
    }
    (found, eigenvalues)
}

/// The largest change of an entry, where directions of opposite signs are the same.
fn change(old: &[f64], new: &[f64]) -> f64 {
    let sign = dot(old, new).signum();
    let entries = old.iter().zip(new);
    entries.fold(0.0, |most, (old, new)| most.max((old - sign * new).abs()))
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

fn multiply(matrix: &[Vec<f64>], directions: &[Vec<f64>; 2]) -> [Vec<f64>; 2] {
    let image = |k: usize| matrix.iter().map(|row| dot(row, &directions[k])).collect();
    [0, 1].map(image)
}

/// Makes two directions perpendicular and of length 1.
fn orthonormalise([first, second]: &mut [Vec<f64>; 2]) {
    normalise(first, None);
    normalise(second, Some(first));
}

/// Removes what lies along another direction, and makes the length 1. A direction that vanishes
/// gives way to one along an input.
fn normalise(direction: &mut [f64], other: Option<&[f64]>) {
    let mut spare = 0..direction.len();
    loop {
        let before = dot(direction, direction).sqrt();
        // The second time removes the rounding error of the first.
        for other in other.into_iter().chain(other) {
            let along = dot(direction, other);
            for (entry, other) in direction.iter_mut().zip(other) {
                *entry -= along * other;
            }
        }
        let length = dot(direction, direction).sqrt();
        if length > 1e-12 * before {
            for entry in direction {
                *entry /= length;
            }
            return;
        }
        let Some(i) = spare.next() else { return };
        direction.fill(0.0);
        direction[i] = 1.0;
    }
}

/// Rotates two directions, and their images, within their plane until the matrix is diagonal there,
/// the larger entry first.
fn rotate_to_diagonal(directions: &mut [Vec<f64>; 2], images: &mut [Vec<f64>; 2]) {
    let mixed = dot(&directions[0], &images[1]);
    let difference = dot(&directions[0], &images[0]) - dot(&directions[1], &images[1]);
    let (sin, cos) = (0.5 * (2.0 * mixed).atan2(difference)).sin_cos();
    for [first, second] in [directions, images] {
        for (p, q) in first.iter_mut().zip(second) {
            (*p, *q) = (cos * *p + sin * *q, cos * *q - sin * *p);
        }
    }
}
