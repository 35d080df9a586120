//! Keys become actions here and nowhere else. The same table is the help page.

use super::{Action, Direction};
use crate::scene::{KeyHint, Overlay};

/// A key as a reader would name it, whatever the terminal or the page calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Char(char),
    Left,
    Right,
    Up,
    Down,
    Tab,
    BackTab,
    Enter,
    Escape,
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
        Key::Tab => Action::NextPanel,
        Key::BackTab => Action::PreviousPanel,
        Key::Escape => Action::Close,
        Key::Enter => Action::Enter,
        Key::Char(letter) => match letter {
            'q' => Action::Quit,
            '?' => Action::Help,
            '[' => Action::PreviousEquation,
            ']' => Action::NextEquation,
            ' ' => Action::Play,
            'n' => Action::StepOn,
            'b' => Action::StepBack,
            'r' => Action::Restart,
            'R' => Action::NewSeed,
            '+' | '=' => Action::More,
            '-' | '_' => Action::Less,
            'v' => Action::NextView,
            'p' => Action::NextPreset,
            '1'..='9' => Action::Preset(letter as usize - '1' as usize),
            'm' => Action::Printed,
            's' => Action::Save,
            'w' => Action::SaveNetwork,
            'y' => Action::Command,
            'D' => Action::Data,
            'o' => Action::OpenPage,
            _ => return None,
        },
    })
}

/// The key of the page about the data.
pub(super) const DATA: &str = "D";

/// The key that saves the network.
pub(super) const NETWORK: &str = "w";

/// The keys that mean the same in every dashboard, with what they do.
pub const HELP: [(&str, &str); 15] = [
    ("Tab", "the next place; Shift-Tab the one before"),
    ("arrows hjkl", "move, choose or turn, where the focus is"),
    ("+ −", "change the focused number"),
    ("[ ]", "the equation before, the next one"),
    ("v", "another picture"),
    ("Space", "play, pause"),
    ("n b", "one step on, one step back"),
    ("r R", "back to the start; a new seed"),
    (DATA, "the data: rows, classes, inputs, scale"),
    ("s", "save the figures"),
    (
        NETWORK,
        "save the network with its scale, columns and classes",
    ),
    ("y", "the command that reproduces this screen"),
    ("o", "open the book's page"),
    ("mouse", "a click selects"),
    ("Esc ? q", "close; this page; quit"),
];

pub(super) fn hints(keys: &[(&str, &str)]) -> Vec<KeyHint> {
    let hint = |(key, does): &(&str, &str)| KeyHint {
        key: (*key).to_owned(),
        does: (*does).to_owned(),
    };
    keys.iter().map(hint).collect()
}

pub(super) fn help<'a>(keys: impl Iterator<Item = &'a (&'a str, &'a str)>) -> Overlay {
    let lines = keys.map(|(key, does)| ((*key).to_owned(), (*does).to_owned()));
    Overlay::new("keys", lines.collect())
}
