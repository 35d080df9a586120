//! A network in the form of safetensors: a header in JSON, then the numbers as bytes. Other engines read it without running anything.

use serde_json::{Map, Value, json};

use super::SavedNetwork;
use crate::model::Matrix;

/// Tensors of f64: `w`, M × (D + 1), and `v`, K × (M + 1), the bias last; `mean` and `deviation`, D each, if the inputs are scaled. The
/// names of inputs and classes, and the settings, are metadata, each a list or an object as JSON.
pub(super) fn bytes(saved: &SavedNetwork) -> serde_json::Result<Vec<u8>> {
    let (mut header, mut numbers) = (Map::new(), Vec::new());
    let mut add = |name: &str, shape: &[usize], values: &[f64]| {
        let start = numbers.len();
        numbers.extend(values.iter().flat_map(|value| value.to_le_bytes()));
        let offsets = [start, numbers.len()];
        let tensor = json!({"dtype": "F64", "shape": shape, "data_offsets": offsets});
        header.insert(name.to_owned(), tensor);
    };
    for (name, matrix) in [("w", &saved.network.w), ("v", &saved.network.v)] {
        let shape = [matrix.len(), matrix.first().map_or(0, Vec::len)];
        add(name, &shape, &flat(matrix));
    }
    let data = saved.data.as_ref();
    if let Some(scaler) = data.and_then(super::DataReport::scaler) {
        add("mean", &[scaler.mean.len()], &scaler.mean);
        add("deviation", &[scaler.deviation.len()], &scaler.deviation);
    }
    let mut metadata = Map::new();
    metadata.insert("settings".to_owned(), text(&saved.settings)?);
    if let Some(data) = data {
        metadata.insert("inputs".to_owned(), text(&data.inputs)?);
        metadata.insert("classes".to_owned(), text(&data.class_names())?);
        metadata.insert("class".to_owned(), Value::String(data.class.clone()));
    }
    header.insert("__metadata__".to_owned(), Value::Object(metadata));
    let mut header = serde_json::to_string(&header)?;
    // The numbers begin at a multiple of their size.
    while header.len() % 8 != 0 {
        header.push(' ');
    }
    let length = (header.len() as u64).to_le_bytes();
    Ok([&length[..], header.as_bytes(), &numbers].concat())
}

fn flat(matrix: &Matrix) -> Vec<f64> {
    matrix.iter().flatten().copied().collect()
}

/// A value of the metadata, which is text.
fn text(value: &impl serde::Serialize) -> serde_json::Result<Value> {
    serde_json::to_string(value).map(Value::String)
}
