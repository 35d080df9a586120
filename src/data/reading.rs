//! How a table is to be read, as far as a reader says so. What is not said is found out.

use std::fmt;
use std::str::FromStr;

use super::quoted;

/// The options of a table. The default leaves everything to the program.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The class column, by name or by number; empty to find it.
    pub class: String,
    /// Columns that are left out.
    pub drop: Names,
    /// The only columns that are inputs; empty for all.
    pub columns: Names,
    /// False if the first row is data.
    pub may_have_header: bool,
    pub separator: Separator,
    pub decimal: Decimal,
    /// The character between groups of three digits; empty to find it.
    pub thousands: String,
    /// A label of the WHATWG, such as `windows-1252`; empty to find it.
    pub encoding: String,
    pub missing: Missing,
    /// Number of lines above the table.
    pub skip: usize,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            class: String::new(),
            drop: Names::default(),
            columns: Names::default(),
            may_have_header: true,
            separator: Separator::Auto,
            decimal: Decimal::Auto,
            thousands: String::new(),
            encoding: String::new(),
            missing: Missing::Refuse,
            skip: 0,
        }
    }
}

/// Names or numbers of columns, with commas between them. A name that holds a comma is quoted as in a CSV.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names(pub Vec<String>);

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = self.0.iter().map(|name| {
            if name.contains([',', '"']) {
                format!("\"{}\"", name.replace('"', "\"\""))
            } else {
                name.clone()
            }
        });
        f.write_str(&quoted.collect::<Vec<_>>().join(","))
    }
}

impl FromStr for Names {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (mut names, mut name, mut is_quoted) = (Vec::new(), String::new(), false);
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '"' if is_quoted && letters.next_if_eq(&'"').is_some() => name.push('"'),
                '"' => is_quoted = !is_quoted,
                ',' if !is_quoted => names.push(std::mem::take(&mut name)),
                letter => name.push(letter),
            }
        }
        names.push(name);
        let trimmed = names.iter().map(|name| name.trim().to_owned());
        Ok(Self(trimmed.filter(|name| !name.is_empty()).collect()))
    }
}

/// What separates the cells of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    Auto,
    Comma,
    Semicolon,
    Tab,
    Bar,
    /// Any number of blanks or tabs.
    Blanks,
}

choices!(Separator, "separator",
    Auto "auto", Comma "comma", Semicolon "semicolon", Tab "tab", Bar "bar", Blanks "blanks");

#[cfg(feature = "terminal")]
impl Separator {
    /// In this order: a comma may be a decimal sign, and blanks may be in names.
    pub(super) const CANDIDATES: [Self; 5] = [
        Self::Tab,
        Self::Semicolon,
        Self::Bar,
        Self::Comma,
        Self::Blanks,
    ];

    /// The character, a tab for blanks, which are replaced by one.
    pub(super) fn byte(self) -> u8 {
        match self {
            Self::Auto | Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Bar => b'|',
            Self::Tab | Self::Blanks => b'\t',
        }
    }

    pub(super) fn plural(self) -> &'static str {
        match self {
            Self::Auto | Self::Comma => "commas",
            Self::Semicolon => "semicolons",
            Self::Tab => "tabs",
            Self::Bar => "bars",
            Self::Blanks => "blanks",
        }
    }
}

/// The decimal sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decimal {
    Auto,
    Point,
    Comma,
}

choices!(Decimal, "decimal sign", Auto "auto", Point "point", Comma "comma");

/// What becomes of rows with missing values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// They are a fault.
    Refuse,
    /// They are left out.
    Drop,
    /// The mean of the column takes their place. Rows without a class are left out.
    Mean,
}

choices!(Missing, "way with missing values", Refuse "refuse", Drop "drop", Mean "mean");

/// An option with which a table can be read that has faults.
#[derive(Debug, Clone, PartialEq)]
pub enum Advice {
    Class(String),
    Missing(Missing),
    Separator(Separator),
    /// A column, by its name, and by its number if no column has a number for a name.
    Drop(String, Option<usize>),
}

/// Length from which a list of columns is one of numbers.
const LONG_LIST: usize = 80;

impl Advice {
    /// The options as words of a command line; the columns to drop in one of them.
    pub fn line(advice: &[Self]) -> String {
        let (mut dropped, mut numbers, mut words) = (Vec::new(), Vec::new(), Vec::new());
        for option in advice {
            match option {
                Self::Class(column) => words.push(format!("--class {}", quoted(column))),
                Self::Missing(missing) => words.push(format!("--missing {missing}")),
                Self::Separator(separator) => words.push(format!("--separator {separator}")),
                Self::Drop(name, number) => {
                    dropped.push(name.clone());
                    numbers.extend(*number);
                }
            }
        }
        if !dropped.is_empty() {
            let mut names = Names(dropped).to_string();
            if names.len() > LONG_LIST && !numbers.is_empty() {
                numbers.sort_unstable();
                names = numbers
                    .iter()
                    .map(usize::to_string)
                    .collect::<Vec<_>>()
                    .join(",");
            }
            words.push(format!("--drop {}", quoted(&names)));
        }
        words.join(" ")
    }
}

/// True for an empty cell, and for the words that stand for one.
#[cfg(feature = "terminal")]
pub(super) fn is_missing(cell: &str) -> bool {
    const WORDS: [&str; 15] = [
        "na", "n/a", "nan", "null", "?", "-", ".", "<na>", "#n/a", "#div/0!", "#value!", "#ref!",
        "#name?", "#num!", "#null!",
    ];
    let may_be = cell.len() <= 8 && !cell.starts_with(|first: char| first.is_ascii_digit());
    cell.is_empty() || may_be && WORDS.iter().any(|word| cell.eq_ignore_ascii_case(word))
}
