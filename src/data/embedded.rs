//! Three data sets inside the program. Their sources: `sets/README.md`, and [`DataSet::source`].

use std::io::Read as _;

use flate2::read::GzDecoder;

use super::{DataError, DataSet, parse_csv};

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

/// Reads a set, which can only fail if the program was built from a damaged copy.
fn embedded(name: &str, packed: &[u8], source: &str) -> Result<DataSet, DataError> {
    let mut csv = Vec::new();
    let file = name.to_string();
    GzDecoder::new(packed)
        .read_to_end(&mut csv)
        .map_err(|cause| DataError::Unreadable { file, cause })?;
    let source = source.to_string();
    parse_csv(&csv, name).map(|set| DataSet { source, ..set })
}
