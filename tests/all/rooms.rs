//! The rooms of the house and their borders: which part of the program may know which.

use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms that it may use. A stage builds scenes, so it knows them.
const ROOMS: [(&str, &[&str]); 12] = [
    ("model", &[]),
    ("engine", &["model"]),
    ("equation", &["model"]),
    ("exercise", &["model", "equation"]),
    // The programs that it writes have modules of their own: given, hands, and the reader's.
    (
        "mine",
        &[
            "exercise",
            "model",
            "equation",
            "source",
            "whole_file",
            "given",
            "hands",
        ],
    ),
    ("data", &["model", "whole_file"]),
    ("scene", &[]),
    (
        "stage",
        &["model", "engine", "equation", "exercise", "data", "scene"],
    ),
    ("view", &["scene"]),
    ("figure", &["scene", "whole_file"]),
    (
        "web",
        &["stage", "view", "scene", "equation", "exercise", "figure"],
    ),
    ("terminal", &["stage", "view", "scene", "equation"]),
];

/// The files of a room, with their code: without comments, in which a room may well be spoken of, and without tests, which may look
/// anywhere.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a room") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source");
            let code = text.split("\nmod tests {").next().unwrap_or_default();
            let lines = code.lines();
            let code = lines.map(|line| line.split("//").next().unwrap_or_default());
            found.push((path, code.collect::<Vec<_>>().join("\n")));
        }
    }
    found
}

#[test]
fn every_room_keeps_to_what_it_may_know() {
    for (room, known) in ROOMS {
        for (path, code) in sources(&Path::new("src").join(room)) {
            for piece in code.split("crate::").skip(1) {
                let list = piece.strip_prefix('{').map(|list| list.split('}').next());
                let list = list.flatten().map(|list| list.split(',').collect());
                for name in list.unwrap_or_else(|| vec![piece]) {
                    let is_other = |c: char| !c.is_ascii_alphanumeric() && c != '_';
                    let name = name.trim().split(is_other).next().unwrap_or_default();
                    let allowed = name == room || known.contains(&name);
                    let path = path.display();
                    assert!(allowed, "{path} knows {name}; {room} may know {known:?}");
                }
            }
        }
    }
}

#[test]
fn only_the_terminal_knows_crossterm_only_figures_know_plotters_only_the_command_line_prints() {
    for (path, code) in sources(Path::new("src")) {
        let place = path.to_string_lossy().into_owned();
        let only = |word: &str, rooms: &[&str]| {
            let is_in = |room: &&str| place.starts_with(&format!("src/{room}"));
            let here = rooms.iter().any(is_in);
            assert!(here || !code.contains(word), "{place} says {word}");
        };
        only("crossterm", &["terminal"]);
        only("plotters", &["figure"]);
        only("faer", &["engine"]);
        only("mdbook", &["book"]);
        only("clap", &["cli", "bin", "main.rs"]);
        only("println!", &["cli"]);
        only("SystemTime", &[]);
        only("Instant::", &["terminal", "cli", "mine"]);
        only("process::Command", &["mine", "terminal", "cli"]);
        only("HashMap", &[]);
        only(
            "unsafe",
            &[
                "web/buffers.rs",
                "web/exports.rs",
                "web/judge_exports.rs",
                "web/figure_exports.rs",
                "terminal/signals.rs",
            ],
        );
    }
}

#[test]
fn a_file_can_be_taken_in_at_one_sitting() {
    for (path, code) in sources(Path::new("src")) {
        // The registry's entries are a table, not a text.
        let is_table = path.starts_with("src/equation/backprop");
        let (path, count) = (path.display(), code.lines().count());
        assert!(is_table || count <= 600, "{path} has {count} lines");
    }
}
