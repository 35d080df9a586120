//! Data to play with, and the first minute: noise, shares, blocks and seeds as settings, and what Space does within five seconds.

use nn28::data;
use nn28::equation::Chapter;
use nn28::scene::{Pane, Picture};
use nn28::stage::keys::{self, Key};
use nn28::stage::{self, Action, Backprop, Defaults, Experiment, Neuron, Settings, Stage, State};

use super::stage::{bench, bench_with, experiment, fact, look_at, number, set, stored, three};

fn drawn(change: impl FnOnce(&mut Settings)) -> Experiment {
    let mut settings = Settings::default();
    change(&mut settings);
    Experiment::of(settings.load().expect("data"), settings)
}

fn knobs(stage: &dyn Stage) -> Vec<String> {
    let knobs = stage.scene().training.knobs;
    knobs.into_iter().map(|knob| knob.name).collect()
}

fn typed(stage: &mut dyn Stage, text: &str) {
    let letters = text.chars().map(Key::Char);
    for key in [Key::Enter].into_iter().chain(letters).chain([Key::Enter]) {
        stage.act(keys::action_while(stage.is_typing(), key).expect("an action"));
    }
}

#[test]
fn noise_moves_the_points_of_drawn_data_along_one_way_and_leaves_measured_ones() {
    for name in data::NAMES {
        let at = |noise| data::load(name, data::Draw { seed: 3, noise }).expect("data");
        let [none, some, more] = [0.0, 0.25, 0.5].map(at);
        assert_eq!(none, data::load(name, 3).expect("data"));
        if !data::is_drawn(name) {
            assert_eq!(none, some);
            continue;
        }
        assert_eq!((&none.class, &none.features), (&more.class, &more.features));
        assert!(
            some.source.ends_with("and noise of 0.25 deviations"),
            "{}",
            some.source
        );
        for ((none, some), more) in none.x.iter().zip(&some.x).zip(&more.x) {
            for ((none, some), more) in none.iter().zip(some).zip(more) {
                assert!((2.0 * (some - none) - (more - none)).abs() < 1e-9);
            }
        }
    }
}

#[test]
fn a_setting_without_a_use_is_refused_and_says_why() {
    for (name, word, why) in [
        (
            "noise",
            "0.5",
            "only clusters, body, xor and spiral are drawn",
        ),
        ("batch", "8", "online takes the samples one by one"),
    ] {
        let setting = stage::SETTINGS.iter().find(|setting| setting.name == name);
        let mut settings = Settings::with("data", "iris").expect("data");
        settings.update = "online".parse().expect("a word");
        let fault = setting.expect("a setting").set(&mut settings, word);
        let fault = fault.expect_err("a fault");
        assert!(fault.contains(why), "{fault}");
    }
    for (name, word) in [
        ("noise", "-0.1"),
        ("noise", "nan"),
        ("batch", "0"),
        ("batch", "some"),
        ("data-seed", "x"),
    ] {
        assert!(Settings::with(name, word).is_err(), "{name} {word}");
    }
}

#[test]
fn a_dashboard_offers_the_settings_that_have_a_use_for_its_data() {
    for (chapter, mut stage) in three(&bench("clusters", 2)) {
        let stage = stage.as_mut();
        let has = |stage: &dyn Stage, name: &str| knobs(stage).contains(&name.to_owned());
        for name in ["noise", "train", "data seed"] {
            assert!(has(stage, name), "{chapter:?} {name}");
        }
        set(stage, "noise", "0.5");
        set(stage, "data", "iris");
        assert!(!has(stage, "noise") && has(stage, "train"));
        assert!(!stage.command().contains("--noise"), "{}", stage.command());
        stage.act(Action::Undo);
        assert!(
            stage.command().contains("--noise 0.5"),
            "{}",
            stage.command()
        );
        if chapter == Chapter::Backprop {
            set(stage, "update", "online");
            assert!(!has(stage, "batch"));
        } else {
            assert!(!has(stage, "batch"));
        }
    }
}

#[test]
fn the_settings_of_the_data_go_through_an_address_a_command_and_undo() {
    let mut stage = Backprop::new(bench("clusters", 2), 0, &[]);
    let first = stored(&stage);
    set(&mut stage, "noise", "0.3");
    set(&mut stage, "train", "0.8");
    set(&mut stage, "data seed", "4");
    set(&mut stage, "batch", "16");
    let words = "--train-fraction 0.8 --seed 1 --data-seed 4 --noise 0.3";
    assert!(stage.command().contains(words), "{}", stage.command());
    assert!(
        stage.command().contains("--batch 16"),
        "{}",
        stage.command()
    );
    let experiment = experiment(&stage).clone();
    assert_eq!(
        (experiment.train().len(), experiment.test().len()),
        (160, 40)
    );
    // Another sample of the data, and the same weights.
    assert_eq!(stored(&stage), first);
    assert_ne!(experiment.train().x, bench("clusters", 2).train().x);
    let address: State = stage.state().to_string().parse().expect("an address");
    let again = stage::restored(Chapter::Backprop, &address).expect("a dashboard");
    assert_eq!(
        again.experiment().map(Experiment::train),
        Some(experiment.train())
    );
    assert_eq!(again.command(), stage.command());
    for _ in 0..40 {
        stage.act(Action::Undo);
    }
    let of_iris = address.with("data", "iris");
    assert!(stage::restored(Chapter::Backprop, &of_iris).is_ok());
    let before = Backprop::new(bench("clusters", 2), 0, &[]);
    assert_eq!(stage.command(), before.command());
    assert_eq!(
        stage.experiment().map(Experiment::train),
        before.experiment().map(Experiment::train)
    );
}

#[test]
fn the_settings_of_the_data_are_typed_and_a_preset_sets_them_all() {
    let mut stage = Backprop::new(bench("clusters", 2), 0, &[]);
    for (name, text, value) in [
        ("noise", "0.15", "0.15"),
        ("train", "0,25", "0.25"),
        ("batch", "7", "7"),
        ("data seed", "12", "12"),
    ] {
        let now = stage
            .scene()
            .training
            .knobs
            .into_iter()
            .find(|knob| knob.name == name);
        set(&mut stage, name, &now.expect("a setting").value);
        typed(&mut stage, text);
        set(&mut stage, name, value);
    }
    stage.act(Action::Preset(2));
    let command = stage.command();
    for option in ["--noise", "--data-seed", "--batch"] {
        assert!(!command.contains(option), "{command}");
    }
    assert!(stage.scene().notice.expect("a sentence").contains("body"));
}

#[test]
fn a_new_seed_draws_new_weights_alone_where_the_data_have_their_own() {
    let own = drawn(|to| to.data_seed = "7".parse().expect("a seed"));
    let mut stage = Backprop::new(own.clone(), 0, &[]);
    stage.act(Action::NewSeed);
    assert_eq!(experiment(&stage).train(), own.train());
    assert_ne!(stored(&stage), own.parameters().values);
}

#[test]
fn a_digit_shows_itself_in_every_chapter_and_other_data_offer_no_image() {
    for (_, mut stage) in three(&bench("digits", 4)) {
        let stage = stage.as_mut();
        look_at(stage, "image");
        let Picture::Image(image) = stage.scene().picture else {
            panic!("an image");
        };
        assert_eq!((image.pixels.len(), image.bars.len()), (64, 10));
        assert!(image.title.starts_with("sample 0"), "{}", image.title);
        stage.act(Action::Focus(Pane::Training));
        set(stage, "data", "iris");
        let scene = stage.scene();
        assert!(!scene.views.0.contains(&"image".to_owned()));
        assert!(!matches!(scene.picture, Picture::Image(_)));
        set(stage, "data", "digits");
        assert!(matches!(stage.scene().picture, Picture::Image(_)));
    }
}

/// Plays for so many seconds.
fn play(stage: &mut dyn Stage, seconds: usize) {
    stage.act(Action::Play);
    (0..30 * seconds).for_each(|_| drop(stage.act(Action::Tick)));
}

#[test]
fn space_lets_the_point_of_the_neuron_cross_the_line_within_five_seconds() {
    let mut neuron = Neuron::of_source();
    let side = |neuron: &Neuron| neuron.sum() > 0.0;
    let first = side(&neuron);
    neuron.act(Action::Play);
    let mut ticks = (0..150).map(|_| {
        neuron.act(Action::Tick);
        side(&neuron) != first
    });
    assert!(ticks.any(|has_crossed| has_crossed));
}

#[test]
fn space_runs_sample_0_to_its_outputs_and_then_goes_on_to_the_next_within_five_seconds() {
    let mut network = stage::after(Chapter::Network, bench("clusters", 2), 0, &[], None);
    network.act(Action::Play);
    let mut samples = Vec::new();
    for _ in 0..150 {
        network.act(Action::Tick);
        samples.push(network.experiment().expect("data").sample_number());
    }
    samples.dedup();
    assert_eq!(samples[..2], [0, 1]);
}

#[test]
fn space_makes_e_of_the_numerical_gradient_fall_below_0_9_within_six_seconds() {
    let mut stage = stage::after(
        Chapter::NumericalGradient,
        bench("clusters", 2),
        0,
        &[],
        None,
    );
    let error = |stage: &dyn Stage| number(&fact(&stage.scene(), "E"));
    assert!(error(stage.as_ref()) > 1.1);
    play(stage.as_mut(), 6);
    assert!(error(stage.as_ref()) < 0.9, "{}", error(stage.as_ref()));
}

#[cfg(feature = "terminal")]
#[test]
fn space_brings_backprop_above_75_per_cent_on_every_data_set_within_five_seconds() {
    for name in data::NAMES {
        let chosen = Defaults::of_set(name).expect("a data set");
        let experiment = bench_with(name, |to| {
            (to.hidden, to.learning_rate) = (chosen.hidden, chosen.learning_rate);
        });
        let mut stage = Backprop::new(experiment, 0, &[]);
        stage.set_defaults(chosen);
        play(&mut stage, 5);
        let right = fact(&stage.scene(), "correct");
        let right = number(right.trim_end_matches(" %").trim_end_matches('%'));
        assert!(right > 75.0, "{name}: {right}");
    }
}

/// The training or test samples that the network takes for another class.
fn wrong(bench: &Experiment, of_test: bool) -> Vec<usize> {
    let part = if of_test { bench.test() } else { bench.train() };
    let network = bench.network();
    let is_wrong = |n: &usize| {
        let y = nn28::model::network::forward(&network, &part.sample(*n).x).y;
        (0..y.len()).any(|k| y[k] > y[part.class[*n]])
    };
    (0..part.len()).filter(is_wrong).collect()
}

#[test]
fn x_goes_from_one_wrong_sample_to_the_next_and_back() {
    for (chapter, mut stage) in three(&bench("iris", 2)) {
        let stage = stage.as_mut();
        let found = wrong(experiment(stage), false);
        let next: Vec<usize> = found.iter().copied().filter(|n| *n > 0).collect();
        let mut visited = Vec::new();
        for _ in &next {
            stage.act(keys::action(Key::Char('x')).expect("an action"));
            visited.push(experiment(stage).sample_number());
        }
        assert_eq!(visited, next, "{chapter:?}");
        let said = super::stage::notice(stage);
        let (count, n) = (found.len(), next[next.len() - 1]);
        assert!(
            said.starts_with(&format!("Wrong {count} of {count}: training sample {n}, ")),
            "{said}"
        );
        // After the last comes the first.
        stage.act(Action::NextMistake);
        assert_eq!(experiment(stage).sample_number(), found[0]);
        stage.act(keys::action(Key::Char('X')).expect("an action"));
        assert_eq!(experiment(stage).sample_number(), n);
        let bar = stage.scene().keys;
        assert!(bar.iter().any(|hint| hint.key == "x X"), "{bar:?}");
    }
}

#[test]
fn x_goes_through_the_test_samples_while_t_shows_these() {
    for (chapter, mut stage) in three(&bench("iris", 2)) {
        let stage = stage.as_mut();
        look_at(stage, "regions");
        stage.act(Action::TestSamples);
        let found = wrong(experiment(stage), true);
        let sample = experiment(stage).sample_number();
        stage.act(Action::NextMistake);
        let n = found
            .iter()
            .copied()
            .find(|n| *n > sample)
            .expect("a wrong one");
        let said = super::stage::notice(stage);
        assert!(
            said.contains(&format!("test sample {n}, ")),
            "{chapter:?} {said}"
        );
        let Picture::Regions(regions) = stage.scene().picture else {
            panic!("regions")
        };
        let test = experiment(stage).test();
        let label = format!("{n}: {}", test.classes[test.class[n]]);
        assert!(
            regions.marks.iter().any(|mark| mark.label == label),
            "{label}"
        );
        assert_eq!(experiment(stage).sample_number(), sample);
        // A training sample is looked at again.
        stage.act(Action::PreviousSample);
        let Picture::Regions(regions) = stage.scene().picture else {
            panic!("regions")
        };
        assert!(!regions.marks.iter().any(|mark| mark.label == label));
    }
}

#[test]
fn the_digit_that_is_read_wrong_is_the_one_in_the_picture() {
    for (chapter, mut stage) in three(&bench("digits", 4)) {
        let stage = stage.as_mut();
        look_at(stage, "regions");
        stage.act(Action::TestSamples);
        look_at(stage, "image");
        stage.act(Action::NextMistake);
        let n = wrong(experiment(stage), true).into_iter().find(|n| *n > 0);
        let test = experiment(stage).test();
        let n = n.expect("a wrong one");
        let title = format!("sample {n}: a {}", test.classes[test.class[n]]);
        assert_eq!(stage.scene().picture.title(), title, "{chapter:?}");
    }
}

#[test]
fn where_nothing_is_wrong_x_says_so_and_a_neuron_has_no_samples() {
    let mut stage = Backprop::new(bench("wine", 3), 0, &[]);
    super::stage::set(&mut stage, "train", "0.1");
    super::stage::steps(&mut stage, 400);
    let found = wrong(experiment(&stage), false);
    assert!(found.is_empty(), "{found:?}");
    stage.act(Action::NextMistake);
    let said = super::stage::notice(&stage);
    let count = experiment(&stage).train().len();
    let all = format!("all {count} training samples are answered correctly");
    assert!(said.contains(&all), "{said}");
    let bar = stage.scene().keys;
    assert!(!bar.iter().any(|hint| hint.key == "x X"), "{bar:?}");
    let mut neuron = Neuron::of_source();
    neuron.act(Action::NextMistake);
    let said = super::stage::notice(&neuron);
    assert!(said.contains("one sample only"), "{said}");
}
