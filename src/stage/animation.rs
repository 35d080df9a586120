//! Figures that move: a training, a descent along one weight, and the four steps of an update.

mod descent;
mod training;

use super::backprop::{four_steps, of_body};
use super::experiment::Experiment;
use crate::engine::Method;
use crate::scene::Figure;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Animation {
    Training,
    Descent,
    Backpropagation,
}

choices!(Animation, "animation", Training "training", Descent "descent", Backpropagation "backpropagation");

/// The frames of an animation, all of one size. Each is drawn when it is asked for, in any order.
pub struct Frames {
    pub animation: Animation,
    pub count: usize,
    run: String,
    command: String,
    draw: Box<dyn Fn(usize) -> Figure + Send + Sync>,
}

impl Frames {
    fn new(
        animation: Animation,
        count: usize,
        draw: impl Fn(usize) -> Figure + Send + Sync + 'static,
    ) -> Self {
        Self {
            animation,
            count,
            run: String::new(),
            command: String::new(),
            draw: Box::new(draw),
        }
    }

    /// The same frames, of a run.
    pub fn named(self, run: &str) -> Self {
        let run = run.to_owned();
        Self { run, ..self }
    }

    /// The name of its files without theme and format.
    pub fn file_name(&self) -> String {
        match &self.run[..] {
            "" => self.animation.to_string(),
            run => format!("{run}-{}", self.animation),
        }
    }

    /// The same frames, each with the command that draws it.
    pub fn with_command(self, command: &str) -> Self {
        let command = command.to_owned();
        Self { command, ..self }
    }

    /// The frame at an index below the count.
    pub fn frame(&self, index: usize) -> Figure {
        let mut figure = (self.draw)(index);
        figure.name = format!("{}-{index}", self.animation);
        figure.run.clone_from(&self.run);
        figure.command.clone_from(&self.command);
        figure
    }
}

impl Animation {
    pub fn caption(self) -> &'static str {
        match self {
            Self::Training => {
                "The regions of the classes beside the error over the steps, while a network is trained. The steps come ever faster."
            }
            Self::Descent => {
                "Descent along one weight, one step a frame, on the error over that weight, with the secant whose slope moves it. The \
                 dots are the earlier steps; all other weights stay."
            }
            Self::Backpropagation => {
                "The four steps of an update: forward, new v, new w, both stored; each is held equally long."
            }
        }
    }

    /// The animation in the book's form.
    pub fn of_book(self, count: usize) -> Frames {
        let (body, steps) = of_body();
        match self {
            Self::Backpropagation => four(Experiment::worked_example()),
            _ => self.of_run(&body, Method::Backprop, steps, count),
        }
    }

    /// The animation of a training of so many steps, from its first weights. The four steps are those of its next update.
    pub fn of_run(
        self,
        experiment: &Experiment,
        method: Method,
        steps: u64,
        count: usize,
    ) -> Frames {
        match self {
            Self::Training => training::frames(experiment, method, steps, count),
            Self::Descent => descent::frames(experiment, count),
            Self::Backpropagation => four(experiment.clone()),
        }
    }
}

fn four(experiment: Experiment) -> Frames {
    let steps = four_steps(experiment);
    let draw = move |index: usize| steps[index].clone();
    Frames::new(Animation::Backpropagation, 4, draw)
}
