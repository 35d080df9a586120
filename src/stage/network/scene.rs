//! From the state of the network to its scene.

use super::Network;
use super::steps::{Step, is_known};
use crate::equation::ink::marked;
use crate::equation::tex::sum_of_products;
use crate::model::network::eq05_unit_sum;
use crate::scene::{EquationCard, EquationLine, Picture, Progress, Scene, When, text};
use crate::stage::Stage;
use crate::stage::card::value;
use crate::stage::diagram::{Drawing, Place, diagram, forward_ledger, symbols};
use crate::stage::pictures::score_table;

/// What the help page adds for this stage.
const KEYS: [(&str, &str); 1] = [(
    "n b",
    "one step of the sample on, back; after the last the next sample",
)];

pub(super) fn scene(network: &Network) -> Scene {
    let dashboard = &network.dashboard;
    Scene {
        title: "network".to_owned(),
        facts: facts(network),
        diagram: diagram_of(network),
        equation: equation(network),
        picture: network.picture.clone(),
        views: (
            dashboard
                .views
                .iter()
                .map(|name| (*name).to_owned())
                .collect(),
            dashboard.view,
        ),
        when: when(network),
        focus: dashboard.focus,
        keys: dashboard.key_hints(&[]),
        notice: dashboard.notice.clone(),
        overlay: dashboard.overlay(&KEYS, network.command()),
    }
}

fn facts(network: &Network) -> Vec<(String, String)> {
    let mut facts = network.dashboard.facts();
    if let Some(score) = &network.scores.0 {
        facts.push(("E".to_owned(), text(score.error, 4)));
        facts.push((
            "right".to_owned(),
            format!("{} of {}", score.right, score.count),
        ));
    }
    if network.trained > 0 {
        facts.push(("trained".to_owned(), format!("{} steps", network.trained)));
    }
    facts
}

/// The diagram: what the current step speaks of is bright, or, after the last step, what the selected equation speaks of.
pub(super) fn diagram_of(network: &Network) -> crate::scene::Diagram {
    let dashboard = &network.dashboard;
    let shape = dashboard.experiment.shape();
    let (entry, indices) = (dashboard.entry(), dashboard.case().indices);
    let step = network.current();
    let lit = |place: Place| match step {
        Some(step) => step.lights(place),
        None => symbols(entry, indices, place),
    };
    let known = |place: Place| is_known(shape, network.done, place);
    let caption = step.map_or_else(|| dashboard.sample_caption(), Step::says);
    diagram(
        &dashboard.experiment,
        Drawing {
            lit: Some(&lit),
            known: Some(&known),
            focused: Some(dashboard.weight),
            ledger: forward_ledger(
                shape,
                dashboard.experiment.train().len(),
                step.and_then(Step::product).as_slice(),
            ),
            caption,
            ..Drawing::plain()
        },
    )
}

fn equation(network: &Network) -> EquationCard {
    let dashboard = &network.dashboard;
    let mut case = dashboard.case();
    // The most interesting output is that of the sample's own class.
    case.indices.k = dashboard.experiment.train().class[dashboard.experiment.sample_number()];
    let mut card = dashboard.card(&case);
    if let Some(Step::OutputSum(k)) = network.current() {
        output_sum(&mut card, &case.network.v[k], &case.pass.z, k);
    }
    card
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

fn when(network: &Network) -> When {
    let steps = network.steps().len();
    let progress = Progress {
        label: format!("sample {}", network.dashboard.experiment.sample_number()),
        share: network.done as f64 / steps as f64,
        left: format!("step {} of {steps}", network.done),
    };
    When {
        knobs: network.dashboard.knob_scenes(),
        progress: Some(progress),
        picture: Picture::Table(score_table(&network.dashboard.experiment, &network.scores)),
    }
}
