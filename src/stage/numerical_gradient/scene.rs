//! From the state of the numerical gradient to its scene.

use super::guide::PICTURES;
use super::{NumericalGradient, Phase};
use crate::engine;
use crate::model::network::forward;
use crate::scene::number::compact;
use crate::scene::{Curve, Diagram, EquationCard, Matrices, Picture, Progress, StatusField, text};
use crate::stage::dashboard::{DashboardState, Facts, Keys, Parts};
use crate::stage::diagram::{Drawing, Position, forward_ledger, lights};
use crate::stage::matrices::matrices_of;
use crate::stage::{Record, keys};

impl Parts for NumericalGradient {
    const TITLE: &'static str = "numerical gradient";
    const PICTURES: Keys = PICTURES;
    const HELP: Keys = &[
        ("n b", "nudge a weight, run, divide; one step back"),
        ("m", "another quotient: forward, central, printed"),
    ];
    const HINTS: Keys = &[("m", "quotient"), (keys::PIN, "pin")];

    fn facts(&self) -> Facts {
        vec![
            ("ε", compact(self.search.epsilon)),
            ("passes", (self.passes + self.search.passes).to_string()),
        ]
    }

    fn fields(&self) -> Vec<StatusField> {
        self.dashboard.fields()
    }

    fn records(&self) -> &[Record] {
        self.history.records()
    }

    fn next(&self) -> &'static str {
        if self.dashboard.screen.playing {
            "Each weight is nudged in turn, then all move downhill. Space pauses."
        } else {
            "Next: Space nudges weight after weight; n takes one step."
        }
    }

    fn diagram(&self) -> Diagram {
        let dashboard = &self.dashboard;
        let experiment = &dashboard.experiment;
        let shape = experiment.shape();
        let next = self.search.slopes.len().min(shape.parameters() - 1);
        let moved = self.moved();
        let coming = |weight: usize| (weight == next).then(|| moved.values[next]);
        let pass = (self.phase == Phase::Run)
            .then(|| forward(&moved.to_network(), &experiment.sample().x));
        let (entry, indices) = (dashboard.entry(), dashboard.case().indices);
        let focused = shape.position(dashboard.weight);
        let lit = |position: Position| {
            let is_weight = matches!(position.0, 'w' | 'v');
            position == focused || !is_weight && lights(entry, indices, position)
        };
        Drawing {
            lit: Some(&lit),
            next: (self.phase != Phase::Rest).then_some(&coming),
            pass: pass.as_ref(),
            ledger: forward_ledger(shape, experiment.train().len(), &[]),
            caption: caption(self, &dashboard.weight_name(next)),
            before: self.history.last().map(|(before, _)| before.values.clone()),
            ..dashboard.drawing()
        }
        .of(experiment)
    }

    fn equation(&self) -> EquationCard {
        let dashboard = &self.dashboard;
        let mut case = dashboard.case();
        let (letter, k, j) = dashboard.experiment.shape().position(dashboard.weight);
        match dashboard.entry().along_output_weight {
            Some(entry) if letter == 'v' => {
                (case.indices.k, case.indices.j) = (k, j);
                dashboard.card_of(entry, &case)
            }
            _ => dashboard.card(&case),
        }
    }

    fn progress(&self) -> Option<Progress> {
        if self.dashboard.is_viewing("descent") {
            return self.dashboard.task()?.progress();
        }
        let all = self.dashboard.experiment.shape().parameters();
        let known = self.search.slopes.len();
        let label = format!("{known} of {all} slopes");
        let left = time_left(self.ticks, known, all);
        Some(Progress::new(label, known as f64 / all as f64, left))
    }

    fn training_picture(&self) -> Picture {
        Picture::Curve(self.history.error_curve(self.dashboard.extent))
    }

    fn accuracy_curve(&self) -> Option<Curve> {
        Some(self.history.accuracy_curve(self.dashboard.extent))
    }
}

fn caption(stage: &NumericalGradient, weight: &str) -> String {
    match stage.phase {
        Phase::Rest if stage.is_complete() => "all slopes are there: n moves all weights".into(),
        Phase::Rest => format!("{weight} comes next"),
        Phase::Nudged => format!("{weight} is nudged by {}", compact(stage.search.epsilon)),
        Phase::Run => format!("{weight} nudged, run again: E′ = {}", text(stage.nudged, 6)),
    }
}

pub(super) fn matrices(dashboard: &DashboardState, search: &engine::NumericalGradient) -> Matrices {
    let shape = dashboard.experiment.shape();
    let (all, known, passes) = (shape.parameters(), search.slopes.len(), search.passes);
    let of_errors = u64::from(search.difference.needs_error());
    let whole = search.difference.passes() * all as u64 + of_errors;
    let slope = |index: usize| search.slopes.get(index).copied();
    let selected = Some(dashboard.weight);
    Matrices {
        title: format!("the gradient, {} of {all} slopes", known.min(all)),
        matrices: matrices_of(shape, ["∂E/∂w", "∂E/∂v"], slope, selected).into(),
        verdict: format!(
            "{passes} of the {whole} forward passes of this gradient. Backpropagation needs one pass forward and one back."
        ),
    }
}

/// The time that is left, judged by the frames that it took to come so far; thirty of them are a second.
fn time_left(ticks: u32, known: usize, all: usize) -> String {
    if ticks == 0 || known == 0 {
        return String::new();
    }
    let seconds = f64::from(ticks) / 30.0 * (all - known) as f64 / known as f64;
    format!("{seconds:.0} s left")
}
