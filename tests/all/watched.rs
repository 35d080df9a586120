//! The reader's files while a program looks at them: `nn28 exercise` and `--mine` in a real terminal.
#![cfg(all(unix, feature = "terminal"))]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use portable_pty::CommandBuilder;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use tempfile::TempDir;

use crate::pty::{Terminal, program};
use nn28::mine::{Folder, rust};

/// A folder of the reader's in which (6) can be written.
struct Mine {
    _place: TempDir,
    root: PathBuf,
}

impl Mine {
    fn new() -> Self {
        let place = tempfile::tempdir().expect("a folder");
        let root = place.path().join("mine");
        Folder::prepare(&root).expect("a reader's folder");
        Self {
            _place: place,
            root,
        }
    }

    fn file(&self) -> PathBuf {
        self.root.join("src/network.rs")
    }

    /// The file with another body in (6).
    fn with_body(&self, body: &str) -> String {
        let mut text = fs::read_to_string(self.file()).expect("a file");
        let function = rust::find(&text, "eq06_hidden_output").expect("a function");
        text.replace_range(function.body, &format!("\n    {body}\n"));
        text
    }

    fn write(&self, body: &str) {
        fs::write(self.file(), self.with_body(body)).expect("a file that can be written");
    }

    fn start(&self, name: &str, options: &[&str]) -> Terminal {
        let mut command = CommandBuilder::new(program(name));
        command.args(options);
        command.env("NN28_MINE", &self.root);
        command.cwd(&self.root);
        Terminal::start(command, 120, 40)
    }

    /// Every file of the reader's.
    fn bytes(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let files = |folder: &Path| {
            let entries = fs::read_dir(folder).expect("a folder");
            entries.map(|entry| entry.expect("an entry").path())
        };
        let all = files(&self.root).chain(files(&self.root.join("src")));
        let all = all.filter(|path| path.is_file() && !path.ends_with("progress.txt"));
        all.map(|path| (path.clone(), fs::read(&path).expect("a file")))
            .collect()
    }
}

const RIGHT: &str = "1.0 / (1.0 + (-b_j).exp())";
const MIRRORED: &str = "1.0 / (1.0 + b_j.exp())";

#[test]
fn what_is_saved_is_judged_on_the_screen_however_an_editor_saves() {
    let mine = Mine::new();
    let mut screen = mine.start("nn28", &["exercise", "6"]);
    screen.wait_for("not written yet");
    mine.write(MIRRORED);
    screen.wait_for("the mirror image");
    // Some editors write beside the file and rename.
    let beside = mine.root.join("beside");
    fs::write(&beside, mine.with_body("b_j")).expect("a file");
    fs::rename(&beside, mine.file()).expect("a file that can be replaced");
    screen.wait_until("h is left out", |screen| {
        !screen.contents().contains("the mirror image") && screen.contents().contains("not right")
    });
    mine.write("1 / (1.0 + (-b_j).exp())");
    screen.wait_for("does not compile");
    mine.write(RIGHT);
    screen.wait_for("right eq06_hidden_output");
    let kept = fs::read(mine.file()).expect("a file");
    fs::remove_file(mine.file()).expect("a file that can be removed");
    screen.wait_until("another word", |screen| {
        !screen.contents().contains("✓ right eq06_hidden_output")
    });
    fs::write(mine.file(), kept).expect("a file");
    screen.wait_for("right eq06_hidden_output");
    screen.press("q");
    screen.assert_ends(0);
    screen.assert_given_back();
    let progress = fs::read_to_string(mine.root.join("progress.txt")).expect("progress");
    assert!(progress.contains("solved 6"), "{progress}");
}

#[test]
fn the_dashboard_of_an_exercise_computes_by_the_reader_s_functions() {
    let mine = Mine::new();
    mine.write(MIRRORED);
    let mut screen = mine.start("nn28", &["exercise", "6"]);
    screen.wait_for("the mirror image");
    screen.press("d");
    screen.wait_for("mine 1 of");
    screen.wait_for("Your z₀ of sample 0 is");
    screen.press("q");
    screen.wait_for("the mirror image");
    screen.press("q");
    screen.assert_ends(0);
}

#[test]
fn a_training_stops_at_a_wrong_function_and_goes_on_once_it_is_mended() {
    let mine = Mine::new();
    mine.write(MIRRORED);
    let mut screen = mine.start("backprop", &["--mine"]);
    screen.wait_for("mine 1 of");
    screen.press(" ");
    screen.wait_for("Stopped before step 1. Your z₀ of sample 0 is");
    mine.write(RIGHT);
    screen.wait_for("Your (6) changed here");
    screen.press(" ");
    screen.wait_until("a step", |screen| {
        !screen.contents().contains("step       0")
    });
    // One that does not compile any more is ours from then on, and the training goes on.
    mine.write("1 / b_j");
    screen.wait_for("Your (6) changed here");
    screen.press("q");
    screen.press("q");
    screen.assert_ends(0);
    screen.assert_given_back();
}

#[test]
fn without_functions_that_answer_the_command_says_what_to_do() {
    let mine = Mine::new();
    let run = |folder: &Path| {
        let mut command = std::process::Command::new(program("backprop"));
        command.args(["--mine", "--headless", "--steps", "1"]);
        let output = command.env("NN28_MINE", folder).output();
        let output = output.expect("the program");
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).expect("text")
    };
    let said = run(&mine.root);
    assert!(said.contains("exercise 1"), "{said}");
    let missing = mine.root.join("missing");
    let said = run(&missing);
    assert!(said.contains("exercise") && !missing.exists(), "{said}");
}

/// Neither q nor Escape, which end it, nor e and o, which open other programs.
const KEYS: &[u8] = b"hhcn[]lld?yxzjk \t\r";

#[test]
fn no_storm_of_keys_changes_a_byte_of_the_reader_s_or_makes_the_screen_fall_over() {
    let mine = Mine::new();
    mine.write(MIRRORED);
    let before = mine.bytes();
    let mut random = ChaCha8Rng::seed_from_u64(7);
    let mut screen = mine.start("nn28", &["exercise"]);
    screen.wait_for_frame();
    for _ in 0..600 {
        let key = KEYS[random.random_range(0..KEYS.len())];
        // Enter opens the editor but in the list, and there is none here.
        screen.send(&[key]).expect("it takes keys");
        if random.random_range(0..40) == 0 {
            let columns = random.random_range(1..=200);
            screen.resize(columns, random.random_range(1..=60));
        }
    }
    screen.resize(120, 40);
    screen.look_for(Duration::from_millis(500), |_| false);
    // From the list, a number that is typed, or a dashboard.
    for key in ["\x1b", "\x1b", "q"].repeat(3) {
        if matches!(screen.child.try_wait(), Ok(Some(_))) {
            break;
        }
        let _ = screen.send(key.as_bytes());
        screen.look_for(Duration::from_millis(300), |_| false);
    }
    screen.assert_ends(0);
    screen.assert_given_back();
    assert_eq!(mine.bytes(), before);
}
