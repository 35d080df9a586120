//! Backpropagation's stage, played by replaying actions and looking at its scenes.
// Counts and numbers that are carried along are the same to the last bit.
#![allow(clippy::float_cmp)]

use crate::stage;
use nn28::engine::{Method, Update};
use nn28::equation::Number;
use nn28::model::backprop::gradient;
use nn28::model::network::forward;
use nn28::model::training::{batch_step, online_step};
use nn28::model::{Matrix, Network, Sample};
use nn28::scene::{Picture, Table, Target};
use nn28::stage::{Action, Backprop, Experiment, Request, Scale, Settings, Stage};
use stage::{
    act, assert_close, bench, bench_with, bits, curve, experiment as of, fact, finish, flat,
    look_at, matrices, notice, number, set, steps, stored,
};

fn backprop(bench: Experiment) -> Backprop {
    Backprop::new(bench, 0, &[])
}

/// The same at the four steps of an update.
fn procedure(bench: Experiment) -> Backprop {
    let mut stage = backprop(bench);
    look_at(&mut stage, "procedure");
    stage
}

/// The network, and the current sample.
fn model(stage: &Backprop) -> (Network, Vec<Sample>) {
    let bench = of(stage);
    (bench.network(), vec![bench.sample().clone()])
}

fn diagnosis(stage: &Backprop) -> Table {
    match stage.scene().picture {
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
    let width = network.inputs() + 1;
    let mut slopes = vec![0.0; network.hidden() * width];
    for (index, slope) in slopes.iter_mut().enumerate() {
        let (j, i) = (index / width, index % width);
        for sample in samples {
            let pass = forward(network, &sample.x);
            let mut error = 0.0;
            for (k, v_k) in v.iter().enumerate() {
                error += (pass.y[k] - sample.t[k]) * v_k[j];
            }
            *slope += error * pass.z[j] * (1.0 - pass.z[j]) * sample.x[i] / samples.len() as f64;
        }
    }
    slopes
}

/// The weights of w and of v that are computed and not stored.
fn pending(stage: &Backprop) -> [Vec<f64>; 2] {
    let links = stage.scene().diagram.links;
    [0, 1].map(|layer| {
        let links = links.iter().filter(|link| link.from.0 == layer);
        links.filter_map(|link| link.next).collect()
    })
}

fn online(name: &str) -> Experiment {
    bench_with(name, |setup| setup.update = Update::Online)
}

#[test]
fn an_update_takes_four_steps_and_stores_nothing_before_the_fourth() {
    for bench in [bench("clusters", 2), online("iris")] {
        let mut stage = procedure(bench);
        // Whatever the training does, the four steps are of one sample.
        let (network, samples) = model(&stage);
        let (old, slopes) = (flat(&network), slopes(&network, &samples));
        let new = stage::descended(&old, &slopes, 0.5);
        let (new_w, new_v) = new.split_at(of(&stage).shape().w());
        let from_old_v = slopes_of_w(&network, &network.v, &samples);
        assert_close(&slopes[..new_w.len()], &from_old_v, 1e-12);
        for [w, v] in [[&[][..], &[]], [&[], new_v], [new_w, &[]]] {
            steps(&mut stage, 1);
            let pending = pending(&stage);
            assert_close(&pending[0], w, 1e-12);
            assert_close(&pending[1], v, 1e-12);
            assert_eq!(bits(&stage::weights(&stage.scene())), bits(&old));
            assert_eq!(bits(&stored(&stage)), bits(&old));
        }
        steps(&mut stage, 1);
        let expected = flat(&online_step(&network, &samples[0], 0.5));
        assert_close(&stored(&stage), &expected, 1e-12);
        assert_close(&stage::weights(&stage.scene()), &expected, 1e-12);
        // The numbers of the forward pass are still those of the old weights.
        let kept = forward(&network, &samples[0].x);
        let output = &stage.scene().diagram.layers[2].nodes[0].quantities[1];
        assert_eq!(output.value, Some(kept.y[0]));
        act(&mut stage, vec![Action::StepBack; 4]);
        assert_eq!(bits(&stored(&stage)), bits(&old));
    }
}

#[test]
fn the_procedure_goes_from_sample_to_sample() {
    let mut stage = procedure(online("xor"));
    let samples = of(&stage).train().samples();
    let mut network = of(&stage).network();
    for sample in &samples[..5] {
        steps(&mut stage, 4);
        network = online_step(&network, sample, 0.5);
        assert_close(&stored(&stage), &flat(&network), 1e-12);
    }
    assert_eq!(fact(&stage.scene(), "samples since"), "5");
}

#[test]
fn the_procedure_says_what_an_update_did_to_the_error_of_all_samples_and_why_it_rises() {
    let mut stage = procedure(online("clusters"));
    let (mut fell, mut rose) = (0, 0);
    for _ in 0..8 {
        let before = number(&stage.scene().status.fields[1].value);
        steps(&mut stage, 4);
        let scene = stage.scene();
        let after = number(&scene.status.fields[1].value);
        let verdict = &matrices(&scene).verdict;
        if after > before {
            rose += 1;
            assert!(verdict.contains("rose") && verdict.contains("is not that of all"));
        } else {
            fell += 1;
            assert!(verdict.contains("fell"), "{before} {after}: {verdict}");
        }
    }
    assert!(fell > 0 && rose > 0, "{fell} {rose}");
}

/// The weights after an update in which the new v is used for w.
fn stored_too_early((network, samples): &(Network, Vec<Sample>)) -> Vec<f64> {
    let right = batch_step(network, samples, 0.5);
    let wrong = slopes_of_w(network, &right.v, samples);
    let mut expected = stage::descended(&flat(network), &wrong, 0.5);
    let right = flat(&right);
    let mut pairs = expected.iter().zip(&right);
    assert!(pairs.any(|(one, other)| (one - other).abs() > 1e-6));
    expected.extend(&right[wrong.len()..]);
    expected
}

#[test]
fn storing_v_too_early_gives_another_w() {
    let mut stage = backprop(bench("clusters", 2));
    stage.act(Action::Preset(4));
    let (network, samples) = model(&stage);
    let expected = stored_too_early(&(network.clone(), samples.clone()));
    steps(&mut stage, 2);
    let w = of(&stage).shape().w();
    let shown = stage::weights(&stage.scene());
    assert_close(&shown[w..], &expected[w..], 1e-12);
    steps(&mut stage, 1);
    let scene = stage.scene();
    let shown = matrices(&scene);
    let [right, wrong] = [0, 1].map(|side| -> Vec<f64> {
        let entries = shown.matrices[side].entries.iter().flatten();
        entries.map(|entry| entry.expect("a slope")).collect()
    });
    assert_close(&right, &slopes(&network, &samples)[..w], 1e-9);
    let stored_w = stage::descended(&flat(&network)[..w], &wrong, 0.5);
    assert_close(&stored_w, &expected[..w], 1e-9);
    let verdict = &shown.verdict;
    assert!(verdict.contains("no gradient of Eₙ"), "{verdict}");
    steps(&mut stage, 1);
    assert_close(&stored(&stage), &expected, 1e-12);
}

#[test]
fn changing_the_order_after_the_fourth_step_takes_the_update_back() {
    let mut stage = procedure(bench("clusters", 2));
    let (before, error) = (stored(&stage), fact(&stage.scene(), "E"));
    steps(&mut stage, 4);
    assert_ne!(fact(&stage.scene(), "E"), error);
    stage.act(Action::Printed);
    assert_eq!(stored(&stage), before);
    assert_eq!(fact(&stage.scene(), "E"), error);
}

#[test]
fn storing_too_early_stays_chosen_for_another_network_and_where_the_training_came_to() {
    for trained in [0, 50] {
        let mut stage = backprop(bench("clusters", 2));
        act(&mut stage, [Action::Printed, Action::NewSeed]);
        look_at(&mut stage, "diagnosis");
        steps(&mut stage, trained);
        look_at(&mut stage, "procedure");
        let expected = stored_too_early(&model(&stage));
        steps(&mut stage, 4);
        assert_close(&stored(&stage), &expected, 1e-12);
        let scene = stage.scene();
        let counted = ["step", "samples since"].map(|name| fact(&scene, name));
        assert_eq!(counted, [trained.to_string(), "1".to_owned()]);
    }
}

#[test]
fn two_hundred_steps_are_walked_back_bit_for_bit() {
    for bench in [bench("iris", 3), online("xor")] {
        let mut stage = backprop(bench);
        look_at(&mut stage, "diagnosis");
        let mut seen = Vec::new();
        for _ in 0..200 {
            let scene = stage.scene();
            let facts = ["step", "E"].map(|name| fact(&scene, name));
            seen.push((bits(&stage::weights(&scene)), facts));
            steps(&mut stage, 1);
        }
        assert_eq!(fact(&stage.scene(), "step"), "200");
        for (weights, facts) in seen.into_iter().rev() {
            stage.act(Action::StepBack);
            let scene = stage.scene();
            assert_eq!(bits(&stage::weights(&scene)), weights);
            assert_eq!(["step", "E"].map(|name| fact(&scene, name)), facts);
        }
        stage.act(Action::StepBack);
        assert!(notice(&stage).contains("as far back"));
    }
}

#[test]
fn a_weight_that_was_changed_by_hand_is_walked_back_over() {
    let mut stage = backprop(bench("clusters", 2));
    steps(&mut stage, 3);
    let before = bits(&stored(&stage));
    let error = fact(&stage.scene(), "E");
    stage.act(Action::Click(Target::Quantity(9)));
    stage.act(Action::More);
    assert_ne!(bits(&stored(&stage)), before);
    stage.act(Action::StepBack);
    let scene = stage.scene();
    assert_eq!(bits(&stored(&stage)), before);
    assert_eq!(fact(&scene, "E"), error);
    assert_eq!(fact(&scene, "step"), "3");
    let Picture::Curve(curve) = &scene.training.picture else {
        panic!("the curve of the training")
    };
    let train = curve.series.last().expect("a curve");
    let last = train.points.last().expect("a point").1;
    assert_eq!(nn28::scene::text(last, 4), fact(&scene, "E"));
}

#[test]
fn the_history_is_bounded_and_the_screen_says_how_far_it_goes() {
    let mut few = nn28::data::load("digits", 0).expect("the digits");
    few.x.truncate(30);
    few.class.truncate(30);
    let few = bench("digits", 64).changed(Some(few), |_| {});
    let mut stage = backprop(few.expect("few digits"));
    let depth = |stage: &Backprop| {
        let title = stage.scene().training.picture.title().to_owned();
        let words = title.split(' ').filter_map(|word| word.parse().ok());
        let [back, most] = words.collect::<Vec<usize>>()[..] else {
            panic!("{title}")
        };
        (back, most)
    };
    let weights = of(&stage).shape().parameters();
    assert_eq!(weights, 64 * 65 + 10 * 65);
    let (back, most) = depth(&stage);
    assert!(back == 0 && most >= 100, "{most}");
    assert!(most * weights * size_of::<f64>() <= 8 << 20, "{most}");
    look_at(&mut stage, "cost");
    steps(&mut stage, most + 10);
    assert_eq!(depth(&stage), (most, most));
    let small = depth(&backprop(bench("clusters", 2))).1;
    assert!(small * 15 * size_of::<f64>() <= 8 << 20, "{small}");
    assert!(small >= 1000, "{small}");
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
    set(&mut stage, "speed", "10 steps/s");
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
        stage::assert_valid(&stage, &|| view.to_owned());
        assert!(number(&fact(&stage.scene(), "E")).is_finite());
    }
}

#[test]
fn a_training_that_runs_away_stops_before_and_says_why() {
    for view in ["diagnosis", "procedure"] {
        let wild = |setup: &mut Settings| setup.learning_rate = 1e308;
        let mut stage = backprop(bench_with("clusters", wild));
        look_at(&mut stage, view);
        let mut before = Vec::new();
        stage.act(Action::Play);
        for step in 0.. {
            assert!(step < 100, "{view}: it never stops");
            before = bits(&stored(&stage));
            stage.act(Action::StepOn);
            if stage.scene().notice.is_some() {
                break;
            }
        }
        let notice = notice(&stage);
        let says = ["α = 1e308", "infinite"].map(|word| notice.contains(word));
        assert_eq!(says, [true; 2], "{notice}");
        assert!(!stage.playing());
        assert_eq!(bits(&stored(&stage)), before, "{view}");
        assert!(stored(&stage).iter().all(|weight| weight.is_finite()));
        stage::assert_valid(&stage, &|| view.to_owned());
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
    let wild = bench_with("clusters", |setup| setup.learning_rate = 1e300);
    let mut stage = Backprop::new(wild, u64::MAX, &[]);
    steps(&mut stage, 4);
    assert!(notice(&stage).contains("infinite"));
}

#[test]
fn targets_that_do_not_sum_to_1_break_equation_20() {
    let mut stage = backprop(bench("clusters", 2));
    stage.act(Action::Preset(3));
    let scene = stage.scene();
    let card = &scene.equation;
    assert_eq!(card.number, "20");
    let ends = [0, card.lines.len() - 1].map(|line| number(&card.lines[line].value));
    assert!((ends[0] - ends[1]).abs() > 1e-3, "{card:?}");
    // 0.7 of the target and 0.2 for each of three classes.
    assert!(card.note.contains("Σ t = 1.30"), "{}", card.note);
    let targets = scene.diagram.layers[3].nodes.iter();
    let sum: f64 = targets.filter_map(|node| node.quantities[0].value).sum();
    assert!((sum - 1.3).abs() < 1e-12);
    stage.act(Action::Preset(3));
    let card = stage.scene().equation;
    assert!(card.note.is_empty() && card.holds);
    // A run is set up without the faults.
    for fault in [3, 4] {
        stage.act(Action::Preset(fault));
    }
    stage.act(Action::Preset(2));
    assert!(stage.scene().equation.holds);
    stage.act(Action::Printed);
    assert!(notice(&stage).contains("before w is computed"));
    stage.act(Action::Preset(2));
    stage.act(Action::Show(Number::whole(20)));
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
    let pairs = samples.iter().zip(&set.class);
    pairs.filter(|pair| is_right(*pair)).count() as f64 / samples.len() as f64
}

#[test]
fn the_run_that_failed_fails_and_its_two_repairs_do_what_they_say() {
    let mut stage = backprop(bench("clusters", 5));
    look_at(&mut stage, "diagnosis");

    stage.act(Action::Preset(0));
    assert_eq!(fact(&stage.scene(), "data"), "body");
    assert_eq!(fact(&stage.scene(), "shape"), "2-2-3");
    let parts = [of(&stage).train(), of(&stage).test()];
    assert_eq!(parts.map(nn28::data::DataSet::len), [50, 50]);
    steps(&mut stage, 1000);
    assert_eq!(bits(&stored(&stage)[..6]), [1.0_f64.to_bits(); 6]);
    let error = number(&fact(&stage.scene(), "test E"));
    assert!((error - 3.0_f64.ln()).abs() < 0.05, "{error}");
    let table = diagnosis(&stage);
    let verdict = &table.verdict;
    assert!(verdict.contains("2 of 2 units are saturated"), "{verdict}");
    assert!(table.rows.iter().all(|row| row.right == Some(false)));

    stage.act(Action::Preset(1));
    steps(&mut stage, 1000);
    let network = of(&stage).network();
    assert_eq!(bits(&network.w[0]), bits(&network.w[1]));
    assert_ne!(network.w[0], [1.0; 3]);
    let table = diagnosis(&stage);
    let verdict = &table.verdict;
    assert!(verdict.contains("1 of 2 are twins"), "{verdict}");
    assert_eq!(table.rows[1].cells[5], "z₀");

    stage.act(Action::Preset(2));
    steps(&mut stage, 1000);
    let network = of(&stage).network();
    assert_ne!(network.w[0], network.w[1]);
    let right = accuracy(&network, of(&stage).test());
    assert!(right >= 0.9, "{right}");
    let table = diagnosis(&stage);
    assert!(table.verdict.starts_with("No unit is saturated"));
    assert_eq!(fact(&stage.scene(), "step"), "1000");
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
            entries.flatten().collect()
        };
        let expected = slopes(&of(&stage).network(), &of(&stage).train().samples());
        let (exact, found) = (side(0), side(1));
        assert_close(&exact, &expected, 1e-12);
        assert_eq!(found.len(), expected.len());
        for (index, (exact, found)) in exact.iter().zip(&found).enumerate() {
            let size = exact.abs().max(found.abs()).max(1e-6);
            let error = (exact - found).abs() / size;
            assert!(error < 1e-4, "{index}: {exact} {found}");
        }
        let verdict = &shown.verdict;
        let worst = verdict.split("relative error ").nth(1).expect("an error");
        let worst = worst.split(',').next().unwrap_or(worst);
        assert!(number(worst) < 1e-6, "{verdict}");
        let begins = format!("✓ all {} compared, all of them agree", expected.len());
        assert!(verdict.starts_with(&begins), "{verdict}");
    }
}

#[test]
fn a_planted_fault_does_not_get_past_the_check_and_leaves_v_as_it_is() {
    for (name, trained) in [("clusters", 0), ("iris", 20), ("xor", 5)] {
        let mut stage = backprop(bench(name, 3));
        steps(&mut stage, trained);
        look_at(&mut stage, "check");
        finish(&mut stage);
        assert!(matrices(&stage.scene()).verdict.starts_with('✓'), "{name}");
        stage.act(Action::Printed);
        look_at(&mut stage, "check");
        finish(&mut stage);
        let (network, samples) = (of(&stage).network(), of(&stage).train().samples());
        let right = slopes(&network, &samples);
        let rate = of(&stage).setup.learning_rate;
        let new = stage::descended(&flat(&network), &right, rate);
        let w = of(&stage).shape().w();
        let new = new[w..].chunks(network.hidden() + 1).map(<[f64]>::to_vec);
        let wrong = slopes_of_w(&network, &new.collect(), &samples);

        let scene = stage.scene();
        let shown = matrices(&scene);
        let entries = |number: usize| -> Vec<f64> {
            let entries = shown.matrices[number].entries.concat();
            entries.into_iter().flatten().collect()
        };
        assert_close(&entries(0), &wrong, 1e-9);
        assert_close(&entries(1), &right[..w], 1e-8);
        assert_close(&entries(2), &right[w..], 1e-12);
        // The entries beyond the threshold by the exact slopes are told, and the farthest is marked.
        let error = |index: usize| {
            let (one, other): (f64, f64) = (wrong[index], right[index]);
            (one - other).abs() / one.abs().max(other.abs()).max(1e-4)
        };
        let errors: Vec<f64> = (0..w).map(error).collect();
        let beyond = errors.iter().filter(|error| **error > 1e-6).count();
        let largest = errors.iter().copied().fold(0.0, f64::max);
        assert!(beyond > w / 2 && largest > 1e-3, "{name}: {errors:?}");
        let verdict = &shown.verdict;
        let begins = format!("✗ all {} compared, {beyond} of them differ", right.len());
        assert!(verdict.starts_with(&begins), "{name}: {verdict}");
        let width = network.inputs() + 1;
        let [(row, column)] = shown.matrices[0].worst[..] else {
            panic!("one entry of w is marked")
        };
        assert!(errors[row * width + column] > largest - 1e-4, "{name}");
        assert!(shown.matrices[2].worst.is_empty());
        // The right slopes again, and the same network passes.
        stage.act(Action::Printed);
        look_at(&mut stage, "check");
        finish(&mut stage);
        assert!(matrices(&stage.scene()).verdict.starts_with('✓'), "{name}");
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
        if let Some(progress) = stage.scene().training.progress {
            assert!(progress.share >= last && progress.share < 1.0);
            last = progress.share;
        }
    }
    assert!(last > 0.0);
    assert!(stage.playing(), "there is something new to see");
    stage.act(Action::Tick);
    assert!(!stage.playing());
    let scene = stage.scene();
    let mut all = matrices(&scene).matrices.iter();
    assert!(all.all(|one| one.entries.iter().flatten().all(Option::is_some)));
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
        let share = |number: usize, count: usize| number as f64 / (count - 1) as f64;
        moved.w[0][0] = plane.x.at(share(column, plane.field.columns));
        moved.w[0][1] = plane.y.at(share(row, plane.field.rows));
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
    let [_, _, times @ ..] = &curve(&scene).series[..] else {
        panic!("the passes, and their times")
    };
    assert_eq!(times.len(), 2);
    for (series, unit) in times.iter().zip([1e6, 1e5]) {
        assert!(series.label.starts_with("µs"));
        assert_eq!(series.points.len(), sizes);
        for (size, (m, time)) in series.points.iter().enumerate() {
            assert_eq!(*m, passes.points[size].0);
            assert!((time - unit * (size + 1) as f64).abs() < 1e-6);
        }
    }
    assert!(curve(&scene).verdict.contains("10 times as long"));
    stage::assert_faultless(&scene);
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
        "none --init ones",
        "standard --init ones",
        "standard --init uniform",
    ];
    for (series, run) in series.iter().zip(runs) {
        let options = format!("--data body --no-shuffle --scale {run}");
        let options: Vec<String> = options.split(' ').map(str::to_owned).collect();
        let report = stage::report(env!("CARGO_BIN_EXE_backprop"), &options);
        let (step, error) = *series.points.last().expect("a point");
        assert_eq!(step, 1000.0);
        assert_eq!(report["steps"], 1000);
        let expected = report["test_error"].as_f64().expect("a number");
        assert!((error - expected).abs() < 1e-12, "{error} {expected}");
    }
    let mut guess = series[3].points.iter();
    assert!(guess.all(|point| (point.1 - 3.0_f64.ln()).abs() < 1e-12));
}

#[cfg(all(feature = "terminal", feature = "figures"))]
#[test]
fn the_command_reproduces_the_weights_bit_for_bit() {
    for update in ["batch", "online"] {
        let mut stage = backprop(bench("iris", 2));
        let choices = [
            ("data", "wine"),
            ("M", "4"),
            ("init", "xavier"),
            ("update", update),
        ];
        for (name, value) in choices.into_iter().chain([("α", "0.1")]) {
            set(&mut stage, name, value);
        }
        stage.act(Action::NewSeed);
        look_at(&mut stage, "diagnosis");
        steps(&mut stage, 40);
        let again = stage::assert_reproduced(&stage, env!("CARGO_BIN_EXE_backprop"));
        assert_eq!(again["command"], stage.command());
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
