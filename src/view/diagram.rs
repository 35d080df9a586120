//! Where: a neuron or a network with its numbers.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Block, BorderType, Widget as _};

use super::painter::Painter;
use super::theme::Theme;
use crate::scene::number::aligned;
use crate::scene::wrap::padded;
use crate::scene::{Diagram, Quantity, Target};

mod columns;
mod ledger;
mod links;
mod network;
mod neuron;

pub(super) fn draw(diagram: &Diagram, area: Rect, painter: &mut Painter) {
    match diagram.layers.as_slice() {
        [_, last] if last.nodes.len() == 1 => neuron::draw(diagram, area, painter),
        [] => {}
        _ => network::draw(diagram, area, painter),
    }
}

/// The style of a number: bright if the selected equation speaks of it, else dim; reversed if the keys change it.
fn style_of(quantity: &Quantity, theme: Theme) -> Style {
    let style = match (quantity.lit || quantity.focused, quantity.symbol.ink()) {
        (true, Some(ink)) => theme.ink(ink).bold(),
        (true, None) => theme.title(),
        (false, _) => theme.dim(),
    };
    if quantity.focused {
        style.reversed()
    } else {
        style
    }
}

impl Painter<'_> {
    fn frame(&mut self, area: Rect, style: Style) {
        let block = Block::bordered().border_type(BorderType::Rounded);
        block.border_style(style).render(area, self.buffer);
    }

    /// Writes a name and a number of fixed widths, which take clicks.
    fn quantity(&mut self, quantity: &Quantity, area: Rect, at: (u16, u16), widths: (u16, u16)) {
        let number = aligned(quantity.value, widths.1.into());
        let text = padded(&quantity.symbol.to_string(), widths.0, false) + &number;
        self.clickable(quantity, area, at, widths.0 + widths.1, &text);
    }

    /// Writes a text about a number, which takes clicks if the number can be changed.
    fn clickable(&mut self, of: &Quantity, area: Rect, at: (u16, u16), width: u16, text: &str) {
        self.write(area, at, text, style_of(of, self.theme));
        if let Some(handle) = of.handle {
            let place = Rect::new(at.0, at.1, width, 1).intersection(area);
            self.hits.add(place, Target::Quantity(handle));
        }
    }
}
