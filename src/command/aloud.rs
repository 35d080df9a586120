//! What the programs narrate, in sentences that can be followed by ear: signs as words, equations in one line.

use std::fmt::Write as _;

use crate::equation;
use crate::scene::marks::plain;
use crate::scene::{EquationCard, text};

/// A number with so many decimals, or with a power of ten where they would not show it.
pub(super) fn number(value: f64, decimals: u8) -> String {
    words(&text(value, decimals))
}

/// A number with all of its digits, as it was given.
pub(super) fn written(value: f64) -> String {
    words(&value.to_string().replace('-', "−"))
}

/// A share as a percentage, with a decimal only where it has one.
pub(super) fn percent(share: f64) -> String {
    let tenths = (share * 1000.0).round() / 10.0;
    format!("{tenths} %")
}

/// A sentence whose signs are words.
///
/// A minus before a number is no hyphen, and many programs that read aloud pass over signs that they do not know.
pub(super) fn words(sentence: &str) -> String {
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
    let mut said = with_powers(sentence);
    for (sign, word) in SIGNS {
        said = said.replace(sign, word);
    }
    let low = |c: char| char::from_digit((c as u32).wrapping_sub('₀' as u32), 10);
    let mut out = String::new();
    for c in said.chars() {
        match low(c) {
            Some(digit) => {
                out.push(' ');
                out.push(digit);
            }
            None => out.push(c),
        }
    }
    let one_blank = out.split(' ').filter(|word| !word.is_empty());
    one_blank.collect::<Vec<_>>().join(" ")
}

/// Powers of ten in words: 1.5e−9 as 1.5 times 10 to the power minus 9.
fn with_powers(sentence: &str) -> String {
    let mut out = String::new();
    let mut rest = sentence;
    while let Some(at) = rest.find('e') {
        let (before, after) = rest.split_at(at);
        let exponent = after[1..].trim_start_matches('−');
        let is_power = before.ends_with(|c: char| c.is_ascii_digit())
            && exponent.starts_with(|c: char| c.is_ascii_digit());
        out.push_str(before);
        out.push_str(if is_power {
            " times 10 to the power "
        } else {
            "e"
        });
        rest = &after[1..];
    }
    out + rest
}

/// An equation in sentences: in words, with its numbers, its check, and what the source prints.
pub(super) fn equation(card: &EquationCard) -> String {
    let mut said = format!("Equation {}: {}.\n", card.number, words(&card.title));
    let mut entries = equation::all();
    if let Some(entry) = entries.find(|entry| entry.number.to_string() == card.number) {
        let _ = writeln!(said, "In words: {}.", entry.aloud);
    }
    let is_one = card.lines.len() == 1;
    for (place, line) in card.lines.iter().enumerate() {
        let name = if is_one {
            "In numbers".to_owned()
        } else {
            format!("Line {} in numbers", place + 1)
        };
        let (numbers, value) = (in_a_line(&line.numbers), words(&line.value));
        let _ = writeln!(said, "{name}: {numbers}, which comes to {value}.");
    }
    let verdict = if card.holds {
        "It holds"
    } else {
        "It does not hold"
    };
    let _ = writeln!(said, "{verdict}, checked {}.", indices(&words(&card.check)));
    if !card.note.is_empty() {
        let _ = writeln!(said, "{}", words(&card.note));
    }
    if let Some(printed) = &card.printed {
        let (right, value) = (in_a_line(&printed.tex), words(&printed.value));
        let _ = writeln!(
            said,
            "The source prints: {right}. That comes to {value}. {}",
            indices(&words(&printed.why))
        );
    }
    said
}

/// Indices apart from their letters, where a sentence has them as w_0.
fn indices(sentence: &str) -> String {
    sentence.replace('_', " ")
}

/// TeX in one line of words: fractions with over, brackets where they are needed.
pub(super) fn in_a_line(tex: &str) -> String {
    let tex = plain(tex);
    match tex.split_once(r" \quad (") {
        Some((main, place)) => {
            let place = place.strip_suffix(')').unwrap_or(place);
            let at = joined(&Reader::new(place).sequence());
            format!("{}, where {at}", joined(&Reader::new(main).sequence()))
        }
        None => joined(&Reader::new(&tex).sequence()),
    }
}

/// A piece of what is said.
#[derive(Debug, Clone, PartialEq)]
enum Word {
    /// A number or a letter with its indices, or what is applied to what follows.
    Thing(String),
    Applied(String),
    Sign(String),
    Open,
    Close,
    Comma,
}

fn joined(words: &[Word]) -> String {
    let mut out = String::new();
    let mut before = &Word::Open;
    for word in words {
        let (text, stands_close) = match word {
            Word::Thing(text) | Word::Applied(text) | Word::Sign(text) => (text.as_str(), false),
            // A function stands at its bracket.
            Word::Open => ("(", matches!(before, Word::Thing(_)) || is_function(before)),
            Word::Close => (")", true),
            Word::Comma => (",", true),
        };
        if !stands_close && *before != Word::Open {
            out.push(' ');
        }
        out.push_str(text);
        before = word;
    }
    out
}

fn is_function(word: &Word) -> bool {
    matches!(word, Word::Applied(name) if name == "exp" || name == "log")
}

/// Reads TeX from left to right.
struct Reader<'a> {
    rest: &'a str,
    words: Vec<Word>,
}

impl<'a> Reader<'a> {
    fn new(tex: &'a str) -> Self {
        Self {
            rest: tex,
            words: Vec::new(),
        }
    }

    fn sequence(mut self) -> Vec<Word> {
        while let Some(c) = self.rest.chars().next() {
            let apart = c == ' ';
            if apart {
                self.rest = self.rest.trim_start();
                if !self.rest.starts_with(['(', '\\'])
                    && !self.rest.starts_with(char::is_alphanumeric)
                {
                    continue;
                }
            }
            self.next(apart);
        }
        without_idle_brackets(&self.words)
    }

    /// One thing more; after a gap it multiplies what stands before it.
    fn next(&mut self, apart: bool) {
        let Some(c) = self.rest.chars().next() else {
            return;
        };
        match c {
            '\\' => self.command(),
            '(' => {
                if apart {
                    self.times();
                }
                self.skip(1);
                self.words.push(Word::Open);
            }
            ')' => self.take(Word::Close),
            ',' => self.take(Word::Comma),
            '+' => self.take(Word::Sign("plus".to_owned())),
            '-' => self.take(Word::Sign("minus".to_owned())),
            '=' => self.take(Word::Sign("equals".to_owned())),
            '^' => {
                self.skip(1);
                let power = match self.group() {
                    "2" => "squared".to_owned(),
                    power => format!("to the power {}", joined(&Reader::new(power).sequence())),
                };
                self.words.push(Word::Sign(power));
            }
            '\'' => self.take(Word::Sign("prime".to_owned())),
            '0'..='9' => {
                let end = |c: char| !c.is_ascii_digit() && c != '.';
                let length = self.rest.find(end).unwrap_or(self.rest.len());
                let number = self.rest[..length].to_owned();
                self.skip(length);
                self.thing(number);
            }
            c if c.is_alphabetic() => {
                self.skip(c.len_utf8());
                let name = c.to_string() + &self.indices();
                self.thing(name);
            }
            c => self.skip(c.len_utf8()),
        }
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = &self.rest[bytes..];
    }

    fn take(&mut self, word: Word) {
        self.skip(1);
        self.words.push(word);
    }

    fn thing(&mut self, text: String) {
        self.times();
        self.words.push(Word::Thing(text));
    }

    /// What stands beside each other without a sign is multiplied.
    fn times(&mut self) {
        if matches!(self.words.last(), Some(Word::Thing(_) | Word::Close)) {
            self.words.push(Word::Sign("times".to_owned()));
        }
    }

    /// What stands in braces, or one letter.
    fn group(&mut self) -> &'a str {
        let Some(inside) = self.rest.strip_prefix('{') else {
            let length = self.rest.chars().next().map_or(0, char::len_utf8);
            let (one, rest) = self.rest.split_at(length);
            self.rest = rest;
            return one;
        };
        let mut depth = 1;
        for (at, c) in inside.char_indices() {
            depth += i32::from(c == '{') - i32::from(c == '}');
            if depth == 0 {
                self.rest = &inside[at + 1..];
                return &inside[..at];
            }
        }
        self.rest = "";
        inside
    }

    /// Indices, apart from each other: w_{ji} has j and i, w_{12,3} has 12 and 3.
    fn indices(&mut self) -> String {
        let Some(rest) = self.rest.strip_prefix('_') else {
            return String::new();
        };
        self.rest = rest;
        let group = self.group();
        if group.contains(',') {
            return format!(" {}", group.replace(',', " "));
        }
        group
            .chars()
            .fold(String::new(), |all, c| all + " " + &c.to_string())
    }

    fn command(&mut self) {
        let name = &self.rest[1..];
        let length = name
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(name.len());
        // A space or a sign after the stroke is a command of its own.
        let name = &name[..length.max(1).min(name.len())];
        self.skip(1 + name.len());
        match name {
            "frac" => self.fraction(),
            "sum" => self.sum(),
            "exp" | "log" | "max" => {
                self.times();
                self.words.push(Word::Applied(name.to_owned()));
            }
            "left" => {
                self.skip(1);
                self.times();
                self.words.push(Word::Open);
            }
            "right" => self.take(Word::Close),
            "cdot" | "times" | "odot" => self.words.push(Word::Sign("times".to_owned())),
            "cdots" | "ldots" | "dots" => self.words.push(Word::Sign("and so on".to_owned())),
            "approx" => self.words.push(Word::Sign("is about".to_owned())),
            "leftarrow" => self.words.push(Word::Sign("becomes".to_owned())),
            "mathbf" | "mathrm" | "text" => {
                let text = self.group().trim().to_owned();
                self.thing(text);
            }
            "varepsilon" => self.thing("epsilon".to_owned()),
            "infty" => self.thing("infinity".to_owned()),
            name if name.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                let name = name.to_owned() + &self.indices();
                self.thing(name);
            }
            _ => {}
        }
    }

    /// A fraction, or a slope.
    fn fraction(&mut self) {
        let (above, below) = (self.group(), self.group());
        self.times();
        let stripped = |tex: &'a str| {
            let rest = tex.strip_prefix(r"\partial").or(tex.strip_prefix("d "));
            rest.map(|rest| joined(&Reader::new(rest.trim_start()).sequence()))
        };
        match (stripped(above), stripped(below)) {
            (Some(of), Some(along)) if of.is_empty() => {
                let slope = format!("the slope along {along} of");
                self.words.push(Word::Applied(slope));
            }
            (Some(of), Some(along)) => {
                self.words
                    .push(Word::Thing(format!("the slope of {of} along {along}")));
            }
            _ => {
                for (place, part) in [above, below].into_iter().enumerate() {
                    if place == 1 {
                        self.words.push(Word::Sign("over".to_owned()));
                    }
                    let words = Reader::new(part).sequence();
                    let is_alone = words.iter().all(|word| matches!(word, Word::Thing(_)));
                    let is_applied = matches!(
                        words.as_slice(),
                        [Word::Applied(_), Word::Open, .., Word::Close]
                    ) && words.iter().filter(|word| **word == Word::Open).count()
                        == 1;
                    if is_alone || is_applied {
                        self.words.extend(words);
                    } else {
                        self.words.push(Word::Open);
                        self.words.extend(words);
                        self.words.push(Word::Close);
                    }
                }
            }
        }
    }

    fn sum(&mut self) {
        self.times();
        let mut said = "the sum".to_owned();
        while let Some(sign @ ('_' | '^')) = self.rest.chars().next() {
            self.skip(1);
            let group = self.group();
            let part = match group.split_once('=') {
                Some((index, first)) => {
                    format!(
                        "over {index} from {}",
                        joined(&Reader::new(first).sequence())
                    )
                }
                None if sign == '_' => format!("over {group}"),
                None => format!("to {}", joined(&Reader::new(group).sequence())),
            };
            said = format!("{said} {part}");
        }
        self.words.push(Word::Applied(said + " of"));
    }
}

/// Without the brackets around a single number with its sign, but for those of a function.
fn without_idle_brackets(words: &[Word]) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut rest = words;
    while let [first, after @ ..] = rest {
        let is_applied = matches!(out.last(), Some(Word::Applied(_) | Word::Thing(_)));
        match rest {
            [
                Word::Open,
                Word::Sign(sign),
                Word::Thing(number),
                Word::Close,
                after @ ..,
            ] if !is_applied => {
                out.extend([Word::Sign(sign.clone()), Word::Thing(number.clone())]);
                rest = after;
            }
            _ => {
                out.push(first.clone());
                rest = after;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_become_words() {
        assert_eq!(number(-0.5, 4), "minus 0.5000");
        assert_eq!(
            number(-1.5e-9, 4),
            "minus 1.500 times 10 to the power minus 9"
        );
        assert_eq!(percent(0.94), "94 %");
        assert_eq!(percent(14.0 / 15.0), "93.3 %");
        assert_eq!(
            words("−log y = log(1 + exp(−a)): the 3 → 1"),
            "minus log y = log(1 + exp(minus a)): the 3 becomes 1"
        );
    }

    #[test]
    fn numbers_stand_in_a_line_and_brackets_where_they_are_needed() {
        for (tex, line) in [
            (r"\frac{1}{1 + \exp(0.5000)}", "1 over (1 plus exp(0.5000))"),
            (
                r"(-2.0000) \cdot 1.5000 + 1.0000 \cdot 0.5000",
                "minus 2.0000 times 1.5000 plus 1.0000 times 0.5000",
            ),
            (
                r"\frac{h(-0.5000 + 0.0010) - h(-0.5000)}{0.0010}",
                "(h(minus 0.5000 plus 0.0010) minus h(minus 0.5000)) over 0.0010",
            ),
            (
                r"-\frac{1}{3} \left( (-0.4972) + (-0.8262) + \cdots + (-2.0505) \right)",
                "minus 1 over 3 times (minus 0.4972 plus minus 0.8262 plus and so on plus minus 2.0505)",
            ),
            (
                r"\frac{\partial}{\partial w_{01}} \frac{1}{3} \sum_{n} E_n \quad (w_{01} = 1.0000)",
                "the slope along w 0 1 of 1 over 3 times the sum over n of E n, where w 0 1 equals 1.0000",
            ),
            (
                r"-\left( 1.0000 \log 0.6082 + 0.0000 \log 0.2573 \right)",
                "minus (1.0000 times log 0.6082 plus 0.0000 times log 0.2573)",
            ),
            (
                r"\frac{2.0039}{3.2946} \left( 1 - \frac{2.0039}{3.2946} \right)",
                "2.0039 over 3.2946 times (1 minus 2.0039 over 3.2946)",
            ),
            (
                r"\frac{2 \cdot 3}{3.2946^2}",
                "(2 times 3) over (3.2946 squared)",
            ),
            (r"0.6082 (1 - 0.6082)", "0.6082 times (1 minus 0.6082)"),
            (
                r"\sum_{n=0}^{N-1} \sum_{k=0}^{K-1} t_{nk} \log y_{nk}",
                "the sum over n from 0 to N minus 1 of the sum over k from 0 to K minus 1 of t n k times log y n k",
            ),
            (
                r"-\frac{f(x + \varepsilon) - f(x)}{\varepsilon}",
                "minus (f(x plus epsilon) minus f(x)) over epsilon",
            ),
            (
                r"1.230 \times 10^{-5}",
                "1.230 times 10 to the power minus 5",
            ),
        ] {
            assert_eq!(in_a_line(tex), line);
        }
    }
}
