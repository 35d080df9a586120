//! The diagram of a network with the numbers of the current sample.

use super::dashboard::index;
use super::departures;
use super::experiment::Experiment;
use super::projection::Projection2d;
use super::slopes;
use crate::engine::Shape;
use crate::equation::{Entry, Indices};
use crate::model::{Forward, Network, Sample};
use crate::scene::{Diagram, Layer, Link, Node, Product, Quantity, Seen, Symbol};

/// A number of the diagram: its letter and its indices, (j, i) of w, (k, j) of v, and one index of the others.
pub(super) type Position = (char, usize, usize);

/// A diagram's drawing: by default everything is lit and known, at the weights of the experiment.
#[derive(Default)]
pub(super) struct Drawing<'a> {
    pub lit: Option<&'a dyn Fn(Position) -> bool>,
    pub known: Option<&'a dyn Fn(Position) -> bool>,
    pub focused: Option<usize>,
    /// A weight, if it is computed and not yet stored.
    pub next: Option<&'a dyn Fn(usize) -> Option<f64>>,
    /// The value of a weight in the other states of a procedure.
    pub also: Option<&'a dyn Fn(usize) -> f64>,
    /// The weights, if they are not those of the experiment.
    pub weights: Option<Network>,
    /// The forward pass of the nodes, if it is not that of the weights.
    pub pass: Option<&'a Forward>,
    pub ledger: Vec<Product>,
    pub caption: String,
    pub seen: Vec<Seen>,
    /// True for slopes in place of values.
    pub is_backward: bool,
    /// Other targets than those of the sample.
    pub targets: Option<fn(f64) -> f64>,
    /// The weights before the last step.
    pub before: Option<Vec<f64>>,
}

impl Drawing<'_> {
    pub fn of(mut self, experiment: &Experiment) -> Diagram {
        let network = self.weights.take();
        let network = network.unwrap_or_else(|| experiment.network());
        let (shape, mut sample) = (experiment.shape(), experiment.sample().clone());
        if let Some(target) = self.targets {
            sample.t.iter_mut().for_each(|t| *t = target(*t));
        }
        let pass = self.pass.cloned();
        let pass = pass.unwrap_or_else(|| experiment.forward(&network, &sample.x));
        let mut layers = layers(shape, &self, &sample, &pass);
        let (inputs, classes) = (&experiment.set().features, &experiment.set().classes);
        for (layer, names) in layers
            .iter_mut()
            .zip([inputs, &Vec::new(), classes, classes])
        {
            layer.name_nodes(names);
        }
        let mut diagram = Diagram {
            layers,
            links: links(shape, &network, &self),
            ledger: self.ledger,
            caption: self.caption,
            seen: self.seen,
            is_backward: self.is_backward,
            before: self.before.unwrap_or_default(),
        };
        if self.pass.is_none() && !self.is_backward {
            departures::mark(&mut diagram, experiment, &network, &sample);
        }
        if self.is_backward {
            let flow = experiment.flow(&network, &sample);
            let flow = flow.unwrap_or_else(|| slopes::flow(&network, &sample, &pass));
            slopes::show(&mut diagram, &flow);
            departures::mark_slopes(&mut diagram, experiment, &network, &sample);
        }
        diagram
    }

    /// A number that is no weight.
    fn quantity(&self, position: Position, index: String, value: f64) -> Quantity {
        let is_known = self.known.is_none_or(|known| known(position));
        Quantity {
            symbol: Symbol::new(position.0, index),
            value: is_known.then_some(value),
            ours: None,
            lit: self.lit.is_none_or(|lit| lit(position)),
            focused: false,
            is_slope: false,
            handle: None,
        }
    }

    fn node(&self, letters: &[(char, f64)], row: usize, bias: bool) -> Node {
        let quantity = |(letter, value): &(char, f64)| {
            self.quantity((*letter, row, 0), row.to_string(), *value)
        };
        Node {
            name: String::new(),
            quantities: letters.iter().map(quantity).collect(),
            bias,
        }
    }
}

impl Layer {
    /// Gives nodes their names, where these say more than their numbers.
    pub(super) fn name_nodes(&mut self, names: &[String]) {
        for (index, (node, name)) in self.nodes.iter_mut().zip(names).enumerate() {
            if *name != index.to_string() && *name != format!("x{index}") {
                node.name.clone_from(name);
            }
        }
    }
}

pub(super) fn layer(caption: &str, nodes: Vec<Node>) -> Layer {
    Layer {
        caption: caption.to_owned(),
        nodes,
    }
}

fn layers(shape: Shape, drawing: &Drawing<'_>, sample: &Sample, pass: &Forward) -> Vec<Layer> {
    let input = |(i, x): (usize, &f64)| drawing.node(&[('x', *x)], i, i == shape.inputs);
    let hidden = |j: usize| match pass.b.get(j) {
        Some(b) => drawing.node(&[('b', *b), ('z', pass.z[j])], j, false),
        None => drawing.node(&[('z', 1.0)], j, true),
    };
    let output = |k: usize| drawing.node(&[('a', pass.a[k]), ('y', pass.y[k])], k, false);
    let target = |(k, t): (usize, &f64)| drawing.node(&[('t', *t)], k, false);
    vec![
        layer("inputs", sample.x.iter().enumerate().map(input).collect()),
        layer("hidden", (0..=shape.hidden).map(hidden).collect()),
        layer("outputs", (0..shape.classes).map(output).collect()),
        layer("targets", sample.t.iter().enumerate().map(target).collect()),
    ]
}

fn links(shape: Shape, network: &Network, drawing: &Drawing<'_>) -> Vec<Link> {
    let link = |parameter: usize| {
        let position = shape.position(parameter);
        let (letter, row, column) = position;
        let (value, layer) = match letter {
            'w' => (network.w[row][column], 0),
            _ => (network.v[row][column], 1),
        };
        let next = drawing.next.and_then(|next| next(parameter));
        Link {
            from: (layer, column),
            to: (layer + 1, row),
            weight: Quantity {
                focused: drawing.focused == Some(parameter),
                handle: Some(parameter),
                ..drawing.quantity(position, index(row, column), value)
            },
            product: None,
            next: next.filter(|next| !next.is_nan()),
            also: drawing.also.map(|also| also(parameter)),
        }
    };
    (0..shape.parameters()).map(link).collect()
}

/// Columns and rows of the picture of what a hidden unit sees.
const SEEN: (usize, usize) = (10, 6);

/// A small picture of each hidden unit: for digits the weights of the pixels, for other data its output over the plane.
pub(super) fn seen(experiment: &Experiment, projection: &Projection2d) -> Vec<Seen> {
    let network = experiment.network();
    if experiment.set().name != "digits" {
        return projection.seen(network, SEEN);
    }
    let of_unit = |w: &Vec<f64>| {
        let w = &w[..w.len() - 1];
        let sizes = w.iter().map(|w| w.abs()).filter(|size| size.is_finite());
        let largest = sizes.fold(f64::MIN_POSITIVE, f64::max);
        Seen {
            columns: 8,
            cells: experiment.spread(&w.iter().map(|w| w / largest).collect::<Vec<_>>()),
            is_signed: true,
        }
    };
    network.w.iter().map(of_unit).collect()
}

/// True if an equation with these indices has a number among its symbols.
pub(super) fn lights(entry: &Entry, indices: Indices, (letter, row, column): Position) -> bool {
    entry.lights(letter, (row, column), indices)
}

/// The matrix products of a forward pass, with their shapes: n is N samples, d is D + 1, m is M + 1.
const FORWARD: [(&str, &str); 4] = [
    ("b = x wᵀ", "(n×d)(d×M) → n×M"),
    ("z = [h(b) 1]", "n×M → n×m"),
    ("a = z vᵀ", "(n×m)(m×K) → n×K"),
    ("y = softmax a", "n×K → n×K"),
];
/// Those of a backward pass over several samples.
const BACKWARD: [(&str, &str); 4] = [
    ("∂E/∂a = (y − t)/N", "n×K → n×K"),
    ("∂E/∂v = (∂E/∂a)ᵀ z", "(K×n)(n×m) → K×m"),
    ("∂E/∂b = (∂E/∂a) v ⊙ h′", "(n×K)(K×M) → n×M"),
    ("∂E/∂w = (∂E/∂b)ᵀ x", "(M×n)(n×d) → M×d"),
];

pub(super) fn forward_ledger(shape: Shape, count: usize, lit: &[usize]) -> Vec<Product> {
    ledger(FORWARD, shape, count, lit)
}

/// Of one sample the products are those of Eₙ.
pub(super) fn backward_ledger(shape: Shape, count: usize, lit: &[usize]) -> Vec<Product> {
    let mut products = ledger(BACKWARD, shape, count, lit);
    if count == 1 {
        for Product { formula, .. } in &mut products {
            *formula = formula.replace("(y − t)/N", "y − t").replace("∂E", "∂Eₙ");
        }
    }
    products
}

fn ledger(rows: [(&str, &str); 4], shape: Shape, count: usize, lit: &[usize]) -> Vec<Product> {
    let size = |letter: char| match letter {
        'n' => count.to_string(),
        'd' => (shape.inputs + 1).to_string(),
        'M' => shape.hidden.to_string(),
        'm' => (shape.hidden + 1).to_string(),
        'K' => shape.classes.to_string(),
        other => other.to_string(),
    };
    let product = |(index, (formula, shapes)): (usize, (&str, &str))| Product {
        formula: formula.to_owned(),
        shapes: shapes.chars().map(size).collect(),
        lit: lit.contains(&index),
    };
    rows.into_iter().enumerate().map(product).collect()
}
