//! The number of an equation: 1 to 28, of which 25 has the parts a and b.

use std::fmt;
use std::str::FromStr;

use super::{Chapter, brief, find};

/// The number of an equation, with the letter of its part where it has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Number {
    number: u8,
    part: Option<char>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no equation {0:?}: expected a number from 1 to 28, or 25a or 25b")]
pub struct UnknownEquation(String);

impl Number {
    pub const fn whole(number: u8) -> Self {
        Self { number, part: None }
    }

    /// One of the two forms of an equation.
    pub const fn part(number: u8, part: char) -> Self {
        Self {
            number,
            part: Some(part),
        }
    }

    /// True if a question for `asked` means this equation: 25 means 25a and 25b.
    pub fn answers_to(self, asked: Self) -> bool {
        self == asked || (asked.part.is_none() && asked.number == self.number)
    }

    /// The chapter of the equation, if the book has it.
    pub fn chapter(self) -> Option<Chapter> {
        find(self).first().map(|entry| entry.chapter())
    }

    pub fn integer(self) -> u8 {
        self.number
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)?;
        self.part.map_or(Ok(()), |part| write!(f, "{part}"))
    }
}

impl FromStr for Number {
    type Err = UnknownEquation;

    fn from_str(asked: &str) -> Result<Self, Self::Err> {
        let numbers = || brief::ALL.iter().map(|brief| brief.number);
        let part = numbers().find(|number| number.to_string() == asked);
        let whole = || asked.parse().map(Self::whole).ok();
        let is_known = |number: &Self| numbers().any(|other| other.answers_to(*number));
        let asked = || UnknownEquation(asked.to_owned());
        part.or_else(whole).filter(is_known).ok_or_else(asked)
    }
}
