//! Numbers as people write them: with a decimal comma, or with a mark between thousands.

use std::borrow::Cow;

use crate::data::reading::{Decimal, Reading, Separator, is_missing};

/// How the numbers of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NumberForm {
    pub decimal: char,
    pub thousands: Option<char>,
    /// True if there are signs of percent or of a currency.
    has_signs: bool,
}

/// Marks between thousands, beside comma and point: apostrophes, and blanks of all kinds.
const MARKS: [char; 6] = ['\'', '’', ' ', '\u{a0}', '\u{2009}', '\u{202f}'];
/// Signs before or behind a number.
const SIGNS: [char; 5] = ['%', '$', '€', '£', '¥'];

/// How a cell looks before it is known how the numbers of its file are written.
enum Look {
    /// 5.1, or 0.123
    Point,
    /// 5.123
    PointOrGroups,
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
        let (mut either, mut mark, mut has_signs) = (0, None, false);
        for cell in cells {
            let bare = without_signs(cell);
            has_signs |=
                bare.len() < cell.len() && bare.starts_with(|first: char| first.is_ascii_digit());
            let ungrouped = without_marks(&bare);
            mark = mark.or(ungrouped.as_ref().map(|(mark, _)| *mark));
            match look(ungrouped.as_ref().map_or(&bare, |(_, cell)| cell)) {
                Look::Point => points += 1,
                Look::PointOrGroups => either += 1,
                Look::Comma => commas += 1,
                Look::GroupsByComma => by_comma += 1,
                Look::GroupsByPoint => by_point += 1,
                Look::Other => {}
            }
        }
        // "12,345" between semicolons may be either; those who separate by semicolons mostly do so for the sake of the decimal comma.
        let may_be_comma = by_comma > 0 && either == 0 && separator == Separator::Semicolon;
        let is_comma = points == 0 && (commas > 0 || by_point > 0 || may_be_comma);
        let decimal = match reading.decimal {
            Decimal::Comma => ',',
            Decimal::Auto if is_comma => ',',
            _ => '.',
        };
        let found = match decimal {
            ',' => (by_point + either > 0).then_some('.'),
            _ => (by_comma > 0 && commas == 0).then_some(','),
        };
        Self {
            decimal,
            thousands: reading.thousands.chars().next().or(found).or(mark),
            has_signs,
        }
    }

    /// How the numbers are written, in words, as far as it is not plain.
    pub fn notes(self) -> impl Iterator<Item = String> {
        let comma = (self.decimal == ',').then(|| "decimal commas".to_owned());
        let mark = self.thousands;
        let mark = mark.map(|mark| format!("\"{mark}\" between thousands"));
        let signs = self.has_signs;
        let signs = signs.then(|| "signs of percent or of a currency passed over".to_owned());
        [comma, mark, signs].into_iter().flatten()
    }

    /// The number that a cell holds; infinite if it is too large.
    pub fn read(self, cell: &str) -> Option<f64> {
        // No word is a number, as "inf" and "nan" would be.
        if cell.contains(|letter: char| letter.is_alphabetic() && !matches!(letter, 'e' | 'E')) {
            return None;
        }
        let plain = |cell: &str| cell.parse().ok();
        let cell = &*without_signs(cell);
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

/// The cell without a sign of percent or of a currency, and with the minus sign of a keyboard.
fn without_signs(cell: &str) -> Cow<'_, str> {
    let bare = cell.strip_suffix(SIGNS).map_or(cell, str::trim_end);
    let bare = bare.strip_prefix(SIGNS).map_or(bare, str::trim_start);
    match bare.strip_prefix('\u{2212}') {
        Some(rest) => Cow::Owned(format!("-{rest}")),
        None => Cow::Borrowed(bare),
    }
}

/// The first of the marks in the cell, and the cell without it, if it is between thousands.
fn without_marks(cell: &str) -> Option<(char, String)> {
    let mark = MARKS.into_iter().find(|mark| cell.contains(*mark))?;
    let decimal = if cell.contains(',') { ',' } else { '.' };
    let plain = without_groups(cell, mark, decimal)?;
    let mut digits = plain.trim_start_matches(['-', '+']).chars();
    let is_number = digits.all(|digit| digit.is_ascii_digit() || digit == decimal);
    is_number.then_some((mark, plain))
}

/// The cell without the marks between its thousands; nothing if one is elsewhere.
fn without_groups(cell: &str, mark: char, decimal: char) -> Option<String> {
    let end = cell.find(decimal).unwrap_or(cell.len());
    let (whole, rest) = cell.split_at(end);
    let mut groups = whole.split(mark);
    let first = groups.next()?.trim_start_matches(['-', '+']);
    let groups: Vec<&str> = groups.collect();
    let is_right = !rest.contains(mark)
        && (groups.is_empty()
            || first != "0"
                && (1..=3).contains(&first.len())
                && is_digits(first)
                && groups
                    .iter()
                    .all(|group| group.len() == 3 && is_digits(group)));
    is_right.then(|| whole.replace(mark, "") + rest)
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
        (1, 0) if grouped('.', ',') => Look::PointOrGroups,
        (1, 0) => Look::Point,
        (0, 1) if !grouped(',', '.') => Look::Comma,
        (0 | 1, _) if grouped(',', '.') => Look::GroupsByComma,
        (_, 0 | 1) if grouped('.', ',') => Look::GroupsByPoint,
        _ => Look::Other,
    }
}
