//! From the state of the numerical gradient to its scene.

use super::{NumericalGradient, Phase};
use crate::engine::{Difference, Parameters};
use crate::scene::{Diagram, EquationCard, Matrices, Picture, Progress, Scene, When, text};
use crate::stage::Stage;
use crate::stage::card::card;
use crate::stage::desk::power;
use crate::stage::diagram::{Drawing, Place, diagram, forward_ledger, speaks_of};
use crate::stage::history::error_curve;
use crate::stage::matrices::matrices_of;

/// What the help page adds for this stage.
const KEYS: [(&str, &str); 3] = [
    ("n b", "nudge a weight, run, divide; one step back"),
    ("m", "another quotient: forward, central, printed"),
    ("r", "the first weights again"),
];

pub(super) fn scene(stage: &NumericalGradient) -> Scene {
    let desk = &stage.desk;
    Scene {
        title: "numerical gradient".to_owned(),
        facts: facts(stage),
        diagram: diagram_of(stage),
        equation: equation(stage),
        picture: stage.picture.clone(),
        views: (
            desk.views.iter().map(|name| (*name).to_owned()).collect(),
            desk.view,
        ),
        when: when(stage),
        focus: desk.focus,
        keys: desk.key_hints(&[("m", "quotient")]),
        notice: desk.notice.clone(),
        overlay: desk.overlay(&KEYS, stage.command()),
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
    let mut facts = stage.desk.facts();
    let fact = |name: &str, value: String| (name.to_owned(), value);
    facts.push(fact("ε", power(stage.search.epsilon)));
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
    let desk = &stage.desk;
    let shape = desk.bench.shape();
    let next_place = stage.search.slopes.len().min(shape.parameters() - 1);
    let is_moving = stage.phase != Phase::Rest;
    let mut moved = Parameters {
        shape,
        values: vec![f64::NAN; shape.parameters()],
    };
    if is_moving {
        moved.values[next_place] = desk.bench.parameters().values[next_place] + offset(stage);
    }
    let (entry, indices) = (desk.entry(), desk.case().indices);
    let attention = shape.place(desk.weight);
    let lit = |place: Place| {
        let is_weight = (place.letter, place.row, place.column) == attention;
        is_weight || !matches!(place.letter, 'w' | 'v') && speaks_of(entry, indices, place)
    };
    let name = desk.weight_name(next_place);
    let caption = match stage.phase {
        Phase::Rest => String::new(),
        Phase::Nudged => format!("{name} is nudged by {}", power(stage.search.epsilon)),
        Phase::Run => format!("the network runs again with the nudged {name}"),
    };
    diagram(
        &desk.bench,
        Drawing {
            lit: Some(&lit),
            focused: Some(desk.weight),
            next: is_moving.then_some(&moved),
            ledger: forward_ledger(shape, desk.bench.train().len(), None),
            caption,
            ..Drawing::plain()
        },
    )
}

/// How far the weight is moved.
fn offset(stage: &NumericalGradient) -> f64 {
    match stage.search.difference {
        Difference::Printed => -stage.search.epsilon,
        Difference::Forward | Difference::Central => stage.search.epsilon,
    }
}

fn equation(stage: &NumericalGradient) -> EquationCard {
    let desk = &stage.desk;
    let mut card = card(&desk.entries(), desk.selected, &desk.case());
    card.line = desk.line;
    card.note = desk.bench.note(desk.entry());
    card
}

/// The gradient matrices as far as they are filled.
pub(super) fn matrices(stage: &NumericalGradient) -> Matrices {
    let shape = stage.desk.bench.shape();
    let all = shape.parameters();
    let known = stage.search.slopes.len();
    let entries: Vec<Option<f64>> = (0..all)
        .map(|place| stage.search.slopes.get(place).copied())
        .collect();
    let whole = stage.search.difference.passes() * all as u64
        + u64::from(stage.search.difference != Difference::Central);
    Matrices {
        title: format!("the gradient, {} of {all} slopes", known.min(all)),
        matrices: matrices_of(shape, ["∂E/∂w", "∂E/∂v"], &entries, Some(stage.desk.weight)),
        verdict: format!(
            "{} forward passes so far; a whole gradient costs {whole}. Backpropagation needs one pass forward and one back.",
            stage.search.passes
        ),
    }
}

fn when(stage: &NumericalGradient) -> When {
    let all = stage.desk.bench.shape().parameters();
    let known = stage.search.slopes.len();
    let progress = (0 < known && known < all).then(|| Progress {
        label: format!("{known} of {all} slopes"),
        share: known as f64 / all as f64,
        left: time_left(stage.running.0, known, all),
    });
    When {
        knobs: stage.desk.knob_scenes(),
        progress,
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
