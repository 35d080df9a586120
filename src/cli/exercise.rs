//! `nn28 exercise`, `check`, `hint` and `reset`: the exercises on the command line.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::{FigureOptions, LookOptions, Usage, place, workbook};
use crate::equation::{Chapter, Number};
use crate::exercise::judge::State;
use crate::exercise::{self, Exercise, pencil};
use crate::mine::{Event, Folder, Mark, Progress, Report, Workshop, folder_path};
use crate::scene::{text, wrap::wrap};

/// The lines that are shown of what a function has printed.
const PRINTED: usize = 5;

/// The columns of a narration.
pub(super) const WIDTH: u16 = 100;

/// Where the reader's functions are.
#[derive(Debug, Clone, Default, Args)]
pub struct FolderOptions {
    /// The folder of your functions; otherwise NN28_MINE, output/mine in a clone, or nn28-mine in the current folder
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl FolderOptions {
    /// Its path, whether it is there or not.
    pub(super) fn path(&self) -> PathBuf {
        folder_path(self.folder.as_deref(), place::clone_root().as_deref())
    }

    /// The folder, made where it is missing, and what the reader has done in it.
    pub(super) fn open(&self) -> anyhow::Result<(Folder, Progress)> {
        let folder = Folder::prepare(&self.path())?;
        let progress = folder.progress()?;
        Ok((folder, progress))
    }
}

/// The exercise of a name on the command line.
fn named(id: &str) -> anyhow::Result<&'static Exercise> {
    exercise::find(id).ok_or_else(|| {
        let ids: Vec<&str> = exercise::all().map(|one| one.id).collect();
        Usage::error(&format!(
            "there is no exercise {id}: expected one of {}",
            ids.join(" ")
        ))
    })
}

/// `nn28 exercise`: the screen on which exercises are written, or the list of them.
#[derive(Debug, Args)]
pub struct ExerciseCommand {
    /// The exercise or equation to begin with; otherwise the next one that is not solved
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
        let asked = self.id.as_deref().map(named).transpose()?;
        let (folder, progress) = self.folder.open()?;
        if self.look.is_headless() {
            self.look.explain_narration();
            let list = list(&folder, &progress, asked);
            return Ok(self.look.say(list)?);
        }
        let first = asked.or_else(|| progress.next());
        let first = first.or_else(|| exercise::all().next());
        match first {
            Some(first) => workbook::show(first, &folder, self.files, &self.look),
            None => Ok(()),
        }
    }
}

/// All exercises in sentences, or one with its task.
fn list(folder: &Folder, progress: &Progress, asked: Option<&Exercise>) -> String {
    let mut out = String::new();
    if let Some(one) = asked {
        let _ = writeln!(out, "({}) {}\n{}", one.id, one.title, one.asks);
        for blank in one.blanks {
            let line = folder.function(blank).map_or(0, |(_, line)| line);
            let file = folder.file(blank.module);
            let _ = writeln!(
                out,
                "Write {} in {}:{line}",
                blank.name,
                super::shown(&file)
            );
        }
        let launch = place::launch();
        let [check, hint] =
            ["check", "hint"].map(|word| launch.nn28(&format!("{word} {}", one.id)));
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
    let root = super::shown(folder.root());
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

/// The mark of an exercise, with a question mark behind it if its text has changed since it was right.
pub(super) fn mark(folder: &Folder, progress: &Progress, one: &Exercise) -> String {
    let sign = progress.mark(one.id).sign();
    let is_same = progress
        .text(one.id)
        .is_none_or(|text| text == folder.hash(one));
    if is_same {
        sign.to_string()
    } else {
        format!("{sign}?")
    }
}

/// `nn28 check`: judges what the reader wrote, once.
#[derive(Debug, Args)]
pub struct CheckCommand {
    /// Exercises or equations, such as 28, 4s or pass; without one, everything that you have begun
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// The ones that are not begun as well
    #[arg(long, conflicts_with = "ids")]
    all: bool,
    #[command(flatten)]
    folder: FolderOptions,
    #[command(flatten)]
    look: LookOptions,
}

impl CheckCommand {
    /// Prints the verdicts. The exit status is 0 if all are right, and 1 if one is not.
    ///
    /// # Errors
    /// An unknown id, or a folder that cannot be used.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let asked = self
            .ids
            .iter()
            .map(|id| named(id))
            .collect::<anyhow::Result<Vec<_>>>()?;
        let (folder, mut progress) = self.folder.open()?;
        let is_named = !asked.is_empty();
        let chosen = if is_named {
            asked
        } else {
            exercise::all().collect()
        };
        let mut workshop = Workshop::new(folder);
        let mut reports = workshop.check(&chosen)?;
        if !is_named && !self.all {
            reports.retain(|report| report.verdict.state != State::Blank);
        }
        record(&mut progress, workshop.folder(), &reports)?;
        if self.look.json {
            for report in &reports {
                super::print_json(&Row::new(report))?;
            }
        } else if !self.look.quiet {
            let paragraphs: Vec<String> = reports.iter().map(told).collect();
            let ending = if reports.is_empty() {
                let root = super::shown(workshop.folder().root());
                format!(
                    "Nothing is written yet in {root}: begin with {}.\n",
                    place::launch().nn28("exercise 1")
                )
            } else {
                format!("{progress}\n")
            };
            self.look.say(paragraphs.concat() + &ending)?;
        }
        let is_right = !reports.is_empty() && reports.iter().all(Report::is_right);
        Ok(if is_right {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

/// Writes down which exercises are right now, and which were tried.
pub(super) fn record(
    progress: &mut Progress,
    folder: &Folder,
    reports: &[Report],
) -> anyhow::Result<()> {
    for of_one in reports.chunk_by(|one, next| one.exercise.id == next.exercise.id) {
        let one = of_one[0].exercise;
        let id = one.id.to_owned();
        let has_all = of_one.len() == one.blanks.len();
        let hash = folder.hash(one);
        if has_all && of_one.iter().all(Report::is_right) {
            if progress.text(one.id) != Some(hash.as_str()) {
                if !progress.was_right(one.id) {
                    folder.keep(one, "right")?;
                }
                progress.record(&Event::Solved(id, hash))?;
            }
        } else if of_one
            .iter()
            .any(|report| !report.is_right() && report.verdict.state != State::Blank)
        {
            progress.record(&Event::Tried(id))?;
        }
    }
    Ok(())
}

/// The word of a state, as JSON has it.
pub(super) const fn word(state: State) -> &'static str {
    match state {
        State::Right => "right",
        State::Fragile => "fragile",
        State::Blank => "blank",
        State::Wrong => "wrong",
        State::DoesNotCompile => "does_not_compile",
        State::Panicked => "panicked",
        State::NoAnswer => "no_answer",
        State::Ended => "ended",
        State::WrongLength => "wrong_length",
        State::NoCompiler => "no_compiler",
    }
}

/// The same for a reader, with a sign before it.
pub(super) const fn headline(state: State) -> &'static str {
    match state {
        State::Right => "✓ right",
        State::Fragile => "✓ right, but fragile",
        State::Blank => "· not written yet",
        State::Wrong => "✗ not right",
        State::DoesNotCompile => "✗ does not compile",
        State::Panicked => "✗ it panicked",
        State::NoAnswer => "✗ no answer in 2 seconds",
        State::Ended => "✗ the program ended",
        State::WrongLength => "✗ another shape",
        State::NoCompiler => "· not judged: there is no Rust compiler",
    }
}

/// The two numbers of a verdict, and where they are.
pub(super) fn numbers(report: &Report) -> Option<String> {
    let verdict = &report.verdict;
    let (yours, expected) = (verdict.yours?, verdict.expected?);
    let place = verdict.case.map_or(String::new(), |case| case.to_string());
    let place = [place.as_str(), verdict.at.as_str()];
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    let by = report.blank.by;
    let [yours, expected] = [yours, expected].map(|number| text(number, 6));
    Some(format!(
        "{}: yours {yours}, {by} {expected}",
        place.join(", ")
    ))
}

/// The first lines that a reader's function has printed.
pub(super) fn printed(report: &Report) -> String {
    let lines: Vec<&str> = report.printed.lines().collect();
    let first = lines
        .iter()
        .take(PRINTED)
        .copied()
        .collect::<Vec<_>>()
        .join("\n");
    let more = match lines.len().saturating_sub(PRINTED) {
        0 => String::new(),
        count => format!("\n… and {count} lines more"),
    };
    format!(
        "Your program printed:\n{}{more}",
        super::escaped_lines(&first)
    )
}

/// A verdict in a paragraph.
fn told(report: &Report) -> String {
    let (one, blank) = (report.exercise, report.blank);
    let line = report.line.map_or(String::new(), |line| format!(":{line}"));
    let file = super::shown(&report.file);
    let mut out = format!(
        "({}) {}: {}\n    {} in {file}{line}\n",
        one.id,
        one.title,
        headline(report.verdict.state),
        blank.name
    );
    let mut say = |said: &str| {
        for row in said.lines().flat_map(|row| wrap(row, WIDTH - 4)) {
            let _ = writeln!(out, "    {row}");
        }
    };
    if let Some(numbers) = numbers(report) {
        say(&numbers);
    }
    if report.verdict.state != State::Blank {
        say(&report.verdict.symptom);
    }
    if !report.printed.is_empty() {
        say(&printed(report));
    }
    if let Some(diagnostic) = &report.diagnostic {
        for row in diagnostic.rendered.lines().skip(1) {
            let _ = writeln!(out, "    {row}");
        }
    }
    out
}

/// One function in JSON.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    equation: Option<String>,
    function: &'a str,
    state: &'a str,
    symptom: &'a str,
    fault: Option<&'a str>,
    case: Option<String>,
    at: &'a str,
    yours: Option<f64>,
    expected: Option<f64>,
    printed: &'a str,
    file: String,
    line: Option<usize>,
    compiler: Option<&'a str>,
}

impl<'a> Row<'a> {
    fn new(report: &'a Report) -> Self {
        let verdict = &report.verdict;
        Self {
            id: report.exercise.id,
            equation: report.blank.equation.map(|number| number.to_string()),
            function: report.blank.name,
            state: word(verdict.state),
            symptom: &verdict.symptom,
            fault: verdict.fault.map(|fault| fault.name),
            case: verdict.case.map(|case| case.to_string()),
            at: &verdict.at,
            yours: verdict.yours,
            expected: verdict.expected,
            printed: &report.printed,
            file: report.file.display().to_string(),
            line: report.line,
            compiler: report
                .diagnostic
                .as_ref()
                .map(|diagnostic| diagnostic.rendered.as_str()),
        }
    }
}

/// `nn28 hint`: the hints of an exercise, one at a time.
#[derive(Debug, Args)]
pub struct HintCommand {
    /// An exercise or an equation, such as 28, 4s or pass
    #[arg(value_name = "ID")]
    id: String,
    /// 1 a question that points, 2 the factor in doubt, 3 the line with a hole, 4 the solution; otherwise the next one
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=4))]
    level: Option<u8>,
    #[command(flatten)]
    folder: FolderOptions,
    #[command(flatten)]
    look: LookOptions,
}

/// A hint in JSON.
#[derive(Serialize)]
struct HintRow<'a> {
    id: &'a str,
    level: usize,
    hint: &'a str,
}

impl HintCommand {
    /// # Errors
    /// An unknown id, or a folder that cannot be used.
    pub fn run(self) -> anyhow::Result<()> {
        let one = named(&self.id)?;
        let (folder, mut progress) = self.folder.open()?;
        let next = (progress.hints(one.id) + 1).min(one.hints.len());
        let level = self.level.map_or(next, usize::from);
        let hint = hint(one, level);
        progress.record(&event_of_hint(one, level))?;
        drop(folder);
        if self.look.json {
            return super::print_json(&HintRow {
                id: one.id,
                level,
                hint: &hint,
            });
        }
        let after = match level {
            4 => String::new(),
            3 => format!(
                "The solution: {}\n",
                place::launch().nn28(&format!("hint {} --level 4", one.id))
            ),
            _ => format!(
                "The next one: {}\n",
                place::launch().nn28(&format!("hint {}", one.id))
            ),
        };
        Ok(self.look.say(format!(
            "({}) {}, hint {level}:\n{hint}\n{after}",
            one.id, one.title
        ))?)
    }
}

/// A hint by its level; the last one is the solution.
pub(super) fn hint(one: &Exercise, level: usize) -> String {
    match one.hints.get(level.wrapping_sub(1)) {
        Some(hint) => (*hint).to_owned(),
        None => crate::mine::solution(one),
    }
}

pub(super) fn event_of_hint(one: &Exercise, level: usize) -> Event {
    if level > one.hints.len() {
        Event::Shown(one.id.to_owned())
    } else {
        Event::Hint(one.id.to_owned(), level)
    }
}

/// `nn28 reset`: puts a blank back, and keeps what was there.
#[derive(Debug, Args)]
pub struct ResetCommand {
    /// An exercise or an equation, such as 28, 4s or pass
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    folder: FolderOptions,
    #[command(flatten)]
    look: LookOptions,
}

impl ResetCommand {
    /// # Errors
    /// An unknown id, or a folder that cannot be used.
    pub fn run(self) -> anyhow::Result<()> {
        let one = named(&self.id)?;
        let (folder, _) = self.folder.open()?;
        let kept = folder.reset(one)?;
        let kept: Vec<String> = kept.iter().map(|path| super::shown(path)).collect();
        let said = format!(
            "({}) is blank again. What was there is in {}\n",
            one.id,
            kept.join(", ")
        );
        Ok(self.look.say(said)?)
    }
}

/// The marks of the equations, and the reader's progress in a few words, if he has begun.
pub(super) fn progress(path: &std::path::Path) -> Option<(Vec<(Number, char)>, String)> {
    let progress = Progress::read(&path.join("progress.txt")).ok()?;
    let in_dashboards = progress.in_dashboards();
    let is_solving = exercise::all().any(|one| progress.mark(one.id) > Mark::Untouched);
    let has_begun = is_solving || !in_dashboards.is_empty();
    let said = [progress.to_string(), in_dashboards];
    let said: Vec<String> = said.into_iter().filter(|said| !said.is_empty()).collect();
    has_begun.then(|| (marks(&progress), said.join(" · ")))
}

/// The marks of the equations that have an exercise.
pub(super) fn marks(progress: &Progress) -> Vec<(Number, char)> {
    let marks = exercise::all().flat_map(|one| {
        let sign = progress.mark(one.id).sign();
        let numbers = one.blanks.iter().filter_map(|blank| blank.equation);
        numbers.map(move |number| (number, sign))
    });
    marks.collect()
}
