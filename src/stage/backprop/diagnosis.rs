//! The diagnosis of the hidden units: are they saturated, and is one the twin of another?

use crate::model::Network;
use crate::model::network::forward;
use crate::model::neuron::sigmoid_slope;
use crate::scene::number::percent;
use crate::scene::{Symbol, Table, TableRow, text};
use crate::stage::experiment::Experiment;
use crate::stage::pictures::columns;
use crate::stage::settings::Scale;

/// A unit whose slope h′ is below this for a sample hardly learns from it.
const SATURATED: f64 = 0.01;
/// Units that the table names.
const MAX_UNITS: usize = 12;

/// One hidden unit over all training samples.
struct Unit {
    index: usize,
    /// The least and the largest sum b.
    range: (f64, f64),
    mean_slope: f64,
    /// The share of the samples for which it is saturated.
    saturated: f64,
    /// An earlier unit with the same weights.
    twin: Option<usize>,
}

impl Unit {
    fn of(network: &Network, sums: &[Vec<f64>], index: usize) -> Self {
        let b = sums.iter().map(|b| b[index]);
        let slopes = b.clone().map(sigmoid_slope);
        let count = sums.len() as f64;
        let same_v = |other: usize| {
            let mut rows = network.v.iter();
            rows.all(|v_k| v_k[other].to_bits() == v_k[index].to_bits())
        };
        Self {
            index,
            range: b.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), b| {
                (low.min(b), high.max(b))
            }),
            mean_slope: slopes.clone().sum::<f64>() / count,
            saturated: slopes.filter(|slope| *slope < SATURATED).count() as f64 / count,
            twin: (0..index).find(|other| network.w[*other] == network.w[index] && same_v(*other)),
        }
    }

    fn is_saturated(&self) -> bool {
        self.saturated > 0.9
    }

    fn row(&self) -> TableRow {
        let twin = self.twin.map(|twin| Symbol::new('z', twin.to_string()));
        TableRow {
            cells: vec![
                self.index.to_string(),
                text(self.range.0, 2),
                text(self.range.1, 2),
                text(self.mean_slope, 4),
                percent(self.saturated),
                twin.map_or("–".to_owned(), |twin| twin.to_string()),
            ],
            right: Some(!(self.is_saturated() || self.twin.is_some())),
        }
    }
}

/// The hidden units with their sums, slopes and twins.
pub(super) fn diagnosis(experiment: &Experiment) -> Table {
    let network = experiment.network();
    let samples = experiment.train_samples().iter();
    let sums: Vec<Vec<f64>> = samples
        .map(|sample| forward(&network, &sample.x).b)
        .collect();
    let units: Vec<Unit> = (0..network.hidden())
        .map(|index| Unit::of(&network, &sums, index))
        .collect();
    Table {
        title: "diagnosis of the hidden units".to_owned(),
        columns: columns(
            [
                "unit",
                "least b",
                "largest b",
                "mean h′",
                "saturated",
                "twin of",
            ],
            " bbz z",
        ),
        rows: units.iter().take(MAX_UNITS).map(Unit::row).collect(),
        verdict: advice(&units, experiment.setup.scale),
    }
}

fn advice(units: &[Unit], scale: Scale) -> String {
    let saturated = units.iter().filter(|unit| unit.is_saturated()).count();
    let twins = units.iter().filter(|unit| unit.twin.is_some()).count();
    let count = units.len();
    let mut advice = Vec::new();
    if saturated > 0 {
        let cure = match scale {
            Scale::None => "standardise the inputs (key 2)",
            Scale::Standard => "smaller weights keep the sums near 0",
        };
        advice.push(format!(
            "{saturated} of {count} units are saturated: h′ ≈ 0, so (28) is ≈ 0 and w stands still. Cure: {cure}."
        ));
    }
    if twins > 0 {
        advice.push(format!(
            "{twins} of {count} are twins of another: equal weights get equal slopes and stay equal for ever. Cure: draw the first weights (key 3)."
        ));
    }
    if advice.is_empty() {
        advice
            .push("No unit is saturated for nearly all samples, and no two are alike.".to_owned());
    }
    advice.join(" ")
}
