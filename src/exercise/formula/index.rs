//! Indices: `kj`, `j0`, `jD`, `n-1`, `k,j`.

use super::FormulaError;
use super::letters::Terms;
use super::tree::{Index, Letter, Part, Tree};

/// The indices of a letter. Without a comma each character is one of its own, unless there is a + or − between.
pub fn read(text: &str, place: usize, terms: &Terms) -> Result<Vec<Index>, FormulaError> {
    let mut all = Vec::new();
    for piece in text.split(',') {
        all.extend(read_piece(piece, text, place, terms)?);
    }
    Ok(all)
}

fn read_piece(
    piece: &str,
    text: &str,
    place: usize,
    terms: &Terms,
) -> Result<Vec<Index>, FormulaError> {
    let error = || {
        let sentence =
            format!("The index `{text}` cannot be read: write x_i, w_ji, v_{{k0}} or x_{{i+1}}.");
        FormulaError::new(place, sentence)
    };
    let mut found: Vec<Index> = Vec::new();
    let mut sign = None;
    let mut after_sign = false;
    for c in piece.chars().filter(|c| !c.is_whitespace()) {
        if matches!(c, '+' | '-' | '−') {
            if sign.is_some() {
                return Err(error());
            }
            sign = Some(c != '+');
            continue;
        }
        let part = part(c, terms).ok_or_else(error)?;
        match (sign.take(), found.last_mut(), part) {
            (Some(minus), Some(index), part) if index.0.len() < 4 => {
                index.0.push((minus, part));
                after_sign = true;
            }
            (None, Some(index), Part::Whole(digit)) if after_sign => {
                let Some((_, Part::Whole(whole))) = index.0.last_mut() else {
                    return Err(error());
                };
                *whole = (*whole * 10 + digit).min(10_000);
            }
            (None, _, part) => {
                found.push(Index(vec![(false, part)]));
                after_sign = false;
            }
            _ => return Err(error()),
        }
    }
    if found.is_empty() || sign.is_some() {
        return Err(error());
    }
    Ok(found)
}

fn part(c: char, terms: &Terms) -> Option<Part> {
    Some(match c {
        '0'..='9' => Part::Whole(c.to_digit(10)? as usize),
        'n' if terms.has("n") => Part::Size('n'),
        'k' | 'j' | 'i' | 'n' | 'l' | 'm' => Part::Counted(c),
        'N' | 'M' | 'K' | 'D' => Part::Size(c),
        _ => return None,
    })
}

/// The index of `∑_k` or `∑_{k=0}`, with its first value.
pub fn of_sum(
    text: &str,
    place: usize,
    terms: &Terms,
) -> Result<(char, Option<Tree>), FormulaError> {
    let error = || {
        let sentence = format!(
            "The index `{text}` of the sum cannot be read: write ∑_k or ∑_{{k=0}}^{{K-1}}."
        );
        FormulaError::new(place, sentence)
    };
    let (letter, from) = text
        .split_once('=')
        .map_or((text, None), |(l, f)| (l, Some(f)));
    let mut letters = letter.trim().chars();
    let letter = letters.next().filter(|c| "kjinlm".contains(*c));
    let letter = letter.filter(|_| letters.next().is_none());
    let letter = letter.ok_or_else(error)?;
    let Some(from) = from else {
        return Ok((letter, None));
    };
    match &read(from, place, terms)?[..] {
        [one] => Ok((letter, Some(value(one)))),
        _ => Err(error()),
    }
}

/// An index as a number to compute with.
pub fn value(index: &Index) -> Tree {
    let part = |part: &Part| match part {
        Part::Whole(whole) => Tree::Number(*whole as f64),
        Part::Counted(name) | Part::Size(name) => Tree::Letter(Letter {
            name: *name,
            at: Vec::new(),
            place: 0,
        }),
    };
    let add = |sum: Tree, (minus, one): &(bool, Part)| {
        let sign = if *minus { '-' } else { '+' };
        Tree::Two(sign, Box::new(sum), Box::new(part(one)))
    };
    index.0.iter().fold(Tree::Number(0.0), add)
}

/// The number of indices of a letter of the network, without that of the sample.
pub fn count(name: char) -> usize {
    match name {
        'w' | 'v' => 2,
        _ => 1,
    }
}
