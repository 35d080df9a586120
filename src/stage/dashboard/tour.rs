//! A tour: some stops, each one sentence and one key to press. The key does what it always does, and leads to the next stop.

use super::Screen;
use crate::equation::Chapter;
use crate::scene::{Guide, Pane, Scene};
use crate::stage::keys::{self, Key};
use crate::stage::{Action, backprop, network, neuron, numerical_gradient};

const OVER: &str = "That was the tour. ? lists all keys, i says what is selected.";
const LEFT: &str = "The tour ends here; T begins it again.";

#[derive(Debug)]
pub(in crate::stage) struct Stop {
    /// The pane that the sentence speaks of.
    pub pane: Pane,
    pub key: Key,
    /// The sentence. A name in braces, such as {E}, is replaced by the number of that name on the screen.
    pub text: &'static str,
}

pub(in crate::stage) type Stops = &'static [Stop];

pub(in crate::stage) const fn stop(pane: Pane, key: Key, text: &'static str) -> Stop {
    Stop { pane, key, text }
}

fn stops(chapter: Chapter) -> Stops {
    match chapter {
        Chapter::Neuron => neuron::TOUR,
        Chapter::Network => network::TOUR,
        Chapter::NumericalGradient => numerical_gradient::TOUR,
        Chapter::Backprop => backprop::TOUR,
    }
}

impl Screen {
    /// Begins the tour at the first picture and the first equation, or ends it.
    pub(super) fn toggle_tour(&mut self) {
        if self.tour.is_some() {
            return self.leave_tour();
        }
        (self.playing, self.is_zoomed) = (false, false);
        self.view = 0;
        self.select(0);
        self.go_to_stop(0);
    }

    pub fn is_on_tour(&self) -> bool {
        self.tour.is_some()
    }

    pub(super) fn leave_tour(&mut self) {
        self.tour = None;
        self.notice = Some(LEFT.to_owned());
    }

    fn go_to_stop(&mut self, index: usize) {
        if let Some(stop) = stops(self.chapter).get(index) {
            self.tour = Some(index);
            self.focus = stop.pane;
        } else {
            self.tour = None;
            self.notice.get_or_insert_with(|| OVER.to_owned());
        }
    }

    /// After the key of a stop comes the next stop; after a list, once one of it is taken.
    pub fn go_on_tour(&mut self, done: &Action) {
        let Some(index) = self.tour else {
            return;
        };
        let stop = stops(self.chapter).get(index);
        let is_done = match stop.and_then(|stop| keys::action(stop.key)) {
            Some(Action::Presets) => matches!(done, Action::Preset(_)),
            action => action.as_ref() == Some(done),
        };
        if is_done {
            self.go_to_stop(index + 1);
        }
    }

    /// Puts a question, or the present stop, in the place of what comes next.
    pub fn guide(&self, scene: Scene) -> Scene {
        if self.has_more_to_say() {
            return self.with_answers(scene);
        }
        let stops = stops(self.chapter);
        let Some((index, stop)) = self.tour.and_then(|index| Some((index, stops.get(index)?)))
        else {
            return scene;
        };
        Scene {
            next: filled(stop.text, &scene),
            guide: Some(Guide {
                place: format!("{}/{}", index + 1, stops.len()),
                key: keys::name(stop.key),
                answers: Vec::new(),
            }),
            ..scene
        }
    }
}

/// A text with the numbers of a scene in place of their names.
fn filled(text: &str, scene: &Scene) -> String {
    let fields = scene.status.fields.iter();
    let fields = fields.map(|field| (&field.name, field.value.trim()));
    let knobs = scene.training.knobs.iter();
    let knobs = knobs.map(|knob| (&knob.name, knob.value.as_str()));
    let facts = scene.facts.iter();
    let facts = facts.map(|(name, value)| (name, value.as_str()));
    let all = fields.chain(knobs).chain(facts);
    all.fold(text.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    })
}
