//! The links between two layers: a thin line each, in the colour of its letter, thick if the weight is large and broken if it is
//! negative; and their numbers, where few links leave room for them.

use std::cmp::Ordering;

use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget as _};

use super::columns::{Column, Slot};
use crate::scene::number::aligned;
use crate::scene::wrap::{padded, widest, width};
use crate::scene::{Diagram, Link};
use crate::view::dots::{Braille, Pen};
use crate::view::painter::Painter;
use crate::view::theme::Theme;

/// More links than this between two layers are drawn without their numbers.
const FEW: usize = 12;
/// Links drawn for each column between two layers: of more only the strongest are drawn, for the rest would fill the room evenly.
const LINKS_PER_COLUMN: usize = 2;
const MAX_LINKS: usize = 40;
const NUMBER: usize = 7;

struct Wire<'a> {
    link: &'a Link,
    from: (f64, f64),
    to: (f64, f64),
    /// The size of its weight compared with the largest between the same layers.
    share: f64,
}

impl Wire<'_> {
    /// Its height at a part of the way.
    fn height(&self, part: f64) -> f64 {
        self.from.1 + part * (self.to.1 - self.from.1)
    }

    fn height_at(&self, x: f64) -> f64 {
        let part = (x - self.from.0) / (self.to.0 - self.from.0);
        self.height(part.clamp(0.0, 1.0))
    }

    fn is_bright(&self) -> bool {
        self.link.weight.lit || self.link.weight.focused
    }
}

/// Draws the links between two neighbouring columns of an area. Returns true if their numbers are beside them.
pub(super) fn draw(
    diagram: &Diagram,
    layer: usize,
    columns: &[Column],
    area: Rect,
    painter: &mut Painter,
) -> bool {
    let (left, right) = (&columns[layer], &columns[layer + 1]);
    let (x, end) = (left.right(), right.x);
    let gap = Rect::new(x, area.y, end.saturating_sub(x), area.height);
    if gap.width < 2 {
        return false;
    }
    let wires = wires(diagram, layer, left, right);
    lines(&wires, gap, painter);
    let links = diagram.links.iter();
    let all = links.filter(|link| link.from.0 == layer).count();
    if all > FEW || all > wires.len() || usize::from(gap.width) < NUMBER + 4 {
        focused_name(&wires, gap, painter);
        return false;
    }
    let name = widest(wires.iter().map(|wire| wire.link.weight.symbol.to_string()));
    let with_names = usize::from(gap.width) >= NUMBER + usize::from(name) + 9;
    labels(&wires, if with_names { name + 1 } else { 0 }, gap, painter)
}

/// Draws the links in their order; where there are many, the bright and the strongest only.
fn lines(wires: &[Wire], gap: Rect, painter: &mut Painter) {
    let most = (LINKS_PER_COLUMN * usize::from(gap.width)).clamp(FEW, MAX_LINKS);
    let left_out = wires.len().saturating_sub(most);
    let dot = |(x, y): (f64, f64)| ((x - f64::from(gap.x)) * 2.0, (y - f64::from(gap.y)) * 4.0);
    let mut braille = Braille::new(gap);
    for (index, wire) in wires.iter().enumerate() {
        if index >= left_out || wire.is_bright() {
            braille.line(&[dot(wire.from), dot(wire.to)], pen(wire, painter.theme));
        }
    }
    braille.render(painter);
}

fn wires<'a>(diagram: &'a Diagram, layer: usize, left: &Column, right: &Column) -> Vec<Wire<'a>> {
    let links = diagram.links.iter();
    let links = links.filter(|link| link.from.0 == layer && link.to.0 == layer + 1);
    let size = |link: &Link| link.weight.value.map_or(0.0, f64::abs);
    let sizes = links.clone().map(size).filter(|size| size.is_finite());
    let largest = sizes.fold(f64::MIN_POSITIVE, f64::max);
    let middle = |slot: &Slot| f64::from(slot.y) + f64::from(slot.height) / 2.0 - 0.125;
    let wire = |link: &'a Link| {
        let (from, to) = (left.slot_of(link.from.1)?, right.slot_of(link.to.1)?);
        Some(Wire {
            link,
            from: (f64::from(left.right()) + 0.5, middle(from)),
            to: (f64::from(right.x) - 0.5, middle(to)),
            share: size(link) / largest,
        })
    };
    let mut wires: Vec<Wire> = links.filter_map(wire).collect();
    // Later wires cover earlier ones.
    let order = |wire: &Wire| (wire.link.weight.focused, wire.link.weight.lit, wire.share);
    let by_order = |one: &Wire, other: &Wire| order(one).partial_cmp(&order(other));
    wires.sort_by(|one, other| by_order(one, other).unwrap_or(Ordering::Equal));
    wires
}

fn pen(wire: &Wire, theme: Theme) -> Pen {
    let weight = &wire.link.weight;
    let bright = theme.letter(Some(weight.symbol.letter)).bold();
    let (style, thick) = match (wire.is_bright(), wire.share > 0.5) {
        (true, _) if weight.focused => (bright, 3),
        (true, is_large) => (bright, 1 + u8::from(is_large)),
        (false, true) => (theme.dim(), 1),
        (false, false) => (theme.rule(), 1),
    };
    let is_negative = weight.value.is_some_and(|value| value < 0.0);
    let dash: &[u8] = if is_negative { b"####    " } else { b"" };
    Pen { style, dash, thick }
}

/// Writes the name of the link that the keys change in the middle of it.
fn focused_name(wires: &[Wire], gap: Rect, painter: &mut Painter) {
    let Some(wire) = wires.iter().find(|wire| wire.link.weight.focused) else {
        return;
    };
    let name = wire.link.weight.symbol.to_string();
    let wide = width(&name);
    if wide <= gap.width {
        let at = (gap.x + (gap.width - wide) / 2, wire.height(0.5) as u16);
        painter.clickable(&wire.link.weight, gap, at, wide, &name);
    }
}

/// Writes the numbers of all links on them, in the column where they are farthest from each other. Returns true if there is one.
fn labels(wires: &[Wire], name: u16, gap: Rect, painter: &mut Painter) -> bool {
    let wide = NUMBER as u16 + name;
    let Some((x, rows)) = best_column(wires, wide, gap) else {
        focused_name(wires, gap, painter);
        return false;
    };
    for (wire, y) in wires.iter().zip(rows) {
        let weight = &wire.link.weight;
        Clear.render(Rect::new(x, y, wide, 1), painter.buffer);
        let named = match name {
            0 => String::new(),
            name => padded(&weight.symbol.to_string(), name, false),
        };
        let text = named + &aligned(weight.value, NUMBER);
        painter.clickable(weight, gap, (x, y), wide, &text);
    }
    true
}

/// The row of each number if they begin at a column: on its link, or one below where links cross. None if that is not enough.
fn rows(wires: &[Wire], x: u16, wide: u16, gap: Rect) -> Option<(Vec<u16>, i32)> {
    let height = |wire: &Wire| wire.height_at(f64::from(x) + f64::from(wide) / 2.0);
    let mut order: Vec<usize> = (0..wires.len()).collect();
    order.sort_by(|one, other| height(&wires[*one]).total_cmp(&height(&wires[*other])));
    let mut rows = vec![0; wires.len()];
    let (mut before, mut apart, mut moved) = (None::<u16>, 3, 0);
    for index in order {
        let own = height(&wires[index]) as u16;
        let row = before.map_or(own, |before| own.max(before + 1));
        if row > own + 1 || row >= gap.bottom() {
            return None;
        }
        // Farther than three rows makes nothing clearer.
        apart = before.map_or(apart, |before| apart.min(i32::from(row - before)));
        moved += i32::from(row - own);
        rows[index] = row;
        before = Some(row);
    }
    Some((rows, apart - 3 * moved))
}

fn best_column(wires: &[Wire], wide: u16, gap: Rect) -> Option<(u16, Vec<u16>)> {
    let columns = gap.x + 1..gap.right().saturating_sub(wide);
    let places = columns.filter_map(|x| Some((x, rows(wires, x, wide, gap)?)));
    // Of equally good columns the first: beside the nodes that the links leave.
    let best = places.reduce(|best, place| if place.1.1 > best.1.1 { place } else { best });
    best.map(|(x, (rows, _))| (x, rows))
}
