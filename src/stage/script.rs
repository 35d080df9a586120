//! What a reader did, in words: `Tab Down*2 +*40`, or `w0=3 view=surface`.
//!
//! The still frames of the book, the links of its prose and the live dashboards all begin with such a line.

use super::keys::{Key, action};

/// More than this of one key nobody presses.
const MOST: usize = 10_000;

/// One thing that is done.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// A key is pressed.
    Key(Key),
    /// Something is set to a value by its name, such as `w0`, `equation` or `view`.
    Set(String, String),
}

/// Read a line of words: keys, each perhaps with a number of times as in `n*8`, and settings as in `w0=3`.
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
    let words: Vec<Vec<Step>> = line
        .split_whitespace()
        .map(word)
        .collect::<Result<_, _>>()?;
    Ok(words.concat())
}

fn word(word: &str) -> Result<Vec<Step>, String> {
    match word.split_once('=') {
        Some((name, value)) if !name.is_empty() => {
            Ok(vec![Step::Set(name.to_owned(), value.to_owned())])
        }
        _ => Ok(repeated(word)?.into_iter().map(Step::Key).collect()),
    }
}

/// `n`, or `n*8`: eight times the same key.
fn repeated(word: &str) -> Result<Vec<Key>, String> {
    let count = |text: &str| {
        text.parse::<usize>()
            .ok()
            .filter(|count| (1..=MOST).contains(count))
    };
    match word.rsplit_once('*') {
        Some((word, times)) if !word.is_empty() => {
            let times = count(times).ok_or_else(|| format!("how many times is {times:?}?"))?;
            Ok(vec![key(word)?; times])
        }
        _ => Ok(vec![key(word)?]),
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
        ("Space", ..) => Key::Char(' '),
        (_, Some(letter), None) => Key::Char(letter),
        _ => return Err(format!("there is no key {word:?}")),
    };
    match action(key) {
        Some(_) => Ok(key),
        None => Err(format!("the key {key:?} does nothing")),
    }
}
