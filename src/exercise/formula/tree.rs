//! The parts of a formula, as a tree.

use std::fmt;

/// A formula or a part of it.
#[derive(Debug, Clone)]
pub enum Tree {
    Number(f64),
    Letter(Letter),
    Minus(Box<Tree>),
    /// One of + − * / ^ with what is on either side.
    Two(char, Box<Tree>, Box<Tree>),
    Of(Function, Box<Tree>),
    /// The larger of several numbers.
    Largest(Vec<Tree>),
    Over(Box<Over>),
    /// ∂E_n/∂a_k: a slope that another equation has found.
    Slope(Letter, Letter),
    /// ∂/∂a_0 of something, measured.
    Derivative(Letter, Box<Tree>),
    /// E(w, v), where one weight of each may have moved.
    Error(Box<[Tree; 2]>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    Exp,
    Log,
    Sqrt,
    Sigmoid,
    SigmoidSlope,
    /// The f of equation 9.
    Any,
}

/// A sum, or a largest number, over one index.
#[derive(Debug, Clone)]
pub struct Over {
    pub is_sum: bool,
    pub index: char,
    /// First and last value; without them the index runs over all entries of the letters that have it.
    pub limits: Option<(Tree, Tree)>,
    pub body: Tree,
    pub place: usize,
}

/// A letter with its indices.
#[derive(Debug, Clone)]
pub struct Letter {
    pub name: char,
    pub at: Vec<Index>,
    /// The character of the text at which it begins.
    pub place: usize,
}

/// An index: a number, a counted letter, a size, or a sum of such.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index(pub Vec<(bool, Part)>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Whole(usize),
    Counted(char),
    Size(char),
}

/// The index that a row of dots counts. No text can contain it.
pub const DOTS: char = '⋯';

impl Index {
    /// The number, if the index is one.
    pub fn whole(&self) -> Option<usize> {
        match self.0[..] {
            [(false, Part::Whole(number))] => Some(number),
            _ => None,
        }
    }
}

impl fmt::Display for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, (minus, part)) in self.0.iter().enumerate() {
            let sign = if *minus { "−" } else { "+" };
            if *minus || number > 0 {
                write!(f, "{sign}")?;
            }
            match part {
                Part::Whole(whole) => write!(f, "{whole}")?,
                Part::Counted(letter) | Part::Size(letter) => write!(f, "{letter}")?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.name)?;
        match &self.at[..] {
            [] => Ok(()),
            all if all.iter().all(|index| index.0.len() == 1 && !index.0[0].0) => {
                write!(f, "_")?;
                all.iter().try_for_each(|index| write!(f, "{index}"))
            }
            all => {
                let all: Vec<String> = all.iter().map(Index::to_string).collect();
                write!(f, "_{{{}}}", all.join(", "))
            }
        }
    }
}

impl Tree {
    /// The letters in which an index may be meant: all but those below a sum over the same index.
    pub fn letters<'a>(&'a self, index: char, found: &mut Vec<&'a Letter>) {
        match self {
            Self::Number(_) => {}
            Self::Letter(letter) => found.push(letter),
            Self::Minus(of) | Self::Of(_, of) => of.letters(index, found),
            Self::Two(_, left, right) => {
                left.letters(index, found);
                right.letters(index, found);
            }
            Self::Largest(all) => all.iter().for_each(|one| one.letters(index, found)),
            Self::Over(over) => {
                if let Some((first, last)) = &over.limits {
                    first.letters(index, found);
                    last.letters(index, found);
                }
                if over.index != index {
                    over.body.letters(index, found);
                }
            }
            Self::Slope(of, along) => found.extend([of, along]),
            Self::Derivative(along, of) => {
                found.push(along);
                of.letters(index, found);
            }
            Self::Error(both) => both.iter().for_each(|one| one.letters(index, found)),
        }
    }

    /// The term whose rows of dots go from `self` to `last`: what changes from one to the other is counted. `change` holds the index
    /// at both ends.
    pub fn series(&self, last: &Self, change: &mut Option<(usize, Index)>) -> Option<Self> {
        Some(match (self, last) {
            (Self::Number(one), Self::Number(other)) if one.to_bits() == other.to_bits() => {
                self.clone()
            }
            (Self::Letter(one), Self::Letter(other)) => Self::Letter(one.series(other, change)?),
            (Self::Minus(one), Self::Minus(other)) => {
                Self::Minus(Box::new(one.series(other, change)?))
            }
            (Self::Of(f, one), Self::Of(g, other)) if f == g => {
                Self::Of(*f, Box::new(one.series(other, change)?))
            }
            (Self::Two(sign, left, right), Self::Two(other, to_left, to_right))
                if sign == other =>
            {
                let left = left.series(to_left, change)?;
                let right = right.series(to_right, change)?;
                Self::Two(*sign, Box::new(left), Box::new(right))
            }
            (Self::Slope(of, along), Self::Slope(to_of, to_along)) => {
                Self::Slope(of.series(to_of, change)?, along.series(to_along, change)?)
            }
            _ => return None,
        })
    }
}

impl Letter {
    fn series(&self, last: &Self, change: &mut Option<(usize, Index)>) -> Option<Self> {
        if self.name != last.name || self.at.len() != last.at.len() {
            return None;
        }
        let mut at = Vec::new();
        for (one, other) in self.at.iter().zip(&last.at) {
            if one == other {
                at.push(one.clone());
                continue;
            }
            let ends = (one.whole()?, other.clone());
            if *change.get_or_insert_with(|| ends.clone()) != ends {
                return None;
            }
            at.push(Index(vec![(false, Part::Counted(DOTS))]));
        }
        Some(Self { at, ..self.clone() })
    }
}
