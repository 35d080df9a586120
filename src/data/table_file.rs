//! A data set as a table that another program reads: what a run used, divided and scaled.

use std::io;
use std::path::Path;

use super::{DataError, DataSet, file};

/// The column of a written table that says which samples trained, and its words.
pub(super) const PART: (&str, [&str; 2]) = ("part", ["test", "train"]);

/// Writes a table with a header: the part (`train` or `test`), the inputs and the class of each sample, in the order of the data, so that
/// the same seed divides them the same way again. All of it or, if that fails, nothing.
///
/// # Errors
///
/// If the file exists and `overwrite` is false, or if it cannot be written.
pub fn write_table(
    set: &DataSet,
    trains: &[bool],
    path: &Path,
    overwrite: bool,
) -> Result<(), DataError> {
    let bytes = bytes(set, trains).map_err(|cause| DataError::Unwritable {
        file: path.display().to_string(),
        cause,
    })?;
    file::write(path, ".table-", &bytes, overwrite)
}

fn bytes(set: &DataSet, trains: &[bool]) -> io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let class = match &set.about.class[..] {
        "" => "class",
        name => name,
    };
    let (part, parts) = PART;
    let header = [part]
        .into_iter()
        .chain(set.features.iter().map(String::as_str));
    writer.write_record(header.chain([class]))?;
    for ((x, class), trains) in set.x.iter().zip(&set.class).zip(trains) {
        let numbers: Vec<String> = x.iter().map(f64::to_string).collect();
        let part = parts[usize::from(*trains)];
        let record = [part].into_iter().chain(numbers.iter().map(String::as_str));
        writer.write_record(record.chain([&set.classes[*class][..]]))?;
    }
    writer
        .into_inner()
        .map_err(|error| io::Error::other(error.to_string()))
}
