//! Three data sets inside the program. Their sources: `sets/README.md`, and [`DataSet::source`].

use std::io::Read as _;

use flate2::read::GzDecoder;

use super::{About, DataError, DataSet};

const IRIS: &[u8] = include_bytes!("sets/iris.csv.gz");
const WINE: &[u8] = include_bytes!("sets/wine.csv.gz");
const DIGITS: &[u8] = include_bytes!("sets/digits.csv.gz");

/// 150 irises of three species, 50 each, in their order: length and width of sepal and petal in cm.
pub(super) fn iris() -> Result<DataSet, DataError> {
    let source = "UCI Iris, R. A. Fisher 1936, CC BY 4.0, doi:10.24432/C56C76";
    embedded("iris", IRIS, source)
}

/// 178 wines of three cultivars (59, 71, 48), in their order: thirteen chemical measurements, each
/// in a unit of its own.
pub(super) fn wine() -> Result<DataSet, DataError> {
    let source = "UCI Wine, S. Aeberhard and M. Forina 1992, CC BY 4.0, doi:10.24432/C5PC7J";
    embedded("wine", WINE, source)
}

/// 1797 handwritten digits as images of 8 × 8 pixels: `p37` is the ink in row 3, column 7, from 0
/// to 16.
pub(super) fn digits() -> Result<DataSet, DataError> {
    let source = "UCI Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak 1998, CC BY 4.0, doi:10.24432/C50P49";
    embedded("digits", DIGITS, source)
}

/// Reads a set, which can only fail if the program was built from a damaged copy: a header, then the inputs and the class of each sample.
fn embedded(name: &str, packed: &[u8], source: &str) -> Result<DataSet, DataError> {
    let mut csv = String::new();
    let file = name.to_string();
    GzDecoder::new(packed)
        .read_to_string(&mut csv)
        .map_err(|cause| DataError::Unreadable { file, cause })?;
    let mut rows = csv.lines();
    let names = rows.next().unwrap_or_default().split(',').map(String::from);
    let mut features: Vec<String> = names.collect();
    let class_column = features.pop().unwrap_or_default();
    let mut set = DataSet {
        name: name.to_string(),
        features,
        classes: Vec::new(),
        x: Vec::new(),
        class: Vec::new(),
        source: source.to_string(),
        about: About {
            class: class_column,
            ..About::default()
        },
    };
    for row in rows {
        let (numbers, label) = row.rsplit_once(',').unwrap_or_default();
        let known = set.classes.iter().position(|class| *class == label);
        set.class.push(known.unwrap_or(set.classes.len()));
        if known.is_none() {
            set.classes.push(label.to_owned());
        }
        let numbers = numbers
            .split(',')
            .map(|cell| cell.parse().unwrap_or(f64::NAN));
        set.x.push(numbers.collect());
    }
    Ok(set)
}
