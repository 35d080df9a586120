//! The programs as a reader or a script runs them: without a terminal, with good and with bad input.
#![cfg(all(feature = "terminal", feature = "figures"))]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn run(program: &str, arguments: &[&str]) -> Output {
    Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .env_remove("NO_COLOR")
        // The dashboards in the pages have tests of their own, and compiling them takes a while.
        .env("NN28_NO_LIVE", "1")
        .output()
        .expect("the program starts")
}

fn nn28(arguments: &[&str]) -> Output {
    run(env!("CARGO_BIN_EXE_nn28"), arguments)
}

fn neuron(arguments: &[&str]) -> Output {
    run(env!("CARGO_BIN_EXE_neuron"), arguments)
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// The JSON objects that a successful run printed, one a line.
fn objects(output: &Output) -> Vec<Value> {
    assert!(output.status.success(), "{}", stderr(output));
    assert_eq!(stderr(output), "");
    stdout(output)
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

/// That a run failed with a status, one message that has all the words, no panic, and nothing on standard output.
fn assert_refused(output: &Output, status: i32, words: &[&str]) {
    let message = stderr(output);
    assert_eq!(output.status.code(), Some(status), "{message}");
    assert_eq!(stdout(output), "");
    assert!(!message.contains("panicked"), "{message}");
    for word in words {
        assert!(message.contains(word), "{word:?} is missing in: {message}");
    }
}

fn file(folder: &tempfile::TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    fs::write(&path, text).expect("a file");
    path.to_string_lossy().into_owned()
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

#[test]
fn the_neuron_without_a_terminal_gives_its_numbers_and_the_paths_of_its_figures() {
    let folder = folder();
    let figures = folder.path().join("figures");
    let arguments = [
        "--headless",
        "--json",
        "--w=-2,1,2",
        "--x",
        "0,0",
        "--figures",
        &figures.to_string_lossy(),
    ];
    let report = objects(&neuron(&arguments)).remove(0);
    assert_eq!(report["a"], 2.0);
    assert_eq!(report["y"], 0.880_797_077_977_882_3);
    assert_eq!(report["w"], serde_json::json!([-2.0, 1.0, 2.0]));
    assert_eq!(report["x"], serde_json::json!([0.0, 0.0]));
    let keys: Vec<_> = report
        .as_object()
        .expect("an object")
        .keys()
        .cloned()
        .collect();
    assert_eq!(keys, ["a", "command", "figures", "w", "x", "y"]);
    let paths = report["figures"].as_array().expect("a list");
    assert_eq!(paths.len(), 4 * 2 * 2);
    for path in paths {
        let path = Path::new(path.as_str().expect("a path"));
        assert!(
            fs::metadata(path).expect("the file").len() > 500,
            "{}",
            path.display()
        );
    }
}

#[test]
fn the_command_that_reproduces_a_run_reproduces_it() {
    let first = objects(&neuron(&[
        "--json",
        "--no-figures",
        "--w",
        "-0.3,1e-3,2",
        "--x=-4,0.1",
    ]))
    .remove(0);
    let command = first["command"].as_str().expect("a command");
    let arguments: Vec<&str> = command
        .split(" -- ")
        .nth(1)
        .expect("arguments")
        .split(' ')
        .collect();
    let again = objects(&neuron(
        &[&["--json", "--no-figures"], arguments.as_slice()].concat(),
    ))
    .remove(0);
    assert_eq!(again, first);
}

#[test]
fn the_neuron_narrates_where_there_is_no_terminal_and_is_silent_when_asked() {
    let told = stdout(&neuron(&["--no-figures"]));
    for words in [
        "w 0 = minus 2, w 1 = 1, w 2 = 2",
        "Equation 4: the sigmoid.",
        "In words: y equals one over one plus the exponential of minus a.",
        "In numbers: 1 over (1 plus exp(0.5000)), which comes to 0.377541.",
        "the neuron is silent",
        "The same again: cargo run",
    ] {
        assert!(told.contains(words), "{words:?} is missing in: {told}");
    }
    assert!(
        !told.contains('\u{1b}'),
        "no escape sequences without a terminal"
    );
    let quiet = neuron(&["--no-figures", "--quiet"]);
    assert_eq!(
        (stdout(&quiet), stderr(&quiet), quiet.status.code()),
        (String::new(), String::new(), Some(0))
    );
}

#[test]
fn no_number_has_hundreds_of_digits() {
    let neuron = neuron(&["--no-figures", "--w", "1e307,-2e-300,1"]);
    let backprop = [
        "--no-figures",
        "--headless",
        "--steps",
        "1",
        "--learning-rate",
        "1e-300",
    ];
    let backprop = run(env!("CARGO_BIN_EXE_backprop"), &backprop);
    for (program, words) in [
        (
            &neuron,
            "w 0 = 1 times 10 to the power 307, w 1 = minus 2 times",
        ),
        (&neuron, "--w=1e307,-2e-300,1"),
        (&backprop, "alpha = 1 times 10 to the power minus 300"),
    ] {
        let told = stdout(program);
        assert!(told.contains(words), "{words:?} is missing in: {told}");
        let mut numbers = told.split(|c: char| !c.is_ascii_digit());
        assert!(numbers.all(|digits| digits.len() < 30), "{told}");
    }
}

#[test]
fn in_ascii_every_program_speaks_ascii_alone() {
    let folder = folder();
    let case: [(&str, &[&str]); 5] = [
        (env!("CARGO_BIN_EXE_nn28"), &["equation", "--all"]),
        (env!("CARGO_BIN_EXE_neuron"), &["--no-figures"]),
        (
            env!("CARGO_BIN_EXE_network"),
            &["--no-figures", "--steps", "3"],
        ),
        (
            env!("CARGO_BIN_EXE_numerical_gradient"),
            &["--no-figures", "--steps", "3"],
        ),
        (
            env!("CARGO_BIN_EXE_backprop"),
            &["--no-figures", "--steps", "3"],
        ),
    ];
    for (program, arguments) in case {
        let output = run(program, &[arguments, &["--ascii"]].concat());
        let (told, message) = (stdout(&output), stderr(&output));
        assert_eq!((message.as_str(), output.status.code()), ("", Some(0)));
        assert!(
            told.is_ascii() && !told.contains('?') && told.len() > 500,
            "{told}"
        );
    }
    let table = file(&folder, "größe.csv", "a,b,class\n1,x,0\n");
    let output = run(
        env!("CARGO_BIN_EXE_backprop"),
        &["--ascii", "--no-figures", "--data", &table],
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).is_ascii(), "{}", stderr(&output));
    // JSON is for programs, and stays as it is.
    let json = |more: &[&str]| stdout(&nn28(&[&["equation", "14", "--json"], more].concat()));
    assert_eq!(json(&["--ascii"]), json(&[]));
}

#[test]
fn every_equation_is_printed_with_its_check() {
    for number in (1..=28)
        .map(|number| number.to_string())
        .chain(["25a".to_owned(), "25b".to_owned()])
    {
        let output = nn28(&["equation", &number]);
        assert!(output.status.success(), "{}", stderr(&output));
        let text = stdout(&output);
        assert!(text.contains('✓') && text.starts_with('('), "{text}");
        let widest = text
            .lines()
            .map(|line| line.chars().count())
            .max()
            .unwrap_or(0);
        assert!(widest <= 100, "equation {number} is {widest} columns wide");
    }
    assert_eq!(objects(&nn28(&["equation", "25", "--json"])).len(), 2);
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
    let network = file(
        &folder,
        "net.json",
        &serde_json::json!({ "w": w, "v": v }).to_string(),
    );
    let arguments = [
        "equation",
        "--all",
        "--json",
        "--network",
        &network,
        "--x=1,-2,0.5",
        "--class",
        "2",
    ];
    let objects = objects(&nn28(
        &[
            &arguments[..],
            &["--epsilon", "0.01", "--k", "1", "--j", "1", "--i", "2"],
        ]
        .concat(),
    ));
    let value = |number: &str| {
        let object = objects
            .iter()
            .find(|object| object["equation"] == number)
            .expect("the equation");
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
    let expected = [
        ("1", b[1]),
        ("2", b[1]),
        ("3", b[1]),
        ("4", sigmoid(b[1])),
        ("5", b[1]),
        ("6", z[1]),
        ("7", y[1]),
        ("8", error(&w)),
        ("9", (sigmoid(b[1] + 0.01) - sigmoid(b[1])) / 0.01),
        ("10", moved(2)),
        ("11", moved(0)),
        ("12", error(&w)),
        ("13", error(&w)),
        ("14", slope),
        ("15", (y[1] - t[1]) * z[1]),
        ("16", y[0]),
        ("17", y[0]),
        ("18", y[0] * (1.0 - y[0])),
        ("19", -y[2] * y[0]),
        ("20", y[0]),
        ("21", y[1]),
        ("22", y[2] - 1.0),
        ("23", y[1]),
        ("24", a[0]),
        ("25a", z[1]),
        ("25b", z[1]),
        ("26", y[1] * z[1]),
        ("27", v[1][1] - 0.5 * y[1] * z[1]),
        ("28", slope),
    ];
    for (number, expected) in expected {
        assert!(
            (value(number) - expected).abs() < 1e-9,
            "{number}: {} against {expected}",
            value(number)
        );
    }
}

#[test]
fn an_object_has_the_keys_that_the_design_names_and_a_single_neuron_its_own_weights() {
    let object = objects(&nn28(&[
        "equation",
        "4",
        "--json",
        "--w=-2,1,2",
        "--x",
        "0,0",
    ]))
    .remove(0);
    for key in [
        "equation", "title", "stage", "indices", "tex", "lines", "value", "check", "printed",
    ] {
        assert!(object.get(key).is_some(), "{key}");
    }
    assert_eq!(object["value"], 0.880_797_077_977_882_3);
    assert!(
        (object["printed"]["value"].as_f64().expect("a number") - 0.119_202_922_022_117_55).abs()
            < 1e-15
    );
    assert!(
        !object.to_string().contains("ink"),
        "the marks of the colours are for drawing only"
    );
}

#[test]
fn a_network_of_two_classes_has_no_third_output_and_all_others_go_on() {
    let folder = folder();
    let network = file(
        &folder,
        "two.json",
        r#"{"w": [[1, 2]], "v": [[1, 0], [0, 1]]}"#,
    );
    let one = nn28(&["equation", "22", "--network", &network, "--x", "1"]);
    assert_refused(&one, 2, &["a_2", "K = 2"]);
    let all = objects(&nn28(&[
        "equation",
        "--all",
        "--json",
        "--network",
        &network,
        "--x",
        "1",
    ]));
    assert_eq!(all.len(), 29);
    let without: Vec<_> = all
        .iter()
        .filter(|object| object["value"].is_null())
        .map(|object| &object["equation"])
        .collect();
    assert_eq!(without, ["22"]);
}

#[test]
fn samples_can_come_from_a_data_set_and_from_a_file() {
    let folder = folder();
    let csv = file(
        &folder,
        "two.csv",
        "p,q,class\n1.5,0.5,a\n-1,1,b\n0.5,-1.5,c\n",
    );
    let of_file = objects(&nn28(&["equation", "8", "--json", "--data", &csv])).remove(0);
    let of_example = objects(&nn28(&["equation", "8", "--json"])).remove(0);
    assert_eq!(
        of_file["value"], of_example["value"],
        "the file holds the worked example"
    );
    let second = objects(&nn28(&[
        "equation", "12", "--json", "--data", &csv, "--sample", "1",
    ]))
    .remove(0);
    assert_ne!(
        second["value"],
        objects(&nn28(&["equation", "12", "--json"])).remove(0)["value"]
    );
    assert!(
        nn28(&["equation", "14", "--data", "clusters", "--seed", "3"])
            .status
            .success()
    );
}

#[test]
fn figures_are_drawn_where_they_are_asked_for() {
    let folder = folder();
    let figures = folder.path().join("f");
    let output = nn28(&[
        "figures",
        "--figures",
        &figures.to_string_lossy(),
        "--format",
        "svg",
        "--theme",
        "dark",
    ]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(
        stdout(&output).lines().count(),
        nn28::stage::book_figures().len()
    );
    let svg = fs::read_to_string(figures.join("figure-43-dark.svg")).expect("figure 43");
    assert!(svg.contains("<metadata>") && svg.contains("cargo run --release -- figures"));
}

#[test]
fn wrong_command_lines_get_one_message_and_status_2() {
    for number in ["0", "29", "x", "25c", "4.0", ""] {
        assert_refused(&nn28(&["equation", number]), 2, &["1 to 28"]);
    }
    assert_refused(&nn28(&["equation"]), 2, &["<N"]);
    assert_refused(
        &nn28(&["equation", "4", "--no-such-option"]),
        2,
        &["--no-such-option"],
    );
    assert_refused(
        &nn28(&["equation", "4", "--j", "2"]),
        2,
        &["index j = 2", "0 to 1"],
    );
    assert_refused(
        &nn28(&["equation", "19", "--i", "0"]),
        2,
        &["index i = 0", "1 to 2"],
    );
    assert_refused(
        &nn28(&["equation", "4", "--epsilon", "0"]),
        2,
        &["--epsilon", "above 0"],
    );
    assert_refused(
        &nn28(&["equation", "5", "--w=-2,1,2"]),
        2,
        &["--w", "equations 1 to 4"],
    );
    assert_refused(
        &nn28(&["equation", "5", "--x", "1,2,3"]),
        2,
        &["D = 2", "--x has 3"],
    );
    assert_refused(
        &nn28(&["equation", "5", "--x", "1,2", "--class", "3"]),
        2,
        &["--class 3", "0 to 2"],
    );
    assert_refused(
        &nn28(&["equation", "5", "--sample", "9"]),
        2,
        &["--sample 9", "0 to 2"],
    );
    assert_refused(
        &nn28(&["equation", "5", "--data", "iris"]),
        2,
        &["D = 4", "--network"],
    );
}

#[test]
fn wrong_neurons_get_one_message_and_status_2() {
    assert_refused(
        &neuron(&["--w=1,2,3,4", "--x", "1,2"]),
        2,
        &["2 inputs need 3 weights", "--w has 4"],
    );
    assert_refused(&neuron(&["--w=1,nan,3"]), 2, &["--w", "number 2", "nan"]);
    assert_refused(&neuron(&["--x", "1,inf"]), 2, &["--x", "number 2", "inf"]);
    assert_refused(&neuron(&["--w=1,,2"]), 2, &["--w", "number 2"]);
    assert_refused(&neuron(&["--w=1"]), 2, &["at least two numbers"]);
    assert_refused(
        &neuron(&["--equation", "17"]),
        2,
        &["17", "backprop", "nn28 equation 17"],
    );
    assert_refused(&neuron(&["--equation", "29"]), 2, &["1 to 28"]);
    assert_refused(&neuron(&["--format", "gif"]), 2, &["gif", "svg or png"]);
    assert_refused(&neuron(&["--frobnicate"]), 2, &["--frobnicate"]);
}

#[test]
fn files_that_cannot_be_used_are_named_with_line_and_expectation_and_status_1() {
    let folder = folder();
    let csv =
        |name: &str, text: &str| nn28(&["equation", "8", "--data", &file(&folder, name, text)]);
    assert_refused(&csv("empty.csv", ""), 1, &["empty.csv"]);
    assert_refused(
        &csv("ragged.csv", "a,b,c\n1,2,x\n1,y\n"),
        1,
        &["ragged.csv", "line 3"],
    );
    assert_refused(
        &csv("text.csv", "a,b,c\n1,2,x\n1,many,y\n"),
        1,
        &["text.csv", "line 3", "many", "expected a number"],
    );
    assert_refused(
        &csv("nan.csv", "a,b,c\nnan,2,x\n1,2,y\n"),
        1,
        &["nan.csv", "line 2"],
    );
    assert_refused(
        &csv("single.csv", "a,b,c\n1,2,x\n3,4,x\n"),
        1,
        &["single.csv", "class"],
    );
    assert_refused(
        &nn28(&["equation", "8", "--data", "no-such.csv"]),
        1,
        &["no-such.csv", "iris"],
    );
    let net =
        |name: &str, text: &str| nn28(&["equation", "5", "--network", &file(&folder, name, text)]);
    assert_refused(
        &net(
            "shape.json",
            r#"{"w": [[1, 2, 3], [4, 5, 6]], "v": [[1, 2], [3, 4]]}"#,
        ),
        1,
        &["shape.json", "v"],
    );
    assert_refused(
        &net(
            "rows.json",
            r#"{"w": [[1, 2, 3], [4, 5]], "v": [[1, 2, 3], [3, 4, 5]]}"#,
        ),
        1,
        &["rows.json", "w"],
    );
    assert_refused(
        &net("broken.json", "{\"w\": [[1,\n2"),
        1,
        &["broken.json", "line 2"],
    );
    assert_refused(
        &nn28(&["equation", "5", "--network", "no-such.json"]),
        1,
        &["no-such.json"],
    );
}

#[test]
fn a_folder_that_cannot_be_written_is_named_and_nothing_stays_behind() {
    let folder = folder();
    let blocked = file(&folder, "blocked", "a file where the folder should be");
    let output = neuron(&[
        "--headless",
        "--json",
        "--figures",
        &format!("{blocked}/figures"),
    ]);
    assert_refused(&output, 1, &["blocked/figures", "--figures DIR"]);
    let left: Vec<_> = fs::read_dir(folder.path()).expect("the folder").collect();
    assert_eq!(left.len(), 1);
}

#[test]
fn a_reader_who_closes_the_pipe_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nn28"))
        .args(["equation", "--all"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(
        (output.status.code(), stderr(&output)),
        (Some(0), String::new())
    );
}

#[test]
fn the_book_never_takes_the_place_of_something_else() {
    let folder = folder();
    let letter = file(&folder, "letter.txt", "hello");
    for place in [folder.path().to_string_lossy().into_owned(), letter.clone()] {
        assert_refused(
            &nn28(&["book", "--output", &place]),
            1,
            &["left alone", "--output DIR"],
        );
    }
    assert_eq!(fs::read_to_string(&letter).expect("the letter"), "hello");
}

#[test]
fn a_single_neuron_takes_its_inputs_from_where_it_is_told() {
    let folder = folder();
    let csv = file(&folder, "two.csv", "p,q,class\n1.5,0.5,a\n-1,4,b\n");
    let of_file = objects(&nn28(&[
        "equation",
        "1",
        "--json",
        "--w=1,10,100",
        "--data",
        &csv,
        "--sample",
        "1",
    ]));
    assert_eq!(of_file[0]["value"], -1.0 + 40.0 + 100.0);
    assert_refused(
        &nn28(&["equation", "1", "--w=1,2,3", "--data", "no-such.csv"]),
        1,
        &["no-such.csv"],
    );
    assert_refused(
        &nn28(&[
            "equation",
            "1",
            "--w=1,2,3",
            "--data",
            &csv,
            "--sample",
            "2",
        ]),
        2,
        &["0 to 1"],
    );
    let network = file(
        &folder,
        "net.json",
        r#"{"w": [[1, 2, 3]], "v": [[1, 0], [0, 1]]}"#,
    );
    assert_refused(
        &nn28(&["equation", "1", "--w=1,2,3", "--network", &network]),
        2,
        &["--w and --network"],
    );
}

#[test]
fn the_bias_unit_is_an_index_where_it_has_a_meaning() {
    let all = objects(&nn28(&["equation", "--all", "--json", "--j", "2"]));
    let without: Vec<_> = all
        .iter()
        .filter(|object| object["value"].is_null())
        .map(|object| &object["equation"])
        .collect();
    assert_eq!(
        without,
        ["1", "2", "3", "4", "5", "6", "9", "10", "11", "14", "28"]
    );
    assert_refused(
        &nn28(&["equation", "--all", "--j", "3"]),
        2,
        &["index j = 3"],
    );
}

#[test]
fn a_preset_and_the_command_of_its_screen_bring_its_truth_table_back() {
    let told = stdout(&neuron(&["--preset", "xor", "--no-figures"]));
    assert!(
        told.contains("3 of 4 right") && told.contains("--preset xor --w=10,10,-5"),
        "{told}"
    );
    assert_refused(&neuron(&["--preset", "nor"]), 2, &["nor", "nand or xor"]);
    assert_refused(
        &neuron(&["--preset", "and", "--w=1,2", "--x", "1"]),
        2,
        &["2 inputs", "--preset"],
    );
    assert_refused(
        &neuron(&["--w=1e308,1e308,1", "--x", "10,10"]),
        2,
        &["too large"],
    );
}

#[test]
fn the_neuron_takes_its_inputs_from_data_and_its_weights_from_a_network() {
    let folder = folder();
    let (data, network) = (folder.path().join("d.csv"), folder.path().join("n.json"));
    fs::write(&data, "p,q,r,class\n1,2,3,a\n1,2,3,b\n").expect("a file");
    fs::write(
        &network,
        r#"{"w": [[0.5, -1, 2, 0.25]], "v": [[1, 0], [0, 1]]}"#,
    )
    .expect("a file");
    let (data, network) = (data.to_string_lossy(), network.to_string_lossy());
    let options = ["--json", "--no-figures", "--data", &data, "--scale", "none"];
    let of_network = [&options[..], &["--network", &network]].concat();
    let report = &objects(&neuron(&of_network))[0];
    assert_eq!(report["a"], 0.5 - 2.0 + 6.0 + 0.25);
    assert_eq!(report["x"], serde_json::json!([1.0, 2.0, 3.0]));
    let too_few = neuron(&[&options[..], &["--w=1,2"]].concat());
    assert_eq!(too_few.status.code(), Some(2));
    assert!(
        stderr(&too_few).contains("3 inputs need 4 weights"),
        "{}",
        stderr(&too_few)
    );
    let both = neuron(&[&options[..], &["--x=1,2,3"]].concat());
    assert_eq!(both.status.code(), Some(2));
}
