//! Where: a neuron with its numbers. Inputs on the left, times their weights, make products that run into the sum.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::scene::wrap::{cut_in_middle, padded};
use crate::scene::{Diagram, Link, Node, Quantity, fitted};
use crate::view::painter::{Painter, cells};

const NAME: u16 = 3;

pub(super) fn draw(diagram: &Diagram, area: Rect, painter: &mut Painter) {
    if area.width < 36 || area.height < 6 {
        return;
    }
    Drawing { diagram, area }.draw(painter);
}

struct Drawing<'a> {
    diagram: &'a Diagram,
    area: Rect,
}

impl Drawing<'_> {
    fn draw(&self, painter: &mut Painter) {
        // Without a box beside them the sum and the output are below the products.
        let (below, widest_gap) = if self.is_wide() { (2, 4) } else { (4, 3) };
        let room = self.area.height.saturating_sub(2 + below);
        let inputs = inputs(self.diagram, usize::from(room).max(2));
        let count = cells(inputs.len());
        let gap = (room / count).clamp(1, widest_gap);
        let top = self.area.y + 2 + room.saturating_sub(gap * count) / 3;
        self.heads(top - 2, painter);
        if gap == 1 {
            self.focused_name(top - 1, painter);
        }
        let rows: Vec<u16> = (0..count).map(|number| top + number * gap).collect();
        for (input, y) in inputs.into_iter().zip(&rows) {
            match input {
                Some(i) => {
                    self.input(i, *y, painter);
                    if gap > 1 {
                        self.name(i, *y - 1, painter);
                    }
                }
                None => self.put(self.area.x + NAME, *y, "⋮", painter.theme.dim(), painter),
            }
        }
        if self.is_wide() {
            self.neuron_beside(&rows, painter);
        } else {
            self.neuron_below(&rows, painter);
        }
    }

    fn is_wide(&self) -> bool {
        self.area.width >= 62
    }

    fn room(&self) -> u16 {
        if self.is_wide() { 10 } else { 8 }
    }

    /// The first columns of inputs, weights and products, and the end of the products.
    fn columns(&self) -> [u16; 4] {
        let (x, quantity) = (self.area.x, NAME + self.room());
        let weights = x + quantity + 3;
        let products = weights + quantity + 3;
        [x, weights, products, products + self.room()]
    }

    fn put(&self, x: u16, y: u16, text: &str, style: Style, painter: &mut Painter) {
        painter.write(self.area, (x, y), text, style);
    }

    fn heads(&self, y: u16, painter: &mut Painter) {
        let [inputs, weights, products, _] = self.columns();
        let xs = [inputs + NAME, weights + NAME, products];
        for (x, name) in xs.into_iter().zip(["input", "weight", "product"]) {
            let name = padded(name, self.room(), true);
            self.put(x, y, &name, painter.theme.dim(), painter);
        }
    }

    fn input(&self, i: usize, y: u16, painter: &mut Painter) {
        let [inputs, weights, products, _] = self.columns();
        let (node, link) = (&self.diagram.layers[0].nodes[i], &self.diagram.links[i]);
        let (line, style) = self.line(link, painter);
        let line = format!(" {line} ");
        let (wide, narrow) = ([line.as_str(); 2], [" · ", " = "]);
        let [before, after] = if self.is_wide() { wide } else { narrow };
        self.quantity(&node.quantities[0], inputs, y, painter);
        self.put(weights - 3, y, before, style, painter);
        self.quantity(&link.weight, weights, y, painter);
        if let Some(product) = link.product {
            self.put(products - 3, y, after, style, painter);
            let is_lit = link.weight.lit && node.quantities[0].lit;
            let style = painter.theme.or_dim(is_lit, Style::new());
            self.put(products, y, &self.number(Some(product)), style, painter);
        }
    }

    /// Writes the name of the input that the keys change, or whose weight they change, where there is no room for all names.
    fn focused_name(&self, y: u16, painter: &mut Painter) {
        let nodes = self.diagram.layers[0].nodes.iter();
        let mut pairs = nodes.zip(&self.diagram.links);
        let is_focused =
            |node: &Node, link: &Link| node.quantities[0].focused || link.weight.focused;
        if let Some((node, _)) = pairs.find(|(node, link)| is_focused(node, link))
            && !node.name.is_empty()
        {
            let [x, .., end] = self.columns();
            let name = format!("{}: {}", node.quantities[0].symbol, node.name);
            let name = cut_in_middle(&name, end - x);
            self.put(x, y, &name, painter.theme.dim(), painter);
        }
    }

    /// Writes the name of an input above its product.
    fn name(&self, i: usize, y: u16, painter: &mut Painter) {
        let [x, .., end] = self.columns();
        let name = cut_in_middle(&self.diagram.layers[0].nodes[i].name, end - x);
        self.put(x, y, &name, painter.theme.dim(), painter);
    }

    fn number(&self, value: Option<f64>) -> String {
        let room = self.room();
        let number = value.map_or("·".into(), |value| fitted(value, room.into()));
        padded(&number, room, true)
    }

    /// The sign of a link: heavy if its weight is among the largest, broken if it is negative.
    fn line(&self, link: &Link, painter: &Painter) -> (&'static str, Style) {
        let weights = self.diagram.links.iter().map(|link| link.weight.value);
        let largest = weights.flatten().map(f64::abs).fold(0.0, f64::max);
        let weight = link.weight.value.unwrap_or(0.0);
        let sign = match (weight.abs() > 0.5 * largest, weight < 0.0) {
            (true, true) => "╍",
            (true, false) => "━",
            (false, true) => "╌",
            (false, false) => "─",
        };
        let ink = painter.theme.letter(Some(link.weight.symbol.letter));
        (sign, painter.theme.or_dim(link.weight.lit, ink))
    }

    fn quantity(&self, quantity: &Quantity, x: u16, y: u16, painter: &mut Painter) {
        let name = padded(&quantity.symbol.to_string(), NAME, false);
        let text = name + &self.number(quantity.value);
        painter.clickable(quantity, self.area, (x, y), NAME + self.room(), &text);
        if quantity.ours.is_some() {
            self.put(x + NAME - 1, y, "✗", painter.theme.wrong(), painter);
        }
    }

    /// Draws the line that gathers the products.
    fn gather(&self, x: u16, rows: &[u16], last_sign: &str, painter: &mut Painter) {
        let (first, last) = (rows[0], rows[rows.len() - 1]);
        for y in first..=last {
            let sign = match rows.binary_search(&y) {
                Ok(0) if first == last => "──",
                Ok(0) => "─╮",
                Ok(_) if y == last => last_sign,
                Ok(_) => "─┤",
                Err(_) => " │",
            };
            self.put(x, y, sign, painter.theme.rule(), painter);
        }
    }

    /// Draws a box to the right, into which all products run.
    fn neuron_beside(&self, rows: &[u16], painter: &mut Painter) {
        let x = self.columns()[3] + 1;
        let (rule, dim) = (painter.theme.rule(), painter.theme.dim());
        self.gather(x, rows, "─╯", painter);
        let middle = u16::midpoint(rows[0], rows[rows.len() - 1]);
        let is_joined = rows.contains(&middle);
        let joint = if is_joined { "─┼─" } else { " ├─" };
        self.put(x, middle, joint, rule, painter);
        let (corner, wide) = (x + 3, NAME + self.room() + 4);
        let edges = Rect::new(corner, middle.saturating_sub(1), wide, 4);
        painter.frame(edges.intersection(self.area), rule);
        self.put(corner, middle, "┤", rule, painter);
        for (row, quantity) in (0..).zip(&self.diagram.layers[1].nodes[0].quantities) {
            self.quantity(quantity, corner + 2, middle + row, painter);
        }
        self.put(corner + 2, middle.saturating_sub(2), "neuron", dim, painter);
    }

    /// Writes the sum and the output of the sigmoid below the products.
    fn neuron_below(&self, rows: &[u16], painter: &mut Painter) {
        let [_, weights, products, end] = self.columns();
        let last = rows[rows.len() - 1];
        let (rule, dim) = (painter.theme.rule(), painter.theme.dim());
        self.gather(end, rows, "─┤", painter);
        self.put(end + 1, last + 1, "│", rule, painter);
        if let [sum, output] = self.diagram.layers[1].nodes[0].quantities.as_slice() {
            self.put(weights + NAME, last + 2, "sum", dim, painter);
            self.quantity(sum, products - NAME, last + 2, painter);
            self.put(end, last + 2, "─╯", rule, painter);
            self.put(weights + NAME, last + 3, "sigmoid", dim, painter);
            self.quantity(output, products - NAME, last + 3, painter);
        }
    }
}

/// The inputs that show: all of them, or those around the focus with gaps before and after them, and the last.
fn inputs(diagram: &Diagram, room: usize) -> Vec<Option<usize>> {
    let count = diagram.layers[0].nodes.len();
    if count <= room {
        return (0..count).map(Some).collect();
    }
    let is_focused = |i: &usize| {
        let input = &diagram.layers[0].nodes[*i].quantities[0];
        input.focused || diagram.links[*i].weight.focused
    };
    let focus = (0..count).find(is_focused).unwrap_or(0);
    let span = room.saturating_sub(3).max(1);
    let from = focus.saturating_sub(span / 2).min(count - 1 - span);
    let before = (from > 0).then_some(None);
    let shown = before.into_iter().chain((from..from + span).map(Some));
    shown.chain([None, Some(count - 1)]).collect()
}
