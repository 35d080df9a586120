//! From the state of backpropagation to its scene.

use super::Backprop;
use crate::equation::Context;
use crate::scene::number::percent;
use crate::scene::{Axis, Curve, Diagram, EquationCard, Hue, Picture, Progress, Series, text};
use crate::stage::dashboard::{Facts, Keys, Parts};
use crate::stage::diagram::{Drawing, Position, backward_ledger, lights};
use crate::stage::history::points;
use crate::stage::{Record, error_curve};

impl Parts for Backprop {
    const TITLE: &'static str = "backpropagation";
    const HELP: Keys = &[
        (
            "n b",
            "a step of training; in the procedure one of its four steps",
        ),
        (
            "1 2 3 p",
            "the run that failed; standardised; weights drawn",
        ),
        ("4", "targets that do not sum to 1, for (20)"),
        ("5 m", "v stored too early, or as it should be"),
    ];
    const HINTS: Keys = &[("1–5", "presets")];

    fn facts(&self) -> Facts {
        let steps = match (self.dashboard.steps, self.updates) {
            (steps, 0) => steps.to_string(),
            (steps, updates) => format!("{steps} + {updates} samples"),
        };
        let (train, test) = &self.dashboard.scores;
        let mut facts = vec![("step", steps)];
        for (name, score) in [("E", Some(train)), ("test E", test.as_ref())] {
            facts.extend(score.map(|score| (name, text(score.error, 4))));
            facts.extend(score.map(|score| ("right", percent(score.accuracy()))));
        }
        facts
    }

    fn diagram(&self) -> Diagram {
        let mut diagram = if self.is_in_update() {
            let (experiment, weight) = (&self.dashboard.experiment, self.dashboard.weight);
            self.update_steps.diagram(experiment, Some(weight))
        } else {
            by_equation(self)
        };
        if self.soft {
            soften_diagram(&mut diagram);
        }
        diagram
    }

    fn equation(&self) -> EquationCard {
        let case = case(self);
        let mut card = self.dashboard.card(&case);
        if self.soft && self.dashboard.entry().assumes_targets_sum_to_1 {
            let sum = text(case.sample().t.iter().sum(), 2);
            card.note = format!(
                "Here Σ t = {sum}: the slope is (Σ t) y − t, and the last step of (20) does not hold."
            );
        }
        card
    }

    fn progress(&self) -> Option<Progress> {
        self.dashboard.task()?.progress()
    }

    fn training_picture(&self) -> Picture {
        Picture::Curve(Curve {
            title: format!("training, {}", self.history.summary()),
            ..training_curve(self.history.records())
        })
    }
}

fn by_equation(stage: &Backprop) -> Diagram {
    let (dashboard, experiment) = (&stage.dashboard, &stage.dashboard.experiment);
    let (entry, indices) = (dashboard.entry(), dashboard.case().indices);
    let lit = |position: Position| lights(entry, indices, position);
    let (shape, count) = (experiment.shape(), experiment.train().len());
    Drawing {
        lit: Some(&lit),
        focused: Some(dashboard.weight),
        ledger: backward_ledger(shape, count, entry.section.products),
        caption: dashboard.sample_caption(),
        ..Drawing::default()
    }
    .of(experiment)
}

/// A softened target. All of them sum to 0.7 + 0.2 K.
fn soften(t: f64) -> f64 {
    0.7 * t + 0.2
}

fn soften_diagram(diagram: &mut Diagram) {
    let nodes = diagram.layers.iter_mut().flat_map(|layer| &mut layer.nodes);
    for quantity in nodes.flat_map(|node| &mut node.quantities) {
        if quantity.symbol.letter == 't' {
            quantity.value = quantity.value.map(soften);
        }
    }
}

fn case(stage: &Backprop) -> Context {
    let dashboard = &stage.dashboard;
    let mut case = dashboard.case();
    if stage.is_in_update() {
        // The equation stays with the update that is on screen, also when its weights are stored.
        let (old, entry) = (stage.update_steps.old.to_network(), dashboard.entry());
        case = dashboard.experiment.case_of(old, entry, dashboard.weight);
    }
    if stage.soft {
        for t in &mut case.samples[case.n].t {
            *t = soften(*t);
        }
    }
    case
}

/// The accuracies over the steps.
pub(super) fn accuracy_curve(records: &[Record]) -> Curve {
    let accuracy = |label: &str, points| Series::new(label, Hue::Class(2), points);
    let train = points(records, |record| Some(record.train.1));
    let mut series = vec![accuracy("training accuracy", train)];
    let test = points(records, |record| record.test.map(|test| test.1));
    if !test.is_empty() {
        series.push(accuracy("test accuracy", test).dashed());
    }
    Curve {
        y: Axis::new("accuracy", 0.0, 1.05),
        series,
        marks: Vec::new(),
        ..error_curve(records, "accuracy")
    }
}

/// Errors and accuracies over the steps. Errors and accuracies differ by their colour, the parts by their lines.
fn training_curve(records: &[Record]) -> Curve {
    let mut curve = error_curve(records, "training");
    curve.series.extend(accuracy_curve(records).series);
    "E, accuracy".clone_into(&mut curve.y.label);
    curve.y.range.1 = curve.y.range.1.max(1.05);
    curve
}
