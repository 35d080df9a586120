//! The weights of a network as JSON, `{"w": [[…]], "v": [[…]]}`, read and written without the loss
//! of a single bit.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::{DataError, count, grouped, without_middle};
use super::{MAX_WEIGHTS, escaped, file};
use crate::model::{Matrix, Network};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NetworkFile {
    /// M × (D + 1).
    w: Matrix,
    /// K × (M + 1).
    v: Matrix,
}

/// Reads a network from a file.
///
/// # Errors
///
/// If the file cannot be read, or as [`parse_network`].
pub fn read_network(path: &Path) -> Result<Network, DataError> {
    parse_network(&file::read(path)?, &path.display().to_string())
}

/// Reads a network from memory. `name` begins every message.
///
/// ```
/// use nn28::data::parse_network;
/// let network = parse_network(br#"{"w": [[1, -2, 0.5]], "v": [[2, 1], [0, 2]]}"#, "net.json")?;
/// assert_eq!((network.inputs(), network.hidden(), network.classes()), (2, 1, 2));
///
/// let fault = parse_network(br#"{"w": [[1, -2, 0.5]], "v": [[2], [0]]}"#, "net.json").unwrap_err();
/// assert!(fault.to_string().contains("each row of v needs 2: one for each hidden unit and one for the bias"));
/// # Ok::<(), nn28::data::DataError>(())
/// ```
///
/// # Errors
///
/// If the bytes are not JSON of this form, or the shapes do not make a network: the shape found
/// and the shape expected.
pub fn parse_network(bytes: &[u8], name: &str) -> Result<Network, DataError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let at = |fault| DataError::network(name, fault);
    // Between two weights of a network there is one comma, so that they are counted before they
    // take memory.
    let found = bytes.split(|byte| *byte == b',').count();
    if found > MAX_WEIGHTS {
        return Err(DataError::TooLarge {
            what: format!("{}: has {} values", escaped(name), grouped(found)),
            limit: MAX_WEIGHTS,
            advice: "Take a smaller network",
        });
    }
    let NetworkFile { w, v } = serde_json::from_slice(bytes).map_err(|fault| {
        let fault = without_middle(&fault.to_string());
        at(format!(
            "{fault}. Expected {{\"w\": [[…]], \"v\": [[…]]}}, rows of finite numbers and nothing else"
        ))
    })?;
    let network = Network { w, v };
    check(&network).map_err(at)?;
    Ok(network)
}

/// Writes a network to a file: all of it or, if that fails, nothing.
///
/// # Errors
///
/// If the file exists and `overwrite` is false, if it cannot be written, or if the network
/// holds NaN or an infinity, which JSON cannot write.
#[cfg(feature = "terminal")]
pub fn write_network(network: &Network, path: &Path, overwrite: bool) -> Result<(), DataError> {
    let name = path.display().to_string();
    check(network).map_err(|fault| DataError::network(&name, fault))?;
    let (w, v) = (network.w.clone(), network.v.clone());
    let json = serde_json::to_string(&NetworkFile { w, v })
        .map_err(|cause| DataError::network(&name, cause.to_string()))?;
    file::write(path, ".network-", (json + "\n").as_bytes(), overwrite)
}

/// Checks that w and v make a network: M × (D + 1) and K × (M + 1) finite numbers with D ≥ 1, M ≥
/// 1, K ≥ 2.
fn check(network: &Network) -> Result<(), String> {
    let inputs = row_length('w', &network.w, "M, one for each hidden unit")?;
    let found = row_length('v', &network.v, "K, one for each class")?;
    let hidden = network.w.len();
    if inputs < 2 {
        let found = count(inputs, "weight");
        return Err(format!(
            "w has rows of {found}, expected D + 1, at least 2: one for each input and one for the bias"
        ));
    }
    if found != hidden + 1 {
        let (found, rows, needed) = (count(found, "weight"), count(hidden, "row"), hidden + 1);
        return Err(format!(
            "v has rows of {found}, but w has {rows} (M = {hidden}), so each row of v needs {needed}: one for each hidden unit and one for the bias"
        ));
    }
    if network.v.len() < 2 {
        return Err("v has 1 row (K = 1), expected at least 2: one for each class".to_string());
    }
    check_finite('w', &network.w)?;
    check_finite('v', &network.v)
}

/// Returns the length that all rows have in common.
fn row_length(name: char, matrix: &Matrix, expected: &str) -> Result<usize, String> {
    let Some(first) = matrix.first() else {
        return Err(format!("{name} has no rows, expected {expected}"));
    };
    let expected = first.len();
    let Some(row) = matrix.iter().position(|row| row.len() != expected) else {
        return Ok(expected);
    };
    let found = count(matrix[row].len(), "weight");
    Err(format!(
        "row {row} of {name} has {found} but row 0 has {expected}. All rows of {name} need the same length"
    ))
}

fn check_finite(name: char, matrix: &Matrix) -> Result<(), String> {
    for (row, weights) in matrix.iter().enumerate() {
        if let Some(column) = weights.iter().position(|weight| !weight.is_finite()) {
            let value = weights[column];
            return Err(format!(
                "{name}[{row}][{column}] is {value}, expected a finite number. If training led there, lower the learning rate"
            ));
        }
    }
    Ok(())
}
