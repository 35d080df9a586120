//! Where: a neuron with its numbers. Inputs on the left, times their weights, make products that run into the sum.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::look;
use crate::scene::{Diagram, Link, Quantity, Target, fitted};
use crate::view::HitMap;
use crate::view::theme::Theme;

/// The width of a name.
const NAME: u16 = 3;

pub(super) fn draw(
    diagram: &Diagram,
    theme: Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    if area.width < 36 || area.height < 6 {
        return;
    }
    Drawing {
        diagram,
        theme,
        area,
        buffer,
        hits,
    }
    .draw();
}

struct Drawing<'a> {
    diagram: &'a Diagram,
    theme: Theme,
    area: Rect,
    buffer: &'a mut Buffer,
    hits: &'a mut HitMap,
}

impl Drawing<'_> {
    fn draw(&mut self) {
        // Without a box beside them the sum and the output stand below the products.
        let below = if self.is_wide() { 2 } else { 4 };
        let room = self.area.height.saturating_sub(2 + below);
        let shown = shown(self.diagram, usize::from(room).max(2));
        let count = u16::try_from(shown.len()).unwrap_or(u16::MAX);
        let gap = (room / count).clamp(1, if self.is_wide() { 4 } else { 3 });
        let top = self.area.y + 2 + room.saturating_sub(gap * count) / 3;
        self.heads(top - 2);
        let rows: Vec<u16> = (0..count).map(|number| top + number * gap).collect();
        for (node, y) in shown.iter().zip(&rows) {
            match node {
                Some(i) => self.input(*i, *y),
                None => self.put(self.area.x + NAME, *y, "⋮", self.theme.dim()),
            }
        }
        if self.is_wide() {
            self.neuron_beside(&rows);
        } else {
            self.neuron_below(&rows);
        }
    }

    fn is_wide(&self) -> bool {
        self.area.width >= 62
    }

    /// The width of a number with four decimals.
    fn number(&self) -> u16 {
        if self.is_wide() { 10 } else { 8 }
    }

    /// Where the columns of inputs, weights and products begin, and where the last of them ends.
    fn columns(&self) -> [u16; 4] {
        let (x, quantity) = (self.area.x, NAME + self.number());
        let weights = x + quantity + 3;
        let products = weights + quantity + 3;
        [x, weights, products, products + self.number()]
    }

    fn put(&mut self, x: u16, y: u16, text: &str, style: Style) {
        if y < self.area.bottom() && x < self.area.right() {
            self.buffer
                .set_stringn(x, y, text, usize::from(self.area.right() - x), style);
        }
    }

    fn heads(&mut self, y: u16) {
        let [inputs, weights, products, _] = self.columns();
        let width = usize::from(self.number());
        for (x, name) in [
            (inputs + NAME, "input"),
            (weights + NAME, "weight"),
            (products, "product"),
        ] {
            self.put(x, y, &format!("{name:>width$}"), self.theme.dim());
        }
    }

    /// One input, its weight, and what the weight makes of it.
    fn input(&mut self, i: usize, y: u16) {
        let [inputs, weights, products, _] = self.columns();
        let diagram = self.diagram;
        let (node, link) = (&diagram.layers[0].nodes[i], &diagram.links[i]);
        let (line, style) = self.line(link);
        let (before, after) = if self.is_wide() {
            (format!(" {line} "), format!(" {line} "))
        } else {
            (" · ".to_owned(), " = ".to_owned())
        };
        self.quantity(&node.quantities[0], inputs, y);
        self.put(weights - 3, y, &before, style);
        self.quantity(&link.weight, weights, y);
        if let Some(product) = link.product {
            let lit = link.weight.lit && node.quantities[0].lit;
            let of_product = if lit { Style::new() } else { self.theme.dim() };
            self.put(products - 3, y, &after, style);
            let width = usize::from(self.number());
            self.put(
                products,
                y,
                &format!("{:>width$}", fitted(product, width)),
                of_product,
            );
        }
    }

    /// The sign of a link: heavy if its weight is among the largest, broken if it is negative.
    fn line(&self, link: &Link) -> (&'static str, Style) {
        let largest = self
            .diagram
            .links
            .iter()
            .filter_map(|link| link.weight.value)
            .map(f64::abs)
            .fold(0.0, f64::max);
        let weight = link.weight.value.unwrap_or(0.0);
        let sign = match (weight.abs() > 0.5 * largest, weight < 0.0) {
            (true, true) => "╍",
            (true, false) => "━",
            (false, true) => "╌",
            (false, false) => "─",
        };
        (
            sign,
            if link.weight.lit {
                self.theme.letter(Some(link.weight.symbol.letter))
            } else {
                self.theme.dim()
            },
        )
    }

    fn quantity(&mut self, quantity: &Quantity, x: u16, y: u16) {
        let style = look(quantity, self.theme);
        let (name, number, width) = (
            quantity.symbol.to_string(),
            quantity.value.map_or("·".to_owned(), |value| {
                fitted(value, usize::from(self.number()))
            }),
            usize::from(self.number()),
        );
        self.put(x, y, &format!("{name:<3}{number:>width$}"), style);
        if let Some(handle) = quantity.handle {
            self.hits.add(
                Rect::new(x, y, NAME + self.number(), 1),
                Target::Quantity(handle),
            );
        }
    }

    /// The line that gathers the products, from the first row to the last.
    fn gather(&mut self, x: u16, rows: &[u16], last_sign: &str) {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return;
        };
        let style = self.theme.rule();
        for y in *first..=*last {
            let sign = match rows.binary_search(&y) {
                Ok(0) if first == last => "──",
                Ok(0) => "─╮",
                Ok(_) if y == *last => last_sign,
                Ok(_) => "─┤",
                Err(_) => " │",
            };
            self.put(x, y, sign, style);
        }
    }

    /// A box to the right, into which all products run.
    fn neuron_beside(&mut self, rows: &[u16]) {
        let x = self.columns()[3] + 1;
        let style = self.theme.rule();
        self.gather(x, rows, "─╯");
        let middle = u16::midpoint(rows[0], rows[rows.len() - 1]);
        self.put(
            x,
            middle,
            if rows.contains(&middle) {
                "─┼─"
            } else {
                " ├─"
            },
            style,
        );
        let corner = x + 3;
        let width = usize::from(NAME + self.number()) + 2;
        let edge = "─".repeat(width);
        self.put(
            corner,
            middle.saturating_sub(1),
            &format!("╭{edge}╮"),
            style,
        );
        for (row, sign) in [(0, "┤"), (1, "│")] {
            self.put(corner, middle + row, sign, style);
            self.put(corner + 1 + width as u16, middle + row, "│", style);
        }
        self.put(corner, middle + 2, &format!("╰{edge}╯"), style);
        let diagram = self.diagram;
        for (row, quantity) in (0..).zip(&diagram.layers[1].nodes[0].quantities) {
            self.quantity(quantity, corner + 2, middle + row);
        }
        self.put(
            corner + 2,
            middle.saturating_sub(2),
            "neuron",
            self.theme.dim(),
        );
    }

    /// Below the products: the sum, and what the sigmoid makes of it.
    fn neuron_below(&mut self, rows: &[u16]) {
        let [_, weights, products, end] = self.columns();
        let last = rows[rows.len() - 1];
        self.gather(end, rows, "─┤");
        self.put(end + 1, last + 1, "│", self.theme.rule());
        let diagram = self.diagram;
        if let [sum, output] = diagram.layers[1].nodes[0].quantities.as_slice() {
            self.put(weights + NAME, last + 2, "sum", self.theme.dim());
            self.quantity(sum, products - NAME, last + 2);
            self.put(end, last + 2, "─╯", self.theme.rule());
            self.put(weights + NAME, last + 3, "sigmoid", self.theme.dim());
            self.quantity(output, products - NAME, last + 3);
        }
    }
}

/// Which inputs show: all of them, or the first ones, a gap, those around the focus, a gap, and the last.
fn shown(diagram: &Diagram, room: usize) -> Vec<Option<usize>> {
    let count = diagram.layers[0].nodes.len();
    if count <= room {
        return (0..count).map(Some).collect();
    }
    let is_focused = |i: &usize| {
        diagram.layers[0].nodes[*i].quantities[0].focused
            || diagram
                .links
                .get(*i)
                .is_some_and(|link| link.weight.focused)
    };
    let focus = (0..count).find(is_focused).unwrap_or(0);
    let span = room.saturating_sub(3).max(1);
    let from = focus.saturating_sub(span / 2).min(count - 1 - span);
    let mut shown: Vec<Option<usize>> = Vec::new();
    if from > 0 {
        shown.push(None);
    }
    shown.extend((from..from + span).map(Some));
    shown.push(None);
    shown.push(Some(count - 1));
    shown
}
