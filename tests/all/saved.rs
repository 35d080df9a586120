//! Networks that were saved and are used again: by another training, and on new rows.
#![cfg(feature = "terminal")]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::folders::{folder, read};

mod by_others;

/// nn28 among the test tables.
fn program(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nn28"));
    command.args(words).stdin(Stdio::null());
    command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases"));
    command
}

fn run(words: &[&str]) -> Output {
    program(words).output().expect("a run")
}

/// A run with some bytes on its standard input.
fn piped(words: &[&str], bytes: &[u8]) -> Output {
    let mut command = program(words);
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut piped = command.spawn().expect("a run");
    let mut input = piped.stdin.take().expect("its input");
    // A program that has an error to tell may not read to the end.
    let _ = input.write_all(bytes);
    drop(input);
    piped.wait_with_output().expect("its end")
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The JSON of a run with some options.
fn train(options: &[&str]) -> Value {
    let output = run(&[&["backprop", "--json", "--no-figures"], options].concat());
    let fault = errors(&output);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{fault}"))
}

/// A network that was trained and saved, its file, and the JSON of the training.
struct Trained {
    _folder: TempDir,
    file: PathBuf,
    report: Value,
}

impl Trained {
    fn on(options: &[&str]) -> Self {
        let folder = folder();
        let file = folder.path().join("net.json");
        let path = file.to_str().expect("a name").to_owned();
        let report = train(&[options, &["--steps", "200", "--save", &path]].concat());
        Self {
            _folder: folder,
            file,
            report,
        }
    }

    fn path(&self) -> &str {
        self.file.to_str().expect("a name")
    }

    fn beside(&self, name: &str, text: &str) -> String {
        let path = self.file.with_file_name(name);
        std::fs::write(&path, text).expect("a file");
        path.to_str().expect("a name").to_owned()
    }

    /// The rows of `classify`, and what it says on standard error.
    fn classify(&self, data: &str, options: &[&str]) -> (Vec<Vec<String>>, String) {
        let words = ["classify", "--network", self.path(), "--data", data];
        let output = run(&[&words, options].concat());
        assert!(output.status.success(), "{}", errors(&output));
        (rows(&output.stdout), errors(&output))
    }
}

fn rows(csv: &[u8]) -> Vec<Vec<String>> {
    let text = String::from_utf8(csv.to_vec()).expect("text");
    let cells = |row: &str| row.split(',').map(str::to_owned).collect();
    text.lines().map(cells).collect()
}

fn case(name: &str) -> String {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    read(cases.join(name))
}

#[test]
fn a_saved_network_brings_its_data_its_settings_and_its_scale_back_and_errs_as_it_did() {
    let options = "--data plain.csv --hidden 4 --learning-rate 0.25 --seed 7 --train-fraction 0.6";
    let trained = Trained::on(&options.split(' ').collect::<Vec<_>>());
    let again = train(&["--network", trained.path(), "--steps", "0"]);
    for key in [
        "train_error",
        "test_error",
        "w",
        "v",
        "settings",
        "data",
        "shape",
    ] {
        assert_eq!(again[key], trained.report[key], "{key}");
    }
    // On other rows the scale is still that of the rows that trained.
    let all = train(&[
        "--network",
        trained.path(),
        "--steps",
        "0",
        "--train-fraction",
        "1",
    ]);
    assert_eq!(all["data"]["scale"], trained.report["data"]["scale"]);
    let number = |report: &Value, key: &str| report[key].as_f64().expect("a number");
    let parts = 0.6 * number(&again, "train_error") + 0.4 * number(&again, "test_error");
    assert!((number(&all, "train_error") - parts).abs() < 1e-12);
    // The file has the objects of the JSON.
    let file: Value = serde_json::from_str(&read(&trained.file)).expect("JSON");
    for key in ["w", "v", "settings", "data"] {
        assert_eq!(file[key], trained.report[key], "{key}");
    }
}

#[test]
fn the_json_of_a_training_is_a_network_and_so_are_weights_alone() {
    let trained = Trained::on(&["--data", "plain.csv"]);
    let report = trained.beside("report.json", &trained.report.to_string());
    let again = train(&["--network", &report, "--steps", "0"]);
    assert_eq!(again["test_error"], trained.report["test_error"]);
    let (w, v) = (&trained.report["w"], &trained.report["v"]);
    let weights = trained.beside("weights.json", &json!({"w": w, "v": v}).to_string());
    let again = train(&["--network", &weights, "--steps", "0", "--data", "plain.csv"]);
    assert_eq!(again["test_error"], trained.report["test_error"]);
}

#[test]
fn the_command_of_a_run_with_a_network_reproduces_it() {
    let trained = Trained::on(&["--data", "plain.csv", "--epsilon", "0.01", "--hidden", "3"]);
    let options = [
        "--network",
        trained.path(),
        "--steps",
        "5",
        "--epsilon",
        "0.001",
    ];
    let second = train(&options);
    let command = second["command"].as_str().expect("a command").to_owned();
    assert!(command.contains("--epsilon 0.001"), "{command}");
    assert!(command.contains("--network"), "{command}");
    assert_eq!(second["settings"]["epsilon"], json!(0.001));
}

#[test]
fn an_option_that_contradicts_the_network_is_a_mistake_in_the_command_line() {
    let trained = Trained::on(&["--data", "plain.csv", "--hidden", "3"]);
    for (options, word) in [
        (["--hidden", "4"], "--hidden 4"),
        (["--scale", "none"], "--scale none"),
        (["--drop", "bark"], "--drop"),
        (["--columns", "leaf,height"], "--columns"),
    ] {
        let words = [
            "backprop",
            "--headless",
            "--no-figures",
            "--network",
            trained.path(),
        ];
        let output = run(&[&words[..], &options].concat());
        assert_eq!(output.status.code(), Some(2), "{}", errors(&output));
        assert!(errors(&output).contains(word), "{}", errors(&output));
    }
    let same = train(&[
        "--network",
        trained.path(),
        "--hidden",
        "3",
        "--scale",
        "standard",
    ]);
    assert_eq!(same["shape"]["M"], json!(3));
}

#[test]
fn columns_are_found_by_their_names_and_classes_keep_the_order_of_the_file() {
    let trained = Trained::on(&["--data", "plain.csv", "--train-fraction", "1"]);
    let table = case("plain.csv");
    let mut lines: Vec<&str> = table.lines().skip(1).collect();
    // Another first class, another order of columns, and a column more.
    lines.sort_by_key(|line| std::cmp::Reverse(line.rsplit(',').next().map(str::to_owned)));
    let turned = lines.iter().enumerate().map(|(n, line)| {
        let cells: Vec<&str> = line.split(',').collect();
        format!(
            "{},{},{},{},{}\n",
            cells[3],
            cells[2],
            (n * 7) % 10,
            cells[1],
            cells[0]
        )
    });
    let turned: String = turned.collect();
    let turned = trained.beside(
        "turned.csv",
        &format!("species,height,spots,bark,leaf\n{turned}"),
    );
    let again = train(&[
        "--network",
        trained.path(),
        "--steps",
        "0",
        "--data",
        &turned,
    ]);
    let names = |report: &Value| {
        let classes = report["data"]["classes"].as_array().expect("a list");
        classes
            .iter()
            .map(|class| class["name"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&again), names(&trained.report));
    assert_eq!(again["data"]["inputs"], trained.report["data"]["inputs"]);
    let number = |report: &Value| report["train_error"].as_f64().expect("a number");
    assert!((number(&again) - number(&trained.report)).abs() < 1e-12);
    assert!(
        again["remarks"].to_string().contains("spots"),
        "{}",
        again["remarks"]
    );
    // Without names they are taken in their order, and one class alone is enough.
    let one: Vec<&str> = table
        .lines()
        .filter(|line| line.ends_with(",elm"))
        .collect();
    let one = trained.beside("one.csv", &(one.join("\n") + "\n"));
    let again = train(&[
        "--network",
        trained.path(),
        "--steps",
        "0",
        "--data",
        &one,
        "--no-header",
        "--class",
        "4",
    ]);
    assert_eq!(again["data"]["inputs"], trained.report["data"]["inputs"]);
    assert_eq!(again["data"]["classes"].as_array().map(Vec::len), Some(3));
}

#[test]
fn what_a_network_does_not_know_is_one_clear_fault() {
    let trained = Trained::on(&["--data", "plain.csv"]);
    let table = case("plain.csv");
    for (name, text, words) in [
        ("class.csv", table.replace("elm", "fir"), "fir (20)"),
        (
            "column.csv",
            table.replace("bark", "age"),
            "there is no column bark",
        ),
    ] {
        let path = trained.beside(name, &text);
        let words_of_run = [
            "backprop",
            "--json",
            "--network",
            trained.path(),
            "--data",
            &path,
        ];
        let output = run(&words_of_run);
        assert_eq!(output.status.code(), Some(1));
        assert!(errors(&output).contains(words), "{}", errors(&output));
        assert_eq!(errors(&output).lines().count(), 1, "{}", errors(&output));
    }
    let less =
        json!({"w": trained.report["w"], "v": trained.report["v"], "data": {"inputs": ["leaf"]}});
    let path = trained.beside("less.json", &less.to_string());
    let output = run(&["backprop", "--json", "--network", &path]);
    assert!(
        errors(&output).contains("names 1 inputs"),
        "{}",
        errors(&output)
    );
}

#[test]
fn new_rows_get_the_classes_that_the_training_counted() {
    let trained = Trained::on(&["--data", "plain.csv", "--train-fraction", "1"]);
    let (answers, said) = trained.classify("plain.csv", &[]);
    assert_eq!(
        answers[0][..5],
        ["leaf", "bark", "height", "species", "class"]
    );
    assert_eq!((answers.len(), &said[..]), (61, ""));
    let classes = trained.report["data"]["classes"]
        .as_array()
        .expect("a list");
    for (k, class) in classes.iter().enumerate() {
        let name = class["name"].as_str().expect("a name");
        assert_eq!(answers[0][5 + k], name);
        let own: Vec<_> = answers.iter().filter(|row| row[3] == name).collect();
        let right = own.iter().filter(|row| row[4] == name).count();
        assert_eq!(class["recall"], json!(right as f64 / own.len() as f64));
    }
    for row in &answers[1..] {
        let y: Vec<f64> = row[5..]
            .iter()
            .map(|y| y.parse().expect("a number"))
            .collect();
        assert!((y.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{row:?}");
    }
    // The error (8) from the probabilities is the training's.
    let logs = answers[1..].iter().map(|row| {
        let k = answers[0]
            .iter()
            .rposition(|name| *name == row[3])
            .expect("a class");
        -row[k].parse::<f64>().expect("a number").ln()
    });
    let error = logs.sum::<f64>() / 60.0;
    let told = trained.report["train_error"].as_f64().expect("a number");
    assert!((error - told).abs() < 1e-12, "{error} {told}");
}

#[test]
fn new_rows_need_no_class_come_through_a_pipe_and_may_lack_values() {
    let trained = Trained::on(&["--data", "category-input.csv"]);
    let table = "name,soil,leaf,height\n\"a, b\",peat,9.0,24.2\nc,clay,,29.9\nd,sand,16,21\n";
    let words = ["classify", "--network", trained.path(), "--data", "-"];
    let output = piped(&words, table.as_bytes());
    let text = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4, "{}", errors(&output));
    assert!(
        lines[0].starts_with("name,soil,leaf,height,class,"),
        "{text}"
    );
    assert!(lines[1].starts_with("\"a, b\",peat,9.0,24.2,"), "{text}");
    assert_eq!(lines[2], "c,clay,,29.9,,,,");
    assert!(errors(&output).contains("1 of 3 rows has missing inputs"));
    let path = trained.beside("loam.csv", &table.replace("sand", "loam"));
    let output = run(&["classify", "--network", trained.path(), "--data", &path]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        errors(&output).contains("the first in line 4 (\"loam\")"),
        "{}",
        errors(&output)
    );
}

#[test]
fn answers_are_written_to_a_file_but_never_over_one() {
    let trained = Trained::on(&["--data", "plain.csv"]);
    let output = trained.file.with_file_name("answers.csv");
    let path = output.to_str().expect("a name");
    let (none, _) = trained.classify("plain.csv", &["--output", path]);
    assert!(none.is_empty());
    let words = [
        "classify",
        "--network",
        trained.path(),
        "--data",
        "plain.csv",
        "--output",
        path,
    ];
    assert_eq!(run(&words).status.code(), Some(1));
    let (printed, _) = trained.classify("plain.csv", &[]);
    assert_eq!(rows(read(&output).as_bytes()), printed);
}

#[test]
fn safetensors_hold_the_weights_and_the_scale_and_the_names_are_metadata() {
    let trained = Trained::on(&["--data", "plain.csv"]);
    let path = trained.file.with_file_name("net.safetensors");
    let words = ["--network", trained.path(), "--steps", "0", "--save"];
    train(&[&words[..], &[path.to_str().expect("a name")]].concat());
    let bytes = std::fs::read(&path).expect("a file");
    let (length, rest) = bytes.split_at(8);
    let length = u64::from_le_bytes(length.try_into().expect("8 bytes"));
    let (header, numbers) = rest.split_at(usize::try_from(length).expect("a length"));
    assert_eq!(length % 8, 0);
    let header: Value = serde_json::from_slice(header).expect("JSON");
    let tensor = |name: &str| {
        let ends = [0, 1].map(|end| header[name]["data_offsets"][end].as_u64().expect("a place"));
        let [start, end] = ends.map(|end| usize::try_from(end).expect("a place"));
        let values = numbers[start..end].chunks(8);
        let values = values.map(|value| f64::from_le_bytes(value.try_into().expect("8 bytes")));
        values.collect::<Vec<_>>()
    };
    let told = |value: &Value| {
        let rows = value.as_array().expect("rows").iter();
        let rows =
            rows.flat_map(|row| row.as_array().cloned().unwrap_or_else(|| vec![row.clone()]));
        rows.map(|value| value.as_f64().expect("a number"))
            .collect::<Vec<_>>()
    };
    let (report, scale) = (&trained.report, &trained.report["data"]["scale"]);
    assert_eq!(tensor("w"), told(&report["w"]));
    assert_eq!(tensor("v"), told(&report["v"]));
    assert_eq!(tensor("mean"), told(&scale["mean"]));
    assert_eq!(tensor("deviation"), told(&scale["deviation"]));
    assert_eq!(header["w"]["shape"], json!([32, 4]));
    assert_eq!(
        header["__metadata__"]["classes"],
        "[\"ash\",\"oak\",\"elm\"]"
    );
}

#[test]
fn embedded_data_are_classified_and_a_single_row_says_that_it_has_no_header() {
    let trained = Trained::on(&["--data", "iris"]);
    let (answers, _) = trained.classify("iris", &[]);
    assert_eq!((answers.len(), answers[0].len()), (151, 4 + 1 + 1 + 3));
    let row = trained.beside("row.csv", "5.1,3.5,1.4,0.2\n");
    let words = ["classify", "--network", trained.path(), "--data", &row];
    assert!(errors(&run(&words)).contains("--no-header"));
    let (answers, _) = trained.classify(&row, &["--no-header"]);
    assert_eq!(answers[1][4], "setosa");
}

#[test]
fn an_equation_is_evaluated_with_the_scale_and_the_data_of_a_saved_network() {
    let trained = Trained::on(&["--data", "plain.csv"]);
    let (answers, _) = trained.classify("plain.csv", &[]);
    let [heads, rows @ ..] = answers.as_slice() else {
        panic!("no rows");
    };
    let number = |row: &[String], name: &str| -> f64 {
        let column = heads.iter().rposition(|head| head == name);
        row[column.expect("a column")].parse().expect("a number")
    };
    let value = |words: &[&str]| {
        let network = ["equation", "--json", "--network", trained.path()];
        let output = run(&[&network, words].concat());
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        report["value"].as_f64().expect("a number")
    };
    // One row, its inputs as they were measured.
    let x = ["leaf", "bark", "height"].map(|name| number(&rows[7], name).to_string());
    for (k, class) in ["ash", "oak", "elm"].into_iter().enumerate() {
        let (k, x) = (k.to_string(), x.join(","));
        let y = value(&["7", "--k", &k, "--x", &x]);
        assert!((y - number(&rows[7], class)).abs() < 1e-12, "{class}: {y}");
    }
    // All rows: without an option they are those of the network.
    let surprise = |row: &Vec<String>| -number(row, &row[3]).ln();
    let mean = rows.iter().map(surprise).sum::<f64>() / rows.len() as f64;
    for data in [&["8"][..], &["8", "--data", "plain.csv.gz"]] {
        assert!((value(data) - mean).abs() < 1e-12, "{data:?}");
    }
}

#[test]
fn a_network_and_data_go_through_a_pipe_and_no_file_is_called_so() {
    let words = [
        "backprop",
        "--data",
        "plain.csv",
        "--headless",
        "--no-figures",
    ];
    let network = run(&[&words[..], &["--save", "-"]].concat());
    let saved: Value = serde_json::from_slice(&network.stdout).expect("a network and nothing else");
    assert_eq!(saved["data"]["class"], "species");
    let table = run(&[&words[..], &["--save-data", "-"]].concat());
    assert!(table.stdout.starts_with(b"part,leaf,bark,height,species\n"));
    for more in [
        &["--save", "-", "--json"][..],
        &["--save", "-", "--save-data", "-"],
    ] {
        let refused = run(&[&words[..], more].concat());
        assert_eq!(refused.status.code(), Some(2));
        assert!(errors(&refused).contains("standard output holds one thing"));
    }
    let cases = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/-");
    assert!(!Path::new(cases).exists());
}
