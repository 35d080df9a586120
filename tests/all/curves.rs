//! The curves of a training are those of the same run without a dashboard.

use crate::stage;
use nn28::engine::{Engine, Method, Samples, Score, Training, Update};
use nn28::scene::{Curve, Picture, Scene};
use nn28::stage::{Action, Backprop, Experiment, NumericalGradient, Settings, Stage};
use stage::{bench, bench_with, bits, set};

const STEPS: usize = 1_000;

/// Training error, test error, training accuracy and test accuracy after a step.
type Record = [f64; 4];

/// The record of a run by the engine, with the beginning.
fn recorded(bench: &Experiment, method: Method) -> Vec<Record> {
    let mut training = bench.training(method);
    let mut engine = Engine::new(bench.shape(), 1);
    let parts = [bench.train(), bench.test()].map(|part| Samples::new(&part.samples()));
    let mut record = |training: &Training| {
        let scores = parts
            .each_ref()
            .map(|part| Score::of(&mut engine, &training.parameters, part));
        let [train, test] = scores;
        [train.error, test.error, train.accuracy(), test.accuracy()]
    };
    let mut records = vec![record(&training)];
    for _ in 0..STEPS {
        training.step(&parts[0]);
        records.push(record(&training));
    }
    records
}

/// The numbers of the curves of a series, and their steps.
fn series<'a>(curve: &'a Curve, name: &str) -> &'a [(f64, f64)] {
    let mut all = curve.series.iter();
    let series = all.find(|series| series.label.starts_with(name));
    &series.unwrap_or_else(|| panic!("no {name}")).points
}

fn error_curve(scene: &Scene) -> &Curve {
    match &scene.training.picture {
        Picture::Curve(curve) => curve,
        other => panic!("a curve, not {}", other.title()),
    }
}

/// That the four curves of a scene tell nothing but a record, from its first step to its last, and each of them where `is_whole`.
fn assert_recorded(scene: &Scene, records: &[Record], is_whole: bool, title: &str) {
    let errors = error_curve(scene);
    let accuracies = scene.training.below.as_ref().expect("a second curve");
    let curves = [
        (1.0, series(errors, "train")),
        (1.0, series(errors, "test")),
        (100.0, series(accuracies, "train")),
        (100.0, series(accuracies, "test")),
    ];
    for (number, (factor, points)) in curves.into_iter().enumerate() {
        let expected = |step: f64| factor * records[step as usize][number];
        let (found, recorded): (Vec<f64>, Vec<f64>) = points
            .iter()
            .map(|(step, value)| (value, expected(*step)))
            .unzip();
        assert_eq!(bits(&found), bits(&recorded), "{title}: curve {number}");
        let steps: Vec<usize> = points.iter().map(|point| point.0 as usize).collect();
        let ends = (steps.first(), steps.last());
        assert_eq!(ends, (Some(&0), Some(&STEPS)), "{title}");
        assert!(steps.is_sorted_by(|one, two| one < two), "{title}");
        assert!(points.len() >= 200, "{title}: {} points", points.len());
        assert!(!is_whole || steps.len() == records.len(), "{title}");
    }
}

/// That a program's report of the same run has the ends of those curves.
#[cfg(all(feature = "terminal", feature = "figures"))]
fn assert_reported(stage: &dyn Stage, program: &str, records: &[Record]) {
    let report = stage::assert_reproduced(stage, program);
    assert_eq!(report["steps"], STEPS);
    let names = [
        "train_error",
        "test_error",
        "train_accuracy",
        "test_accuracy",
    ];
    let found = names.map(|name| report[name].as_f64().expect("a number"));
    assert_eq!(bits(&found), bits(&records[STEPS]), "{}", stage.command());
}

fn steps_of(stage: &dyn Stage) -> usize {
    let steps = stage::fact(&stage.scene(), "step");
    steps.parse().expect("a number")
}

/// Plays until so many steps are made, by ticks or by slices.
fn play(stage: &mut dyn Stage, speed: &str, by: &Action) {
    set(stage, "speed", speed);
    stage.act(Action::Play);
    while steps_of(stage) < STEPS {
        stage.act(by.clone());
    }
    stage.act(Action::Play);
    assert_eq!(steps_of(stage), STEPS);
}

#[test]
fn the_curves_of_a_thousand_steps_are_the_record_of_the_same_run_by_the_engine() {
    let online =
        |setup: &mut Settings| (setup.update, setup.learning_rate) = (Update::Online, 0.05);
    let benches = [
        ("clusters", bench("clusters", 2)),
        ("iris", bench("iris", 4)),
        ("xor online", bench_with("xor", online)),
    ];
    for (title, bench) in benches {
        let records = recorded(&bench, Method::Backprop);
        if title == "clusters" {
            let mut stepped = Backprop::new(bench.clone(), 0, &[]);
            stage::steps(&mut stepped, STEPS);
            assert_recorded(&stepped.scene(), &records, true, title);
        }
        let mut played = Backprop::new(bench, 0, &[]);
        play(&mut played, "100 steps/s", &Action::Tick);
        assert_recorded(&played.scene(), &records, false, title);
        #[cfg(all(feature = "terminal", feature = "figures"))]
        assert_reported(&played, env!("CARGO_BIN_EXE_backprop"), &records);
    }
}

#[test]
fn so_are_those_of_a_thousand_steps_down_numerical_slopes() {
    let bench = bench("clusters", 2);
    let records = recorded(&bench, bench.numerical());
    let mut stage = NumericalGradient::new(bench, 0, &[]);
    play(&mut stage, "fastest", &Action::Slice);
    assert_recorded(&stage.scene(), &records, true, "slices");
    #[cfg(all(feature = "terminal", feature = "figures"))]
    assert_reported(&stage, env!("CARGO_BIN_EXE_numerical_gradient"), &records);
}
