//! `nn28 doctor`: what it finds, that what it says to do works, and that it leaves everything as it is.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use serde_json::Value;

use crate::folders::{folder, read};

/// The doctor in a folder, with variables in the place of those of the test.
fn doctor(here: &Path, options: &[&str], variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nn28"));
    let unset = "NN28_MINE RUSTC NN28_WASM_RUSTC NO_COLOR COLORTERM COLORFGBG VISUAL EDITOR LC_ALL LC_CTYPE";
    for name in unset.split(' ') {
        command.env_remove(name);
    }
    command.env("TERM", "xterm-256color").env("LANG", "C.UTF-8");
    command.envs(variables.iter().copied()).current_dir(here);
    let output = command.arg("doctor").args(options).output().expect("nn28");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The same by things.
fn found(here: &Path, options: &[&str], variables: &[(&str, &str)]) -> BTreeMap<String, Value> {
    let options: Vec<&str> = [options, &["--json"]].concat();
    let said = doctor(here, &options, variables);
    let lines = said.lines().map(|line| {
        let value: Value = serde_json::from_str(line).expect(line);
        (value["thing"].as_str().expect("a thing").to_owned(), value)
    });
    lines.collect()
}

fn run(here: &Path, options: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nn28"));
    command
        .args(options)
        .current_dir(here)
        .env_remove("NN28_MINE");
    let output = command.output().expect("nn28");
    assert!(output.status.success(), "{output:?}");
}

/// Every file and folder below a folder, with its bytes and the time of its last change.
fn everything(below: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(below).expect("a folder") {
        let path = entry.expect("an entry").path();
        let changed = path.metadata().and_then(|data| data.modified());
        if path.is_dir() {
            found.extend(everything(&path));
        }
        let bytes = fs::read(&path).unwrap_or_default();
        found.insert(path, (bytes, changed.expect("a time")));
    }
    found
}

#[test]
fn nothing_is_made_or_written_whether_there_is_a_folder_or_not() {
    let here = folder();
    doctor(here.path(), &[], &[]);
    assert!(everything(here.path()).is_empty());
    run(here.path(), &["exercise", "--headless"]);
    run(here.path(), &["hint", "4"]);
    let before = everything(here.path());
    assert!(before.keys().any(|path| path.ends_with("progress.txt")));
    // What prepare would add again, and a file that it would write anew.
    fs::write(here.path().join("nn28-mine/src/given.rs"), "").expect("a file");
    fs::remove_file(here.path().join("nn28-mine/src/error.rs")).expect("a file");
    let before = everything(here.path());
    doctor(here.path(), &[], &[]);
    doctor(here.path(), &["--json"], &[("RUSTC", "no/rustc")]);
    assert_eq!(everything(here.path()), before);
}

#[test]
fn every_line_has_a_sign_and_words_and_what_is_missing_has_one_thing_to_do() {
    let here = folder();
    let said = doctor(
        here.path(),
        &[],
        &[("RUSTC", "no/rustc"), ("VISUAL", "no-such-editor -w")],
    );
    for line in said.lines().filter(|line| !line.starts_with(' ')) {
        let is_signed = ["✓ ", "✗ ", "· "].iter().any(|sign| line.starts_with(sign));
        let is_ending = line.starts_with("To be mended: Rust compiler, ");
        assert!(is_signed || is_ending, "{line}");
        assert!(
            line.chars().filter(|c| c.is_alphabetic()).count() > 5,
            "{line}"
        );
    }
    let all = found(
        here.path(),
        &[],
        &[("RUSTC", "no/rustc"), ("VISUAL", "no-such-editor -w")],
    );
    for (thing, one) in &all {
        let todo = [&one["run"], &one["do"]];
        let count = todo.iter().filter(|todo| todo.is_string()).count();
        assert!(
            count == 1 || count == 0 && one["state"] != "missing",
            "{thing}: {one}"
        );
    }
    assert_eq!(
        all["Rust compiler"]["run"],
        if cfg!(windows) {
            "Remove-Item Env:RUSTC"
        } else {
            "unset RUSTC"
        }
    );
    assert_eq!(all["editor"]["state"], "missing");
    assert_eq!(all["terminal"]["is_terminal"], false);
    assert_eq!(all["size"]["state"], "note");
}

#[test]
fn the_command_that_it_names_makes_the_folder_and_the_next_look_finds_it() {
    let here = folder();
    let options = ["--folder", "my own"];
    let before = found(here.path(), &options, &[]);
    assert_eq!(before["your folder"]["is_there"], false);
    let command = before["your folder"]["run"].as_str().expect("a command");
    let expected = if cfg!(windows) {
        "nn28 exercise --folder \"my own\""
    } else {
        "nn28 exercise --folder 'my own'"
    };
    assert_eq!(command, expected);
    run(here.path(), &["exercise", "--folder", "my own"]);
    let after = found(here.path(), &options, &[]);
    assert_eq!(after["your folder"]["state"], "ok");
    assert_eq!(after["functions"]["written"], 0);
    let all = nn28::exercise::blanks().count();
    assert_eq!(after["functions"]["all"], all);
}

#[test]
fn functions_that_are_written_and_those_that_were_right_are_counted() {
    let here = folder();
    run(here.path(), &["exercise", "--headless"]);
    let file = here.path().join("nn28-mine/src/neuron.rs");
    let text = read(&file);
    // One that is right, by a check, and one that is written only.
    let text = text.replace("todo!(\"(4)\")", "1.0 / (1.0 + (-a).exp())");
    fs::write(&file, text.replace("todo!(\"(1)\")", "0.0")).expect("a file");
    let functions = || found(here.path(), &[], &[])["functions"].clone();
    assert_eq!(
        (&functions()["written"], &functions()["right"]),
        (&2.into(), &0.into())
    );
    run(here.path(), &["check", "4"]);
    assert_eq!(
        (&functions()["written"], &functions()["right"]),
        (&2.into(), &1.into())
    );
    let progress = found(here.path(), &[], &[])["progress.txt"].clone();
    let said = progress["said"].as_str().expect("words");
    assert!(said.starts_with("1 of "), "{said}");
}

#[test]
fn a_file_in_the_place_of_the_folder_is_named_and_so_is_another_place() {
    let here = folder();
    fs::write(here.path().join("taken"), "mine").expect("a file");
    let home = here.path().to_str().expect("UTF-8");
    let all = found(here.path(), &[], &[("NN28_MINE", "taken"), ("HOME", home)]);
    let one = &all["your folder"];
    assert_eq!(one["state"], "missing");
    assert!(
        one["said"]
            .as_str()
            .expect("words")
            .contains("taken is a file")
    );
    if cfg!(unix) {
        let place = format!("{home}/nn28-mine");
        assert_eq!(one["run"], format!("export NN28_MINE={place}"));
        let other = found(here.path(), &[], &[("NN28_MINE", &place), ("HOME", home)]);
        assert_eq!(other["your folder"]["state"], "note");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_read_gets_a_command_that_opens_it() {
    use std::os::unix::fs::PermissionsExt as _;

    let here = folder();
    run(here.path(), &["exercise", "--headless"]);
    let source = here.path().join("nn28-mine/src");
    let closed = |mode| fs::set_permissions(&source, fs::Permissions::from_mode(mode));
    closed(0o000).expect("permissions");
    if fs::read_dir(&source).is_ok() {
        // Nothing is closed to an administrator.
        return closed(0o755).expect("permissions");
    }
    let home = here.path().to_str().expect("UTF-8");
    let one = found(here.path(), &[], &[("HOME", home)])["your folder"].clone();
    let command = one["run"].as_str().unwrap_or_default().to_owned();
    closed(0o755).expect("permissions");
    assert_eq!(one["state"], "missing");
    assert_eq!(command, "chmod -R u+rwX nn28-mine");
}

#[test]
fn the_terminal_is_described_as_the_dashboards_see_it() {
    let here = folder();
    let of =
        |thing: &str, variables: &[(&str, &str)]| found(here.path(), &[], variables)[thing].clone();
    assert_eq!(
        of("colours", &[])["colours"],
        if cfg!(windows) { "16 million" } else { "256" }
    );
    let silent = of("colours", &[("NO_COLOR", "1")]);
    assert_eq!(
        (&silent["state"], &silent["are_used"]),
        (&"note".into(), &false.into())
    );
    assert_eq!(of("background", &[("COLORFGBG", "0;15")])["theme"], "light");
    if cfg!(unix) {
        assert_eq!(
            of("colours", &[("COLORTERM", "truecolor")])["colours"],
            "16 million"
        );
        assert_eq!(
            of("colours", &[("TERM", "vt100")])["run"],
            "export TERM=xterm-256color"
        );
        assert_eq!(of("terminal", &[("TERM", "dumb")])["is_terminal"], false);
    }
}

#[test]
fn a_wrong_option_is_a_mistake_in_usage() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nn28"));
    let output = command.args(["doctor", "--colour"]).output().expect("nn28");
    assert_eq!(output.status.code(), Some(2));
}
