//! Numbers that are typed: which one is asked for, what it may be, and what follows from it.

use super::{Change, DashboardState, Handled, Knob};
use crate::scene::Pane;
use crate::stage::settings::SETTINGS;

/// A weight or an input that is typed is not farther from 0 than this.
const FARTHEST: f64 = 1e6;
/// The largest network that a page draws.
const MAX_IN_A_PAGE: usize = 64;
const NO_NUMBER: &str = "Only numbers are typed: ← and → change this setting.";

/// Reads a number. A comma will do as its point.
pub(in crate::stage) fn typed_number(text: &str) -> Result<f64, String> {
    let number: Result<f64, _> = word(text).parse();
    let number = number.map_err(|_| "expected a number such as -0.5 or 2e-3")?;
    if number.abs() <= FARTHEST {
        Ok(number)
    } else {
        Err("expected a number from -1,000,000 to 1,000,000".to_owned())
    }
}

fn word(text: &str) -> String {
    text.trim().replace(',', ".").replace('−', "-")
}

/// The name of a setting that is a number.
pub(super) fn setting(knob: Knob) -> Option<&'static str> {
    match knob {
        Knob::LearningRate => Some("learning-rate"),
        Knob::Epsilon => Some("epsilon"),
        Knob::Hidden => Some("hidden"),
        Knob::Block => Some("batch"),
        Knob::Noise => Some("noise"),
        Knob::TrainShare => Some("train-fraction"),
        Knob::DataSeed => Some("data-seed"),
        _ => None,
    }
}

impl DashboardState {
    /// The chosen number: that of a setting, or the weight.
    fn chosen_number(&self) -> Knob {
        match self.screen.focus {
            Pane::Training => self.focused_knob(),
            Pane::Network | Pane::Equation | Pane::Picture => Knob::Weight,
        }
    }

    pub(super) fn begin_typing(&mut self) {
        let knob = self.chosen_number();
        let name = match knob {
            Knob::Weight | Knob::Sample => Some(self.number_name(knob)),
            knob => setting(knob).map(|_| self.number_name(knob)),
        };
        match name {
            Some(name) => self.screen.begin_typing(name),
            None => self.say(NO_NUMBER),
        }
    }

    fn number_name(&self, knob: Knob) -> String {
        match knob {
            Knob::Weight => self.weight_name(self.weight),
            knob => self.knob_text(knob).0.to_owned(),
        }
    }

    /// Takes what was typed, or says what was expected.
    pub(super) fn take_typed(&mut self, text: &str) -> Handled {
        match self.set_number(text) {
            Ok(handled) => {
                self.screen.end_typing(None);
                handled
            }
            Err(fault) => {
                self.screen.end_typing(Some(fault));
                Handled::Done(Change::Look)
            }
        }
    }

    fn set_number(&mut self, text: &str) -> Result<Handled, String> {
        let knob = self.chosen_number();
        if knob == Knob::Sample {
            return self.set_sample(text);
        }
        let Some(name) = setting(knob) else {
            let number = typed_number(text)?;
            self.experiment.set_weight(self.weight, number);
            self.by_hand = true;
            return Ok(Handled::Done(Change::Weight));
        };
        let mut setup = self.experiment.setup.clone();
        let mut named = SETTINGS.iter().filter(|setting| setting.name == name);
        named.try_for_each(|setting| setting.set(&mut setup, &word(text)))?;
        if cfg!(target_arch = "wasm32") && setup.hidden > MAX_IN_A_PAGE {
            return Err(format!("expected at most {MAX_IN_A_PAGE} in a page"));
        }
        if knob == Knob::Hidden {
            return Ok(self.rebuild(None, |to| to.hidden = setup.hidden));
        }
        if [Knob::Noise, Knob::TrainShare, Knob::DataSeed].contains(&knob) {
            return Ok(self.redraw(|to| *to = setup));
        }
        self.experiment.setup = setup;
        Ok(self.after_rates())
    }

    fn set_sample(&mut self, text: &str) -> Result<Handled, String> {
        let last = self.experiment.train().len() - 1;
        let sample = word(text).parse().ok().filter(|sample| *sample <= last);
        let sample = sample.ok_or_else(|| format!("expected a sample from 0 to {last}"))?;
        self.choose_sample(sample);
        Ok(Handled::Done(Change::Sample))
    }
}
