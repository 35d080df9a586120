//! The diagnosis of the hidden units: are they saturated, and is one the twin of another?

use crate::model::network::forward;
use crate::model::neuron::sigmoid_slope;
use crate::model::{Network, Sample};
use crate::scene::number::percent;
use crate::scene::{Symbol, Table, TableRow, text};
use crate::stage::pictures::columns;
use crate::stage::{Experiment, Scale};

/// A unit whose slope h′ is below this for a sample hardly learns from it.
const SATURATED: f64 = 0.01;
const MAX_UNITS: usize = 12;

struct Unit {
    is_saturated: bool,
    /// True if an earlier unit has the same weights.
    is_twin: bool,
    row: TableRow,
}

impl Unit {
    fn of(network: &Network, sums: &[Vec<f64>], index: usize) -> Self {
        let b = sums.iter().map(|b| b[index]);
        let slopes = b.clone().map(sigmoid_slope);
        let is_flat = |slope: &f64| *slope < SATURATED;
        let count = sums.len() as f64;
        let saturated = slopes.clone().filter(is_flat).count() as f64 / count;
        let same_v = |other: usize| {
            let mut rows = network.v.iter();
            rows.all(|v_k| v_k[other].to_bits() == v_k[index].to_bits())
        };
        let is_same = |other: &usize| network.w[*other] == network.w[index] && same_v(*other);
        let twin = (0..index).find(is_same);
        let twin = twin.map(|twin| Symbol::new('z', twin.to_string()).to_string());
        let (is_saturated, is_twin) = (saturated > 0.9, twin.is_some());
        let right = Some(!is_saturated && !is_twin);
        let cells = vec![
            index.to_string(),
            text(b.clone().fold(f64::INFINITY, f64::min), 2),
            text(b.fold(f64::NEG_INFINITY, f64::max), 2),
            text(slopes.sum::<f64>() / count, 4),
            percent(saturated),
            twin.unwrap_or("–".to_owned()),
        ];
        Self {
            is_saturated,
            is_twin,
            row: TableRow { cells, right },
        }
    }
}

pub(super) fn diagnosis(experiment: &Experiment) -> Table {
    let network = experiment.network();
    let sums = |sample: &Sample| forward(&network, &sample.x).b;
    let sums: Vec<Vec<f64>> = experiment.train_samples().iter().map(sums).collect();
    let unit = |index| Unit::of(&network, &sums, index);
    let units: Vec<Unit> = (0..network.hidden()).map(unit).collect();
    let rows = units.iter().map(|unit| unit.row.clone());
    Table {
        title: "diagnosis of the hidden units".to_owned(),
        columns: columns("unit,min b,max b,mean h′,saturated,twin of", " bbz z"),
        selected: None,
        verdict: advice(&units, experiment.setup.scale),
        rows: rows.take(MAX_UNITS).collect(),
    }
}

fn advice(units: &[Unit], scale: Scale) -> String {
    let saturated = units.iter().filter(|unit| unit.is_saturated).count();
    let twins = units.iter().filter(|unit| unit.is_twin).count();
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
        advice.push("No unit is saturated for nearly all samples, and no two are alike.".into());
    }
    advice.join(" ")
}
