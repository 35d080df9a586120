//! What the programs narrate, in sentences that can be followed by ear: signs as words, equations in one line.

use std::fmt::Write as _;

use crate::equation;
use crate::scene::marks::plain;
use crate::scene::number::exact;
use crate::scene::spoken::spoken;
use crate::scene::{EquationCard, text};

/// A rounded number, with a power of ten where the decimals would not show it.
pub(super) fn number(value: f64, decimals: u8) -> String {
    words(&text(value, decimals))
}

/// A number with all of its digits, as it was given.
pub(super) fn written(value: f64) -> String {
    words(&exact(value).replace('-', "−"))
}

/// A share as a percentage, with a decimal only where it has one.
pub(super) fn percent(share: f64) -> String {
    let tenths = (share * 1000.0).round() / 10.0;
    format!("{tenths} %")
}

/// Signs, and the words for them.
const SIGNS: &[(&str, &str)] = &[
    (" k=", ", k = "),
    (" j=", ", j = "),
    (" i=", ", i = "),
    ("∂E/∂", "the slope of E along "),
    ("∂Eₙ/∂", "the slope of E n along "),
    ("−", "minus "),
    ("×", " times "),
    ("·", " times "),
    ("Σ", "the sum of "),
    ("α", "alpha"),
    ("ε", "epsilon"),
    ("≈", " is about "),
    ("→", " becomes "),
    ("∝", " goes with "),
    ("′", " prime"),
    ("²", " squared"),
    ("ₙ", " n"),
    ("ₖ", " k"),
    ("ⱼ", " j"),
    ("ᵢ", " i"),
    ("½", "one half"),
    ("…", " and so on"),
    ("–", " to "),
];

/// A sentence whose signs are words.
///
/// A minus before a number is no hyphen, and many programs that read aloud pass over signs that they do not know.
pub(super) fn words(sentence: &str) -> String {
    let mut said = with_powers(sentence);
    for (sign, word) in SIGNS {
        said = said.replace(sign, word);
    }
    for (digit, sign) in ('₀'..='₉').enumerate() {
        said = said.replace(sign, &format!(" {digit}"));
    }
    let one_blank = said.split(' ').filter(|word| !word.is_empty());
    one_blank.collect::<Vec<_>>().join(" ")
}

/// Powers of ten in words: 1.5e−9 as 1.5 times 10 to the power minus 9.
fn with_powers(sentence: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut pieces = sentence.split('e');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let exponent = piece.trim_start_matches('−');
        let is_power = out.ends_with(is_digit) && exponent.starts_with(is_digit);
        let between = if is_power {
            " times 10 to the power "
        } else {
            "e"
        };
        out = out + between + piece;
    }
    out
}

/// An equation in sentences: in words, with its numbers, its check, and what the source prints.
pub(super) fn equation(card: &EquationCard) -> String {
    let mut said = format!("Equation {}: {}.\n", card.number, words(&card.title));
    let mut entries = equation::all();
    if let Some(entry) = entries.find(|entry| entry.number.to_string() == card.number) {
        let _ = writeln!(said, "In words: {}.", entry.spoken);
    }
    for (index, line) in card.lines.iter().enumerate() {
        let name = match card.lines.len() {
            1 => "In numbers".to_owned(),
            _ => format!("Line {} in numbers", index + 1),
        };
        let (numbers, value) = (spoken(&plain(&line.numbers)), words(&line.value));
        let _ = writeln!(said, "{name}: {numbers}, which comes to {value}.");
    }
    let verdict = if card.holds { "holds" } else { "does not hold" };
    let check = indices(&words(&card.check));
    let _ = writeln!(said, "It {verdict}, checked {check}.");
    if !card.note.is_empty() {
        let _ = writeln!(said, "{}", words(&card.note));
    }
    if let Some(printed) = &card.printed {
        let (right, value) = (spoken(&plain(&printed.tex)), words(&printed.value));
        let why = indices(&words(&printed.why));
        let sentence = format!("The source prints: {right}. That comes to {value}. {why}\n");
        said += &sentence;
    }
    said
}

/// Indices apart from their letters, where a sentence has them as w_0.
fn indices(sentence: &str) -> String {
    sentence.replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_become_words() {
        assert_eq!(number(-0.5, 4), "minus 0.5000");
        let power = "minus 1.500 times 10 to the power minus 9";
        assert_eq!(number(-1.5e-9, 4), power);
        assert_eq!(percent(0.94), "94 %");
        assert_eq!(percent(14.0 / 15.0), "93.3 %");
        assert_eq!(
            words("−log y = log(1 + exp(−a)): the 3 → 1"),
            "minus log y = log(1 + exp(minus a)): the 3 becomes 1"
        );
    }
}
