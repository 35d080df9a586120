//! Compiles the programs to WebAssembly that run inside the pages. Cargo does it; all it needs is the target.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::book::Programs;

pub(super) const TARGET: &str = "wasm32-unknown-unknown";
/// The environment variable that names another compiler for this one build, where rustup has none for the target.
const COMPILER: &str = "NN28_WASM_RUSTC";
/// The environment variable that does what `--no-live` does.
const WITHOUT: &str = "NN28_NO_LIVE";

/// One of the programs: the same package, with other exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// The dashboards.
    Dashboards,
    /// The judge of answers.
    Judge,
    /// The figures that move.
    Figures,
}

impl Program {
    /// The features of the package that it is compiled with.
    const fn features(self) -> &'static str {
        match self {
            Self::Dashboards => "",
            Self::Judge => "judge",
            Self::Figures => "moving",
        }
    }

    /// Its options for Cargo beyond those of the profile.
    const fn config(self) -> &'static [&'static str] {
        match self {
            Self::Dashboards | Self::Judge => &[],
            // A figure follows the finger that drags it: it is drawn in less than half of the time by a program a quarter larger.
            Self::Figures => &["--config", "profile.live.package.nn28.opt-level=2"],
        }
    }

    /// What the pages are without it.
    const fn without(self) -> &'static str {
        match self {
            // The others are not compiled without it.
            Self::Dashboards => {
                "the dashboards and figures stand still in the pages, and no answers are judged there"
            }
            Self::Judge => "the pages do not judge answers",
            Self::Figures => "the figures stand still in the pages",
        }
    }
}

/// Compiles all programs of the package in the folder `root`, one after the other, and says which are missing.
pub fn programs(root: &Path, quiet: bool) -> Programs {
    let compiled = |one: Program| {
        let bytes = program(root, one, quiet);
        bytes.inspect_err(|sentence| eprintln!("{sentence}")).ok()
    };
    let Some(dashboards) = compiled(Program::Dashboards) else {
        // The others would be missing for the same reason.
        return Programs::default();
    };
    Programs {
        dashboards: Some(dashboards),
        judge: compiled(Program::Judge),
        figures: compiled(Program::Figures),
    }
}

/// Compiles one program of the package in the folder `root`.
///
/// # Errors
/// A sentence that says why there is no such program, and what to do.
pub fn program(root: &Path, program: Program, quiet: bool) -> Result<Vec<u8>, String> {
    let wanted = |because: &str| format!("{}: {because}", program.without());
    if !root.join("Cargo.toml").is_file() || !root.join("src/web/exports.rs").is_file() {
        return Err(wanted(
            "only a clone of nn28 has the sources to make them live",
        ));
    }
    if !has_target() {
        let install = format!("rustup target add {TARGET} makes them live");
        return Err(wanted(&install));
    }
    let folder = target_folder(root);
    let mut cargo = cargo(root, &folder, program);
    if quiet {
        cargo.arg("--quiet");
    }
    let compiled = cargo.status().is_ok_and(|status| status.success());
    // Each program takes the place of the one before.
    let bytes = fs::read(folder.join(TARGET).join("live/nn28.wasm")).ok();
    let bytes = bytes.filter(|_| compiled);
    bytes.ok_or_else(|| wanted("cargo could not compile them"))
}

/// True if the reader asked for still dashboards.
pub(super) fn is_unwanted() -> bool {
    env::var_os(WITHOUT).is_some_and(|value| !value.is_empty())
}

/// The compiler for the pages.
pub(super) fn compiler() -> OsString {
    let named = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
    named(COMPILER)
        .or_else(|| named("RUSTC"))
        .unwrap_or_else(|| "rustc".into())
}

/// True if the compiler for the pages has the libraries of their target.
pub(super) fn has_target() -> bool {
    let asked = Command::new(compiler())
        .args(["--print", "target-libdir", "--target", TARGET])
        .stderr(Stdio::null())
        .output();
    asked.is_ok_and(|answer| {
        let folder = String::from_utf8_lossy(&answer.stdout);
        answer.status.success() && Path::new(folder.trim()).is_dir()
    })
}

/// A target folder of its own, so that the two builds neither wait for each other nor invalidate each other.
fn target_folder(root: &Path) -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    target.unwrap_or_else(|| root.join("target")).join("live")
}

fn cargo(root: &Path, folder: &Path, program: Program) -> Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut cargo = Command::new(cargo);
    cargo
        .args(["rustc", "--lib", "--crate-type", "cdylib"])
        .args(["--profile", "live", "--no-default-features"])
        .args(["--features", program.features()])
        .args(program.config())
        .args(["--target", TARGET, "--target-dir"])
        .arg(std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned()))
        .current_dir(root)
        .env("RUSTC", compiler())
        .env("CARGO_ENCODED_RUSTFLAGS", flags())
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    cargo
}

/// Flags for the compiler: `simd128`, which all current browsers support; the shortest addresses; and panic messages that do not say
/// where this machine keeps the sources of crates.
fn flags() -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo")));
    let registries = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    let entries = registries.into_iter().flatten().flatten();
    let remapped = entries.map(|entry| format!("--remap-path-prefix={}=", entry.path().display()));
    let mut flags: Vec<String> = remapped.collect();
    flags.sort();
    let fixed = [
        "-Ctarget-feature=+simd128",
        "-Clink-arg=--compress-relocations",
        "-Clink-arg=--strip-all",
    ];
    flags.splice(0..0, fixed.map(str::to_owned));
    flags.join("\x1f")
}
