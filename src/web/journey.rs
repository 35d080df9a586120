//! The way from the start of a dashboard to where a line of steps leads. Nobody sees what is between.

use std::collections::VecDeque;

use crate::equation::Chapter;
use crate::scene::Target;
use crate::stage::script::{self, Step};
use crate::stage::{self, Action, Stage, keys};

/// A stage on its way.
pub struct Journey {
    pub line: String,
    pub chapter: Chapter,
    pub stage: Box<dyn Stage>,
    script: VecDeque<Step>,
}

impl Journey {
    pub fn of(line: &str) -> Result<Self, String> {
        let (word, script) = line.split_once(' ').unwrap_or((line, ""));
        let mut chapters = Chapter::ALL.into_iter();
        let chapter = chapters.find(|chapter| chapter.word() == word);
        let chapter = chapter.ok_or_else(|| format!("there is no dashboard {word:?}"))?;
        let mut stage = kept(stage::of_chapter(chapter, None, None));
        stage.hurry(true);
        Ok(Self {
            line: line.to_owned(),
            chapter,
            stage,
            script: script::parse(script)?.into(),
        })
    }

    /// True if there is no step to take.
    pub fn is_over(&self) -> bool {
        self.script.is_empty()
    }

    /// Takes the next step, and returns true if it was the last one.
    pub fn go(&mut self) -> bool {
        match self.script.pop_front() {
            None => return true,
            Some(Step::Key(key)) => {
                let action = keys::action_while(self.stage.is_typing(), key);
                action.and_then(|action| self.stage.act(action));
            }
            Some(Step::Set(name, value)) => {
                set(self.chapter, &mut self.stage, &name, &value);
                self.stage.hurry(true);
            }
        }
        self.script.is_empty()
    }
}

/// Sets one thing to a value. What only chooses where to look is a click; the rest is another state.
pub fn set(chapter: Chapter, stage: &mut Box<dyn Stage>, name: &str, value: &str) {
    let scene = stage.scene();
    let index = |names: &[String]| names.iter().position(|name| name == value);
    let chosen = match name {
        "equation" => {
            index(&scene.equation.choices.0).map(|index| Action::Click(Target::Choice(index)))
        }
        "view" => index(&scene.views.0).map(|index| Action::Click(Target::View(index))),
        "pane" => value.parse().ok().map(Action::Focus),
        _ => {
            let state = stage.state().with(name, value);
            match stage::restored(chapter, &state) {
                Ok(restored) => *stage = kept(restored),
                Err(fault) => {
                    stage.act(Action::Notice(fault));
                }
            }
            return;
        }
    };
    if let Some(action) = chosen {
        if scene.overlay.is_some() {
            stage.act(Action::Close);
        }
        stage.act(action);
    }
}

/// A stage whose reader leaves by giving the keys back: nothing is lost.
pub fn kept(mut stage: Box<dyn Stage>) -> Box<dyn Stage> {
    stage.set_home();
    stage
}
