//! `nn28 answer`: numbers found with pencil and paper, and formulas, judged by their values.

use clap::{Args, CommandFactory as _, Parser};
use serde::Serialize;

use super::exercise::{FolderOptions, WIDTH};
use super::{LookOptions, Usage, place};
use crate::exercise::pencil::{self, Pencil};
use crate::exercise::reply::{self, Reply};
use crate::exercise::{self, formula};
use crate::mine::{Event, Progress};
use crate::scene::wrap::wrap;

/// `nn28 answer`: judges numbers and formulas.
#[derive(Debug, Args)]
pub struct AnswerCommand {
    /// An exercise by hand, such as 7p, or an equation; and the numbers, or a formula in quotes. Without an answer the question is
    /// shown; "?" shows the way. Several in one: "hint 7p 2; 7p seed=3 0.61 0.26 0.13; 8p seed=1 1.10"
    #[arg(value_name = "ID ANSWER", required = true, allow_hyphen_values = true)]
    words: Vec<String>,
    #[command(flatten)]
    folder: FolderOptions,
    #[command(flatten)]
    look: LookOptions,
}

/// The options behind an answer.
#[derive(Debug, Parser)]
struct Behind {
    #[command(flatten)]
    folder: FolderOptions,
    #[command(flatten)]
    look: LookOptions,
}

/// A question or an answer in JSON, with the fields of `check` where an answer has them.
#[derive(Default, Serialize)]
struct Row {
    id: String,
    equation: Option<String>,
    seed: Option<u64>,
    /// The question, where no answer was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<String>,
    answer: String,
    state: &'static str,
    symptom: String,
    fault: Option<&'static str>,
    case: Option<String>,
    at: String,
    yours: Option<f64>,
    /// Not told of a number by hand, whose question would be answered by it.
    expected: Option<f64>,
    printed: &'static str,
    /// The name as it was asked for.
    #[serde(skip)]
    asked: String,
}

impl Row {
    /// The same with the reply to an answer.
    fn replied(self, reply: Reply) -> Self {
        Self {
            state: reply.state,
            symptom: reply.symptom,
            fault: reply.fault,
            case: reply.case,
            at: reply.at,
            yours: reply.yours,
            expected: reply.expected,
            ..self
        }
    }
}

impl AnswerCommand {
    /// Judges every answer. True if all are right.
    ///
    /// # Errors
    /// An unknown exercise, or a text that is no formula.
    pub fn run(mut self) -> anyhow::Result<std::process::ExitCode> {
        self.take_options();
        let text = self.words.join(" ");
        let (_, mut progress) = self.folder.open()?;
        let mut are_right = true;
        for one in text.split(';').map(str::trim).filter(|one| !one.is_empty()) {
            let (id, answer) = one.split_once(' ').unwrap_or((one, ""));
            let answer = answer.trim();
            if let Some(event) = taken(id, answer)? {
                note(&event, &mut progress)?;
                continue;
            }
            are_right &= match pencil::find(id) {
                Some(pencil) => self.by_hand(pencil, answer, &mut progress)?,
                None => self.formula(id, answer, &mut progress)?,
            };
        }
        Ok(if are_right {
            std::process::ExitCode::SUCCESS
        } else {
            std::process::ExitCode::FAILURE
        })
    }

    /// Takes the options from among the words: since a word may begin with a minus, the parser leaves those behind the first one there.
    fn take_options(&mut self) {
        let known = Behind::command();
        let option = |word: &str| {
            let name = word.strip_prefix("--")?.split('=').next();
            known
                .get_arguments()
                .find(|one| one.get_long() == name)
                .map(|one| one.get_action().takes_values() && !word.contains('='))
        };
        let mut options = vec!["nn28 answer".to_owned()];
        let mut words = std::mem::take(&mut self.words).into_iter();
        while let Some(word) = words.next() {
            match option(&word) {
                Some(has_value) => {
                    options.push(word);
                    if has_value {
                        options.extend(words.next());
                    }
                }
                None => self.words.push(word),
            }
        }
        let behind = Behind::try_parse_from(options).unwrap_or_else(|wrong| wrong.exit());
        self.folder = behind.folder.or(&self.folder);
        self.look = behind.look.or(&self.look);
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
        let row = Row {
            id: pencil.id.to_owned(),
            equation: reply::number_of(pencil.id.trim_end_matches('p')),
            seed: Some(seed),
            answer: values.to_owned(),
            asked: pencil.id.to_owned(),
            ..Row::default()
        };
        if values.is_empty() {
            let command = place::launch().nn28(&format!("answer {} seed={seed} …", pencil.id));
            let title = format!("({}) {}, seed {seed}", pencil.id, pencil.title);
            let asked = format!("{}\n{}", pencil.asks, pencil.question(seed).asked());
            self.ask(row, &asked, &format!("{title}\n{asked}\n{command}\n"))?;
            return Ok(true);
        }
        let reply = reply::by_hand(pencil, seed, values);
        progress.add(&reply.line)?;
        let is_right = reply.is_right();
        self.tell(&row.replied(reply))?;
        Ok(is_right)
    }

    /// A formula for an equation; without one the letters that it may use.
    fn formula(&self, id: &str, text: &str, progress: &mut Progress) -> anyhow::Result<bool> {
        let letters = formula::known(id).map_err(|_| {
            let by_hand: Vec<&str> = pencil::all().map(|pencil| pencil.id).collect();
            let by_hand = by_hand.join(" ");
            Usage::error(&format!("there is nothing to answer for {id}: expected an equation, 1 to 28, or one of {by_hand}"))
        })?;
        let exercise = exercise::find(id);
        let row = Row {
            id: exercise.map_or(id, |one| one.id).to_owned(),
            equation: reply::equation_of(id, exercise),
            answer: text.to_owned(),
            asked: id.to_owned(),
            ..Row::default()
        };
        if text.is_empty() {
            let command = place::launch().nn28(&format!("answer {id} \"…\""));
            let asked = format!("A formula for ({id}) may use {letters}.");
            self.ask(row, &asked, &format!("{asked}\n{command}\n"))?;
            return Ok(true);
        }
        let reply = match reply::formula(id, text) {
            Ok(reply) => reply,
            Err(error) if self.look.json => {
                let symptom = error.to_string();
                let state = pencil::State::Unreadable.word();
                self.tell(&Row {
                    state,
                    symptom,
                    ..row
                })?;
                return Ok(false);
            }
            Err(error) => anyhow::bail!("({id}) {error}"),
        };
        progress.add(&reply.line)?;
        let is_right = reply.is_right();
        self.tell(&row.replied(reply))?;
        Ok(is_right)
    }

    /// Shows a question to which there is no answer yet.
    fn ask(&self, row: Row, asked: &str, said: &str) -> anyhow::Result<()> {
        if self.look.json {
            let question = Some(asked.to_owned());
            return super::print_json(&Row {
                state: "asked",
                question,
                ..row
            });
        }
        Ok(self.look.say(said.to_owned())?)
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
        let mut said = format!("{sign} ({}) {}\n", row.asked, row.state.replace('_', " "));
        for line in row.symptom.lines().flat_map(|line| wrap(line, WIDTH - 2)) {
            said = said + "  " + &line + "\n";
        }
        Ok(self.look.say(said)?)
    }
}

/// What a page's command says of hints, `hint 28 2`, and of solutions, `shown 28`; nothing of an answer.
fn taken(kind: &str, rest: &str) -> anyhow::Result<Option<Event>> {
    let (id, level) = rest.split_once(' ').unwrap_or((rest, ""));
    let is_known = || exercise::find(id).is_some() || pencil::find(id).is_some();
    let event = match (kind, level.parse()) {
        ("hint", Ok(level @ 1..=3)) => Event::Hint(id.to_owned(), level),
        ("shown", Err(_)) if level.is_empty() => Event::Shown(id.to_owned()),
        ("hint" | "shown", _) => {
            return Err(Usage::error(&format!(
                "{kind} {rest}: expected hint 28 2, with a level from 1 to 3, or shown 28"
            )));
        }
        _ => return Ok(None),
    };
    if is_known() {
        return Ok(Some(event));
    }
    Err(Usage::error(&format!(
        "{kind} {rest}: there is no exercise {id}"
    )))
}

/// Notes it, unless it is noted already.
fn note(event: &Event, progress: &mut Progress) -> std::io::Result<()> {
    let is_new = match event {
        Event::Hint(id, level) => progress.hints(id) < *level,
        Event::Shown(id) => !progress.is_shown(id),
        _ => true,
    };
    if is_new {
        progress.record(event)
    } else {
        Ok(())
    }
}
