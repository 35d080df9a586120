//! A network as it is drawn: layers of nodes, links between them, and the current number of each.

use super::colour::SymbolColor;

/// The whole diagram, from left to right. A single neuron has two layers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Diagram {
    pub layers: Vec<Layer>,
    pub links: Vec<Link>,
    /// The matrix products behind it, with their shapes.
    pub ledger: Vec<Product>,
    /// Which state it shows, such as a step of a procedure; may be empty.
    pub caption: String,
    /// The small pictures of the hidden units, in their order; may be empty.
    pub seen: Vec<Seen>,
    /// True if sums, hidden outputs and weights are the slopes along them, which flow back.
    pub is_backward: bool,
    /// The weights before the last step, in the order of the links; empty if there was none.
    pub before: Vec<f64>,
}

/// A small picture of what a hidden unit sees.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    pub columns: usize,
    /// Row after row from above: outputs over the plane, from 0 to 1; or weights, from −1 to 1.
    pub cells: Vec<f64>,
    /// True for weights.
    pub is_signed: bool,
}

impl Seen {
    /// The value at fractions of the way from the left and from above.
    pub fn at(&self, across: f64, down: f64) -> f64 {
        let rows = self.cells.len() / self.columns.max(1);
        let index =
            |part: f64, count: usize| ((part * count as f64) as usize).min(count.max(1) - 1);
        let cell = index(down, rows) * self.columns + index(across, self.columns);
        self.cells.get(cell).copied().unwrap_or(0.0)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// In letters, such as b = x wᵀ.
    pub formula: String,
    /// In shapes, such as (5×3)(3×2) → 5×2.
    pub shapes: String,
    /// True if it is being computed.
    pub lit: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    pub caption: String,
    pub nodes: Vec<Node>,
}

/// A node: an input has one quantity, a neuron has its sum and its output.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The name of its column, or of its class; may be empty.
    pub name: String,
    pub quantities: Vec<Quantity>,
    /// True for the bias, which is always 1.
    pub bias: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Layer and node that it leaves.
    pub from: (usize, usize),
    /// Layer and node that it enters.
    pub to: (usize, usize),
    pub weight: Quantity,
    /// What the weight makes of its input, where that is shown.
    pub product: Option<f64>,
    /// What the weight will become, where that is computed and not yet stored.
    pub next: Option<f64>,
    /// The same node in other states of a procedure, all of which have one layout.
    pub also: Option<f64>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    pub symbol: Symbol,
    /// `None` where it is not computed yet.
    pub value: Option<f64>,
    /// Our value, where that is the reader's and another one.
    pub ours: Option<f64>,
    /// True if the selected equation speaks of it.
    pub lit: bool,
    pub focused: bool,
    /// True if the value is the slope of the error along it.
    pub is_slope: bool,
    /// Its place in the order of the numbers that can be changed, if it can be.
    pub handle: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    pub letter: char,
    pub index: String,
}

impl Diagram {
    /// The change of a weight, by its index among the links: the one to come, or else that of the last step.
    pub fn change(&self, index: usize) -> Option<f64> {
        let link = self.links.get(index)?;
        let value = link.weight.value?;
        let coming = link.next.map(|next| next - value);
        let change = coming.or_else(|| self.before.get(index).map(|before| value - before));
        change.filter(|change| *change != 0.0 && !self.is_backward)
    }

    /// The name of a number: its symbol, or that of the slope along it.
    pub fn label(&self, quantity: &Quantity) -> String {
        let is_slope = self.is_backward && "abvwz".contains(quantity.symbol.letter);
        let mark = if is_slope { "∂" } else { "" };
        format!("{mark}{}", quantity.symbol)
    }

    /// The name of what a weight belongs to, with the symbol of it: the input that it weighs, or else the output that it leads to.
    pub fn named_end(&self, link: &Link) -> Option<(&Symbol, &str)> {
        let node = |(layer, node): (usize, usize)| self.layers.get(layer)?.nodes.get(node);
        let ends = [node(link.from), node(link.to)].into_iter().flatten();
        let mut named = ends.filter(|node| !node.name.is_empty());
        let node = named.next()?;
        Some((&node.quantities.last()?.symbol, &node.name))
    }
}

impl Node {
    /// The keys of its symbols.
    pub fn keys(&self) -> String {
        let keys = self.quantities.iter().map(|quantity| quantity.symbol.key());
        keys.collect::<Vec<_>>().join(" ")
    }
}

impl Symbol {
    pub fn new(letter: char, index: impl Into<String>) -> Self {
        Self {
            letter,
            index: index.into(),
        }
    }

    pub fn bare(letter: char) -> Self {
        Self::new(letter, "")
    }

    /// Its name in files, as the equations' TeX has it, without braces.
    ///
    /// ```
    /// use nn28::scene::Symbol;
    /// assert_eq!(Symbol::new('w', "01").key() + " " + &Symbol::bare('a').key(), "w_01 a");
    /// ```
    pub fn key(&self) -> String {
        let sign = if self.index.is_empty() { "" } else { "_" };
        format!("{}{sign}{}", self.letter, self.index)
    }

    pub fn ink(&self) -> Option<SymbolColor> {
        SymbolColor::of_letter(self.letter)
    }
}

impl std::fmt::Display for Symbol {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.letter)?;
        for c in self.index.chars() {
            let lowered = |digit| char::from_u32('₀' as u32 + digit);
            write!(f, "{}", c.to_digit(10).and_then(lowered).unwrap_or(c))?;
        }
        Ok(())
    }
}
