//! `nn28 answer`: numbers found with pencil and paper, and formulas, judged by their values.

use clap::Args;
use serde::Serialize;

use super::exercise::{FolderOptions, WIDTH, word};
use super::{LookOptions, Usage, place};
use crate::exercise::judge::State;
use crate::exercise::pencil::{self, Pencil};
use crate::exercise::{self, formula};
use crate::mine::{Event, Progress};
use crate::scene::wrap::wrap;

/// `nn28 answer`: judges numbers and formulas.
#[derive(Debug, Args)]
pub struct AnswerCommand {
    /// An exercise by hand, such as 7p, or an equation; and the numbers, or a formula in quotes. Without an answer the question is
    /// shown; "?" shows the way. Several in one: "7p seed=3 0.61 0.26 0.13; 8p seed=1 1.10"
    #[arg(value_name = "ID ANSWER", required = true, allow_hyphen_values = true)]
    words: Vec<String>,
    #[command(flatten)]
    folder: FolderOptions,
    #[command(flatten)]
    look: LookOptions,
}

/// An answer in JSON.
#[derive(Serialize)]
struct Row {
    id: String,
    seed: Option<u64>,
    answer: String,
    state: &'static str,
    symptom: String,
    fault: Option<&'static str>,
}

impl AnswerCommand {
    /// Judges every answer. True if all are right.
    ///
    /// # Errors
    /// An unknown exercise, or a text that is no formula.
    pub fn run(self) -> anyhow::Result<std::process::ExitCode> {
        let text = self.words.join(" ");
        let (_, mut progress) = self.folder.open()?;
        let mut are_right = true;
        for one in text.split(';').map(str::trim).filter(|one| !one.is_empty()) {
            let (id, answer) = one.split_once(' ').unwrap_or((one, ""));
            are_right &= match pencil::find(id) {
                Some(pencil) => self.by_hand(pencil, answer.trim(), &mut progress)?,
                None => self.formula(id, answer.trim(), &mut progress)?,
            };
        }
        Ok(if are_right {
            std::process::ExitCode::SUCCESS
        } else {
            std::process::ExitCode::FAILURE
        })
    }

    /// Numbers for a question of a seed; without numbers the question.
    fn by_hand(
        &self,
        pencil: &Pencil,
        answer: &str,
        progress: &mut Progress,
    ) -> anyhow::Result<bool> {
        let (seed, values) = match answer.strip_prefix("seed=") {
            Some(rest) => rest.split_once(' ').unwrap_or((rest, "")),
            None => ("", answer),
        };
        let seed = match seed {
            "" => progress.answers(pencil.id) as u64 + 1,
            seed => seed.parse().map_err(|_| {
                Usage::error(&format!(
                    "seed={seed}: a seed is a whole number, as in seed=3"
                ))
            })?,
        };
        let question = pencil.question(seed);
        if values.is_empty() {
            let command = place::launch().nn28(&format!("answer {} seed={seed} …", pencil.id));
            let title = format!("({}) {}, seed {seed}", pencil.id, pencil.title);
            let said = format!(
                "{title}\n{}\n{}\n{command}\n",
                pencil.asks,
                question.asked()
            );
            self.look.say(said)?;
            return Ok(true);
        }
        let verdict = pencil::judge(&question, values);
        let is_right = verdict.state == pencil::State::Right;
        let typed = format!("seed={seed} {values}");
        let id = pencil.id.to_owned();
        progress.record(&match verdict.state {
            pencil::State::Shown => Event::Shown(id),
            _ => Event::Answer(id, typed, is_right),
        })?;
        self.tell(&Row {
            id: pencil.id.to_owned(),
            seed: Some(seed),
            answer: values.to_owned(),
            state: verdict.state.word(),
            symptom: verdict.message,
            fault: verdict.fault,
        })?;
        Ok(is_right)
    }

    /// A formula for an equation; without one the letters that it may use.
    fn formula(&self, id: &str, text: &str, progress: &mut Progress) -> anyhow::Result<bool> {
        let letters = formula::known(id).map_err(|_| {
            let by_hand: Vec<&str> = pencil::all().map(|pencil| pencil.id).collect();
            let by_hand = by_hand.join(" ");
            Usage::error(&format!("there is nothing to answer for {id}: expected an equation, 1 to 28, or one of {by_hand}"))
        })?;
        if text.is_empty() {
            let command = place::launch().nn28(&format!("answer {id} \"…\""));
            self.look.say(format!(
                "A formula for ({id}) may use {letters}.\n{command}\n"
            ))?;
            return Ok(true);
        }
        let verdict =
            formula::judge(id, text).map_err(|error| anyhow::anyhow!("({id}) {error}"))?;
        let is_right = matches!(verdict.state, State::Right | State::Fragile);
        let named = exercise::find(id).map_or(id, |one| one.id).to_owned();
        let typed = format!("formula \"{}\"", text.replace('"', "'"));
        progress.record(&Event::Answer(named, typed, is_right))?;
        let fault = verdict.fault.map(|fault| fault.name);
        self.tell(&Row {
            id: id.to_owned(),
            seed: None,
            answer: text.to_owned(),
            state: word(verdict.state),
            symptom: verdict.symptom,
            fault,
        })?;
        Ok(is_right)
    }

    fn tell(&self, row: &Row) -> anyhow::Result<()> {
        if self.look.json {
            return super::print_json(row);
        }
        let sign = if matches!(row.state, "right" | "fragile") {
            "✓"
        } else {
            "✗"
        };
        let mut said = format!("{sign} ({}) {}\n", row.id, row.state.replace('_', " "));
        for line in row.symptom.lines().flat_map(|line| wrap(line, WIDTH - 2)) {
            said = said + "  " + &line + "\n";
        }
        Ok(self.look.say(said)?)
    }
}
