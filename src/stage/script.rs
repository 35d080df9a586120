//! Keys and settings in one line: `Tab Down*2 +*40`, or `w0=3 view=surface`.
//!
//! The still frames of the book, the links of its prose and the live dashboards all begin with such a line.

use super::keys::{Key, action};

const MAX_REPEATS: usize = 10_000;

#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    Key(Key),
    /// The name of a setting, such as `w0`, `equation` or `view`, and its value.
    Set(String, String),
}

/// Reads a line of words: keys, each perhaps with a number of repeats as in `n*8`, and settings as in `w0=3`.
///
/// # Errors
/// The first word that is neither.
///
/// ```
/// use nn28::stage::{keys::Key, script::{Step, parse}};
/// let steps = parse("Tab n*2 w0=3")?;
/// assert_eq!(steps[..3], [Step::Key(Key::Tab), Step::Key(Key::Char('n')), Step::Key(Key::Char('n'))]);
/// assert_eq!(steps[3], Step::Set("w0".to_owned(), "3".to_owned()));
/// assert_eq!(parse("Tub").unwrap_err(), "there is no key \"Tub\"");
/// # Ok::<(), String>(())
/// ```
pub fn parse(line: &str) -> Result<Vec<Step>, String> {
    let words: Result<Vec<_>, _> = line.split_whitespace().map(word).collect();
    Ok(words?.concat())
}

fn word(word: &str) -> Result<Vec<Step>, String> {
    if let Some((name, value)) = word.split_once('=')
        && !name.is_empty()
    {
        return Ok(vec![Step::Set(name.to_owned(), value.to_owned())]);
    }
    let (word, repeats) = match word.rsplit_once('*') {
        Some((word, repeats)) if !word.is_empty() => (word, repeats),
        _ => (word, "1"),
    };
    match repeats.parse() {
        Ok(count @ 1..=MAX_REPEATS) => Ok(vec![Step::Key(key(word)?); count]),
        _ => Err(format!(
            "a key cannot be repeated {repeats:?} times: expected 1 to {MAX_REPEATS}"
        )),
    }
}

fn key(word: &str) -> Result<Key, String> {
    let mut letters = word.chars();
    let key = match (word, letters.next(), letters.next()) {
        ("Tab", ..) => Key::Tab,
        ("Left", ..) => Key::Left,
        ("Right", ..) => Key::Right,
        ("Up", ..) => Key::Up,
        ("Down", ..) => Key::Down,
        ("Home", ..) => Key::Home,
        ("End", ..) => Key::End,
        ("Enter", ..) => Key::Enter,
        ("Escape", ..) => Key::Escape,
        ("Space", ..) => Key::Char(' '),
        (_, Some(letter), None) => Key::Char(letter),
        _ => return Err(format!("there is no key {word:?}")),
    };
    match action(key) {
        Some(_) => Ok(key),
        None => Err(format!("the key {key:?} does nothing")),
    }
}
