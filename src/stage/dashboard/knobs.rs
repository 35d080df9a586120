//! The knobs along the bottom: their texts, and what turning them does.

use super::{Change, DashboardState, Handled};
use crate::data::{self, DataSet, Init};
use crate::engine::{Difference, Update};
use crate::scene::number::{compact, rounded};
use crate::scene::{Knob as KnobScene, Panel};
use crate::stage::defaults::Defaults;
use crate::stage::experiment::around;
use crate::stage::remarks;
use crate::stage::settings::Scale;

const RATES: [f64; 16] = [
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0,
];
const SIZES: [usize; 16] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 24, 32, 48, 64];
/// Steps in a second of play; 0 is as fast as possible.
pub(super) const SPEEDS: [u32; 6] = [1, 3, 10, 30, 300, 0];

/// The index of the speed of a new dashboard.
pub(super) const SLOWEST_AT_FIRST: usize = 2;

/// Seconds that a training may take to watch, if nobody chooses its speed.
const LONGEST_PLAY: u64 = 60;

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
    /// Turns the focused knob up (1) or down (−1). A remark about the rates that follow is shown.
    pub(super) fn turn(&mut self, up: isize) -> Handled {
        let settings = &mut self.experiment.setup;
        match self.knobs[self.knob] {
            Knob::LearningRate => climb(&mut settings.learning_rate, &RATES, up),
            Knob::Epsilon => {
                let power = (settings.epsilon.log10() * 2.0).round() + up as f64;
                settings.epsilon = rounded(10.0_f64.powf(power.clamp(-28.0, 0.0) / 2.0), 2);
            }
            Knob::Update => cycle(&mut settings.update, &Update::ALL, up),
            Knob::Difference => cycle(&mut settings.difference, &Difference::ALL, up),
            Knob::Data => return self.turn_data(up),
            Knob::Hidden => return self.rebuild(None, |to| climb(&mut to.hidden, &SIZES, up)),
            Knob::Scale => return self.rebuild(None, |to| cycle(&mut to.scale, &Scale::ALL, up)),
            Knob::Init => return self.rebuild(None, |to| cycle(&mut to.init, &Init::ALL, up)),
            knob => return Handled::Done(self.turn_view(knob, up)),
        }
        self.screen.notice = remarks::of_rates(&self.experiment).into_iter().next();
        Handled::Done(Change::Rates)
    }

    fn turn_view(&mut self, knob: Knob, up: isize) -> Change {
        let (last_speed, weights) = (SPEEDS.len() - 1, self.experiment.shape().parameters());
        match knob {
            Knob::Sample => {
                self.experiment.go_to_sample(up);
                return Change::Sample;
            }
            Knob::Second => self.second = around(self.second, up, weights),
            Knob::Weight => self.choose_weight(up),
            _ => self.speed = self.speed.saturating_add_signed(up).min(last_speed),
        }
        Change::Look
    }

    fn turn_data(&mut self, up: isize) -> Handled {
        let own = self.custom.iter().map(|set| set.name.as_str());
        let names: Vec<&str> = own.chain(data::NAMES).collect();
        let mut name = self.experiment.set().name.as_str();
        cycle(&mut name, &names, up);
        let own = self.custom.clone().filter(|set| set.name == name);
        let seed = self.experiment.setup.seed;
        let Some(set) = own.or_else(|| data::load(name, seed).ok()) else {
            return Handled::No;
        };
        let (before, after) = (self.defaults(self.experiment.set()), self.defaults(&set));
        let Some((before, after)) = before.zip(after) else {
            return self.rebuild(Some(set), |_| {});
        };
        if self.speed == speed_in_sight(before) {
            self.speed = speed_in_sight(after);
        }
        // What is not as it suits the data was the reader's choice, and stays.
        self.rebuild(Some(set), |to| {
            if to.hidden == before.hidden {
                to.hidden = after.hidden;
            }
            if to.learning_rate.to_bits() == before.learning_rate.to_bits() {
                to.learning_rate = after.learning_rate;
            }
        })
    }

    /// The settings that suit data, if they are known.
    fn defaults(&self, set: &DataSet) -> Option<Defaults> {
        let is_own = self.custom.as_ref().is_some_and(|own| own.name == set.name);
        if is_own {
            return self.chosen;
        }
        let known = Defaults::of_set(&set.name)?;
        Some(known.within(set, &self.experiment.setup, self.screen.chapter))
    }

    #[cfg(feature = "terminal")]
    pub fn set_defaults(&mut self, chosen: Defaults) {
        self.chosen = Some(chosen);
        self.speed = speed_in_sight(chosen);
    }

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

/// The index of the least speed, from that of a new dashboard on, at which the steps take less than a minute.
fn speed_in_sight(defaults: Defaults) -> usize {
    let takes_long = |speed: &usize| {
        SPEEDS[*speed] > 0 && defaults.steps > u64::from(SPEEDS[*speed]) * LONGEST_PLAY
    };
    let mut speeds = SLOWEST_AT_FIRST..SPEEDS.len();
    speeds
        .find(|speed| !takes_long(speed))
        .unwrap_or(SLOWEST_AT_FIRST)
}

/// Moves to the next or the previous step of a ladder, if there is one.
fn climb<T: PartialOrd + Copy>(here: &mut T, ladder: &[T], up: isize) {
    let next = if up > 0 {
        ladder.iter().find(|step| **step > *here)
    } else {
        ladder.iter().rev().find(|step| **step < *here)
    };
    *here = *next.unwrap_or(here);
}

/// Moves to the next or the previous choice; after the last comes the first.
pub(in crate::stage) fn cycle<T: PartialEq + Copy>(here: &mut T, all: &[T], up: isize) {
    let index = all.iter().position(|other| other == here).unwrap_or(0);
    *here = all[around(index, up, all.len())];
}
