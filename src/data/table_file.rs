//! A data set as a table that another program reads: what a run used, divided and scaled.

use std::io;
use std::path::Path;

use super::{DataError, DataSet, Split, file};

/// Writes a table with a header: the part (`train` or `test`), the inputs and the class of each sample. All of it or, if that fails, nothing.
///
/// # Errors
///
/// If the file exists and `overwrite` is false, or if it cannot be written.
pub fn write_table(parts: &Split, path: &Path, overwrite: bool) -> Result<(), DataError> {
    let bytes = bytes(parts).map_err(|cause| DataError::Unwritable {
        file: path.display().to_string(),
        cause,
    })?;
    file::write(path, ".table-", &bytes, overwrite)
}

fn bytes(parts: &Split) -> io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let class = match &parts.train.about.class[..] {
        "" => "class",
        name => name,
    };
    let header = ["part"]
        .into_iter()
        .chain(parts.train.features.iter().map(String::as_str));
    writer.write_record(header.chain([class]))?;
    for (part, set) in [("train", &parts.train), ("test", &parts.test)] {
        write_part(&mut writer, part, set)?;
    }
    writer
        .into_inner()
        .map_err(|error| io::Error::other(error.to_string()))
}

fn write_part(writer: &mut csv::Writer<Vec<u8>>, part: &str, set: &DataSet) -> io::Result<()> {
    for (x, class) in set.x.iter().zip(&set.class) {
        let numbers: Vec<String> = x.iter().map(f64::to_string).collect();
        let record = [part].into_iter().chain(numbers.iter().map(String::as_str));
        writer.write_record(record.chain([&set.classes[*class][..]]))?;
    }
    Ok(())
}
