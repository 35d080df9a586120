//! `nn28 hint`: the hints of an exercise, one at a time.

use clap::Args;
use serde::Serialize;

use super::FolderOptions;
use super::asked::Asked;
use crate::cli::{LookOptions, place, print_json};
use crate::exercise::Exercise;
use crate::mine::Event;

/// `nn28 hint`: the hints of an exercise, one at a time.
#[derive(Debug, Args)]
pub struct HintCommand {
    /// An exercise, an equation, or a line of a derivation, such as 4s, 28 or 28.2
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
    /// The line of a derivation, such as 28.2.
    derivation: Option<String>,
    level: usize,
    hint: &'a str,
}

impl HintCommand {
    /// # Errors
    /// An unknown id, or a folder that cannot be used.
    pub fn run(self) -> anyhow::Result<()> {
        let asked = Asked::of(&self.id)?;
        let (one, id) = (asked.exercise, asked.id());
        let (folder, mut progress) = self.folder.open()?;
        let next = (progress.hints(one.id) + 1).min(one.hints.len());
        let level = self.level.map_or(next, usize::from);
        let hint = hint(&asked.part(), level);
        progress.record(&event_of_hint(one, level))?;
        drop(folder);
        if self.look.json {
            return print_json(&HintRow {
                id: one.id,
                derivation: asked.line_id(),
                level,
                hint: &hint,
            });
        }
        let after = match level {
            4 => String::new(),
            3 => format!(
                "The solution: {}\n",
                place::launch().nn28(&format!("hint {id} --level 4"))
            ),
            _ => format!(
                "The next one: {}\n",
                place::launch().nn28(&format!("hint {id}"))
            ),
        };
        Ok(self
            .look
            .say(format!("{}, hint {level}:\n{hint}\n{after}", asked.title()))?)
    }
}

/// A hint by its level; the last one is the solution.
pub(in crate::cli) fn hint(one: &Exercise, level: usize) -> String {
    match one.hints.get(level.wrapping_sub(1)) {
        Some(hint) => (*hint).to_owned(),
        None => crate::mine::solution(one),
    }
}

pub(in crate::cli) fn event_of_hint(one: &Exercise, level: usize) -> Event {
    if level > one.hints.len() {
        Event::Shown(one.id.to_owned())
    } else {
        Event::Hint(one.id.to_owned(), level)
    }
}
