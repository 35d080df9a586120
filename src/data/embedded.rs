//! Three data sets that the program carries within it. Where they come from: `sets/README.md`, and [`DataSet::source`].

use std::io::{ErrorKind, Read};

use flate2::read::GzDecoder;

use super::DataSet;
use super::error::DataError;

const IRIS: &[u8] = include_bytes!("sets/iris.csv.gz");
const WINE: &[u8] = include_bytes!("sets/wine.csv.gz");
const DIGITS: &[u8] = include_bytes!("sets/digits.csv.gz");

/// 150 irises of three species, 50 each, in their order: length and width of sepal and petal in cm.
///
/// ```
/// let set = nn28::data::iris()?;
/// assert_eq!((set.len(), set.inputs(), set.class_count()), (150, 4, 3));
/// # Ok::<(), nn28::data::DataError>(())
/// ```
///
/// # Errors
///
/// None, unless the program was built from a damaged copy.
pub fn iris() -> Result<DataSet, DataError> {
    let source = "UCI Iris, R. A. Fisher 1936, CC BY 4.0, doi:10.24432/C56C76";
    embedded("iris", &unpacked("iris", IRIS)?, source)
}

/// 178 wines of three cultivars (59, 71, 48), in their order: thirteen chemical measurements, each in a unit of its own.
///
/// ```
/// let set = nn28::data::wine()?;
/// assert_eq!((set.len(), set.inputs(), set.class_count()), (178, 13, 3));
/// # Ok::<(), nn28::data::DataError>(())
/// ```
///
/// # Errors
///
/// None, unless the program was built from a damaged copy.
pub fn wine() -> Result<DataSet, DataError> {
    let source = "UCI Wine, S. Aeberhard and M. Forina 1992, CC BY 4.0, doi:10.24432/C5PC7J";
    embedded("wine", &unpacked("wine", WINE)?, source)
}

/// 1797 handwritten digits as images of 8 × 8 pixels: `p37` is the ink in row 3, column 7, from 0 to 16.
///
/// ```
/// let set = nn28::data::digits()?;
/// assert_eq!((set.len(), set.inputs(), set.class_count()), (1797, 64, 10));
/// # Ok::<(), nn28::data::DataError>(())
/// ```
///
/// # Errors
///
/// None, unless the program was built from a damaged copy.
pub fn digits() -> Result<DataSet, DataError> {
    let source = "UCI Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak 1998, CC BY 4.0, doi:10.24432/C50P49";
    embedded("digits", &unpacked("digits", DIGITS)?, source)
}

fn unpacked(name: &str, packed: &[u8]) -> Result<Vec<u8>, DataError> {
    let mut csv = Vec::new();
    match GzDecoder::new(packed).read_to_end(&mut csv) {
        Ok(_) => Ok(csv),
        Err(cause) => Err(DataError::Unreadable {
            file: name.to_string(),
            cause,
        }),
    }
}

/// These tables are sound, and so they are read without the care that a reader's own needs: no quotes, no spaces, no gaps.
fn embedded(name: &str, csv: &[u8], source: &str) -> Result<DataSet, DataError> {
    let damaged = || DataError::Unreadable {
        file: name.to_string(),
        cause: ErrorKind::InvalidData.into(),
    };
    let text = std::str::from_utf8(csv).map_err(|_| damaged())?;
    let mut lines = text.lines();
    let mut features: Vec<String> = lines
        .next()
        .into_iter()
        .flat_map(|header| header.split(',').map(str::to_string))
        .collect();
    features.pop();
    let (mut x, mut labels) = (Vec::new(), Vec::new());
    for line in lines {
        let (numbers, label) = line.rsplit_once(',').ok_or_else(damaged)?;
        let numbers = numbers.split(',').map(str::parse);
        x.push(numbers.collect::<Result<_, _>>().map_err(|_| damaged())?);
        labels.push(label);
    }
    let classes = classes(&labels);
    let number = |label: &&str| classes.iter().position(|class| class == label);
    Ok(DataSet {
        name: name.to_string(),
        class: labels.iter().filter_map(number).collect(),
        source: source.to_string(),
        features,
        classes,
        x,
    })
}

/// Every class once: digits as numbers are ordered, others by first appearance.
fn classes(labels: &[&str]) -> Vec<String> {
    let mut classes: Vec<String> = Vec::new();
    for label in labels {
        if classes.iter().all(|class| class != label) {
            classes.push((*label).to_string());
        }
    }
    let digits: Vec<String> = (0..10).map(|digit: u8| digit.to_string()).collect();
    let is_digit = |class: &String| digits.contains(class);
    if classes.iter().all(is_digit) {
        return digits
            .into_iter()
            .filter(|digit| classes.contains(digit))
            .collect();
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::super::parse_csv;
    use super::*;

    #[test]
    fn embedded_sets_are_what_a_readers_own_would_be() {
        let digits = digits().expect("digits");
        let header = (0..8).flat_map(|row| (0..8).map(move |column| format!("p{row}{column}")));
        assert_eq!(digits.features, header.collect::<Vec<_>>());
        for (name, packed) in [("iris", IRIS), ("wine", WINE)] {
            let csv = unpacked(name, packed).expect(name);
            let source = format!("read from {name}");
            let plain = embedded(name, &csv, &source).expect(name);
            assert_eq!(plain, parse_csv(&csv, name).expect(name));
        }
    }
}
