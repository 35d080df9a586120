//! The programs of the chapters that work on data, as a script runs them, beside an implementation in plain loops.
#![cfg(all(feature = "terminal", feature = "figures"))]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};

const PROGRAMS: [(&str, &str); 3] = [
    ("network", env!("CARGO_BIN_EXE_network")),
    (
        "numerical_gradient",
        env!("CARGO_BIN_EXE_numerical_gradient"),
    ),
    ("backprop", env!("CARGO_BIN_EXE_backprop")),
];
const NUMERICAL: &str = PROGRAMS[1].1;
const BACKPROP: &str = PROGRAMS[2].1;

/// Run a program in a folder, with options that are separated by spaces.
fn run(program: &str, options: &str, folder: &Path) -> Output {
    Command::new(program)
        .args(options.split_whitespace())
        .current_dir(folder)
        .stdin(Stdio::null())
        .env_remove("NO_COLOR")
        .output()
        .expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn report_in(program: &str, options: &str, folder: &Path) -> Value {
    let output = run(program, &format!("--json --no-figures {options}"), folder);
    assert!(
        output.status.success(),
        "{options}: {}",
        text(&output.stderr)
    );
    assert_eq!(text(&output.stderr), "", "{options}");
    serde_json::from_slice(&output.stdout).expect("one JSON object")
}

fn report(program: &str, options: &str) -> Value {
    report_in(program, options, folder().path())
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn number(report: &Value, name: &str) -> f64 {
    let value = report[name].as_f64();
    value.unwrap_or_else(|| panic!("{name} in {report}"))
}

type Matrix = Vec<Vec<f64>>;

/// A network by the definitions: no linear algebra, no shared code, no tricks.
#[derive(Clone)]
struct Naive {
    w: Matrix,
    v: Matrix,
}

struct Numbers {
    z: Vec<f64>,
    y: Vec<f64>,
}

// The loops count as the equations do.
#[allow(clippy::needless_range_loop)]
impl Naive {
    fn forward(&self, x: &[f64]) -> Numbers {
        let mut z = Vec::new();
        for w_j in &self.w {
            let mut b = w_j[x.len()];
            for i in 0..x.len() {
                b += w_j[i] * x[i];
            }
            z.push(1.0 / (1.0 + (-b).exp()));
        }
        let mut powers = Vec::new();
        for v_k in &self.v {
            let mut a = v_k[z.len()];
            for j in 0..z.len() {
                a += v_k[j] * z[j];
            }
            powers.push(a.exp());
        }
        let sum: f64 = powers.iter().sum();
        let y = powers.iter().map(|power| power / sum).collect();
        Numbers { z, y }
    }

    fn error(&self, samples: &[(Vec<f64>, usize)]) -> f64 {
        let mut sum = 0.0;
        for (x, class) in samples {
            sum -= self.forward(x).y[*class].ln();
        }
        sum / samples.len() as f64
    }

    fn accuracy(&self, samples: &[(Vec<f64>, usize)]) -> f64 {
        let mut right = 0;
        for (x, class) in samples {
            let y = self.forward(x).y;
            let is_right = (0..y.len()).all(|k| k == *class || y[k] < y[*class]);
            right += usize::from(is_right);
        }
        right as f64 / samples.len() as f64
    }

    /// One update by backpropagation over some samples.
    fn descend(&mut self, samples: &[(Vec<f64>, usize)], rate: f64) {
        let old = self.clone();
        for (x, class) in samples {
            let Numbers { z, y } = old.forward(x);
            let mut delta = y;
            delta[*class] -= 1.0;
            let rate = rate / samples.len() as f64;
            for (k, delta_k) in delta.iter().enumerate() {
                for j in 0..z.len() {
                    self.v[k][j] -= rate * delta_k * z[j];
                }
                self.v[k][z.len()] -= rate * delta_k;
            }
            for j in 0..z.len() {
                let mut back = 0.0;
                for (k, delta_k) in delta.iter().enumerate() {
                    back += delta_k * old.v[k][j];
                }
                let back = back * z[j] * (1.0 - z[j]);
                for i in 0..x.len() {
                    self.w[j][i] -= rate * back * x[i];
                }
                self.w[j][x.len()] -= rate * back;
            }
        }
    }

    fn weight(&mut self, place: usize) -> &mut f64 {
        let all = self.w.iter_mut().chain(&mut self.v).flatten();
        all.into_iter().nth(place).expect("a weight")
    }

    /// One update by differences.
    fn descend_numerically(
        &mut self,
        samples: &[(Vec<f64>, usize)],
        rate: f64,
        (difference, epsilon): (&str, f64),
    ) {
        let old = self.clone();
        let count = old.w.concat().len() + old.v.concat().len();
        for place in 0..count {
            let moved_by = |offset: f64| {
                let mut moved = old.clone();
                *moved.weight(place) += offset;
                moved.error(samples)
            };
            let slope = match difference {
                "forward" => (moved_by(epsilon) - old.error(samples)) / epsilon,
                "central" => (moved_by(epsilon) - moved_by(-epsilon)) / (2.0 * epsilon),
                _ => (moved_by(-epsilon) - old.error(samples)) / epsilon,
            };
            *self.weight(place) -= rate * slope;
        }
    }
}

/// Data and weights of a shape, as files and as numbers.
struct Context {
    folder: tempfile::TempDir,
    train: Vec<(Vec<f64>, usize)>,
    test: Vec<(Vec<f64>, usize)>,
    network: Naive,
}

/// So many samples go to training when 0.7 of 40 do.
const TRAIN: usize = 28;

fn case(inputs: usize, hidden: usize, classes: usize) -> Context {
    let mut random = ChaCha8Rng::seed_from_u64((inputs * 100 + hidden * 10 + classes) as u64);
    let folder = folder();
    let names: Vec<String> = (0..inputs).map(|i| format!("x{i}")).collect();
    let mut rows = vec![format!("{},class\n", names.join(","))];
    let mut samples = Vec::new();
    for n in 0..40 {
        let class = if n < classes {
            n
        } else {
            random.random_range(0..classes)
        };
        let x: Vec<f64> = (0..inputs)
            .map(|i| random.random_range(-1.0..1.0) + if i == 0 { class as f64 } else { 0.0 })
            .collect();
        let numbers: Vec<String> = x.iter().map(|x_i| format!("{x_i:?}")).collect();
        rows.push(format!("{},{class}\n", numbers.join(",")));
        samples.push((x, class));
    }
    let mut matrix = |rows: usize, columns: usize| -> Matrix {
        let mut entry = || random.random_range(-1.0..1.0);
        (0..rows)
            .map(|_| (0..columns).map(|_| entry()).collect())
            .collect()
    };
    let network = Naive {
        w: matrix(hidden, inputs + 1),
        v: matrix(classes, hidden + 1),
    };
    let json = json!({"w": network.w, "v": network.v}).to_string();
    fs::write(folder.path().join("data.csv"), rows.concat()).expect("a file");
    fs::write(folder.path().join("network.json"), json).expect("a file");
    let test = samples.split_off(TRAIN);
    Context {
        folder,
        train: samples,
        test,
        network,
    }
}

impl Context {
    fn report(&self, program: &str, options: &str) -> Value {
        let files =
            "--data data.csv --network network.json --train-fraction 0.7 --no-shuffle --scale none";
        report_in(program, &format!("{files} {options}"), self.folder.path())
    }

    /// That a report agrees with the plain loops.
    fn assert_agrees(&self, report: &Value, expected: &Naive, context: &str) {
        let near = |found: f64, expected: f64, what: &str| {
            assert!(
                (found - expected).abs() < 1e-9,
                "{context}, {what}: {found} and {expected}"
            );
        };
        near(
            number(report, "train_error"),
            expected.error(&self.train),
            "E",
        );
        near(
            number(report, "test_error"),
            expected.error(&self.test),
            "test E",
        );
        near(
            number(report, "train_accuracy"),
            expected.accuracy(&self.train),
            "accuracy",
        );
        near(
            number(report, "test_accuracy"),
            expected.accuracy(&self.test),
            "test accuracy",
        );
        for (name, matrix) in [("w", &expected.w), ("v", &expected.v)] {
            let found: Matrix = serde_json::from_value(report[name].clone()).expect("a matrix");
            assert_eq!(found.len(), matrix.len());
            for (j, (found, expected)) in found.iter().zip(matrix).enumerate() {
                assert_eq!(found.len(), expected.len());
                for (i, (found, expected)) in found.iter().zip(expected).enumerate() {
                    near(*found, *expected, &format!("{name}{j}{i}"));
                }
            }
        }
    }
}

const SHAPES: [(usize, usize, usize); 4] = [(1, 1, 2), (2, 2, 3), (4, 5, 3), (7, 3, 5)];

#[test]
fn the_network_runs_forward_as_the_definitions_say() {
    for (d, m, k) in SHAPES {
        let case = case(d, m, k);
        let report = case.report(PROGRAMS[0].1, "");
        case.assert_agrees(&report, &case.network, "no step");
        assert_eq!(
            (&report["steps"], &report["forward_passes"]),
            (&json!(0), &json!(0))
        );
    }
}

#[test]
fn batch_training_agrees_with_plain_loops_on_one_thread_and_on_two() {
    for (d, m, k) in SHAPES {
        let case = case(d, m, k);
        let mut expected = case.network.clone();
        (0..250).for_each(|_| expected.descend(&case.train, 0.3));
        for threads in [1, 2] {
            let options = format!("--steps 250 --learning-rate 0.3 --threads {threads}");
            let report = case.report(BACKPROP, &options);
            case.assert_agrees(&report, &expected, &format!("{d}-{m}-{k}, {options}"));
            assert_eq!(report["forward_passes"], 250);
        }
    }
}

#[test]
fn online_training_agrees_with_plain_loops() {
    for (d, m, k) in SHAPES {
        let case = case(d, m, k);
        let mut expected = case.network.clone();
        for _ in 0..200 {
            for sample in &case.train {
                expected.descend(std::slice::from_ref(sample), 0.05);
            }
        }
        for threads in [1, 2] {
            let options =
                format!("--update online --steps 200 --learning-rate 0.05 --threads {threads}");
            let report = case.report(BACKPROP, &options);
            case.assert_agrees(&report, &expected, &format!("{d}-{m}-{k}, {options}"));
            assert_eq!(report["forward_passes"], 200 * TRAIN);
        }
    }
}

#[test]
fn training_by_differences_agrees_with_plain_loops() {
    let case = case(2, 2, 3);
    let runs = [
        ("forward", 1e-3, 1, 16),
        ("forward", 1e-2, 2, 16),
        ("central", 1e-3, 1, 30),
        ("central", 1e-3, 2, 30),
    ];
    for (difference, epsilon, threads, passes) in runs {
        let mut expected = case.network.clone();
        let quotient = (difference, epsilon);
        (0..200).for_each(|_| expected.descend_numerically(&case.train, 0.3, quotient));
        let options = format!(
            "--steps 200 --learning-rate 0.3 --difference {difference} --epsilon {epsilon} --threads {threads}"
        );
        let report = case.report(NUMERICAL, &options);
        case.assert_agrees(&report, &expected, &options);
        assert_eq!(report["forward_passes"], 200 * passes, "{options}");
    }
}

#[test]
fn the_printed_difference_climbs_as_the_plain_loops_do() {
    let case = case(2, 2, 3);
    let mut expected = case.network.clone();
    (0..200).for_each(|_| expected.descend_numerically(&case.train, 0.01, ("printed", 1e-3)));
    let options = "--steps 200 --learning-rate 0.01 --difference printed";
    let report = case.report(NUMERICAL, options);
    case.assert_agrees(&report, &expected, options);
    assert!(number(&report, "train_error") > case.network.error(&case.train) + 0.1);
}

#[test]
fn the_report_has_exactly_the_keys_that_it_should() {
    let mut expected = [
        "stage",
        "steps",
        "train_error",
        "test_error",
        "train_accuracy",
        "test_accuracy",
        "seconds",
        "forward_passes",
        "w",
        "v",
        "figures",
        "command",
    ];
    expected.sort_unstable();
    for (name, program) in PROGRAMS {
        let report = report(program, "--steps 3");
        let mut keys: Vec<&String> = report.as_object().expect("an object").keys().collect();
        keys.sort_unstable();
        assert_eq!(keys, expected);
        assert_eq!(
            (&report["stage"], &report["steps"]),
            (&json!(name), &json!(3))
        );
        assert_eq!(report["figures"], json!([]));
        assert!(number(&report, "seconds") >= 0.0);
        let start = format!("cargo run --release --bin {name} -- --data clusters");
        assert!(
            report["command"]
                .as_str()
                .expect("a line")
                .starts_with(&start)
        );
    }
}

#[test]
fn the_same_command_gives_the_same_report_but_for_the_time() {
    for (_, program) in PROGRAMS {
        for options in [
            "--steps 20 --data iris --seed 7",
            "--steps 20 --threads 2 --data xor",
        ] {
            let once = || {
                let mut report = report(program, options);
                report["seconds"] = Value::Null;
                report
            };
            assert_eq!(once(), once(), "{options}");
        }
    }
}

#[test]
fn where_nothing_is_left_to_test_there_is_no_test_error() {
    for (_, program) in PROGRAMS {
        let report = report(program, "--train-fraction 1 --steps 2");
        assert_eq!(
            (&report["test_error"], &report["test_accuracy"]),
            (&Value::Null, &Value::Null)
        );
        assert!(number(&report, "train_error") > 0.0);
    }
}

#[test]
fn a_saved_network_goes_on_where_it_stopped_bit_for_bit() {
    for (program, options) in [
        (BACKPROP, "--data wine --hidden 3"),
        (BACKPROP, "--data iris --hidden 3 --update online"),
        (NUMERICAL, "--data xor --hidden 2"),
    ] {
        let folder = folder();
        let run = |more: &str| report_in(program, &format!("{options} {more}"), folder.path());
        let whole = run("--steps 60");
        run("--steps 25 --save half.json");
        let rest = run("--steps 35 --network half.json");
        for name in ["w", "v", "train_error", "test_error", "test_accuracy"] {
            assert_eq!(whole[name], rest[name], "{options}: {name}");
        }
        let command = rest["command"].as_str().expect("a line");
        assert!(command.contains("--network half.json"), "{command}");
    }
}

/// That a program refuses: a status, words on standard error, nothing on standard output, nothing written.
fn assert_refused(program: &str, options: &str, status: i32, words: &str) {
    let folder = folder();
    let wrong = json!({"w": [[0.5, 1.0]], "v": [[1.0, 2.0], [2.0, 1.0]]}).to_string();
    fs::write(folder.path().join("small.json"), wrong).expect("a file");
    let output = run(
        program,
        &format!("{options} --save new.json"),
        folder.path(),
    );
    let message = text(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{options}: {message}");
    assert_eq!(text(&output.stdout), "", "{options}");
    assert!(
        message.starts_with("error: ") && message.contains(words),
        "{options}: {message}"
    );
    assert!(!message.contains("panicked"), "{message}");
    let sentences: Vec<&str> = message.lines().filter(|line| !line.is_empty()).collect();
    // The parser of the command line adds where to find help.
    let only_help = |line: &&&str| !line.starts_with("For more information");
    assert_eq!(sentences.iter().filter(only_help).count(), 1, "{message}");
    assert!(sentences[0].len() < 250, "{message}");
    let left: Vec<_> = fs::read_dir(folder.path()).expect("a folder").collect();
    assert_eq!(left.len(), 1, "{options} wrote {left:?}");
}

#[test]
fn wrong_options_are_refused_in_one_line_and_nothing_is_written() {
    for (name, program) in PROGRAMS {
        let refused = [
            ("--hidden 0", 2, "0"),
            ("--threads 0", 2, "0"),
            ("--threads 257", 2, "1 to 256"),
            ("--epsilon 0", 2, "above 0"),
            ("--epsilon -0.1", 2, "'-0.1' for '--epsilon"),
            ("--learning-rate nan", 2, "'nan' for '--learning-rate"),
            ("--learning-rate inf", 2, "finite"),
            ("--train-fraction 0", 2, "at most 1"),
            ("--train-fraction 1.5", 2, "'1.5' for '--train-fraction"),
            ("--train-fraction nan", 2, "at most 1"),
            ("--scale wide", 2, "standard or none"),
            ("--init twos", 2, "ones, uniform or xavier"),
            ("--network small.json", 1, "D = 2 inputs and K = 3"),
            ("--network small.json --hidden 3", 2, "--hidden 3"),
            ("--network none.json", 1, "none.json"),
            ("--data none.csv", 1, "none.csv"),
            ("--equation 29", 2, "29"),
            ("--equation 3", 2, "neuron"),
        ];
        for (options, status, words) in refused {
            for json in ["", " --json"] {
                assert_refused(program, &format!("{options}{json}"), status, words);
            }
        }
        if name == "network" {
            assert_refused(program, "--equation 17", 2, "backprop");
        }
    }
}

#[test]
fn a_file_that_exists_is_not_written_over_unless_it_is_said() {
    let folder = folder();
    let file = folder.path().join("mine.json");
    fs::write(&file, "mine").expect("a file");
    let options = "--json --no-figures --steps 2 --save mine.json";
    let output = run(BACKPROP, options, folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "");
    assert!(
        text(&output.stderr).contains("--force"),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(fs::read_to_string(&file).expect("the file"), "mine");
    let output = run(BACKPROP, &format!("{options} --force"), folder.path());
    assert!(output.status.success());
    let saved: Value = serde_json::from_slice(&fs::read(&file).expect("the file")).expect("JSON");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&saved["w"], &saved["v"]), (&report["w"], &report["v"]));
}

#[test]
fn a_training_that_runs_away_ends_with_a_plain_sentence() {
    for (_, program) in PROGRAMS {
        for steps in [1, 2, 50] {
            let options = format!("--steps {steps} --learning-rate 1e308 --json --no-figures");
            let output = run(program, &options, folder().path());
            let message = text(&output.stderr);
            if output.status.success() {
                // One step may still end at numbers, however large.
                let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
                assert!(steps < 50 && number(&report, "train_error").is_finite());
                continue;
            }
            assert_eq!(output.status.code(), Some(1), "{message}");
            assert_eq!(text(&output.stdout), "");
            assert!(
                message.contains("finite") && message.contains("than 1e308"),
                "{message}"
            );
            assert_eq!(message.lines().count(), 1, "{message}");
        }
    }
    assert_refused(
        BACKPROP,
        "--learning-rate 1e308 --steps 50 --json",
        1,
        "no longer finite",
    );
}

#[test]
fn a_training_of_any_length_ends_when_it_diverges() {
    for data in ["clusters", "iris --hidden 4"] {
        let options = format!(
            "--steps {} --learning-rate 1e300 --json --data {data}",
            u64::MAX
        );
        assert_refused(BACKPROP, &options, 1, "no longer finite after step 2");
    }
}

#[test]
fn without_json_the_programs_narrate_and_name_their_figures() {
    for (name, program) in PROGRAMS {
        let folder = folder();
        let options = "--headless --steps 20 --figures pictures --format svg --theme light";
        let output = run(program, options, folder.path());
        assert!(output.status.success(), "{}", text(&output.stderr));
        let told = text(&output.stdout);
        assert!(!told.contains('\u{1b}'), "{told}");
        for words in [
            "The data clusters: 100 samples to train and 100 to test",
            "M = 2 hidden units, 15 weights",
            "Step 20: training error",
            "% right; test error",
            "In words: ",
            "The outcome of the training.",
            "Test part: error ",
            "In 20 steps the training error went from ",
            "The same again: cargo run --release --bin",
        ] {
            assert!(
                told.contains(words),
                "{name}: {words:?} is missing in: {told}"
            );
        }
        // For the ear: no signs that have no name, no formulas in two dimensions, no bar.
        assert!(told.is_ascii(), "{told}");
        assert!(!told.contains("---") && !told.contains("  "), "{told}");
        assert_eq!(text(&output.stderr), "");
        assert!(
            told.lines()
                .last()
                .is_some_and(|line| line.starts_with("The same again: "))
        );
        let figures: Vec<&str> = told
            .lines()
            .filter_map(|line| line.strip_prefix("Figure: "))
            .collect();
        let written = fs::read_dir(folder.path().join("pictures"))
            .expect("a folder")
            .count();
        assert_eq!(figures.len(), written);
        assert!(!figures.is_empty());
        for figure in figures {
            assert!(folder.path().join(figure).is_file(), "{figure}");
        }
        let quiet = run(
            program,
            "--headless --quiet --steps 3 --no-figures",
            folder.path(),
        );
        assert!(quiet.status.success());
        assert_eq!(
            (text(&quiet.stdout), text(&quiet.stderr)),
            (String::new(), String::new())
        );
    }
}

#[test]
fn the_networks_reach_what_the_book_says_they_reach() {
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("book/src/backprop.md");
    let book = fs::read_to_string(book).expect("the chapter");
    for (data, wanted) in [("iris", 0.93), ("wine", 0.95), ("digits", 0.95)] {
        let row = format!("| {data} |");
        let row = book
            .lines()
            .find(|line| line.starts_with(&row))
            .expect("its row");
        let run = row.split("{{#run backprop ").last().expect("a run");
        let (options, _) = run.split_once(" : test_accuracy").expect("its accuracy");
        assert!(options.contains(&format!("--data {data} ")));
        let report = report(BACKPROP, options);
        let reached = number(&report, "test_accuracy");
        assert!(reached >= wanted, "{data}: {reached}");
    }
}

#[test]
fn a_numerical_step_runs_the_network_once_and_once_more_for_each_weight() {
    let whole = report(NUMERICAL, "--data iris --hidden 4 --steps 20");
    assert_eq!(whole["forward_passes"], 20 * (1 + 35));
}

/// What a program says of odd data and odd choices, without a terminal.
fn said(options: &[&str], data: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("data.csv");
    std::fs::write(&file, data).expect("a file");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_backprop"))
        .args(["--headless", "--no-figures", "--steps", "20", "--data"])
        .arg(&file)
        .args(options)
        .output()
        .expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("text");
    assert!(output.status.success(), "{options:?} on {data}");
    assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
    text
}

#[test]
fn odd_numbers_are_explained_in_sentences() {
    let usual = "a,b,kind\n1,5,x\n2,6,y\n3,9,x\n4,7,y\n";
    let whole = ["--train-fraction", "1", "--scale", "none"];
    let with = |more: &[&'static str]| [&whole[..], more].concat();
    let cases: [(Vec<&str>, &str, &str); 9] = [
        (
            with(&["--learning-rate", "0"]),
            usual,
            "alpha = 0: no step moves a weight.",
        ),
        (with(&["--learning-rate", "0"]), usual, "E has stayed at"),
        (
            with(&["--learning-rate=-1"]),
            usual,
            "is negative: every step climbs.",
        ),
        (with(&["--learning-rate=-1"]), usual, "E has risen from"),
        (
            with(&["--epsilon", "1e-30"]),
            usual,
            "w + epsilon is w, and every numerical slope 0.",
        ),
        (
            with(&[]),
            "a,b,kind\n1,5,x\n2,5,y\n",
            "The column “b” is the same for all training samples",
        ),
        (
            with(&[]),
            "a,b,kind\n1,5,x\n1,5,y\n",
            "have the same inputs: no network can tell them apart",
        ),
        (
            vec!["--no-shuffle", "--train-fraction", "0.5"],
            "a,kind\n1,x\n2,x\n3,y\n4,y\n",
            "All 2 training samples are of the class “x”",
        ),
        (
            vec!["--train-fraction", "0.5"],
            "a,kind\n1,x\n2,y\n",
            "Only one sample trains",
        ),
    ];
    for (options, data, sentence) in cases {
        let text = said(&options, data);
        assert!(text.contains(sentence), "{sentence:?} in\n{text}");
    }
    let huge = said(&whole, "a,kind\n1e300,x\n-1e300,y\n2e300,x\n");
    assert!(huge.contains("Every hidden unit is 0 or 1"), "{huge}");
    let plain = said(&whole, usual);
    for sentence in [
        "alpha = 0:",
        "is negative",
        "too small",
        "the same for all",
        "has risen",
        "has stayed",
    ] {
        assert!(!plain.contains(sentence), "{sentence} in\n{plain}");
    }
}
