//! The reader's Rust compiler: found, asked for the faults of a text, and asked for a program.

use std::env;
use std::fs;
use std::io::{self, Read as _};
use std::path::{self, Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde::Deserialize;

use super::advice::advice;

/// The time that the compiler has. It needs less than a second.
const PATIENCE: Duration = Duration::from_secs(20);

/// A Rust compiler that answers.
#[derive(Debug, Clone)]
pub struct Compiler {
    path: PathBuf,
    /// Its own words about itself, such as `rustc 1.95.0 (…)`.
    pub version: String,
}

/// A fault that the compiler found.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The file below `src`, and the line, from 1; 0 if it is about the whole file.
    pub file: String,
    pub line: usize,
    /// The message as the compiler writes it.
    pub rendered: String,
    /// A sentence before it, for the mistakes that people make who calculate.
    pub advice: &'static str,
}

#[derive(Deserialize)]
struct Message {
    #[serde(default)]
    level: String,
    #[serde(default, rename = "message")]
    text: String,
    #[serde(default)]
    spans: Vec<Span>,
    #[serde(default)]
    rendered: Option<String>,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    line_start: usize,
    is_primary: bool,
}

impl Compiler {
    /// RUSTC, else the compiler that rustup has put beside cargo, else the one on the path.
    pub fn find() -> Option<Self> {
        if let Some(named) = env::var_os("RUSTC").filter(|named| !named.is_empty()) {
            return Self::at(named.into());
        }
        let beside = || Some(Path::new(&env::var_os("CARGO")?).with_file_name(program("rustc")));
        let home = || Some(env::home_dir()?.join(".cargo/bin").join(program("rustc")));
        let places = [beside(), Some("rustc".into()), home()];
        places.into_iter().flatten().find_map(Self::at)
    }

    /// The compiler of a path or of a name, if it answers.
    pub fn at(path: PathBuf) -> Option<Self> {
        // It is started in other folders.
        let path = if path.components().count() > 1 {
            path::absolute(&path).unwrap_or(path)
        } else {
            path
        };
        let mut command = Command::new(&path);
        command
            .arg("--version")
            .env("RUSTUP_AUTO_INSTALL", "0")
            .stdin(Stdio::null())
            .stderr(Stdio::null());
        let output = command
            .output()
            .ok()
            .filter(|output| output.status.success())?;
        let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        Some(Self { path, version })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder of the toolchain to which it belongs.
    pub fn toolchain(&self) -> Option<PathBuf> {
        let mut command = Command::new(&self.path);
        command.args(["--print", "sysroot"]).stdin(Stdio::null());
        command.env("RUSTUP_AUTO_INSTALL", "0");
        let output = command.stderr(Stdio::null()).output().ok()?;
        let folder = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        Some(folder.into()).filter(|folder: &PathBuf| folder.is_dir())
    }

    /// The folder with the libraries of a target, if it is installed.
    pub fn has_target(&self, target: &str) -> bool {
        let mut command = Command::new(&self.path);
        command
            .args(["--print", "target-libdir", "--target", target])
            .stderr(Stdio::null());
        let output = command
            .output()
            .map(|output| output.stdout)
            .unwrap_or_default();
        let folder = String::from_utf8_lossy(&output).trim().to_owned();
        fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
    }

    /// The faults of the package whose `lib.rs` is in a folder.
    ///
    /// # Errors
    /// The compiler does not start, or does not end.
    pub(super) fn faults(&self, folder: &Path) -> io::Result<Vec<Diagnostic>> {
        let mut command = self.command(folder, "lib.rs");
        command.args(["--crate-type", "lib", "--crate-name", "mine"]);
        command.args(["--emit", "metadata=mine.rmeta", "--error-format=json"]);
        let (is_sound, text) = said(&mut command)?;
        let messages = text
            .lines()
            .filter_map(|line| serde_json::from_str::<Message>(line).ok());
        let found: Vec<Diagnostic> = messages.filter_map(diagnostic).collect();
        if !is_sound && found.is_empty() {
            return Err(io::Error::other(text));
        }
        Ok(found)
    }

    /// Compiles the program whose `main.rs` is in a folder. Returns what the compiler says if it cannot.
    ///
    /// # Errors
    /// The compiler does not start, or does not end.
    pub(super) fn build(&self, folder: &Path, program: &Path) -> io::Result<Result<(), String>> {
        let mut command = self.command(folder, "main.rs");
        command
            .args(["-C", "opt-level=0", "-C", "debuginfo=0", "-o"])
            .arg(program);
        let (is_sound, text) = said(&mut command)?;
        Ok(if is_sound { Ok(()) } else { Err(text) })
    }

    fn command(&self, folder: &Path, file: &str) -> Command {
        let mut command = Command::new(&self.path);
        command
            .current_dir(folder)
            .args(["--edition", "2024", "--cap-lints", "allow"]);
        command.arg(file).stdin(Stdio::null());
        // rustup would otherwise download a toolchain that a file above the folder names.
        command.env("RUSTUP_AUTO_INSTALL", "0");
        command
    }
}

/// Runs the compiler. Returns whether it succeeded, and what it says on standard error.
fn said(command: &mut Command) -> io::Result<(bool, String)> {
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    let errors = child.stderr.take();
    let reader = thread::spawn(move || {
        let mut bytes = Vec::new();
        errors.map(|mut errors| errors.read_to_end(&mut bytes));
        bytes
    });
    let until = Instant::now() + PATIENCE;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if Instant::now() > until {
            let _ = child.kill();
            let _ = child.wait();
            let seconds = PATIENCE.as_secs();
            let error =
                format!("it has not finished in {seconds} seconds; is there a loop in a constant?");
            return Err(io::Error::new(io::ErrorKind::TimedOut, error));
        }
        thread::sleep(Duration::from_millis(2));
    };
    let bytes = reader.join().unwrap_or_default();
    Ok((
        status.success(),
        String::from_utf8_lossy(&bytes).into_owned(),
    ))
}

/// The name of a program's file on this system.
pub(super) fn program(name: &str) -> String {
    format!("{name}{}", env::consts::EXE_SUFFIX)
}

fn diagnostic(message: Message) -> Option<Diagnostic> {
    let span = message.spans.iter().find(|span| span.is_primary)?;
    if message.level != "error" {
        return None;
    }
    let rendered = message.rendered.unwrap_or(message.text);
    Some(Diagnostic {
        file: span.file_name.replace('\\', "/"),
        line: span.line_start,
        advice: advice(&rendered),
        rendered,
    })
}
