//! The neuron's state as names and values, and the neuron of such a state.

use super::{Neuron, Preset, View};
use crate::stage::state::{State, list};

const NAMES: [&str; 11] = [
    "preset", "seed", "w", "x", "equation", "view", "mirrored", "yaw", "pitch", "number", "place",
];

impl Neuron {
    /// The state as names and values.
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
        state.say("place", self.screen.focus);
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
            let number = numbers
                .get_mut(i)
                .filter(|_| letter != 'v' && column.is_none());
            *number.ok_or("this neuron has fewer weights and inputs")? = value;
        }
        let mut neuron = default
            .with_numbers(w, x)
            .map_err(|error| error.to_string())?;
        neuron.preset = preset.or(neuron.preset);
        neuron.seed = state.read("seed")?.unwrap_or(neuron.seed);
        if let Some(view) = state.read("view")? {
            neuron = neuron.viewing(view);
        }
        neuron.mirrored = state.yes_or_no("mirrored")?.unwrap_or(false);
        if let Some(number) = state.read("equation")? {
            neuron = neuron.showing(number);
        }
        let angle = |name, from: f64, to: f64| {
            let angle = state.read::<f64>(name)?;
            Ok::<_, String>(angle.filter(|angle| (from..=to).contains(angle)))
        };
        neuron.turned = (
            angle("yaw", -180.0, 180.0)?.unwrap_or(neuron.turned.0),
            angle("pitch", 0.0, 90.0)?.unwrap_or(neuron.turned.1),
        );
        let last = neuron.x.len() + neuron.w.len() - 1;
        neuron.focused = state.read("number")?.unwrap_or(0).min(last);
        neuron.screen.focus = state.read("place")?.unwrap_or(neuron.screen.focus);
        Ok(neuron)
    }
}
