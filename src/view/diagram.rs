//! Where: a neuron or a network with its numbers.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Block, BorderType, Widget as _};

use super::painter::Painter;
use super::theme::Theme;
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
    let bright = quantity.symbol.ink().map(|ink| theme.ink(ink).bold());
    let bright = bright.unwrap_or(theme.title());
    match (quantity.focused, quantity.lit) {
        (true, _) => bright.reversed(),
        (false, is_lit) => theme.or_dim(is_lit, bright),
    }
}

impl Painter<'_> {
    fn frame(&mut self, area: Rect, style: Style) {
        let block = Block::bordered().border_type(BorderType::Rounded);
        block.border_style(style).render(area, self.buffer);
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
