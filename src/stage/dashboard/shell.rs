//! The shell of the three dashboards over data: it answers actions and puts scenes together; a chapter adds what is its own.

use super::{BY_HAND, Change, DashboardState, Handled, SLICE, Task};
use crate::engine::Parameters;
use crate::equation::Number;
use crate::scene::{Diagram, EquationCard, Figure, Picture, Progress, Scene, When};
#[cfg(feature = "terminal")]
use crate::stage::Defaults;
use crate::stage::experiment::Experiment;
use crate::stage::figures::of_screen;
use crate::stage::{Action, Launch, Request, Stage, State};

pub(in crate::stage) type Keys = &'static [(&'static str, &'static str)];
pub(in crate::stage) type Facts = Vec<(&'static str, String)>;

pub(in crate::stage) trait Parts {
    const TITLE: &'static str;
    /// Explained on the help page after the shared keys.
    const HELP: Keys;
    const HINTS: Keys = &[];

    /// Said in the line above after the shared facts.
    fn facts(&self) -> Facts;
    fn diagram(&self) -> Diagram;
    fn equation(&self) -> EquationCard;
    fn progress(&self) -> Option<Progress>;
    fn training_picture(&self) -> Picture;
}

/// A dashboard over data: the shared state, and the chapter's answers to actions.
pub(in crate::stage) trait Dashboard: Parts + Sized {
    fn shared(&self) -> &DashboardState;
    fn shared_mut(&mut self) -> &mut DashboardState;

    fn step_on(&mut self);
    fn step_back(&mut self);

    /// Makes the steps of a tick of play: `None` is as many as there is time for.
    fn play(&mut self, steps: Option<u32>);

    /// Computes what depends on what has changed, and the picture in front.
    fn refresh(&mut self, change: Change);

    fn draw_figures(&self) -> Vec<Figure>;

    /// Takes over the weights that a training without a dashboard has passed.
    fn take_trail(&mut self, _trail: Vec<Parameters>) {}

    fn own(&mut self, _action: &Action) -> Handled {
        Handled::No
    }

    fn restart(&mut self) -> Change {
        self.shared_mut().restart();
        Change::Fresh
    }

    /// True if play trains in slices, as fast as it can.
    fn trains_in_slices(&self) -> bool {
        self.shared().plays_fastest()
    }

    fn train_slice(&mut self, _passes: usize) {}

    /// True if ticks matter although nothing plays.
    fn awaits_ticks(&self) -> bool {
        false
    }

    /// The steps of the procedure in front that are done, for the state in words.
    fn steps_done(&self) -> Option<usize> {
        None
    }

    fn set_steps_done(&mut self, _done: usize) {}

    fn showing(mut self, number: Option<Number>) -> Self {
        if let Some(number) = number {
            self.shared_mut().screen.show(number);
        }
        self
    }

    /// The same dashboard as a state has it, or a fault: the first word that cannot be.
    fn in_state(mut self, state: &State) -> Result<Self, String> {
        self.shared_mut().look(state)?;
        if let Some(done) = state.read("done")? {
            self.set_steps_done(done);
        }
        self.refresh(Change::Look);
        Ok(self)
    }

    /// Answers the actions that mean the same in all chapters, but need the chapter to be carried out.
    fn answer(&mut self, action: &Action) -> Handled {
        match action {
            Action::StepOn => self.step_on(),
            Action::StepBack => self.step_back(),
            Action::Restart => return Handled::Done(self.restart()),
            Action::Tick if self.shared().screen.playing => {
                let steps = self.shared_mut().steps_of_tick();
                self.play(steps);
            }
            Action::Save => return Handled::Asks(Request::Save(self.figures())),
            Action::SaveNetwork => {
                let experiment = self.shared().experiment.clone();
                return Handled::Asks(Request::SaveNetwork(Box::new(experiment)));
            }
            _ => {}
        }
        Handled::Done(Change::Look)
    }
}

impl<D: Dashboard> Stage for D {
    #[cfg(feature = "terminal")]
    fn set_defaults(&mut self, chosen: Defaults) {
        self.shared_mut().set_defaults(chosen);
    }

    fn act(&mut self, action: Action) -> Option<Request> {
        if action == Action::Slice {
            let passes = SLICE / self.shared().experiment.cost_of_pass();
            let passes = passes.clamp(1, 2_000);
            if self.trains_in_slices() {
                self.train_slice(passes);
            } else {
                self.shared_mut().advance_task(passes);
            }
            self.shared_mut().behind = true;
            return None;
        }
        if action == Action::Tick && !self.playing() {
            return None;
        }
        let mut handled = self.shared_mut().act(&action);
        if matches!(handled, Handled::No) {
            handled = self.own(&action);
        }
        if matches!(handled, Handled::No) {
            handled = self.answer(&action);
        }
        match handled {
            Handled::Asks(request) => return Some(request),
            Handled::Done(change) => self.refresh(change),
            Handled::No => {}
        }
        self.shared_mut().behind = false;
        None
    }

    fn scene(&self) -> Scene {
        let shared = self.shared();
        let screen = &shared.screen;
        Scene {
            title: D::TITLE.to_owned(),
            facts: shared.facts(self.facts()),
            diagram: self.diagram(),
            equation: self.equation(),
            picture: shared.picture.clone(),
            views: screen.scene_views(),
            when: When {
                knobs: shared.knob_scenes(),
                progress: self.progress(),
                picture: self.training_picture(),
            },
            focus: screen.focus,
            keys: shared.key_hints(D::HINTS),
            notice: screen.notice.clone(),
            overlay: screen.overlay(D::HELP, self.command(), self.unsaid()),
        }
    }

    fn playing(&self) -> bool {
        let shared = self.shared();
        shared.screen.playing || shared.behind || self.busy() || self.awaits_ticks()
    }

    fn busy(&self) -> bool {
        self.trains_in_slices() || self.shared().task().is_some_and(Task::is_running)
    }

    fn set_launch(&mut self, launch: Launch) {
        self.shared_mut().screen.launch = launch;
    }

    fn command(&self) -> String {
        self.shared().command()
    }

    fn state(&self) -> State {
        let mut state = self.shared().words();
        if let Some(done) = self.steps_done() {
            state.say("done", done);
        }
        state
    }

    fn unsaid(&self) -> Option<&'static str> {
        self.shared().by_hand.then_some(BY_HAND)
    }

    fn figures(&self) -> Vec<Figure> {
        let run = self.shared().experiment.file_name();
        of_screen(|| self.draw_figures(), &run, &self.command())
    }

    fn remember(&mut self, trail: Vec<Parameters>) {
        self.take_trail(trail);
    }

    fn experiment(&self) -> Option<&Experiment> {
        Some(&self.shared().experiment)
    }
}
