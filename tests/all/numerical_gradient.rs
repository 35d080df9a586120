//! The numerical gradient's stage, played by replaying actions and looking at its scenes.
// Numbers that are carried along are the same to the last bit.
#![allow(clippy::float_cmp)]

use crate::stage;
use nn28::model::error::eq08_mean_cross_entropy;
use nn28::model::numerical_gradient::numerical_gradient;
use nn28::model::{Network, Sample};
use nn28::scene::{Target, text};
use nn28::stage::{Action, Experiment, NumericalGradient, Settings, Stage};
use stage::{
    act, assert_close, bench, bench_with, bits, experiment, fact, finish, flat, look_at, matrices,
    notice, number, set, steps, stored,
};

fn numerical(bench: Experiment) -> NumericalGradient {
    NumericalGradient::new(bench, 0, &[])
}

/// The slopes that the matrices show, in the order of the weights.
fn slopes(stage: &mut NumericalGradient) -> Vec<Option<f64>> {
    look_at(stage, "matrices");
    let scene = stage.scene();
    let all = matrices(&scene).matrices.iter();
    all.flat_map(|matrix| matrix.entries.concat()).collect()
}

fn passes(stage: &NumericalGradient) -> u64 {
    fact(&stage.scene(), "passes").parse().expect("a count")
}

/// An experiment as the model takes it: its network and its samples.
fn model(bench: &Experiment) -> (Network, Vec<Sample>) {
    (bench.network(), bench.train().samples())
}

/// The gradient by the model, and with the other quotients by one error after the other.
fn expected(bench: &Experiment, difference: &str) -> Vec<f64> {
    let epsilon = bench.setup.epsilon;
    let (network, samples) = model(bench);
    if difference == "forward" {
        let (w, v) = numerical_gradient(&network, &samples, epsilon);
        return flat(&Network { w, v });
    }
    let moved_by = |index: usize, offset: f64| {
        let mut moved = network.clone();
        let mut all = moved.w.iter_mut().chain(&mut moved.v).flatten();
        *all.nth(index).expect("a weight") += offset;
        eq08_mean_cross_entropy(&moved, &samples)
    };
    let error = eq08_mean_cross_entropy(&network, &samples);
    let slope = |index: usize| match difference {
        "central" => (moved_by(index, epsilon) - moved_by(index, -epsilon)) / (2.0 * epsilon),
        _ => (moved_by(index, -epsilon) - error) / epsilon,
    };
    (0..flat(&network).len()).map(slope).collect()
}

/// Compute one whole gradient, a step at a time: nudge, run, divide.
fn whole_gradient(stage: &mut NumericalGradient) {
    let all = stored(stage).len();
    steps(stage, 3 * all);
}

#[test]
fn the_gradient_fills_entry_by_entry_with_the_models_numbers() {
    let mut stage = numerical(bench("clusters", 2));
    let expected = expected(experiment(&stage), "forward");
    assert_eq!(expected.len(), 15);
    for known in 0..15 {
        let before = slopes(&mut stage);
        assert_eq!(before.iter().flatten().count(), known);
        steps(&mut stage, 1);
        let scene = stage.scene();
        let link = &scene.diagram.links[known];
        assert_eq!(link.next, link.weight.value.map(|w| w + 0.001));
        assert!(scene.diagram.caption.contains("nudged"));
        steps(&mut stage, 1);
        assert!(stage.scene().diagram.caption.contains("run again"));
        assert_eq!(slopes(&mut stage), before, "nothing is divided yet");
        steps(&mut stage, 1);
        let found = slopes(&mut stage);
        assert_eq!(found.iter().flatten().count(), known + 1);
        assert!((found[known].expect("a slope") - expected[known]).abs() < 1e-9);
        assert_eq!(passes(&stage), 2 + known as u64);
    }
}

#[test]
fn a_gradient_costs_a_pass_for_every_weight_and_the_central_one_two() {
    for (difference, cost) in [("forward", 16), ("central", 30), ("printed", 16)] {
        let mut stage = numerical(bench("body", 2));
        set(&mut stage, "difference", difference);
        let expected = expected(experiment(&stage), difference);
        whole_gradient(&mut stage);
        assert_eq!(passes(&stage), cost, "{difference}");
        let found: Vec<f64> = slopes(&mut stage).into_iter().flatten().collect();
        assert_close(&found, &expected, 1e-9);
        let scene = stage.scene();
        let verdict = &matrices(&scene).verdict;
        let expected = format!("{cost} of the {cost} forward passes");
        assert!(verdict.starts_with(&expected), "{verdict}");
    }
}

#[test]
fn b_walks_back_through_entries_and_updates() {
    let mut stage = numerical(bench("xor", 1));
    let all = stored(&stage).len();
    let mut seen = Vec::new();
    // Two updates and a little more.
    for _ in 0..2 * (3 * all + 1) + 5 {
        let slopes = slopes(&mut stage);
        seen.push((bits(&stored(&stage)), slopes, stage.scene().diagram.caption));
        steps(&mut stage, 1);
    }
    assert_eq!(fact(&stage.scene(), "step"), "2");
    for (weights, expected, caption) in seen.into_iter().rev() {
        stage.act(Action::StepBack);
        assert_eq!(bits(&stored(&stage)), weights);
        assert_eq!(slopes(&mut stage), expected);
        assert_eq!(stage.scene().diagram.caption, caption);
    }
    assert_eq!(fact(&stage.scene(), "step"), "0");
    stage.act(Action::StepBack);
    assert!(notice(&stage).contains("as far back"));
}

#[test]
fn a_weight_that_was_changed_by_hand_is_not_walked_back_over() {
    let mut stage = numerical(bench("xor", 2));
    whole_gradient(&mut stage);
    steps(&mut stage, 1);
    stage.act(Action::Click(Target::Quantity(0)));
    stage.act(Action::More);
    let by_hand = stored(&stage);
    stage.act(Action::StepBack);
    assert_eq!(stored(&stage), by_hand);
    assert!(notice(&stage).contains("as far back"));
}

#[test]
fn an_update_moves_every_weight_against_its_slope() {
    let mut stage = numerical(bench_with("clusters", |setup| setup.learning_rate = 2.0));
    let slopes = expected(experiment(&stage), "forward");
    let after = stage::descended(&stored(&stage), &slopes, 2.0);
    whole_gradient(&mut stage);
    steps(&mut stage, 1);
    assert_close(&stored(&stage), &after, 1e-9);
    let (network, samples) = model(experiment(&stage));
    let error = text(eq08_mean_cross_entropy(&network, &samples), 4);
    assert_eq!(fact(&stage.scene(), "E"), error);
}

#[test]
fn the_printed_difference_gives_the_negative_slope_and_climbs() {
    let bench = bench("clusters", 2);
    let mut right = numerical(bench.clone());
    let mut printed = numerical(bench);
    set(&mut printed, "difference", "printed");
    let start = number(&fact(&printed.scene(), "E"));
    whole_gradient(&mut right);
    whole_gradient(&mut printed);
    let found = slopes(&mut printed).into_iter().flatten();
    for (printed, right) in found.zip(slopes(&mut right).into_iter().flatten()) {
        assert!((printed + right).abs() < 1e-3 && printed * right <= 0.0 || right.abs() < 1e-4);
    }
    let mut last = start;
    for _ in 0..5 {
        whole_gradient(&mut printed);
        steps(&mut printed, 1);
        let here = number(&fact(&printed.scene(), "E"));
        assert!(here > last, "{here} after {last}");
        last = here;
    }
    steps(&mut right, 1);
    assert!(number(&fact(&right.scene(), "E")) < start);
}

#[test]
fn the_three_descents_part_company() {
    let mut stage = numerical(bench("clusters", 2));
    look_at(&mut stage, "descent");
    finish(&mut stage);
    let scene = stage.scene();
    let (network, samples) = model(experiment(&stage));
    let error = eq08_mean_cross_entropy(&network, &samples);
    let series = &stage::curve(&scene).series;
    assert_eq!(series.len(), 3);
    for one in series {
        let (label, (first, last)) = (&one.label, (one.points[0].1, one.points.last()));
        assert!((first - error).abs() < 1e-9, "{label}");
        let climbs = last.is_some_and(|last| last.1 > first);
        assert_eq!(climbs, label == "printed", "{label}: {first} to {last:?}");
    }
}

#[test]
fn the_laboratory_finds_the_best_epsilon_of_each_quotient() {
    let mut stage = numerical(bench("clusters", 2));
    look_at(&mut stage, "laboratory");
    finish(&mut stage);
    let scene = stage.scene();
    let curve = stage::curve(&scene);
    let best = |name: &str| {
        let mark = curve.marks.iter().find(|mark| mark.label.contains(name));
        mark.expect(name).x
    };
    let (forward, central) = (best("forward"), best("central"));
    assert!((1e-9..=1e-6).contains(&forward), "{forward}");
    assert!((1e-7..=1e-3).contains(&central), "{central}");
    assert!(forward < central);
    for guide in ["truncation ∝ ε", "rounding ∝ 1/ε"] {
        let series = curve.series.iter().find(|series| series.label == guide);
        let series = series.expect(guide);
        assert!(series.points.len() == 57 && series.dashed);
    }
    // At a large ε by an exact slope of another road: the error of the forward quotient is what it is.
    let (network, samples) = model(experiment(&stage));
    let slope = |sample| nn28::model::backprop::gradient(&network, sample).w[0][0];
    let exact = samples.iter().map(slope).sum::<f64>() / samples.len() as f64;
    let mut moved = network.clone();
    moved.w[0][0] += 1.0;
    let error = |network: &Network| eq08_mean_cross_entropy(network, &samples);
    let relative = ((error(&moved) - error(&network) - exact) / exact).abs();
    let (epsilon, found) = curve.series[0].points[56];
    assert_eq!(epsilon, 1.0);
    assert_close(&[found], &[relative], 1e-9);
}

#[test]
fn a_long_gradient_advances_in_slices_and_play_stops_it() {
    let mut stage = numerical(bench("digits", 32));
    set(&mut stage, "speed", "fastest");
    stage.act(Action::Play);
    assert!(stage.busy());
    let mut last = (0, 0.0);
    for count in 0..12 {
        act(&mut stage, [Action::Slice, Action::Tick]);
        let progress = stage.scene().training.progress.expect("a bar");
        let here = (passes(&stage), progress.share);
        assert!(here.0 - last.0 <= 2, "{} passes at once", here.0 - last.0);
        assert!(here.1 > last.1 && here.1 < 1.0, "{progress:?}");
        let tells = progress.left.ends_with("s left");
        assert!(count == 0 || tells, "{progress:?}");
        last = here;
    }
    stage.act(Action::Play);
    assert!(!stage.busy() && !stage.playing());
    act(&mut stage, [Action::Slice, Action::Tick]);
    assert_eq!(passes(&stage), last.0);
}

#[test]
fn a_whole_gradient_in_slices_is_the_same_as_one_step_by_step() {
    let few = |setup: &mut Settings| (setup.hidden, setup.train_fraction) = (4, 0.02);
    let mut stage = numerical(bench_with("digits", few));
    let expected = expected(experiment(&stage), "forward");
    let all = expected.len();
    set(&mut stage, "speed", "fastest");
    stage.act(Action::Play);
    let mut last = 0.0;
    loop {
        stage.act(Action::Slice);
        let progress = stage.scene().training.progress.expect("a bar");
        assert!(progress.share > last, "{progress:?}");
        if progress.share >= 1.0 {
            break;
        }
        last = progress.share;
    }
    assert!(last > 0.0, "it took more than one slice");
    assert_eq!(passes(&stage), all as u64 + 1);
    let found: Vec<f64> = slopes(&mut stage).into_iter().flatten().collect();
    assert_close(&found, &expected, 1e-9);
}

#[test]
fn a_learning_rate_beyond_all_measure_stops_with_a_sentence_and_keeps_the_weights() {
    let rates = |setup: &mut Settings| setup.learning_rate = 1e308;
    let mut stage = numerical(bench_with("clusters", rates));
    whole_gradient(&mut stage);
    let before = bits(&stored(&stage));
    steps(&mut stage, 1);
    let notice = notice(&stage);
    let says = ["α = 1e308", "infinite"].map(|word| notice.contains(word));
    assert_eq!(says, [true; 2], "{notice}");
    assert_eq!(bits(&stored(&stage)), before);
    assert_eq!(fact(&stage.scene(), "step"), "0");
    stage::assert_faultless(&stage.scene());
}

#[test]
fn the_count_of_steps_ends_at_the_largest_number() {
    for rate in [0.5, 1e300] {
        let bench = bench_with("clusters", |setup| setup.learning_rate = rate);
        let mut stage = NumericalGradient::new(bench, u64::MAX, &[]);
        whole_gradient(&mut stage);
        act(&mut stage, [Action::StepOn]);
        assert_eq!(fact(&stage.scene(), "step"), u64::MAX.to_string());
    }
}

#[test]
fn weights_of_any_size_leave_a_valid_scene() {
    for size in [0.0, 1e-300, 1e3, 1e17, 1e150] {
        let usual = bench("iris", 2);
        let mut network = usual.network();
        let weights = network.w.iter_mut().chain(&mut network.v).flatten();
        for (index, weight) in weights.enumerate() {
            *weight = if index % 3 == 0 { -size } else { size };
        }
        for (chapter, mut stage) in stage::three(&stage::with_weights(&usual, network)) {
            for view in 0..stage.scene().views.0.len() {
                let look = Action::Click(Target::View(view));
                let actions = [look, Action::StepOn, Action::Slice, Action::Tick];
                act(stage.as_mut(), actions);
                // An equation has the same numbers beside every picture: each picture takes its share of them.
                let choices = stage.scene().equation.choices.0.len();
                for choice in (view % 3..choices).step_by(3) {
                    stage.act(Action::Click(Target::Choice(choice)));
                    let where_ = || format!("{chapter:?} {size:e} view {view}, equation {choice}");
                    stage::assert_valid(stage.as_ref(), &where_);
                }
                if size > 1e3 {
                    stage::draw(&stage.scene());
                }
            }
        }
    }
}

#[cfg(feature = "figures")]
#[test]
fn the_figures_of_the_screens_can_be_drawn() {
    for bench in [bench("body", 2), bench("digits", 4)] {
        for (_, mut stage) in stage::three(&bench) {
            steps(stage.as_mut(), 4);
            stage::assert_figures(stage.as_mut());
        }
    }
}

#[cfg(all(feature = "terminal", feature = "figures"))]
#[test]
fn the_command_reproduces_the_screen() {
    let mut stage = numerical(bench("xor", 3));
    set(&mut stage, "difference", "central");
    set(&mut stage, "ε", "0.01");
    set(&mut stage, "α", "2");
    for _ in 0..3 {
        whole_gradient(&mut stage);
        steps(&mut stage, 1);
    }
    let command = stage.command();
    let program = env!("CARGO_BIN_EXE_numerical_gradient");
    let again = stage::assert_reproduced(&stage, program);
    assert_eq!(again["command"], command);
    assert_eq!(again["forward_passes"], passes(&stage));
}
