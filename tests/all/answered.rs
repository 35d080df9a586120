//! `nn28 answer --json`: the fields of `nn28 check --json`, where an answer has them.

use std::process::{Command, Output};

use nn28::exercise;
use serde_json::Value;
use tempfile::TempDir;

use crate::folders::folder;

fn run(place: &TempDir, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nn28"));
    command.args(words).args(["--json", "--folder"]);
    command.arg(place.path()).output().expect("nn28")
}

/// The one line that is printed, and the exit status.
fn told(place: &TempDir, words: &[&str]) -> (Value, Option<i32>) {
    let output = run(place, words);
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    let error = String::from_utf8_lossy(&output.stderr);
    let value = serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said}{error}"));
    (value, output.status.code())
}

#[test]
fn an_answer_has_the_fields_of_a_check_but_those_of_a_file() {
    let place = folder();
    let (check, _) = told(&place, &["check", "4"]);
    for words in [
        ["answer", "26", "(y_k - t_k) z_j"],
        ["answer", "7p", "1 2 3"],
        ["answer", "7p", ""],
    ] {
        let (answer, _) = told(&place, &words);
        for key in check.as_object().expect("an object").keys() {
            let is_of_file =
                ["function", "derivation", "file", "line", "compiler"].contains(&key.as_str());
            assert!(
                is_of_file || answer.get(key).is_some(),
                "{words:?}: no {key} in {answer}"
            );
        }
    }
}

#[test]
fn a_formula_that_is_wrong_has_its_equation_its_case_and_both_numbers() {
    let place = folder();
    let (answer, status) = told(&place, &["answer", "26", "(y_k + t_k) z_j"]);
    assert_eq!(status, Some(1));
    assert_eq!(answer["state"], "wrong");
    assert_eq!(answer["equation"], "26");
    assert_eq!(answer["id"], exercise::find("26").expect("an exercise").id);
    assert_eq!(answer["case"], "worked example");
    let [yours, expected] = ["yours", "expected"].map(|key| answer[key].as_f64().expect(key));
    assert!((yours - expected).abs() > 1e-6, "{answer}");
    let (right, status) = told(&place, &["answer", "26", "(y_k - t_k) z_j"]);
    assert_eq!((&right["state"], status), (&"right".into(), Some(0)));
    assert_eq!(
        (&right["case"], &right["yours"]),
        (&Value::Null, &Value::Null)
    );
}

#[test]
fn what_is_no_formula_is_an_answer_too_and_those_behind_it_are_judged() {
    let place = folder();
    let output = run(&place, &["answer", "26 (y_k - t_k z_j; 26 (y_k - t_k) z_j"]);
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    let lines = said
        .lines()
        .map(|line| serde_json::from_str(line).expect(line));
    let [first, second]: [Value; 2] = lines.collect::<Vec<_>>().try_into().expect("two lines");
    assert_eq!(first["state"], "unreadable");
    assert!(
        first["symptom"]
            .as_str()
            .expect("words")
            .contains("a `)` is missing")
    );
    assert_eq!(second["state"], "right");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_number_by_hand_has_its_seed_and_field_and_not_the_solution() {
    let place = folder();
    let question = exercise::pencil::find("7p")
        .expect("an exercise")
        .question(3);
    let mut numbers = question.right();
    let typed = question.as_typed(&numbers, 3);
    let (right, status) = told(&place, &["answer", "7p", &format!("seed=3 {typed}")]);
    assert_eq!((&right["state"], status), (&"right".into(), Some(0)));
    numbers[1] = 77.0;
    let typed = question.as_typed(&numbers, 3);
    let (wrong, status) = told(&place, &["answer", "7p", &format!("seed=3 {typed}")]);
    assert_eq!((&wrong["state"], status), (&"wrong".into(), Some(1)));
    assert_eq!(
        (&wrong["equation"], &wrong["case"]),
        (&"7".into(), &"seed 3".into())
    );
    assert_eq!(wrong["at"], question.fields[1].name);
    assert_eq!(
        (&wrong["yours"], &wrong["expected"]),
        (&77.0.into(), &Value::Null)
    );
}

#[test]
fn a_question_without_an_answer_is_told_in_json_as_well() {
    let place = folder();
    let (asked, status) = told(&place, &["answer", "7p"]);
    assert_eq!((&asked["state"], status), (&"asked".into(), Some(0)));
    let question = exercise::pencil::find("7p")
        .expect("an exercise")
        .question(1);
    assert!(
        asked["question"]
            .as_str()
            .expect("words")
            .contains(&question.text)
    );
    let (asked, _) = told(&place, &["answer", "28"]);
    assert!(asked["question"].as_str().expect("words").contains("v_kj"));
}

#[test]
fn options_may_be_before_an_answer_or_behind_it_and_an_answer_may_begin_with_a_minus() {
    let place = folder();
    let mut command = Command::new(env!("CARGO_BIN_EXE_nn28"));
    command
        .args(["answer", "--json", "19", "-y_l y_0", "--folder"])
        .arg(place.path());
    let output = command.output().expect("nn28");
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    let answer: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(answer["answer"], "-y_l y_0");
    assert_eq!(answer["equation"], "19");
    assert_eq!(answer["state"], "right", "{answer}");
    assert!(place.path().join("progress.txt").is_file());
    // A value of an option that is wrong is a mistake in usage, there as well.
    let output = Command::new(env!("CARGO_BIN_EXE_nn28"))
        .args(["answer", "7p", "--theme", "green", "--folder"])
        .arg(place.path())
        .output()
        .expect("nn28");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn page_and_terminal_say_the_same_of_an_answer_and_note_the_same_line() {
    let place = folder();
    for (id, typed) in [
        ("7p", "0.9 0.05 0.05"),
        ("7p", "0.6 x 0.2"),
        ("gate", "1 1 -0.5"),
        ("28", "sum(k, (y_k - t_k) v_kj) x_i"),
        ("26", "(y_k - t_k) z_j"),
        ("26", "(y_k - t_k"),
    ] {
        let words = ["answer", id, typed];
        let seeded = format!("seed=2 {typed}");
        let is_by_hand = exercise::pencil::find(id).is_some();
        let words = if is_by_hand {
            ["answer", id, &seeded]
        } else {
            words
        };
        let (there, _) = told(&place, &words);
        let asked = serde_json::json!({"do": "judge", "id": id, "seed": 2, "answers": [typed]});
        let here = nn28::web::judge::ask(&asked.to_string());
        let here: Value = serde_json::from_str(&here).expect("JSON");
        for key in ["state", "symptom", "fault"] {
            assert_eq!(here[key], there[key], "{id} {typed}");
        }
        let noted = std::fs::read_to_string(place.path().join("progress.txt"));
        let noted = noted.unwrap_or_default();
        if here["line"] != "" {
            assert_eq!(noted.lines().last(), here["line"].as_str());
        }
    }
}
