//! What goes into a function that the reader writes and what comes out of it, and both as a line of text.
//!
//! This file knows nothing but `model`, so that the program that runs the reader's functions holds a copy of it: both ends of the pipe
//! are one text.

use crate::model::backprop::Gradient;
use crate::model::neuron::{eq04_sigmoid, sigmoid_slope};
use crate::model::{Forward, Matrix, Network, Sample};

/// A function of one number, with its derivative: where an equation speaks of any f.
#[derive(Debug, Clone, Copy)]
pub struct Function {
    pub name: &'static str,
    pub at: fn(f64) -> f64,
    pub slope: fn(f64) -> f64,
}

/// The functions that an argument can be. Their places are sent over the pipe.
pub const FUNCTIONS: [Function; 4] = [
    Function {
        name: "h",
        at: eq04_sigmoid,
        slope: sigmoid_slope,
    },
    Function {
        name: "x²",
        at: |x| x * x,
        slope: |x| 2.0 * x,
    },
    Function {
        name: "exp",
        at: f64::exp,
        slope: f64::exp,
    },
    Function {
        name: "x³ − 2x",
        at: |x| x * x * x - 2.0 * x,
        slope: |x| 3.0 * x * x - 2.0,
    },
];

/// One argument of a call.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    Number(f64),
    Index(usize),
    Numbers(Vec<f64>),
    /// A place in [`FUNCTIONS`].
    Function(usize),
    Network(Network),
    Sample(Sample),
    Samples(Vec<Sample>),
}

/// A type of a parameter, and how it is taken from an argument.
pub trait Take<'a>: Sized {
    /// Nothing if the argument is of another kind.
    fn take(argument: &'a Argument) -> Option<Self>;
}

macro_rules! take {
    ($($type:ty, $pattern:pat => $value:expr;)*) => {
        $(impl<'a> Take<'a> for $type {
            fn take(argument: &'a Argument) -> Option<Self> {
                if let $pattern = argument { $value } else { None }
            }
        })*
    };
}

take! {
    f64, Argument::Number(number) => Some(*number);
    usize, Argument::Index(index) => Some(*index);
    &'a [f64], Argument::Numbers(numbers) => Some(numbers.as_slice());
    &'a Network, Argument::Network(network) => Some(network);
    &'a Sample, Argument::Sample(sample) => Some(sample);
    &'a [Sample], Argument::Samples(samples) => Some(samples.as_slice());
    &'a dyn Fn(f64) -> f64, Argument::Function(place) => FUNCTIONS.get(*place).map(|function| &function.at as &dyn Fn(f64) -> f64);
}

/// The value of a call: its parts one after the other, each a list of rows. A number is a part with one row of one entry, a vector a
/// part with one row, and a network has two parts, w and v.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    pub parts: Vec<Matrix>,
}

impl Answer {
    /// Every number with its place: part, row, column.
    pub fn places(&self) -> impl Iterator<Item = ((usize, usize, usize), f64)> {
        let rows = |(part, rows): (usize, &Matrix)| {
            let rows = rows.clone().into_iter().enumerate();
            let entries = move |(row, entries): (usize, Vec<f64>)| {
                let entries = entries.into_iter().enumerate();
                entries.map(move |(column, number)| ((part, row, column), number))
            };
            rows.flat_map(entries)
        };
        self.parts.iter().enumerate().flat_map(rows)
    }

    /// All numbers, in the order of their places.
    pub fn numbers(&self) -> Vec<f64> {
        self.parts.iter().flatten().flatten().copied().collect()
    }

    /// The number of entries in each row of each part.
    pub fn shape(&self) -> Vec<Vec<usize>> {
        let lengths = |rows: &Matrix| rows.iter().map(Vec::len).collect();
        self.parts.iter().map(lengths).collect()
    }

    /// As one word: numbers by their bits, so that nothing is rounded, and so that NaN is a number like others.
    pub fn to_word(&self) -> String {
        let parts: Vec<String> = self.parts.iter().map(|part| word_of_rows(part)).collect();
        parts.join("/")
    }

    /// Nothing if the word is not what [`Answer::to_word`] writes.
    pub fn from_word(word: &str) -> Option<Self> {
        let parts: Option<Vec<Matrix>> = word.split('/').map(rows_of_word).collect();
        parts.map(|parts| Self { parts })
    }
}

impl From<f64> for Answer {
    fn from(number: f64) -> Self {
        Self::from(vec![number])
    }
}

impl From<Vec<f64>> for Answer {
    fn from(numbers: Vec<f64>) -> Self {
        Self {
            parts: vec![vec![numbers]],
        }
    }
}

impl From<(Matrix, Matrix)> for Answer {
    fn from((w, v): (Matrix, Matrix)) -> Self {
        Self { parts: vec![w, v] }
    }
}

impl From<Network> for Answer {
    fn from(network: Network) -> Self {
        Self::from((network.w, network.v))
    }
}

impl From<Gradient> for Answer {
    fn from(gradient: Gradient) -> Self {
        Self::from((gradient.w, gradient.v))
    }
}

impl From<Forward> for Answer {
    fn from(pass: Forward) -> Self {
        let vectors = [pass.b, pass.z, pass.a, pass.y, pass.log_y];
        Self {
            parts: vectors.map(|numbers| vec![numbers]).into(),
        }
    }
}

impl Argument {
    /// As one word: a letter for its kind, a colon, and its numbers.
    pub fn to_word(&self) -> String {
        let of_sample = |one: &Sample| format!("{}|{}", word_of(&one.x), word_of(&one.t));
        match self {
            Self::Number(number) => format!("n:{}", word_of(&[*number])),
            Self::Index(index) => format!("i:{index}"),
            Self::Numbers(numbers) => format!("v:{}", word_of(numbers)),
            Self::Function(place) => format!("f:{place}"),
            Self::Network(network) => {
                format!(
                    "w:{}|{}",
                    word_of_rows(&network.w),
                    word_of_rows(&network.v)
                )
            }
            Self::Sample(sample) => format!("s:{}", of_sample(sample)),
            Self::Samples(samples) => {
                let samples: Vec<String> = samples.iter().map(of_sample).collect();
                format!("a:{}", samples.join("&"))
            }
        }
    }

    /// Nothing if the word is not what [`Argument::to_word`] writes.
    pub fn from_word(word: &str) -> Option<Self> {
        let sample = |text: &str| {
            let (x, t) = text.split_once('|')?;
            let (x, t) = (numbers_of(x)?, numbers_of(t)?);
            Some(Sample { x, t })
        };
        let (kind, text) = word.split_once(':')?;
        Some(match kind {
            "n" => Self::Number(*numbers_of(text)?.first()?),
            "i" => Self::Index(text.parse().ok()?),
            "v" => Self::Numbers(numbers_of(text)?),
            "f" => Self::Function(text.parse().ok()?),
            "w" => {
                let (w, v) = text.split_once('|')?;
                let (w, v) = (rows_of_word(w)?, rows_of_word(v)?);
                Self::Network(Network { w, v })
            }
            "s" => Self::Sample(sample(text)?),
            "a" => Self::Samples(text.split('&').map(sample).collect::<Option<_>>()?),
            _ => return None,
        })
    }
}

fn word_of(numbers: &[f64]) -> String {
    let bits = |number: &f64| format!("{:x}", number.to_bits());
    numbers.iter().map(bits).collect::<Vec<_>>().join(",")
}

fn word_of_rows(rows: &[Vec<f64>]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| word_of(row)).collect();
    rows.join(";")
}

fn numbers_of(word: &str) -> Option<Vec<f64>> {
    if word.is_empty() {
        return Some(Vec::new());
    }
    let number = |bits: &str| u64::from_str_radix(bits, 16).ok().map(f64::from_bits);
    word.split(',').map(number).collect()
}

fn rows_of_word(word: &str) -> Option<Matrix> {
    word.split(';').map(numbers_of).collect()
}
