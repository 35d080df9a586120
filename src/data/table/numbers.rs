//! Numbers as people write them: with a decimal comma, or with a mark between thousands.

use crate::data::reading::{Decimal, Reading, Separator, is_missing};

/// How the numbers of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NumberForm {
    pub decimal: char,
    pub thousands: Option<char>,
}

/// How a cell looks before it is known how the numbers of its file are written.
enum Look {
    /// 5.1, or 5.123
    Point,
    /// 5,1
    Comma,
    /// 12,345 or 1,234.5
    GroupsByComma,
    /// 1.234.567 or 1.234,5
    GroupsByPoint,
    Other,
}

impl NumberForm {
    /// Finds out how the numbers in some cells are written, as far as the options do not say it.
    pub fn find<'a>(
        cells: impl Iterator<Item = &'a str>,
        separator: Separator,
        reading: &Reading,
    ) -> Self {
        let (mut points, mut commas, mut by_comma, mut by_point) = (0, 0, 0, 0);
        let mut mark = None;
        for cell in cells {
            mark = mark.or_else(|| other_mark(cell));
            match look(cell) {
                Look::Point => points += 1,
                Look::Comma => commas += 1,
                Look::GroupsByComma => by_comma += 1,
                Look::GroupsByPoint => by_point += 1,
                Look::Other => {}
            }
        }
        // "12,345" between semicolons may be either; those who separate by semicolons mostly do so for the sake of the decimal comma.
        let is_comma = points == 0
            && (commas > 0 || by_point > 0 || by_comma > 0 && separator == Separator::Semicolon);
        let decimal = match reading.decimal {
            Decimal::Comma => ',',
            Decimal::Auto if is_comma => ',',
            _ => '.',
        };
        let found = match decimal {
            ',' => (by_point > 0).then_some('.'),
            _ => (by_comma > 0 && commas == 0).then_some(','),
        };
        Self {
            decimal,
            thousands: reading.thousands.chars().next().or(found).or(mark),
        }
    }

    /// The number that a cell holds; infinite if it is too large.
    pub fn read(self, cell: &str) -> Option<f64> {
        // No word is a number, as "inf" and "nan" would be.
        if cell.contains(|letter: char| letter.is_alphabetic() && !matches!(letter, 'e' | 'E')) {
            return None;
        }
        let plain = |cell: &str| cell.parse().ok();
        if self.decimal == '.'
            && let Some(number) = plain(cell)
        {
            return Some(number);
        }
        if self.decimal != '.' && cell.contains('.') && self.thousands != Some('.') {
            return None;
        }
        let cell = match self.thousands {
            Some(mark) => without_groups(cell, mark, self.decimal)?,
            None => cell.to_owned(),
        };
        plain(&cell.replacen(self.decimal, ".", 1))
    }
}

/// The cell without the marks between its thousands; nothing if one is elsewhere.
fn without_groups(cell: &str, mark: char, decimal: char) -> Option<String> {
    let end = cell.find(decimal).unwrap_or(cell.len());
    let (whole, rest) = cell.split_at(end);
    let mut groups = whole.split(mark);
    let first = groups.next()?.trim_start_matches(['-', '+']);
    let groups: Vec<&str> = groups.collect();
    let is_right = groups.is_empty()
        || first != "0"
            && (1..=3).contains(&first.len())
            && groups
                .iter()
                .all(|group| group.len() == 3 && is_digits(group));
    is_right.then(|| whole.replace(mark, "") + rest)
}

/// The blank or the apostrophe between the thousands of a number.
fn other_mark(cell: &str) -> Option<char> {
    const MARKS: [char; 5] = ['\'', '’', ' ', '\u{a0}', '\u{202f}'];
    let mark = *MARKS.iter().find(|mark| cell.contains(**mark))?;
    let whole = cell.split(['.', ',']).next().unwrap_or_default();
    let whole = without_groups(whole, mark, '.')?;
    is_digits(whole.trim_start_matches(['-', '+'])).then_some(mark)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn look(cell: &str) -> Look {
    let digits = cell.trim_start_matches(['-', '+']);
    let is_number = digits
        .starts_with(|first: char| first.is_ascii_digit() || first == ',' || first == '.')
        && digits
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
    if !is_number || is_missing(cell) {
        return if cell.parse::<f64>().is_ok() && cell.contains('.') {
            Look::Point
        } else {
            Look::Other
        };
    }
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    let grouped = |mark, decimal| without_groups(digits, mark, decimal).is_some();
    match (points, commas) {
        (0, 0) => Look::Other,
        (1, 0) => Look::Point,
        (0, 1) if !grouped(',', '.') => Look::Comma,
        (0 | 1, _) if grouped(',', '.') => Look::GroupsByComma,
        (_, 0 | 1) if grouped('.', ',') => Look::GroupsByPoint,
        _ => Look::Other,
    }
}
