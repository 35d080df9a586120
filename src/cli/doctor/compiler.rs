//! The compiler of the reader's functions, its linker, and the target of the pages.

use std::env;
#[cfg(feature = "book")]
use std::path::PathBuf;

use serde_json::json;

use super::todo::word;
use super::{Finding, Todo, on_path, path, variable};
use crate::cli::shown;
use crate::data::escaped;
use crate::mine::Compiler;

/// The oldest compiler for nn28's sources, which are compiled beside the reader's functions.
const OLDEST: &str = env!("CARGO_PKG_RUST_VERSION");

pub(super) fn compiler(found: Option<&Compiler>) -> Finding {
    let thing = "Rust compiler";
    let Some(compiler) = found else {
        return match variable("RUSTC") {
            Some(named) => {
                let said = format!("RUSTC names {}, which is no compiler", escaped(&named));
                Finding::missing(thing, said, Todo::unset("RUSTC"))
            }
            None => Finding::missing(thing, "none; your functions are not judged", install()),
        };
    };
    let toolchain = compiler.toolchain();
    let own = toolchain.as_ref().map(|folder| folder.join("bin/rustc"));
    let file = own
        .filter(|file| file.is_file())
        .unwrap_or_else(|| compiler.path().to_owned());
    let version = escaped(&compiler.version);
    let facts = json!({ "version": compiler.version, "path": path(&file) });
    let said = format!("{version}, {}", shown(&file));
    if is_old(&compiler.version) {
        let said = format!("{said}; {OLDEST} or later is needed");
        return Finding::missing(thing, said, newer()).with(facts);
    }
    Finding::ok(thing, said).with(facts)
}

/// True for `rustc 1.84.1 (…)` where 1.95 is needed. A version in other words is taken for a new one.
fn is_old(version: &str) -> bool {
    let numbers = |version: &str| -> Option<(u32, u32)> {
        let mut parts = version.split('.').map(str::parse);
        Some((parts.next()?.ok()?, parts.next()?.ok()?))
    };
    let own = version.split(' ').nth(1).and_then(numbers);
    own.zip(numbers(OLDEST))
        .is_some_and(|(own, oldest)| own < oldest)
}

fn install() -> Todo {
    installed("")
}

/// Installs Rust with some options, for this shell too.
fn installed(options: &str) -> Todo {
    if cfg!(windows) {
        return Todo::sentence(
            "Download rustup-init.exe from https://rustup.rs, run it, and open a new terminal.",
        );
    }
    let get = "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y";
    Todo::run(format!("{get}{options} && . \"$HOME/.cargo/env\""))
}

fn newer() -> Todo {
    let Some(rustup) = rustup() else {
        return install();
    };
    let install = format!("{rustup} toolchain install stable");
    if cfg!(windows) {
        return Todo::run(format!(
            "{install}; $env:RUSTC = {rustup} which --toolchain stable rustc"
        ));
    }
    Todo::run(format!(
        "{install} && export RUSTC=\"$({rustup} which --toolchain stable rustc)\""
    ))
}

/// The command rustup, if it is there.
fn rustup() -> Option<String> {
    if on_path("rustup").is_some() {
        return Some("rustup".to_owned());
    }
    let home = env::home_dir()?.join(".cargo/bin/rustup");
    let file = on_path(&home.to_string_lossy())?;
    Some(word(&file))
}

/// The program that makes programs of what the compiler compiles, on systems where it is one of its own.
pub(super) fn linker() -> Option<Finding> {
    let thing = "linker";
    if cfg!(not(unix)) {
        return None;
    }
    if let Some(file) = on_path("cc") {
        let facts = json!({ "path": path(&file) });
        return Some(Finding::ok(thing, shown(&file)).with(facts));
    }
    let installers = [
        ("apt-get", "sudo apt-get install -y gcc libc6-dev"),
        ("dnf", "sudo dnf install -y gcc"),
        ("pacman", "sudo pacman -S --noconfirm gcc"),
        ("zypper", "sudo zypper install -y gcc"),
        ("apk", "sudo apk add gcc musl-dev"),
    ];
    let mut installers = installers.into_iter();
    let todo = match installers.find(|(program, _)| on_path(program).is_some()) {
        _ if cfg!(target_os = "macos") => Todo::run("xcode-select --install"),
        Some((_, command)) => Todo::run(command),
        None => Todo::sentence("Install gcc or clang, so that there is a command cc."),
    };
    let said = "no cc, by which rustc makes programs";
    Some(Finding::missing(thing, said, todo))
}

/// The target for which the dashboards in the pages of the book are compiled.
#[cfg(feature = "book")]
pub(super) fn target() -> Finding {
    use crate::cli::{live, place};

    let (thing, target) = ("pages' target", live::TARGET);
    let facts = json!({ "target": target, "is_installed": live::has_target() });
    let finding = if live::has_target() {
        Finding::ok(thing, format!("{target} is installed"))
    } else if place::clone_root().is_none() {
        let said = format!("{target} is not installed, and only a clone of nn28 needs it");
        Finding::note(thing, said, Todo::default())
    } else {
        let said = format!("{target} is not installed; the dashboards in the pages stand still");
        let compiler = Compiler::at(PathBuf::from(live::compiler()));
        let toolchain = compiler.and_then(|compiler| compiler.toolchain());
        Finding::missing(thing, said, add(target, toolchain))
    };
    finding.with(facts)
}

/// Installs a target for a toolchain, if that is one of rustup's.
#[cfg(feature = "book")]
fn add(target: &str, toolchain: Option<PathBuf>) -> Todo {
    let is_of_rustup = |folder: &PathBuf| {
        let parent = folder.parent().and_then(|parent| parent.file_name());
        parent.is_some_and(|name| name == "toolchains")
    };
    let toolchain = toolchain.filter(is_of_rustup);
    let name = toolchain.as_ref().and_then(|folder| folder.file_name());
    match (rustup(), name.and_then(|name| name.to_str())) {
        (Some(rustup), Some(name)) => {
            Todo::run(format!("{rustup} target add {target} --toolchain {name}"))
        }
        (Some(rustup), None) => Todo::run(format!(
            "{rustup} toolchain install stable --target {target} && export NN28_WASM_RUSTC=\"$({rustup} which --toolchain stable rustc)\""
        )),
        (None, _) => installed(&format!(" --target {target}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compiler_is_old_before_the_version_that_the_sources_need() {
        for old in ["rustc 1.84.1 (abc 2025-01-01)", "rustc 0.9.0"] {
            assert!(is_old(old), "{old}");
        }
        for new in [
            "rustc 1.95.0 (abc)",
            "rustc 1.120.0-nightly",
            "rustc 2.0.0",
            "gcc",
            "",
        ] {
            assert!(!is_old(new), "{new}");
        }
    }
}
