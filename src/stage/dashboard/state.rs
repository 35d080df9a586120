//! The state of a dashboard in words: as facts above the screen, in an address, and as a command.

use super::{DashboardState, Facts, first_telling_weight, index};
use crate::equation::Chapter;
use crate::scene::number::compact;
use crate::stage::state::{self, State};

impl DashboardState {
    /// The facts of the line above that all dashboards share, and those of the chapter.
    pub fn facts(&self, own: Facts) -> Vec<(String, String)> {
        let (shape, settings) = (self.experiment.shape(), &self.experiment.setup);
        let sizes = [shape.inputs, shape.hidden, shape.classes];
        let shared = [
            ("data", settings.data.clone()),
            ("shape", sizes.map(|size| size.to_string()).join("-")),
            ("seed", settings.seed.to_string()),
            ("α", compact(settings.learning_rate)),
        ];
        let facts = shared.into_iter().chain(own);
        let fact = |(name, value): (&str, String)| (name.to_owned(), value);
        facts.map(fact).collect()
    }

    /// The command that reproduces the screen. The network's program trains only where it is told to.
    pub fn command(&self) -> String {
        let chapter = self.screen.chapter;
        let options = self.experiment.options();
        let steps = match (chapter, self.steps) {
            (Chapter::Network, 0) => String::new(),
            (_, steps) => format!(" --steps {steps}"),
        };
        let number = self.entry().number;
        let options = format!("{options}{steps} --equation {number}{}", self.looks());
        self.screen.launch.chapter(chapter, &options)
    }

    /// The options that choose picture, sample and weight, where they are not the first ones.
    fn looks(&self) -> String {
        let (letter, row, column) = self.experiment.shape().position(self.weight);
        let (view, sample) = (self.screen.view_name(), self.experiment.sample_number());
        let options = [
            (self.screen.view != 0, "view", view.to_owned()),
            (sample != 0, "sample", sample.to_string()),
            (
                self.weight != first_telling_weight(&self.experiment),
                "weight",
                format!("{letter}{}", index(row, column)),
            ),
        ];
        let said = options.into_iter().filter(|(differs, ..)| *differs);
        let said = said.map(|(_, name, value)| format!(" --{name} {value}"));
        said.collect::<Vec<_>>().concat()
    }

    /// The state in words, with all weights if it is to be whole, and otherwise with as many as fit into an address.
    pub fn words(&self, is_whole: bool) -> State {
        let carries = is_whole || state::carries_weights(&self.experiment);
        let mut state = state::of_experiment(&self.experiment, carries);
        let has_trained = self.steps > 0 && carries;
        state.say_if(has_trained, "steps", self.steps);
        state.say_if(self.by_hand, "by-hand", "yes");
        state.say("weight", self.weight);
        state.say("second", self.second);
        state.say_if(self.knob != 0, "number", self.knob);
        state.say("equation", self.entry().number);
        state.say("view", self.screen.view_name());
        state.say("pane", self.screen.focus);
        state.say_if(self.shows_slopes, "slopes", "yes");
        state
    }

    /// Takes what a state looks at, or returns a fault: the first value that is wrong.
    pub fn look(&mut self, state: &State) -> Result<(), String> {
        if let Some(number) = state.read("equation")? {
            self.screen.show(number);
        }
        let views = self.screen.views;
        let view = state.read_as("view", |word| views.iter().position(|view| *view == word))?;
        self.screen.view = view.unwrap_or(self.screen.view);
        self.screen.focus = state.read("pane")?.unwrap_or(self.screen.focus);
        self.shows_slopes = state.yes_or_no("slopes")?;
        self.by_hand |= state.yes_or_no("by-hand")?;
        let last = self.experiment.shape().parameters() - 1;
        let weight = state.read_as("weight", |word| self.weight_called(word))?;
        self.weight = weight.unwrap_or(self.weight).min(last);
        self.second = state.read("second")?.unwrap_or(self.second).min(last);
        self.knob = state.read("number")?.unwrap_or(0).min(self.knobs.len() - 1);
        if let Some(sample) = state.read("sample")? {
            self.experiment.choose_sample(sample);
        }
        Ok(())
    }

    /// A weight by its index among all, or by a name such as w10.
    fn weight_called(&self, word: &str) -> Option<usize> {
        let index = word.parse().ok();
        index.or_else(|| {
            let (letter, row, column) = state::weight(word)?;
            self.experiment.weight_at((letter, row, column?))
        })
    }
}
