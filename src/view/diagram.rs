//! Where: a neuron with its numbers. Inputs on the left, times their weights, make products that run into the sum.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::Hits;
use super::theme::Theme;
use crate::scene::{Diagram, Link, Quantity, Target, text};

/// The width of a name and of a number with four decimals.
const NAME: u16 = 3;
const NUMBER: u16 = 10;
const QUANTITY: u16 = NAME + NUMBER;

pub(super) fn draw(
    diagram: &Diagram,
    theme: Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut Hits,
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
    hits: &'a mut Hits,
}

impl Drawing<'_> {
    fn draw(&mut self) {
        let wide = self.area.width >= 62;
        // Without a box beside them the sum and the output stand below the products.
        let below = if wide { 1 } else { 5 };
        let room = self.area.height.saturating_sub(below + 1);
        let shown = shown(self.diagram, usize::from(room).max(2));
        let gap = (room / u16::try_from(shown.len()).unwrap_or(u16::MAX)).clamp(1, 3);
        self.heads(wide);
        let rows: Vec<u16> = (0..shown.len())
            .map(|n| self.area.y + 2 + n as u16 * gap)
            .collect();
        for (node, y) in shown.iter().zip(&rows) {
            match node {
                Some(i) => self.input(*i, *y, wide),
                None => self.put(self.area.x + NAME, *y, "⋮", self.theme.dim()),
            }
        }
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return;
        };
        if wide {
            self.neuron_beside(*first, *last)
        } else {
            self.neuron_below(*first, *last)
        }
    }

    fn put(&mut self, x: u16, y: u16, text: &str, style: Style) {
        if y < self.area.bottom() && x < self.area.right() {
            self.buffer
                .set_stringn(x, y, text, usize::from(self.area.right() - x), style);
        }
    }

    /// Where the columns of inputs, weights and products begin.
    fn columns(&self, wide: bool) -> [u16; 3] {
        let gap = if wide { 3 } else { 1 };
        let x = self.area.x;
        [
            x,
            x + QUANTITY + gap,
            x + 2 * (QUANTITY + gap) - if wide { 1 } else { 3 },
        ]
    }

    fn heads(&mut self, wide: bool) {
        let [inputs, weights, products] = self.columns(wide);
        for (x, name) in [(inputs, "input"), (weights, "weight")] {
            self.put(
                x,
                self.area.y,
                &format!("{name:>width$}", width = usize::from(QUANTITY)),
                self.theme.dim(),
            );
        }
        self.put(
            products + 2,
            self.area.y,
            &format!("{:>width$}", "product", width = usize::from(NUMBER)),
            self.theme.dim(),
        );
    }

    /// One input, its weight, and what the weight makes of it.
    fn input(&mut self, i: usize, y: u16, wide: bool) {
        let [inputs, weights, products] = self.columns(wide);
        let diagram = self.diagram;
        let (node, link) = (&diagram.layers[0].nodes[i], &diagram.links[i]);
        self.quantity(&node.quantities[0], inputs, y);
        let (line, style) = self.line(link);
        self.put(
            inputs + QUANTITY,
            y,
            &if wide {
                format!(" {line} ")
            } else {
                "·".to_owned()
            },
            style,
        );
        self.quantity(&link.weight, weights, y);
        if let Some(product) = link.product {
            let lit = link.weight.lit && node.quantities[0].lit;
            let style = if lit { Style::new() } else { self.theme.dim() };
            self.put(
                weights + QUANTITY,
                y,
                &if wide {
                    format!(" {line}")
                } else {
                    " =".to_owned()
                },
                style,
            );
            self.put(
                products + 2,
                y,
                &format!("{:>width$}", text(product, 4), width = usize::from(NUMBER)),
                style,
            );
        }
    }

    /// The sign of a link: heavy if its weight is among the largest, broken if it is negative.
    fn line(&self, link: &Link) -> (&'static str, Style) {
        let largest = self
            .diagram
            .links
            .iter()
            .map(|link| link.weight.value.abs())
            .fold(0.0, f64::max);
        let heavy = link.weight.value.abs() > 0.5 * largest;
        let sign = match (heavy, link.weight.value < 0.0) {
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
        let mut style = match (quantity.lit, quantity.symbol.ink()) {
            (true, Some(ink)) => self.theme.ink(ink).add_modifier(Modifier::BOLD),
            (true, None) => self.theme.title(),
            (false, _) => self.theme.dim(),
        };
        if quantity.focused {
            style = style.add_modifier(Modifier::REVERSED);
        }
        let number = text(quantity.value, 4);
        let (name, width) = (quantity.symbol.to_string(), usize::from(NUMBER));
        self.put(x, y, &format!("{name:<3}{number:>width$}"), style);
        if let Some(handle) = quantity.handle {
            self.hits
                .add(Rect::new(x, y, QUANTITY, 1), Target::Quantity(handle));
        }
    }

    /// A box to the right, into which all products run.
    fn neuron_beside(&mut self, first: u16, last: u16) {
        let x = self.columns(true)[2] + 2 + NUMBER;
        let middle = u16::midpoint(first, last);
        let style = self.theme.rule();
        for y in first..=last {
            let here = (first..=last).contains(&y);
            let sign = match (y == first, y == last) {
                _ if !here => " ",
                (true, true) => "──",
                (true, false) => "─╮",
                (false, true) => "─╯",
                (false, false) => " │",
            };
            self.put(x + 1, y, sign, style);
        }
        self.put(x + 2, middle, "┼─", style);
        let corner = x + 4;
        let width = usize::from(QUANTITY) + 2;
        self.put(
            corner,
            middle.saturating_sub(1),
            &format!("╭{}╮", "─".repeat(width)),
            style,
        );
        for (row, sign) in [(0, "├"), (1, "│")] {
            self.put(corner, middle + row, sign, style);
            self.put(corner + 1 + width as u16, middle + row, "│", style);
        }
        self.put(
            corner,
            middle + 2,
            &format!("╰{}╯", "─".repeat(width)),
            style,
        );
        let quantities = &self.diagram.layers[1].nodes[0].quantities;
        for (row, quantity) in quantities.iter().enumerate() {
            self.quantity(quantity, corner + 2, middle + row as u16);
        }
        self.put(corner + 2, middle + 3, "sum, sigmoid", self.theme.dim());
    }

    /// Below the products: a rule, the sum, the sigmoid, the output.
    fn neuron_below(&mut self, first: u16, last: u16) {
        let x = self.columns(false)[2] - 1;
        let right = x + 3 + NUMBER;
        let style = self.theme.rule();
        for y in first..=last {
            self.put(right + 1, y, if y == first { "╮" } else { "│" }, style);
        }
        self.put(right + 1, last + 1, "│", style);
        let quantities = &self.diagram.layers[1].nodes[0].quantities;
        if let [sum, output] = quantities.as_slice() {
            self.put(x, last + 1, &"─".repeat(usize::from(QUANTITY) + 1), style);
            self.put(x - 5, last + 2, "sum", self.theme.dim());
            self.quantity(sum, x, last + 2);
            self.put(right + 1, last + 2, "╯", style);
            self.put(x - 9, last + 3, "sigmoid", self.theme.dim());
            self.quantity(output, x, last + 3);
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
