//! The programs of the chapters that work on data, as a script runs them, beside an implementation in plain loops.
#![cfg(all(feature = "terminal", feature = "figures"))]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::command_line::assert_has;
use crate::folders::{folder, names, read};
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};

const NETWORK: &str = env!("CARGO_BIN_EXE_network");
const NUMERICAL: &str = env!("CARGO_BIN_EXE_numerical_gradient");
const BACKPROP: &str = env!("CARGO_BIN_EXE_backprop");
const PROGRAMS: [(&str, &str); 3] = [
    ("network", NETWORK),
    ("numerical_gradient", NUMERICAL),
    ("backprop", BACKPROP),
];

/// Runs a program in a folder, with options that are separated by spaces. Returns its status, and
/// what it says on standard output and standard error.
fn run(program: &str, options: &str, folder: &Path) -> (Option<i32>, String, String) {
    let output = Command::new(program)
        .args(options.split_whitespace())
        .current_dir(folder)
        .stdin(Stdio::null())
        .env_remove("NO_COLOR")
        .output()
        .expect("the program starts");
    let [out, err] =
        [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
    (output.status.code(), out, err)
}

fn report_in(program: &str, options: &str, folder: &Path) -> Value {
    let (status, report, message) = run(program, &format!("--json --no-figures {options}"), folder);
    let is_remark = |line: &str| line.starts_with("remark: ");
    assert!(
        status == Some(0) && message.lines().all(is_remark),
        "{options}: {message}"
    );
    serde_json::from_str(&report).expect("one JSON object")
}

fn report(program: &str, options: &str) -> Value {
    report_in(program, options, folder().path())
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

// The loops count as the equations do.
#[allow(clippy::needless_range_loop)]
impl Naive {
    /// The hidden outputs and the outputs of a sample.
    fn forward(&self, x: &[f64]) -> (Vec<f64>, Vec<f64>) {
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
        (z, y)
    }

    fn error(&self, samples: &[(Vec<f64>, usize)]) -> f64 {
        let mut sum = 0.0;
        for (x, class) in samples {
            sum -= self.forward(x).1[*class].ln();
        }
        sum / samples.len() as f64
    }

    fn accuracy(&self, samples: &[(Vec<f64>, usize)]) -> f64 {
        let mut right = 0;
        for (x, class) in samples {
            let (_, y) = self.forward(x);
            let is_right = (0..y.len()).all(|k| k == *class || y[k] < y[*class]);
            right += usize::from(is_right);
        }
        right as f64 / samples.len() as f64
    }

    /// One update by backpropagation over some samples.
    fn descend(&mut self, samples: &[(Vec<f64>, usize)], rate: f64) {
        let old = self.clone();
        for (x, class) in samples {
            let (z, mut delta) = old.forward(x);
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

    fn weight(&mut self, index: usize) -> &mut f64 {
        let all = self.w.iter_mut().chain(&mut self.v).flatten();
        all.into_iter().nth(index).expect("a weight")
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
        for index in 0..count {
            let moved_by = |offset: f64| {
                let mut moved = old.clone();
                *moved.weight(index) += offset;
                moved.error(samples)
            };
            let slope = match difference {
                "forward" => (moved_by(epsilon) - old.error(samples)) / epsilon,
                "central" => (moved_by(epsilon) - moved_by(-epsilon)) / (2.0 * epsilon),
                _ => (moved_by(-epsilon) - old.error(samples)) / epsilon,
            };
            *self.weight(index) -= rate * slope;
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

/// The number of samples that train if 0.7 of 40 do.
const TRAIN: usize = 28;

fn numbers(random: &mut ChaCha8Rng, count: usize) -> Vec<f64> {
    (0..count).map(|_| random.random_range(-1.0..1.0)).collect()
}

fn case(inputs: usize, hidden: usize, classes: usize) -> Context {
    let mut random = ChaCha8Rng::seed_from_u64((inputs * 100 + hidden * 10 + classes) as u64);
    let folder = folder();
    let names: Vec<String> = (0..inputs).map(|i| format!("x{i}")).collect();
    let mut rows = vec![format!("{},class\n", names.join(","))];
    let mut samples = Vec::new();
    for n in 0..40 {
        let mut class = n;
        if n >= classes {
            class = random.random_range(0..classes);
        }
        let mut x = numbers(&mut random, inputs);
        x[0] += class as f64;
        let written: Vec<String> = x.iter().map(|x_i| format!("{x_i:?}")).collect();
        rows.push(format!("{},{class}\n", written.join(",")));
        samples.push((x, class));
    }
    let mut matrix = |rows: usize, columns: usize| -> Matrix {
        (0..rows).map(|_| numbers(&mut random, columns)).collect()
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

    /// A report agrees with the plain loops.
    fn assert_agrees(&self, report: &Value, expected: &Naive, context: &str) {
        let near = |found: f64, expected: f64, what: &str| {
            let apart = (found - expected).abs();
            assert!(apart < 1e-9, "{context}, {what}: {found} and {expected}");
        };
        for (name, expected) in [
            ("train_error", expected.error(&self.train)),
            ("test_error", expected.error(&self.test)),
            ("train_accuracy", expected.accuracy(&self.train)),
            ("test_accuracy", expected.accuracy(&self.test)),
        ] {
            near(number(report, name), expected, name);
        }
        for (name, matrix) in [("w", &expected.w), ("v", &expected.v)] {
            let found: Matrix = serde_json::from_value(report[name].clone()).expect("a matrix");
            let widths = |matrix: &Matrix| matrix.iter().map(Vec::len).collect::<Vec<_>>();
            assert_eq!(widths(&found), widths(matrix));
            for (found, expected) in found.iter().flatten().zip(matrix.iter().flatten()) {
                near(*found, *expected, name);
            }
        }
    }
}

const SHAPES: [(usize, usize, usize); 4] = [(1, 1, 2), (2, 2, 3), (4, 5, 3), (7, 3, 5)];

#[test]
fn the_network_runs_forward_as_the_definitions_say() {
    for (d, m, k) in SHAPES {
        let case = case(d, m, k);
        let report = case.report(NETWORK, "");
        case.assert_agrees(&report, &case.network, "no step");
        assert_eq!([&report["steps"], &report["forward_passes"]], [0, 0]);
    }
}

#[test]
fn training_agrees_with_plain_loops_on_one_thread_and_on_two() {
    for (d, m, k) in SHAPES {
        let case = case(d, m, k);
        for (update, steps, rate, at_a_time) in
            [("batch", 250, 0.3, TRAIN), ("online", 200, 0.05, 1)]
        {
            let mut expected = case.network.clone();
            for _ in 0..steps {
                let updates = case.train.chunks(at_a_time);
                updates.for_each(|samples| expected.descend(samples, rate));
            }
            for threads in [1, 2] {
                let options = format!(
                    "--update {update} --steps {steps} --learning-rate {rate} --threads {threads}"
                );
                let report = case.report(BACKPROP, &options);
                case.assert_agrees(&report, &expected, &format!("{d}-{m}-{k}, {options}"));
                assert_eq!(report["forward_passes"], steps * TRAIN / at_a_time);
            }
        }
    }
}

#[test]
fn training_by_differences_agrees_with_plain_loops() {
    let case = case(2, 2, 3);
    for (difference, epsilon, threads, rate, passes) in [
        ("forward", 1e-3, 1, 0.3, 16),
        ("forward", 1e-2, 2, 0.3, 16),
        ("central", 1e-3, 1, 0.3, 30),
        ("central", 1e-3, 2, 0.3, 30),
        ("printed", 1e-3, 1, 0.01, 16),
    ] {
        let mut expected = case.network.clone();
        let quotient = (difference, epsilon);
        (0..200).for_each(|_| expected.descend_numerically(&case.train, rate, quotient));
        let options = format!(
            "--steps 200 --learning-rate {rate} --difference {difference} --epsilon {epsilon} --threads {threads}"
        );
        let report = case.report(NUMERICAL, &options);
        case.assert_agrees(&report, &expected, &options);
        assert_eq!(report["forward_passes"], 200 * passes, "{options}");
        let climbed = number(&report, "train_error") - case.network.error(&case.train);
        assert_eq!(climbed > 0.0, difference == "printed", "{options}");
    }
}

#[test]
fn the_report_has_exactly_the_keys_that_it_should() {
    let expected = "command data figures forward_passes remarks seconds settings shape stage steps test_accuracy test_error train_accuracy train_error v w";
    for (name, program) in PROGRAMS {
        let report = report(program, "--steps 3");
        let keys = report.as_object().expect("an object").keys();
        let mut keys: Vec<&str> = keys.map(String::as_str).collect();
        keys.sort_unstable();
        assert_eq!(keys.join(" "), expected);
        assert_eq!(report["stage"], name);
        assert_eq!(report["steps"], 3);
        assert_eq!(report["figures"], json!([]));
        assert!(number(&report, "seconds") >= 0.0);
        let start = format!("nn28 {name} --data clusters");
        let command = report["command"].as_str().expect("a line");
        assert!(command.starts_with(&start), "{command}");
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
        assert!(report["test_error"].is_null() && report["test_accuracy"].is_null());
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

/// A program refuses: a status, one sentence on standard error, nothing on standard output, nothing written.
fn assert_refused(program: &str, options: &str, status: i32, words: &str) {
    let folder = folder();
    let wrong = r#"{"w": [[0.5, 1.0]], "v": [[1.0, 2.0], [2.0, 1.0]]}"#;
    fs::write(folder.path().join("small.json"), wrong).expect("a file");
    let saving = format!("{options} --save new.json");
    let (found, told, message) = run(program, &saving, folder.path());
    assert_eq!((found, &told[..]), (Some(status), ""), "{options}");
    // The parser of the command line adds where to find help.
    let is_sentence = |line: &&str| !line.is_empty() && !line.starts_with("For more information");
    let sentences: Vec<&str> = message.lines().filter(is_sentence).collect();
    let is_one = sentences.len() == 1 && sentences[0].len() < 250;
    assert!(is_one && message.starts_with("error: "), "{message}");
    assert!(message.contains(words), "{options}: {message}");
    assert_eq!(names(folder.path()), ["small.json"], "{options}");
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
            ("--difference middle", 2, "forward, central or printed"),
            ("--update often", 2, "batch or online"),
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
    let options = "--steps 2 --save mine.json";
    let refused = format!("{options} --json --no-figures");
    let (status, told, message) = run(BACKPROP, &refused, folder.path());
    assert_eq!((status, &told[..]), (Some(1), ""));
    assert!(message.contains("--force"), "{message}");
    assert_eq!(read(&file), "mine");
    let report = report_in(BACKPROP, &format!("{options} --force"), folder.path());
    let saved: Value = serde_json::from_str(&read(&file)).expect("JSON");
    assert_eq!([&saved["w"], &saved["v"]], [&report["w"], &report["v"]]);
}

#[test]
fn a_training_that_runs_away_ends_with_a_plain_sentence() {
    for (_, program) in PROGRAMS {
        for steps in [1, 2, 50] {
            let options = format!("--steps {steps} --learning-rate 1e308 --json --no-figures");
            let (status, told, message) = run(program, &options, folder().path());
            if status == Some(0) {
                // One step may still end at numbers, however large.
                let report: Value = serde_json::from_str(&told).expect("JSON");
                assert!(steps < 50 && number(&report, "train_error").is_finite());
                continue;
            }
            assert_eq!((status, &told[..]), (Some(1), ""), "{message}");
            assert_has(&message, &["finite", "than 1e308"]);
            assert_eq!(message.lines().count(), 1, "{message}");
        }
    }
    let options = "--learning-rate 1e308 --steps 50 --json";
    assert_refused(BACKPROP, options, 1, "no longer finite");
}

#[test]
fn a_training_of_any_length_ends_when_it_diverges() {
    for data in ["clusters", "iris --hidden 4"] {
        let steps = u64::MAX;
        let options = format!("--steps {steps} --learning-rate 1e300 --json --data {data}");
        assert_refused(BACKPROP, &options, 1, "no longer finite after step 2");
    }
}

#[test]
fn without_json_the_programs_narrate_and_name_their_figures() {
    for (_, program) in PROGRAMS {
        let folder = folder();
        let options = "--headless --steps 20 --figures pictures --format svg --theme light";
        let (status, told, message) = run(program, options, folder.path());
        assert_eq!((status, &message[..]), (Some(0), ""));
        assert!(!told.contains('\u{1b}'), "{told}");
        let words = [
            "The data clusters: 100 samples to train and 100 to test",
            "M = 2 hidden units, 15 weights",
            "Step 20: training error",
            "% right; test error",
            "In words: ",
            "The outcome of the training.",
            "Test part: error ",
            "In 20 steps the training error went from ",
            "The same again: nn28 ",
        ];
        assert_has(&told, &words);
        // For the ear: no signs that have no name, no formulas in two dimensions, no bar.
        assert!(told.is_ascii(), "{told}");
        assert!(!told.contains("---") && !told.contains("  "), "{told}");
        let last = told.lines().last().unwrap_or_default();
        assert!(last.starts_with("The same again: "), "{told}");
        let rests = told.split("\nFigure: ").skip(1);
        let figures: Vec<&str> = rests.filter_map(|rest| rest.lines().next()).collect();
        let written = names(&folder.path().join("pictures"));
        assert_eq!(figures.len(), written.len());
        assert!(!figures.is_empty());
        for figure in figures {
            assert!(folder.path().join(figure).is_file(), "{figure}");
        }
        let quiet = "--headless --quiet --steps 3 --no-figures";
        let nothing = (Some(0), String::new(), String::new());
        assert_eq!(run(program, quiet, folder.path()), nothing);
    }
}

#[test]
fn the_networks_reach_what_the_book_says_they_reach() {
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("book/src/backprop-procedure.md");
    let book = read(book);
    for (data, wanted) in [("iris", 0.93), ("wine", 0.95), ("digits", 0.95)] {
        let start = format!("| {data} |");
        let mut rows = book.lines().filter(|line| line.starts_with(&start));
        let row = rows.find(|row| row.contains(" : test_accuracy"));
        let row = row.expect("its row");
        let run = row.split("{{#run backprop ").last().expect("a run");
        let (options, _) = run.split_once(" : test_accuracy").expect("its accuracy");
        assert!(options.contains(&format!("--data {data} ")));
        let report = report(BACKPROP, options);
        let reached = number(&report, "test_accuracy");
        assert!(reached >= wanted, "{data}: {reached}");
    }
}

/// What the program says of odd data and odd choices.
fn said(options: &str, data: &str) -> String {
    let folder = folder();
    fs::write(folder.path().join("data.csv"), data).expect("a file");
    let options =
        format!("--headless --no-figures --hidden 2 --steps 20 --data data.csv {options}");
    let (status, told, message) = run(BACKPROP, &options, folder.path());
    assert_eq!(status, Some(0), "{options}: {message}");
    assert!(!told.contains("NaN") && !told.contains("inf"), "{told}");
    told
}

#[test]
fn odd_numbers_are_explained_in_sentences() {
    const USUAL: &str = "a,b,kind\n1,5,x\n2,6,y\n3,9,x\n4,7,y\n";
    const WHOLE: &str = "--train-fraction 1 --scale none";
    let half = "--no-shuffle --train-fraction 0.5";
    let still = format!("{WHOLE} --learning-rate 0");
    let back = format!("{WHOLE} --learning-rate=-1");
    let tiny = format!("{WHOLE} --epsilon 1e-30");
    for (options, data, sentence) in [
        (&still[..], USUAL, "alpha = 0: no step moves a weight."),
        (&still, USUAL, "E has stayed at"),
        (&back, USUAL, "is negative: every step climbs."),
        (&back, USUAL, "E has risen from"),
        (&tiny, USUAL, "w + epsilon is w, and every numerical"),
        (WHOLE, "a,b,c\n1,5,x\n2,5,y\n", "The column “b” is the same"),
        (WHOLE, "a,b,c\n1,5,x\n1,5,y\n", "have the same inputs: no"),
        (WHOLE, "a,c\n1e150,x\n-1e150,y\n", "hidden unit is 0 or 1"),
        (half, "a,c\n1,x\n2,x\n3,y\n4,y\n", "All 2 training samples"),
        (half, "a,c\n1,x\n2,y\n", "Only one sample trains"),
    ] {
        let text = said(options, data);
        assert!(text.contains(sentence), "{sentence:?} in\n{text}");
    }
    let plain = said(WHOLE, USUAL);
    for words in [
        "alpha = 0:",
        "is negative",
        "too small",
        "the same for all",
        "has risen",
        "has stayed",
    ] {
        assert!(!plain.contains(words), "{words} in\n{plain}");
    }
}
