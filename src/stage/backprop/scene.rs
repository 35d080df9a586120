//! From the state of backpropagation to its scene.

use super::Backprop;
use super::guide::PICTURES;
use crate::equation::Context;
use crate::scene::{
    Axis, Curve, Diagram, EquationCard, Hue, Picture, Progress, Series, StatusField, text,
};
use crate::stage::dashboard::{Facts, Keys, Parts};
use crate::stage::diagram::{Drawing, Position, backward_ledger, lights};
use crate::stage::history::points;
use crate::stage::{Record, error_curve, keys};

const OF_THE_BOOK: &str = "Equations are as the book has them. What this run computes may not be.";
const N_B: (&str, &str) = (
    "n b",
    "a step of training; in the procedure one of its four steps",
);
const PRESETS: (&str, &str) = (
    "p",
    "presets: the run that failed, its repairs, two faults to switch on",
);

impl Parts for Backprop {
    const TITLE: &'static str = "backpropagation";
    const PICTURES: Keys = PICTURES;
    const HELP: Keys = &[
        N_B,
        PRESETS,
        ("m", "v stored too early, or as it should be"),
    ];
    const HINTS: Keys = &[("p", "presets"), (keys::PIN, "pin")];

    fn title(&self) -> String {
        let fault = self.title_of_fault();
        fault.unwrap_or_else(|| Self::TITLE.to_owned())
    }

    fn help(&self) -> Keys {
        if self.broken().is_some() {
            &[
                N_B,
                PRESETS,
                (keys::FAULT, "name the fault that is hidden in this run"),
            ]
        } else {
            Self::HELP
        }
    }

    fn hints(&self) -> Keys {
        if self.broken().is_some() {
            &[(keys::FAULT, "name the fault"), (keys::PIN, "pin")]
        } else {
            Self::HINTS
        }
    }

    fn facts(&self) -> Facts {
        let mut facts = self.facts_of_fault();
        let preset = self.preset_names();
        if !preset.is_empty() {
            facts.push(("preset", preset));
        }
        if self.updates > 0 {
            facts.push(("samples since", self.updates.to_string()));
        }
        facts
    }

    fn fields(&self) -> Vec<StatusField> {
        self.dashboard.fields()
    }

    fn records(&self) -> &[Record] {
        self.history.records()
    }

    fn next(&self) -> &'static str {
        let dashboard = &self.dashboard;
        match (dashboard.screen.playing, dashboard.steps) {
            (false, _) if self.broken().is_some() && !dashboard.screen.hunt.is_found => {
                "Next: find what is wrong. v shows the check and the procedure, Space trains, B names the fault."
            }
            (true, _) => "Watch E fall and the regions bend. < > change the speed, Space pauses.",
            (false, 0) => "Next: Space trains the network; n makes one step.",
            (false, _) => "Next: Space trains on, b goes back a step, v shows another picture.",
        }
    }

    fn diagram(&self) -> Diagram {
        let base = Drawing {
            targets: self.soft.then_some(soften),
            ..self.dashboard.drawing()
        };
        if self.is_in_update() {
            self.update_steps.diagram(&self.dashboard.experiment, base)
        } else {
            by_equation(self, base)
        }
    }

    fn equation(&self) -> EquationCard {
        let case = case(self);
        let mut card = self.dashboard.card(&case);
        if self.broken().is_some() && card.note.is_empty() {
            OF_THE_BOOK.clone_into(&mut card.note);
        }
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
        Picture::Curve(self.history.error_curve(self.dashboard.extent))
    }

    fn accuracy_curve(&self) -> Option<Curve> {
        Some(self.history.accuracy_curve(self.dashboard.extent))
    }
}

fn by_equation(stage: &Backprop, base: Drawing<'_>) -> Diagram {
    let (dashboard, experiment) = (&stage.dashboard, &stage.dashboard.experiment);
    let (entry, indices) = (dashboard.entry(), dashboard.case().indices);
    let lit = |position: Position| lights(entry, indices, position);
    let (shape, count) = (experiment.shape(), experiment.train().len());
    Drawing {
        lit: Some(&lit),
        ledger: backward_ledger(shape, count, entry.section.products),
        caption: dashboard.sample_caption(),
        before: stage
            .history
            .last()
            .map(|last| last.parameters.values.clone()),
        ..base
    }
    .of(experiment)
}

/// A softened target. All of them sum to 0.7 + 0.2 K.
fn soften(t: f64) -> f64 {
    0.7 * t + 0.2
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
