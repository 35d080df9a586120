//! The neuron: its weights, a point in the plane of its inputs, and what follows from them.

mod expect;
mod figures;
mod guide;
mod membrane;
mod moves;
mod preset;
mod remembered;
mod scene;
mod state;

use super::dashboard::{Handled, Leaving, Pace, Screen};
use super::departures;
use super::figures::{of_screen, of_view};
use super::past::{Past, begins_act, may_change};
use super::workbook::News;
use super::{Action, Direction, Experiment, Launch, Request, Stage, State, keys};
use crate::equation::{Chapter, Number};
use crate::exercise::hands::Mine;
use crate::model::neuron::{eq03_sum_over_inputs, eq04_sigmoid};
use crate::scene::number::exact;
use crate::scene::{Axis, Figure, Scene};

pub use figures::{book_figures, moved_diagram, moved_plane};
pub(super) use guide::TOUR;
pub use preset::Preset;

/// Steps in a tick, as fast as possible.
const FASTEST: u32 = 30;
/// Weights up to which names of files have them.
const MAX_NAMED: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    Plane,
    Sigmoid,
    Surface,
}

choices!(View, "view", Plane "plane", Sigmoid "sigmoid", Surface "surface");

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NeuronError {
    #[error(
        "{inputs} input{} need{} {} weights, one for each and the bias last, but --w has {weights}",
        if *.inputs == 1 { "" } else { "s" }, if *.inputs == 1 { "s" } else { "" }, inputs + 1
    )]
    Count { weights: usize, inputs: usize },
    /// The option, the position in its list, counted from 1, and the number there.
    #[error("{0} has {2} as its number {1}: expected a finite number")]
    NotFinite(&'static str, usize, f64),
    #[error("--w needs at least two numbers, one weight and the bias last, such as --w=-2,1,2")]
    NoInputs,
    #[error("a truth table has 2 inputs, but --x has {inputs}: leave --preset out")]
    Preset { inputs: usize },
    #[error(
        "the weighted sum is too large for a number: expected weights and inputs whose products have a finite sum"
    )]
    Overflow,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Neuron {
    screen: Screen,
    /// n weights, the bias last.
    w: Vec<f64>,
    /// n − 1 inputs, without the 1.
    x: Vec<f64>,
    /// The names of the columns that the inputs come from; empty if they were typed in.
    names: Vec<String>,
    start: (Vec<f64>, Vec<f64>),
    /// The preset that was chosen last: its truth table stays, even if the weights are changed.
    preset: Option<Preset>,
    /// The number that the keys change: the inputs come first, then the weights.
    focused: usize,
    /// The surface's yaw and pitch in degrees.
    turned: (f64, f64),
    mirrored: bool,
    /// True if play moves the point to the right.
    onwards: bool,
    seed: u64,
    /// The point that is asked about.
    expected: Vec<f64>,
    pace: Pace,
    past: Past<Self>,
    mine: Option<Mine>,
}

impl Neuron {
    /// The neuron of the source, at the inputs of the worked example.
    pub fn of_source() -> Self {
        Self::of_preset(Preset::Source)
    }

    pub fn of_preset(preset: Preset) -> Self {
        Self::at(preset.weights().to_vec(), preset.inputs(), Some(preset))
    }

    /// The first hidden unit of a network, at the current sample.
    pub fn of_experiment(experiment: &Experiment) -> Self {
        let x = &experiment.sample().x;
        let w = experiment.network().w.swap_remove(0);
        let neuron = Self::new(w, x[..x.len() - 1].to_vec());
        neuron.map_or_else(
            |_| Self::of_source(),
            |neuron| Self {
                names: experiment.set().features.clone(),
                mine: experiment.hands().cloned(),
                ..neuron
            },
        )
    }

    /// A neuron with given weights.
    ///
    /// `w`: n weights, the bias last. `x`: n − 1 inputs.
    ///
    /// # Errors
    /// When the counts do not match, or a number is not finite.
    pub fn new(w: Vec<f64>, x: Vec<f64>) -> Result<Self, NeuronError> {
        for (option, numbers) in [("--w", &w), ("--x", &x)] {
            if let Some(index) = numbers.iter().position(|number| !number.is_finite()) {
                return Err(NeuronError::NotFinite(option, index + 1, numbers[index]));
            }
        }
        let (weights, inputs) = (w.len(), x.len());
        if inputs == 0 || weights < 2 {
            return Err(NeuronError::NoInputs);
        }
        if weights != inputs + 1 {
            return Err(NeuronError::Count { weights, inputs });
        }
        let preset = (w[..] == Preset::Source.weights()).then_some(Preset::Source);
        let neuron = Self::at(w, x, preset);
        let is_finite = neuron.sum().is_finite();
        is_finite.then_some(neuron).ok_or(NeuronError::Overflow)
    }

    fn at(w: Vec<f64>, x: Vec<f64>, preset: Option<Preset>) -> Self {
        let neuron = Self {
            screen: Screen::new(Chapter::Neuron, 1, &View::WORDS),
            names: Vec::new(),
            start: (w.clone(), x.clone()),
            w,
            x,
            preset,
            focused: 0,
            turned: (22.5, 37.5),
            mirrored: false,
            onwards: true,
            seed: 1,
            expected: Vec::new(),
            pace: Pace::of_chapter(Chapter::Neuron),
            past: Past::default(),
            mine: None,
        };
        Self {
            onwards: neuron.line_is_on_the_right(),
            ..neuron
        }
    }

    /// Replaces weights and inputs.
    ///
    /// # Errors
    /// When the counts do not match, a number is not finite, or a truth table would have other than two inputs.
    pub fn with_numbers(self, w: Vec<f64>, x: Vec<f64>) -> Result<Self, NeuronError> {
        let mut other = Self::new(w, x)?;
        if self.names.len() == other.x.len() {
            other.names.clone_from(&self.names);
        }
        match (self.targets(), other.x.len()) {
            (None, _) => Ok(other),
            (Some(_), 2) => Ok(Self {
                preset: self.preset,
                ..other
            }),
            (Some(_), inputs) => Err(NeuronError::Preset { inputs }),
        }
    }

    pub fn showing(mut self, number: Number) -> Self {
        self.screen.show(number);
        self
    }

    pub fn viewing(mut self, view: View) -> Self {
        self.screen.view = view as usize;
        self
    }

    pub fn mirrored(mut self, mirrored: bool) -> Self {
        self.mirrored = mirrored;
        self
    }

    pub fn weights(&self) -> &[f64] {
        &self.w
    }

    pub fn inputs(&self) -> &[f64] {
        &self.x
    }

    /// The n inputs with the 1 at their end, as equations 1 and 3 take them.
    pub fn inputs_with_bias(&self) -> Vec<f64> {
        self.x.iter().copied().chain([1.0]).collect()
    }

    pub fn sum(&self) -> f64 {
        let sum = self.in_hands(|mine| mine.sum(&self.w, &self.inputs_with_bias()));
        sum.unwrap_or_else(|| self.our_sum())
    }

    pub fn output(&self) -> f64 {
        let output = self.in_hands(|mine| mine.sigmoid(self.sum()));
        output.unwrap_or_else(|| eq04_sigmoid(self.sum()))
    }

    /// The same in the reader's hands.
    pub fn in_hands_of(mut self, mine: Option<Mine>) -> Self {
        self.mine = mine;
        self
    }

    fn exchange_hands(&mut self) {
        let Some(mine) = &mut self.mine else {
            let command = self.screen.launch.chapter(Chapter::Neuron, "--mine");
            self.screen.notice = Some(departures::absent(&command));
            return;
        };
        mine.is_ours = !mine.is_ours;
        let at_work = Some(&*mine).filter(|mine| !mine.is_ours);
        self.screen.notice = Some(departures::exchanged(at_work));
    }

    fn hear(&mut self, news: &News) {
        if let News::Hands(changed) = news {
            self.screen.notice = Some(departures::changed(changed, self.mine.as_ref()));
        }
    }

    fn our_sum(&self) -> f64 {
        eq03_sum_over_inputs(&self.w, &self.inputs_with_bias())
    }

    /// Our value of a or y, if the reader's functions are at work.
    fn ours(&self, letter: char) -> Option<f64> {
        self.in_hands(|_| match letter {
            'a' => Some(self.our_sum()),
            'y' => Some(eq04_sigmoid(self.our_sum())),
            _ => None,
        })
    }

    /// A value by the reader's functions, if they are at work. Pages have none.
    fn in_hands(&self, value: impl FnOnce(&Mine) -> Option<f64>) -> Option<f64> {
        let mine = self.mine.as_ref().filter(|mine| !mine.is_ours);
        mine.filter(|_| cfg!(not(target_arch = "wasm32")))
            .and_then(value)
    }

    fn view(&self) -> View {
        View::ALL[self.screen.view]
    }

    fn targets(&self) -> Option<[f64; 4]> {
        self.preset.and_then(Preset::targets)
    }

    /// The sum with other values of the first two inputs.
    fn sum_at(&self, point: [f64; 2]) -> f64 {
        let mut x = self.x.clone();
        x.iter_mut().zip(point).for_each(|(x, at)| *x = at);
        x.push(1.0);
        eq03_sum_over_inputs(&self.w, &x)
    }

    /// The range of the plane: that of figure 43, that of a truth table, or as far as the point needs.
    fn range(&self) -> (f64, f64) {
        if self.targets().is_some() {
            return (-0.5, 1.5);
        }
        let farthest = self.x.iter().take(2).map(|x| x.abs()).fold(10.0, f64::max);
        let reach = 10.0_f64.powf(farthest.log10().ceil()).min(f64::MAX / 4.0);
        (-reach, reach)
    }

    /// The axis of one of the first two inputs.
    fn axis(&self, i: usize) -> Axis {
        let (from, to) = self.range();
        let symbol = ["x₀", "x₁"][i];
        match self.name(i) {
            "" if i >= self.x.len() => Axis::new("no x₁", from, to),
            "" => Axis::new(symbol, from, to),
            name => Axis::new(&format!("{symbol}: {name}"), from, to),
        }
    }

    /// The name of an input's column; empty if it says no more than the index.
    pub fn name(&self, i: usize) -> &str {
        let name = self.names.get(i).map_or("", String::as_str);
        if name == format!("x{i}") { "" } else { name }
    }

    fn turn_pace(&mut self, up: isize) {
        let end = self.pace.turn(up).map(str::to_owned);
        self.screen.notice = end.or_else(|| Some(format!("play: {}", self.pace)));
    }

    /// Carries out an action that nothing laid over the screen has taken.
    fn carry_out(&mut self, action: Action) -> Option<Request> {
        if self.screen.asks_before_leaving(&action, false) {
            return None;
        }
        if matches!(action, Action::Undo | Action::Redo) {
            self.travel(action == Action::Undo);
            return None;
        }
        let may_change = may_change(&action);
        let mut past = std::mem::take(&mut self.past);
        if begins_act(&action) {
            past.keep(self);
        }
        let request = self.take(action);
        if may_change {
            past.go_on(self);
        }
        self.past = past;
        request
    }

    fn take(&mut self, action: Action) -> Option<Request> {
        match self.screen.act(&action) {
            Handled::Asks(request) => return Some(request),
            Handled::Done(_) => return None,
            Handled::No => {}
        }
        match action {
            Action::Move(direction) => self.arrow(direction),
            Action::Leap(leap) => self.leap(leap),
            Action::Play => self.screen.playing = !self.screen.playing,
            Action::StepOn => self.step(true),
            Action::StepBack => self.step(false),
            Action::Restart => {
                (self.w, self.x) = self.start.clone();
                self.screen.playing = false;
            }
            Action::ExchangeHands => self.exchange_hands(),
            Action::News(news) => self.hear(&news),
            Action::NewSeed => self.reseed(),
            Action::More => self.arrow(Direction::Right),
            Action::Less => self.arrow(Direction::Left),
            Action::Expect => {
                let asked = self.question();
                self.screen.ask(asked);
            }
            Action::Answered => self.show_expected(),
            Action::About => self.screen.open_about(scene::about(self)),
            Action::Presets => self.screen.open_presets(self.preset_rows()),
            Action::Enter => {
                let name = self.focused_name();
                self.screen.begin_typing(name);
            }
            Action::Typed(text) => {
                let fault = self.take_typed(&text).err();
                self.screen.end_typing(fault);
            }
            Action::Preset(index) => self.choose(index),
            Action::Printed => self.mirror(),
            Action::Click(target) => self.click(target),
            Action::Tick if self.screen.playing => {
                let steps = self.pace.steps_of_tick().unwrap_or(FASTEST);
                (0..steps).for_each(|_| self.step(true));
            }
            Action::Slower => self.turn_pace(-1),
            Action::Faster => self.turn_pace(1),
            Action::SaveAll => return Some(Request::Save(self.figures())),
            Action::Save => match of_view(self.figures(), self.screen.view_name()) {
                Ok(request) => return Some(request),
                Err(why) => self.screen.notice = Some(why.to_owned()),
            },
            action => {
                let why = keys::why_not_in_neuron(&action).map(str::to_owned);
                self.screen.notice = why.or(self.screen.notice.take());
            }
        }
        None
    }
}

impl Stage for Neuron {
    fn act(&mut self, action: Action) -> Option<Request> {
        let own_keys = scene::own_keys(self);
        let action = self.screen.sieve(action, own_keys)?;
        if action == Action::Tour && !self.screen.is_on_tour() {
            self.focused = 0;
        }
        let request = self.carry_out(action.clone());
        self.screen.go_on_tour(&action);
        self.screen.or_remember(request)
    }

    fn scene(&self) -> Scene {
        scene::scene(self)
    }

    #[cfg(feature = "terminal")]
    fn set_marks(&mut self, marks: Vec<(Number, char)>) {
        self.screen.marks = marks;
    }

    fn playing(&self) -> bool {
        self.screen.playing && !self.screen.is_modal()
    }

    fn set_home(&mut self) {
        self.screen.leaving = Leaving::LeadsBack;
    }

    fn is_typing(&self) -> bool {
        self.screen.is_typing()
    }

    fn set_launch(&mut self, launch: Launch) {
        self.screen.launch = launch;
    }

    fn command(&self) -> String {
        let mirrored = if self.mirrored { " --mirrored" } else { "" };
        let mine = if self.mine.is_some() { " --mine" } else { "" };
        let gate = self.preset.filter(|preset| preset.targets().is_some());
        let preset = gate.map_or(String::new(), |preset| format!("--preset {preset} "));
        let [w, x] = [&self.w, &self.x].map(|numbers| joined(numbers, ","));
        let (equation, view) = (self.screen.entry().number, self.view());
        let options =
            format!("{preset}--w={w} --x={x} --equation {equation} --view {view}{mirrored}{mine}");
        self.screen.launch.chapter(Chapter::Neuron, &options)
    }

    fn state(&self) -> State {
        self.words()
    }

    fn duplicate(&self) -> Box<dyn Stage> {
        Box::new(self.clone())
    }

    fn figures(&self) -> Vec<Figure> {
        of_screen(
            || figures::of_state(self),
            &self.file_name(),
            &self.command(),
        )
    }
}

impl Neuron {
    /// The weights as part of the name of a file, such as w-m2-1-2, where m is a minus; of many, their number.
    fn file_name(&self) -> String {
        if self.w.len() > MAX_NAMED {
            return format!("{}-weights", self.w.len());
        }
        format!("w-{}", joined(&self.w, "-")).replace("--", "-m")
    }
}

fn joined(numbers: &[f64], comma: &str) -> String {
    let numbers: Vec<String> = numbers.iter().map(|number| exact(*number)).collect();
    numbers.join(comma)
}
