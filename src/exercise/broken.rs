//! Planted faults: a gradient, or a forward pass, with one mistake in it that the reader is to find by what the screen shows.
//!
//! A seed determines the fault. In one seed of six nothing is wrong.

mod gradient;
mod table;

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

use crate::model::{Forward, Matrix, Network};
pub use gradient::Flow;
pub use table::{FAULTS, RIGHT};

/// The part of the computation that is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Mean,
    Errors,
    AlongV,
    AlongW,
    Order,
    Pass,
    Nothing,
}

impl Place {
    pub const ALL: [Self; 7] = [
        Self::Mean,
        Self::Errors,
        Self::AlongV,
        Self::AlongW,
        Self::Order,
        Self::Pass,
        Self::Nothing,
    ];

    /// The equation, and what it is about.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Mean => ("(14)", "the mean over the samples"),
            Self::Errors => ("(23)", "the errors at the outputs"),
            Self::AlongV => ("(26)", "the slopes along v"),
            Self::AlongW => ("(28)", "the slopes along w"),
            Self::Order => ("the order", "of computing and storing v and w"),
            Self::Pass => ("the forward pass", "(5) to (8)"),
            Self::Nothing => ("nothing", "all of it is right"),
        }
    }
}

/// Rules that hold in every network, whatever its weights. Where the check agrees, they are all there is to go by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Must {
    /// The outputs of a sample sum to 1.
    SumToOne,
    /// All weights 0 give E = ln K.
    LogOfClasses,
    /// The columns of ∂E/∂v sum to 0.
    ColumnsSumToZero,
    /// No weight is without any effect.
    EveryWeightCounts,
}

/// One mistake, and all that is said about it.
#[derive(Debug)]
pub struct Planted {
    /// A short name, with hyphens.
    pub name: &'static str,
    pub place: Place,
    /// 1 is loud, 2 is about a block or a column, 3 hides, 4 is no fault, 5 agrees with the check.
    pub level: u8,
    /// The cause, as one of four answers.
    pub cause: &'static str,
    /// The lesson, once it is found.
    pub lesson: &'static str,
    /// The one thing that does not hold, where the check agrees.
    pub breaks: Option<Must>,
    plant: Plant,
}

/// A mistake, as a change of one step of the computation.
#[derive(Debug)]
enum Plant {
    None,
    /// Factors of the mean ∂E/∂w and ∂E/∂v over N samples.
    Scale(fn(f64) -> [f64; 2]),
    /// In place of y_k − t_k, by y, t and k.
    Errors(fn(&[f64], &[f64], usize) -> f64),
    /// In place of (26), by the pass, the errors, k and j.
    AlongV(fn(&Forward, &[f64], usize, usize) -> f64),
    /// In place of Σ (y_k − t_k) v_kj, by v, the errors and j.
    SentBack(fn(&Matrix, &[f64], usize) -> f64),
    /// In place of h′(b_j), by the pass and j.
    Slope(fn(&Forward, usize) -> f64),
    /// In place of x_i, by x and i.
    Input(fn(&[f64], usize) -> f64),
    Order(Order),
    Pass(WrongPass),
}

/// An order in which one block is stored before the other is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// The slopes along w take the new v and the old errors.
    NewV,
    /// A second forward pass with the new v comes before the slopes along w.
    SecondPass,
    /// w is stored first, and the slopes along v come from a second forward pass.
    NewW,
}

/// A forward pass that errs, with slopes that are right for it.
#[derive(Debug)]
struct WrongPass {
    /// The matrix whose bias column no sum takes in.
    cut: Option<char>,
    /// y and log y from a.
    outputs: fn(&[f64]) -> Outputs,
    /// ∂Eₙ/∂a from a, and from y and t.
    errors: fn(&[f64], [&[f64]; 2]) -> Vec<f64>,
}

/// y and log y.
type Outputs = (Vec<f64>, Vec<f64>);

impl Planted {
    /// Its name in words: sum for mean.
    pub fn words(&self) -> String {
        match self.place {
            Place::Nothing => "none".to_owned(),
            _ => self.name.replace('-', " "),
        }
    }

    /// True if the forward pass errs, so that its own differences agree with it.
    pub fn is_of_pass(&self) -> bool {
        self.place == Place::Pass
    }
}

/// The fault of a seed.
#[derive(Debug, Clone, Copy)]
pub struct Broken {
    pub seed: u64,
    pub fault: &'static Planted,
    /// The level that the screen names: where nothing is wrong it is that of another fault, so that it tells nothing.
    pub level: u8,
}

impl PartialEq for Broken {
    fn eq(&self, other: &Self) -> bool {
        self.seed == other.seed
    }
}

impl Eq for Broken {}

/// Chosen so that the first seeds grow harder.
const FIRST: u64 = 26_114;

impl Broken {
    pub fn of(seed: u64) -> Self {
        let mut numbers = ChaCha8Rng::seed_from_u64(seed.wrapping_add(FIRST));
        let is_right = numbers.random_range(0..6_u32) == 0;
        let level = [1, 2, 3, 5][numbers.random_range(0..4_u32) as usize];
        let of_level = || FAULTS.iter().filter(|fault| fault.level == level);
        let count = of_level().count() as u32;
        let drawn = of_level().nth(numbers.random_range(0..count) as usize);
        let fault = drawn.filter(|_| !is_right).unwrap_or(&RIGHT);
        Self { seed, fault, level }
    }

    /// Four causes in the place of the fault, in an order that tells nothing; where it has fewer, those of (28) fill it up.
    pub fn causes(&self) -> Vec<&'static Planted> {
        let mut numbers = ChaCha8Rng::seed_from_u64(!self.seed);
        let right = self.fault;
        let mut others: Vec<&Planted> = of_place(right.place)
            .filter(|other| other.name != right.name)
            .collect();
        while others.len() > 3 {
            others.remove(numbers.random_range(0..others.len() as u32) as usize);
        }
        let missing = 3 - others.len();
        others.extend(of_place(Place::AlongW).skip(2).take(missing));
        let place = numbers.random_range(0..4_u32) as usize;
        others.insert(place, right);
        others
    }
}

fn of_place(place: Place) -> impl Iterator<Item = &'static Planted> {
    FAULTS.iter().filter(move |fault| fault.place == place)
}

/// The network with the bias column of one matrix set to 0, as a pass computes that does not take it in.
fn without_bias(network: &Network, letter: char) -> Network {
    let mut network = network.clone();
    let matrix = match letter {
        'w' => &mut network.w,
        _ => &mut network.v,
    };
    for weight in matrix.iter_mut().filter_map(|row| row.last_mut()) {
        *weight = 0.0;
    }
    network
}

/// The reader's progress with a fault.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hunt {
    /// True once its place is named; the cause is asked for then.
    pub has_place: bool,
    pub is_found: bool,
    /// The answers so far.
    pub tries: u32,
}
