//! A node of a network: its numbers; of an input its name, of a hidden unit a picture of what it sees, of an output a bar with its target.

use ratatui::layout::Rect;

use super::columns::{Column, Slot};
use super::looks::{Form, Look, Pictures};
use super::measures::{Measures, Role, target_text, targets};
use super::steady;
use crate::scene::wrap::{cut_in_middle, padded, width};
use crate::scene::{Node, Quantity, Seen};
use crate::view::dots::{Dot, Raster};
use crate::view::image::blocks;
use crate::view::painter::{Painter, middle};
use crate::view::theme::Theme;

/// The rows of a node.
#[derive(Clone, Copy)]
enum Row {
    /// The number at this position of the node.
    Number(usize),
    /// The number that there is room for, with the target beside it.
    WithTarget(usize),
    Bar,
    Name,
}

pub(super) struct Nodes<'a> {
    pub measures: &'a Measures<'a>,
    pub look: Look,
    pub column: &'a Column,
    pub layer: usize,
}

impl Nodes<'_> {
    pub fn draw(&self, index: usize, slot: Slot, painter: &mut Painter) {
        let node = &self.measures.diagram.layers[self.layer].nodes[index];
        let rows = (0..slot.height).zip(self.rows(node, slot.height));
        for (below, row) in rows {
            let y = slot.y + below;
            match row {
                Row::Number(number) => self.number(node, number, y, painter),
                Row::WithTarget(number) => {
                    self.number(node, number, y, painter);
                    let end = self.column.x + self.column.widths.0 + self.column.widths.1;
                    self.target(index, end + 1, y, painter);
                }
                Row::Bar => self.bar(node, index, y, painter),
                Row::Name => self.name(node, index, y, painter),
            }
        }
        let is_unit = self.column.role == Role::Hidden && !node.bias;
        let seen = self.measures.diagram.seen.get(index).filter(|_| is_unit);
        if let Some(seen) = seen {
            self.picture(seen, slot, painter);
        }
    }

    fn rows(&self, node: &Node, height: u16) -> Vec<Row> {
        let only = self
            .column
            .only
            .min(node.quantities.len().saturating_sub(1));
        let only = Row::Number(only);
        let is_single = node.quantities.len() < 2 || self.look.form == Form::Below;
        match self.column.role {
            Role::Output => self.rows_of_output(height),
            _ if height == 1 => vec![only],
            _ if is_single && self.look.form != Form::Below => vec![only, Row::Name],
            _ if is_single => vec![only],
            _ => vec![Row::Number(0), Row::Number(1)],
        }
    }

    fn rows_of_output(&self, height: u16) -> Vec<Row> {
        let only = self.column.only;
        let is_named = self.measures.is_named(self.layer);
        match height {
            1 => vec![Row::WithTarget(only)],
            2 => vec![Row::Number(only), Row::Bar],
            3 if is_named => vec![Row::Number(only), Row::Bar, Row::Name],
            _ => vec![Row::Number(0), Row::Number(1), Row::Bar, Row::Name],
        }
    }

    fn number(&self, node: &Node, number: usize, y: u16, painter: &mut Painter) {
        if let Some(quantity) = node.quantities.get(number) {
            let (names, numbers) = self.column.widths;
            let label = self.label(node, quantity);
            // A long name and a number without a blank between them are hard to read.
            let narrower = numbers - u16::from(width(&label) >= names && numbers > 5);
            let number = steady(self.measures.diagram, quantity.value, narrower);
            let text = padded(&label, names, false) + &padded(&number, numbers, true);
            let screen = painter.buffer.area;
            painter.clickable(quantity, screen, (self.column.x, y), names + numbers, &text);
            self.ours(quantity, (&text, y), painter);
        }
    }

    /// Marks a number of the reader's that is not ours, and writes ours beside it where there is room.
    fn ours(&self, quantity: &Quantity, (written, y): (&str, u16), painter: &mut Painter) {
        let Some(ours) = quantity.ours else { return };
        let wrong = painter.theme.wrong();
        let end = self.column.x + width(written);
        // The last blank before the number.
        let blank = written.rfind(' ').map_or(0, |at| width(&written[..at]));
        let before = (self.column.x + blank, y);
        let number = steady(self.measures.diagram, Some(ours), self.column.widths.1);
        let room = (self.column.x + self.column.width).saturating_sub(end + 1);
        let text = format!("✗{}", number.trim_start());
        let is_free = self.look.pictures != Pictures::Beside;
        painter.put(before, "✗", wrong);
        if is_free && width(&text) <= room {
            painter.put((end + 1, y), &text, painter.theme.dim());
        }
    }

    fn label(&self, node: &Node, quantity: &Quantity) -> String {
        let is_slope = !node.bias && quantity.symbol.letter != 'y';
        if is_slope {
            self.measures.diagram.label(quantity)
        } else {
            quantity.symbol.to_string()
        }
    }

    fn target(&self, index: usize, x: u16, y: u16, painter: &mut Painter) {
        let target = targets(self.measures.diagram).and_then(|layer| layer.nodes.get(index));
        if let Some(target) = target.and_then(|node| node.quantities.first()) {
            let (text, screen) = (target_text(target), painter.buffer.area);
            painter.clickable(target, screen, (x, y), width(&text), &text);
        }
    }

    /// A bar as long as the output is large, and the target.
    fn bar(&self, node: &Node, index: usize, y: u16, painter: &mut Painter) {
        let (x, theme) = (self.column.x, painter.theme);
        let room = self.column.width.saturating_sub(self.measures.target);
        let share = node.quantities.last().and_then(|output| output.value);
        let bar = blocks(share.filter(|share| share.is_finite()).unwrap_or(0.0), room);
        painter.put((x, y), &"░".repeat(room.into()), theme.rule());
        painter.put((x, y), &bar, theme.class(index));
        self.target(index, x + room + 1, y, painter);
    }

    fn name(&self, node: &Node, index: usize, y: u16, painter: &mut Painter) {
        let (theme, column) = (painter.theme, self.column);
        let (style, room) = match column.role {
            Role::Output => (theme.class(index), column.width),
            _ if !self.look.is_whole() => (theme.dim(), column.edges - column.x),
            _ => (theme.dim(), column.width),
        };
        let name = if node.bias { "bias" } else { &node.name };
        let short = name.split('(').next().unwrap_or_default().trim();
        let is_short = width(name) > room && !short.is_empty();
        let name = cut_in_middle(if is_short { short } else { name }, room);
        painter.put((column.x, y), &name, style);
    }

    /// A picture below the numbers of a unit, or beside them.
    fn picture(&self, seen: &Seen, slot: Slot, painter: &mut Painter) {
        let (wide, high) = self.measures.picture(self.look);
        let is_below = self.look.pictures != Pictures::Beside;
        let (x, y) = if is_below {
            (self.column.x, slot.y + 2)
        } else {
            (self.column.x + self.column.width - wide, slot.y)
        };
        let is_there = wide > 0 && slot.height > 1 + u16::from(is_below);
        let area = Rect::new(
            x,
            y,
            wide,
            high.min((slot.y + slot.height).saturating_sub(y)),
        );
        let area = area.intersection(painter.buffer.area);
        if is_there && !area.is_empty() {
            draw_seen(seen, area, painter);
        }
    }
}

pub(super) fn draw_seen(seen: &Seen, area: Rect, painter: &mut Painter) {
    let theme = painter.theme;
    let (wide, high) = (usize::from(area.width), 2 * usize::from(area.height));
    let value = |x: usize, y: usize| seen.at(middle(x, wide), middle(y, high));
    if theme == Theme::Plain {
        return painter.signs(area, |x, y| {
            let [above, below] = [value(x, 2 * y), value(x, 2 * y + 1)];
            if seen.is_signed {
                Theme::signed_heat(f64::midpoint(above, below))
            } else {
                theme.heat(above, below).0
            }
        });
    }
    let dot = |x, y| {
        let value = value(x, y);
        let colour = if seen.is_signed {
            theme.diverging(value)
        } else {
            theme.grey(value)
        };
        Dot::Paint(theme.colour(colour))
    };
    Raster::new(area, dot).render(painter);
}
