//! Where: a neuron or a network with its numbers.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Block, BorderType, Widget as _};

use super::painter::Painter;
use super::theme::Theme;
use crate::scene::number::{aligned, decimals};
use crate::scene::wrap::padded;
use crate::scene::{Diagram, Quantity, Target};

mod columns;
mod gallery;
mod ledger;
mod links;
mod looks;
mod measures;
mod network;
mod neuron;
mod nodes;
mod shown;

pub(super) fn draw(diagram: &Diagram, area: Rect, painter: &mut Painter) {
    match diagram.layers.as_slice() {
        [_, last] if last.nodes.len() == 1 => neuron::draw(diagram, area, painter),
        [] => {}
        _ => network::draw(diagram, area, painter),
    }
}

/// The hidden unit and the output whose edges show where not all of them can: those of the weight that the keys change, and where it
/// leads to no output, that of the sample's class.
fn chosen(diagram: &Diagram) -> Option<(usize, usize)> {
    let mut links = diagram.links.iter();
    let focus = links.clone().find(|link| link.weight.focused);
    let link = focus.or_else(|| links.find(|link| link.weight.lit));
    let target = diagram.layers.last()?.nodes.iter().position(|node| {
        let target = node.quantities.first().and_then(|target| target.value);
        target.is_some_and(|target| target > 0.5)
    });
    Some(match link {
        Some(link) if link.from.0 == 0 => (link.to.1, target.unwrap_or(0)),
        Some(link) => {
            let is_bias = diagram.layers[1]
                .nodes
                .get(link.from.1)
                .is_none_or(|node| node.bias);
            (if is_bias { 0 } else { link.from.1 }, link.to.1)
        }
        None => (0, target.unwrap_or(0)),
    })
}

/// A number whose point never moves: one too small for its decimals is 0. Of slopes, which are often small, it is a power of ten.
fn steady(diagram: &Diagram, value: Option<f64>, width: u16) -> String {
    let fixed = value.map(|value| decimals(value, usize::from(width).saturating_sub(3).min(4)));
    let fits = |text: &String| text.chars().count() < width.into() || text.starts_with('−');
    let fixed = fixed.filter(|text| fits(text) && text.chars().count() <= width.into());
    match fixed {
        Some(text) if !diagram.is_backward => padded(&text, width, true),
        _ => aligned(value, width.into()),
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
