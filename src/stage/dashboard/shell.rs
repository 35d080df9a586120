//! The shell of the three dashboards over data: it answers actions and puts scenes together; a chapter adds what is its own.

use super::remembered::{travel, with_past};
use super::runs::{Run, follow};
use super::{Asked, BY_HAND, Change, DashboardState, Handled, Leaving, PresetRow, SLICE, Task};
use crate::engine::Parameters;
use crate::equation::Number;
use crate::scene::{
    Curve, Diagram, EquationCard, Figure, Picture, Progress, Scene, Status, StatusField, Training,
};
#[cfg(feature = "terminal")]
use crate::stage::Defaults;
use crate::stage::departures::title_in_hands;
use crate::stage::experiment::Experiment;
use crate::stage::figures::{of_screen, of_view};
use crate::stage::past::{Past, begins_act, may_change};
use crate::stage::{Action, Launch, Record, Request, Stage, State, keys};

/// A training of more ticks of play is not lost without a question: 30 s.
const LONG: u32 = 900;
const FIRST: &str = "These are the first weights; R draws others.";

pub(in crate::stage) type Keys = &'static [(&'static str, &'static str)];
pub(in crate::stage) type Facts = Vec<(&'static str, String)>;

pub(in crate::stage) trait Parts {
    const TITLE: &'static str;
    /// Explained on the help page after the shared keys.
    const HELP: Keys;
    const HINTS: Keys = &[];
    /// True if a question leaves the numbers of the equation on the screen: they do not give the answer away.
    const SHOWS_NUMBERS: bool = false;
    /// Each picture in a sentence.
    const PICTURES: Keys;
    /// True if play trains the network.
    const TRAINS: bool = true;

    /// The title, with what is special about a run.
    fn title(&self) -> String {
        Self::TITLE.to_owned()
    }

    /// The keys of the chapter on the help page, and in the bar.
    fn help(&self) -> Keys {
        Self::HELP
    }

    fn hints(&self) -> Keys {
        Self::HINTS
    }

    /// Said in the line above after the shared facts, where there is room.
    fn facts(&self) -> Facts {
        Vec::new()
    }

    /// The numbers of the line above that change, the most important ones first.
    fn fields(&self) -> Vec<StatusField>;

    /// The errors of the training so far.
    fn errors(&self) -> Vec<f64> {
        let errors = self.records().iter().map(|record| record.train.0);
        errors.collect()
    }

    /// The same with all that a curve shows.
    fn records(&self) -> &[Record] {
        &[]
    }

    /// A sentence about what to do next.
    fn next(&self) -> &'static str;

    fn diagram(&self) -> Diagram;
    fn equation(&self) -> EquationCard;
    fn progress(&self) -> Option<Progress>;
    fn training_picture(&self) -> Picture;

    /// A second curve below that picture, over the same steps.
    fn accuracy_curve(&self) -> Option<Curve> {
        None
    }
}

/// A dashboard over data: the shared state, and the chapter's answers to actions.
pub(in crate::stage) trait Dashboard: Parts + Clone + 'static {
    fn shared(&self) -> &DashboardState;
    fn shared_mut(&mut self) -> &mut DashboardState;

    fn past_mut(&mut self) -> &mut Past<Self>;

    /// True if the procedure of this chapter is as far as that of another state.
    fn is_as_far(&self, other: &Self) -> bool;

    /// The bytes of the earlier states that `b` goes back to.
    fn bytes_of_history(&self) -> usize {
        0
    }

    /// Forgets the earlier states that are far back.
    fn forget_far(&mut self) {}

    fn step_on(&mut self);
    fn step_back(&mut self);

    /// Makes the steps of a tick of play: `None` is as many as there is time for.
    fn play(&mut self, steps: Option<u32>);

    /// Computes what depends on what has changed, and the picture in front.
    fn refresh(&mut self, change: Change);

    fn draw_figures(&self) -> Vec<Figure>;

    /// The presets, with those marked that are on.
    fn presets(&self) -> Vec<PresetRow> {
        Vec::new()
    }

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

    /// Asks about the next step, and shows what will be asked for.
    fn question(&mut self) -> Asked;

    /// Makes the step that was asked about.
    fn show_answer(&mut self);

    /// Comes to where the first stop of the tour begins.
    fn prepare_tour(&mut self) {}

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
            Action::Restart => {
                let was_first = self.shared().is_at_start();
                let change = self.restart();
                if was_first {
                    self.shared_mut().say(FIRST);
                }
                return Handled::Done(change);
            }
            Action::NetworkSaved => self.shared_mut().played = 0,
            Action::Tick if self.shared().screen.playing => {
                let steps = self.shared_mut().steps_of_tick();
                self.play(steps);
            }
            Action::Expect => {
                let asked = self.question();
                self.shared_mut().screen.ask(asked);
            }
            Action::Answered => self.show_answer(),
            Action::Pin if Self::TRAINS => {
                let run = Run::of(self);
                self.shared_mut().toggle_pin(run);
            }
            Action::About => {
                let page = self.shared().about(Self::PICTURES);
                self.shared_mut().screen.open_about(page);
            }
            Action::Presets => match self.presets() {
                rows if rows.is_empty() => self.shared_mut().say(keys::NO_PRESETS),
                rows => self.shared_mut().screen.open_presets(rows),
            },
            Action::SaveAll => return Handled::Asks(Request::Save(self.figures())),
            Action::Save => {
                let figures = of_view(self.figures(), self.shared().screen.view_name());
                match figures {
                    Ok(request) => return Handled::Asks(request),
                    Err(why) => self.shared_mut().say(why),
                }
            }
            Action::SaveNetwork => {
                let experiment = self.shared().experiment.clone();
                return Handled::Asks(Request::SaveNetwork(Box::new(experiment)));
            }
            action => {
                if let Some(why) = keys::why_not(action) {
                    self.shared_mut().say(why);
                }
            }
        }
        Handled::Done(Change::Look)
    }
}

/// Carries out an action that nothing laid over the screen has taken.
fn carry_out<D: Dashboard>(stage: &mut D, action: &Action) -> Option<Request> {
    if *action == Action::Slice {
        let passes = SLICE / stage.shared().experiment.cost_of_pass();
        let passes = passes.clamp(1, 2_000);
        if stage.trains_in_slices() {
            stage.train_slice(passes);
        } else {
            stage.shared_mut().advance_task(passes);
        }
        stage.shared_mut().behind = true;
        return None;
    }
    if *action == Action::Tick && !stage.playing() {
        return None;
    }
    let would_lose = stage.has_trained_long();
    let screen = &mut stage.shared_mut().screen;
    if screen.asks_before_leaving(action, would_lose) {
        return None;
    }
    if matches!(action, Action::Undo | Action::Redo) {
        stage.shared_mut().screen.notice = None;
        travel(stage, *action == Action::Undo);
        return None;
    }
    if begins_act(action) {
        with_past(stage, |past, stage| {
            if stage.shared().hurries {
                past.forget();
            }
            past.keep(stage);
        });
    }
    let mut handled = stage.shared_mut().act(action);
    if matches!(handled, Handled::No) {
        handled = stage.own(action);
    }
    if matches!(handled, Handled::No) {
        handled = stage.answer(action);
    }
    match handled {
        Handled::Asks(request) => return Some(request),
        Handled::Done(change) => {
            if may_change(action) {
                with_past(stage, |past, stage| follow(past.last(), stage, change));
            }
            stage.refresh(change);
        }
        Handled::No => {}
    }
    stage.shared_mut().behind = false;
    if may_change(action) {
        with_past(stage, |past, stage| past.go_on(stage));
    }
    None
}

/// The state in words: what fits into an address, or the whole.
fn words<D: Dashboard>(stage: &D, is_whole: bool) -> State {
    let mut state = stage.shared().words(is_whole);
    if let Some(done) = stage.steps_done() {
        state.say("done", done);
    }
    if is_whole {
        state.say_records(stage.records());
    }
    state
}

impl<D: Dashboard> Stage for D {
    #[cfg(feature = "terminal")]
    fn set_defaults(&mut self, chosen: Defaults) {
        self.shared_mut().set_defaults(chosen);
    }

    #[cfg(feature = "terminal")]
    fn set_marks(&mut self, marks: Vec<(Number, char)>) {
        self.shared_mut().screen.marks = marks;
    }

    fn act(&mut self, action: Action) -> Option<Request> {
        let own_keys = self.help().len() + self.shared().keys_of_pane().len();
        let was_asking = self.shared().screen.is_asking();
        let Some(action) = self.shared_mut().screen.sieve(action, own_keys) else {
            // A question that was given up hides nothing any more.
            if was_asking && !self.shared().screen.is_asking() {
                self.refresh(Change::Look);
            }
            return None;
        };
        if action == Action::Tour && !self.shared().screen.is_on_tour() {
            self.prepare_tour();
        }
        let request = carry_out(self, &action);
        let screen = &mut self.shared_mut().screen;
        screen.go_on_tour(&action);
        screen.or_remember(request)
    }

    fn scene(&self) -> Scene {
        let shared = self.shared();
        let screen = &shared.screen;
        let mut curves = (self.training_picture(), self.accuracy_curve());
        shared.mark_changes(&mut curves.0);
        let (picture, below) = shared.over_pinned(curves.0, curves.1);
        let departure = shared.experiment.departure_here();
        let departure = departure.map(|departure| departure.sentence());
        let comparison = shared.comparison(self.records());
        screen.guide(Scene {
            title: title_in_hands(&self.title(), shared.experiment.hands()),
            facts: shared.facts(self.facts()),
            status: Status {
                fields: self.fields(),
                errors: self.errors(),
            },
            diagram: self.diagram(),
            equation: screen.concealed(self.equation(), D::SHOWS_NUMBERS),
            picture: shared.picture.clone(),
            views: screen.scene_views(),
            training: Training {
                knobs: shared.knob_scenes(),
                progress: self.progress(),
                picture,
                below,
            },
            focus: screen.focus,
            is_zoomed: screen.is_zoomed,
            next: departure
                .or(comparison)
                .unwrap_or_else(|| self.next().to_owned()),
            guide: None,
            keys: shared.key_hints(self.hints()),
            notice: screen.message(),
            overlay: screen.overlay(
                shared.keys_of_pane(),
                self.help(),
                self.command(),
                self.unsaid(),
            ),
        })
    }

    fn playing(&self) -> bool {
        let shared = self.shared();
        !shared.screen.is_modal()
            && (shared.screen.playing || shared.behind || self.busy() || self.awaits_ticks())
    }

    fn busy(&self) -> bool {
        let shared = self.shared();
        let has_task = || shared.task().is_some_and(Task::is_running);
        !shared.screen.is_modal() && (self.trains_in_slices() || has_task())
    }

    fn has_trained_long(&self) -> bool {
        D::TRAINS && self.shared().played > LONG
    }

    fn keep_network(&mut self) {
        self.shared_mut().screen.leaving = Leaving::Keeps;
    }

    fn set_home(&mut self) {
        self.shared_mut().screen.leaving = Leaving::LeadsBack;
    }

    fn is_typing(&self) -> bool {
        self.shared().screen.is_typing()
    }

    fn set_launch(&mut self, launch: Launch) {
        self.shared_mut().screen.launch = launch;
    }

    fn command(&self) -> String {
        self.shared().command()
    }

    fn state(&self) -> State {
        words(self, false)
    }

    fn whole_state(&self) -> State {
        words(self, true)
    }

    fn duplicate(&self) -> Box<dyn Stage> {
        let mut copy = self.clone();
        // A copy has no tasks: the picture in front begins its own.
        copy.hurry(false);
        Box::new(copy)
    }

    fn hurry(&mut self, hurries: bool) {
        self.shared_mut().hurries = hurries;
        if !hurries {
            self.refresh(Change::Look);
        }
    }

    fn look_at(&mut self, words: &State) -> Result<(), String> {
        self.shared_mut().look(words)?;
        self.refresh(Change::Sample);
        Ok(())
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
