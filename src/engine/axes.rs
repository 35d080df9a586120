//! The plane that shows most of data with many inputs: through their mean, along the two directions in which they vary most, which are
//! the first two eigenvectors of their covariance.
//!
//! They are found by subspace iteration with a few directions more than are wanted: multiply all of them by the covariance, make them
//! orthonormal, and turn them within their span until the covariance is diagonal there (Rayleigh and Ritz; the turning is Jacobi's).
//! Every round divides what is wrong with the second axis by λ₂/λ₉.
//!
//! The covariance of thousands of inputs would be too large. N samples span no more than N directions; where they are fewer than the
//! inputs, these are found from the N × N products of the samples, which have the same eigenvalues. And where there is very much data,
//! every so many-th sample is enough to lay a plane through.

use super::lanes::IN_A_PAGE;

/// How many directions there are.
const DIRECTIONS: usize = 8;
/// No more rounds than this, where two directions are as good as equal.
const MAX_ROUNDS: usize = 300;
/// A round that changes no entry by more than this is the last.
const STILL: f64 = 1e-14;
/// More entries than this, samples times inputs, and only some of the samples are asked.
const MAX_ENTRIES: usize = 1_000_000;
/// So many inputs have a covariance that is quickly found, however few the samples.
const MANY_INPUTS: usize = 512;
/// More rounds of turning than this Jacobi's method never needs.
const SWEEPS: usize = 30;

/// A plane through the space of the inputs.
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
    /// The axes of N samples of D inputs, N ≥ 1, D ≥ 2; none where the decomposition fails, as with numbers that are not finite.
    ///
    /// ```
    /// use nn28::engine::PrincipalAxes;
    /// let axes = PrincipalAxes::of(&[vec![1.0, 1.0, 5.0], vec![3.0, 3.0, 5.0]]).unwrap();
    /// let (u, v) = axes.project(&[3.0, 3.0, 5.0]);
    /// assert!((u - 2.0_f64.sqrt()).abs() < 1e-12 && v.abs() < 1e-12 && (axes.shares[0] - 1.0).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn of(x: &[Vec<f64>]) -> Option<Self> {
        let inputs = x.first()?.len();
        let mean: Vec<f64> = (0..inputs)
            .map(|i| x.iter().map(|row| row[i]).sum::<f64>() / x.len() as f64)
            .collect();
        let asked: Vec<&Vec<f64>> = x.iter().step_by(every(x.len(), inputs)).collect();
        let by_samples = are_few(asked.len(), inputs);
        let matrix = if by_samples {
            products(&asked, &mean)
        } else {
            covariance(&asked, &mean)
        };
        let all: f64 = (0..matrix.len()).map(|i| matrix[i][i]).sum();
        if !all.is_finite() {
            return None;
        }
        let (mut directions, mut strengths) = strongest(&matrix);
        if by_samples {
            directions = combined(&directions, &asked, &mean);
            strengths.resize(directions.len(), 0.0);
        }
        let share = |number: usize| {
            if all > 0.0 {
                strengths[number] / all
            } else {
                0.0
            }
        };
        Some(Self {
            shares: [share(0), share(1)],
            axes: [
                upright(directions[0].clone()),
                upright(directions[1].clone()),
            ],
            mean,
        })
    }

    /// Where a sample of D inputs lies on the plane.
    #[must_use]
    pub fn project(&self, x: &[f64]) -> (f64, f64) {
        let along = |axis: &[f64]| {
            x.iter()
                .zip(&self.mean)
                .zip(axis)
                .map(|((x, mean), axis)| (x - mean) * axis)
                .sum()
        };
        (along(&self.axes[0]), along(&self.axes[1]))
    }

    /// The D inputs of a point of the plane.
    #[must_use]
    pub fn lift(&self, (u, v): (f64, f64)) -> Vec<f64> {
        let [first, second] = &self.axes;
        self.mean
            .iter()
            .zip(first.iter().zip(second))
            .map(|(mean, (first, second))| mean + u * first + v * second)
            .collect()
    }
}

/// Every so many-th of N samples of D inputs is asked.
fn every(samples: usize, inputs: usize) -> usize {
    (samples * inputs).div_ceil(MAX_ENTRIES)
}

/// Whether samples are so few, and their inputs so many, that the axes are sooner found among the samples.
fn are_few(samples: usize, inputs: usize) -> bool {
    // No data in a page have so many.
    !IN_A_PAGE && inputs > MANY_INPUTS && samples < inputs
}

/// A direction has no sign of its own: its largest entry is made positive, so that pictures do not flip.
fn upright(axis: Vec<f64>) -> Vec<f64> {
    let largest = axis.iter().copied().fold(0.0_f64, |most, entry| {
        if entry.abs() > most.abs() + 1e-9 {
            entry
        } else {
            most
        }
    });
    if largest.is_sign_negative() {
        axis.into_iter().map(|entry| -entry).collect()
    } else {
        axis
    }
}

/// D × D sums over the samples of the products of two inputs, each without its mean.
fn covariance(x: &[&Vec<f64>], mean: &[f64]) -> Vec<Vec<f64>> {
    let mut sums = vec![vec![0.0; mean.len()]; mean.len()];
    for row in x {
        let centred = centred(row, mean);
        for (sums, one) in sums.iter_mut().zip(&centred) {
            for (sum, other) in sums.iter_mut().zip(&centred) {
                *sum += one * other;
            }
        }
    }
    sums
}

fn centred(x: &[f64], mean: &[f64]) -> Vec<f64> {
    x.iter().zip(mean).map(|(x, mean)| x - mean).collect()
}

/// N × N products of two samples, each without the mean.
fn products(x: &[&Vec<f64>], mean: &[f64]) -> Vec<Vec<f64>> {
    let rows: Vec<Vec<f64>> = x.iter().map(|row| centred(row, mean)).collect();
    let mut products = vec![vec![0.0; rows.len()]; rows.len()];
    for n in 0..rows.len() {
        for m in 0..=n {
            let product = dot(&rows[n], &rows[m]);
            products[n][m] = product;
            products[m][n] = product;
        }
    }
    products
}

/// The first two directions among the inputs, from those that say how much of each sample is in them.
fn combined(shares: &[Vec<f64>], x: &[&Vec<f64>], mean: &[f64]) -> Vec<Vec<f64>> {
    let mut directions = vec![vec![0.0; mean.len()]; 2];
    for (direction, shares) in directions.iter_mut().zip(shares) {
        for (row, share) in x.iter().zip(shares) {
            for (entry, x) in direction.iter_mut().zip(centred(row, mean)) {
                *entry += share * x;
            }
        }
    }
    orthonormalise(&mut directions);
    directions
}

/// The directions of the largest eigenvalues of a symmetric matrix, the first one first, and the eigenvalues.
fn strongest(matrix: &[Vec<f64>]) -> (Vec<Vec<f64>>, Vec<f64>) {
    let inputs = matrix.len();
    let start = |k: usize| (0..inputs).map(move |i| ((k + 1) as f64 * (i + 1) as f64).cos());
    let mut directions: Vec<Vec<f64>> = (0..DIRECTIONS.min(inputs))
        .map(|k| start(k).collect())
        .collect();
    orthonormalise(&mut directions);
    let mut strengths = vec![0.0; directions.len()];
    for _ in 0..MAX_ROUNDS {
        let mut next = images(matrix, &directions);
        orthonormalise(&mut next);
        strengths = turn(matrix, &mut next);
        let change = |(old, new): (&Vec<f64>, &Vec<f64>)| {
            let sign = dot(old, new).signum();
            let differences = old
                .iter()
                .zip(new)
                .map(|(old, new)| (old - sign * new).abs());
            differences.fold(0.0, f64::max)
        };
        let is_still = directions
            .iter()
            .zip(&next)
            .take(2)
            .map(change)
            .all(|change| change < STILL);
        directions = next;
        if is_still {
            break;
        }
    }
    (directions, strengths)
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

/// The matrix times each of the directions.
fn images(matrix: &[Vec<f64>], directions: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let image = |direction: &Vec<f64>| matrix.iter().map(|row| dot(row, direction)).collect();
    directions.iter().map(image).collect()
}

/// Make directions perpendicular to each other and of length 1. One that vanishes gives way to one along an input.
fn orthonormalise(directions: &mut [Vec<f64>]) {
    for at in 0..directions.len() {
        let (before, rest) = directions.split_at_mut(at);
        let direction = &mut rest[0];
        let inputs = direction.len();
        let along = |i: usize| {
            (0..inputs)
                .map(|other| f64::from(u8::from(other == i)))
                .collect()
        };
        let mut spare = 0..inputs;
        while !made_perpendicular(direction, before) {
            let Some(i) = spare.next() else { break };
            *direction = along(i);
        }
    }
}

/// Take away from a direction what lies along others, and make its length 1; whether anything was left.
fn made_perpendicular(direction: &mut [f64], others: &[Vec<f64>]) -> bool {
    let whole = dot(direction, direction).sqrt();
    // Once more, because the first time leaves the dust of rounding.
    for other in others.iter().chain(others) {
        let along = dot(direction, other);
        for (entry, other) in direction.iter_mut().zip(other) {
            *entry -= along * other;
        }
    }
    let length = dot(direction, direction).sqrt();
    let is_left = length > 1e-12 * whole;
    if is_left {
        for entry in direction {
            *entry /= length;
        }
    }
    is_left
}

/// Turn directions within their span until the matrix is diagonal there, and put the strongest first; how strong they are.
fn turn(matrix: &[Vec<f64>], directions: &mut [Vec<f64>]) -> Vec<f64> {
    let count = directions.len();
    let images = images(matrix, directions);
    let mut small: Vec<Vec<f64>> = directions
        .iter()
        .map(|direction| images.iter().map(|image| dot(direction, image)).collect())
        .collect();
    for _ in 0..SWEEPS {
        let mut is_diagonal = true;
        for p in 0..count {
            for q in p + 1..count {
                if small[p][q].abs() > 1e-17 * (small[p][p].abs() + small[q][q].abs()) {
                    is_diagonal = false;
                    let angle = 0.5 * (2.0 * small[p][q]).atan2(small[q][q] - small[p][p]);
                    rotate(&mut small, p, q, angle);
                    for row in &mut small {
                        (row[p], row[q]) = rotated(row[p], row[q], angle);
                    }
                    rotate(directions, p, q, angle);
                }
            }
        }
        if is_diagonal {
            break;
        }
    }
    let mut strengths: Vec<f64> = (0..count).map(|k| small[k][k]).collect();
    for at in 0..count {
        let rest = (at..count).max_by(|one, other| strengths[*one].total_cmp(&strengths[*other]));
        let best = rest.unwrap_or(at);
        strengths.swap(at, best);
        directions.swap(at, best);
    }
    strengths
}

fn rotate(rows: &mut [Vec<f64>], p: usize, q: usize, angle: f64) {
    for i in 0..rows[p].len() {
        (rows[p][i], rows[q][i]) = rotated(rows[p][i], rows[q][i], angle);
    }
}

fn rotated(one: f64, other: f64, angle: f64) -> (f64, f64) {
    let (sin, cos) = angle.sin_cos();
    (cos * one - sin * other, sin * one + cos * other)
}

#[cfg(test)]
mod tests {
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;

    #[test]
    fn few_samples_of_many_inputs_have_the_axes_of_their_covariance() {
        let x: Vec<Vec<f64>> = (0..30)
            .map(|n| {
                let input = |i: usize| (f64::from(n) * (0.7 + i as f64)).sin() / (1 + i % 7) as f64;
                (0..MANY_INPUTS + 8).map(input).collect()
            })
            .collect();
        let axes = PrincipalAxes::of(&x).expect("axes");
        let rows: Vec<&Vec<f64>> = x.iter().collect();
        let (directions, strengths) = strongest(&covariance(&rows, &axes.mean));
        let all: f64 = rows
            .iter()
            .map(|row| centred(row, &axes.mean))
            .map(|row| dot(&row, &row))
            .sum();
        for k in 0..2 {
            assert!((dot(&axes.axes[k], &directions[k]).abs() - 1.0).abs() < 1e-9);
            assert!((axes.shares[k] - strengths[k] / all).abs() < 1e-9);
        }
        // One sample has no direction, and still a plane.
        let alone = PrincipalAxes::of(&x[..1]).expect("axes");
        assert!(dot(&alone.axes[0], &alone.axes[1]).abs() < 1e-12);
        assert!((dot(&alone.axes[1], &alone.axes[1]) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn how_the_axes_are_found_follows_from_the_size_of_the_data() {
        assert_eq!(
            [
                (1, 2),
                (5_000, 200),
                (5_001, 200),
                (20_100, 60),
                (1_000_000, 8)
            ]
            .map(|(n, d)| every(n, d)),
            [1, 1, 2, 2, 8]
        );
        let sizes = [(30, 512), (30, 513), (512, 513), (513, 513), (600, 513)];
        let found = sizes.map(|(n, d)| are_few(n, d));
        assert_eq!(found, [false, true, true, false, false]);
    }

    #[test]
    fn the_axes_are_eigenvectors_of_the_covariance() {
        let x: Vec<Vec<f64>> = (0..40)
            .map(|n| {
                let input = |i: usize| (f64::from(n) * (1.3 + i as f64)).sin() * (12 - i) as f64;
                (0..12).map(input).collect()
            })
            .collect();
        let axes = PrincipalAxes::of(&x).expect("axes");
        let rows: Vec<&Vec<f64>> = x.iter().collect();
        let covariance = covariance(&rows, &axes.mean);
        let all: f64 = (0..12).map(|i| covariance[i][i]).sum();
        for (axis, share) in axes.axes.iter().zip(axes.shares) {
            let image = &images(&covariance, std::slice::from_ref(axis))[0];
            for (image, entry) in image.iter().zip(axis) {
                assert!((image - share * all * entry).abs() < 1e-10 * all);
            }
        }
        assert!(dot(&axes.axes[0], &axes.axes[1]).abs() < 1e-14);
        assert!(axes.shares[0] > axes.shares[1]);
    }

    #[test]
    fn the_plane_through_some_of_very_many_samples_is_that_through_all() {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        let mut spread = || random.random_range(-1.0..1.0);
        let x: Vec<Vec<f64>> = (0..20_100)
            .map(|_| {
                let (u, v) = (4.0 * spread(), 2.0 * spread());
                let input = |i: u32| u * f64::from(i).sin() + v * f64::from(i).cos() + spread();
                (0..60).map(input).collect()
            })
            .collect();
        assert!(x.len() * x[0].len() > MAX_ENTRIES);
        let some = PrincipalAxes::of(&x).expect("axes");
        let rows: Vec<&Vec<f64>> = x.iter().collect();
        let mean: Vec<f64> = (0..60)
            .map(|i| rows.iter().map(|row| row[i]).sum::<f64>() / rows.len() as f64)
            .collect();
        assert_eq!(some.mean, mean, "the mean is that of all");
        let covariance = covariance(&rows, &mean);
        let all: f64 = (0..60).map(|i| covariance[i][i]).sum();
        let (directions, strengths) = strongest(&covariance);
        for k in 0..2 {
            assert!(dot(&some.axes[k], &directions[k]).abs() > 0.9995, "{k}");
            assert!((some.shares[k] - strengths[k] / all).abs() < 0.005, "{k}");
        }
    }

    #[test]
    fn data_that_do_not_vary_have_axes_too() {
        let axes = PrincipalAxes::of(&[vec![2.0; 3]]).expect("axes");
        assert!(axes.shares.iter().all(|share| share.abs() < 1e-12));
        assert!((dot(&axes.axes[0], &axes.axes[0]) - 1.0).abs() < 1e-12);
        assert_eq!(PrincipalAxes::of(&[vec![f64::NAN; 3]]), None);
    }

    /// Points of the plane through a mean, so many times along one direction and the other.
    fn plane(mean: [f64; 3], first: [f64; 3], second: [f64; 3]) -> Vec<Vec<f64>> {
        (0..60)
            .map(|n| {
                let (u, v) = (f64::from(n * 37 % 60) - 29.5, f64::from(n * 23 % 60) - 29.5);
                (0..3)
                    .map(|i| mean[i] + u * first[i] + 0.3 * v * second[i])
                    .collect()
            })
            .collect()
    }

    #[test]
    fn a_point_of_the_plane_is_projected_and_lifted_to_where_it_was() {
        let root = 0.5_f64.sqrt();
        let (mean, first, second) = ([5.0, -2.0, 1.0], [root, -root, 0.0], [0.0, 0.0, 1.0]);
        let x = plane(mean, first, second);
        let axes = PrincipalAxes::of(&x).expect("axes");
        assert!(
            axes.mean
                .iter()
                .zip(mean)
                .all(|(one, other)| (one - other).abs() < 1e-12)
        );
        for point in &x {
            let (u, v) = axes.project(point);
            let back = axes.lift((u, v));
            assert!(
                point
                    .iter()
                    .zip(back)
                    .all(|(one, other)| (one - other).abs() < 1e-11)
            );
        }
        let (u, v) = axes.project(&axes.lift((3.0, -7.0)));
        assert!((u - 3.0).abs() < 1e-11 && (v + 7.0).abs() < 1e-11);
        assert!((axes.shares[0] + axes.shares[1] - 1.0).abs() < 1e-12);
    }

    #[test]
    fn an_axis_points_to_where_its_largest_entry_and_of_equal_ones_the_first_is_positive() {
        let root = 0.5_f64.sqrt();
        for (first, second) in [
            ([root, -root, 0.0], [0.0, 0.0, 1.0]),
            ([-root, root, 0.0], [0.0, 0.0, -1.0]),
            ([0.6, 0.0, -0.8], [0.8, 0.0, 0.6]),
            ([-0.8, 0.6, 0.0], [0.0, 0.0, 1.0]),
        ] {
            let axes = PrincipalAxes::of(&plane([0.0; 3], first, second)).expect("axes");
            for axis in &axes.axes {
                let size = axis.iter().copied().map(f64::abs).fold(0.0, f64::max);
                let largest = axis.iter().find(|entry| entry.abs() > size - 1e-9);
                assert!(largest.is_some_and(|entry| *entry > 0.0), "{axis:?}");
            }
        }
    }

    /// Sixteen directions, perpendicular to each other, of which no entry is 0 (Hadamard's).
    fn direction(number: u32) -> Vec<f64> {
        let entry = |i: u32| [0.25, -0.25][((i & number).count_ones() % 2) as usize];
        (0..16).map(entry).collect()
    }

    #[test]
    fn two_directions_that_are_nearly_as_strong_are_told_apart_in_any_unit() {
        // Of points at ±s along perpendicular directions, the covariance has these for eigenvectors.
        let reach = |number: u32| match number {
            5 => 1.001,
            10 => 1.0,
            other => 0.6 * 0.9_f64.powf(f64::from(other)),
        };
        let all: f64 = (0..16).map(|number| reach(number) * reach(number)).sum();
        for unit in [1e-9, 1e-3, 1.0, 1e6, 1e12] {
            let point = |sign: f64, number: u32| -> Vec<f64> {
                let along = |entry: f64| sign * unit * reach(number) * entry;
                direction(number).into_iter().map(along).collect()
            };
            let x: Vec<Vec<f64>> = (0..16)
                .flat_map(|number| [point(1.0, number), point(-1.0, number)])
                .collect();
            let axes = PrincipalAxes::of(&x).expect("axes");
            for ((axis, share), number) in axes.axes.iter().zip(axes.shares).zip([5, 10]) {
                for other in 0..16 {
                    let expected = f64::from(u8::from(other == number));
                    let along = dot(axis, &direction(other)).abs();
                    assert!((along - expected).abs() < 1e-10, "{unit}: {along}");
                }
                assert!(
                    (share - reach(number) * reach(number) / all).abs() < 1e-12,
                    "{unit}"
                );
            }
        }
    }
}
