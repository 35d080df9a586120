//! Settings that are a number or a word.

use std::fmt::{self, Display};
use std::str::FromStr;

/// A number, or a word where there is none.
macro_rules! number_or {
    ($(#[$about:meta])* $name:ident($number:ty), $word:literal, $expected:literal) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub struct $name(pub Option<$number>);

        impl Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self.0 {
                    Some(number) => number.fmt(f),
                    None => f.write_str($word),
                }
            }
        }

        impl FromStr for $name {
            type Err = &'static str;

            fn from_str(word: &str) -> Result<Self, &'static str> {
                match word {
                    $word => Ok(Self(None)),
                    number => number.parse().map(|number| Self(Some(number))).map_err(|_| $expected),
                }
            }
        }
    };
}

number_or!(
    /// A seed of the data that is not that of the weights.
    DataSeed(u64), "auto", "expected a whole number, or auto: the seed of the weights"
);
number_or!(
    /// The number of samples between two updates.
    Block(usize), "all", "expected a number of samples, or all"
);
