//! `nn28 check`: what the reader wrote, judged once.

use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::super::{LookOptions, place, print_json, shown};
use super::told::{told, word};
use super::{FolderOptions, named};
use crate::exercise;
use crate::exercise::judge::State;
use crate::mine::{Event, Folder, Progress, Report, Workshop};

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
                print_json(&Row::new(report))?;
            }
        } else if !self.look.quiet {
            let paragraphs: Vec<String> = reports.iter().map(told).collect();
            let ending = if reports.is_empty() {
                let root = shown(workshop.folder().root());
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
