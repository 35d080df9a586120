//! The room that a network takes in each look, and the best look for a room.

use super::looks::{Form, LOOKS, Look, Pictures};
use crate::scene::wrap::widest;
use crate::scene::{Diagram, Layer, Node, Quantity, short};
use crate::view::painter::cells;

/// The most empty rows between two nodes where all weights have numbers.
const AIR: u16 = 2;
/// The columns of a picture beside its numbers.
const BESIDE: u16 = 8;
/// The least columns of a bar with a target beside it.
pub(super) const BAR: u16 = 10;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Input,
    Hidden,
    Output,
}

/// The targets, which are beside the outputs.
pub(super) fn targets(diagram: &Diagram) -> Option<&Layer> {
    let (last, before) = diagram.layers.split_last()?;
    let is_target = |node: &Node| node.quantities.iter().all(|one| one.symbol.letter == 't');
    let is_all = last.nodes.iter().all(is_target) && before.len() > 1;
    Some(last).filter(|last| is_all && !last.nodes.is_empty())
}

/// A target with as few digits as tell it.
pub(super) fn target_text(quantity: &Quantity) -> String {
    let value = quantity.value.map_or("·".into(), short);
    format!("{} {value}", quantity.symbol)
}

/// The measures of a layer.
struct Measured {
    /// The width of the names of its numbers.
    names: u16,
    /// The width of the names of its nodes.
    named: u16,
    units: u16,
    biases: u16,
}

pub(super) struct Measures<'a> {
    pub diagram: &'a Diagram,
    layers: Vec<Measured>,
    /// The width of the target of an output, with a column before it.
    pub target: u16,
    /// True if an output has room for a bar with its target below its number.
    has_bars: bool,
}

impl<'a> Measures<'a> {
    /// Measures a network for an area of some height.
    pub fn of(diagram: &'a Diagram, height: u16) -> Self {
        let targets = targets(diagram);
        let count = diagram.layers.len() - usize::from(targets.is_some());
        let layers = diagram.layers.iter().take(count).enumerate();
        let nodes = targets.into_iter().flat_map(|layer| &layer.nodes);
        let target = widest(nodes.flat_map(|node| &node.quantities).map(target_text)) + 1;
        let layers: Vec<Measured> = layers.map(|(layer, of)| measured(layer, of)).collect();
        let outputs = layers.last().map_or(0, |outputs| outputs.units);
        let others = if height < 14 { 4 } else { 7 };
        Self {
            has_bars: outputs.saturating_mul(2).saturating_add(others) <= height,
            diagram,
            layers,
            target,
        }
    }

    /// The number of layers that are columns.
    pub fn count(&self) -> usize {
        self.layers.len()
    }

    pub fn role(&self, layer: usize) -> Role {
        match layer {
            0 => Role::Input,
            layer if layer + 1 == self.count() => Role::Output,
            _ => Role::Hidden,
        }
    }

    pub fn is_named(&self, layer: usize) -> bool {
        self.layers[layer].named > 0
    }

    /// The width of the names of the outputs.
    pub fn classes(&self) -> u16 {
        self.layers.last().map_or(0, |layer| layer.named)
    }

    /// The best look in as many columns and rows.
    pub fn look(&self, columns: u16, rows: u16) -> Option<Look> {
        let fits = |look: &Look| match look.form {
            Form::Beside | Form::Below => self.height(*look, 0) <= rows,
            Form::Chosen if look.has_pictures() => self.needed(*look) <= rows,
            Form::Chosen | Form::Bare => true,
        };
        let mut looks = LOOKS.into_iter();
        looks.find(|look| self.least_width(*look) <= columns && fits(look))
    }

    /// The rows that a look leaves of some: those beyond what its nodes can use; none if they can use more, as chosen ones can, except in
    /// a column that does not show whole anyway, which leaves `few`.
    pub fn left(&self, look: Look, rows: u16, few: u16) -> u16 {
        let air = if look.is_whole() { AIR } else { 1 };
        let wanted = self.height(look, air);
        match rows.checked_sub(wanted) {
            Some(left) => left.saturating_sub(1),
            None if !look.is_whole() && self.needed(look) > rows => few,
            None => 0,
        }
    }

    /// The rows that chosen edges need: one for each node, two where all units have pictures or inputs names.
    fn needed(&self, look: Look) -> u16 {
        let of_layer = |layer: usize| {
            let (unit, bias) = self.heights(layer, look);
            let is_low = self.role(layer) == Role::Hidden && !look.has_pictures();
            let most = if is_low { 1 } else { 2 };
            self.rows(layer, unit.min(most), bias.min(most))
        };
        (0..self.count()).map(of_layer).max().unwrap_or(0)
    }

    /// The rows of a layer whose units and bias have these heights.
    fn rows(&self, layer: usize, unit: u16, bias: u16) -> u16 {
        let Measured { units, biases, .. } = self.layers[layer];
        let biases = biases.saturating_mul(bias);
        units.saturating_mul(unit).saturating_add(biases)
    }

    /// The highest that the nodes of a layer can be in a room, with space between high ones; at least one row.
    pub fn highest(&self, layer: usize, look: Look, room: u16) -> u16 {
        let (unit, bias) = self.heights(layer, look);
        let Measured { units, biases, .. } = self.layers[layer];
        let gaps = units.saturating_add(biases).saturating_sub(1);
        let fits = |most: &u16| {
            let gaps = if *most > 2 { gaps } else { 0 };
            self.rows(layer, unit.min(*most), bias.min(*most))
                .saturating_add(gaps)
                <= room
        };
        (1..=unit).rev().find(fits).unwrap_or(1)
    }

    /// The widths of the names and of the numbers of a layer.
    pub fn widths(&self, layer: usize, look: Look) -> (u16, u16) {
        // Slopes have a ∂ before their names, and nothing moves for it; a narrow number fills its room, and has a blank before it.
        let blank = u16::from(look.number < 6);
        (self.layers[layer].names + 1 + blank, look.number)
    }

    /// The columns and rows of the picture of a hidden unit.
    pub fn picture(&self, look: Look) -> (u16, u16) {
        let seen = self.diagram.seen.first().filter(|seen| seen.columns > 0);
        let has_one = look.has_pictures() || !look.is_whole();
        seen.filter(|_| has_one).map_or((0, 0), |seen| {
            let rows = (seen.cells.len() / seen.columns).div_ceil(2);
            let is_narrow = look.number < 6 || look.pictures != Pictures::Below;
            let most = if is_narrow { BESIDE } else { u16::MAX };
            (cells(seen.columns).min(most), cells(rows))
        })
    }

    pub fn cell_width(&self, layer: usize, look: Look) -> u16 {
        let (names, number) = self.widths(layer, look);
        let (plain, picture) = (names + number, self.picture(look).0);
        match self.role(layer) {
            Role::Input => plain + u16::from(self.weights_width(layer, look) > 0),
            Role::Hidden if look.pictures == Pictures::Beside => {
                plain + picture + u16::from(picture > 0)
            }
            // As wide as the picture, and narrow numbers are closer to those of the weights.
            Role::Hidden if look.is_whole() => (plain + u16::from(number > 6)).max(picture),
            Role::Hidden => plain,
            Role::Output if look.is_whole() || self.has_bars => plain.max(BAR),
            Role::Output => plain + self.target,
        }
    }

    /// The columns of the numbers of the weights that leave a layer, with the sign of their change.
    pub fn weights_width(&self, layer: usize, look: Look) -> u16 {
        match look.form {
            _ if layer + 1 >= self.count() => 0,
            Form::Beside | Form::Chosen => look.number + 1,
            Form::Below | Form::Bare => 0,
        }
    }

    pub fn least_width(&self, look: Look) -> u16 {
        let wide = |layer| self.cell_width(layer, look) + self.weights_width(layer, look);
        let gaps = cells(self.count()).saturating_sub(1) * (look.gap + 1);
        (0..self.count()).map(wide).sum::<u16>() + gaps
    }

    /// The rows of a unit of a layer and of its bias, with the numbers of all weights that leave them.
    pub fn heights(&self, layer: usize, look: Look) -> (u16, u16) {
        let names = u16::from(self.is_named(layer));
        let picture = self.picture(look).1;
        let (unit, bias) = match (self.role(layer), look.form) {
            (Role::Output, Form::Below) => (2 + names, 1),
            (Role::Output, _) => (3 + names, 1),
            (_, Form::Below) => (1, 1),
            (Role::Input, _) => (1 + names, 1),
            (Role::Hidden, _) if look.pictures == Pictures::Beside => (picture.max(2), 1),
            (Role::Hidden, _) => (2 + picture, 1),
        };
        let leaving = self.layers.get(layer + 1).map_or(0, |next| next.units);
        match look.form {
            Form::Beside => (unit.max(leaving), bias.max(leaving)),
            Form::Below => (unit + leaving, bias + leaving),
            Form::Chosen | Form::Bare => (unit, bias),
        }
    }

    /// The rows of the highest layer with all of its nodes, and with some empty rows between them.
    fn height(&self, look: Look, air: u16) -> u16 {
        let air = air.max(u16::from(look.form == Form::Beside));
        let of_layer = |layer: usize| {
            let Measured { units, biases, .. } = self.layers[layer];
            let (unit, bias) = self.heights(layer, look);
            let gaps = units.saturating_add(biases).saturating_sub(1);
            let nodes = self.rows(layer, unit, bias);
            nodes.saturating_add(gaps.saturating_mul(air))
        };
        (0..self.count()).map(of_layer).max().unwrap_or(0)
    }
}

fn measured(layer: usize, of: &Layer) -> Measured {
    let quantities = of.nodes.iter().flat_map(|node| &node.quantities);
    let names = widest(quantities.map(|quantity| quantity.symbol.to_string()));
    let biases = cells(of.nodes.iter().filter(|node| node.bias).count());
    let named = widest(of.nodes.iter().map(|node| &node.name));
    Measured {
        names: names.max(2),
        // An input has a row for its name where the bias has one.
        named: named.max(u16::from(layer == 0 && biases > 0)),
        units: cells(of.nodes.len()) - biases,
        biases,
    }
}
