//! Numbers separated by commas, such as -2,1,2.

use std::str::FromStr;

#[derive(Debug, Clone, PartialEq)]
pub struct Numbers(pub Vec<f64>);

impl FromStr for Numbers {
    type Err = String;

    /// ```
    /// use nn28::cli::Numbers;
    /// assert_eq!("-2, 1,2e-3".parse(), Ok(Numbers(vec![-2.0, 1.0, 0.002])));
    /// assert!("1,two".parse::<Numbers>().is_err());
    /// ```
    fn from_str(list: &str) -> Result<Self, String> {
        let number = |(index, word): (usize, &str)| match word.trim().parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(number),
            _ => Err(format!(
                "number {} is {word:?}: expected finite numbers with commas between them, such as -2,1,2",
                index + 1
            )),
        };
        let numbers = list.split(',').enumerate().map(number);
        Ok(Self(numbers.collect::<Result<_, _>>()?))
    }
}
