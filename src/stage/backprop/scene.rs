//! From the state of backpropagation to its scene.

use super::Backprop;
use super::procedure::Procedure;
use crate::equation::Context;
use crate::model::network::forward;
use crate::scene::number::percent;
use crate::scene::{
    Curve, Diagram, EquationCard, Hue, Picture, Progress, Scene, Series, When, text,
};
use crate::stage::diagram::{Drawing, Place, backward_ledger, diagram, forward_ledger, symbols};
use crate::stage::experiment::Experiment;
use crate::stage::history::error_curve;
use crate::stage::{Record, Stage};

/// What the help page adds for this stage.
const KEYS: [(&str, &str); 4] = [
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
/// Softened targets: so much of the target, and so much for every class. They sum to 0.7 + 0.2 K.
const SOFT: (f64, f64) = (0.7, 0.2);

pub(super) fn scene(stage: &Backprop) -> Scene {
    let dashboard = &stage.dashboard;
    Scene {
        title: "backpropagation".to_owned(),
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
        keys: dashboard.key_hints(&[("1–5", "presets")]),
        notice: dashboard.notice.clone(),
        overlay: dashboard.overlay(&KEYS, stage.command()),
    }
}

fn facts(stage: &Backprop) -> Vec<(String, String)> {
    let mut facts = stage.dashboard.facts();
    let mut fact = |name: &str, value: String| facts.push((name.to_owned(), value));
    let (steps, updates) = stage.count;
    fact(
        "step",
        if updates > 0 {
            format!("{steps} + {updates} samples")
        } else {
            steps.to_string()
        },
    );
    if let Some(score) = &stage.scores.0 {
        fact("E", text(score.error, 4));
        fact("right", percent(score.accuracy()));
    }
    if let Some(score) = &stage.scores.1 {
        fact("test E", text(score.error, 4));
        fact("right", percent(score.accuracy()));
    }
    facts
}

pub(super) fn diagram_of(stage: &Backprop) -> Diagram {
    let mut drawn = if stage.dashboard.is_viewing("procedure") && stage.procedure.done > 0 {
        in_procedure(
            &stage.dashboard.experiment,
            &stage.procedure,
            Some(stage.dashboard.weight),
        )
    } else {
        by_equation(stage)
    };
    if stage.soft {
        soften_diagram(&mut drawn);
    }
    drawn
}

fn by_equation(stage: &Backprop) -> Diagram {
    let dashboard = &stage.dashboard;
    let (entry, indices) = (dashboard.entry(), dashboard.case().indices);
    let lit = |place: Place| symbols(entry, indices, place);
    diagram(
        &dashboard.experiment,
        Drawing {
            lit: Some(&lit),
            focused: Some(dashboard.weight),
            ledger: backward_ledger(
                dashboard.experiment.shape(),
                dashboard.experiment.train().len(),
                entry.section.products,
            ),
            caption: dashboard.sample_caption(),
            ..Drawing::plain()
        },
    )
}

/// The diagram in one of the four states of an update.
pub(super) fn in_procedure(
    experiment: &Experiment,
    procedure: &Procedure,
    focused: Option<usize>,
) -> Diagram {
    let shape = experiment.shape();
    let done = procedure.done;
    let lit = |place: Place| match done {
        1 => place.letter != 't',
        2 => matches!(place.letter, 'v' | 'y' | 't' | 'z'),
        3 => matches!(place.letter, 'w' | 'v' | 'x' | 'b' | 'y' | 't'),
        _ => matches!(place.letter, 'w' | 'v'),
    };
    let pending = procedure.pending();
    // What the forward pass kept stays until the next one, also when the new weights are stored.
    let kept = forward(&procedure.old.to_network(), &experiment.sample().x);
    diagram(
        experiment,
        Drawing {
            lit: Some(&lit),
            focused,
            next: Some(&pending),
            weights: Some(procedure.stored().to_network()),
            pass: Some(&kept),
            ledger: match done {
                1 => forward_ledger(shape, 1, &[0, 1, 2, 3]),
                2 => backward_ledger(shape, 1, &[0, 1]),
                3 => backward_ledger(shape, 1, &[2, 3]),
                _ => backward_ledger(shape, 1, &[]),
            },
            caption: procedure.says().to_owned(),
            ..Drawing::plain()
        },
    )
}

fn soften(t: f64) -> f64 {
    SOFT.0 * t + SOFT.1
}

fn soften_diagram(diagram: &mut Diagram) {
    let nodes = diagram.layers.iter_mut().flat_map(|layer| &mut layer.nodes);
    for quantity in nodes.flat_map(|node| &mut node.quantities) {
        if quantity.symbol.letter == 't' {
            quantity.value = quantity.value.map(soften);
        }
    }
}

/// The numbers of the selected equation, with softened targets where they are asked for.
fn case(stage: &Backprop) -> Context {
    let dashboard = &stage.dashboard;
    let mut case = if dashboard.is_viewing("procedure") && stage.procedure.done > 0 {
        // The equation stays with the update that is on screen, also when its weights are stored.
        let before = stage.procedure.old.to_network();
        dashboard
            .experiment
            .case_of(before, dashboard.entry(), dashboard.weight)
    } else {
        dashboard.case()
    };
    if stage.soft {
        let n = case.n;
        for t in &mut case.samples[n].t {
            *t = soften(*t);
        }
    }
    case
}

fn equation(stage: &Backprop) -> EquationCard {
    let dashboard = &stage.dashboard;
    let case = case(stage);
    let mut card = dashboard.card(&case);
    if stage.soft && dashboard.entry().assumes_targets_sum_to_1 {
        let sum: f64 = case.sample().t.iter().sum();
        card.note = format!(
            "Here Σ t = {}: the slope is (Σ t) y − t, and the last step of (20) does not hold.",
            text(sum, 2)
        );
    }
    card
}

fn when(stage: &Backprop) -> When {
    let progress = |label: &str, (done, all): (usize, usize)| Progress {
        label: label.to_owned(),
        share: done as f64 / all as f64,
        left: format!("{done} of {all}"),
    };
    let checking = stage.dashboard.is_viewing("check") && !stage.check.is_complete();
    When {
        knobs: stage.dashboard.knob_scenes(),
        progress: checking.then(|| progress("gradient check", stage.check.progress())),
        picture: Picture::Curve(Curve {
            title: format!("training, {}", stage.history.says()),
            ..training_curve(stage.history.records())
        }),
    }
}

/// Errors and accuracies over the steps.
pub(super) fn training_curve(records: &[Record]) -> Curve {
    let mut curve = error_curve(records, "training");
    let accuracy = |label: &str, dashed, points: Vec<(f64, f64)>| Series {
        label: label.to_owned(),
        // Errors and accuracies are told apart by colour, and the parts by their lines.
        hue: Hue::Class(2),
        dashed,
        points,
    };
    let train = records
        .iter()
        .map(|record| (record.step as f64, record.train.1));
    curve
        .series
        .push(accuracy("training accuracy", false, train.collect()));
    let test: Vec<_> = records
        .iter()
        .filter_map(|record| Some((record.step as f64, record.test?.1)))
        .collect();
    if !test.is_empty() {
        curve.series.push(accuracy("test accuracy", true, test));
    }
    "E, accuracy".clone_into(&mut curve.y.label);
    curve.y.range.1 = curve.y.range.1.max(1.05);
    curve
}
