//! The neuron's state as names and values, and the neuron of such a state.

use super::{Neuron, Preset, View};
use crate::stage::state::{State, list};

const NAMES: [&str; 11] = [
    "preset", "seed", "w", "x", "equation", "view", "mirrored", "yaw", "pitch", "number", "pane",
];

impl Neuron {
    pub(super) fn words(&self) -> State {
        let mut state = State::default();
        if let Some(preset) = self.preset {
            state.say("preset", preset);
        }
        state.say("w", list(&self.w));
        state.say("x", list(&self.x));
        state.say("equation", self.screen.entry().number);
        state.say("view", self.view());
        state.say_if(self.seed != 1, "seed", self.seed);
        state.say_if(self.mirrored, "mirrored", "yes");
        if self.view() == View::Surface {
            state.say("yaw", self.turned.0);
            state.say("pitch", self.turned.1);
        }
        state.say_if(self.focused != 0, "number", self.focused);
        state.say("pane", self.screen.focus);
        state
    }

    /// The neuron of a state. What the state leaves out is as in the source.
    pub(in crate::stage) fn of_state(state: &State) -> Result<Self, String> {
        state.check_names(|name| NAMES.contains(&name))?;
        let preset: Option<Preset> = state.read("preset")?;
        let default = preset.map_or_else(Self::of_source, Self::of_preset);
        let mut w = state.numbers("w")?.unwrap_or_else(|| default.w.clone());
        let mut x = state.numbers("x")?.unwrap_or_else(|| default.x.clone());
        for entry in state.entries() {
            let (_, (letter, i, column), value) = entry?;
            let numbers = if letter == 'w' { &mut w } else { &mut x };
            let is_one = letter != 'v' && column.is_none();
            let number = numbers.get_mut(i).filter(|_| is_one);
            *number.ok_or("this neuron has fewer weights and inputs")? = value;
        }
        let neuron = default.with_numbers(w, x);
        let mut neuron = neuron.map_err(|error| error.to_string())?;
        neuron.preset = preset.or(neuron.preset);
        neuron.seed = state.read("seed")?.unwrap_or(neuron.seed);
        neuron = neuron.viewing(state.read("view")?.unwrap_or(View::Plane));
        neuron.mirrored = state.yes_or_no("mirrored")?;
        if let Some(number) = state.read("equation")? {
            neuron = neuron.showing(number);
        }
        let (yaw, pitch) = (state.read("yaw")?, state.read("pitch")?);
        let yaw = yaw.filter(|yaw| (-180.0..=180.0).contains(yaw));
        let pitch = pitch.filter(|pitch| (0.0..=90.0).contains(pitch));
        let default = neuron.turned;
        neuron.turned = (yaw.unwrap_or(default.0), pitch.unwrap_or(default.1));
        neuron.focus_number(state.read("number")?.unwrap_or(0));
        neuron.screen.focus = state.read("pane")?.unwrap_or(neuron.screen.focus);
        Ok(neuron)
    }
}
