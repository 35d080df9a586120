//! The knobs along the bottom: their texts, and what turning them does.

use super::{Change, DashboardState, Handled};
use crate::data::{self, Init};
use crate::engine::{Difference, Update};
use crate::scene::number::{compact, rounded};
use crate::scene::{Knob as KnobScene, Panel};
use crate::stage::experiment::around;
use crate::stage::settings::Scale;

const RATES: [f64; 16] = [
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0,
];
const SIZES: [usize; 16] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 24, 32, 48, 64];
/// Steps in a second of play; 0 is as fast as possible.
pub(super) const SPEEDS: [u32; 6] = [1, 3, 10, 30, 300, 0];

/// A number or a choice along the bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knob {
    Sample,
    Data,
    Hidden,
    Scale,
    Init,
    LearningRate,
    Update,
    Epsilon,
    Difference,
    Speed,
    Weight,
    Second,
}

impl DashboardState {
    /// Turn the focused knob.
    pub(super) fn turn_knob(&mut self, up: isize) -> Handled {
        let setup = self.experiment.setup.clone();
        match self.knobs[self.knob] {
            Knob::Sample => {
                self.experiment.go_to_sample(up);
                return Handled::Done(Change::Sample);
            }
            Knob::Data => return self.turn_data(up),
            Knob::Hidden => {
                let hidden = on_ladder(&SIZES, setup.hidden, up);
                return self.rebuild(None, |setup| setup.hidden = hidden);
            }
            Knob::Scale => {
                let scale = cycled(&Scale::ALL, setup.scale, up);
                return self.rebuild(None, |setup| setup.scale = scale);
            }
            Knob::Init => {
                let init = cycled(&Init::ALL, setup.init, up);
                return self.rebuild(None, |setup| setup.init = init);
            }
            Knob::LearningRate => {
                self.experiment.setup.learning_rate = on_ladder(&RATES, setup.learning_rate, up);
            }
            Knob::Epsilon => {
                let power = setup.epsilon.log10() * 2.0;
                let power = (power.round() + up as f64).clamp(-28.0, 0.0);
                self.experiment.setup.epsilon = rounded(10.0_f64.powf(power / 2.0), 2);
            }
            Knob::Update => {
                self.experiment.setup.update = cycled(&Update::ALL, setup.update, up);
            }
            Knob::Difference => {
                self.experiment.setup.difference = cycled(&Difference::ALL, setup.difference, up);
            }
            Knob::Speed => {
                self.speed = self.speed.saturating_add_signed(up).min(SPEEDS.len() - 1);
                return Handled::Done(Change::Look);
            }
            Knob::Weight => {
                self.choose_weight(up);
                return Handled::Done(Change::Look);
            }
            Knob::Second => {
                self.second = around(self.second, up, self.experiment.shape().parameters());
                return Handled::Done(Change::Look);
            }
        }
        Handled::Done(Change::Rates)
    }

    fn turn_data(&mut self, up: isize) -> Handled {
        let own = self.custom.clone();
        let mut names: Vec<&str> = own.iter().map(|set| set.name.as_str()).collect();
        names.extend(data::NAMES);
        let here = names
            .iter()
            .position(|name| *name == self.experiment.set().name)
            .unwrap_or(0);
        let name = names[around(here, up, names.len())];
        let own = own.clone().filter(|set| set.name == name);
        let set = own.map_or_else(|| data::load(name, self.experiment.setup.seed), Ok);
        match set {
            Ok(set) => self.rebuild(Some(set), |_| {}),
            Err(error) => {
                self.say(error.to_string());
                Handled::Done(Change::Look)
            }
        }
    }

    /// The knobs with their values.
    pub fn knob_scenes(&self) -> Vec<KnobScene> {
        let knob = |(number, knob): (usize, &Knob)| {
            let (name, value) = self.knob_text(*knob);
            KnobScene {
                name: name.to_owned(),
                value,
                focused: self.screen.focus == Panel::When && number == self.knob,
            }
        };
        self.knobs.iter().enumerate().map(knob).collect()
    }

    fn knob_text(&self, knob: Knob) -> (&'static str, String) {
        let (experiment, setup) = (&self.experiment, &self.experiment.setup);
        let (sample, samples) = (experiment.sample_number(), experiment.train().len());
        let speed = match SPEEDS[self.speed] {
            0 => "fastest".to_owned(),
            speed => format!("{speed}/s"),
        };
        match knob {
            Knob::Sample => ("sample", format!("{sample} of {samples}")),
            Knob::Data => ("data", setup.data.clone()),
            Knob::Hidden => ("M", setup.hidden.to_string()),
            Knob::Scale => ("scale", setup.scale.to_string()),
            Knob::Init => ("init", setup.init.to_string()),
            Knob::LearningRate => ("α", compact(setup.learning_rate)),
            Knob::Epsilon => ("ε", compact(setup.epsilon)),
            Knob::Update => ("update", setup.update.to_string()),
            Knob::Difference => ("difference", setup.difference.to_string()),
            Knob::Speed => ("speed", speed),
            Knob::Weight => ("weight", self.weight_name(self.weight)),
            Knob::Second => ("second", self.weight_name(self.second)),
        }
    }
}

fn on_ladder<T: PartialOrd + Copy>(ladder: &[T], here: T, up: isize) -> T {
    let next = if up > 0 {
        ladder.iter().find(|step| **step > here)
    } else {
        ladder.iter().rev().find(|step| **step < here)
    };
    *next.unwrap_or(&here)
}

/// The choice after or before one.
pub(in crate::stage) fn cycled<T: PartialEq + Copy>(all: &[T], here: T, up: isize) -> T {
    let place = all.iter().position(|other| *other == here).unwrap_or(0);
    all[around(place, up, all.len())]
}
