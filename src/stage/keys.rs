//! Keys become actions here and nowhere else. The same table is the help page.

use super::{Action, Direction, Leap};
use crate::equation::Chapter;
use crate::scene::{KeyHint, Overlay, Pane, Target};

/// A key as a reader would name it, whatever the terminal or the page calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Char(char),
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    Tab,
    BackTab,
    Enter,
    Escape,
    Backspace,
    /// A letter with Control.
    Control(char),
}

/// The action of a key, the same in every dashboard.
///
/// ```
/// use nn28::stage::{Action, keys::{Key, action}};
/// assert_eq!(action(Key::Char('q')), Some(Action::Quit));
/// assert_eq!(action(Key::Char('h')), action(Key::Left));
/// assert_eq!(action(Key::Char('~')), None);
/// ```
pub fn action(key: Key) -> Option<Action> {
    Some(match key {
        Key::Left | Key::Char('h') => Action::Move(Direction::Left),
        Key::Right | Key::Char('l') => Action::Move(Direction::Right),
        Key::Up | Key::Char('k') => Action::Move(Direction::Up),
        Key::Down | Key::Char('j') => Action::Move(Direction::Down),
        Key::Home => Action::Leap(Leap::First),
        Key::End => Action::Leap(Leap::Last),
        Key::PageUp => Action::Leap(Leap::PageUp),
        Key::PageDown => Action::Leap(Leap::PageDown),
        Key::Tab => Action::NextPane,
        Key::BackTab => Action::PreviousPane,
        Key::Control('r') => Action::Redo,
        Key::Backspace | Key::Control(_) => return None,
        Key::Escape => Action::Close,
        Key::Enter => Action::Enter,
        Key::Char(letter) => match letter {
            'q' => Action::Quit,
            '?' => Action::Help,
            '[' => Action::PreviousEquation,
            ']' => Action::NextEquation,
            ' ' => Action::Play,
            ',' => Action::PreviousSample,
            '.' => Action::NextSample,
            'x' => Action::NextMistake,
            'X' => Action::PreviousMistake,
            'n' => Action::StepOn,
            'b' => Action::StepBack,
            'u' => Action::Undo,
            'U' => Action::Redo,
            'r' => Action::Restart,
            'R' => Action::NewSeed,
            '+' | '=' => Action::More,
            '-' | '_' => Action::Less,
            'v' => Action::NextView,
            'z' => Action::Zoom,
            'T' => Action::Tour,
            'i' => Action::About,
            'e' => Action::Expect,
            'P' => Action::Pin,
            'B' => Action::NameFault,
            'M' => Action::ExchangeHands,
            'g' => Action::Gradients,
            't' => Action::TestSamples,
            'd' => Action::Discrete,
            'L' => Action::Logarithmic,
            '<' => Action::Slower,
            '>' => Action::Faster,
            'p' => Action::Presets,
            '0'..='9' => Action::Digit(letter as usize - '0' as usize),
            'm' => Action::Printed,
            's' => Action::Save,
            'S' => Action::SaveAll,
            'w' => Action::SaveNetwork,
            'y' => Action::Command,
            'D' => Action::Data,
            'o' => Action::OpenPage,
            _ => return None,
        },
    })
}

/// The name of a key, as bar and help write it.
pub(super) fn name(key: Key) -> String {
    match key {
        Key::Char(' ') => "Space".to_owned(),
        Key::Char(letter) => letter.to_string(),
        Key::Left => "←".to_owned(),
        Key::Right => "→".to_owned(),
        Key::Up => "↑".to_owned(),
        Key::Down => "↓".to_owned(),
        key => format!("{key:?}"),
    }
}

/// The action of a key while a number is typed, or not.
pub fn action_while(is_typing: bool, key: Key) -> Option<Action> {
    match key {
        key if !is_typing => action(key),
        Key::Char(letter) => Some(Action::Type(letter)),
        Key::Backspace => Some(Action::Erase),
        Key::Enter => Some(Action::Enter),
        Key::Escape => Some(Action::Close),
        _ => None,
    }
}

/// The action of a click on a dashboard, while a number is typed or not.
pub fn action_of_click(is_typing: bool, target: Option<Target>) -> Option<Action> {
    click(target, |key| action_while(is_typing, key))
}

/// The action of a click. One on a key of the bar presses it.
pub fn click(target: Option<Target>, press: impl Fn(Key) -> Option<Action>) -> Option<Action> {
    let Target::Key(sign) = target? else {
        return target.map(Action::Click);
    };
    let key = match sign {
        '←' => Key::Left,
        '→' => Key::Right,
        '↑' => Key::Up,
        '↓' => Key::Down,
        '\t' => Key::Tab,
        '\n' => Key::Enter,
        '\x1b' => Key::Escape,
        letter => Key::Char(letter),
    };
    press(key)
}

/// The key of the page about the data.
pub(super) const DATA: &str = "D";

/// The keys that go through the samples, and those that change their marks.
pub(super) const SAMPLES: &str = ", .";
pub(super) const MARKS: &str = "t d";

/// The keys that go through the samples that the network gets wrong.
pub(super) const MISTAKES: &str = "x X";

/// The keys that a neuron alone has no use for.
pub(super) const OF_DATA: [&str; 7] = [SAMPLES, MISTAKES, MARKS, CURVE, SLOPES, DATA, NETWORK];

/// The key of the curve of a training.
pub(super) const CURVE: &str = "L";

/// The key of two lines about what is selected.
pub(super) const ABOUT: &str = "i";

/// The key of a question about the next step.
pub(super) const EXPECT: &str = "e";

/// The key that pins a run.
pub(super) const PIN: &str = "P";

/// The key that names the hidden fault.
pub(super) const FAULT: &str = "B";

/// The key that exchanges the reader's functions with ours.
pub(super) const HANDS: &str = "M";

/// The key of the tour.
pub(super) const TOUR: &str = "T";

/// The key that saves the network.
pub(super) const NETWORK: &str = "w";

/// The key of the slopes in the diagram.
pub(super) const SLOPES: &str = "g";

/// The keys that mean the same in every dashboard, with what they do.
pub const HELP: &[(&str, &str)] = &[
    ("Space", "play, pause"),
    ("n b", "one step on, one step back"),
    ("Tab", "the next pane; Shift-Tab the one before"),
    ("↑↓ k j", "choose, in the pane with the focus"),
    ("←→ h l + −", "change what is chosen"),
    (
        "Home End",
        "the first, the last of what is chosen; PgUp PgDn: ten up, down",
    ),
    ("< >", "play slower, faster"),
    ("[ ]", "the equation before, the next one"),
    (SAMPLES, "the sample before, the next one"),
    (
        MISTAKES,
        "the next sample that the network gets wrong, the one before; test samples while t shows these",
    ),
    ("v", "another picture"),
    ("z", "this pane alone, all panes again"),
    (
        MARKS,
        "in the regions: test samples; classes without shades",
    ),
    (CURVE, "in the training: E logarithmic; the latest steps"),
    (
        SLOPES,
        "in the network: slopes in place of values, and back",
    ),
    (
        "u U Ctrl-R",
        "take back your last act; make it again: from Space to Space is one",
    ),
    ("r R", "back to the first weights; a new seed"),
    (DATA, "the data: rows, classes, inputs, scale"),
    ("s S", "save the figure in front; all figures"),
    (
        NETWORK,
        "save the network with its scale, columns and classes",
    ),
    ("y", "the command that reproduces this screen"),
    ("o", "open the book's page"),
    (
        "mouse",
        "a click selects or presses a key; the wheel does ↑ ↓",
    ),
    (
        TOUR,
        "a tour: one sentence and one key at a time; Esc ends it",
    ),
    (
        PIN,
        "pin this run: the next ones are drawn over it; P again takes it off",
    ),
    (EXPECT, "say what the next step will do, then see it"),
    (HANDS, "with --mine: your functions, or ours for a look"),
    (ABOUT, "what is this? two lines about what is selected"),
    ("?", "this page"),
    ("q Esc", "close; back to the contents; leave"),
];

pub(super) const NO_PRESETS: &str = "This chapter has no presets: neuron and backprop have some.";

/// A sentence about a key that has nothing to do in a dashboard over data.
pub(super) fn why_not(action: &Action) -> Option<&'static str> {
    match action {
        Action::Preset(_) => Some(NO_PRESETS),
        Action::Printed => Some("The source prints the equations of this chapter as they are."),
        Action::Pin => Some(NO_TRAINING),
        Action::NameFault => Some(NO_FAULT),
        _ => None,
    }
}

/// The same for a neuron alone.
pub(super) fn why_not_in_neuron(action: &Action) -> Option<&'static str> {
    match action {
        Action::Data
        | Action::TestSamples
        | Action::Discrete
        | Action::NextSample
        | Action::NextMistake
        | Action::PreviousMistake
        | Action::PreviousSample => Some(NO_DATA),
        Action::Logarithmic | Action::Pin => Some(NO_TRAINING),
        Action::NameFault => Some(NO_FAULT),
        Action::Gradients => Some("One neuron alone has no error, so that no slope leads down."),
        Action::SaveNetwork => Some(NO_NETWORK),
        _ => None,
    }
}

const NO_DATA: &str = "A neuron has one sample only, its inputs: network, numerical_gradient and backprop work on data.";
const NO_FAULT: &str = "Faults are hidden in backprop: --broken hides one there.";
const NO_TRAINING: &str =
    "Nothing is trained here: numerical_gradient and backprop have runs, and curves of them.";
const NO_NETWORK: &str =
    "One neuron is no network: y shows the command that brings its weights back.";

pub(super) fn hints(keys: &[(&str, &str)]) -> Vec<KeyHint> {
    let hint = |(key, does): &(&str, &str)| KeyHint {
        key: (*key).to_owned(),
        does: (*does).to_owned(),
    };
    keys.iter().map(hint).collect()
}

/// The keys that are the same everywhere. A neuron alone works on no data.
fn shared(chapter: Chapter) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    let has_data = chapter != Chapter::Neuron;
    let trains = has_data && chapter != Chapter::Network;
    HELP.iter()
        .filter(move |(key, _)| has_data || !OF_DATA.contains(key))
        .filter(move |(key, _)| trains || ![CURVE, PIN].contains(key))
}

/// The lines of that page, where the pane and the chapter have `own` keys.
pub(super) fn lines_of_help(chapter: Chapter, own: usize) -> usize {
    2 + own + shared(chapter).count()
}

/// The page of keys: those of the pane with the focus, those of the chapter, and those that are the same everywhere.
pub(super) fn help(
    chapter: Chapter,
    focus: Pane,
    pane: &'static [(&'static str, &'static str)],
    own: &'static [(&'static str, &'static str)],
) -> Overlay {
    let title = |name: String, text: &str| (name, text.to_owned());
    let line = |(key, does): &(&str, &str)| ((*key).to_owned(), (*does).to_owned());
    let lines = [title(focus.to_string(), "the keys of this pane:")]
        .into_iter()
        .chain(pane.iter().map(line))
        .chain([title("everywhere".to_owned(), "the keys of all panes:")])
        .chain(own.iter().chain(shared(chapter)).map(line));
    Overlay::new("keys", lines.collect())
}
