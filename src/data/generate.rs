//! Data sets that are drawn from a seed: the same seed, the same numbers.
//!
//! The generator is `ChaCha8`, named by its algorithm, so that a seed keeps its meaning. Sample n
//! is of class n mod K: every class is then in every part of the set, even where a split does not
//! shuffle.

use std::f64::consts::TAU;
use std::ops::Range;

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use rand_distr::StandardNormal;

use super::DataSet;
use crate::model::Matrix;

/// The random numbers behind one seed come in streams that have nothing to do with each other.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stream {
    /// For the points of a set.
    Points = 0,
    /// For the order in which a split takes them.
    Order = 1,
    /// For the first weights of a network.
    Weights = 2,
}

/// The generator for one purpose.
pub(super) fn generator(seed: u64, stream: Stream) -> ChaCha8Rng {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    generator.set_stream(stream as u64);
    generator
}

/// A cloud of points: its name, its middle, and its width in each direction.
struct Cloud {
    name: &'static str,
    centre: [f64; 2],
    deviation: [f64; 2],
}

impl Cloud {
    fn point(&self, generator: &mut ChaCha8Rng) -> Vec<f64> {
        let mut coordinate = |i: usize| {
            let standard: f64 = generator.sample(StandardNormal);
            self.centre[i] + self.deviation[i] * standard
        };
        vec![coordinate(0), coordinate(1)]
    }

    /// As `point`, drawn again until it lies inside.
    fn point_within(&self, inside: &[Range<f64>; 2], generator: &mut ChaCha8Rng) -> Vec<f64> {
        loop {
            let point = self.point(generator);
            if point.iter().zip(inside).all(|(x, range)| range.contains(x)) {
                return point;
            }
        }
    }
}

/// Three Gaussian clouds in the plane that overlap a little: 200 points, no unit, deviation 0.45.
///
/// ```
/// let set = nn28::data::clusters(1);
/// assert_eq!((set.len(), set.inputs(), set.class_count()), (200, 2, 3));
/// assert_eq!(set, nn28::data::clusters(1));
/// ```
#[must_use]
pub fn clusters(seed: u64) -> DataSet {
    let cloud = |name, centre| Cloud {
        name,
        centre,
        deviation: [0.45, 0.45],
    };
    let clouds = [
        cloud("left", [-0.5, -0.5]),
        cloud("top", [0.5, 1.0]),
        cloud("right", [1.0, -0.5]),
    ];
    let mut generator = generator(seed, Stream::Points);
    let draw = |n: usize| clouds[n % 3].point(&mut generator);
    DataSet {
        name: "clusters".to_string(),
        features: plane(),
        classes: clouds.iter().map(|cloud| cloud.name.to_string()).collect(),
        x: (0..200).map(draw).collect(),
        class: in_turn(200, 3),
        source: format!("drawn from seed {seed}: three Gaussian clouds of deviation 0.45"),
    }
}

/// Body temperature in °C, from 36 to 43, and pH, from 4 to 7.5: 100 points in three classes, not
/// scaled.
///
/// The numbers are invented, in the ranges of the data that the source trains on, and the classes
/// are named for where their points lie (`normal`; `hot`, with fever; `acid`, with a low pH), not
/// for any illness. Unscaled, the temperature saturates every sigmoid; standardised, a small
/// network tells the three apart.
///
/// ```
/// let set = nn28::data::body(1);
/// assert_eq!((set.len(), set.inputs(), set.class_count()), (100, 2, 3));
/// assert!(set.x.iter().all(|x| (36.0..43.0).contains(&x[0]) && (4.0..7.5).contains(&x[1])));
/// ```
#[must_use]
pub fn body(seed: u64) -> DataSet {
    let cloud = |name, centre, deviation| Cloud {
        name,
        centre,
        deviation,
    };
    let clouds = [
        cloud("normal", [36.9, 6.8], [0.4, 0.3]),
        cloud("hot", [40.5, 6.3], [0.9, 0.5]),
        cloud("acid", [38.8, 4.9], [0.9, 0.4]),
    ];
    let possible = [36.0..43.0, 4.0..7.5];
    let mut generator = generator(seed, Stream::Points);
    let draw = |n: usize| clouds[n % 3].point_within(&possible, &mut generator);
    DataSet {
        name: "body".to_string(),
        features: vec!["temperature (°C)".to_string(), "pH".to_string()],
        classes: clouds.iter().map(|cloud| cloud.name.to_string()).collect(),
        x: (0..100).map(draw).collect(),
        class: in_turn(100, 3),
        source: format!("drawn from seed {seed}: invented body temperatures and pH values"),
    }
}

/// Two classes that no straight line parts: 200 points of [−1, 1]², 50 in each quadrant, at least
/// 0.05 away from the axes.
///
/// The class is `equal` where both coordinates have the same sign, and `different` elsewhere.
///
/// ```
/// let set = nn28::data::xor(1);
/// assert_eq!((set.len(), set.inputs(), set.class_count()), (200, 2, 2));
/// assert!(set.x.iter().zip(&set.class).all(|(x, class)| (x[0] * x[1] < 0.0) == (*class == 1)));
/// ```
#[must_use]
pub fn xor(seed: u64) -> DataSet {
    // Neighbours in this round of the quadrants differ in one sign, so the classes alternate.
    const SIGNS: [[f64; 2]; 4] = [[1.0, 1.0], [-1.0, 1.0], [-1.0, -1.0], [1.0, -1.0]];
    let mut generator = generator(seed, Stream::Points);
    let draw = |n: usize| {
        let mut coordinate = |sign: f64| sign * generator.random_range(0.05..=1.0);
        SIGNS[n % 4].map(&mut coordinate).to_vec()
    };
    DataSet {
        name: "xor".to_string(),
        features: plane(),
        classes: vec!["equal".to_string(), "different".to_string()],
        x: (0..200).map(draw).collect(),
        class: in_turn(200, 2),
        source: format!(
            "drawn from seed {seed}: even points, classed by whether their signs agree"
        ),
    }
}

/// Three arms that wind around the middle for three quarters of a turn: 300 points, none farther
/// than about 1 from the middle.
///
/// ```
/// let set = nn28::data::spiral(1);
/// assert_eq!((set.len(), set.inputs(), set.class_count()), (300, 2, 3));
/// ```
#[must_use]
pub fn spiral(seed: u64) -> DataSet {
    let mut generator = generator(seed, Stream::Points);
    let x: Matrix = (0..300)
        .map(|n| spiral_point(n % 3, &mut generator))
        .collect();
    DataSet {
        name: "spiral".to_string(),
        features: plane(),
        classes: (0..3).map(|arm| format!("arm {arm}")).collect(),
        x,
        class: in_turn(300, 3),
        source: format!("drawn from seed {seed}: three arms of a spiral with noise"),
    }
}

/// One point of an arm: the farther out, the farther around.
fn spiral_point(arm: usize, generator: &mut ChaCha8Rng) -> Vec<f64> {
    const TURNS: f64 = 0.75;
    const NOISE: f64 = 0.02;
    let radius: f64 = generator.random_range(0.1..1.0);
    let angle = TAU * (arm as f64 / 3.0 + TURNS * radius);
    let mut noise = || {
        let standard: f64 = generator.sample(StandardNormal);
        NOISE * standard
    };
    vec![
        radius * angle.cos() + noise(),
        radius * angle.sin() + noise(),
    ]
}

/// The names of two coordinates, as the equations have them.
fn plane() -> Vec<String> {
    vec!["x0".to_string(), "x1".to_string()]
}

/// Class n mod K for N samples.
fn in_turn(samples: usize, classes: usize) -> Vec<usize> {
    (0..samples).map(|n| n % classes).collect()
}
