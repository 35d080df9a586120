//! `nn28 doctor`: what nn28 finds here, and one thing to do for each that is missing. It makes nothing and writes nothing.

mod compiler;
mod folder;
mod screen;
mod todo;

use std::env;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;
use serde_json::{Value, json};

use super::exercise::{FolderOptions, WIDTH};
use super::{LookOptions, place, print_json};
use crate::mine::Compiler;
use crate::scene::wrap::wrap;
use todo::Todo;

/// `nn28 doctor`: looks, and says what it has seen. The exit status is 0 whatever that is.
#[derive(Debug, Args)]
pub struct DoctorCommand {
    #[command(flatten)]
    folder: FolderOptions,
    #[command(flatten)]
    look: LookOptions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Ok,
    /// Needed, and not as it should be.
    Missing,
    /// Not needed, or not made yet.
    Note,
}

/// One thing that was looked for.
#[derive(Debug, Serialize)]
struct Finding {
    thing: &'static str,
    state: State,
    said: String,
    #[serde(flatten)]
    todo: Todo,
    #[serde(flatten)]
    facts: Value,
}

impl Finding {
    fn ok(thing: &'static str, said: impl Into<String>) -> Self {
        Self {
            thing,
            state: State::Ok,
            said: said.into(),
            todo: Todo::default(),
            facts: json!({}),
        }
    }

    fn missing(thing: &'static str, said: impl Into<String>, todo: Todo) -> Self {
        Self {
            state: State::Missing,
            todo,
            ..Self::ok(thing, said)
        }
    }

    fn note(thing: &'static str, said: impl Into<String>, todo: Todo) -> Self {
        Self {
            state: State::Note,
            todo,
            ..Self::ok(thing, said)
        }
    }

    /// The same with numbers and paths for JSON.
    fn with(self, facts: Value) -> Self {
        Self { facts, ..self }
    }

    /// A line, and below it the thing to do.
    fn text(&self) -> String {
        let sign = match self.state {
            State::Ok => '✓',
            State::Missing => '✗',
            State::Note => '·',
        };
        // Not wrapped: a path is copied as a whole.
        let mut out = format!("{sign} {}: {}\n", self.thing, self.said);
        match &self.todo {
            Todo { run: Some(run), .. } => {
                let _ = writeln!(out, "    Run: {run}");
            }
            Todo { sentence, .. } => {
                let rows = sentence
                    .iter()
                    .flat_map(|sentence| wrap(sentence, WIDTH - 4));
                for row in rows {
                    let _ = writeln!(out, "    {row}");
                }
            }
        }
        out
    }
}

impl DoctorCommand {
    /// # Errors
    /// Standard output that cannot be written.
    pub fn run(self) -> anyhow::Result<()> {
        let findings = self.findings();
        if self.look.json {
            return findings.iter().try_for_each(print_json);
        }
        if self.look.quiet {
            return Ok(());
        }
        let lines: Vec<String> = findings.iter().map(Finding::text).collect();
        let is_missing = |finding: &&Finding| finding.state == State::Missing;
        let missing: Vec<&str> = findings
            .iter()
            .filter(is_missing)
            .map(|finding| finding.thing)
            .collect();
        let ending = if missing.is_empty() {
            "Nothing is missing.\n".to_owned()
        } else {
            format!("To be mended: {}.\n", missing.join(", "))
        };
        Ok(self.look.say(lines.concat() + &ending)?)
    }

    fn findings(&self) -> Vec<Finding> {
        let compiler = Compiler::find();
        let mut all = vec![program(), compiler::compiler(compiler.as_ref())];
        all.extend(compiler.as_ref().and_then(|_| compiler::linker()));
        #[cfg(feature = "book")]
        all.push(compiler::target());
        all.extend(screen::findings(&self.look));
        all.extend(folder::findings(&self.folder));
        all.push(folder::editor(&self.folder.path()));
        all.push(product(
            "book",
            "output/book/index.html",
            cfg!(feature = "book"),
        ));
        all.push(product(
            "figures",
            "output/figures",
            cfg!(feature = "figures"),
        ));
        all
    }
}

/// This program, and where it was started.
fn program() -> Finding {
    let version = env!("CARGO_PKG_VERSION");
    let clone = place::clone_root();
    let place = match &clone {
        Some(_) => "started in a clone of its sources",
        None => "started outside of its sources",
    };
    Finding::ok("nn28", format!("{version}, {place}"))
        .with(json!({ "version": version, "clone": clone.as_deref().map(path) }))
}

/// Something that nn28 makes below the current folder.
fn product(word: &'static str, place: &str, can_be_made: bool) -> Finding {
    let there = Path::new(place);
    let facts = json!({ "path": place, "is_there": there.exists() });
    let finding = if there.exists() {
        Finding::ok(word, format!("in {place}"))
    } else if can_be_made {
        let said = format!("no {place} in this folder yet");
        Finding::note(word, said, Todo::run(place::launch().nn28(word)))
    } else {
        let said = format!("no {place} in this folder; this program was built without it");
        let command = format!("cargo run --release --features {word} -- {word}");
        let todo = place::clone_root().map(|_| Todo::run(command));
        Finding::note(word, said, todo.unwrap_or_default())
    };
    finding.with(facts)
}

/// A path for JSON.
fn path(path: &Path) -> String {
    path.display().to_string()
}

/// The file of a program: of its path, or of its name in the folders of PATH.
fn on_path(program: &str) -> Option<PathBuf> {
    let file = |path: PathBuf| {
        let names = ["", env::consts::EXE_SUFFIX, ".cmd"];
        let files = names.map(|end| PathBuf::from(format!("{}{end}", path.display())));
        files.into_iter().find(|file| is_program(file))
    };
    if Path::new(program).components().count() > 1 {
        return file(program.into());
    }
    let folders = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&folders).find_map(|folder| file(folder.join(program)))
}

#[cfg(unix)]
fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    file.metadata()
        .is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(file: &Path) -> bool {
    file.is_file()
}

/// The value of an environment variable that is set and not empty.
fn variable(name: &str) -> Option<String> {
    let value = env::var_os(name).filter(|value| !value.is_empty())?;
    Some(value.to_string_lossy().into_owned())
}
