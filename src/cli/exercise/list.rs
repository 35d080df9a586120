//! `nn28 exercise`: the screen on which exercises are written, or the list of them.

use std::fmt::Write as _;

use clap::Args;

use super::asked::Asked;
use super::{FolderOptions, mark};
use crate::cli::{FigureOptions, LookOptions, place, shown, workbook};
use crate::equation::Chapter;
use crate::exercise::{self, pencil};
use crate::mine::{Folder, Progress};

/// `nn28 exercise`: the screen on which exercises are written, or the list of them.
#[derive(Debug, Args)]
pub struct ExerciseCommand {
    /// The exercise, equation or line of a derivation to begin with; otherwise the next one that is not solved
    #[arg(value_name = "ID")]
    id: Option<String>,
    #[command(flatten)]
    folder: FolderOptions,
    #[command(flatten)]
    files: FigureOptions,
    #[command(flatten)]
    look: LookOptions,
}

impl ExerciseCommand {
    /// # Errors
    /// An unknown id, or a folder that cannot be used.
    pub fn run(self) -> anyhow::Result<()> {
        let asked = self.id.as_deref().map(Asked::of).transpose()?;
        let (folder, progress) = self.folder.open()?;
        if self.look.is_headless() {
            self.look.explain_narration();
            let list = list(&folder, &progress, asked);
            return Ok(self.look.say(list)?);
        }
        let first = asked
            .map(|asked| asked.exercise)
            .or_else(|| progress.next());
        let first = first.or_else(|| exercise::all().next());
        match first {
            Some(first) => workbook::show(first, &folder, self.files, &self.look),
            None => Ok(()),
        }
    }
}

/// All exercises in sentences, or one with its task.
fn list(folder: &Folder, progress: &Progress, asked: Option<Asked>) -> String {
    let mut out = String::new();
    if let Some(asked) = asked {
        let one = asked.part();
        let _ = writeln!(out, "{}\n{}", asked.title(), one.asks);
        for blank in one.blanks {
            let line = folder.function(blank).map_or(0, |(_, line)| line);
            let file = folder.file(blank.module);
            let _ = writeln!(out, "Write {} in {}:{line}", blank.name, shown(&file));
        }
        let rests = workbook::rests_on(asked.exercise, folder, progress);
        if !rests.is_empty() {
            let _ = writeln!(out, "It {rests}");
        }
        let launch = place::launch();
        let [check, hint] =
            ["check", "hint"].map(|word| launch.nn28(&format!("{word} {}", asked.id())));
        let _ = writeln!(out, "Then: {check}\nA hint: {hint}");
        return out;
    }
    for chapter in Chapter::ALL {
        let _ = writeln!(out, "{}", chapter.title());
        for one in exercise::all().filter(|one| one.chapter == chapter) {
            let mark = mark(folder, progress, one);
            let words = progress.mark(one.id).words();
            let _ = writeln!(out, "  {mark:<2} {:<6} {}: {words}", one.id, one.title);
        }
        for one in pencil::all().filter(|one| one.chapter == chapter) {
            let mark = progress.mark(one.id);
            let (sign, words) = (mark.sign(), mark.words());
            let _ = writeln!(
                out,
                "  {sign:<2} {:<6} {}, with pencil: {words}",
                one.id, one.title
            );
        }
    }
    let root = shown(folder.root());
    let check = place::launch().nn28("check");
    let _ = writeln!(
        out,
        "{progress}.{} Your functions are in {root}; {check} judges them.",
        sentence(&progress.in_dashboards())
    );
    out
}

/// Words as a sentence after another one; nothing without words.
fn sentence(words: &str) -> String {
    if words.is_empty() {
        String::new()
    } else {
        format!(" In the dashboards: {words}.")
    }
}
