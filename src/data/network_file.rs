//! A network as JSON, `{"w": [[…]], "v": [[…]], "settings": {…}, "data": {…}}`, read and written without the loss of a single bit.
//! The weights alone are enough, and other keys are passed over, so that the JSON of a training is a network as well.

use std::path::Path;

use serde::{Deserialize, Serialize};
#[cfg(feature = "terminal")]
use serde_json::{Map, Value};

#[cfg(feature = "terminal")]
use super::DataReport;
use super::error::{DataError, count, grouped, without_middle};
use super::{MAX_WEIGHTS, escaped, file};
use crate::model::{Matrix, Network};

const EXPECTED: &str = "Expected {\"w\": [[…]], \"v\": [[…]]}, rows of finite numbers, as --save FILE.json and --json write them; .onnx and .safetensors are for other engines";

#[derive(Serialize, Deserialize)]
#[serde(expecting = "an object")]
struct NetworkFile {
    /// M × (D + 1).
    w: Matrix,
    /// K × (M + 1).
    v: Matrix,
    #[cfg(feature = "terminal")]
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    settings: Map<String, Value>,
    #[cfg(feature = "terminal")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    data: Option<DataReport>,
}

/// A network, and what its file says of its training.
#[cfg(feature = "terminal")]
#[derive(Debug, Clone, PartialEq)]
pub struct SavedNetwork {
    pub network: Network,
    /// The settings by their names; none in a file of weights alone.
    pub settings: Map<String, Value>,
    pub data: Option<DataReport>,
}

#[cfg(feature = "terminal")]
impl SavedNetwork {
    /// Reads a file that was saved, the JSON of a training, or weights alone; `-` is standard input.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or as [`parse_network`]; or if it names other inputs, classes or scales than the weights have.
    pub fn read(path: &Path) -> Result<Self, DataError> {
        let (bytes, name) = if path == Path::new("-") {
            (file::read_input()?, "standard input".to_owned())
        } else {
            (file::read(path)?, path.display().to_string())
        };
        // Redirected output is UTF-16 in some shells of Windows.
        let (text, ..) = encoding_rs::UTF_8.decode(&bytes);
        let (network, settings, data) = {
            let file = parse(text.as_bytes(), &name)?;
            let network = Network {
                w: file.w,
                v: file.v,
            };
            (network, file.settings, file.data)
        };
        let data = data.map(|data| data.checked(&network)).transpose();
        Ok(Self {
            data: data.map_err(|fault| DataError::network(&name, fault))?,
            network,
            settings,
        })
    }

    /// Writes a file: all of it or, if that fails, nothing. A path that ends in `.safetensors` or `.onnx` gets that form.
    ///
    /// # Errors
    ///
    /// If the file exists and `overwrite` is false, if it cannot be written, or if the network
    /// holds NaN or an infinity, which JSON cannot write.
    pub fn write(&self, path: &Path, overwrite: bool) -> Result<(), DataError> {
        let name = path.display().to_string();
        check(&self.network.w, &self.network.v)
            .map_err(|fault| DataError::network(&name, fault))?;
        let is_a = |end: &str| {
            path.extension()
                .is_some_and(|of| of.eq_ignore_ascii_case(end))
        };
        let other = if is_a("safetensors") {
            Some(super::safetensors::bytes(self))
        } else {
            is_a("onnx").then(|| super::onnx::bytes(self))
        };
        if let Some(bytes) = other {
            let bytes = bytes.map_err(|cause| DataError::network(&name, cause.to_string()))?;
            return file::write(path, ".network-", &bytes, overwrite);
        }
        let file = NetworkFile {
            w: self.network.w.clone(),
            v: self.network.v.clone(),
            settings: self.settings.clone(),
            data: self.data.clone(),
        };
        let json = serde_json::to_string(&file)
            .map_err(|cause| DataError::network(&name, cause.to_string()))?;
        file::write(path, ".network-", (json + "\n").as_bytes(), overwrite)
    }
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
    let NetworkFile { w, v, .. } = parse(bytes, name)?;
    Ok(Network { w, v })
}

fn parse(bytes: &[u8], name: &str) -> Result<NetworkFile, DataError> {
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
    if !bytes.trim_ascii_start().starts_with(b"{") {
        return Err(at(format!("this is no JSON object. {EXPECTED}")));
    }
    let file: NetworkFile = serde_json::from_slice(bytes).map_err(|fault| {
        let fault = without_middle(&fault.to_string());
        at(format!("{fault}. {EXPECTED}"))
    })?;
    check(&file.w, &file.v).map_err(at)?;
    Ok(file)
}

/// Writes the weights of a network alone to a file, as [`SavedNetwork::write`] does.
///
/// # Errors
///
/// As there.
#[cfg(feature = "terminal")]
pub fn write_network(network: &Network, path: &Path, overwrite: bool) -> Result<(), DataError> {
    let saved = SavedNetwork {
        network: network.clone(),
        settings: Map::new(),
        data: None,
    };
    saved.write(path, overwrite)
}

/// Checks that w and v make a network: M × (D + 1) and K × (M + 1) finite numbers with D ≥ 1, M ≥
/// 1, K ≥ 2.
fn check(w: &Matrix, v: &Matrix) -> Result<(), String> {
    let inputs = row_length('w', w, "M, one for each hidden unit")?;
    let found = row_length('v', v, "K, one for each class")?;
    let hidden = w.len();
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
    if v.len() < 2 {
        return Err("v has 1 row (K = 1), expected at least 2: one for each class".to_string());
    }
    check_finite('w', w)?;
    check_finite('v', v)
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
