//! The text of a formula in its smallest pieces.

use super::FormulaError;

#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    Number(f64),
    /// A letter of the book in its own form: ε for `eps`.
    Letter(char),
    /// A word: exp, log, sqrt, sum, max.
    Word(&'static str),
    /// The text of an index.
    Index(String),
    /// An operator, a bracket, a comma, an equals sign; ∂; `…` for dots and `‥` for the two of a range.
    Sign(char),
    End,
}

#[derive(Debug, Clone)]
pub struct Token {
    pub piece: Piece,
    /// The characters of the text from which it comes.
    pub from: usize,
    pub to: usize,
    /// True if there is a space before it.
    pub spaced: bool,
}

const WORDS: [(&str, Piece); 11] = [
    ("epsilon", Piece::Letter('ε')),
    ("alpha", Piece::Letter('α')),
    ("sigma", Piece::Letter('h')),
    ("sqrt", Piece::Word("sqrt")),
    ("eps", Piece::Letter('ε')),
    ("exp", Piece::Word("exp")),
    ("log", Piece::Word("log")),
    ("sum", Piece::Word("sum")),
    ("max", Piece::Word("max")),
    ("tau", Piece::Letter('τ')),
    ("ln", Piece::Word("log")),
];

/// The characters of indices that need no braces.
const OF_INDICES: &str = "kjinlm0123456789NMKD";

/// The pieces, with one at the end that says so.
pub fn pieces(text: &str) -> Result<Vec<Token>, FormulaError> {
    let text: Vec<char> = text.chars().collect();
    let mut found: Vec<Token> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if text[at].is_whitespace() {
            at += 1;
            continue;
        }
        let follows_letter = found.last().is_some_and(|token| {
            token.to == at && matches!(token.piece, Piece::Letter(_) | Piece::Index(_))
        });
        let (piece, length) = piece(&text, at, follows_letter)?;
        let spaced = at > 0 && text[at - 1].is_whitespace();
        let to = at + length;
        found.push(Token {
            piece,
            from: at,
            to,
            spaced,
        });
        at = to;
    }
    found.push(Token {
        piece: Piece::End,
        from: at,
        to: at,
        spaced: false,
    });
    Ok(found)
}

/// The piece that begins at a character, and its length.
fn piece(text: &[char], at: usize, follows_letter: bool) -> Result<(Piece, usize), FormulaError> {
    let next = text.get(at + 1).copied().unwrap_or(' ');
    let first = text[at];
    Ok(match first {
        '0'..='9' => number(text, at),
        '.' if next.is_ascii_digit() => number(text, at),
        '.' if next == '.' && text.get(at + 2) == Some(&'.') => (Piece::Sign('…'), 3),
        '.' if next == '.' => (Piece::Sign('‥'), 2),
        '_' => below(text, at)?,
        '[' if follows_letter => bracketed(text, at, at + 1, ']')?,
        _ if below_the_line(first).is_some() => {
            let digits: String = text[at..]
                .iter()
                .map_while(|c| below_the_line(*c))
                .collect();
            let length = digits.chars().count();
            (Piece::Index(digits), length)
        }
        '*' if next == '*' => (Piece::Sign('^'), 2),
        '*' | '·' | '×' | '⋅' | '∙' => (Piece::Sign('*'), 1),
        '-' | '−' | '–' => (Piece::Sign('-'), 1),
        '/' | '÷' | '∕' => (Piece::Sign('/'), 1),
        '\'' | '′' | '’' | '`' => (Piece::Sign('′'), 1),
        '…' | '⋯' => (Piece::Sign('…'), 1),
        '+' | '^' | '(' | ')' | '[' | ']' | '{' | '}' | ',' | '=' | '²' | '³' | '∂' => {
            (Piece::Sign(first), 1)
        }
        '∑' | 'Σ' => (Piece::Word("sum"), 1),
        'σ' => (Piece::Letter('h'), 1),
        'ϵ' | 'ε' => (Piece::Letter('ε'), 1),
        'α' | 'τ' => (Piece::Letter(first), 1),
        _ if first.is_ascii_alphabetic() => word(text, at),
        _ => {
            return Err(FormulaError::new(
                at,
                format!("`{first}` is not read in formulas."),
            ));
        }
    })
}

/// A known word at the beginning of a run of letters, the d of a derivative, or one letter.
fn word(text: &[char], at: usize) -> (Piece, usize) {
    let run: String = text[at..]
        .iter()
        .take_while(|c| c.is_ascii_alphabetic())
        .collect();
    let known = WORDS.iter().find(|(word, _)| run.starts_with(word));
    match known {
        Some((word, piece)) => (piece.clone(), word.len()),
        None if text[at] == 'd' => (Piece::Sign('∂'), 1),
        None => (Piece::Letter(text[at]), 1),
    }
}

fn number(text: &[char], at: usize) -> (Piece, usize) {
    let digit = |place: usize| text.get(place).is_some_and(char::is_ascii_digit);
    let digits_from = |mut place: usize| {
        while digit(place) {
            place += 1;
        }
        place
    };
    let mut end = digits_from(at);
    if text.get(end) == Some(&'.') && digit(end + 1) {
        end = digits_from(end + 1);
    }
    let signed = |place: usize| matches!(text.get(place), Some('+' | '-' | '−'));
    if matches!(text.get(end), Some('e' | 'E')) {
        let sign = usize::from(signed(end + 1));
        if digit(end + 1 + sign) {
            end = digits_from(end + 1 + sign);
        }
    }
    let digits: String = text[at..end].iter().collect();
    let value = digits.replace('−', "-").parse().unwrap_or(f64::NAN);
    (Piece::Number(value), end - at)
}

/// An index after `_`, in braces or without.
fn below(text: &[char], at: usize) -> Result<(Piece, usize), FormulaError> {
    match text.get(at + 1) {
        Some('{') => bracketed(text, at, at + 2, '}'),
        Some('(') => bracketed(text, at, at + 2, ')'),
        _ => {
            let is_index = |c: &&char| OF_INDICES.contains(**c);
            let index: String = text[at + 1..].iter().take_while(is_index).collect();
            if index.is_empty() {
                let sentence = "After `_` an index is missing, as in x_i or w_ji.".to_owned();
                return Err(FormulaError::new(at, sentence));
            }
            let length = 1 + index.len();
            Ok((Piece::Index(index), length))
        }
    }
}

/// An index up to its closing bracket.
fn bracketed(
    text: &[char],
    at: usize,
    from: usize,
    close: char,
) -> Result<(Piece, usize), FormulaError> {
    let inner: String = text[from..].iter().take_while(|c| **c != close).collect();
    let to = from + inner.chars().count();
    if to == text.len() {
        let sentence = format!("The index `{inner}` has no `{close}` at its end.");
        return Err(FormulaError::new(at, sentence));
    }
    Ok((Piece::Index(inner), to + 1 - at))
}

/// The usual form of a character below the line.
fn below_the_line(c: char) -> Option<char> {
    Some(match c {
        '₀'..='₉' => char::from_digit(c as u32 - '₀' as u32, 10)?,
        '₊' => '+',
        '₋' => '-',
        'ₖ' => 'k',
        'ⱼ' => 'j',
        'ᵢ' => 'i',
        'ₙ' => 'n',
        'ₗ' => 'l',
        'ₘ' => 'm',
        _ => return None,
    })
}
