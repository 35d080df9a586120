//! What a run says of its data and keeps of its work: the JSON, `nn28 data`, `--save-data`, and what a signal leaves.
#![cfg(feature = "terminal")]

use std::env::consts::EXE_SUFFIX;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

use crate::folders::{folder, read};

pub fn program(line: &str) -> Command {
    let (program, arguments) = line.split_once(' ').expect("a program and its options");
    let path = Path::new(env!("CARGO_BIN_EXE_nn28"));
    let mut command = Command::new(path.with_file_name(format!("{program}{EXE_SUFFIX}")));
    command.args(arguments.split(' ')).stdin(Stdio::null());
    command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases"));
    command
}

pub fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn object(line: &str) -> (Value, String) {
    let output = program(line).output().expect("a run");
    let object = serde_json::from_slice(&output.stdout).expect("JSON");
    (object, String::from_utf8_lossy(&output.stderr).into_owned())
}

const RUN: &str = "backprop --json --no-figures --steps 3";

#[test]
fn the_json_of_a_training_has_its_shape_its_settings_its_data_and_its_remarks() {
    let (report, remarks) = object(&format!(
        "{RUN} --data missing.csv --missing drop --hidden 4 --train-fraction 0.5"
    ));
    let data = &report["data"];
    let rows = data["rows"].as_u64().expect("a number");
    assert_eq!(data["left_out"], json!(60 - rows));
    assert_eq!(
        report["shape"],
        json!({"N": rows / 2, "D": 3, "M": 4, "K": 3})
    );
    assert_eq!(data["inputs"], json!(["leaf", "bark", "height"]));
    assert_eq!(
        (&data["file"], &data["class"]),
        (&json!("missing.csv"), &json!("species"))
    );
    assert_eq!(
        (
            &report["settings"]["hidden"],
            &report["settings"]["missing"]
        ),
        (&json!(4), &json!("drop"))
    );
    let classes = data["classes"].as_array().expect("a list");
    let counted: u64 = classes
        .iter()
        .filter_map(|class| class["rows"].as_u64())
        .sum();
    assert_eq!((classes.len(), counted), (3, rows));
    // Recall, weighted by the rows of each class in the test part, is the accuracy; here only its range.
    assert!(
        classes
            .iter()
            .all(|class| (0.0..=1.0).contains(&class["recall"].as_f64().expect("a share")))
    );
    assert_eq!(data["scale"]["mean"].as_array().map(Vec::len), Some(3));
    let said = report["remarks"][0].as_str().expect("a remark");
    assert!(
        said.contains("left out") && remarks.contains(said),
        "{said} {remarks}"
    );
    let (report, _) = object(&format!("{RUN} --data category-input.csv --scale none"));
    assert_eq!(
        report["data"]["words"],
        json!({"soil": ["peat", "clay", "sand"]})
    );
    assert_eq!(
        report["data"]["scale"],
        json!({"kind": "none", "mean": null, "deviation": null})
    );
}

#[test]
fn the_json_of_a_neuron_on_data_has_the_data_and_the_remarks_too() {
    let (report, errors) = object("neuron --json --no-figures --data index-column.csv");
    let data = &report["data"];
    assert_eq!(data["inputs"], json!(["leaf", "bark", "height"]));
    assert_eq!(data["class"], json!("species"));
    assert_eq!(data["scale"]["kind"], json!("standard"));
    let remark = report["remarks"][0].as_str().expect("a remark");
    assert!(errors.contains(remark), "{errors}");
    // A neuron without data has none to tell of.
    let (report, _) = object("neuron --json --no-figures");
    assert!(report.get("data").is_none() && report.get("remarks").is_none());
}

#[test]
fn of_few_rows_all_train_unless_the_command_line_divides_them() {
    let (report, remarks) = object(&format!("{RUN} --data truth-table.csv"));
    assert_eq!(
        (&report["shape"]["N"], &report["test_error"]),
        (&json!(4), &Value::Null)
    );
    assert!(remarks.contains("all of them train"), "{remarks}");
    let (report, _) = object(&format!(
        "{RUN} --data truth-table.csv --train-fraction 0.5"
    ));
    assert_eq!(report["shape"]["N"], json!(2));
}

#[test]
fn data_are_understood_without_training_from_a_file_and_from_a_pipe() {
    let text = told(
        &program("nn28 data class-in-the-middle.csv")
            .output()
            .expect("a run"),
    );
    for words in [
        "60 rows",
        "Inputs: leaf, bark, height.",
        "column \"diagnosis\"",
        "oak (20)",
        "\"id\" counts the rows",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let mut piped = program("nn28 data - --json --class species");
    piped.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut piped = piped.spawn().expect("a run");
    let table = read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/cases/plain.csv"
    ));
    let mut input = piped.stdin.take().expect("its input");
    input.write_all(table.as_bytes()).expect("a table");
    drop(input);
    let output = piped.wait_with_output().expect("its end");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(
        (&report["data"]["file"], &report["data"]["rows"]),
        (&json!("-"), &json!(60))
    );
}

#[test]
fn the_data_of_a_run_are_written_divided_and_scaled_and_never_over_a_file() {
    let folder = folder();
    let path = folder.path().join("used.csv");
    let line = format!("{RUN} --data plain.csv --save-data {}", path.display());
    assert!(program(&line).status().expect("a run").success());
    let table = read(&path);
    let rows: Vec<Vec<&str>> = table.lines().map(|row| row.split(',').collect()).collect();
    assert_eq!(rows[0], ["part", "leaf", "bark", "height", "species"]);
    let train: Vec<f64> = rows
        .iter()
        .filter(|row| row[0] == "train")
        .map(|row| row[1].parse().expect("a number"))
        .collect();
    let mean = train.iter().sum::<f64>() / train.len() as f64;
    assert!(
        (train.len(), rows.len()) == (30, 61) && mean.abs() < 1e-12,
        "{mean}"
    );
    assert_eq!(
        program(&line).output().expect("a run").status.code(),
        Some(1)
    );
    assert!(
        program(&format!("{line} --force"))
            .status()
            .expect("a run")
            .success()
    );
}

#[test]
fn written_data_are_read_back_and_divided_as_they_were() {
    let folder = folder();
    let path = folder.path().join("used.csv");
    let same = "backprop --json --no-figures --steps 20 --hidden 3 --learning-rate 0.5 --seed 3 --data-seed 8 --batch 10";
    for data in ["clusters --noise 0.4", "digits", "wine", "plain.csv"] {
        let save = format!("--force --save-data {}", path.display());
        let (first, _) = object(&format!("{same} --data {data} {save}"));
        let (again, remarks) = object(&format!("{same} --scale none --data {}", path.display()));
        assert!(remarks.contains("says which samples trained"), "{remarks}");
        for name in ["train_error", "test_error", "w", "v", "shape"] {
            assert_eq!(first[name], again[name], "{data} {name}");
        }
        let names = |report: &Value| {
            let classes = report["data"]["classes"].as_array().expect("a list");
            classes
                .iter()
                .map(|class| class["name"].clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(names(&first), names(&again), "{data}");
        assert_eq!(first["data"]["inputs"], again["data"]["inputs"]);
    }
    let refused = program("backprop --data iris --noise 0.3")
        .output()
        .expect("a run");
    let words = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(2));
    assert!(words.contains("--noise 0.3: expected no noise"), "{words}");
}

#[test]
fn a_file_that_cannot_be_written_is_told_before_the_training() {
    let folder = folder();
    let (inside, file) = (
        folder.path().join("none/net.json"),
        folder.path().join("taken"),
    );
    std::fs::write(&file, "").expect("a file");
    for (option, path, words) in [
        ("--save", &inside, "its folder does not exist"),
        ("--save", &file, "exists already"),
        ("--save-data", &inside, "its folder does not exist"),
        ("--figures", &file.join("figures"), "taken"),
    ] {
        // So many steps would take hours.
        let line = format!(
            "backprop --headless --steps 1000000000000 {option} {}",
            path.display()
        );
        let output = program(&line).output().expect("a run");
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(
            (output.status.code(), told(&output)),
            (Some(1), String::new()),
            "{line}"
        );
        assert!(message.contains(words), "{line}: {message}");
    }
}

#[cfg(unix)]
#[test]
fn a_signal_keeps_what_a_training_has_reached_and_is_its_exit_status() {
    use nix::sys::signal::{Signal, kill};
    use nix::unistd::Pid;

    for (signal, status) in [(Signal::SIGINT, 130), (Signal::SIGTERM, 143)] {
        let folder = folder();
        let saved = folder.path().join("net.json");
        let line = format!(
            "backprop --json --no-figures --steps 1000000000 --save {}",
            saved.display()
        );
        let mut run = program(&line);
        run.stdout(Stdio::piped()).stderr(Stdio::null());
        let run = run.spawn().expect("a run");
        std::thread::sleep(std::time::Duration::from_millis(500));
        kill(
            Pid::from_raw(run.id().try_into().expect("a process")),
            signal,
        )
        .expect("a signal");
        let output = run.wait_with_output().expect("its end");
        assert_eq!(output.status.code(), Some(status));
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert!((1..1_000_000_000).contains(&report["steps"].as_u64().expect("a number")));
        let network: Value = serde_json::from_str(&read(&saved)).expect("JSON");
        assert_eq!(network["w"], report["w"]);
    }
}
