//! A run whose command line says nothing of the network learns, and one that goes wrong says so.
#![cfg(feature = "terminal")]

use std::env::consts::EXE_SUFFIX;
use std::f64::consts::TAU;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use nn28::data;
use nn28::scene::{Pane, Target};
use nn28::stage::{self, Action, Backprop, Experiment, Record, Scale, Settings};
use serde_json::{Value, json};

use crate::folders::folder;

fn run(program: &str, options: &str) -> Output {
    let nn28 = Path::new(env!("CARGO_BIN_EXE_nn28"));
    let mut command = Command::new(nn28.with_file_name(format!("{program}{EXE_SUFFIX}")));
    command.args(options.split(' ')).stdin(Stdio::null());
    command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases"));
    command.output().expect("a run")
}

fn backprop(options: &str) -> Value {
    let output = run("backprop", &format!("{options} --json --no-figures"));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The mean accuracy over three seeds: on the test part, or on the training part if nothing is left to test.
fn accuracy(options: &str) -> f64 {
    let of_seed = |seed: u64| {
        let report = backprop(&format!("{options} --seed {seed}"));
        let test = report["test_accuracy"].as_f64();
        test.or_else(|| report["train_accuracy"].as_f64())
            .expect("an accuracy")
    };
    (1..=3).map(of_seed).sum::<f64>() / 3.0
}

fn learned(report: &Value) -> [Value; 3] {
    let settings = &report["settings"];
    [
        &settings["hidden"],
        &settings["learning-rate"],
        &report["steps"],
    ]
    .map(Value::clone)
}

#[test]
fn every_data_set_of_the_book_is_learned_without_options() {
    for (data, least) in [
        ("clusters", 0.9),
        ("body", 0.93),
        ("iris", 0.93),
        ("wine", 0.94),
        ("digits", 0.92),
        ("xor", 0.92),
        ("spiral", 0.94),
    ] {
        let reached = accuracy(&format!("--data {data}"));
        assert!(reached >= least, "{data}: {reached}");
    }
}

/// Points in a square with a class each.
fn table(class: impl Fn(f64, f64) -> usize) -> String {
    let mut text = String::from("east,north,class\n");
    // The fractions of multiples of two irrational numbers fill a square evenly.
    for n in 1..=400 {
        let [x, y] = [0.754_877_666, 0.569_840_291].map(|step| (f64::from(n) * step).fract());
        let _ = writeln!(text, "{x:.4},{y:.4},{}", ["oak", "ash", "elm"][class(x, y)]);
    }
    text
}

#[test]
fn a_file_of_the_readers_is_learned_without_options_as_well_as_with_good_ones() {
    let folder = folder();
    let tables = [
        (
            "ring.csv",
            table(|x, y| usize::from((x - 0.5).hypot(y - 0.5) < 0.35)),
        ),
        (
            "wave.csv",
            table(|x, y| usize::from(y > 0.5 + 0.25 * (TAU * x).sin())),
        ),
        (
            "quarters.csv",
            table(|x, y| usize::from(x > 0.5) + usize::from(y > 0.5)),
        ),
    ];
    let drawn = tables.map(|(name, text)| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("a file");
        path.display().to_string()
    });
    let cases = ["plain.csv", "blanks.txt", "category-input.csv"].map(str::to_owned);
    for data in drawn.into_iter().chain(cases) {
        let data = format!("--data {data}");
        let good = accuracy(&format!(
            "{data} --hidden 32 --learning-rate 2 --steps 2000"
        ));
        let reached = accuracy(&data);
        assert!(reached > good - 0.04, "{data}: {reached}, not {good}");
    }
}

#[test]
fn a_value_on_the_command_line_holds_and_the_others_still_suit_the_data() {
    let digits = "--data digits --train-fraction 0.05";
    for (options, expected) in [
        ("", json!([16, 2, 300])),
        ("--hidden 3", json!([3, 2, 300])),
        ("--steps 7", json!([16, 2, 7])),
        ("--hidden 3 --steps 7", json!([3, 2, 7])),
        // How many steps are enough goes with α.
        ("--learning-rate 0.25", json!([16, 0.25, 1000])),
        ("--hidden 2 --learning-rate 0.5", json!([2, 0.5, 1000])),
    ] {
        let report = backprop(format!("{digits} {options}").trim_end());
        assert_eq!(json!(learned(&report)), expected, "{options}");
    }
    let table = "--data plain.csv --hidden 5";
    assert_eq!(json!(learned(&backprop(table))), json!([5, 2, 300]));
}

fn told(program: &str, options: &str) -> String {
    let output = run(program, &format!("{options} --headless --no-figures"));
    let told = String::from_utf8_lossy(&output.stdout);
    let lines = told.lines().filter(|line| line.starts_with("Chosen"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_narration_says_what_was_chosen_and_only_that() {
    let begin = "Chosen for these data, since the command line does not say: ";
    for (options, expected) in [
        ("--data xor", "M = 16, alpha = 1, 1000 steps. "),
        ("--data xor --steps 1", "M = 16, alpha = 1. "),
        ("--data plain.csv --hidden 5", "alpha = 2, 300 steps. "),
    ] {
        let told = told("backprop", options);
        assert!(told.starts_with(&format!("{begin}{expected}")), "{told}");
        // The choice is quick here, and so its time is not worth a word.
        assert!(!told.contains("took"), "{told}");
    }
    let all = "--data xor --hidden 2 --learning-rate 1 --steps 2";
    assert_eq!(told("backprop", all), "");
    let untrained = told("network", "--data xor");
    assert!(
        untrained.starts_with(&format!("{begin}M = 16. ")),
        "{untrained}"
    );
}

#[test]
fn help_says_that_the_defaults_suit_the_data() {
    let help = run("backprop", "--help");
    let help = String::from_utf8_lossy(&help.stdout);
    for (option, text) in [
        ("--hidden", "The number of hidden units"),
        ("--learning-rate", "The learning rate α"),
    ] {
        assert!(help.contains(option), "{help}");
        assert!(
            help.contains(&format!("{text} [default: suits the data]")),
            "{help}"
        );
    }
    assert!(!help.contains("[default: 2]"), "{help}");
}

/// Turns the data once, of a dashboard on these, and then these settings are expected.
fn turned(mut stage: Backprop, times: usize) -> (usize, f64) {
    use stage::Stage as _;
    stage.act(Action::Focus(Pane::Training));
    let data = stage
        .scene()
        .training
        .knobs
        .iter()
        .position(|knob| knob.name == "data");
    stage.act(Action::Click(Target::Knob(data.expect("a setting"))));
    for _ in 0..times {
        stage.act(Action::More);
    }
    let setup = &stage.experiment().expect("an experiment").setup;
    (setup.hidden, setup.learning_rate)
}

#[test]
fn other_data_in_a_dashboard_bring_their_own_settings_except_those_that_were_changed() {
    let of = |change: fn(&mut Settings)| {
        let mut settings = Settings::default();
        change(&mut settings);
        Backprop::new(Experiment::of(data::clusters(1), settings), 0, &[])
    };
    // body, iris, wine, digits, xor, spiral, and clusters again.
    assert_eq!(turned(of(|_| ()), 2), (2, 0.5));
    assert_eq!(turned(of(|_| ()), 4), (16, 2.0));
    assert_eq!(turned(of(|_| ()), 5), (16, 1.0));
    assert_eq!(turned(of(|_| ()), 7), (2, 0.5));
    assert_eq!(turned(of(|to| to.hidden = 5), 4), (5, 2.0));
    assert_eq!(turned(of(|to| to.learning_rate = 0.1), 4), (16, 0.1));
    assert_eq!(turned(of(|to| to.scale = Scale::None), 4), (16, 0.5));
}

#[test]
fn the_runs_that_the_book_shows_name_what_would_otherwise_be_chosen() {
    let pages = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/book/src")).expect("a folder");
    let mut count = 0;
    for page in pages {
        let path = page.expect("an entry").path();
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        for run in text.split("{{#run ").skip(1) {
            let (run, _) = run.split_once(" : ").expect("a run and its result");
            count += 1;
            for option in ["--hidden ", "--learning-rate ", "--steps "] {
                assert!(run.contains(option), "{}: {run}", path.display());
            }
        }
    }
    assert!(count > 100);
}

#[test]
fn what_was_chosen_stands_in_the_command_that_repeats_the_run() {
    for options in [
        "--data xor",
        "--data digits --train-fraction 0.1",
        "--data plain.csv",
    ] {
        let first = backprop(options);
        let command = first["command"].as_str().expect("a command");
        let (_, again) = command.split_once("-- ").expect("options");
        let again = backprop(again);
        assert_eq!(learned(&again), learned(&first));
        assert_eq!(again["w"], first["w"], "{command}");
    }
}

#[test]
fn inputs_that_are_not_scaled_and_single_samples_get_no_large_steps() {
    for options in [
        "--data spiral --scale none",
        "--data spiral --update online",
    ] {
        let settings = &backprop(options)["settings"];
        assert_eq!(settings["learning-rate"], 0.5);
        assert_ne!(settings["hidden"], 2);
    }
}

/// Whether a remark with these words is in the JSON and on standard error, and in the narration.
fn assert_remarked(options: &str, words: &str) {
    let output = run("backprop", &format!("{options} --json --no-figures"));
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let remarks = report["remarks"].to_string();
    assert!(remarks.contains(words), "{options}: {remarks}");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.contains(words), "{options}: {errors}");
    let told = run("backprop", &format!("{options} --headless --no-figures"));
    let told = String::from_utf8_lossy(&told.stdout);
    assert!(told.contains(words), "{options}: {told}");
}

#[test]
fn an_error_that_grows_away_is_remarked_while_it_is_finite() {
    let rises = "--data iris --hidden 4 --learning-rate 1000 --steps 20";
    assert_remarked(rises, "E has risen from");
}

#[test]
fn an_error_far_above_its_least_is_remarked_and_a_small_swing_is_not() {
    let mut experiment = Experiment::of(data::body(1), Settings::default());
    let scores = experiment.scores();
    let remarks = |errors: [f64; 3]| {
        let record = |(step, error)| Record {
            step,
            train: (error, 0.5),
            test: None,
        };
        let records: Vec<Record> = (0..).zip(errors).map(record).collect();
        stage::outcome(&records, &scores, &experiment).join(" ")
    };
    let told = remarks([1.1, 0.25, 0.75]);
    assert!(
        told.contains("E was 0.250000 at step 1, and has risen to 0.750000"),
        "{told}"
    );
    for errors in [[1.1, 0.5, 0.75], [1.1, 0.01, 0.05], [1.1, 0.5, 0.25]] {
        let told = remarks(errors);
        assert!(!told.contains("risen"), "{errors:?}: {told}");
    }
}

#[test]
fn answers_no_better_than_the_most_frequent_class_are_remarked() {
    let failure = "--data body --scale none --init ones --hidden 2 --no-shuffle --steps 100";
    assert_remarked(
        failure,
        "17 of 50 test samples are right, and 17 are of the class",
    );
    let alone = format!("{failure} --train-fraction 1");
    assert_remarked(&alone, "no better than always the same one");
}

#[test]
fn a_run_that_learns_has_nothing_to_remark() {
    for data in ["clusters", "iris", "xor"] {
        assert_eq!(
            backprop(&format!("--data {data}"))["remarks"],
            json!([]),
            "{data}"
        );
    }
}

#[test]
fn the_program_of_numerical_slopes_chooses_no_network_that_would_take_minutes() {
    let hidden = |data: &str| {
        let options = format!("--data {data} --train-fraction 0.02 --json --no-figures");
        let output = run("numerical_gradient", &options);
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        report["settings"]["hidden"].clone()
    };
    assert_eq!(hidden("digits"), 2);
    assert_eq!(hidden("spiral"), 16);
    // D = 3 and K = 3: 16 units have 115 weights, and 17 have 122.
    assert_eq!(hidden("plain.csv"), 16);
}

#[test]
fn a_training_that_fails_leaves_no_data_in_the_way_of_the_next() {
    let folder = folder();
    let path = folder.path().join("used.csv");
    let options = format!(
        "--data iris --json --no-figures --steps 20 --save-data {}",
        path.display()
    );
    let failed = run("backprop", &format!("{options} --learning-rate 1e300"));
    assert_eq!(failed.status.code(), Some(1));
    assert!(!path.exists());
    assert!(run("backprop", &options).status.success());
    assert!(path.exists());
}
