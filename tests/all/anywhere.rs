//! The programs far from their sources: copied, in a folder of their own, beside nothing. What they name to be typed works there.
#![cfg(all(unix, feature = "book", feature = "terminal"))]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use portable_pty::CommandBuilder;

use super::folders::{folder, names, read};
use super::pty::Terminal;

/// Puts a program in another place, by a link if it can: one that is being copied is open for writing, and a process that another test
/// starts just then keeps it so.
fn place(program: &Path, to: &Path) {
    let linked = fs::hard_link(program, to);
    linked
        .or_else(|_| fs::copy(program, to).map(drop))
        .expect("a program");
}

/// The folder with copies of the programs, which a shell finds by their names.
static INSTALLED: LazyLock<PathBuf> = LazyLock::new(|| {
    let built = Path::new(env!("CARGO_BIN_EXE_nn28"));
    let programs = Path::new(env!("CARGO_TARGET_TMPDIR")).join("installed/bin");
    fs::create_dir_all(&programs).expect("a folder");
    for name in ["nn28", "backprop"] {
        let _ = fs::remove_file(programs.join(name));
        place(&built.with_file_name(name), &programs.join(name));
    }
    programs
});

fn path() -> String {
    let others = std::env::var("PATH").unwrap_or_default();
    format!("{}:{others}", INSTALLED.display())
}

/// A line as a reader types it into a shell in a folder.
fn typed(line: &str, folder: &Path) -> Output {
    let mut shell = Command::new("sh");
    shell.args(["-c", line]).current_dir(folder);
    shell.env("PATH", path()).env_remove("NN28_NO_LIVE");
    shell.output().expect("a shell")
}

fn told(line: &str, folder: &Path) -> String {
    let output = typed(line, folder);
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{line}: {message}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// What a text says between two marks.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let rest = text.split_once(start).map(|(_, rest)| rest);
    let rest = rest.unwrap_or_else(|| panic!("{start:?} is missing in {text}"));
    rest.split(end).next().unwrap_or(rest)
}

#[test]
fn the_command_that_a_run_prints_repeats_it_where_it_was_printed() {
    let folder = folder();
    fs::write(
        folder.path().join("it's mine.csv"),
        "a;b;kind\n1;2;x\n3;4;y\n1;3;x\n",
    )
    .expect("a table");
    for line in [
        "nn28 neuron --x 2,1",
        "nn28 network --data iris",
        "nn28 numerical_gradient --data xor --steps 2",
        "backprop --data \"it's mine.csv\" --train-fraction 1 --steps 3",
    ] {
        let first = told(&format!("{line} --headless"), folder.path());
        let command = between(&first, "The same again: ", "\n");
        assert!(command.starts_with("nn28 "), "{command}");
        let second = told(&format!("{command} --headless"), folder.path());
        let numbers = |text: &str| {
            // The time differs, and the second line names what was chosen in the first.
            let differs = |line: &&str| line.contains("second") || line.starts_with("Chosen");
            text.lines()
                .filter(|line| !differs(line))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(numbers(&first), numbers(&second), "{line}");
    }
    assert_eq!(names(folder.path()), ["it's mine.csv", "output"]);
    let svg = folder.path().join("output/figures");
    let svg = names(&svg)
        .into_iter()
        .map(|name| svg.join(name))
        .find(|path| path.extension().is_some_and(|end| end == "svg"))
        .map(read);
    let metadata = svg.expect("a figure");
    let command = between(&metadata, "<metadata>", "<");
    assert!(command.starts_with("nn28 "), "{command}");
}

#[test]
fn the_programs_that_a_refusal_names_are_there() {
    let folder = folder();
    let refused = typed("nn28 backprop --equation 4", folder.path());
    assert_eq!(refused.status.code(), Some(2));
    let message = String::from_utf8_lossy(&refused.stderr).into_owned();
    let advice = between(&message, "try ", "\n");
    let (program, equation) = advice.split_once(", or ").expect("two ways");
    told(&format!("{program} --headless --no-figures"), folder.path());
    assert!(told(equation, folder.path()).contains("(4)"));
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn below_the_sources_cargo_starts_the_programs_and_below_another_package_it_does_not() {
    let folder = folder();
    fs::create_dir_all(folder.path().join("data/mine")).expect("a folder");
    let package = |name: &str, place: &str| {
        let path = folder.path().join(place).join("Cargo.toml");
        fs::write(path, format!("[package]\nname = \"{name}\"\n")).expect("a file");
    };
    let started = || {
        let line = "nn28 neuron --headless --no-figures";
        let told = told(line, &folder.path().join("data/mine"));
        between(&told, "The same again: ", " --w").to_owned()
    };
    assert_eq!(started(), "nn28 neuron");
    package("nn28", "");
    assert_eq!(started(), "cargo run --release --bin neuron --");
    package("other", "data");
    assert_eq!(started(), "nn28 neuron");
}

#[test]
fn the_screens_name_commands_that_work_where_they_are_shown() {
    let folder = folder();
    // Not below the clone, whose book `o` would find.
    let program = folder.path().join("nn28");
    place(&INSTALLED.join("nn28"), &program);
    let mut command = CommandBuilder::new(program);
    command.cwd(folder.path());
    let mut nn28 = Terminal::start(command, 120, 40);
    nn28.wait_for("Enter opens it: nn28 neuron");
    nn28.press("o");
    nn28.wait_for("the book is not built yet: nn28 book");
    nn28.press("\r");
    nn28.wait_for("weights source");
    nn28.press("y");
    nn28.wait_for("nn28 neuron --w=-2,1,2");
    nn28.press("yq");
    nn28.wait_for("Enter opens it");
    nn28.quit();
}

#[test]
fn w_saves_the_network_under_a_name_of_its_own_and_never_over_a_file() {
    let folder = folder();
    let start = |words: &[&str]| {
        let mut command = CommandBuilder::new(INSTALLED.join("backprop"));
        command.args(words);
        command.cwd(folder.path());
        Terminal::start(command, 120, 40)
    };
    let mut backprop = start(&["--data", "iris", "--hidden", "3"]);
    backprop.wait_for_frame();
    backprop.press("w");
    backprop.wait_for("saved iris-4-3-3.json");
    backprop.press("nw");
    backprop.wait_for("saved iris-4-3-3-2.json; --network iris-4-3-3-2.json brings it back");
    backprop.quit();
    assert_eq!(
        names(folder.path()),
        ["iris-4-3-3-2.json", "iris-4-3-3.json"]
    );
    let line = "nn28 backprop --headless --no-figures --quiet --json --network iris-4-3-3-2.json --steps 0";
    let report: serde_json::Value =
        serde_json::from_str(&told(line, folder.path())).expect("a JSON");
    assert_eq!(report["data"]["class"], "species");
    // With a name on the command line it is that one, and the last state is in it at the end.
    let mut backprop = start(&["--save", "mine.json"]);
    backprop.wait_for_frame();
    backprop.press("w");
    backprop.wait_for("saved mine.json");
    let first = read(folder.path().join("mine.json"));
    backprop.press("n");
    backprop.wait_for("step       1 ");
    backprop.quit();
    assert_ne!(read(folder.path().join("mine.json")), first);
}
