//! Where a program was started: in a clone of nn28, or anywhere else.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::stage::Launch;

/// The folder of the clone in which the program was started, if it was in one; `.` for the current folder.
pub(super) fn clone_root() -> Option<PathBuf> {
    let here = env::current_dir().ok()?;
    let root = nearest_package(&here)?;
    let root = if root == here { Path::new(".") } else { root };
    Some(root.to_owned())
}

/// How commands start here, so that a reader can copy them.
pub(super) fn launch() -> Launch {
    clone_root().map_or(Launch::Installed, |_| Launch::Cargo)
}

/// The folder of nn28's package, if cargo would find that one from a folder: it takes the nearest above.
fn nearest_package(folder: &Path) -> Option<&Path> {
    let mut folders = folder.ancestors();
    let package = folders.find(|folder| folder.join("Cargo.toml").is_file())?;
    let text = fs::read_to_string(package.join("Cargo.toml")).ok()?;
    let is_ours = text
        .lines()
        .any(|line| line.trim_end() == "name = \"nn28\"");
    is_ours.then_some(package)
}
