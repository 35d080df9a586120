//! Backpropagation's stage, played by replaying actions and looking at its scenes.
// Counts and numbers that are carried along are the same to the last bit.
#![allow(clippy::float_cmp)]

use crate::stage;
use nn28::engine::{Method, Update};
use nn28::equation::Chapter;
use nn28::model::backprop::gradient;
use nn28::model::network::forward;
use nn28::model::training::{batch_step, online_step};
use nn28::model::{Matrix, Network, Sample};
use nn28::scene::{Curve, Picture, Scene, Table, Target};
use nn28::stage::{Action, Backprop, Experiment, Request, Scale, Settings, Stage};
use stage::{
    act, assert_close, bench, bench_with, bits, fact, flat, look_at, matrices, number, set, steps,
    stored,
};

fn backprop(bench: Experiment) -> Backprop {
    Backprop::new(bench, 0, &[])
}

fn of(stage: &Backprop) -> &Experiment {
    stage.experiment().expect("an experiment")
}

fn curve(scene: &Scene) -> &Curve {
    match &scene.picture {
        Picture::Curve(curve) => curve,
        other => panic!("a curve, not {}", other.title()),
    }
}

fn table(scene: &Scene) -> &Table {
    match &scene.picture {
        Picture::Table(table) => table,
        other => panic!("a table, not {}", other.title()),
    }
}

/// The mean of the model's gradients over samples, in the order of the weights.
fn slopes(network: &Network, samples: &[Sample]) -> Vec<f64> {
    let mut sum = vec![0.0; flat(network).len()];
    for sample in samples {
        let of_sample = gradient(network, sample);
        let rows = of_sample.w.iter().chain(&of_sample.v).flatten();
        for (sum, slope) in sum.iter_mut().zip(rows) {
            *sum += slope / samples.len() as f64;
        }
    }
    sum
}

/// The mean slopes of w by the plainest of loops, with a v of one's own on the way back.
fn slopes_of_w(network: &Network, v: &Matrix, samples: &[Sample]) -> Vec<f64> {
    let mut slopes = Vec::new();
    for j in 0..network.hidden() {
        for i in 0..=network.inputs() {
            let mut sum = 0.0;
            for sample in samples {
                let pass = forward(network, &sample.x);
                let mut error = 0.0;
                for (k, v_k) in v.iter().enumerate() {
                    error += (pass.y[k] - sample.t[k]) * v_k[j];
                }
                sum += error * pass.z[j] * (1.0 - pass.z[j]) * sample.x[i];
            }
            slopes.push(sum / samples.len() as f64);
        }
    }
    slopes
}

/// Let a picture be finished, whatever it takes.
fn finish(stage: &mut Backprop) {
    while stage.busy() || stage.playing() && stage.scene().views.1 != 6 {
        act(stage, [Action::Slice, Action::Tick]);
    }
}

/// What stands behind the links: the weights that are computed and not stored.
fn next(scene: &Scene) -> Vec<Option<f64>> {
    scene.diagram.links.iter().map(|link| link.next).collect()
}

fn online(name: &str) -> Experiment {
    bench_with(name, |setup| setup.update = Update::Online)
}

#[test]
fn a_thousand_random_actions_leave_a_valid_scene() {
    stage::play_at_random(Chapter::Backprop, 1000);
}

#[test]
fn an_update_takes_four_steps_and_stores_nothing_before_the_fourth() {
    for bench in [bench("clusters", 2), online("iris")] {
        let mut stage = backprop(bench);
        look_at(&mut stage, "procedure");
        let network = of(&stage).network();
        // Whatever the training does, the four steps are of one sample.
        let samples = [of(&stage).sample().clone()];
        let (old, slopes) = (flat(&network), slopes(&network, &samples));
        let new: Vec<f64> = old
            .iter()
            .zip(&slopes)
            .map(|(weight, slope)| weight - 0.5 * slope)
            .collect();
        let w = of(&stage).shape().w();

        steps(&mut stage, 1);
        assert!(next(&stage.scene()).iter().all(Option::is_none));
        steps(&mut stage, 1);
        let scene = stage.scene();
        assert!(next(&scene)[..w].iter().all(Option::is_none));
        let of_v: Vec<f64> = next(&scene)[w..].iter().copied().flatten().collect();
        assert_close(&of_v, &new[w..], 1e-12);
        assert_eq!(bits(&stage::weights(&scene)), bits(&old));
        steps(&mut stage, 1);
        let scene = stage.scene();
        let of_w: Vec<f64> = next(&scene)[..w].iter().copied().flatten().collect();
        assert_close(&of_w, &new[..w], 1e-12);
        let from_old_v = slopes_of_w(&network, &network.v, &samples);
        assert_close(&slopes[..w], &from_old_v, 1e-12);
        assert_eq!(bits(&stage::weights(&scene)), bits(&old));
        assert_eq!(bits(&stored(&stage)), bits(&old));
        steps(&mut stage, 1);
        let expected = online_step(&network, &samples[0], 0.5);
        assert_close(&stored(&stage), &flat(&expected), 1e-12);
        assert_close(&stage::weights(&stage.scene()), &flat(&expected), 1e-12);
        // The numbers of the forward pass are still those of the old weights.
        let kept = forward(&network, &samples[0].x);
        let output = &stage.scene().diagram.layers[2].nodes[0].quantities[1];
        assert_eq!(output.value, Some(kept.y[0]));
        for _ in 0..4 {
            stage.act(Action::StepBack);
        }
        assert_eq!(bits(&stored(&stage)), bits(&old));
    }
}

#[test]
fn the_procedure_goes_from_sample_to_sample() {
    let mut stage = backprop(online("xor"));
    look_at(&mut stage, "procedure");
    let samples = of(&stage).train().samples();
    let mut network = of(&stage).network();
    for sample in &samples[..5] {
        steps(&mut stage, 4);
        network = online_step(&network, sample, 0.5);
        assert_close(&stored(&stage), &flat(&network), 1e-12);
    }
    assert_eq!(fact(&stage.scene(), "step"), "0 + 5 samples");
}

/// What an update leaves when the new v is used for w.
fn stored_too_early(network: &Network, samples: &[Sample]) -> Vec<f64> {
    let right = flat(&batch_step(network, samples, 0.5));
    let v = batch_step(network, samples, 0.5).v;
    let wrong = slopes_of_w(network, &v, samples);
    let mut expected: Vec<f64> = flat(network)
        .iter()
        .zip(&wrong)
        .map(|(weight, slope)| weight - 0.5 * slope)
        .collect();
    let apart = expected.iter().zip(&right);
    assert!(
        apart
            .map(|(one, other)| (one - other).abs())
            .fold(0.0, f64::max)
            > 1e-6
    );
    expected.extend(&right[wrong.len()..]);
    expected
}

#[test]
fn storing_v_too_early_gives_another_w() {
    let mut stage = backprop(bench("clusters", 2));
    stage.act(Action::Preset(4));
    let (network, samples) = (of(&stage).network(), vec![of(&stage).sample().clone()]);
    let expected = stored_too_early(&network, &samples);
    steps(&mut stage, 2);
    let scene = stage.scene();
    let w = of(&stage).shape().w();
    assert_close(&stage::weights(&scene)[w..], &expected[w..], 1e-12);
    steps(&mut stage, 1);
    let scene = stage.scene();
    let shown = matrices(&scene);
    let right = shown.matrices[0].entries.concat();
    let wrong = shown.matrices[1].entries.concat();
    for (place, (right, wrong)) in right.iter().zip(&wrong).enumerate() {
        let slope = |new: f64| (flat(&network)[place] - new) / 0.5;
        assert!((wrong.expect("a slope") - slope(expected[place])).abs() < 1e-9);
        assert!((right.expect("a slope") - slopes(&network, &samples)[place]).abs() < 1e-9);
    }
    assert!(
        shown.verdict.contains("no gradient of Eₙ"),
        "{}",
        shown.verdict
    );
    steps(&mut stage, 1);
    assert_close(&stored(&stage), &expected, 1e-12);
}

#[test]
fn changing_the_order_after_the_fourth_step_takes_the_update_back() {
    let mut stage = backprop(bench("clusters", 2));
    look_at(&mut stage, "procedure");
    let (before, error) = (stored(&stage), fact(&stage.scene(), "E"));
    steps(&mut stage, 4);
    assert_ne!(fact(&stage.scene(), "E"), error);
    stage.act(Action::Printed);
    assert_eq!(stored(&stage), before);
    assert_eq!(fact(&stage.scene(), "E"), error);
}

#[test]
fn storing_too_early_stays_chosen_when_the_network_is_another() {
    let mut stage = backprop(bench("clusters", 2));
    act(&mut stage, [Action::Printed, Action::NewSeed]);
    let (network, samples) = (of(&stage).network(), vec![of(&stage).sample().clone()]);
    steps(&mut stage, 4);
    assert_close(
        &stored(&stage),
        &stored_too_early(&network, &samples),
        1e-12,
    );
}

#[test]
fn storing_too_early_goes_on_from_where_the_training_came_to() {
    let mut stage = backprop(bench("clusters", 2));
    stage.act(Action::Printed);
    look_at(&mut stage, "diagnosis");
    steps(&mut stage, 50);
    look_at(&mut stage, "procedure");
    let (network, samples) = (of(&stage).network(), vec![of(&stage).sample().clone()]);
    steps(&mut stage, 4);
    assert_close(
        &stored(&stage),
        &stored_too_early(&network, &samples),
        1e-12,
    );
    assert_eq!(fact(&stage.scene(), "step"), "50 + 1 samples");
}

#[test]
fn two_hundred_steps_are_walked_back_bit_for_bit() {
    for bench in [bench("iris", 3), online("xor")] {
        let mut stage = backprop(bench);
        look_at(&mut stage, "diagnosis");
        let mut seen = Vec::new();
        for _ in 0..200 {
            let scene = stage.scene();
            seen.push((bits(&stage::weights(&scene)), fact(&scene, "E")));
            steps(&mut stage, 1);
        }
        assert_eq!(fact(&stage.scene(), "step"), "200");
        for (step, expected) in seen.iter().enumerate().rev() {
            stage.act(Action::StepBack);
            let scene = stage.scene();
            assert_eq!(fact(&scene, "step"), step.to_string());
            assert_eq!(
                (bits(&stage::weights(&scene)), fact(&scene, "E")),
                *expected
            );
        }
        stage.act(Action::StepBack);
        assert!(
            stage
                .scene()
                .notice
                .expect("a sentence")
                .contains("as far back")
        );
    }
}

#[test]
fn a_weight_that_was_changed_by_hand_is_walked_back_over() {
    let mut stage = backprop(bench("clusters", 2));
    steps(&mut stage, 3);
    let before = bits(&stored(&stage));
    let error = fact(&stage.scene(), "E");
    act(
        &mut stage,
        [Action::Click(Target::Quantity(9)), Action::More],
    );
    assert_ne!(bits(&stored(&stage)), before);
    stage.act(Action::StepBack);
    let scene = stage.scene();
    assert_eq!(bits(&stored(&stage)), before);
    assert_eq!(
        (fact(&scene, "E"), fact(&scene, "step")),
        (error, "3".to_owned())
    );
    let Picture::Curve(curve) = &scene.when.picture else {
        panic!("the curve of the training")
    };
    let last = curve.series[0].points.last().expect("a point").1;
    assert_eq!(nn28::scene::text(last, 4), fact(&scene, "E"));
}

#[test]
fn the_history_is_bounded_and_the_screen_says_how_far_it_goes() {
    let mut few = nn28::data::load("digits", 0).expect("the digits");
    few.x.truncate(30);
    few.class.truncate(30);
    let setup = Settings {
        hidden: 64,
        ..Settings::default()
    };
    let mut stage = backprop(Experiment::of(few, setup));
    let depth = |stage: &Backprop| -> (usize, usize) {
        let title = stage.scene().when.picture.title().to_owned();
        let says = title.strip_prefix("training, b leads back ");
        let mut words = says.expect("how far back").split(' ');
        let mut count = |place: usize| -> usize {
            let word = words.nth(place).expect("a word");
            word.parse().expect("a count")
        };
        (count(0), count(3))
    };
    let (back, most) = depth(&stage);
    let bytes = of(&stage).shape().parameters() * size_of::<f64>();
    assert_eq!(
        (back, of(&stage).shape().parameters()),
        (0, 64 * 65 + 10 * 65)
    );
    assert!(most * bytes <= 8 << 20 && most >= 100, "{most}");
    look_at(&mut stage, "cost");
    steps(&mut stage, most + 10);
    assert_eq!(depth(&stage), (most, most));
    let small = depth(&backprop(bench("clusters", 2))).1;
    assert!(
        small * 15 * size_of::<f64>() <= 8 << 20 && small >= 1000,
        "{small}"
    );
}

#[test]
fn as_fast_as_it_goes_is_the_same_as_step_by_step() {
    for bench in [bench("wine", 4), online("body")] {
        let mut fast = backprop(bench.clone());
        set(&mut fast, "speed", "fastest");
        fast.act(Action::Play);
        for _ in 0..4 {
            assert!(fast.busy());
            act(&mut fast, [Action::Slice, Action::Tick]);
        }
        fast.act(Action::Play);
        assert!(!fast.busy());
        let count: usize = fact(&fast.scene(), "step").parse().expect("a count");
        assert!((4..=400).contains(&count), "{count}");
        let mut slow = backprop(bench);
        look_at(&mut slow, "cost");
        steps(&mut slow, count);
        assert_eq!(bits(&stored(&fast)), bits(&stored(&slow)));
        let (fast, slow) = (fast.scene(), slow.scene());
        for name in ["step", "E", "test E"] {
            assert_eq!(fact(&fast, name), fact(&slow, name));
        }
    }
}

#[test]
fn play_makes_as_many_steps_a_second_as_it_says() {
    let mut stage = backprop(bench("xor", 2));
    set(&mut stage, "speed", "10/s");
    stage.act(Action::Play);
    act(&mut stage, vec![Action::Tick; 60]);
    assert_eq!(fact(&stage.scene(), "step"), "20");
    stage.act(Action::Play);
    act(&mut stage, vec![Action::Tick; 60]);
    assert_eq!(fact(&stage.scene(), "step"), "20");
}

#[test]
fn a_large_learning_rate_stays_finite() {
    let mut stage = backprop(bench_with("wine", |setup| {
        (setup.scale, setup.learning_rate) = (Scale::None, 100.0);
    }));
    for view in ["regions", "landscape", "check", "diagnosis"] {
        look_at(&mut stage, view);
        steps(&mut stage, 20);
        assert_eq!(
            stage::faults(&stage.scene()),
            Vec::<String>::new(),
            "{view}"
        );
        assert!(number(&fact(&stage.scene(), "E")).is_finite());
    }
}

#[test]
fn a_training_that_runs_away_stops_before_and_says_why() {
    for view in ["diagnosis", "procedure"] {
        let wild = |setup: &mut Settings| setup.learning_rate = 1e308;
        let mut stage = backprop(bench_with("clusters", wild));
        look_at(&mut stage, view);
        let mut notice = None;
        let mut before = Vec::new();
        stage.act(Action::Play);
        for _ in 0..100 {
            before = bits(&stored(&stage));
            stage.act(Action::StepOn);
            notice = stage.scene().notice;
            if notice.is_some() {
                break;
            }
        }
        let notice = notice.unwrap_or_else(|| panic!("{view}: it never stops"));
        assert!(
            notice.contains("α = 1e308") && notice.contains("infinite"),
            "{notice}"
        );
        assert!(!stage.playing());
        assert_eq!(bits(&stored(&stage)), before, "{view}");
        assert!(stored(&stage).iter().all(|weight| weight.is_finite()));
        assert_eq!(
            stage::faults(&stage.scene()),
            Vec::<String>::new(),
            "{view}"
        );
    }
}

#[test]
fn the_count_of_steps_ends_at_the_largest_number() {
    for procedure in [false, true] {
        let mut stage = Backprop::new(bench("clusters", 2), u64::MAX, &[]);
        if procedure {
            look_at(&mut stage, "procedure");
        }
        let count = 4 * of(&stage).train().len();
        steps(&mut stage, count);
        assert!(fact(&stage.scene(), "step").starts_with(&u64::MAX.to_string()));
        act(&mut stage, [Action::StepBack, Action::More]);
        stage::assert_valid(&stage, &|| "steps after the last count".to_owned());
    }
    let mut stage = Backprop::new(
        bench_with("clusters", |setup| setup.learning_rate = 1e300),
        u64::MAX,
        &[],
    );
    steps(&mut stage, 4);
    assert!(
        stage
            .scene()
            .notice
            .is_some_and(|notice| notice.contains("infinite"))
    );
}

#[test]
fn targets_that_do_not_sum_to_1_break_equation_20() {
    let mut stage = backprop(bench("clusters", 2));
    stage.act(Action::Preset(3));
    let scene = stage.scene();
    let card = &scene.equation;
    assert_eq!(card.number, "20");
    let (first, last) = (&card.lines[0], &card.lines[card.lines.len() - 1]);
    assert!(
        (number(&first.value) - number(&last.value)).abs() > 1e-3,
        "{card:?}"
    );
    // 0.7 of the target and 0.2 for each of three classes.
    assert!(card.note.contains("Σ t = 1.30"), "{}", card.note);
    let targets = scene.diagram.layers[3].nodes.iter();
    let sum: f64 = targets.filter_map(|node| node.quantities[0].value).sum();
    assert!((sum - 1.3).abs() < 1e-12);
    stage.act(Action::Preset(3));
    let card = stage.scene().equation;
    assert!(card.note.is_empty() && card.holds);
    assert_eq!(card.lines[0].value, card.lines[card.lines.len() - 1].value);
}

fn accuracy(network: &Network, set: &nn28::data::DataSet) -> f64 {
    let is_right = |(sample, class): (&Sample, &usize)| {
        let y = forward(network, &sample.x).y;
        (0..y.len()).all(|k| k == *class || y[k] < y[*class])
    };
    let samples = set.samples();
    let right = samples
        .iter()
        .zip(&set.class)
        .filter(|pair| is_right(*pair));
    right.count() as f64 / samples.len() as f64
}

#[test]
fn the_run_that_failed_fails_and_its_two_repairs_do_what_they_say() {
    let mut stage = backprop(bench("clusters", 5));
    look_at(&mut stage, "diagnosis");

    stage.act(Action::Preset(0));
    assert_eq!(fact(&stage.scene(), "data"), "body");
    assert_eq!(fact(&stage.scene(), "D-M-K"), "2-2-3");
    assert_eq!(
        (of(&stage).train().len(), of(&stage).test().len()),
        (50, 50)
    );
    steps(&mut stage, 1000);
    assert_eq!(
        bits(&flat(&of(&stage).network())[..6]),
        [1.0_f64.to_bits(); 6]
    );
    let error = number(&fact(&stage.scene(), "test E"));
    assert!((error - 3.0_f64.ln()).abs() < 0.05, "{error}");
    let scene = stage.scene();
    let verdict = &table(&scene).verdict;
    assert!(verdict.contains("2 of 2 units are saturated"), "{verdict}");
    assert!(
        table(&scene)
            .rows
            .iter()
            .all(|row| row.right == Some(false))
    );

    stage.act(Action::NextPreset);
    steps(&mut stage, 1000);
    let network = of(&stage).network();
    assert_eq!(bits(&network.w[0]), bits(&network.w[1]));
    assert_ne!(network.w[0], [1.0; 3]);
    let scene = stage.scene();
    assert!(
        table(&scene).verdict.contains("1 of 2 are twins"),
        "{}",
        table(&scene).verdict
    );
    assert_eq!(table(&scene).rows[1].cells[5], "z₀");

    stage.act(Action::NextPreset);
    steps(&mut stage, 1000);
    let network = of(&stage).network();
    assert_ne!(network.w[0], network.w[1]);
    let right = accuracy(&network, of(&stage).test());
    assert!(right >= 0.9, "{right}");
    let scene = stage.scene();
    assert!(table(&scene).verdict.starts_with("No unit is saturated"));
    assert_eq!(fact(&scene, "step"), "1000");
}

#[test]
fn the_check_agrees_and_its_exact_side_is_the_models() {
    for name in ["clusters", "body", "iris"] {
        let mut stage = backprop(bench(name, 3));
        steps(&mut stage, 5);
        look_at(&mut stage, "check");
        finish(&mut stage);
        let scene = stage.scene();
        let shown = matrices(&scene);
        let side = |number: usize| -> Vec<f64> {
            let both = [&shown.matrices[number], &shown.matrices[number + 2]];
            let entries = both.iter().flat_map(|matrix| matrix.entries.concat());
            entries
                .map(|entry| entry.expect("it is complete"))
                .collect()
        };
        let expected = slopes(&of(&stage).network(), &of(&stage).train().samples());
        let (exact, found) = (side(0), side(1));
        assert_close(&exact, &expected, 1e-12);
        for (place, (exact, found)) in exact.iter().zip(&found).enumerate() {
            let size = exact.abs().max(found.abs()).max(1e-6);
            assert!(
                (exact - found).abs() / size < 1e-4,
                "{place}: {exact} {found}"
            );
        }
        let verdict = &shown.verdict;
        let worst = verdict.split("relative error ").nth(1).expect("an error");
        let worst = worst
            .split(". ")
            .next()
            .expect("a number")
            .trim_end_matches('.');
        assert!(number(worst) < 1e-6, "{verdict}");
        assert!(
            verdict.starts_with(&format!("Worst of {}", expected.len())),
            "{verdict}"
        );
    }
}

#[test]
fn a_long_check_comes_entry_by_entry_and_is_shown_when_it_is_done() {
    let mut stage = backprop(bench_with("digits", |setup| setup.train_fraction = 0.05));
    look_at(&mut stage, "check");
    let mut last = 0.0;
    assert!(stage.busy());
    while stage.busy() {
        act(&mut stage, [Action::Tick, Action::Slice]);
        if let Some(progress) = stage.scene().when.progress {
            assert!(progress.share >= last && progress.share < 1.0);
            last = progress.share;
        }
    }
    assert!(last > 0.0);
    assert!(stage.playing(), "there is something new to see");
    stage.act(Action::Tick);
    assert!(!stage.playing());
    let scene = stage.scene();
    let entries = matrices(&scene)
        .matrices
        .iter()
        .map(|one| one.entries.concat());
    assert!(entries.flatten().all(|entry| entry.is_some()));
}

#[test]
fn the_landscape_is_e_over_two_weights() {
    let mut stage = backprop(bench("xor", 2));
    steps(&mut stage, 30);
    look_at(&mut stage, "landscape");
    finish(&mut stage);
    let scene = stage.scene();
    let Picture::Plane(plane) = &scene.picture else {
        panic!("a plane")
    };
    let (network, samples) = (of(&stage).network(), of(&stage).train().samples());
    for (column, row) in [(0, 0), (10, 20), (32, 24)] {
        let mut moved = network.clone();
        let at = |axis: &nn28::scene::Axis, number: usize, count: usize| {
            axis.range.0 + (axis.range.1 - axis.range.0) * number as f64 / (count - 1) as f64
        };
        moved.w[0][0] = at(&plane.x, column, plane.field.columns);
        moved.w[0][1] = at(&plane.y, row, plane.field.rows);
        let error = nn28::model::error::eq08_mean_cross_entropy(&moved, &samples);
        let (low, high) = plane.ends;
        let found = low + (high - low) * plane.field.at(column, row);
        assert!((found - error).abs() < 1e-9, "{found} {error}");
    }
    let path = &plane.lines[0].points;
    assert_eq!(path.len(), 31);
    assert_eq!(path[30], (network.w[0][0], network.w[0][1]));
}

#[test]
fn the_cost_is_a_pass_for_every_weight_against_one_there_and_back() {
    let mut stage = backprop(bench("iris", 2));
    look_at(&mut stage, "cost");
    let scene = stage.scene();
    let passes = &curve(&scene).series[0];
    for (m, passes) in &passes.points {
        assert_eq!(*passes, m * 5.0 + 3.0 * (m + 1.0) + 1.0);
    }
    assert_eq!(curve(&scene).series.len(), 2);
    let sizes = passes.points.len();
    for size in 0..sizes {
        assert!(stage.playing());
        let Some(Request::Measure(_)) = stage.act(Action::Tick) else {
            panic!("a measurement is asked for")
        };
        let seconds = (size + 1) as f64;
        stage.act(Action::Measured(seconds, seconds / 10.0));
    }
    assert!(!stage.playing());
    let scene = stage.scene();
    let times: Vec<&nn28::scene::Series> = curve(&scene)
        .series
        .iter()
        .filter(|series| series.label.starts_with("µs"))
        .collect();
    assert_eq!(times.len(), 2);
    for (series, unit) in times.iter().zip([1e6, 1e5]) {
        assert_eq!(series.points.len(), sizes);
        for (size, (m, time)) in series.points.iter().enumerate() {
            assert_eq!(*m, passes.points[size].0);
            assert!((time - unit * (size + 1) as f64).abs() < 1e-6);
        }
    }
    assert!(curve(&scene).verdict.contains("10 times as long"));
    assert_eq!(stage::faults(&scene), Vec::<String>::new());
}

#[test]
fn a_measurement_does_the_work_it_is_asked_to_time() {
    let mut stage = backprop(bench("xor", 2));
    look_at(&mut stage, "cost");
    let Some(Request::Measure(mut measurement)) = stage.act(Action::Tick) else {
        panic!("a measurement is asked for")
    };
    let (numerical, backprop) = (measurement.numerical(), measurement.backprop());
    assert!(numerical >= 1.0 && backprop > 0.0 && backprop <= 1.0);
}

#[cfg(all(feature = "terminal", feature = "figures"))]
#[test]
fn the_repair_s_three_curves_end_where_the_program_s_runs_end() {
    let mut stage = backprop(bench("clusters", 2));
    stage.act(Action::Preset(0));
    look_at(&mut stage, "repair");
    finish(&mut stage);
    let scene = stage.scene();
    let series = &curve(&scene).series;
    let runs = [
        ("none", "ones"),
        ("standard", "ones"),
        ("standard", "uniform"),
    ];
    for (series, (scale, init)) in series.iter().zip(runs) {
        let options = format!("--data body --no-shuffle --scale {scale} --init {init}");
        let options: Vec<String> = options.split(' ').map(str::to_owned).collect();
        let report = stage::report(env!("CARGO_BIN_EXE_backprop"), &options);
        let (step, error) = *series.points.last().expect("a point");
        assert_eq!(step, 1000.0);
        assert_eq!(report["steps"], 1000);
        let expected = report["test_error"].as_f64().expect("a number");
        assert!((error - expected).abs() < 1e-12, "{error} {expected}");
    }
    let guess = &series[3].points;
    assert!(
        guess
            .iter()
            .all(|point| (point.1 - 3.0_f64.ln()).abs() < 1e-12)
    );
}

#[cfg(all(feature = "terminal", feature = "figures"))]
#[test]
fn the_command_reproduces_the_weights_bit_for_bit() {
    for update in ["batch", "online"] {
        let mut stage = backprop(bench("iris", 2));
        set(&mut stage, "data", "wine");
        set(&mut stage, "M", "4");
        set(&mut stage, "init", "xavier");
        set(&mut stage, "update", update);
        set(&mut stage, "α", "0.1");
        stage.act(Action::NewSeed);
        look_at(&mut stage, "diagnosis");
        steps(&mut stage, 40);
        let command = stage.command();
        let again = stage::report(env!("CARGO_BIN_EXE_backprop"), &stage::arguments(&command));
        assert_eq!(again["command"], command);
        assert_eq!(
            bits(&stage::weights_of(&again)),
            bits(&stored(&stage)),
            "{command}"
        );
    }
}

#[test]
fn a_step_of_training_is_the_models_batch_step_or_a_pass_of_online_steps() {
    for bench in [bench("clusters", 2), online("clusters")] {
        let is_online = bench.setup.update == Update::Online;
        let mut stage = backprop(bench);
        let (network, samples) = (of(&stage).network(), of(&stage).train().samples());
        let expected = if is_online {
            let step = |network: Network, sample| online_step(&network, sample, 0.5);
            samples.iter().fold(network, step)
        } else {
            batch_step(&network, &samples, 0.5)
        };
        steps(&mut stage, 1);
        assert_close(&stored(&stage), &flat(&expected), 1e-12);
    }
}

#[test]
fn a_training_by_the_stage_is_the_engines_training() {
    let mut stage = backprop(bench("clusters", 3));
    let mut training = of(&stage).training(Method::Backprop);
    let samples = of(&stage).train_matrices().clone();
    (0..50).for_each(|_| training.step(&samples));
    steps(&mut stage, 50);
    assert_eq!(bits(&stored(&stage)), bits(&training.parameters.values));
}

#[cfg(feature = "figures")]
#[test]
fn the_figures_of_the_screen_can_be_drawn() {
    for bench in [bench("clusters", 2), bench("body", 2), bench("digits", 4)] {
        let mut stage = backprop(bench);
        steps(&mut stage, 3);
        stage::assert_figures(&mut stage);
    }
}
