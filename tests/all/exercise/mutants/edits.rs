//! Changes of a body: one sign, index, range, argument or number at a time.

use std::ops::Range;

/// A part of a text and what takes its place.
type Edit = (Range<usize>, String);

/// Everything that is done to a body.
pub fn of(body: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (old, new) in EXCHANGED {
        let found = body.match_indices(old);
        edits.extend(found.map(|(at, _)| (at..at + old.len(), (*new).to_owned())));
    }
    signs(body, &mut edits);
    indices(body, &mut edits);
    means(body, &mut edits);
    words(body, &mut edits);
    for (at, _) in body.match_indices('(') {
        arguments(body, at, &mut edits);
    }
    edits
}

/// Signs, ranges and numbers, and what takes their place. `.iter()` is a range from 0 as well.
const EXCHANGED: &[(&str, &str)] = &[
    (" + ", " - "),
    (" - ", " + "),
    (" * ", " / "),
    (" / ", " * "),
    (" += ", " -= "),
    (" += ", " = "),
    ("0..", "1.."),
    ("..=", ".."),
    (".iter()", ".iter().skip(1)"),
    (".iter_mut()", ".iter_mut().skip(1)"),
    ("0.0", "1.0"),
    ("1.0", "2.0"),
    ("1.0", "0.0"),
    ("2.0", "1.0"),
    ("1.0 - ", ""),
    (".exp()", ""),
    (".ln()", ""),
    (".sum", ".product"),
    ("f64::max", "f64::min"),
];

/// Minus signs in front are dropped.
fn signs(body: &str, edits: &mut Vec<Edit>) {
    for (at, _) in body.match_indices('-') {
        if !body[at + 1..].starts_with([' ', '=', '>']) {
            edits.push((at..at + 1, String::new()));
        }
    }
}

/// What is in square brackets is one more, or one less.
fn indices(body: &str, edits: &mut Vec<Edit>) {
    for (open, _) in body.match_indices('[') {
        let inside = body[open + 1..].split(['[', ']']).next().unwrap_or("");
        let place = open + 1..open + 1 + inside.len();
        edits.push((place.clone(), format!("{inside} + 1")));
        edits.push((place, format!("{inside} - 1")));
    }
}

/// A sum in place of a mean.
fn means(body: &str, edits: &mut Vec<Edit>) {
    for (end, found) in body.match_indices(" as f64") {
        if let Some(start) = body[..end].rfind(" / ") {
            edits.push((start..end + found.len(), String::new()));
        }
    }
}

/// 1 − y for y, where y is a word, or one with indices or fields. Where it is no number, the compiler says so.
fn words(body: &str, edits: &mut Vec<Edit>) {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut at = 0;
    while let Some(start) = body[at..].find(is_word).map(|start| at + start) {
        let mut end = start;
        loop {
            let rest = &body[end..];
            let length = match rest.chars().next() {
                Some('[') => rest.find(']').map_or(0, |close| close + 1),
                Some('.') if rest[1..].starts_with(char::is_alphabetic) => 1,
                Some(c) if is_word(c) => c.len_utf8(),
                _ => 0,
            };
            end += length;
            if length == 0 {
                break;
            }
        }
        let is_number = body[start..].starts_with(|c: char| c.is_ascii_digit());
        if !is_number && !body[end..].starts_with(['(', ':']) {
            let is_deref = body[..start].ends_with('*') && !body[..start].ends_with(" * ");
            let start = start - usize::from(is_deref);
            edits.push((start..end, format!("(1.0 - {})", &body[start..end])));
        }
        at = end.max(start + 1);
    }
}

/// Neighbouring arguments change places, and a function of one argument is left out.
fn arguments(body: &str, open: usize, edits: &mut Vec<Edit>) {
    let (mut depth, mut starts, mut close) = (0, vec![open + 1], None);
    for (at, letter) in body[open..].char_indices() {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 1 => starts.push(open + at + 1),
            _ => {}
        }
        if depth == 0 {
            close = Some(open + at);
            break;
        }
    }
    let close = close.expect("a bracket");
    starts.push(close + 1);
    let list: Vec<&str> = starts
        .windows(2)
        .map(|pair| body[pair[0]..pair[1] - 1].trim())
        .collect();
    for at in 1..list.len() {
        let mut list = list.clone();
        list.swap(at - 1, at);
        edits.push((open + 1..close, list.join(", ")));
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let name = body[..open].trim_end_matches(is_word).len();
    if let [one] = list[..]
        && !one.is_empty()
        && name < open
        && !body[..name].ends_with('.')
    {
        edits.push((name..close + 1, format!("({one})")));
    }
}
