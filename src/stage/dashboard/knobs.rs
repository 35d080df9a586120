//! The knobs along the bottom: their texts, and what turning them does.

use super::typed::setting;
use super::{Change, DashboardState, FAR, Handled, Pace};
use crate::data::{self, DataSet, Init};
use crate::engine::{Difference, Update};
use crate::scene::number::{compact, rounded};
use crate::scene::{Knob as KnobScene, Pane};
use crate::stage::defaults::Defaults;
use crate::stage::experiment::around;
use crate::stage::remarks;
use crate::stage::settings::{Block, DataSeed, Scale, Settings};

const RATES: [f64; 16] = [
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0,
];
const NOISES: [f64; 10] = [0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0];
const SHARES: [f64; 10] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];
/// The last one is all samples.
const BLOCKS: [usize; 9] = [1, 2, 4, 8, 16, 32, 64, 128, usize::MAX];
const SIZES: [usize; 16] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 24, 32, 48, 64];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knob {
    Sample,
    Data,
    Columns,
    Hidden,
    Scale,
    Init,
    LearningRate,
    Update,
    Block,
    Noise,
    TrainShare,
    DataSeed,
    Epsilon,
    Difference,
    Speed,
    Weight,
    Second,
}

impl DashboardState {
    /// Turns the focused knob up (1) or down (−1). A remark about the rates that follow is shown.
    pub(super) fn turn(&mut self, up: isize) -> Handled {
        let knob = self.focused_knob();
        let settings = &mut self.experiment.setup;
        match knob {
            Knob::LearningRate if is_last(settings.learning_rate, &RATES, up) => {
                return self.no_farther();
            }
            Knob::Hidden if is_last(settings.hidden, &SIZES, up) => return self.no_farther(),
            Knob::Noise if is_last(settings.noise, &NOISES, up) => return self.no_farther(),
            Knob::TrainShare if is_last(settings.train_fraction, &SHARES, up) => {
                return self.no_farther();
            }
            Knob::LearningRate => climb(&mut settings.learning_rate, &RATES, up),
            Knob::Epsilon => {
                let power = (settings.epsilon.log10() * 2.0).round() + up as f64;
                settings.epsilon = rounded(10.0_f64.powf(power.clamp(-28.0, 0.0) / 2.0), 2);
            }
            Knob::Update => {
                cycle(&mut settings.update, &Update::ALL, up);
                settings.block = Block::default();
            }
            Knob::Block => return self.turn_block(up),
            Knob::Noise => return self.redraw(|to| climb(&mut to.noise, &NOISES, up)),
            Knob::TrainShare => {
                return self.redraw(|to| climb(&mut to.train_fraction, &SHARES, up));
            }
            Knob::DataSeed => return self.redraw(|to| turn_seed(to, up)),
            Knob::Difference => cycle(&mut settings.difference, &Difference::ALL, up),
            Knob::Data => return self.turn_data(up),
            Knob::Columns => {
                self.open_columns();
                return Handled::Done(Change::Look);
            }
            Knob::Hidden => return self.rebuild(None, |to| climb(&mut to.hidden, &SIZES, up)),
            Knob::Scale => return self.rebuild(None, |to| cycle(&mut to.scale, &Scale::ALL, up)),
            Knob::Init => return self.rebuild(None, |to| cycle(&mut to.init, &Init::ALL, up)),
            knob => return Handled::Done(self.turn_view(knob, up)),
        }
        self.after_rates()
    }

    fn turn_block(&mut self, up: isize) -> Handled {
        let samples = self.experiment.train().len();
        let block = &mut self.experiment.setup.block;
        let before = *block;
        let mut size = block.0.unwrap_or(samples).min(samples);
        climb(&mut size, &BLOCKS, up);
        *block = Block((size < samples).then_some(size));
        if *block == before {
            return self.no_farther();
        }
        self.after_rates()
    }

    /// Other data, with the settings that they are drawn and divided by.
    pub(super) fn redraw(&mut self, change: impl FnOnce(&mut Settings)) -> Handled {
        let mut setup = self.experiment.setup.clone();
        change(&mut setup);
        let is_drawn = data::is_drawn(&setup.data);
        let set = is_drawn.then(|| data::load(&setup.data, setup.draw()).ok());
        let set = set.flatten();
        self.rebuild(set, |to| *to = setup)
    }

    /// The indices of the knobs that have something to do.
    pub(super) fn used_knobs(&self) -> Vec<usize> {
        let setup = &self.experiment.setup;
        let has_use =
            |index: &usize| setting(self.knobs[*index]).is_none_or(|name| setup.has_use(name));
        (0..self.knobs.len()).filter(has_use).collect()
    }

    /// The place of the focused knob among those.
    fn place(&self, used: &[usize]) -> usize {
        used.iter()
            .rposition(|index| *index <= self.knob)
            .unwrap_or(0)
    }

    pub(super) fn focused_knob(&self) -> Knob {
        let used = self.used_knobs();
        self.knobs[used[self.place(&used)]]
    }

    /// Moves the focus: from a place among so many to another one.
    pub(super) fn focus_knob(&mut self, to: impl FnOnce(usize, usize) -> usize) {
        let used = self.used_knobs();
        let place = to(self.place(&used), used.len());
        self.knob = used[place.min(used.len() - 1)];
    }

    fn no_farther(&mut self) -> Handled {
        self.say(FAR);
        Handled::Done(Change::Look)
    }

    /// The change that other rates make, with a remark about them.
    pub(super) fn after_rates(&mut self) -> Handled {
        self.screen.notice = remarks::of_rates(&self.experiment).into_iter().next();
        Handled::Done(Change::Rates)
    }

    pub fn turn_view(&mut self, knob: Knob, up: isize) -> Change {
        let weights = self.experiment.shape().parameters();
        match knob {
            Knob::Sample => {
                self.shown.sample = None;
                self.experiment.go_to_sample(up);
                return Change::Sample;
            }
            Knob::Second => self.second = around(self.second, up, weights),
            Knob::Weight => self.choose_weight(up),
            _ => return self.turn_pace(up),
        }
        Change::Look
    }

    fn turn_pace(&mut self, up: isize) -> Change {
        let notice = self.pace.turn(up);
        self.screen.notice = notice.map(str::to_owned);
        Change::Look
    }

    fn turn_data(&mut self, up: isize) -> Handled {
        let own = self.custom.iter().map(|set| set.name.as_str());
        let names: Vec<&str> = own.chain(data::NAMES).collect();
        let mut name = self.experiment.set().name.as_str();
        cycle(&mut name, &names, up);
        let own = self.custom.as_deref().filter(|set| set.name == name);
        let draw = self.experiment.setup.draw();
        let Some(set) = own.cloned().or_else(|| data::load(name, draw).ok()) else {
            return Handled::No;
        };
        let (before, after) = (self.defaults(self.experiment.set()), self.defaults(&set));
        let Some((before, after)) = before.zip(after) else {
            return self.rebuild(Some(set), |_| {});
        };
        if self.pace.is_as_fast_as(self.pace_in_sight(before)) {
            self.pace = self.pace_in_sight(after);
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
        self.pace = self.pace_in_sight(chosen);
    }

    /// The pace at which a training is watched to its end.
    fn pace_in_sight(&self, defaults: Defaults) -> Pace {
        Pace::in_sight(self.screen.chapter, defaults.steps)
    }

    pub fn knob_scenes(&self) -> Vec<KnobScene> {
        let used = self.used_knobs();
        let focused = used[self.place(&used)];
        let knob = |index: usize| {
            let (name, value) = self.knob_text(self.knobs[index]);
            KnobScene {
                name: name.to_owned(),
                value,
                focused: self.screen.focus == Pane::Training && index == focused,
            }
        };
        used.into_iter().map(knob).collect()
    }

    pub(super) fn knob_text(&self, knob: Knob) -> (&'static str, String) {
        let (experiment, setup) = (&self.experiment, &self.experiment.setup);
        let (sample, samples) = (experiment.sample_number(), experiment.train().len());
        let speed = self.pace.to_string();
        match knob {
            Knob::Sample => ("sample", format!("{sample} of {samples}")),
            Knob::Data => ("data", setup.data.clone()),
            Knob::Columns => ("columns", self.columns_on()),
            Knob::Hidden => ("M", setup.hidden.to_string()),
            Knob::Scale => ("scale", setup.scale.to_string()),
            Knob::Init => ("init", setup.init.to_string()),
            Knob::LearningRate => ("α", compact(setup.learning_rate)),
            Knob::Epsilon => ("ε", compact(setup.epsilon)),
            Knob::Update => ("update", setup.update.to_string()),
            Knob::Block => ("batch", setup.block.to_string()),
            Knob::Noise => ("noise", compact(setup.noise)),
            Knob::TrainShare => ("train", compact(setup.train_fraction)),
            Knob::DataSeed => ("data seed", setup.draw().seed.to_string()),
            Knob::Difference => ("difference", setup.difference.to_string()),
            Knob::Speed => ("speed", speed),
            Knob::Weight => ("weight", self.weight_name(self.weight)),
            Knob::Second => ("second", self.weight_name(self.second)),
        }
    }
}

fn is_last<T: PartialOrd + Copy>(here: T, ladder: &[T], up: isize) -> bool {
    let mut next = here;
    climb(&mut next, ladder, up);
    next == here
}

/// A seed of the data apart from that of the weights; where both are the same, none.
fn turn_seed(settings: &mut Settings, up: isize) {
    let seed = settings.draw().seed.wrapping_add_signed(up as i64);
    settings.data_seed = DataSeed(Some(seed).filter(|seed| *seed != settings.seed));
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
