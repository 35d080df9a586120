//! Hidden faults: each is to be seen by the means that its level names, one answer fits, and nothing gives it away before.

use std::collections::{BTreeMap, BTreeSet};

use nn28::engine::Parameters;
use nn28::exercise::broken::{Broken, FAULTS, Must, Place, Planted};
use nn28::scene::{Matrices, Picture, Scene};
use nn28::stage::keys::{self, Key};
use nn28::stage::{self, Action, Backprop, Experiment, Stage};
use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;

use super::stage::{
    bench, fact, finish, look_at, matrices, notice, number, random_action, set, steps, stored,
};

const SEEDS: std::ops::Range<u64> = 0..500;

fn press(stage: &mut dyn Stage, key: char) {
    let action = keys::action_while(stage.is_typing(), Key::Char(key));
    stage.act(action.expect("a key with an action"));
}

fn title(seed: u64) -> String {
    let level = Broken::of(seed).level;
    format!("backprop broken {seed}, level {level}")
}

fn broken(seed: u64) -> Experiment {
    bench("clusters", 2).with_fault(seed)
}

/// The first seed of every fault.
fn seeds() -> BTreeMap<&'static str, u64> {
    let mut seeds = BTreeMap::new();
    for seed in SEEDS {
        seeds.entry(Broken::of(seed).fault.name).or_insert(seed);
    }
    assert_eq!(seeds.len(), FAULTS.len() + 1, "all of them, and none");
    seeds
}

fn checked(experiment: Experiment) -> Matrices {
    let mut stage = Backprop::new(experiment, 0, &[]);
    look_at(&mut stage, "check");
    finish(&mut stage);
    matrices(&stage.scene()).clone()
}

/// The pattern of the ratios that a fault of the gradient leaves, in words of the check.
fn pattern(name: &str) -> &'static str {
    match name {
        "sum-for-mean" => "difference: 100 everywhere, and N = 100.",
        "divided-twice" => "difference: 0.01 everywhere, and 1/N = 0.01.",
        "w-summed" => "∂E/∂w: 100 everywhere, and N = 100; ∂E/∂v: 1 everywhere.",
        "v-summed" => "∂E/∂w: 1 everywhere; ∂E/∂v: 100 everywhere, and N = 100.",
        "sign" => "difference: −1 everywhere.",
        "back-sign" => "∂E/∂w: −1 everywhere; ∂E/∂v: 1 everywhere.",
        "v-bias" => "∂E/∂w: 1 everywhere; ∂E/∂v: 0 in the last column, 1 in the others.",
        "w-bias" => "∂E/∂w: 0 in the last column, 1 in the others; ∂E/∂v: 1 everywhere.",
        "b-for-z" | "slope-for-z" => "∂E/∂v: 1 in the last column, else no constant",
        "slope-of-unit-0" => "∂E/∂w: 1 in row 0, else ",
        _ => "no constant",
    }
}

/// The sum of the outputs of the first sample, as the diagram shows them.
fn sum_of_outputs(stage: &Backprop) -> f64 {
    let scene = stage.scene();
    let outputs = scene.diagram.layers[2].nodes.iter();
    outputs
        .map(|node| node.quantities[1].value.expect("y"))
        .sum()
}

fn error_of_zeros(experiment: &Experiment) -> f64 {
    let mut zeros = experiment.clone();
    zeros.set_parameters(Parameters::zeros(experiment.shape()));
    zeros.scores().0.error
}

fn holds(must: Must, experiment: &Experiment, checked: &Matrices) -> bool {
    let columns = |matrix: usize| {
        let entries = &checked.matrices[matrix].entries;
        let column = |j: usize| {
            entries
                .iter()
                .map(move |row: &Vec<Option<f64>>| row[j].expect("a slope"))
        };
        (0..entries[0].len()).map(move |j| column(j).collect::<Vec<f64>>())
    };
    match must {
        Must::SumToOne => {
            let stage = Backprop::new(experiment.clone(), 0, &[]);
            (sum_of_outputs(&stage) - 1.0).abs() < 1e-9
        }
        Must::LogOfClasses => (error_of_zeros(experiment) - 3.0_f64.ln()).abs() < 1e-9,
        Must::ColumnsSumToZero => columns(2).all(|column| column.iter().sum::<f64>().abs() < 1e-9),
        Must::EveryWeightCounts => [1, 3].into_iter().all(|matrix| {
            columns(matrix).all(|column| column.iter().any(|slope| slope.abs() > 1e-9))
        }),
    }
}

const RULES: [Must; 4] = [
    Must::SumToOne,
    Must::LogOfClasses,
    Must::ColumnsSumToZero,
    Must::EveryWeightCounts,
];

#[test]
fn every_fault_shows_by_the_means_that_its_level_names() {
    let mut seen = BTreeSet::new();
    for seed in SEEDS {
        let fault = Broken::of(seed).fault;
        if !seen.insert(fault.name) {
            continue;
        }
        let (name, experiment) = (fault.name, broken(seed));
        let found = checked(experiment.clone());
        let verdict = &found.verdict;
        let broken_rules: Vec<Must> = RULES
            .into_iter()
            .filter(|rule| !holds(*rule, &experiment, &found))
            .collect();
        match fault.level {
            1..=3 => {
                assert!(
                    verdict.starts_with("✗ all 15 compared"),
                    "{name}: {verdict}"
                );
                assert!(verdict.contains(pattern(name)), "{name}: {verdict}");
            }
            4 => {
                assert!(
                    verdict.starts_with("✓ all 15 compared"),
                    "{name}: {verdict}"
                );
                assert_eq!(broken_rules, [], "{name}");
            }
            _ => {
                assert!(
                    verdict.starts_with("✓ all 15 compared"),
                    "{name}: {verdict}"
                );
                let rule = fault.breaks.expect("a rule that does not hold");
                assert!(broken_rules.contains(&rule), "{name}: {broken_rules:?}");
            }
        }
    }
    assert_eq!(seen.len(), FAULTS.len() + 1);
}

/// The gradient with a fault, entry by entry.
fn gradient(fault: &Planted, experiment: &Experiment) -> Vec<f64> {
    let samples = experiment.train_samples();
    let found = fault.gradient(&experiment.network(), samples, 0.5);
    let rows = found.w.into_iter().chain(found.v);
    rows.flatten().collect()
}

#[test]
fn exactly_one_of_four_causes_fits() {
    let bench = bench("clusters", 2);
    for seed in SEEDS {
        let broken = Broken::of(seed);
        if broken.fault.place == Place::Nothing {
            continue;
        }
        let planted = gradient(broken.fault, &bench);
        let causes = broken.causes();
        let names: BTreeSet<&str> = causes.iter().map(|cause| cause.cause).collect();
        assert_eq!(names.len(), 4, "seed {seed}");
        let fits = |cause: &&&Planted| {
            let other = gradient(cause, &bench);
            let mut pairs = other.iter().zip(&planted);
            pairs.all(|(one, other)| (one - other).abs() < 1e-9)
        };
        let fitting: Vec<&str> = causes.iter().filter(fits).map(|cause| cause.name).collect();
        assert_eq!(fitting, [broken.fault.name], "seed {seed}");
    }
}

#[test]
fn in_one_seed_of_six_nothing_is_wrong_and_the_level_on_the_screen_does_not_tell() {
    let right: Vec<Broken> = SEEDS
        .map(Broken::of)
        .filter(|broken| broken.fault.place == Place::Nothing)
        .collect();
    let all = SEEDS.count();
    assert!((all / 8..all / 4).contains(&right.len()), "{}", right.len());
    let levels: BTreeSet<u8> = right.iter().map(|broken| broken.level).collect();
    assert_eq!(levels, BTreeSet::from([1, 2, 3, 5]));
    for seed in SEEDS {
        let broken = Broken::of(seed);
        let is_told = broken.level == broken.fault.level;
        assert!(is_told || broken.fault.place == Place::Nothing);
    }
    assert_eq!(Broken::of(1).level, 1);
}

/// Chooses the answer whose line has these words.
fn choose(stage: &mut dyn Stage, words: &str) {
    let overlay = stage.scene().overlay.expect("a list of answers");
    let line = |(name, text): &(String, String)| format!("{name} {text}").contains(words);
    let place = overlay.lines.iter().position(line);
    let place = place.unwrap_or_else(|| panic!("{words} is not among {:?}", overlay.lines));
    let digit = char::from_digit(place as u32 + 1, 10).expect("a digit");
    press(stage, digit);
}

fn page(stage: &dyn Stage) -> (String, String) {
    let overlay = stage.scene().overlay.expect("a page");
    let texts: Vec<String> = overlay.lines.iter().map(|(_, text)| text.clone()).collect();
    (overlay.title, texts.join(" "))
}

/// All that a scene says.
fn told(scene: &Scene) -> String {
    format!("{scene:?}")
}

#[test]
fn nothing_gives_a_fault_away_before_it_is_named() {
    for (name, seed) in seeds() {
        let fault = Broken::of(seed).fault;
        let mut stage = Backprop::new(broken(seed), 0, &[]);
        let views = stage.scene().views.0;
        for view in views {
            look_at(&mut stage, &view);
            for key in ['n', 'n', '?', 'q', 'D', 'q', 'y', 'q', 'i', 'q', 'g'] {
                press(&mut stage, key);
                let told = told(&stage.scene());
                let secrets = [fault.cause, fault.lesson];
                assert!(
                    !secrets.iter().any(|secret| told.contains(secret)),
                    "{name}"
                );
            }
        }
        assert!(stage.command().contains(&format!("--broken {seed}")));
        assert_eq!(stage.scene().title, title(seed));
        assert_eq!(
            fact(&stage.scene(), "level"),
            format!("{} of 5", Broken::of(seed).level)
        );
    }
}

#[test]
fn wrong_answers_lead_on_and_the_right_ones_find_every_fault() {
    for (name, seed) in seeds() {
        let broken_of = Broken::of(seed);
        let fault = broken_of.fault;
        let mut stage = Backprop::new(broken(seed), 0, &[]);
        for place in Place::ALL.into_iter().filter(|place| *place != fault.place) {
            press(&mut stage, 'B');
            choose(&mut stage, place.words().1);
            let (title, text) = page(&stage);
            assert_eq!(title, "not that one", "{name}, {place:?}");
            assert!(text.chars().count() < 330, "{name}, {place:?}: {text}");
            press(&mut stage, 'n');
        }
        press(&mut stage, 'B');
        choose(&mut stage, "I don't know");
        assert_eq!(page(&stage).0, "look here", "{name}");
        press(&mut stage, 'n');
        press(&mut stage, 'B');
        choose(&mut stage, fault.place.words().1);
        if fault.place != Place::Nothing {
            let wrong = broken_of.causes().into_iter();
            for cause in wrong.filter(|cause| cause.name != name) {
                choose(&mut stage, cause.cause);
                let (title, text) = page(&stage);
                assert_eq!(title, "not that one", "{name}, {}", cause.name);
                assert!(text.contains("ere"), "{name}: {text}");
                press(&mut stage, 'n');
                press(&mut stage, 'B');
            }
            choose(&mut stage, fault.cause);
        }
        let (title, text) = page(&stage);
        assert_eq!(
            title,
            format!("found: broken {seed}, level {}", fault.level)
        );
        assert!(text.contains(fault.lesson), "{name}");
        let (equation, about) = fault.place.words();
        for told in [equation, about, fault.cause, &fault.words()] {
            assert!(text.contains(told), "{name}: {told} is not in {text}");
        }
        assert_found(&mut stage, fault);
    }
}

/// Once it is found, the right run is below the one with the fault, and B says so.
fn assert_found(stage: &mut Backprop, fault: &Planted) {
    press(stage, 'n');
    let scene = stage.scene();
    let Picture::Curve(curve) = &scene.training.picture else {
        panic!("a curve");
    };
    let of_right = curve
        .series
        .iter()
        .find(|series| series.label.starts_with("right"));
    assert_eq!(of_right.is_some(), fault.place != Place::Nothing);
    if let Some(of_right) = of_right {
        assert!(of_right.dashed && of_right.points.len() > 50);
        let own = curve.series.last().expect("the run with the fault");
        assert!(own.points.len() > 50, "{}", fault.name);
    }
    let words = format!("{}, level {}", fault.words(), fault.level);
    press(stage, 'B');
    assert!(notice(stage).contains("found already") && notice(stage).contains(&words));
    press(stage, 'u');
    press(stage, 'B');
    assert!(notice(stage).contains("found already"));
}

#[test]
fn answers_survive_undo_restarts_and_other_data() {
    let seed = seeds()["sign"];
    let mut stage = Backprop::new(broken(seed), 0, &[]);
    steps(&mut stage, 3);
    press(&mut stage, 'B');
    choose(&mut stage, Place::Errors.words().1);
    press(&mut stage, 'q');
    for key in ['u', 'r', 'R'] {
        press(&mut stage, key);
        press(&mut stage, 'B');
        assert!(page(&stage).0.ends_with("which cause?"), "{key}");
        press(&mut stage, 'q');
    }
    set(&mut stage, "data", "iris");
    assert_eq!(stage.scene().title, title(seed));
    let before = number(&fact(&stage.scene(), "E"));
    steps(&mut stage, 5);
    assert!(
        number(&fact(&stage.scene(), "E")) > before,
        "it climbs there as well"
    );
}

#[test]
fn without_a_hidden_fault_b_says_so() {
    for (chapter, mut stage) in super::stage::three(&bench("clusters", 2)) {
        press(stage.as_mut(), 'B');
        assert!(notice(stage.as_ref()).contains("--broken"), "{chapter:?}");
        assert!(!stage.command().contains("--broken"));
    }
}

#[test]
fn training_with_any_fault_goes_on_and_can_be_taken_back() {
    for (name, seed) in seeds() {
        for update in ["batch", "online"] {
            let mut stage = Backprop::new(broken(seed), 0, &[]);
            set(&mut stage, "update", update);
            let first = stored(&stage);
            press(&mut stage, ' ');
            for _ in 0..20 {
                stage.act(Action::Tick);
            }
            press(&mut stage, ' ');
            assert!(stored(&stage) != first, "{name}, {update}");
            press(&mut stage, 'u');
            assert_eq!(stored(&stage), first, "{name}, {update}");
            press(&mut stage, 'U');
            press(&mut stage, 'r');
            assert_eq!(stored(&stage), first, "{name}, {update}");
        }
    }
}

#[test]
fn a_step_with_a_fault_goes_against_the_slopes_that_the_check_shows() {
    for (name, seed) in seeds() {
        let mut stage = Backprop::new(broken(seed), 0, &[]);
        look_at(&mut stage, "check");
        finish(&mut stage);
        let shown = matrices(&stage.scene()).clone();
        let slopes = [0, 2].map(|matrix| shown.matrices[matrix].entries.concat());
        let before = stored(&stage);
        steps(&mut stage, 1);
        let slopes = slopes.concat();
        for ((before, after), slope) in before.iter().zip(stored(&stage)).zip(slopes) {
            let slope = slope.expect("a slope");
            assert!((before - 0.5 * slope - after).abs() < 1e-12, "{name}");
        }
    }
}

#[test]
fn the_ratios_of_a_fault_in_the_order_come_nearer_to_1_with_a_smaller_rate() {
    for name in ["new-v", "second-pass", "new-w"] {
        let mut stage = Backprop::new(broken(seeds()[name]), 0, &[]);
        look_at(&mut stage, "check");
        let mut farthest = |rate: &str| {
            set(&mut stage, "α", rate);
            finish(&mut stage);
            let shown = matrices(&stage.scene()).clone();
            let ratios = shown.matrices[4..]
                .iter()
                .flat_map(|ratios| &ratios.entries);
            let known = ratios.flatten().flatten();
            known.map(|ratio| (ratio - 1.0).abs()).fold(0.0, f64::max)
        };
        let (large, small) = (farthest("0.5"), farthest("0.05"));
        assert!(
            small < 0.2 * large && small > 0.0,
            "{name}: {large} {small}"
        );
    }
}

#[test]
fn any_actions_with_a_fault_leave_the_stage_valid() {
    for (name, seed) in seeds() {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut stage = Backprop::new(broken(seed), 0, &[]);
        for count in 0..150 {
            let action = random_action(&mut random);
            stage.act(action.clone());
            if count % 30 == 0 {
                super::stage::assert_valid(&stage, &|| format!("{name}, {action:?}"));
            }
        }
    }
}

#[test]
fn large_data_are_trained_in_slices_as_well() {
    let mut stage = Backprop::new(bench("digits", 16).with_fault(seeds()["no-slope"]), 0, &[]);
    press(&mut stage, ' ');
    for _ in 0..30 {
        press(&mut stage, '>');
    }
    let before = number(&fact(&stage.scene(), "step"));
    for _ in 0..3 {
        stage.act(Action::Slice);
    }
    let made = number(&fact(&stage.scene(), "step")) - before;
    assert!((1.0..=30.0).contains(&made), "{made}");
}

#[test]
fn a_run_without_a_fault_is_what_it_was() {
    let mut with = Backprop::new(broken(seeds()["right"]), 0, &[]);
    let mut without = Backprop::new(bench("clusters", 2), 0, &[]);
    steps(&mut with, 30);
    steps(&mut without, 30);
    for (one, other) in stored(&with).iter().zip(stored(&without)) {
        assert!((one - other).abs() < 1e-9);
    }
    let stage = stage::after(nn28::equation::Chapter::Backprop, broken(1), 0, &[], None);
    assert!(stage.command().contains("--broken 1"));
}

#[cfg(feature = "terminal")]
mod program {
    use std::process::{Command, Output};

    use nn28::exercise::broken::Broken;
    use serde_json::Value;

    fn run(line: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nn28"));
        // Without a folder, so that what the reader of this clone has found already is not asked for.
        command.env("NN28_MINE", "target/no-folder");
        command.args(line.split(' ')).output().expect("it runs")
    }

    fn result(line: &str) -> Value {
        let output = run(&format!("{line} --json --no-figures --steps 20"));
        assert!(output.status.success(), "{output:?}");
        serde_json::from_slice(&output.stdout).expect("an object")
    }

    #[test]
    fn without_a_dashboard_the_fault_trains_as_well_and_the_command_brings_it_back() {
        let first = result("backprop --broken");
        assert_eq!(first["broken"]["seed"], 1);
        assert_eq!(first["broken"]["level"], Broken::of(1).level);
        let command = first["command"].as_str().expect("a line");
        assert!(command.contains(" --broken 1 "), "{command}");
        assert_eq!(result("backprop --broken 1")["w"], first["w"]);
        let right = result("backprop");
        assert_ne!(right["w"], first["w"]);
        assert!(right.get("broken").is_none());
        let text = run("backprop --broken 7 --headless --no-figures --steps 1");
        let text = String::from_utf8_lossy(&text.stdout).into_owned();
        assert!(text.contains("number 7, level "), "{text}");
        assert!(!text.contains(Broken::of(7).fault.cause));
    }

    #[test]
    fn faults_are_hidden_in_backpropagation_alone() {
        for line in ["network --broken", "numerical_gradient --broken 2"] {
            let output = run(line);
            assert_eq!(output.status.code(), Some(2));
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(
                told.contains("--broken hides a fault in backpropagation"),
                "{told}"
            );
        }
    }
}
