//! The network's stage, played by replaying actions and looking at its scenes.

use crate::stage;
use nn28::data;
use nn28::engine::PrincipalAxes;
use nn28::equation::Chapter;
use nn28::model::error::eq08_mean_cross_entropy;
use nn28::model::{self, network::forward};
use nn28::scene::{Axis, Diagram, MarkKind, Pane, Picture, Quantity, Regions, text};
use nn28::stage::{Action, Direction, Experiment, Network, Neuron, Settings, Stage, of_chapter};
use stage::{act, bench, bench_with, bits, experiment, fact, look_at, steps, stored};
use std::io::Write as _;

fn name(quantity: &Quantity) -> String {
    format!("{}{}", quantity.symbol.letter, quantity.symbol.index)
}

/// The names of the numbers of a diagram's nodes that are known, bias units and inputs left out.
fn known(diagram: &Diagram) -> Vec<String> {
    let nodes = diagram.layers[1..3].iter().flat_map(|layer| &layer.nodes);
    let computed = nodes.filter(|node| !node.bias);
    let quantities = computed.flat_map(|node| &node.quantities);
    sorted(quantities.filter(|one| one.value.is_some()).map(name))
}

/// The names of all numbers that are lit.
fn lit(diagram: &Diagram) -> Vec<String> {
    let nodes = diagram.layers.iter().flat_map(|layer| &layer.nodes);
    let quantities = nodes.flat_map(|node| &node.quantities);
    let all = quantities.chain(diagram.links.iter().map(|link| &link.weight));
    sorted(all.filter(|quantity| quantity.lit).map(name))
}

fn sorted(names: impl IntoIterator<Item = impl Into<String>>) -> Vec<String> {
    let mut names: Vec<String> = names.into_iter().map(Into::into).collect();
    names.sort();
    names
}

fn regions(stage: &Network) -> Regions {
    match stage.scene().picture {
        Picture::Regions(regions) => regions,
        other => panic!("regions, not {}", other.title()),
    }
}

/// The middle of a cell.
fn middle(regions: &Regions, column: usize, row: usize) -> (f64, f64) {
    let at = |axis: &Axis, index: usize, count: usize| axis.at((index as f64 + 0.5) / count as f64);
    let (columns, rows) = (regions.columns, regions.rows);
    (at(&regions.x, column, columns), at(&regions.y, row, rows))
}

/// The most probable class, and how probable it is.
fn best(network: &model::Network, x: &[f64]) -> (usize, f64) {
    let y = forward(network, x).y.into_iter().enumerate();
    y.max_by(|one, other| one.1.total_cmp(&other.1))
        .expect("classes")
}

/// A network that has learned something.
fn trained(name: &str, hidden: usize, steps: usize) -> Experiment {
    let mut bench = bench(name, hidden);
    let mut training = bench.training(nn28::engine::Method::Backprop);
    (0..steps).for_each(|_| training.step(bench.train_matrices()));
    bench.set_parameters(training.parameters);
    bench
}

#[test]
fn a_scene_that_is_not_valid_is_found_out() {
    let scene = Network::new(bench("clusters", 2), 0).scene();
    assert_eq!(stage::faults(&scene), Vec::<String>::new());
    let broken: [fn(&mut nn28::scene::Scene); 8] = [
        |scene| scene.facts.clear(),
        |scene| scene.facts[0].1 = "E = NaN".to_owned(),
        |scene| scene.views.1 = 3,
        |scene| scene.training.knobs.clear(),
        |scene| scene.diagram.links[0].to.1 = 9,
        |scene| scene.diagram.layers[0].nodes[0].quantities[0].value = Some(f64::INFINITY),
        |scene| scene.equation.lines[0].value = "−inf".to_owned(),
        |scene| match &mut scene.picture {
            Picture::Regions(regions) => regions.x.range.1 = regions.x.range.0,
            _ => panic!("regions"),
        },
    ];
    for (number, spoil) in broken.into_iter().enumerate() {
        let mut scene = scene.clone();
        spoil(&mut scene);
        assert!(!stage::faults(&scene).is_empty(), "fault {number}");
    }
}

#[test]
fn the_numbers_of_a_pass_come_one_after_the_other_and_b_takes_them_back() {
    let (m, k) = (3, 3);
    let mut network = Network::new(bench("iris", m), 0);
    let mut order: Vec<Vec<String>> = Vec::new();
    for letter in ['b', 'z'] {
        order.extend((0..m).map(|j| vec![format!("{letter}{j}")]));
    }
    order.extend((0..k).map(|k| vec![format!("a{k}")]));
    order.push((0..k).map(|k| format!("y{k}")).collect());
    order.push(Vec::new());
    assert_eq!(order.len(), 2 * m + k + 2);

    let mut seen = Vec::new();
    for step in 1..=order.len() {
        steps(&mut network, 1);
        let scene = network.scene();
        assert_eq!(fact(&scene, "shape"), "4-3-3");
        let expected = sorted(order[..step].concat());
        assert_eq!(known(&scene.diagram), expected, "after step {step}");
        seen.push(scene);
    }
    assert_eq!(experiment(&network).sample_number(), 0);
    for expected in seen.iter().rev().skip(1) {
        network.act(Action::StepBack);
        let scene = network.scene();
        assert_eq!(scene.diagram, expected.diagram);
        assert_eq!(scene.equation, expected.equation);
    }
    network.act(Action::StepBack);
    let last = experiment(&network).train().len() - 1;
    assert_eq!(experiment(&network).sample_number(), last);
    assert_eq!(known(&network.scene().diagram).len(), 2 * m + 2 * k);
}

#[test]
fn the_numbers_that_come_are_those_of_the_model() {
    let mut network = Network::new(bench("iris", 3), 0);
    steps(&mut network, 11);
    let bench = experiment(&network);
    let pass = forward(&bench.network(), &bench.sample().x);
    let layers = network.scene().diagram.layers;
    for (layer, sums, outputs) in [(1, &pass.b, &pass.z), (2, &pass.a, &pass.y)] {
        for unit in 0..3 {
            let numbers = &layers[layer].nodes[unit].quantities;
            assert_eq!(numbers[0].value, Some(sums[unit]));
            assert_eq!(numbers[1].value, Some(outputs[unit]));
        }
    }
}

#[test]
fn each_step_lights_what_it_speaks_of() {
    let mut network = Network::new(bench("clusters", 2), 0);
    let expected = [
        ("5", "b0 w00 w01 w02 x0 x1 x2"),
        ("5", "b1 w10 w11 w12 x0 x1 x2"),
        ("6", "b0 z0"),
        ("6", "b1 z1"),
        ("5", "a0 v00 v01 v02 z0 z1 z2"),
        ("5", "a1 v10 v11 v12 z0 z1 z2"),
        ("5", "a2 v20 v21 v22 z0 z1 z2"),
        ("7", "a0 a1 a2 y0 y1 y2"),
        ("8", "t0 t1 t2 y0 y1 y2"),
    ];
    for (equation, names) in expected {
        steps(&mut network, 1);
        let scene = network.scene();
        assert_eq!(scene.equation.number, equation);
        assert_eq!(lit(&scene.diagram), sorted(names.split(' ')), "{equation}");
    }
}

#[test]
fn the_ledger_gives_the_shapes_of_the_real_network() {
    let shapes = |bench: Experiment| {
        let ledger = Network::new(bench, 0).scene().diagram.ledger.into_iter();
        let shapes: Vec<String> = ledger.map(|product| product.shapes).collect();
        shapes.join(", ")
    };
    let iris = "(75×5)(5×5) → 75×5, 75×5 → 75×6, (75×6)(6×3) → 75×3, 75×3 → 75×3";
    assert_eq!(shapes(bench("iris", 5)), iris);
    let few = |setup: &mut Settings| (setup.hidden, setup.train_fraction) = (16, 0.1);
    let digits =
        "(180×65)(65×16) → 180×16, 180×16 → 180×17, (180×17)(17×10) → 180×10, 180×10 → 180×10";
    assert_eq!(shapes(bench_with("digits", few)), digits);
}

#[test]
fn the_regions_are_what_the_model_makes_of_the_plane() {
    let bench = trained("clusters", 4, 300);
    let (network, samples) = (bench.network(), bench.train().samples());
    let regions = regions(&Network::new(bench, 300));
    let cell = |axis: &Axis, at: f64, count: usize| (axis.fraction(at) * count as f64) as usize;
    let mut compared = 0;
    for sample in &samples {
        let column = cell(&regions.x, sample.x[0], regions.columns);
        let row = cell(&regions.y, sample.x[1], regions.rows);
        let (class, probability) = regions.cells[row * regions.columns + column];
        let (x, y) = middle(&regions, column, row);
        let expected = best(&network, &[x, y, 1.0]);
        assert_eq!(class, expected.0);
        assert!((probability - expected.1).abs() < 1e-9);
        if probability > 0.9 {
            assert_eq!(class, best(&network, &sample.x).0);
            compared += 1;
        }
    }
    assert!(compared > samples.len() / 2);
}

#[test]
fn more_than_two_inputs_are_shown_on_their_principal_axes() {
    let bench = trained("wine", 4, 100);
    let (network, x) = (bench.network(), bench.train().x.clone());
    let regions = regions(&Network::new(bench, 100));
    let title = &regions.title;
    assert!(title.contains("principal axes"), "{title}");
    let axes = PrincipalAxes::of(&x).expect("two axes");
    let marks = regions.marks.iter();
    let samples = marks.filter(|mark| mark.kind != MarkKind::Current);
    let points: Vec<(f64, f64)> = samples.map(|mark| (mark.x, mark.y)).collect();
    assert_eq!(points.len(), x.len());
    for (point, x) in points.iter().zip(&x) {
        for other in [axes.project(x), axes.project(&axes.lift(*point))] {
            assert!((point.0 - other.0).abs() < 1e-9 && (point.1 - other.1).abs() < 1e-9);
        }
    }
    // Standardised inputs have a variance of 1 each; the axes show their share of it, and are uncorrelated.
    let mean = |f: &dyn Fn(&(f64, f64)) -> f64| points.iter().map(f).sum::<f64>() / x.len() as f64;
    let share = mean(&|point| point.0 * point.0) / 13.0;
    let label = format!("axis 1: {:.0} %", share * 100.0);
    assert_eq!(regions.x.label, label);
    assert!(mean(&|point| point.0 * point.1).abs() < 1e-9);
    // A cell somewhere: what the network says to the inputs of the point.
    for (column, row) in [(5, 7), (40, 20), (71, 53)] {
        let mut inputs = axes.lift(middle(&regions, column, row));
        inputs.push(1.0);
        let y = forward(&network, &inputs).y;
        let (class, probability) = regions.cells[row * regions.columns + column];
        assert!((y[class] - probability).abs() < 1e-9);
        assert!(y.iter().all(|y_k| *y_k <= probability + 1e-9));
    }
}

#[test]
fn the_confusion_matrix_counts_who_was_taken_for_whom() {
    let bench = trained("iris", 3, 20);
    let network = bench.network();
    let mut counts = vec![vec![Some(0.0); 3]; 3];
    let test = bench.test().clone();
    for (sample, class) in test.samples().iter().zip(&test.class) {
        let count = &mut counts[*class][best(&network, &sample.x).0];
        *count = count.map(|count| count + 1.0);
    }
    let mut stage = Network::new(bench, 20);
    look_at(&mut stage, "confusion");
    let scene = stage.scene();
    let matrix = &stage::matrices(&scene).matrices[0];
    assert_eq!(matrix.entries, counts);
    let right: f64 = (0..3).filter_map(|class| counts[class][class]).sum();
    assert!(right < 75.0, "some are wrong");
    assert_eq!(matrix.rows, test.classes);
    // All pairs that are mistaken as often as the worst one are marked.
    let off = |(row, column): (usize, usize)| (row != column).then_some(counts[row][column]);
    let all: Vec<(usize, usize)> = (0..9).map(|entry| (entry / 3, entry % 3)).collect();
    let most = all.iter().filter_map(|at| off(*at)?).fold(0.0, f64::max);
    let worst = all.into_iter().filter(|at| off(*at) == Some(Some(most)));
    assert_eq!(matrix.worst, worst.collect::<Vec<_>>());
}

#[test]
fn a_digit_is_64_pixels_and_ten_bars() {
    let bench = bench_with("digits", |setup| setup.shuffle = false);
    let network = bench.network();
    let mut stage = Network::new(bench, 0);
    look_at(&mut stage, "image");
    let Picture::Image(image) = stage.scene().picture else {
        panic!("an image")
    };
    assert_eq!((image.pixels.len(), image.width), (64, 8));
    // In their order and unscaled, so that the first image is the first of the data.
    let digits = data::load("digits", 0).expect("the digits");
    let raw = &digits.x[0];
    for (pixel, raw) in image.pixels.iter().zip(raw) {
        assert!((pixel - raw / 16.0).abs() < 1e-9 && (0.0..=1.0).contains(pixel));
    }
    let shares: Vec<f64> = image.bars.iter().map(|bar| bar.share).collect();
    assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    let x = &experiment(&stage).sample().x;
    stage::assert_close(&shares, &forward(&network, x).y, 1e-9);
    let targets: Vec<bool> = image.bars.iter().map(|bar| bar.is_target).collect();
    assert_eq!(targets.iter().filter(|is_target| **is_target).count(), 1);
    assert!(targets[digits.class[0]]);
}

#[test]
fn only_digits_are_images_and_other_data_offer_none() {
    let views = |data| Network::new(bench(data, 2), 0).scene().views.0;
    assert_eq!(views("iris"), ["regions", "confusion"]);
    assert_eq!(views("digits"), ["regions", "image", "confusion"]);
}

#[test]
fn a_weight_that_is_changed_by_a_key_changes_e() {
    let mut stage = Network::new(bench("body", 2), 0);
    let before = fact(&stage.scene(), "E");
    let mut network = experiment(&stage).network();
    let [down, right] = [Direction::Down, Direction::Right].map(Action::Move);
    let keys = [Action::Focus(Pane::Network), down, Action::More, right];
    act(&mut stage, keys);
    for _ in 0..2 {
        network.w[0][1] = ((network.w[0][1] + 0.1) * 1e9).round() / 1e9;
    }
    assert_eq!(bits(&stored(&stage)), bits(&stage::flat(&network)));
    let samples = experiment(&stage).train().samples();
    let expected = text(eq08_mean_cross_entropy(&network, &samples), 4);
    assert_eq!(fact(&stage.scene(), "E"), expected);
    assert_ne!(expected, before);
}

#[test]
fn restart_leads_back_to_the_first_weights_and_a_new_seed_draws_others() {
    let first = bench("clusters", 3);
    let start = first.parameters().values.clone();
    let mut stage = Network::new(first, 0);
    let there = [Action::Focus(Pane::Network), Action::More];
    act(&mut stage, there);
    stage.act(Action::Restart);
    assert_eq!(stored(&stage), start);
    stage.act(Action::NewSeed);
    assert_eq!(fact(&stage.scene(), "seed"), "2");
    let expected = bench_with("clusters", |setup| (setup.hidden, setup.seed) = (3, 2));
    assert_eq!(stored(&stage), expected.parameters().values);
}

#[test]
fn a_new_seed_does_not_read_a_reader_s_file_again() {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(b"a,b,class\n1,2,x\n2,1,y\n3,5,x\n5,3,y\n")
        .expect("a table");
    let name = file.path().to_str().expect("a path");
    let set = data::load(name, 1).expect("a reader's own data");
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
    let times = std::fs::FileTimes::new().set_accessed(long_ago);
    file.as_file().set_times(times).expect("times");
    let mut stage = Network::new(Experiment::of(set, Settings::default()), 0);
    let before = stored(&stage);
    act(&mut stage, [Action::NewSeed]);
    assert_ne!(stored(&stage), before);
    let read = file.as_file().metadata().and_then(|file| file.accessed());
    assert_eq!(read.ok(), Some(long_ago), "the file was opened and read");
}

#[test]
fn moving_between_stages_keeps_data_network_and_sample() {
    let mut carried = trained("wine", 3, 10);
    carried.choose_sample(7);
    for from in Chapter::ALL.into_iter().skip(1) {
        let first = of_chapter(from, None, Some(&carried));
        for to in Chapter::ALL.into_iter().skip(1) {
            let second = of_chapter(to, None, first.experiment());
            let bench = experiment(second.as_ref());
            assert_eq!(bench.set(), carried.set());
            assert_eq!(bench.setup, carried.setup);
            assert_eq!(bench.parameters(), carried.parameters());
            assert_eq!(bench.sample_number(), 7);
            assert_eq!(bench.sample(), carried.sample());
            let weights = stage::weights(&second.scene());
            assert_eq!(weights, carried.parameters().values);
        }
        let neuron = of_chapter(Chapter::Neuron, None, first.experiment());
        let links = neuron.scene().diagram.links;
        let weights: Vec<f64> = links.iter().filter_map(|link| link.weight.value).collect();
        assert_eq!(weights, carried.network().w[0]);
        let expected = Neuron::of_experiment(&carried);
        assert_eq!(expected.inputs(), &carried.train().x[7][..]);
    }
}

#[cfg(all(feature = "terminal", feature = "figures"))]
#[test]
fn the_command_reproduces_the_screen() {
    let program = env!("CARGO_BIN_EXE_network");
    let mut stage = Network::new(trained("iris", 3, 25), 25);
    stage::assert_reproduced(&stage, program);
    stage::set(&mut stage, "scale", "none");
    stage::set(&mut stage, "init", "xavier");
    stage.act(Action::NewSeed);
    let again = stage::assert_reproduced(&stage, program);
    assert_eq!(again["command"], stage.command());
}
