//! A network in the form of ONNX: the whole computation in f64, from inputs as they were measured to probabilities.
//!
//! An ONNX file is a protobuf message, and a message is a list of fields: the field's number and kind, then a number or bytes with their
//! length. That is all that this file writes; the numbers of the fields are those of `onnx.proto`.

use super::SavedNetwork;
use crate::model::Matrix;

/// Version of the operators, and of the form of the file in which it came out.
const OPSET: u64 = 21;
const IR: u64 = 10;
/// The numbers of f64 among the types of a tensor, and of an integer among those of an attribute.
const DOUBLE: u64 = 11;
const INT: u64 = 2;

/// A message in the making.
#[derive(Default)]
struct Message(Vec<u8>);

impl Message {
    /// Seven bits a byte, the lowest first; the eighth says that more follow.
    fn varint(&mut self, mut number: u64) {
        while number > 0x7f {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    fn number(mut self, field: u64, number: u64) -> Self {
        self.varint(field << 3);
        self.varint(number);
        self
    }

    fn bytes(mut self, field: u64, bytes: &[u8]) -> Self {
        self.varint(field << 3 | 2);
        self.varint(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
        self
    }

    fn text(self, field: u64, text: &str) -> Self {
        self.bytes(field, text.as_bytes())
    }

    fn message(self, field: u64, message: &Self) -> Self {
        self.bytes(field, &message.0)
    }

    fn messages(self, field: u64, messages: impl IntoIterator<Item = Self>) -> Self {
        let add = |all: Self, message| all.message(field, &message);
        messages.into_iter().fold(self, add)
    }
}

/// The input is `x`, N × D and not scaled, the output `y`, N × K (7). The names of inputs and classes are metadata, lists as JSON.
pub(super) fn bytes(saved: &SavedNetwork) -> serde_json::Result<Vec<u8>> {
    let (network, data) = (&saved.network, saved.data.as_ref());
    let scaler = data.and_then(super::DataReport::scaler);
    let (mut nodes, mut tensors, mut x) = (Vec::new(), Vec::new(), "x");
    if let Some(scaler) = &scaler {
        tensors.push(tensor("mean", &[scaler.mean.len()], &scaler.mean));
        tensors.push(tensor(
            "deviation",
            &[scaler.deviation.len()],
            &scaler.deviation,
        ));
        nodes.push(node("Sub", &["x", "mean"], "centred"));
        nodes.push(node("Div", &["centred", "deviation"], "scaled"));
        x = "scaled";
    }
    tensors.extend(layer(["w", "w_bias"], &network.w));
    tensors.extend(layer(["v", "v_bias"], &network.v));
    nodes.push(node("MatMul", &[x, "w"], "wx"));
    nodes.push(node("Add", &["wx", "w_bias"], "b"));
    nodes.push(node("Sigmoid", &["b"], "z"));
    nodes.push(node("MatMul", &["z", "v"], "vz"));
    nodes.push(node("Add", &["vz", "v_bias"], "a"));
    let axis = Message::default()
        .text(1, "axis")
        .number(3, 1)
        .number(20, INT);
    nodes.push(node("Softmax", &["a"], "y").message(5, &axis));
    let graph = Message::default()
        .messages(1, nodes)
        .text(2, "nn28")
        .messages(5, tensors)
        .message(11, &value("x", network.inputs()))
        .message(12, &value("y", network.classes()));
    let mut metadata = Vec::new();
    if let Some(data) = data {
        let inputs = serde_json::to_string(&data.inputs)?;
        let classes = serde_json::to_string(&data.class_names())?;
        for (key, value) in [("inputs", inputs), ("classes", classes)] {
            metadata.push(Message::default().text(1, key).text(2, &value));
        }
    }
    let opset = Message::default().text(1, "").number(2, OPSET);
    let model = Message::default()
        .number(1, IR)
        .text(2, "nn28")
        .message(7, &graph)
        .message(8, &opset)
        .messages(14, metadata);
    Ok(model.0)
}

fn node(operator: &str, inputs: &[&str], output: &str) -> Message {
    let add = |node: Message, input: &&str| node.text(1, input);
    let node = inputs.iter().fold(Message::default(), add);
    node.text(2, output).text(3, output).text(4, operator)
}

/// The weights of a layer, a column for each unit, and its biases.
fn layer([weights, biases]: [&str; 2], matrix: &Matrix) -> [Message; 2] {
    let width = matrix.first().map_or(0, Vec::len).saturating_sub(1);
    let column = |i: usize| matrix.iter().map(move |row| row[i]);
    let values: Vec<f64> = (0..width).flat_map(column).collect();
    let bias: Vec<f64> = column(width).collect();
    [
        tensor(weights, &[width, matrix.len()], &values),
        tensor(biases, &[matrix.len()], &bias),
    ]
}

fn tensor(name: &str, shape: &[usize], values: &[f64]) -> Message {
    let add = |tensor: Message, length: &usize| tensor.number(1, *length as u64);
    let tensor = shape.iter().fold(Message::default(), add);
    let bytes: Vec<u8> = values
        .iter()
        .flat_map(|value| value.to_le_bytes())
        .collect();
    tensor.number(2, DOUBLE).text(8, name).bytes(9, &bytes)
}

/// An input or an output of the whole: any number of rows of `width` numbers.
fn value(name: &str, width: usize) -> Message {
    let rows = Message::default().text(2, "N");
    let columns = Message::default().number(1, width as u64);
    let shape = Message::default().messages(1, [rows, columns]);
    let tensor = Message::default().number(1, DOUBLE).message(2, &shape);
    let kind = Message::default().message(1, &tensor);
    Message::default().text(1, name).message(2, &kind)
}
