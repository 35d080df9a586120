//! Where: a neuron or a network with its numbers.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::HitMap;
use super::theme::Theme;
use crate::scene::number::aligned;
use crate::scene::{Diagram, Quantity, Target};

mod columns;
mod ledger;
mod links;
mod network;
mod neuron;

pub(super) fn draw(
    diagram: &Diagram,
    theme: Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    match diagram.layers.as_slice() {
        [_, last] if last.nodes.len() == 1 => neuron::draw(diagram, theme, area, buffer, hits),
        [] => {}
        _ => network::draw(diagram, theme, area, buffer, hits),
    }
}

/// What the selected equation speaks of is bright, the rest is dim, and what the keys change is reversed.
fn look(quantity: &Quantity, theme: Theme) -> Style {
    let style = match (quantity.lit || quantity.focused, quantity.symbol.ink()) {
        (true, Some(ink)) => theme.ink(ink).add_modifier(Modifier::BOLD),
        (true, None) => theme.title(),
        (false, _) => theme.dim(),
    };
    if quantity.focused {
        style.add_modifier(Modifier::REVERSED)
    } else {
        style
    }
}

/// A place on the screen, with what can be written there and clicked on.
struct Pad<'a> {
    theme: Theme,
    area: Rect,
    buffer: &'a mut Buffer,
    hits: &'a mut HitMap,
}

impl Pad<'_> {
    /// Write a text, cut at the right edge.
    fn put(&mut self, x: u16, y: u16, text: &str, style: Style) {
        if (self.area.top()..self.area.bottom()).contains(&y)
            && (self.area.left()..self.area.right()).contains(&x)
        {
            let room = usize::from(self.area.right() - x);
            self.buffer.set_stringn(x, y, text, room, style);
        }
    }

    /// Write a name and a number of fixed widths, and take clicks on them.
    fn quantity(&mut self, quantity: &Quantity, at: (u16, u16), widths: (u16, u16)) {
        let (name, width) = (usize::from(widths.0), usize::from(widths.1));
        let text = format!(
            "{:<name$}{}",
            quantity.symbol.to_string(),
            aligned(quantity.value, width)
        );
        self.put(at.0, at.1, &text, look(quantity, self.theme));
        self.clickable(quantity, at, widths.0 + widths.1);
    }

    fn clickable(&mut self, quantity: &Quantity, (x, y): (u16, u16), width: u16) {
        if let Some(handle) = quantity.handle {
            let place = Rect::new(x, y, width, 1).intersection(self.area);
            self.hits.add(place, Target::Quantity(handle));
        }
    }
}
