//! The programs as a reader or a script runs them: without a terminal, with good and with bad input.
#![cfg(all(feature = "terminal", feature = "figures"))]

#[cfg(feature = "figures")]
mod figures;

use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::folders::{folder, names, read};
use serde_json::{Value, json};

/// A command line without a terminal. Its words are separated by single blanks.
fn command(line: &str) -> Command {
    let (program, arguments) = line.split_once(' ').expect("a program and its options");
    let path = Path::new(env!("CARGO_BIN_EXE_nn28"));
    let mut command = Command::new(path.with_file_name(format!("{program}{EXE_SUFFIX}")));
    command.args(arguments.split(' ')).stdin(Stdio::null());
    // The dashboards in the pages have tests of their own, and compiling them takes a while.
    command.env_remove("NO_COLOR").env("NN28_NO_LIVE", "1");
    command
}

fn run(line: &str) -> Output {
    command(line).output().expect("the program starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// The output of a run that succeeds without a message.
fn told(line: &str) -> String {
    let output = run(line);
    assert_eq!(stderr(&output), "", "{line}");
    assert_eq!(output.status.code(), Some(0), "{line}");
    stdout(&output)
}

/// The JSON objects that a successful run prints, one a line.
fn objects(line: &str) -> Vec<Value> {
    let object = |line: &str| serde_json::from_str(line).expect("JSON");
    told(line).lines().map(object).collect()
}

fn object(line: &str) -> Value {
    objects(line).remove(0)
}

/// The numbers of the equations that have no value.
fn without_value(objects: &[Value]) -> Vec<&str> {
    let without = objects.iter().filter(|object| object["value"].is_null());
    let names = without.filter_map(|object| object["equation"].as_str());
    names.collect()
}

#[track_caller]
pub fn assert_has(told: &str, all_words: &[&str]) {
    for words in all_words {
        assert!(told.contains(words), "{words:?} is missing in: {told}");
    }
}

/// Asserts that a run fails with a status, one message that has all the words, no panic, and nothing on standard output.
#[track_caller]
fn assert_refused(line: &str, status: i32, words: &[&str]) {
    let output = run(line);
    let message = stderr(&output);
    assert_eq!(output.status.code(), Some(status), "{line}: {message}");
    assert_eq!(stdout(&output), "", "{line}");
    assert!(!message.contains("panicked"), "{line}: {message}");
    assert_has(&message, words);
}

fn file(folder: &tempfile::TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    fs::write(&path, text).expect("a file");
    path.to_string_lossy().into_owned()
}

#[test]
fn the_neuron_without_a_terminal_gives_its_numbers_and_the_paths_of_its_figures() {
    let folder = folder();
    let figures = folder.path().display();
    let report = object(&format!(
        "neuron --headless --json --w=-2,1,2 --x 0,0 --figures {figures}/figures"
    ));
    assert_eq!(report["a"], 2.0);
    assert_eq!(report["y"], 0.880_797_077_977_882_3);
    assert_eq!(report["w"], json!([-2.0, 1.0, 2.0]));
    assert_eq!(report["x"], json!([0.0, 0.0]));
    let keys: Vec<_> = report.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["a", "command", "figures", "w", "x", "y"]);
    let paths = report["figures"].as_array().expect("a list");
    assert_eq!(paths.len(), 4 * 2 * 2);
    for path in paths.iter().filter_map(Value::as_str) {
        assert!(fs::metadata(path).expect("the file").len() > 500, "{path}");
    }
}

#[test]
fn the_command_that_reproduces_a_run_reproduces_it() {
    let first = object("neuron --json --no-figures --w -0.3,1e-3,2 --x=-4,0.1");
    let command = first["command"].as_str().expect("a command");
    let (_, arguments) = command.split_once(" -- ").expect("arguments");
    let again = object(&format!("neuron --json --no-figures {arguments}"));
    assert_eq!(again, first);
}

#[test]
fn the_neuron_narrates_where_there_is_no_terminal_and_is_silent_when_asked() {
    let narration = told("neuron --no-figures");
    let words = [
        "w 0 = minus 2, w 1 = 1, w 2 = 2",
        "Equation 4: the sigmoid.",
        "In words: y equals one over one plus the exponential of minus a.",
        "In numbers: 1 over (1 plus exp(0.5000)), which comes to 0.377541.",
        "the neuron is silent",
        "The same again: cargo run",
    ];
    assert_has(&narration, &words);
    assert!(!narration.contains('\u{1b}'), "an escape sequence");
    assert_eq!(told("neuron --no-figures --quiet"), "");
}

#[test]
fn no_number_has_hundreds_of_digits() {
    let neuron = "neuron --no-figures --w 1e307,-2e-300,1";
    let backprop = "backprop --no-figures --headless --steps 1 --learning-rate 1e-300";
    for (line, words) in [
        (neuron, "w 0 = 1 times 10 to the power 307, w 1 = minus 2"),
        (neuron, "--w=1e307,-2e-300,1"),
        (backprop, "alpha = 1 times 10 to the power minus 300"),
    ] {
        let told = stdout(&run(line));
        assert_has(&told, &[words]);
        let mut numbers = told.split(|c: char| !c.is_ascii_digit());
        assert!(numbers.all(|digits| digits.len() < 30), "{told}");
    }
}

#[test]
fn in_ascii_every_program_speaks_ascii_alone() {
    for line in [
        "nn28 equation --all",
        "neuron --no-figures",
        "network --no-figures --steps 3",
        "numerical_gradient --no-figures --steps 3",
        "backprop --no-figures --steps 3",
    ] {
        let told = told(&format!("{line} --ascii"));
        let is_translated = told.is_ascii() && !told.contains('?');
        assert!(is_translated && told.len() > 500, "{told}");
    }
    let table = file(&folder(), "größe.csv", "a,b,class\n1,x,0\n");
    let output = run(&format!("backprop --ascii --no-figures --data {table}"));
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).is_ascii(), "{}", stderr(&output));
    // JSON is for programs, and stays as it is.
    let json = |more: &str| told(&format!("nn28 equation 14 --json{more}"));
    assert_eq!(json(" --ascii"), json(""));
}

#[test]
fn every_equation_is_printed_with_its_check() {
    let numbers = (1..=28).map(|number| number.to_string());
    for number in numbers.chain(["25a".to_owned(), "25b".to_owned()]) {
        let text = told(&format!("nn28 equation {number}"));
        assert!(text.contains('✓') && text.starts_with('('), "{text}");
        let widest = text.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(100), "{number}: {widest:?} columns");
    }
    assert_eq!(objects("nn28 equation 25 --json").len(), 2);
}

/// A network of D = 3, M = 2, K = 4 and what its definitions give for x = (1, −2, 0.5) and class 2, computed here step by step.
#[test]
fn the_values_of_all_equations_follow_from_the_definitions() {
    let folder = folder();
    let w = [[0.3, -0.2, 0.8, 0.1], [-1.1, 0.4, 0.5, -0.3]];
    let v = [
        [0.7, -0.6, 0.2],
        [0.1, 0.9, -0.4],
        [-0.8, 0.3, 0.6],
        [0.5, -0.5, 0.05],
    ];
    let network = file(&folder, "net.json", &json!({ "w": w, "v": v }).to_string());
    let objects = objects(&format!(
        "nn28 equation --all --json --network {network} --x=1,-2,0.5 --class 2 --epsilon 0.01 --k 1 --j 1 --i 2"
    ));
    let value = |number: &str| {
        let mut objects = objects.iter();
        let object = objects.find(|object| object["equation"] == number);
        let object = object.expect("the equation");
        assert_eq!(object["check"]["holds"], true, "{object}");
        object["value"].as_f64().expect("a number")
    };
    let x = [1.0, -2.0, 0.5, 1.0];
    let sigmoid = |a: f64| a.exp() / (1.0 + a.exp());
    let forward = |w: &[[f64; 4]; 2]| {
        let b = w.map(|row| row.iter().zip(x).map(|(w, x)| w * x).sum::<f64>());
        let z = [sigmoid(b[0]), sigmoid(b[1]), 1.0];
        let a = v.map(|row| row.iter().zip(z).map(|(v, z)| v * z).sum::<f64>());
        let sum: f64 = a.iter().map(|a| a.exp()).sum();
        (b, z, a, a.map(|a| a.exp() / sum))
    };
    let (b, z, a, y) = forward(&w);
    let t = [0.0, 0.0, 1.0, 0.0];
    let error = |w: &[[f64; 4]; 2]| -forward(w).3[2].ln();
    let moved = |i: usize| {
        let mut moved = w;
        moved[1][i] += 0.01;
        (error(&moved) - error(&w)) / 0.01
    };
    let back: f64 = (0..4).map(|k| (y[k] - t[k]) * v[k][1]).sum();
    let slope = back * z[1] * (1.0 - z[1]) * x[2];
    let expected: [(&[&str], f64); _] = [
        (&["1", "2", "3", "5"], b[1]),
        (&["4"], sigmoid(b[1])),
        (&["6", "25a", "25b"], z[1]),
        (&["7", "21", "23"], y[1]),
        (&["8", "12", "13"], error(&w)),
        (&["9"], (sigmoid(b[1] + 0.01) - sigmoid(b[1])) / 0.01),
        (&["10"], moved(2)),
        (&["11"], moved(0)),
        (&["14", "28"], slope),
        (&["15"], (y[1] - t[1]) * z[1]),
        (&["16", "17", "20"], y[0]),
        (&["18"], y[0] * (1.0 - y[0])),
        (&["19"], -y[2] * y[0]),
        (&["22"], y[2] - 1.0),
        (&["24"], a[0]),
        (&["26"], y[1] * z[1]),
        (&["27"], v[1][1] - 0.5 * y[1] * z[1]),
    ];
    let equations: usize = expected.iter().map(|(numbers, _)| numbers.len()).sum();
    assert_eq!(equations, 29);
    for (numbers, expected) in expected {
        for number in numbers {
            let apart = (value(number) - expected).abs();
            assert!(apart < 1e-9, "{number}: {apart} from {expected}");
        }
    }
}

#[test]
fn an_object_has_the_keys_that_the_design_names_and_a_single_neuron_its_own_weights() {
    let object = object("nn28 equation 4 --json --w=-2,1,2 --x 0,0");
    for key in [
        "equation", "title", "stage", "indices", "tex", "lines", "value", "check", "printed",
    ] {
        assert!(object.get(key).is_some(), "{key}");
    }
    assert_eq!(object["value"], 0.880_797_077_977_882_3);
    let printed = object["printed"]["value"].as_f64().expect("a number");
    assert!((printed - 0.119_202_922_022_117_55).abs() < 1e-15);
    let is_marked = object.to_string().contains("ink");
    assert!(!is_marked, "the marks of colours are for drawing only");
}

#[test]
fn a_network_of_two_classes_has_no_third_output_and_all_others_go_on() {
    let folder = folder();
    let two = r#"{"w": [[1, 2]], "v": [[1, 0], [0, 1]]}"#;
    let options = format!("--x 1 --network {}", file(&folder, "two.json", two));
    assert_refused(&format!("nn28 equation 22 {options}"), 2, &["a_2", "K = 2"]);
    let all = objects(&format!("nn28 equation --all --json {options}"));
    assert_eq!(all.len(), 29);
    assert_eq!(without_value(&all), ["22"]);
}

#[test]
fn samples_can_come_from_a_data_set_and_from_a_file() {
    let folder = folder();
    let rows = "p,q,class\n1.5,0.5,a\n-1,1,b\n0.5,-1.5,c\n";
    let csv = file(&folder, "three.csv", rows);
    let value = |line: &str| object(&format!("nn28 equation {line} --json"))["value"].clone();
    let of_file = value(&format!("8 --data {csv}"));
    assert_eq!(of_file, value("8"), "the file holds the worked example");
    assert_ne!(value(&format!("12 --data {csv} --sample 1")), value("12"));
    told("nn28 equation 14 --data clusters --seed 3");
}

#[test]
fn wrong_command_lines_get_one_message_and_status_2() {
    for number in ["0", "29", "x", "25c", "4.0", ""] {
        assert_refused(&format!("nn28 equation {number}"), 2, &["1 to 28"]);
    }
    let cases: [(&str, &[&str]); _] = [
        ("nn28 equation", &["<N"]),
        ("nn28 equation 4 --no-such-option", &["--no-such-option"]),
        ("nn28 equation 4 --j 2", &["index j = 2", "0 to 1"]),
        ("nn28 equation 19 --i 0", &["index l = 0", "1 to 2"]),
        ("nn28 equation --all --j 3", &["index j = 3"]),
        ("nn28 equation 4 --epsilon 0", &["--epsilon", "above 0"]),
        ("nn28 equation 5 --w=-2,1,2", &["--w", "equations 1 to 4"]),
        ("nn28 equation 5 --x 1,2,3", &["D = 2", "--x has 3"]),
        ("nn28 equation 5 --x 1,2 --class 3", &["class 3", "0 to 2"]),
        ("nn28 equation 5 --sample 9", &["--sample 9", "0 to 2"]),
        ("nn28 equation 5 --data iris", &["D = 4", "--network"]),
        (
            "neuron --w=1,2,3,4 --x 1,2",
            &["need 3 weights", "--w has 4"],
        ),
        ("neuron --w=1,nan,3", &["--w", "number 2", "nan"]),
        ("neuron --x 1,inf", &["--x", "number 2", "inf"]),
        ("neuron --w=1,,2", &["--w", "number 2"]),
        ("neuron --w=1", &["at least two numbers"]),
        ("neuron --w=1e308,1e308,1 --x 10,10", &["too large"]),
        (
            "neuron --equation 17",
            &["backprop", "cargo run --release -- equation 17"],
        ),
        ("neuron --equation 29", &["1 to 28"]),
        (
            "neuron --format gif",
            &["gif", "svg, png, pdf, apng, csv or json"],
        ),
        (
            "neuron --format svg,apng",
            &["apng", "neuron has none", "figure descent"],
        ),
        (
            "network --headless --format apng",
            &["network has none", "figure training", "--bin backprop"],
        ),
        (
            "nn28 figure training 42 --format apng",
            &[
                "figure 42 has none",
                "figure training",
                "figure backpropagation",
            ],
        ),
        ("nn28 figure training --frames 1", &["--frames", "2..=600"]),
        (
            "nn28 figure training --seconds 0",
            &["--seconds", "1..=600"],
        ),
        ("neuron --background blue", &["blue", "#ffffff"]),
        ("neuron --text bold", &["bold", "live or outlines"]),
        ("neuron --frobnicate", &["--frobnicate"]),
        ("neuron --preset nor", &["nor", "nand or xor"]),
        (
            "neuron --preset or --w=1,2 --x 1",
            &["2 inputs", "--preset"],
        ),
    ];
    for (line, words) in cases {
        assert_refused(line, 2, words);
    }
}

#[test]
fn files_that_cannot_be_used_are_named_with_line_and_expectation_and_status_1() {
    let folder = folder();
    let tables: [(&str, &str, &[&str]); _] = [
        ("empty.csv", "", &[]),
        ("ragged.csv", "a,b,c\n1,2,x\n1,y\n", &["line 3"]),
        (
            "text.csv",
            "a,c\n1,x\nmany,y\n",
            &["line 3", "many", "words among numbers"],
        ),
        ("nan.csv", "a,b,c\nnan,2,x\n1,2,y\n", &["line 2"]),
        ("single.csv", "a,b,c\n1,2,x\n3,4,x\n", &["class"]),
    ];
    let networks: [(&str, &str, &[&str]); _] = [
        ("shape.json", r#"{"w":[[1,2]],"v":[[1],[2]]}"#, &["v"]),
        ("rows.json", r#"{"w":[[1,2],[3]],"v":[[1,2,3]]}"#, &["w"]),
        ("broken.json", "{\"w\": [[1,\n2", &["line 2"]),
    ];
    let tables = tables.map(|case| ("8 --data", case));
    let networks = networks.map(|case| ("5 --network", case));
    for (option, (name, text, words)) in tables.into_iter().chain(networks) {
        let path = file(&folder, name, text);
        let message = [&[name], words].concat();
        assert_refused(&format!("nn28 equation {option} {path}"), 1, &message);
    }
    let missing = "nn28 equation 8 --data no-such.csv";
    assert_refused(missing, 1, &["no-such.csv", "iris"]);
    let missing = "nn28 equation 5 --network no-such.json";
    assert_refused(missing, 1, &["no-such.json"]);
}

#[test]
fn a_folder_that_cannot_be_written_is_named_and_nothing_stays_behind() {
    let folder = folder();
    let blocked = file(&folder, "blocked", "a file where the folder should be");
    let line = format!("neuron --headless --json --figures {blocked}/figures");
    assert_refused(&line, 1, &["blocked/figures", "--figures DIR"]);
    assert_eq!(names(folder.path()), ["blocked"]);
}

#[test]
fn a_reader_who_closes_the_pipe_is_no_error() {
    let mut command = command("nn28 equation --all");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(stderr(&output), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_book_never_takes_the_place_of_something_else() {
    let folder = folder();
    let letter = file(&folder, "letter.txt", "hello");
    for output in [&folder.path().to_string_lossy(), letter.as_str()] {
        let line = format!("nn28 book --output {output}");
        assert_refused(&line, 1, &["left alone", "--output DIR"]);
    }
    assert_eq!(read(&letter), "hello");
}

#[test]
fn a_single_neuron_takes_its_inputs_from_where_it_is_told() {
    let folder = folder();
    let csv = file(&folder, "two.csv", "p,q,class\n1.5,0.5,a\n-1,4,b\n");
    let network = r#"{"w": [[1, 2, 3]], "v": [[1, 0], [0, 1]]}"#;
    let network = file(&folder, "net.json", network);
    let sample = format!("--data {csv} --sample 1");
    let of_file = object(&format!("nn28 equation 1 --json --w=1,10,100 {sample}"));
    assert_eq!(of_file["value"], -1.0 + 40.0 + 100.0);
    let line = "nn28 equation 1 --w=1,2,3";
    assert_refused(&format!("{line} --data no-such.csv"), 1, &["no-such.csv"]);
    assert_refused(&format!("{line} --data {csv} --sample 2"), 2, &["0 to 1"]);
    let both = format!("{line} --network {network}");
    assert_refused(&both, 2, &["--w and --network"]);
}

#[test]
fn the_bias_unit_is_an_index_where_it_has_a_meaning() {
    let all = objects("nn28 equation --all --json --j 2");
    let without = ["1", "2", "3", "4", "5", "6", "9", "10", "11", "14", "28"];
    assert_eq!(without_value(&all), without);
}

#[test]
fn a_preset_and_the_command_of_its_screen_bring_its_truth_table_back() {
    let told = told("neuron --preset xor --no-figures");
    assert_has(&told, &["3 of 4 right", "--preset xor --w=10,10,-5"]);
}

#[test]
fn the_neuron_takes_its_inputs_from_data_and_its_weights_from_a_network() {
    let folder = folder();
    let data = file(&folder, "d.csv", "p,q,r,class\n1,2,3,a\n1,2,3,b\n");
    let network = r#"{"w": [[0.5, -1, 2, 0.25]], "v": [[1, 0], [0, 1]]}"#;
    let network = file(&folder, "n.json", network);
    let line = format!("neuron --json --no-figures --data {data} --scale none");
    let report = object(&format!("{line} --network {network}"));
    assert_eq!(report["a"], 0.5 - 2.0 + 6.0 + 0.25);
    assert_eq!(report["x"], json!([1.0, 2.0, 3.0]));
    assert_refused(&format!("{line} --w=1,2"), 2, &["3 inputs need 4 weights"]);
    assert_refused(&format!("{line} --x=1,2,3"), 2, &["--data", "--x"]);
}
