//! What is this: two lines about whatever is selected.

use std::collections::BTreeSet;

use nn28::scene::{Overlay, Pane};
use nn28::stage::keys::{self, Key};
use nn28::stage::{Action, Neuron, Stage};

use super::stage::{act, bench, three};

/// Asks what is selected, and closes the answer with a key that does nothing else then.
fn about(stage: &mut dyn Stage) -> Overlay {
    let before = stage.scene();
    stage.act(keys::action(Key::Char('i')).expect("a key"));
    let page = stage.scene().overlay.expect("two lines");
    assert_eq!(page.lines.len(), 2, "{page:?}");
    assert!(
        page.lines.iter().all(|(_, text)| text.ends_with('.')),
        "{page:?}"
    );
    assert!(!page.lines[0].0.is_empty());
    act(stage, [Action::Tick, Action::Slice]);
    assert!(stage.scene().overlay.is_some(), "time does not close it");
    stage.act(Action::StepOn);
    assert_eq!(
        stage.scene(),
        before,
        "a key closes it and does nothing else"
    );
    page
}

/// The answers at `count` things that one key leads through: all of them are different.
fn through(stage: &mut dyn Stage, pane: Pane, count: usize, next: &Action) {
    stage.act(Action::Focus(pane));
    let mut seen = BTreeSet::new();
    for _ in 0..count {
        let page = about(stage);
        assert!(seen.insert(page.lines[0].clone()), "{page:?}");
        stage.act(next.clone());
    }
}

#[test]
fn everything_that_can_be_selected_says_what_it_is() {
    let down = Action::Move(nn28::stage::Direction::Down);
    let neuron: Box<dyn Stage> = Box::new(Neuron::of_source());
    let over_data = three(&bench("iris", 3)).into_iter().map(|(_, stage)| stage);
    for mut stage in [neuron].into_iter().chain(over_data) {
        let stage = stage.as_mut();
        let scene = stage.scene();
        let weights = stage.experiment().map_or(5, |it| it.shape().parameters());
        through(stage, Pane::Network, weights, &down);
        through(stage, Pane::Picture, scene.views.0.len(), &Action::NextView);
        let equations = scene.equation.choices.0.len();
        through(stage, Pane::Equation, equations, &Action::NextEquation);
        through(
            stage,
            Pane::Training,
            scene.training.knobs.len().max(1),
            &down,
        );
    }
}

#[test]
fn a_weight_names_the_ends_of_its_edge() {
    let (_, mut stage) = three(&bench("iris", 3)).remove(0);
    stage.act(Action::Focus(Pane::Network));
    let [first, ..] = &about(stage.as_mut()).lines[..] else {
        panic!("two lines");
    };
    assert_eq!(first.0, "w₀₀");
    assert!(
        first.1.contains("sepal") && first.1.contains("hidden unit 0"),
        "{first:?}"
    );
}
