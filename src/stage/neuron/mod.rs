//! The neuron: its weights, a point in the plane of its inputs, and what follows from them.

mod figures;
mod membrane;
mod moves;
mod preset;
mod scene;
mod state;

use std::fmt;
use std::str::FromStr;

use super::dashboard::{Page, neighbour, toggled};
use super::experiment::Experiment;
use super::figures::HAS_FIGURES;
use super::keys;
use super::{Action, Request, Stage, State};
use crate::equation::{self, Chapter, Context, Entry, Number};
use crate::model::neuron::{eq03_sum_over_inputs, eq04_sigmoid};
use crate::scene::number::exact;
use crate::scene::{Axis, Figure, Panel, Scene};

pub use figures::book_figures;
pub use preset::Preset;

/// What the neuron's panel shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// The heat map of y over x_0 and x_1.
    Plane,
    /// The sigmoid with the point on it.
    Sigmoid,
    /// The surface of figure 43.
    Surface,
}

impl View {
    /// All three, in the order of the key.
    pub const ALL: [Self; 3] = [Self::Plane, Self::Sigmoid, Self::Surface];
}

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plane => "plane",
            Self::Sigmoid => "sigmoid",
            Self::Surface => "surface",
        })
    }
}

impl FromStr for View {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|view| view.to_string() == word);
        known
            .ok_or_else(|| format!("there is no view {word:?}: expected plane, sigmoid or surface"))
    }
}

/// Why there is no such neuron.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NeuronError {
    #[error(
        "{inputs} input{} need{} {} weights, one for each and the bias last, but --w has {weights}",
        if *.inputs == 1 { "" } else { "s" }, if *.inputs == 1 { "s" } else { "" }, inputs + 1
    )]
    Count { weights: usize, inputs: usize },
    #[error("{option} has {found} as its number {place}: expected a finite number")]
    NotFinite {
        option: &'static str,
        place: usize,
        found: f64,
    },
    #[error("--w needs at least two numbers, one weight and the bias last, such as --w=-2,1,2")]
    NoInputs,
    #[error("a truth table has 2 inputs, but --x has {inputs}: leave --preset out")]
    Preset { inputs: usize },
    #[error(
        "the weighted sum is too large for a number: expected weights and inputs whose products have a finite sum"
    )]
    Overflow,
}

/// The state of the neuron's dashboard.
#[derive(Debug, Clone, PartialEq)]
pub struct Neuron {
    /// n weights, the bias last.
    w: Vec<f64>,
    /// n − 1 inputs, without the 1.
    x: Vec<f64>,
    /// Where `r` leads back to.
    start: (Vec<f64>, Vec<f64>),
    /// The preset that was chosen last: its truth table stays, even if the weights are changed.
    preset: Option<Preset>,
    /// Which of the equations 1–4 is selected, from 0.
    selected: usize,
    focus: Panel,
    /// Which number the keys change: the inputs first, then the weights.
    focused: usize,
    view: View,
    /// The surface's yaw and pitch in degrees.
    turned: (f64, f64),
    mirrored: bool,
    playing: bool,
    /// Whether play moves the point to the right.
    onwards: bool,
    seed: u64,
    overlay: Option<Page>,
    notice: Option<String>,
}

impl Neuron {
    /// The neuron of the source, at the inputs of the worked example.
    #[must_use]
    pub fn of_source() -> Self {
        let x = &Context::worked_example().samples[0].x;
        Self::at(
            Preset::Source.weights().to_vec(),
            x[..x.len() - 1].to_vec(),
            Some(Preset::Source),
        )
    }

    /// A neuron with weights of a reader's own.
    ///
    /// `w`: n weights, the bias last. `x`: n − 1 inputs.
    ///
    /// # Errors
    /// When the counts do not match, or a number is not finite.
    pub fn new(w: Vec<f64>, x: Vec<f64>) -> Result<Self, NeuronError> {
        let finite =
            |option, numbers: &[f64]| match numbers.iter().position(|number| !number.is_finite()) {
                Some(place) => Err(NeuronError::NotFinite {
                    option,
                    place: place + 1,
                    found: numbers[place],
                }),
                None => Ok(()),
            };
        finite("--w", &w)?;
        finite("--x", &x)?;
        if x.is_empty() || w.len() < 2 {
            return Err(NeuronError::NoInputs);
        }
        if w.len() != x.len() + 1 {
            return Err(NeuronError::Count {
                weights: w.len(),
                inputs: x.len(),
            });
        }
        let preset = (w[..] == Preset::Source.weights()).then_some(Preset::Source);
        let neuron = Self::at(w, x, preset);
        if neuron.sum().is_finite() {
            Ok(neuron)
        } else {
            Err(NeuronError::Overflow)
        }
    }

    /// The first hidden unit of a network, at the current sample.
    #[must_use]
    pub fn of_experiment(experiment: &Experiment) -> Self {
        let x = &experiment.sample().x;
        let w = experiment.network().w.swap_remove(0);
        Self::new(w, x[..x.len() - 1].to_vec()).unwrap_or_else(|_| Self::of_source())
    }

    fn at(w: Vec<f64>, x: Vec<f64>, preset: Option<Preset>) -> Self {
        Self {
            start: (w.clone(), x.clone()),
            w,
            x,
            preset,
            selected: 0,
            focus: Panel::Does,
            focused: 0,
            view: View::Plane,
            turned: (22.5, 37.5),
            mirrored: false,
            playing: false,
            onwards: true,
            seed: 1,
            overlay: None,
            notice: None,
        }
    }

    /// The same with one of the equations 1–4 selected.
    #[must_use]
    pub fn showing(mut self, number: Number) -> Self {
        if let Some(selected) = entries()
            .iter()
            .position(|entry| entry.number.answers_to(number))
        {
            self.selected = selected;
        }
        self
    }

    /// The neuron of a preset, at a corner of its truth table.
    #[must_use]
    pub fn of_preset(preset: Preset) -> Self {
        let mut neuron = Self::of_source();
        neuron.choose(preset as usize);
        neuron.notice = None;
        neuron
    }

    /// The same with other weights and inputs.
    ///
    /// # Errors
    /// When the counts do not match, a number is not finite, or a truth table would have other than two inputs.
    pub fn with_numbers(self, w: Vec<f64>, x: Vec<f64>) -> Result<Self, NeuronError> {
        let of_gate = self.preset.filter(|preset| preset.targets().is_some());
        let other = Self::new(w, x)?;
        if of_gate.is_some() && other.x.len() != 2 {
            return Err(NeuronError::Preset {
                inputs: other.x.len(),
            });
        }
        Ok(Self {
            preset: of_gate.or(other.preset),
            ..other
        })
    }

    /// The same with another picture.
    #[must_use]
    pub fn viewing(mut self, view: View) -> Self {
        self.view = view;
        self
    }

    /// The same with the surface that the source printed, or the right one.
    #[must_use]
    pub fn mirrored(mut self, mirrored: bool) -> Self {
        self.mirrored = mirrored;
        self
    }

    /// n weights, the bias last.
    #[must_use]
    pub fn weights(&self) -> &[f64] {
        &self.w
    }

    /// n − 1 inputs.
    #[must_use]
    pub fn inputs(&self) -> &[f64] {
        &self.x
    }

    /// The n inputs with the 1 at their end, as equations 1 and 3 take them.
    #[must_use]
    pub fn inputs_with_bias(&self) -> Vec<f64> {
        self.x.iter().copied().chain([1.0]).collect()
    }

    /// The sum a.
    #[must_use]
    pub fn sum(&self) -> f64 {
        eq03_sum_over_inputs(&self.w, &self.inputs_with_bias())
    }

    /// The output y.
    #[must_use]
    pub fn output(&self) -> f64 {
        eq04_sigmoid(self.sum())
    }

    /// The sum with other values of the first two inputs.
    fn sum_at(&self, x_0: f64, x_1: f64) -> f64 {
        let mut x = self.inputs_with_bias();
        x[0] = x_0;
        if self.x.len() > 1 {
            x[1] = x_1;
        }
        eq03_sum_over_inputs(&self.w, &x)
    }

    /// The numbers for the registry.
    #[must_use]
    pub fn case(&self) -> Context {
        Context::worked_example().with_neuron(self.w.clone(), self.inputs_with_bias())
    }

    /// The range of the plane: that of figure 43, that of a truth table, or as far as the point needs.
    fn range(&self) -> (f64, f64) {
        if self.preset.is_some_and(|preset| preset.targets().is_some()) {
            return (-0.5, 1.5);
        }
        let farthest = self.x.iter().take(2).map(|x| x.abs()).fold(0.0, f64::max);
        let reach = if farthest > 10.0 {
            10.0_f64.powf(farthest.log10().ceil()).min(f64::MAX / 4.0)
        } else {
            10.0
        };
        (-reach, reach)
    }

    fn axis(&self, label: &str) -> Axis {
        let (from, to) = self.range();
        Axis::new(label, from, to)
    }
}

impl Stage for Neuron {
    fn act(&mut self, action: Action) -> Option<Request> {
        let said = self.notice.take();
        match action {
            Action::Move(direction) => self.arrow(direction),
            Action::NextPanel => self.focus = neighbour(self.focus, 1),
            Action::PreviousPanel => self.focus = neighbour(self.focus, Panel::ALL.len() - 1),
            Action::Focus(panel) => self.focus = panel,
            Action::NextEquation => self.select(self.selected + 1),
            Action::PreviousEquation => self.select(self.selected.saturating_sub(1)),
            Action::Play => self.playing = !self.playing,
            Action::StepOn => self.step(true),
            Action::StepBack => self.step(false),
            Action::Restart => {
                (self.w, self.x) = self.start.clone();
                self.playing = false;
            }
            Action::NewSeed => self.reseed(),
            Action::More => self.change_focused(1.0),
            Action::Less => self.change_focused(-1.0),
            Action::NextView => {
                let here = View::ALL
                    .iter()
                    .position(|view| *view == self.view)
                    .unwrap_or(0);
                self.view = View::ALL[(here + 1) % View::ALL.len()];
            }
            Action::NextPreset => self.choose(
                self.preset
                    .map_or(0, |preset| (preset as usize + 1) % Preset::ALL.len()),
            ),
            Action::Preset(number) => self.choose(number),
            Action::Printed => {
                self.mirrored = !self.mirrored;
                let which = if self.mirrored {
                    "as the source printed it, mirrored"
                } else {
                    "as it should be"
                };
                self.notice = Some(format!("figure 43 {which}: v leads to the surface"));
            }
            Action::Help => self.overlay = toggled(self.overlay, Page::Help),
            Action::Command => self.overlay = toggled(self.overlay, Page::Command),
            Action::Close => self.overlay = None,
            Action::Click(_) if self.overlay.is_some() => self.overlay = None,
            Action::Click(target) => self.click(target),
            Action::Tick => {
                self.notice = said;
                if self.playing {
                    self.step(true);
                }
                return None;
            }
            Action::Notice(sentence) => self.notice = Some(sentence),
            Action::Save => return Some(Request::Save(self.figures())),
            Action::Enter | Action::Slice | Action::Measured(..) => {}
            Action::OpenPage => {
                return Some(Request::OpenPage(self.entry().address()));
            }
            Action::Quit => return Some(Request::Quit),
        }
        None
    }

    fn scene(&self) -> Scene {
        scene::scene(self)
    }

    fn playing(&self) -> bool {
        self.playing
    }

    fn command(&self) -> String {
        let list = |numbers: &[f64]| {
            numbers
                .iter()
                .map(|number| exact(*number))
                .collect::<Vec<_>>()
                .join(",")
        };
        let mirrored = if self.mirrored { " --mirrored" } else { "" };
        let gate = self.preset.filter(|preset| preset.targets().is_some());
        let preset = gate.map_or(String::new(), |preset| {
            format!("--preset {} ", preset.name().to_lowercase())
        });
        format!(
            "cargo run --release --bin neuron -- {preset}--w={} --x={} --equation {} --view {}{mirrored}",
            list(&self.w),
            list(&self.x),
            self.entry().number,
            self.view,
        )
    }

    fn state(&self) -> State {
        self.words()
    }

    fn figures(&self) -> Vec<Figure> {
        if HAS_FIGURES {
            figures::of_state(self)
        } else {
            Vec::new()
        }
    }
}

impl Neuron {
    fn entry(&self) -> &'static Entry {
        entries()[self.selected]
    }
}

/// Equations 1–4.
fn entries() -> Vec<&'static Entry> {
    equation::of_chapter(Chapter::Neuron).collect()
}

/// The help page of this stage.
fn help() -> Vec<(String, String)> {
    let own = [
        ("p 1–5", "presets: source, AND, OR, NAND, XOR"),
        ("m", "figure 43 as it was printed: mirrored"),
    ];
    let shared = keys::HELP.iter().chain(&own);
    shared
        .map(|(key, does)| ((*key).to_owned(), (*does).to_owned()))
        .collect()
}
