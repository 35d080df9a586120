//! The two principal axes of data: eigenvectors of the covariance, whatever the size, the unit and
//! the shape of the data.

use nn28::engine::PrincipalAxes;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

fn multiply(matrix: &[Vec<f64>], direction: &[f64]) -> Vec<f64> {
    matrix.iter().map(|row| dot(row, direction)).collect()
}

/// The sums over the samples of the products of two inputs without their mean, and the sum of their
/// diagonal.
fn covariance(x: &[Vec<f64>], mean: &[f64]) -> (Vec<Vec<f64>>, f64) {
    let mut sums = vec![vec![0.0; mean.len()]; mean.len()];
    for row in x {
        for i in 0..mean.len() {
            for j in 0..mean.len() {
                sums[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]);
            }
        }
    }
    let trace = (0..mean.len()).map(|i| sums[i][i]).sum();
    (sums, trace)
}

/// The largest eigenvalue of a matrix among the directions perpendicular to others, by power
/// iteration.
fn largest_eigenvalue(matrix: &[Vec<f64>], others: &[Vec<f64>]) -> f64 {
    let mut direction: Vec<f64> = (0..matrix.len()).map(|i| (i as f64 * 1.7).sin()).collect();
    let mut length = 0.0;
    for _ in 0..2_000 {
        for other in others {
            let along = dot(&direction, other);
            for (entry, other) in direction.iter_mut().zip(other) {
                *entry -= along * other;
            }
        }
        let unit = dot(&direction, &direction).sqrt();
        for entry in &mut direction {
            *entry /= unit;
        }
        direction = multiply(matrix, &direction);
        length = dot(&direction, &direction).sqrt();
    }
    length
}

/// Axes are the first two eigenvectors of the covariance of data.
fn check(x: &[Vec<f64>]) {
    let axes = PrincipalAxes::of(x).expect("axes");
    let (covariance, all) = covariance(x, &axes.mean);
    for (k, (axis, share)) in axes.axes.iter().zip(axes.shares).enumerate() {
        let image = multiply(&covariance, axis);
        for (image, entry) in image.iter().zip(axis) {
            assert!((image - share * all * entry).abs() < 1e-9 * all);
        }
        let expected = largest_eigenvalue(&covariance, &axes.axes[..k]);
        assert!((share - expected / all).abs() < 1e-9, "{k}: {share}");
    }
    assert!(dot(&axes.axes[0], &axes.axes[1]).abs() < 1e-13);
}

#[test]
fn the_axes_are_eigenvectors_of_the_covariance_whether_samples_are_many_or_few() {
    for (samples, inputs) in [(40, 12), (12, 12), (11, 12), (30, 200), (3, 40)] {
        let number = |n: usize, i: usize| {
            (n as f64 * (1.3 + i as f64)).sin() * (1 + (inputs - i) % 9) as f64
        };
        let row = |n: usize| (0..inputs).map(|i| number(n, i)).collect();
        check(&(0..samples).map(row).collect::<Vec<Vec<f64>>>());
    }
}

#[test]
fn one_sample_has_no_direction_and_still_a_plane() {
    let axes = PrincipalAxes::of(&[vec![0.5; 600]]).expect("axes");
    assert!(dot(&axes.axes[0], &axes.axes[1]).abs() < 1e-12);
    let mut lengths = axes.axes.iter().map(|axis| dot(axis, axis));
    assert!(lengths.all(|length| (length - 1.0).abs() < 1e-12));
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
    let axes = PrincipalAxes::of(&x).expect("axes");
    let mean: Vec<f64> = (0..60)
        .map(|i| x.iter().map(|row| row[i]).sum::<f64>() / x.len() as f64)
        .collect();
    assert_eq!(axes.mean, mean, "the mean is that of all");
    let (covariance, all) = covariance(&x, &mean);
    for (k, (axis, share)) in axes.axes.iter().zip(axes.shares).enumerate() {
        let along = dot(axis, &multiply(&covariance, axis)) / all;
        let expected = largest_eigenvalue(&covariance, &axes.axes[..k]) / all;
        assert!((along - expected).abs() < 0.001, "{k}");
        assert!((share - expected).abs() < 0.005, "{k}");
    }
}

#[test]
fn data_that_do_not_vary_have_axes_too() {
    let axes = PrincipalAxes::of(&[vec![2.0; 3]]).expect("axes");
    assert!(axes.shares.iter().all(|share| share.abs() < 1e-12));
    assert!((dot(&axes.axes[0], &axes.axes[0]) - 1.0).abs() < 1e-12);
    assert_eq!(PrincipalAxes::of(&[vec![f64::NAN; 3]]), None);
    let (steady, varied) = (vec![1.0, 4.0, 7.0], vec![1.0, 6.0, 7.0]);
    let axes = PrincipalAxes::of(&[steady, varied]).expect("axes");
    assert_eq!(axes.axes[0], [0.0, 1.0, 0.0]);
    assert!((axes.shares[0] - 1.0).abs() < 1e-15 && axes.shares[1] < 1e-15);
}

#[test]
fn directions_that_are_equally_strong_have_perpendicular_axes() {
    let corner = |n: usize| {
        let sign = |i: usize| [1.0, -1.0][n >> i & 1];
        (0..3).map(sign).collect::<Vec<f64>>()
    };
    let x: Vec<Vec<f64>> = (0..8).map(corner).collect();
    let axes = PrincipalAxes::of(&x).expect("axes");
    assert_eq!(Some(&axes), PrincipalAxes::of(&x).as_ref());
    assert!(dot(&axes.axes[0], &axes.axes[1]).abs() < 1e-14);
    for (axis, share) in axes.axes.iter().zip(axes.shares) {
        assert!((dot(axis, axis) - 1.0).abs() < 1e-14 && (share - 1.0 / 3.0).abs() < 1e-14);
    }
}

/// Points of the plane through a mean along two directions.
fn plane(mean: [f64; 3], first: [f64; 3], second: [f64; 3]) -> Vec<Vec<f64>> {
    (0..60)
        .map(|n| {
            let (u, v) = (f64::from(n * 37 % 60) - 29.5, f64::from(n * 23 % 60) - 29.5);
            let input = |i: usize| mean[i] + u * first[i] + 0.3 * v * second[i];
            (0..3).map(input).collect()
        })
        .collect()
}

#[test]
fn a_point_of_the_plane_is_projected_and_lifted_to_where_it_was() {
    let root = 0.5_f64.sqrt();
    let (mean, first, second) = ([5.0, -2.0, 1.0], [root, -root, 0.0], [0.0, 0.0, 1.0]);
    let x = plane(mean, first, second);
    let axes = PrincipalAxes::of(&x).expect("axes");
    let near = |one: &[f64], other: &[f64]| {
        let mut pairs = one.iter().zip(other);
        assert!(pairs.all(|(one, other)| (one - other).abs() < 1e-11));
    };
    near(&axes.mean, &mean);
    for point in &x {
        near(point, &axes.lift(axes.project(point)));
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
    for unit in [1e-200, 1e-9, 1e-3, 1.0, 1e6, 1e12, 1e200] {
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
            let expected = reach(number) * reach(number) / all;
            assert!((share - expected).abs() < 1e-12, "{unit}");
        }
    }
}
