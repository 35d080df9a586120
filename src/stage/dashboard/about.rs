//! What is this: two lines about what is selected, in the pane with the focus.

use super::{DashboardState, Keys, Knob, Screen, sample_caption};
use crate::equation::Entry;
use crate::scene::{Overlay, Pane, text};

const OF_WEIGHTS: &str =
    "↑↓ choose another weight, ←→ change this one, Enter types a number, u takes it back.";
const OF_SETTINGS: &str = "↑↓ choose another setting, ←→ change this one, u takes it back.";

/// A name and two lines about it.
pub(in crate::stage) fn about(name: &str, is: String, does: String) -> Overlay {
    let lines = vec![(name.to_owned(), is), (String::new(), does)];
    Overlay::new("what is this?", lines)
}

pub(in crate::stage) fn about_equation(entry: &Entry) -> Overlay {
    let is = format!("{}: {}.", entry.title, entry.spoken);
    let users: Vec<String> = entry.used_by().iter().map(|by| format!("({by})")).collect();
    let does = if users.is_empty() {
        "o opens its page in the book.".to_owned()
    } else {
        let users = users.join(" ");
        format!("What it gives is used by {users}. o opens its page in the book.")
    };
    about(&format!("({})", entry.number), is, does)
}

impl Knob {
    fn is(self) -> &'static str {
        match self {
            Self::Sample => "the row of the training data that runs through the network",
            Self::Data => "the table that the network learns; D shows what is in it",
            Self::Columns => {
                "the columns that are inputs: Enter opens their list, with a mark at each that is on"
            }
            Self::Hidden => "the number of hidden units: more of them bend the regions more",
            Self::Scale => "standard gives every input mean 0 and deviation 1; none leaves it",
            Self::Init => "the first weights: all 1, or drawn at random in one of two widths",
            Self::LearningRate => {
                "the learning rate: how far a step goes against the slope; too far, and E rises"
            }
            Self::Update => "batch moves the weights once a step, online after every sample",
            Self::Block => {
                "how many samples a step of the weights takes: 1 is online, all is batch"
            }
            Self::Noise => {
                "how far the drawn points stray: the more, the less any network can tell"
            }
            Self::TrainShare => "the share of the rows that train; the rest only tests",
            Self::DataSeed => "the seed by which the data are drawn and shuffled",
            Self::Epsilon => "how far a weight is nudged to find the slope along it",
            Self::Difference => "the quotient that is taken for the slope; printed climbs",
            Self::Speed => "the steps of play in a second",
            Self::Weight => "the weight that the pictures and the equations are about",
            Self::Second => "the second weight of the landscape",
        }
    }
}

impl DashboardState {
    /// The selected thing in the pane with the focus, explained; `pictures` has a sentence for each picture.
    pub fn about(&self, pictures: Keys) -> Overlay {
        match self.screen.focus {
            Pane::Network => self.about_weight(),
            Pane::Equation => about_equation(self.entry()),
            Pane::Picture => {
                let weight = self.weight_name(self.weight);
                let (part, n) = self.shown.looked_at(&self.experiment);
                let wrong = if self.has_mistakes() {
                    "x goes to the next wrong sample, v"
                } else {
                    "v"
                };
                let does = format!(
                    "◉ is {}; the chosen weight is {weight}. {wrong} shows another picture.",
                    sample_caption(part, n)
                );
                self.screen.about_picture(pictures, does)
            }
            Pane::Training => {
                let (name, value) = self.knob_text(self.knobs[self.knob]);
                let is = format!("{value}: {}.", self.knobs[self.knob].is());
                about(name, is, OF_SETTINGS.to_owned())
            }
        }
    }

    fn about_weight(&self) -> Overlay {
        let (shape, set) = (self.experiment.shape(), self.experiment.set());
        let (letter, row, column) = shape.position(self.weight);
        let named = |name: &str, index: usize| match name {
            name if name == index.to_string() || name == format!("x{index}") => String::new(),
            name => format!(" ({name})"),
        };
        let end = match letter {
            'w' => format!("hidden unit {row}"),
            _ => format!("output {row}{}", named(&set.classes[row], row)),
        };
        let is = match (letter, column) {
            ('w', column) if column < shape.inputs => {
                format!(
                    "input {column}{} to {end}",
                    named(&set.features[column], column)
                )
            }
            ('v', column) if column < shape.hidden => format!("hidden unit {column} to {end}"),
            _ => format!("the bias to {end}: its input is always 1"),
        };
        let value = text(self.experiment.parameters().values[self.weight], 4);
        let is = format!("{value}, the weight from {is}.");
        about(&self.weight_name(self.weight), is, OF_WEIGHTS.to_owned())
    }
}

impl Screen {
    pub fn about_picture(&self, pictures: Keys, does: String) -> Overlay {
        let name = self.view_name();
        let found = pictures.iter().find(|(view, _)| *view == name);
        let is = found.map_or("a picture", |(_, is)| is);
        about(name, format!("{is}."), does)
    }
}
