//! `nn28 check`: what the reader wrote, judged once.

use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::FolderOptions;
use super::asked::{Asked, Line};
use super::told::told;
use crate::cli::{LookOptions, place, print_json, shown};
use crate::exercise::judge::State;
use crate::exercise::{self, Exercise};
use crate::mine::{Event, Folder, Progress, Report, Workshop};

/// `nn28 check`: judges what the reader wrote, once.
#[derive(Debug, Args)]
pub struct CheckCommand {
    /// Exercises, equations or lines of derivations, such as 4s, 28 or 28.2; without one, everything that you have begun
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
        let ids = self.ids.iter();
        let asked: Vec<Asked> = ids.map(|id| Asked::of(id)).collect::<Result<_, _>>()?;
        let (folder, mut progress) = self.folder.open()?;
        let mut workshop = Workshop::new(folder);
        let mut reports = workshop.check(&chosen(&asked))?;
        let is_shown = |report: &Report| {
            let is_begun = self.all || report.verdict.state != State::Blank;
            let is_meant = asked.iter().any(|asked| asked.means(report.blank));
            is_meant || asked.is_empty() && is_begun
        };
        // A line of a derivation may be the last that its exercise lacks.
        let solved = solved(&reports);
        reports.retain(|report| is_shown(report) || solved.contains(&report.exercise.id));
        record(&mut progress, workshop.folder(), &reports)?;
        reports.retain(is_shown);
        self.tell(&reports, &progress, workshop.folder())?;
        let is_right = !reports.is_empty() && reports.iter().all(Report::is_right);
        Ok(if is_right {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }

    fn tell(&self, reports: &[Report], progress: &Progress, folder: &Folder) -> anyhow::Result<()> {
        if self.look.json {
            return reports
                .iter()
                .try_for_each(|report| print_json(&Row::new(report)));
        }
        if self.look.quiet {
            return Ok(());
        }
        let paragraphs: Vec<String> = reports.iter().map(told).collect();
        let ending = if reports.is_empty() {
            let root = shown(folder.root());
            let begin = place::launch().nn28("exercise 1");
            format!("Nothing is written yet in {root}: begin with {begin}.\n")
        } else {
            format!("{progress}\n")
        };
        Ok(self.look.say(paragraphs.concat() + &ending)?)
    }
}

/// The exercises that are asked for, each of them once; all if none is.
fn chosen(asked: &[Asked]) -> Vec<&'static Exercise> {
    if asked.is_empty() {
        return exercise::all().collect();
    }
    let mut chosen: Vec<&Exercise> = Vec::new();
    for one in asked.iter().map(|asked| asked.exercise) {
        if chosen.iter().all(|other| other.id != one.id) {
            chosen.push(one);
        }
    }
    chosen
}

/// The ids of the exercises of which every function is right.
fn solved(reports: &[Report]) -> Vec<&'static str> {
    let of_one = reports.chunk_by(|one, next| one.exercise.id == next.exercise.id);
    let are_right = of_one.filter(|reports| reports.iter().all(Report::is_right));
    are_right.map(|reports| reports[0].exercise.id).collect()
}

/// Writes down which exercises are right now, and which were tried.
pub(in crate::cli) fn record(
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

/// One function in JSON.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    /// The line of a derivation, such as 28.2.
    derivation: Option<String>,
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
            derivation: Line::of(report.blank).map(|line| line.id()),
            equation: report.blank.equation.map(|number| number.to_string()),
            function: report.blank.name,
            state: verdict.state.word(),
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
