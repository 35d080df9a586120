//! The links between two layers: a thin line each, in the colour of its letter, thick if the weight is large and broken if it is
//! negative; and their numbers, where few links leave room for them.

use std::cmp::Ordering;

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::columns::{Column, Slot};
use super::{Pad, look};
use crate::scene::number::aligned;
use crate::scene::wrap::width;
use crate::scene::{Diagram, Link};
use crate::view::braille::{Braille, Pen};
use crate::view::theme::Theme;

/// More links than this between two layers are drawn without their numbers.
const FEW: usize = 12;
/// So many links for each column of the room between two layers: if there are more, only the strongest are drawn, for the rest
/// would fill the room evenly.
const MANY: usize = 2;
/// And never more than this.
const MOST: usize = 40;
/// The width of a number at a link.
const NUMBER: usize = 7;

/// A link on the screen, its ends in cells.
struct Wire<'a> {
    link: &'a Link,
    from: (f64, f64),
    to: (f64, f64),
    /// The size of its weight compared with the largest between the same layers.
    share: f64,
}

impl Wire<'_> {
    fn at(&self, part: f64) -> (f64, f64) {
        (
            self.from.0 + part * (self.to.0 - self.from.0),
            self.from.1 + part * (self.to.1 - self.from.1),
        )
    }

    /// How high it is at a column.
    fn height(&self, x: f64) -> f64 {
        let part = (x - self.from.0) / (self.to.0 - self.from.0);
        self.at(part.clamp(0.0, 1.0)).1
    }

    fn is_bright(&self) -> bool {
        self.link.weight.lit || self.link.weight.focused
    }
}

/// Draw the links between two neighbouring columns. Returns whether their numbers stand beside them.
pub(super) fn draw(diagram: &Diagram, layer: usize, columns: &[Column], pad: &mut Pad) -> bool {
    let (left, right) = (&columns[layer], &columns[layer + 1]);
    let gap = Rect::new(
        left.right(),
        pad.area.y,
        right.x.saturating_sub(left.right()),
        pad.area.height,
    );
    if gap.width < 2 {
        return false;
    }
    let mut wires = wires(diagram, layer, left, right);
    wires.sort_by(|one, other| {
        order(one)
            .partial_cmp(&order(other))
            .unwrap_or(Ordering::Equal)
    });
    lines(&wires, gap, pad);
    let all = diagram
        .links
        .iter()
        .filter(|link| link.from.0 == layer)
        .count();
    if all > FEW || all > wires.len() || usize::from(gap.width) < NUMBER + 4 {
        focused_name(&wires, gap, pad);
        return false;
    }
    let names = wires
        .iter()
        .map(|wire| width(&wire.link.weight.symbol.to_string()));
    let name = usize::from(names.max().unwrap_or(0));
    let with_names = usize::from(gap.width) >= NUMBER + name + 9;
    labels(&wires, if with_names { name } else { 0 }, gap, pad)
}

/// Draw the links in their order; where there are many, the bright and the strongest only.
fn lines(wires: &[Wire], gap: Rect, pad: &mut Pad) {
    let most = (MANY * usize::from(gap.width)).clamp(FEW, MOST);
    let left_out = wires.len().saturating_sub(most);
    let dots = |(x, y): (f64, f64)| ((x - f64::from(gap.x)) * 2.0, (y - f64::from(gap.y)) * 4.0);
    let mut braille = Braille::new(gap);
    for (place, wire) in wires.iter().enumerate() {
        if place >= left_out || wire.is_bright() {
            braille.line(&[dots(wire.from), dots(wire.to)], pen(wire, pad.theme));
        }
    }
    braille.render(pad.buffer);
}

/// What is drawn later lies above.
fn order(wire: &Wire) -> (bool, bool, f64) {
    (wire.link.weight.focused, wire.link.weight.lit, wire.share)
}

fn wires<'a>(diagram: &'a Diagram, layer: usize, left: &Column, right: &Column) -> Vec<Wire<'a>> {
    let links = || {
        diagram
            .links
            .iter()
            .filter(|link| link.from.0 == layer && link.to.0 == layer + 1)
    };
    let size = |link: &Link| link.weight.value.map_or(0.0, f64::abs);
    let largest = links()
        .map(size)
        .filter(|size| size.is_finite())
        .fold(f64::MIN_POSITIVE, f64::max);
    let middle = |slot: &Slot| f64::from(slot.y) + f64::from(slot.height) / 2.0 - 0.125;
    links()
        .filter_map(|link| {
            let (from, to) = (left.slot_of(link.from.1)?, right.slot_of(link.to.1)?);
            Some(Wire {
                link,
                from: (f64::from(left.right()) + 0.5, middle(from)),
                to: (f64::from(right.x) - 0.5, middle(to)),
                share: size(link) / largest,
            })
        })
        .collect()
}

fn pen(wire: &Wire, theme: Theme) -> Pen {
    let weight = &wire.link.weight;
    let style = match (wire.is_bright(), wire.share > 0.5) {
        (true, _) => theme
            .letter(Some(weight.symbol.letter))
            .add_modifier(Modifier::BOLD),
        (false, true) => theme.dim(),
        (false, false) => theme.rule(),
    };
    let thick = match (weight.focused, wire.is_bright() && wire.share > 0.5) {
        (true, _) => 3,
        (_, true) => 2,
        _ => 1,
    };
    let dash: &[usize] = if weight.value.is_some_and(|value| value < 0.0) {
        &[4, 4]
    } else {
        &[]
    };
    Pen { style, dash, thick }
}

/// The name of the link that the keys change, in the middle of it.
fn focused_name(wires: &[Wire], gap: Rect, pad: &mut Pad) {
    let Some(wire) = wires.iter().find(|wire| wire.link.weight.focused) else {
        return;
    };
    let name = wire.link.weight.symbol.to_string();
    if width(&name) <= gap.width {
        let x = gap.x + (gap.width - width(&name)) / 2;
        let y = wire.at(0.5).1 as u16;
        pad.put(x, y, &name, look(&wire.link.weight, pad.theme));
        pad.clickable(&wire.link.weight, (x, y), width(&name));
    }
}

/// Write the numbers of all links on them, below each other in one column, where they are farthest from each other.
/// Returns whether there is such a column.
fn labels(wires: &[Wire], name: usize, gap: Rect, pad: &mut Pad) -> bool {
    let wide = (NUMBER + name + usize::from(name > 0)) as u16;
    let Some((x, rows)) = best_column(wires, wide, gap) else {
        focused_name(wires, gap, pad);
        return false;
    };
    for (wire, y) in wires.iter().zip(rows) {
        let weight = &wire.link.weight;
        let symbol = if name > 0 {
            format!("{:<name$} ", weight.symbol.to_string())
        } else {
            String::new()
        };
        let place = (x, y);
        for x in x..x + wide {
            pad.buffer[(x, place.1)].reset();
        }
        let text = format!("{symbol}{}", aligned(weight.value, NUMBER));
        pad.put(place.0, place.1, &text, look(weight, pad.theme));
        pad.clickable(weight, place, wide);
    }
    true
}

/// The row of each number if they begin at a column: on its link, or one row below where links cross. None if that is not enough.
fn rows(wires: &[Wire], x: u16, wide: u16, gap: Rect) -> Option<(Vec<u16>, i32)> {
    let height = |wire: &Wire| wire.height(f64::from(x) + f64::from(wide) / 2.0);
    let mut order: Vec<usize> = (0..wires.len()).collect();
    order.sort_by(|one, other| height(&wires[*one]).total_cmp(&height(&wires[*other])));
    let mut rows = vec![0; wires.len()];
    let (mut before, mut apart, mut moved) = (None::<u16>, 3, 0);
    for number in order {
        let own = height(&wires[number]) as u16;
        let row = before.map_or(own, |before| own.max(before + 1));
        if row > own + 1 || row >= gap.bottom() {
            return None;
        }
        // Farther than three rows makes nothing clearer.
        apart = before.map_or(apart, |before| apart.min(i32::from(row - before)));
        moved += i32::from(row - own);
        rows[number] = row;
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
