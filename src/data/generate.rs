//! Data sets that are drawn from a seed: the same seed, the same numbers.
//!
//! The generator is `ChaCha8`, named by its algorithm, so that a seed keeps its meaning. Sample n
//! is of class n mod K: every class is then in every part of the set, even where a split does not
//! shuffle.

use std::f64::consts::TAU;

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use rand_distr::StandardNormal;

use super::{About, DataSet, Scaler};

/// The random numbers behind one seed come in streams that have nothing to do with each other.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stream {
    Points = 0,
    /// For the order in which a split takes them.
    Order = 1,
    Weights = 2,
    /// For what is added to the points.
    Noise = 3,
}

/// The draw of a set: the seed of its points, and the noise that is added to them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Draw {
    pub seed: u64,
    /// The deviation of the noise, in deviations of each input; 0 leaves the points as they were drawn.
    pub noise: f64,
}

impl From<u64> for Draw {
    fn from(seed: u64) -> Self {
        Self { seed, noise: 0.0 }
    }
}

pub(super) fn generator(seed: u64, stream: Stream) -> ChaCha8Rng {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    generator.set_stream(stream as u64);
    generator
}

/// Adds noise to every input. The points keep their places as it grows: more of it moves them farther the same way.
pub(super) fn noisy(mut set: DataSet, draw: Draw) -> DataSet {
    let Draw { seed, noise } = draw;
    if noise == 0.0 {
        return set;
    }
    let deviation = Scaler::learn(&set).deviation;
    let mut generator = generator(seed, Stream::Noise);
    for x in &mut set.x {
        for (x, deviation) in x.iter_mut().zip(&deviation) {
            let standard: f64 = generator.sample(StandardNormal);
            *x += noise * deviation * standard;
        }
    }
    let more = format!(", and noise of {noise} deviations");
    set.source.push_str(&more);
    set
}

/// Draws the samples of a set one after the other, by `point`, and says `how`.
fn drawn(
    (name, how): (&str, &str),
    seed: u64,
    samples: usize,
    features: [&str; 2],
    classes: &[&str],
    point: &dyn Fn(usize, &mut ChaCha8Rng) -> [f64; 2],
) -> DataSet {
    let mut generator = generator(seed, Stream::Points);
    let all = 0..samples;
    DataSet {
        name: name.to_string(),
        features: features.map(String::from).to_vec(),
        classes: classes.iter().copied().map(String::from).collect(),
        x: all
            .clone()
            .map(|n| point(n, &mut generator).to_vec())
            .collect(),
        class: all.map(|n| n % classes.len()).collect(),
        source: format!("drawn from seed {seed}: {how}"),
        about: About::default(),
    }
}

/// The names of two coordinates, as the equations have them.
const PLANE: [&str; 2] = ["x0", "x1"];

/// A point of a Gaussian cloud, from its middle and its deviation in each direction.
fn cloud_point((centre, deviation): ([f64; 2], [f64; 2]), generator: &mut ChaCha8Rng) -> [f64; 2] {
    [0, 1].map(|i| {
        let standard: f64 = generator.sample(StandardNormal);
        centre[i] + deviation[i] * standard
    })
}

/// Three Gaussian clouds in the plane that overlap a little: 200 points, no unit, deviation 0.45.
pub fn clusters(seed: u64) -> DataSet {
    const CENTRES: [[f64; 2]; 3] = [[-0.5, -0.5], [0.5, 1.0], [1.0, -0.5]];
    let words = ("clusters", "three Gaussian clouds of deviation 0.45");
    let classes = ["left", "top", "right"];
    drawn(words, seed, 200, PLANE, &classes, &|n, generator| {
        cloud_point((CENTRES[n % 3], [0.45, 0.45]), generator)
    })
}

/// Body temperature in °C, from 36 to 43, and pH, from 4 to 7.5: 100 points in three classes, not
/// scaled.
///
/// The numbers are invented, in the ranges of the data that the source trains on, and the classes
/// are named for where their points lie (`normal`; `hot`, with fever; `acid`, with a low pH), not
/// for any illness. Unscaled, the temperature saturates every sigmoid; standardised, a small
/// network tells the three apart.
pub fn body(seed: u64) -> DataSet {
    const CLOUDS: [([f64; 2], [f64; 2]); 3] = [
        ([36.9, 6.8], [0.4, 0.3]),
        ([40.5, 6.3], [0.9, 0.5]),
        ([38.8, 4.9], [0.9, 0.4]),
    ];
    let words = ("body", "invented body temperatures and pH values");
    let features = ["temperature (°C)", "pH"];
    let classes = ["normal", "hot", "acid"];
    drawn(words, seed, 100, features, &classes, &|n, generator| {
        loop {
            let point = cloud_point(CLOUDS[n % 3], generator);
            if (36.0..43.0).contains(&point[0]) && (4.0..7.5).contains(&point[1]) {
                return point;
            }
        }
    })
}

/// Two classes that no straight line parts: 200 points of [−1, 1]², 50 in each quadrant, at least
/// 0.05 away from the axes.
///
/// The class is `equal` where both coordinates have the same sign, and `different` elsewhere.
pub(super) fn xor(seed: u64) -> DataSet {
    // Neighbours in this round of the quadrants differ in one sign, so the classes alternate.
    const SIGNS: [[f64; 2]; 4] = [[1.0, 1.0], [-1.0, 1.0], [-1.0, -1.0], [1.0, -1.0]];
    let words = ("xor", "even points, classed by whether their signs agree");
    let classes = ["equal", "different"];
    drawn(words, seed, 200, PLANE, &classes, &|n, generator| {
        SIGNS[n % 4].map(|sign| sign * generator.random_range(0.05..=1.0))
    })
}

/// Three arms that wind around the middle for three quarters of a turn: 300 points, none farther
/// than about 1 from the middle.
pub(super) fn spiral(seed: u64) -> DataSet {
    let words = ("spiral", "three arms of a spiral with noise");
    let classes = ["arm 0", "arm 1", "arm 2"];
    drawn(words, seed, 300, PLANE, &classes, &|n, generator| {
        spiral_point(n % 3, generator)
    })
}

/// One point of an arm: the farther out, the farther around.
fn spiral_point(arm: usize, generator: &mut ChaCha8Rng) -> [f64; 2] {
    const TURNS: f64 = 0.75;
    const NOISE: [f64; 2] = [0.02, 0.02];
    let radius: f64 = generator.random_range(0.1..1.0);
    let angle = TAU * (arm as f64 / 3.0 + TURNS * radius);
    cloud_point(
        ([radius * angle.cos(), radius * angle.sin()], NOISE),
        generator,
    )
}
