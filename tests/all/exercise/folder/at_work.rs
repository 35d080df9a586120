//! The reader's functions at work in an experiment: compiled, in mixed hands.

use std::sync::Arc;

use nn28::data;
use nn28::engine::Method;
use nn28::exercise::hands::{Hands as _, Mine as Ours};
use nn28::mine::Player;
use nn28::stage::{Experiment, Settings};

use super::Mine;

fn at_work(mine: &mut Mine) -> (Arc<Player>, Experiment) {
    let player = Arc::new(Player::default());
    player.exchange(&mut mine.workshop).expect("a program");
    let experiment = Experiment::of(data::clusters(1), Settings::default());
    let hands = Ours::new(player.clone());
    (player, experiment.in_hands(hands))
}

#[test]
fn ours_call_the_reader_s_and_the_first_number_that_differs_is_named() {
    let mut mine = Mine::new();
    mine.write("eq06_hidden_output", "1.0 - eq04_sigmoid(b_j)");
    mine.write(
        "eq14_mean_gradient",
        "gradients.iter().sum::<f64>() / gradients.len() as f64",
    );
    mine.write("eq27_updated_output_weight", "loop {}");
    let (player, experiment) = at_work(&mut mine);
    assert_eq!(
        player.names(),
        ["eq06_hidden_output", "eq14_mean_gradient"],
        "one that gives no answer is not at work"
    );
    let said = experiment.departure().expect("a difference").sentence();
    assert!(said.starts_with("Your z₀ of sample 0 is 0."), "{said}");
    assert!(said.contains("(6)"), "{said}");
    let mut training = experiment.training(Method::Backprop);
    assert_eq!(experiment.train_on(&mut training, 2), 0);
    // The same dashboard goes on once it is mended.
    mine.write("eq06_hidden_output", "1.0 / (1.0 + (-b_j).exp())");
    player.exchange(&mut mine.workshop).expect("a program");
    assert_eq!(experiment.departure(), None);
    assert_eq!(experiment.train_on(&mut training, 2), 2);
}

#[test]
fn slopes_by_trying_are_the_reader_s_too() {
    let mut mine = Mine::new();
    mine.write(
        "eq10_slope_along_weight",
        "let mut moved = network.clone(); moved.w[j][i] -= epsilon; \
         (eq08_mean_cross_entropy(&moved, samples) - eq08_mean_cross_entropy(network, samples)) / epsilon",
    );
    let (_, experiment) = at_work(&mut mine);
    let mut training = experiment.training(experiment.numerical());
    assert_eq!(experiment.train_on(&mut training, 1), 0);
    let said = experiment.sentence_of_departure(true);
    assert!(said.starts_with("Your ∂E/∂w₀₀ is"), "{said}");
}
