//! From the state of the numerical gradient to its scene.

use super::{NumericalGradient, Phase};
use crate::engine::{Difference, Parameters};
use crate::model::network::forward;
use crate::scene::number::compact;
use crate::scene::{Diagram, EquationCard, Matrices, Picture, Progress, Scene, When, text};
use crate::stage::Stage;
use crate::stage::diagram::{Drawing, Place, diagram, forward_ledger, symbols};
use crate::stage::history::error_curve;
use crate::stage::matrices::matrices_of;

/// What the help page adds for this stage.
const KEYS: [(&str, &str); 2] = [
    ("n b", "nudge a weight, run, divide; one step back"),
    ("m", "another quotient: forward, central, printed"),
];

pub(super) fn scene(stage: &NumericalGradient) -> Scene {
    let dashboard = &stage.dashboard;
    Scene {
        title: "numerical gradient".to_owned(),
        facts: facts(stage),
        diagram: diagram_of(stage),
        equation: equation(stage),
        picture: stage.picture.clone(),
        views: (
            dashboard
                .views
                .iter()
                .map(|name| (*name).to_owned())
                .collect(),
            dashboard.view,
        ),
        when: when(stage),
        focus: dashboard.focus,
        keys: dashboard.key_hints(&[("m", "quotient")]),
        notice: dashboard.notice.clone(),
        overlay: dashboard.overlay(&KEYS, stage.command()),
    }
}

/// The quotient after this one.
pub(super) fn next_difference(difference: Difference) -> Difference {
    let all = Difference::ALL;
    let place = all
        .iter()
        .position(|other| *other == difference)
        .unwrap_or(0);
    all[(place + 1) % all.len()]
}

fn facts(stage: &NumericalGradient) -> Vec<(String, String)> {
    let mut facts = stage.dashboard.facts();
    let fact = |name: &str, value: String| (name.to_owned(), value);
    facts.push(fact("ε", compact(stage.search.epsilon)));
    facts.push(fact("step", stage.steps.to_string()));
    if let Some(score) = &stage.scores.0 {
        facts.push(fact("E", text(score.error, 6)));
    }
    facts.push(fact(
        "passes",
        (stage.passes + stage.search.passes).to_string(),
    ));
    facts
}

pub(super) fn diagram_of(stage: &NumericalGradient) -> Diagram {
    let dashboard = &stage.dashboard;
    let shape = dashboard.experiment.shape();
    let next_place = stage.search.slopes.len().min(shape.parameters() - 1);
    let is_moving = stage.phase != Phase::Rest;
    let moved = stage.moved();
    let mut coming = Parameters {
        shape,
        values: vec![f64::NAN; shape.parameters()],
    };
    coming.values[next_place] = moved.values[next_place];
    let pass = (stage.phase == Phase::Run)
        .then(|| forward(&moved.to_network(), &dashboard.experiment.sample().x));
    let (entry, indices) = (dashboard.entry(), dashboard.case().indices);
    let attention = shape.position(dashboard.weight);
    let lit = |place: Place| {
        let is_weight = (place.letter, place.row, place.column) == attention;
        is_weight || !matches!(place.letter, 'w' | 'v') && symbols(entry, indices, place)
    };
    let name = dashboard.weight_name(next_place);
    let caption = match stage.phase {
        Phase::Rest if stage.is_complete() => {
            "all slopes are there: n moves all weights".to_owned()
        }
        Phase::Rest => format!("{name} comes next"),
        Phase::Nudged => format!("{name} is nudged by {}", compact(stage.search.epsilon)),
        Phase::Run => format!("{name} nudged, run again: E′ = {}", text(stage.nudged, 6)),
    };
    diagram(
        &dashboard.experiment,
        Drawing {
            lit: Some(&lit),
            focused: Some(dashboard.weight),
            next: is_moving.then_some(&coming),
            pass: pass.as_ref(),
            ledger: forward_ledger(shape, dashboard.experiment.train().len(), &[]),
            caption,
            ..Drawing::plain()
        },
    )
}

fn equation(stage: &NumericalGradient) -> EquationCard {
    let dashboard = &stage.dashboard;
    let mut case = dashboard.case();
    let (letter, k, j) = dashboard.experiment.shape().position(dashboard.weight);
    let along_v = dashboard.entry().along_output_weight;
    match along_v.filter(|_| letter == 'v') {
        Some(entry) => {
            (case.indices.k, case.indices.j) = (k, j);
            dashboard.card_of(entry, &case)
        }
        None => dashboard.card(&case),
    }
}

/// The gradient matrices as far as they are filled.
pub(super) fn matrices(stage: &NumericalGradient) -> Matrices {
    let shape = stage.dashboard.experiment.shape();
    let all = shape.parameters();
    let known = stage.search.slopes.len();
    let entries: Vec<Option<f64>> = (0..all)
        .map(|place| stage.search.slopes.get(place).copied())
        .collect();
    let whole = stage.search.difference.passes() * all as u64
        + u64::from(stage.search.difference != Difference::Central);
    Matrices {
        title: format!("the gradient, {} of {all} slopes", known.min(all)),
        matrices: matrices_of(
            shape,
            ["∂E/∂w", "∂E/∂v"],
            &entries,
            Some(stage.dashboard.weight),
        ),
        verdict: format!(
            "{} of the {whole} forward passes of this gradient. Backpropagation needs one pass forward and one back.",
            stage.search.passes
        ),
    }
}

fn when(stage: &NumericalGradient) -> When {
    let all = stage.dashboard.experiment.shape().parameters();
    let known = stage.search.slopes.len();
    let progress = if stage.dashboard.is_viewing("descent") {
        stage.descent.progress()
    } else {
        Progress {
            label: format!("{known} of {all} slopes"),
            share: known as f64 / all as f64,
            left: time_left(stage.running.0, known, all),
        }
    };
    When {
        knobs: stage.dashboard.knob_scenes(),
        progress: Some(progress),
        picture: Picture::Curve(error_curve(
            stage.history.records(),
            &format!(
                "training by the {} difference, {}",
                stage.search.difference,
                stage.history.says()
            ),
        )),
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
