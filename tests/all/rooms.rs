//! The rooms of the house and their borders: which part of the program may know which.

use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms that it may use. A stage builds scenes, so it knows them.
const ROOMS: [(&str, &[&str]); 10] = [
    ("model", &[]),
    ("engine", &["model"]),
    ("equation", &["model"]),
    ("data", &["model", "whole_file"]),
    ("scene", &[]),
    ("stage", &["model", "engine", "equation", "data", "scene"]),
    ("view", &["scene"]),
    ("figure", &["scene", "whole_file"]),
    ("web", &["stage", "view", "scene", "equation"]),
    ("terminal", &["stage", "view", "scene", "equation"]),
];

fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a room") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source");
            // What stands below a file's own tests may look anywhere.
            let code = text
                .split("#[cfg(test)]")
                .next()
                .unwrap_or_default()
                .to_owned();
            found.push((path, code));
        }
    }
    found
}

/// The code without comments, in which a room may well be spoken of.
fn without_comments(code: &str) -> String {
    code.lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn every_room_keeps_to_what_it_may_know() {
    for (room, known) in ROOMS {
        for (path, code) in sources(&Path::new("src").join(room)) {
            for piece in without_comments(&code).split("crate::").skip(1) {
                let names: Vec<&str> = match piece.strip_prefix('{') {
                    Some(list) => list
                        .split('}')
                        .next()
                        .unwrap_or_default()
                        .split(',')
                        .map(str::trim)
                        .collect(),
                    None => vec![piece],
                };
                for name in names {
                    let name = name
                        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                        .next()
                        .unwrap_or_default();
                    let allowed = name == room || known.contains(&name);
                    assert!(
                        allowed,
                        "{} knows {name}, but {room} may know {known:?}",
                        path.display()
                    );
                }
            }
        }
    }
}

#[test]
fn only_the_terminal_knows_crossterm_only_figures_know_plotters_only_the_command_line_prints() {
    for (path, code) in sources(Path::new("src")) {
        let code = without_comments(&code);
        let place = path.to_string_lossy().into_owned();
        let only = |word: &str, rooms: &[&str]| {
            let here = rooms
                .iter()
                .any(|room| place.starts_with(&format!("src/{room}")));
            assert!(here || !code.contains(word), "{place} says {word}");
        };
        only("crossterm", &["terminal"]);
        only("plotters", &["figure"]);
        only("faer", &["engine"]);
        only("mdbook", &["book"]);
        only("clap", &["cli", "bin", "main.rs"]);
        only("println!", &["cli"]);
        only("SystemTime", &[]);
        only("Instant::", &["terminal", "cli"]);
        only("HashMap", &[]);
        only("unsafe", &["web/exports.rs", "terminal/signals.rs"]);
    }
}

#[test]
fn a_file_can_be_taken_in_at_one_sitting() {
    for (path, code) in sources(Path::new("src")) {
        // The registry's entries are a table, not a text.
        let is_table = path.starts_with("src/equation/backprop");
        assert!(
            is_table || code.lines().count() <= 600,
            "{} has {} lines",
            path.display(),
            code.lines().count()
        );
    }
}
