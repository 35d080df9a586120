//! The first number of the reader's that is not ours, in the order of computing.

use crate::exercise::hands::Mine;
use crate::model::backprop::{self, Gradient};
use crate::model::error::eq08_mean_cross_entropy;
use crate::model::network::forward;
use crate::model::training::batch_step;
use crate::model::{Forward, Matrix, Network, Sample};
use crate::scene::{Symbol, text};
use crate::stage::weight_index;

/// The relative distance of two numbers that are the same but for their rounding.
const SAME: f64 = 1e-9;
/// A number of the reader's that is not ours.
#[derive(Debug, Clone, PartialEq)]
pub struct Departure {
    /// Its name, such as z₁ of sample 3, and the equation that it comes from.
    pub name: String,
    pub equation: &'static str,
    pub yours: f64,
    pub ours: f64,
}

impl Departure {
    pub(super) fn of_error(yours: f64, ours: f64) -> Self {
        Self {
            name: "E".to_owned(),
            equation: "8",
            yours,
            ours,
        }
    }

    /// `names`: a word before the weight, and the equations of v and of w.
    fn of_weight(
        (letter, row, column, yours, ours): Place,
        (word, of_v, of_w): (&str, &'static str, &'static str),
    ) -> Self {
        let weight = Symbol::new(letter, weight_index(row, column));
        Self {
            name: format!("{word}{weight}"),
            equation: if letter == 'v' { of_v } else { of_w },
            yours,
            ours,
        }
    }

    pub fn sentence(&self) -> String {
        let [yours, ours] = [self.yours, self.ours].map(|number| text(number, 6));
        format!(
            "Your {} is {yours}, ours {ours}: look at ({}), or at what it rests on.",
            self.name, self.equation
        )
    }
}

/// True if all numbers of the first sample of a step are ours, and E before it and the weights after it.
pub(super) fn is_ours(
    mine: &Mine,
    network: &Network,
    batch: &[Sample],
    rate: f64,
    next: &Network,
) -> bool {
    if departure_of_slopes(mine, network, &batch[..batch.len().min(1)], 0).is_some() {
        return false;
    }
    let error = mine.error(network, batch);
    let ours = batch_step(network, batch, rate);
    error.is_some_and(|error| is_same(error, eq08_mean_cross_entropy(network, batch)))
        && first_of([&next.v, &next.w], [&ours.v, &ours.w]).is_none()
}

/// The first number that is not ours in one update: b, z, a, y, E, ∂E/∂v, ∂E/∂w, v, w.
pub(super) fn departure(
    mine: &Mine,
    network: &Network,
    batch: &[Sample],
    rate: f64,
    first: usize,
) -> Option<Departure> {
    departure_of_slopes(mine, network, batch, first).or_else(|| {
        let next = mine.step(network, batch, rate);
        let next = next.unwrap_or_else(|| network_of(nothing(network)));
        let ours = batch_step(network, batch, rate);
        let place = first_of([&next.v, &next.w], [&ours.v, &ours.w]);
        place.map(|place| Departure::of_weight(place, ("new ", "27", "27")))
    })
}

/// The same but for the step: b, z, a, y, E, ∂E/∂v, ∂E/∂w.
fn departure_of_slopes(
    mine: &Mine,
    network: &Network,
    batch: &[Sample],
    first: usize,
) -> Option<Departure> {
    let passes = batch.iter().zip(first..);
    let of_passes = passes.map(|(sample, n)| departure_of_pass(mine, network, sample, n));
    if let Some(departure) = of_passes.flatten().next() {
        return Some(departure);
    }
    let error = mine.error(network, batch).unwrap_or(f64::NAN);
    let ours = eq08_mean_cross_entropy(network, batch);
    if !is_same(error, ours) {
        return Some(Departure::of_error(error, ours));
    }
    let slopes = mine.gradient(network, batch);
    let slopes = slopes.unwrap_or_else(|| nothing(network));
    let ours = mean_gradient(network, batch);
    let place = first_of([&slopes.v, &slopes.w], [&ours.v, &ours.w]);
    place.map(|place| Departure::of_weight(place, ("∂E/∂", "26", "28")))
}

/// A matrix and its letter, row and column, where two numbers are not the same: the reader's, and ours.
type Place = (char, usize, usize, f64, f64);

fn first_of(yours: [&Matrix; 2], ours: [&Matrix; 2]) -> Option<Place> {
    ['v', 'w']
        .into_iter()
        .zip(yours.into_iter().zip(ours))
        .find_map(|(letter, (yours, ours))| {
            let rows = yours.iter().zip(ours).enumerate();
            rows.flat_map(|(row, (yours, ours))| {
                let entries = yours.iter().zip(ours).enumerate();
                entries.map(move |(column, (yours, ours))| (letter, row, column, *yours, *ours))
            })
            .find(|(.., yours, ours)| !is_same(*yours, *ours))
        })
}

/// The first number of a sample's pass that is not ours.
fn departure_of_pass(
    mine: &Mine,
    network: &Network,
    sample: &Sample,
    n: usize,
) -> Option<Departure> {
    let ours = forward(network, &sample.x);
    let yours = mine.forward(network, &sample.x);
    let vectors = |pass: &Forward| {
        [
            pass.b.clone(),
            pass.z.clone(),
            pass.a.clone(),
            pass.y.clone(),
        ]
    };
    let yours = yours
        .as_ref()
        .map_or_else(|| [const { Vec::new() }; 4], vectors);
    let parts = [('b', "5"), ('z', "6"), ('a', "5"), ('y', "7")];
    let parts = parts.into_iter().zip(yours.into_iter().zip(vectors(&ours)));
    for ((letter, equation), (yours, ours)) in parts {
        for (index, ours) in ours.into_iter().enumerate() {
            let yours = yours.get(index).copied().unwrap_or(f64::NAN);
            if !is_same(yours, ours) {
                let symbol = Symbol::new(letter, index.to_string());
                let name = format!("{symbol} of sample {n}");
                return Some(Departure {
                    name,
                    equation,
                    yours,
                    ours,
                });
            }
        }
    }
    None
}

/// The mean gradient by ours.
fn mean_gradient(network: &Network, samples: &[Sample]) -> Gradient {
    let mut mean = Gradient {
        w: network.w.iter().map(|row| vec![0.0; row.len()]).collect(),
        v: network.v.iter().map(|row| vec![0.0; row.len()]).collect(),
    };
    for sample in samples {
        let one = backprop::gradient(network, sample);
        for (sums, slopes) in [(&mut mean.w, &one.w), (&mut mean.v, &one.v)] {
            for (sum, slope) in sums.iter_mut().flatten().zip(slopes.iter().flatten()) {
                *sum += slope / samples.len() as f64;
            }
        }
    }
    mean
}

/// A gradient that could not be computed.
fn nothing(network: &Network) -> Gradient {
    let none = |rows: &Matrix| rows.iter().map(|row| vec![f64::NAN; row.len()]).collect();
    Gradient {
        w: none(&network.w),
        v: none(&network.v),
    }
}

fn network_of(Gradient { w, v }: Gradient) -> Network {
    Network { w, v }
}

/// True for two numbers that differ by rounding alone.
pub(in crate::stage) fn is_same(one: f64, other: f64) -> bool {
    if !one.is_finite() || !other.is_finite() {
        return one.is_nan() == other.is_nan() && (one.is_nan() || one.total_cmp(&other).is_eq());
    }
    (one - other).abs() <= SAME * one.abs().max(other.abs()).max(1e-3)
}
