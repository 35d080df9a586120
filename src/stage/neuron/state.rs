//! The neuron's state in words, and the neuron of such words.

use super::{Neuron, Preset, View};
use crate::stage::state::{State, equation, list, panel, panel_word, yes_or_no};

/// What there is to say of a neuron.
const WORDS: [&str; 11] = [
    "preset", "seed", "w", "x", "equation", "view", "mirrored", "yaw", "pitch", "number", "place",
];

impl Neuron {
    /// The state in words.
    pub(super) fn words(&self) -> State {
        let mut state = State::default();
        if let Some(preset) = self.preset {
            state.say("preset", preset.name().to_lowercase());
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
        state.say("place", panel_word(self.screen.focus));
        state
    }

    /// The neuron of a state; what it does not say is as the source has it.
    pub(in crate::stage) fn of_state(state: &State) -> Result<Self, String> {
        state.speaks_only_of(&WORDS)?;
        let usual = match state.text("preset") {
            Some(name) => Self::of_preset(Preset::named(name)?),
            None => Self::of_source(),
        };
        let usual_preset = usual.preset;
        let mut w = state.numbers("w")?.unwrap_or_else(|| usual.w.clone());
        let mut x = state.numbers("x")?.unwrap_or_else(|| usual.x.clone());
        for entry in state.entries() {
            let ((letter, i, column), value) = entry?;
            let numbers = if letter == 'w' { &mut w } else { &mut x };
            let place = numbers
                .get_mut(i)
                .filter(|_| letter != 'v' && column.is_none());
            *place.ok_or("this neuron has fewer weights and inputs")? = value;
        }
        let mut neuron = usual
            .with_numbers(w, x)
            .map_err(|error| error.to_string())?;
        if state.text("preset").is_some() {
            neuron.preset = usual_preset;
        }
        neuron.seed = state.read("seed")?.unwrap_or(neuron.seed);
        neuron = match state.read("view")? {
            Some(view) => neuron.viewing(view),
            None => neuron,
        };
        neuron.mirrored = yes_or_no(state, "mirrored")?.unwrap_or(false);
        if let Some(number) = equation(state)? {
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
        neuron.screen.focus = panel(state)?.unwrap_or(neuron.screen.focus);
        Ok(neuron)
    }
}
