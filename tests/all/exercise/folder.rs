//! The reader's folder: what is made in it, and what is never touched.

mod at_work;
mod hand;
mod mistakes;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant, SystemTime};

use nn28::exercise::judge::State;
use nn28::exercise::{Blank, Exercise, all, blanks, find};
use nn28::mine::{Compiler, Folder, Report, Workshop, rust, solution};
use tempfile::TempDir;

/// A folder of its own with a workshop in it.
struct Mine {
    _place: TempDir,
    workshop: Workshop,
}

impl Mine {
    fn new() -> Self {
        let place = tempfile::tempdir().expect("a folder");
        let folder = Folder::prepare(&place.path().join("mine")).expect("a reader's folder");
        let workshop = Workshop::new(folder);
        assert!(workshop.compiler().is_some(), "no compiler");
        Self {
            _place: place,
            workshop,
        }
    }

    fn path(&self, module: &str) -> PathBuf {
        self.workshop.folder().file(module)
    }

    fn text(&self, module: &str) -> String {
        fs::read_to_string(self.path(module)).expect("a reader's file")
    }

    /// Puts a body into a function.
    fn write(&self, name: &str, body: &str) {
        let blank = blank(name);
        let mut text = self.text(blank.module);
        let function = rust::find(&text, name).expect("a function");
        text.replace_range(function.body, &format!("\n    {body}\n"));
        fs::write(self.path(blank.module), text).expect("a file that can be written");
    }

    /// Adds lines at the end of a file.
    fn append(&self, module: &str, lines: &str) {
        let text = self.text(module) + lines;
        fs::write(self.path(module), text).expect("a file that can be written");
    }

    fn check(&mut self, exercises: &[&'static Exercise]) -> Vec<Report> {
        self.workshop.check(exercises).expect("a check")
    }

    /// The verdict on a function: in less than three seconds on a quiet machine, and in any case before a reader gives up.
    fn judge(&mut self, name: &str) -> Report {
        let start = Instant::now();
        let mut reports = self.check(&[exercise(name)]);
        let took = start.elapsed();
        assert!(took < Duration::from_secs(20), "{name}: {took:?}");
        let at = reports.iter().position(|report| report.blank.name == name);
        reports.swap_remove(at.expect("a report"))
    }

    /// When each compiled program was written.
    fn programs(&self) -> Vec<SystemTime> {
        let harness = self.workshop.folder().root().join(".harness");
        let entries = fs::read_dir(harness).expect("a harness");
        let entries = entries.map(|entry| entry.expect("an entry"));
        let programs = entries.filter(|one| one.file_name().to_string_lossy().starts_with("mine-"));
        let written = |one: fs::DirEntry| one.metadata().and_then(|about| about.modified());
        programs.map(|one| written(one).expect("a time")).collect()
    }
}

fn blank(name: &str) -> &'static Blank {
    blanks().find(|blank| blank.name == name).expect(name)
}

fn exercise(name: &str) -> &'static Exercise {
    let has = |one: &&Exercise| one.blanks.iter().any(|blank| blank.name == name);
    all().find(has).expect(name)
}

/// Puts in every function what the fourth hint shows, helpers included.
fn with_solutions(mine: &Mine) {
    for exercise in all() {
        let shown = solution(exercise);
        for function in rust::functions(&shown) {
            let mut blanks = exercise.blanks.iter();
            if let Some(blank) = blanks.find(|blank| blank.name == function.name) {
                mine.write(blank.name, shown[function.body].trim());
                continue;
            }
            let module = exercise.blanks[0].module;
            if rust::find(&mine.text(module), &function.name).is_none() {
                mine.append(module, &format!("\n{}\n", &shown[function.whole]));
            }
        }
    }
}

/// Every file below a folder with its bytes, but for what may be deleted.
fn bytes_below(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(root).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.ends_with(".harness") {
            continue;
        }
        if path.is_dir() {
            found.extend(bytes_below(&path));
        } else {
            let bytes = fs::read(&path).expect("a file");
            found.insert(path, bytes);
        }
    }
    found
}

fn states(reports: &[Report]) -> impl Iterator<Item = (&str, State, &str)> {
    reports.iter().map(|report| {
        let verdict = &report.verdict;
        (report.blank.name, verdict.state, verdict.symptom.as_str())
    })
}

#[test]
fn solutions_of_the_model_are_right_in_the_blanks_with_one_compile_for_all() {
    let mut mine = Mine::new();
    with_solutions(&mine);
    let everything: Vec<&Exercise> = all().collect();
    let reports = mine.check(&everything);
    assert_eq!(reports.len(), blanks().count());
    for (name, state, symptom) in states(&reports) {
        assert_eq!(state, State::Right, "{name}: {symptom}");
    }
    let programs = mine.programs();
    assert_eq!(programs.len(), 1);
    // Unchanged files are not compiled again, also by another nn28.
    let mut again = Workshop::new(mine.workshop.folder().clone());
    let reports = again.check(&everything).expect("a check");
    assert!(reports.iter().all(Report::is_right));
    assert_eq!(mine.programs(), programs);
    // Other files take the place of the program.
    mine.write("eq04_sigmoid", "a");
    assert_eq!(mine.judge("eq04_sigmoid").verdict.state, State::Wrong);
    assert_eq!(mine.programs().len(), 1);
    assert_ne!(mine.programs(), programs);
}

#[test]
fn the_blanks_compile_and_are_blank() {
    let mut mine = Mine::new();
    let root = mine.workshop.folder().root().to_owned();
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut command = Command::new(compiler);
    command.args([
        "--edition",
        "2024",
        "--crate-type",
        "lib",
        "-D",
        "warnings",
        "--emit",
    ]);
    command
        .arg("metadata=mine.rmeta")
        .arg("src/lib.rs")
        .current_dir(&root);
    let output = command.output().expect("a compiler");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let everything: Vec<&Exercise> = all().collect();
    for (name, state, symptom) in states(&mine.check(&everything)) {
        assert_eq!(state, State::Blank, "{name}: {symptom}");
    }
    // Also where another function makes a program of them, and where the blank is only partly filled.
    mine.write("eq04_sigmoid", "1.0 / (1.0 + (-a).exp())");
    mine.write("sigmoid_slope", "let h: f64 = todo!(); h * (1.0 - h)");
    assert_eq!(mine.judge("eq04_sigmoid").verdict.state, State::Right);
    assert_eq!(mine.judge("sigmoid_slope").verdict.state, State::Blank);
    for blank in blanks().filter(|blank| !["eq04_sigmoid"].contains(&blank.name)) {
        assert_eq!(
            mine.judge(blank.name).verdict.state,
            State::Blank,
            "{}",
            blank.name
        );
    }
}

#[test]
fn blanks_ask_and_do_not_tell() {
    let mine = Mine::new();
    for blank in blanks() {
        let text = mine.text(blank.module);
        let at = rust::find(&text, blank.name).expect("a blank").whole.start;
        let asked: Vec<&str> = text[..at]
            .lines()
            .rev()
            .take_while(|line| line.starts_with("///"))
            .collect();
        assert!(!asked.is_empty(), "{} has no words", blank.name);
        for line in asked {
            assert!(line.chars().count() <= 100, "{line}");
            assert!(
                !line.contains("```") && !line.contains("exp` can no longer"),
                "{line}"
            );
        }
    }
    assert!(mine.text("neuron").contains("/// In the worked example"));
    let given = mine.text("given");
    assert!(
        given
            .lines()
            .next()
            .is_some_and(|line| line.contains("may write this file")),
        "{given}"
    );
}

#[test]
fn files_of_other_editors_are_read_as_they_are() {
    let mut mine = Mine::new();
    mine.write("eq04_sigmoid", "1.0 / (1.0 + (-a).exp())");
    let text = mine.text("neuron");
    let path = mine.path("neuron");
    for changed in [
        format!("\u{feff}{text}"),
        text.replace('\n', "\r\n"),
        format!("\u{feff}{}", text.replace('\n', "\r\n")),
    ] {
        fs::write(&path, &changed).expect("a file");
        Folder::prepare(mine.workshop.folder().root()).expect("a folder");
        assert_eq!(mine.judge("eq04_sigmoid").verdict.state, State::Right);
        assert_eq!(fs::read(&path).expect("a file"), changed.as_bytes());
    }
    // Not UTF-8: a sentence, and the functions of the other files are judged.
    let mut bytes = text.clone().into_bytes();
    bytes.extend(b"\n// \xe9\n");
    fs::write(&path, &bytes).expect("a file");
    mine.write(
        "eq05_unit_sum",
        "w_j.iter().zip(x).map(|(w, x)| w * x).sum()",
    );
    let verdict = mine.judge("eq04_sigmoid").verdict;
    assert_eq!(verdict.state, State::DoesNotCompile);
    assert!(verdict.symptom.contains("not UTF-8"), "{}", verdict.symptom);
    assert_eq!(mine.judge("eq05_unit_sum").verdict.state, State::Right);
    Folder::prepare(mine.workshop.folder().root()).expect("a folder");
    assert_eq!(fs::read(&path).expect("a file"), bytes);
    // Missing while it is watched: a sentence; and with the next start it is there again.
    fs::remove_file(&path).expect("a file");
    let symptom = mine.judge("eq04_sigmoid").verdict.symptom;
    assert!(symptom.contains("neuron.rs"), "{symptom}");
    Folder::prepare(mine.workshop.folder().root()).expect("a folder");
    assert_eq!(mine.judge("eq04_sigmoid").verdict.state, State::Blank);
    // Empty: it gets its blanks, and what it said before is gone by the reader's own hand.
    fs::write(&path, "").expect("a file");
    assert_eq!(mine.judge("eq04_sigmoid").verdict.state, State::Blank);
    Folder::prepare(mine.workshop.folder().root()).expect("a folder");
    assert!(
        mine.text("neuron")
            .contains("pub fn eq04_sigmoid(a: f64) -> f64")
    );
    mine.write("eq04_sigmoid", "1.0 / (1.0 + (-a).exp())");
    assert_eq!(mine.judge("eq04_sigmoid").verdict.state, State::Right);
}

#[test]
fn nothing_of_the_reader_s_is_changed_but_by_reset() {
    let mut mine = Mine::new();
    let root = mine.workshop.folder().root().to_owned();
    mine.write("eq04_sigmoid", "// Mine.\n    0.5");
    mine.append("neuron", "\nfn own() {}");
    let text = format!("\u{feff}{}", mine.text("neuron").replace('\n', "\r\n"));
    fs::write(mine.path("neuron"), &text).expect("a file");
    fs::write(root.join("Cargo.toml"), "# mine").expect("a file");
    fs::write(root.join("src/notes.txt"), "mine").expect("a file");
    let before = bytes_below(&root);
    let everything: Vec<&Exercise> = all().collect();
    for _ in 0..2 {
        Folder::prepare(&root).expect("a folder");
        mine.check(&everything);
    }
    assert_eq!(bytes_below(&root), before);

    let one = find("4").expect("an exercise");
    let folder = mine.workshop.folder().clone();
    let kept = folder.reset(one).expect("a reset");
    let kept_text = fs::read_to_string(&kept[0]).expect("what was kept");
    assert!(kept_text.contains("// Mine."), "{kept_text}");
    let after = mine.text("neuron");
    let (old, new) = (
        rust::find(&text, "eq04_sigmoid"),
        rust::find(&after, "eq04_sigmoid"),
    );
    let (old, new) = (
        old.expect("a function").whole,
        new.expect("a function").whole,
    );
    assert_eq!(
        (&text[..old.start], &text[old.end..]),
        (&after[..new.start], &after[new.end..])
    );
    assert!(after[new].contains("{\r\n    todo!("));
    assert_eq!(mine.judge("eq04_sigmoid").verdict.state, State::Blank);
    // A second reset keeps both.
    mine.write("eq04_sigmoid", "0.25");
    let again = folder.reset(one).expect("a reset");
    assert_ne!(kept, again);
    assert_eq!(
        fs::read_to_string(&kept[0]).expect("what was kept"),
        kept_text
    );
    let changed = bytes_below(&root);
    let others =
        |path: &&PathBuf| !path.ends_with("neuron.rs") && !path.starts_with(root.join("kept"));
    for path in changed.keys().filter(others) {
        assert_eq!(changed.get(path), before.get(path), "{}", path.display());
    }
}

#[test]
fn a_function_that_is_missing_gets_its_blank_at_the_end_once() {
    let mine = Mine::new();
    let root = mine.workshop.folder().root().to_owned();
    let text = mine.text("neuron");
    let function = rust::find(&text, "eq04_sigmoid").expect("a function");
    let without = text.replace(&text[function.whole], "// fn eq04_sigmoid() {}");
    fs::write(mine.path("neuron"), without.trim_end()).expect("a file");
    Folder::prepare(&root).expect("a folder");
    let completed = mine.text("neuron");
    let added = completed
        .strip_prefix(without.trim_end())
        .expect("the old text first");
    assert!(
        added.starts_with("\n\n/// Equation 4")
            && added.contains("pub fn eq04_sigmoid(a: f64) -> f64 {"),
        "{added}"
    );
    assert_eq!(added.matches("fn ").count(), 1);
    // Where an end is missing in the file, it does not grow with every start.
    for unfinished in [
        "\n/* no end",
        "\nconst TEXT: &str = \"no end",
        "\nimpl X {",
        "\nconst RAW: &str = r#\"no end",
    ] {
        let text = without.clone() + unfinished;
        fs::write(mine.path("neuron"), &text).expect("a file");
        Folder::prepare(&root).expect("a folder");
        let once = mine.text("neuron");
        assert!(once.starts_with(&text), "{unfinished}");
        Folder::prepare(&root).expect("a folder");
        assert_eq!(mine.text("neuron"), once, "{unfinished}");
    }
}

#[test]
fn without_a_compiler_a_written_function_is_not_judged_and_that_is_said() {
    assert!(Compiler::at("there/is/no/rustc".into()).is_none());
    let mine = Mine::new();
    mine.write("eq04_sigmoid", "17.0");
    let mut workshop = Workshop::with_compiler(mine.workshop.folder().clone(), None);
    let one = [exercise("eq04_sigmoid"), exercise("sigmoid_slope")];
    let reports = workshop.check(&one).expect("a check");
    assert_eq!(reports[0].verdict.state, State::NoCompiler);
    assert!(reports[0].verdict.symptom.contains("no Rust compiler"));
    assert_eq!(reports[1].verdict.state, State::Blank);
    // The command line says the same where RUSTC names nothing.
    let mut command = Command::new(env!("CARGO_BIN_EXE_nn28"));
    command
        .args(["check", "4", "--folder"])
        .arg(mine.workshop.folder().root());
    let output = command
        .env("RUSTC", "there/is/no/rustc")
        .output()
        .expect("nn28");
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("no Rust compiler"), "{said}");
}
