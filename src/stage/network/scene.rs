//! From the state of the network to its scene.

use super::Network;
use super::guide::PICTURES;
use super::steps::{Step, is_known};
use crate::equation::tex::sum_of_products;
use crate::model::network::eq05_unit_sum;
use crate::scene::marks::marked;
use crate::scene::{Diagram, EquationCard, EquationLine, Picture, Progress, StatusField};
use crate::stage::card::value;
use crate::stage::dashboard::{Keys, Parts};
use crate::stage::diagram::{Drawing, Position, forward_ledger, lights};
use crate::stage::pictures::score_table;

impl Parts for Network {
    const TITLE: &'static str = "network";
    const TRAINS: bool = false;
    const SHOWS_NUMBERS: bool = true;
    const PICTURES: Keys = PICTURES;
    const HELP: Keys = &[(
        "n b",
        "one step of the sample on, back; after the last the next sample",
    )];

    /// Without a training it is the sample that goes on, not the step.
    fn fields(&self) -> Vec<StatusField> {
        let mut fields = self.dashboard.fields();
        if let Some(first) = fields.first_mut().filter(|_| self.dashboard.steps == 0) {
            "sample".clone_into(&mut first.name);
            first.value = self.dashboard.experiment.sample_number().to_string();
        }
        fields
    }

    fn next(&self) -> &'static str {
        if self.dashboard.screen.playing {
            "A sample goes through the network, a number at a time. Space pauses."
        } else {
            "Next: Space sends samples through; n takes one step."
        }
    }

    /// The symbols of the current step are bright, or, after the last step, those of the selected equation.
    fn diagram(&self) -> Diagram {
        let (dashboard, experiment) = (&self.dashboard, &self.dashboard.experiment);
        let shape = experiment.shape();
        let (entry, indices) = (dashboard.entry(), dashboard.case().indices);
        let step = self.current();
        let lit = |position: Position| match step {
            Some(step) => step.lights(position),
            None => lights(entry, indices, position),
        };
        let known = |position: Position| is_known(shape, self.done, position);
        let product = step.and_then(|step| step.equation().1);
        Drawing {
            lit: Some(&lit),
            known: Some(&known),
            ledger: forward_ledger(shape, experiment.train().len(), product.as_slice()),
            caption: step.map_or_else(|| dashboard.sample_caption(), Step::summary),
            ..dashboard.drawing()
        }
        .of(experiment)
    }

    fn equation(&self) -> EquationCard {
        let dashboard = &self.dashboard;
        let mut case = dashboard.case();
        // The most interesting output is that of the sample's own class.
        let experiment = &dashboard.experiment;
        case.indices.k = experiment.train().class[experiment.sample_number()];
        let mut card = dashboard.card(&case);
        if let Some(Step::OutputSum(k)) = self.current() {
            output_sum(&mut card, &case.network.v[k], &case.pass.z, k);
        }
        card
    }

    fn progress(&self) -> Option<Progress> {
        let (done, steps) = (self.done, self.steps().len());
        let label = format!("sample {}", self.dashboard.experiment.sample_number());
        let left = format!("step {done} of {steps}");
        Some(Progress::new(label, done as f64 / steps as f64, left))
    }

    fn training_picture(&self) -> Picture {
        score_table(&self.dashboard.experiment, &self.dashboard.scores)
    }
}

/// Equation 5 once more, for the output layer.
fn output_sum(card: &mut EquationCard, v_k: &[f64], z: &[f64], k: usize) {
    "the sum of an output".clone_into(&mut card.title);
    card.left = marked("a_k");
    card.lines = vec![EquationLine {
        tex: marked(r"\sum_{j=0}^{M} v_{kj} z_j"),
        numbers: sum_of_products(('v', v_k), ('z', z)),
        value: value(eq05_unit_sum(v_k, z)),
    }];
    let back: f64 = v_k.iter().zip(z).rev().map(|(v, z)| v * z).sum();
    card.check = format!("by the sum from its far end, k = {k}: {}", value(back));
    card.holds = (back - eq05_unit_sum(v_k, z)).abs() <= 1e-9 * (1.0 + back.abs());
}
